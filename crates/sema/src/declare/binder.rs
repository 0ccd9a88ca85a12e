//! Which names a function's body binds, and other facts about it that have to be known before its statements are checked.

mod visit;

use std::collections::{HashMap, HashSet};

use ast::{
    ArgKind, CVarDecl, CompClause, ComprehensionKind, Expr, ExprKind, ForHeader, FromImport,
    FunctionDef, ImportAlias, ImportNames, Params, Stmt, Visitor, walk,
};
use base::{Name, Span};
use builtins::Directive;
use diag::declarations::{CdefNotAllowed, CpdefVariable, DeclaredAfterUse, Redeclared};
use diag::flow::ImplicitDeclaration;
use types::Ty;

use crate::{Analysis, Directives, Env, LanguageLevel, ModuleId};

/// What was found in a body, without the bodies of functions and classes inside it.
#[derive(Default)]
pub(crate) struct Facts {
    /// Names that are bound, in order, each once.
    pub bound: Vec<(Name, Span)>,
    known: HashSet<Name>,
    /// Declared types, by `cdef`, annotation or `cython.declare`.
    pub declared: HashMap<Name, (Ty, Span)>,
    /// Names declared by `cdef`: only these complain when declared again.
    cdef: HashSet<Name>,
    pub globals: Vec<ast::Ident>,
    pub nonlocals: Vec<ast::Ident>,
    /// Where a name is first used or bound.
    pub used: HashMap<Name, Span>,
    /// Names that inner functions take from outside of themselves.
    pub inner_free: HashSet<Name>,
    pub yields: Option<Span>,
    pub address_taken: HashSet<Name>,
    /// `import cython` in the body: paths in the `cython` module.
    pub cython: Vec<(Name, String)>,
    pub star_import: bool,
    /// The first inner function.
    pub inner_function: Option<Span>,
}

pub(crate) struct Binder<'x, 'a> {
    pub an: &'x mut Analysis<'a>,
    pub module: ModuleId,
    pub directives: Directives,
    pub facts: Facts,
    /// The statements of a module: C declarations have been handled already.
    pub at_module: bool,
    /// How many suites of statements are open around the statement.
    depth: u32,
    /// Inside of how many comprehensions.
    comprehensions: u32,
    /// Only names are wanted; what is wrong is reported by another walk.
    quiet: bool,
    /// Parameters of the function, which hide builtins.
    pub params: HashSet<Name>,
    /// In a generator expression: the names of its assignment expressions, which belong to the function around.
    walrus: Option<Vec<(Name, Span)>>,
}

impl Facts {
    /// Whether the name is declared by `cdef` (or `cython.declare`), which it may be only once.
    pub fn is_cdef(&self, name: Name) -> bool {
        self.cdef.contains(&name)
    }
}

impl<'x, 'a> Binder<'x, 'a> {
    pub fn new(an: &'x mut Analysis<'a>, module: ModuleId, directives: Directives) -> Self {
        Binder {
            an,
            module,
            directives,
            facts: Facts::default(),
            at_module: false,
            depth: 0,
            comprehensions: 0,
            quiet: false,
            params: HashSet::new(),
            walrus: None,
        }
    }

    /// One that reports and declares nothing.
    pub fn quiet(an: &'x mut Analysis<'a>, module: ModuleId, directives: Directives) -> Self {
        Binder { quiet: true, ..Binder::new(an, module, directives) }
    }

