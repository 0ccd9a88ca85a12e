//! Annotations that say nothing about types, or say it in a way of the past.

use ast::{Expr, ExprKind, Visitor, walk};
use base::Span;
use diag::declarations::{
    AnnotationDiffers, AnnotationForm, AnnotationIgnored, CTypeInAnnotation, UnknownAnnotation,
};
use diag::directives::UnknownCythonName;

use super::annotations::Annotated;
use super::basic;
use crate::convert::{Conversion, conversion};
use crate::{Analysis, Env, SymbolKind};
use types::Ty;

impl<'a> Analysis<'a> {
    /// What the annotation of a variable, an argument or a result says.
    pub(crate) fn annotation(&mut self, expr: &Expr, env: Env<'_, 'a>) -> Option<Annotated> {
        let found = self.annotation_type(expr, env);
        let (at, plain) = (expr.span, crate::check::module::is_plain_python(self));
        match (&expr.kind, found) {
            (ExprKind::Tuple(_), _) => {
                let instead = "`tuple[type1, type2]`".into();
                self.report(AnnotationForm { at, what: "a tuple".into(), instead });
            }
            (ExprKind::Dict(_), _) => {
                self.report(AnnotationForm { at, what: "a dict".into(), instead: "a type".into() });
            }
            (ExprKind::Str(_), Some(_)) if !plain => {
                let instead = "the type itself".into();
                self.report(AnnotationForm { at, what: "a string".into(), instead });
            }
            (ExprKind::None, None) if plain => {}
            (_, None) => self.unknown_annotation(expr, env),
            (_, Some(_)) => {}
        }
        found
    }

    /// A second annotation of a variable, of which only the first one counts.
    pub(crate) fn check_annotation(&mut self, ty: Ty, declared: Ty, at: Span) {
        let refused =
            |from, to| matches!(conversion(self.cx.types, from, to), Conversion::Refused(_));
        if refused(ty, declared) && refused(declared, ty) {
            let (found, declared) = (
                self.cx.types.describe(ty, self.cx.names),
                self.cx.types.describe(declared, self.cx.names),
            );
            self.report(AnnotationDiffers { at, found, declared });
        }
    }

    fn unknown_annotation(&mut self, expr: &Expr, env: Env<'_, 'a>) {
        let base = match &expr.kind {
            ExprKind::Subscript(base, index) if is_sliced(index) => base,
            _ => expr,
        };
        let name = self.cx.sources.snippet(expr.span).to_string();
        match &base.kind {
            ExprKind::Name(known) => {
                let text = self.cx.names[*known].to_string();
                let python = crate::check::is_builtin_name(&text, false);
                if basic::c_type_name(&text).is_some() && !python {
                    return self.report(CTypeInAnnotation { at: expr.span, name: text });
                }
                if !self.is_known_name(*known, env) {
                    self.report(AnnotationIgnored { at: base.span, name });
                }
            }
            ExprKind::Attribute(object, _) => self.unknown_member(object, base.span, name, env),
            // A text that cannot be a type is a description.
            ExprKind::Str(text) if !text.value.as_str().is_some_and(is_type_text) => {}
            ExprKind::Subscript(modifier, _) if self.is_modifier(modifier, env) => {}
            _ => self.report(UnknownAnnotation { at: base.span }),
        }
    }

    /// `ClassVar[...]` and the like speak of the variable, not of its type.
    fn is_modifier(&self, expr: &Expr, env: Env<'_, 'a>) -> bool {
        let name = self.typing_name(expr, env).map(|name| &self.cx.names[name]);
        matches!(name, Some("ClassVar" | "Final" | "InitVar"))
    }

    /// A type of a module that has none of this name. What a Python module has nobody knows.
    fn unknown_member(&mut self, object: &Expr, at: Span, name: String, env: Env<'_, 'a>) {
        let ExprKind::Name(module) = object.kind else {
            return self.report(UnknownAnnotation { at });
        };
        if self.cython_path(object, env).is_some() {
            self.report(UnknownCythonName { at, name, hint: String::new() });
        } else if self.module_of_expr(object, env).is_some() || !self.is_known_name(module, env) {
            self.report(AnnotationIgnored { at, name });
        }
    }

    /// Whether anything binds the name: the function, the module or Python.
    fn is_known_name(&self, name: base::Name, env: Env<'_, 'a>) -> bool {
        env.function.is_some_and(|function| function.names.contains_key(&name))
            || self.symbol(env.module, name).is_some_and(|symbol| {
                !matches!(symbol.kind, SymbolKind::Unsupported(super::types::ERRONEOUS))
            })
            || self.decls.modules[env.module].typing.contains_key(&name)
            || crate::check::is_builtin_name(&self.cx.names[name], false)
            || self.will_bind(name)
            || self.is_type_param(name)
    }

    /// Whether a function or class of the module has a type parameter of this name.
    fn is_type_param(&self, name: base::Name) -> bool {
        let mut finder = TypeParams { name, found: false };
        self.decls.body.iter().for_each(|stmt| finder.visit_stmt(stmt));
        finder.found
    }

    /// Whether a statement of the module binds the name, before those are declared.
    fn will_bind(&self, name: base::Name) -> bool {
        self.decls.body.iter().any(|stmt| match &stmt.kind {
            ast::StmtKind::FunctionDef(def) => def.name.name == name,
            ast::StmtKind::ClassDef(def) => def.name.name == name,
            ast::StmtKind::Import(aliases) => aliases.iter().any(|item| {
                item.alias.or(item.module.parts.first().copied()).is_some_and(|it| it.name == name)
            }),
            ast::StmtKind::FromImport(import) => match &import.names {
                ast::ImportNames::List(items) => {
                    items.iter().any(|item| item.alias.unwrap_or(item.name).name == name)
                }
                ast::ImportNames::Star(_) => true,
            },
            ast::StmtKind::Assign { targets, .. } => {
                let mut names = Vec::new();
                targets.iter().for_each(|target| crate::check::target_names(target, &mut names));
                names.contains(&name)
            }
            ast::StmtKind::TypeAlias { name: alias, .. } => alias.name == name,
            _ => false,
        })
    }
}

struct TypeParams {
    name: base::Name,
    found: bool,
}

impl Visitor for TypeParams {
    fn visit_stmt(&mut self, stmt: &ast::Stmt) {
        let params = match &stmt.kind {
            ast::StmtKind::FunctionDef(def) => &def.type_params[..],
            ast::StmtKind::ClassDef(def) => &def.type_params[..],
            _ => &[],
        };
        self.found |= params.iter().any(|param| param.name.name == self.name);
        walk::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, _: &Expr) {}
}

/// Whether a text could be a dotted name with arguments.
fn is_type_text(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && chars.all(|c| c.is_alphanumeric() || "_.[], |*".contains(c))
        && !text.split(", ").any(|part| part.contains(' ') && !part.contains('|'))
}

/// `[:, ::1]` and the like.
fn is_sliced(index: &Expr) -> bool {
    match &index.kind {
        ExprKind::Slice(_) => true,
        ExprKind::Tuple(items) => items.iter().any(|item| matches!(item.kind, ExprKind::Slice(_))),
        _ => false,
    }
}
