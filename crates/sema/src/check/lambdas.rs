//! Lambdas: functions of one expression.

use std::rc::Rc;

use ast::Params;
use base::{Name, Span};
use tir::{Expr, ExprKind, FuncId, MakeFunction, StmtKind};
use types::Ty;

use super::Checker;
use super::build::{eval, stmt};
use super::classes::PrivateNames;
use super::closures::Visible;
use super::functions::{Defaults, check_python};
use crate::{
    Analysis, Binding, FunctionKind, FunctionScope, FunctionSource, LocalDecl, ParamDecl, ParamForm,
};

impl<'a> Checker<'_, 'a> {
    pub fn lambda(&mut self, params: &Params, body: &ast::Expr, span: Span) -> Expr {
        let name = self.intern("<lambda>");
        self.lambda_named(name, params, body, (false, span))
    }

    /// A function of one expression, under a name for tracebacks. With `sees_class` the namespace of the class around it is
    /// one of its variables.
    pub fn lambda_named(
        &mut self,
        name: Name,
        params: &Params,
        body: &ast::Expr,
        (sees_class, span): (bool, Span),
    ) -> Expr {
        if self.dry {
            return Expr::new(ExprKind::Const(tir::Const::None), Ty::OBJECT, span);
        }
        self.needs_gil("constructing Python function", span);
        if let Some(wrong) = self.typed_lambda(params, span) {
            return wrong;
        }
        let facts = self.an.expression_facts(&[body], self.module, &self.dirs);
        let mut scope = self.lambda_scope(name, params, span);
        scope.yields = facts.yields;
        for &(name, span) in &facts.bound {
            self.bind_in_lambda(&mut scope, name, span);
        }
        for local in scope.locals.iter_mut() {
            local.captured = facts.inner_free.contains(&local.name);
        }
        let (defaults, kw_defaults) = self.lambda_defaults(params);
        let visible = self.visible_inside();
        let (func, free) =
            check_lambda(self.an, Rc::new(scope), visible, self.private.clone(), body, sees_class);
        let optional: Vec<Name> = params
            .items
            .iter()
            .filter(|item| item.default.is_some())
            .filter_map(|item| item.ident().map(|ident| ident.name))
            .collect();
        for param in &mut self.an.decls.tir.functions[func].params {
            param.has_default = optional.contains(&param.name);
        }
        let closure = self.cells_for(&free, span);
        let annotations = Vec::new();
        let made = MakeFunction { func, defaults, kw_defaults, annotations, closure };
        Expr::new(ExprKind::MakeFunction(Box::new(made)), Ty::OBJECT, span)
    }

    fn lambda_defaults(&mut self, params: &Params) -> Defaults {
        let mut defaults = Vec::new();
        let mut kw_defaults = Vec::new();
        let keyword = params.keyword_only_from();
        for (index, item) in params.items.iter().enumerate() {
            let Some(ast::ParamDefault::Value(default)) = &item.default else { continue };
            let Some(ident) = item.ident() else { continue };
            let value = self.object(default);
            match index < keyword {
                true => defaults.push(value),
                false => kw_defaults.push((self.mangled(ident.name), value)),
            }
        }
        (defaults, kw_defaults)
    }

    pub fn lambda_scope(&mut self, name: Name, params: &Params, span: Span) -> FunctionScope<'a> {
        let qualname = format!("{}{}", self.qualname_prefix(), self.text(name));
        let source = FunctionSource::Module;
        let mut scope = FunctionScope {
            directives: self.dirs.clone(),
            subst: self.scope.subst.clone(),
            span,
            around: self.class_around(),
            ..FunctionScope::new(FunctionKind::Def, (name, qualname), source, self.module)
        };
        let (slash, keyword) = (params.positional_only(), params.keyword_only_from());
        let mut ordered: Vec<(u8, ParamForm, &ast::Param, ast::Ident)> = Vec::new();
        for (index, item) in params.items.iter().enumerate() {
            let Some(ident) = item.ident() else { continue };
            let (rank, form) = match item.kind {
                ast::ParamKind::Star => (2, ParamForm::Star),
                ast::ParamKind::DoubleStar => (3, ParamForm::StarStar),
                ast::ParamKind::Normal if index < slash => (0, ParamForm::PositionalOnly),
                ast::ParamKind::Normal if index < keyword => (0, ParamForm::Positional),
                ast::ParamKind::Normal => (1, ParamForm::KeywordOnly),
            };
            ordered.push((rank, form, item, ident));
        }
        ordered.sort_by_key(|(rank, ..)| *rank);
        for (_, form, item, ident) in ordered {
            let declared = match form {
                ParamForm::Star | ParamForm::StarStar => None,
                _ => self.lambda_param_type(item),
            };
            let ty = match form {
                ParamForm::Star => Ty::TUPLE,
                ParamForm::StarStar => Ty::DICT,
                _ => declared.unwrap_or(Ty::OBJECT),
            };
            let local = scope.locals.push(LocalDecl {
                name: ident.name,
                declared: Some(ty),
                is_param: true,
                address_taken: false,
                captured: false,
                span: item.span,
            });
            scope.names.insert(ident.name, Binding::Local(local));
            scope.params.push(ParamDecl {
                local,
                name: ident.name,
                form,
                declared,
                allows_none: true,
                default: None,
                annotation: None,
                span: item.span,
            });
        }
        scope
    }

    /// The name of an assignment expression.
    fn bind_in_lambda(&self, scope: &mut FunctionScope<'a>, name: Name, span: Span) {
        scope.names.entry(name).or_insert_with(|| {
            let declared = Some(Ty::OBJECT);
            let (is_param, address_taken, captured) = (false, false, false);
            let decl = LocalDecl { name, declared, is_param, address_taken, captured, span };
            Binding::Local(scope.locals.push(decl))
        });
    }
}

fn check_lambda<'a>(
    an: &mut Analysis<'a>,
    scope: Rc<FunctionScope<'a>>,
    visible: Visible,
    private: PrivateNames,
    body: &ast::Expr,
    sees_class: bool,
) -> (FuncId, Vec<Name>) {
    check_python(an, scope, (visible, private), |me| {
        me.sees_class = sees_class;
        let mut out = me.start();
        let value = me.object(body).cast(Ty::OBJECT);
        let span = value.span;
        // One that yields gives its value away and returns None.
        out.push(match me.generator {
            Some(_) => eval(value),
            None => stmt(StmtKind::Return(Some(value)), span),
        });
        (out, None)
    })
}
