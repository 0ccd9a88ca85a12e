//! How well a specialisation of a function with fused arguments suits the arguments of a call.

use types::{Builtin, Class, Ty, Type};

use super::Checker;
use super::fused::Given;
use crate::convert::{self, Conversion};

/// The cost of going from one kind of values to another.
const ACROSS: u32 = 10_000;
/// The cost of making a C value of what the compiler has made a Python number.
const UNBOXED: u32 = 100_000;

impl Checker<'_, '_> {
    /// How far an argument is from a parameter's type; nothing if it does not go there.
    pub fn cost(&self, from: &Given, to: Ty) -> Option<u32> {
        let types = self.types();
        let (ty, to) = (types.unqualified(from.ty), types.unqualified(to));
        if ty == to {
            return Some(0);
        }
        if from.null {
            return types.is_pointer(to).then_some(5);
        }
        if types.resolve(ty) == types.resolve(to) {
            return Some(1);
        }
        match (types.as_object(ty), types.as_object(to)) {
            (Some(have), Some(wanted)) => match (have.class, wanted.class) {
                (a, b) if a == b => Some(0),
                (Class::Builtin(Builtin::NoneType), _) => Some(20),
                (_, Class::Any) => Some(30),
                (Class::Any, _) => Some(40),
                _ => self.is_subclass(have.class, wanted.class).then_some(10),
            },
            (Some(have), None) => self.cost_of_object(have.class, from, to),
            (None, Some(wanted)) => {
                let boxed = convert::can_box(types, ty).then(|| convert::boxed_type(types, ty))?;
                match (wanted.class, types.as_object(boxed).map(|object| object.class)) {
                    (Class::Any, _) => Some(ACROSS + 60),
                    (wanted, Some(have)) if wanted == have => Some(ACROSS + 50),
                    _ => None,
                }
            }
            (None, None) => self.cost_in_c(ty, to),
        }
    }

    fn is_subclass(&self, class: Class, of: Class) -> bool {
        let (Class::Ext(mut id), Class::Ext(of)) = (class, of) else { return false };
        while let Some(base) = self.types().classes[id].base {
            if base == of {
                return true;
            }
            id = base;
        }
        false
    }

    /// Literals are C values as well, and so are Python numbers that the compiler made objects by itself.
    fn cost_of_object(&self, class: Class, from: &Given, to: Ty) -> Option<u32> {
        let types = self.types();
        let chars = types.pointee(to).is_some_and(|item| self.is_char(types.unqualified(item)));
        match class {
            Class::Builtin(Builtin::Bytes | Builtin::Str) if from.literal && chars => Some(25),
            Class::Builtin(Builtin::Int) if types.is_arithmetic(to) => {
                self.cost_in_c(Ty::LONG, to).map(|cost| cost + UNBOXED)
            }
            Class::Builtin(Builtin::Float) if types.is_arithmetic(to) => {
                self.cost_in_c(Ty::DOUBLE, to).map(|cost| cost + UNBOXED)
            }
            Class::Builtin(Builtin::Bool) if types.is_int(to) => {
                self.cost_in_c(Ty::BINT, to).map(|cost| cost + UNBOXED)
            }
            _ => None,
        }
    }

    /// Steps within one kind of numbers are nearer than any step from one kind to another.
    fn cost_in_c(&self, from: Ty, to: Ty) -> Option<u32> {
        let types = self.types();
        match (types.resolved(from), types.resolved(to)) {
            (Type::Float(a), Type::Float(b)) | (Type::Complex(a), Type::Complex(b)) => {
                let (a, b) = (*a as u32, *b as u32);
                Some(if a <= b { 100 * (1 + b - a) } else { 100 * (1 + a - b) + 2 })
            }
            (Type::IntComplex(a), Type::IntComplex(b)) => {
                Some(100 * (1 + a.rank().abs_diff(b.rank())))
            }
            (Type::IntComplex(_), Type::Complex(_)) => Some(ACROSS + 1),
            (_, Type::IntComplex(_)) if types.is_int(from) => Some(ACROSS + 4),
            (Type::Float(_), Type::Complex(_)) => Some(ACROSS + 2),
            (_, Type::Float(_)) if types.is_int(from) => Some(ACROSS),
            (_, Type::Complex(_)) if types.is_int(from) => Some(ACROSS + 3),
            (Type::Array(a, _), Type::Ptr(b)) if types.unqualified(*b) == *a => Some(1),
            (_, Type::Ptr(b)) if *b == Ty::VOID && types.is_pointer(from) => Some(10),
            (Type::Ptr(a), Type::Ptr(b)) if types.unqualified(*b) == *a => Some(1),
            (Type::Ptr(_) | Type::Func(_), Type::Ptr(_)) => {
                matches!(convert::conversion(types, from, to), Conversion::Cast).then_some(8)
            }
            _ => {
                let (a, b) = (types.int_kind(from)?, types.int_kind(to)?);
                let step = |kind: types::Int| kind.rank() + u32::from(!kind.signed());
                if types.resolve(to) == Ty::INT && step(a) < b.rank() {
                    return Some(100);
                }
                // Of two at the same distance the wider, and that with the same sign.
                let loses = 2 * u32::from(b.rank() < a.rank());
                let sign = u32::from(a.signed() != b.signed());
                Some(100 * (1 + step(a).abs_diff(step(b))) + loses + sign)
            }
        }
    }
}
