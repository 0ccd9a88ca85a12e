//! The quiet ways beside the handler.

use super::body::pure;
use super::{Handler, finder, is_lookup};
use crate::edit::*;
use mir::*;
use types::Ty;

pub fn run(f: &mut Function, handler: &Handler) {
    let lookups = f.blocks.ids().filter(|&id| f.blocks[id].region == handler.body);
    for block in lookups.collect::<Vec<_>>() {
        lookups_of(f, handler, block);
    }
    raised(f, handler);
}

/// The look-ups of a block of the body, from the last one to the first.
fn lookups_of(f: &mut Function, handler: &Handler, block: BlockId) {
    let Some((find, tests)) = finder(&handler.class_name) else { return };
    for at in (0..f.blocks[block].stmts.len()).rev() {
        if matches!(&f.blocks[block].stmts[at].kind,
            StmtKind::Op { dst: Some(_), op, .. } if is_lookup(*op))
        {
            lookup(f, handler, block, at, find, tests);
        }
    }
}

fn lookup(
    f: &mut Function,
    handler: &Handler,
    block: BlockId,
    at: usize,
    find: &str,
    tests: &[&str],
) {
    let rest = f.blocks[block].stmts.split_off(at + 1);
    let Some(original) = f.blocks[block].stmts.pop() else { return };
    let StmtKind::Op { dst: Some(value), args, .. } = &original.kind else { return };
    let (value, span) = (*value, original.span);
    let region = handler.body;
    let term = std::mem::replace(&mut f.blocks[block].term, Term::Unreachable);
    let join = new_block(f, region, false, term);
    f.blocks[join].stmts = rest;
    // Its value comes in two ways.
    f.locals[value].kind = LocalKind::Named;

    let found = new_temp(f, Ty::OBJECT);
    let args = args.iter().map(|arg| arg.clone().cast(Ty::OBJECT)).collect();
    f.blocks[block].stmts.push(op_stmt(Some(found), find, args, span));
    let take = assign_stmt(f, value, use_of(f, found).cast(f.locals[value].ty), span);
    let hit = new_block(f, region, false, Term::Goto(join));
    f.blocks[hit].stmts.push(take);

    let quiet = quiet_block(f, handler, None);
    let raise = new_block(f, region, true, Term::Goto(join));
    let again = new_temp(f, f.locals[value].ty);
    let store = assign_stmt(f, value, use_of(f, again), span);
    let mut original = original;
    if let StmtKind::Op { dst, .. } = &mut original.kind {
        *dst = Some(again);
    }
    f.blocks[raise].stmts.extend([original, store]);

    let miss = new_block(f, region, false, Term::Unreachable);
    let class = peek_class(f, handler, miss);
    let conditions = tests.iter().map(|test| pure(test, class.clone(), Ty::BINT));
    let conditions = conditions.chain(handler.quiet.guards.iter().cloned()).collect();
    f.blocks[miss].term = branch(conditions, quiet, raise);
    let absent = CExprKind::IsNull(Box::new(use_of(f, found)));
    f.blocks[block].term = Term::If {
        cond: CExpr::new(absent, Ty::BINT),
        then: miss,
        other: hit,
        likely: Some(false),
    };
}

/// Exceptions that come from elsewhere: a look at them, before they get their traceback entry.
fn raised(f: &mut Function, handler: &Handler) {
    let parent = f.regions[handler.body].parent.unwrap_or(Function::ROOT);
    let span = handler.class.span;
    let entry = new_block(f, parent, true, Term::Unreachable);
    let class = peek_class(f, handler, entry);
    let matches = new_temp(f, Ty::BINT);
    f.blocks[entry].stmts.push(op_stmt(Some(matches), "exc.quiet", vec![class], span));

    let taken = new_temp(f, Ty::OBJECT);
    let quiet = quiet_block(f, handler, Some(taken));
    let traced = new_block(f, parent, true, Term::Goto(handler.entry));
    if f.traceback_name.is_some() {
        f.blocks[traced].stmts.push(Stmt { kind: StmtKind::Traceback, span });
    }
    let matches = use_of(f, matches);
    let conditions = std::iter::once(matches).chain(handler.quiet.guards.iter().cloned());
    f.blocks[entry].term = branch(conditions.collect(), quiet, traced);
    if let RegionKind::Try { handler: to } = &mut f.regions[handler.body].kind {
        *to = entry;
    }
}

/// A copy of the body. What was raised is held until its end.
fn quiet_block(f: &mut Function, handler: &Handler, taken: Option<LocalId>) -> BlockId {
    let parent = f.regions[handler.body].parent.unwrap_or(Function::ROOT);
    let span = handler.class.span;
    let block = new_block(f, parent, false, handler.quiet.term.clone());
    let mut stmts = handler.quiet.stmts.clone();
    if let Some(taken) = taken {
        stmts.insert(0, op_stmt(Some(taken), "exc.take_quiet", Vec::new(), span));
        let held = use_of(f, taken);
        stmts.push(op_stmt(None, "exc.drop", vec![held], span));
    }
    f.blocks[block].stmts = stmts;
    block
}

/// The class of the handler, without a look-up: NULL where it is not known yet.
fn peek_class(f: &mut Function, handler: &Handler, block: BlockId) -> CExpr {
    let class = new_temp(f, Ty::OBJECT);
    if let StmtKind::Op { args, .. } = &handler.class.kind {
        let stmt = op_stmt(Some(class), "builtin.peek", args.clone(), handler.class.span);
        f.blocks[block].stmts.push(stmt);
    }
    use_of(f, class)
}

fn branch(conditions: Vec<CExpr>, then: BlockId, other: BlockId) -> Term {
    let all = conditions
        .into_iter()
        .reduce(|all, next| CExpr::binary(BinOp::And, all, next, Ty::BINT))
        .unwrap_or_else(|| CExpr::int(1, Ty::BINT));
    Term::If { cond: all, then, other, likely: Some(true) }
}
