//! `try` with `except*`: every clause takes its part of the exception, and what is left or newly raised goes on as one.
//!
//! ```text
//! try: body
//! except as caught:
//!     raised = []; rest = caught
//!     taken, rest = group.split(rest, class)         for each clause; what it takes becomes the exception that is handled
//!     if taken is not None:
//!         try: clause
//!         except as error: raised.append(error)
//!     raised.append(rest)
//!     result = group.result(caught, raised)
//!     if result is not None: exc.rethrow(result)
//! ```

use ast::{ExprKind as Ast, Handler as AstHandler, Ident};
use base::Span;
use tir::{Expr, Handler, LocalId, Stmt, StmtKind};
use types::Ty;

use super::Checker;
use super::build::{assign, eval, stmt};
use super::flow::Bound;

/// The temporaries that all clauses of one `try` share.
struct Shared {
    /// What no clause has taken yet.
    rest: LocalId,
    /// What clauses raised.
    raised: LocalId,
}

impl<'a> Checker<'_, 'a> {
    /// All `except*` clauses as one handler. They begin with what is bound at the start of the `try`, and so does what follows.
    pub fn star_handler(&mut self, handlers: &'a [AstHandler], entry: &Bound) -> Handler {
        let span = handlers.first().map_or_else(Span::default, |first| first.span);
        let (caught, rest) = (self.temp(Ty::OBJECT, span), self.temp(Ty::OBJECT, span));
        let raised = self.temp(Ty::LIST, span);
        let shared = Shared { rest, raised };
        let new = self.op("list.new", vec![], span);
        let mut body = vec![assign(raised, new), assign(rest, self.local(caught, span))];
        let suites: Vec<_> = handlers.iter().map(|handler| &handler.body[..]).collect();
        self.flow.bound.clone_from(entry);
        let start = self.bound_without_deleted(&suites);
        self.handlers += 1;
        for handler in handlers {
            self.flow.bound.clone_from(&start);
            body.extend(self.star_clause(handler, &shared));
        }
        self.handlers -= 1;
        self.flow.bound = start;
        body.push(self.note_raised(&shared, self.local(rest, span), span));
        let args = vec![self.local(caught, span), self.local(raised, span)];
        let result = self.op("group.result", args, span);
        let result = self.store_temp(result, &mut body);
        let go_on = eval(self.op("exc.rethrow", vec![result.clone()], span));
        body.push(self.unless_none(result, vec![go_on], span));
        Handler { class: None, exception: Some(caught), body, span }
    }

    fn star_clause(&mut self, handler: &'a AstHandler, shared: &Shared) -> Vec<Stmt> {
        let span = handler.span;
        let Some(types) = &handler.types else { return Vec::new() };
        let mut out = Vec::new();
        let class = self.object(types);
        let args = vec![self.local(shared.rest, span), class];
        let pair = self.op("group.split", args, span);
        let (taken, left) = (self.temp(Ty::OBJECT, span), self.temp(Ty::OBJECT, span));
        let unpack = StmtKind::Unpack { value: pair, targets: vec![taken, left], star: None };
        out.push(stmt(unpack, span));
        out.push(assign(shared.rest, self.local(left, span)));
        let body = self.star_body(handler, taken);
        let error = self.temp(Ty::OBJECT, span);
        let noted = self.note_raised(shared, self.local(error, span), span);
        let guard = Handler { class: None, exception: Some(error), body: vec![noted], span };
        let (handlers, orelse, finally) = (vec![guard], Vec::new(), Vec::new());
        let guarded = stmt(StmtKind::Try { body, handlers, orelse, finally }, span);
        let taken = self.local(taken, span);
        out.push(self.unless_none(taken, vec![guarded], span));
        out
    }

    /// The statements of a clause, with its name bound to what it takes.
    fn star_body(&mut self, handler: &'a AstHandler, taken: LocalId) -> Vec<Stmt> {
        let Some(target) = &handler.target else { return self.block(&handler.body) };
        let mut out = Vec::new();
        let value = self.local(taken, target.span);
        self.assign_target(target, value, &mut out);
        let body = self.block(&handler.body);
        let Ast::Name(name) = target.kind else {
            out.extend(body);
            return out;
        };
        let finally = self.forget_name(Ident { name, span: target.span });
        let (handlers, orelse) = (Vec::new(), Vec::new());
        out.push(stmt(StmtKind::Try { body, handlers, orelse, finally }, handler.span));
        out
    }

    fn note_raised(&mut self, shared: &Shared, what: Expr, span: Span) -> Stmt {
        let args = vec![self.local(shared.raised, span), what];
        eval(self.op("list.append", args, span))
    }

    fn unless_none(&mut self, value: Expr, then: Vec<Stmt>, span: Span) -> Stmt {
        let none = self.none(span).cast(Ty::OBJECT);
        let cond = self.binary(tir::CBinary::Ne, value, none, Ty::BINT, span);
        stmt(StmtKind::If { cond, then, orelse: Vec::new() }, span)
    }
}
