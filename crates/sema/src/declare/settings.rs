//! Directives as they are written: comments at the head, `-X`, decorators, `with` blocks.

use ast::{Arg, ArgKind, Decorator, Expr, ExprKind, HeaderTool, Module};
use base::{Name, Span};
use builtins::{DIRECTIVES, Directive, Scopes, ValueKind};
use diag::Severity;
use diag::directives::{
    DirectiveArguments, DirectiveConflict, DirectiveOption, DirectiveScope, DirectiveTwice,
    DirectiveUnchanged, DirectiveValue, UnknownDirective,
};

use super::compile_time::truth;
use super::directive_args::is_definition_word;
use super::names::hint;
use crate::{Analysis, ConstValue, Directives, Env, Setting};

/// What the decorators of a definition say.
#[derive(Clone, Debug, Default)]
pub struct Decorated<'a> {
    /// In force for the body.
    pub directives: Directives,
    /// The decorators that are called at run time, in order of the text.
    pub rest: Vec<&'a Decorator>,
    /// `@cython.locals(x=cython.int)`
    pub locals: Vec<(ast::Ident, &'a Expr)>,
    pub returns: Option<&'a Expr>,
    /// The arguments of `@cython.exceptval(-1, check=False)`.
    pub exceptval: Option<&'a [Arg]>,
    /// `@cython.cfunc`
    pub cfunc: Option<Span>,
    /// `@cython.ccall`
    pub ccall: Option<Span>,
    /// `@cython.cclass`
    pub cclass: Option<Span>,
    pub inline: Option<Span>,
    pub ufunc: Option<Span>,
    pub staticmethod: Option<Span>,
    /// `@cython.critical_section`
    pub critical_section: Option<Span>,
    /// `@cython.nogil`
    pub nogil: Option<Span>,
    pub with_gil: Option<Span>,
    /// What decorators of the `cython` module say of a class.
    pub class: ClassSettings<'a>,
}

#[derive(Clone, Debug, Default)]
pub struct ClassSettings<'a> {
    /// Of a class or a method.
    pub is_final: Option<Span>,
    pub internal: bool,
    pub no_gc: bool,
    pub no_gc_clear: bool,
    pub freelist: Option<u32>,
    pub collection: Option<types::Collection>,
    pub total_ordering: Option<Span>,
    /// The decorator that makes a data class.
    pub dataclass: Option<&'a Decorator>,
}

