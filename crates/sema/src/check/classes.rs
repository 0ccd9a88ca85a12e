//! Python classes.
//!
//! ```text
//! state = class.prepare(name, qualname, bases, keywords)      resolves the metaclass, makes the namespace
//! cell = body(class.namespace(state), cells...)               the statements of the class, a function of their own
//! Name = class.finish(state, name, cell)                      calls the metaclass
//! ```
//! Names of the body live in the namespace. Functions in it do not see them; they see what is around the class, and the cell
//! of `__class__` if one of them asks for it.

use std::collections::HashMap;
use std::rc::Rc;

use ast::{ArgKind, ClassDef};
use base::{IdVec, Name, Span};
use builtins::Scopes;
use tir::{
    Callee, DictItem, Display, Expr, ExprKind, FuncId, FuncKind, Item, LocalId, LocalKind, Param,
    ParamKind, Stmt, StmtKind,
};
use types::{ClassId, Except, FuncType, Ty};

use super::Checker;
use super::build::{assign, eval, stmt};
use super::closures::{Outer, Visible};
use crate::{Analysis, Directives, FunctionKind, FunctionScope, ParamForm};

/// What the checker of a class body knows beside its scope.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClassBody {
    /// The namespace, a parameter.
    pub namespace: LocalId,
    /// The cell of `__class__`, if a function in the body needs it.
    pub cell: Option<LocalId>,
    /// A cell with the namespace, while a function is made that sees it.
    pub dict: Option<LocalId>,
    /// The extension type whose body it is.
    pub ext: Option<ClassId>,
    /// The namespace may hold names that the body does not bind: a metaclass can have put them there.
    pub dynamic: bool,
}

/// Names with two underscores at the front as they are in the class around the place.
pub(crate) type PrivateNames = Rc<HashMap<Name, Name>>;

