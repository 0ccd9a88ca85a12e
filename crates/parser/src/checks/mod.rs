//! What the grammar lets pass although no reading of it is right: the errors that CPython's compiler finds after its
//! parser, and where declarations may stand.
//!
//! One walk over the tree with the surroundings in [`Around`]. Each topic has a file; nothing here changes the tree, and
//! nothing depends on what a name means.

mod arguments;
mod flow;
mod imports;
mod patterns;
mod places;
mod scopes;
mod targets;
mod walrus;

use ast::walk::{self, Visitor};
use ast::{
    Expr, ExprKind, ForHeader, FunctionDef, Handler, Module, ParamDecl, ParamDefault, ParamKind,
    Params, Pattern, Stmt, StmtKind,
};
use base::{Interner, Name, Span};
use diag::{Diagnostic, Sink};
use lexer::{FileKind, Options};

pub fn check(module: &Module, options: Options, names: &Interner, sink: &mut Sink) {
    let mut checker = Checker {
        names,
        sink,
        python: options.kind == FileKind::Python,
        language_level: module.language_level,
        around: Around::default(),
        facts: Facts::default(),
        comprehensions: Vec::new(),
    };
    checker.check_future_imports(&module.body);
    checker.suite(&module.body);
}

/// Checks an expression that stands alone.
pub fn check_expression(expr: &Expr, options: Options, names: &Interner, sink: &mut Sink) {
    let mut checker = Checker {
        names,
        sink,
        python: options.kind == FileKind::Python,
        language_level: options.language_level,
        around: Around::default(),
        facts: Facts::default(),
        comprehensions: Vec::new(),
    };
    checker.visit_expr(expr);
}

/// The innermost scope around a place.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
enum Scope {
    #[default]
    Module,
    /// A Python class.
    Class,
    /// An extension type.
    CClass,
    /// A C++ class, which holds declarations only.
    CppClass,
    /// A struct or union.
    Struct,
    Function {
        is_async: bool,
    },
    /// `cdef` and `cpdef`.
    CFunction,
    Lambda,
}

/// What surrounds a statement.
#[derive(Clone, Copy, Default, Debug)]
struct Around {
    scope: Scope,
    in_loop: bool,
    /// Inside of a statement with a suite, in the same scope.
    nested: bool,
    /// In an `except*` block, and in no loop within it.
    star_handler: bool,
    /// The same for `return`, which a loop does not make right.
    star_return: bool,
    /// In a bound, a default or a value that is computed lazily in a scope of its own.
    type_scope: Option<&'static str>,
    /// In an `extern` block.
    is_extern: bool,
    /// In a generator expression, or in a comprehension that is itself asynchronous.
    async_comprehension: bool,
    /// In a comprehension of this kind.
    comprehension: Option<&'static str>,
}

/// What a function turned out to hold.
#[derive(Clone, Copy, Default)]
struct Facts {
    yields: bool,
    returned_value: Option<Span>,
}

struct Checker<'a> {
    names: &'a Interner,
    sink: &'a mut Sink,
    python: bool,
    language_level: u8,
    around: Around,
    facts: Facts,
    comprehensions: Vec<walrus::Comprehension>,
}

