//! The types of variables that nobody declares.
//!
//! A variable's type has room for everything that the function assigns to it, wherever in the function that stands. What is
//! assigned is checked with reporting switched off; variables without a type yet make expressions without a type; this is
//! repeated until nothing changes. A variable that turns out to be any object may still be known to hold something better where it
//! is read: what the assignments that reach the place assign ([`crate::unbound::sources`]). Python types that are proven are always taken. C types are taken where no program can tell
//! (in plain Python files: never), which for integers means that the variable takes part in no arithmetic that could overflow.

use std::collections::{HashMap, HashSet};

use ast::{BinaryOp, Expr, ExprKind, ForFrom, ForHeader, ImportNames, Stmt, StmtKind, Visitor};
use base::{Name, Span};
use builtins::Directive;
use tir::LocalId;
use types::{Float, Ty, Type};

use crate::check::Checker;
use crate::infer_names::Shared;
use crate::{FunctionKind, ParamForm, convert, spanning};

/// How many rounds are tried before the rest is any object.
const MAX_ROUNDS: usize = 12;

/// Something that is assigned to a name.
enum Assigned<'a> {
    Value(&'a Expr),
    InPlace(BinaryOp, &'a Expr, &'a Expr),
    /// The target and iterable of a loop that binds the name.
    Loop(&'a Expr, &'a Expr),
    /// The bounds of a `for ... from`.
    Bounds(&'a ForFrom),
    Known(Ty),
    /// One of so many parts of a value that is taken apart: typed where that is a tuple of C values.
    Part(&'a Expr, usize, usize),
    /// As [`Assigned::Value`] and [`Assigned::Loop`], from inside an expression.
    Owned(Expr),
    OwnedLoop(Expr, Expr),
}

struct Assignment<'a> {
    local: LocalId,
    /// The name that is assigned to.
    at: Span,
    value: Assigned<'a>,
}

/// Finds and sets the types of all variables of the function that are to be inferred.
pub(crate) fn infer_locals<'a>(me: &mut Checker<'_, 'a>, body: &'a [Stmt]) {
    let function = !matches!(me.scope.kind, FunctionKind::Module | FunctionKind::Class);
    let captures = || me.scope.locals.iter().any(|decl| decl.captured && decl.declared.is_none());
    let shared = match !me.plain && function && captures() {
        true => Shared::of(body),
        false => Shared::default(),
    };
    let wanted: Vec<LocalId> = me
        .scope
        .locals
        .iter_enumerated()
        .filter(|(_, decl)| decl.declared.is_none() && (!decl.captured || shared.infers(decl.name)))
        // A variable whose cell is made keeps its type.
        .filter(|(local, _)| me.cell_of(*local).is_none())
        .map(|(local, _)| local)
        .collect();
    let dead = me.dead_suites(body);
    let mut found = Collector { me, dead, assigned: Vec::new(), bound: HashSet::new() };
    found.suite(body);
    let (assigned, bound) = (found.assigned, found.bound);
    // `*args` is a tuple until the function says otherwise.
    for param in &me.scope.clone().params {
        let star = matches!(param.form, ParamForm::Star | ParamForm::StarStar);
        if star && bound.contains(&param.name) {
            me.locals[param.local].ty = Ty::OBJECT;
        }
    }
    if wanted.is_empty() {
        return;
    }
    let mut deleted = Vec::new();
    crate::check::deleted_names(body, &mut deleted);
    me.deleted.extend(deleted.iter().copied());
    let deleted = deleted.into_iter().collect();
    let found = vec![Ty::ERROR; assigned.len()];
    // What inner functions may find unbound is an object.
    let late = |local: &LocalId| {
        let decl = &me.scope.locals[*local];
        (decl.captured && !shared.first.contains(&decl.name)).then_some(decl.name)
    };
    let late: Vec<Name> = wanted.iter().filter_map(late).collect();
    me.deleted.extend(late);
    let mut inference = Inference { wanted, assigned, found, deleted, sources: HashMap::new() };
    inference.run(me);
    if inference.is_worth_narrowing(me) {
        inference.sources = crate::unbound::sources(me.an, &me.scope.clone());
        inference.run(me);
        me.narrowed.clear();
    }
}

