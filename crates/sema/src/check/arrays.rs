//! C arrays as values: they are filled item by item, from displays, other C memory and Python objects.

use ast::{ExprKind as Ast, Slice};
use base::Span;
use tir::{CBinary, Expr, ExprKind, ForRange, Place, Stmt, StmtKind, StopRule};
use types::{Ty, Type};

use super::build::{eval, stmt};
use super::{Checker, GilState};

impl Checker<'_, '_> {
    /// An array is given as many items as it has; else that is reported.
    fn fills(&mut self, found: usize, length: u64, at: Span) -> bool {
        let expected = length as usize;
        if found != expected {
            let what = if found < expected { "not enough" } else { "too many" }.into();
            self.report(diag::expressions::UnpackLength { at, expected, found, what });
        }
        found == expected
    }

    /// An array that is given a list of expressions: each is checked for the item's type.
    pub fn fill_from_display(
        &mut self,
        place: Expr,
        (item, length): (Ty, u64),
        items: &[ast::Expr],
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        if !self.fills(items.len(), length, span) {
            return;
        }
        let place = self.steady(place, out);
        let mut stores = Vec::new();
        for (index, value) in items.iter().enumerate() {
            let index = self.c_int(index as i128, Ty::SSIZE, span);
            let at = ExprKind::Index(Box::new(place.clone()), Box::new(index));
            let at = Expr::new(at, item, value.span);
            if let Type::Array(inner, Some(length)) = *self.types().resolved(item)
                && let Ast::List(items) | Ast::Tuple(items) = &value.kind
            {
                self.fill_from_display(at, (inner, length), items, value.span, out);
                continue;
            }
            let value = self.expr_as(value, item);
            let value = self.store_temp(value, out);
            stores.push((at, value));
        }
        // All values are evaluated before the first one is stored.
        for (at, value) in stores {
            out.push(stmt(StmtKind::Assign(Place::Memory(at), value), span));
        }
    }

    /// An array is filled item by item: from a display, or from another array.
    pub fn fill_array(
        &mut self,
        place: Expr,
        item: Ty,
        length: u64,
        value: Expr,
        out: &mut Vec<Stmt>,
    ) {
        let span = value.span;
        let items: Option<Vec<Expr>> = match value.kind {
            ExprKind::Display(_, items) if items.iter().all(|item| !item.star) => {
                Some(items.into_iter().map(|item| item.value).collect())
            }
            ExprKind::Const(tir::Const::Tuple(items)) => Some(
                items
                    .into_iter()
                    .map(|item| {
                        let ty = constant_type(&item);
                        Expr::new(ExprKind::Const(item), ty, span)
                    })
                    .collect(),
            ),
            _ => {
                let source = match *self.types().resolved(value.ty) {
                    Type::Array(other, Some(count)) if count == length && other == item => true,
                    Type::Ptr(other) => other == item,
                    _ => false,
                };
                if !source {
                    let convertible = self.types().is_object(value.ty)
                        && (crate::convert::can_unbox(self.types(), item)
                            || matches!(self.types().resolved(item), Type::Array(..)));
                    if convertible {
                        // What cannot be converted leaves the array as it was.
                        let items = self.memory_temp(place.ty, span);
                        self.fill_from_object(items.clone(), item, length, value, out);
                        self.copy_items(place, items, (item, length), out);
                    } else {
                        let (from, to) = (self.describe(value.ty), self.describe(place.ty));
                        self.report(diag::expressions::CannotAssign { at: span, from, to });
                    }
                    return;
                }
                let pointer = self.types_mut().ptr(item);
                let source = self.store_temp(value.cast(pointer), out);
                let copied: Vec<_> = (0..length)
                    .map(|index| {
                        let index = self.c_int(index.into(), Ty::SSIZE, span);
                        let read = ExprKind::Index(Box::new(source.clone()), Box::new(index));
                        Expr::new(read, item, span)
                    })
                    .collect();
                Some(copied)
            }
        };
        let Some(items) = items else { return };
        if !self.fills(items.len(), length, span) {
            return;
        }
        if length > 256 {
            self.unsupported(span, "copying large C arrays");
            return;
        }
        let values: Vec<_> = items
            .into_iter()
            .map(|value| {
                let value = self.coerce(value, item);
                self.store_temp(value, out)
            })
            .collect();
        for (index, value) in values.into_iter().enumerate() {
            let index = self.c_int(index as i128, Ty::SSIZE, span);
            let at = ExprKind::Index(Box::new(place.clone()), Box::new(index));
            let at = Expr::new(at, item, span);
            out.push(stmt(StmtKind::Assign(Place::Memory(at), value), span));
        }
    }

