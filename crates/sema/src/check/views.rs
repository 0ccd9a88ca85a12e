//! Items of memoryviews. Everything is C in the tree: the address of an item is computed from the parts of the view, so that
//! loops over items are those that a person would write; only what fails is an operation.

use ast::ExprKind as Ast;
use base::Span;
use builtins::Directive;
use tir::{CBinary, Expr, ExprKind, Stmt, StmtKind};
use types::{Access, Axis, MemView, Packing, Ty, Type};

use super::Checker;
use super::build::{eval, stmt};

/// What stands in the brackets for one axis of a view, or makes a new one.
pub(super) enum Part {
    Index(Expr),
    /// A position that is known to be in the axis.
    Known(Expr),
    Slice {
        start: Option<Expr>,
        stop: Option<Expr>,
        step: Option<Expr>,
    },
    NewAxis,
}

impl Part {
    pub(super) fn whole() -> Part {
        Part::Slice { start: None, stop: None, step: None }
    }
}

impl Checker<'_, '_> {
    pub(super) fn view_of(&self, ty: Ty) -> Option<MemView> {
        self.types().as_view(ty).cloned()
    }

    /// A part of a view: `data`, `shape[0]`.
    pub(super) fn view_field(&mut self, view: &Expr, field: &str, ty: Ty, span: Span) -> Expr {
        let field = self.intern(field);
        Expr::new(ExprKind::Field(Box::new(view.clone()), field), ty, span)
    }

    pub(super) fn view_extent(&mut self, view: &Expr, axis: usize, span: Span) -> Expr {
        self.view_field(view, &format!("shape[{axis}]"), Ty::SSIZE, span)
    }

    /// The type of the items; constant ones where nothing may be stored.
    pub(super) fn view_item(&mut self, view: &MemView) -> Ty {
        match view.readonly {
            true => self.types_mut().constant(view.item),
            false => view.item,
        }
    }

    /// A view whose parts can be read several times: a variable, or a temporary. What may not hold anything yet is tested.
    pub(super) fn steady_view(&mut self, view: Expr, out: &mut Vec<Stmt>) -> Expr {
        match &view.kind {
            ExprKind::Local(_) => view,
            ExprKind::Global(_) | ExprKind::ObjField(..) | ExprKind::Deref(_) => {
                let place = self.steady(view, out);
                self.test_initialized(&place, out);
                place
            }
            _ => self.store_temp(view, out),
        }
    }

    /// AttributeError where a variable of the module or an attribute holds nothing yet.
    fn test_initialized(&mut self, view: &Expr, out: &mut Vec<Stmt>) {
        if !self.directive(Directive::InitializedCheck) {
            return;
        }
        let span = view.span;
        let holder = self.view_field(view, "memview", Ty::VOID_PTR, span);
        let null = Expr::new(ExprKind::Null, Ty::VOID_PTR, span);
        let cond = self.binary(CBinary::Eq, holder, null, Ty::BINT, span);
        let raise = match view.kind {
            ExprKind::Global(id) => {
                let name = self.an.decls.tir.globals[id].name;
                let name = self.name_const(name, span);
                self.op("err.unbound_view", vec![name], span)
            }
            _ => self.op("view.uninitialized", Vec::new(), span),
        };
        out.push(stmt(StmtKind::If { cond, then: vec![eval(raise)], orelse: Vec::new() }, span));
    }

    /// A view as a value that others keep: tested where it may not hold anything.
    pub(super) fn initialized_view(&mut self, view: Expr) -> Expr {
        if self.types().as_view(view.ty).is_none() {
            return view;
        }
        let place =
            matches!(view.kind, ExprKind::Global(_) | ExprKind::ObjField(..) | ExprKind::Deref(_));
        if !place {
            return view;
        }
        let mut out = Vec::new();
        let view = self.steady_view(view, &mut out);
        self.seq(out, view)
    }

