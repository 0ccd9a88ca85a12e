//! Arithmetic. On C values by C's conversions, with Python's division, powers and overflow as the directives say; on objects
//! by the rows of the table, with what is known of the result.

use ast::BinaryOp;
use base::Span;
use builtins::{Directive, Key, Op};
use tir::{CBinary, Const, Expr, ExprKind};
use types::{Builtin, Int, Ty, Type, common_c_type};

use super::Checker;
use crate::convert;

/// The operator in messages and the name of its rows.
pub(crate) fn spelling(op: BinaryOp) -> (&'static str, &'static str) {
    match op {
        BinaryOp::Add => ("+", "add"),
        BinaryOp::Sub => ("-", "sub"),
        BinaryOp::Mul => ("*", "mul"),
        BinaryOp::MatMul => ("@", "matmul"),
        BinaryOp::Div => ("/", "truediv"),
        BinaryOp::FloorDiv => ("//", "floordiv"),
        BinaryOp::Mod => ("%", "mod"),
        BinaryOp::Pow => ("**", "pow"),
        BinaryOp::LeftShift => ("<<", "lshift"),
        BinaryOp::RightShift => (">>", "rshift"),
        BinaryOp::BitAnd => ("&", "and"),
        BinaryOp::BitOr => ("|", "or"),
        BinaryOp::BitXor => ("^", "xor"),
    }
}

impl Checker<'_, '_> {
    pub fn binary_expr(
        &mut self,
        op: BinaryOp,
        left: &ast::Expr,
        right: &ast::Expr,
        span: Span,
    ) -> Expr {
        let left = self.expr(left);
        let right = self.expr(right);
        self.arith(op, left, right, false, span)
    }

    pub fn arith(
        &mut self,
        op: BinaryOp,
        left: Expr,
        right: Expr,
        in_place: bool,
        span: Span,
    ) -> Expr {
        if left.ty == Ty::ERROR || right.ty == Ty::ERROR {
            return self.error_expr(span);
        }
        if let Some(value) = self.cpp_binary(op, &left, &right, span) {
            return value;
        }
        if let Some(folded) = super::fold::binary(self, op, &left, &right, span) {
            return folded;
        }
        let (left, right) = self.c_float_operands(op, left, right);
        // Numbers that are too large for folding are Python's.
        let by_zero = !self.plain && matches!(right.kind, ExprKind::CInt(0));
        let c_division = (self.directive(Directive::CDivision) || by_zero)
            && matches!(op, BinaryOp::FloorDiv | BinaryOp::Mod | BinaryOp::Div);
        let literals = super::fold::is_int(&left) && super::fold::is_int(&right) && !c_division;
        let types = self.types();
        let objects = types.is_object(left.ty) || types.is_object(right.ty) || literals;
        let text = |ty: Ty| matches!(types.resolve(ty), Ty::UCS4 | Ty::PY_UNICODE);
        let pointers = types.is_pointer(left.ty) || types.is_pointer(right.ty);
        let chars = (pointers && matches!(op, BinaryOp::Add | BinaryOp::Mod))
            && [left.ty, right.ty].iter().all(|&ty| types.pointee(ty).is_some());
        if objects || text(left.ty) || text(right.ty) || chars || op == BinaryOp::MatMul {
            return self.object_arith(op, left, right, in_place, span);
        }
        if pointers {
            return self.pointer_arith(op, left, right, span);
        }
        if !types.is_arithmetic(left.ty) || !types.is_arithmetic(right.ty) {
            return self.bad_operands(op, &left, &right, span);
        }
        let ints = types.is_int(left.ty) && types.is_int(right.ty);
        let special = matches!(
            op,
            BinaryOp::LeftShift
                | BinaryOp::RightShift
                | BinaryOp::BitAnd
                | BinaryOp::BitOr
                | BinaryOp::BitXor
                | BinaryOp::Pow
        );
        // In C only what C does as Python does.
        let complex = types.is_complex(left.ty) || types.is_complex(right.ty);
        if self.plain && (ints || complex || special) {
            return self.object_arith(op, left, right, in_place, span);
        }
        self.c_arith(op, left, right, span)
    }

