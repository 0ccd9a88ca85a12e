//! Attributes of memoryviews.

use ast::{CmpOp, Ident};
use base::Span;
use tir::{CBinary, Expr, ExprKind};
use types::{Access, Axis, MemView, Packing, Ty, Type};

use super::Checker;

impl Checker<'_, '_> {
    /// An attribute that is known without the object which Python code would see.
    pub(super) fn view_attribute(&mut self, base: &Expr, name: Ident, span: Span) -> Option<Expr> {
        let view = self.view_of(base.ty)?;
        let text = self.text(name.name).to_string();
        let mut out = Vec::new();
        let value = match text.as_str() {
            "shape" | "strides" | "suboffsets" => {
                let base = self.steady_view(base.clone(), &mut out);
                let array = self.types_mut().array(Ty::SSIZE, Some(8));
                let value = self.view_field(&base, &text, array, span);
                if out.is_empty() {
                    return Some(value);
                }
                value
            }
            // The address of the first item.
            "_data" => {
                let base = self.steady_view(base.clone(), &mut out);
                self.view_field(&base, "data", Ty::CHAR_PTR, span)
            }
            "ndim" => self.c_int(view.axes.len() as i128, Ty::INT, span),
            "itemsize" => self.view_item_size(&view, span),
            "size" | "nbytes" => {
                let base = self.steady_view(base.clone(), &mut out);
                let mut size = match text.as_str() {
                    "nbytes" => self.view_item_size(&view, span),
                    _ => self.view_extent(&base, 0, span),
                };
                for axis in usize::from(text == "size")..view.axes.len() {
                    let extent = self.view_extent(&base, axis, span);
                    size = self.binary(CBinary::Mul, size, extent, Ty::SSIZE, span);
                }
                size
            }
            "T" => {
                let base = self.steady_view(base.clone(), &mut out);
                self.transposed(base, &view, span)
            }
            // The object that Python code sees has the others.
            _ => return None,
        };
        Some(self.seq(out, value))
    }

    /// A method that needs no object.
    pub(super) fn view_method(&mut self, view: &Expr, name: &str, span: Span) -> Option<Expr> {
        let MemView { item, axes, readonly } = self.view_of(view.ty)?;
        let order = |letter: u8| Expr::new(ExprKind::CInt(letter.into()), Ty::INT, span);
        let count = self.c_int(axes.len() as i128, Ty::INT, span);
        let (packed, order, first) = match name {
            "is_c_contig" => (true, order(b'C'), false),
            "is_f_contig" => (true, order(b'F'), false),
            "copy" => (false, order(b'C'), false),
            "copy_fortran" => (false, order(b'F'), true),
            _ => return None,
        };
        let view = self.initialized_view(view.clone());
        if packed {
            let size = Expr::new(ExprKind::SizeOf(item), Ty::SIZE, span);
            return Some(self.op("view.is_packed", vec![view, count, size, order], span));
        }
        let mut axes = vec![Axis { access: Access::Direct, packing: Packing::Follow }; axes.len()];
        let edge = if first { axes.first_mut() } else { axes.last_mut() };
        edge?.packing = Packing::Contig;
        let ty = self.types_mut().intern(Type::MemView(Box::new(MemView { item, axes, readonly })));
        let item = Expr::new(ExprKind::ItemType(item), Ty::ITEM, span);
        Some(self.op("view.copied", vec![view, item, count, order], span).cast(ty))
    }

    pub(super) fn view_length(&mut self, view: Expr, span: Span) -> Expr {
        let mut out = Vec::new();
        let view = self.steady_view(view, &mut out);
        let length = self.view_extent(&view, 0, span);
        self.seq(out, length)
    }

    fn view_item_size(&mut self, view: &MemView, span: Span) -> Expr {
        let size = Expr::new(ExprKind::SizeOf(view.item), Ty::SIZE, span);
        self.c_cast(size, Ty::SSIZE)
    }

    /// The same memory with the axes in the other order.
    fn transposed(&mut self, base: Expr, view: &MemView, span: Span) -> Expr {
        let mut axes = view.axes.clone();
        axes.reverse();
        if axes.iter().any(|axis| axis.access != types::Access::Direct) {
            return self.unsupported(span, "transposing memoryviews with indirect axes");
        }
        // One axis that is contiguous in the middle says nothing.
        let edge =
            |axis: Option<&types::Axis>| axis.is_some_and(|it| it.packing == Packing::Contig);
        debug_assert!(
            edge(axes.first())
                || edge(axes.last())
                || axes.iter().all(|it| it.packing != Packing::Contig)
        );
        let count = self.c_int(axes.len() as i128, Ty::INT, span);
        let ty = MemView { axes, ..view.clone() };
        let ty = self.types_mut().intern(Type::MemView(Box::new(ty)));
        let value = self.op("view.transposed", vec![base, count], span);
        value.cast(ty)
    }

    /// `view.shape[0]`: a part of the view, where the index is known.
    pub(super) fn view_array_item(
        &mut self,
        base: &Expr,
        index: &Expr,
        span: Span,
    ) -> Option<Expr> {
        let ExprKind::Field(view, array) = &base.kind else { return None };
        let ExprKind::CInt(axis) = index.kind else { return None };
        self.types().as_view(view.ty)?;
        let field = format!("{}[{axis}]", self.text(*array));
        let view = (**view).clone();
        (0..8).contains(&axis).then(|| self.view_field(&view, &field, Ty::SSIZE, span))
    }

    /// `view is None` and the like. Whatever else views are compared with, they are that as objects.
    pub(super) fn compare_view(
        &mut self,
        op: CmpOp,
        left: &Expr,
        right: &Expr,
        span: Span,
    ) -> Option<Expr> {
        let none = |expr: &Expr| matches!(expr.kind, ExprKind::Const(tir::Const::None));
        let view = |me: &Self, expr: &Expr| me.types().as_view(expr.ty).is_some();
        let value = match (view(self, left) && none(right), view(self, right) && none(left)) {
            (true, _) => left,
            (_, true) => right,
            _ => return None,
        };
        let is = self.op("view.is_none", vec![value.clone()], span);
        match op {
            CmpOp::Is | CmpOp::Eq => Some(is),
            CmpOp::IsNot | CmpOp::NotEq => Some(self.not(is, span)),
            CmpOp::Lt | CmpOp::LtE | CmpOp::Gt | CmpOp::GtE | CmpOp::In | CmpOp::NotIn => None,
        }
    }
}
