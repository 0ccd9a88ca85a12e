//! Items and slices.

use ast::{ExprKind as Ast, Slice};
use base::Span;
use builtins::{Directive, Key, Op};
use tir::{CBinary, Expr, ExprKind};
use types::{Builtin, Ty, Type};

use super::Checker;
use super::build::eval;
use crate::convert;

impl Checker<'_, '_> {
    pub fn subscript(
        &mut self,
        base: &ast::Expr,
        index: &ast::Expr,
        want: Option<Ty>,
        span: Span,
    ) -> Expr {
        if let Some(ty) = self.type_subscript(base, index, span) {
            return ty;
        }
        if let Some(chosen) = self.indexed_template(base, index, span) {
            return chosen;
        }
        if let Some(chosen) = self.indexed_fused_def(base, index, span) {
            return chosen;
        }
        if !is_literal_part(base, index) {
            self.warn_negative_index(index);
        }
        let mut before = Vec::new();
        if let Some(view) = self.buffer_item(base, index, false, &mut before) {
            let item = self.view_subscript(view, index, span);
            return self.seq(before, item);
        }
        let base = self.expr(base);
        if self.types().as_view(base.ty).is_some() {
            return self.view_subscript(base, index, span);
        }
        if let Ast::Slice(slice) = &index.kind {
            return self.slice_of(base, slice, want, span);
        }
        if self.is_cpp(base.ty) {
            let index = self.index_expr(index);
            return self.cpp_item(base, index, span);
        }
        let base = self.index_base(base);
        let index = self.index_expr(index);
        self.item_of(base, index, span)
    }

    /// What stands in the brackets; a lone item with a star is a tuple.
    pub fn index_expr(&mut self, index: &ast::Expr) -> Expr {
        match index.kind {
            Ast::Star(_) => self.tuple_display(std::slice::from_ref(index), None, index.span),
            _ => self.expr(index),
        }
    }

    /// `list[int]` and other types as values at run time are plain subscripts of classes; C types have none.
    fn type_subscript(&mut self, base: &ast::Expr, _: &ast::Expr, span: Span) -> Option<Expr> {
        let path = self.cython_path(base)?;
        Some(self.unsupported(span, format!("`cython.{path}[...]` as a value")))
    }

    /// What can be indexed: C memory as it is, anything else as an object.
    pub fn index_base(&mut self, base: Expr) -> Expr {
        let types = self.types();
        if base.ty == Ty::ERROR || types.is_object(base.ty) || types.pointee(base.ty).is_some() {
            return base;
        }
        if matches!(types.resolved(base.ty), Type::CTuple(_)) {
            return base;
        }
        let literal = matches!(base.kind, ExprKind::CInt(_) | ExprKind::CFloat(_));
        let record = matches!(types.resolved(base.ty), Type::Struct(_));
        if !convert::can_box(types, base.ty)
            || record
            || types.is_arithmetic(base.ty)
                && !self.plain
                && !literal
                && !is_text(types.resolve(base.ty))
        {
            let (span, ty) = (base.span, self.describe(base.ty));
            return self.fail(span, diag::expressions::NotSubscriptable { at: span, ty });
        }
        self.to_object(base)
    }

    pub fn item_of(&mut self, base: Expr, index: Expr, span: Span) -> Expr {
        if base.ty == Ty::ERROR || index.ty == Ty::ERROR {
            return self.error_expr(span);
        }
        if let Some(item) = self.types().pointee(base.ty) {
            return self.c_item(base, index, item, span);
        }
        if let Type::CTuple(items) = self.types().resolved(base.ty) {
            let items = items.clone();
            if let ExprKind::CInt(value) = index.kind {
                let length = items.len() as i128;
                let position = if value < 0 { value + length } else { value };
                if let Some(&ty) = usize::try_from(position).ok().and_then(|at| items.get(at)) {
                    let name = self.ctuple_field(position as usize);
                    return Expr::new(ExprKind::Field(Box::new(base), name), ty, span);
                }
                let ty = self.describe(base.ty);
                let index = value.to_string();
                return self.fail(span, diag::expressions::OutOfBounds { at: span, index, ty });
            }
            let base = self.to_object(base);
            return self.object_item(base, index, span);
        }
        self.warn_character_index(&base, &index, span);
        self.object_item(base, index, span)
    }

