//! The walk over a body: what each statement and expression binds, uses and suspends.

use ast::{ComprehensionKind, Expr, ExprKind, Pattern, PatternKind, Stmt, StmtKind, Visitor, walk};

use super::Binder;

impl Binder<'_, '_> {
    /// Statements with suites that bind names themselves.
    fn compound(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::For { header, body, orelse, .. } => {
                walk::walk_for_header(self, header);
                self.header_targets(header);
                self.suite(body);
                self.suite(orelse);
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.visit_expr(&item.context);
                    if let Some(target) = &item.target {
                        self.visit_expr(target);
                        self.bind_target(target);
                    }
                }
                self.suite(body);
            }
            StmtKind::Try { body, handlers, orelse, finally } => {
                self.suite(body);
                for handler in handlers {
                    if let Some(types) = &handler.types {
                        self.visit_expr(types);
                    }
                    if let Some(target) = &handler.target {
                        self.bind_target(target);
                    }
                    self.suite(&handler.body);
                }
                self.suite(orelse);
                self.suite(finally);
            }
            _ => {}
        }
    }
}

impl Visitor for Binder<'_, '_> {
    fn visit_stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Assign { targets, value } => {
                self.visit_expr(value);
                self.pure_declaration(targets, value);
                for target in targets {
                    self.visit_expr(target);
                    self.bind_target(target);
                }
            }
            StmtKind::Expr(value) => {
                self.visit_expr(value);
                self.pure_declaration(&[], value);
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.visit_expr(value);
                self.visit_expr(target);
                self.bind_target(target);
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                if let Some(value) = value {
                    self.visit_expr(value);
                }
                self.annotated(target, annotation, *simple);
            }
            StmtKind::Del(targets) => {
                for target in targets {
                    self.visit_expr(target);
                    self.bind_target(target);
                }
            }
            StmtKind::Global(names) => self.facts.globals.extend(names),
            StmtKind::Nonlocal(names) => self.facts.nonlocals.extend(names),
            StmtKind::Import(aliases) => self.import(aliases),
            StmtKind::FromImport(import) if import.cimport => {}
            StmtKind::FromImport(import) => self.import_names(import),
            StmtKind::TypeAlias { name, type_params, value } => {
                self.bind(name.name, name.span);
                self.type_params(type_params);
                self.inner_body(None, |inner| inner.visit_expr(value));
            }
            StmtKind::FunctionDef(def) => self.inner_def(def),
            StmtKind::ClassDef(def) => {
                self.bind(def.name.name, def.name.span);
                def.decorators.iter().for_each(|decorator| self.visit_expr(&decorator.expr));
                self.type_params(&def.type_params);
                def.args.iter().for_each(|arg| self.visit_expr(&arg.value));
                self.inner_class(&def.body);
            }
            StmtKind::For { .. } | StmtKind::With { .. } | StmtKind::Try { .. } => {
                self.compound(stmt)
            }
            StmtKind::If { .. } | StmtKind::While { .. } | StmtKind::Match { .. } => {
                self.depth += 1;
                walk::walk_stmt(self, stmt);
                self.depth -= 1;
            }
            StmtKind::CompileTimeIf { branches, orelse } => {
                let taken = self.an.compile_time_branch(branches, orelse, stmt.span, self.module);
                self.body(taken);
            }
            StmtKind::CompileTimeDef { name, value } => {
                if !self.quiet && !self.at_module {
                    self.an.define_compile_time(*name, value, stmt.span, self.module);
                }
            }
            StmtKind::CVar(decl) if self.depth == 0 && !self.at_module => self.cvar(decl, stmt),
            StmtKind::CVar(decl) => {
                for item in &decl.declarators {
                    if let Some(init) = &item.init {
                        self.visit_expr(init);
                    }
                }
            }
            StmtKind::CdefBlock(block) if !self.at_module => self.body(&block.body),
            StmtKind::CFunc(_)
            | StmtKind::CClass(_)
            | StmtKind::CStruct(_)
            | StmtKind::CEnum(_)
            | StmtKind::CppClass(_)
            | StmtKind::CTypedef(_)
            | StmtKind::Fused(_)
            | StmtKind::CExtern(_)
            | StmtKind::CdefBlock(_)
            | StmtKind::Cimport(_)
            | StmtKind::WithTemplate { .. }
            | StmtKind::Property { .. }
            | StmtKind::Include { .. } => {}
            StmtKind::Pass
            | StmtKind::Break
            | StmtKind::Continue
            | StmtKind::Return(_)
            | StmtKind::Raise { .. }
            | StmtKind::Assert { .. }
            | StmtKind::Print { .. }
            | StmtKind::Exec { .. }
            | StmtKind::Invalid => walk::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Name(name) => {
                if self.comprehensions == 0 || self.quiet {
                    self.facts.used.entry(*name).or_insert(expr.span);
                }
            }
            ExprKind::Walrus(ident, value) => {
                self.visit_expr(value);
                self.bind_walrus(ident.name, ident.span);
            }
            ExprKind::Lambda { params, body } => {
                self.facts.inner_function.get_or_insert(expr.span);
                self.defaults(params);
                self.inner_body(Some(params), |inner| inner.visit_expr(body));
            }
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) => {
                self.facts.yields.get_or_insert(expr.span);
                walk::walk_expr(self, expr);
            }
            ExprKind::Comprehension { kind: ComprehensionKind::Generator, element, clauses } => {
                self.generator_expression(element, clauses);
            }
            ExprKind::Comprehension { kind, .. } => self.comprehension(Some(*kind), expr),
            ExprKind::DictComprehension { .. } => self.comprehension(None, expr),
            ExprKind::AddressOf(operand) => {
                self.take_address(operand);
                self.visit_expr(operand);
            }
            ExprKind::Call(callee, args) => {
                let env = self.env();
                if let [arg] = args.as_slice()
                    && self.an.cython_text(callee, env).as_deref() == Some("address")
                {
                    self.take_address(&arg.value);
                }
                match args.first() {
                    Some(first) if self.consumes(callee, args) => {
                        self.visit_expr(callee);
                        self.comprehension(Some(ComprehensionKind::Generator), &first.value);
                        args[1..].iter().for_each(|arg| self.visit_expr(&arg.value));
                    }
                    _ => walk::walk_expr(self, expr),
                }
            }
            _ => walk::walk_expr(self, expr),
        }
    }

    fn visit_pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Capture(name) => self.bind(name.name, name.span),
            PatternKind::Star(Some(name)) => self.bind(name.name, name.span),
            PatternKind::As(_, name) => self.bind(name.name, name.span),
            PatternKind::Mapping { rest: Some(name), .. } => self.bind(name.name, name.span),
            _ => {}
        }
        walk::walk_pattern(self, pattern);
    }
}
