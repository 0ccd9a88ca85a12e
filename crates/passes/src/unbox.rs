//! Exact Python ints and floats in machine words, inside a function.
//!
//! ```text
//! before   i := k0                       ; 0          after   %9 := 0          ; i as a long long
//!          %3 = int.lt i, k1             ; 1000               %3 := (%9 < 1000)
//!          %4 = int.add i, k2            ; 1                  %9 := (%9 + 1)
//!          i := %4
//! ```
//! A float always fits a double. An int is held in a word only where [`ranges`] proves that every value that the local ever
//! has fits: there is no test for overflow and no way back to the boxed form. (Going on boxed where a word overflows is the
//! business of speculation, which clones the region first.)
//!
//! What is stored in an unboxed local and looked at as an object is boxed once: the box that the value came in, or
//! first left in, stays beside the word until the local is assigned again, so `x is y` does not change. A local that nobody looks
//! at as an object has no box.

mod choose;
mod conditions;
mod interval;
mod ranges;
mod rewrite;

use crate::{Context, Pass};
use builtins::{Key, Op};
use mir::*;
use types::{Ty, TypeTable};

pub const PASS: Pass = Pass {
    name: "unbox",
    phase: Phase::High,
    leaves: Phase::High,
    after: &["fold-constants", "copies"],
    run,
};

/// Blocks times locals: the analysis keeps an interval for every local at every block.
const LARGEST: usize = 2_000_000;

fn run(f: &mut Function, cx: &mut Context<'_>) {
    let any = f.locals.iter().any(|local| Rep::of(local.ty).is_some());
    if !any || f.blocks.len() * f.locals.len() > LARGEST {
        return;
    }
    let ranges = ranges::Ranges::new(f, cx.types, cx.consts);
    let plan = choose::choose(f, cx, &ranges);
    rewrite::run(f, cx, &plan, &ranges);
}

/// What an exact number is held in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Rep {
    Word,
    Double,
}

impl Rep {
    /// The representation for objects of exactly this type.
    pub fn of(ty: Ty) -> Option<Rep> {
        match ty {
            Ty::PYINT => Some(Rep::Word),
            Ty::PYFLOAT => Some(Rep::Double),
            _ => None,
        }
    }

    pub fn c_type(self) -> Ty {
        match self {
            Rep::Word => Ty::LONGLONG,
            Rep::Double => Ty::DOUBLE,
        }
    }

    /// The pure operation that reads a box.
    pub fn value_op(self) -> &'static str {
        match self {
            Rep::Word => "int.longlong",
            Rep::Double => "float.value",
        }
    }

    /// The pure operation that asks whether an object is of this kind and fits.
    pub fn test_op(self) -> &'static str {
        match self {
            Rep::Word => "int.is_word",
            Rep::Double => "is.exact_float",
        }
    }

    /// The operation that gives the box there is, or a new one.
    pub fn keep_op(self) -> &'static str {
        match self {
            Rep::Word => "int.keep",
            Rep::Double => "float.keep",
        }
    }

    pub fn box_op(self) -> &'static str {
        match self {
            Rep::Word => "conv.from_longlong",
            Rep::Double => "conv.from_double",
        }
    }
}

/// What an operation on exact numbers is in C.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Arithmetic {
    Binary(BinOp),
    Negative,
    Same,
    /// Python's division by a constant.
    Floor {
        remainder: bool,
    },
    Compare(BinOp),
    Truth,
    /// A C number becomes an object.
    Box,
    /// An object becomes a C number of this type.
    Unbox(Ty),
}

/// Reads off a row what it computes, if that is arithmetic on exact numbers of one kind.
pub(crate) fn arithmetic(op: Op, types: &TypeTable) -> Option<(Arithmetic, Rep)> {
    let rep = op.args.first().and_then(|arg| Rep::of(arg.ty));
    let same = |rep: &Rep| op.args.iter().all(|arg| Rep::of(arg.ty) == Some(*rep));
    let rep = rep.filter(same);
    match (rep, op.key) {
        (Some(rep), Key::Operator(name)) => {
            let what = operator(name)?;
            let computes = match what {
                Arithmetic::Compare(_) | Arithmetic::Truth => op.value() == Some(Ty::BINT),
                _ => op.value().and_then(Rep::of) == Some(rep),
            };
            let defined = rep == Rep::Word
                || !matches!(
                    what,
                    Arithmetic::Floor { .. }
                        | Arithmetic::Binary(BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor)
                );
            (computes && defined).then_some((what, rep))
        }
        (Some(rep), Key::Internal) if op.name == rep.value_op() => {
            Some((Arithmetic::Unbox(rep.c_type()), rep))
        }
        (None, Key::Operator("to_object")) => {
            let [arg] = op.args else { return None };
            let rep = Rep::of(op.value()?)?;
            let fits = match rep {
                Rep::Word => types.is_int(arg.ty),
                Rep::Double => arg.ty == Ty::DOUBLE || arg.ty == Ty::FLOAT,
            };
            fits.then_some((Arithmetic::Box, rep))
        }
        _ => None,
    }
}

fn operator(name: &str) -> Option<Arithmetic> {
    Some(match name {
        "add" | "iadd" => Arithmetic::Binary(BinOp::Add),
        "sub" | "isub" => Arithmetic::Binary(BinOp::Sub),
        "mul" | "imul" => Arithmetic::Binary(BinOp::Mul),
        "and" | "iand" => Arithmetic::Binary(BinOp::BitAnd),
        "or" | "ior" => Arithmetic::Binary(BinOp::BitOr),
        "xor" | "ixor" => Arithmetic::Binary(BinOp::BitXor),
        "floordiv" | "ifloordiv" => Arithmetic::Floor { remainder: false },
        "mod" | "imod" => Arithmetic::Floor { remainder: true },
        "neg" => Arithmetic::Negative,
        "pos" => Arithmetic::Same,
        "eq" => Arithmetic::Compare(BinOp::Eq),
        "ne" => Arithmetic::Compare(BinOp::Ne),
        "lt" => Arithmetic::Compare(BinOp::Lt),
        "le" => Arithmetic::Compare(BinOp::Le),
        "gt" => Arithmetic::Compare(BinOp::Gt),
        "ge" => Arithmetic::Compare(BinOp::Ge),
        "truth" => Arithmetic::Truth,
        _ => return None,
    })
}

/// The number that a constant is, where it fits a word.
pub(crate) fn const_word(consts: &base::IdVec<ConstId, Const>, id: ConstId) -> Option<i128> {
    match consts.get(id)? {
        Const::Int(digits) => digits.parse::<i64>().ok().map(i128::from),
        _ => None,
    }
}

/// The local behind casts.
pub(crate) fn local_of(expr: &CExpr) -> Option<LocalId> {
    match expr.object_root() {
        Some(ObjectRoot::Local(id)) => Some(id),
        _ => None,
    }
}
