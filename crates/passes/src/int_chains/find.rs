//! Finds chains.

use super::{Chain, End, Operator, Tree};
use crate::Context;
use base::IdVec;
use builtins::Op;
use mir::*;
use std::cell::Cell;
use types::TypeTable;

/// Absolute values of small ints are below this,
const DIGIT: u128 = 1 << 30;

/// all results below this,
const WORD: u128 = 1 << 62;

/// and indices below this. (Where a `Py_ssize_t` has 32 bits, a digit has 15.)
const INDEX: u128 = 1 << 33;

/// More statements are not looked at together.
const LONGEST: usize = 40;

/// The next chain of a block, from a statement on.
pub fn next(
    f: &Function,
    cx: &Context<'_>,
    block: BlockId,
    from: usize,
    uses: &IdVec<LocalId, u32>,
) -> Option<Chain> {
    let stmts = &f.blocks[block].stmts;
    let mut at = from;
    while at < stmts.len() {
        let run = run_length(&stmts[at..]);
        // The longest chain that ends earliest cannot grow: a later statement does not use its result.
        for last in (at..at + run).rev() {
            let finder = Finder { f, cx, stmts, uses, first: at, after: Cell::new(0) };
            if let Some(chain) = finder.chain(last) {
                return Some(chain);
            }
        }
        at += run.max(1);
    }
    None
}

/// How many statements from the first on can be of one chain.
fn run_length(stmts: &[Stmt]) -> usize {
    let mut length = 0;
    for stmt in stmts.iter().take(LONGEST) {
        match &stmt.kind {
            StmtKind::CheckBound(..) => length += 1,
            StmtKind::Op { op, .. } if operator(*op).is_some() => length += 1,
            StmtKind::Op { op, .. } if end(*op).is_some() => return length + 1,
            _ => break,
        }
    }
    length
}

fn operator(op: Op) -> Option<Operator> {
    let name = op.name.strip_prefix("obj.").or_else(|| op.name.strip_prefix("int."))?;
    let name = name.strip_suffix("_const").unwrap_or(name);
    Some(match name {
        "add" | "iadd" => Operator::Binary(BinOp::Add),
        "sub" | "isub" => Operator::Binary(BinOp::Sub),
        "rsub" => Operator::Reversed(BinOp::Sub),
        "mul" | "imul" => Operator::Binary(BinOp::Mul),
        "and" => Operator::Binary(BinOp::BitAnd),
        "or" => Operator::Binary(BinOp::BitOr),
        "xor" => Operator::Binary(BinOp::BitXor),
        "lshift" => Operator::Binary(BinOp::Shl),
        "rshift" => Operator::Binary(BinOp::Shr),
        "floordiv" => Operator::Floor { remainder: false },
        "mod" => Operator::Floor { remainder: true },
        "neg" => Operator::Negative,
        _ => return None,
    })
}

fn end(op: Op) -> Option<End> {
    Some(match op.name {
        "obj.eq_truth" | "obj.eq_const_truth" | "int.eq" => End::Compare(BinOp::Eq),
        "obj.ne_truth" | "obj.ne_const_truth" | "int.ne" => End::Compare(BinOp::Ne),
        "obj.lt_truth" | "obj.lt_const_truth" | "int.lt" => End::Compare(BinOp::Lt),
        "obj.le_truth" | "obj.le_const_truth" | "int.le" => End::Compare(BinOp::Le),
        "obj.gt_truth" | "obj.gt_const_truth" | "int.gt" => End::Compare(BinOp::Gt),
        "obj.ge_truth" | "obj.ge_const_truth" | "int.ge" => End::Compare(BinOp::Ge),
        "obj.getitem" => End::Item,
        "obj.setitem" => End::StoreItem,
        _ => return None,
    })
}

struct Finder<'a, 'c> {
    f: &'a Function,
    cx: &'a Context<'c>,
    stmts: &'a [Stmt],
    uses: &'a IdVec<LocalId, u32>,
    first: usize,
    /// A leaf is made by the statement before this one.
    after: Cell<usize>,
}