/// What an item of a `with` statement is.
#[derive(Clone, Debug)]
pub enum WithMeaning<'a> {
    /// An ordinary context manager.
    Manager,
    /// `with nogil:`; the condition of `nogil(cond)`.
    NoGil(Option<&'a Expr>),
    /// `with gil:`
    Gil(Option<&'a Expr>),
    /// `with cython.boundscheck(False):` and the like: what is in force inside.
    Directives(Directives),
    /// `with cython.cfunc:`, `ccall`, `cclass`: applies to the definitions inside.
    Definitions(Directive),
    CriticalSection(&'a [Arg]),
    /// `with parallel():`
    Parallel(&'a [Arg]),
}

impl<'a> Analysis<'a> {
    /// The directives at the head of a file: the defaults, `-X` (not for definition files), then its comments.
    pub(crate) fn head_directives(&mut self, tree: &Module, main: bool) -> Directives {
        let mut directives = Directives::default();
        if main {
            let at = Span::new(tree.span.lo, tree.span.lo);
            for (name, value) in &self.cx.options.directives {
                self.set_option(&mut directives, name, value, at);
            }
        }
        let mut seen: Vec<(Directive, Setting)> = Vec::new();
        for comment in &tree.header {
            if comment.tool != HeaderTool::Cython {
                continue;
            }
            let (at, value_at) = (comment.key_span, comment.value_span);
            for directive in self.named_directives(&comment.key, at, Severity::Minor) {
                let row = directive.row();
                if !row.scopes.contains(Scopes::MODULE) {
                    let error =
                        DirectiveScope { at, name: row.name.into(), scope: "module".into() };
                    let mut error = diag::Diagnostic::from(error);
                    if is_definition_word(row) {
                        error = error.with_severity(Severity::Minor);
                    }
                    self.report(error);
                    continue;
                }
                let Some(setting) = self.text_setting(directive, &comment.value, value_at) else {
                    continue;
                };
                match seen.iter().find(|(known, _)| *known == directive) {
                    Some((_, before)) if row.kind != ValueKind::List => {
                        if *before == setting {
                            self.report(DirectiveTwice { at, name: row.name.into() });
                        } else {
                            self.report(DirectiveConflict { at, name: row.name.into() });
                        }
                    }
                    _ => seen.push((directive, setting.clone())),
                }
                apply(&mut directives, directive, setting);
            }
        }
        if main {
            self.check_head(&directives, Span::new(tree.span.lo, tree.span.lo));
        }
        if main && directives.is_on(Directive::NpPythran) {
            let at = Span::new(tree.span.lo, tree.span.lo);
            let what = "array expressions by Pythran".into();
            self.report(diag::unsupported::Unsupported { at, what });
        }
        directives
    }

    /// The directives that a name means: one, or all of `group.all`. Complains if there are none.
    fn named_directives(&mut self, name: &str, at: Span, severity: Severity) -> Vec<Directive> {
        if let Some(directive) = Directive::by_name(name) {
            return vec![directive];
        }
        let group: Vec<Directive> = name
            .strip_suffix(".all")
            .map(|group| Directive::group(group).collect())
            .unwrap_or_default();
        if group.is_empty() {
            let hint = hint(name, DIRECTIVES.iter().map(|row| row.name));
            let error = UnknownDirective { at, name: name.into(), hint };
            self.report(diag::Diagnostic::from(error).with_severity(severity));
        }
        group
    }

    fn set_option(&mut self, directives: &mut Directives, name: &str, value: &str, at: Span) {
        let lower = value.to_ascii_lowercase();
        for directive in self.named_directives(name, at, Severity::Error) {
            if is_definition_word(directive.row()) {
                let name = name.to_string();
                self.report(DirectiveScope { at, name, scope: "module".into() });
                continue;
            }
            // The command line is not strict about truth values.
            let value = match (directive.row().kind, lower.as_str()) {
                (ValueKind::Bool | ValueKind::BoolOrNone, "true" | "yes" | "1") => "True",
                (ValueKind::Bool | ValueKind::BoolOrNone, "false" | "no" | "0") => "False",
                _ => value,
            };
            match parse_setting(directive, value) {
                Ok(setting) => apply(directives, directive, setting),
                Err(expected) => {
                    let option = format!("-X {name}={value}");
                    self.report(DirectiveOption { at, option, why: format!("must be {expected}") });
                }
            }
        }
    }

    fn text_setting(&mut self, directive: Directive, text: &str, at: Span) -> Option<Setting> {
        match parse_setting(directive, text) {
            Ok(setting) => Some(setting),
            Err(expected) => {
                let name = directive.name().into();
                self.report(DirectiveValue { at, name, expected, found: text.into() });
                None
            }
        }
    }

    /// Sorts the decorators of a definition into directives and those that run. `class` is where a class written as Python's
    /// is named: complaints about directives that do not fit it stand there.
    pub fn decorated(
        &mut self,
        decorators: &'a [Decorator],
        (env, outer): (Env<'_, 'a>, &Directives),
        scope: Scopes,
        class: Option<Span>,
    ) -> Decorated<'a> {
        let mut found = Decorated { directives: outer.clone(), ..Decorated::default() };
        // The one written first is applied last.
        for decorator in decorators.iter().rev() {
            let (callee, args) = match &decorator.expr.kind {
                ExprKind::Call(callee, args) => (&**callee, Some(args.as_slice())),
                _ => (&decorator.expr, None),
            };
            if let ExprKind::Name(name) = callee.kind
                && &self.cx.names[name] == "staticmethod"
                && self.symbol(env.module, name).is_none()
            {
                found.staticmethod = Some(decorator.span);
            }
            let Some(path) = self.cython_text(callee, env) else {
                found.rest.push(decorator);
                continue;
            };
            let Some(directive) = Directive::by_name(&path) else {
                let hint = hint(&path, DIRECTIVES.iter().map(|row| row.name));
                self.report(UnknownDirective { at: decorator.span, name: path, hint });
                continue;
            };
            if !directive.row().scopes.contains(scope) {
                let name = directive.name().into();
                let scope = scope_name(scope).into();
                let at = class.unwrap_or(decorator.span);
                self.report(DirectiveScope { at, name, scope });
                continue;
            }
            if directive == Directive::Dataclass {
                found.class.dataclass = Some(decorator);
            }
            self.decorate(&mut found, directive, args, decorator.span, env);
        }
        found.rest.reverse();
        found
    }

    fn decorate(
        &mut self,
        found: &mut Decorated<'a>,
        directive: Directive,
        args: Option<&'a [Arg]>,
        at: Span,
        env: Env<'_, 'a>,
    ) {
        match directive {
            Directive::Locals => found.locals.extend(self.locals_args(args, at)),
            Directive::Returns => found.returns = self.returns_arg(args, at),
            Directive::ExceptVal => found.exceptval = self.exceptval_args(args, at),
            Directive::Cfunc => found.cfunc = Some(at),
            Directive::Ccall => found.ccall = Some(at),
            Directive::Cclass => found.cclass = Some(at),
            Directive::Inline => found.inline = Some(at),
            Directive::Ufunc => found.ufunc = Some(at),
            Directive::StaticMethod => found.staticmethod = Some(at),
            Directive::CriticalSection => found.critical_section = Some(at),
            Directive::WithGil => found.with_gil = self.flag(args, env).then_some(at),
            Directive::NoGil => {
                found.nogil = self.flag(args, env).then_some(at);
                let before = Setting::Bool(false);
                self.check_change(directive, &Setting::Bool(found.nogil.is_some()), &before, at);
            }
            Directive::Final => {
                found.class.is_final = self.flag(args, env).then_some(at);
            }
            Directive::Internal => found.class.internal = self.flag(args, env),
            Directive::NoGc => found.class.no_gc = self.flag(args, env),
            Directive::NoGcClear => found.class.no_gc_clear = self.flag(args, env),
            Directive::TotalOrdering => found.class.total_ordering = Some(at),
            Directive::CollectionType => {
                if found.class.collection.is_some() {
                    let why = "multiple values of collection_type are not supported".into();
                    self.report(diag::classes::ClassOptions { at, why });
                }
                if let Some(Setting::Str(word)) = self.args_setting(directive, args, at, env) {
                    found.class.collection = Some(match &*word {
                        "sequence" => types::Collection::Sequence,
                        _ => types::Collection::Mapping,
                    });
                }
            }
            Directive::Freelist => {
                if let Some(Setting::Int(count)) = self.args_setting(directive, args, at, env) {
                    found.class.freelist = u32::try_from(count).ok().filter(|&count| count > 0);
                }
            }
            Directive::Gil | Directive::Dataclass | Directive::DataclassField => {}
            _ if directive.row().kind == ValueKind::Group => {
                self.group_settings(
                    &mut found.directives,
                    directive,
                    args.unwrap_or_default(),
                    env,
                );
            }
            _ => {
                if let Some(setting) = self.args_setting(directive, args, at, env) {
                    self.check_change(directive, &setting, found.directives.get(directive), at);
                    apply(&mut found.directives, directive, setting);
                }
            }
        }
    }

    /// A decorator that sets what is set already is left over from something.
    fn check_change(&mut self, directive: Directive, new: &Setting, old: &Setting, at: Span) {
        let left_over = matches!(directive, Directive::Profile | Directive::LineTrace);
        if let (Setting::Bool(value), true, false) = (new, new == old, left_over) {
            let value = if *value { "True" } else { "False" }.into();
            self.report(DirectiveUnchanged { at, name: directive.name().into(), value });
        }
    }

    /// `@cython.warn(undeclared=True)` sets `warn.undeclared`.
    fn group_settings(
        &mut self,
        directives: &mut Directives,
        group: Directive,
        args: &'a [Arg],
        env: Env<'_, 'a>,
    ) {
        for arg in args {
            let ArgKind::Keyword(member) = arg.kind else { continue };
            let name = format!("{}.{}", group.name(), self.text(member.name));
            for directive in self.named_directives(&name, arg.span, Severity::Error) {
                let Some(value) = self.compile_time_value(&arg.value, env.module) else { continue };
                apply(directives, directive, Setting::Bool(truth(&value)));
            }
        }
    }

    /// Whether a flag is set: it stands alone, or its argument is true.
    fn flag(&mut self, args: Option<&'a [Arg]>, env: Env<'_, 'a>) -> bool {
        match args {
            Some([arg]) => {
                self.compile_time_value(&arg.value, env.module).is_none_or(|value| truth(&value))
            }
            _ => true,
        }
    }

    /// The value of `@cython.name(value)` or `with cython.name(value):`.
    fn args_setting(
        &mut self,
        directive: Directive,
        args: Option<&'a [Arg]>,
        at: Span,
        env: Env<'_, 'a>,
    ) -> Option<Setting> {
        let row = directive.row();
        let name: String = row.name.into();
        let Some(args) = args else {
            if row.kind == ValueKind::Bool || row.kind == ValueKind::BoolOrNone {
                return Some(Setting::Bool(true));
            }
            let expected = "one argument".into();
            self.report(DirectiveArguments { at, name, expected });
            return None;
        };
        if row.kind == ValueKind::List {
            return Some(Setting::List(Default::default()));
        }
        let [Arg { kind: ArgKind::Positional, value, .. }] = args else {
            let expected = "one positional argument".into();
            self.report(DirectiveArguments { at, name, expected });
            return None;
        };
        let setting = match self.compile_time_value(value, env.module)? {
            ConstValue::None => Ok(super::settings::default_setting(directive)),
            ConstValue::Bool(value) if is_bool(row.kind) => Ok(Setting::Bool(value)),
            ConstValue::Int(value) if row.kind == ValueKind::Int => {
                Ok(Setting::Int(i64::try_from(value).unwrap_or(0)))
            }
            ConstValue::Str(text) => match text.as_str() {
                Some(text) if !is_bool(row.kind) => parse_setting(directive, text),
                _ => Err(expected_value(row.kind)),
            },
            _ => Err(expected_value(row.kind)),
        };
        match setting {
            Ok(setting) => Some(setting),
            Err(expected) => {
                let found = self.cx.sources.snippet(value.span).to_string();
                self.report(DirectiveValue { at: value.span, name, expected, found });
                None
            }
        }
    }

    /// What one item of a `with` statement means; `outer` are the directives around it.
    pub fn with_meaning(
        &mut self,
        context: &'a Expr,
        env: Env<'_, 'a>,
        outer: &Directives,
    ) -> WithMeaning<'a> {
        let (callee, args) = match &context.kind {
            ExprKind::Call(callee, args) => (&**callee, Some(args.as_slice())),
            _ => (context, None),
        };
        let path = match self.cython_text(callee, env) {
            Some(path) => path,
            None => match callee.kind {
                ExprKind::Name(name) if !self.is_bound(name, env) => match &self.cx.names[name] {
                    "nogil" => "nogil".into(),
                    "gil" => "gil".into(),
                    _ => return WithMeaning::Manager,
                },
                _ => return WithMeaning::Manager,
            },
        };
        if path == "parallel.parallel" {
            return WithMeaning::Parallel(args.unwrap_or_default());
        }
        let Some(directive) = Directive::by_name(&path) else { return WithMeaning::Manager };
        match directive {
            Directive::NoGil => return WithMeaning::NoGil(single(args)),
            Directive::Gil => return WithMeaning::Gil(single(args)),
            Directive::CriticalSection => {
                return WithMeaning::CriticalSection(args.unwrap_or_default());
            }
            Directive::Cfunc | Directive::Ccall | Directive::Cclass => {
                return WithMeaning::Definitions(directive);
            }
            _ => {}
        }
        let mut directives = outer.clone();
        if !directive.row().scopes.contains(Scopes::WITH) {
            let name = directive.name().into();
            self.report(DirectiveScope { at: context.span, name, scope: "with statement".into() });
        } else if let Some(setting) = self.args_setting(directive, args, context.span, env) {
            apply(&mut directives, directive, setting);
        }
        WithMeaning::Directives(directives)
    }

    fn is_bound(&self, name: Name, env: Env<'_, 'a>) -> bool {
        env.function.is_some_and(|function| function.names.contains_key(&name))
            || self.lookup(env.module, name).is_some()
    }
}

fn single(args: Option<&[Arg]>) -> Option<&Expr> {
    match args {
        Some([arg]) => Some(&arg.value),
        _ => None,
    }
}

fn is_bool(kind: ValueKind) -> bool {
    matches!(kind, ValueKind::Bool | ValueKind::BoolOrNone)
}

pub(crate) fn default_setting(directive: Directive) -> Setting {
    Directives::default().get(directive).clone()
}

fn apply(directives: &mut Directives, directive: Directive, setting: Setting) {
    match (&setting, directives.get(directive)) {
        (Setting::List(new), Setting::List(old)) => {
            let all: Vec<String> = old.iter().chain(new.iter()).cloned().collect();
            directives.set(directive, Setting::List(all.into()));
        }
        _ => directives.set(directive, setting),
    }
}

fn scope_name(scope: Scopes) -> &'static str {
    match scope {
        Scopes::MODULE => "module",
        Scopes::FUNCTION => "function",
        Scopes::CLASS => "class",
        Scopes::CCLASS => "cclass",
        _ => "with statement",
    }
}

