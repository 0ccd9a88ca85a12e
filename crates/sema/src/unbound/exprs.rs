//! What expressions, targets and simple statements do with variables.

use ast::walk::{Visitor, walk_expr};
use ast::{
    CompClause, Expr, ExprKind, ForHeader, ImportNames, ParamDecl, Params, Pattern, PatternKind,
    Stmt, StmtKind,
};
use base::{Name, Span};

use super::build::{Builder, loop_target};

impl Visitor for Builder<'_, '_> {
    /// Reads in the order of the text; an operand that may be skipped counts as evaluated.
    fn visit_expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Name(name) => self.read(*name, expr.span),
            ExprKind::Walrus(target, value) => {
                self.expr(value);
                self.assign(target.name, target.span, false);
            }
            // Nothing is read.
            ExprKind::SizeOf(_) => {}
            // Who has the address may assign.
            ExprKind::AddressOf(place) => match &place.kind {
                ExprKind::Name(name) => {
                    self.mark_used(*name);
                    self.assign(*name, place.span, false);
                }
                _ => self.expr(place),
            },
            ExprKind::Call(callee, _) if is_typeof(callee, self.an) => {}
            ExprKind::Lambda { params, body } => {
                self.defaults(params);
                self.inner(params, |collector| collector.visit_expr(body));
            }
            ExprKind::Comprehension { kind, element, clauses } => {
                let leaks = self.leaking_comprehensions && *kind == ast::ComprehensionKind::List;
                self.comprehension(clauses, leaks, |me| me.expr(element));
            }
            ExprKind::DictComprehension { item, clauses } => {
                self.comprehension(clauses, false, |me| match &**item {
                    ast::DictItem::Pair(key, value) => me.exprs([key, value]),
                    ast::DictItem::Unpack(value) => me.expr(value),
                });
            }
            _ => walk_expr(self, expr),
        }
    }
}

