//! Writes a chain in C, beside the statements that it stands for.

use super::{Chain, End, Operator, Tree};
use crate::edit::*;
use builtins::Op;
use mir::*;
use types::Ty;

/// Splits the block; where the rest of its statements is.
pub fn run(f: &mut Function, block: BlockId, chain: Chain) -> (BlockId, usize) {
    let region = f.blocks[block].region;
    let cold = f.blocks[block].cold;
    let rest = f.blocks[block].stmts.split_off(chain.last + 1);
    let written = f.blocks[block].stmts.split_off(chain.first);
    let term = std::mem::replace(&mut f.blocks[block].term, Term::Unreachable);
    let join = new_block(f, region, cold, term);
    f.blocks[join].stmts = rest;

    let fast = new_block(f, region, cold, Term::Goto(join));
    let stmts = in_words(f, &written, &chain);
    f.blocks[fast].stmts = stmts;
    let slow = new_block(f, region, cold, Term::Goto(join));
    f.blocks[slow].stmts = written;
    f.blocks[block].term =
        Term::If { cond: guard(f, &chain), then: fast, other: slow, likely: None };
    (join, 0)
}

/// Whether all leaves are small ints.
fn guard(f: &Function, chain: &Chain) -> CExpr {
    let mut leaves: Vec<&CExpr> = Vec::new();
    chain.trees.iter().for_each(|tree| collect(tree, &mut leaves));
    let mut tests: Vec<CExpr> = chain.bound.iter().map(|&id| is_bound(f, id)).collect();
    tests.extend(leaves.into_iter().map(|leaf| {
        // What is typed as an int may still have many digits.
        pure("obj.is_small_int", vec![leaf.clone().cast(Ty::OBJECT)], Ty::BINT)
    }));
    tests
        .into_iter()
        .reduce(|all, test| CExpr::binary(BinOp::And, all, test, Ty::BINT))
        .unwrap_or_else(|| CExpr::int(1, Ty::BINT))
}

fn is_bound(f: &Function, id: LocalId) -> CExpr {
    let null = CExpr::new(CExprKind::IsNull(Box::new(use_of(f, id))), Ty::BINT);
    CExpr::new(CExprKind::Unary(UnOp::Not, Box::new(null)), Ty::BINT)
}

fn collect<'t>(tree: &'t Tree, leaves: &mut Vec<&'t CExpr>) {
    match tree {
        Tree::Leaf(leaf) => {
            if !leaves.contains(&leaf) {
                leaves.push(leaf);
            }
        }
        Tree::Number(_) => {}
        Tree::Node(_, operands) => operands.iter().for_each(|operand| collect(operand, leaves)),
    }
}

fn in_words(f: &mut Function, written: &[Stmt], chain: &Chain) -> Vec<Stmt> {
    let Some(last) = written.last() else { return Vec::new() };
    let StmtKind::Op { dst, args, .. } = &last.kind else { return Vec::new() };
    let span = last.span;
    let first = word(&chain.trees[0]);
    match (chain.end, *dst) {
        (End::Number, Some(dst)) => {
            let boxed = new_temp(f, Ty::PYINT);
            let value = use_of(f, boxed).cast(f.locals[dst].ty);
            let store = assign_stmt(f, dst, value, span);
            vec![op_stmt(Some(boxed), "conv.from_longlong", vec![first], span), store]
        }
        (End::Compare(op), Some(dst)) => {
            let test = CExpr::binary(op, first, word(&chain.trees[1]), Ty::BINT);
            vec![assign_stmt(f, dst, test, span)]
        }
        (End::Item, Some(dst)) => {
            let args = vec![args[0].clone(), first.cast(Ty::SSIZE)];
            vec![op_stmt(Some(dst), "obj.getitem_index", args, span)]
        }
        (End::StoreItem, _) => {
            let args = vec![args[0].clone(), first.cast(Ty::SSIZE), args[2].clone()];
            vec![op_stmt(None, "obj.setitem_index", args, span)]
        }
        (_, None) => written.to_vec(),
    }
}

/// The tree as an expression of a `long long`.
fn word(tree: &Tree) -> CExpr {
    let ty = Ty::LONGLONG;
    match tree {
        Tree::Leaf(leaf) => {
            pure("int.small", vec![leaf.clone().cast(Ty::OBJECT)], Ty::SSIZE).cast(ty)
        }
        Tree::Number(number) => CExpr::int((*number).into(), ty),
        Tree::Node(operator, operands) => {
            let left = word(&operands[0]);
            let right = |operands: &[Tree]| word(&operands[1]);
            match *operator {
                Operator::Binary(op) => CExpr::binary(op, left, right(operands), ty),
                Operator::Reversed(op) => CExpr::binary(op, right(operands), left, ty),
                Operator::Negative => CExpr::new(CExprKind::Unary(UnOp::Neg, Box::new(left)), ty),
                Operator::Floor { remainder } => match operands[1] {
                    Tree::Number(by) => divided(left, by, remainder),
                    _ => left,
                },
            }
        }
    }
}

fn divided(left: CExpr, by: i64, remainder: bool) -> CExpr {
    let ty = Ty::LONGLONG;
    let power = (by > 0 && by.count_ones() == 1).then(|| by.trailing_zeros());
    let number = |value: i64| CExpr::int(value.into(), ty);
    match (power, remainder) {
        (Some(_), true) => CExpr::binary(BinOp::BitAnd, left, number(by - 1), ty),
        (Some(power), false) => CExpr::binary(BinOp::Shr, left, number(power.into()), ty),
        (None, true) => pure("clonglong.mod_const", vec![left, number(by)], ty),
        (None, false) => pure("clonglong.floordiv_const", vec![left, number(by)], ty),
    }
}

fn pure(name: &str, args: Vec<CExpr>, ty: Ty) -> CExpr {
    CExpr::new(CExprKind::Op(Op::named(name), args), ty)
}
