//! `[...]`, `(...)`, `{...}`.

use crate::function::Lowerer;
use mir::CExpr;
use tir::{DictItem, Display, Expr, ExprKind, Item};
use types::{Builtin, Class, Ty};

impl Lowerer<'_, '_> {
    pub fn display(&mut self, expr: &Expr, kind: Display, items: &[Item]) -> CExpr {
        let plain = items.iter().take_while(|item| !item.star).count();
        // The values of a large one do not wait for each other, as in Python.
        let plain = if is_large(items.iter().map(|item| &item.value)) { 0 } else { plain };
        let values = self.operands(items[..plain].iter().map(|item| &item.value));
        self.b.at(expr.span);
        let whole = plain == items.len();
        let value = match kind {
            Display::Tuple if whole => self.value("tuple.pack", values),
            Display::List | Display::Tuple => {
                let list = self.value("list.pack", values);
                self.extend(&list, &items[plain..], "list.append", "list.extend_star");
                self.b.at(expr.span);
                match kind {
                    Display::Tuple => self.value("tuple.of_list", vec![list]),
                    Display::List | Display::Set => list,
                }
            }
            Display::Set => {
                let set = self.value("set.pack", values);
                self.extend(&set, &items[plain..], "set.add", "set.update");
                set
            }
        };
        self.result(expr, Some(value))
    }

    fn extend(&mut self, to: &CExpr, items: &[Item], one: &'static str, many: &'static str) {
        for item in items {
            let value = self.object(&item.value);
            self.b.at(item.value.span);
            self.op(if item.star { many } else { one }, vec![to.clone(), value]);
        }
    }

    pub fn dict_display(&mut self, expr: &Expr, items: &[DictItem]) -> CExpr {
        // Storing under such keys cannot fail and runs no code: nobody sees that it comes after evaluating what follows.
        let first = items
            .iter()
            .take_while(|item| match item {
                DictItem::Pair(key, _) => self.is_plain_key(key.ty),
                DictItem::Mapping(_) => false,
            })
            .count();
        let values = items.iter().filter_map(|item| match item {
            DictItem::Pair(_, value) => Some(value),
            DictItem::Mapping(_) => None,
        });
        let first = if is_large(values) { 0 } else { first };
        let run = pairs(items);
        let first = if self.builds_at_once(run) { run } else { first };
        let values = self.operands(items[..first].iter().flat_map(|item| match item {
            DictItem::Pair(key, value) => vec![key, value],
            DictItem::Mapping(_) => Vec::new(),
        }));
        self.b.at(expr.span);
        let dict = match values.is_empty() {
            true => self.value("dict.new", values),
            false => self.value("dict.pack", values),
        };
        let mut rest = &items[first..];
        while let [item, others @ ..] = rest {
            let run = pairs(rest);
            if self.builds_at_once(run) {
                self.store_pairs(&dict, &rest[..run]);
                rest = &rest[run..];
                continue;
            }
            rest = others;
            match item {
                DictItem::Pair(key, value) => {
                    let mut args = self.operands([key, value]);
                    args.insert(0, dict.clone());
                    self.b.at(key.span);
                    self.op("dict.setitem", args);
                }
                DictItem::Mapping(mapping) => {
                    let value = self.object(mapping);
                    self.b.at(expr.span);
                    // In Cython's own language the first one makes the dict, by whatever `dict()` takes.
                    let first = rest.len() + 1 == items.len() && !self.cx.tir.plain;
                    let op = if first { "dict.update" } else { "dict.update_star" };
                    self.op(op, vec![dict.clone(), value]);
                }
            }
        }
        self.result(expr, Some(dict))
    }

    /// Python evaluates so many pairs before it stores the first of them.
    fn builds_at_once(&self, pairs: usize) -> bool {
        self.cx.tir.plain && (1..=15).contains(&pairs)
    }

    fn store_pairs(&mut self, dict: &CExpr, items: &[DictItem]) {
        let parts: Vec<_> = items
            .iter()
            .flat_map(|item| match item {
                DictItem::Pair(key, value) => vec![key, value],
                DictItem::Mapping(_) => Vec::new(),
            })
            .collect();
        let spans: Vec<_> = parts.iter().step_by(2).map(|key| key.span).collect();
        let values = self.operands(parts);
        for (pair, span) in values.chunks(2).zip(spans) {
            self.b.at(span);
            let args = std::iter::once(dict).chain(pair).cloned().collect();
            self.op("dict.setitem", args);
        }
    }

    fn is_plain_key(&self, ty: Ty) -> bool {
        self.cx.types.as_object(ty).is_some_and(|object| match object.class {
            Class::Builtin(
                Builtin::NoneType
                | Builtin::Bool
                | Builtin::Int
                | Builtin::Float
                | Builtin::Complex
                | Builtin::Str
                | Builtin::Bytes,
            ) => object.exact,
            Class::Builtin(_) | Class::Any | Class::Ext(_) => false,
        })
    }
}

/// Whether so many values that have to be computed are collected one by one.
fn is_large<'e>(values: impl Iterator<Item = &'e Expr>) -> bool {
    values.filter(|value| !matches!(value.kind, ExprKind::Const(_))).count() > 30
}

/// How many pairs come first.
fn pairs(items: &[DictItem]) -> usize {
    items.iter().take_while(|item| matches!(item, DictItem::Pair(..))).count()
}
