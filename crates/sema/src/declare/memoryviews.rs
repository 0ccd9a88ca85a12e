//! Types of memoryviews and buffers as written: their items, axes and options, and where they may stand.

use ast::{CBase, CType, Param, ParamDecl, Qualifiers, TypeArg, TypeArgKind};
use base::Span;
use diag::declarations::{
    AxisLayout, BadAxis, BufferNeedsGil, BufferOption, BufferPlace, ItemType, TooManyAxes,
};
use types::{Access, Axis, Packing, Ty, Type};

use super::basic;
use super::types::{Meaning, is_axes};
use crate::{Analysis, Env};

/// As many axes as the structs of memoryviews have room for, and one more.
const AXES_END: usize = 8;

/// How deep arrays nest in an item.
const MAX_ARRAYS: usize = 8;

const BUFFER_OPTIONS: [&str; 5] = ["dtype", "ndim", "mode", "negative_indices", "cast"];

impl<'a> Analysis<'a> {
    pub(crate) fn memoryview(
        &mut self,
        item: Ty,
        args: &[TypeArg],
        qualifiers: Qualifiers,
        at: Span,
        env: Env<'_, 'a>,
    ) -> Ty {
        let mut axes = Vec::new();
        for arg in args {
            let axis = match &arg.kind {
                TypeArgKind::Item(expr) => self.axis(expr, env),
                TypeArgKind::Keyword(..) | TypeArgKind::Optional(_) => None,
            };
            match axis {
                Some(axis) => axes.push(axis),
                None => {
                    self.report(BadAxis { at: arg.span });
                    return Ty::ERROR;
                }
            }
        }
        if axes.len() >= AXES_END {
            self.report(TooManyAxes { at, most: AXES_END - 1 });
            return Ty::ERROR;
        }
        if let Some((index, why)) = layout_fault(&axes) {
            self.report(AxisLayout { at: args[index].span, why });
            return Ty::ERROR;
        }
        let readonly = qualifiers.is_const || matches!(self.cx.types.get(item), Type::Const(_));
        let item = self.cx.types.unqualified(item);
        if let Some(wrong) = self.invalid_item(item, 0) {
            let ty = self.cx.types.describe(wrong, self.cx.names);
            self.report(ItemType { at, ty });
            return Ty::ERROR;
        }
        basic::follow_contiguous(&mut axes);
        self.cx.types.intern(Type::MemView(Box::new(types::MemView { item, axes, readonly })))
    }

    /// The type that cannot be that of an item: itself, or a member of a fused type.
    fn invalid_item(&self, ty: Ty, arrays: usize) -> Option<Ty> {
        let types = &self.cx.types;
        let valid = match types.resolved(ty) {
            Type::Fused(id) => {
                let members = types.fused[*id].types.iter();
                return members.copied().find_map(|member| self.invalid_item(member, arrays));
            }
            Type::Array(inner, _) => {
                arrays < MAX_ARRAYS && self.invalid_item(*inner, arrays + 1).is_none()
            }
            Type::Struct(id) => {
                let def = &types.structs[*id];
                let fields = def.fields.iter().flatten();
                !def.union && fields.into_iter().all(|it| self.invalid_item(it.ty, 0).is_none())
            }
            Type::Error
            | Type::Int(_)
            | Type::Float(_)
            | Type::Complex(_)
            | Type::IntComplex(_)
            | Type::Enum(_)
            | Type::Object(_)
            | Type::Opaque(_) => true,
            Type::Bint
            | Type::Void
            | Type::Ptr(_)
            | Type::Func(_)
            | Type::Typedef(_)
            | Type::Const(_)
            | Type::Volatile(_)
            | Type::Ref(_)
            | Type::CTuple(_)
            | Type::MemView(_) => false,
        };
        (!valid).then_some(ty)
    }

    /// `object[int, ndim=2]`: the object, whose only item type is the memoryview that goes with it.
    pub(crate) fn buffer_type(
        &mut self,
        base: Ty,
        args: &[TypeArg],
        at: Span,
        env: Env<'_, 'a>,
    ) -> Ty {
        let Some(options) = self.buffer_options(args, at, env) else { return Ty::ERROR };
        let (item, axes) = options;
        if let Some(wrong) = self.invalid_item(item, 0) {
            let ty = self.cx.types.describe(wrong, self.cx.names);
            self.report(ItemType { at, ty });
            return Ty::ERROR;
        }
        if matches!(self.cx.types.resolved(item), Type::Fused(_)) {
            return self.refuse("buffers of fused items", at, env);
        }
        let view = types::MemView { item, axes, readonly: false };
        let view = self.cx.types.intern(Type::MemView(Box::new(view)));
        let Some(mut object) = self.cx.types.as_object(base).cloned() else { return Ty::ERROR };
        object.items = vec![view];
        self.cx.types.object(object)
    }

