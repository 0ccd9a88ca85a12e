//! Frozen sets whose items are constants: constants themselves, and equal ones are one object.

use ast::ExprKind as Ast;
use base::Span;
use tir::{Const, Expr, ExprKind};
use types::Ty;

use super::Checker;

impl Checker<'_, '_> {
    /// `frozenset()` and `frozenset((1, 2))`. A plain Python module makes a new object each time, as the interpreter does.
    pub fn constant_frozenset(&mut self, args: &[&ast::Expr], span: Span) -> Option<Expr> {
        if self.plain {
            return None;
        }
        let mut items = match args {
            [] => Vec::new(),
            [arg] => self.constant_items(arg)?,
            _ => return None,
        };
        items.sort_by_cached_key(|item| format!("{item:?}"));
        items.dedup();
        let value = ExprKind::Const(Const::FrozenSet(items));
        Some(Expr::new(value, Ty::FROZENSET, span))
    }

    /// The items of a display, text or frozen set of constants.
    fn constant_items(&mut self, expr: &ast::Expr) -> Option<Vec<Const>> {
        match &expr.kind {
            Ast::Tuple(items) | Ast::List(items) | Ast::Set(items) => {
                items.iter().map(|item| self.constant_item(item)).collect()
            }
            Ast::Call(func, args) => {
                let Ast::Name(name) = func.kind else { return None };
                let builtin = matches!(self.find(name), super::names::Found::Builtin);
                let plain = args.iter().all(|arg| arg.kind == ast::ArgKind::Positional);
                if self.text(name) != "frozenset" || !builtin || !plain {
                    return None;
                }
                let args: Vec<_> = args.iter().map(|arg| &arg.value).collect();
                match self.constant_frozenset(&args, expr.span)?.kind {
                    ExprKind::Const(Const::FrozenSet(items)) => Some(items),
                    _ => None,
                }
            }
            // Nothing, however often.
            Ast::Binary(ast::BinaryOp::Mul, items, count) if matches!(count.kind, Ast::Int(_)) => {
                self.constant_items(items).filter(Vec::is_empty)
            }
            _ => match self.dry_run(|me| me.expr(expr)).kind {
                ExprKind::Const(Const::Str(text)) => {
                    let text = String::from_utf8(text).ok()?;
                    Some(text.chars().map(|c| Const::Str(c.to_string().into_bytes())).collect())
                }
                ExprKind::Const(Const::Bytes(bytes)) => {
                    Some(bytes.iter().map(|byte| Const::Int(byte.to_string())).collect())
                }
                ExprKind::Const(Const::Tuple(items)) if items.is_empty() => Some(items),
                _ => None,
            },
        }
    }

    /// One item. Numbers of several types may be equal, so that only ints are taken.
    fn constant_item(&mut self, expr: &ast::Expr) -> Option<Const> {
        let mut value = self.dry_run(|me| me.expr(expr));
        while let ExprKind::Cast(inner) = value.kind {
            value = *inner;
        }
        let boolean = self.types().resolve(value.ty) == Ty::BINT;
        match value.kind {
            ExprKind::Const(
                item @ (Const::None | Const::Int(_) | Const::Str(_) | Const::Bytes(_)),
            ) => Some(item),
            ExprKind::Const(Const::Name(name)) => {
                Some(Const::Str(self.text(name).as_bytes().to_vec()))
            }
            ExprKind::CInt(value) if !boolean => Some(Const::Int(value.to_string())),
            _ => None,
        }
    }
}
