//! Declarators, applied to a base type from the outside in; and the parameters of C functions.

use ast::{
    Declarator, DeclaratorKind, Noneness, ParamDecl, ParamDefault, ParamKind, Params, TypeArgKind,
};
use base::Span;
use builtins::Directive;
use diag::declarations::{
    ArraySize, IncompleteType, MissingName, ObjectArray, ObjectPointer, ReferenceOfObject,
    ReturnsArray, VoidVariable,
};
use diag::functions::{ExternDefault, VoidParameter};
use types::{FuncType, Ty, Type};

use super::constants::ConstInt;
use super::contracts::Role;
use crate::{Analysis, CDefault, CParam, Env};

impl<'a> Analysis<'a> {
    /// The type that a declarator makes of a base type.
    pub fn declared_type(&mut self, base: Ty, declarator: &Declarator, env: Env<'_, 'a>) -> Ty {
        match &declarator.kind {
            DeclaratorKind::Name(_) => base,
            DeclaratorKind::Pointer(qualifiers, inner) => {
                let pointer = self.pointer_to(base, declarator.span);
                let pointer = self.qualified(pointer, *qualifiers, declarator.span);
                self.declared_type(pointer, inner, env)
            }
            DeclaratorKind::Reference { inner, .. } => {
                if self.cx.types.is_object(base) {
                    self.report(ReferenceOfObject { at: declarator.span });
                }
                let reference = self.cx.types.intern(Type::Ref(base));
                self.declared_type(reference, inner, env)
            }
            DeclaratorKind::Brackets(inner, args) => {
                let array = match args.as_slice() {
                    [] => self.array_of(base, None, declarator.span),
                    [arg] => match &arg.kind {
                        TypeArgKind::Item(size) => {
                            self.sized_array(base, size, declarator.span, env)
                        }
                        TypeArgKind::Keyword(..) | TypeArgKind::Optional(_) => Ty::ERROR,
                    },
                    [_, second, ..] => {
                        let why = "one size is expected in each pair of brackets".into();
                        self.report(ArraySize { at: second.span, why });
                        Ty::ERROR
                    }
                };
                self.declared_type(array, inner, env)
            }
            DeclaratorKind::Function { inner, params, tail } => {
                let varargs = params.variadic.is_some();
                let params = self.c_params(params, Role::Pointer, env);
                let at = declarator.span;
                let mut func = self.func_type(base, &params, Role::Pointer, tail, None, env, at);
                func.varargs = varargs;
                let ty = self.cx.types.intern(Type::Func(Box::new(func)));
                self.declared_type(ty, inner, env)
            }
            DeclaratorKind::CallingConvention(_, inner) => self.declared_type(base, inner, env),
        }
    }

    pub(crate) fn pointer_to(&mut self, base: Ty, at: Span) -> Ty {
        if base == Ty::ERROR {
            return base;
        }
        if self.cx.types.is_object(base) {
            self.report(ObjectPointer { at });
            return Ty::ERROR;
        }
        self.cx.types.ptr(base)
    }

    pub(crate) fn array_of(&mut self, item: Ty, len: Option<u64>, at: Span) -> Ty {
        if item == Ty::ERROR {
            return item;
        }
        if self.cx.types.is_object(item) {
            self.report(ObjectArray { at });
            return Ty::ERROR;
        }
        if self.is_incomplete(item) {
            let ty = self.cx.types.describe(item, self.cx.names);
            self.report(IncompleteType { at, ty, what: "an item of this array".into() });
            return Ty::ERROR;
        }
        if *self.cx.types.resolved(item) == Type::Void {
            self.report(VoidVariable { at, what: "the items of an array".into() });
            return Ty::ERROR;
        }
        self.cx.types.array(item, len)
    }

    /// A struct whose members are not known here; of C++ classes none need be.
    pub(crate) fn is_unknown_struct(&self, ty: Ty) -> bool {
        self.cx.types.as_struct(ty).is_some_and(|def| def.fields.is_none() && def.cpp.is_none())
    }