    /// The items and axes that the brackets ask for. What is refused is reported.
    fn buffer_options(
        &mut self,
        args: &[TypeArg],
        at: Span,
        env: Env<'_, 'a>,
    ) -> Option<(Ty, Vec<Axis>)> {
        let (mut item, mut ndim, mut mode) = (None, 1, "strided".to_string());
        for (position, arg) in args.iter().enumerate() {
            let (name, value) = match &arg.kind {
                TypeArgKind::Keyword(key, value) => (self.text(key.name).to_string(), Some(value)),
                TypeArgKind::Item(value) if position < 2 => {
                    (BUFFER_OPTIONS[position].to_string(), Some(value))
                }
                TypeArgKind::Item(_) | TypeArgKind::Optional(_) => {
                    (self.cx.sources.snippet(arg.span).to_string(), None)
                }
            };
            let known = BUFFER_OPTIONS.contains(&name.as_str());
            let Some(value) = value.filter(|_| known) else {
                self.report(BufferOption { at: arg.span, name });
                return None;
            };
            match (name.as_str(), &value.kind) {
                ("dtype", _) => item = self.type_of_expr(value, env),
                ("ndim", ast::ExprKind::Int(number)) => {
                    ndim = number.value(&self.cx.names[number.digits]).unwrap_or(0);
                }
                ("mode", ast::ExprKind::Str(text)) => {
                    mode = text.value.as_str().unwrap_or_default().to_string();
                }
                // What is so anyway.
                ("cast", ast::ExprKind::Bool(false))
                | ("negative_indices", ast::ExprKind::Bool(true)) => {}
                _ => {
                    self.refuse("this option of a buffer type", arg.span, env);
                    return None;
                }
            }
        }
        let item = item.map(|item| self.cx.types.unqualified(item));
        let axes = buffer_axes(usize::try_from(ndim).unwrap_or_default(), &mode);
        let (Some(item), Some(axes)) = (item.filter(|&item| item != Ty::ERROR), axes) else {
            self.refuse("buffers of this form", at, env);
            return None;
        };
        Some((item, axes))
    }

    /// Whether a type is that of a buffer: an object, or of an extension type, with an item type in brackets.
    pub(crate) fn is_buffer(&mut self, ty: &CType, env: Env<'_, 'a>) -> bool {
        let CBase::Subscript(inner, args) = &ty.base else { return false };
        if is_axes(args) || args.is_empty() {
            return false;
        }
        match self.base_meaning(inner, ty.span, Qualifiers::default(), env) {
            Meaning::Type(base) => base == Ty::OBJECT || self.cx.types.as_class(base).is_some(),
            _ => false,
        }
    }

    /// Buffers are taken while a function runs: nothing else can have one.
    pub(crate) fn refuse_buffer(&mut self, ty: &CType, env: Env<'_, 'a>) -> bool {
        let wrong = self.is_buffer(ty, env);
        if wrong {
            self.report(BufferPlace { at: ty.span });
        }
        wrong
    }

    /// Arguments whose buffers a function takes when it is called, which needs the GIL.
    pub(crate) fn check_buffer_arguments(&mut self, params: &[Param], env: Env<'_, 'a>) {
        for param in params {
            if let ParamDecl::Typed { ty, .. } = &param.decl
                && self.is_buffer(ty, env)
            {
                self.report(BufferNeedsGil { at: param.span });
            }
        }
    }
}

/// The axes of a buffer of this mode.
fn buffer_axes(count: usize, mode: &str) -> Option<Vec<Axis>> {
    if count == 0 || count >= AXES_END {
        return None;
    }
    let axis = |access, packing| vec![Axis { access, packing }; count];
    Some(match mode {
        "strided" => axis(Access::Direct, Packing::Strided),
        "full" => axis(Access::Full, Packing::Strided),
        "c" | "fortran" => {
            let mut axes = axis(Access::Direct, Packing::Follow);
            axes[if mode == "c" { count - 1 } else { 0 }].packing = Packing::Contig;
            axes
        }
        _ => return None,
    })
}

/// The axis whose layout does not go with that of the others.
fn layout_fault(axes: &[Axis]) -> Option<(usize, String)> {
    let last = axes.len() - 1;
    let after_indirect =
        axes.iter().rposition(|axis| axis.access == Access::Ptr).map_or(0, |index| index + 1);
    let mut direct = false;
    for (index, axis) in axes.iter().enumerate() {
        if axis.packing != Packing::Contig || axis.access == Access::Ptr {
            continue;
        }
        if direct {
            return Some((index, "only one direct axis can be contiguous".into()));
        }
        if index != after_indirect && index != last {
            let why = match after_indirect == last {
                true => format!("only axis {last} can be contiguous and direct"),
                false => {
                    format!("only axes {after_indirect} and {last} can be contiguous and direct")
                }
            };
            return Some((index, why));
        }
        direct = true;
    }
    None
}