    fn env<'s>(&self) -> Env<'s, 'a> {
        Env::module(self.module)
    }

    pub fn bind(&mut self, name: Name, span: Span) {
        self.facts.used.entry(name).or_insert(span);
        if self.facts.known.insert(name) {
            self.facts.bound.push((name, span));
        }
    }

    fn bind_target(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(name) => {
                self.warn_implicit(*name, target.span);
                self.bind(*name, target.span);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                items.iter().for_each(|item| self.bind_target(item));
            }
            ExprKind::Star(inner) => self.bind_target(inner),
            _ => {}
        }
    }

    /// A first assignment that declares, for those who want to declare everything themselves.
    fn warn_implicit(&mut self, name: Name, span: Span) {
        let known = self.facts.known.contains(&name)
            || self.params.contains(&name)
            || self.facts.globals.iter().chain(&self.facts.nonlocals).any(|it| it.name == name)
            || (self.at_module && self.an.symbol(self.module, name).is_some());
        if !known && !self.quiet && self.directives.is_on(Directive::WarnUndeclared) {
            let name = self.an.text(name).to_string();
            self.an.report(ImplicitDeclaration { at: span, name });
        }
    }

    fn declare(&mut self, name: Name, ty: Ty, span: Span, cdef: bool) {
        if let Some(&used) = self.facts.used.get(&name)
            && cdef
            && !self.quiet
        {
            let text = self.an.text(name).to_string();
            if let Some(&(_, before)) = self.facts.declared.get(&name)
                && self.facts.cdef.contains(&name)
            {
                self.an.report(Redeclared { at: span, name: text, before });
            } else {
                self.an.report(DeclaredAfterUse { at: span, name: text, used });
            }
        }
        self.bind(name, span);
        if cdef {
            self.facts.cdef.insert(name);
        }
        self.facts.declared.entry(name).or_insert((ty, span));
    }

    fn suite(&mut self, body: &[Stmt]) {
        self.depth += 1;
        body.iter().for_each(|stmt| self.visit_stmt(stmt));
        self.depth -= 1;
    }

    /// The statements of the body itself.
    pub fn body(&mut self, body: &[Stmt]) {
        body.iter().for_each(|stmt| self.visit_stmt(stmt));
    }

    fn cvar(&mut self, decl: &CVarDecl, stmt: &Stmt) {
        if self.quiet {
            for item in &decl.declarators {
                if let Some(init) = &item.init {
                    self.visit_expr(init);
                }
                if let Some(name) = item.declarator.name() {
                    self.bind(name.ident.name, name.ident.span);
                }
            }
            return;
        }
        if decl.keyword == ast::DeclKeyword::Cpdef {
            self.an.report(CpdefVariable { at: stmt.span });
        }
        let base = match &decl.ty {
            Some(ty) => self.an.resolve_type(ty, self.env()),
            None => Ty::OBJECT,
        };
        self.an.check_declarators(&decl.declarators, super::Place::top(self.module, false));
        for item in &decl.declarators {
            if let Some(init) = &item.init {
                self.visit_expr(init);
            }
            let Some(name) = item.declarator.name() else { continue };
            if item.declarator.declares_function() {
                let what = "a declaration of a C function".into();
                self.an.report(CdefNotAllowed { at: stmt.span, what });
                continue;
            }
            let ty = self.an.declared_type(base, &item.declarator, self.env());
            let ty = self.an.variable_type(ty, &item.declarator, stmt.span, false);
            self.declare(name.ident.name, ty, name.ident.span, true);
        }
    }

    fn annotated(&mut self, target: &Expr, annotation: &Expr, simple: bool) {
        let ExprKind::Name(name) = target.kind else {
            self.visit_expr(target);
            return;
        };
        let typed = simple
            && !self.at_module
            && !self.quiet
            && self.directives.is_on(Directive::AnnotationTyping);
        let ty = if typed { self.an.annotated_variable(annotation, self.env()) } else { None };
        if let (Some(ty), Some(&(declared, _))) = (ty, self.facts.declared.get(&name)) {
            self.an.check_annotation(ty, declared, target.span);
        }
        match ty {
            Some(ty) => self.declare(name, ty, target.span, false),
            None => self.bind(name, target.span),
        }
    }

    /// `x = cython.declare(T, value)`, and the keyword form of the call.
    fn pure_declaration(&mut self, targets: &[Expr], value: &Expr) {
        let ExprKind::Call(callee, args) = &value.kind else { return };
        if self.quiet || self.at_module {
            return;
        }
        let env = self.env();
        if self.an.cython_text(callee, env).as_deref() != Some("declare") {
            return;
        }
        for arg in args {
            match (arg.kind, targets) {
                (ArgKind::Keyword(ident), []) => {
                    let ty = self.an.pure_variable_type(&arg.value, env);
                    self.declare(ident.name, ty, ident.span, true);
                }
                (ArgKind::Positional, [Expr { kind: ExprKind::Name(name), span }]) => {
                    let ty = self.an.pure_variable_type(&arg.value, env);
                    self.declare(*name, ty, *span, true);
                    return;
                }
                _ => {}
            }
        }
    }

    fn import(&mut self, aliases: &[ImportAlias]) {
        for item in aliases {
            let Some(first) = item.module.parts.first() else { continue };
            let bound = item.alias.unwrap_or(*first);
            if self.an.is_cython_module(&item.module) {
                let rest: Vec<&str> =
                    item.module.parts[1..].iter().map(|part| self.an.text(part.name)).collect();
                let path = if item.alias.is_some() { rest.join(".") } else { String::new() };
                self.facts.cython.push((bound.name, path));
            } else {
                self.bind(bound.name, bound.span);
            }
        }
    }

    fn import_names(&mut self, import: &FromImport) {
        let items = match &import.names {
            ImportNames::Star(_) => {
                self.facts.star_import = true;
                return;
            }
            ImportNames::List(items) => items,
        };
        let cython = import.level == 0
            && import.module.as_ref().is_some_and(|module| self.an.is_cython_module(module));
        for item in items {
            let bound = item.alias.unwrap_or(item.name);
            if !cython {
                self.bind(bound.name, bound.span);
            } else if let Some(module) = &import.module {
                let mut parts: Vec<&str> =
                    module.parts[1..].iter().map(|part| self.an.text(part.name)).collect();
                parts.push(self.an.text(item.name.name));
                let path = parts.join(".");
                self.facts.cython.push((bound.name, path));
            }
        }
    }

    fn inner_def(&mut self, def: &FunctionDef) {
        self.bind(def.name.name, def.name.span);
        self.facts.inner_function.get_or_insert(def.name.span);
        def.decorators.iter().for_each(|decorator| self.visit_expr(&decorator.expr));
        self.defaults(&def.params);
        self.type_params(&def.type_params);
        self.inner_body(Some(&def.params), |inner| inner.body(&def.body));
    }

    /// A generator expression is a function inside this one, but for the first iterable.
    fn generator_expression(&mut self, element: &Expr, clauses: &[CompClause]) {
        if let Some(ForHeader::In { iter, .. }) = clauses.first().map(|clause| &clause.header) {
            self.visit_expr(iter);
        }
        let mut walrus = Vec::new();
        self.inner_body(None, |inner| {
            inner.walrus = Some(Vec::new());
            for (index, clause) in clauses.iter().enumerate() {
                match &clause.header {
                    ForHeader::In { target, iter } => {
                        inner.visit_expr(target);
                        if index > 0 {
                            inner.visit_expr(iter);
                        }
                    }
                    ForHeader::From(_) => walk::walk_for_header(inner, &clause.header),
                }
                inner.header_targets(&clause.header);
                clause.conditions.iter().for_each(|cond| inner.visit_expr(cond));
            }
            inner.visit_expr(element);
            walrus = inner.walrus.take().unwrap_or_default();
        });
        for (name, span) in walrus {
            self.facts.inner_free.insert(name);
            self.bind_walrus(name, span);
        }
    }

    fn bind_walrus(&mut self, name: Name, span: Span) {
        match &mut self.walrus {
            Some(names) => {
                names.push((name, span));
                self.facts.used.entry(name).or_insert(span);
            }
            None => self.bind(name, span),
        }
    }

    /// A call of a builtin that consumes its generator expression in its place.
    fn consumes(&self, callee: &Expr, args: &[ast::Arg]) -> bool {
        let python = self.an.decls.info.kind == crate::FileKind::Py;
        match &callee.kind {
            ExprKind::Name(name) => {
                let free = !self.facts.known.contains(name)
                    && !self.params.contains(name)
                    && self.an.lookup(self.module, *name).is_none();
                free && super::generators::consumed_by_call(self.an.text(*name), args, python)
            }
            // `"...".join(x for ...)`
            ExprKind::Attribute(base, name) => {
                let literal = matches!(base.kind, ExprKind::Str(_));
                literal
                    && self.an.text(name.name) == "join"
                    && super::generators::consumed_by_call("list", args, python)
            }
            _ => false,
        }
    }

    /// Defaults and annotations belong to the scope around the function.
    fn defaults(&mut self, params: &Params) {
        for item in &params.items {
            if let Some(annotation) = &item.annotation {
                self.visit_expr(annotation);
            }
            if let Some(ast::ParamDefault::Value(value)) = &item.default {
                self.visit_expr(value);
            }
        }
    }

    /// Bounds and defaults of type parameters are functions of their own.
    fn type_params(&mut self, params: &[ast::TypeParam]) {
        for expr in params.iter().flat_map(|param| param.bound.iter().chain(&param.default)) {
            self.inner_body(None, |inner| inner.visit_expr(expr));
        }
    }

    /// The names that an inner scope takes from outside.
    fn inner_body(&mut self, params: Option<&Params>, visit: impl FnOnce(&mut Binder<'_, 'a>)) {
        let mut inner = Binder::new(self.an, self.module, self.directives.clone());
        inner.quiet = true;
        for item in params.into_iter().flat_map(|params| &params.items) {
            if let Some(ident) = item.ident() {
                inner.bind(ident.name, ident.span);
            }
        }
        visit(&mut inner);
        let Facts { known, used, inner_free, nonlocals, globals, .. } = inner.facts;
        let outside: HashSet<Name> = nonlocals.iter().map(|ident| ident.name).collect();
        let global: HashSet<Name> = globals.iter().map(|ident| ident.name).collect();
        let free = used.into_keys().chain(inner_free).filter(|name| {
            !global.contains(name) && (!known.contains(name) || outside.contains(name))
        });
        self.facts.inner_free.extend(free.chain(outside.iter().copied()));
    }

    /// As [`Self::inner_body`], of a class: its functions do not see its names.
    fn inner_class(&mut self, body: &[Stmt]) {
        let mut inner = Binder::new(self.an, self.module, self.directives.clone());
        inner.quiet = true;
        inner.body(body);
        let Facts { known, used, inner_free, nonlocals, globals, .. } = inner.facts;
        let global: HashSet<Name> = globals.iter().map(|ident| ident.name).collect();
        let own = used.into_keys().filter(|name| !known.contains(name) && !global.contains(name));
        let outside = nonlocals.iter().map(|ident| ident.name);
        self.facts.inner_free.extend(own.chain(inner_free).chain(outside));
    }

    fn comprehension(&mut self, kind: Option<ComprehensionKind>, expr: &Expr) {
        let clauses: &[CompClause] = match &expr.kind {
            ExprKind::Comprehension { clauses, .. }
            | ExprKind::DictComprehension { clauses, .. } => clauses,
            _ => &[],
        };
        // At level 2 the targets of a list comprehension are variables of the function.
        let leaks = kind == Some(ComprehensionKind::List)
            && self.an.decls.modules[self.module].level == LanguageLevel::Level2;
        if leaks {
            for clause in clauses {
                self.header_targets(&clause.header);
            }
        }
        self.comprehensions += 1;
        walk::walk_expr(self, expr);
        self.comprehensions -= 1;
    }

    fn header_targets(&mut self, header: &ForHeader) {
        match header {
            ForHeader::In { target, .. } => self.bind_target(target),
            ForHeader::From(from) => self.bind_target(&from.target),
        }
    }

    fn take_address(&mut self, operand: &Expr) {
        match &operand.kind {
            ExprKind::Name(name) => {
                self.facts.address_taken.insert(*name);
            }
            ExprKind::Attribute(base, _) | ExprKind::Subscript(base, _) => self.take_address(base),
            _ => {}
        }
    }
}
