//! Makes the tests and the loads that operations on lists consist of steps of their own, in loops that work on extension types.
//!
//! ```text
//! before   b1: %2 = list.getitem xs, i             after   b1: %3 := list.place(xs, i)
//!              check null %2 fail b8 next b2                   if list.has(xs, %3) then b3 else b4
//!                                                         b3: %2 := list.peek(xs, %3)
//!                                                              incref %2
//!                                                              goto b2
//!                                                         b4: list.index_error
//!                                                              check always fail b8
//! ```
//! The same for the items that a loop takes one by one, and for tests of types and of None. What is left on the way that is usually
//! taken cannot fail, so `late-counts` lets references wait across it, and they are often never taken.

use crate::edit::*;
use crate::{Context, Pass};
use base::{IdVec, Span};
use builtins::{Fails, Op};
use mir::*;
use types::Ty;

pub const PASS: Pass =
    Pass { name: "open-items", phase: Phase::Low, leaves: Phase::Low, after: &["refcounts"], run };

fn run(f: &mut Function, cx: &mut Context<'_>) {
    let leaves_gil = f.nogil || f.blocks.iter().any(|block| f.without_gil(block.region));
    if cx.options.free_threaded || f.suspends.is_some() || leaves_gil {
        return;
    }
    let looping = in_loops(f);
    if !f.blocks.ids().any(|id| looping[id] && uses_fields(&f.blocks[id])) {
        return;
    }
    let none = none_const(cx.consts);
    for id in looping.ids().filter(|&id| looping[id]) {
        let mut at = Some(id);
        // What follows an opened operation is in a new block.
        while let Some(block) = at.filter(|&at| !f.blocks[at].cold) {
            at = open_first(f, block, none);
        }
    }
}

/// The block reads or writes fields of extension types.
fn uses_fields(block: &Block) -> bool {
    let mut found = false;
    let mut look = |expr: &CExpr| {
        expr.walk(&mut |part| found |= matches!(part.kind, CExprKind::ObjField(..)));
    };
    for stmt in &block.stmts {
        stmt.for_each_read(&mut look);
        if let StmtKind::Assign { place, .. } = &stmt.kind {
            look(place);
        }
    }
    block.term.for_each_read(&mut look);
    found
}

fn none_const(consts: &mut IdVec<ConstId, Const>) -> ConstId {
    let found = consts.iter_enumerated().find(|(_, item)| **item == Const::None).map(|(id, _)| id);
    found.unwrap_or_else(|| consts.push(Const::None))
}

/// An operation that is opened.
struct Found {
    /// Its place in the block.
    at: usize,
    dst: Option<LocalId>,
    op: Op,
    args: Vec<CExpr>,
    span: Span,
}

/// Opens the first operation of the block that can be; returns the block with the rest of it.
fn open_first(f: &mut Function, id: BlockId, none: ConstId) -> Option<BlockId> {
    let stmts = &f.blocks[id].stmts;
    let found = stmts.iter().enumerate().find_map(|(at, stmt)| match &stmt.kind {
        StmtKind::Op { dst, op, args } if is_opened(op.name) => {
            Some(Found { at, dst: *dst, op: *op, args: args.clone(), span: stmt.span })
        }
        _ => None,
    })?;
    match found.op.name {
        "list.getitem" => open_getitem(f, id, found),
        "list.next" => open_next(f, id, found),
        "check.instance" => {
            let test = Op::named("type.fits");
            let fits = CExpr::new(CExprKind::Op(test, found.args.clone()), Ty::BINT);
            open_test(f, id, found, fits)
        }
        _ => {
            let object = CExpr::new(found.args[0].kind.clone(), Ty::OBJECT);
            let none = CExpr::new(CExprKind::Const(none), Ty::OBJECT);
            let some = CExpr::binary(BinOp::Ne, object, none, Ty::BINT);
            open_test(f, id, found, some)
        }
    }
}

fn is_opened(name: &str) -> bool {
    matches!(name, "list.getitem" | "list.next" | "check.instance")
        || name.starts_with("check.none_")
}

fn pure(name: &str, args: Vec<CExpr>, ty: Ty) -> CExpr {
    CExpr::new(CExprKind::Op(Op::named(name), args), ty)
}

/// The check behind an operation: where a failure goes, and where it goes on.
fn check_of(f: &Function, id: BlockId) -> Option<(BlockId, BlockId, Span)> {
    match f.blocks[id].term {
        Term::Check { fail, next, span, .. } => Some((fail, next, span)),
        _ => None,
    }
}

/// A block that only fails.
fn failing(
    f: &mut Function,
    like: BlockId,
    stmts: Vec<Stmt>,
    fail: BlockId,
    span: Span,
) -> BlockId {
    let term = Term::Check { value: None, fails: Fails::Always, fail, next: fail, span };
    let region = f.blocks[like].region;
    f.blocks.push(Block { stmts, term, region, cold: true })
}

