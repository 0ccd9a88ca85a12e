//! Annotations read as types. In them `int`, `float`, `list` mean Python's types (numbers become C numbers where that
//! cannot be seen), and `cython.int` the C type.

use ast::{BinaryOp, DictItem, Expr, ExprKind};
use base::{Name, Span};
use diag::declarations::{ImplicitOptional, OptionalCType};
use types::{Builtin, Class, Ty, Type};

use crate::items::ANY_LENGTH;
use crate::{Analysis, Env, LanguageLevel, SymbolKind};

/// What an annotation says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Annotated {
    /// Object types are those that do not allow None.
    pub ty: Ty,
    /// `Optional[T]`, `T | None`
    pub optional: bool,
    /// Written with a name of Python (`float`), so that None makes it Python's type again.
    pub python: bool,
}

impl<'a> Analysis<'a> {
    /// The type of an argument by its annotation; with a default of None it allows None.
    pub fn annotated_argument(
        &mut self,
        annotation: &Expr,
        default_none: bool,
        env: Env<'_, 'a>,
    ) -> Option<Ty> {
        let found = self.annotation(annotation, env)?;
        let allows_none = found.optional || default_none;
        if default_none && !found.optional && found.python && found.ty != Ty::OBJECT {
            self.report(ImplicitOptional { at: annotation.span });
        }
        Some(self.settled(found, allows_none))
    }

    /// The type of a variable by its annotation.
    pub fn annotated_variable(&mut self, annotation: &Expr, env: Env<'_, 'a>) -> Option<Ty> {
        let found = self.annotation(annotation, env)?;
        Some(self.variable_form(found))
    }

    /// The type that an expression stands for where annotations and types of C can.
    pub(crate) fn annotation_as_type(&mut self, expr: &Expr, env: Env<'_, 'a>) -> Option<Ty> {
        let found = self.annotation_type(expr, env)?;
        Some(self.variable_form(found))
    }

    /// Python types allow None, as declared variables do.
    fn variable_form(&mut self, found: Annotated) -> Ty {
        let ty = self.settled(found, found.optional);
        self.cx.types.with_none(ty, true)
    }

    /// The result type that an annotation gives a C function.
    pub fn annotated_result(&mut self, annotation: &Expr, env: Env<'_, 'a>) -> Option<Ty> {
        let found = self.annotation(annotation, env)?;
        Some(self.variable_form(found))
    }

    fn settled(&mut self, found: Annotated, allows_none: bool) -> Ty {
        if !allows_none {
            return found.ty;
        }
        let ty = if found.python { self.python_form(found.ty) } else { found.ty };
        self.cx.types.with_none(ty, true)
    }

    /// Python's type behind a C number that a Python name stood for.
    fn python_form(&mut self, ty: Ty) -> Ty {
        match self.cx.types.resolve(ty) {
            Ty::DOUBLE => Ty::PYFLOAT,
            Ty::DOUBLE_COMPLEX => Ty::PYCOMPLEX,
            Ty::BINT => Ty::PYBOOL,
            _ => ty,
        }
    }

    /// What an annotation says; nothing where it has no meaning for types.
    pub fn annotation_type(&mut self, expr: &Expr, env: Env<'_, 'a>) -> Option<Annotated> {
        let found = self.written_annotation(expr, env)?;
        Some(Annotated { ty: self.specialised(found.ty), ..found })
    }

    fn written_annotation(&mut self, expr: &Expr, env: Env<'_, 'a>) -> Option<Annotated> {
        if let Some(path) = self.cython_path(expr, env) {
            let ty = self.cython_type_quietly(path)?;
            let ty = self.cx.types.with_none(ty, false);
            return Some(Annotated { ty, optional: false, python: false });
        }
        match &expr.kind {
            ExprKind::Name(name) => self.annotation_name(*name, expr, env),
            ExprKind::Str(text) => {
                let name = self.cx.names.lookup(text.value.as_str()?.trim())?;
                self.annotation_name(name, expr, env)
            }
            ExprKind::Attribute(base, member) => {
                if let Some(typing) = self.typing_name(expr, env) {
                    return self.bare_typing(typing);
                }
                let module = self.module_of_expr(base, env)?;
                match self.symbol(module, member.name)?.kind {
                    SymbolKind::Type(ty) => Some(self.declared_annotation(ty)),
                    SymbolKind::Unsupported(what) => {
                        self.refuse(what, expr.span, env);
                        None
                    }
                    _ => None,
                }
            }
            // A way of the past: `{'ctype': 'long int'}`
            ExprKind::Dict(pairs) => {
                let [DictItem::Pair(key, value)] = pairs.as_slice() else { return None };
                let (ExprKind::Str(key), ExprKind::Str(_)) = (&key.kind, &value.kind) else {
                    return None;
                };
                if !matches!(key.value.as_str()?, "type" | "ctype") {
                    return None;
                }
                let ty = self.type_of_expr(value, env)?;
                Some(Annotated { ty, optional: false, python: false })
            }
            ExprKind::Subscript(base, index) => self.annotation_subscript(expr, base, index, env),
            ExprKind::Call(..) | ExprKind::Type(_) => {
                let ty = self.type_of_expr(expr, env)?;
                Some(Annotated { ty, optional: false, python: false })
            }
            // `T | None`
            ExprKind::Binary(BinaryOp::BitOr, left, right) => {
                let other = match (&left.kind, &right.kind) {
                    (ExprKind::None, _) => right,
                    (_, ExprKind::None) => left,
                    _ => return None,
                };
                let found = self.annotation_type(other, env)?;
                self.check_optional(found, other);
                Some(Annotated { optional: true, ..found })
            }
            _ => None,
        }
    }

