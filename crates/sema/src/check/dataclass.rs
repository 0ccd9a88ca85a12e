//! What data classes may be given: the arguments of the decorator, the fields and their defaults.

use ast::{Arg, ArgKind, Expr, ExprKind as Ast, StmtKind};
use base::Span;
use diag::classes::{DataClassArgument, FieldArgument, FieldOrder, InheritedField, MutableDefault};
use diag::flow::UnknownBaseFields;
use types::ClassId;

use super::Checker;

/// The keywords of the decorator. All of them are switches.
const OPTIONS: [&str; 8] =
    ["init", "repr", "eq", "order", "unsafe_hash", "frozen", "kw_only", "match_args"];

/// The keywords of `field`.
const FIELD_OPTIONS: [&str; 8] =
    ["default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only"];

/// A field's default as far as the rules ask for it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Default {
    None,
    Given,
    /// Not an argument of `__init__`, or one by keyword only.
    OutOfOrder,
}

impl<'a> Checker<'_, 'a> {
    /// Whether a data class follows the rules.
    pub fn check_data_class(&mut self, class: ClassId) -> bool {
        let before = self.an.cx.sink.error_count();
        let Some(info) = self.an.class(class).cloned() else { return true };
        let (Some(decorator), Some(source)) = (info.dataclass, info.source) else { return true };
        let mut keyword_only = false;
        if let Ast::Call(_, args) = &decorator.expr.kind {
            self.check_options(args, decorator.span);
            keyword_only = is_set(self, args, "kw_only");
            if is_set(self, args, "unsafe_hash") && self.defines(source.body(), "__hash__") {
                let why = "`unsafe_hash` cannot replace the `__hash__` of the class".into();
                self.report(DataClassArgument { at: decorator.span, why });
            }
        }
        self.check_bases(class, decorator.span);
        let mut defaults = false;
        for stmt in source.body() {
            let StmtKind::AnnAssign { target, value, annotation, .. } = &stmt.kind else {
                continue;
            };
            let Ast::Name(name) = target.kind else { continue };
            if self.an.cx.sources.snippet(annotation.span).contains("ClassVar") {
                continue;
            }
            self.check_inherited(class, name, target.span);
            match self.check_default(target, value.as_ref()) {
                Default::Given => defaults = true,
                Default::None if defaults && !keyword_only => {
                    let name = self.text(name).to_string();
                    self.report(FieldOrder { at: target.span, name });
                }
                Default::None | Default::OutOfOrder => {}
            }
        }
        self.an.cx.sink.error_count() == before
    }

    fn check_options(&mut self, args: &[Arg], at: Span) {
        for arg in args {
            let ArgKind::Keyword(key) = arg.kind else {
                let why = "takes no positional arguments".into();
                self.report(DataClassArgument { at, why });
                continue;
            };
            let name = self.text(key.name).to_string();
            if !OPTIONS.contains(&name.as_str()) {
                let why = format!("has no argument `{name}`");
                self.report(DataClassArgument { at, why });
            } else if !matches!(arg.value.kind, Ast::Bool(_)) {
                let why = format!("needs True or False for `{name}`");
                self.report(DataClassArgument { at, why });
            }
        }
    }

    /// A base of another module may have fields that nobody knows here.
    fn check_bases(&mut self, class: ClassId, at: Span) {
        let mut base = self.types().classes[class].base;
        while let Some(id) = base {
            let known = self.an.class(id).is_some_and(|info| info.source.is_some());
            if !known {
                return self.report(UnknownBaseFields { at });
            }
            if self.an.class(id).is_some_and(|info| info.dataclass.is_some()) {
                return;
            }
            base = self.types().classes[id].base;
        }
    }

    fn check_inherited(&mut self, class: ClassId, name: base::Name, at: Span) {
        let mut base = self.types().classes[class].base;
        while let Some(id) = base {
            let info = self.an.class(id);
            let data = info.is_some_and(|info| info.dataclass.is_some());
            if data && self.types().classes[id].fields.iter().any(|field| field.name == name) {
                let name = self.text(name).to_string();
                return self.report(InheritedField { at, name });
            }
            base = self.types().classes[id].base;
        }
    }

    fn check_default(&mut self, target: &Expr, value: Option<&Expr>) -> Default {
        let Some(value) = value else { return Default::None };
        let at = value.span;
        let mutable = match &value.kind {
            Ast::List(_) => "list",
            Ast::Dict(_) => "dict",
            Ast::Set(_) => "set",
            Ast::Call(callee, args)
                if self.cython_path(callee).as_deref() == Some("dataclasses.field") =>
            {
                return self.check_field(args, at);
            }
            _ => return Default::Given,
        };
        let name = self.source(target.span);
        self.report(MutableDefault { at, name, ty: mutable.into() });
        Default::Given
    }

    /// `field(default=1, repr=False)`
    fn check_field(&mut self, args: &[Arg], at: Span) -> Default {
        let mut found = Vec::new();
        let mut by_keyword = false;
        for arg in args {
            let ArgKind::Keyword(key) = arg.kind else {
                let why = "takes keyword arguments only".into();
                self.report(FieldArgument { at, why });
                continue;
            };
            let name = self.text(key.name).to_string();
            if !FIELD_OPTIONS.contains(&name.as_str()) {
                let why = format!("has no argument `{name}`");
                self.report(FieldArgument { at: arg.value.span, why });
            }
            let value = &arg.value.kind;
            by_keyword |= name == "init" && matches!(value, Ast::Bool(false))
                || name == "kw_only" && matches!(value, Ast::Bool(true));
            found.push(name);
        }
        let has = |name: &str| found.iter().any(|found| found == name);
        if has("default") && has("default_factory") {
            let why = "cannot have both `default` and `default_factory`".into();
            self.report(FieldArgument { at, why });
        }
        match (by_keyword, has("default") || has("default_factory")) {
            (true, _) => Default::OutOfOrder,
            (false, true) => Default::Given,
            (false, false) => Default::None,
        }
    }

    fn defines(&self, body: &[ast::Stmt], name: &str) -> bool {
        body.iter().any(|stmt| match &stmt.kind {
            StmtKind::FunctionDef(def) => self.text(def.name.name) == name,
            _ => false,
        })
    }
}

fn is_set(me: &Checker<'_, '_>, args: &[Arg], name: &str) -> bool {
    args.iter().any(|arg| match arg.kind {
        ArgKind::Keyword(key) => {
            me.text(key.name) == name && matches!(arg.value.kind, Ast::Bool(true))
        }
        ArgKind::Positional | ArgKind::Star | ArgKind::DoubleStar => false,
    })
}