    fn c_item(&mut self, base: Expr, index: Expr, item: Ty, span: Span) -> Expr {
        if let Some(part) = self.view_array_item(&base, &index, span) {
            return part;
        }
        if self.types().resolve(item) == Ty::VOID {
            let ty = self.describe(base.ty);
            return self.fail(span, diag::expressions::NotSubscriptable { at: span, ty });
        }
        let index = match self.types().is_int(index.ty) {
            true => index,
            false => self.index_value(index),
        };
        if !self.types().is_int(index.ty) {
            return self.error_expr(span);
        }
        Expr::new(ExprKind::Index(Box::new(base), Box::new(index)), item, span)
    }

    /// An index: `__index__` of objects, any C integer as it is.
    pub fn index_value(&mut self, index: Expr) -> Expr {
        if self.types().is_float(index.ty) || self.types().is_complex(index.ty) {
            let (at, from) = (index.span, self.describe(index.ty));
            let to = self.describe(Ty::SSIZE);
            return self.fail(at, diag::expressions::CannotAssign { at, from, to });
        }
        self.coerce(index, Ty::SSIZE)
    }

    /// A receiver of a builtin type that may be None: the error of Python's operation, then the type without None.
    pub fn not_none(&mut self, value: Expr, check: &str) -> (Vec<tir::Stmt>, Expr) {
        let Some(object) = self.types().as_object(value.ty) else { return (Vec::new(), value) };
        if !object.none || matches!(value.kind, ExprKind::Const(_)) {
            return (Vec::new(), value);
        }
        let span = value.span;
        let bare = self.an.cx.types.with_none(value.ty, false);
        let mut stmts = Vec::new();
        // Without the GIL there is no reference that a temporary could have.
        let value = match (&value.kind, self.gil) {
            (ExprKind::Local(_), super::GilState::Released | super::GilState::Unknown) => value,
            _ => self.store_temp(value, &mut stmts),
        };
        let test = self.op(check, vec![value.clone()], span);
        stmts.push(eval(test));
        (stmts, value.cast(bare))
    }

    /// An index is evaluated before the receiver is looked at: ahead of the test that ends these statements.
    fn before_test(&mut self, index: Expr, stmts: &mut Vec<tir::Stmt>) -> Expr {
        let Some(test) = stmts.pop() else { return index };
        let index = self.store_temp(index, stmts);
        stmts.push(test);
        index
    }

    /// An item of an object.
    fn object_item(&mut self, base: Expr, index: Expr, span: Span) -> Expr {
        let (mut before, base) = self.not_none(base, "check.none_getitem");
        let index = self.before_test(index, &mut before);
        let items = self.types().as_object(base.ty).map(|object| object.items.clone());
        let is_dict = self.types().as_builtin(base.ty) == Some(Builtin::Dict);
        let place = constant_position(&index);
        let (row, index) = self.item_row("getitem", &base, index, None, span);
        let Some(row) = row else { return self.error_expr(span) };
        let (builtin, whole) = (self.types().as_builtin(base.ty), base.ty);
        let value = self.call_row(row, vec![base, index], span);
        let value = match builtin {
            Some(Builtin::Bytes | Builtin::ByteArray) if value.ty == Ty::INT => {
                self.c_cast(value, Ty::UCHAR)
            }
            _ => value,
        };
        let value = self.seq(before, value);
        match items.as_deref() {
            Some([_, item]) if is_dict => self.declared_item(value, *item),
            Some([item]) if !is_dict => self.declared_item(value, *item),
            // Those of a tuple have types of their own.
            Some([_, ..]) if builtin == Some(Builtin::Tuple) => {
                let item = match place {
                    Some(place) => crate::items::tuple_item(self.types(), whole, place),
                    None => self.object_item_type(whole),
                };
                self.declared_item(value, item)
            }
            _ => value,
        }
    }

