//! Generator expressions: functions that nobody wrote, called where they stand with the iterator of the first clause.

use std::rc::Rc;

use ast::{CompClause, ExprKind as Ast, ForHeader};
use base::Span;
use tir::{Callee, Display, Expr, ExprKind, FuncId, FuncKind, Item, LocalKind, Param, ParamKind};
use types::{Except, FuncType, Ty};

use super::Checker;
use super::build::eval;
use super::closures::Visible;
use crate::declare::is_async_generator;
use crate::{Directives, FunctionKind, FunctionScope, FunctionSource};

/// The function of a generator expression, and the names of its free variables.
struct Made {
    func: FuncId,
    free: Vec<base::Name>,
}

impl<'k, 'a> Checker<'k, 'a> {
    pub fn generator_expression(
        &mut self,
        element: &ast::Expr,
        clauses: &[CompClause],
        span: Span,
    ) -> Expr {
        let Some(first) = clauses.first() else { return self.error_expr(span) };
        let ForHeader::In { iter, .. } = &first.header else {
            return self.unsupported(span, "generator expressions over numbers");
        };
        let iterable = match self.c_sequence(iter) {
            // C memory is no object; what is in it now are.
            Some(_) if !first.is_async => self.items_of(iter),
            _ => self.object(iter),
        };
        let row = if first.is_async { "await.aiter" } else { "iter.new" };
        let iterator = self.op(row, vec![iterable], iter.span);
        if self.dry || iterator.ty == Ty::ERROR {
            let ty = if iterator.ty == Ty::ERROR { Ty::ERROR } else { Ty::OBJECT };
            return Expr::new(ExprKind::Const(tir::Const::None), ty, span);
        }
        let scope = self.generator_scope(is_async_generator(element, clauses), span);
        let visible = self.visible_inside();
        let made = self.generator_function(scope, visible, element, clauses);
        let cells = match made.free.is_empty() {
            true => self.null_object(span),
            false => {
                let cells = self.cells_for(&made.free, span);
                let items = cells.into_iter().map(|value| Item { star: false, value }).collect();
                Expr::new(ExprKind::Display(Display::Tuple, items), Ty::TUPLE, span)
            }
        };
        let args = vec![iterator.cast(Ty::OBJECT), cells.cast(Ty::OBJECT)];
        let callee = Callee::Func(made.func);
        let call = ExprKind::CCall { callee, signature: Box::new(signature()), args };
        Expr::new(call, Ty::OBJECT, span)
    }

    /// `[x for x in iter]`
    fn items_of(&mut self, iter: &ast::Expr) -> Expr {
        let span = iter.span;
        let item = ast::Expr { span, kind: Ast::Name(self.hidden_name()) };
        let header = ForHeader::In { target: item.clone(), iter: iter.clone() };
        let clause = CompClause { header, conditions: Vec::new(), is_async: false, span };
        self.collected(false, (&item, &[clause]), false, (span, span))
    }

    fn generator_scope(&mut self, is_async: bool, span: Span) -> FunctionScope<'a> {
        let name = (self.intern("<genexpr>"), format!("{}<genexpr>", self.qualname_prefix()));
        FunctionScope {
            directives: self.dirs.clone(),
            yields: Some(span),
            is_async,
            subst: self.scope.subst.clone(),
            span,
            around: self.class_around(),
            ..FunctionScope::new(FunctionKind::Def, name, FunctionSource::Module, self.module)
        }
    }

    fn generator_function(
        &mut self,
        scope: FunctionScope<'a>,
        visible: Visible,
        element: &ast::Expr,
        clauses: &[CompClause],
    ) -> Made {
        let suspends = super::suspend::suspend_kind(&scope);
        let (name, qualname, span) = (scope.name, scope.qualname.clone(), scope.span);
        let number = self.an.decls.tir.functions.len();
        let first_line = self.an.cx.sources.line(span);
        let cname = format!("pyx_genexpr_{number}");
        let contract = (FuncKind::Def, Ty::OBJECT, Except::Null);
        let func = self.an.decls.tir.functions.push(tir::Function {
            first_line,
            ..tir::Function::new(name, qualname, cname, contract, span)
        });
        let dirs: Directives = self.dirs.clone();
        let (private, overflowing) = (self.private.clone(), self.overflowing.clone());
        let mut me = Checker::new(self.an, Rc::new(scope));
        me.closure.visible = visible;
        (me.private, me.overflowing, me.dirs) = (private, overflowing, dirs);
        me.make_suspended(span);
        let (iterator, cells) = (me.temp(Ty::OBJECT, span), me.temp(Ty::OBJECT, span));
        me.locals[iterator].kind = LocalKind::Param;
        me.locals[cells].kind = LocalKind::Param;
        let body = me.generator_body(iterator, element, clauses);
        let (mut prologue, _, free) = me.close();
        prologue.extend(body);
        me.refuse_suspended_views();
        let generator = me.generator;
        let hidden = me.intern(".0");
        let closure_name = me.intern(".closure");
        let locals = me.locals;
        let param =
            |name, local| Param { local, name, kind: ParamKind::Positional, has_default: false };
        let function = &mut self.an.decls.tir.functions[func];
        function.params = vec![param(hidden, iterator), param(closure_name, cells)];
        function.locals = locals;
        function.body = prologue;
        function.suspends = suspends.zip(generator).map(|(kind, generator)| tir::Suspends {
            kind,
            generator,
            closure: Some(cells),
            free: free.clone(),
        });
        Made { func, free }
    }

    fn generator_body(
        &mut self,
        iterator: tir::LocalId,
        element: &ast::Expr,
        clauses: &[CompClause],
    ) -> Vec<tir::Stmt> {
        self.given = Some(iterator);
        self.flow.bind(iterator);
        let hidden = self.intern(".0");
        self.inner.push([(hidden, iterator)].into());
        let mut clauses = clauses.to_vec();
        if let Some(ForHeader::In { iter, .. }) = clauses.first_mut().map(|first| &mut first.header)
        {
            iter.kind = Ast::Name(hidden);
        }
        let mut fill = |me: &mut Self| {
            if let Ast::Star(inner) = &element.kind {
                me.report(diag::expressions::MisplacedStar { at: inner.span });
                return Vec::new();
            }
            let value = me.object(element);
            vec![eval(me.yield_value(value, element.span))]
        };
        self.clauses(&clauses, false, &[element], &mut fill)
    }
}

fn signature() -> FuncType {
    FuncType::new(vec![Ty::OBJECT; 2], Ty::OBJECT, Except::Null)
}
