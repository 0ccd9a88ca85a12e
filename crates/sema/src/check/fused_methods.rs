//! Calls of C methods with arguments of fused types: `object.method(...)`, `object.method[int](...)`, and the same of a class.

use ast::{Arg, ExprKind as Ast, Ident};
use base::Span;
use tir::Expr;
use types::ClassId;

use super::Checker;
use super::fused::Chosen;
use crate::CFuncId;
use crate::class_info::Method;

impl<'a> Checker<'_, 'a> {
    /// The C method that a call means: of a template the specialisation for an index and the arguments. `bound` counts the
    /// parameters that are no arguments.
    pub fn specialised_method(
        &mut self,
        class: ClassId,
        method: Method,
        (chosen, bound): (&Chosen, usize),
        args: &[Arg],
        span: Span,
    ) -> Option<Method> {
        if self.an.decls.cfuncs[method.func].template.is_none() {
            return Some(method);
        }
        let subst = self.choose(method.func, chosen, (args, bound), span)?;
        self.an.method_for(class, method, &subst)
    }

    /// `object.method[int](...)`, `Class.method[int](...)`; nothing if it is no C method with fused arguments.
    pub fn call_indexed_method(
        &mut self,
        func: &ast::Expr,
        args: &[Arg],
        span: Span,
    ) -> Option<Expr> {
        let Ast::Subscript(base, index) = &func.kind else { return None };
        let Ast::Attribute(object, name) = &base.kind else { return None };
        if let Some(class) = self.class_named(object) {
            let method = self.template_method(class, *name)?;
            let chosen = self.method_choice(method.func, index)?;
            let Some(chosen) = chosen else { return Some(self.error_expr(span)) };
            return Some(self.call_of_class(class, method, &chosen, args, span));
        }
        if self.with_env(|an, env| an.module_of_expr(object, env)).is_some() {
            return None;
        }
        let ty = self.dry_run(|me| me.expr(object).ty);
        let class = self.types().as_class(ty)?;
        let method = self.template_method(class, *name)?;
        let chosen = self.method_choice(method.func, index)?;
        let Some(chosen) = chosen else { return Some(self.error_expr(span)) };
        let receiver = self.expr(object);
        self.ext_method_choice(&receiver, *name, &chosen, args, span)
    }

    fn template_method(&mut self, class: ClassId, name: Ident) -> Option<Method> {
        let (_, method) = self.an.class_method(class, self.mangled(name.name))?;
        self.an.decls.cfuncs[method.func].template.is_some().then_some(method)
    }

    /// The types that an index names. Nothing at all if it is one for Python's side of the method; inside, nothing if it is wrong.
    fn method_choice(&mut self, id: CFuncId, index: &ast::Expr) -> Option<Option<Chosen>> {
        if self.is_python_index(id, index) {
            return None;
        }
        Some(self.complete_choice(id, index))
    }

    /// Whether the function of an index exists for Python, and the index is no list of its types.
    pub fn is_python_index(&mut self, id: CFuncId, index: &ast::Expr) -> bool {
        let func = &self.an.decls.cfuncs[id];
        let Some(template) = func.template.clone() else { return false };
        let (name, cpdef) = (func.name, func.cpdef);
        cpdef && self.dry_run(|me| me.chosen_types(name, &template.types, index)).is_none()
    }
}
