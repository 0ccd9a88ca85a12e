//! What is known of the items of displays and containers: for finding the types of variables only. Values come out of a container as
//! objects, and are tested where they go to a variable of another type.

use ast::ExprKind as Ast;
use base::Name;
use types::{Builtin, Class, Object, Ty, Type};

use super::Checker;

impl Checker<'_, '_> {
    /// The type of a tuple display by its items: C values are a ctuple. Nothing for other expressions.
    pub fn tuple_type(&mut self, expr: &ast::Expr) -> Option<Ty> {
        let Ast::Tuple(items) = &expr.kind else { return None };
        let starred = items.iter().any(|item| matches!(item.kind, Ast::Star(_)));
        if self.plain || starred || items.is_empty() {
            return None;
        }
        let items: Vec<Ty> = items
            .iter()
            .map(|item| {
                let ty = self.tuple_type(item);
                let ty = ty.unwrap_or_else(|| self.dry_run(|me| me.expr(item).ty));
                self.types().unqualified(ty)
            })
            .collect();
        let unknown = |ty: &Ty| *ty == Ty::ERROR || matches!(self.types()[*ty], Type::MemView(_));
        if items.iter().any(unknown) {
            return None;
        }
        if !items.iter().any(|&item| self.types().is_object(item)) {
            return Some(self.types_mut().intern(Type::CTuple(items)));
        }
        let items = items.into_iter().map(|item| self.an.cx.types.with_none(item, true)).collect();
        let class = Class::Builtin(Builtin::Tuple);
        Some(self.types_mut().object(Object { class, exact: true, none: false, items }))
    }

    /// What all items of a display have in common, if it is one type.
    pub fn literal_item_type(&mut self, iter: &ast::Expr) -> Option<Ty> {
        let (Ast::Tuple(items) | Ast::List(items) | Ast::Set(items)) = &iter.kind else {
            return None;
        };
        if self.plain || items.iter().any(|item| matches!(item.kind, Ast::Star(_))) {
            return None;
        }
        let (nones, values): (Vec<_>, Vec<_>) =
            items.iter().partition(|item| matches!(item.kind, Ast::None));
        let mut types = values.iter().map(|item| match self.is_character(item) {
            true if nones.is_empty() => self.character_type(item),
            _ => self.dry_run(|me| me.expr(item).ty),
        });
        let first = types.next().filter(|&ty| ty != Ty::ERROR)?;
        let same = types.all(|ty| ty == first);
        let c_type = !self.types().is_object(first);
        match (same, c_type) {
            (false, _) => Some(Ty::OBJECT),
            (true, true) if nones.is_empty() => Some(first),
            (true, true) => Some(crate::convert::boxed_type(self.types(), first)),
            (true, false) => Some(self.an.cx.types.with_none(first, true)),
        }
    }

    fn is_character(&self, item: &ast::Expr) -> bool {
        match &item.kind {
            Ast::Str(text) => text.value.as_str().is_some_and(|text| text.chars().count() == 1),
            Ast::Bytes(bytes) => bytes.value.len() == 1,
            _ => false,
        }
    }

    fn character_type(&self, item: &ast::Expr) -> Ty {
        if matches!(item.kind, Ast::Str(_)) { Ty::UCS4 } else { Ty::UCHAR }
    }

    /// The names of a loop over `d.items()`, `d.keys()` or `d.values()` of a dict with declared items.
    pub fn dict_targets(
        &mut self,
        target: &ast::Expr,
        iter: &ast::Expr,
    ) -> Option<Vec<(Name, Ty)>> {
        let Ast::Call(func, args) = &iter.kind else { return None };
        let Ast::Attribute(base, method) = &func.kind else { return None };
        let method = self.text(method.name).to_string();
        if !args.is_empty() || !matches!(&*method, "items" | "keys" | "values") {
            return None;
        }
        let ty = self.dry_run(|me| me.expr(base).ty);
        if self.types().as_builtin(ty) != Some(Builtin::Dict) {
            return None;
        }
        let items = self.types().as_object(ty)?.items.clone();
        let [key, value] = *items.as_slice() else { return None };
        let mut none = |ty: Ty| self.an.cx.types.with_none(ty, true);
        let (key, value) = (none(key), none(value));
        let named = |target: &ast::Expr, ty: Ty| match target.kind {
            Ast::Name(name) => vec![(name, ty)],
            _ => super::loop_targets::names_as(target, Ty::OBJECT),
        };
        Some(match (&*method, &target.kind) {
            ("items", Ast::Tuple(targets) | Ast::List(targets)) if targets.len() == 2 => {
                let mut found = named(&targets[0], key);
                found.extend(named(&targets[1], value));
                found
            }
            ("keys", Ast::Name(_)) => named(target, key),
            ("values", Ast::Name(_)) => named(target, value),
            _ => return None,
        })
    }
}
