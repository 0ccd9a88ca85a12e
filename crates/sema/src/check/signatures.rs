//! `embedsignature`: docstrings that begin with the signature of the function as it is written.
//!
//! There are three formats. `c` has C types as they are declared, `python` their Python counterparts as annotations. `clinic` is
//! what the interpreter takes apart for builtin functions; functions that can be inspected need none.

use ast::{DeclaratorKind, Visitor};
use base::Name;
use builtins::Directive;
use tir::Const;
use types::{Class, Ty, Type};

use super::Checker;
use crate::{FunctionKind, FunctionSource, ParamDecl, ParamForm};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    C,
    Python,
    Clinic,
}

impl Checker<'_, '_> {
    /// The format that is asked for, unless functions tell their signatures by themselves.
    fn signature_format(&self) -> Option<Format> {
        if !self.directive(Directive::EmbedSignature) || !self.an.cx.options.docstrings {
            return None;
        }
        match self.dirs.text(Directive::EmbedSignatureFormat) {
            "python" => Some(Format::Python),
            "clinic" => (!self.directive(Directive::Binding)).then_some(Format::Clinic),
            _ => Some(Format::C),
        }
    }

    /// The docstring of the function that is checked, behind its signature.
    pub fn with_signature(&self, doc: Option<Const>) -> Option<Const> {
        let Some(format) = self.signature_format() else { return doc };
        if self.scope.qualname.contains("<locals>") {
            return doc;
        }
        let signature = self.signature(format, self.text(self.scope.name), false);
        let signature = match (format, self.class_name()) {
            (Format::C, Some(class)) => format!("{class}.{signature}"),
            _ => signature,
        };
        Some(behind(signature, doc, format))
    }

    /// Likewise for a special method. Without a docstring Python shows that of the slot.
    pub fn with_special_signature(&self, doc: Option<Const>) -> Option<Const> {
        // Python shows those of these slots nowhere.
        if matches!(
            self.text(self.scope.name),
            "__cinit__" | "__dealloc__" | "__richcmp__" | "__nonzero__" | "__bool__"
        ) {
            return None;
        }
        let of_class =
            self.text(self.scope.name) == "__init__" && self.signature_format() == Some(Format::C);
        match doc {
            Some(doc) if !of_class => self.with_signature(Some(doc)),
            _ => doc,
        }
    }

    /// The signature of an `__init__` in C format belongs to the docstring of its class: how the class is called.
    pub fn class_signature(&mut self, class: types::ClassId) {
        if self.signature_format() != Some(Format::C) || self.text(self.scope.name) != "__init__" {
            return;
        }
        let name = self.an.cx.types.classes[class].name;
        let signature = self.signature(Format::C, self.text(name), true);
        let built = self.an.built_class(class);
        built.doc = Some(behind(signature, built.doc.take(), Format::C));
    }

    /// The docstring of a public C attribute as a property.
    pub fn attribute_signature(&self, attribute: &crate::Attribute) -> Option<Const> {
        let doc = attribute.doc.clone();
        let Some(format) = self.signature_format().filter(|&format| format != Format::Clinic)
        else {
            return doc;
        };
        let text = match (format, self.types().as_class(attribute.ty)) {
            (Format::C, Some(class)) => {
                let class = &self.types().classes[class];
                Some(format!("{}.{}", class.module, self.text(class.name)))
            }
            (Format::C, None) if self.types().is_object(attribute.ty) => {
                let any = "object".to_string();
                Some(self.type_text(attribute.ty, format).unwrap_or(any))
            }
            (Format::C, None) => {
                self.type_text(attribute.ty, format).map(|text| format!("'{}'", text.trim_end()))
            }
            _ => self.type_text(attribute.ty, format),
        };
        let Some(text) = text else { return doc };
        Some(behind(format!("{}: {text}", self.text(attribute.name)), doc, format))
    }

    /// The docstring of the property of a name whose getter is written with an annotation of its result.
    pub fn property_signature(
        &self,
        name: Name,
        getter: &ast::FunctionDef,
        doc: Option<Const>,
    ) -> Option<Const> {
        let (Some(format), Some(returns)) = (self.signature_format(), &getter.returns) else {
            return doc;
        };
        if format == Format::Clinic {
            return doc;
        }
        let name = self.text(name);
        let name = match self.ext_body().filter(|_| format == Format::C) {
            Some(class) => format!("{}.{name}", self.text(self.types().classes[class].name)),
            None => name.to_string(),
        };
        let returns = ast::expression_source(returns, self.an.cx.names);
        Some(behind(format!("{name}: {returns}"), doc, format))
    }

    /// The class in which the function stands, by its name.
    fn class_name(&self) -> Option<&str> {
        self.scope.qualname.rsplit('.').nth(1)
    }

