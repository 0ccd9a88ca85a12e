//! Questions about types, and C's arithmetic conversions.

use crate::{Builtin, Class, Float, Int, MemView, Object, StructDef, Ty, Type, TypeTable};

impl Int {
    pub fn signed(self) -> bool {
        !matches!(
            self,
            Int::UChar
                | Int::UShort
                | Int::UInt
                | Int::Ucs4
                | Int::ULong
                | Int::ULongLong
                | Int::Size
        )
    }

    /// Width in bits on LP64 systems; C text that must be right elsewhere asks `sizeof`.
    pub fn bits(self) -> u32 {
        match self {
            Int::Char | Int::SChar | Int::UChar => 8,
            Int::Short | Int::UShort => 16,
            Int::Int | Int::UInt | Int::Ucs4 | Int::PyUnicode => 32,
            Int::Long
            | Int::ULong
            | Int::LongLong
            | Int::ULongLong
            | Int::SSize
            | Int::Size
            | Int::PtrDiff
            | Int::Hash => 64,
        }
    }

    /// The conversion rank, in which a sign does not count.
    pub fn rank(self) -> u32 {
        match self {
            Int::Char | Int::SChar | Int::UChar => 0,
            Int::Short | Int::UShort => 1,
            Int::Int | Int::UInt | Int::Ucs4 | Int::PyUnicode => 2,
            // The types of sizes rank as on LP64, where they are `long`.
            Int::Long | Int::ULong | Int::SSize | Int::Size | Int::PtrDiff | Int::Hash => 3,
            Int::LongLong | Int::ULongLong => 4,
        }
    }
}

impl TypeTable {
    /// Without `const`, `volatile`, references and typedefs at the top.
    pub fn resolve(&self, ty: Ty) -> Ty {
        match self[ty] {
            Type::Const(inner) | Type::Volatile(inner) | Type::Ref(inner) => self.resolve(inner),
            Type::Typedef(id) => self.resolve(self.typedefs[id].target),
            _ => ty,
        }
    }

    /// Without `const` and `volatile` at the top; typedefs stay.
    pub fn unqualified(&self, ty: Ty) -> Ty {
        match self[ty] {
            Type::Const(inner) | Type::Volatile(inner) => self.unqualified(inner),
            _ => ty,
        }
    }

    /// Without `const` at the top, as C has to declare a variable that gets its value by an assignment.
    pub fn variable(&self, ty: Ty) -> Ty {
        match self[ty] {
            Type::Const(inner) => inner,
            _ => ty,
        }
    }

    pub fn resolved(&self, ty: Ty) -> &Type {
        self.get(self.resolve(ty))
    }

    pub fn is_object(&self, ty: Ty) -> bool {
        matches!(self.resolved(ty), Type::Object(_))
    }

    /// A memoryview: a C struct that holds a share of the object whose memory it shows.
    pub fn as_view(&self, ty: Ty) -> Option<&MemView> {
        match self.resolved(ty) {
            Type::MemView(view) => Some(view),
            _ => None,
        }
    }

    /// What is counted: a local of such a type owns or borrows what it holds, and may be unset. Objects and memoryviews.
    pub fn is_counted(&self, ty: Ty) -> bool {
        matches!(self.resolved(ty), Type::Object(_) | Type::MemView(_))
    }

