//! Function definitions: the typed function, its wrapper, and the statement that makes the function object.

use std::collections::HashSet;
use std::rc::Rc;

use ast::{Decorator, FunctionDef};
use base::{Name, Span};
use tir::{Expr, ExprKind, FuncId, FuncKind, LocalId, MakeFunction, Param, ParamKind, Stmt};
use types::{Except, Ty, Type};

use super::Checker;
use super::build::eval;
use super::classes::PrivateNames;
use super::closures::Visible;
use super::names::Found;
use crate::{Analysis, Env, FunctionKind, FunctionScope, FunctionSource, ParamForm};

/// The defaults of positional parameters, and of keyword-only ones.
pub(crate) type Defaults = (Vec<Expr>, Vec<(Name, Expr)>);

impl<'a> Checker<'_, 'a> {
    pub fn function_def(&mut self, def: &'a FunctionDef, span: Span) -> Vec<Stmt> {
        if let Some(stmts) = self.export_template(FunctionSource::Def(def), def.name, span) {
            return stmts;
        }
        if let Some(id) = self.c_function_of(def) {
            let mut out = self.defaults_of(id);
            out.extend(self.export_cpdef(id, def.name.name, def.name.span));
            return out;
        }
        if self.is_refused_c_function(def) {
            return Vec::new();
        }
        if let Some(class) = self.ext_body() {
            return self.ext_method(class, def, span);
        }
        let dirs = self.dirs.clone();
        let prefix = self.qualname_prefix_of(def.name.name);
        let mut scope = self.with_env(|an, env| {
            let env = match env.function {
                Some(function)
                    if matches!(function.kind, FunctionKind::Module | FunctionKind::Class) =>
                {
                    Env::module(env.module)
                }
                _ => env,
            };
            an.def_scope(def, env, &dirs, &prefix)
        });
        scope.around = self.class_around();
        if self.is_nested_fused(def) || self.is_fused_scope(&scope) {
            return self.fused_def(def, scope, span);
        }
        self.python_function(def, scope, span)
    }

    /// Makes the function object of a scope and gives it to its name.
    pub fn python_function(
        &mut self,
        def: &'a FunctionDef,
        scope: FunctionScope<'a>,
        span: Span,
    ) -> Vec<Stmt> {
        let decorators = scope.rest_decorators.clone();
        let scope = Rc::new(scope);
        let mut out = Vec::new();
        let callables = self.decorators(&decorators, &mut out);
        let mut defaults = self.default_values(&scope);
        if !def.type_params.is_empty() {
            let values = defaults.0.iter_mut().chain(defaults.1.iter_mut().map(|(_, value)| value));
            for value in values {
                let given = std::mem::replace(value, self.null_object(span));
                *value = self.store_temp(given, &mut out);
            }
        }
        let type_params = self.open_type_params(&def.type_params, &mut out);
        let annotations = self.annotations(def);
        let made = self.make_function(&scope, defaults, annotations, def.name.span);
        let made = self.note_type_params(made, type_params);
        let made = self.store_type_scope(made, &def.type_params, &mut out);
        let made = self.bound_or_builtin(made, &scope);
        let made = self.decorate(made, callables, span);
        match self.find(def.name.name) {
            // Python's function stands beside the C function of a header.
            Found::Symbol(symbol) if self.an.is_extern_function(symbol) => {
                self.assign_global(def.name, made, &mut out);
            }
            _ => self.assign_name(def.name, made, &mut out),
        }
        out
    }

    /// The C function that declaring made of a `def` with decorators of the `cython` module.
    fn c_function_of(&self, def: &FunctionDef) -> Option<FuncId> {
        self.an.decls.cdef_scopes.iter().find_map(|scope| match scope.source {
            FunctionSource::Def(other) if std::ptr::eq(other, def) => scope.id,
            _ => None,
        })
    }

    /// A C function by decorators that is wrong or not supported, which has been said.
    fn is_refused_c_function(&self, def: &FunctionDef) -> bool {
        self.an.decls.cfuncs.iter().any(|func| {
            func.unsupported.is_some()
                && matches!(func.source, Some(FunctionSource::Def(other)) if std::ptr::eq(other, def))
        })
    }

    /// Decorators are evaluated before the function is made, and called from the last to the first.
    pub fn decorators(&mut self, decorators: &[&'a Decorator], out: &mut Vec<Stmt>) -> Vec<Expr> {
        decorators
            .iter()
            .map(|decorator| {
                let callable = self.object(&decorator.expr);
                self.store_temp(callable, out)
            })
            .collect()
    }

    pub fn decorate(&mut self, made: Expr, callables: Vec<Expr>, span: Span) -> Expr {
        callables.into_iter().rev().fold(made, |made, callable| {
            let func = Box::new(callable);
            let call = ExprKind::Call { func, args: vec![made], keywords: Vec::new() };
            Expr::new(call, Ty::OBJECT, span)
        })
    }

    /// Checks the function and makes its object, with its defaults evaluated here.
    pub fn make_function(
        &mut self,
        scope: &Rc<FunctionScope<'a>>,
        (defaults, kw_defaults): Defaults,
        annotations: Vec<(Name, Expr)>,
        span: Span,
    ) -> Expr {
        let (func, free) = match self.dry {
            true => (FuncId(0), Vec::new()),
            false => {
                let visible = self.visible_inside();
                check_def(self.an, scope.clone(), visible, self.private.clone())
            }
        };
        let closure = self.cells_for(&free, span);
        let made = MakeFunction { func, defaults, kw_defaults, annotations, closure };
        Expr::new(ExprKind::MakeFunction(Box::new(made)), Ty::OBJECT, span)
    }

    /// The default of a `cpdef` that its C side has evaluated.
    fn kept_default(&self, scope: &FunctionScope<'a>, name: Name) -> Option<Expr> {
        let index = scope.params.iter().position(|param| param.name == name)?;
        let global = *self.an.decls.stored_defaults.get(&(scope.cfunc?, index))?;
        let ty = self.an.decls.tir.globals[global].ty;
        Some(Expr::new(ExprKind::Global(global), ty, scope.params[index].span))
    }

    pub fn default_values(&mut self, scope: &FunctionScope<'a>) -> Defaults {
        let mut defaults = Vec::new();
        let mut kw_defaults = Vec::new();
        for param in &scope.params {
            let Some(default) = param.default else { continue };
            if let Some(stored) = self.kept_default(scope, param.name) {
                let value = self.to_object(stored);
                match param.form {
                    ParamForm::KeywordOnly => {
                        kw_defaults.push((self.mangled(param.name), value));
                    }
                    _ => defaults.push(value),
                }
                continue;
            }
            let value = match param.declared.filter(|&ty| !self.types().is_object(ty)) {
                // Python has no NULL: None stands for it, also where the argument arrives.
                Some(_) if matches!(default.kind, ast::ExprKind::Null) => self.none(default.span),
                // A typed default is converted once, here.
                Some(ty) if !matches!(default.kind, ast::ExprKind::None) => {
                    let value = self.expr_as(default, ty);
                    self.to_object(value)
                }
                Some(ty) if self.refuses_none(ty) => {
                    let (at, to) = (default.span, self.describe(ty));
                    let from = "None".into();
                    self.fail(at, diag::expressions::CannotAssign { at, from, to })
                }
                Some(_) => self.object(default),
                None => match param.declared {
                    Some(ty) if !self.plain => {
                        let ty = self.an.cx.types.with_none(ty, true);
                        let value = self.expr_want(default, Some(ty));
                        self.fitting_default(value, ty)
                    }
                    _ => self.object(default),
                },
            };
            match param.form {
                ParamForm::KeywordOnly => {
                    kw_defaults.push((self.mangled(param.name), value));
                }
                _ => defaults.push(value),
            }
        }
        (defaults, kw_defaults)
    }

    /// Whether a C type has no value that None could stand for.
    fn refuses_none(&self, ty: Ty) -> bool {
        !self.plain && ty != Ty::ERROR && !matches!(self.types().resolved(ty), Type::MemView(_))
    }

    /// A default that can never be passed is wrong; else it is tested when the function is called.
    fn fitting_default(&mut self, value: Expr, ty: Ty) -> Expr {
        let value = self.to_object(value);
        let refused = matches!(
            crate::convert::conversion(self.types(), value.ty, ty),
            crate::convert::Conversion::Refused(_)
        );
        match refused && value.ty != Ty::ERROR {
            true => self.coerce(value, ty),
            false => value,
        }
    }

    fn defaults_of(&mut self, id: FuncId) -> Vec<Stmt> {
        let origin = crate::FuncOrigin::Module(id);
        let cfunc = self.an.decls.cfuncs.iter_enumerated().find(|(_, func)| func.origin == origin);
        cfunc.map(|(cfunc, _)| cfunc).map_or_else(Vec::new, |cfunc| self.store_defaults(cfunc))
    }

    pub fn c_function_def(&mut self, def: &'a ast::CFuncDef, span: Span) -> Vec<Stmt> {
        let name = def.declarator.name().map(|name| name.ident);
        if let Some(name) = name
            && let Some(stmts) = self.export_template(FunctionSource::C(def), name, span)
        {
            return stmts;
        }
        let found = self.an.decls.cdef_scopes.iter().find_map(|scope| match scope.source {
            FunctionSource::C(other) if std::ptr::eq(other, def) => Some((scope.id?, scope.name)),
            _ => None,
        });
        let Some((id, name)) = found else { return Vec::new() };
        let mut out = self.defaults_of(id);
        out.extend(self.export_cpdef(id, name, span));
        out
    }

    /// The Python side of a `cpdef` function becomes a name of the module where its definition stands.
    pub fn export_cpdef(&mut self, id: FuncId, name: Name, span: Span) -> Vec<Stmt> {
        if self.an.decls.tir.functions[id].kind != FuncKind::Cpdef {
            return Vec::new();
        }
        let scope = self.an.decls.cdef_scopes.iter().find(|scope| scope.id == Some(id)).cloned();
        let Some(scope) = scope else { return Vec::new() };
        let annotations = match scope.source {
            FunctionSource::Def(def) => self.annotations(def),
            FunctionSource::C(_)
            | FunctionSource::Class(_)
            | FunctionSource::CClass(_)
            | FunctionSource::Module => Vec::new(),
        };
        if let (Some(class), true) = (self.ext_body(), self.cpdef_in_table(&scope)) {
            return self.add_to_table(class, id, &scope, span);
        }
        let mut out = Vec::new();
        let callables = self.decorators(&scope.rest_decorators, &mut out);
        let (defaults, kw_defaults) = self.default_values(&scope);
        let closure = Vec::new();
        let made = MakeFunction { func: id, defaults, kw_defaults, annotations, closure };
        let made = Expr::new(ExprKind::MakeFunction(Box::new(made)), Ty::OBJECT, span);
        let made = self.bound_or_builtin(made, &scope);
        let made = self.decorate(made, callables, span);
        let value = self.store_temp(made, &mut out);
        if self.class_body.is_some() {
            self.write_class_name(name, value, span, &mut out);
            return out;
        }
        let args = vec![self.module_expr(span), self.name_const(name, span), value];
        out.push(eval(self.op("global.set", args, span)));
        out
    }

    pub fn params(&self) -> Vec<Param> {
        self.scope
            .params
            .iter()
            .map(|param| Param {
                local: param.local,
                name: self.mangled(param.name),
                kind: match param.form {
                    ParamForm::PositionalOnly => ParamKind::PositionalOnly,
                    ParamForm::Positional => ParamKind::Positional,
                    ParamForm::KeywordOnly => ParamKind::KeywordOnly,
                    ParamForm::Star => ParamKind::Star,
                    ParamForm::StarStar => ParamKind::StarStar,
                },
                has_default: param.default.is_some(),
            })
            .collect()
    }

    /// Checks the body, its variables first.
    pub fn body(&mut self, body: &'a [ast::Stmt]) -> Vec<Stmt> {
        self.check_critical_function();
        for param in &self.scope.clone().params {
            self.flow.bind(param.local);
        }
        crate::infer::infer_locals(self, body);
        let mut out = self.open_cells();
        out.extend(self.open_locks());
        // What may be read unbound has to be able to say so: C values cannot.
        for _ in 0..3 {
            let unbound = self.unbound_numbers(body);
            if unbound.is_empty() {
                break;
            }
            self.deleted.extend(unbound);
            crate::infer::infer_locals(self, body);
        }
        crate::infer::tell_inferred(self);
        let body = self.block(body);
        out.extend(self.open_buffers());
        out.extend(self.locked_body(body));
        out
    }

    /// The variables that were found to be C values, and that the body may read before they have any.
    fn unbound_numbers(&mut self, body: &'a [ast::Stmt]) -> Vec<Name> {
        let found = |me: &Self, local: LocalId| {
            let decl = &me.scope.locals[local];
            let ty = me.locals[local].ty;
            let number = decl.declared.is_none() && !me.types().is_counted(ty);
            number && crate::convert::can_box(me.types(), ty)
        };
        if !self.scope.locals.ids().any(|local| found(self, local)) {
            return Vec::new();
        }
        let reads = self.dry_run(|me| {
            me.unbound_reads = Some(HashSet::new());
            me.block(body);
            me.unbound_reads.take().unwrap_or_default()
        });
        let own = self.scope.locals.len();
        let mut names: Vec<_> = reads
            .into_iter()
            .filter(|local| (local.0 as usize) < own && found(self, *local))
            .map(|local| self.scope.locals[local].name)
            .collect();
        names.sort();
        names
    }

    /// The state in which the body of a lambda begins.
    pub fn start(&mut self) -> Vec<Stmt> {
        for param in &self.scope.clone().params {
            self.flow.bind(param.local);
        }
        self.open_cells()
    }
}