    pub fn bad_operands(&mut self, op: BinaryOp, left: &Expr, right: &Expr, span: Span) -> Expr {
        let (left, right) = (self.describe(left.ty), self.describe(right.ty));
        let operator = spelling(op).0.into();
        self.fail(span, diag::expressions::BadOperands { at: span, operator, left, right })
    }

    fn object_arith(
        &mut self,
        op: BinaryOp,
        left: Expr,
        right: Expr,
        in_place: bool,
        span: Span,
    ) -> Expr {
        let (left, right) = (self.to_object(left), self.to_object(right));
        if left.ty == Ty::ERROR || right.ty == Ty::ERROR {
            return self.error_expr(span);
        }
        let name = self.operator_name(op);
        let known = self.known_result(op, left.ty, right.ty);
        if known.is_none()
            && let Some(quick) = self.with_small_constant(name, &left, &right, in_place, span)
        {
            return quick;
        }
        let row = match in_place {
            true => self.in_place_row(name, &left, &right),
            false => self.select(Key::Operator(name), &[left.clone(), right.clone()]),
        };
        let result = match row {
            Some(op) => self.call_row(op, vec![left, right], span),
            None => self.op(&format!("obj.{name}"), vec![left, right], span),
        };
        match known {
            Some(ty) if self.types().is_object(result.ty) => result.cast(ty),
            _ => result,
        }
    }

