//! What operations of the table compute, whatever the types of their operands are.

use builtins::Op;
use mir::{BinOp, CExpr};
use types::{Ty, TypeTable};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    Binary(Arith),
    /// The result is the truth, as a C value.
    Compare(BinOp),
    Unary(Unary),
    Truth,
    /// A C number becomes an object.
    FromC,
    /// An object becomes a C number of this type.
    ToC(Ty),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Arith {
    Add,
    Sub,
    Mul,
    FloorDiv,
    Mod,
    TrueDiv,
    Shl,
    Shr,
    And,
    Or,
    Xor,
    Pow,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unary {
    Neg,
    Pos,
    Invert,
    Abs,
}

/// The shape of an operation and its operands in their order.
pub(super) fn shape<'e>(
    op: Op,
    args: &'e [CExpr],
    types: &TypeTable,
) -> Option<(Shape, Vec<&'e CExpr>)> {
    let (topic, verb) = op.name.split_once('.')?;
    match topic {
        "obj" | "int" | "float" => {}
        "conv" => return conversion(op, args, types),
        _ => return None,
    }
    if let ("longlong" | "ssize" | "value", [arg], Some(ty)) = (verb, args, op.value()) {
        return (topic != "obj").then(|| (Shape::ToC(ty), vec![arg]));
    }
    let (verb, truth) = match verb.strip_suffix("_truth") {
        Some(verb) => (verb, true),
        None => (verb, op.value() == Some(Ty::BINT)),
    };
    let (verb, constant) = match verb.strip_suffix("_const") {
        Some(verb) => (verb, true),
        None => (verb, false),
    };
    let operands: Vec<&CExpr> = args.iter().take(if constant { 2 } else { 3 }).collect();
    match operands.len() {
        1 => unary(verb, truth).map(|shape| (shape, operands)),
        2 if truth => compare(verb).map(|op| (Shape::Compare(op), operands)),
        2 => {
            if let Some(verb) = verb.strip_prefix('r').filter(|_| constant && verb == "rsub") {
                let reversed = operands.into_iter().rev().collect();
                return arith(verb).map(|op| (Shape::Binary(op), reversed));
            }
            let in_place = verb.strip_prefix('i').and_then(arith);
            let op = arith(verb).or(in_place)?;
            Some((Shape::Binary(op), operands))
        }
        _ => None,
    }
}

fn conversion<'e>(op: Op, args: &'e [CExpr], types: &TypeTable) -> Option<(Shape, Vec<&'e CExpr>)> {
    let [arg] = args else { return None };
    let value = op.value()?;
    let number = |ty: Ty| types.is_int(ty) || ty == Ty::DOUBLE;
    let characters = [Ty::UCS4, Ty::PY_UNICODE, Ty::BINT];
    if op.name.starts_with("conv.from_") {
        let from = op.args.first()?.ty;
        let exact = value == Ty::PYINT || value == Ty::PYFLOAT;
        return (exact && number(from) && !characters.contains(&from))
            .then(|| (Shape::FromC, vec![arg]));
    }
    let fits = number(value) && !characters.contains(&value);
    (op.name.starts_with("conv.to_") && fits).then(|| (Shape::ToC(value), vec![arg]))
}

fn unary(verb: &str, truth: bool) -> Option<Shape> {
    Some(match verb {
        "neg" => Shape::Unary(Unary::Neg),
        "pos" => Shape::Unary(Unary::Pos),
        "invert" => Shape::Unary(Unary::Invert),
        "abs" => Shape::Unary(Unary::Abs),
        "truth" if truth => Shape::Truth,
        _ => return None,
    })
}

fn compare(verb: &str) -> Option<BinOp> {
    Some(match verb {
        "eq" => BinOp::Eq,
        "ne" => BinOp::Ne,
        "lt" => BinOp::Lt,
        "le" => BinOp::Le,
        "gt" => BinOp::Gt,
        "ge" => BinOp::Ge,
        _ => return None,
    })
}

fn arith(verb: &str) -> Option<Arith> {
    Some(match verb {
        "add" => Arith::Add,
        "sub" => Arith::Sub,
        "mul" => Arith::Mul,
        "floordiv" => Arith::FloorDiv,
        "mod" => Arith::Mod,
        "truediv" => Arith::TrueDiv,
        "lshift" => Arith::Shl,
        "rshift" => Arith::Shr,
        "and" => Arith::And,
        "or" => Arith::Or,
        "xor" => Arith::Xor,
        "pow" => Arith::Pow,
        _ => return None,
    })
}
