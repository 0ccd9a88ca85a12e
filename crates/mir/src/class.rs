//! Extension types as tables: what the type object is made from. Layouts are in [`types::ClassDef`].

use base::{Name, Span};
use types::{ClassFlags, ClassId};

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
    /// `self` is the class.
    pub of_class: bool,
}

/// Its `set` gets NULL to delete.
pub type Property = types::Property<FuncId, ConstId>;
pub type Pickle = types::Pickle<FuncId>;
pub type VtableEntry = types::VtableEntry<FuncId>;