    fn operator_name(&self, op: BinaryOp) -> &'static str {
        // At level 2 `/` of objects is still true division: the operands are Python 3's.
        spelling(op).1
    }

    /// `x += y`: the in-place row, but immutable operands have only the plain one.
    fn in_place_row(&self, name: &str, left: &Expr, right: &Expr) -> Option<Op> {
        let args = [left.clone(), right.clone()];
        let key = Key::Operator(in_place_name(name)?);
        let found = self.select(key, &args);
        let immutable = matches!(
            self.types().resolve(left.ty),
            Ty::PYINT | Ty::PYFLOAT | Ty::STR | Ty::BYTES | Ty::TUPLE | Ty::PYCOMPLEX | Ty::PYBOOL
        );
        if immutable {
            let plain = plain_name(name).and_then(|name| self.select(Key::Operator(name), &args));
            return plain.or(found);
        }
        found
    }

    /// One operand is a small int constant: rows that test for an exact int first.
    fn with_small_constant(
        &mut self,
        name: &str,
        left: &Expr,
        right: &Expr,
        in_place: bool,
        span: Span,
    ) -> Option<Expr> {
        let unknown = |ty: Ty| self.types().as_builtin(ty).is_none();
        let (object, constant, value, prefix) = match (small_int(left), small_int(right)) {
            (None, Some(value)) if unknown(left.ty) => {
                (left, right, value, if in_place { "i" } else { "" })
            }
            (Some(value), None) if unknown(right.ty) && !in_place => match name {
                "add" | "mul" | "and" | "or" | "xor" => (right, left, value, "r"),
                "sub" => (right, left, value, "r"),
                _ => return None,
            },
            _ => return None,
        };
        let row = Op::find(&format!("obj.{prefix}{name}_const"))?;
        let (object, constant) = (object.clone(), constant.clone());
        let value = self.c_int(value, Ty::LONG, span);
        Some(self.call_row(row, vec![object, constant, value], span))
    }

    /// The exact type of an operation's result, where the operands' types decide it: a None among them raises.
    fn known_result(&self, op: BinaryOp, left: Ty, right: Ty) -> Option<Ty> {
        let exact = |ty: Ty| {
            self.types().as_object(ty).filter(|object| object.exact)?;
            self.types().as_builtin(ty)
        };
        let (left, right) = (exact(left)?, exact(right)?);
        use BinaryOp as O;
        use Builtin as B;
        let int = |kind: Builtin| matches!(kind, B::Int | B::Bool);
        let number = |kind: Builtin| int(kind) || kind == B::Float;
        let set = |kind: Builtin| matches!(kind, B::Set | B::FrozenSet);
        let bytes = |kind: Builtin| matches!(kind, B::Bytes | B::ByteArray);
        let sequence = |kind: Builtin| matches!(kind, B::Str | B::List | B::Tuple) || bytes(kind);
        let kind = match (op, left, right) {
            (O::Pow | O::MatMul, ..) => return None,
            (O::BitAnd | O::BitOr | O::BitXor, B::Bool, B::Bool) => B::Bool,
            (O::Div, a, b) if int(a) && int(b) => B::Float,
            (_, a, b) if int(a) && int(b) => B::Int,
            (O::Add | O::Sub | O::Mul | O::Div | O::FloorDiv | O::Mod, a, b)
                if number(a) && number(b) =>
            {
                B::Float
            }
            (O::Add, a, b) if sequence(a) && a == b || bytes(a) && bytes(b) => a,
            (O::Mul, a, count) if sequence(a) && int(count) => a,
            (O::Mul, count, b) if sequence(b) && int(count) => b,
            (O::Mod, a, _) if a == B::Str || bytes(a) => a,
            (O::BitOr, B::Dict, B::Dict) => B::Dict,
            (O::BitAnd | O::BitOr | O::BitXor | O::Sub, a, b) if set(a) && set(b) => a,
            _ => return None,
        };
        Some(match kind {
            B::Bool => Ty::PYBOOL,
            B::Int => Ty::PYINT,
            B::Float => Ty::PYFLOAT,
            B::Str => Ty::STR,
            B::Bytes => Ty::BYTES,
            B::ByteArray => Ty::BYTEARRAY,
            B::List => Ty::LIST,
            B::Tuple => Ty::TUPLE,
            B::Dict => Ty::DICT,
            B::Set => Ty::SET,
            B::FrozenSet => Ty::FROZENSET,
            _ => return None,
        })
    }

    /// Python's number among the operands, where the other is a C float: it becomes one, too, as Python's float would do.
    fn c_float_operands(&mut self, op: BinaryOp, left: Expr, right: Expr) -> (Expr, Expr) {
        let arithmetic = matches!(
            op,
            BinaryOp::Add
                | BinaryOp::Sub
                | BinaryOp::Mul
                | BinaryOp::Div
                | BinaryOp::FloorDiv
                | BinaryOp::Mod
        );
        let number = |me: &Self, ty: Ty| {
            matches!(me.types().resolve(ty), Ty::PYINT | Ty::PYFLOAT | Ty::PYBOOL)
        };
        let float = |me: &Self, ty: Ty| me.types().is_float(ty);
        match (number(self, left.ty), number(self, right.ty)) {
            _ if self.plain || !arithmetic => (left, right),
            (true, false) if float(self, right.ty) => (self.coerce(left, Ty::DOUBLE), right),
            (false, true) if float(self, left.ty) => (left, self.coerce(right, Ty::DOUBLE)),
            _ => (left, right),
        }
    }

    fn pointer_arith(&mut self, op: BinaryOp, left: Expr, right: Expr, span: Span) -> Expr {
        let (a, b) = (self.types().pointee(left.ty), self.types().pointee(right.ty));
        let void = |ty: Option<Ty>| ty.is_some_and(|ty| self.types().resolve(ty) == Ty::VOID);
        if void(a) || void(b) {
            return self.bad_operands(op, &left, &right, span);
        }
        match (op, a, b) {
            (BinaryOp::Add | BinaryOp::Sub, Some(item), None) if self.types().is_int(right.ty) => {
                let pointer = self.decayed(left.ty, item);
                let c_op = if op == BinaryOp::Add { CBinary::Add } else { CBinary::Sub };
                let left = left.cast(pointer);
                self.binary(c_op, left, right, pointer, span)
            }
            (BinaryOp::Add, None, Some(item)) if self.types().is_int(left.ty) => {
                let pointer = self.decayed(right.ty, item);
                let right = right.cast(pointer);
                self.binary(CBinary::Add, left, right, pointer, span)
            }
            (BinaryOp::Sub, Some(a), Some(b))
                if self.types().resolve(a) == self.types().resolve(b) =>
            {
                let (x, y) = (self.decayed(left.ty, a), self.decayed(right.ty, b));
                let (left, right) = (left.cast(x), right.cast(y));
                self.binary(CBinary::Sub, left, right, Ty::PTRDIFF, span)
            }
            _ => self.bad_operands(op, &left, &right, span),
        }
    }

    /// The pointer that an array is in an expression.
    pub fn decayed(&mut self, ty: Ty, item: Ty) -> Ty {
        match self.types().resolved(ty) {
            Type::Array(..) => self.types_mut().ptr(item),
            _ => ty,
        }
    }

    fn c_arith(&mut self, op: BinaryOp, left: Expr, right: Expr, span: Span) -> Expr {
        let Some(mut ty) = common_c_type(self.types(), left.ty, right.ty) else {
            return self.bad_operands(op, &left, &right, span);
        };
        let ints = self.types().is_int(ty);
        let complex = self.types().is_complex(ty);
        let bints = [&left, &right].iter().all(|side| self.types().resolve(side.ty) == Ty::BINT);
        match op {
            BinaryOp::BitAnd | BinaryOp::BitOr | BinaryOp::BitXor => {
                if !ints {
                    return self.bad_operands(op, &left, &right, span);
                }
                if bints {
                    ty = Ty::BINT;
                }
                self.plain_c(op, left, right, ty, span)
            }
            BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul => {
                if ints && self.directive(Directive::OverflowCheck) {
                    return self.int_row(op, "_checked", left, right, ty, span);
                }
                self.plain_c(op, left, right, ty, span)
            }
            BinaryOp::LeftShift | BinaryOp::RightShift => {
                if !ints {
                    return self.bad_operands(op, &left, &right, span);
                }
                if op == BinaryOp::LeftShift && self.directive(Directive::OverflowCheck) {
                    return self.int_row(op, "_checked", left, right, ty, span);
                }
                self.plain_c(op, left, right, ty, span)
            }
            BinaryOp::Div => self.true_division(left, right, ty, span),
            BinaryOp::FloorDiv | BinaryOp::Mod if complex => {
                self.bad_operands(op, &left, &right, span)
            }
            BinaryOp::FloorDiv | BinaryOp::Mod => self.floor_division(op, left, right, ty, span),
            BinaryOp::Pow => self.power(left, right, ty, span),
            BinaryOp::MatMul => self.bad_operands(op, &left, &right, span),
        }
    }

    /// C's own operator in the type `ty`.
    fn plain_c(&mut self, op: BinaryOp, left: Expr, right: Expr, ty: Ty, span: Span) -> Expr {
        let c_op = match op {
            BinaryOp::Add => CBinary::Add,
            BinaryOp::Sub => CBinary::Sub,
            BinaryOp::Mul => CBinary::Mul,
            BinaryOp::Div | BinaryOp::FloorDiv => CBinary::Div,
            BinaryOp::Mod => CBinary::Rem,
            BinaryOp::LeftShift => CBinary::Shl,
            BinaryOp::RightShift => CBinary::Shr,
            BinaryOp::BitAnd => CBinary::BitAnd,
            BinaryOp::BitOr => CBinary::BitOr,
            BinaryOp::BitXor => CBinary::BitXor,
            BinaryOp::MatMul | BinaryOp::Pow => return self.bad_operands(op, &left, &right, span),
        };
        // A shift computes in the type of what is shifted, as in C: what leaves that is lost, and its sign decides what comes in from
        // the left. How wide a type of a header is, and whether it has a sign, is known to the C compiler only.
        let shift = matches!(op, BinaryOp::LeftShift | BinaryOp::RightShift);
        if shift && !matches!(left.kind, ExprKind::CInt(_)) {
            let own = match convert::extern_int(self.types(), left.ty) {
                true => left.ty,
                false => types::promoted(self.types(), left.ty),
            };
            let (left, right) = (self.c_cast(left, own), self.c_cast(right, Ty::INT));
            let shifted = self.binary(c_op, left, right, own, span);
            return self.c_cast(shifted, ty);
        }
        let (left, right) = (self.c_cast(left, ty), self.c_cast(right, ty));
        self.binary(c_op, left, right, ty, span)
    }

    /// A row on C integers: cast to a type that has rows, and back.
    pub fn int_row(
        &mut self,
        op: BinaryOp,
        suffix: &str,
        left: Expr,
        right: Expr,
        ty: Ty,
        span: Span,
    ) -> Expr {
        let name = spelling(op).1;
        let row = format!("{}.{name}{suffix}", self.int_family(ty));
        let result = self.op(&row, vec![left, right], span);
        self.c_cast(result, ty)
    }

    /// The family of rows that computes in a C integer type.
    pub fn int_family(&self, ty: Ty) -> &'static str {
        let kind = self.types().int_kind(ty).unwrap_or(Int::LongLong);
        if convert::extern_int(self.types(), ty) {
            return if kind.signed() { "clonglong" } else { "culonglong" };
        }
        match kind {
            Int::Char | Int::SChar | Int::Short | Int::Int => "cint",
            Int::UChar | Int::UShort | Int::UInt | Int::Ucs4 => "cuint",
            Int::PyUnicode | Int::Long => "clong",
            Int::ULong => "culong",
            Int::LongLong => "clonglong",
            Int::ULongLong => "culonglong",
            Int::SSize | Int::PtrDiff | Int::Hash => "cssize",
            Int::Size => "csize",
        }
    }

    fn true_division(&mut self, left: Expr, right: Expr, ty: Ty, span: Span) -> Expr {
        let ints = self.types().is_int(ty);
        if ints && self.directive(Directive::CDivision) {
            return self.plain_c(BinaryOp::Div, left, right, ty, span);
        }
        if ints && self.level2 && !super::module::has_future(self.an, "division") {
            return self.floor_division(BinaryOp::FloorDiv, left, right, ty, span);
        }
        let ty = if ints { Ty::DOUBLE } else { ty };
        let unchecked = self.directive(Directive::CDivision) || nonzero(&right);
        if unchecked {
            return self.plain_c(BinaryOp::Div, left, right, ty, span);
        }
        let row = match self.types().is_complex(ty) {
            true => "ccomplex.truediv",
            false => "cdouble.truediv",
        };
        let result = self.op(row, vec![left, right], span);
        self.c_cast(result, ty)
    }

    pub fn floor_division(
        &mut self,
        op: BinaryOp,
        left: Expr,
        right: Expr,
        ty: Ty,
        span: Span,
    ) -> Expr {
        let c_division = self.directive(Directive::CDivision);
        if let Some(warned) = self.warned_division(op, (&left, &right), ty, span) {
            return warned;
        }
        if self.types().is_int(ty) {
            if c_division {
                return self.plain_c(op, left, right, ty, span);
            }
            let by_constant =
                matches!(right.kind, ExprKind::CInt(value) if value != 0 && value != -1);
            let suffix = if by_constant { "_const" } else { "" };
            return self.int_row(op, suffix, left, right, ty, span);
        }
        let (left, right) = (self.c_cast(left, ty), self.c_cast(right, ty));
        let result = match (c_division, op) {
            (true, BinaryOp::FloorDiv) => {
                let quotient = self.plain_c(BinaryOp::Div, left, right, ty, span);
                self.op("cdouble.floor", vec![quotient], span)
            }
            (true, _) => self.op("cdouble.fmod", vec![left, right], span),
            (false, _) => {
                let name = spelling(op).1;
                let suffix = match nonzero(&right) {
                    true => "_const",
                    false => "",
                };
                self.op(&format!("cdouble.{name}{suffix}"), vec![left, right], span)
            }
        };
        self.c_cast(result, ty)
    }

    fn power(&mut self, base: Expr, exponent: Expr, ty: Ty, span: Span) -> Expr {
        if self.types().is_complex(ty) {
            let result = self.op("ccomplex.pow", vec![base, exponent], span);
            return self.c_cast(result, ty);
        }
        let c_pow = self.dirs.tristate(Directive::CPow) == Some(true);
        let known = constant_number(&exponent);
        let int_exponent =
            self.types().is_int(exponent.ty) || known.is_some_and(|x| x.fract() == 0.0);
        let negative = match known {
            // As in C, the power is an integer then, and zero.
            Some(value) => value < 0.0 && !(c_pow && self.types().is_int(exponent.ty)),
            None => {
                !c_pow && self.types().is_int(exponent.ty) && self.types().is_signed(exponent.ty)
            }
        };
        if self.types().is_int(ty) && !negative {
            let checked = self.directive(Directive::OverflowCheck);
            let suffix = if checked { "_checked" } else { "" };
            return self.int_row(BinaryOp::Pow, suffix, base, exponent, ty, span);
        }
        let positive_base = constant_number(&base).is_some_and(|value| value >= 0.0)
            || (self.types().is_int(base.ty) && !self.types().is_signed(base.ty));
        let wide = if self.types().is_int(ty) { Ty::DOUBLE } else { ty };
        let row = match c_pow || int_exponent || positive_base {
            true => "cdouble.pow",
            // A power that may be complex is an object.
            false => return self.op("cdouble.pow_object", vec![base, exponent], span),
        };
        let result = self.op(row, vec![base, exponent], span);
        self.c_cast(result, wide)
    }
}