    /// `base[a:b] = value` of C memory: as many items as the slice has.
    pub fn assign_c_slice(
        &mut self,
        base: Expr,
        slice: &Slice,
        value: Expr,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        let Some(item) = self.types().pointee(base.ty) else { return };
        let whole = slice.start.is_none() && slice.stop.is_none() && slice.step.is_none();
        let known = match *self.types().resolved(base.ty) {
            Type::Array(_, length) => length,
            _ => None,
        };
        if let (true, Some(length)) = (whole, known) {
            self.fill_array(base, item, length, value, out);
            return;
        }
        let value = self.as_items(value, item, out);
        let (count, source) = match *self.types().resolved(value.ty) {
            Type::Array(other, Some(count)) if other == item => (Some(count), value),
            Type::Ptr(other) if self.types().unqualified(other) == item => (None, value),
            _ => {
                self.unsupported(span, "assignment of Python objects to slices of C arrays");
                return;
            }
        };
        if slice.step.is_some() || (slice.stop.is_none() && known.is_none()) {
            self.unsupported(span, "assignment to slices of C memory like this");
            return;
        }
        let pointer = self.types_mut().ptr(item);
        let source = self.store_temp(source.cast(pointer), out);
        let base = self.store_temp(base.cast(pointer), out);
        let start = match &slice.start {
            Some(start) => self.expr_as(start, Ty::SSIZE),
            None => self.c_int(0, Ty::SSIZE, span),
        };
        let start = self.store_temp(start, out);
        let stop = match (&slice.stop, known) {
            (Some(stop), _) => self.expr_as(stop, Ty::SSIZE),
            (None, length) => self.c_int(length.unwrap_or(0).into(), Ty::SSIZE, span),
        };
        let stop = self.store_temp(stop, out);
        let length = self.binary(CBinary::Sub, stop, start.clone(), Ty::SSIZE, span);
        let length = self.store_temp(length, out);
        if let Some(count) = count {
            let count = self.c_int(count.into(), Ty::SSIZE, span);
            let differs = self.binary(CBinary::Ne, length.clone(), count.clone(), Ty::BINT, span);
            let parts = [
                Part::Text("Assignment to slice of wrong length, expected "),
                Part::Number(count),
                Part::Text(", got "),
                Part::Number(length.clone()),
            ];
            let then = self.raise_text("ValueError", parts, span);
            out.push(stmt(StmtKind::If { cond: differs, then, orelse: vec![] }, span));
        }
        let target = self.binary(CBinary::Add, base, start, pointer, span);
        let target = self.store_temp(target, out);
        self.each_index(length, span, out, |_, index, out| {
            let read = ExprKind::Index(Box::new(source.clone()), Box::new(index.clone()));
            let value = Expr::new(read, item, span);
            let at = ExprKind::Index(Box::new(target.clone()), Box::new(index));
            let at = Expr::new(at, item, span);
            out.push(stmt(StmtKind::Assign(Place::Memory(at), value), span));
        });
    }

    /// A display as an array of its items.
    fn as_items(&mut self, value: Expr, item: Ty, out: &mut Vec<Stmt>) -> Expr {
        let count = match &value.kind {
            ExprKind::Display(_, items) if items.iter().all(|item| !item.star) => items.len(),
            ExprKind::Const(tir::Const::Tuple(items)) => items.len(),
            _ => return value,
        };
        if count == 0 {
            return value;
        }
        let (span, length) = (value.span, count as u64);
        let array = self.types_mut().array(item, Some(length));
        let items = self.memory_temp(array, span);
        self.fill_array(items.clone(), item, length, value, out);
        items
    }

    /// An array from any iterable of the right length.
    fn fill_from_object(
        &mut self,
        place: Expr,
        item: Ty,
        length: u64,
        value: Expr,
        out: &mut Vec<Stmt>,
    ) {
        let span = value.span;
        let place = self.steady(place, out);
        let items = self.op("list.of", vec![value], span);
        if items.ty == Ty::ERROR {
            return;
        }
        let items = self.store_temp(items, out);
        let found = self.op("list.len", vec![items.clone()], span);
        let found = self.store_temp(found, out);
        let wanted = self.c_int(length.into(), Ty::SSIZE, span);
        let text = format!("values found during array assignment, expected {length}");
        let few = format!("not enough {text}, got ");
        let few = [Part::Text(&few), Part::Number(found.clone())];
        let few = self.raise_text("IndexError", few, span);
        let many = format!("too many {text}");
        let many = self.raise_text("IndexError", [Part::Text(&many)], span);
        for (op, then) in [(CBinary::Lt, few), (CBinary::Gt, many)] {
            let cond = self.binary(op, found.clone(), wanted.clone(), Ty::BINT, span);
            out.push(stmt(StmtKind::If { cond, then, orelse: vec![] }, span));
        }
        self.each_index(wanted, span, out, |me, index, out| {
            let value = me.op("list.item", vec![items.clone(), index.clone()], span);
            let at = ExprKind::Index(Box::new(place.clone()), Box::new(index));
            let at = Expr::new(at, item, span);
            if let Type::Array(inner, Some(length)) = *me.types().resolved(item) {
                me.fill_from_object(at, inner, length, value, out);
                return;
            }
            let value = me.coerce(value, item);
            out.push(stmt(StmtKind::Assign(Place::Memory(at), value), span));
        });
    }

