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

    /// `object[int, ndim=2]`
    pub(crate) fn buffer_type(&mut self, args: &[TypeArg], at: Span, env: Env<'_, 'a>) -> Ty {
        for arg in args {
            let TypeArgKind::Keyword(key, _) = &arg.kind else { continue };
            let name = self.text(key.name).to_string();
            if !BUFFER_OPTIONS.contains(&name.as_str()) {
                self.report(BufferOption { at: arg.span, name });
                return Ty::ERROR;
            }
        }
        self.refuse("buffer types", at, env)
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
