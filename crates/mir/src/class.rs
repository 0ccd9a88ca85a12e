//! Extension types as tables: what the type object is made from. Layouts are in [`types::ClassDef`].

use base::{Name, Span};
use types::{CheckSize, ClassId};

use crate::{ConstId, FuncId, GlobalId};

/// An extension type that the module defines.
#[derive(Clone, Debug)]
pub struct Class {
    pub class: ClassId,
    pub name: Name,
    pub doc: Option<ConstId>,
    /// What the type's slots hold, by their names in C (`tp_repr`, `nb_add`): functions with the slot's C signature, made
    /// from the special methods.
    pub slots: Vec<(&'static str, FuncId)>,
    /// What the functions that make and destroy instances call; `__dealloc__` is `void (self)`.
    pub cinit: Option<Bound>,
    pub init: Option<Bound>,
    pub dealloc: Option<FuncId>,
    /// Method descriptors.
    pub methods: Vec<Bound>,
    /// Special methods that the method table has as well: `object (self)` or `object (self, other)`.
    pub by_name: Vec<(Name, FuncId)>,
    /// Other Python functions that no object of the program holds (`__call__`).
    pub held: Vec<Bound>,
    pub properties: Vec<Property>,
    /// See [`VtableEntry`].
    pub vtable: Vec<VtableEntry>,
    pub pickle: Option<Pickle>,
    /// Docstrings of special methods.
    pub docs: Vec<(Name, ConstId)>,
    pub flags: ClassFlags,
    pub span: Span,
}

/// A Python function that type slots and method tables call by its entry. The function object, which has the defaults,
/// is in a C variable; it is made together with the type.
#[derive(Clone, Copy, Debug)]
pub struct Bound {
    /// The number of the [`crate::PyFunc`].
    pub pyfunc: usize,
    pub object: GlobalId,
    /// It takes nothing but `self`.
    pub only_self: bool,
}

/// The functions of a getset descriptor: `object (object self)`, `int (object self, object value)` which gets NULL to delete.
#[derive(Clone, Debug)]
pub struct Property {
    pub name: Name,
    pub doc: Option<ConstId>,
    pub get: Option<FuncId>,
    pub set: Option<FuncId>,
    pub del: Option<FuncId>,
}

/// As in the typed tree.
#[derive(Clone, Debug)]
pub enum Pickle {
    Members { names: Vec<Name>, objects: Vec<bool>, get: FuncId, set: FuncId },
    Refused(String),
}

/// What a slot of the vtable holds; without a function, what the base's vtable has there.
#[derive(Clone, Debug)]
pub struct VtableEntry {
    pub class: ClassId,
    pub slot: Name,
    pub func: Option<FuncId>,
}

/// As in the typed tree.
#[derive(Clone, Debug, Default)]
pub struct ClassFlags {
    pub internal: bool,
    pub public: bool,
    pub api: bool,
    pub freelist: Option<u32>,
    pub no_gc: bool,
    pub no_gc_clear: bool,
    pub trashcan: bool,
    /// `Py_TPFLAGS_SEQUENCE`, `Py_TPFLAGS_MAPPING`
    pub sequence: bool,
    pub mapping: bool,
    pub no_version_tag: bool,
    pub dataclass: bool,
}

#[derive(Clone, Debug)]
pub struct ImportedClass {
    pub class: ClassId,
    pub module: Name,
    pub name: Name,
    pub check_size: CheckSize,
    pub vtable: bool,
    pub span: Span,
}
