//! Parts of memoryviews as views, and what their axes are then.

use base::Span;
use tir::{Expr, ExprKind, Place, Stmt, StmtKind};
use types::{Access, Axis, MemView, Packing, Ty, Type};

use super::Checker;
use super::build::{eval, stmt};
use super::views::Part;

impl Checker<'_, '_> {
    /// `view[a:b, i, None]`: a view of the same memory, which lives as long as the one it is of or as who keeps it.
    pub(super) fn view_slice(
        &mut self,
        base: Expr,
        view: &MemView,
        parts: Vec<Part>,
        out: &mut Vec<Stmt>,
        span: Span,
    ) -> Expr {
        let parts: Vec<_> = parts.into_iter().map(|part| self.steady_part(part, out)).collect();
        let base = self.steady_view(base, out);
        let Some(axes) = self.sliced_axes(view, &parts, span) else { return self.error_expr(span) };
        let ty = MemView { axes, ..view.clone() };
        let ty = self.types_mut().intern(Type::MemView(Box::new(ty)));
        let same = parts
            .iter()
            .all(|part| matches!(part, Part::Slice { start: None, stop: None, step: None }));
        if same {
            return base.cast(ty);
        }
        let mut result = self.op("view.start", vec![base.clone()], span);
        let (mut from, mut to) = (0, 0);
        for part in parts {
            let numbers = [from, to].map(|axis| self.c_int(axis as i128, Ty::INT, span));
            let [from_axis, to_axis] = numbers;
            let mut args = vec![result, base.clone(), from_axis];
            let row = match part {
                Part::Index(_) | Part::Known(_) => {
                    args.push(self.position(&base, from, part, out, span));
                    from += 1;
                    if view.axes[from - 1].access == Access::Direct {
                        "view.at"
                    } else {
                        "view.at_indirect"
                    }
                }
                Part::NewAxis => {
                    args.remove(2);
                    args.push(to_axis);
                    to += 1;
                    "view.new_axis"
                }
                Part::Slice { start: None, stop: None, step: None } => {
                    args.push(to_axis);
                    (from, to) = (from + 1, to + 1);
                    "view.keep"
                }
                Part::Slice { start, stop, step } => {
                    args.push(to_axis);
                    let given = [&start, &stop, &step]
                        .iter()
                        .enumerate()
                        .map(|(bit, part)| i128::from(part.is_some()) << bit)
                        .sum();
                    for (part, default) in [(start, 0), (stop, 0), (step, 1)] {
                        args.push(part.unwrap_or_else(|| self.c_int(default, Ty::SSIZE, span)));
                    }
                    args.push(self.c_int(given, Ty::INT, span));
                    (from, to) = (from + 1, to + 1);
                    "view.cut"
                }
            };
            result = self.op(row, args, span);
        }
        result.cast(ty)
    }

    fn steady_part(&mut self, part: Part, out: &mut Vec<Stmt>) -> Part {
        let mut steady = |value: Expr| match value.kind {
            ExprKind::CInt(_) => value,
            _ => self.store_temp(value, out),
        };
        match part {
            Part::Index(index) => Part::Index(steady(index)),
            Part::Slice { start, stop, step } => Part::Slice {
                start: start.map(&mut steady),
                stop: stop.map(&mut steady),
                step: step.map(&mut steady),
            },
            Part::NewAxis => Part::NewAxis,
            Part::Known(index) => Part::Known(index),
        }
    }

    /// The axes that are left.
    fn sliced_axes(&mut self, view: &MemView, parts: &[Part], span: Span) -> Option<Vec<Axis>> {
        let mut axes = Vec::new();
        let mut from = view.axes.iter();
        for part in parts {
            match part {
                Part::NewAxis => {
                    axes.push(Axis { access: Access::Direct, packing: Packing::Strided });
                }
                Part::Index(_) | Part::Known(_) => {
                    let axis = from.next()?;
                    if axis.access != Access::Direct && !axes.is_empty() {
                        let what = "indexing an indirect axis of a memoryview behind sliced ones";
                        self.unsupported(span, what);
                        return None;
                    }
                }
                Part::Slice { step, .. } => {
                    let mut axis = *from.next()?;
                    if step.is_some() {
                        axis.packing = Packing::Strided;
                    }
                    axes.push(axis);
                }
            }
        }
        if axes.len() > 8 {
            self.report(diag::declarations::TooManyAxes { at: span, most: 8 });
            return None;
        }
        // Nothing follows where nothing is contiguous.
        if !axes.iter().any(|axis| axis.packing == Packing::Contig) {
            for axis in axes.iter_mut().filter(|axis| axis.packing == Packing::Follow) {
                axis.packing = Packing::Strided;
            }
        }
        Some(axes)
    }

    /// `view[a:b] = value`: a value for all items, or the items of another view.
    pub(super) fn assign_view_slice(
        &mut self,
        base: Expr,
        view: &MemView,
        parts: Vec<Part>,
        value: Expr,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        if value.ty == Ty::ERROR {
            return;
        }
        let to = self.view_slice(base, view, parts, out, span);
        if to.ty == Ty::ERROR {
            return;
        }
        if view.readonly {
            self.report(diag::expressions::ConstTarget { at: span });
            return;
        }
        let objects = self.types().is_object(view.item);
        if objects {
            self.needs_gil("assigning to items of object memoryviews", span);
        }
        match self.view_of(value.ty) {
            Some(from) => self.copy_view(value, &from, to, span, out),
            None => self.fill_view(to, view.item, value, span, out),
        }
    }

    fn copy_view(
        &mut self,
        value: Expr,
        from: &MemView,
        to: Expr,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        let Some(target) = self.view_of(to.ty) else { return };
        let types = self.types();
        let same = types.resolve(from.item) == types.resolve(target.item);
        if !same {
            let (from, to) = (self.describe(value.ty), self.describe(to.ty));
            self.report(diag::views::NotConformable { at: value.span, from, to });
            return;
        }
        let value = self.initialized_view(value);
        let objects = self.types().is_object(target.item);
        let from_axes = self.c_int(from.axes.len() as i128, Ty::INT, span);
        let to_axes = self.c_int(target.axes.len() as i128, Ty::INT, span);
        let size = Expr::new(ExprKind::SizeOf(target.item), Ty::SIZE, span);
        let objects = self.c_int(objects.into(), Ty::INT, span);
        let args = vec![value, to, from_axes, to_axes, size, objects];
        out.push(eval(self.op("view.copy_items", args, span)));
    }

    fn fill_view(&mut self, to: Expr, item: Ty, value: Expr, span: Span, out: &mut Vec<Stmt>) {
        let axes = self.view_of(to.ty).map_or(0, |view| view.axes.len());
        let to = self.store_temp(to, out);
        let value = self.coerce(value, item);
        if value.ty == Ty::ERROR {
            return;
        }
        let place = self.memory_temp(item, span);
        out.push(stmt(StmtKind::Assign(Place::Memory(place.clone()), value), span));
        let pointer = self.types_mut().ptr(item);
        let address = Expr::new(ExprKind::AddrOf(Box::new(place)), pointer, span);
        let address = address.cast(Ty::VOID_PTR);
        let objects = self.types().is_object(item);
        let axes = self.c_int(axes as i128, Ty::INT, span);
        let size = Expr::new(ExprKind::SizeOf(item), Ty::SIZE, span);
        let objects = self.c_int(objects.into(), Ty::INT, span);
        out.push(eval(self.op("view.fill", vec![to, axes, address, size, objects], span)));
    }
}
