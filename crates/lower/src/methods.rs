//! `receiver.name(args)`.
//!
//! Python looks the method up before it evaluates the arguments. Where these cannot tell the difference, lookup and call are one
//! step that makes no bound method.

use crate::function::Lowerer;
use crate::order::Pending;
use base::Name;
use mir::CExpr;
use tir::Expr;

impl Lowerer<'_, '_> {
    pub fn method_call(
        &mut self,
        expr: &Expr,
        receiver: &Expr,
        name: Name,
        (args, keywords): (&[Expr], &[(Name, Expr)]),
    ) -> CExpr {
        let values = || args.iter().chain(keywords.iter().map(|(_, value)| value));
        let quiet = values().all(|arg| self.is_quiet(arg));
        let receiver_value = self.object(receiver);
        let name = self.name(name);
        self.b.at(expr.span);
        let mut pending = Pending::default();
        let (plain, named) = if quiet {
            self.hold(&mut pending, name);
            self.hold(&mut pending, receiver_value);
            ("call.method", "call.method_kw")
        } else {
            let method = self.value("obj.getattr", vec![receiver_value, name]);
            self.hold(&mut pending, method);
            ("call.args", "call.kw")
        };
        for value in values() {
            self.operand(&mut pending, value);
        }
        let mut values = self.settle(pending);
        let op = self.with_names(plain, named, &mut values, keywords);
        self.b.at(expr.span);
        let value = self.op(op, values);
        self.result(expr, value)
    }
}
