//! C variables of modules.

use ast::{CVarDecl, Declarator, DeclaratorKind, InitDeclarator, ModifierKind, Stmt};
use base::{Name, Span};
use builtins::Directive;
use diag::declarations::{
    CpdefVariable, ExternNoInit, ExternObject, IncompleteType, ModifierPlace, MultipleDeclarators,
    NotDefined, PxdInitialiser, ReferenceVariable, VoidVariable,
};
use tir::Global;
use types::{Ty, Type};

use super::Place;
use crate::{Analysis, ModuleId, Symbol, SymbolKind, Visibility};

impl<'a> Analysis<'a> {
    /// Variables and functions without bodies.
    pub(crate) fn declare_cvar(&mut self, decl: &'a CVarDecl, stmt: &Stmt, place: Place<'a>) {
        let place = place.with_modifiers(&decl.modifiers, decl.keyword);
        self.check_declaration_decorators(&decl.decorators, place);
        if let Some(ast::CType { base: ast::CBase::Subscript(base, _), span, .. }) = &decl.ty
            && let ast::CBase::Name(ident) = **base
            && let Some(typing) = self.decls.modules[place.module].typing.get(&ident.name)
            && matches!(&self.cx.names[*typing], "ClassVar" | "InitVar")
        {
            let what = self.text(ident.name).to_string();
            self.report(ModifierPlace { at: *span, what });
        }
        let plain = decl.declarators.iter().any(|item| !item.declarator.declares_function());
        let base = match &decl.ty {
            Some(ty) if plain && self.refuse_buffer(ty, place.env()) => Ty::ERROR,
            Some(ty) if plain => self.resolve_type(ty, place.env()),
            _ => Ty::OBJECT,
        };
        self.check_declarators(&decl.declarators, place);
        if plain && place.cpdef && !place.external {
            self.report(CpdefVariable { at: stmt.span });
        }
        let modifier = decl.modifiers.items.iter().find(|modifier| {
            matches!(modifier.kind, ModifierKind::Readonly | ModifierKind::Private)
        });
        if let (Some(modifier), true) = (modifier, plain) {
            let what = self.cx.sources.snippet(modifier.span).to_string();
            self.report(ModifierPlace { at: modifier.span, what });
        }
        for item in &decl.declarators {
            if item.declarator.declares_function() {
                self.declare_function_head(decl, &item.declarator, place);
            } else {
                self.declare_variable(base, item, stmt, place);
            }
        }
    }

    pub(crate) fn check_declarators(&mut self, items: &[InitDeclarator], place: Place<'a>) {
        let directives = &self.decls.modules[place.module].directives;
        if items.len() < 2 || !directives.is_on(Directive::WarnMultipleDeclarators) || place.pxd {
            return;
        }
        let is_pointer =
            |item: &&InitDeclarator| matches!(item.declarator.kind, DeclaratorKind::Pointer(..));
        if let Some(pointer) = items.iter().find(is_pointer)
            && !items.iter().all(|item| is_pointer(&item))
        {
            let at = pointer.declarator.span;
            self.report(MultipleDeclarators { at });
        }
    }