impl<'a> Checker<'_, 'a> {
    pub fn class_def(&mut self, def: &'a ClassDef, span: Span) -> Vec<Stmt> {
        let at = def.name.span;
        if self.an.is_extension_type(def) {
            return self.ext_class_def(crate::ClassSource::Python(def), span);
        }
        let mut out = Vec::new();
        let dirs = self.dirs.clone();
        let decorated = self.with_env(|an, env| {
            an.decorated(&def.decorators, (env, &dirs), Scopes::CLASS, Some(at))
        });
        if let Some(at) = decorated.cclass {
            self.report(diag::directives::DirectiveScope {
                at,
                name: "cclass".into(),
                scope: "this".into(),
            });
        }
        let callables = self.decorators(&decorated.rest, &mut out);
        let type_params = self.open_type_params(&def.type_params, &mut out);
        let generic = type_params.clone().map(|params| self.generic_base(params));
        let (bases, keywords) = self.class_arguments(def, generic, &mut out);
        let scope = self.class_scope(def, &decorated.directives);
        let first = def.decorators.first().map_or(span, |decorator| decorator.span);
        let line = self.an.cx.sources.line(first);
        // The variable has the private name, the class has the written one.
        let name = Expr::new(ExprKind::Const(tir::Const::Name(def.name.name)), Ty::STR, at);
        let args = vec![
            self.module_expr(at),
            name.clone(),
            self.str_const(&scope.qualname, at),
            bases,
            keywords,
            self.c_int(line.into(), Ty::INT, at),
        ];
        let state = self.op("class.prepare", args, at);
        let state = self.store_temp(state, &mut out);
        let namespace = self.op("class.namespace", vec![state.clone()], at);
        let namespace = self.store_temp(namespace, &mut out);
        if let Some(params) = type_params {
            let key = self.intern("__type_params__");
            let args = vec![namespace.clone(), self.name_const(key, at), params];
            out.push(eval(self.op("name.set", args, at)));
        }
        let visible = self.visible_inside();
        let (body, free) = check_class_body(self.an, scope, visible, def);
        let mut args = vec![namespace];
        args.extend(self.cells_for(&free, at));
        let cell = call_body(body, args, at);
        let cell = self.store_temp(cell, &mut out);
        let args = vec![self.module_expr(at), state, name, cell];
        let finish = if self.level2 { "class.finish_level2" } else { "class.finish" };
        let made = self.op(finish, args, at);
        let made = self.store_type_scope(made, &def.type_params, &mut out);
        let made = self.decorate(made, callables, span);
        self.assign_name(def.name, made, &mut out);
        out
    }

    /// The tuple of bases, and the dict of keywords or NULL.
    fn class_arguments(
        &mut self,
        def: &'a ClassDef,
        last: Option<Expr>,
        out: &mut Vec<Stmt>,
    ) -> (Expr, Expr) {
        let span = def.name.span;
        let mut bases = Vec::new();
        let mut keywords = Vec::new();
        for arg in &def.args {
            let value = self.object(&arg.value);
            match arg.kind {
                ArgKind::Positional => bases.push(Item { star: false, value }),
                ArgKind::Star => bases.push(Item { star: true, value }),
                ArgKind::Keyword(ident) => {
                    let key = self.name_const(ident.name, ident.span);
                    keywords.push(DictItem::Pair(key, value));
                }
                ArgKind::DoubleStar => keywords.push(DictItem::Mapping(value)),
            }
        }
        bases.extend(last.map(|value| Item { star: false, value }));
        let bases = Expr::new(ExprKind::Display(Display::Tuple, bases), Ty::TUPLE, span);
        let bases = self.store_temp(bases, out);
        if keywords.is_empty() {
            return (bases, self.null_object(span));
        }
        let keywords = Expr::new(ExprKind::Dict(keywords), Ty::DICT, span);
        let keywords = self.store_temp(keywords, out);
        (bases, keywords)
    }

    fn class_scope(&mut self, def: &'a ClassDef, directives: &Directives) -> FunctionScope<'a> {
        let prefix = self.qualname_prefix_of(def.name.name);
        let module = self.module;
        self.an.class_scope(def, module, directives, &prefix)
    }

    /// What stands before the name of a function or class defined here, in `__qualname__`.
    pub fn qualname_prefix(&self) -> String {
        match self.scope.kind {
            FunctionKind::Module => String::new(),
            FunctionKind::Class => format!("{}.", self.scope.qualname),
            // The function of a generator expression is no place of its own.
            FunctionKind::Def if self.text(self.scope.name) == "<genexpr>" => {
                format!("{}.", self.scope.qualname)
            }
            FunctionKind::Def | FunctionKind::Cdef | FunctionKind::Cpdef => {
                format!("{}.<locals>.", self.scope.qualname)
            }
        }
    }

    /// The same for what the place calls by a name that may be declared global here.
    pub fn qualname_prefix_of(&self, name: Name) -> String {
        match self.scope.names.get(&name) {
            Some(crate::Binding::Global) => String::new(),
            _ => self.qualname_prefix(),
        }
    }

    /// Reads a name of the class body: the namespace, then the globals.
    pub fn read_class_name(&mut self, name: Name, span: Span) -> Expr {
        let namespace = self.namespace(span);
        let args = vec![self.module_expr(span), namespace, self.name_const(name, span)];
        self.op("name.get", args, span)
    }

    /// A variable of a function around, read in a class body: the namespace comes first.
    pub fn read_class_free(&mut self, name: Name, span: Span) -> Expr {
        let cell = self.free_cell(name, span);
        let args = vec![self.namespace(span), self.name_const(name, span), self.local(cell, span)];
        self.op("name.deref", args, span)
    }

    pub fn write_class_name(&mut self, name: Name, value: Expr, span: Span, out: &mut Vec<Stmt>) {
        let value = self.to_object(value);
        let value = self.store_temp(value, out);
        let args = vec![self.namespace(span), self.name_const(name, span), value];
        out.push(eval(self.op("name.set", args, span)));
    }

    pub fn delete_class_name(&mut self, name: Name, span: Span) -> Stmt {
        let args = vec![self.namespace(span), self.name_const(name, span)];
        eval(self.op("name.del", args, span))
    }

    fn namespace(&mut self, span: Span) -> Expr {
        match self.class_body {
            Some(body) => self.local(body.namespace, span),
            None if self.sees_class => {
                let name = self.intern("__classdict__");
                let cell = self.free_cell(name, span);
                let args = vec![self.local(cell, span), self.name_const(name, span)];
                self.op("cell.load_free", args, span)
            }
            None => self.null_object(span),
        }
    }

    /// `super()` without arguments, in a function of a class: `super(__class__, first)`.
    pub fn implicit_super(&mut self, name: Name, span: Span) -> Option<Expr> {
        if let Some(class) = self.scope.class {
            return self.super_of(class, name, span);
        }
        let class = self.intern("__class__");
        let first = self.scope.params.first().filter(|first| {
            let named = matches!(first.form, ParamForm::Positional | ParamForm::PositionalOnly);
            named && self.class_body.is_none()
        });
        let Some(first) = first.map(|param| param.local) else {
            return Some(self.no_super("super(): no arguments", span));
        };
        if !self.closure.visible.contains_key(&class) {
            return Some(self.no_super("super(): __class__ cell not found", span));
        }
        let func = Box::new(self.builtin_value(name, span));
        let cell = self.free_cell(class, span);
        let cell = self.local(cell, span);
        let class = self.op("cell.load_class", vec![cell], span);
        let first = self.read_local(first, span);
        let args = vec![class, self.to_object(first)];
        Some(Expr::new(ExprKind::Call { func, args, keywords: Vec::new() }, Ty::OBJECT, span))
    }

    /// The builtin would look at whatever Python function called this one.
    fn no_super(&mut self, why: &str, span: Span) -> Expr {
        let text = self.c_text(why, span);
        let raise = self.op("err.runtime", vec![text], span);
        let none = self.none(span).cast(Ty::OBJECT);
        self.seq(vec![eval(raise)], none)
    }

    /// `super()` in a method of an extension type.
    fn super_of(&mut self, class: ClassId, name: Name, span: Span) -> Option<Expr> {
        let first = self.scope.params.first()?.local;
        let func = Box::new(self.builtin_value(name, span));
        let class = self.class_object(class, span);
        let first = self.read_local(first, span);
        let args = vec![class, self.to_object(first)];
        Some(Expr::new(ExprKind::Call { func, args, keywords: Vec::new() }, Ty::OBJECT, span))
    }

    /// At the end of the body: what its methods give `self`.
    fn note_static_attributes(&mut self, def: &ClassDef) -> Vec<Stmt> {
        let span = def.name.span;
        if !self.plain {
            return Vec::new();
        }
        let found = super::static_attributes::static_attributes(&def.body, self.an.cx.names);
        let found = found.into_iter().map(tir::Const::Name).collect();
        let found = Expr::new(ExprKind::Const(tir::Const::Tuple(found)), Ty::TUPLE, span);
        let args = vec![self.namespace(span), found];
        vec![eval(self.op("class.static_attributes", args, span))]
    }

    /// The statements before the body's own: the cell, the dict of annotations, the docstring.
    fn open_class(&mut self, def: &ClassDef, needs_cell: bool) -> Vec<Stmt> {
        let span = def.name.span;
        let mut out = Vec::new();
        if needs_cell {
            let cell = self.temp(Ty::OBJECT, span);
            let empty = self.null_object(span);
            let made = self.op("cell.new", vec![empty], span);
            out.push(assign(cell, made));
            if let Some(body) = &mut self.class_body {
                body.cell = Some(cell);
            }
        }
        out.extend(self.open_annotations(&def.body));
        if let Some(doc) = self.docstring(&def.body) {
            let doc = Expr::new(ExprKind::Const(doc), Ty::STR, span);
            let name = self.intern("__doc__");
            self.write_class_name(name, doc, span, &mut out);
        }
        out
    }
}