/// A constant divisor that is not zero.
fn nonzero(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Cast(inner) => nonzero(inner),
        _ => constant_number(expr).is_some_and(|value| value != 0.0),
    }
}

fn constant_number(expr: &Expr) -> Option<f64> {
    match &expr.kind {
        ExprKind::CInt(value) => Some(*value as f64),
        ExprKind::CFloat(bits) => Some(f64::from_bits(*bits)),
        ExprKind::Const(Const::Int(digits)) => digits.parse().ok(),
        ExprKind::Const(Const::Float(bits)) => Some(f64::from_bits(*bits)),
        _ => None,
    }
}

/// An int constant of at most 30 bits.
pub(crate) fn small_int(expr: &Expr) -> Option<i128> {
    let ExprKind::Const(Const::Int(digits)) = &expr.kind else { return None };
    let value: i128 = digits.parse().ok()?;
    (value.abs() < 1 << 30).then_some(value)
}

macro_rules! names {
    ($($plain:literal $in_place:literal),* $(,)?) => {
        fn in_place_name(name: &str) -> Option<&'static str> {
            match name { $($plain => Some($in_place),)* _ => None }
        }
        fn plain_name(name: &str) -> Option<&'static str> {
            match name { $($plain => Some($plain),)* _ => None }
        }
    };
}

names! {
    "add" "iadd", "sub" "isub", "mul" "imul", "matmul" "imatmul", "truediv" "itruediv",
    "floordiv" "ifloordiv", "mod" "imod", "pow" "ipow", "lshift" "ilshift", "rshift" "irshift",
    "and" "iand", "or" "ior", "xor" "ixor",
}
