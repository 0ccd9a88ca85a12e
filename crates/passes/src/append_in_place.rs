//! Strings that grow do so in place.
//!
//! ```text
//! before   %1 = str.concat s, x            after   %2 := s
//!          s := %1                                 unbind s
//!                                                  %1 = str.append %2, x      ; takes over the only reference
//!                                                  s := %1
//! ```
//! A loop of `s += x` copies the string every time otherwise. Where it fails, for want of memory, the variable is unbound,
//! as in CPython; so that nobody can read it then, this is done outside of `try` only.

use crate::edit::*;
use crate::{Context, Pass};
use builtins::Op;
use mir::*;

pub const PASS: Pass = Pass {
    name: "append-in-place",
    phase: Phase::High,
    leaves: Phase::High,
    after: &["copies", "fold-temps"],
    run,
};

fn run(f: &mut Function, cx: &mut Context<'_>) {
    if cx.options.free_threaded {
        return;
    }
    for id in f.blocks.ids() {
        if f.blocks[id].region != Function::ROOT {
            continue;
        }
        let mut at = 0;
        while at + 1 < f.blocks[id].stmts.len() {
            if let Some((string, added)) = grows(f, id, at) {
                rewrite(f, id, at, string, added);
                at += 2;
            }
            at += 1;
        }
    }
}

/// The variable and what is added to it, if the statement and the next one are `s = s + x`.
fn grows(f: &Function, block: BlockId, at: usize) -> Option<(LocalId, CExpr)> {
    let [concat, store] = &f.blocks[block].stmts[at..at + 2] else { return None };
    let StmtKind::Op { dst: Some(sum), op, args } = &concat.kind else { return None };
    let StmtKind::Assign { place, value } = &store.kind else { return None };
    let [left, right] = args.as_slice() else { return None };
    let string = left.as_local()?;
    let mut depends = false;
    right.for_each_local(&mut |id| depends |= id == string);
    let variable = matches!(f.locals[string].kind, LocalKind::Named | LocalKind::Param);
    let same = place.as_local() == Some(string) && value.as_local() == Some(*sum);
    (op.name == "str.concat"
        && f.locals[*sum].kind == LocalKind::Temp
        && variable
        && same
        && !depends)
        .then(|| (string, right.clone()))
}

fn rewrite(f: &mut Function, block: BlockId, at: usize, string: LocalId, added: CExpr) {
    let span = f.blocks[block].stmts[at].span;
    let moved = new_temp(f, f.locals[string].ty);
    let take = assign_stmt(f, moved, use_of(f, string), span);
    let left = use_of(f, moved);
    let stmts = &mut f.blocks[block].stmts;
    if let StmtKind::Op { op, args, .. } = &mut stmts[at].kind {
        *op = Op::named("str.append");
        *args = vec![left, added];
    }
    let unbind = Stmt { kind: StmtKind::Unbind(string), span };
    stmts.splice(at..at, [take, unbind]);
}
