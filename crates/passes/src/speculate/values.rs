//! Arithmetic on words and doubles as C, with the conditions under which it is not what Python computes.

use super::shape::{Arith, Shape, Unary, shape};
use crate::unbox::{Rep, const_word, local_of};
use base::IdVec;
use builtins::Op;
use mir::*;
use types::{Ty, TypeTable};

/// Knows what the locals of the fast copy are held in.
pub(super) struct Values<'a> {
    pub types: &'a TypeTable,
    pub consts: &'a IdVec<ConstId, Const>,
    pub rep: IdVec<LocalId, Option<Rep>>,
    /// The C local of every local with a representation; the local itself while there is none yet.
    pub words: IdVec<LocalId, LocalId>,
}

/// An operation in C.
pub(super) struct Computation {
    /// Where one of these holds, in this order, the result is another.
    pub guards: Vec<CExpr>,
    pub value: CExpr,
    /// What the value stands for; absent for a C value of the program.
    pub rep: Option<Rep>,
}

impl Computation {
    fn plain(value: CExpr, rep: Option<Rep>) -> Option<Computation> {
        Some(Computation { guards: Vec::new(), value, rep })
    }

    fn guarded(guard: CExpr, value: CExpr, rep: Option<Rep>) -> Option<Computation> {
        Some(Computation { guards: vec![guard], value, rep })
    }
}

impl Values<'_> {
    /// The number that an object is, as C.
    pub fn operand(&self, expr: &CExpr) -> Option<(CExpr, Rep)> {
        if let Some(ObjectRoot::Const(id)) = expr.object_root() {
            return match self.consts.get(id)? {
                Const::Float(bits) => {
                    Some((CExpr::new(CExprKind::Float(*bits), Ty::DOUBLE), Rep::Double))
                }
                _ => const_word(self.consts, id)
                    .map(|value| (CExpr::int(value, Ty::LONGLONG), Rep::Word)),
            };
        }
        let id = local_of(expr)?;
        let rep = self.rep.get(id).copied().flatten()?;
        Some((CExpr::local(self.words[id], rep.c_type()), rep))
    }

    /// Whether the operation has an operand that is held in C.
    pub fn concerns(&self, args: &[CExpr]) -> bool {
        args.iter().any(|arg| {
            local_of(arg).is_some_and(|id| self.rep.get(id).copied().flatten().is_some())
        })
    }

    pub fn computed(&self, op: Op, args: &[CExpr]) -> Option<Computation> {
        let (shape, operands) = shape(op, args, self.types)?;
        if shape == Shape::FromC {
            let mut value = operands[0].clone();
            self.rewrite(&mut value);
            if self.reads_object(&value) {
                return None;
            }
            return self.of_c(&value);
        }
        let operands: Option<Vec<_>> = operands.into_iter().map(|arg| self.operand(arg)).collect();
        match (shape, operands?.as_slice()) {
            (Shape::Binary(op), [(a, Rep::Word), (b, Rep::Word)]) => words(op, a, b),
            (Shape::Binary(op), [a, b]) => doubles(op, as_double(a), as_double(b)),
            (Shape::Compare(op), [a, b]) => Some(compare(op, a, b)),
            (Shape::Unary(op), [(a, Rep::Word)]) => unary_word(op, a),
            (Shape::Unary(op), [(a, Rep::Double)]) => unary_double(op, a),
            (Shape::Truth, [(a, _)]) => {
                Computation::plain(CExpr::binary(BinOp::Ne, a.clone(), zero(a.ty), Ty::BINT), None)
            }
            (Shape::ToC(ty), [(a, rep)]) => self.to_c(ty, a, *rep),
            _ => None,
        }
    }

    fn of_c(&self, value: &CExpr) -> Option<Computation> {
        if value.ty == Ty::DOUBLE {
            return Computation::plain(value.clone(), Some(Rep::Double));
        }
        let kind = self.types.int_kind(value.ty)?;
        let word = value.clone().cast(Ty::LONGLONG);
        if kind.signed() || kind.bits() < 64 {
            return Computation::plain(word, Some(Rep::Word));
        }
        let top = CExpr::int(i64::MAX.into(), Ty::ULONGLONG);
        let large = CExpr::binary(BinOp::Gt, value.clone().cast(Ty::ULONGLONG), top, Ty::BINT);
        Computation::guarded(large, word, Some(Rep::Word))
    }

    fn to_c(&self, ty: Ty, a: &CExpr, rep: Rep) -> Option<Computation> {
        let value = a.clone().cast(ty);
        match rep {
            Rep::Double => (ty == Ty::DOUBLE)
                .then_some(value)
                .and_then(|value| Computation::plain(value, None)),
            Rep::Word if ty == Ty::DOUBLE => Computation::plain(value, None),
            Rep::Word if ty == Ty::LONGLONG => Computation::plain(value, None),
            Rep::Word => {
                let kind = self.types.int_kind(ty)?;
                let back = value.clone().cast(Ty::LONGLONG);
                let mut guards = vec![CExpr::binary(BinOp::Ne, back, a.clone(), Ty::BINT)];
                if !kind.signed() {
                    guards.push(CExpr::binary(BinOp::Lt, a.clone(), zero(a.ty), Ty::BINT));
                }
                Some(Computation { guards, value, rep: None })
            }
        }
    }

    /// Whether an expression still reads the object of a local that is held in C: a test of its class, say.
    fn reads_object(&self, expr: &CExpr) -> bool {
        let mut found = false;
        expr.walk(&mut |part| {
            let CExprKind::Local(id) = part.kind else { return };
            let number = self.rep.get(id).copied().flatten().is_some();
            found |= number && self.types.is_object(part.ty);
        });
        found
    }

    /// Rewrites the pure operations within an expression that have numbers for operands.
    pub fn rewrite(&self, expr: &mut CExpr) {
        expr.walk_mut(&mut |part| {
            let CExprKind::Op(op, args) = &part.kind else { return };
            if !self.concerns(args) {
                return;
            }
            if let Some(computed) = self.computed(*op, args)
                && computed.guards.is_empty()
                && computed.rep.is_none()
            {
                *part = computed.value.cast(part.ty);
            }
        });
    }
}