    /// What the brackets hold, a part for each axis that they mention: `...` and what is left out are whole axes.
    pub(super) fn view_parts(&mut self, view: &MemView, index: &ast::Expr) -> Option<Vec<Part>> {
        let items: &[ast::Expr] = match &index.kind {
            Ast::Tuple(items) => items,
            _ => std::slice::from_ref(index),
        };
        let named = items.iter().filter(|it| !matches!(it.kind, Ast::Ellipsis | Ast::None)).count();
        let axes = view.axes.len();
        if named > axes {
            let ty = self.types_mut().intern(Type::MemView(Box::new(view.clone())));
            let ty = self.describe(ty);
            self.report(diag::views::TooManyIndices { at: index.span, ty });
            return None;
        }
        let mut rest = axes - named;
        let mut parts = Vec::new();
        for item in items {
            match &item.kind {
                Ast::Ellipsis => {
                    parts.extend((0..std::mem::take(&mut rest)).map(|_| Part::whole()));
                }
                Ast::None => parts.push(Part::NewAxis),
                Ast::Slice(slice) => {
                    let [start, stop, step] = [&slice.start, &slice.stop, &slice.step]
                        .map(|bound| self.view_bound(bound));
                    parts.push(Part::Slice { start, stop, step });
                }
                _ => {
                    let value = self.expr(item);
                    let value = self.view_index(value)?;
                    parts.push(Part::Index(value));
                }
            }
        }
        parts.extend((0..rest).map(|_| Part::whole()));
        Some(parts)
    }

    fn view_bound(&mut self, bound: &Option<ast::Expr>) -> Option<Expr> {
        let bound = bound.as_ref().filter(|bound| !matches!(bound.kind, Ast::None))?;
        let value = self.expr(bound);
        let value = self.view_index(value)?;
        Some(self.c_cast(value, Ty::SSIZE))
    }

    /// An index: a C integer as it is, an object by `__index__`.
    fn view_index(&mut self, value: Expr) -> Option<Expr> {
        if value.ty == Ty::ERROR {
            return None;
        }
        let value = if self.types().is_int(value.ty) { value } else { self.index_value(value) };
        (value.ty != Ty::ERROR).then_some(value)
    }

    /// Whether all axes are indexed, so that what is meant is one item.
    pub(super) fn is_item(view: &MemView, parts: &[Part]) -> bool {
        parts.len() == view.axes.len()
            && parts.iter().all(|part| matches!(part, Part::Index(_) | Part::Known(_)))
    }

    /// The place of an item. What has to be done first is put to `out`.
    pub(super) fn view_place(
        &mut self,
        base: Expr,
        view: &MemView,
        parts: Vec<Part>,
        out: &mut Vec<Stmt>,
        span: Span,
    ) -> Expr {
        if self.types().is_object(view.item) {
            self.needs_gil("accessing items of object memoryviews", span);
        }
        // The indices are evaluated before one of them is tested.
        let mut indices = Vec::new();
        let simple = parts.iter().all(
            |part| matches!(part, Part::Index(it) | Part::Known(it) if self.is_plain_index(it)),
        );
        for part in parts {
            indices.push(match part {
                Part::Index(index) if !simple => Part::Index(self.store_temp(index, out)),
                part => part,
            });
        }
        let base = self.steady_view(base, out);
        let mut address = self.view_field(&base, "data", Ty::CHAR_PTR, span);
        let indices: Vec<_> = indices
            .into_iter()
            .enumerate()
            .map(|(axis, part)| self.position(&base, axis, part, out, span))
            .collect();
        let item = self.view_item(view);
        let pointer = self.types_mut().ptr(item);
        let mut last = None;
        for (axis, (index, kind)) in indices.into_iter().zip(&view.axes).enumerate() {
            let unit = kind.access == Access::Direct && kind.packing == Packing::Contig;
            if unit && last.is_none() {
                last = Some(index);
                continue;
            }
            address = self.along_axis(&base, address, (axis, *kind), index, out, span);
        }
        let address = self.c_cast(address, pointer);
        match last {
            Some(index) => {
                Expr::new(ExprKind::Index(Box::new(address), Box::new(index)), item, span)
            }
            None => Expr::new(ExprKind::Deref(Box::new(address)), item, span),
        }
    }

    fn is_plain_index(&self, index: &Expr) -> bool {
        match &index.kind {
            ExprKind::Local(_) | ExprKind::CInt(_) => true,
            ExprKind::Cast(inner) => self.is_plain_index(inner),
            _ => false,
        }
    }

