//! The names of a place as dicts: `globals()`, `locals()`, and what `eval` and `exec` see by default.

use base::{Name, Span};
use tir::{Const, Expr, ExprKind, Handler, LocalId, LocalKind, Stmt, StmtKind};
use types::Ty;

use super::Checker;
use super::build::{assign, eval, stmt};
use super::names::Found;
use crate::{FunctionSource, convert};

impl Checker<'_, '_> {
    pub fn globals_dict(&mut self, span: Span) -> Expr {
        let module = self.module_expr(span);
        self.op("global.dict", vec![module], span)
    }

    /// A new dict of the variables that are bound and have a Python form; in the module's body its own dict.
    pub fn locals_dict(&mut self, span: Span) -> Expr {
        if self.in_module_body() && self.comprehensions == 0 {
            return self.globals_dict(span);
        }
        if let Some(body) = self.class_body
            && self.comprehensions == 0
        {
            return self.local(body.namespace, span);
        }
        let names = self.temp(Ty::DICT, span);
        let new = self.op("dict.new", vec![], span);
        let mut stmts = vec![assign(names, new)];
        let (mut inner, mut own) = (Vec::new(), Vec::new());
        let locals: Vec<_> = self
            .locals
            .iter_enumerated()
            .filter(|(_, local)| local.kind != LocalKind::Temp)
            .filter_map(|(id, local)| Some((id, local.name?, local.ty)))
            .collect();
        for (id, name, ty) in self.in_frame_order(locals) {
            if ty == Ty::ERROR || !convert::can_box(self.types(), ty) {
                continue;
            }
            if self.inner.iter().any(|scope| scope.get(&name) == Some(&id)) {
                inner.extend(self.named_value(names, id, name, span));
            } else if self.scope.local(name) == Some(id) {
                own.extend(self.named_value(names, id, name, span));
            }
        }
        if let Some(class) = self.scope.class.filter(|_| self.mentions_class()) {
            let name = self.intern("__class__");
            let value = self.class_object(class, span).cast(Ty::OBJECT);
            own.extend(self.named_object(names, (name, value), false, span));
        }
        for (name, ty) in self.free_names() {
            if !self.types().is_object(ty) && !convert::can_box(self.types(), ty) {
                continue;
            }
            let value = self.read_free(name, ty, span);
            let value = self.to_object(value);
            own.extend(self.named_object(names, (name, value), false, span));
        }
        stmts.extend(self.around_comprehension(own, span));
        stmts.extend(inner);
        let value = self.local(names, span);
        let value = self.kept_names(value, span);
        self.seq(stmts, value)
    }

    /// Variables in the order of a frame: those that inner functions use come last, but for parameters.
    fn in_frame_order(&self, mut locals: Vec<(LocalId, Name, Ty)>) -> Vec<(LocalId, Name, Ty)> {
        let parameters = self.scope.params.len();
        locals.sort_by_key(|&(id, name, _)| {
            let shared = self.cell_of(id).is_some() && id.0 as usize >= parameters;
            shared.then(|| self.text(name).to_string())
        });
        locals
    }

    /// A comprehension has names of its own only, before it became part of the function around it.
    fn around_comprehension(&mut self, own: Vec<Stmt>, span: Span) -> Vec<Stmt> {
        if !self.plain || self.comprehensions == 0 {
            return own;
        }
        let version = self.c_int(0x030C, Ty::INT, span);
        let cond = self.op("python.since", vec![version], span);
        vec![stmt(StmtKind::If { cond, then: own, orelse: Vec::new() }, span)]
    }

    /// Before CPython 3.13 all calls of `locals()` give the same dict, which keeps what `exec` puts there.
    fn kept_names(&mut self, dict: Expr, span: Span) -> Expr {
        if !self.plain || self.comprehensions > 0 || self.dry {
            return dict;
        }
        let cell = match self.closure.names {
            Some(cell) => cell,
            None => {
                let cell = self.temp(Ty::OBJECT, span);
                self.closure.names = Some(cell);
                cell
            }
        };
        let free = self.free_names();
        let own = self.scope.locals.iter().map(|local| local.name);
        let all = own.chain(free.into_iter().map(|(name, _)| name));
        let all = all.map(|name| Const::Name(self.mangled(name))).collect();
        let all = Expr::new(ExprKind::Const(Const::Tuple(all)), Ty::TUPLE, span);
        let args = vec![self.local(cell, span), dict, all];
        self.op("locals.keep", args, span).cast(Ty::DICT)
    }