    /// An item of a container whose item type is declared: tested where it is read.
    pub fn declared_item(&mut self, value: Expr, item: Ty) -> Expr {
        if !self.types().is_object(value.ty)
            || self.is_buffer_item(item)
            || self.types().as_object(item).is_some_and(|o| o.class == types::Class::Any)
        {
            return value;
        }
        let ty = self.an.cx.types.with_none(item, true);
        self.coerce(value, ty)
    }

    /// The row for an item access, and the index as it takes it. A C index is a position, except in dicts.
    fn item_row(
        &mut self,
        name: &'static str,
        base: &Expr,
        index: Expr,
        value: Option<&Expr>,
        span: Span,
    ) -> (Option<Op>, Expr) {
        let builtin = self.types().as_builtin(base.ty);
        let is_int = self.types().is_int(index.ty)
            && !is_text(self.types().resolve(index.ty))
            && self.types().resolve(index.ty) != Ty::BINT;
        let mut index = index;
        let positional = matches!(
            builtin,
            None | Some(
                Builtin::List | Builtin::Tuple | Builtin::Str | Builtin::Bytes | Builtin::ByteArray
            )
        );
        if is_int && positional {
            let wide = !self.types().is_signed(index.ty)
                && self.types().int_kind(index.ty).is_some_and(|kind| kind.bits() == 64);
            if wide && builtin.is_none() {
                index = self.c_cast(index, Ty::SIZE);
                if name == "getitem" && !convert::extern_int(self.types(), index.ty) {
                    return (Op::find("obj.getitem_size"), index);
                }
            }
            index = self.c_cast(index, Ty::SSIZE);
        } else if !self.types().is_object(index.ty) {
            index = self.to_object(index);
        } else if self.types().resolve(index.ty) == Ty::PYINT && is_exact_sequence(builtin) {
            // A position all the same: one that does not fit is out of range.
            let fits = matches!(&index.kind, ExprKind::Const(tir::Const::Int(digits)) if digits.parse::<i32>().is_ok());
            if fits {
                index = self.coerce(index, Ty::SSIZE);
            }
        }
        if index.ty == Ty::ERROR {
            return (None, index);
        }
        let mut args = vec![base.clone(), index.clone()];
        args.extend(value.cloned());
        let row =
            self.select(Key::Operator(name), &args).or_else(|| Op::find(&format!("obj.{name}")));
        let row = row.map(|row| self.checked_variant(row, &index));
        let _ = span;
        (row, index)
    }

    /// The form of an item row that `boundscheck` and `wraparound` ask for.
    fn checked_variant(&self, row: Op, index: &Expr) -> Op {
        if row.args.get(1).is_none_or(|arg| arg.ty != Ty::SSIZE) {
            return row;
        }
        let known = match index.kind {
            ExprKind::CInt(value) => Some(value),
            _ => None,
        };
        let unsigned = match &index.kind {
            ExprKind::Cast(inner) => {
                self.types().is_int(inner.ty) && !self.types().is_signed(inner.ty)
            }
            _ => false,
        };
        let wraps = self.directive(Directive::Wraparound)
            && !unsigned
            && known.is_none_or(|value| value < 0);
        let checks = self.directive(Directive::BoundsCheck);
        let suffix = match (checks, wraps) {
            (true, true) => return row,
            (true, false) => "_nowrap",
            (false, true) => "_nocheck",
            (false, false) => "_raw",
        };
        // A negative constant index is wanted from the end whatever the directive says of lists.
        if !checks && known.is_some_and(|value| value < 0) && !self.directive(Directive::Wraparound)
        {
            return row;
        }
        Op::find(&format!("{}{suffix}", row.name)).unwrap_or(row)
    }