    /// The address after one more axis.
    pub(super) fn along_axis(
        &mut self,
        base: &Expr,
        address: Expr,
        (axis, kind): (usize, Axis),
        index: Expr,
        out: &mut Vec<Stmt>,
        span: Span,
    ) -> Expr {
        let stride = self.view_field(base, &format!("strides[{axis}]"), Ty::SSIZE, span);
        let offset = self.binary(CBinary::Mul, index, stride, Ty::SSIZE, span);
        let address = self.binary(CBinary::Add, address, offset, Ty::CHAR_PTR, span);
        if kind.access == Access::Direct {
            return address;
        }
        let address = self.store_temp(address, out);
        let suboffset = self.view_field(base, &format!("suboffsets[{axis}]"), Ty::SSIZE, span);
        let pointer = self.types_mut().ptr(Ty::CHAR_PTR);
        let follow = Expr::new(
            ExprKind::Deref(Box::new(self.c_cast(address.clone(), pointer))),
            Ty::CHAR_PTR,
            span,
        );
        let there = self.binary(CBinary::Add, follow, suboffset.clone(), Ty::CHAR_PTR, span);
        if kind.access == Access::Ptr {
            return self.store_temp(there, out);
        }
        let zero = self.c_int(0, Ty::SSIZE, span);
        let direct = self.binary(CBinary::Lt, suboffset, zero, Ty::BINT, span);
        let address = self.if_expr(direct, address, there, span);
        self.store_temp(address, out)
    }

    /// The position in an axis that an index names.
    pub(super) fn position(
        &mut self,
        base: &Expr,
        axis: usize,
        part: Part,
        out: &mut Vec<Stmt>,
        span: Span,
    ) -> Expr {
        match part {
            Part::Index(index) => self.checked_index(base, axis, index, out, span),
            Part::Known(index) => index,
            Part::Slice { .. } | Part::NewAxis => self.error_expr(span),
        }
    }

    /// An index as a position that is in the axis, as far as the directives want that.
    fn checked_index(
        &mut self,
        base: &Expr,
        axis: usize,
        index: Expr,
        out: &mut Vec<Stmt>,
        span: Span,
    ) -> Expr {
        let known = match index.kind {
            ExprKind::CInt(value) => Some(value),
            _ => None,
        };
        let signed = self.types().is_signed(index.ty);
        let wraps =
            self.directive(Directive::Wraparound) && signed && known.is_none_or(|value| value < 0);
        let checks = self.directive(Directive::BoundsCheck);
        let mut index = self.c_cast(index, Ty::SSIZE);
        let extent = self.view_extent(base, axis, span);
        if wraps {
            let from_end =
                self.binary(CBinary::Add, index.clone(), extent.clone(), Ty::SSIZE, span);
            index = match known {
                Some(_) => from_end,
                None => {
                    let zero = self.c_int(0, Ty::SSIZE, span);
                    let negative = self.binary(CBinary::Lt, index.clone(), zero, Ty::BINT, span);
                    self.if_expr(negative, from_end, index, span)
                }
            };
            index = self.store_temp(index, out);
        }
        if checks {
            let (at, end) = (index.clone().cast(Ty::SIZE), extent.cast(Ty::SIZE));
            let cond = self.binary(CBinary::Ge, at, end, Ty::BINT, span);
            let number = self.c_int(axis as i128, Ty::INT, span);
            let raise = self.op("view.out_of_bounds", vec![number], span);
            out.push(stmt(
                StmtKind::If { cond, then: vec![eval(raise)], orelse: Vec::new() },
                span,
            ));
        }
        index
    }

    /// `view[...]` as a value: an item, or a view of a part.
    pub(super) fn view_subscript(&mut self, base: Expr, index: &ast::Expr, span: Span) -> Expr {
        let Some(view) = self.view_of(base.ty) else { return self.error_expr(span) };
        let Some(parts) = self.view_parts(&view, index) else { return self.error_expr(span) };
        let mut out = Vec::new();
        let value = match Self::is_item(&view, &parts) {
            true => self.view_place(base, &view, parts, &mut out, span),
            false => self.view_slice(base, &view, parts, &mut out, span),
        };
        self.seq(out, value)
    }

    /// `view[...] = value`
    pub(super) fn assign_view_item(
        &mut self,
        base: Expr,
        index: &ast::Expr,
        value: Expr,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        let Some(view) = self.view_of(base.ty) else { return };
        let item = Self::names_item(&view, index);
        let value = match item && value.ty != Ty::ERROR {
            true => self.coerce(value, view.item),
            false => value,
        };
        let value = self.store_temp(value, out);
        let Some(parts) = self.view_parts(&view, index) else { return };
        if !Self::is_item(&view, &parts) {
            self.assign_view_slice(base, &view, parts, value, span, out);
            return;
        }
        let place = self.view_place(base, &view, parts, out, span);
        self.assign_memory(place, value, out);
    }