    fn signature(&self, format: Format, name: &str, hide_self: bool) -> String {
        let params = &self.scope.params;
        let mut parts = Vec::new();
        let last_posonly = params.iter().rposition(|param| param.form == ParamForm::PositionalOnly);
        let star = params.iter().find(|param| param.form == ParamForm::Star);
        let mut star_done = false;
        for (index, param) in params.iter().enumerate() {
            let bound = self.bound_param().filter(|_| index == 0);
            match param.form {
                ParamForm::Star => continue,
                ParamForm::StarStar => {
                    parts.extend(star.filter(|_| !star_done).map(|it| self.star("*", it, format)));
                    star_done = true;
                    parts.push(self.star("**", param, format));
                    continue;
                }
                ParamForm::KeywordOnly if !star_done => {
                    parts.push(star.map_or("*".into(), |it| self.star("*", it, format)));
                    star_done = true;
                }
                ParamForm::KeywordOnly | ParamForm::Positional | ParamForm::PositionalOnly => {}
            }
            if !(bound == Some("$self") && hide_self) {
                parts.push(self.parameter(param, bound, format));
            }
            if last_posonly == Some(index) {
                parts.push("/".into());
            }
        }
        parts.extend(star.filter(|_| !star_done).map(|it| self.star("*", it, format)));
        let returns = self.returned(format).map_or(String::new(), |text| format!(" -> {text}"));
        format!("{name}({}){returns}", parts.join(", "))
    }

    /// What the interpreter calls the first parameter of a method of an extension type: the instance, or the class.
    fn bound_param(&self) -> Option<&'static str> {
        let class = self.scope.class?;
        let first = self.scope.params.first()?;
        if self.an.class(class).is_some_and(|info| first.declared == Some(info.self_ty)) {
            return Some("$self");
        }
        let FunctionSource::Def(def) = self.scope.source else { return None };
        let implied =
            matches!(self.text(self.scope.name), "__init_subclass__" | "__class_getitem__");
        let of_class =
            implied || def.decorators.iter().any(|one| self.is_builtin(&one.expr, "classmethod"));
        of_class.then_some("$type")
    }

    fn star(&self, stars: &str, param: &ParamDecl<'_>, format: Format) -> String {
        let name = self.text(param.name);
        match self.written(param, format) {
            Some(annotation) => format!("{stars}{name}: {annotation}"),
            None => format!("{stars}{name}"),
        }
    }

    /// The annotation in the text.
    fn written(&self, param: &ParamDecl<'_>, format: Format) -> Option<String> {
        if format == Format::Clinic {
            return None;
        }
        let annotation = match (param.annotation, self.scope.source) {
            (None, FunctionSource::C(def)) => declared_annotation(&def.declarator, param.span),
            (annotation, _) => annotation,
        };
        annotation.map(|annotation| ast::expression_source(annotation, self.an.cx.names))
    }

    /// A default as it is written. A function without a name is too long.
    fn default_text(&self, default: &ast::Expr) -> String {
        let names = &*self.an.cx.names;
        let mut text = ast::expression_source(default, names);
        let mut lambdas = Lambdas { found: Vec::new() };
        lambdas.visit_expr(default);
        for lambda in lambdas.found {
            text = text.replacen(&ast::expression_source(&lambda, names), "...", 1);
        }
        text
    }

    fn parameter(
        &self,
        param: &ParamDecl<'_>,
        bound: Option<&'static str>,
        format: Format,
    ) -> String {
        let mut text = self.text(param.name).to_string();
        let mut annotation = self.written(param, format);
        let declared = param.declared.filter(|_| bound.is_none());
        match format {
            Format::Clinic => text = bound.map_or(text, str::to_string),
            Format::C => {
                if let Some(ty) = declared.and_then(|ty| self.type_text(ty, format)) {
                    let space = if ty.ends_with('*') { "" } else { " " };
                    text = format!("{ty}{space}{text}");
                }
            }
            Format::Python if annotation.is_none() => {
                annotation = declared.and_then(|ty| self.type_text(ty, format));
            }
            Format::Python => {}
        }
        let default = param.default.map(|default| self.default_text(default));
        match (annotation, default) {
            (Some(annotation), Some(default)) => format!("{text}: {annotation} = {default}"),
            (Some(annotation), None) => format!("{text}: {annotation}"),
            (None, Some(default)) => format!("{text}={default}"),
            (None, None) => text,
        }
    }

    /// What follows the arrow.
    fn returned(&self, format: Format) -> Option<String> {
        if format == Format::Clinic {
            return None;
        }
        match self.scope.kind {
            FunctionKind::Cdef | FunctionKind::Cpdef => self.type_text(self.scope.ret?, format),
            FunctionKind::Def | FunctionKind::Module | FunctionKind::Class => {
                let FunctionSource::Def(def) = self.scope.source else { return None };
                def.returns.as_ref().map(|it| ast::expression_source(it, self.an.cx.names))
            }
        }
    }

    /// A type as signatures show it; nothing for any object.
    fn type_text(&self, ty: Ty, format: Format) -> Option<String> {
        let types = self.types();
        match types.resolved(ty) {
            Type::Object(object) => match object.class {
                Class::Any => None,
                Class::Builtin(builtin) => Some(builtin.name(self.an.cx.names).into()),
                Class::Ext(id) => Some(self.text(types.classes[id].name).into()),
            },
            Type::Error => None,
            Type::Bint => Some("bool".into()),
            Type::Int(_) if format == Format::Python => Some("int".into()),
            Type::Float(_) if format == Format::Python => Some("float".into()),
            Type::Complex(_) | Type::IntComplex(_) if format == Format::Python => {
                Some("complex".into())
            }
            _ => {
                let text = self.describe(ty);
                if format == Format::C {
                    return Some(text);
                }
                if types.pointee(ty).is_some_and(|to| is_char(types, to)) {
                    return Some(self.dirs.text(Directive::CStringType).into());
                }
                Some(text.replace(' ', "_").replace('*', "p"))
            }
        }
    }
}