impl<'a> Builder<'_, 'a> {
    pub fn exprs<'t>(&mut self, items: impl IntoIterator<Item = &'t Expr>) {
        items.into_iter().for_each(|item| self.expr(item));
    }

    pub fn expr(&mut self, expr: &Expr) {
        self.visit_expr(expr);
    }

    fn comprehension(
        &mut self,
        clauses: &[CompClause],
        leaks: bool,
        element: impl FnOnce(&mut Self),
    ) {
        let mut own = Vec::new();
        for (index, clause) in clauses.iter().enumerate() {
            if index == 0 {
                self.loop_source(&clause.header);
            }
            if !leaks {
                crate::check::flow::target_names(loop_target(&clause.header), &mut own);
            }
        }
        self.hidden.push(own);
        // There may be no items.
        let after = self.branch();
        for (index, clause) in clauses.iter().enumerate() {
            if index > 0 {
                self.loop_source(&clause.header);
            }
            self.target(loop_target(&clause.header));
            self.exprs(&clause.conditions);
        }
        element(self);
        self.hidden.pop();
        self.join(after);
    }

    pub fn loop_source(&mut self, header: &ForHeader) {
        match header {
            ForHeader::In { iter, .. } => self.expr(iter),
            ForHeader::From(from) => {
                self.exprs([&from.lower, &from.upper]);
                self.exprs(&from.step);
            }
        }
    }

    pub fn target(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(name) => self.assign(*name, target.span, false),
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                items.iter().for_each(|item| self.target(item));
            }
            ExprKind::Star(inner) => self.target(inner),
            _ => self.expr(target),
        }
    }

    pub fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Value(value) => self.expr(value),
            PatternKind::Singleton(_) | PatternKind::Wildcard | PatternKind::Star(None) => {}
            PatternKind::Capture(name) | PatternKind::Star(Some(name)) => {
                self.assign(name.name, name.span, false);
            }
            PatternKind::As(inner, name) => {
                self.pattern(inner);
                self.assign(name.name, name.span, false);
            }
            PatternKind::Or(items) | PatternKind::Sequence(items) => {
                items.iter().for_each(|item| self.pattern(item));
            }
            PatternKind::Mapping { items, rest } => {
                for (key, item) in items {
                    self.expr(key);
                    self.pattern(item);
                }
                if let Some(name) = rest {
                    self.assign(name.name, name.span, false);
                }
            }
            PatternKind::Class { class, positional, keywords } => {
                self.expr(class);
                positional.iter().for_each(|item| self.pattern(item));
                keywords.iter().for_each(|item| self.pattern(&item.pattern));
            }
        }
    }

    /// Statements that control passes straight through.
    pub fn simple(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Assign { targets, value } => {
                self.expr(value);
                targets.iter().for_each(|target| self.target(target));
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target);
                self.expr(value);
                self.target(target);
            }
            StmtKind::AnnAssign { target, value: Some(value), .. } => {
                self.expr(value);
                self.target(target);
            }
            StmtKind::AnnAssign { value: None, .. } => {}
            StmtKind::CVar(decl) => {
                for item in &decl.declarators {
                    self.exprs(&item.init);
                    if let (Some(_), Some(name)) = (&item.init, item.declarator.name()) {
                        self.assign(name.ident.name, item.span, false);
                    }
                }
            }
            StmtKind::CdefBlock(block) => self.block(&block.body),
            StmtKind::Import(aliases) => {
                for alias in aliases {
                    let first = alias.module.parts.first().copied();
                    if let Some(name) = alias.alias.or(first) {
                        self.assign(name.name, name.span, false);
                    }
                }
            }
            StmtKind::FromImport(import) => {
                if let ImportNames::List(items) = &import.names {
                    for item in items {
                        let name = item.alias.unwrap_or(item.name);
                        self.assign(name.name, name.span, false);
                    }
                }
            }
            StmtKind::FunctionDef(def) => {
                self.exprs(def.decorators.iter().map(|one| &one.expr));
                self.defaults(&def.params);
                self.inner(&def.params, |collector| {
                    def.body.iter().for_each(|stmt| collector.visit_stmt(stmt));
                });
                self.assign(def.name.name, def.name.span, false);
            }
            StmtKind::ClassDef(def) => {
                self.exprs(def.decorators.iter().map(|one| &one.expr));
                self.exprs(def.args.iter().map(|arg| &arg.value));
                let own = bound_names(&def.body);
                self.hidden.push(own);
                self.block(&def.body);
                self.hidden.pop();
                self.assign(def.name.name, def.name.span, false);
            }
            StmtKind::TypeAlias { name, .. } => self.assign(name.name, name.span, false),
            StmtKind::Expr(value) => self.expr(value),
            StmtKind::Assert { test, message } => {
                self.expr(test);
                self.exprs(message);
            }
            StmtKind::Print { file, values, .. } => self.exprs(file.iter().chain(values)),
            StmtKind::Exec { code, globals, locals } => {
                self.expr(code);
                self.exprs(globals.iter().chain(locals));
            }
            _ => {}
        }
    }

    fn defaults(&mut self, params: &Params) {
        for param in &params.items {
            if let Some(ast::ParamDefault::Value(value)) = &param.default {
                self.expr(value);
            }
        }
    }

    /// What the body of a function inside mentions is read some time.
    fn inner(&mut self, params: &Params, walk: impl FnOnce(&mut Mentions)) {
        let mut mentions = Mentions(Vec::new());
        walk(&mut mentions);
        let own = |name: Name| {
            params.items.iter().any(
                |param| matches!(&param.decl, ParamDecl::Undecided(ident) if ident.name == name),
            )
        };
        for (name, _) in mentions.0 {
            if !own(name) {
                self.mark_used(name);
            }
        }
    }

    fn mark_used(&mut self, name: Name) {
        if let Some(variable) = self.variable(name) {
            self.graph.read_inside.insert(variable);
        }
    }
}

/// Every name that is read in a piece of code.
struct Mentions(Vec<(Name, Span)>);

impl Visitor for Mentions {
    fn visit_expr(&mut self, expr: &Expr) {
        if let ExprKind::Name(name) = expr.kind {
            self.0.push((name, expr.span));
        }
        walk_expr(self, expr);
    }

    fn visit_stmt(&mut self, stmt: &Stmt) {
        // A plain target is no read.
        match &stmt.kind {
            StmtKind::Assign { targets, value } => {
                self.visit_expr(value);
                for target in targets {
                    if !matches!(target.kind, ExprKind::Name(_)) {
                        self.visit_expr(target);
                    }
                }
            }
            _ => ast::walk::walk_stmt(self, stmt),
        }
    }
}

fn is_typeof(callee: &Expr, an: &crate::Analysis<'_>) -> bool {
    match &callee.kind {
        ExprKind::Name(name) => &an.cx.names[*name] == "typeof",
        ExprKind::Attribute(_, name) => matches!(&an.cx.names[name.name], "typeof" | "sizeof"),
        _ => false,
    }
}

/// The names that the statements of a class bind.
fn bound_names(body: &[Stmt]) -> Vec<Name> {
    let mut out = Vec::new();
    for stmt in body {
        match &stmt.kind {
            StmtKind::Assign { targets, .. } => {
                targets.iter().for_each(|target| crate::check::flow::target_names(target, &mut out))
            }
            StmtKind::AnnAssign { target, .. } => {
                crate::check::flow::target_names(target, &mut out)
            }
            StmtKind::FunctionDef(def) => out.push(def.name.name),
            StmtKind::ClassDef(def) => out.push(def.name.name),
            _ => {}
        }
    }
    out
}
