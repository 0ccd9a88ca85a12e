//! C types as written, resolved: specifiers, bases, subscripts.

use ast::{CBase, CType, Qualifiers, TypeArg, TypeArgKind, TypeName};
use base::{Name, Span};
use diag::declarations::{
    CTupleObject, NoSuchBasicType, NotAModule, NotATypeName, OptionalCType, QualifiedObject,
    TypeArguments,
};
use diag::unsupported::Unsupported;
use types::{Builtin, Class, Ty, Type};

use super::annotations::{ItemKind, item_kind};
use super::basic;
use super::names::hint;
use crate::items::ANY_LENGTH;
use crate::{Analysis, Env, ModuleId, SymbolKind};

/// Said of what was reported already, and is not to be reported again.
pub(crate) const ERRONEOUS: &str = "this type";

/// What a dotted or subscripted base stands for.
pub(crate) enum Meaning {
    Type(Ty),
    Module(ModuleId),
    /// A path in the `cython` module.
    Cython(Name),
    /// A name of the `typing` module; empty for the module itself.
    Typing(Name),
    /// Declared, but not usable yet.
    Unsupported(&'static str),
    /// Reported already.
    Error,
}

impl<'a> Analysis<'a> {
    /// The type that specifiers and base give, without a declarator.
    pub fn resolve_type(&mut self, ty: &CType, env: Env<'_, 'a>) -> Ty {
        let written = self.written_c_type(ty, env);
        self.specialised(written)
    }

    fn written_c_type(&mut self, ty: &CType, env: Env<'_, 'a>) -> Ty {
        let base = match self.base_meaning(&ty.base, ty.span, ty.qualifiers, env) {
            Meaning::Type(ty) => ty,
            Meaning::Unsupported(what) => return self.refuse(what, ty.span, env),
            Meaning::Error => return Ty::ERROR,
            Meaning::Module(id) => {
                let name = self.decls.modules[id].name.clone();
                self.report(NotATypeName { at: ty.span, name, hint: String::new() });
                return Ty::ERROR;
            }
            Meaning::Cython(path) => {
                return self.cython_type(path, ty.span);
            }
            Meaning::Typing(name) => match self.bare_typing(name) {
                Some(found) => self.cx.types.with_none(found.ty, true),
                None => Ty::OBJECT,
            },
        };
        self.qualified(base, ty.qualifiers, ty.span)
    }

    /// A complete type without a name: casts, `sizeof`, template arguments.
    pub fn resolve_type_name(&mut self, name: &TypeName, env: Env<'_, 'a>) -> Ty {
        let base = self.resolve_type(&name.ty, env);
        self.declared_type(base, &name.declarator, env)
    }

    /// Complains about a type that cannot be used yet, where the compiled module uses it; definition files may declare
    /// such things freely.
    pub(crate) fn refuse(&mut self, what: &str, at: Span, env: Env<'_, 'a>) -> Ty {
        if env.module == self.decls.main && what != ERRONEOUS {
            self.report(Unsupported { at, what: what.into() });
        }
        Ty::ERROR
    }

    /// The kind of a type that cannot be used yet, anywhere inside it.
    pub(crate) fn unsupported_in(&self, ty: Ty) -> Option<&'static str> {
        let types = &self.cx.types;
        match types.get(ty) {
            Type::Error => Some(ERRONEOUS),
            Type::Void
            | Type::Bint
            | Type::Int(_)
            | Type::Float(_)
            | Type::Complex(_)
            | Type::IntComplex(_)
            | Type::Enum(_)
            | Type::Opaque(_) => None,
            Type::Struct(_) => None,
            Type::Ptr(inner)
            | Type::Array(inner, _)
            | Type::Const(inner)
            | Type::Volatile(inner) => self.unsupported_in(*inner),
            Type::Ref(inner) if self.cx.options.cplus => self.unsupported_in(*inner),
            Type::Ref(_) => Some("C++ references in C"),
            Type::Typedef(id) => self.unsupported_in(types.typedefs[*id].target),
            Type::Func(func) => {
                let parts = func.params.iter().chain([&func.ret]);
                parts.copied().find_map(|part| self.unsupported_in(part))
            }
            Type::CTuple(items) => items.iter().find_map(|&item| self.unsupported_in(item)),
            Type::Object(_) => None,
            Type::MemView(view) => self.unsupported_in(view.item),
            // They have no meaning by themselves; where one stands is asked where that matters.
            Type::Fused(_) => None,
        }
    }

