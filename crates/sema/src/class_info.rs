//! What is declared of extension types, beside their layout in [`types::ClassDef`].

use base::{Name, Span};
use tir::SlotRef;
use types::{CheckSize, ClassId, Ty};

use crate::{Analysis, CFuncId, Directives, ModuleId, Visibility};

/// An extension type: `cdef class`, `@cython.cclass`, or one that a definition file declares.
#[derive(Clone, Debug)]
pub struct ClassInfo<'a> {
    pub id: ClassId,
    pub name: Name,
    /// The module whose source declares it.
    pub module: ModuleId,
    /// An instance as a variable holds it: None is possible.
    pub ty: Ty,
    /// An instance that is certain: `self`.
    pub self_ty: Ty,
    pub attributes: Vec<Attribute>,
    /// Private C attributes of a data class: arguments and parts of instances, but no fields that the library tells of.
    pub hidden_fields: Vec<Name>,
    /// Its own C methods, overriding ones included.
    pub methods: Vec<Method>,
    /// C functions that stand for attributes of an extern type: `@property cdef inline T name(self)`.
    pub c_properties: Vec<CProperty>,
    /// The bases after the first, which are Python classes.
    pub other_bases: Vec<&'a ast::Expr>,
    /// The definition, in the source of the compiled module.
    pub source: Option<ClassSource<'a>>,
    /// Its declaration with members in the definition file, which is its definition where the source has none.
    pub declaration: Option<ClassSource<'a>>,
    /// A definition file declares its members: the implementation adds none.
    pub in_pxd: bool,
    /// A declaration with members has been seen; of a forward declaration nothing but the name is known.
    pub complete: bool,
    /// A C header has its struct.
    pub external: bool,
    pub directives: Directives,
    /// Decorators that are no directives.
    pub decorators: Vec<&'a ast::Decorator>,
    pub dataclass: Option<&'a ast::Decorator>,
    pub flags: types::ClassFlags,
    pub check_size: CheckSize,
    /// The definition file names it.
    pub forward_in_pxd: Option<Span>,
    /// What its type object is made from is only known when the statement is executed.
    pub late: bool,
    pub span: Span,
}

/// A C attribute as Python sees it; its place in the struct is a [`types::Field`].
#[derive(Clone, Debug)]
pub struct Attribute {
    pub name: Name,
    pub ty: Ty,
    pub visibility: Visibility,
    pub doc: Option<tir::Const>,
    pub span: Span,
}

#[derive(Clone, Copy, Debug)]
pub struct Method {
    pub name: Name,
    pub func: CFuncId,
    /// Where calls find it; nothing for static and final methods, which are called directly.
    pub slot: Option<SlotRef>,
    pub is_static: bool,
    pub is_final: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct CProperty {
    pub name: Name,
    pub get: Option<CFuncId>,
    pub set: Option<CFuncId>,
}

/// The definition in the tree.
#[derive(Clone, Copy, Debug)]
pub enum ClassSource<'a> {
    C(&'a ast::CClassDef),
    /// `@cython.cclass`
    Python(&'a ast::ClassDef),
}

impl<'a> ClassSource<'a> {
    pub fn body(self) -> &'a [ast::Stmt] {
        match self {
            ClassSource::C(def) => def.body.as_deref().unwrap_or_default(),
            ClassSource::Python(def) => &def.body,
        }
    }

    pub fn args(self) -> &'a [ast::Arg] {
        match self {
            ClassSource::C(def) => &def.args,
            ClassSource::Python(def) => &def.args,
        }
    }

    pub fn decorators(self) -> &'a [ast::Decorator] {
        match self {
            ClassSource::C(def) => &def.decorators,
            ClassSource::Python(def) => &def.decorators,
        }
    }

    /// The same node, not an equal one.
    pub fn is(self, other: ClassSource<'_>) -> bool {
        match (self, other) {
            (ClassSource::C(a), ClassSource::C(b)) => std::ptr::eq(a, b),
            (ClassSource::Python(a), ClassSource::Python(b)) => std::ptr::eq(a, b),
            (ClassSource::C(_), ClassSource::Python(_))
            | (ClassSource::Python(_), ClassSource::C(_)) => false,
        }
    }
}

impl<'a> Analysis<'a> {
    pub fn class(&self, id: ClassId) -> Option<&ClassInfo<'a>> {
        self.decls.classes.get(&id)
    }

    /// A C method by its name, of the class or the nearest base that has one.
    pub fn class_method(&self, class: ClassId, name: Name) -> Option<(ClassId, Method)> {
        self.cx.types.class_chain(class).find_map(|(id, _)| {
            let info = self.decls.classes.get(&id)?;
            info.methods.iter().find(|method| method.name == name).map(|method| (id, *method))
        })
    }

    /// The class or the first of its bases that is of another module: whose vtable has what the class inherits.
    pub fn nearest_outside(&self, class: ClassId) -> ClassId {
        let mut chain = self.cx.types.class_chain(class).map(|(id, _)| id);
        chain.find(|&id| !self.defines_class(id)).unwrap_or(class)
    }

    pub fn class_property(&self, class: ClassId, name: Name) -> Option<CProperty> {
        self.cx.types.class_chain(class).find_map(|(id, _)| {
            let info = self.decls.classes.get(&id)?;
            info.c_properties.iter().find(|property| property.name == name).copied()
        })
    }

    /// Whether a class statement defines an extension type.
    pub fn is_extension_type(&self, def: &ast::ClassDef) -> bool {
        let source = ClassSource::Python(def);
        self.decls.classes.values().any(|info| info.source.is_some_and(|known| known.is(source)))
    }

    /// Whether the class is defined in the module that is compiled.
    pub fn defines_class(&self, class: ClassId) -> bool {
        self.class(class).is_some_and(|info| info.source.is_some())
    }
}
