//! `autotestdict`: the docstrings with doctests of a module become its `__test__`, since the `doctest` module does not look into
//! every kind of function that is compiled.
//!
//! The keys tell the place: `Class.method (line 12)`. Functions inside functions are not reached, as they are not by their
//! names either.

use ast::{Stmt, StmtKind};
use base::Span;
use builtins::Directive;
use tir::{DictItem, Expr, ExprKind};
use types::Ty;

use super::Checker;
use super::build::eval;

/// Special methods of extension types whose doctests nobody asks for: Python has no place for their docstrings.
const SKIPPED: &[&str] = &[
    "__cinit__",
    "__dealloc__",
    "__richcmp__",
    "__nonzero__",
    "__bool__",
    "__len__",
    "__contains__",
];

/// Which docstrings are wanted.
#[derive(Clone, Copy)]
struct Wanted {
    /// Those of C functions too.
    cdef: bool,
    /// Also those without a prompt.
    all: bool,
}

/// What is around a definition.
#[derive(Clone)]
struct Around {
    /// The class, with a dot.
    prefix: String,
    extension: bool,
}

impl<'a> Checker<'_, 'a> {
    /// The statement that gives the module its `__test__`, unless it has one of its own or needs none.
    pub fn doctest_dict(&mut self, body: &[&'a Stmt]) -> Option<tir::Stmt> {
        let name = self.intern("__test__");
        let wanted = self.wanted_doctests()?;
        if self.an.symbol(self.module, name).is_some() {
            return None;
        }
        let mut found = Vec::new();
        let around = Around { prefix: String::new(), extension: false };
        for one in body {
            self.collect_doctests(one, &around, wanted, &mut found);
        }
        if found.is_empty() {
            return None;
        }
        let span = body.first().map_or(Span::default(), |first| first.span);
        let items = found
            .into_iter()
            .map(|(key, text)| {
                let key = self.text_const(key.as_bytes(), span).cast(Ty::OBJECT);
                DictItem::Pair(key, self.text_const(&text, span).cast(Ty::OBJECT))
            })
            .collect();
        let value = Expr::new(ExprKind::Dict(items), Ty::DICT, span).cast(Ty::OBJECT);
        let args = vec![self.module_expr(span), self.name_const(name, span), value];
        Some(eval(self.op("global.set", args, span)))
    }

    /// Nothing in a plain Python module, whose functions `doctest` finds, unless more is asked for than it would find.
    fn wanted_doctests(&self) -> Option<Wanted> {
        let all = self.directive(Directive::AutoTestDictAll);
        let cdef = all || self.directive(Directive::AutoTestDictCdef);
        let on = self.directive(Directive::AutoTestDict) && self.an.cx.options.docstrings;
        (on && (!self.plain || cdef)).then_some(Wanted { cdef, all })
    }

    fn collect_doctests(
        &self,
        one: &Stmt,
        around: &Around,
        wanted: Wanted,
        found: &mut Vec<(String, Vec<u8>)>,
    ) {
        let inside =
            |name: &str, extension: bool| Around { prefix: format!("{}.", &name), extension };
        let (body, around) = match &one.kind {
            StmtKind::FunctionDef(def) => {
                let name = self.text(def.name.name);
                let property = self.accessor_part(def, around);
                let name = property.map_or(name.to_string(), |part| format!("{name}.{part}"));
                self.one_doctest((&name, &def.body, def.name.span), around, wanted, found);
                return;
            }
            StmtKind::CFunc(def) => {
                let python = def.keyword == ast::DeclKeyword::Cpdef;
                if let Some(name) = def.declarator.name().filter(|_| python || wanted.cdef) {
                    let name = self.text(name.ident.name);
                    self.one_doctest((name, &def.body, one.span), around, wanted, found);
                }
                return;
            }
            StmtKind::ClassDef(def) => {
                let extension = self.an.decls.classes.values().any(|info| {
                    matches!(info.source, Some(crate::ClassSource::Python(it)) if std::ptr::eq(it, &**def))
                });
                (vec![&def.body[..]], inside(self.text(def.name.name), extension))
            }
            StmtKind::CClass(def) => {
                let Some(name) = def.name.parts.last() else { return };
                let body = def.body.as_deref().unwrap_or_default();
                (vec![body], inside(self.text(name.name), true))
            }
            StmtKind::Property { name, body } => {
                let prefix = format!("{}{}.", around.prefix, self.text(name.name));
                (vec![&body[..]], Around { prefix, extension: true })
            }
            StmtKind::CdefBlock(block) => (vec![&block.body[..]], around.clone()),
            _ => (crate::declare::inner_suites(one), around.clone()),
        };
        for one in body.into_iter().flatten() {
            self.collect_doctests(one, &around, wanted, found);
        }
    }

    /// What a decorated method is to the property of an extension type.
    fn accessor_part(&self, def: &ast::FunctionDef, around: &Around) -> Option<&'static str> {
        let decorator = def.decorators.first().filter(|_| around.extension)?;
        match &decorator.expr.kind {
            ast::ExprKind::Name(name) if self.text(*name) == "property" => Some("__get__"),
            ast::ExprKind::Attribute(object, part) if matches!(object.kind, ast::ExprKind::Name(name) if name == def.name.name) => {
                match self.text(part.name) {
                    "getter" => Some("__get__"),
                    "setter" => Some("__set__"),
                    "deleter" => Some("__del__"),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn one_doctest(
        &self,
        (name, body, span): (&str, &[Stmt], Span),
        around: &Around,
        wanted: Wanted,
        found: &mut Vec<(String, Vec<u8>)>,
    ) {
        let Some(tir::Const::Str(text)) = crate::declare::docstring(body) else { return };
        let prompts = text.windows(3).any(|three| three == b">>>");
        let skipped = around.extension && SKIPPED.contains(&name);
        if text.is_empty() || skipped || !(prompts || wanted.all) {
            return;
        }
        let line = self.an.cx.sources.line(span);
        found.push((format!("{}{name} (line {line})", around.prefix), text));
    }
}
