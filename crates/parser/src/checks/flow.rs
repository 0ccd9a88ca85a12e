//! `return`, `yield`, `await`, `break` and `continue`, and the order of handlers.

use ast::walk::Visitor;
use ast::{CompClause, ComprehensionKind, Expr, ExprKind, ForHeader, Handler};
use base::Span;
use diag::syntax::{
    BareExceptNotLast, FlowNotHere, MixedExcept, OutsideAsync, OutsideFunction, OutsideLoop,
};

use super::{Around, Checker, Facts, Scope, walrus};

impl Checker<'_> {
    pub(super) fn check_loop_exit(&mut self, at: Span, what: &str) {
        let what = what.to_owned();
        if self.around.star_handler {
            self.push(FlowNotHere { at, what, place: "an `except*` block".into() });
        } else if !self.around.in_loop {
            self.push(OutsideLoop { at, what });
        }
    }

    pub(super) fn check_return(&mut self, at: Span, value: Option<&Expr>) {
        let what = "`return`".to_owned();
        match self.around.scope {
            Scope::Function { .. } | Scope::CFunction => {
                if self.around.star_return {
                    self.push(FlowNotHere { at, what, place: "an `except*` block".into() });
                }
                if value.is_some() {
                    self.facts.returned_value = self.facts.returned_value.or(Some(at));
                }
            }
            Scope::Module
            | Scope::Class
            | Scope::CClass
            | Scope::CppClass
            | Scope::Struct
            | Scope::Lambda => {
                self.push(OutsideFunction { at, what });
            }
        }
    }

    pub(super) fn check_yield(&mut self, at: Span, what: &str) {
        let what = what.to_owned();
        self.facts.yields = true;
        if let Some(place) = self.around.comprehension.or(self.around.type_scope) {
            self.push(FlowNotHere { at, what, place: place.into() });
            return;
        }
        match self.around.scope {
            Scope::Function { is_async: true } if what == "`yield from`" => {
                self.push(FlowNotHere { at, what, place: "an `async` function".into() });
            }
            Scope::Function { .. } | Scope::Lambda => {}
            Scope::CFunction => self.push(FlowNotHere { at, what, place: "a C function".into() }),
            Scope::Module | Scope::Class | Scope::CClass | Scope::CppClass | Scope::Struct => {
                self.push(OutsideFunction { at, what });
            }
        }
    }

    pub(super) fn check_await(&mut self, at: Span) {
        if let Some(place) = self.around.type_scope {
            return self.push(FlowNotHere { at, what: "`await`".into(), place: place.into() });
        }
        // A generator expression may be asynchronous wherever it stands.
        if !self.around.async_comprehension {
            self.need_async(at, "`await`");
        }
    }

    pub(super) fn need_async(&mut self, at: Span, what: &str) {
        let what = what.to_owned();
        match self.around.scope {
            Scope::Function { is_async: true } => {}
            Scope::Function { is_async: false } | Scope::CFunction | Scope::Lambda => {
                self.push(OutsideAsync { at, what });
            }
            Scope::Module | Scope::Class | Scope::CClass | Scope::CppClass | Scope::Struct => {
                self.push(OutsideFunction { at, what });
            }
        }
    }

    pub(super) fn check_async_generator(&mut self, is_async: bool, facts: Facts) {
        if let (true, true, Some(at)) = (is_async, facts.yields, facts.returned_value) {
            let what = "`return` with a value".into();
            self.push(FlowNotHere { at, what, place: "an asynchronous generator".into() });
        }
    }

    /// The first iterable belongs to the scope around.
    pub(super) fn comprehension(
        &mut self,
        kind: Option<ComprehensionKind>,
        clauses: &[CompClause],
        element: impl FnOnce(&mut Self),
    ) {
        let outer = self.around;
        let generator = kind == Some(ComprehensionKind::Generator);
        let is_async = clauses.iter().any(|clause| clause.is_async);
        if is_async && !generator && !outer.async_comprehension {
            let at = clauses
                .iter()
                .find(|clause| clause.is_async)
                .map_or(Span::default(), |clause| clause.span);
            self.need_async(at, "an asynchronous comprehension");
        }
        self.enter_iterable();
        if let Some(CompClause { header: ForHeader::In { iter, .. }, .. }) = clauses.first() {
            self.visit_expr(iter);
        }
        self.leave_iterable();

        let place = if generator { "a generator expression" } else { "a comprehension" };
        self.comprehensions.push(walrus::Comprehension::of(clauses));
        self.around = Around {
            async_comprehension: generator || outer.async_comprehension,
            comprehension: Some(place),
            ..outer
        };
        for (index, clause) in clauses.iter().enumerate() {
            self.comp_clause(clause, index > 0);
        }
        element(self);
        self.around = outer;
        self.comprehensions.pop();
    }

    fn comp_clause(&mut self, clause: &CompClause, with_iterable: bool) {
        self.check_for_header(&clause.header);
        match &clause.header {
            ForHeader::In { target, iter } => {
                self.starrable([target]);
                if with_iterable {
                    self.enter_iterable();
                    self.visit_expr(iter);
                    self.leave_iterable();
                }
            }
            ForHeader::From(_) => ast::walk::walk_for_header(self, &clause.header),
        }
        self.exprs(&clause.conditions);
    }

    // ---- handlers

    pub(super) fn check_handlers(&mut self, handlers: &[Handler]) {
        let Some(first) = handlers.first() else { return };
        let mut bare = None;
        for handler in handlers {
            let header = self.header_span(handler);
            if handler.is_star != first.is_star {
                let first = self.header_span(first);
                self.push(MixedExcept { at: header, first });
                return;
            }
            if let Some(bare) = bare {
                self.push(BareExceptNotLast { at: header, bare });
            }
            if handler.types.is_none() && !handler.is_star {
                bare = bare.or(Some(header));
            }
            self.check_handler_types(handler);
        }
    }

    fn check_handler_types(&mut self, handler: &Handler) {
        let at = self.header_span(handler);
        match &handler.types {
            None if handler.is_star => {
                let message = "`except*` needs the type of an exception".into();
                self.push(diag::syntax::BadSyntax { at, message, label: "catches nothing".into() });
            }
            Some(Expr { span, kind: ExprKind::Tuple(items) })
                if handler.target.is_some()
                    && items.first().is_some_and(|first| first.span.lo == span.lo)
                    && self.language_level > 2 =>
            {
                let message = "several exception types need parentheses in front of `as`".into();
                self.push(diag::syntax::BadSyntax {
                    at: *span,
                    message,
                    label: "put them in parentheses".into(),
                });
            }
            _ => {}
        }
    }

    fn header_span(&self, handler: &Handler) -> Span {
        let lo = handler.span.lo;
        Span::new(lo, handler.types.as_ref().map_or(lo + 6, |types| types.span.hi))
    }
}