/// Calls the function of a class body.
pub(crate) fn call_body(body: FuncId, args: Vec<Expr>, span: Span) -> Expr {
    let signature = Box::new(FuncType::new(vec![Ty::OBJECT; args.len()], Ty::OBJECT, Except::Null));
    let call = ExprKind::CCall { callee: Callee::Func(body), signature, args };
    Expr::new(call, Ty::OBJECT, span)
}

/// In a class a private name is that of the class, and no variable of a function around it.
fn without(mut visible: Visible, private: &HashMap<Name, Name>) -> Visible {
    if private.keys().any(|name| visible.contains_key(name)) {
        Rc::make_mut(&mut visible).retain(|name, _| !private.contains_key(name));
    }
    visible
}

/// Checks the statements of a class; the number of their function and its free variables.
fn check_class_body<'a>(
    an: &mut Analysis<'a>,
    scope: FunctionScope<'a>,
    visible: Visible,
    def: &'a ClassDef,
) -> (FuncId, Vec<Name>) {
    let mut facts = Facts::of(def, an);
    let (name, qualname) = (scope.name, scope.qualname.clone());
    let mut me = Checker::new(an, Rc::new(scope));
    me.closure.visible = without(visible, &facts.private);
    me.closure.takes_cells = true;
    me.private = Rc::new(std::mem::take(&mut facts.private));
    let span = def.name.span;
    let namespace = me.temp(Ty::OBJECT, span);
    me.locals[namespace].kind = LocalKind::Param;
    me.class_body = Some(ClassBody {
        namespace,
        cell: None,
        dict: None,
        ext: None,
        dynamic: !def.args.is_empty(),
    });
    let mut body = me.open_class(def, facts.needs_cell);
    body.extend(me.block(&def.body));
    body.extend(me.note_static_attributes(def));
    let result = match me.class_body.and_then(|body| body.cell) {
        Some(cell) => me.local(cell, span),
        None => me.none(span).cast(Ty::OBJECT),
    };
    body.push(stmt(StmtKind::Return(Some(result)), span));
    let free = me.take_free();
    let param =
        |(name, local)| Param { local, name, kind: ParamKind::Positional, has_default: false };
    let params = std::iter::once((name, namespace)).chain(free.iter().copied()).map(param);
    let params = params.collect();
    let locals = std::mem::replace(&mut me.locals, IdVec::new());
    let first_line = an.cx.sources.line(span);
    let functions = &mut an.decls.tir.functions;
    let cname = format!("pyx_class_{}", functions.len());
    let contract = (FuncKind::Cdef, Ty::OBJECT, Except::Null);
    let id = functions.push(tir::Function {
        params,
        locals,
        body,
        first_line,
        ..tir::Function::new(name, qualname, cname, contract, span)
    });
    (id, free.into_iter().map(|(name, _)| name).collect())
}