    pub(crate) fn qualified(&mut self, ty: Ty, qualifiers: Qualifiers, at: Span) -> Ty {
        let Qualifiers { is_const, is_volatile, is_restrict, .. } = qualifiers;
        if !(is_const || is_volatile || is_restrict) || ty == Ty::ERROR {
            return ty;
        }
        // Of a memoryview the items are constant.
        if let Type::MemView(view) = self.cx.types.get(ty) {
            let mut view = view.clone();
            view.readonly |= is_const;
            return self.cx.types.intern(Type::MemView(view));
        }
        if self.cx.types.is_object(ty) {
            let word = if is_const { "const" } else { "volatile" };
            self.report(QualifiedObject { at, word: word.into() });
            return ty;
        }
        let mut ty = ty;
        if is_volatile {
            ty = self.cx.types.intern(Type::Volatile(ty));
        }
        if is_const && !matches!(self.cx.types.get(ty), Type::Const(_)) {
            ty = self.cx.types.constant(ty);
        }
        ty
    }

    pub(crate) fn base_meaning(
        &mut self,
        base: &CBase,
        at: Span,
        qualifiers: Qualifiers,
        env: Env<'_, 'a>,
    ) -> Meaning {
        match base {
            CBase::Basic(basic) => match basic::basic_type(*basic) {
                Some(ty) => Meaning::Type(ty),
                None => {
                    let what = self.cx.sources.snippet(at).to_string();
                    self.report(NoSuchBasicType { at, what });
                    Meaning::Error
                }
            },
            CBase::Name(ident) => self.name_meaning(*ident, env),
            CBase::Member(outer, member) => {
                match self.base_meaning(outer, at, Qualifiers::default(), env) {
                    Meaning::Module(id) => self.member_meaning(id, *member),
                    Meaning::Cython(path) => Meaning::Cython(self.cython_member(path, member.name)),
                    Meaning::Typing(_) => Meaning::Typing(member.name),
                    Meaning::Unsupported(what) => Meaning::Unsupported(what),
                    Meaning::Type(Ty::ERROR) | Meaning::Error => Meaning::Error,
                    Meaning::Type(ty) => {
                        if let Some(found) = self.cpp_member_type(ty, member.name) {
                            return Meaning::Type(found);
                        }
                        let name = self.cx.types.describe(ty, self.cx.names);
                        self.report(NotAModule { at: member.span, name });
                        Meaning::Error
                    }
                }
            }
            CBase::Subscript(inner, args) => {
                match self.base_meaning(inner, at, Qualifiers::default(), env) {
                    Meaning::Type(item) => {
                        Meaning::Type(self.subscripted(item, args, qualifiers, at, env))
                    }
                    Meaning::Cython(path) => {
                        Meaning::Type(self.cython_subscript(path, args, at, env))
                    }
                    Meaning::Typing(name) => Meaning::Type(self.typing_of(name, args, at, env)),
                    Meaning::Unsupported(what) => Meaning::Unsupported(what),
                    Meaning::Module(_) | Meaning::Error => Meaning::Error,
                }
            }
            CBase::Tuple(items) => {
                let mut types = Vec::new();
                for item in items {
                    let ty = self.resolve_type_name(item, env);
                    if self.cx.types.is_object(ty) {
                        self.report(CTupleObject { at: item.span });
                        return Meaning::Error;
                    }
                    types.push(ty);
                }
                Meaning::Type(self.cx.types.intern(Type::CTuple(types)))
            }
            CBase::Group(name) => Meaning::Type(self.resolve_type_name(name, env)),
        }
    }

