//! What is wrong with the signature of a C function, beside its types.

use base::Span;
use diag::declarations::NotInlineInPxd;
use diag::functions::{
    Elsewhere, NoDefaultHere, ObjectWithoutGil, OptionalOutside, PrivateType, WithGilOnCpdef,
};
use types::{FuncType, Ty, Type};

use super::Place;
use super::contracts::Role;
use super::functions::Head;
use crate::{Analysis, CDefault, CParam, SymbolKind, Visibility};

impl<'a> Analysis<'a> {
    pub(crate) fn check_signature(
        &mut self,
        signature: &FuncType,
        params: &[CParam<'a>],
        head: &Head<'a>,
        role: Role,
        place: Place<'a>,
    ) {
        let at = head.ident.span;
        if role == Role::Definition
            && signature.nogil
            && !signature.with_gil
            && self.cx.types.is_object(signature.ret)
        {
            self.report(ObjectWithoutGil { at });
        }
        if role == Role::PxdDefinition {
            self.check_inline(at, place);
        }
        if let (true, true) = (place.cpdef, signature.with_gil) {
            self.report(WithGilOnCpdef { at });
        }
        for param in params {
            match param.default {
                Some(CDefault::Elsewhere) if role.has_body() => {
                    self.report(Elsewhere { at: param.span });
                }
                Some(CDefault::Value(value)) if role == Role::Declaration && place.pxd => {
                    self.report(NoDefaultHere { at: value.span });
                }
                _ => {}
            }
        }
        if role.has_body() && place.cpdef && place.module == self.decls.main {
            self.check_convertible(params, signature.ret, at);
        }
        if place.class.is_none() && !place.external {
            self.check_visibility(params, signature, at, place);
        }
        if role == Role::Definition && place.class.is_none() {
            self.hint_exception_check(signature, head.ident, place);
        }
    }

    /// C code that calls the function has to know its types, and cannot leave out arguments.
    fn check_visibility(
        &mut self,
        params: &[CParam<'a>],
        signature: &FuncType,
        at: Span,
        place: Place<'a>,
    ) {
        let word = match (place.visibility, place.api) {
            (Visibility::Public, _) => "public",
            (_, true) => "api",
            _ => return,
        };
        let parts = params.iter().map(|param| (param.ty, param.span));
        for (ty, at) in parts.chain([(signature.ret, at)]).collect::<Vec<_>>() {
            if self.is_private_type(ty) {
                let ty = self.cx.types.describe(ty, self.cx.names);
                self.report(PrivateType { at, ty, word: word.into() });
            }
        }
        if let Some(optional) = params.iter().find(|param| param.default.is_some()) {
            self.report(OptionalOutside { at: optional.span, word: word.into() });
        }
    }

    /// Whether a type has a name that only modules of this language know.
    fn is_private_type(&self, ty: Ty) -> bool {
        self.decls.symbols.iter().any(|symbol| {
            matches!(symbol.kind, SymbolKind::Type(other) if other == ty)
                && matches!(symbol.visibility, Visibility::Private | Visibility::Readonly)
        })
    }

    /// What a definition file defines is compiled into every module that uses it.
    fn check_inline(&mut self, at: Span, place: Place<'a>) {
        let why = if !place.inline {
            "a function definition in a definition file must be declared `cdef inline`"
        } else if place.visibility == Visibility::Public {
            "an inline function in a definition file cannot be `public`"
        } else if place.api {
            "an inline function in a definition file cannot be `api`"
        } else {
            return;
        };
        self.report(NotInlineInPxd { at, why: why.into() });
    }

    /// Every argument of a function that Python calls has to come from an object.
    fn check_convertible(&mut self, params: &[CParam<'a>], _ret: Ty, _at: Span) {
        for param in params {
            if !self.converts_from_object(param.ty) {
                let ty = self.cx.types.describe(param.ty, self.cx.names);
                self.report(diag::functions::ArgumentNotConvertible { at: param.span, ty });
            }
        }
    }

    /// Whether an object can become a value of the type.
    pub(crate) fn converts_from_object(&self, ty: Ty) -> bool {
        let types = &self.cx.types;
        match types.resolved(ty) {
            Type::Void | Type::Func(_) | Type::Array(_, None) => false,
            Type::Ptr(to) => {
                matches!(types.resolved(*to), Type::Int(kind) if kind.bits() == 8)
                    || matches!(types.resolved(*to), Type::Int(types::Int::PyUnicode))
                    || matches!(types.resolved(*to), Type::Error | Type::Fused(_))
            }
            Type::Struct(id) if types.python_values.contains(id) => true,
            Type::Struct(id) => match &types.structs[*id].fields {
                Some(fields) => fields.iter().all(|field| self.converts_from_object(field.ty)),
                None => false,
            },
            Type::Array(item, Some(_)) => self.converts_from_object(*item),
            Type::CTuple(items) => items.iter().all(|&item| self.converts_from_object(item)),
            Type::Error
            | Type::Bint
            | Type::Int(_)
            | Type::Float(_)
            | Type::Complex(_)
            | Type::IntComplex(_)
            | Type::Enum(_)
            | Type::Typedef(_)
            | Type::Const(_)
            | Type::Volatile(_)
            | Type::Ref(_)
            | Type::Object(_)
            | Type::MemView(_)
            | Type::Fused(_)
            | Type::Opaque(_) => true,
        }
    }
}
