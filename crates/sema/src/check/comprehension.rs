//! Comprehensions: loops that fill a container, with variables of their own.

use ast::{CompClause, ComprehensionKind, DictItem, ExprKind as Ast, ForHeader};
use base::Span;
use tir::{Expr, Inlined, InlinedKind, Local, LocalId, LocalKind, Stmt, StmtKind};
use types::Ty;

use super::Checker;
use super::build::{assign, eval, stmt};

/// What is done with each combination: checked inside all loops.
type Inner<'b, 'k, 'a> = &'b mut dyn FnMut(&mut Checker<'k, 'a>) -> Vec<Stmt>;

impl<'k, 'a> Checker<'k, 'a> {
    pub fn comprehension(
        &mut self,
        kind: ComprehensionKind,
        element: &ast::Expr,
        clauses: &[CompClause],
        span: Span,
    ) -> Expr {
        if kind == ComprehensionKind::Generator {
            return self.generator_expression(element, clauses, span);
        }
        let leaks = self.level2 && kind == ComprehensionKind::List;
        let set = kind == ComprehensionKind::Set;
        self.collected(set, (element, clauses), leaks, (element.span, span))
    }

    /// A list or set of the elements, which are added `at` a place.
    pub fn collected(
        &mut self,
        set: bool,
        (element, clauses): (&ast::Expr, &[CompClause]),
        leaks: bool,
        (at, span): (Span, Span),
    ) -> Expr {
        let (ty, new, add, extend) = match set {
            false => (Ty::LIST, "list.new", "list.append", "list.extend"),
            true => (Ty::SET, "set.new", "set.add", "set.update"),
        };
        let result = self.temp(ty, span);
        let new = self.op(new, vec![], span);
        let mut stmts = vec![assign(result, new)];
        let mut failed = false;
        let mut fill = |me: &mut Self| {
            let (row, value) = match &element.kind {
                Ast::Star(inner) => (extend, me.object(inner)),
                _ => (add, me.object(element)),
            };
            failed |= value.ty == Ty::ERROR;
            let target = me.local(result, span);
            vec![eval(me.op(row, vec![target, value], at))]
        };
        stmts.extend(self.clauses(clauses, leaks, &[element], &mut fill));
        let kind = if set { InlinedKind::Set } else { InlinedKind::List };
        self.note_inlined(kind, &[element], clauses, span);
        let value = self.local(result, span);
        let value = self.seq(stmts, value);
        if failed && self.dry { self.error_expr(span) } else { value }
    }

    pub fn dict_comprehension(
        &mut self,
        item: &DictItem,
        clauses: &[CompClause],
        span: Span,
    ) -> Expr {
        let result = self.temp(Ty::DICT, span);
        let new = self.op("dict.new", vec![], span);
        let mut stmts = vec![assign(result, new)];
        let mut fill = |me: &mut Self| {
            let target = me.local(result, span);
            let op = match item {
                DictItem::Pair(key, value) => {
                    let mut stmts = Vec::new();
                    let key = me.object(key);
                    let key = me.store_temp(key, &mut stmts);
                    let value = me.object(value);
                    stmts.push(eval(me.op("dict.setitem", vec![target, key, value], span)));
                    return stmts;
                }
                DictItem::Unpack(mapping) => {
                    let mapping = me.object(mapping);
                    me.op("dict.update_star", vec![target, mapping], span)
                }
            };
            vec![eval(op)]
        };
        let elements: Vec<&ast::Expr> = match item {
            DictItem::Pair(key, value) => vec![key, value],
            DictItem::Unpack(mapping) => vec![mapping],
        };
        stmts.extend(self.clauses(clauses, false, &elements, &mut fill));
        self.note_inlined(InlinedKind::Dict, &elements, clauses, span);
        let value = self.local(result, span);
        self.seq(stmts, value)
    }

    /// `any(...)` and `all(...)` of a generator expression.
    pub fn any_all(
        &mut self,
        any: bool,
        element: &ast::Expr,
        clauses: &[CompClause],
        span: Span,
    ) -> Expr {
        let result = self.temp(Ty::BINT, span);
        let start = self.bint(!any, span);
        let mut stmts = vec![assign(result, start)];
        let mut test = |me: &mut Self| {
            let mut cond = me.cond(element);
            if !any && cond.ty != Ty::ERROR {
                cond = me.not(cond, span);
            }
            let found = me.bint(any, span);
            let then = vec![assign(result, found), stmt(StmtKind::Break, span)];
            vec![stmt(StmtKind::If { cond, then, orelse: vec![] }, span)]
        };
        let loops = clauses.len();
        stmts.extend(self.generated_loops((element, clauses), span, |me, clauses| {
            let body = me.clauses(clauses, false, &[element], &mut test);
            if loops > 1 { me.break_out(body, result, any, span) } else { body }
        }));
        let value = self.local(result, span);
        self.seq(stmts, value)
    }

