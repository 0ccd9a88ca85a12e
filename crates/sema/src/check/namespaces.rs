//! The names of a place as dicts: `globals()`, `locals()`, and what `eval` and `exec` see by default.

use base::{Name, Span};
use tir::{Expr, ExprKind, Handler, LocalKind, Stmt, StmtKind};
use types::Ty;

use super::Checker;
use super::build::{assign, eval, stmt};
use crate::convert;

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
        let locals: Vec<_> = self
            .locals
            .iter_enumerated()
            .filter(|(_, local)| local.kind != LocalKind::Temp)
            .filter_map(|(id, local)| Some((id, local.name?, local.ty)))
            .collect();
        for (id, name, ty) in locals {
            let own = self.scope.local(name) == Some(id);
            let inner = self.inner.iter().any(|scope| scope.get(&name) == Some(&id));
            if !(own || inner) || ty == Ty::ERROR || !convert::can_box(self.types(), ty) {
                continue;
            }
            stmts.extend(self.named_value(names, id, name, span));
        }
        let value = self.local(names, span);
        self.seq(stmts, value)
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
        let value = self.to_object(value);
        let args = vec![self.local(names, span), self.name_const(name, span), value];
        let store = eval(self.op("dict.setitem", args, span));
        if certain {
            return vec![store];
        }
        let unbound = self.intern("UnboundLocalError");
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
