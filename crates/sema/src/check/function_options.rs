//! Directives about functions that neither their bodies nor their signatures show.

use builtins::Directive;
use tir::{Expr, FunctionOptions};
use types::Ty;

use super::Checker;
use crate::{FunctionKind, FunctionScope, ParamForm};

impl<'a> Checker<'_, 'a> {
    pub fn function_options(&self) -> FunctionOptions {
        let dirs = &self.scope.directives;
        let c_function = matches!(self.scope.kind, FunctionKind::Cdef | FunctionKind::Cpdef);
        let text = |directive| match c_function {
            true => dirs.text(directive).to_string(),
            false => String::new(),
        };
        FunctionOptions {
            call: text(Directive::CallSpec),
            guard: text(Directive::CCompileGuard),
            brief: !dirs.is_on(Directive::UnraisableTracebacks),
            events: self.reports_events(),
            of_class: false,
            no_keywords: !dirs.is_on(Directive::AlwaysAllowKeywords) && self.has_one_argument(),
        }
    }

    /// One that has to be given, beside the instance of an extension type.
    fn has_one_argument(&self) -> bool {
        let own = usize::from(self.scope.class.is_some());
        let params = &self.scope.params;
        params.len() <= own + 1
            && params.iter().all(|param| {
                let positional =
                    matches!(param.form, ParamForm::Positional | ParamForm::PositionalOnly);
                positional && param.default.is_none()
            })
    }

    /// `binding=False`: the function object becomes a builtin function. Methods have to bind.
    pub fn bound_or_builtin(&mut self, made: Expr, scope: &FunctionScope<'a>) -> Expr {
        let is_static = self.ext_body().is_some() && self.is_static_method(scope);
        let plain = self.class_body.is_none() || is_static;
        if !plain || scope.directives.is_on(Directive::Binding) || made.ty == Ty::ERROR {
            return made;
        }
        let span = made.span;
        self.op("func.builtin", vec![made], span)
    }
}
