//! The tree for readers and snapshots, without positions.
//!
//! A statement begins a line, its suites are indented below it, and everything in it is written in parentheses
//! behind its kind: `Assign (Name x) = (Binary Add (Name y) (Int 1))`. Two sources with equal dumps have equal
//! trees: what can differ is written.

use base::{Interner, Name, Text};

use crate::{
    Branch, Decorator, DottedName, Expr, FromImport, FunctionDef, Handler, HeaderTool, ImportAlias,
    ImportNames, Module, Stmt, StmtKind, TypeParam,
};

/// Writes a module.
pub fn dump(module: &Module, names: &Interner) -> String {
    let mut dump = Dump { out: String::new(), names, indent: 0 };
    dump.out.push_str(&format!("Module level={}", module.language_level));
    for comment in &module.header {
        let tool = match comment.tool {
            HeaderTool::Cython => "cython",
            HeaderTool::Distutils => "distutils",
        };
        dump.out.push_str(&format!("\n# {tool}: {} = {}", comment.key, comment.value));
    }
    dump.statements(&module.body);
    dump.out.push('\n');
    dump.out
}

pub(crate) struct Dump<'a> {
    pub out: String,
    names: &'a Interner,
    indent: usize,
}

impl<'a> Dump<'a> {
    pub(crate) fn interned(&self, name: Name) -> &'a str {
        &self.names[name]
    }

    pub(crate) fn name(&mut self, name: Name) {
        self.out.push_str(&self.names[name]);
    }

    pub(crate) fn word(&mut self, word: &str) {
        self.out.push_str(word);
    }

    pub(crate) fn named(&mut self, word: &str, name: Name) {
        self.out.push_str(word);
        self.name(name);
    }

    pub(crate) fn text(&mut self, text: &Text) {
        self.out.push_str(&format!("{text:?}"));
    }

    /// An expression behind a word, if there is one.
    pub(crate) fn optional(&mut self, word: &str, expr: Option<&Expr>) {
        if let Some(expr) = expr {
            self.out.push_str(word);
            self.expr(expr);
        }
    }

    pub(crate) fn exprs(&mut self, exprs: &[Expr]) {
        for expr in exprs {
            self.out.push(' ');
            self.expr(expr);
        }
    }

    pub(crate) fn line(&mut self) {
        self.out.push('\n');
        for _ in 0..self.indent {
            self.out.push_str("  ");
        }
    }

    fn statements(&mut self, body: &[Stmt]) {
        for statement in body {
            self.line();
            self.statement(statement);
        }
    }

    pub(crate) fn suite(&mut self, body: &[Stmt]) {
        self.indent += 1;
        self.statements(body);
        self.indent -= 1;
    }

    /// A suite with a word of its own, left out if it is empty.
    fn clause(&mut self, word: &str, body: &[Stmt]) {
        if !body.is_empty() {
            self.line();
            self.out.push_str(word);
            self.suite(body);
        }
    }

    pub(crate) fn decorators(&mut self, decorators: &[Decorator]) {
        for decorator in decorators {
            self.out.push('@');
            self.expr(&decorator.expr);
            self.line();
        }
    }

    pub(crate) fn dotted(&mut self, name: &DottedName) {
        for (index, part) in name.parts.iter().enumerate() {
            self.out.push_str(if index > 0 { "." } else { "" });
            self.name(part.name);
        }
    }

    fn statement(&mut self, statement: &Stmt) {
        let kind = &statement.kind;
        match kind {
            StmtKind::Pass => self.word("Pass"),
            StmtKind::Break => self.word("Break"),
            StmtKind::Continue => self.word("Continue"),
            StmtKind::Invalid => self.word("Invalid"),
            StmtKind::Expr(value) => self.optional("Expr ", Some(value)),
            StmtKind::Return(value) => {
                self.word("Return");
                self.optional(" ", value.as_ref());
            }
            StmtKind::Assign { .. } | StmtKind::AugAssign { .. } | StmtKind::AnnAssign { .. } => {
                self.assignment(kind);
            }
            StmtKind::Raise { .. }
            | StmtKind::Assert { .. }
            | StmtKind::Del(_)
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Print { .. }
            | StmtKind::Exec { .. } => self.simple(kind),
            StmtKind::Import(modules) => self.import("Import", modules),
            StmtKind::Cimport(modules) => self.import("Cimport", modules),
            StmtKind::FromImport(import) => self.import_from(import),
            StmtKind::TypeAlias { .. }
            | StmtKind::Include { .. }
            | StmtKind::CompileTimeDef { .. }
            | StmtKind::Property { .. }
            | StmtKind::WithTemplate { .. } => self.small_declaration(kind),
            StmtKind::If { .. }
            | StmtKind::CompileTimeIf { .. }
            | StmtKind::While { .. }
            | StmtKind::For { .. }
            | StmtKind::Try { .. }
            | StmtKind::With { .. }
            | StmtKind::Match { .. } => self.compound(kind),
            StmtKind::FunctionDef(function) => self.function(function),
            StmtKind::ClassDef(class) => {
                self.decorators(&class.decorators);
                self.named("Class ", class.name.name);
                self.type_params(&class.type_params);
                self.args(&class.args);
                self.suite(&class.body);
            }
            StmtKind::CVar(vars) => self.variables(vars),
            StmtKind::CFunc(function) => self.c_function(function),
            StmtKind::CClass(class) => self.c_class(class),
            StmtKind::CStruct(item) => self.c_struct(item),
            StmtKind::CEnum(item) => self.c_enum(item),
            StmtKind::CppClass(class) => self.cpp_class(class),
            StmtKind::CTypedef(typedef) => self.typedef(typedef),
            StmtKind::Fused(fused) => self.fused(fused),
            StmtKind::CExtern(block) => self.extern_block(block),
            StmtKind::CdefBlock(block) => self.cdef_block(block),
        }
    }

    fn assignment(&mut self, kind: &StmtKind) {
        match kind {
            StmtKind::Assign { targets, value } => {
                self.word("Assign");
                self.exprs(targets);
                self.optional(" = ", Some(value));
            }
            StmtKind::AugAssign { target, op, value } => {
                self.optional(&format!("AugAssign {op:?} "), Some(target));
                self.optional(" ", Some(value));
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.word(if *simple { "AnnAssign simple " } else { "AnnAssign " });
                self.expr(target);
                self.optional(": ", Some(annotation));
                self.optional(" = ", value.as_ref());
            }
            _ => {}
        }
    }

    fn simple(&mut self, kind: &StmtKind) {
        match kind {
            StmtKind::Raise { exc, cause, value, traceback } => {
                self.word("Raise");
                self.optional(" ", exc.as_ref());
                self.optional(" from ", cause.as_ref());
                self.optional(" value ", value.as_deref());
                self.optional(" traceback ", traceback.as_deref());
            }
            StmtKind::Assert { test, message } => {
                self.optional("Assert ", Some(test));
                self.optional(" ", message.as_ref());
            }
            StmtKind::Del(targets) => {
                self.word("Del");
                self.exprs(targets);
            }
            StmtKind::Global(names) | StmtKind::Nonlocal(names) => {
                let global = matches!(kind, StmtKind::Global(_));
                self.word(if global { "Global" } else { "Nonlocal" });
                for name in names {
                    self.named(" ", name.name);
                }
            }
            StmtKind::Print { file, values, newline } => {
                self.word(if *newline { "Print" } else { "Print open" });
                self.optional(" file ", file.as_ref());
                self.exprs(values);
            }
            StmtKind::Exec { code, globals, locals } => {
                self.optional("Exec ", Some(code));
                self.optional(" globals ", globals.as_ref());
                self.optional(" locals ", locals.as_ref());
            }
            _ => {}
        }
    }

    fn import(&mut self, word: &str, modules: &[ImportAlias]) {
        self.word(word);
        for item in modules {
            self.out.push(' ');
            self.dotted(&item.module);
            if let Some(alias) = item.alias {
                self.named("=", alias.name);
            }
        }
    }

    fn import_from(&mut self, import: &FromImport) {
        self.word(if import.cimport { "FromCimport " } else { "FromImport " });
        self.out.extend(std::iter::repeat_n('.', import.level as usize));
        if let Some(module) = &import.module {
            self.dotted(module);
        }
        match &import.names {
            ImportNames::Star(_) => self.word(" *"),
            ImportNames::List(items) => {
                for item in items {
                    self.named(" ", item.name.name);
                    if let Some(alias) = item.alias {
                        self.named("=", alias.name);
                    }
                }
            }
        }
    }

    fn branches(&mut self, word: &str, branches: &[Branch], orelse: &[Stmt]) {
        for (index, branch) in branches.iter().enumerate() {
            if index > 0 {
                self.line();
            }
            self.word(if index > 0 { "Elif " } else { word });
            self.expr(&branch.test);
            self.suite(&branch.body);
        }
        self.clause("Else", orelse);
    }

    fn compound(&mut self, kind: &StmtKind) {
        match kind {
            StmtKind::If { branches, orelse } => self.branches("If ", branches, orelse),
            StmtKind::CompileTimeIf { branches, orelse } => {
                self.branches("CompileTimeIf ", branches, orelse);
            }
            StmtKind::While { test, body, orelse } => {
                self.optional("While ", Some(test));
                self.suite(body);
                self.clause("Else", orelse);
            }
            StmtKind::For { is_async, header, body, orelse } => {
                self.word(if *is_async { "AsyncFor " } else { "For " });
                self.for_header(header);
                self.suite(body);
                self.clause("Else", orelse);
            }
            StmtKind::Try { body, handlers, orelse, finally } => {
                self.word("Try");
                self.suite(body);
                for handler in handlers {
                    self.handler(handler);
                }
                self.clause("Else", orelse);
                self.clause("Finally", finally);
            }
            StmtKind::With { is_async, items, body } => {
                self.word(if *is_async { "AsyncWith" } else { "With" });
                for item in items {
                    self.optional(" ", Some(&item.context));
                    self.optional(" as ", item.target.as_ref());
                }
                self.suite(body);
            }
            StmtKind::Match { subject, cases } => {
                self.optional("Match ", Some(subject));
                self.indent += 1;
                for case in cases {
                    self.line();
                    self.word("Case ");
                    self.pattern(&case.pattern);
                    self.optional(" if ", case.guard.as_ref());
                    self.suite(&case.body);
                }
                self.indent -= 1;
            }
            _ => {}
        }
    }

    fn handler(&mut self, handler: &Handler) {
        self.line();
        self.word(if handler.is_star { "ExceptStar" } else { "Except" });
        self.optional(" ", handler.types.as_ref());
        self.optional(" as ", handler.target.as_ref());
        self.suite(&handler.body);
    }

    fn function(&mut self, function: &FunctionDef) {
        self.decorators(&function.decorators);
        self.word(if function.is_async { "AsyncDef " } else { "Def " });
        self.name(function.name.name);
        self.type_params(&function.type_params);
        self.params(&function.params);
        self.optional(" -> ", function.returns.as_ref());
        self.suite(&function.body);
    }

    fn type_params(&mut self, params: &[TypeParam]) {
        for param in params {
            self.named(&format!(" ({:?} ", param.kind), param.name.name);
            self.optional(": ", param.bound.as_ref());
            self.optional(" = ", param.default.as_ref());
            self.out.push(')');
        }
    }

    fn small_declaration(&mut self, kind: &StmtKind) {
        match kind {
            StmtKind::TypeAlias { name, type_params, value } => {
                self.named("TypeAlias ", name.name);
                self.type_params(type_params);
                self.optional(" = ", Some(value));
            }
            StmtKind::Include { path, .. } => {
                self.word("Include ");
                self.text(path);
            }
            StmtKind::CompileTimeDef { name, value } => {
                self.named("CompileTimeDef ", name.name);
                self.optional(" = ", Some(value));
            }
            StmtKind::Property { name, body } => {
                self.named("Property ", name.name);
                self.suite(body);
            }
            StmtKind::WithTemplate { params, body } => {
                self.word("WithTemplate");
                self.template_params(params);
                self.suite(body);
            }
            _ => {}
        }
    }
}
