//! Loops over C arrays, slices of C memory, and the characters of text.

use ast::ExprKind as Ast;
use base::Span;
use tir::{Expr, ExprKind, Stmt};
use types::{Builtin, Ty, Type, TypeTable};

use super::Checker;
use super::loops::{Body, Range};
use crate::convert::{Conversion, conversion};

impl<'k, 'a> Checker<'k, 'a> {
    /// A C array, or a slice of C memory with a known end: base, start, stop, step.
    pub fn c_sequence(&mut self, iter: &ast::Expr) -> Option<(Expr, Expr, Expr, Expr)> {
        let span = iter.span;
        let (base, slice) = match &iter.kind {
            Ast::Subscript(base, index) => match &index.kind {
                Ast::Slice(slice) => (&**base, Some(slice)),
                _ => (iter, None),
            },
            _ => (iter, None),
        };
        let ty = self.dry_run(|me| me.expr(base).ty);
        let length = match *self.types().resolved(ty) {
            Type::Array(_, length) => length,
            Type::Ptr(_) if slice.is_some() => None,
            Type::Ptr(item) if self.is_char(item) => None,
            _ => return None,
        };
        let base = self.expr(base);
        let item = self.types().pointee(base.ty)?;
        let pointer = self.decayed(base.ty, item);
        let base = base.cast(pointer);
        let whole = length.map(|length| self.c_int(length.into(), Ty::SSIZE, span));
        let part = |me: &mut Self, part: &Option<ast::Expr>| {
            part.as_ref().map(|part| me.expr_as(part, Ty::SSIZE))
        };
        let (start, stop, step) = match slice {
            Some(slice) => {
                let start = part(self, &slice.start);
                let stop = part(self, &slice.stop);
                (start, stop.or(whole), part(self, &slice.step))
            }
            None => (None, whole, None),
        };
        let stop = stop.or_else(|| self.text_end(&base, item, span));
        let Some(stop) = stop else {
            self.report(diag::expressions::LoopBounds { at: span });
            return None;
        };
        let start = start.unwrap_or_else(|| self.c_int(0, Ty::SSIZE, span));
        let step = step.unwrap_or_else(|| self.c_int(1, Ty::SSIZE, span));
        Some((base, start, stop, step))
    }

    /// Where text ends: at its null byte.
    fn text_end(&mut self, base: &Expr, item: Ty, span: Span) -> Option<Expr> {
        let mut inner = base;
        while let ExprKind::Cast(value) = &inner.kind {
            inner = value;
        }
        let read = matches!(
            inner.kind,
            ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::CStr(_) | ExprKind::Extern(_)
        );
        if !read || !self.is_char(item) {
            return None;
        }
        let text = base.clone().cast(Ty::CONST_CHAR_PTR);
        Some(self.op("chars.len", vec![text], span))
    }

    pub fn c_loop(
        &mut self,
        target: &ast::Expr,
        (base, start, stop, step): (Expr, Expr, Expr, Expr),
        suites: &[&[ast::Stmt]],
        body: Body<'_, 'k, 'a>,
        orelse: Body<'_, 'k, 'a>,
        span: Span,
    ) -> Vec<Stmt> {
        let item = self.types().pointee(base.ty).unwrap_or(Ty::ERROR);
        let mut out = Vec::new();
        let base = self.store_temp(base, &mut out);
        let counter = self.temp(Ty::SSIZE, span);
        // A target that cannot hold an item points to it.
        let by_pointer = self.target_type(target).is_some_and(|target| {
            let types = self.types();
            types.is_pointer(target) && !fits(types, item, target) && fits(types, base.ty, target)
        });
        let mut give = |me: &mut Self, out: &mut Vec<Stmt>| {
            let index = me.local(counter, target.span);
            let read = ExprKind::Index(Box::new(base.clone()), Box::new(index));
            let mut value = Expr::new(read, item, target.span);
            if by_pointer {
                value = Expr::new(ExprKind::AddrOf(Box::new(value)), base.ty, target.span);
            }
            me.assign_target(target, value, out);
        };
        let range = Range { start, stop, step };
        out.extend(self.counted_loop(counter, range, suites, (&mut give, body, orelse), span));
        out
    }

    /// The characters of a str, the bytes of bytes, without objects.
    pub fn text_loop(
        &mut self,
        target: &ast::Expr,
        value: &Expr,
        suites: &[&[ast::Stmt]],
        body: Body<'_, 'k, 'a>,
        orelse: Body<'_, 'k, 'a>,
        span: Span,
    ) -> Option<Vec<Stmt>> {
        let exact = self.types().as_object(value.ty).is_some_and(|object| object.exact);
        let (len, read, is_str) = match self.types().as_builtin(value.ty) {
            Some(Builtin::Str) if exact => ("str.len", "str.read", true),
            Some(Builtin::Bytes) if exact => ("bytes.len", "bytes.getitem_raw", false),
            _ => return None,
        };
        self.needs_gil("iterating over Python object", span);
        let (mut out, text) = self.not_none(value.clone(), "check.none_iter");
        let text = self.store_temp(text, &mut out);
        let mut reads = vec![text.clone()];
        if is_str {
            for part in ["str.kind", "str.data"] {
                let part = self.op(part, vec![text.clone()], span);
                reads.push(self.store_temp(part, &mut out));
            }
        }
        let counter = self.temp(Ty::SSIZE, span);
        let stop = self.op(len, vec![text.clone()], span);
        let range = Range {
            start: self.c_int(0, Ty::SSIZE, span),
            stop,
            step: self.c_int(1, Ty::SSIZE, span),
        };
        let mut give = |me: &mut Self, out: &mut Vec<Stmt>| {
            let index = me.local(counter, target.span);
            let args = reads.iter().cloned().chain([index]).collect();
            let value = me.op(read, args, target.span);
            let value = match value.ty {
                Ty::INT => me.c_cast(value, Ty::UCHAR),
                _ => value,
            };
            me.assign_target(target, value, out);
        };
        out.extend(self.counted_loop(counter, range, suites, (&mut give, body, orelse), span));
        Some(out)
    }
}

fn fits(types: &TypeTable, from: Ty, to: Ty) -> bool {
    !matches!(conversion(types, from, to), Conversion::Refused(_))
}
