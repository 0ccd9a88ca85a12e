//! Displays of tuples, lists, sets and dicts.

use base::Span;
use tir::{Const, DictItem, Display, Expr, ExprKind, Item};
use types::{Ty, Type};

use super::Checker;

impl Checker<'_, '_> {
    fn items(&mut self, items: &[ast::Expr]) -> Vec<Item> {
        items
            .iter()
            .map(|item| match &item.kind {
                ast::ExprKind::Star(inner) => Item { star: true, value: self.object(inner) },
                _ => Item { star: false, value: self.object(item) },
            })
            .collect()
    }

    fn display(&mut self, kind: Display, items: Vec<Item>, ty: Ty, span: Span) -> Expr {
        if items.iter().any(|item| item.value.ty == Ty::ERROR) {
            return self.error_expr(span);
        }
        self.needs_gil("constructing Python containers", span);
        Expr::new(ExprKind::Display(kind, items), ty, span)
    }

    /// Reports that something needs the GIL, where it is not held.
    pub fn needs_gil(&mut self, what: &str, span: Span) {
        if self.gil != super::GilState::Held {
            self.report(diag::calls::NeedsGil { at: span, what: what.into() });
        }
    }

    pub fn tuple_display(&mut self, items: &[ast::Expr], want: Option<Ty>, span: Span) -> Expr {
        let wanted = want.and_then(|ty| match self.types().resolved(ty) {
            Type::CTuple(parts) if parts.len() == items.len() => Some((ty, parts.clone())),
            _ => None,
        });
        if let Some((ty, parts)) = wanted {
            let values =
                items.iter().zip(parts).map(|(item, part)| self.expr_as(item, part)).collect();
            return Expr::new(ExprKind::Struct(values), ty, span);
        }
        if let Some(Type::CTuple(parts)) = want.map(|ty| self.types().resolved(ty))
            && !items.iter().any(|item| matches!(item.kind, ast::ExprKind::Star(_)))
        {
            let (expected, found) = (parts.len(), items.len());
            let what = if found > expected { "too many" } else { "need more" }.into();
            let at = span;
            return self.fail(at, diag::expressions::UnpackLength { at, expected, found, what });
        }
        if let Some(value) = self.c_display(items, want, span) {
            return value;
        }
        let items = self.items(items);
        match constants(&items) {
            Some(parts) => Expr::new(ExprKind::Const(Const::Tuple(parts)), Ty::TUPLE, span),
            None => self.display(Display::Tuple, items, Ty::TUPLE, span),
        }
    }

    /// A display where a struct, or a pointer to C items, is wanted.
    fn c_display(&mut self, items: &[ast::Expr], want: Option<Ty>, span: Span) -> Option<Expr> {
        let want = want?;
        if items.is_empty() || items.iter().any(|item| matches!(item.kind, ast::ExprKind::Star(_)))
        {
            return None;
        }
        if let Some(def) = self.types().as_struct(want)
            && !def.union
        {
            let fields = def.fields.clone()?;
            let is_array =
                |field: &types::Field| matches!(self.types().resolved(field.ty), Type::Array(..));
            if items.len() > fields.len() && !fields.iter().any(is_array) {
                let (expected, found, at) = (fields.len(), items.len(), span);
                let what = "too many".into();
                let error = diag::expressions::UnpackLength { at, expected, found, what };
                return Some(self.fail(at, error));
            }
            if fields.len() != items.len() {
                return None;
            }
            let values = items
                .iter()
                .zip(&fields)
                .map(|(item, field)| self.expr_as(item, field.ty))
                .collect();
            return Some(Expr::new(ExprKind::Struct(values), want, span));
        }
        let Type::Ptr(item) = *self.types().resolved(want) else { return None };
        let bare = self.types().unqualified(item);
        if self.types().is_object(item) || self.types().resolve(item) == Ty::VOID {
            return None;
        }
        // The items live in an array of the function.
        let length = items.len() as u64;
        let ty = self.types_mut().array(bare, Some(length));
        let place = self.memory_temp(ty, span);
        let mut stmts = Vec::new();
        self.fill_from_display(place.clone(), (bare, length), items, span, &mut stmts);
        Some(self.seq(stmts, place.cast(want)))
    }