    /// Whether the brackets name one item, by their form.
    fn names_item(view: &MemView, index: &ast::Expr) -> bool {
        let items: &[ast::Expr] = match &index.kind {
            Ast::Tuple(items) => items,
            _ => std::slice::from_ref(index),
        };
        let other = |it: &ast::Expr| matches!(it.kind, Ast::Ellipsis | Ast::None | Ast::Slice(_));
        items.len() == view.axes.len() && !items.iter().any(other)
    }

    /// The place of an item for an assignment in place, with its parts in temporaries.
    pub(super) fn view_item_place(
        &mut self,
        base: Expr,
        index: &ast::Expr,
        span: Span,
        out: &mut Vec<Stmt>,
    ) -> Expr {
        let Some(view) = self.view_of(base.ty) else { return self.error_expr(span) };
        let Some(mut parts) = self.view_parts(&view, index) else { return self.error_expr(span) };
        if !Self::is_item(&view, &parts) {
            return self.fail(span, diag::views::InPlaceSlice { at: span });
        }
        for part in &mut parts {
            if let Part::Index(index) = part {
                *index = self.store_temp(index.clone(), out);
            }
        }
        let place = self.view_place(base, &view, parts, out, span);
        // A pointer stays what it is when the right side assigns to the variable.
        let pointer = self.types_mut().ptr(place.ty);
        let address = Expr::new(ExprKind::AddrOf(Box::new(place.clone())), pointer, span);
        let address = self.store_temp(address, out);
        Expr::new(ExprKind::Deref(Box::new(address)), place.ty, span)
    }

    /// A view of what an object shows by the buffer protocol; None stays None.
    pub(super) fn object_to_view(&mut self, object: Expr, to: Ty) -> Expr {
        let span = object.span;
        let Some(view) = self.view_of(to) else { return self.error_expr(span) };
        if matches!(object.kind, ExprKind::Const(tir::Const::None)) {
            return self.op("view.none", Vec::new(), span).cast(to);
        }
        let (item, axes) = self.view_form(&view, span);
        let writable = self.c_int((!view.readonly).into(), Ty::INT, span);
        self.op("view.get", vec![object, item, axes, writable], span).cast(to)
    }

    /// The items and axes, as the runtime is told of them.
    fn view_form(&mut self, view: &MemView, span: Span) -> (Expr, Expr) {
        let item = Expr::new(ExprKind::ItemType(view.item), Ty::ITEM, span);
        let axes: String = view.axes.iter().map(axis_letter).collect();
        (item, self.c_text(&axes, span))
    }

    /// What stands for a class where objects are asked for that have such a buffer.
    pub(super) fn view_test(&mut self, ty: Ty, span: Span) -> Expr {
        let Some(view) = self.view_of(ty) else { return self.error_expr(span) };
        let (item, axes) = self.view_form(&view, span);
        self.op("view.test", vec![item, axes], span)
    }

    /// A frame does not keep views yet while its function is suspended.
    pub(super) fn refuse_suspended_views(&mut self) {
        if self.generator.is_none() {
            return;
        }
        let view = self.locals.iter().find(|local| self.types().as_view(local.ty).is_some());
        if let Some(span) = view.map(|local| local.span) {
            self.unsupported(span, "memoryviews in functions that are suspended");
        }
    }

    /// The object that Python code sees of a view.
    pub(super) fn view_to_object(&mut self, view: Expr) -> Expr {
        let (span, ty) = (view.span, view.ty);
        let Some(MemView { item, axes, readonly }) = self.view_of(ty) else {
            return self.error_expr(span);
        };
        let item = Expr::new(ExprKind::ItemType(item), Ty::ITEM, span);
        let axes = self.c_int(axes.len() as i128, Ty::INT, span);
        let readonly = self.c_int(readonly.into(), Ty::INT, span);
        self.op("view.as_object", vec![view, item, axes, readonly], span)
    }
}

/// The axis as the runtime is told of it.
fn axis_letter(axis: &Axis) -> char {
    match (axis.access, axis.packing) {
        (Access::Direct, Packing::Strided) => 's',
        (Access::Direct, Packing::Follow) => 'f',
        (Access::Direct, Packing::Contig) => 'c',
        (Access::Ptr, Packing::Strided) => 'S',
        (Access::Ptr, Packing::Follow) => 'F',
        (Access::Ptr, Packing::Contig) => 'C',
        (Access::Full, Packing::Strided) => 'g',
        (Access::Full, Packing::Follow) => 'h',
        (Access::Full, Packing::Contig) => 'i',
    }
}
