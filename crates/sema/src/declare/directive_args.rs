//! The arguments of directives that have a form of their own: `locals`, `returns`, `exceptval`.

use ast::{Arg, ArgKind, Decorator, Expr, ExprKind};
use base::Span;
use builtins::{Directive, DirectiveDefault, DirectiveRow, Scopes};
use diag::directives::{DirectiveArguments, DirectiveScope};

use super::Place;
use crate::{Analysis, Directives};

impl<'a> Analysis<'a> {
    /// `@cython.returns(type)`
    pub(crate) fn returns_arg(&mut self, args: Option<&'a [Arg]>, at: Span) -> Option<&'a Expr> {
        match args {
            Some([Arg { kind: ArgKind::Positional, value, .. }]) => Some(value),
            _ => {
                self.wrong_args(Directive::Returns, "one type", at);
                None
            }
        }
    }

    /// `@cython.exceptval(value, check=False)`
    pub(crate) fn exceptval_args(
        &mut self,
        args: Option<&'a [Arg]>,
        at: Span,
    ) -> Option<&'a [Arg]> {
        let is_check = |arg: &Arg| match arg.kind {
            ArgKind::Keyword(name) => {
                self.text(name.name) == "check" && matches!(arg.value.kind, ExprKind::Bool(_))
            }
            ArgKind::Positional | ArgKind::Star | ArgKind::DoubleStar => false,
        };
        let positional = |arg: &&Arg| matches!(arg.kind, ArgKind::Positional);
        let fits = args.is_some_and(|args| {
            let values = args.iter().filter(positional).count();
            values <= 1 && args.iter().all(|arg| positional(&arg) || is_check(arg))
        });
        if !fits {
            let expected = "at most one value and a literal `check=True` or `check=False`";
            self.wrong_args(Directive::ExceptVal, expected, at);
            return None;
        }
        args
    }

    /// `@cython.locals(x=type)`
    pub(crate) fn locals_args(
        &mut self,
        args: Option<&'a [Arg]>,
        at: Span,
    ) -> Vec<(ast::Ident, &'a Expr)> {
        let mut found = Vec::new();
        for arg in args.unwrap_or_default() {
            if let ArgKind::Keyword(name) = arg.kind {
                found.push((name, &arg.value));
            }
        }
        if args.is_none_or(|args| args.len() != found.len()) {
            self.wrong_args(Directive::Locals, "types by name", at);
        }
        found
    }

    fn wrong_args(&mut self, directive: Directive, expected: &str, at: Span) {
        let (name, expected) = (directive.name().into(), expected.into());
        self.report(DirectiveArguments { at, name, expected });
    }

    /// What is declared without a body has no use for most directives.
    pub(crate) fn check_declaration_decorators(
        &mut self,
        decorators: &'a [Decorator],
        place: Place<'a>,
    ) {
        for decorator in decorators {
            let callee = match &decorator.expr.kind {
                ExprKind::Call(callee, _) => callee,
                _ => &decorator.expr,
            };
            let path = self.cython_text(callee, place.env());
            match path.as_deref().and_then(Directive::by_name) {
                None | Some(Directive::Locals | Directive::Final | Directive::StaticMethod) => {}
                Some(directive) => {
                    let (at, name) = (decorator.span, directive.name().into());
                    let scope = "declaration".into();
                    self.report(DirectiveScope { at, name, scope });
                }
            }
        }
    }

    /// Directives that are known for the whole module and do not fit each other.
    pub(crate) fn check_head(&mut self, directives: &Directives, at: Span) {
        let bytes = matches!(directives.text(Directive::CStringType), "bytes" | "bytearray");
        if !bytes && directives.text(Directive::CStringEncoding).is_empty() {
            self.report(diag::directives::EncodingMissing { at });
        }
    }
}

/// Words for single definitions, which mean nothing at the head of a file.
pub(crate) fn is_definition_word(row: &DirectiveRow) -> bool {
    let tests = row.directive == Directive::TestBodyNeedsExceptionHandling;
    row.default == DirectiveDefault::Unset && !row.scopes.contains(Scopes::MODULE) && !tests
}