    pub fn as_object(&self, ty: Ty) -> Option<&Object> {
        match self.resolved(ty) {
            Type::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The builtin type that an object is known to be of, whether or not it may be None.
    pub fn as_builtin(&self, ty: Ty) -> Option<Builtin> {
        match self.as_object(ty)?.class {
            Class::Builtin(builtin) => Some(builtin),
            Class::Any | Class::Ext(_) => None,
        }
    }

    /// A C integer, `bint` and enums included.
    pub fn is_int(&self, ty: Ty) -> bool {
        matches!(self.resolved(ty), Type::Int(_) | Type::Bint | Type::Enum(_))
    }

    /// The type of the parts and of the absolute value of a complex number.
    pub fn complex_part(&self, ty: Ty) -> Option<Ty> {
        match self.resolved(ty) {
            Type::Complex(Float::Float) => Some(Ty::FLOAT),
            Type::Complex(Float::Double) => Some(Ty::DOUBLE),
            Type::Complex(Float::LongDouble) => Some(Ty::LONGDOUBLE),
            Type::IntComplex(kind) => int_complex(*kind).map(|(part, _)| part),
            _ => None,
        }
    }

    pub fn is_float(&self, ty: Ty) -> bool {
        matches!(self.resolved(ty), Type::Float(_))
    }

    pub fn is_complex(&self, ty: Ty) -> bool {
        matches!(self.resolved(ty), Type::Complex(_) | Type::IntComplex(_))
    }

    /// C integers, floats and complex numbers.
    pub fn is_arithmetic(&self, ty: Ty) -> bool {
        self.is_int(ty) || self.is_float(ty) || self.is_complex(ty)
    }

    pub fn is_pointer(&self, ty: Ty) -> bool {
        matches!(self.resolved(ty), Type::Ptr(_) | Type::Array(..) | Type::Func(_))
    }

    /// What a pointer points to or an array holds.
    pub fn pointee(&self, ty: Ty) -> Option<Ty> {
        match *self.resolved(ty) {
            Type::Ptr(to) | Type::Array(to, _) => Some(to),
            _ => None,
        }
    }

    pub fn as_struct(&self, ty: Ty) -> Option<&StructDef> {
        match self.resolved(ty) {
            Type::Struct(id) => Some(&self.structs[*id]),
            _ => None,
        }
    }

    /// The integer kind behind `bint`, enums and typedefs.
    pub fn int_kind(&self, ty: Ty) -> Option<Int> {
        match self.resolved(ty) {
            Type::Int(kind) => Some(*kind),
            Type::Bint | Type::Enum(_) => Some(Int::Int),
            _ => None,
        }
    }

    pub fn is_signed(&self, ty: Ty) -> bool {
        self.int_kind(ty).is_none_or(Int::signed)
    }

    /// The same object type with the possibility of None set as given.
    pub fn with_none(&mut self, ty: Ty, none: bool) -> Ty {
        match self.as_object(ty).cloned() {
            Some(mut object) if object.class != Class::Any => {
                object.none = none && object.class != Class::Builtin(Builtin::NoneType);
                self.object(object)
            }
            _ => ty,
        }
    }
}

/// C's integer promotion: what is narrower than `int` computes as `int`.
pub fn promoted(table: &TypeTable, ty: Ty) -> Ty {
    match table.int_kind(ty) {
        Some(kind) if kind.rank() < Int::Int.rank() => Ty::INT,
        Some(_) if matches!(table.resolved(ty), Type::Bint | Type::Enum(_)) => Ty::INT,
        _ => table.unqualified(ty),
    }
}

/// The type in which C computes `a + b`; absent where the two have none. At equal rank the unsigned one wins, then a
/// typedef, then a type of sizes (wider than `long` on some platforms). An unsigned type of lower rank that the signed one has
/// no room for makes both unsigned.
pub fn common_c_type(table: &TypeTable, a: Ty, b: Ty) -> Option<Ty> {
    let (a, b) = (promoted(table, a), promoted(table, b));
    match (table.resolved(a), table.resolved(b)) {
        (Type::IntComplex(_), _) | (_, Type::IntComplex(_)) => common_int_complex(table, a, b),
        (Type::Complex(x), Type::Complex(y) | Type::Float(y)) => Some(complex(*x.max(y))),
        (Type::Float(x), Type::Complex(y)) => Some(complex(*x.max(y))),
        (Type::Complex(_), _) if table.is_int(b) => Some(a),
        (_, Type::Complex(_)) if table.is_int(a) => Some(b),
        (Type::Float(x), Type::Float(y)) => Some(if x >= y { a } else { b }),
        (Type::Float(_), _) if table.is_int(b) => Some(a),
        (_, Type::Float(_)) if table.is_int(a) => Some(b),
        _ => {
            let (x, y) = (table.int_kind(a)?, table.int_kind(b)?);
            let key = |ty: Ty, kind: Int| {
                let typedef = matches!(table[ty], Type::Typedef(_));
                let size = matches!(kind, Int::SSize | Int::Size | Int::PtrDiff | Int::Hash);
                (kind.rank(), !kind.signed(), typedef, size)
            };
            let (wide, kind, other) = if key(a, x) >= key(b, y) { (a, x, y) } else { (b, y, x) };
            let no_room = kind.signed() && !other.signed() && other.bits() >= kind.bits();
            Some(if no_room && kind == Int::LongLong { Ty::ULONGLONG } else { wide })
        }
    }
}

/// With a complex number of integers: one of integers if both are, else one of floats.
fn common_int_complex(table: &TypeTable, a: Ty, b: Ty) -> Option<Ty> {
    let part = |ty: Ty| table.complex_part(ty).unwrap_or(ty);
    let common = common_c_type(table, part(a), part(b))?;
    match table.resolved(common) {
        Type::Int(kind) => int_complex(*kind).map(|(_, complex)| complex),
        Type::Float(kind) => Some(complex(*kind)),
        _ => None,
    }
}

/// The integer that the parts of a complex number are, and that number.
fn int_complex(kind: Int) -> Option<(Ty, Ty)> {
    Some(match kind {
        Int::Short => (Ty::SHORT, Ty::SHORT_COMPLEX),
        Int::UShort => (Ty::USHORT, Ty::USHORT_COMPLEX),
        Int::Int => (Ty::INT, Ty::INT_COMPLEX),
        Int::UInt => (Ty::UINT, Ty::UINT_COMPLEX),
        Int::Long | Int::SSize | Int::PtrDiff | Int::Hash => (Ty::LONG, Ty::LONG_COMPLEX),
        Int::ULong | Int::Size => (Ty::ULONG, Ty::ULONG_COMPLEX),
        Int::LongLong => (Ty::LONGLONG, Ty::LONGLONG_COMPLEX),
        Int::ULongLong => (Ty::ULONGLONG, Ty::ULONGLONG_COMPLEX),
        Int::Char | Int::SChar | Int::UChar | Int::Ucs4 | Int::PyUnicode => return None,
    })
}

fn complex(float: Float) -> Ty {
    match float {
        Float::Float => Ty::FLOAT_COMPLEX,
        Float::Double => Ty::DOUBLE_COMPLEX,
        Float::LongDouble => Ty::LONGDOUBLE_COMPLEX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_types_are_those_of_c() {
        let table = TypeTable::new();
        let common = |a, b| common_c_type(&table, a, b);
        assert_eq!(common(Ty::ULONG, Ty::SSIZE), Some(Ty::ULONG));
        assert_eq!(common(Ty::LONGLONG, Ty::SIZE), Some(Ty::ULONGLONG));
        assert_eq!(common(Ty::UINT, Ty::LONG), Some(Ty::LONG));
        assert_eq!(common(Ty::SHORT, Ty::UCHAR), Some(Ty::INT));
        assert_eq!(common(Ty::LONG, Ty::SSIZE), Some(Ty::SSIZE));
        assert_eq!(common(Ty::ULONGLONG, Ty::FLOAT), Some(Ty::FLOAT));
    }
}