impl Checker<'_> {
    fn push(&mut self, diagnostic: impl Into<Diagnostic>) {
        self.sink.push(diagnostic);
    }

    fn text(&self, name: Name) -> String {
        self.names[name].to_owned()
    }

    fn suite(&mut self, body: &[Stmt]) {
        for stmt in body {
            self.visit_stmt(stmt);
        }
    }

    /// A suite in the same scope.
    fn nested_suite(&mut self, body: &[Stmt]) {
        let outer = std::mem::replace(&mut self.around.nested, true);
        self.suite(body);
        self.around.nested = outer;
    }

    fn loop_suite(&mut self, body: &[Stmt]) {
        let outer = self.around;
        self.around = Around { in_loop: true, star_handler: false, ..outer };
        self.nested_suite(body);
        self.around = outer;
    }

    fn in_scope(&mut self, scope: Scope, visit: impl FnOnce(&mut Self)) -> Facts {
        let around = std::mem::replace(&mut self.around, Around { scope, ..Around::default() });
        let facts = std::mem::take(&mut self.facts);
        let comprehensions = std::mem::take(&mut self.comprehensions);
        visit(self);
        self.around = around;
        self.comprehensions = comprehensions;
        std::mem::replace(&mut self.facts, facts)
    }

    /// Where type parameters are in scope, nothing may bind or wait.
    fn in_type_scope(&mut self, place: &'static str, visit: impl FnOnce(&mut Self)) {
        let outer = self.around.type_scope.replace(place);
        visit(self);
        self.around.type_scope = outer;
    }

    fn exprs<'e>(&mut self, items: impl IntoIterator<Item = &'e Expr>) {
        for item in items {
            self.visit_expr(item);
        }
    }

    /// Visits where a starred expression may stand.
    fn starrable<'e>(&mut self, items: impl IntoIterator<Item = &'e Expr>) {
        for item in items {
            match &item.kind {
                ExprKind::Star(inner) => self.visit_expr(inner),
                _ => self.visit_expr(item),
            }
        }
    }

    fn function(&mut self, def: &FunctionDef) {
        self.exprs(def.decorators.iter().map(|decorator| &decorator.expr));
        self.check_type_params(&def.type_params);
        self.check_python_params(&def.params);
        self.visit_params(&def.params);
        self.exprs(&def.returns);
        let facts = self.in_scope(Scope::Function { is_async: def.is_async }, |checker| {
            checker.check_scope_statements(&def.params.items, &def.body);
            checker.suite(&def.body);
        });
        self.check_async_generator(def.is_async, facts);
    }

    fn handlers(&mut self, handlers: &[Handler]) {
        self.check_handlers(handlers);
        for handler in handlers {
            self.exprs(&handler.types);
            if let Some(target) = &handler.target {
                self.handler_target(handler, target);
            }
            let outer = self.around;
            if handler.is_star {
                self.around = Around { star_handler: true, star_return: true, ..outer };
            }
            self.nested_suite(&handler.body);
            self.around = outer;
        }
    }

    fn for_header(&mut self, at: Span, is_async: bool, header: &ForHeader) {
        if is_async {
            self.need_async(at, "`async for`");
        }
        self.check_for_header(header);
        match header {
            ForHeader::In { target, iter } => {
                self.starrable([target]);
                self.visit_expr(iter);
            }
            ForHeader::From(_) => walk::walk_for_header(self, header),
        }
    }

    /// Statements with suites of Python.
    fn compound(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::If { branches, orelse } => {
                for branch in branches {
                    self.visit_expr(&branch.test);
                    self.nested_suite(&branch.body);
                }
                self.nested_suite(orelse);
            }
            StmtKind::CompileTimeIf { branches, orelse } => {
                for branch in branches {
                    self.visit_expr(&branch.test);
                    self.suite(&branch.body);
                }
                self.suite(orelse);
            }
            StmtKind::While { test, body, orelse } => {
                self.visit_expr(test);
                self.loop_suite(body);
                self.nested_suite(orelse);
            }
            StmtKind::For { is_async, header, body, orelse } => {
                self.for_header(stmt.span, *is_async, header);
                self.loop_suite(body);
                self.nested_suite(orelse);
            }
            StmtKind::Try { body, handlers, orelse, finally } => {
                self.nested_suite(body);
                self.handlers(handlers);
                self.nested_suite(orelse);
                self.nested_suite(finally);
            }
            StmtKind::With { is_async, items, body } => {
                if *is_async {
                    self.need_async(stmt.span, "`async with`");
                }
                for item in items {
                    self.visit_expr(&item.context);
                    if let Some(target) = &item.target {
                        self.check_target(target);
                        self.starrable([target]);
                    }
                }
                self.nested_suite(body);
            }
            StmtKind::Match { subject, cases } => {
                self.starrable([subject]);
                self.check_cases(cases);
                for case in cases {
                    self.visit_pattern(&case.pattern);
                    self.exprs(&case.guard);
                    self.nested_suite(&case.body);
                }
            }
            _ => walk::walk_stmt(self, stmt),
        }
    }

    fn simple(&mut self, stmt: &Stmt) {
        if let StmtKind::TypeAlias { name: _, type_params, value } = &stmt.kind {
            self.check_type_params(type_params);
            return self
                .in_type_scope("the value of a type alias", |checker| checker.visit_expr(value));
        }
        match &stmt.kind {
            StmtKind::Break => self.check_loop_exit(stmt.span, "`break`"),
            StmtKind::Continue => self.check_loop_exit(stmt.span, "`continue`"),
            StmtKind::Return(value) => self.check_return(stmt.span, value.as_ref()),
            StmtKind::Assign { targets, value } => {
                for target in targets {
                    self.check_target(target);
                }
                self.starrable(targets);
                return self.visit_expr(value);
            }
            StmtKind::AugAssign { target, op: _, value: _ } => {
                self.check_single_target(target, "an augmented assignment");
            }
            StmtKind::AnnAssign { target, .. } => self.check_single_target(target, "an annotation"),
            StmtKind::Del(targets) => {
                for target in targets {
                    self.check_deleted(target);
                }
            }
            StmtKind::Raise { value: Some(value), .. } if self.language_level > 2 => {
                self.push(diag::syntax::OldRaise { at: value.span });
            }
            StmtKind::FromImport(import) => self.check_from_import(stmt.span, import),
            StmtKind::Cimport(_) => self.check_cimport(stmt.span),
            StmtKind::Nonlocal(idents) => self.check_nonlocal(idents),
            StmtKind::Exec { code, globals, .. } => self.check_exec(code, globals.as_ref()),
            _ => {}
        }
        walk::walk_stmt(self, stmt);
    }
}