/// What the text of a class says.
pub(crate) struct Facts<'m, 'a> {
    an: &'m mut Analysis<'a>,
    class: Name,
    private: HashMap<Name, Name>,
    /// `super` or `__class__` is mentioned.
    needs_cell: bool,
}

pub(crate) struct FoundFacts {
    pub private: HashMap<Name, Name>,
    pub needs_cell: bool,
}

impl Facts<'_, '_> {
    fn of(def: &ClassDef, an: &mut Analysis<'_>) -> FoundFacts {
        Facts::of_body(def.name.name, &def.body, an)
    }

    pub fn of_body(class: Name, body: &[ast::Stmt], an: &mut Analysis<'_>) -> FoundFacts {
        let mut facts = Facts { an, class, private: HashMap::new(), needs_cell: false };
        for one in body {
            ast::Visitor::visit_stmt(&mut facts, one);
        }
        FoundFacts { private: facts.private, needs_cell: facts.needs_cell }
    }

    fn mention(&mut self, name: Name) {
        let text = &self.an.cx.names[name];
        self.needs_cell |= matches!(text, "super" | "__class__");
        if !text.starts_with("__") || text.ends_with("__") || text.contains('.') {
            return;
        }
        let class = self.an.cx.names[self.class].trim_start_matches('_');
        if !class.is_empty() {
            let mangled = format!("_{class}{text}");
            let mangled = self.an.cx.names.intern(&mangled);
            self.private.insert(name, mangled);
        }
    }
}

impl ast::Visitor for Facts<'_, '_> {
    fn visit_params(&mut self, params: &ast::Params) {
        for param in &params.items {
            if let ast::ParamDecl::Undecided(name) = &param.decl {
                self.mention(name.name);
            }
        }
        ast::walk::walk_params(self, params);
    }

    fn visit_expr(&mut self, expr: &ast::Expr) {
        match &expr.kind {
            ast::ExprKind::Name(name) => self.mention(*name),
            ast::ExprKind::Attribute(_, name) => self.mention(name.name),
            _ => {}
        }
        ast::walk::walk_expr(self, expr);
    }

    fn visit_stmt(&mut self, one: &ast::Stmt) {
        match &one.kind {
            ast::StmtKind::FunctionDef(def) => self.mention(def.name.name),
            ast::StmtKind::CFunc(def) => {
                if let Some(name) = def.declarator.name() {
                    self.mention(name.ident.name);
                }
            }
            ast::StmtKind::ClassDef(def) => self.mention(def.name.name),
            ast::StmtKind::Import(aliases) => {
                for one in aliases {
                    one.module
                        .parts
                        .iter()
                        .chain(&one.alias)
                        .for_each(|name| self.mention(name.name));
                }
            }
            ast::StmtKind::FromImport(import) => {
                if let ast::ImportNames::List(items) = &import.names {
                    for one in items {
                        self.mention(one.name.name);
                        one.alias.iter().for_each(|alias| self.mention(alias.name));
                    }
                }
            }
            _ => {}
        }
        ast::walk::walk_stmt(self, one);
    }
}

impl Checker<'_, '_> {
    /// A name as the class around the place spells it at run time.
    pub fn mangled(&self, name: Name) -> Name {
        self.private.get(&name).copied().unwrap_or(name)
    }

    /// The names `__class__` and `__classdict__` as functions in the body see them.
    pub fn class_cell_names(&mut self) -> Vec<(Name, Outer)> {
        let Some(body) = self.class_body else { return Vec::new() };
        let cells = [("__class__", body.cell), ("__classdict__", body.dict)];
        let there = cells.into_iter().filter(|(_, cell)| cell.is_some());
        there.map(|(text, _)| (self.intern(text), Outer::Cell(Ty::OBJECT))).collect()
    }
}
