//! `o[key] += x` in one operation.
//!
//! ```text
//! before   %1 = obj.getitem o, key          after   item.iadd o, key, x
//!          %2 = obj.iadd %1, x
//!          obj.setitem o, key, %2
//! ```
//! The operation does the same; where the container is an exact dict, the key a str and the value an int, it looks the key up
//! once. The benchmark `word_count` counts in this way.

use crate::edit::*;
use crate::{Context, Pass};
use base::IdVec;
use mir::*;
use types::Ty;

pub const PASS: Pass = Pass {
    name: "item-updates",
    phase: Phase::Exits,
    leaves: Phase::Exits,
    after: &["copies", "fold-temps", "quiet-handlers"],
    run,
};

fn run(f: &mut Function, _: &mut Context<'_>) {
    let uses = count_uses(f);
    for block in f.blocks.iter_mut() {
        let mut at = 0;
        while at + 2 < block.stmts.len() {
            if let Some(update) = update(&block.stmts[at..at + 3], &uses) {
                block.stmts.splice(at..at + 3, [update]);
            }
            at += 1;
        }
    }
}

/// The operation that three statements are.
fn update(stmts: &[Stmt], uses: &IdVec<LocalId, u32>) -> Option<Stmt> {
    let [get, add, set] = stmts else { return None };
    let (
        StmtKind::Op { dst: Some(value), op: get_op, args: from },
        StmtKind::Op { dst: Some(sum), op: add_op, args: operands },
        StmtKind::Op { op: set_op, args: to, .. },
    ) = (&get.kind, &add.kind, &set.kind)
    else {
        return None;
    };
    let reads = matches!(get_op.name, "obj.getitem" | "dict.getitem");
    let stores = matches!(set_op.name, "obj.setitem" | "dict.setitem");
    let name = match add_op.name {
        "obj.iadd" => "item.iadd",
        "obj.iadd_const" => "item.iadd_const",
        _ => return None,
    };
    let same = from[..2] == to[..2] && from.iter().all(|operand| !mentions(operand, *value));
    let through = operands[0].as_local() == Some(*value) && to[2].as_local() == Some(*sum);
    let only = uses[*value] == 1 && uses[*sum] == 1 && !mentions(&operands[1], *value);
    if !(reads && stores && same && through && only) {
        return None;
    }
    let mut args: Vec<CExpr> =
        from.iter().map(|operand| operand.clone().cast(Ty::OBJECT)).collect();
    args.extend(operands[1..].iter().cloned());
    Some(op_stmt(None, name, args, set.span))
}

fn mentions(expr: &CExpr, local: LocalId) -> bool {
    let mut found = false;
    expr.for_each_local(&mut |id| found |= id == local);
    found
}