    /// An array without a size, or a struct whose members are not known.
    pub(crate) fn is_incomplete(&self, ty: Ty) -> bool {
        match self.cx.types.resolved(ty) {
            Type::Array(_, None) => true,
            Type::Struct(id) => {
                let def = &self.cx.types.structs[*id];
                def.fields.is_none() && !def.is_extern
            }
            _ => false,
        }
    }

    /// An array with the size in brackets.
    pub(crate) fn sized_array(
        &mut self,
        item: Ty,
        size: &ast::Expr,
        at: Span,
        env: Env<'_, 'a>,
    ) -> Ty {
        match self.const_int(size, env) {
            ConstInt::Known(value) => match u64::try_from(value) {
                Ok(len) => self.array_of(item, Some(len), at),
                Err(_) => {
                    let why = format!("an array cannot have the size {value}");
                    self.report(ArraySize { at: size.span, why });
                    Ty::ERROR
                }
            },
            ConstInt::Named(_) if env.module == self.decls.main => {
                self.refuse("array sizes that only the C compiler knows", size.span, env)
            }
            ConstInt::Named(_) => self.array_of(item, None, at),
            ConstInt::Error => Ty::ERROR,
        }
    }

    /// The parameters of a C function as a list.
    pub(crate) fn c_params<'p>(
        &mut self,
        params: &'p Params,
        role: Role,
        env: Env<'_, 'a>,
    ) -> Vec<CParam<'p>> {
        let mut list: Vec<CParam<'p>> = Vec::new();
        for item in &params.items {
            if item.kind != ParamKind::Normal {
                continue;
            }
            let (name, mut ty) = self.c_param(&item.decl, role, env);
            let annotated = self.annotated_c_param(item, ty, role, env);
            ty = annotated.unwrap_or(ty);
            let default = match &item.default {
                Some(ParamDefault::Value(value)) => Some(CDefault::Value(value)),
                Some(ParamDefault::Elsewhere(_)) => Some(CDefault::Elsewhere),
                None => None,
            };
            if default.is_some() && role == Role::Extern {
                self.report(ExternDefault { at: item.span });
            }
            let not_none = item.noneness == Noneness::NotNone
                || annotated
                    .and_then(|ty| self.cx.types.as_object(ty))
                    .is_some_and(|object| object.class != types::Class::Any && !object.none);
            list.push(CParam { name, keyword: name, ty, default, not_none, span: item.span });
        }
        // `f(void)` is a function without parameters.
        if let [CParam { name: None, ty: Ty::VOID, span: at, .. }] = list[..] {
            self.report(VoidParameter { at });
            list.clear();
        }
        list
    }

    /// The type that an annotation gives a parameter of a C function without another one.
    fn annotated_c_param(
        &mut self,
        item: &ast::Param,
        ty: Ty,
        role: Role,
        env: Env<'_, 'a>,
    ) -> Option<Ty> {
        let annotation = item.annotation.as_ref()?;
        let typing = self.decls.modules[env.module].directives.is_on(Directive::AnnotationTyping);
        if ty != Ty::OBJECT || role == Role::Extern || !typing {
            return None;
        }
        let none = super::pure_functions::default_is_none(item);
        let ty = self.annotated_argument(annotation, none, env)?;
        Some(self.as_parameter(ty))
    }

    fn c_param(
        &mut self,
        decl: &ParamDecl,
        role: Role,
        env: Env<'_, 'a>,
    ) -> (Option<base::Name>, Ty) {
        match decl {
            // The definition of a function has to name its parameters, even by the names of types.
            ParamDecl::Undecided(ident) if role.has_body() => (Some(ident.name), Ty::OBJECT),
            ParamDecl::Undecided(ident) => {
                let Some(ty) = self.type_named(*ident, env) else {
                    return (Some(ident.name), Ty::OBJECT);
                };
                (None, self.as_parameter(ty))
            }
            ParamDecl::Typed { ty, declarator } => {
                let ty_span = ty.span;
                let base = self.resolve_type(ty, env);
                let full = self.declared_type(base, declarator, env);
                let name = declarator.name().map(|name| name.ident.name);
                if name.is_none() && role.has_body() {
                    self.report(MissingName { at: declarator.span, what: "argument".into() });
                }
                if role.has_body()
                    && matches!(self.cx.types.resolved(full), Type::Struct(_))
                    && self.is_incomplete(full)
                {
                    let ty = self.cx.types.describe(full, self.cx.names);
                    self.report(IncompleteType { at: ty_span, ty, what: "this argument".into() });
                }
                if full == Ty::VOID && name.is_some() {
                    self.report(VoidVariable { at: ty.span, what: "an argument".into() });
                }
                (name, self.as_parameter(full))
            }
        }
    }

    /// Arrays and functions are passed as pointers.
    pub(crate) fn as_parameter(&mut self, ty: Ty) -> Ty {
        match *self.cx.types.resolved(ty) {
            Type::Array(item, _) => self.cx.types.ptr(item),
            Type::Func(_) => self.cx.types.ptr(ty),
            _ => ty,
        }
    }

    /// The type that a lone name is, if it is one.
    fn type_named(&mut self, ident: ast::Ident, env: Env<'_, 'a>) -> Option<Ty> {
        let text = self.cx.names[ident.name].to_string();
        let known = super::basic::c_type_name(&text).is_some()
            || self.symbol(env.module, ident.name).is_some_and(|symbol| {
                matches!(
                    symbol.kind,
                    crate::SymbolKind::Type(_) | crate::SymbolKind::Unsupported(_)
                )
            })
            || super::basic::late_c_type_name(&text).is_some()
            || matches!(&*text, "ssize_t" | "Py_tss_t")
            || self.cpp_scoped(ident.name).is_some()
            || self.builtin_type(&text).is_some();
        let shadowed = self
            .symbol(env.module, ident.name)
            .is_some_and(|symbol| matches!(symbol.kind, crate::SymbolKind::Cython(_)));
        if !known || shadowed {
            return None;
        }
        match self.name_meaning(ident, env) {
            super::types::Meaning::Type(ty) => Some(ty),
            super::types::Meaning::Unsupported(what) => Some(self.refuse(what, ident.span, env)),
            _ => None,
        }
    }

    /// The type of a C function with these parameters. `block` is the clause of the block around it.
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn func_type(
        &mut self,
        ret: Ty,
        params: &[CParam<'_>],
        role: Role,
        tail: &ast::FuncTail,
        block: Option<&ast::ExceptionClause>,
        env: Env<'_, 'a>,
        at: Span,
    ) -> FuncType {
        let ret = self.result_type(ret, at);
        let clause = tail.exception.as_ref().or(block);
        if let (Some(nogil), true, Some(_)) = (tail.nogil, tail.nogil_first, &tail.exception) {
            self.report(diag::functions::NogilPlace { at: nogil });
        }
        let except = self.contract(clause, ret, role, env, at);
        FuncType {
            params: params.iter().map(|param| param.ty).collect(),
            optional: params.iter().filter(|param| param.default.is_some()).count(),
            varargs: false,
            ret,
            except,
            nogil: tail.nogil.is_some() || tail.with_gil.is_some(),
            with_gil: tail.with_gil.is_some(),
            skip_dispatch: false,
        }
    }

    fn result_type(&mut self, ret: Ty, at: Span) -> Ty {
        match self.cx.types.get(ret) {
            Type::Array(..) => {
                self.report(ReturnsArray { at, what: "an array".into() });
                Ty::ERROR
            }
            Type::Func(_) => {
                self.report(ReturnsArray { at, what: "a function".into() });
                Ty::ERROR
            }
            // A constant result is a result.
            Type::Const(inner) if !matches!(self.cx.types.get(*inner), Type::Struct(_)) => *inner,
            _ => ret,
        }
    }
}