    fn annotation_name(&mut self, name: Name, expr: &Expr, env: Env<'_, 'a>) -> Option<Annotated> {
        if env.function.is_some_and(|function| function.local(name).is_some()) {
            return None;
        }
        if let Some(typing) = self.decls.modules[env.module].typing.get(&name).copied() {
            return self.bare_typing(typing);
        }
        match self.symbol(env.module, name).map(|symbol| symbol.kind.clone()) {
            Some(SymbolKind::Type(ty)) => {
                return Some(self.declared_annotation(ty));
            }
            Some(SymbolKind::Unsupported(what)) => {
                self.refuse(what, expr.span, env);
                return None;
            }
            Some(_) => return None,
            None => {}
        }
        let text = self.cx.names[name].to_string();
        let python = |ty| Some(Annotated { ty, optional: false, python: true });
        match &*text {
            "float" => python(Ty::DOUBLE),
            "complex" => python(Ty::DOUBLE_COMPLEX),
            "bool" => python(Ty::BINT),
            "int" if self.decls.modules[env.module].level == LanguageLevel::Level2 => None,
            "int" => python(Ty::PYINT),
            "object" => python(Ty::OBJECT),
            "unicode" | "basestring" => None,
            _ => {
                let ty = self.builtin_type(&text)?;
                let ty = self.cx.types.with_none(ty, false);
                python(ty)
            }
        }
    }

    fn declared_annotation(&mut self, ty: Ty) -> Annotated {
        // A name for `bint` is as good as `bool`, which None can join as Python's type.
        if *self.cx.types.resolved(ty) == Type::Bint {
            return Annotated { ty, optional: false, python: true };
        }
        let ty = self.cx.types.with_none(ty, false);
        Annotated { ty, optional: false, python: false }
    }

    /// The name in the `typing` module that an expression stands for.
    pub(crate) fn typing_name(&self, expr: &Expr, env: Env<'_, 'a>) -> Option<Name> {
        let typing = &self.decls.modules[env.module].typing;
        match &expr.kind {
            ExprKind::Name(name) => {
                typing.get(name).copied().filter(|found| !self.cx.names[*found].is_empty())
            }
            ExprKind::Attribute(base, member) => {
                let ExprKind::Name(module) = base.kind else { return None };
                let found = typing.get(&module)?;
                self.cx.names[*found].is_empty().then_some(member.name)
            }
            _ => None,
        }
    }

    /// `typing.List` without items.
    pub(crate) fn bare_typing(&mut self, name: Name) -> Option<Annotated> {
        let builtin = container_of(&self.cx.names[name])?;
        let ty = self.cx.types.builtin(builtin, true, false);
        Some(Annotated { ty, optional: false, python: true })
    }

    fn annotation_subscript(
        &mut self,
        expr: &Expr,
        base: &Expr,
        index: &Expr,
        env: Env<'_, 'a>,
    ) -> Option<Annotated> {
        let items: &[Expr] = match &index.kind {
            ExprKind::Tuple(items) => items,
            _ => std::slice::from_ref(index),
        };
        if let Some(typing) = self.typing_name(base, env) {
            return self.typing_subscript(typing, items, env);
        }
        let container = match base.kind {
            ExprKind::Name(name) if self.symbol(env.module, name).is_none() => {
                container_of(&self.cx.names[name]).filter(|_| {
                    let text = &self.cx.names[name];
                    text.starts_with(char::is_lowercase)
                })
            }
            _ => None,
        };
        if let Some(builtin) = container {
            return Some(self.container_annotation(builtin, items, env));
        }
        let ty = self.type_of_expr(expr, env)?;
        Some(Annotated { ty, optional: false, python: false })
    }

    fn typing_subscript(
        &mut self,
        typing: Name,
        items: &[Expr],
        env: Env<'_, 'a>,
    ) -> Option<Annotated> {
        let text = self.cx.names[typing].to_string();
        if let Some(builtin) = container_of(&text) {
            return Some(self.container_annotation(builtin, items, env));
        }
        match &*text {
            "Optional" => {
                let [item] = items else { return None };
                let found = self.annotation_type(item, env)?;
                self.check_optional(found, item);
                Some(Annotated { optional: true, ..found })
            }
            "Union" => {
                let mut rest = items.iter().filter(|item| !matches!(item.kind, ExprKind::None));
                let (item, None) = (rest.next()?, rest.next()) else { return None };
                let optional = items.len() > 1;
                let found = self.annotation_type(item, env)?;
                if optional {
                    self.check_optional(found, item);
                }
                Some(Annotated { optional: optional || found.optional, ..found })
            }
            _ => None,
        }
    }

