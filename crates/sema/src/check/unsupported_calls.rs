//! Calls of functions whose types are not supported yet.

use ast::Arg;
use base::Span;
use tir::Expr;

use super::Checker;
use super::calls::Formal;
use crate::CFuncId;

impl<'a> Checker<'_, 'a> {
    /// Wrong arguments are wrong all the same.
    pub fn unsupported_call(
        &mut self,
        id: CFuncId,
        what: &'static str,
        args: &[Arg],
        span: Span,
    ) -> Expr {
        let func = &self.an.decls.cfuncs[id];
        let key = (func.module, func.name);
        let all = self.an.decls.overloads.get(&key).cloned().unwrap_or_else(|| vec![id]);
        let before = self.an.cx.sink.error_count();
        let fits = all.iter().any(|&id| self.dry_run(|me| me.accepts(id, args, span)));
        if !fits {
            self.accepts(id, args, span);
        }
        if self.an.cx.sink.error_count() > before {
            return self.error_expr(span);
        }
        self.unsupported(span, what)
    }

    fn accepts(&mut self, id: CFuncId, args: &[Arg], span: Span) -> bool {
        let func = &self.an.decls.cfuncs[id];
        let formals: Vec<_> = Formal::all_of(func).collect();
        let (signature, name) = (func.signature.clone(), func.name);
        let name = self.text(name).to_string();
        self.c_arguments(&signature, &formals, &name, args, span).is_some()
    }
}
