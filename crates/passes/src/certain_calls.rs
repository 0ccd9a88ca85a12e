//! Calls of C functions of the module that cannot fail are not checked.
//!
//! ```text
//! before   %1 = call f3(v) fails occurred        after   %1 = call f3(v) fails never
//! ```
//! where `f3` has no statement that can fail, but calls of functions of which the same holds. What the contract of a
//! function says (`except *`) is for callers that do not know its body: those in other modules, and by pointers.
//! This is a step over the module, before the passes over functions.

use base::{Id, IdVec};
use builtins::Fails;
use mir::{Callee, FuncId, Function, Module, Phase, Stmt, StmtKind, Term};

pub(crate) fn run(module: &mut Module) {
    let certain = certain(&module.functions);
    for function in module.functions.iter_mut().filter(|function| function.phase == Phase::High) {
        for stmt in function.blocks.iter_mut().flat_map(|block| &mut block.stmts) {
            if let StmtKind::Call { callee: Callee::Func(id), fails, .. } = &mut stmt.kind
                && certain.get(*id).copied().unwrap_or(false)
            {
                *fails = Fails::Never;
            }
        }
    }
}

/// The functions that cannot fail: all that no reason is found against.
fn certain(functions: &IdVec<FuncId, Function>) -> IdVec<FuncId, bool> {
    let mut certain: IdVec<FuncId, bool> =
        functions.iter().map(|function| function.phase == Phase::High).collect();
    loop {
        let mut changed = false;
        for (id, function) in functions.iter_enumerated() {
            if certain[id] && fails(function, &certain) {
                certain[id] = false;
                changed = true;
            }
        }
        if !changed {
            return certain;
        }
    }
}

fn fails(function: &Function, certain: &IdVec<FuncId, bool>) -> bool {
    function.suspends.is_some()
        || function.blocks.iter().any(|block| {
            matches!(block.term, Term::Unwind)
                || block.stmts.iter().any(|stmt| stmt_fails(stmt, certain))
        })
}

fn stmt_fails(stmt: &Stmt, certain: &IdVec<FuncId, bool>) -> bool {
    match &stmt.kind {
        StmtKind::Call { callee: Callee::Func(id), fails, .. } => {
            *fails != Fails::Never && !(id.index() < certain.len() && certain[*id])
        }
        _ => stmt.can_fail(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::function;

    #[test]
    fn failing_spreads_to_callers_and_not_to_others() {
        let mut module = Module::default();
        let leaf = "func leaf(x) -> int {\n  phase high\n  on_error return -1\n  param x: int\n  region r0: root\nb0 r0:\n  return x\n}\n";
        let call = |callee: &str| {
            format!(
                "func caller(x) -> int {{\n  phase high\n  on_error return -1\n  param x: int\n  temp %1: int\n  region r0: root\nb0 r0:\n  %1 = call {callee}(x) fails occurred\n  return %1\n}}\n"
            )
        };
        module.functions.push(function(leaf));
        module.functions.push(function(&call("f0")));
        module.functions.push(function(&call("x0")));
        module.functions.push(function(&call("f2")));
        run(&mut module);
        let found: Vec<_> = module
            .functions
            .iter()
            .filter_map(|function| function.blocks.iter().next()?.stmts.first())
            .map(|stmt| match &stmt.kind {
                StmtKind::Call { fails, .. } => *fails == Fails::Never,
                _ => false,
            })
            .collect();
        assert_eq!(found, [true, false, false]);
    }
}
