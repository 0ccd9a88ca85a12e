//! Expressions by kind. What is long is in files of its own.

use ast::{BoolOp, ExprKind as Ast};
use tir::{Expr, ExprKind};
use types::Ty;

use super::Checker;
use super::build::assign;
use super::names::Found;

impl Checker<'_, '_> {
    /// An expression with its own type.
    pub fn expr(&mut self, expr: &ast::Expr) -> Expr {
        self.expr_want(expr, None)
    }

    /// An expression as a value of type `to`.
    pub fn expr_as(&mut self, expr: &ast::Expr, to: Ty) -> Expr {
        let value = self.expr_want(expr, Some(to));
        self.coerce(value, to)
    }

    /// An expression as an object, of whatever type it is known to have.
    pub fn object(&mut self, expr: &ast::Expr) -> Expr {
        let value = self.expr_want(expr, Some(Ty::OBJECT));
        self.to_object(value)
    }

    /// An expression, where a value of type `want` is going to be made of it. Only literals and what passes values on look at
    /// that.
    pub fn expr_want(&mut self, expr: &ast::Expr, want: Option<Ty>) -> Expr {
        let span = expr.span;
        if let Some(pointer) = want.and_then(|want| self.template_for_pointer(expr, want)) {
            return pointer;
        }
        if let Some(pointer) = want.and_then(|want| self.method_pointer(expr, want)) {
            return pointer;
        }
        match &expr.kind {
            Ast::Name(name) => self.name_expr(*name, span),
            Ast::None => self.none(span),
            Ast::Bool(value) => self.bint(*value, span),
            Ast::Ellipsis => Expr::new(ExprKind::Const(tir::Const::Ellipsis), Ty::OBJECT, span),
            Ast::Null => Expr::new(ExprKind::Null, Ty::VOID_PTR, span),
            Ast::Int(lit) => self.int_literal(lit, span),
            Ast::Float(lit) => self.float_literal(lit, span),
            Ast::Imaginary(lit) => self.imaginary_literal(lit, span),
            Ast::Str(lit) => self.str_literal(lit, want, span),
            Ast::Bytes(lit) => self.bytes_literal(lit, span),
            Ast::Char(lit) => self.char_literal(lit, span),
            Ast::FString(string) => self.fstring(string, span),
            Ast::TString(string) => self.tstring(string, span),
            Ast::Unary(op, operand) => self.unary_expr(*op, operand, span),
            Ast::Binary(op, left, right) => self.binary_expr(*op, left, right, span),
            Ast::BoolOp(op, operands) => self.bool_op(*op, operands, want, span),
            Ast::Compare(first, rest) => self.compare(first, rest, span),
            Ast::Conditional { test, body, orelse } => {
                self.conditional(test, body, orelse, want, span)
            }
            Ast::Lambda { params, body } => self.lambda(params, body, span),
            Ast::Walrus(target, value) => self.walrus(*target, value, span),
            Ast::Await(operand) => self.await_expr(operand, span),
            Ast::Yield(value) => self.yield_expr(value.as_deref(), span),
            Ast::YieldFrom(operand) => self.yield_from(operand, span),
            Ast::Star(_) => self.fail(span, diag::expressions::MisplacedStar { at: span }),
            Ast::Tuple(items) => self.tuple_display(items, want, span),
            Ast::List(items) => self.list_display(items, want, span),
            Ast::Set(items) => self.set_display(items, span),
            Ast::Dict(items) => self.dict_display(items, want, span),
            Ast::Comprehension { kind, element, clauses } => {
                self.comprehension(*kind, element, clauses, span)
            }
            Ast::DictComprehension { item, clauses } => {
                self.dict_comprehension(item, clauses, span)
            }
            Ast::Attribute(base, name) => self.attribute(base, *name, span),
            Ast::Subscript(base, index) => self.subscript(base, index, want, span),
            Ast::Slice(slice) => self.slice_object(slice, span),
            Ast::Call(func, args) => self.call(func, args, want, span),
            Ast::AddressOf(operand) => self.address_of(operand, span),
            Ast::Cast { ty, checked, operand } => self.cast_expr(ty, *checked, operand, span),
            Ast::SizeOf(operand) => self.size_of(operand, span),
            Ast::New { ty, args } => self.new_object(ty, args, span),
            Ast::Type(_) => self.fail(
                span,
                diag::calls::NotAValue { at: span, name: self.source(span), what: "a type".into() },
            ),
            Ast::Repr(operand) => {
                let value = self.object(operand);
                self.op("str.repr", vec![value], span)
            }
            Ast::Invalid => self.error_expr(span),
        }
    }

    pub fn source(&self, span: base::Span) -> String {
        self.an.cx.sources.snippet(span).to_string()
    }

