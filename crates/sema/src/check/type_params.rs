//! Type parameters and type aliases.
//!
//! The parameters of `def f[T: bound]()`, of a class and of `type X[T] = value` are variables of a scope of their own around the
//! definition. It has no function here: the variables live in cells from the place where they are made, as those of comprehensions
//! do. Bounds, defaults and the values of aliases are functions without parameters, which the runtime calls when somebody asks.
//! In the body of a class they see its names.

use std::collections::HashMap;

use ast::{Ident, Params, TypeParam, TypeParamKind};
use base::{Name, Span};
use tir::{Const, Display, Expr, ExprKind, Item, Stmt, StmtKind};
use types::Ty;

use super::Checker;
use super::build::{assign, eval, stmt};

/// What the runtime is told of some type parameters.
struct Described {
    /// Of each: name, kind, numbers of the functions for bound and default or -1, whether the bound lists constraints,
    /// whether the default has a star, and the text of the bound.
    items: Vec<Const>,
    functions: Vec<Expr>,
}

impl<'a> Checker<'_, 'a> {
    /// Opens the scope of a definition's type parameters; the tuple of them.
    pub fn open_type_params(&mut self, params: &[TypeParam], out: &mut Vec<Stmt>) -> Option<Expr> {
        let span = params.first()?.span;
        self.declare_type_params(params, out);
        let described = self.describe_type_params(params);
        let args = vec![self.module_expr(span), described.0, described.1];
        let made = self.op("type_params.new", args, span);
        let made = self.store_temp(made, out);
        self.bind_type_params(params, made.clone(), out);
        Some(made)
    }

    /// Ends what [`Self::open_type_params`] began.
    pub fn close_type_params(&mut self, params: &[TypeParam]) {
        if !params.is_empty() {
            self.inner.pop();
        }
    }

    fn declare_type_params(&mut self, params: &[TypeParam], out: &mut Vec<Stmt>) {
        let mut scope = HashMap::new();
        for param in params {
            let local = self.cell_variable(param.name.name, param.span, out);
            scope.insert(param.name.name, local);
        }
        self.inner.push(scope);
    }

    fn bind_type_params(&mut self, params: &[TypeParam], made: Expr, out: &mut Vec<Stmt>) {
        let span = made.span;
        let targets: Vec<_> = params.iter().map(|_| self.temp(Ty::OBJECT, span)).collect();
        let unpack = StmtKind::Unpack { value: made, targets: targets.clone(), star: None };
        out.push(stmt(unpack, span));
        for (param, temp) in params.iter().zip(targets) {
            let value = self.local(temp, span);
            self.assign_name(param.name, value, out);
        }
    }

    /// The constant that describes the parameters, and the tuple of functions that belong to it.
    fn describe_type_params(&mut self, params: &[TypeParam]) -> (Expr, Expr) {
        let span = params.first().map_or_else(Span::default, |first| first.span);
        let mut described = Described { items: Vec::new(), functions: Vec::new() };
        for param in params {
            self.describe_type_param(param, &mut described);
        }
        let items = described.functions.into_iter().map(|value| Item { star: false, value });
        let functions = ExprKind::Display(Display::Tuple, items.collect());
        (
            Expr::new(ExprKind::Const(Const::Tuple(described.items)), Ty::TUPLE, span),
            Expr::new(functions, Ty::TUPLE, span),
        )
    }

    fn describe_type_param(&mut self, param: &TypeParam, described: &mut Described) {
        let kind = match param.kind {
            TypeParamKind::TypeVar => 0,
            TypeParamKind::TypeVarTuple => 1,
            TypeParamKind::ParamSpec => 2,
        };
        let mut parts = [-1; 2];
        let default = param.default.as_ref().map(|default| match &default.kind {
            ast::ExprKind::Star(inner) => &**inner,
            _ => default,
        });
        for (part, expr) in parts.iter_mut().zip([param.bound.as_ref(), default]) {
            if let Some(expr) = expr {
                *part = described.functions.len() as i128;
                let function = self.lazy_value(param.name.name, expr);
                described.functions.push(function);
            }
        }
        let many =
            matches!(&param.bound, Some(bound) if matches!(bound.kind, ast::ExprKind::Tuple(_)));
        let text = param.bound.as_ref().map(|bound| self.source(bound.span)).unwrap_or_default();
        let truth = |value: bool| if value { Const::True } else { Const::False };
        let is_star = |expr: &ast::Expr| matches!(expr.kind, ast::ExprKind::Star(_));
        let star = param.default.as_ref().is_some_and(is_star);
        let int = |value: i128| Const::Int(value.to_string());
        described.items.push(Const::Tuple(vec![
            Const::Name(self.mangled(param.name.name)),
            int(kind),
            int(parts[0]),
            int(parts[1]),
            truth(many),
            truth(star),
            Const::Str(text.into_bytes()),
        ]));
    }

    /// A function without parameters that evaluates an expression when it is called.
    pub fn lazy_value(&mut self, name: Name, value: &ast::Expr) -> Expr {
        let span = value.span;
        let in_class = self.class_body.is_some() || self.sees_class;
        let outer = self.class_body;
        let mut out = Vec::new();
        if let Some(body) = outer
            && !self.dry
        {
            let cell = self.temp(Ty::OBJECT, span);
            let namespace = self.local(body.namespace, span);
            let made = self.op("cell.new", vec![namespace], span);
            out.push(assign(cell, made));
            self.class_body = Some(super::classes::ClassBody { dict: Some(cell), ..body });
        }
        let made = self.lambda_named(name, &Params::default(), value, (in_class, span));
        self.class_body = outer;
        self.seq(out, made)
    }

    /// `type Name[T] = value`
    pub fn type_alias(
        &mut self,
        name: Ident,
        params: &'a [TypeParam],
        value: &'a ast::Expr,
    ) -> Vec<Stmt> {
        let span = name.span;
        let mut out = Vec::new();
        if !params.is_empty() {
            self.declare_type_params(params, &mut out);
        }
        let (items, functions) = self.describe_type_params(params);
        let value = self.lazy_value(name.name, value);
        let args =
            vec![self.module_expr(span), self.name_const(name.name, span), items, functions, value];
        let alias = self.op("type_params.alias", args, span);
        let alias = self.store_temp(alias, &mut out);
        if !params.is_empty() {
            let attribute = self.intern("__type_params__");
            let args = vec![alias.clone(), self.name_const(attribute, span)];
            let made = self.op("obj.getattr", args, span);
            self.bind_type_params(params, made, &mut out);
        }
        self.close_type_params(params);
        self.assign_name(name, alias, &mut out);
        out
    }

    /// `Generic[T]`, the last base of a class with type parameters.
    pub fn generic_base(&mut self, params: Expr) -> Expr {
        let span = params.span;
        let args = vec![self.module_expr(span), params];
        self.op("type_params.generic", args, span)
    }

    /// What was made inside of the scope is used outside of it.
    pub fn store_type_scope(
        &mut self,
        made: Expr,
        params: &[TypeParam],
        out: &mut Vec<Stmt>,
    ) -> Expr {
        if params.is_empty() {
            return made;
        }
        let made = self.store_temp(made, out);
        self.close_type_params(params);
        made
    }

    /// Gives a function or the namespace of a class its `__type_params__`.
    pub fn note_type_params(&mut self, function: Expr, params: Option<Expr>) -> Expr {
        let Some(params) = params else { return function };
        let span = function.span;
        let temp = self.temp(Ty::OBJECT, span);
        let name = self.intern("__type_params__");
        let args = vec![self.local(temp, span), self.name_const(name, span), params];
        let set = eval(self.op("obj.setattr", args, span));
        let made = self.local(temp, span);
        self.seq(vec![assign(temp, function), set], made)
    }
}
