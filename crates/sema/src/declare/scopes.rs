//! The scopes of functions, and the Python names of the module.

use ast::{
    Expr, ExprKind, FunctionDef, Noneness, ParamDefault, ParamKind, Stmt, StmtKind, Visitor, walk,
};
use base::{IdVec, Name, Span};
use builtins::{Directive, Scopes};
use diag::declarations::ParameterIsGlobal;
use diag::directives::DirectiveScope;
use diag::functions::{
    ArgumentNotConvertible, ClosureInCpdef, NogilOnDef, NoneClauseType, NoneDefault, UfuncOf,
};
use types::Ty;

use super::binder::{Binder, Facts};
use super::pure_functions::default_is_none;
use crate::{
    Analysis, Binding, CDefault, CFuncId, Directives, Env, FunctionKind, FunctionScope,
    FunctionSource, LocalDecl, ParamDecl, ParamForm,
};

impl<'a> Analysis<'a> {
    /// The scope of the module's statements. It has no locals of its own.
    pub fn module_scope(&mut self) -> FunctionScope<'a> {
        let main = self.decls.main;
        let name = self.intern("<module>");
        let mut scope = self.empty_scope(FunctionKind::Module, name, FunctionSource::Module);
        scope.directives = self.decls.modules[main].directives.clone();
        scope
    }

    /// The scope of a Python class. What its body binds lives in the namespace, not in variables.
    pub fn class_scope(
        &mut self,
        def: &'a ast::ClassDef,
        module: crate::ModuleId,
        directives: &Directives,
        prefix: &str,
    ) -> FunctionScope<'a> {
        let source = FunctionSource::Class(def);
        let mut scope = self.empty_scope(FunctionKind::Class, def.name.name, source);
        scope.qualname = format!("{prefix}{}", self.text(def.name.name));
        scope.module = module;
        scope.span = def.name.span;
        scope.directives = directives.clone();
        let mut binder = Binder::new(self, module, directives.clone());
        binder.body(&def.body);
        let facts = binder.facts;
        let env = Env::module(module);
        self.complete(&mut scope, facts, &[], env);
        scope.locals = IdVec::new();
        scope.captured = Vec::new();
        scope
    }

    /// The scope of an extension type's body. Its C declarations have been handled already.
    pub(crate) fn ext_body_scope(
        &mut self,
        def: crate::ClassSource<'a>,
        directives: Directives,
    ) -> FunctionScope<'a> {
        let (name, source) = match def {
            crate::ClassSource::C(def) => {
                let name = def
                    .name
                    .parts
                    .last()
                    .copied()
                    .unwrap_or(ast::Ident { name: Name(0), span: def.name.span });
                (name, FunctionSource::CClass(def))
            }
            crate::ClassSource::Python(def) => (def.name, FunctionSource::Class(def)),
        };
        let main = self.decls.main;
        let mut scope = self.empty_scope(FunctionKind::Class, name.name, source);
        scope.span = name.span;
        scope.directives = directives.clone();
        let mut binder = Binder::new(self, main, directives);
        binder.at_module = true;
        binder.body(def.body());
        let facts = binder.facts;
        self.complete(&mut scope, facts, &[], Env::module(main));
        scope.locals = IdVec::new();
        scope.captured = Vec::new();
        scope
    }

    fn empty_scope(
        &mut self,
        kind: FunctionKind,
        name: Name,
        source: FunctionSource<'a>,
    ) -> FunctionScope<'a> {
        let qualname = self.cx.names[name].to_string();
        let subst = self.subst.clone();
        let module = self.decls.main;
        FunctionScope { subst, ..FunctionScope::new(kind, (name, qualname), source, module) }
    }

    /// The scope of a Python function. `outer` are the directives around it, `prefix` what stands before its name in
    /// `__qualname__` (empty, or with a dot at its end).
    pub fn def_scope(
        &mut self,
        def: &'a FunctionDef,
        env: Env<'_, 'a>,
        outer: &Directives,
        prefix: &str,
    ) -> FunctionScope<'a> {
        let decorated = self.decorated(&def.decorators, (env, outer), Scopes::FUNCTION, None);
        let mut scope =
            self.empty_scope(FunctionKind::Def, def.name.name, FunctionSource::Def(def));
        scope.qualname = format!("{prefix}{}", self.text(def.name.name));
        scope.module = env.module;
        scope.is_async = def.is_async;
        scope.span = def.name.span;
        for (at, name) in [(decorated.cfunc, "cfunc"), (decorated.ccall, "ccall")] {
            if let Some(at) = at {
                let (name, scope) = (name.into(), "this".into());
                self.report(DirectiveScope { at, name, scope });
            }
        }
        let guard = |dirs: &Directives| dirs.text(Directive::CCompileGuard).to_string();
        if guard(&decorated.directives) != guard(outer) {
            self.report(diag::directives::GuardOnDef { at: def.head() });
        }
        for (said, word) in [(decorated.nogil, "nogil"), (decorated.with_gil, "with gil")] {
            if said.is_some() {
                self.report(NogilOnDef { at: def.head(), word: word.into() });
            }
        }
        if decorated.ufunc.is_some() {
            self.report(UfuncOf { at: def.head(), what: "a Python function".into() });
        }
        scope.rest_decorators = decorated.rest;
        scope.critical_section = decorated.critical_section;
        scope.directives = decorated.directives;
        self.def_params(def, &decorated.locals, env, &mut scope);
        scope.ret = self.def_result(def, env, &scope.directives);
        let directives = scope.directives.clone();
        let mut binder = Binder::new(self, env.module, directives);
        binder.params = scope.params.iter().map(|param| param.name).collect();
        binder.body(&def.body);
        let facts = binder.facts;
        self.complete(&mut scope, facts, &decorated.locals, env);
        scope
    }

    /// What is checked when a Python function returns: types of objects, which C numbers (`float`, `bool`) are not.
    fn def_result(
        &mut self,
        def: &'a FunctionDef,
        env: Env<'_, 'a>,
        directives: &Directives,
    ) -> Option<Ty> {
        let returns = def.returns.as_ref()?;
        if !directives.is_on(Directive::AnnotationTyping) {
            return None;
        }
        let ty = self.annotated_result(returns, env)?;
        let object = self.cx.types.as_object(ty)?;
        (object.class != types::Class::Any).then_some(ty)
    }

    fn def_params(
        &mut self,
        def: &'a FunctionDef,
        locals: &[(ast::Ident, &'a Expr)],
        env: Env<'_, 'a>,
        scope: &mut FunctionScope<'a>,
    ) {
        let params = &def.params;
        let (slash, keyword) = (params.positional_only(), params.keyword_only_from());
        // C order: keyword-only parameters, then `*args`, then `**kwargs` after the positional ones.
        let mut ordered: Vec<(u8, ParamDecl<'a>, Ty)> = Vec::new();
        for (index, item) in params.items.iter().enumerate() {
            let Some(ident) = item.ident() else { continue };
            let (rank, form) = match item.kind {
                ParamKind::Star => (2, ParamForm::Star),
                ParamKind::DoubleStar => (3, ParamForm::StarStar),
                ParamKind::Normal if index < slash => (0, ParamForm::PositionalOnly),
                ParamKind::Normal if index < keyword => (0, ParamForm::Positional),
                ParamKind::Normal => (1, ParamForm::KeywordOnly),
            };
            if ordered.iter().any(|(_, other, _)| other.name == ident.name) {
                continue;
            }
            let declared = match form {
                ParamForm::Star | ParamForm::StarStar => None,
                _ => self.def_param_type(item, locals, &scope.directives, env),
            };
            let ty = match form {
                ParamForm::Star => Ty::TUPLE,
                ParamForm::StarStar => Ty::DICT,
                _ => declared.unwrap_or(Ty::OBJECT),
            };
            let allows_none = self.has_none(ty) && !self.is_certain_view(item, ty, env);
            let default = match &item.default {
                Some(ParamDefault::Value(value)) => Some(value),
                _ => None,
            };
            let decl = ParamDecl {
                local: tir::LocalId(0),
                name: ident.name,
                form,
                declared,
                allows_none: allows_none && item.noneness != Noneness::NotNone,
                default,
                annotation: item.annotation.as_ref(),
                span: item.span,
            };
            ordered.push((rank, decl, ty));
        }
        ordered.sort_by_key(|(rank, ..)| *rank);
        for (_, mut decl, ty) in ordered {
            decl.local = push_local(scope, decl.name, Some(ty), true, decl.span);
            scope.params.push(decl);
        }
    }

    /// The type that the text gives a parameter of a `def`.
    fn def_param_type(
        &mut self,
        item: &'a ast::Param,
        locals: &[(ast::Ident, &'a Expr)],
        directives: &Directives,
        env: Env<'_, 'a>,
    ) -> Option<Ty> {
        let name = item.ident().map(|ident| ident.name);
        let written =
            if let Some((_, expr)) = locals.iter().find(|(ident, _)| Some(ident.name) == name) {
                Some(self.pure_variable_type(expr, env))
            } else if let ast::ParamDecl::Typed { ty, declarator } = &item.decl {
                let base = self.resolve_type(ty, env);
                Some(self.declared_type(base, declarator, env))
            } else if let Some(annotation) = &item.annotation
                && directives.is_on(Directive::AnnotationTyping)
            {
                self.annotated_argument(annotation, default_is_none(item), env)
            } else {
                None
            };
        let ty = written.map(|ty| self.as_parameter(ty));
        if item.noneness != Noneness::Unsaid {
            let object = ty.is_none_or(|ty| {
                self.cx.types.is_object(ty)
                    || matches!(self.cx.types.get(ty), types::Type::MemView(_) | types::Type::Error)
            });
            if !object {
                self.report(NoneClauseType { at: item.span });
            }
            if item.noneness == Noneness::NotNone && default_is_none(item) {
                self.report(NoneDefault { at: item.span });
            }
        }
        let ty = ty?;
        if !self.converts_from_object(ty) && !self.is_py_buffer_pointer(ty) {
            let ty = self.cx.types.describe(ty, self.cx.names);
            self.report(ArgumentNotConvertible { at: item.span, ty });
            return Some(Ty::ERROR);
        }
        if let Some(what) = self.unsupported_in(ty)
            && ty != Ty::ERROR
        {
            return Some(self.refuse(what, item.span, env));
        }
        let strict = item.noneness == Noneness::NotNone
            || (!directives.is_on(Directive::AllowNoneForExtensionArgs)
                && item.noneness == Noneness::Unsaid
                && !default_is_none(item));
        Some(if strict { self.cx.types.with_none(ty, false) } else { ty })
    }

    /// Annotations of memoryviews mean that, and not None as well.
    fn is_certain_view(&mut self, item: &'a ast::Param, ty: Ty, env: Env<'_, 'a>) -> bool {
        let Some(annotation) = &item.annotation else { return false };
        self.cx.types.as_view(ty).is_some()
            && !default_is_none(item)
            && self.annotation_type(annotation, env).is_some_and(|found| !found.optional)
    }

    /// Whether None is among the values of the type.
    fn has_none(&self, ty: Ty) -> bool {
        let object = self.cx.types.as_object(ty);
        object.is_some_and(|object| object.class == types::Class::Any || object.none)
            || self.cx.types.as_view(ty).is_some()
    }

    /// The scope of a C function with a body.
    pub(crate) fn c_function_scope(
        &mut self,
        id: CFuncId,
        function: tir::FuncId,
        source: FunctionSource<'a>,
    ) -> FunctionScope<'a> {
        let subst = self.decls.cfuncs[id].subst.clone();
        self.with_subst(&subst, |an| an.specialised_scope(id, function, source))
    }

    fn specialised_scope(
        &mut self,
        id: CFuncId,
        function: tir::FuncId,
        source: FunctionSource<'a>,
    ) -> FunctionScope<'a> {
        let func = self.decls.cfuncs[id].clone();
        let kind = if func.cpdef { FunctionKind::Cpdef } else { FunctionKind::Cdef };
        let mut scope = self.empty_scope(kind, func.name, source);
        scope.id = Some(function);
        scope.cfunc = Some(id);
        scope.class = func.class;
        scope.qualname = self.qualified_name(func.class, func.name);
        scope.module = func.module;
        scope.directives = func.directives.clone();
        scope.ret = Some(func.signature.ret);
        scope.nogil = func.signature.nogil;
        scope.with_gil = func.signature.with_gil;
        scope.span = func.span;
        let missing = self.intern("");
        for param in &func.params {
            let name = param.name.unwrap_or(missing);
            let local = push_local(&mut scope, name, Some(param.ty), true, param.span);
            let default = match param.default {
                Some(CDefault::Value(value)) => Some(value),
                Some(CDefault::Elsewhere) | None => None,
            };
            let allows_none = !param.not_none && self.has_none(param.ty);
            scope.params.push(ParamDecl {
                local,
                name,
                form: ParamForm::Positional,
                declared: Some(param.ty),
                allows_none,
                default,
                annotation: None,
                span: param.span,
            });
        }
        let env = Env::module(func.module);
        let mut binder = Binder::new(self, func.module, func.directives.clone());
        binder.params = scope.params.iter().map(|param| param.name).collect();
        binder.body(source.body());
        let facts = binder.facts;
        if kind == FunctionKind::Cpdef && facts.inner_function.is_some() {
            self.report(ClosureInCpdef { at: func.span });
        }
        self.complete(&mut scope, facts, &func.locals, env);
        scope
    }

    /// Adds what the body says about names to the parameters.
    fn complete(
        &mut self,
        scope: &mut FunctionScope<'a>,
        facts: Facts,
        locals: &[(ast::Ident, &'a Expr)],
        env: Env<'_, 'a>,
    ) {
        scope.yields = facts.yields;
        let params = scope.params.iter().filter_map(|param| param.declared);
        let template = !super::fused::mentioned_in(self.cx.types, params).is_empty();
        for ident in &facts.globals {
            scope.names.insert(ident.name, Binding::Global);
        }
        for ident in &facts.nonlocals {
            scope.names.insert(ident.name, Binding::Nonlocal);
        }
        for (name, path) in &facts.cython {
            let path = self.intern(path);
            scope.names.entry(*name).or_insert(Binding::Cython(path));
        }
        for &(name, span) in &facts.bound {
            let declared = facts.declared.get(&name).copied();
            match scope.names.get(&name) {
                Some(Binding::Local(_)) => {
                    if let Some((_, at)) = declared
                        && facts.is_cdef(name)
                    {
                        let name = self.text(name).to_string();
                        self.report(ParameterIsGlobal { at, name });
                    }
                    continue;
                }
                Some(Binding::Global | Binding::Nonlocal | Binding::Cython(_)) => continue,
                None => {}
            }
            let by_decorator = locals.iter().find(|(ident, _)| ident.name == name);
            let ty = match (declared, by_decorator) {
                (Some((ty, _)), _) => Some(ty),
                (None, Some((_, expr))) => Some(self.pure_variable_type(expr, env)),
                (None, None) => None,
            };
            // Of a template that is not specialised yet nothing is decided.
            let ty = ty.map(|ty| if template { ty } else { self.not_fused(ty, span) });
            let ty = ty.map(|ty| match self.unsupported_in(ty) {
                Some(what) if ty != Ty::ERROR => self.refuse(what, span, env),
                _ => ty,
            });
            push_local(scope, name, ty, false, declared.map_or(span, |(_, span)| span));
        }
        for local in scope.locals.iter_mut() {
            local.address_taken = facts.address_taken.contains(&local.name);
            local.captured = facts.inner_free.contains(&local.name);
        }
        scope.captured =
            scope.locals.iter().filter(|local| local.captured).map(|local| local.name).collect();
    }

    /// The type in `cython.declare`, `cython.locals` and the like.
    pub(crate) fn pure_variable_type(&mut self, expr: &Expr, env: Env<'_, 'a>) -> Ty {
        if let Some(ty) = self.type_of_expr(expr, env) {
            return ty;
        }
        if let Some(path) = self.cython_path(expr, env) {
            return self.cython_type(path, expr.span);
        }
        match self.annotation_as_type(expr, env) {
            Some(ty) => ty,
            None if matches!(expr.kind, ExprKind::Name(_)) => {
                // A Python class types nothing.
                let ExprKind::Name(name) = expr.kind else { return Ty::OBJECT };
                if self.lookup(env.module, name).is_some() {
                    Ty::OBJECT
                } else {
                    self.not_a_type(expr)
                }
            }
            None => self.not_a_type(expr),
        }
    }

    /// Makes the scopes of the module's functions for what they report; a module with errors is not checked further.
    pub(crate) fn report_scopes(&mut self) {
        let main = self.decls.main;
        let directives = self.decls.modules[main].directives.clone();
        for stmt in self.decls.body.clone() {
            let StmtKind::FunctionDef(def) = &stmt.kind else { continue };
            let python = self.symbol(main, def.name.name);
            if python.is_some_and(|symbol| matches!(symbol.kind, crate::SymbolKind::PyGlobal)) {
                self.def_scope(def, Env::module(main), &directives, "");
            }
        }
    }

    /// The parameters and known locals, for the function of the typed tree.
    pub(crate) fn fill_function(&mut self, scope: &FunctionScope<'a>) {
        let Some(id) = scope.id else { return };
        let params = scope
            .params
            .iter()
            .map(|param| tir::Param {
                local: param.local,
                name: param.name,
                kind: param.form.into(),
                has_default: param.default.is_some(),
            })
            .collect();
        let function = &mut self.decls.tir.functions[id];
        function.params = params;
        function.doc = super::docstring(scope.source.body());
    }

    /// The names that the module's own statements bind, and those that functions declare `global`.
    pub(crate) fn declare_python_names(&mut self) {
        let main = self.decls.main;
        let directives = self.decls.modules[main].directives.clone();
        let body = self.decls.body.clone();
        let mut binder = Binder::new(self, main, directives);
        binder.at_module = true;
        for &stmt in &body {
            binder.visit_stmt(stmt);
        }
        let facts = binder.facts;
        self.decls.modules[main].star_import |= facts.star_import;
        let mut globals = Globals::default();
        body.iter().for_each(|stmt| globals.visit_stmt(stmt));
        let declared = globals.names.into_iter().map(|ident| (ident.name, ident.span));
        for (name, span) in facts.bound.into_iter().chain(declared) {
            self.bind_py(name, span, main);
        }
    }
}

/// Finds `global` in all functions.
#[derive(Default)]
struct Globals {
    names: Vec<ast::Ident>,
}

impl Visitor for Globals {
    fn visit_stmt(&mut self, stmt: &Stmt) {
        if let StmtKind::Global(names) = &stmt.kind {
            self.names.extend(names);
        }
        walk::walk_stmt(self, stmt);
    }
}

fn push_local(
    scope: &mut FunctionScope<'_>,
    name: Name,
    declared: Option<Ty>,
    is_param: bool,
    span: Span,
) -> tir::LocalId {
    let local = scope.locals.push(LocalDecl {
        name,
        declared,
        is_param,
        address_taken: false,
        captured: false,
        span,
    });
    scope.names.insert(name, Binding::Local(local));
    local
}

impl From<ParamForm> for tir::ParamKind {
    fn from(form: ParamForm) -> Self {
        match form {
            ParamForm::PositionalOnly => tir::ParamKind::PositionalOnly,
            ParamForm::Positional => tir::ParamKind::Positional,
            ParamForm::KeywordOnly => tir::ParamKind::KeywordOnly,
            ParamForm::Star => tir::ParamKind::Star,
            ParamForm::StarStar => tir::ParamKind::StarStar,
        }
    }
}

/// The suites of a statement that belong to the same scope.
pub(crate) fn inner_suites(stmt: &Stmt) -> Vec<&[Stmt]> {
    match &stmt.kind {
        StmtKind::If { branches, orelse } => {
            branches.iter().map(|branch| &branch.body[..]).chain([&orelse[..]]).collect()
        }
        StmtKind::While { body, orelse, .. } | StmtKind::For { body, orelse, .. } => {
            vec![body, orelse]
        }
        StmtKind::Try { body, handlers, orelse, finally } => {
            let handlers = handlers.iter().map(|handler| &handler.body[..]);
            [&body[..]].into_iter().chain(handlers).chain([&orelse[..], &finally[..]]).collect()
        }
        StmtKind::With { body, .. } => vec![body],
        StmtKind::Match { cases, .. } => cases.iter().map(|case| &case.body[..]).collect(),
        _ => Vec::new(),
    }
}
