//! Annotations as values at run time.
//!
//! A plain Python module has the values of the expressions, or their text where `from __future__ import annotations` says so. Modules
//! that use the language's types have the text: what is written there need not be an expression that Python can evaluate.

use ast::{ExprKind as Ast, FunctionDef};
use base::{Name, Span};
use tir::{Expr, Stmt, StmtKind};
use types::Ty;

use super::Checker;
use super::build::{eval, stmt};

impl Checker<'_, '_> {
    /// Whether annotations are evaluated where they stand.
    fn evaluates_annotations(&self) -> bool {
        self.plain && !super::module::has_future(self.an, "annotations")
    }

    pub fn annotations(&mut self, def: &FunctionDef) -> Vec<(Name, Expr)> {
        let mut found = Vec::new();
        for item in &def.params.items {
            if let (Some(ident), Some(annotation)) = (item.ident(), &item.annotation) {
                found.push((self.mangled(ident.name), self.annotation(annotation)));
            }
        }
        if let Some(returns) = &def.returns {
            let name = self.intern("return");
            found.push((name, self.annotation(returns)));
        }
        found
    }

    fn annotation(&mut self, annotation: &ast::Expr) -> Expr {
        if !self.evaluates_annotations() {
            return self.annotation_text(annotation);
        }
        match &annotation.kind {
            // `*args: *Ts`
            Ast::Star(inner) => {
                let value = self.object(inner);
                let only = self.temp(Ty::OBJECT, annotation.span);
                let unpack = StmtKind::Unpack { value, targets: vec![only], star: None };
                let value = self.local(only, annotation.span);
                self.seq(vec![stmt(unpack, annotation.span)], value)
            }
            _ => self.object(annotation),
        }
    }

    /// The text of an annotation as Python writes expressions.
    pub fn annotation_text(&mut self, annotation: &ast::Expr) -> Expr {
        let text = ast::expression_source(annotation, self.an.cx.names);
        self.text_const(text.as_bytes(), annotation.span)
    }

    /// At the start of the body of a class or module that has annotations: the dict for them.
    pub fn open_annotations<'s>(
        &mut self,
        body: impl IntoIterator<Item = &'s ast::Stmt>,
    ) -> Vec<Stmt> {
        let Some(at) = body.into_iter().find_map(first_annotation) else { return Vec::new() };
        let names = self.annotated_names(at);
        let args = vec![names, self.null_object(at), self.null_object(at)];
        vec![eval(self.op("class.annotate", args, at))]
    }

    /// The namespace of the class or module.
    fn annotated_names(&mut self, span: Span) -> Expr {
        match self.class_body {
            Some(body) => self.local(body.namespace, span),
            None => self.globals_dict(span),
        }
    }

    /// `name: annotation` in the body of a class or module.
    pub fn note_annotation(
        &mut self,
        target: &ast::Expr,
        annotation: &ast::Expr,
        simple: bool,
    ) -> Vec<Stmt> {
        let span = target.span;
        let Ast::Name(name) = target.kind else { return self.unnoted_annotation(annotation) };
        if !simple {
            return self.unnoted_annotation(annotation);
        }
        let value = self.annotation(annotation);
        let names = self.annotated_names(span);
        let args = vec![names, self.name_const(name, span), value];
        vec![eval(self.op("class.annotate", args, span))]
    }

    /// An annotation of something that is no plain name is evaluated all the same.
    fn unnoted_annotation(&mut self, annotation: &ast::Expr) -> Vec<Stmt> {
        if !self.evaluates_annotations() {
            return Vec::new();
        }
        let value = self.annotation(annotation);
        self.discard(value)
    }
}

/// Where the first annotation of a variable stands, outside of functions and classes.
fn first_annotation(one: &ast::Stmt) -> Option<Span> {
    match &one.kind {
        ast::StmtKind::AnnAssign { .. } => Some(one.span),
        _ => {
            let suites = crate::declare::inner_suites(one);
            suites.into_iter().flatten().find_map(first_annotation)
        }
    }
}