    /// `base[index] = value` and `del base[index]` of an object; both parts are evaluated already.
    pub fn store_item(
        &mut self,
        base: Expr,
        index: Expr,
        value: Option<Expr>,
        span: Span,
    ) -> Vec<tir::Stmt> {
        let check = if value.is_some() { "check.none_setitem" } else { "check.none_delitem" };
        let (mut stmts, base) = self.not_none(base, check);
        let index = self.before_test(index, &mut stmts);
        let name = if value.is_some() { "setitem" } else { "delitem" };
        let value = match (value, self.types().as_builtin(base.ty)) {
            (Some(value), Some(Builtin::ByteArray)) if self.constant_byte(&value).is_some() => {
                let code = self.constant_byte(&value).unwrap_or_default();
                Some(self.c_int(code.into(), Ty::INT, span))
            }
            (Some(value), Some(Builtin::ByteArray))
                if !self.plain && self.types().is_object(value.ty) =>
            {
                let byte = self.coerce(value, Ty::UCHAR);
                Some(self.c_cast(byte, Ty::INT))
            }
            (Some(value), Some(Builtin::ByteArray)) if self.types().is_int(value.ty) => {
                self.warn_byte(&value);
                Some(self.c_cast(value, Ty::INT))
            }
            (Some(value), _) => Some(self.to_object(value)),
            (None, _) => None,
        };
        let (row, index) = self.item_row(name, &base, index, value.as_ref(), span);
        let Some(row) = row else { return stmts };
        let mut args = vec![base, index];
        args.extend(value);
        let store = self.call_row(row, args, span);
        stmts.push(eval(store));
        stmts
    }

    /// A slice as an object of its own, as in `x[a:b, c]`.
    pub fn slice_object(&mut self, slice: &Slice, span: Span) -> Expr {
        let mut part = |part: &Option<ast::Expr>| match part {
            Some(part) => self.object(part),
            None => self.none(span).cast(Ty::OBJECT),
        };
        let parts = vec![part(&slice.start), part(&slice.stop), part(&slice.step)];
        self.op("slice.new", parts, span)
    }

    /// `base[start:stop:step]`
    pub fn slice_of(&mut self, base: Expr, slice: &Slice, want: Option<Ty>, span: Span) -> Expr {
        if base.ty == Ty::ERROR {
            return base;
        }
        if let Some(item) = self.types().pointee(base.ty) {
            return self.c_slice(base, item, slice, want, span);
        }
        let base = self.index_base(base);
        if base.ty == Ty::ERROR {
            return base;
        }
        if slice.step.as_ref().is_some_and(|step| !matches!(step.kind, Ast::None)) {
            let (before, base) = self.not_none(base, "check.none_getitem");
            let kind = self.types().as_builtin(base.ty);
            let exact = self.types().as_object(base.ty).is_some_and(|object| object.exact);
            let index = self.slice_object(slice, span);
            let whole = base.ty;
            let value = self.op("obj.getitem", vec![base, index], span);
            let value = match kind {
                Some(Builtin::List) if exact => {
                    let list = self.types_mut().with_none(whole, false);
                    value.cast(list)
                }
                Some(Builtin::Tuple) if exact => value.cast(Ty::TUPLE),
                Some(Builtin::Str) if exact => value.cast(Ty::STR),
                Some(Builtin::Bytes) if exact => value.cast(Ty::BYTES),
                _ => value,
            };
            return self.seq(before, value);
        }
        let (before, base) = self.not_none(base, "check.none_getitem");
        let (row, bounds) = self.slice_row("getslice", &base, slice, None, span);
        let items = self.types().as_object(base.ty).map_or(0, |object| object.items.len());
        let list = self.types().as_builtin(base.ty) == Some(Builtin::List) && items > 0;
        let whole = list.then_some(base.ty).map(|ty| self.types_mut().with_none(ty, false));
        let mut args = vec![base];
        args.extend(bounds);
        let value = match row {
            // A part of a list has the same items.
            Some(row) => match (self.call_row(row, args, span), whole) {
                (value, Some(ty)) => value.cast(ty),
                (value, None) => value,
            },
            None => self.error_expr(span),
        };
        self.seq(before, value)
    }