fn zero(ty: Ty) -> CExpr {
    if ty == Ty::DOUBLE { CExpr::new(CExprKind::Float(0), ty) } else { CExpr::int(0, ty) }
}

fn as_double((value, _): &(CExpr, Rep)) -> CExpr {
    match value.kind {
        CExprKind::Int(value) if value.unsigned_abs() <= 1 << 53 => {
            CExpr::new(CExprKind::Float((value as f64).to_bits()), Ty::DOUBLE)
        }
        _ => value.clone().cast(Ty::DOUBLE),
    }
}

pub(super) fn call(name: &str, args: Vec<CExpr>) -> CExpr {
    let op = Op::named(name);
    CExpr::new(CExprKind::Op(op, args), op.value().unwrap_or(Ty::BINT))
}

fn const_of(expr: &CExpr) -> Option<i128> {
    match expr.kind {
        CExprKind::Int(value) => Some(value),
        _ => None,
    }
}

fn words(op: Arith, a: &CExpr, b: &CExpr) -> Option<Computation> {
    let both = || vec![a.clone(), b.clone()];
    let checked = |overflows: &str, value: &str| {
        Computation::guarded(call(overflows, both()), call(value, both()), Some(Rep::Word))
    };
    let bits = |op| {
        let value = CExpr::binary(op, a.clone(), b.clone(), Ty::LONGLONG);
        Computation::plain(value, Some(Rep::Word))
    };
    match op {
        Arith::Add => checked("word.add_overflows", "word.add_wraps"),
        Arith::Sub => checked("word.sub_overflows", "word.sub_wraps"),
        Arith::Mul => checked("word.mul_overflows", "word.mul_wraps"),
        Arith::Pow => checked("word.pow_overflows", "word.pow_wraps"),
        Arith::Shl => checked("word.shl_overflows", "word.shl_wraps"),
        Arith::And => bits(BinOp::BitAnd),
        Arith::Or => bits(BinOp::BitOr),
        Arith::Xor => bits(BinOp::BitXor),
        Arith::Shr => match const_of(b) {
            Some(0..=63) => bits(BinOp::Shr),
            _ => {
                let negative = CExpr::binary(BinOp::Lt, b.clone(), zero(b.ty), Ty::BINT);
                Computation::guarded(negative, call("word.shr", both()), Some(Rep::Word))
            }
        },
        Arith::FloorDiv | Arith::Mod => {
            let floor = op == Arith::FloorDiv;
            let name = if floor { "clonglong.floordiv_const" } else { "clonglong.mod_const" };
            let value = call(name, both());
            match const_of(b) {
                Some(divisor) if divisor != 0 && divisor != -1 => {
                    Computation::plain(value, Some(Rep::Word))
                }
                _ => {
                    Computation::guarded(call("word.div_overflows", both()), value, Some(Rep::Word))
                }
            }
        }
        Arith::TrueDiv => {
            let (x, y) = (a.clone().cast(Ty::DOUBLE), b.clone().cast(Ty::DOUBLE));
            let value = CExpr::binary(BinOp::Div, x, y, Ty::DOUBLE);
            Computation::guarded(call("word.truediv_inexact", both()), value, Some(Rep::Double))
        }
    }
}