/// What a kind of directive expects, in words.
fn expected_value(kind: ValueKind) -> String {
    match kind {
        ValueKind::Bool => "True or False".into(),
        ValueKind::BoolOrNone => "True, False or None".into(),
        ValueKind::Int => "an integer".into(),
        ValueKind::Str | ValueKind::StrOrNone => "a string".into(),
        ValueKind::Codec => "the name of a codec".into(),
        ValueKind::Choice(words) => format!("one of '{}'", words.join("', '")),
        ValueKind::List => "strings".into(),
        ValueKind::Flag | ValueKind::Group => "no value".into(),
        ValueKind::Type | ValueKind::Types => "a type".into(),
        ValueKind::Special => "its own kind of arguments".into(),
    }
}

/// The value that a text means for a directive, or what was expected.
pub(crate) fn parse_setting(directive: Directive, text: &str) -> Result<Setting, String> {
    let kind = directive.row().kind;
    let text = text.trim();
    let plain = text.trim_matches(|c| c == '"' || c == '\'');
    match (kind, text) {
        (ValueKind::Bool | ValueKind::BoolOrNone, "True") => Ok(Setting::Bool(true)),
        (ValueKind::Bool | ValueKind::BoolOrNone, "False") => Ok(Setting::Bool(false)),
        (ValueKind::BoolOrNone | ValueKind::StrOrNone, "None") => Ok(Setting::Unset),
        (ValueKind::Int, _) => text.parse().map(Setting::Int).map_err(|_| expected_value(kind)),
        (ValueKind::Str | ValueKind::StrOrNone, _) => Ok(Setting::Str(plain.into())),
        (ValueKind::Codec, _) => Ok(Setting::Str(codec(plain).into())),
        (ValueKind::Choice(words), _) if words.contains(&plain) => Ok(Setting::Str(plain.into())),
        (ValueKind::List, _) => Ok(Setting::List([plain.to_string()].into())),
        _ => Err(expected_value(kind)),
    }
}

/// The spelling of an encoding that comparisons use.
fn codec(name: &str) -> &str {
    match name.to_ascii_lowercase().replace('_', "-").as_str() {
        "ascii" | "us-ascii" => "ascii",
        "utf8" | "utf-8" | "default" => "utf8",
        _ => name,
    }
}
