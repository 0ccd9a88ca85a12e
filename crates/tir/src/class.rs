//! Extension types: what a `cdef class` is once its methods are functions.
//!
//! The layout of the instances (fields in order, vtable slots, C names) is in [`types::ClassDef`], so that every stage can
//! ask for it, also of classes of other modules. Here is what the defining module needs to make the type object. What the
//! body of the class executes (class attributes, function objects of methods, decorators) is not here: it is a function over
//! the type's dict that the module's statements call.

use base::{Name, Span};
use types::{CheckSize, ClassId, Ty};

use crate::{Const, FuncId};

/// An extension type that this module defines. Made by [`crate::StmtKind::MakeClass`].
#[derive(Clone, Debug)]
pub struct Class {
    /// Its layout, base and C names.
    pub class: ClassId,
    /// Of an instance: what `self` is, never None.
    pub ty: Ty,
    /// `__name__`; also `__qualname__`, since such classes stand in modules only.
    pub name: Name,
    /// `tp_doc`
    pub doc: Option<Const>,
    /// Special methods that slots are filled from, in the order of the text, at most one of each name. A function here is of
    /// [`crate::FuncKind::Special`].
    pub specials: Vec<Special>,
    /// Methods that stand in the type's method table as real method descriptors (`binding=False`, and what the compiler
    /// itself adds), by their functions, which have a [`crate::Wrapper`]. Methods that are function objects are put into
    /// the dict by the class's body instead.
    pub methods: Vec<FuncId>,
    /// Getset descriptors: properties of the text, and `public` and `readonly` fields.
    pub properties: Vec<Property>,
    /// What every slot of its vtable holds: those of the bases first, each base's own in the order of [`types::ClassDef`],
    /// then its own. Empty without virtual methods.
    pub vtable: Vec<VtableEntry>,
    /// What the compiler knows for `pickle`, where the text says nothing.
    pub pickle: Option<Pickle>,
    pub flags: ClassFlags,
    pub span: Span,
}

/// A special method. The function's C signature is that of the text: `__getitem__(self, Py_ssize_t i)` takes
/// `(object, Py_ssize_t)`. Its [`crate::Wrapper`] converts: `raw` has an object for each parameter (`self` first), except where
/// the slot itself is called with a C value (`op` of `__richcmp__`, view and flags of the buffer methods), where `raw` has
/// that type. The result has the C type that the slot returns: an object, `Py_ssize_t` (`__len__`), `Py_hash_t`,
/// `bint` (`__contains__`, `__bool__`), or `int` with -1 for an exception where nothing is returned
/// (`__init__`, `__cinit__`, `__setitem__`, `__setattr__`, ...); void of `__dealloc__`, `__del__` and `__releasebuffer__`.
/// `__init__`, `__cinit__` and `__call__` may have any parameters; their arguments are bound as a `def`'s are, and their
/// wrapper is one of a `def`: all objects, the value of a status is None. [`crate::StmtKind::HoldMethod`] gives them defaults.
#[derive(Clone, Debug)]
pub struct Special {
    pub name: Name,
    pub func: FuncId,
}

#[derive(Clone, Debug)]
pub enum Pickle {
    /// The C attributes, sorted by name, and which of them are objects. `get`: `tuple (object self)`; `set`:
    /// `int (object self, object tuple)` with a tuple of that many items.
    Members { names: Vec<Name>, objects: Vec<bool>, get: FuncId, set: FuncId },
    /// Pickling raises TypeError with this message.
    Refused(String),
}

/// The functions of a descriptor. `get`: `object (object self)`; `set`: `int (object self, object value)`, -1 is an
/// exception; `del`: `int (object self)`, likewise. All take plain objects that were tested to be instances.
#[derive(Clone, Debug)]
pub struct Property {
    pub name: Name,
    pub doc: Option<Const>,
    pub get: Option<FuncId>,
    pub set: Option<FuncId>,
    pub del: Option<FuncId>,
}

/// What a slot holds: a function of this module with the slot's C signature, or nothing: what the base's vtable has
/// there is copied when the type is made.
#[derive(Clone, Debug)]
pub struct VtableEntry {
    /// The class that has the slot among its own.
    pub class: ClassId,
    /// The slot's name in the vtable struct.
    pub slot: Name,
    pub func: Option<FuncId>,
    /// The method that `func` calls with the same arguments where Python code has not overridden it.
    pub method: Option<FuncId>,
}

#[derive(Clone, Debug, Default)]
pub struct ClassFlags {
    /// Not in the module's dict.
    pub internal: bool,
    /// A C name under which other C code sees the type object: `[type T]` of a `public` class.
    pub public: bool,
    pub api: bool,
    /// `@cython.freelist(N)`
    pub freelist: Option<u32>,
    pub no_gc: bool,
    pub no_gc_clear: bool,
    pub trashcan: bool,
    pub collection: Option<Collection>,
    /// `type_version_tag(False)`
    pub no_version_tag: bool,
    /// `c_api_binop_methods`: `__add__` and the like are called with the operands in their order, whichever is of the class.
    pub c_binops: bool,
    /// `auto_pickle`; absent where the class decides.
    pub auto_pickle: Option<bool>,
    /// The comparisons that the text does not have are made from those that it has.
    pub total_ordering: bool,
    /// Its `__init__` and other methods are made when the statement is executed.
    pub dataclass: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Collection {
    Sequence,
    Mapping,
}

/// An extension type of another module, or of a C library, that this module uses. Made by [`crate::StmtKind::ImportClass`].
#[derive(Clone, Debug)]
pub struct ImportedClass {
    pub class: ClassId,
    /// Where it is looked up: `cpython.array` declares a class of `array`.
    pub module: Name,
    pub name: Name,
    pub check_size: CheckSize,
    /// Its vtable is needed: its virtual methods are called, or a class here derives from it.
    pub vtable: bool,
    pub span: Span,
}

/// The place of a field: in an object of the class that declares it, or of a class derived from that.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FieldRef {
    pub class: ClassId,
    /// In C.
    pub field: Name,
}

/// A virtual method by the slot of the class that has it among its own; the object is the first argument.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SlotRef {
    pub class: ClassId,
    pub slot: Name,
}
