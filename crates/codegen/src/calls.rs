//! What the runtime may leave out when it calls a Python function of the module.

use builtins::{Effects, Op};
use mir::{CExpr, CExprKind, Callee, FuncId, Function, LocalId, Module, PyFunc, Stmt, StmtKind};
use std::collections::HashSet;

/// The flags of a Python function as C text: what the runtime calls them by name, so that support code which a module does not need
/// is left out of it, the others as a number.
pub(crate) fn flags(module: &Module, func: &PyFunc) -> String {
    let mut words = Vec::new();
    let mut add = |flag: bool, word: &str| {
        if flag {
            words.push(word.to_string());
        }
    };
    add(func.params.star.is_some(), "CO_VARARGS");
    add(func.params.star_star.is_some(), "CO_VARKEYWORDS");
    add(func.of_type, "PX_OF_TYPE");
    add(func.no_keywords, "PX_NO_KEYWORDS");
    if let Some(entry) = func.entry {
        // Calls nothing that could call it again, so that its calls need not be counted.
        let leaf = is_leaf(module, entry, &mut HashSet::new());
        add(true, if leaf { "PX_LEAF" } else { "PX_COUNTED" });
        let unused = func.params.star_star.is_some() && ignores_last_argument(module, entry);
        add(unused, "PX_NO_KWARGS");
    }
    add(func.flags != 0, &func.flags.to_string());
    if words.is_empty() { "0".into() } else { words.join("|") }
}

/// Whether the body of the module runs nothing that could look at its frame.
pub(crate) fn needs_no_frame(module: &Module) -> bool {
    module.exec.is_none_or(|exec| is_leaf(module, exec, &mut HashSet::new()))
}

/// Conversions and the binding of arguments run code of others only behind a count of their own. What a name of the module had
/// before is released.
fn counts_itself(op: Op) -> bool {
    matches!(op.feature, "entry" | "to_int" | "to_small_int" | "to_float")
        || op.name == "global.set"
}

/// A recursive function is none: `seen` holds the functions on the way here and those that were found to be leaves.
fn is_leaf(module: &Module, id: FuncId, seen: &mut HashSet<FuncId>) -> bool {
    let Some(function) = module.functions.get(id) else { return false };
    if !seen.insert(id) || function.suspends.is_some() || function.frame.is_some() {
        return false;
    }
    let leaf = statements(function).all(|stmt| match &stmt.kind {
        StmtKind::Op { op, .. } => op.effects != Effects::Any || counts_itself(*op),
        StmtKind::Call { callee: Callee::Func(callee), .. } => is_leaf(module, *callee, seen),
        StmtKind::Call {
            callee: Callee::Extern(_) | Callee::Pointer(_) | Callee::Cpp(_), ..
        } => false,
        StmtKind::Assign { .. }
        | StmtKind::Unbind(_)
        | StmtKind::CheckBound(..)
        | StmtKind::Traceback
        | StmtKind::IncRef(_)
        | StmtKind::XIncRef(_)
        | StmtKind::DecRef(_)
        | StmtKind::XDecRef(_)
        | StmtKind::Clear(_) => true,
    });
    let mut verbatim = false;
    for_each_expr(function, &mut |expr| {
        verbatim |= matches!(expr.kind, CExprKind::Verbatim(_) | CExprKind::Extern(_));
    });
    leaf && !verbatim
}

/// Whether the C function that an entry calls never mentions its last parameter, and the entry only hands it over.
fn ignores_last_argument(module: &Module, entry: FuncId) -> bool {
    let Some(entry) = module.functions.get(entry) else { return false };
    let mut calls = statements(entry).filter_map(|stmt| match &stmt.kind {
        StmtKind::Call { callee: Callee::Func(id), args, .. } => Some((*id, args)),
        _ => None,
    });
    let (Some((callee, args)), None) = (calls.next(), calls.next()) else { return false };
    let Some(function) = module.functions.get(callee) else { return false };
    let (Some(&param), Some(handed)) = (function.params.last(), args.last()) else { return false };
    let Some(local) = handed.as_local() else { return false };
    function.frame.is_none() && mentions(function, param) == 0 && mentions(entry, local) == 1
}

fn statements(function: &Function) -> impl Iterator<Item = &Stmt> {
    function.blocks.iter().flat_map(|block| &block.stmts)
}

fn for_each_expr<'a>(function: &'a Function, f: &mut dyn FnMut(&'a CExpr)) {
    for block in function.blocks.iter() {
        for stmt in &block.stmts {
            stmt.for_each_read(&mut |expr| expr.walk(f));
            if let StmtKind::Assign { place, .. } = &stmt.kind {
                place.walk(f);
            }
        }
        block.term.for_each_read(&mut |expr| expr.walk(f));
    }
}

/// How often a local is read or counted; what it is made by does not count.
fn mentions(function: &Function, local: LocalId) -> usize {
    let mut count = 0;
    for_each_expr(function, &mut |expr| count += usize::from(expr.as_local() == Some(local)));
    count
        + statements(function)
            .filter(|stmt| match stmt.kind {
                StmtKind::Unbind(it)
                | StmtKind::CheckBound(it, _)
                | StmtKind::DecRef(it)
                | StmtKind::XDecRef(it)
                | StmtKind::Clear(it) => it == local,
                StmtKind::Op { .. }
                | StmtKind::Call { .. }
                | StmtKind::Assign { .. }
                | StmtKind::Traceback
                | StmtKind::IncRef(_)
                | StmtKind::XIncRef(_) => false,
            })
            .count()
}