    /// `a and b`, keeping values.
    fn bool_op(
        &mut self,
        op: BoolOp,
        operands: &[ast::Expr],
        want: Option<Ty>,
        span: base::Span,
    ) -> Expr {
        let mut values = Vec::new();
        let mut before = None;
        for operand in operands {
            values.push(self.expr_want(operand, want));
            before.get_or_insert_with(|| self.flow.bound.clone());
        }
        self.flow.bound = before.flatten();
        let mut ty = Ty::ERROR;
        for value in values.iter().filter(|value| !matches!(value.kind, ExprKind::Null)) {
            ty = self.common_arm(ty, value.ty);
        }
        let wanted = want.filter(|&ty| self.types().is_object(ty) || self.types().is_pointer(ty));
        if let Some(wanted) = wanted {
            if !self.types().is_object(wanted) {
                ty = wanted;
            } else if !self.types().is_object(ty) {
                ty = Ty::OBJECT;
            }
        }
        let mut values = values.into_iter().rev();
        let Some(last) = values.next() else { return self.error_expr(span) };
        let mut result = self.arm(last, ty);
        for value in values {
            let value = self.arm(value, ty);
            if result.ty == Ty::ERROR || value.ty == Ty::ERROR {
                return self.error_expr(span);
            }
            result = self.with_temp(value, |me, value| {
                let cond = me.truth(value.clone());
                match op {
                    BoolOp::And => me.if_expr(cond, result, value, span),
                    BoolOp::Or => me.if_expr(cond, value, result, span),
                }
            });
        }
        result
    }

    /// The type of one value or another. In Python numbers do not become each other.
    fn common_arm(&mut self, left: Ty, right: Ty) -> Ty {
        let types = self.types();
        let numbers = types.is_arithmetic(left) && types.is_arithmetic(right);
        match self.plain && numbers && types.resolve(left) != types.resolve(right) {
            true => Ty::OBJECT,
            false => self.spanning(left, right),
        }
    }

    /// One of several values, as the type of them all.
    fn arm(&mut self, value: Expr, ty: Ty) -> Expr {
        let value = if self.types().is_object(ty) { self.to_object(value) } else { value };
        self.coerce(value, ty)
    }

    fn conditional(
        &mut self,
        test: &ast::Expr,
        body: &ast::Expr,
        orelse: &ast::Expr,
        want: Option<Ty>,
        span: base::Span,
    ) -> Expr {
        let cond = self.hinted_cond(test);
        if let ExprKind::CInt(value) = cond.kind {
            return self.expr_want(if value != 0 { body } else { orelse }, want);
        }
        let before = self.flow.bound.clone();
        let then = self.expr_want(body, want);
        self.flow.bound.clone_from(&before);
        let other = self.expr_want(orelse, want);
        self.flow.bound = before;
        let object = want.is_some_and(|ty| self.types().is_object(ty));
        let pointer = want.filter(|&ty| self.types().is_pointer(ty));
        let (then, other) = match object {
            true => (self.to_object(then), self.to_object(other)),
            false => (then, other),
        };
        let ty = match (&then.kind, &other.kind) {
            _ if pointer.is_some() => pointer.unwrap_or(then.ty),
            (ExprKind::Null, _) if self.types().is_pointer(other.ty) => other.ty,
            (_, ExprKind::Null) if self.types().is_pointer(then.ty) => then.ty,
            _ => self.common_arm(then.ty, other.ty),
        };
        let objects = self.types().is_object(ty);
        let boxable = |me: &Self, expr: &Expr| crate::convert::can_box(me.types(), expr.ty);
        if objects && !(boxable(self, &then) && boxable(self, &other)) {
            let (left, right) = (self.describe(then.ty), self.describe(other.ty));
            let wrong = diag::expressions::IncompatibleArms { at: span, left, right };
            return self.fail(span, wrong);
        }
        let (then, other) = match objects {
            true => (self.to_object(then), self.to_object(other)),
            false => (then, other),
        };
        let (then, other) = (self.coerce(then, ty), self.coerce(other, ty));
        let mut result = self.if_expr(cond, then, other, span);
        if result.ty == Ty::ERROR {
            result.ty = ty;
        }
        result
    }

    fn walrus(&mut self, target: ast::Ident, value: &ast::Expr, span: base::Span) -> Expr {
        // The variable is that of the function, past the comprehensions around.
        let inner = std::mem::take(&mut self.inner);
        let found = self.find(target.name);
        self.inner = inner;
        match found {
            Found::Local(local) if self.cell_of(local).is_none() => {
                let ty = self.locals[local].ty;
                let value = match ty {
                    Ty::ERROR => self.expr(value),
                    _ => self.expr_as(value, ty),
                };
                let ty = value.ty;
                self.flow.bind(local);
                let read = Expr::new(ExprKind::Local(local), ty, span);
                self.seq(vec![assign(local, value)], read)
            }
            _ => {
                let value = self.expr(value);
                self.with_temp(value, |me, value| {
                    let mut stmts = Vec::new();
                    me.assign_name(target, value.clone(), &mut stmts);
                    me.seq(stmts, value)
                })
            }
        }
    }
}