    /// A C value is never None.
    fn check_optional(&mut self, found: Annotated, item: &Expr) {
        if !found.python && !self.cx.types.is_counted(found.ty) && found.ty != Ty::ERROR {
            let ty = self.cx.types.describe(found.ty, self.cx.names);
            self.report(OptionalCType { at: item.span, ty });
        }
    }

    fn container_annotation(
        &mut self,
        builtin: Builtin,
        items: &[Expr],
        env: Env<'_, 'a>,
    ) -> Annotated {
        let kinds: Vec<_> = items.iter().map(item_kind).collect();
        let at = items.first().map_or(Span::default(), |first| first.span);
        let at = items.last().map_or(at, |last| at.to(last.span));
        let fits = self.check_item_count(builtin, &kinds, at);
        let found: Vec<Option<Annotated>> = items
            .iter()
            .filter(|item| item_kind(item) != ItemKind::Ellipsis)
            .map(|item| match item_kind(item) {
                ItemKind::None => Some(Annotated { ty: Ty::NONE, optional: false, python: true }),
                ItemKind::Type | ItemKind::Ellipsis => match self.annotation_type(item, env) {
                    // As an item it is Python's in all language levels.
                    None if self.is_int_name(item, env) => {
                        Some(Annotated { ty: Ty::PYINT, optional: false, python: true })
                    }
                    found => found,
                },
            })
            .collect();
        let c_types: Option<Vec<Ty>> = found
            .iter()
            .map(|item| {
                item.filter(|item| !item.python && !self.cx.types.is_object(item.ty))
                    .map(|item| item.ty)
            })
            .collect();
        if let (Builtin::Tuple, Some(parts)) = (builtin, c_types)
            && !parts.is_empty()
            && parts.len() == items.len()
        {
            let ty = self.cx.types.intern(Type::CTuple(parts));
            return Annotated { ty, optional: false, python: false };
        }
        let mut items: Vec<Ty> = found
            .into_iter()
            .map(|item| {
                let Some(item) = item else { return Ty::OBJECT };
                let ty = self.settled(item, item.optional);
                self.cx.types.with_none(ty, true)
            })
            .collect();
        if kinds.last() == Some(&ItemKind::Ellipsis) {
            items.push(ANY_LENGTH);
        }
        if !fits {
            items.clear();
        }
        let class = Class::Builtin(builtin);
        let ty = self.cx.types.object(types::Object { class, exact: true, none: false, items });
        Annotated { ty, optional: false, python: true }
    }
}

/// What stands for an item of a container.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ItemKind {
    Type,
    None,
    Ellipsis,
}

pub(crate) fn item_kind(item: &Expr) -> ItemKind {
    match item.kind {
        ExprKind::None => ItemKind::None,
        ExprKind::Ellipsis => ItemKind::Ellipsis,
        _ => ItemKind::Type,
    }
}

impl<'a> Analysis<'a> {
    fn is_int_name(&self, expr: &Expr, env: Env<'_, 'a>) -> bool {
        let ExprKind::Name(name) = expr.kind else { return false };
        &self.cx.names[name] == "int" && self.symbol(env.module, name).is_none()
    }

    /// Whether a container can have so many item types: any number in a tuple, or one and `...`.
    pub(crate) fn check_item_count(
        &mut self,
        builtin: Builtin,
        kinds: &[ItemKind],
        at: Span,
    ) -> bool {
        let dots = kinds.iter().filter(|kind| **kind == ItemKind::Ellipsis).count();
        let fits = match builtin {
            Builtin::Tuple => {
                dots == 0 || (kinds.len() == 2 && kinds[0] != ItemKind::Ellipsis && dots == 1)
            }
            Builtin::Dict => dots == 0 && kinds.len() == 2,
            _ => dots == 0 && kinds.len() == 1,
        };
        if !fits {
            let name = builtin.name(self.cx.names).to_string();
            let why = match (dots, kinds.len()) {
                (0, 1) => "1 type".to_string(),
                (0, count) => format!("{count} types"),
                _ => "`...` here".to_string(),
            };
            self.report(diag::declarations::ItemTypes { at, name, why });
        }
        fits
    }
}

/// Containers by their own name and by that of the `typing` module.
fn container_of(name: &str) -> Option<Builtin> {
    match name {
        "list" | "List" => Some(Builtin::List),
        "dict" | "Dict" => Some(Builtin::Dict),
        "set" | "Set" => Some(Builtin::Set),
        "frozenset" | "FrozenSet" => Some(Builtin::FrozenSet),
        "tuple" | "Tuple" => Some(Builtin::Tuple),
        _ => None,
    }
}