/// The annotation of the parameter at a place of a C function.
fn declared_annotation(declarator: &ast::Declarator, at: base::Span) -> Option<&ast::Expr> {
    let mut declarator = declarator;
    loop {
        declarator = match &declarator.kind {
            DeclaratorKind::Function { inner, params, .. } => {
                let found = params.items.iter().find(|item| item.span == at);
                if found.is_some() {
                    return found?.annotation.as_ref();
                }
                inner
            }
            DeclaratorKind::Name(_) => return None,
            DeclaratorKind::Pointer(_, inner)
            | DeclaratorKind::Reference { inner, .. }
            | DeclaratorKind::Brackets(inner, _)
            | DeclaratorKind::CallingConvention(_, inner) => inner,
        }
    }
}

/// The outermost lambdas of an expression.
struct Lambdas {
    found: Vec<ast::Expr>,
}

impl Visitor for Lambdas {
    fn visit_expr(&mut self, expr: &ast::Expr) {
        match expr.kind {
            ast::ExprKind::Lambda { .. } => self.found.push(expr.clone()),
            _ => ast::walk::walk_expr(self, expr),
        }
    }
}

fn is_char(types: &types::TypeTable, ty: Ty) -> bool {
    use types::Int;
    matches!(types.int_kind(types.unqualified(ty)), Some(Int::Char | Int::SChar | Int::UChar))
}

/// A docstring behind a signature; its indentation goes, so that the two line up.
fn behind(signature: String, doc: Option<Const>, format: Format) -> Const {
    let rule = if format == Format::Clinic { "\n--" } else { "" };
    let text = match doc {
        Some(Const::Str(doc)) if !doc.is_empty() => {
            let doc = unindented(&String::from_utf8_lossy(&doc));
            format!("{signature}{rule}\n\n{doc}")
        }
        _ if format == Format::Clinic => format!("{signature}{rule}\n\n"),
        _ => signature,
    };
    Const::Str(text.into_bytes())
}

/// As `inspect.cleandoc` does it: without the margin that all lines but the first share, and without empty lines around.
fn unindented(doc: &str) -> String {
    let doc = doc.replace('\t', "        ");
    let mut lines: Vec<&str> = doc.split('\n').collect();
    let margin = lines
        .iter()
        .skip(1)
        .filter(|line| !line.trim_start().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    for (index, line) in lines.iter_mut().enumerate() {
        *line = match index {
            0 => line.trim_start(),
            _ => line.get(margin..).unwrap_or_default(),
        };
    }
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    lines[first..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_margin_of_the_lines_below_the_first_goes() {
        assert_eq!(
            unindented("one\n    two\n      three\n    "),
            "one\ntwo\n  three\n    ".trim_end()
        );
        assert_eq!(unindented("\n    one\n"), "one");
        assert_eq!(unindented("   "), "");
    }

    #[test]
    fn signatures_stand_above_docstrings() {
        let doc = || Some(Const::Str(b"text".to_vec()));
        assert_eq!(behind("f(a)".into(), doc(), Format::C), Const::Str(b"f(a)\n\ntext".to_vec()));
        assert_eq!(behind("f(a)".into(), None, Format::Python), Const::Str(b"f(a)".to_vec()));
        let clinic = Const::Str(b"f(a)\n--\n\ntext".to_vec());
        assert_eq!(behind("f(a)".into(), doc(), Format::Clinic), clinic);
    }
}
