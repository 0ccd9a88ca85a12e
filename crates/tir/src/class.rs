//! Extension types: what a `cdef class` is once its methods are functions.
//!
//! The layout of the instances (fields in order, vtable slots, C names) is in [`types::ClassDef`], so that every stage can
//! ask for it, also of classes of other modules. Here is what the defining module needs to make the type object. What the
//! body of the class executes (class attributes, function objects of methods, decorators) is not here: it is a function over
//! the type's dict that the module's statements call.

use base::{Name, Span};
use types::{ClassFlags, ClassId, Ty};

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

pub type Pickle = types::Pickle<FuncId>;
pub type Property = types::Property<FuncId, Const>;
pub type VtableEntry = types::VtableEntry<FuncId>;

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