fn doubles(op: Arith, a: CExpr, b: CExpr) -> Option<Computation> {
    let by_zero = CExpr::binary(BinOp::Eq, b.clone(), zero(Ty::DOUBLE), Ty::BINT);
    let rep = Some(Rep::Double);
    let plain = |op| Computation::plain(CExpr::binary(op, a.clone(), b.clone(), Ty::DOUBLE), rep);
    let divided = |value: CExpr| match b.kind {
        CExprKind::Float(bits) if f64::from_bits(bits) != 0.0 => Computation::plain(value, rep),
        _ => Computation::guarded(by_zero.clone(), value, rep),
    };
    match op {
        Arith::Add => plain(BinOp::Add),
        Arith::Sub => plain(BinOp::Sub),
        Arith::Mul => plain(BinOp::Mul),
        Arith::TrueDiv => divided(CExpr::binary(BinOp::Div, a.clone(), b.clone(), Ty::DOUBLE)),
        Arith::FloorDiv => divided(call("cdouble.floordiv_const", vec![a.clone(), b.clone()])),
        Arith::Mod => divided(call("cdouble.mod_const", vec![a.clone(), b.clone()])),
        // Shifts and bits of floats raise; powers have results that are no floats.
        Arith::Shl | Arith::Shr | Arith::And | Arith::Or | Arith::Xor | Arith::Pow => None,
    }
}

/// An int meets a float exactly: as doubles only where the int has a double.
fn compare(op: BinOp, a: &(CExpr, Rep), b: &(CExpr, Rep)) -> Computation {
    if a.1 == b.1 {
        let value = CExpr::binary(op, a.0.clone(), b.0.clone(), Ty::BINT);
        return Computation { guards: Vec::new(), value, rep: None };
    }
    let word = if a.1 == Rep::Word { &a.0 } else { &b.0 };
    let exact = const_of(word).is_some_and(|value| value.unsigned_abs() <= 1 << 53);
    let guards = if exact { Vec::new() } else { vec![call("word.inexact", vec![word.clone()])] };
    let value = CExpr::binary(op, as_double(a), as_double(b), Ty::BINT);
    Computation { guards, value, rep: None }
}

fn unary_word(op: Unary, a: &CExpr) -> Option<Computation> {
    let rep = Some(Rep::Word);
    let zero_minus = || vec![zero(Ty::LONGLONG), a.clone()];
    let overflows = || call("word.sub_overflows", zero_minus());
    let negative = || call("word.sub_wraps", zero_minus());
    match op {
        Unary::Pos => Computation::plain(a.clone(), rep),
        Unary::Invert => {
            let value = CExprKind::Unary(UnOp::Invert, Box::new(a.clone()));
            Computation::plain(CExpr::new(value, Ty::LONGLONG), rep)
        }
        Unary::Neg => Computation::guarded(overflows(), negative(), rep),
        Unary::Abs => {
            let below = CExpr::binary(BinOp::Lt, a.clone(), zero(a.ty), Ty::BINT);
            let choice =
                CExprKind::Cond(Box::new(below), Box::new(negative()), Box::new(a.clone()));
            Computation::guarded(overflows(), CExpr::new(choice, Ty::LONGLONG), rep)
        }
    }
}

fn unary_double(op: Unary, a: &CExpr) -> Option<Computation> {
    let rep = Some(Rep::Double);
    match op {
        Unary::Pos => Computation::plain(a.clone(), rep),
        Unary::Neg => {
            let value = CExprKind::Unary(UnOp::Neg, Box::new(a.clone()));
            Computation::plain(CExpr::new(value, Ty::DOUBLE), rep)
        }
        Unary::Abs => Computation::plain(call("cdouble.abs", vec![a.clone()]), rep),
        Unary::Invert => None,
    }
}
