//! The table of conversions: from a type to a type, how. Whoever wants a conversion asks here; how it looks in the tree
//! is made from the answer in `check::coerce`.

use types::{Access, Axis, Builtin, Class, ClassId, Except, Float, FuncType, Int, MemView, Object};
use types::{Packing, Ty, Type, TypeTable};

/// How a value becomes one of another type without being asked to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Conversion {
    /// Nothing to do at run time, or a C cast.
    Cast,
    /// An operation of the table on the value; what it gives is cast to the type that is wanted.
    Op(&'static str),
    /// A C value to an object: it is cast to the type first, which the operation takes.
    Box(Ty, &'static str),
    /// The truth of an object.
    Truth,
    /// An object that has to be of the builtin type: tested at run time. Whether None passes.
    Test {
        builtin: Builtin,
        none: bool,
    },
    /// An object that has to be of the extension type that is wanted: tested at run time.
    TestClass {
        none: bool,
    },
    /// An integer whose width only the C compiler knows.
    SizedInt,
    SizedToObject,
    /// Bytes of text: `char *` to the type that `c_string_type` says, and back.
    CharsToObject,
    ObjectToChars,
    /// `char[n]` likewise.
    CharArrayToObject,
    ArrayToList,
    StructToDict,
    CTupleToTuple,
    ObjectToStruct,
    ObjectToCTuple,
    ObjectToArray,
    VoidToNone,
    /// A memoryview from what exports a buffer, and the object that Python code sees of one.
    ObjectToView,
    ViewToObject,
    /// A C array as a memoryview of its memory.
    ArrayToView,
    /// A memoryview that is not of the form that is wanted.
    OtherView,
    /// A value of C++'s library, by what it is in Python.
    Cpp,
    /// A C function that Python can call: another function around it.
    FunctionToObject,
    /// Refused; the reason decides the message.
    Refused(Refusal),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Refusal {
    Types,
    Box,
    Unbox,
}

/// How a value of type `from` becomes one of type `to` in an assignment.
pub(crate) fn conversion(types: &TypeTable, from: Ty, to: Ty) -> Conversion {
    if from == to || from == Ty::ERROR || to == Ty::ERROR {
        return Conversion::Cast;
    }
    match (types.as_object(from), types.as_object(to)) {
        (Some(given), Some(wanted)) => match wanted.class {
            Class::Ext(class) => to_class(types, given, wanted, class),
            Class::Any | Class::Builtin(_) => between_objects(types, given, wanted),
        },
        (None, Some(wanted)) => match box_conversion(types, from) {
            Conversion::Refused(why) => Conversion::Refused(why),
            how => boxed_as(types, from, wanted, how),
        },
        (Some(_), None) => from_object(types, to),
        (None, None) => between_c(types, from, to),
    }
}

/// An object where one of an extension type is wanted.
fn to_class(types: &TypeTable, given: &Object, wanted: &Object, class: ClassId) -> Conversion {
    let test = Conversion::TestClass { none: wanted.none };
    match given.class {
        Class::Any => test,
        Class::Builtin(Builtin::NoneType) if wanted.none => Conversion::Cast,
        Class::Builtin(Builtin::NoneType) => test,
        Class::Ext(other) if types.is_subclass(other, class) => {
            let exact = given.exact || !wanted.exact;
            let none = wanted.none || !given.none;
            if exact && none { Conversion::Cast } else { test }
        }
        // Whether it can be is seen when it is there.
        Class::Builtin(_) | Class::Ext(_) => test,
    }
}

fn between_objects(types: &TypeTable, given: &Object, wanted: &Object) -> Conversion {
    let Class::Builtin(builtin) = wanted.class else {
        return match wanted.class == Class::Any || wanted.class == given.class {
            true => Conversion::Cast,
            false => Conversion::Refused(Refusal::Types),
        };
    };
    let is_none = given.class == Class::Builtin(Builtin::NoneType);
    if is_none && wanted.none {
        return Conversion::Cast;
    }
    match given.class {
        Class::Any => Conversion::Test { builtin, none: wanted.none },
        _ if given.class == wanted.class && !crate::items::fit(types, given, wanted) => {
            Conversion::Refused(Refusal::Types)
        }
        _ if given.class == wanted.class => {
            let exact = given.exact || !wanted.exact;
            let none = wanted.none || !given.none;
            if exact && none {
                Conversion::Cast
            } else {
                Conversion::Test { builtin, none: wanted.none }
            }
        }
        // Numbers pass for each other where an annotation asked for a number: the conversion is the test's business.
        Class::Builtin(other) if related(other, builtin) => {
            Conversion::Test { builtin, none: wanted.none }
        }
        Class::Ext(class)
            if types.class_chain(class).any(|(_, def)| def.builtin_base == Some(builtin)) =>
        {
            match (wanted.exact, given.none && !wanted.none) {
                (false, false) => Conversion::Cast,
                _ => Conversion::Test { builtin, none: wanted.none },
            }
        }
        Class::Ext(_) => Conversion::Test { builtin, none: wanted.none },
        Class::Builtin(_) => Conversion::Refused(Refusal::Types),
    }
}

/// Whether an object of one builtin type may be of another, too.
fn related(given: Builtin, wanted: Builtin) -> bool {
    matches!(
        (given, wanted),
        (Builtin::Exception(_), Builtin::Exception(_))
            | (Builtin::Bool, Builtin::Int)
            | (Builtin::Int, Builtin::Bool)
            | (Builtin::Bool | Builtin::Int, Builtin::Float)
            | (Builtin::Float, Builtin::Int)
            | (Builtin::NoneType, _)
    )
}

/// A C value as an object of a type that is declared.
fn boxed_as(types: &TypeTable, from: Ty, wanted: &Object, how: Conversion) -> Conversion {
    let Class::Builtin(builtin) = wanted.class else { return how };
    let given = boxed_type(types, from);
    match types.as_builtin(given) {
        Some(given) if given == builtin => how,
        // Arrays become tuples as well as lists; of a ctuple, the test at run time has to tell.
        Some(Builtin::List) if builtin == Builtin::Tuple => how,
        Some(Builtin::Tuple) => how,
        Some(Builtin::Bool | Builtin::Int | Builtin::Float)
            if matches!(builtin, Builtin::Int | Builtin::Float) =>
        {
            how
        }
        _ => Conversion::Refused(Refusal::Types),
    }
}

/// The type of the object that a C value becomes.
pub(crate) fn boxed_type(types: &TypeTable, from: Ty) -> Ty {
    match *types.resolved(from) {
        Type::Bint => Ty::PYBOOL,
        Type::Int(Int::Ucs4 | Int::PyUnicode) => Ty::STR,
        Type::Enum(id) if types.enums[id].python => Ty::OBJECT,
        Type::Int(_) | Type::Enum(_) => Ty::PYINT,
        Type::Float(_) => Ty::PYFLOAT,
        Type::Complex(_) | Type::IntComplex(_) => Ty::PYCOMPLEX,
        Type::Struct(id) if types.structs[id].cpp.is_some() => Ty::OBJECT,
        Type::Struct(_) => Ty::DICT,
        Type::CTuple(_) => Ty::TUPLE,
        Type::Void => Ty::NONE,
        Type::Ptr(to) | Type::Array(to, _) if is_char(types, to) => Ty::BYTES,
        Type::Array(..) => Ty::LIST,
        Type::Object(_) | Type::Error => from,
        _ => Ty::OBJECT,
    }
}

pub(crate) fn box_conversion(types: &TypeTable, from: Ty) -> Conversion {
    if extern_int(types, from) {
        return Conversion::SizedToObject;
    }
    match *types.resolved(from) {
        Type::Bint => Conversion::Box(Ty::BINT, "conv.from_bint"),
        Type::Int(kind) => box_int(kind),
        Type::Enum(_) => Conversion::Box(Ty::LONG, "conv.from_long"),
        Type::Float(_) => Conversion::Box(Ty::DOUBLE, "conv.from_double"),
        Type::Complex(_) | Type::IntComplex(_) => {
            Conversion::Box(Ty::DOUBLE_COMPLEX, "conv.from_complex")
        }
        Type::Void => Conversion::VoidToNone,
        Type::Ptr(to) if is_char(types, to) => Conversion::CharsToObject,
        Type::Array(to, _) if is_char(types, to) => Conversion::CharArrayToObject,
        Type::Array(item, Some(_)) if can_box(types, item) => Conversion::ArrayToList,
        Type::Struct(id) if types.python_values.contains(&id) => Conversion::Cpp,
        Type::Struct(id) => {
            let def = &types.structs[id];
            let known = def.fields.as_ref().is_some_and(|fields| {
                let same = readable_union(types, fields);
                (!def.union || same) && fields.iter().all(|field| can_box(types, field.ty))
            });
            if known { Conversion::StructToDict } else { Conversion::Refused(Refusal::Box) }
        }
        Type::CTuple(ref items) if items.iter().all(|&item| can_box(types, item)) => {
            Conversion::CTupleToTuple
        }
        Type::Func(ref func) if callable_from_python(types, func) => Conversion::FunctionToObject,
        Type::MemView(_) => Conversion::ViewToObject,
        Type::Error | Type::Object(_) => Conversion::Cast,
        _ => Conversion::Refused(Refusal::Box),
    }
}

/// Whether all that a C function takes and gives has a Python form.
pub(crate) fn callable_from_python(types: &TypeTable, func: &FuncType) -> bool {
    let array = |ty: Ty| matches!(types.resolved(ty), Type::Array(..));
    !func.varargs
        && (types.is_object(func.ret) || can_box(types, func.ret))
        && func.params.iter().all(|&param| can_unbox(types, param) && !array(param))
}

/// Whether any member of a union can be read whatever was stored: numbers, or members of one type.
fn readable_union(types: &TypeTable, fields: &[types::Field]) -> bool {
    let same = fields.windows(2).all(|pair| pair[0].ty == pair[1].ty);
    same || fields.iter().all(|field| types.is_arithmetic(field.ty))
}

pub(crate) fn can_box(types: &TypeTable, ty: Ty) -> bool {
    !matches!(box_conversion(types, ty), Conversion::Refused(_))
}

fn box_int(kind: Int) -> Conversion {
    match kind {
        Int::Char | Int::SChar | Int::Short | Int::Int | Int::Long => {
            Conversion::Box(Ty::LONG, "conv.from_long")
        }
        Int::UChar | Int::UShort | Int::UInt | Int::ULong => {
            Conversion::Box(Ty::ULONG, "conv.from_ulong")
        }
        Int::LongLong => Conversion::Box(Ty::LONGLONG, "conv.from_longlong"),
        Int::ULongLong => Conversion::Box(Ty::ULONGLONG, "conv.from_ulonglong"),
        Int::SSize | Int::PtrDiff | Int::Hash => Conversion::Box(Ty::SSIZE, "conv.from_ssize"),
        Int::Size => Conversion::Box(Ty::SIZE, "conv.from_size"),
        Int::Ucs4 | Int::PyUnicode => Conversion::Box(Ty::UCS4, "conv.from_ucs4"),
    }
}

fn from_object(types: &TypeTable, to: Ty) -> Conversion {
    if extern_int(types, to) {
        return Conversion::SizedInt;
    }
    match *types.resolved(to) {
        Type::Bint => Conversion::Truth,
        Type::Int(kind) => Conversion::Op(unbox_int(kind)),
        // The C compiler decides how wide an enum is, and whether it has a sign.
        Type::Enum(id) if types.enums[id].cname.is_some() => Conversion::SizedInt,
        Type::Enum(_) => Conversion::Op("conv.to_int"),
        Type::Float(Float::Float) => Conversion::Op("conv.to_float"),
        Type::Float(Float::Double) => Conversion::Op("conv.to_double"),
        Type::Float(Float::LongDouble) => Conversion::Op("conv.to_longdouble"),
        Type::Complex(_) | Type::IntComplex(_) => Conversion::Op("conv.to_complex"),
        Type::Ptr(to) if is_char(types, to) => Conversion::ObjectToChars,
        Type::Struct(id) if types.python_values.contains(&id) => Conversion::Cpp,
        Type::Struct(id) => {
            let def = &types.structs[id];
            let known = def
                .fields
                .as_ref()
                .is_some_and(|fields| fields.iter().all(|field| can_unbox(types, field.ty)));
            if known { Conversion::ObjectToStruct } else { Conversion::Refused(Refusal::Unbox) }
        }
        Type::CTuple(ref items) if items.iter().all(|&item| can_unbox(types, item)) => {
            Conversion::ObjectToCTuple
        }
        Type::Array(item, Some(_)) if can_unbox(types, item) => Conversion::ObjectToArray,
        Type::MemView(_) => Conversion::ObjectToView,
        _ => Conversion::Refused(Refusal::Unbox),
    }
}

pub(crate) fn can_unbox(types: &TypeTable, ty: Ty) -> bool {
    types.is_object(ty) || !matches!(from_object(types, ty), Conversion::Refused(_))
}

fn unbox_int(kind: Int) -> &'static str {
    match kind {
        Int::Char => "conv.to_char",
        Int::SChar => "conv.to_schar",
        Int::UChar => "conv.to_uchar",
        Int::Short => "conv.to_short",
        Int::UShort => "conv.to_ushort",
        Int::Int => "conv.to_int",
        Int::UInt => "conv.to_uint",
        Int::Ucs4 => "conv.to_ucs4",
        Int::PyUnicode => "conv.to_unicode",
        Int::Long => "conv.to_long",
        Int::ULong => "conv.to_ulong",
        Int::LongLong => "conv.to_longlong",
        Int::ULongLong => "conv.to_ulonglong",
        Int::SSize => "conv.to_ssize",
        Int::Size => "conv.to_size",
        Int::PtrDiff => "conv.to_ptrdiff",
        Int::Hash => "conv.to_hash",
    }
}

fn between_c(types: &TypeTable, from: Ty, to: Ty) -> Conversion {
    let refused = Conversion::Refused(Refusal::Types);
    let (given, wanted) = (types.resolve(from), types.resolve(to));
    if given == wanted {
        return Conversion::Cast;
    }
    match (&types[given], &types[wanted]) {
        (Type::Complex(_) | Type::Float(_), Type::IntComplex(_)) => refused,
        (Type::Complex(_) | Type::IntComplex(_), Type::Complex(_) | Type::IntComplex(_)) => {
            Conversion::Cast
        }
        (Type::Complex(_) | Type::IntComplex(_), _) => refused,
        // The items of an enum without a name are plain integers.
        (Type::Enum(a), Type::Enum(b))
            if types.enums[*a].name.is_some() && types.enums[*b].name.is_some() =>
        {
            if same_enum(types, *a, *b) { Conversion::Cast } else { refused }
        }
        (Type::Struct(a), Type::Struct(b)) if same_struct(types, *a, *b) => Conversion::Cast,
        // What is cut off is cut off by a cast that says so.
        (Type::Float(_), Type::Int(_) | Type::Enum(_)) => refused,
        _ if types.is_arithmetic(given) && types.is_arithmetic(wanted) => Conversion::Cast,
        (Type::Ptr(a), Type::Ptr(b)) | (Type::Array(a, _), Type::Ptr(b)) => pointers(types, *a, *b),
        (Type::Func(_), Type::Ptr(b)) => functions(types, given, types.resolve(*b)),
        (Type::MemView(a), Type::MemView(b)) if view_fits(types, a, b) => Conversion::Cast,
        (Type::MemView(_), Type::MemView(_)) => Conversion::OtherView,
        (Type::Array(..), Type::MemView(_)) => Conversion::ArrayToView,
        // A bint can be given any C value that has a truth.
        _ => refused,
    }
}

/// Whether a memoryview is one of a form that promises no more than its own.
fn view_fits(types: &TypeTable, from: &MemView, to: &MemView) -> bool {
    let axis = |(a, b): (&Axis, &Axis)| {
        (a.access == b.access || b.access == Access::Full)
            && (a.packing == b.packing || b.packing == Packing::Strided)
    };
    types.resolve(from.item) == types.resolve(to.item)
        && from.axes.len() == to.axes.len()
        && from.axes.iter().zip(&to.axes).all(axis)
        && (to.readonly || !from.readonly)
}

fn pointers(types: &TypeTable, from: Ty, to: Ty) -> Conversion {
    let (a, b) = (types.resolve(from), types.resolve(to));
    if matches!(types[a], Type::Func(_)) && matches!(types[b], Type::Func(_)) {
        return functions(types, a, b);
    }
    match a == b || b == Ty::VOID || same_pointee(types, a, b) {
        true => Conversion::Cast,
        false => Conversion::Refused(Refusal::Types),
    }
}

/// Whether a pointer to constant data becomes one that could change it.
pub(crate) fn drops_const(types: &TypeTable, from: Ty, to: Ty) -> bool {
    let constant = |ty: Ty| matches!(types[ty], Type::Const(_));
    match (types.resolved(from), types.resolved(to)) {
        (Type::Ptr(from), Type::Ptr(to)) => constant(*from) && !constant(*to),
        _ => false,
    }
}

/// Pointers to pointers that differ in `const` only, and arrays behind pointers.
fn same_pointee(types: &TypeTable, a: Ty, b: Ty) -> bool {
    match (types.resolved(a), types.resolved(b)) {
        (Type::Ptr(a), Type::Ptr(b)) => {
            let (a, b) = (types.resolve(*a), types.resolve(*b));
            a == b || same_pointee(types, a, b)
        }
        (Type::Struct(a), Type::Struct(b)) => same_struct(types, *a, *b),
        (Type::Enum(a), Type::Enum(b)) => same_enum(types, *a, *b),
        _ => types.is_object(a) && types.is_object(b),
    }
}

/// Two declarations of what one header has.
fn same_struct(types: &TypeTable, a: types::StructId, b: types::StructId) -> bool {
    let (a, b) = (&types.structs[a], &types.structs[b]);
    a.is_extern && b.is_extern && a.cname == b.cname
}

fn same_enum(types: &TypeTable, a: types::EnumId, b: types::EnumId) -> bool {
    let (a, b) = (&types.enums[a], &types.enums[b]);
    a.is_extern && b.is_extern && a.cname == b.cname
}

fn functions(types: &TypeTable, from: Ty, to: Ty) -> Conversion {
    match (&types[from], &types[to]) {
        (Type::Func(given), Type::Func(wanted)) if same_function(types, given, wanted) => {
            Conversion::Cast
        }
        (Type::Func(_), Type::Void) => Conversion::Cast,
        _ => Conversion::Refused(Refusal::Types),
    }
}

/// Whether a function can be called through a pointer of another function type.
fn same_function(types: &TypeTable, given: &FuncType, wanted: &FuncType) -> bool {
    let same = |a: Ty, b: Ty| {
        let (a, b) = (types.resolve(a), types.resolve(b));
        a == b || (types.is_object(a) && types.is_object(b)) || {
            match (&types[a], &types[b]) {
                (Type::Ptr(a), Type::Ptr(b)) => types.resolve(*a) == types.resolve(*b),
                _ => false,
            }
        }
    };
    given.params.len() == wanted.params.len()
        && given.varargs == wanted.varargs
        && same(given.ret, wanted.ret)
        && given.params.iter().zip(&wanted.params).all(|(&a, &b)| same(a, b))
        && contract_fits(&given.except, &wanted.except)
        && (given.nogil || !wanted.nogil)
}

/// Whether a function with one exception contract keeps what another one promises.
pub(crate) fn contract_fits(given: &Except, wanted: &Except) -> bool {
    let (checks, value) = match given {
        Except::Cpp(_) => return matches!(wanted, Except::Cpp(_)),
        other => contract_parts(other),
    };
    let (wanted_checks, wanted_value) = match wanted {
        Except::Cpp(_) => return true,
        other => contract_parts(other),
    };
    match (wanted_checks, wanted_value) {
        // The caller asks in any case.
        (true, None) => true,
        (true, Some(_)) if !checks && value.is_none() => true,
        _ => value == wanted_value && (!checks || wanted_checks),
    }
}

/// Whether callers have to ask for an exception, and the result that tells of one.
fn contract_parts(except: &Except) -> (bool, Option<types::ExceptValue>) {
    match except {
        Except::Never | Except::Null | Except::Cpp(_) => (false, None),
        Except::Value(value) => (false, Some(*value)),
        Except::Maybe(value) => (true, Some(*value)),
        Except::Check => (true, None),
    }
}

/// `char`, `signed char` and `unsigned char`, const or not.
pub(crate) fn is_char(types: &TypeTable, ty: Ty) -> bool {
    matches!(types.resolved(ty), Type::Int(Int::Char | Int::SChar | Int::UChar))
}

/// An integer typedef of a C header: width and sign are the C compiler's.
pub(crate) fn extern_int(types: &TypeTable, ty: Ty) -> bool {
    match types[ty] {
        Type::Const(inner) | Type::Volatile(inner) | Type::Ref(inner) => extern_int(types, inner),
        Type::Typedef(id) => {
            let def = &types.typedefs[id];
            matches!(types.resolved(def.target), Type::Int(_))
                && (def.is_extern || extern_int(types, def.target))
        }
        _ => false,
    }
}

/// An integer as one of a type whose width is known, wrapped around.
pub(crate) fn fit_int(types: &TypeTable, value: i128, ty: Ty) -> Option<i128> {
    if extern_int(types, ty) {
        return None;
    }
    let kind = match types.resolved(ty) {
        Type::Int(kind) => *kind,
        // Enums are as wide as their compiler makes them; the truth values are 0 and 1 where conversions make them.
        Type::Bint => Int::Int,
        _ => return None,
    };
    // Only what is the same everywhere is folded.
    let bits = match kind {
        Int::Long | Int::ULong => 32,
        _ => kind.bits(),
    };
    let (low, high) = match kind.signed() {
        true => (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1),
        false => (0, (1i128 << bits) - 1),
    };
    (low..=high).contains(&value).then_some(value)
}