    /// What a plain name means as a type: names of C first (unless they are shadowed), then what is declared, then Python's
    /// builtin types.
    pub(crate) fn name_meaning(&mut self, ident: ast::Ident, env: Env<'_, 'a>) -> Meaning {
        if let Some(ty) = self.cpp_scoped(ident.name) {
            return Meaning::Type(ty);
        }
        let text = self.cx.names[ident.name].to_string();
        if let Some(ty) = basic::c_type_name(&text) {
            return Meaning::Type(ty);
        }
        if let Some(crate::Binding::Cython(path)) =
            env.function.and_then(|function| function.names.get(&ident.name))
        {
            return Meaning::Cython(*path);
        }
        if let Some(name) = self.decls.modules[env.module].typing.get(&ident.name) {
            return Meaning::Typing(*name);
        }
        if let Some(meaning) = self.symbol_meaning(env.module, ident.name) {
            return meaning;
        }
        if let Some(ty) = basic::late_c_type_name(&text) {
            return Meaning::Type(ty);
        }
        match &*text {
            "unsigned" => return Meaning::Type(Ty::UINT),
            "signed" => return Meaning::Type(Ty::INT),
            "ssize_t" => return Meaning::Type(self.opaque_typedef("ssize_t", Ty::SSIZE)),
            "Py_tss_t" => return Meaning::Type(self.opaque_struct("Py_tss_t")),
            _ => {}
        }
        if let Some(ty) = self.builtin_type(&text) {
            return Meaning::Type(ty);
        }
        let known = self.type_names(env.module);
        let hint = hint(&text, known.iter().map(String::as_str));
        self.report(NotATypeName { at: ident.span, name: text, hint });
        Meaning::Error
    }

    fn member_meaning(&mut self, module: ModuleId, member: ast::Ident) -> Meaning {
        if let Some(meaning) = self.symbol_meaning(module, member.name) {
            return meaning;
        }
        if let Some(&inner) = self.decls.modules[module].submodules.get(&member.name) {
            return Meaning::Module(inner);
        }
        let name = self.cx.names[member.name].to_string();
        let known = self.type_names(module);
        let hint = hint(&name, known.iter().map(String::as_str));
        self.report(NotATypeName { at: member.span, name, hint });
        Meaning::Error
    }

    /// What a declared name means as a type; nothing if it is no type.
    fn symbol_meaning(&self, module: ModuleId, name: Name) -> Option<Meaning> {
        let symbol = self.symbol(module, name)?;
        match &symbol.kind {
            SymbolKind::Type(ty) => Some(Meaning::Type(*ty)),
            SymbolKind::Module(id) => Some(Meaning::Module(*id)),
            SymbolKind::Cython(path) => Some(Meaning::Cython(*path)),
            SymbolKind::Unsupported(what) => Some(Meaning::Unsupported(what)),
            SymbolKind::PyGlobal
            | SymbolKind::CGlobal(_)
            | SymbolKind::ImportedGlobal
            | SymbolKind::ExternVar { .. }
            | SymbolKind::CFunc(_)
            | SymbolKind::EnumItem { .. }
            | SymbolKind::Const(_) => None,
        }
    }

    fn type_names(&self, module: ModuleId) -> Vec<String> {
        let table = &self.decls.modules[module];
        let mut names: Vec<String> = table
            .names
            .iter()
            .filter(|(_, id)| matches!(self.decls.symbols[**id].kind, SymbolKind::Type(_)))
            .map(|(name, _)| self.cx.names[*name].to_string())
            .collect();
        names.extend(basic::C_TYPE_NAMES.iter().map(|(name, _)| (*name).to_string()));
        names.sort();
        names
    }

