//! Augmented assignment: the target is evaluated once, read, and given the new value.

use ast::{BinaryOp, ExprKind as Ast, Ident};
use base::Span;
use tir::{Expr, ExprKind, Stmt};
use types::{Ty, Type};

use super::{Checker, GilState};

impl Checker<'_, '_> {
    pub fn aug_assign(
        &mut self,
        target: &ast::Expr,
        op: BinaryOp,
        value: &ast::Expr,
        span: Span,
    ) -> Vec<Stmt> {
        let mut out = Vec::new();
        match &target.kind {
            Ast::Name(name) => {
                let old = self.name_expr(*name, target.span);
                // The old value is read before the right side runs.
                let old = if self.is_pure(value) { old } else { self.store_temp(old, &mut out) };
                let value = self.expr(value);
                let new = self.in_place(op, old, value, span);
                self.assign_name(Ident { name: *name, span: target.span }, new, &mut out);
            }
            Ast::Attribute(base, name) => {
                self.aug_attribute((base, *name), op, value, span, &mut out)
            }
            Ast::Subscript(base, index) => self.aug_item((base, index), op, value, span, &mut out),
            _ => self.report(diag::expressions::NotATarget { at: target.span }),
        }
        out
    }

    fn in_place(&mut self, op: BinaryOp, old: Expr, value: Expr, span: Span) -> Expr {
        let (left, c_target) = (old.ty, !self.types().is_object(old.ty));
        // A pointer moves by a number.
        let moves = self.types().pointee(left).is_some() && self.types().is_object(value.ty);
        let value = if moves { self.coerce(value, Ty::SSIZE) } else { value };
        let new = self.arith(op, old, value, true, span);
        // C targets take what C makes of the result: `i /= 2` truncates.
        let both = self.types().is_arithmetic(new.ty) && self.types().is_arithmetic(left);
        if c_target && both { self.c_cast(new, left) } else { new }
    }

    /// Whether evaluating an expression runs no code that could assign to variables.
    fn is_pure(&self, expr: &ast::Expr) -> bool {
        matches!(
            expr.kind,
            Ast::Name(_)
                | Ast::Int(_)
                | Ast::Float(_)
                | Ast::Str(_)
                | Ast::Bytes(_)
                | Ast::Bool(_)
                | Ast::None
        )
    }

    fn aug_attribute(
        &mut self,
        (base, name): (&ast::Expr, Ident),
        op: BinaryOp,
        value: &ast::Expr,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        if let Some(place) = self.static_attribute(base, name, span) {
            let value = self.expr(value);
            let new = self.in_place(op, place.clone(), value, span);
            self.assign_memory(place, new, out);
            return;
        }
        let holder = self.dry_run(|me| me.expr(base).ty);
        if self.types().is_complex(holder) {
            let old = self.expr(base);
            let old = self.attribute_of(old, name, span);
            let value = self.expr(value);
            let new = self.in_place(op, old, value, span);
            self.assign_part(base, name, holder, new, out);
            return;
        }
        let base = self.holder(base, name);
        if !self.types().is_object(base.ty) || self.is_field(base.ty, name) {
            let place = self.attribute_of(base, name, span);
            self.aug_memory(place, op, value, span, out);
            return;
        }
        let base = self.store_temp(base, out);
        let old = self.object_attribute(base.clone(), name, span);
        let old = self.store_temp(old, out);
        let value = self.expr(value);
        let new = self.in_place(op, old, value, span);
        let new = self.to_object(new);
        let new = self.store_temp(new, out);
        out.extend(self.store_attribute(base, name, new, span));
    }

    /// C memory, whose place is computed once.
    fn aug_memory(
        &mut self,
        place: Expr,
        op: BinaryOp,
        value: &ast::Expr,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        if place.ty == Ty::ERROR {
            self.expr(value);
            return;
        }
        let place = self.steady(place, out);
        let old = match self.is_pure(value) {
            true => place.clone(),
            false => self.store_temp(place.clone(), out),
        };
        let value = self.expr(value);
        let new = self.in_place(op, old, value, span);
        self.assign_memory(place, new, out);
    }

    /// A place whose parts are variables and temporaries, so that it can be used twice.
    pub fn steady(&mut self, place: Expr, out: &mut Vec<Stmt>) -> Expr {
        let (ty, span) = (place.ty, place.span);
        let kind = match place.kind {
            ExprKind::Field(base, name) => ExprKind::Field(Box::new(self.steady(*base, out)), name),
            ExprKind::Arrow(base, name) => ExprKind::Arrow(Box::new(self.steady(*base, out)), name),
            ExprKind::Deref(base) => ExprKind::Deref(Box::new(self.steady(*base, out))),
            ExprKind::ObjField(base, field) => {
                ExprKind::ObjField(Box::new(self.steady(*base, out)), field)
            }
            ExprKind::Index(base, index) => {
                let base = self.steady(*base, out);
                let index = self.store_temp(*index, out);
                ExprKind::Index(Box::new(base), Box::new(index))
            }
            // Without the GIL nobody can hold the object.
            ExprKind::Cast(base) if self.gil != GilState::Held && self.types().is_object(ty) => {
                ExprKind::Cast(Box::new(self.steady(*base, out)))
            }
            ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Extern(_) => return place,
            _ => return self.store_temp(place, out),
        };
        Expr::new(kind, ty, span)
    }

    fn aug_item(
        &mut self,
        (base, index): (&ast::Expr, &ast::Expr),
        op: BinaryOp,
        value: &ast::Expr,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        let base = match self.buffer_item(base, index, true, out) {
            Some(view) => view,
            None => self.expr(base),
        };
        if self.types().as_view(base.ty).is_some() {
            let place = self.view_item_place(base, index, span, out);
            self.aug_memory(place, op, value, span, out);
            return;
        }
        if self.is_cpp(base.ty) {
            let index = self.index_expr(index);
            let place = self.cpp_item(base, index, span);
            return self.aug_memory(place, op, value, span, out);
        }
        let ctuple = matches!(self.types().resolved(base.ty), Type::CTuple(_));
        let memory = ctuple || self.types().pointee(base.ty).is_some();
        if memory && !matches!(index.kind, Ast::Slice(_)) {
            let index = self.index_expr(index);
            let place = self.item_of(base, index, span);
            self.aug_memory(place, op, value, span, out);
            return;
        }
        let base = self.index_base(base);
        if base.ty == Ty::ERROR {
            self.expr(value);
            return;
        }
        let base = self.store_temp(base, out);
        let index = match &index.kind {
            Ast::Slice(slice) => self.slice_object(slice, index.span),
            _ => self.index_expr(index),
        };
        let index = self.store_temp(index, out);
        let old = self.item_of(base.clone(), index.clone(), span);
        let old = self.store_temp(old, out);
        let value = self.expr(value);
        let new = self.in_place(op, old, value, span);
        let new = self.as_item(new, base.ty);
        let new = self.store_temp(new, out);
        out.extend(self.store_item(base, index, Some(new), span));
    }
}
