//! `binding=False` in extension types: methods that stand in the type's method table, as those of builtin types do. They are
//! method descriptors, whose bound form is a builtin function.
//!
//! The table is constant, so only what the class defines once and nothing decorates can be in it. Everything else stays a
//! function object in the type's dict.

use std::rc::Rc;

use ast::{ExprKind as Ast, FunctionDef, StmtKind as AstStmt};
use base::{Name, Span};
use builtins::Directive;
use tir::{FuncId, Stmt};
use types::ClassId;

use super::Checker;
use super::ext_class::Bound;
use super::functions::check_def;
use crate::{FunctionScope, FunctionSource};

impl<'a> Checker<'_, 'a> {
    /// Whether a method becomes an entry of the method table.
    pub fn in_method_table(&self, def: &FunctionDef, scope: &FunctionScope<'a>) -> bool {
        let undecorated = match self.binding_of(def) {
            Bound::Instance => scope.rest_decorators.is_empty(),
            Bound::Class => scope.rest_decorators.len() == 1,
            Bound::Nothing => false,
        };
        undecorated
            && !scope.directives.is_on(Directive::Binding)
            && scope.yields.is_none()
            && !scope.is_async
            && def.type_params.is_empty()
            && self.binds_once(def.name.name)
    }

    /// Whether the Python side of a C method does.
    pub fn cpdef_in_table(&self, scope: &FunctionScope<'a>) -> bool {
        scope.class.is_some()
            && scope.rest_decorators.is_empty()
            && !scope.directives.is_on(Directive::Binding)
            && !self.is_static_method(scope)
            && self.binds_once(scope.name)
    }

    /// `@staticmethod` is its only decorator.
    pub fn is_static_method(&self, scope: &FunctionScope<'a>) -> bool {
        let decorators = match scope.source {
            FunctionSource::Def(def) => &def.decorators,
            FunctionSource::C(def) => &def.decorators,
            FunctionSource::Class(_) | FunctionSource::CClass(_) | FunctionSource::Module => {
                return false;
            }
        };
        matches!(&decorators[..], [one] if self.is_builtin(&one.expr, "staticmethod"))
    }

    /// Whether a name is bound by one statement of the class body and by no other, nor in statements inside others.
    fn binds_once(&self, name: Name) -> bool {
        let mut count = 0;
        for stmt in self.scope.source.body() {
            match &stmt.kind {
                AstStmt::FunctionDef(def) => count += usize::from(def.name.name == name),
                AstStmt::CFunc(def) => {
                    let declared = def.declarator.name();
                    count += usize::from(declared.is_some_and(|it| it.ident.name == name));
                }
                AstStmt::Assign { targets, .. } => {
                    let is_name =
                        |target: &ast::Expr| matches!(target.kind, Ast::Name(it) if it == name);
                    if targets.iter().any(is_name) {
                        return false;
                    }
                }
                _ => {
                    if !crate::declare::inner_suites(stmt).is_empty() {
                        return false;
                    }
                }
            }
        }
        count == 1
    }

    /// The method as an entry of the table.
    pub fn table_method(
        &mut self,
        class: ClassId,
        def: &'a FunctionDef,
        scope: FunctionScope<'a>,
    ) -> Vec<Stmt> {
        if self.dry {
            return Vec::new();
        }
        let of_class = self.binding_of(def) == Bound::Class;
        let scope = Rc::new(scope);
        let visible = self.visible_inside();
        let (func, _) = check_def(self.an, scope.clone(), visible, self.private.clone());
        self.an.decls.tir.functions[func].options.of_class = of_class;
        if of_class {
            // The class is no argument in messages either.
            self.an.decls.tir.type_methods.push(func);
        }
        self.add_to_table(class, func, &scope, def.name.span)
    }

    /// The Python side of a C method likewise.
    pub fn add_to_table(
        &mut self,
        class: ClassId,
        func: FuncId,
        scope: &FunctionScope<'a>,
        span: Span,
    ) -> Vec<Stmt> {
        let mut out = Vec::new();
        if scope.params.iter().any(|param| param.default.is_some()) {
            self.hold_special(scope, func, span, &mut out);
        }
        self.an.built_class(class).methods.push(func);
        out
    }
}