    /// `base[args]`: item types of a container, axes of a memoryview, the size of an array.
    pub(crate) fn subscripted(
        &mut self,
        base: Ty,
        args: &[TypeArg],
        qualifiers: Qualifiers,
        at: Span,
        env: Env<'_, 'a>,
    ) -> Ty {
        if base == Ty::ERROR {
            return base;
        }
        if let Some(instance) = self.cpp_template(base) {
            return self.cpp_subscripted(&instance, args, at, env);
        }
        if args.iter().any(|arg| matches!(arg.kind, TypeArgKind::Keyword(..)))
            || (base == Ty::OBJECT && !args.is_empty() && !is_axes(args))
        {
            return self.buffer_type(base, args, at, env);
        }
        let extension = self.cx.types.as_class(base).is_some() && !args.is_empty();
        if extension && !is_axes(args) {
            return self.buffer_type(base, args, at, env);
        }
        if self.cx.types.is_object(base) && !is_axes(args) {
            return self.container(base, args, at, env);
        }
        if is_axes(args) {
            return self.memoryview(base, args, qualifiers, at, env);
        }
        // `int[2][3]` is twice three numbers.
        if let Type::Array(item, length) = *self.cx.types.get(base) {
            let item = self.subscripted(item, args, qualifiers, at, env);
            return self.array_of(item, length, at);
        }
        match args {
            [] => self.array_of(base, None, at),
            [TypeArg { kind: TypeArgKind::Item(size), .. }] => {
                self.sized_array(base, size, at, env)
            }
            _ => {
                let ty = self.cx.types.describe(base, self.cx.names);
                self.report(TypeArguments { at, ty, why: "one size is expected".into() });
                Ty::ERROR
            }
        }
    }

    /// `List[int]`, `Optional[list]`
    fn typing_of(&mut self, name: Name, args: &[TypeArg], at: Span, env: Env<'_, 'a>) -> Ty {
        if let Some(found) = self.bare_typing(name) {
            let base = self.cx.types.with_none(found.ty, true);
            return self.container(base, args, at, env);
        }
        let mut items = args.iter().filter_map(|arg| match &arg.kind {
            TypeArgKind::Item(item) if item_kind(item) != ItemKind::None => Some(item),
            TypeArgKind::Item(_) | TypeArgKind::Keyword(..) | TypeArgKind::Optional(_) => None,
        });
        let (Some(item), None) = (items.next(), items.next()) else { return Ty::OBJECT };
        let Some(ty) = self.type_of_expr(item, env) else {
            return self.annotation_as_type(item, env).unwrap_or(Ty::OBJECT);
        };
        if matches!(&self.cx.names[name], "Optional" | "Union") && !self.cx.types.is_object(ty) {
            let ty = self.cx.types.describe(ty, self.cx.names);
            self.report(OptionalCType { at: item.span, ty });
        }
        self.cx.types.with_none(ty, true)
    }

    /// `list[int]`, `dict[str, object]`: items by type, where they are understood.
    fn container(&mut self, base: Ty, args: &[TypeArg], at: Span, env: Env<'_, 'a>) -> Ty {
        let Some(object) = self.cx.types.as_object(base).cloned() else { return base };
        if !matches!(object.class, Class::Builtin(_)) {
            return self.refuse("parameters of this type", at, env);
        }
        let Class::Builtin(builtin) = object.class else { return base };
        let written: Option<Vec<_>> = args
            .iter()
            .map(|arg| match &arg.kind {
                TypeArgKind::Item(expr) => Some((expr, item_kind(expr))),
                TypeArgKind::Keyword(..) | TypeArgKind::Optional(_) => None,
            })
            .collect();
        let Some(written) = written else { return base };
        let kinds: Vec<_> = written.iter().map(|(_, kind)| *kind).collect();
        if !self.check_item_count(builtin, &kinds, at) {
            return base;
        }
        let mut items = Vec::new();
        for (expr, kind) in written {
            items.push(match kind {
                ItemKind::Ellipsis => ANY_LENGTH,
                ItemKind::None => Ty::NONE,
                ItemKind::Type => match self.type_of_expr(expr, env) {
                    Some(ty) => ty,
                    None => self.annotation_type(expr, env).map_or(Ty::OBJECT, |found| found.ty),
                },
            });
        }
        let c_values = !items.is_empty()
            && items.iter().all(|&item| item != ANY_LENGTH && !self.cx.types.is_object(item));
        if builtin == Builtin::Tuple && c_values {
            return self.cx.types.intern(Type::CTuple(items));
        }
        let mut object = object;
        object.items = items;
        self.cx.types.object(object)
    }
}

/// Whether the subscript is of a memoryview: some item is a slice.
pub(crate) fn is_axes(args: &[TypeArg]) -> bool {
    args.iter().any(|arg| match &arg.kind {
        TypeArgKind::Item(expr) => matches!(expr.kind, ast::ExprKind::Slice(_)),
        TypeArgKind::Keyword(..) | TypeArgKind::Optional(_) => false,
    })
}