    /// All items of an array from another one, which does not overlap it.
    fn copy_items(&mut self, to: Expr, from: Expr, (item, length): (Ty, u64), out: &mut Vec<Stmt>) {
        let span = to.span;
        let to = self.steady(to, out);
        let length = self.c_int(length.into(), Ty::SSIZE, span);
        self.each_index(length, span, out, |me, index, out| {
            let at = |array: Expr| {
                let place = ExprKind::Index(Box::new(array), Box::new(index.clone()));
                Expr::new(place, item, span)
            };
            match *me.types().resolved(item) {
                Type::Array(inner, Some(length)) => {
                    me.copy_items(at(to), at(from), (inner, length), out);
                }
                _ => out.push(stmt(StmtKind::Assign(Place::Memory(at(to)), at(from)), span)),
            }
        });
    }

    /// An array that a Python object fills, as a value.
    pub fn object_to_array(&mut self, value: Expr, to: Ty) -> Expr {
        let span = value.span;
        let place = self.memory_temp(to, span);
        let mut out = Vec::new();
        if let Type::Array(item, Some(length)) = *self.types().resolved(to) {
            self.fill_from_object(place.clone(), item, length, value, &mut out);
        }
        self.seq(out, place)
    }

    /// A variable that nobody else knows.
    pub fn memory_temp(&mut self, ty: Ty, span: Span) -> Expr {
        let local = self.locals.push(tir::Local {
            name: None,
            ty,
            kind: tir::LocalKind::Variable,
            maybe_unbound: false,
            address_taken: true,
            span,
        });
        self.local(local, span)
    }

    /// A loop over the numbers below a length.
    fn each_index(
        &mut self,
        length: Expr,
        span: Span,
        out: &mut Vec<Stmt>,
        body: impl FnOnce(&mut Self, Expr, &mut Vec<Stmt>),
    ) {
        let counter = self.temp(Ty::SSIZE, span);
        let index = self.local(counter, span);
        let mut stmts = Vec::new();
        body(self, index, &mut stmts);
        let loop_ = ForRange {
            counter,
            start: self.c_int(0, Ty::SSIZE, span),
            stop: length,
            step: self.c_int(1, Ty::SSIZE, span),
            stop_rule: StopRule::Range,
            body: stmts,
            orelse: Vec::new(),
            after: Vec::new(),
            again: Vec::new(),
        };
        out.push(stmt(StmtKind::ForRange(Box::new(loop_)), span));
    }

    /// Raises a builtin exception with a text that has numbers in it; takes the GIL for that.
    fn raise_text<const N: usize>(
        &mut self,
        class: &str,
        parts: [Part<'_>; N],
        span: Span,
    ) -> Vec<Stmt> {
        let before = std::mem::replace(&mut self.gil, GilState::Held);
        let parts = parts
            .into_iter()
            .map(|part| match part {
                Part::Text(text) => self.str_const(text, span),
                Part::Number(number) => self.as_str(number, span),
            })
            .collect();
        let text = self.op("str.join_parts", parts, span);
        let name = self.intern(class);
        let func = Box::new(self.builtin_value(name, span));
        let call = ExprKind::Call { func, args: vec![text], keywords: Vec::new() };
        let error = Expr::new(call, Ty::OBJECT, span);
        let raise = vec![eval(self.op("exc.raise", vec![error], span))];
        self.gil = before;
        if before == GilState::Held { raise } else { vec![stmt(StmtKind::Gil(raise), span)] }
    }
}

/// A part of the text of an exception.
enum Part<'t> {
    Text(&'t str),
    Number(Expr),
}

fn constant_type(constant: &tir::Const) -> Ty {
    use tir::Const;
    match constant {
        Const::None => Ty::NONE,
        Const::True | Const::False => Ty::PYBOOL,
        Const::Int(_) => Ty::PYINT,
        Const::Float(_) => Ty::PYFLOAT,
        Const::Complex(..) => Ty::PYCOMPLEX,
        Const::Str(_) | Const::Name(_) => Ty::STR,
        Const::Bytes(_) => Ty::BYTES,
        Const::Tuple(_) => Ty::TUPLE,
        Const::FrozenSet(_) => Ty::FROZENSET,
        Const::Ellipsis | Const::NotImplemented => Ty::OBJECT,
    }
}
