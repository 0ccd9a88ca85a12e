//! `<int[:n, :m]>pointer`: memory with a shape, as an array that Python code can have.

use ast::{CBase, ExprKind as Ast, TypeArg, TypeArgKind, TypeName};
use base::Span;
use tir::{Expr, ExprKind, Place, Stmt, StmtKind};
use types::{Ty, Type};

use super::Checker;
use super::build::stmt;

impl Checker<'_, '_> {
    /// The cast, if it is to a type with axes and of C memory. A view of an object is a conversion like any other.
    pub(super) fn array_cast(
        &mut self,
        ty: &TypeName,
        operand: &ast::Expr,
        span: Span,
    ) -> Option<Expr> {
        let CBase::Subscript(item, args) = &ty.ty.base else { return None };
        let axes: Vec<_> = args.iter().map(axis_of).collect::<Option<_>>()?;
        let given = self.dry_run(|me| me.expr(operand).ty);
        if self.types().pointee(given).is_none() && !axes.iter().any(|axis| axis.stop.is_some()) {
            return None;
        }
        let item = self.with_env(|an, env| {
            let bare = ast::CType { base: (**item).clone(), ..ty.ty.clone() };
            an.resolve_type(&bare, env)
        });
        if item == Ty::ERROR {
            return Some(self.error_expr(span));
        }
        let value = self.expr(operand);
        if value.ty == Ty::ERROR {
            return Some(value);
        }
        if self.types().pointee(value.ty).is_none() {
            let why = "it is no pointer and no array".into();
            return Some(self.fail(span, diag::views::ArrayCast { at: operand.span, why }));
        }
        Some(self.shaped_memory(value, item, &axes, span))
    }

    fn shaped_memory(&mut self, value: Expr, item: Ty, axes: &[&ast::Slice], span: Span) -> Expr {
        let at = value.span;
        let mut out = Vec::new();
        let mut known = value.ty;
        let shape = self.types_mut().array(Ty::SSIZE, Some(8));
        let shape = self.memory_temp(shape, span);
        for (number, axis) in axes.iter().enumerate() {
            let length = match (&axis.stop, self.types().resolved(known).clone()) {
                (Some(stop), _) if axis.start.is_none() => self.expr_as(stop, Ty::SSIZE),
                (None, Type::Array(_, Some(length))) if axis.start.is_none() => {
                    self.c_int(length.into(), Ty::SSIZE, span)
                }
                _ => {
                    let why = "every axis has to have its length, as in `<int[:n, :m]>p`".into();
                    return self.fail(span, diag::views::ArrayCast { at, why });
                }
            };
            if let Type::Array(inner, _) = *self.types().resolved(known) {
                known = inner;
            }
            let number = self.c_int(number as i128, Ty::SSIZE, span);
            let place = ExprKind::Index(Box::new(shape.clone()), Box::new(number));
            let place = Expr::new(place, Ty::SSIZE, span);
            out.push(stmt(StmtKind::Assign(Place::Memory(place), length), span));
        }
        let fortran = axes.len() > 1 && axes.first().is_some_and(|axis| axis.step.is_some());
        let order = self.c_int(if fortran { b'F' } else { b'C' }.into(), Ty::INT, span);
        let memory = value.cast(Ty::VOID_PTR);
        let count = self.c_int(axes.len() as i128, Ty::INT, span);
        let item = Expr::new(ExprKind::ItemType(item), Ty::ITEM, span);
        let array = self.op(
            "view.memory",
            vec![memory, item, count, shape.cast(Ty::SSIZE_PTR), order],
            span,
        );
        let array = self.as_view_array(array);
        let out: Vec<Stmt> = out;
        self.seq(out, array)
    }

    /// What is known to be a `cython.view.array`.
    pub(super) fn as_view_array(&mut self, value: Expr) -> Expr {
        if value.ty == Ty::ERROR {
            return value;
        }
        let ty = self.an.view_array_type();
        let ty = self.an.cx.types.with_none(ty, false);
        value.cast(ty)
    }

    /// A C array where a memoryview is wanted: its memory, as it is there.
    pub(super) fn array_to_view(&mut self, value: Expr, to: Ty) -> Expr {
        let (at, Some(view)) = (value.span, self.view_of(to)) else { return value };
        let mut item = value.ty;
        for _ in 0..view.axes.len() {
            item = match *self.types().resolved(item) {
                Type::Array(inner, Some(_)) => inner,
                _ => Ty::ERROR,
            };
        }
        if self.types().resolve(item) != self.types().resolve(view.item) {
            let (from, to) = (self.describe(value.ty), self.describe(to));
            return self.fail(at, diag::expressions::CannotAssign { at, from, to });
        }
        let whole = ast::Slice { start: None, stop: None, step: None };
        let axes = vec![&whole; view.axes.len()];
        let array = self.shaped_memory(value, view.item, &axes, at);
        self.coerce(array, to)
    }
}

fn axis_of(arg: &TypeArg) -> Option<&ast::Slice> {
    match &arg.kind {
        TypeArgKind::Item(expr) => match &expr.kind {
            Ast::Slice(slice) => Some(slice),
            _ => None,
        },
        TypeArgKind::Keyword(..) | TypeArgKind::Optional(_) => None,
    }
}