    /// At the start of a function that asks for its names.
    pub fn open_names(&mut self, span: Span) -> Option<Stmt> {
        let cell = self.closure.names?;
        let empty = self.null_object(span);
        let made = self.op("cell.new", vec![empty], span);
        Some(assign(cell, made))
    }

    /// The variables of functions around that this one uses, sorted by text.
    fn free_names(&mut self) -> Vec<(Name, Ty)> {
        let source = self.scope.source;
        let used = match source {
            FunctionSource::Def(_) => self.an.used_names(source.body(), self.module, &self.dirs),
            _ => return Vec::new(),
        };
        let mut found: Vec<_> = used
            .into_iter()
            .filter(|name| self.scope.local(*name).is_none())
            .filter_map(|name| match self.find(name) {
                Found::Free(ty) => Some((name, ty)),
                _ => None,
            })
            .collect();
        found.sort_by(|(a, _), (b, _)| self.text(*a).cmp(self.text(*b)));
        found
    }

    /// Puts one variable into the dict, if it is bound.
    fn named_value(
        &mut self,
        names: tir::LocalId,
        id: tir::LocalId,
        name: Name,
        span: Span,
    ) -> Vec<Stmt> {
        let certain = self.flow.is_bound(id) || !self.types().is_object(self.locals[id].ty);
        let before = self.flow.bound.clone();
        let value = self.read_local(id, span);
        self.flow.bound = before;
        self.named_object(names, (name, value), certain, span)
    }

    fn named_object(
        &mut self,
        names: tir::LocalId,
        (name, value): (Name, Expr),
        certain: bool,
        span: Span,
    ) -> Vec<Stmt> {
        let value = self.to_object(value);
        let args = vec![self.local(names, span), self.name_const(name, span), value];
        let store = eval(self.op("dict.setitem", args, span));
        if certain {
            return vec![store];
        }
        let unbound = self.intern("NameError");
        let class = Some(self.builtin_value(unbound, span));
        let handler = Handler { class, exception: None, body: Vec::new(), span };
        let whole = StmtKind::Try {
            body: vec![store],
            handlers: vec![handler],
            orelse: Vec::new(),
            finally: Vec::new(),
        };
        vec![stmt(whole, span)]
    }

    /// `eval(code)` and `exec(code)` with the names of this place.
    pub fn evaluate(
        &mut self,
        name: Name,
        code: Expr,
        globals: Option<Expr>,
        locals: Option<Expr>,
        span: Span,
    ) -> Expr {
        let func = Box::new(self.builtin_value(name, span));
        let mut stmts = Vec::new();
        let code = self.store_temp(code, &mut stmts);
        let given = globals.is_some();
        let globals = match globals {
            Some(globals) => globals,
            None => self.globals_dict(span),
        };
        let mut args = vec![code, globals];
        match locals {
            Some(locals) => args.push(locals),
            None if !given => args.push(self.locals_dict(span)),
            None => {}
        }
        let call = Expr::new(ExprKind::Call { func, args, keywords: Vec::new() }, Ty::OBJECT, span);
        let call = if self.plain { self.framed(call) } else { call };
        self.seq(stmts, call)
    }

    /// The `exec` statement of level 2.
    pub fn exec_stmt(
        &mut self,
        code: &ast::Expr,
        globals: Option<&ast::Expr>,
        locals: Option<&ast::Expr>,
        span: Span,
    ) -> Vec<Stmt> {
        // `exec (code, globals, locals)` is the same in brackets.
        let parts = match (&code.kind, globals) {
            (ast::ExprKind::Tuple(items), None) if (2..=3).contains(&items.len()) => {
                (&items[0], items.get(1), items.get(2))
            }
            _ => (code, globals, locals),
        };
        let code = self.object(parts.0);
        let globals = parts.1.map(|globals| self.object(globals));
        let locals = parts.2.map(|locals| self.object(locals));
        let name = self.intern("exec");
        let call = self.evaluate(name, code, globals, locals, span);
        self.discard(call)
    }
}
