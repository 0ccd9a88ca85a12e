//! Extension types as tables: what the type object is made from. Layouts are in [`types::ClassDef`].

use base::{Name, Span};
use types::{CheckSize, ClassId};

use crate::{ConstId, FuncId};

/// An extension type that the module defines.
#[derive(Clone, Debug)]
pub struct Class {
    pub class: ClassId,
    pub name: Name,
    pub doc: Option<ConstId>,
    /// What the type's slots hold, by their names in C (`tp_repr`, `nb_add`): functions with the slot's C signature, made
    /// from the special methods.
    pub slots: Vec<(&'static str, FuncId)>,
    /// `__cinit__` and `__dealloc__`, which the functions that make and destroy instances call: `int (self, args, kwargs)`
    /// (or `int (self)`, where it takes nothing) and `void (self)`.
    pub cinit: Option<FuncId>,
    pub cinit_takes_arguments: bool,
    pub dealloc: Option<FuncId>,
    /// Method descriptors: numbers of [`crate::PyFunc`]s.
    pub methods: Vec<usize>,
    pub properties: Vec<Property>,
    /// See [`VtableEntry`].
    pub vtable: Vec<VtableEntry>,
    pub flags: ClassFlags,
    pub span: Span,
}

/// The functions of a getset descriptor: `object (object self)`, `int (object self, object value)` which gets NULL to delete.
#[derive(Clone, Debug)]
pub struct Property {
    pub name: Name,
    pub doc: Option<ConstId>,
    pub get: Option<FuncId>,
    pub set: Option<FuncId>,
    pub del: Option<FuncId>,
    /// A field of an object type that Python may only read.
    pub readonly_object: Option<Name>,
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