/// An operation that raises unless `passes`.
fn open_test(f: &mut Function, id: BlockId, found: Found, passes: CExpr) -> Option<BlockId> {
    let (fail, next, span) = check_of(f, id)?;
    let tail = f.blocks[id].stmts.split_off(found.at + 1);
    let op = f.blocks[id].stmts.pop()?;
    let mut failed = vec![op];
    failed.extend(tail.iter().cloned());
    let cold = failing(f, id, failed, fail, span);
    let region = f.blocks[id].region;
    let then = match tail.is_empty() {
        true => next,
        false => f.blocks.push(Block { stmts: tail, term: Term::Goto(next), region, cold: false }),
    };
    f.blocks[id].term = Term::If { cond: passes, then, other: cold, likely: Some(true) };
    None
}

fn open_getitem(f: &mut Function, id: BlockId, found: Found) -> Option<BlockId> {
    let (fail, next, span) = check_of(f, id)?;
    let dst = found.dst?;
    let [list, index] = found.args.as_slice() else { return None };
    let tail = f.blocks[id].stmts.split_off(found.at + 1);
    f.blocks[id].stmts.pop();
    let place = new_temp(f, Ty::SSIZE);
    let place_value = use_of(f, place);
    let index = pure("list.place", vec![list.clone(), index.clone()], Ty::SSIZE);
    let stmt = assign_stmt(f, place, index, found.span);
    f.blocks[id].stmts.push(stmt);
    let has = pure("list.has", vec![list.clone(), place_value.clone()], Ty::BINT);
    let mut failed = vec![
        op_stmt(None, "list.index_error", Vec::new(), found.span),
        Stmt { kind: StmtKind::Clear(dst), span: found.span },
    ];
    failed.extend(tail.iter().cloned());
    let cold = failing(f, id, failed, fail, span);
    let mut loaded = load(f, dst, list, place_value, found.span);
    loaded.extend(tail);
    let region = f.blocks[id].region;
    let then = f.blocks.push(Block { stmts: loaded, term: Term::Goto(next), region, cold: false });
    f.blocks[id].term = Term::If { cond: has, then, other: cold, likely: Some(true) };
    None
}

/// Takes an item that is there.
fn load(f: &Function, dst: LocalId, list: &CExpr, index: CExpr, span: Span) -> Vec<Stmt> {
    let value = pure("list.peek", vec![list.clone(), index], f.locals[dst].ty);
    let taken = Stmt { kind: StmtKind::IncRef(use_of(f, dst)), span };
    vec![assign_stmt(f, dst, value, span), taken]
}

/// The next item of a loop, or NULL.
fn open_next(f: &mut Function, id: BlockId, found: Found) -> Option<BlockId> {
    let dst = found.dst?;
    let [list, position] = found.args.as_slice() else { return None };
    let CExprKind::AddrOf(position) = &position.kind else { return None };
    let (region, span) = (f.blocks[id].region, found.span);
    let tail = f.blocks[id].stmts.split_off(found.at + 1);
    f.blocks[id].stmts.pop();
    let term = std::mem::replace(&mut f.blocks[id].term, Term::Unreachable);
    // The test that follows is decided here.
    let decided = match &term {
        Term::If { cond, then, other, .. } if tail.is_empty() => ends(cond, dst, *then, *other),
        _ => None,
    };
    let (there, end, rest) = match decided {
        Some((there, end)) => (there, end, None),
        None => {
            let rest = f.blocks.push(Block { stmts: tail, term, region, cold: false });
            (rest, rest, Some(rest))
        }
    };
    let one = CExpr::int(1, Ty::SSIZE);
    let next = CExpr::binary(BinOp::Add, (**position).clone(), one, Ty::SSIZE);
    let mut stmts = load(f, dst, list, (**position).clone(), span);
    let step = StmtKind::Assign { place: (**position).clone(), value: next };
    stmts.push(Stmt { kind: step, span });
    let yes = f.blocks.push(Block { stmts, term: Term::Goto(there), region, cold: false });
    let clear = vec![Stmt { kind: StmtKind::Clear(dst), span }];
    let no = f.blocks.push(Block { stmts: clear, term: Term::Goto(end), region, cold: false });
    let has = pure("list.has", vec![list.clone(), (**position).clone()], Ty::BINT);
    f.blocks[id].term = Term::If { cond: has, then: yes, other: no, likely: None };
    rest
}

/// Where a test for NULL goes with an object, and where without.
fn ends(cond: &CExpr, dst: LocalId, then: BlockId, other: BlockId) -> Option<(BlockId, BlockId)> {
    match &cond.kind {
        CExprKind::IsNull(inner) if inner.object_root() == Some(ObjectRoot::Local(dst)) => {
            Some((other, then))
        }
        CExprKind::Unary(UnOp::Not, inner) => {
            ends(inner, dst, then, other).map(|(there, end)| (end, there))
        }
        _ => None,
    }
}