    /// Both bounds are evaluated before one is converted, where the conversion may run code.
    #[allow(clippy::type_complexity)]
    fn bounds_first(&mut self, bounds: Vec<Option<Expr>>) -> (Vec<tir::Stmt>, Vec<Option<Expr>>) {
        let mut before = Vec::new();
        let [Some(start), Some(stop)] = bounds.as_slice() else { return (before, bounds) };
        if !self.types().is_object(start.ty) || self.is_repeatable(stop) {
            return (before, bounds);
        }
        let (start, stop) = (start.clone(), stop.clone());
        let start = self.store_temp(start, &mut before);
        let stop = self.store_temp(stop, &mut before);
        (before, vec![Some(start), Some(stop)])
    }

    /// The row for a slice without a step, and its bounds. C bounds go to rows that take numbers; bounds that are unknown
    /// objects to those that take objects.
    fn slice_row(
        &mut self,
        name: &'static str,
        base: &Expr,
        slice: &Slice,
        value: Option<&Expr>,
        span: Span,
    ) -> (Option<Op>, Vec<Expr>) {
        let bounds: Vec<Option<Expr>> = [&slice.start, &slice.stop]
            .into_iter()
            .map(|bound| {
                bound
                    .as_ref()
                    .filter(|bound| !matches!(bound.kind, Ast::None))
                    .map(|bound| self.expr(bound))
            })
            .collect();
        let c_bound = |me: &Self, bound: &Expr| {
            me.types().is_int(bound.ty) && !is_text(me.types().resolve(bound.ty))
        };
        let exact = self.types().as_object(base.ty).is_some_and(|object| {
            let types::Class::Builtin(builtin) = object.class else { return false };
            // The others refuse to be written before they look at the bounds.
            let takes = builtin == Builtin::List
                || name == "getslice"
                    && matches!(builtin, Builtin::Tuple | Builtin::Str | Builtin::Bytes);
            object.exact && takes
        });
        // Other classes may look at what is left out, and see None.
        let all_c =
            || bounds.iter().all(|bound| bound.as_ref().is_some_and(|bound| c_bound(self, bound)));
        let numbers = exact || (!self.plain && all_c());
        let (mut before, bounds) = match numbers {
            true => self.bounds_first(bounds),
            false => (Vec::new(), bounds),
        };
        let mut parts = Vec::new();
        for (index, bound) in bounds.into_iter().enumerate() {
            let limit = if index == 0 { 0 } else { i128::from(i64::MAX) };
            parts.push(match (bound, numbers) {
                (None, true) => self.c_int(limit, Ty::SSIZE, span),
                (None, false) => self.null_object(span),
                (Some(bound), true) if self.types().is_object(bound.ty) => {
                    let limit = self.c_int(limit, Ty::SSIZE, span);
                    let bound = self.op("slice.bound", vec![bound, limit], span);
                    self.seq(std::mem::take(&mut before), bound)
                }
                (Some(bound), true) => self.c_cast(bound, Ty::SSIZE),
                (Some(bound), false) => self.to_object(bound),
            });
        }
        let mut args = vec![base.clone()];
        args.extend(parts.iter().cloned());
        args.extend(value.cloned());
        let row = self.select(Key::Operator(name), &args);
        (row, parts)
    }

    /// `p[a:b]` of characters is bytes; other C slices are loops' and assignments' business.
    fn c_slice(
        &mut self,
        base: Expr,
        item: Ty,
        slice: &Slice,
        want: Option<Ty>,
        span: Span,
    ) -> Expr {
        if slice.step.is_some() {
            return self.unsupported(span, "slices of C memory with a step");
        }
        if !self.is_char(item) {
            // The address of the first item: who takes it knows how many there are.
            let pointer = self.decayed(base.ty, item);
            let base = base.cast(pointer);
            let start = match &slice.start {
                Some(start) if !matches!(start.kind, Ast::None) => self.expr_as(start, Ty::SSIZE),
                _ => return base,
            };
            return self.binary(CBinary::Add, base, start, pointer, span);
        }
        let (start, length) = self.chars_slice(&base, slice, span);
        let pointer = self.decayed(base.ty, item);
        let base = base.cast(pointer);
        let moved = match start {
            Some(start) => self.binary(CBinary::Add, base, start, pointer, span),
            None => base,
        };
        let length = length.unwrap_or_else(|| self.c_int(-1, Ty::SSIZE, span));
        let wanted = want.and_then(|ty| self.types().as_builtin(ty));
        self.chars_n_to(moved, length, wanted)
    }