/// Checks a Python function; its number and its free variables.
pub(crate) fn check_def<'a>(
    an: &mut Analysis<'a>,
    scope: Rc<FunctionScope<'a>>,
    visible: Visible,
    private: PrivateNames,
) -> (FuncId, Vec<Name>) {
    let source = scope.source;
    let first = scope.params.first().and_then(|first| first.declared);
    let class = scope.class.and_then(|class| an.class(class)).map(|info| info.self_ty);
    let (id, free) = check_python(an, scope, (visible, private), |me| {
        let doc = me.function_docstring(source, me.scope.span);
        let body = me.body(source.body());
        (me.stops_quietly(body), doc)
    });
    if class.is_some() && first == class {
        an.decls.tir.type_methods.push(id);
    }
    (id, free)
}

pub(crate) fn check_python<'a>(
    an: &mut Analysis<'a>,
    scope: Rc<FunctionScope<'a>>,
    (visible, private): (Visible, PrivateNames),
    check: impl FnOnce(&mut Checker<'_, 'a>) -> (Vec<Stmt>, Option<tir::Const>),
) -> (FuncId, Vec<Name>) {
    let first_line = first_line(an, &scope);
    // The number is taken first, so that functions inside come after the one around them.
    let cname = format!("pyx_pf_{}_{}", an.decls.tir.functions.len(), identifier(&scope.qualname));
    let contract = (FuncKind::Def, Ty::OBJECT, Except::Null);
    let id = an.decls.tir.functions.push(tir::Function {
        first_line,
        ..tir::Function::new(scope.name, scope.qualname.clone(), cname, contract, scope.span)
    });
    let suspends = super::suspend::suspend_kind(&scope);
    let span = scope.span;
    let mut me = Checker::new(an, scope);
    me.closure.visible = visible;
    me.private = private;
    if suspends.is_some() {
        me.make_suspended(span);
        me.keep_function_object(span);
    }
    let (body, doc) = check(&mut me);
    let (mut prologue, closure, free) = me.close();
    prologue.extend(me.open_names(span));
    prologue.extend(body);
    let wrapper = me.wrapper(Ty::OBJECT);
    let cellvars = me.cell_names();
    let options = me.function_options();
    let suspends = suspends.zip(me.generator).map(|(kind, generator)| {
        let (closure, free) = (None, Vec::new());
        tir::Suspends { kind, generator, closure, free }
    });
    let params = me.params();
    me.refuse_suspended_views();
    let private = me.private.clone();
    let (scope, suspicious) = (me.scope.clone(), me.suspicious);
    let mut locals = me.locals;
    for local in locals.iter_mut() {
        local.name = local.name.map(|name| private.get(&name).copied().unwrap_or(name));
    }
    let function = &mut an.decls.tir.functions[id];
    function.suspends = suspends;
    function.params = params;
    function.locals = locals;
    function.body = prologue;
    function.doc = doc;
    function.options = options;
    function.wrapper = Some(wrapper);
    function.closure = closure;
    function.cellvars = cellvars;
    crate::unbound::report(an, &scope, suspicious);
    (id, free)
}

