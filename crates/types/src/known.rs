//! Types that every table has, at fixed places, so that they can be written as constants.

use crate::{Builtin, Class, Float, Int, MemView, Object, Ty, Type, TypeTable};

macro_rules! known {
    ($($(#[$meta:meta])* $name:ident = $ty:expr;)*) => {
        known!(@consts 0u32; $($(#[$meta])* $name;)*);

        /// The fixed types by the name of their constant, in order.
        pub const KNOWN_TYPES: &[(&str, Ty)] = &[$((stringify!($name), Ty::$name)),*];

        pub(crate) fn fill(table: &mut TypeTable) {
            $(
                let ty = table.intern($ty);
                debug_assert_eq!(ty, Ty::$name, stringify!($name));
            )*
        }
    };
    (@consts $index:expr; $(#[$meta:meta])* $name:ident; $($rest:tt)*) => {
        impl Ty {
            $(#[$meta])*
            pub const $name: Ty = Ty($index);
        }
        known!(@consts $index + 1; $($rest)*);
    };
    (@consts $index:expr;) => {};
}

fn exact(builtin: Builtin) -> Type {
    Type::Object(Box::new(Object {
        class: Class::Builtin(builtin),
        exact: true,
        none: false,
        items: Vec::new(),
    }))
}

known! {
    ERROR = Type::Error;
    VOID = Type::Void;
    /// Any Python object.
    OBJECT = Type::Object(Box::new(Object { class: Class::Any, exact: false, none: false, items: Vec::new() }));
    // Exact builtin types that are not None: what proofs yield and operations take.
    NONE = exact(Builtin::NoneType);
    PYBOOL = exact(Builtin::Bool);
    PYINT = exact(Builtin::Int);
    PYFLOAT = exact(Builtin::Float);
    PYCOMPLEX = exact(Builtin::Complex);
    STR = exact(Builtin::Str);
    BYTES = exact(Builtin::Bytes);
    BYTEARRAY = exact(Builtin::ByteArray);
    LIST = exact(Builtin::List);
    TUPLE = exact(Builtin::Tuple);
    DICT = exact(Builtin::Dict);
    SET = exact(Builtin::Set);
    FROZENSET = exact(Builtin::FrozenSet);
    SLICE = exact(Builtin::Slice);
    RANGE = exact(Builtin::Range);
    /// A type object; metaclasses included.
    TYPE = Type::Object(Box::new(Object { class: Class::Builtin(Builtin::Type), exact: false, none: false, items: Vec::new() }));
    MEMORYVIEW = exact(Builtin::MemoryView);
    BINT = Type::Bint;
    CHAR = Type::Int(Int::Char);
    SCHAR = Type::Int(Int::SChar);
    UCHAR = Type::Int(Int::UChar);
    SHORT = Type::Int(Int::Short);
    USHORT = Type::Int(Int::UShort);
    INT = Type::Int(Int::Int);
    UINT = Type::Int(Int::UInt);
    UCS4 = Type::Int(Int::Ucs4);
    PY_UNICODE = Type::Int(Int::PyUnicode);
    LONG = Type::Int(Int::Long);
    ULONG = Type::Int(Int::ULong);
    LONGLONG = Type::Int(Int::LongLong);
    ULONGLONG = Type::Int(Int::ULongLong);
    SSIZE = Type::Int(Int::SSize);
    SIZE = Type::Int(Int::Size);
    PTRDIFF = Type::Int(Int::PtrDiff);
    HASH = Type::Int(Int::Hash);
    FLOAT = Type::Float(Float::Float);
    DOUBLE = Type::Float(Float::Double);
    LONGDOUBLE = Type::Float(Float::LongDouble);
    FLOAT_COMPLEX = Type::Complex(Float::Float);
    DOUBLE_COMPLEX = Type::Complex(Float::Double);
    LONGDOUBLE_COMPLEX = Type::Complex(Float::LongDouble);
    VOID_PTR = Type::Ptr(Ty::VOID);
    CHAR_PTR = Type::Ptr(Ty::CHAR);
    CONST_CHAR = Type::Const(Ty::CHAR);
    CONST_CHAR_PTR = Type::Ptr(Ty::CONST_CHAR);
    UCHAR_PTR = Type::Ptr(Ty::UCHAR);
    CONST_UCHAR = Type::Const(Ty::UCHAR);
    CONST_UCHAR_PTR = Type::Ptr(Ty::CONST_UCHAR);
    /// `PyObject **`: an array of objects, or where an operation leaves one.
    OBJECT_PTR = Type::Ptr(Ty::OBJECT);
    SSIZE_PTR = Type::Ptr(Ty::SSIZE);
    INT_PTR = Type::Ptr(Ty::INT);
    DOUBLE_PTR = Type::Ptr(Ty::DOUBLE);
    /// The arguments of a vectorcall.
    ARGS = Type::Opaque("PyObject *const *");
    /// An inline cache of the module state; each use of an operation that takes one gets its own.
    CACHE = Type::Opaque("px_cache *");
    /// The state of a thread that released the GIL, or that took it.
    GILSTATE = Type::Opaque("PyGILState_STATE");
    THREADSTATE = Type::Opaque("PyThreadState *");
    /// The module state.
    MODULE = Type::Opaque("px_module *");
    /// What the runtime knows of the frame of a function that can be suspended.
    FRAME_TYPE = Type::Opaque("const px_frame_type *");
    /// What a function leaves for a direct caller.
    VALUE = Type::Opaque("px_value");
    VALUE_PTR = Type::Ptr(Ty::VALUE);
    /// A call that tracers hear of.
    TRACE = Type::Opaque("px_trace *");
    /// A buffer that is being asked for or given back.
    BUFFER = Type::Opaque("Py_buffer *");
    /// A memoryview of any items and axes, as operations of the runtime take them: all have one struct.
    MEMVIEW = Type::MemView(Box::new(MemView { item: Ty::VOID, axes: Vec::new(), readonly: false }));
    MEMVIEW_PTR = Type::Ptr(Ty::MEMVIEW);
    /// The description of the items of a memoryview.
    ITEM = Type::Opaque("const px_item *");
    SHORT_COMPLEX = Type::IntComplex(Int::Short);
    USHORT_COMPLEX = Type::IntComplex(Int::UShort);
    INT_COMPLEX = Type::IntComplex(Int::Int);
    UINT_COMPLEX = Type::IntComplex(Int::UInt);
    LONG_COMPLEX = Type::IntComplex(Int::Long);
    ULONG_COMPLEX = Type::IntComplex(Int::ULong);
    LONGLONG_COMPLEX = Type::IntComplex(Int::LongLong);
    ULONGLONG_COMPLEX = Type::IntComplex(Int::ULongLong);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_stand_where_the_table_has_them() {
        let table = TypeTable::new();
        assert_eq!(table[Ty::OBJECT_PTR], Type::Ptr(Ty::OBJECT));
        assert_eq!(table[Ty::MODULE], Type::Opaque("px_module *"));
        for (index, (name, ty)) in KNOWN_TYPES.iter().enumerate() {
            assert_eq!(ty.0 as usize, index, "{name}");
        }
    }
}
