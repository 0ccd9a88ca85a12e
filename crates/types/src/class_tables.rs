//! What the typed tree and MIR say alike of a class that a module defines or uses. They differ in the ids of functions (`F`)
//! and of docstrings (`C`).

use base::{Name, Span};

use crate::{CheckSize, ClassId};

/// The functions of a getset descriptor. `get`: `object (object self)`; `set`: `int (object self, object value)`, -1 is an
/// exception; `del`: `int (object self)`, likewise. All take plain objects that were tested to be instances.
#[derive(Clone, Debug)]
pub struct Property<F, C> {
    pub name: Name,
    pub doc: Option<C>,
    pub get: Option<F>,
    pub set: Option<F>,
    pub del: Option<F>,
}

impl<F: Copy, C> Property<F, C> {
    pub fn map<G, D>(&self, func: impl Fn(F) -> G, doc: impl FnOnce(&C) -> D) -> Property<G, D> {
        Property {
            name: self.name,
            doc: self.doc.as_ref().map(doc),
            get: self.get.map(&func),
            set: self.set.map(&func),
            del: self.del.map(&func),
        }
    }
}

/// What a slot of a vtable holds: a function of this module with the slot's C signature, or nothing: what the base's vtable
/// has there is copied when the type is made.
#[derive(Clone, Debug)]
pub struct VtableEntry<F> {
    /// The class that has the slot among its own.
    pub class: ClassId,
    /// The slot's name in the vtable struct.
    pub slot: Name,
    pub func: Option<F>,
    /// The method that `func` calls with the same arguments where Python code has not overridden it.
    pub method: Option<F>,
}

impl<F: Copy> VtableEntry<F> {
    pub fn map<G>(&self, func: impl Fn(F) -> G) -> VtableEntry<G> {
        VtableEntry {
            class: self.class,
            slot: self.slot,
            func: self.func.map(&func),
            method: self.method.map(&func),
        }
    }
}

/// What the compiler knows for `pickle`, where the text says nothing.
#[derive(Clone, Debug)]
pub enum Pickle<F> {
    /// The C attributes, sorted by name, and which of them are objects. `get`: `tuple (object self)`; `set`:
    /// `int (object self, object tuple)` with a tuple of that many items.
    Members { names: Vec<Name>, objects: Vec<bool>, get: F, set: F },
    /// Pickling raises TypeError with this message.
    Refused(String),
}

impl<F: Copy> Pickle<F> {
    pub fn map<G>(&self, func: impl Fn(F) -> G) -> Pickle<G> {
        match self {
            Pickle::Members { names, objects, get, set } => Pickle::Members {
                names: names.clone(),
                objects: objects.clone(),
                get: func(*get),
                set: func(*set),
            },
            Pickle::Refused(why) => Pickle::Refused(why.clone()),
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct ClassFlags {
    /// Not in the module's dict.
    pub internal: bool,
    /// The type object is a C variable, named by `[type T]`.
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
    /// `Py_TPFLAGS_SEQUENCE`
    Sequence,
    /// `Py_TPFLAGS_MAPPING`
    Mapping,
}

impl ClassFlags {
    /// As words, each after a blank.
    pub fn describe(&self, is_final: bool) -> String {
        let words = [
            (is_final, "final"),
            (self.internal, "internal"),
            (self.public, "public"),
            (self.api, "api"),
            (self.no_gc, "no_gc"),
            (self.no_gc_clear, "no_gc_clear"),
            (self.trashcan, "trashcan"),
            (self.no_version_tag, "no_version_tag"),
            (self.c_binops, "c_binops"),
            (self.total_ordering, "total_ordering"),
            (self.dataclass, "dataclass"),
        ];
        let mut text: String =
            words.iter().filter(|(on, _)| *on).flat_map(|(_, word)| [" ", word]).collect();
        if let Some(count) = self.freelist {
            text.push_str(&format!(" freelist {count}"));
        }
        if let Some(collection) = self.collection {
            text.push_str(&format!(" {collection:?}").to_lowercase());
        }
        text
    }
}

/// An extension type of another module, or of a C library, that this module uses.
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
