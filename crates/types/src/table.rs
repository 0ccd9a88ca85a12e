//! The type enum, the definitions behind it, and the interner.

use base::{IdVec, Name, Span};
use std::collections::{HashMap, HashSet};

use crate::CppInstance;

base::define_id! {
    /// An interned [`Type`].
    pub struct Ty("t");
    pub struct StructId("struct");
    pub struct EnumId("enum");
    pub struct TypedefId("typedef");
    /// An extension type (`cdef class`).
    pub struct ClassId("class");
    pub struct FusedId("fused");
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Type {
    /// What an erroneous declaration or expression has; compatible with all, reported once.
    Error,
    Void,
    /// A C int that is a truth value in Python.
    Bint,
    Int(Int),
    Float(Float),
    Complex(Float),
    /// A complex number of integers, as C compilers have it beside the standard.
    IntComplex(Int),
    Ptr(Ty),
    /// The length is absent in `T x[]`.
    Array(Ty, Option<u64>),
    Func(Box<FuncType>),
    /// Struct or union.
    Struct(StructId),
    Enum(EnumId),
    Typedef(TypedefId),
    Const(Ty),
    Volatile(Ty),
    /// A C++ reference.
    Ref(Ty),
    CTuple(Vec<Ty>),
    /// Any Python object; see [`Object`].
    Object(Box<Object>),
    MemView(Box<MemView>),
    Fused(FusedId),
    /// A C type that only the C text knows (`PyObject *const *`, an inline cache, a runtime struct).
    Opaque(&'static str),
}

/// C integer types. Order is conversion rank; `SSize` to `Hash` rank with the C type that they are on LP64.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Int {
    Char,
    SChar,
    UChar,
    Short,
    UShort,
    Int,
    UInt,
    /// `Py_UCS4`: a character.
    Ucs4,
    /// `Py_UNICODE`, which is `wchar_t`.
    PyUnicode,
    Long,
    ULong,
    LongLong,
    ULongLong,
    SSize,
    Size,
    PtrDiff,
    /// `Py_hash_t`.
    Hash,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Float {
    Float,
    Double,
    LongDouble,
}

/// What is known of a Python object.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Object {
    pub class: Class,
    /// Not an instance of a subclass.
    pub exact: bool,
    /// `None` is possible as well (a declared `cdef list x`); never set where `class` is `object` or `NoneType`.
    pub none: bool,
    /// Item types of `list[T]`, `dict[K, V]`, ... as declared; they are not checked when stored.
    pub items: Vec<Ty>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Class {
    /// Nothing is known.
    Any,
    Builtin(Builtin),
    Ext(ClassId),
}

/// Builtin types with static knowledge. Exceptions are one family: [`Builtin::Exception`] with the name as data.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Builtin {
    NoneType,
    Bool,
    Int,
    Float,
    Complex,
    Str,
    Bytes,
    ByteArray,
    List,
    Tuple,
    Dict,
    Set,
    FrozenSet,
    Slice,
    Range,
    Type,
    MemoryView,
    Exception(Name),
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct FuncType {
    pub params: Vec<Ty>,
    /// How many of the last parameters may be left out.
    pub optional: usize,
    pub varargs: bool,
    pub ret: Ty,
    pub except: Except,
    /// May be called without the GIL.
    pub nogil: bool,
    pub with_gil: bool,
    /// Part of `cpdef` signatures: takes `int __pyx_skip_dispatch`.
    pub skip_dispatch: bool,
}

impl FuncType {
    /// A function with these parameters, all of them needed, that is called with the GIL.
    pub fn new(params: Vec<Ty>, ret: Ty, except: Except) -> Self {
        FuncType {
            params,
            optional: 0,
            varargs: false,
            ret,
            except,
            nogil: false,
            with_gil: false,
            skip_dispatch: false,
        }
    }
}

/// The exception contract of a C function: how a caller sees that it raised.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Except {
    /// Never raises; an exception inside is reported as unraisable.
    Never,
    /// Returns a Python object; NULL says that it raised.
    Null,
    /// `except v`: this value always means an exception.
    Value(ExceptValue),
    /// `except? v`: this value and `PyErr_Occurred()`.
    Maybe(ExceptValue),
    /// `except *`: `PyErr_Occurred()` after every call.
    Check,
    /// `except +`: a C++ exception; the name of the handler where one is given, `*` is [`CppHandler::Any`].
    Cpp(CppHandler),
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum CppHandler {
    Default,
    Any,
    Named(Name),
}

/// A constant of the return type; floats by their bits, so that it can be hashed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ExceptValue {
    Int(i128),
    Float(u64),
    Null,
    /// A C constant known by name only (an extern enum item or macro).
    Named(Name),
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct MemView {
    pub item: Ty,
    pub axes: Vec<Axis>,
    pub readonly: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Axis {
    pub access: Access,
    pub packing: Packing,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Access {
    Direct,
    Ptr,
    Full,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Packing {
    Strided,
    Follow,
    Contig,
}

/// A struct or union.
#[derive(Clone, Debug)]
pub struct StructDef {
    pub name: Name,
    /// The C tag or typedef name, as ABI and extern declarations demand.
    pub cname: Name,
    pub union: bool,
    pub packed: bool,
    /// Written `T` in C and not `struct T`.
    pub typedef: bool,
    /// Declared by a C header; not defined by the generated C.
    pub is_extern: bool,
    /// Absent while only forward declared or opaque.
    pub fields: Option<Vec<Field>>,
    /// Of C++: then there are no fields here, sema finds the members.
    pub cpp: Option<CppInstance>,
    pub span: Span,
}

impl StructDef {
    /// A struct that the compiler makes up, by its C tag.
    pub fn own(cname: Name, fields: Vec<Field>, span: Span) -> Self {
        let fields = Some(fields);
        let (union, packed, typedef, is_extern) = (false, false, false, false);
        let cpp = None;
        StructDef { name: cname, cname, union, packed, typedef, is_extern, fields, cpp, span }
    }

    /// A struct that a C header defines and gives a typedef name.
    pub fn of_header(name: Name, cname: Name, fields: Option<Vec<Field>>, span: Span) -> Self {
        let (union, packed, typedef, is_extern) = (false, false, true, true);
        let cpp = None;
        StructDef { name, cname, union, packed, typedef, is_extern, fields, cpp, span }
    }
}

#[derive(Clone, Debug)]
pub struct Field {
    pub name: Name,
    pub cname: Name,
    pub ty: Ty,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct EnumDef {
    /// Absent for an anonymous enum, whose items are plain ints.
    pub name: Option<Name>,
    pub cname: Option<Name>,
    pub typedef: bool,
    pub is_extern: bool,
    /// `cpdef`: has a Python class.
    pub python: bool,
    /// C++ `enum class`.
    pub scoped: bool,
    pub items: Vec<EnumItem>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct EnumItem {
    pub name: Name,
    pub cname: Name,
    /// Absent where only the C compiler knows it.
    pub value: Option<i128>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct TypedefDef {
    pub name: Name,
    pub cname: Name,
    pub target: Ty,
    /// From a C header: the real width and sign may differ from `target`'s.
    pub is_extern: bool,
    pub span: Span,
}

/// An extension type: the layout of its instances. What else a class has (methods, special methods, properties) is
/// sema's, and the typed tree's of the module that defines it.
#[derive(Clone, Debug)]
pub struct ClassDef {
    pub name: Name,
    /// Dotted name of the module that defines it.
    pub module: Name,
    pub base: Option<ClassId>,
    /// A base that is a builtin type; then there is no other. Its C struct is the start of the object.
    pub builtin_base: Option<Builtin>,
    /// The tag of the object struct; the name itself where `typedef`.
    pub struct_cname: Name,
    /// Written `S` in C and not `struct S`.
    pub typedef: bool,
    /// The C name of the type object, where the text or a header gives one.
    pub type_cname: Option<Name>,
    /// A C header declares the object struct.
    pub is_extern: bool,
    pub is_final: bool,
    /// Its own fields in the order of the struct; `__dict__` and `__weakref__` among them. Those of the bases come before.
    pub fields: Vec<Field>,
    /// The tag of the vtable struct, if the class or a base has virtual methods.
    pub vtable_cname: Option<Name>,
    /// The virtual methods that are new in this class, in order.
    pub slots: Vec<Slot>,
    pub span: Span,
}

/// An entry of a vtable.
#[derive(Clone, Debug)]
pub struct Slot {
    /// In the vtable struct.
    pub name: Name,
    /// The C signature as a function type: `self` first, then what the text declares, `int` for the skip-dispatch flag of a
    /// `cpdef` method, a pointer to the optional arguments.
    pub ty: Ty,
}

/// What importing a type does if its instances have another size than the declaration says.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum CheckSize {
    Ignore,
    #[default]
    Warn,
    Error,
}

#[derive(Clone, Debug)]
pub struct FusedDef {
    pub name: Name,
    pub types: Vec<Ty>,
}

/// Owns all types of a session.
pub struct TypeTable {
    types: IdVec<Ty, Type>,
    by_type: HashMap<Type, Ty>,
    pub structs: IdVec<StructId, StructDef>,
    pub enums: IdVec<EnumId, EnumDef>,
    pub typedefs: IdVec<TypedefId, TypedefDef>,
    pub classes: IdVec<ClassId, ClassDef>,
    pub fused: IdVec<FusedId, FusedDef>,
    /// C++ classes whose values become Python objects and come from them.
    pub python_values: HashSet<StructId>,
}

impl Default for TypeTable {
    fn default() -> Self {
        Self::new()
    }
}

impl TypeTable {
    pub fn new() -> Self {
        let mut table = TypeTable {
            types: IdVec::new(),
            by_type: HashMap::new(),
            structs: IdVec::new(),
            enums: IdVec::new(),
            typedefs: IdVec::new(),
            classes: IdVec::new(),
            fused: IdVec::new(),
            python_values: HashSet::new(),
        };
        crate::known::fill(&mut table);
        table
    }

    pub fn intern(&mut self, ty: Type) -> Ty {
        if let Some(&id) = self.by_type.get(&ty) {
            return id;
        }
        let id = self.types.push(ty.clone());
        self.by_type.insert(ty, id);
        id
    }

    pub fn get(&self, ty: Ty) -> &Type {
        &self.types[ty]
    }

    /// The instance of a C++ class that a type is.
    pub fn cpp_instance(&self, ty: Ty) -> Option<&CppInstance> {
        match self.resolved(ty) {
            Type::Struct(id) => self.structs[*id].cpp.as_ref(),
            _ => None,
        }
    }

    pub fn ptr(&mut self, to: Ty) -> Ty {
        self.intern(Type::Ptr(to))
    }

    pub fn array(&mut self, item: Ty, len: Option<u64>) -> Ty {
        self.intern(Type::Array(item, len))
    }

    pub fn constant(&mut self, ty: Ty) -> Ty {
        self.intern(Type::Const(ty))
    }

    pub fn object(&mut self, object: Object) -> Ty {
        self.intern(Type::Object(Box::new(object)))
    }

    pub fn builtin(&mut self, builtin: Builtin, exact: bool, none: bool) -> Ty {
        self.object(Object { class: Class::Builtin(builtin), exact, none, items: Vec::new() })
    }
}

impl std::ops::Index<Ty> for TypeTable {
    type Output = Type;
    fn index(&self, ty: Ty) -> &Type {
        self.get(ty)
    }
}