    fn declare_variable(
        &mut self,
        base: Ty,
        item: &'a InitDeclarator,
        stmt: &Stmt,
        place: Place<'a>,
    ) {
        let Some(name) = item.declarator.name() else { return };
        let ident = name.ident;
        let ty = self.declared_type(base, &item.declarator, place.env());
        let ty = self.variable_type(ty, &item.declarator, stmt.span, place.external);
        let ty = self.not_fused(ty, ident.span);
        let ty = match self.unsupported_in(ty) {
            Some(what) if place.module == self.decls.main => {
                self.refuse(what, ident.span, place.env())
            }
            _ => ty,
        };
        if place.external && self.cx.types.is_object(ty) {
            self.report(ExternObject { at: ident.span });
        }
        if item.init.is_some() {
            if place.external {
                self.report(ExternNoInit { at: item.span, what: "an extern variable".into() });
            } else if place.pxd {
                self.report(PxdInitialiser { at: item.span });
            }
        }
        let known = self.symbol(place.module, ident.name);
        if let Some(Symbol { kind: SymbolKind::CGlobal(_), ty: before, module, .. }) = known
            && place.module == self.decls.main
            && *module == place.module
            && (self.cx.types.resolve(*before) == self.cx.types.resolve(ty) || place.pxd)
            && self.declared_in_pxd(ident.name)
        {
            return;
        }
        // Of several declarations in a definition file, the first counts.
        if let Some(Symbol {
            kind: SymbolKind::ImportedGlobal | SymbolKind::Type(_), module, ..
        }) = known
            && *module == place.module
            && place.pxd
            && !place.external
        {
            return;
        }
        let kind = if place.external {
            let cname = match &name.cname {
                Some(cname) => cname.text,
                None => self.in_namespace(ident.name, place),
            };
            SymbolKind::ExternVar { cname, declared: place.header }
        } else if place.module == self.decls.main {
            let public = place.visibility == Visibility::Public;
            let cname = match &name.cname {
                Some(cname) => cname.text,
                None if public => ident.name,
                None => self.value_cname("pyx_v_", place.module, ident.name),
            };
            self.own_global(ident, cname, ty, public)
        } else {
            SymbolKind::ImportedGlobal
        };
        let visibility = if place.external { Visibility::Extern } else { place.visibility };
        self.bind_variable(ident, kind, ty, (visibility, place.module));
        if place.pxd && place.module == self.decls.main {
            self.decls.pxd_names.push(ident.name);
        }
        if place.api && place.module == self.decls.main {
            self.decls.api_names.push(ident.name);
        }
    }

    fn declared_in_pxd(&self, name: base::Name) -> bool {
        self.decls.pxd_names.contains(&name)
    }

    /// The type of a variable, unless there can be none of it.
    pub(crate) fn variable_type(
        &mut self,
        ty: Ty,
        declarator: &Declarator,
        at: Span,
        external: bool,
    ) -> Ty {
        let at = if declarator.span.is_empty() { at } else { declarator.span };
        if !external && matches!(declarator.kind, DeclaratorKind::Reference { .. }) {
            self.report(ReferenceVariable { at });
            return Ty::ERROR;
        }
        match self.cx.types.resolved(ty) {
            Type::Void => {
                self.report(VoidVariable { at, what: "a variable".into() });
                Ty::ERROR
            }
            Type::Func(_) if !external => {
                let name = declarator.name().map(|name| self.text(name.ident.name).to_string());
                self.report(NotDefined { at, name: name.unwrap_or_default() });
                Ty::ERROR
            }
            Type::Array(_, None) if !external => {
                let ty = self.cx.types.describe(ty, self.cx.names);
                self.report(IncompleteType { at, ty, what: "this variable".into() });
                Ty::ERROR
            }
            Type::Struct(_) if !external && self.is_unknown_struct(ty) => {
                let ty = self.cx.types.describe(ty, self.cx.names);
                self.report(IncompleteType { at, ty, what: "this variable".into() });
                Ty::ERROR
            }
            _ => ty,
        }
    }

    /// `x = cython.declare(cython.int)` at module level makes a C variable.
    pub(crate) fn declare_pure_global(&mut self, ident: ast::Ident, ty: Ty, place: Place<'a>) {
        if self.lookup(place.module, ident.name).is_some() {
            return;
        }
        let kind = if place.module == self.decls.main {
            let cname = self.value_cname("pyx_v_", place.module, ident.name);
            self.own_global(ident, cname, ty, false)
        } else {
            SymbolKind::ImportedGlobal
        };
        self.bind_variable(ident, kind, ty, (Visibility::Private, place.module));
    }

    fn own_global(&mut self, ident: ast::Ident, cname: Name, ty: Ty, public: bool) -> SymbolKind {
        let cname = self.cx.names[cname].to_string();
        let global = Global { name: ident.name, cname, ty, public, span: ident.span };
        SymbolKind::CGlobal(self.decls.tir.globals.push(global))
    }

    fn bind_variable(
        &mut self,
        ident: ast::Ident,
        kind: SymbolKind,
        ty: Ty,
        (visibility, module): (Visibility, ModuleId),
    ) {
        let (name, span) = (ident.name, ident.span);
        self.bind(Symbol { name, kind, ty, span, visibility, module }, module);
    }
}