    /// After every inner loop: leaves the loop around it, too, once the result is known.
    fn break_out(
        &mut self,
        body: Vec<Stmt>,
        result: tir::LocalId,
        any: bool,
        span: Span,
    ) -> Vec<Stmt> {
        fn inner_loop(stmts: &mut [Stmt]) -> Option<&mut Vec<Stmt>> {
            stmts.iter_mut().find_map(|stmt| match &mut stmt.kind {
                StmtKind::ForIter { body, .. } => Some(body),
                StmtKind::ForRange(loop_) => Some(&mut loop_.body),
                StmtKind::If { then, .. } => inner_loop(then),
                _ => None,
            })
        }
        fn has_loop(stmts: &[Stmt]) -> bool {
            stmts.iter().any(|stmt| match &stmt.kind {
                StmtKind::ForIter { .. } | StmtKind::ForRange(_) => true,
                StmtKind::If { then, .. } => has_loop(then),
                _ => false,
            })
        }
        let mut body = body;
        let mut level = &mut body;
        while let Some(inner) = inner_loop(level) {
            if has_loop(inner) {
                let known = self.local(result, span);
                let cond = if any { known } else { self.not(known, span) };
                let then = vec![stmt(StmtKind::Break, span)];
                inner.push(stmt(StmtKind::If { cond, then, orelse: vec![] }, span));
            }
            level = inner;
        }
        body
    }

    /// `sum(...)` of a generator expression: of a list, so that Python's own summation applies.
    pub fn sum_of(
        &mut self,
        element: &ast::Expr,
        clauses: &[CompClause],
        start: Option<&&ast::Expr>,
        span: Span,
    ) -> Expr {
        let items = self.generated(false, (element, clauses), span);
        if items.ty == Ty::ERROR {
            return items;
        }
        let mut args = vec![items];
        if let Some(start) = start {
            args.push(self.object(start));
        }
        let name = self.intern("sum");
        let func = Box::new(self.builtin_value(name, span));
        Expr::new(tir::ExprKind::Call { func, args, keywords: Vec::new() }, Ty::OBJECT, span)
    }

    /// The loops and conditions of all clauses around `fill`. The first iterable belongs to the scope outside.
    pub fn clauses(
        &mut self,
        clauses: &[CompClause],
        leaks: bool,
        elements: &[&ast::Expr],
        fill: Inner<'_, 'k, 'a>,
    ) -> Vec<Stmt> {
        let before = self.flow.bound.clone();
        let outer = self.inner.len();
        let mut stmts = Vec::new();
        let changed = match leaks {
            true => None,
            false => self.open_shared(clauses, elements, &mut stmts),
        };
        stmts.extend(self.clause(
            changed.as_deref().unwrap_or(clauses),
            (!leaks).then_some(outer),
            fill,
        ));
        self.inner.truncate(outer);
        self.flow.bound = before;
        stmts
    }

    /// Tracebacks show comprehensions as functions.
    pub fn note_inlined(
        &mut self,
        kind: InlinedKind,
        elements: &[&ast::Expr],
        clauses: &[CompClause],
        at: Span,
    ) {
        let (true, false) = (self.plain, self.dry) else { return };
        let Some(ForHeader::In { iter, .. }) = clauses.first().map(|first| &first.header) else {
            return;
        };
        let owner = (!self.in_module_body()).then_some(self.scope.span);
        let mut body = elements.iter().fold(iter.span, |all, one| all.to(one.span));
        for clause in clauses {
            body = clause.conditions.iter().fold(body.to(clause.span), |all, one| all.to(one.span));
        }
        let one = Inlined { owner, kind, body, outside: iter.span, at };
        let inlined = &mut self.an.decls.tir.inlined;
        match inlined.iter_mut().find(|known| known.owner == owner && known.body == body) {
            // A generator expression is a list first.
            Some(known) => *known = one,
            None => inlined.push(one),
        }
    }

    /// The cells of the variables that inner functions use: one for each, however many rounds there are.
    /// All of them are there before the first round, but after the first iterable: the clauses without it are the result.
    fn open_shared(
        &mut self,
        clauses: &[CompClause],
        elements: &[&ast::Expr],
        out: &mut Vec<Stmt>,
    ) -> Option<Vec<CompClause>> {
        let mut exprs = elements.to_vec();
        let mut names = Vec::new();
        for clause in clauses {
            exprs.extend(&clause.conditions);
            if let ForHeader::In { target, iter } = &clause.header {
                exprs.extend([target, iter]);
                super::flow::target_names(target, &mut names);
            }
        }
        let captured = self.an.captured_names(&exprs, self.module, &self.dirs);
        names.retain(|name| captured.contains(name));
        // In the body of a class the first iterable sees the names of the class.
        let first = clauses.first()?;
        let in_class = self.class_body.is_some() && self.comprehensions == 0;
        if names.is_empty() && !in_class {
            return None;
        }
        let header = self.iterable_first(&first.header, true, out)?;
        let mut changed = clauses.to_vec();
        changed[0].header = header;
        let scope = names.into_iter().map(|name| (name, self.cell_variable(name, first.span, out)));
        let scope = scope.collect();
        self.inner.push(scope);
        Some(changed)
    }

