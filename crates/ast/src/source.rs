//! The tree as source text, from which the parser makes the same tree again.
//!
//! The layout is canonical: a statement to a line, four blanks to a block. What a tree does not hold (comments,
//! redundant parentheses, the spelling of literals) is gone. Recursion is as deep as the tree, which the
//! parser bounds.

use base::{Interner, Name};

use crate::source_expr::binary_text;
use crate::{
    Branch, DottedName, Expr, ExprKind, FromImport, HeaderTool, ImportAlias, ImportNames, Module,
    Stmt, StmtKind, TypeParam, TypeParamKind, WithItem,
};

/// Writes a module.
pub fn source(module: &Module, names: &Interner) -> String {
    let mut printer = Printer { out: String::new(), names, indent: 0, string_depth: 0 };
    for comment in &module.header {
        let tool = match comment.tool {
            HeaderTool::Cython => "cython",
            HeaderTool::Distutils => "distutils",
        };
        printer.line();
        printer.out.push_str(&format!("# {tool}: {} = {}", comment.key, comment.value));
    }
    printer.statements(&module.body);
    printer.out.push('\n');
    printer.out
}

/// Writes one expression.
pub fn expression_source(expr: &Expr, names: &Interner) -> String {
    let mut printer = Printer { out: String::new(), names, indent: 0, string_depth: 0 };
    printer.expr(expr, Level::Star);
    printer.out
}

/// How tightly an expression binds, from a whole statement to an atom.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Yield,
    Walrus,
    Star,
    Expr,
    Disjunction,
    And,
    Not,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Add,
    Mul,
    Unary,
    Power,
    Await,
    Primary,
}

impl Level {
    /// The level of the right operand of a left-associative operator.
    pub(crate) fn tighter(self) -> Level {
        match self {
            Level::BitOr => Level::BitXor,
            Level::BitXor => Level::BitAnd,
            Level::BitAnd => Level::Shift,
            Level::Shift => Level::Add,
            Level::Add => Level::Mul,
            _ => Level::Unary,
        }
    }
}

pub(crate) struct Printer<'a> {
    pub out: String,
    names: &'a Interner,
    pub indent: usize,
    /// How many f-strings are open.
    pub string_depth: usize,
}

impl<'a> Printer<'a> {
    /// Starts a line.
    pub(crate) fn line(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        for _ in 0..self.indent {
            self.out.push_str("    ");
        }
    }