impl Visitor for Checker<'_> {
    fn visit_stmt(&mut self, stmt: &Stmt) {
        self.check_place(stmt);
        match &stmt.kind {
            StmtKind::If { .. }
            | StmtKind::CompileTimeIf { .. }
            | StmtKind::While { .. }
            | StmtKind::For { .. }
            | StmtKind::Try { .. }
            | StmtKind::With { .. }
            | StmtKind::Match { .. } => self.compound(stmt),
            StmtKind::FunctionDef(def) => self.function(def),
            StmtKind::ClassDef(def) => {
                self.exprs(def.decorators.iter().map(|decorator| &decorator.expr));
                self.check_type_params(&def.type_params);
                self.check_args(&def.args, false);
                let bases =
                    |checker: &mut Self| checker.exprs(def.args.iter().map(|arg| &arg.value));
                if def.type_params.is_empty() {
                    bases(self);
                } else {
                    self.in_type_scope("the bases of a generic class", bases);
                }
                self.in_scope(Scope::Class, |checker| {
                    checker.check_scope_statements(&[], &def.body);
                    checker.suite(&def.body);
                });
            }
            StmtKind::CFunc(_)
            | StmtKind::CVar(_)
            | StmtKind::CClass(_)
            | StmtKind::CStruct(_)
            | StmtKind::CEnum(_)
            | StmtKind::CppClass(_)
            | StmtKind::CTypedef(_)
            | StmtKind::Fused(_)
            | StmtKind::CExtern(_)
            | StmtKind::CdefBlock(_)
            | StmtKind::WithTemplate { .. }
            | StmtKind::Property { .. } => self.declaration(stmt),
            StmtKind::Pass
            | StmtKind::Break
            | StmtKind::Continue
            | StmtKind::Expr(_)
            | StmtKind::Assign { .. }
            | StmtKind::AugAssign { .. }
            | StmtKind::AnnAssign { .. }
            | StmtKind::Return(_)
            | StmtKind::Raise { .. }
            | StmtKind::Assert { .. }
            | StmtKind::Del(_)
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Import(_)
            | StmtKind::Cimport(_)
            | StmtKind::FromImport(_)
            | StmtKind::TypeAlias { .. }
            | StmtKind::Print { .. }
            | StmtKind::Exec { .. }
            | StmtKind::CompileTimeDef { .. }
            | StmtKind::Include { .. }
            | StmtKind::Invalid => self.simple(stmt),
        }
    }

    fn visit_expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Star(inner) => {
                self.push(diag::syntax::StarNotHere { at: expr.span });
                self.visit_expr(inner);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => {
                self.starrable(items)
            }
            ExprKind::Subscript(value, index) => {
                self.visit_expr(value);
                self.starrable([&**index]);
            }
            ExprKind::Comprehension { kind, element, clauses } => {
                self.comprehension(Some(*kind), clauses, |checker| checker.starrable([&**element]));
            }
            ExprKind::DictComprehension { item, clauses } => {
                self.comprehension(None, clauses, |checker| match &**item {
                    ast::DictItem::Pair(key, value) => checker.exprs([key, value]),
                    ast::DictItem::Unpack(mapping) => checker.visit_expr(mapping),
                });
            }
            ExprKind::Lambda { params, body } => {
                self.check_python_params(params);
                self.visit_params(params);
                let in_iterable = self.in_iterable();
                self.in_scope(Scope::Lambda, |checker| {
                    if in_iterable {
                        checker.enter_iterable();
                    }
                    checker.visit_expr(body);
                });
            }
            ExprKind::Yield(_) => self.check_yield(expr.span, "`yield`"),
            ExprKind::YieldFrom(_) => self.check_yield(expr.span, "`yield from`"),
            ExprKind::Await(_) => self.check_await(expr.span),
            ExprKind::Walrus(name, _) => {
                self.check_debug(*name);
                self.check_walrus(*name);
            }
            ExprKind::Call(func, args) => {
                let may_repeat = self.is_locals(func);
                self.check_args(args, may_repeat);
            }
            ExprKind::New { args, .. } => self.check_args(args, false),
            _ => {}
        }
        if !visited_already(&expr.kind) {
            walk::walk_expr(self, expr);
        }
    }

    fn visit_pattern(&mut self, pattern: &Pattern) {
        self.check_pattern(pattern);
        walk::walk_pattern(self, pattern);
    }

    fn visit_declarator(&mut self, declarator: &ast::Declarator) {
        self.check_declarator(declarator);
        walk::walk_declarator(self, declarator);
    }

    fn visit_type(&mut self, ty: &ast::CType) {
        self.check_qualifiers(ty.span, ty.qualifiers);
        walk::walk_type(self, ty);
    }

    fn visit_params(&mut self, params: &Params) {
        for item in &params.items {
            match &item.decl {
                ParamDecl::Undecided(_) => {}
                ParamDecl::Typed { ty, declarator } => {
                    self.visit_type(ty);
                    self.visit_declarator(declarator);
                }
            }
            match (item.kind, &item.annotation) {
                // `*args: *Ts`
                (ParamKind::Star, annotation) => self.starrable(annotation),
                (ParamKind::Normal | ParamKind::DoubleStar, annotation) => self.exprs(annotation),
            }
            if let Some(ParamDefault::Value(value)) = &item.default {
                self.visit_expr(value);
            }
        }
    }
}

/// Kinds whose parts [`Checker::visit_expr`] visits itself.
fn visited_already(kind: &ExprKind) -> bool {
    matches!(
        kind,
        ExprKind::Star(_)
            | ExprKind::Tuple(_)
            | ExprKind::List(_)
            | ExprKind::Set(_)
            | ExprKind::Subscript(..)
            | ExprKind::Comprehension { .. }
            | ExprKind::DictComprehension { .. }
            | ExprKind::Lambda { .. }
    )
}
