//! Python's `//` and `%` of C integers by a constant.
//!
//! ```text
//! before   %1 = clonglong.mod n, 8                after   %1 := (n & 7)
//!          %2 = clonglong.floordiv n, 10                  %2 := clonglong.floordiv_const(n, 10)
//! ```
//! By a power of two it is a mask or a shift, whatever the sign of the dividend. Another constant, 0 and -1 excepted,
//! neither fails nor overflows: the row of the same name with `_const` is the form without tests, and pure.

use crate::{Context, Pass};
use builtins::{Key, Op};
use mir::*;
use types::TypeTable;

pub const PASS: Pass = Pass {
    name: "constant-division",
    phase: Phase::High,
    leaves: Phase::High,
    after: &["fold-constants"],
    run,
};

fn run(f: &mut Function, cx: &mut Context<'_>) {
    for block in f.blocks.iter_mut() {
        for stmt in &mut block.stmts {
            let replaced = match &stmt.kind {
                StmtKind::Op { dst: Some(dst), op, args } => {
                    division(*op, args, cx.types).map(|value| (*dst, value))
                }
                _ => None,
            };
            if let Some((dst, value)) = replaced {
                let place = CExpr::local(dst, f.locals[dst].ty);
                let value = value.cast(place.ty);
                stmt.kind = StmtKind::Assign { place, value };
            }
            stmt.for_each_expr_mut(&mut |expr| expr.walk_mut(&mut |part| nested(part, cx.types)));
        }
        block.term.for_each_expr_mut(&mut |expr| {
            expr.walk_mut(&mut |part| nested(part, cx.types));
        });
    }
}

fn nested(part: &mut CExpr, types: &TypeTable) {
    if let CExprKind::Op(op, args) = &part.kind
        && let Some(value) = division(*op, args, types)
    {
        *part = value.cast(part.ty);
    }
}

fn division(op: Op, args: &[CExpr], types: &TypeTable) -> Option<CExpr> {
    let [dividend, CExpr { kind: CExprKind::Int(divisor), .. }] = args else { return None };
    let ty = op.value().filter(|&ty| types.is_int(ty))?;
    let (name, done) = match op.name.strip_suffix("_const") {
        Some(name) => (name, true),
        None => (op.name, false),
    };
    let divides = match Op::find(name)?.key {
        Key::Operator("floordiv") => true,
        Key::Operator("mod") => false,
        _ => return None,
    };
    let dividend = dividend.clone().cast(ty);
    if *divisor > 0 && divisor & (divisor - 1) == 0 {
        let (op, right) = if divides {
            (BinOp::Shr, CExpr::int(i128::from(divisor.trailing_zeros()), types::Ty::INT))
        } else {
            (BinOp::BitAnd, CExpr::int(divisor - 1, ty))
        };
        return Some(CExpr::binary(op, dividend, right, ty));
    }
    let plain = Op::find(&format!("{name}_const"))?;
    if done || *divisor == 0 || *divisor == -1 {
        return None;
    }
    let divisor = CExpr::int(*divisor, ty);
    Some(CExpr::new(CExprKind::Op(plain, vec![dividend, divisor]), ty))
}