/// `infer_types.verbose`: which types were found.
pub(crate) fn tell_inferred(me: &mut Checker<'_, '_>) {
    if me.dry || !me.scope.directives.is_on(Directive::InferTypesVerbose) {
        return;
    }
    for (local, decl) in me.scope.clone().locals.iter_enumerated() {
        if decl.declared.is_some() || decl.is_param || decl.captured {
            continue;
        }
        let (at, name) = (decl.span, me.text(decl.name).to_string());
        let ty = me.describe(me.locals[local].ty);
        me.report(diag::flow::Inferred { at, name, ty });
    }
}

/// The variables of a function, and what is assigned to them.
struct Inference<'a> {
    wanted: Vec<LocalId>,
    assigned: Vec<Assignment<'a>>,
    /// The type of each assignment's value, as far as it is known.
    found: Vec<Ty>,
    /// Names that the text deletes.
    deleted: HashSet<Name>,
    /// The places of the assignments that each read may see; none while that is not asked for.
    sources: HashMap<Span, Vec<Span>>,
}

impl<'a> Inference<'a> {
    fn run(&mut self, me: &mut Checker<'_, 'a>) {
        for &local in &self.wanted {
            me.locals[local].ty = Ty::ERROR;
        }
        let all = self.wanted.clone();
        self.settle(me, &all);
        // What depends on nothing but itself can be anything.
        let (open, rest): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|&local| me.locals[local].ty == Ty::ERROR);
        if !open.is_empty() {
            for &local in &open {
                me.locals[local].ty = Ty::OBJECT;
            }
            self.settle(me, &rest);
        }
    }

    fn settle(&mut self, me: &mut Checker<'_, 'a>, wanted: &[LocalId]) {
        for round in 0..=MAX_ROUNDS {
            let mut changed = self.narrow(me);
            for &local in wanted {
                let ty = self.type_of(me, local);
                if ty != me.locals[local].ty {
                    changed = true;
                    me.locals[local].ty = if round == MAX_ROUNDS { Ty::OBJECT } else { ty };
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// The type that has room for all that is assigned to a variable.
    fn type_of(&mut self, me: &mut Checker<'_, 'a>, local: LocalId) -> Ty {
        let mut ty = Ty::ERROR;
        let mut null = false;
        for (index, assignment) in self.assigned.iter().enumerate() {
            if assignment.local != local {
                continue;
            }
            if let Assigned::Value(Expr { kind: ExprKind::Null, .. }) = assignment.value {
                null = true;
                continue;
            }
            let mut value = assigned_type(me, local, &assignment.value);
            self.found[index] = value;
            // Python's numbers do not become each other.
            if me.plain && convert::can_box(me.types(), value) {
                value = convert::boxed_type(me.types(), value);
            }
            ty = spanning::spanning(me.types_mut(), ty, value);
        }
        if null && (ty == Ty::ERROR || !me.types().is_pointer(ty)) {
            ty = spanning::spanning(me.types_mut(), ty, Ty::VOID_PTR);
        }
        let name = me.scope.locals[local].name;
        let is_c = !me.types().is_object(ty) && convert::can_box(me.types(), ty);
        if is_c && !me.plain && self.deleted.contains(&name) {
            return Ty::OBJECT;
        }
        if ty == Ty::ERROR { ty } else { settled(me, name, ty) }
    }

    /// Whether some variable is any object although what is assigned to it is known better.
    fn is_worth_narrowing(&self, me: &Checker<'_, 'a>) -> bool {
        let infers = me.dirs.tristate(Directive::InferTypes) != Some(false);
        let narrower = |(assignment, &found): (&Assignment<'a>, &Ty)| {
            let any = me.locals[assignment.local].ty == Ty::OBJECT;
            let tuple = matches!(me.types()[found], Type::CTuple(_));
            tuple || (any && !matches!(found, Ty::OBJECT | Ty::ERROR | Ty::NONE))
        };
        infers && !me.plain && self.assigned.iter().zip(&self.found).any(narrower)
    }

    /// What reads of variables see that can be any object; whether that is news.
    fn narrow(&self, me: &mut Checker<'_, 'a>) -> bool {
        let mut narrowed = HashMap::new();
        for (&at, sources) in &self.sources {
            let mut ty = Ty::ERROR;
            let mut local = None;
            let mut known = 0;
            for (assignment, &found) in self.assigned.iter().zip(&self.found) {
                if sources.contains(&assignment.at) {
                    ty = spanning::spanning(me.types_mut(), ty, found);
                    local = Some(assignment.local);
                    known += 1;
                }
            }
            if let Some(local) = local.filter(|_| known >= sources.len() && ty != Ty::ERROR) {
                let name = me.scope.locals[local].name;
                // Its parts are known one by one.
                let tuple = matches!(me.types().resolved(ty), Type::CTuple(_));
                narrowed.insert(at, if tuple { ty } else { settled(me, name, ty) });
            }
        }
        let news = narrowed != me.narrowed;
        me.narrowed = narrowed;
        news
    }
}

fn assigned_type<'a>(me: &mut Checker<'_, 'a>, local: LocalId, value: &Assigned<'a>) -> Ty {
    match value {
        Assigned::Value(value) => match me.tuple_type(value) {
            Some(ty) => ty,
            None => me.dry_run(|me| me.expr(value).ty),
        },
        Assigned::Owned(value) => me.dry_run(|me| me.expr(value).ty),
        Assigned::InPlace(op, target, value) => me.dry_run(|me| {
            let old = me.expr(target);
            let value = me.expr(value);
            let c_target = me.types().is_arithmetic(old.ty);
            let ty = old.ty;
            let new = me.arith(*op, old, value, true, target.span).ty;
            // A C variable stays what it is.
            if c_target && me.types().is_arithmetic(new) { ty } else { new }
        }),
        Assigned::Loop(target, iter) => loop_type(me, local, target, iter),
        Assigned::OwnedLoop(target, iter) => loop_type(me, local, target, iter),
        Assigned::Bounds(from) => {
            let mut ty = Ty::ERROR;
            for part in [&from.lower, &from.upper].into_iter().chain(&from.step) {
                let part = me.dry_run(|me| me.expr(part).ty);
                ty = spanning::spanning(me.types_mut(), ty, part);
            }
            ty
        }
        Assigned::Known(ty) => *ty,
        Assigned::Part(value, index, count) => {
            let ty = me.dry_run(|me| me.expr(value).ty);
            match me.types().resolved(ty) {
                Type::CTuple(parts) if parts.len() == *count => parts[*index],
                Type::Error => Ty::ERROR,
                _ => {
                    let part = me.part_type(ty, *index, *count);
                    me.types_mut().with_none(part, true)
                }
            }
        }
    }
}

fn loop_type(me: &mut Checker<'_, '_>, local: LocalId, target: &Expr, iter: &Expr) -> Ty {
    let name = me.scope.locals[local].name;
    let targets = me.loop_targets(target, iter);
    let mut ty = Ty::ERROR;
    for (_, item) in targets.into_iter().filter(|(to, _)| *to == name) {
        ty = spanning::spanning(me.types_mut(), ty, item);
    }
    ty
}

/// The type that a variable gets for values of a type: by the mode of inference.
pub(crate) fn settled(me: &mut Checker<'_, '_>, name: Name, ty: Ty) -> Ty {
    let ty = me.types().unqualified(ty);
    if ty == Ty::ERROR {
        return ty;
    }
    if ty == Ty::NONE || ty == Ty::VOID {
        return Ty::OBJECT;
    }
    if me.types().is_object(ty) {
        return match me.dirs.tristate(Directive::InferTypes) {
            Some(false) => Ty::OBJECT,
            _ => ty,
        };
    }
    if me.types().as_view(ty).is_some() {
        return match me.dirs.tristate(Directive::InferTypes) {
            Some(false) => Ty::OBJECT,
            _ => ty,
        };
    }
    if let Type::Array(item, _) = *me.types().resolved(ty) {
        return me.types_mut().ptr(item);
    }
    if let Type::Func(_) = me.types().resolved(ty) {
        return me.types_mut().ptr(ty);
    }
    if !convert::can_box(me.types(), ty) {
        return ty;
    }
    let boxed = convert::boxed_type(me.types(), ty);
    // What can be unbound is an object.
    if me.plain || me.deleted.contains(&name) {
        return boxed;
    }
    match me.dirs.tristate(Directive::InferTypes) {
        Some(true) => return ty,
        Some(false) => return Ty::OBJECT,
        None => {}
    }
    match me.types().resolved(ty) {
        Type::Float(Float::Double | Float::Float) | Type::Bint | Type::Ptr(_) | Type::Struct(_) => {
            ty
        }
        Type::Complex(Float::Double) => ty,
        Type::Int(_) | Type::Enum(_) if !me.overflowing.contains(&name) => ty,
        _ => boxed,
    }
}

struct Collector<'m, 'k, 'a> {
    me: &'m Checker<'k, 'a>,
    /// Suites that a comparison of types excludes, by their place.
    dead: HashSet<base::Span>,
    assigned: Vec<Assignment<'a>>,
    /// All names that are assigned to.
    bound: HashSet<Name>,
}

impl<'a> Collector<'_, '_, 'a> {
    fn add(&mut self, (name, at): (Name, Span), value: Assigned<'a>) {
        self.bound.insert(name);
        if let Some(local) = self.me.scope.local(name)
            && self.me.scope.locals[local].declared.is_none()
        {
            self.assigned.push(Assignment { local, at, value });
        }
    }

    fn target(&mut self, target: &'a Expr, value: Assigned<'a>) {
        match &target.kind {
            ExprKind::Name(name) => self.add((*name, target.span), value),
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                if let Assigned::Value(value) = value
                    && let ExprKind::Tuple(values) | ExprKind::List(values) = &value.kind
                    && values.len() == items.len()
                    && !items
                        .iter()
                        .chain(values)
                        .any(|item| matches!(item.kind, ExprKind::Star(_)))
                {
                    for (item, value) in items.iter().zip(values) {
                        self.target(item, Assigned::Value(value));
                    }
                    return;
                }
                let starred = items.iter().any(|item| matches!(item.kind, ExprKind::Star(_)));
                for (index, item) in items.iter().enumerate() {
                    let part = match value {
                        Assigned::Value(value) if !starred => {
                            Assigned::Part(value, index, items.len())
                        }
                        _ => Assigned::Known(Ty::OBJECT),
                    };
                    self.target(item, part);
                }
            }
            ExprKind::Star(inner) => self.target(inner, Assigned::Known(Ty::LIST)),
            _ => {}
        }
    }

    fn suite(&mut self, body: &'a [Stmt]) {
        if body.first().is_some_and(|first| self.dead.contains(&first.span)) {
            return;
        }
        for stmt in body {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        self.bound_in_expressions(stmt);
        match &stmt.kind {
            StmtKind::Assign { targets, value } => {
                for target in targets {
                    self.target(target, Assigned::Value(value));
                }
            }
            StmtKind::AugAssign { target, op, value } => {
                if let ExprKind::Name(name) = target.kind {
                    self.add((name, target.span), Assigned::InPlace(*op, target, value));
                }
            }
            StmtKind::AnnAssign { target, value: Some(value), .. } => {
                self.target(target, Assigned::Value(value));
            }
            StmtKind::For { is_async: true, header: ForHeader::In { target, .. }, .. } => {
                self.target(target, Assigned::Known(Ty::OBJECT));
            }
            StmtKind::For { header, .. } => self.header(header),
            StmtKind::Match { cases, .. } => {
                let mut captured = CapturedNames::default();
                cases.iter().for_each(|case| captured.visit_pattern(&case.pattern));
                captured.0.into_iter().for_each(|name| self.add(name, Assigned::Known(Ty::OBJECT)));
            }
            StmtKind::With { items, .. } => {
                for target in items.iter().filter_map(|item| item.target.as_ref()) {
                    self.target(target, Assigned::Known(Ty::OBJECT));
                }
            }
            StmtKind::Try { handlers, .. } => {
                for target in handlers.iter().filter_map(|handler| handler.target.as_ref()) {
                    self.target(target, Assigned::Known(Ty::OBJECT));
                }
            }
            StmtKind::Import(aliases) => {
                for alias in aliases {
                    let ident = alias.alias.unwrap_or(alias.module.parts[0]);
                    self.add((ident.name, ident.span), Assigned::Known(Ty::OBJECT));
                }
            }
            StmtKind::FromImport(import) => {
                if let ImportNames::List(items) = &import.names {
                    for item in items {
                        let ident = item.alias.unwrap_or(item.name);
                        self.add((ident.name, ident.span), Assigned::Known(Ty::OBJECT));
                    }
                }
            }
            StmtKind::FunctionDef(def) => {
                self.add((def.name.name, def.name.span), Assigned::Known(Ty::OBJECT))
            }
            StmtKind::ClassDef(def) => {
                self.add((def.name.name, def.name.span), Assigned::Known(Ty::OBJECT))
            }
            StmtKind::TypeAlias { name, .. } => {
                self.add((name.name, name.span), Assigned::Known(Ty::OBJECT))
            }
            _ => {}
        }
        for suite in crate::declare::inner_suites(stmt) {
            self.suite(suite);
        }
    }

    fn header(&mut self, header: &'a ForHeader) {
        match header {
            ForHeader::In { target, iter } => {
                for place in places(target) {
                    self.add(place, Assigned::Loop(target, iter));
                }
            }
            ForHeader::From(from) => {
                self.target(&from.target, Assigned::Bounds(from));
            }
        }
    }

    /// Assignment expressions, and at level 2 the variables of list comprehensions, in the statement itself.
    fn bound_in_expressions(&mut self, stmt: &'a Stmt) {
        let mut finder = Bindings { walrus: Vec::new(), loops: Vec::new(), comprehensions: 0 };
        ast::walk::walk_stmt(&mut finder, stmt);
        for (place, value) in finder.walrus {
            let value = value.map_or(Assigned::Known(Ty::OBJECT), Assigned::Owned);
            self.add(place, value);
        }
        if !self.me.level2 {
            return;
        }
        for (target, iter) in finder.loops {
            for place in places(&target) {
                self.add(place, Assigned::OwnedLoop(target.clone(), iter.clone()));
            }
        }
    }
}

/// What the expressions of one statement bind in the function's own scope.
struct Bindings {
    /// Without a value inside comprehensions, whose variables are not known here.
    walrus: Vec<((Name, Span), Option<Expr>)>,
    comprehensions: usize,
    loops: Vec<(Expr, Expr)>,
}

impl Visitor for Bindings {
    /// Statements inside are looked at on their own.
    fn visit_stmt(&mut self, _: &Stmt) {}

    fn visit_expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Lambda { .. } => return,
            ExprKind::Walrus(name, value) => {
                let value = (self.comprehensions == 0).then(|| (**value).clone());
                self.walrus.push(((name.name, name.span), value));
            }
            ExprKind::Comprehension { kind: ast::ComprehensionKind::List, clauses, .. } => {
                for clause in clauses.iter().filter(|clause| !clause.is_async) {
                    if let ForHeader::In { target, iter } = &clause.header {
                        self.loops.push((target.clone(), iter.clone()));
                    }
                }
            }
            _ => {}
        }
        let inside = matches!(
            expr.kind,
            ExprKind::Comprehension { .. } | ExprKind::DictComprehension { .. }
        );
        self.comprehensions += usize::from(inside);
        ast::walk::walk_expr(self, expr);
        self.comprehensions -= usize::from(inside);
    }
}

/// The names of a target, each with its place.
pub(crate) fn places(target: &Expr) -> Vec<(Name, Span)> {
    match &target.kind {
        ExprKind::Name(name) => vec![(*name, target.span)],
        ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().flat_map(places).collect(),
        ExprKind::Star(inner) => places(inner),
        _ => Vec::new(),
    }
}

/// The names that patterns bind.
#[derive(Default)]
pub(crate) struct CapturedNames(pub Vec<(Name, Span)>);

impl Visitor for CapturedNames {
    fn visit_pattern(&mut self, pattern: &ast::Pattern) {
        use ast::PatternKind;
        if let PatternKind::Capture(name)
        | PatternKind::Star(Some(name))
        | PatternKind::As(_, name)
        | PatternKind::Mapping { rest: Some(name), .. } = &pattern.kind
        {
            self.0.push((name.name, name.span));
        }
        ast::walk::walk_pattern(self, pattern);
    }
}