    /// Start and length of a slice of characters; no length is up to the NUL.
    pub fn chars_slice(
        &mut self,
        base: &Expr,
        slice: &Slice,
        span: Span,
    ) -> (Option<Expr>, Option<Expr>) {
        let known = match self.types().resolved(base.ty) {
            Type::Array(_, Some(length)) => Some(*length),
            _ => None,
        };
        let given =
            |part: &Option<ast::Expr>| part.clone().filter(|part| !matches!(part.kind, Ast::None));
        let start = given(&slice.start).map(|start| self.expr_as(&start, Ty::SSIZE));
        let stop = match (&given(&slice.stop), known) {
            (Some(stop), _) => Some(self.expr_as(stop, Ty::SSIZE)),
            (None, Some(length)) => Some(self.c_int(length.into(), Ty::SSIZE, span)),
            (None, None) => None,
        };
        let length = match (&start, stop) {
            (Some(start), Some(stop)) => {
                Some(self.binary(CBinary::Sub, stop, start.clone(), Ty::SSIZE, span))
            }
            (None, stop) => stop,
            (Some(_), None) => None,
        };
        (start, length)
    }

    /// `base[a:b] = value`, `del base[a:b]`
    pub fn store_slice(
        &mut self,
        base: Expr,
        slice: &Slice,
        value: Option<Expr>,
        span: Span,
    ) -> Vec<tir::Stmt> {
        let check = if value.is_some() { "check.none_setitem" } else { "check.none_delitem" };
        let (mut stmts, base) = self.not_none(base, check);
        if base.ty == Ty::ERROR {
            return stmts;
        }
        let value = value.map(|value| self.to_object(value));
        if slice.step.as_ref().is_some_and(|step| !matches!(step.kind, Ast::None)) {
            let index = self.slice_object(slice, span);
            stmts.extend(self.store_item(base, index, value, span));
            return stmts;
        }
        let name = if value.is_some() { "setslice" } else { "delslice" };
        let (row, bounds) = self.slice_row(name, &base, slice, value.as_ref(), span);
        let mut args = vec![base];
        args.extend(bounds);
        args.extend(value);
        if let Some(row) = row {
            let store = self.call_row(row, args, span);
            stmts.push(eval(store));
        }
        stmts
    }
}

fn is_text(ty: Ty) -> bool {
    matches!(ty, Ty::UCS4 | Ty::PY_UNICODE)
}

fn is_exact_sequence(builtin: Option<Builtin>) -> bool {
    matches!(builtin, Some(Builtin::List | Builtin::Tuple | Builtin::Str | Builtin::Bytes))
}

/// A part of a literal text between literal numbers, which is cut out at compile time.
fn is_literal_part(base: &ast::Expr, index: &ast::Expr) -> bool {
    let number = |part: &Option<ast::Expr>| {
        part.as_ref().is_none_or(|part| match &part.kind {
            Ast::Int(_) => true,
            Ast::Unary(ast::UnaryOp::Neg, operand) => matches!(operand.kind, Ast::Int(_)),
            _ => false,
        })
    };
    matches!(base.kind, Ast::Str(_) | Ast::Bytes(_))
        && matches!(&index.kind, Ast::Slice(slice) if number(&slice.start) && number(&slice.stop))
}

/// Where a constant index points to, counted from the front.
fn constant_position(index: &Expr) -> Option<usize> {
    match &index.kind {
        ExprKind::CInt(value) => usize::try_from(*value).ok(),
        ExprKind::Const(tir::Const::Int(digits)) => digits.parse().ok(),
        _ => None,
    }
}
