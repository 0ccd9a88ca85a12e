//! Objects of C++: which constructors and overloads calls could mean. Making them is not supported yet.

use ast::{Arg, ArgKind};
use base::Span;
use diag::calls::{CppKeywords, NoConstructor};
use diag::functions::NeedsCpp;
use tir::Expr;
use types::Ty;

use super::Checker;
use super::calls::Formal;
use crate::CFuncId;

impl<'a> Checker<'_, 'a> {
    /// `new T(...)`
    pub fn new_object(&mut self, ty: &ast::CType, args: &[Arg], span: Span) -> Expr {
        if !self.an.cx.options.cplus {
            return self.fail(span, NeedsCpp { at: span, what: "`new`".into() });
        }
        let ty = self.with_env(|an, env| an.resolve_type(ty, env));
        match self.an.cpp_class(ty).is_some() {
            true => self.construct(ty, args, span),
            false if ty == Ty::ERROR => self.error_expr(span),
            false => {
                let ty = self.describe(ty);
                self.fail(span, diag::calls::NewOf { at: span, ty })
            }
        }
    }

    /// A call of a C++ class.
    pub fn construct(&mut self, ty: Ty, args: &[Arg], span: Span) -> Expr {
        let name = self.describe(ty);
        if let Some(arg) = args.iter().find(|arg| !matches!(arg.kind, ArgKind::Positional)) {
            return self.fail(span, CppKeywords { at: arg.span, name });
        }
        for arg in args {
            self.expr(&arg.value);
        }
        let Some((_, class)) = self.an.cpp_class(ty) else { return self.error_expr(span) };
        let constructors = &class.constructors;
        let fits = constructors.iter().any(|params| {
            let least = params.iter().filter(|param| param.default.is_none()).count();
            (least..=params.len()).contains(&args.len())
        });
        // A class has one without arguments as long as it declares none.
        let implied = constructors.is_empty() && args.is_empty();
        if !fits && !implied {
            let candidates = constructors.len();
            return self.fail(span, NoConstructor { at: span, name, candidates });
        }
        self.unsupported(span, "C++ objects")
    }

    /// A call of a function whose types are not supported yet: wrong arguments are wrong all the same.
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