    pub(crate) fn text(&self, name: Name) -> &'a str {
        &self.names[name]
    }

    pub(crate) fn name(&mut self, name: Name) {
        self.out.push_str(&self.names[name]);
    }

    /// What is before the item of a list with this index.
    pub(crate) fn comma(&mut self, index: usize) {
        self.out.push_str(if index > 0 { ", " } else { "" });
    }

    pub(crate) fn dotted(&mut self, name: &DottedName) {
        for (index, part) in name.parts.iter().enumerate() {
            self.out.push_str(if index > 0 { "." } else { "" });
            self.name(part.name);
        }
    }

    pub(crate) fn statements(&mut self, body: &[Stmt]) {
        for statement in body {
            self.line();
            self.statement(statement);
        }
    }

    pub(crate) fn suite(&mut self, body: &[Stmt]) {
        self.out.push(':');
        self.indent += 1;
        self.statements(body);
        if body.is_empty() {
            self.line();
            self.out.push_str("pass");
        }
        self.indent -= 1;
    }

    fn clause(&mut self, word: &str, body: &[Stmt]) {
        if !body.is_empty() {
            self.line();
            self.out.push_str(word);
            self.suite(body);
        }
    }

    fn words(&mut self, word: &str, value: Option<&Expr>) {
        self.out.push_str(word);
        if let Some(value) = value {
            self.out.push(' ');
            self.expr(value, Level::Star);
        }
    }

    fn statement(&mut self, statement: &Stmt) {
        match &statement.kind {
            StmtKind::Pass | StmtKind::Invalid => self.out.push_str("pass"),
            StmtKind::Break => self.out.push_str("break"),
            StmtKind::Continue => self.out.push_str("continue"),
            StmtKind::Expr(value) => self.expr(value, Level::Expr),
            StmtKind::Return(value) => self.words("return", value.as_ref()),
            StmtKind::Assign { .. } | StmtKind::AugAssign { .. } | StmtKind::AnnAssign { .. } => {
                self.assignment(&statement.kind);
            }
            StmtKind::Raise { .. }
            | StmtKind::Assert { .. }
            | StmtKind::Del(_)
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Print { .. }
            | StmtKind::Exec { .. }
            | StmtKind::TypeAlias { .. }
            | StmtKind::Include { .. }
            | StmtKind::CompileTimeDef { .. } => self.simple(&statement.kind),
            StmtKind::Import(modules) => self.import("import ", modules),
            StmtKind::Cimport(modules) => self.import("cimport ", modules),
            StmtKind::FromImport(import) => self.import_from(import),
            StmtKind::CVar(vars) => {
                self.decorators(&vars.decorators);
                self.variables(vars);
            }
            StmtKind::CTypedef(typedef) => {
                self.decorators(&typedef.decorators);
                self.typedef(typedef);
            }
            StmtKind::If { .. }
            | StmtKind::While { .. }
            | StmtKind::For { .. }
            | StmtKind::Try { .. }
            | StmtKind::With { .. }
            | StmtKind::Match { .. }
            | StmtKind::CompileTimeIf { .. } => self.compound(&statement.kind),
            StmtKind::FunctionDef(_) | StmtKind::ClassDef(_) => self.definition(&statement.kind),
            StmtKind::CFunc(_)
            | StmtKind::CClass(_)
            | StmtKind::CStruct(_)
            | StmtKind::CEnum(_)
            | StmtKind::CppClass(_)
            | StmtKind::Fused(_)
            | StmtKind::CExtern(_)
            | StmtKind::CdefBlock(_)
            | StmtKind::WithTemplate { .. }
            | StmtKind::Property { .. } => self.declaration(&statement.kind),
        }
    }

    fn assignment(&mut self, kind: &StmtKind) {
        match kind {
            StmtKind::Assign { targets, value } => {
                for target in targets {
                    self.expr(target, Level::Star);
                    self.out.push_str(" = ");
                }
                self.expr(value, Level::Star);
            }
            StmtKind::AugAssign { target, op, value } => {
                self.expr(target, Level::Expr);
                self.out.push_str(&format!(" {}= ", binary_text(*op)));
                self.expr(value, Level::Star);
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                let group = !simple && matches!(target.kind, ExprKind::Name(_));
                self.out.push_str(if group { "(" } else { "" });
                self.expr(target, Level::Expr);
                self.out.push_str(if group { "): " } else { ": " });
                self.expr(annotation, Level::Expr);
                if let Some(value) = value {
                    self.out.push_str(" = ");
                    self.expr(value, Level::Star);
                }
            }
            _ => {}
        }
    }

    fn simple(&mut self, kind: &StmtKind) {
        match kind {
            StmtKind::Raise { exc, cause, value, traceback } => {
                self.words("raise", exc.as_ref());
                for old in [value, traceback].into_iter().flatten() {
                    self.out.push_str(", ");
                    self.expr(old, Level::Expr);
                }
                if let Some(cause) = cause {
                    self.words(" from", Some(cause));
                }
            }
            StmtKind::Assert { test, message } => {
                self.words("assert", Some(test));
                if let Some(message) = message {
                    self.out.push_str(", ");
                    self.expr(message, Level::Expr);
                }
            }
            StmtKind::Del(targets) => {
                self.out.push_str("del ");
                self.exprs(targets, Level::Star);
            }
            StmtKind::Global(names) | StmtKind::Nonlocal(names) => {
                let global = matches!(kind, StmtKind::Global(_));
                self.out.push_str(if global { "global " } else { "nonlocal " });
                for (index, name) in names.iter().enumerate() {
                    self.comma(index);
                    self.name(name.name);
                }
            }
            StmtKind::Print { file, values, newline } => {
                self.print(file.as_ref(), values, *newline);
            }
            StmtKind::Exec { code, globals, locals } => {
                self.out.push_str("exec ");
                self.expr(code, Level::BitOr);
                for (word, scope) in [(" in ", globals), (", ", locals)] {
                    if let Some(scope) = scope {
                        self.out.push_str(word);
                        self.expr(scope, Level::Expr);
                    }
                }
            }
            StmtKind::TypeAlias { name, type_params, value } => {
                self.out.push_str("type ");
                self.name(name.name);
                self.type_params(type_params);
                self.words(" =", Some(value));
            }
            StmtKind::Include { path, .. } => {
                self.out.push_str("include ");
                self.plain_text(path);
            }
            StmtKind::CompileTimeDef { name, value } => {
                self.out.push_str("DEF ");
                self.name(name.name);
                self.words(" =", Some(value));
            }
            _ => {}
        }
    }

    fn print(&mut self, file: Option<&Expr>, values: &[Expr], newline: bool) {
        self.out.push_str("print");
        let mut count = 0;
        if let Some(file) = file {
            self.out.push_str(" >>");
            self.expr(file, Level::Expr);
            count += 1;
        }
        for value in values {
            self.out.push_str(if count > 0 { ", " } else { " " });
            self.expr(value, Level::Expr);
            count += 1;
        }
        self.out.push_str(if newline { "" } else { "," });
    }

    fn import(&mut self, word: &str, modules: &[ImportAlias]) {
        self.out.push_str(word);
        for (index, item) in modules.iter().enumerate() {
            self.comma(index);
            self.dotted(&item.module);
            if let Some(alias) = item.alias {
                self.out.push_str(" as ");
                self.name(alias.name);
            }
        }
    }

    fn import_from(&mut self, import: &FromImport) {
        self.out.push_str("from ");
        for _ in 0..import.level {
            self.out.push('.');
        }
        if let Some(module) = &import.module {
            self.dotted(module);
        }
        self.out.push_str(if import.cimport { " cimport " } else { " import " });
        match &import.names {
            ImportNames::Star(_) => self.out.push('*'),
            ImportNames::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.comma(index);
                    self.name(item.name.name);
                    if let Some(alias) = item.alias {
                        self.out.push_str(" as ");
                        self.name(alias.name);
                    }
                }
            }
        }
    }
}

