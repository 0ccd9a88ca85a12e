//! Variables of buffer types, `object[int, ndim=2]`: objects like any other, beside each of which stands a memoryview of what it
//! holds. Items are those of the view; whatever else is done goes to the object.

use ast::ExprKind as Ast;
use base::Span;
use tir::{Expr, ExprKind, LocalId, Place, Stmt, StmtKind};
use types::{Ty, Type};

use super::Checker;
use super::build::{assign, stmt};
use super::names::Found;

/// What belongs to a variable of a buffer type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Buffer {
    view: LocalId,
    /// Whether the buffer has to be one that can be written to: known when the function has been read.
    writable: LocalId,
    stored: bool,
}

impl Checker<'_, '_> {
    /// The type of the view beside a variable of this type.
    pub(super) fn buffer_type(&self, ty: Ty) -> Option<Ty> {
        let object = self.types().as_object(ty)?;
        object.items.first().copied().filter(|&item| self.types().as_view(item).is_some())
    }

    fn buffer(&mut self, local: LocalId) -> Option<Buffer> {
        let ty = self.buffer_type(self.locals[local].ty)?;
        let span = self.locals[local].span;
        if self.cell_of(local).is_some() {
            self.unsupported(span, "buffers of variables that inner functions use");
            return None;
        }
        if let Some(&buffer) = self.buffers.get(&local) {
            return Some(buffer);
        }
        let view = self.temp(ty, span);
        let writable = self.temp(Ty::INT, span);
        for made in [view, writable] {
            self.locals[made].kind = tir::LocalKind::Variable;
        }
        let buffer = Buffer { view, writable, stored: false };
        if !self.dry {
            self.buffers.insert(local, buffer);
        }
        Some(buffer)
    }

    /// The view beside the variable, where all axes are indexed by C numbers.
    pub(super) fn buffer_item(
        &mut self,
        base: &ast::Expr,
        index: &ast::Expr,
        stores: bool,
        out: &mut Vec<Stmt>,
    ) -> Option<Expr> {
        let Ast::Name(name) = base.kind else { return None };
        let Found::Local(local) = self.find(name) else { return None };
        let ty = self.buffer_type(self.locals[local].ty)?;
        let axes = self.view_of(ty)?.axes.len();
        let items: &[ast::Expr] = match &index.kind {
            Ast::Tuple(items) => items,
            _ => std::slice::from_ref(index),
        };
        let number = |me: &mut Self, item: &ast::Expr| {
            let ty = me.dry_run(|me| me.expr(item).ty);
            me.types().is_int(ty) && me.types().resolve(ty) != Ty::BINT
        };
        if items.len() != axes || !items.iter().all(|item| number(self, item)) {
            return None;
        }
        let buffer = self.buffer(local)?;
        if !self.flow.is_bound(local) {
            // The variable says that it is not bound; the view has no name.
            let read = self.read_local(local, base.span);
            out.extend(self.discard(read));
        }
        if stores && !self.dry {
            self.buffers.entry(local).and_modify(|buffer| buffer.stored = true);
        }
        Some(Expr::new(ExprKind::Local(buffer.view), ty, base.span))
    }

    /// Gives a variable of a buffer type its value, if the value has such a buffer.
    pub(super) fn assign_buffer(
        &mut self,
        local: LocalId,
        value: Expr,
        span: Span,
        out: &mut Vec<Stmt>,
    ) -> bool {
        let ty = self.locals[local].ty;
        if self.buffer_type(ty).is_none() {
            return false;
        }
        let Some(buffer) = self.buffer(local) else { return true };
        let value = self.coerce(value, ty);
        let value = self.store_temp(value, out);
        if value.ty == Ty::ERROR {
            return true;
        }
        let view = self.taken_buffer(buffer, value.clone().cast(Ty::OBJECT), span);
        let view = self.store_temp(view, out);
        out.push(stmt(StmtKind::Assign(Place::Local(local), value), span));
        out.push(assign(buffer.view, view));
        self.flow.bind(local);
        true
    }

    fn taken_buffer(&mut self, buffer: Buffer, object: Expr, span: Span) -> Expr {
        let ty = self.locals[buffer.view].ty;
        let view = self.object_to_view(object, ty);
        let writable = self.local(buffer.writable, span);
        let replaced = |kind: ExprKind| match kind {
            ExprKind::Op(op, mut args) => {
                if let Some(last) = args.last_mut() {
                    *last = writable;
                }
                ExprKind::Op(op, args)
            }
            other => other,
        };
        match view.kind {
            ExprKind::Cast(inner) => {
                let inner = Expr { kind: replaced(inner.kind), ..*inner };
                Expr { kind: ExprKind::Cast(Box::new(inner)), ..view }
            }
            kind => Expr { kind: replaced(kind), ..view },
        }
    }

    /// What a function with such variables begins with: the buffers of its arguments.
    pub(super) fn open_buffers(&mut self) -> Vec<Stmt> {
        let params: Vec<_> = self.scope.params.iter().map(|param| param.local).collect();
        let taken: Vec<_> = params
            .iter()
            .filter_map(|&local| self.buffer(local).map(|buffer| (local, buffer)))
            .collect();
        let mut all: Vec<_> = self.buffers.values().copied().collect();
        all.sort_by_key(|buffer| buffer.view);
        let span = self.scope.span;
        let mut out = Vec::new();
        for buffer in all {
            let stored = self.c_int(buffer.stored.into(), Ty::INT, span);
            out.push(assign(buffer.writable, stored));
        }
        for (local, buffer) in taken {
            let object = self.local(local, span).cast(Ty::OBJECT);
            let view = self.taken_buffer(buffer, object, span);
            out.push(assign(buffer.view, view));
        }
        out
    }

    /// An item of a buffer cannot be of a type that has none.
    pub(super) fn is_buffer_item(&self, ty: Ty) -> bool {
        matches!(self.types().resolved(ty), Type::MemView(_))
    }
}
