//! Tells the C compiler which functions are small: those that are called by name from somewhere become `static inline`, which raises
//! the size up to which it inlines them. Rare paths do not count.
//!
//! This is a step over the module, behind the passes over functions.

use base::{Id, IdVec};
use mir::{Callee, FuncId, Function, Linkage, Module, Phase, StmtKind, Term};

/// Steps and branches that a small function has at most.
const MOST: usize = 24;

pub(crate) fn run(module: &mut Module) {
    let mut called: IdVec<FuncId, bool> = IdVec::from_elem(false, module.functions.len());
    for stmt in module.functions.iter().flat_map(|f| f.blocks.iter()).flat_map(|block| &block.stmts)
    {
        if let StmtKind::Call { callee: Callee::Func(id), .. } = &stmt.kind
            && id.index() < called.len()
        {
            called[*id] = true;
        }
    }
    for (called, function) in called.iter().zip(module.functions.iter_mut()) {
        if *called && function.linkage == Linkage::Static && is_small(function) {
            function.linkage = Linkage::Inline;
        }
    }
}

fn is_small(f: &Function) -> bool {
    let usual = f.blocks.iter().filter(|block| !block.cold);
    let size: usize = usual
        .map(|block| block.stmts.len() + usize::from(!matches!(block.term, Term::Goto(_))))
        .sum();
    f.phase == Phase::Low && f.suspends.is_none() && f.frame.is_none() && size <= MOST
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::function;

    #[test]
    fn small_functions_that_are_called_are_inline() {
        let body = |stmts: &str| {
            format!(
                "func f(x) -> int {{\n  phase low\n  on_error return -1\n  param x: int\n  temp %1: int\n  region r0: root\nb0 r0:\n{stmts}  return x\n}}\n"
            )
        };
        let mut module = Module::default();
        module.functions.push(function(&body("")));
        module.functions.push(function(&body(&"  x := (x + 1)\n".repeat(30))));
        module.functions.push(function(&body(
            "  %1 = call f0(x) fails never\n  %1 = call f1(x) fails never\n",
        )));
        run(&mut module);
        let found: Vec<_> = module.functions.iter().map(|f| f.linkage).collect();
        assert_eq!(found, [Linkage::Inline, Linkage::Static, Linkage::Static]);
    }
}