impl Finder<'_, '_> {
    /// The chain that ends with a statement, if it has at least one result in between.
    fn chain(mut self, last: usize) -> Option<Chain> {
        let StmtKind::Op { op, args, .. } = &self.stmts[last].kind else { return None };
        let end = end(*op).unwrap_or(End::Number);
        loop {
            let mut inside = Vec::new();
            let trees = match end {
                End::Number => vec![self.node(last, &mut inside)?],
                End::Compare(_) => {
                    vec![
                        self.tree(&args[0], last, &mut inside)?,
                        self.tree(&args[1], last, &mut inside)?,
                    ]
                }
                End::Item | End::StoreItem => vec![self.tree(&args[1], last, &mut inside)?],
            };
            if self.after.get() > self.first {
                self.first = self.after.get();
                continue;
            }
            let first = *inside.iter().min()?;
            let between = (first..last).rev().find(|at| {
                let checks = matches!(self.stmts[*at].kind, StmtKind::CheckBound(..));
                !checks && !inside.contains(at)
            });
            // Another value is computed in between: what was before that is a leaf.
            if let Some(other) = between {
                self.first = other + 1;
                continue;
            }
            let fits = trees.iter().all(|tree| bound(tree).is_some());
            let index = !matches!(end, End::Item | End::StoreItem) || bound(&trees[0])? < INDEX;
            let checked = self.stmts[first..last].iter().filter_map(|stmt| match stmt.kind {
                StmtKind::CheckBound(id, _) => Some(id),
                _ => None,
            });
            let bound = checked.collect();
            return (fits && index).then_some(Chain { first, last, end, trees, bound });
        }
    }

    /// An operand of a statement: the result of an earlier one of the chain, or a leaf.
    fn tree(&self, operand: &CExpr, at: usize, inside: &mut Vec<usize>) -> Option<Tree> {
        if let Some(number) = self.number(operand) {
            return Some(Tree::Number(number));
        }
        let id = self.local(operand)?;
        let single = self.f.locals[id].kind == LocalKind::Temp && self.uses[id] == 1;
        let made = (self.first..at).rev().find(|&at| self.stmts[at].defines() == Some(id));
        if let Some(made) = made {
            if single && let Some(tree) = self.node(made, inside) {
                inside.push(made);
                return Some(tree);
            }
            self.after.set(self.after.get().max(made + 1));
        }
        Some(Tree::Leaf(CExpr::local(id, self.f.locals[id].ty)))
    }

    /// What a statement computes.
    fn node(&self, at: usize, inside: &mut Vec<usize>) -> Option<Tree> {
        let StmtKind::Op { op, args, .. } = &self.stmts[at].kind else { return None };
        let operator = operator(*op)?;
        let left = self.tree(&args[0], at, inside)?;
        let mut operands = vec![left];
        if operator != Operator::Negative {
            operands.push(self.tree(args.get(1)?, at, inside)?);
        }
        is_defined(operator, &operands).then_some(Tree::Node(operator, operands))
    }

    fn number(&self, operand: &CExpr) -> Option<i64> {
        let CExprKind::Const(id) = &inner(operand, self.cx.types).kind else { return None };
        match self.cx.consts.get(*id)? {
            Const::Int(digits) => {
                digits.parse().ok().filter(|number: &i64| number.unsigned_abs() < 1 << 30)
            }
            _ => None,
        }
    }

    fn local(&self, operand: &CExpr) -> Option<LocalId> {
        let id = inner(operand, self.cx.types).as_local()?;
        let kind = self.f.locals[id].kind;
        (kind != LocalKind::Memory && self.cx.types.is_object(self.f.locals[id].ty)).then_some(id)
    }
}

/// An object behind casts.
fn inner<'e>(mut expr: &'e CExpr, types: &TypeTable) -> &'e CExpr {
    while let CExprKind::Cast(inner) = &expr.kind
        && types.is_object(inner.ty)
    {
        expr = inner;
    }
    expr
}

/// Whether the operation has a meaning in C for all values of its operands.
fn is_defined(operator: Operator, operands: &[Tree]) -> bool {
    match (operator, operands) {
        (Operator::Floor { .. }, [_, Tree::Number(by)]) => *by != 0 && *by != -1,
        (Operator::Floor { .. }, _) => false,
        (Operator::Binary(BinOp::Shl | BinOp::Shr), [_, Tree::Number(by)]) => (0..32).contains(by),
        (Operator::Binary(BinOp::Shl | BinOp::Shr), _) => false,
        _ => true,
    }
}

/// What the absolute values of a tree, and of all its parts, are at most; absent where a word is too small.
fn bound(tree: &Tree) -> Option<u128> {
    let bound = match tree {
        Tree::Leaf(_) => DIGIT - 1,
        Tree::Number(number) => number.unsigned_abs().into(),
        Tree::Node(operator, operands) => {
            let left = bound(&operands[0])?;
            let right = operands.get(1).map_or(Some(0), bound)?;
            match operator {
                Operator::Binary(BinOp::Add | BinOp::Sub) | Operator::Reversed(_) => left + right,
                Operator::Binary(BinOp::Mul) => left * right,
                Operator::Binary(BinOp::Shl) => left << right,
                Operator::Binary(BinOp::Shr) | Operator::Negative => left,
                Operator::Floor { remainder: true } => right,
                Operator::Floor { remainder: false } => left,
                Operator::Binary(_) => (left.max(right) + 1).next_power_of_two(),
            }
        }
    };
    (bound < WORD).then_some(bound)
}
