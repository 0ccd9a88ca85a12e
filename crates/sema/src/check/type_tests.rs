//! Objects that have to be of a type: tested where they arrive.

use tir::Expr;
use types::{Builtin, Ty};

use super::Checker;
use super::build::eval;

impl Checker<'_, '_> {
    /// An object that has to be of a builtin type.
    pub fn type_test(&mut self, expr: Expr, builtin: Builtin, none: bool, to: Ty) -> Expr {
        let span = expr.span;
        if matches!(builtin, Builtin::Int | Builtin::Float) {
            let name = self.null_object(span);
            return self.python_number(expr, builtin, (name, none), to);
        }
        self.with_temp(expr, |me, value| {
            let check = match builtin {
                Builtin::Exception(name) => {
                    let class = me.builtin_value(name, span).cast(Ty::TYPE);
                    let none = me.c_int(none.into(), Ty::INT, span);
                    me.op("check.instance", vec![value.clone(), class, none], span)
                }
                _ => {
                    let suffix = if none { "_or_none" } else { "" };
                    let name = format!("check.{}{suffix}", builtin.name(me.an.cx.names));
                    me.op(&name, vec![value.clone()], span)
                }
            };
            me.seq(vec![eval(check)], value.cast(to))
        })
    }

    /// An object that has to be of an extension type.
    pub fn class_test(&mut self, expr: Expr, none: bool, to: Ty) -> Expr {
        let span = expr.span;
        let Some(class) = self.types().as_class(to) else { return self.error_expr(span) };
        self.with_temp(expr, |me, value| {
            let class = me.class_object(class, span);
            let none = me.c_int(none.into(), Ty::INT, span);
            let check = me.op("check.instance", vec![value.clone(), class, none], span);
            me.seq(vec![eval(check)], value.cast(to))
        })
    }
}