    pub fn list_display(&mut self, items: &[ast::Expr], want: Option<Ty>, span: Span) -> Expr {
        if let Some(value) = self.c_display(items, want, span) {
            return value;
        }
        let items = self.items(items);
        self.display(Display::List, items, Ty::LIST, span)
    }

    pub fn set_display(&mut self, items: &[ast::Expr], span: Span) -> Expr {
        let items = self.items(items);
        self.display(Display::Set, items, Ty::SET, span)
    }

    pub fn dict_display(&mut self, items: &[ast::DictItem], want: Option<Ty>, span: Span) -> Expr {
        if let Some(value) = want.and_then(|ty| self.struct_literal(items, ty, span)) {
            return value;
        }
        let mut failed = false;
        let items = items
            .iter()
            .map(|item| match item {
                ast::DictItem::Pair(key, value) => {
                    let (key, value) = (self.object(key), self.object(value));
                    failed |= key.ty == Ty::ERROR || value.ty == Ty::ERROR;
                    DictItem::Pair(key, value)
                }
                ast::DictItem::Unpack(mapping) => {
                    let mapping = self.object(mapping);
                    failed |= mapping.ty == Ty::ERROR;
                    DictItem::Mapping(mapping)
                }
            })
            .collect();
        self.needs_gil("constructing Python dicts", span);
        let ty = if failed { Ty::ERROR } else { Ty::DICT };
        Expr::new(ExprKind::Dict(items), ty, span)
    }

    /// A dict of constant names where a struct is wanted.
    fn struct_literal(&mut self, items: &[ast::DictItem], ty: Ty, span: Span) -> Option<Expr> {
        let fields = self.types().as_struct(ty).filter(|def| !def.union)?.fields.clone()?;
        let mut values: Vec<Option<Expr>> = vec![None; fields.len()];
        let all_named = items.iter().all(|item| {
            matches!(item, ast::DictItem::Pair(key, _) if matches!(key.kind, ast::ExprKind::Str(_)))
        });
        if !all_named {
            return None;
        }
        for item in items {
            let ast::DictItem::Pair(key, _) = item else { continue };
            let ast::ExprKind::Str(text) = &key.kind else { continue };
            let name = text.value.as_str().unwrap_or_default().to_string();
            if !fields.iter().any(|field| self.text(field.name) == name) {
                let (at, ty) = (key.span, self.describe(ty));
                return Some(self.fail(at, diag::expressions::NoSuchField { at, name, ty }));
            }
        }
        if items.len() != fields.len() {
            return None;
        }
        // In another order the values would be evaluated in another order, too.
        let ordered = items.iter().zip(&fields).all(|(item, field)| match item {
            ast::DictItem::Pair(key, _) => match &key.kind {
                ast::ExprKind::Str(text) => text.value.as_str() == Some(self.text(field.name)),
                _ => false,
            },
            ast::DictItem::Unpack(_) => false,
        });
        if !ordered {
            return None;
        }
        for item in items {
            let ast::DictItem::Pair(key, value) = item else { return None };
            let ast::ExprKind::Str(text) = &key.kind else { return None };
            let name = text.value.as_str()?;
            let index = fields.iter().position(|field| self.text(field.name) == name)?;
            values[index] = Some(self.expr_as(value, fields[index].ty));
        }
        let values: Option<Vec<_>> = values.into_iter().collect();
        Some(Expr::new(ExprKind::Struct(values?), ty, span))
    }
}

/// The constants, if all items are.
fn constants(items: &[Item]) -> Option<Vec<Const>> {
    items
        .iter()
        .map(|item| match &item.value.kind {
            ExprKind::Const(constant) if !item.star && item.value.ty != Ty::ERROR => {
                Some(constant.clone())
            }
            _ => None,
        })
        .collect()
}