/// Statements with suites.
impl Printer<'_> {
    /// Each on a line of its own; leaves the printer at the start of the line of what is decorated.
    fn decorators(&mut self, decorators: &[crate::Decorator]) {
        for decorator in decorators {
            self.out.push('@');
            self.expr(&decorator.expr, Level::Walrus);
            self.line();
        }
    }

    fn branches(&mut self, words: [&str; 3], branches: &[Branch], orelse: &[Stmt]) {
        for (index, branch) in branches.iter().enumerate() {
            if index > 0 {
                self.line();
            }
            self.out.push_str(words[usize::from(index > 0)]);
            self.expr(&branch.test, Level::Walrus);
            self.suite(&branch.body);
        }
        self.clause(words[2], orelse);
    }

    fn compound(&mut self, kind: &StmtKind) {
        match kind {
            StmtKind::If { branches, orelse } => {
                self.branches(["if ", "elif ", "else"], branches, orelse);
            }
            StmtKind::CompileTimeIf { branches, orelse } => {
                self.branches(["IF ", "ELIF ", "ELSE"], branches, orelse);
            }
            StmtKind::While { test, body, orelse } => {
                self.out.push_str("while ");
                self.expr(test, Level::Walrus);
                self.suite(body);
                self.clause("else", orelse);
            }
            StmtKind::For { is_async, header, body, orelse } => {
                self.out.push_str(if *is_async { "async for " } else { "for " });
                self.for_header(header, Level::Star);
                self.suite(body);
                self.clause("else", orelse);
            }
            StmtKind::Try { .. } => self.try_statement(kind),
            StmtKind::With { is_async, items, body } => {
                self.out.push_str(if *is_async { "async with " } else { "with " });
                self.with_items(items);
                self.suite(body);
            }
            StmtKind::Match { subject, cases } => {
                self.out.push_str("match ");
                self.expr(subject, Level::Star);
                self.out.push(':');
                self.indent += 1;
                for case in cases {
                    self.line();
                    self.case(case);
                }
                self.indent -= 1;
            }
            _ => {}
        }
    }

    fn try_statement(&mut self, kind: &StmtKind) {
        let StmtKind::Try { body, handlers, orelse, finally } = kind else { return };
        self.out.push_str("try");
        self.suite(body);
        for handler in handlers {
            self.line();
            self.out.push_str(if handler.is_star { "except*" } else { "except" });
            if let Some(types) = &handler.types {
                self.out.push(' ');
                self.expr(types, Level::Expr);
            }
            if let Some(target) = &handler.target {
                // Only the old form, of language level 2, has other targets than names.
                let modern = matches!(target.kind, ExprKind::Name(_));
                self.out.push_str(if modern { " as " } else { ", " });
                self.expr(target, Level::BitOr);
            }
            self.suite(&handler.body);
        }
        self.clause("else", orelse);
        self.clause("finally", finally);
    }

    fn with_items(&mut self, items: &[WithItem]) {
        let start = self.out.len();
        for (index, item) in items.iter().enumerate() {
            self.comma(index);
            self.expr(&item.context, Level::Disjunction);
            if let Some(target) = &item.target {
                self.out.push_str(" as ");
                self.target(target);
            }
        }
        // A parenthesis in front would be taken for one around all items.
        if self.out[start..].starts_with('(') {
            self.out.insert(start, '(');
            self.out.push(')');
        }
    }

    fn definition(&mut self, kind: &StmtKind) {
        match kind {
            StmtKind::FunctionDef(function) => {
                self.decorators(&function.decorators);
                self.out.push_str(if function.is_async { "async def " } else { "def " });
                self.name(function.name.name);
                self.type_params(&function.type_params);
                self.out.push('(');
                self.params(&function.params);
                self.out.push(')');
                if let Some(returns) = &function.returns {
                    self.words(" ->", Some(returns));
                }
                self.suite(&function.body);
            }
            StmtKind::ClassDef(class) => {
                self.decorators(&class.decorators);
                self.out.push_str("class ");
                self.name(class.name.name);
                self.type_params(&class.type_params);
                if !class.args.is_empty() {
                    self.args(&class.args);
                }
                self.suite(&class.body);
            }
            _ => {}
        }
    }

    fn type_params(&mut self, params: &[TypeParam]) {
        if params.is_empty() {
            return;
        }
        self.out.push('[');
        for (index, param) in params.iter().enumerate() {
            self.comma(index);
            self.out.push_str(match param.kind {
                TypeParamKind::TypeVar => "",
                TypeParamKind::TypeVarTuple => "*",
                TypeParamKind::ParamSpec => "**",
            });
            self.name(param.name.name);
            if let Some(bound) = &param.bound {
                self.out.push_str(": ");
                self.expr(bound, Level::Expr);
            }
            if let Some(default) = &param.default {
                self.words(" =", Some(default));
            }
        }
        self.out.push(']');
    }

    fn declaration(&mut self, kind: &StmtKind) {
        match kind {
            StmtKind::CFunc(function) => {
                self.decorators(&function.decorators);
                self.c_function(function);
            }
            StmtKind::CClass(class) => {
                self.decorators(&class.decorators);
                self.c_class(class);
            }
            StmtKind::CStruct(item) => {
                self.decorators(&item.decorators);
                self.c_struct(item);
            }
            StmtKind::CEnum(item) => {
                self.decorators(&item.decorators);
                self.c_enum(item);
            }
            StmtKind::CppClass(class) => {
                self.decorators(&class.decorators);
                self.cpp_class(class);
            }
            StmtKind::Fused(fused) => {
                self.decorators(&fused.decorators);
                self.fused(fused);
            }
            StmtKind::CExtern(block) => self.extern_block(block),
            StmtKind::CdefBlock(block) => self.cdef_block(block),
            StmtKind::WithTemplate { params, body } => {
                self.out.push_str("with template");
                self.template_params(params);
                self.suite(body);
            }
            StmtKind::Property { name, body } => {
                self.out.push_str("property ");
                self.name(name.name);
                self.suite(body);
            }
            _ => {}
        }
    }
}
