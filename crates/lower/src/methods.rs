//! `receiver.name(args)`.
//!
//! Python looks the method up before it evaluates the arguments. Where these cannot tell the difference, lookup and call are one
//! step. Otherwise they are two; neither way makes a bound method.

use crate::function::Lowerer;
use crate::order::Pending;
use crate::values::address_of;
use base::Name;
use mir::CExpr;
use tir::Expr;
use types::Ty;

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
        let receiver = self.object(receiver);
        let name = self.name(name);
        self.b.at(expr.span);
        let mut pending = Pending::default();
        let unbound = (!quiet).then(|| self.memory_local(Ty::INT));
        match &unbound {
            None => {
                self.hold(&mut pending, name);
                self.hold(&mut pending, receiver);
            }
            Some(unbound) => {
                self.hold(&mut pending, receiver.clone());
                let unbound = address_of(unbound.clone(), Ty::INT_PTR);
                let method = self.value("method.load", vec![receiver, name, unbound]);
                self.hold(&mut pending, method);
            }
        }
        for value in values() {
            self.operand(&mut pending, value);
        }
        let mut values = self.settle(pending);
        let op = match unbound {
            None => self.with_names("call.method", "call.method_kw", &mut values, keywords),
            Some(unbound) => {
                values.swap(0, 1);
                let op = self.with_names("method.call", "method.call_kw", &mut values, keywords);
                values.insert(1, unbound);
                op
            }
        };
        self.b.at(expr.span);
        let value = self.op(op, values);
        self.result(expr, value)
    }
}