    /// The scope of the comprehension begins at this place of the scopes inside the function; it has none where names leak.
    fn clause(
        &mut self,
        clauses: &[CompClause],
        scope: Option<usize>,
        fill: Inner<'_, 'k, 'a>,
    ) -> Vec<Stmt> {
        let Some((clause, rest)) = clauses.split_first() else { return fill(self) };
        let outer = self.inner.len();
        let mut stmts = Vec::new();
        let mut header = &clause.header;
        let early;
        if let Some(scope) = scope {
            if let Some(changed) = self.iterable_first(header, false, &mut stmts) {
                early = changed;
                header = &early;
            }
            self.declare_targets(header, scope, clause.is_async);
        }
        // Without a scope of its own it is part of what is around it.
        let scopes = usize::from(scope.is_some());
        let mut body = |me: &mut Self| {
            me.comprehensions += scopes;
            let conds: Vec<_> = clause.conditions.iter().map(|cond| me.hinted_cond(cond)).collect();
            let mut stmts = me.clause(rest, scope, fill);
            me.comprehensions -= scopes;
            for cond in conds.into_iter().rev() {
                let at = cond.span;
                stmts = vec![stmt(StmtKind::If { cond, then: stmts, orelse: vec![] }, at)];
            }
            stmts
        };
        let mut no_else = |_: &mut Self| Vec::new();
        stmts.extend(match clause.is_async {
            true => self.async_loop(header, &[], &mut body, &mut no_else, clause.span),
            false => self.for_loop(header, &[], &mut body, &mut no_else, clause.span),
        });
        self.inner.truncate(outer);
        stmts
    }

    /// Where the iterable uses a name that the target binds, it means the variable outside: it is evaluated before the
    /// target's scope begins.
    pub fn iterable_first(
        &mut self,
        header: &ForHeader,
        always: bool,
        out: &mut Vec<Stmt>,
    ) -> Option<ForHeader> {
        let ForHeader::In { target, iter } = header else { return None };
        let mut bound = Vec::new();
        super::flow::target_names(target, &mut bound);
        let mut uses = Uses { names: &bound, found: false };
        ast::Visitor::visit_expr(&mut uses, iter);
        if !uses.found && !always {
            return None;
        }
        let value = self.expr(iter);
        if value.ty == Ty::ERROR {
            return None;
        }
        let temp = self.temp(value.ty, iter.span);
        out.push(assign(temp, value));
        self.flow.bind(temp);
        let depth = self.inner.len();
        let hidden = self.intern(&format!(".iter{depth}"));
        self.inner.push([(hidden, temp)].into());
        let iter = ast::Expr { span: iter.span, kind: Ast::Name(hidden) };
        Some(ForHeader::In { target: target.clone(), iter })
    }

    /// The variables of a clause, with the types that the iterable gives.
    fn declare_targets(&mut self, header: &ForHeader, from: usize, is_async: bool) {
        let (target, found) = match header {
            ForHeader::In { target, .. } if is_async => {
                let mut names = Vec::new();
                super::flow::target_names(target, &mut names);
                (target, names.into_iter().map(|name| (name, Ty::OBJECT)).collect())
            }
            ForHeader::In { target, iter } => (target, self.loop_targets(target, iter)),
            ForHeader::From(from) => {
                let mut names = Vec::new();
                super::flow::target_names(&from.target, &mut names);
                (&from.target, names.into_iter().map(|name| (name, Ty::LONG)).collect())
            }
        };
        let mut scope = std::collections::HashMap::new();
        for (name, ty) in found {
            let mut own = self.inner[from..].iter().filter_map(|scope| scope.get(&name));
            if own.any(|&local| self.cell_of(local).is_some()) {
                continue;
            }
            let ty = crate::infer::settled(self, name, ty);
            scope.insert(name, self.inner_variable(name, ty, target.span));
        }
        self.inner.push(scope);
    }
}

impl Checker<'_, '_> {
    /// A variable of an inner scope.
    fn inner_variable(&mut self, name: base::Name, ty: Ty, span: Span) -> LocalId {
        self.locals.push(Local {
            name: Some(name),
            ty,
            kind: LocalKind::Variable,
            maybe_unbound: false,
            address_taken: false,
            span,
        })
    }

    /// Such a variable in a cell, which is empty so far.
    pub fn cell_variable(&mut self, name: base::Name, span: Span, out: &mut Vec<Stmt>) -> LocalId {
        let cell = self.new_cell(span, out);
        let local = self.inner_variable(name, Ty::OBJECT, span);
        self.keep_in_cell(local, cell);
        local
    }
}

/// Whether an expression mentions one of some names.
struct Uses<'n> {
    names: &'n [base::Name],
    found: bool,
}

impl ast::Visitor for Uses<'_> {
    fn visit_expr(&mut self, expr: &ast::Expr) {
        if let Ast::Name(name) = expr.kind {
            self.found |= self.names.contains(&name);
        }
        ast::walk::walk_expr(self, expr);
    }
}
