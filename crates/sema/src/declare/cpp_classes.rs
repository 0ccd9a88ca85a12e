//! C++ classes, as far as declarations alone show what is wrong: names, constructors and the GIL.

use std::collections::HashMap;

use ast::{CBase, CppClass as Node, Declarator, DeclaratorKind, StmtKind};
use base::{Name, Span};
use diag::declarations::{CppInC, IgnoredDefinition};
use diag::functions::ConstructorNeedsGil;
use types::{StructDef, StructId, Ty, Type};

use super::Place;
use super::contracts::Role;
use crate::{Analysis, CParam};

/// What is known of a C++ class.
#[derive(Clone, Debug, Default)]
pub(crate) struct CppClass<'a> {
    /// The parameters of each.
    pub constructors: Vec<Vec<CParam<'a>>>,
    bases: Vec<Name>,
    /// `__init__`, which Cython code defines: where, and whether it needs the GIL.
    init: Option<(Span, bool)>,
    defined: bool,
}

pub(crate) type CppClasses<'a> = HashMap<StructId, CppClass<'a>>;

impl<'a> Analysis<'a> {
    pub(crate) fn cpp_class(&self, ty: Ty) -> Option<(StructId, &CppClass<'a>)> {
        match self.cx.types.resolved(ty) {
            Type::Struct(id) => self.decls.cpp_classes.get_key_value(id).map(|(id, it)| (*id, it)),
            _ => None,
        }
    }

    pub(crate) fn forward_cpp_class(&mut self, def: &'a Node, place: Place<'a>) {
        if !def.templates.is_empty() {
            return self.bind_unsupported(def.name, "C++ templates", place);
        }
        let known = self.symbol(place.module, def.name.name).map(|symbol| symbol.ty);
        if known.is_some_and(|ty| self.cpp_class(ty).is_some()) {
            return;
        }
        let name = def.name.name;
        let cname = def.cname.as_ref().map_or(name, |cname| cname.text);
        let id = self.cx.types.structs.push(StructDef::of_header(name, cname, None, def.name.span));
        self.decls.cpp_classes.insert(id, CppClass::default());
        let ty = self.cx.types.intern(Type::Struct(id));
        self.bind_type(def.name, ty, place);
    }

    pub(crate) fn declare_cpp_class(&mut self, def: &'a Node, at: Span, place: Place<'a>) {
        let main = place.module == self.decls.main;
        if main && !self.cx.options.cplus {
            self.report(CppInC { at: def.name.span });
        }
        if main && !place.external {
            self.refuse("C++ classes", at, place.env());
        }
        let Some(ty) = self.symbol(place.module, def.name.name).map(|symbol| symbol.ty) else {
            return;
        };
        let Some((id, known)) = self.cpp_class(ty) else { return };
        let Some(body) = &def.body else { return };
        if known.defined {
            let name = self.text(def.name.name).to_string();
            return self.report(IgnoredDefinition { at: def.name.span, name });
        }
        let bases = def.bases.iter().filter_map(|base| match &base.base {
            CBase::Name(ident) => Some(ident.name),
            _ => None,
        });
        let mut class = CppClass { bases: bases.collect(), defined: true, ..CppClass::default() };
        for stmt in body {
            match &stmt.kind {
                StmtKind::CVar(decl) if decl.ty.is_none() => {
                    for item in &decl.declarators {
                        self.constructor(&item.declarator, def, place, &mut class);
                    }
                }
                StmtKind::CFunc(func) => {
                    self.constructor(&func.declarator, def, place, &mut class);
                }
                _ => {}
            }
        }
        self.check_constructor_gil(&class, place);
        self.decls.cpp_classes.insert(id, class);
    }

    fn constructor(
        &mut self,
        declarator: &'a Declarator,
        def: &Node,
        place: Place<'a>,
        class: &mut CppClass<'a>,
    ) {
        let DeclaratorKind::Function { inner, params, tail } = &declarator.kind else { return };
        let Some(name) = inner.name().map(|name| name.ident) else { return };
        if &self.cx.names[name.name] == "__init__" {
            let nogil = tail.nogil.or(def.gil.nogil).or(place.nogil).is_some();
            class.init = Some((name.span, !nogil));
        } else if name.name == def.name.name {
            let params = self.c_params(params, Role::Extern, place.env());
            class.constructors.push(params);
        }
    }

    /// A constructor runs those of its bases.
    fn check_constructor_gil(&mut self, class: &CppClass<'a>, place: Place<'a>) {
        let Some((at, false)) = class.init else { return };
        let needs = class.bases.iter().find_map(|&base| {
            let ty = self.symbol(place.module, base)?.ty;
            self.cpp_class(ty)?.1.init.filter(|(_, needs)| *needs)
        });
        if let Some((base, _)) = needs {
            self.report(ConstructorNeedsGil { at, base });
        }
    }

    /// The type of a C++ class, after saying that values of it cannot be used yet.
    pub(crate) fn noting_cpp(&mut self, ty: Ty, at: Span, env: crate::Env<'_, 'a>) -> Ty {
        if self.cpp_class(ty).is_some() {
            self.refuse("C++ classes", at, env);
        }
        ty
    }
}
