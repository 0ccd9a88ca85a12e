//! Function objects: what is evaluated where a `def` stands.

use crate::function::Lowerer;
use crate::values::no_object;
use base::Name;
use mir::{CExpr, CExprKind};
use tir::{Expr, ExprKind, MakeFunction};
use types::Ty;

impl Lowerer<'_, '_> {
    pub fn make_function(&mut self, expr: &Expr, make: &MakeFunction) -> CExpr {
        let defaults = self.default_tuple(&make.defaults);
        let kw_defaults = self.names_to_values(&make.kw_defaults);
        let annotations = self.annotations(&make.annotations);
        let closure = match make.closure.is_empty() {
            true => no_object(),
            false => {
                let cells = self.operands(&make.closure);
                self.value("tuple.pack", cells)
            }
        };
        let number = self.cx.pyfuncs.get(&make.func).copied().unwrap_or_default();
        self.b.at(expr.span);
        let args = vec![
            CExpr::new(CExprKind::Module, Ty::MODULE),
            CExpr::int(number as i128, Ty::INT),
            defaults,
            kw_defaults,
            annotations,
            closure,
        ];
        let value = self.op("func.new", args);
        self.result(expr, value)
    }

    fn default_tuple(&mut self, values: &[Expr]) -> CExpr {
        if values.is_empty() {
            return no_object();
        }
        if let Some(tuple) = self.constant_tuple(values) {
            return tuple;
        }
        let values = self.operands(values);
        self.value("tuple.pack", values)
    }

    /// A constant where all items are.
    fn constant_tuple<'e>(&mut self, items: impl IntoIterator<Item = &'e Expr>) -> Option<CExpr> {
        let items: Option<Vec<_>> = items
            .into_iter()
            .map(|item| match &item.kind {
                ExprKind::Const(value) => Some(value.clone()),
                _ => None,
            })
            .collect();
        let id = self.cx.consts.of_tree(&tir::Const::Tuple(items?));
        Some(CExpr::new(CExprKind::Const(id), Ty::TUPLE))
    }

    /// Annotations are texts as a rule; the runtime makes a dict of the tuple when it is asked for.
    fn annotations(&mut self, items: &[(Name, Expr)]) -> CExpr {
        let constant: Option<Vec<_>> = items
            .iter()
            .map(|(name, value)| match &value.kind {
                ExprKind::Const(value) => Some([tir::Const::Name(*name), value.clone()]),
                _ => None,
            })
            .collect();
        match constant {
            Some(pairs) if !pairs.is_empty() => {
                let tuple = tir::Const::Tuple(pairs.into_iter().flatten().collect());
                let id = self.cx.consts.of_tree(&tuple);
                CExpr::new(CExprKind::Const(id), Ty::TUPLE)
            }
            _ => self.names_to_values(items),
        }
    }

    fn names_to_values(&mut self, items: &[(Name, Expr)]) -> CExpr {
        if items.is_empty() {
            return no_object();
        }
        let values = self.operands(items.iter().map(|(_, value)| value));
        let mut pairs = Vec::with_capacity(values.len() * 2);
        for (&(name, _), value) in items.iter().zip(values) {
            pairs.push(self.name(name));
            pairs.push(value);
        }
        self.value("dict.pack", pairs)
    }
}