/// Checks a C function whose head is declared.
pub(crate) fn check_c_function<'a>(an: &mut Analysis<'a>, scope: &FunctionScope<'a>) {
    let Some(id) = scope.id else { return };
    let scope = Rc::new(scope.clone());
    if let Some(at) = scope.yields {
        let what = "suspension in a C function".into();
        an.cx.sink.push(diag::unsupported::Unsupported { at, what });
        return;
    }
    let first_line = first_line(an, &scope);
    let source = scope.source;
    let kind = scope.kind;
    let private = an.class_private(scope.class);
    let mut me = Checker::new(an, scope);
    me.private = private;
    let doc = me.function_docstring(source, me.scope.span);
    let body = me.body(source.body());
    let ret = me.ret;
    let wrapper = (kind == FunctionKind::Cpdef).then(|| me.wrapper(ret));
    let body = me.release_with_gil(body);
    let except = me.an.decls.tir.functions[id].except.clone();
    me.warn_unraisable(&except);
    let options = me.function_options();
    let (scope, suspicious) = (me.scope.clone(), me.suspicious);
    let (params, locals) = (me.params(), me.locals);
    let function = &mut an.decls.tir.functions[id];
    function.params = params;
    function.locals = locals;
    function.body = body;
    function.doc = doc;
    function.options = options;
    function.wrapper = wrapper;
    function.first_line = first_line;
    crate::unbound::report(an, &scope, suspicious);
}

/// The line of the first decorator, or of the definition.
pub(crate) fn first_line(an: &Analysis<'_>, scope: &FunctionScope<'_>) -> u32 {
    let at = scope.source.decorators().first().map_or(scope.span, |decorator| decorator.span);
    an.cx.sources.line(at)
}

/// The ASCII part of a name, for C.
pub(crate) fn identifier(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}
