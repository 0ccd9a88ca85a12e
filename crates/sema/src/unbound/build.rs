//! The graph of a function from its statements.
//!
//! Within a `try`, control may go to the handlers before and after every assignment. A `finally` is built for each way into it:
//! the normal one, the exception's, and one for all jumps that leave through it.

use std::collections::HashMap;

use ast::{Expr, ExprKind, ForHeader, Handler, Stmt, StmtKind};
use base::{Name, Span};
use types::Type;

use super::graph::{Assignment, AssignmentId, Block, BlockId, Event, Graph, Variable, VariableId};
use crate::{Analysis, Binding, FunctionScope};

pub(super) fn graph<'a>(an: &Analysis<'a>, scope: &FunctionScope<'a>) -> Graph {
    let mut builder = Builder::new(an, scope);
    builder.block(scope.source.body());
    builder.graph
}

pub(super) struct Builder<'b, 'a> {
    pub an: &'b Analysis<'a>,
    pub graph: Graph,
    /// The variables by name.
    known: HashMap<Name, VariableId>,
    /// Where control is; nothing after a jump.
    here: Option<BlockId>,
    loops: Vec<Loop>,
    /// Where an exception goes: of each `try` around the place.
    handlers: Vec<BlockId>,
    /// Statements that run on the way out, each with how many loops were open around it.
    finals: Vec<Final<'a>>,
    /// Names that a class body inside binds itself.
    pub hidden: Vec<Vec<Name>>,
    pub leaking_comprehensions: bool,
}

struct Loop {
    head: BlockId,
    after: BlockId,
}

#[derive(Clone, Copy)]
struct Final<'a> {
    body: &'a [Stmt],
    loops: usize,
    handlers: usize,
}

/// How deep `finally` may nest before its copies for jumps are left out: each level doubles them.
const DEEPEST_FINALLY: usize = 4;

impl<'b, 'a> Builder<'b, 'a> {
    fn new(an: &'b Analysis<'a>, scope: &FunctionScope<'a>) -> Self {
        let mut graph = Graph::default();
        let here = graph.blocks.push(Block::default());
        let mut known = HashMap::new();
        for (local, decl) in scope.locals.iter_enumerated() {
            if scope.names.get(&decl.name) != Some(&Binding::Local(local)) {
                continue;
            }
            let declared = decl.declared.map(|ty| an.cx.types.resolved(ty));
            let on_stack = matches!(declared, Some(Type::Array(..) | Type::Struct(_)))
                || decl.declared.is_some_and(|ty| an.cx.types.is_complex(ty));
            let is_object = decl.declared.is_none_or(|ty| an.cx.types.is_object(ty));
            let variable = graph.variables.push(Variable {
                name: decl.name,
                at: decl.span,
                is_argument: decl.is_param,
                is_object,
                starts_bound: on_stack,
            });
            known.insert(decl.name, variable);
        }
        let level2 = an.decls.modules[scope.module].level == crate::LanguageLevel::Level2;
        let mut builder = Builder {
            an,
            graph,
            known,
            here: Some(here),
            loops: Vec::new(),
            handlers: Vec::new(),
            finals: Vec::new(),
            hidden: Vec::new(),
            leaking_comprehensions: level2,
        };
        for param in &scope.params {
            builder.assign(param.name, param.span, true);
        }
        builder
    }

    fn new_block(&mut self) -> BlockId {
        self.graph.blocks.push(Block::default())
    }

    fn edge(&mut self, to: BlockId) {
        if let Some(here) = self.here
            && !self.graph.blocks[here].next.contains(&to)
        {
            self.graph.blocks[here].next.push(to);
        }
    }

    /// Control goes on there, and nowhere else.
    fn jump(&mut self, to: BlockId) {
        self.edge(to);
        self.here = None;
    }

    /// Goes on in a new block that follows this one.
    fn split(&mut self) {
        if self.here.is_some() {
            let next = self.new_block();
            self.edge(next);
            self.here = Some(next);
        }
    }

    /// Control goes on here or there.
    pub fn branch(&mut self) -> BlockId {
        let other = self.new_block();
        self.edge(other);
        self.split();
        other
    }

    pub fn join(&mut self, other: BlockId) {
        self.jump(other);
        self.here = Some(other);
    }

    fn may_raise(&mut self) {
        if let Some(&handler) = self.handlers.last() {
            self.edge(handler);
            self.split();
        }
    }

    pub fn variable(&self, name: Name) -> Option<VariableId> {
        let hidden = self.hidden.iter().any(|names| names.contains(&name));
        if hidden { None } else { self.known.get(&name).copied() }
    }

    fn event(&mut self, event: Event) {
        if let Some(here) = self.here {
            self.graph.blocks[here].events.push(event);
        }
    }

    pub fn read(&mut self, name: Name, at: Span) {
        if let Some(variable) = self.variable(name) {
            self.event(Event::Read(variable, at));
        }
    }

    pub fn assign(&mut self, name: Name, at: Span, is_argument: bool) {
        let Some(variable) = self.variable(name) else { return };
        self.may_raise();
        let id: AssignmentId =
            self.graph.assignments.push(Assignment { variable, at, is_argument });
        self.event(Event::Bind(id));
        self.may_raise();
    }

    fn unbind(&mut self, name: Name) {
        if let Some(variable) = self.variable(name) {
            self.event(Event::Unbind(variable));
            self.may_raise();
        }
    }

    pub fn block(&mut self, body: &'a [Stmt]) {
        for stmt in body {
            if self.here.is_none() {
                return;
            }
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        self.may_raise();
        match &stmt.kind {
            StmtKind::Return(value) => {
                self.exprs(value);
                self.leave(0);
                self.here = None;
            }
            StmtKind::Raise { exc, cause, value, traceback } => {
                self.exprs(exc.iter().chain(cause));
                self.exprs(value.as_deref().into_iter().chain(traceback.as_deref()));
                if let Some(&handler) = self.handlers.last() {
                    self.edge(handler);
                }
                self.here = None;
            }
            StmtKind::Break | StmtKind::Continue => {
                let depth = self.loops.len();
                self.leave(depth);
                if let Some(Loop { head, after }) = self.loops.last() {
                    let to = if matches!(stmt.kind, StmtKind::Break) { *after } else { *head };
                    self.jump(to);
                }
                self.here = None;
            }
            StmtKind::If { branches, orelse } => {
                let after = self.new_block();
                for branch in branches {
                    self.expr(&branch.test);
                    let other = self.branch();
                    self.block(&branch.body);
                    self.jump(after);
                    self.here = Some(other);
                }
                self.block(orelse);
                self.jump(after);
                self.here = Some(after);
            }
            StmtKind::CompileTimeIf { branches, orelse } => self.either(branches, orelse),
            StmtKind::While { test, body, orelse } => self.while_loop(test, body, orelse),
            StmtKind::For { header, body, orelse, .. } => self.for_loop(header, body, orelse),
            StmtKind::Try { body, handlers, orelse, finally } => {
                self.try_stmt(body, handlers, orelse, finally);
            }
            StmtKind::With { items, body, .. } => self.with_stmt(items, body),
            StmtKind::Match { subject, cases } => self.match_stmt(subject, cases),
            StmtKind::Del(targets) => {
                for target in targets {
                    self.delete(target);
                }
            }
            _ => self.simple(stmt),
        }
    }

    /// One of the branches is compiled; which one does not matter here.
    fn either(&mut self, branches: &'a [ast::Branch], orelse: &'a [Stmt]) {
        let (before, after) = (self.here, self.new_block());
        for body in branches.iter().map(|branch| branch.body.as_slice()).chain([orelse]) {
            self.here = before;
            self.split();
            self.block(body);
            self.jump(after);
        }
        self.here = Some(after);
    }

    fn while_loop(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt]) {
        let (head, after) = (self.new_block(), self.new_block());
        self.jump(head);
        self.here = Some(head);
        self.expr(test);
        let other = self.new_block();
        let forever = match &test.kind {
            ExprKind::Bool(value) => *value,
            ExprKind::Int(number) => &self.an.cx.names[number.digits] != "0",
            _ => false,
        };
        if !forever {
            self.edge(other);
        }
        self.split();
        self.loop_body(head, after, body);
        self.here = if forever { None } else { Some(other) };
        self.block(orelse);
        self.jump(after);
        self.here = Some(after);
    }

    fn for_loop(&mut self, header: &'a ForHeader, body: &'a [Stmt], orelse: &'a [Stmt]) {
        self.loop_source(header);
        let (head, after, other) = (self.new_block(), self.new_block(), self.new_block());
        self.jump(head);
        self.here = Some(head);
        self.edge(other);
        self.split();
        self.target(loop_target(header));
        self.loop_body(head, after, body);
        self.here = Some(other);
        self.block(orelse);
        self.jump(after);
        self.here = Some(after);
    }

    fn loop_body(&mut self, head: BlockId, after: BlockId, body: &'a [Stmt]) {
        self.loops.push(Loop { head, after });
        self.block(body);
        self.loops.pop();
        self.jump(head);
    }

    fn try_stmt(
        &mut self,
        body: &'a [Stmt],
        handlers: &'a [Handler],
        orelse: &'a [Stmt],
        finally: &'a [Stmt],
    ) {
        let after = self.new_block();
        let failed = self.new_block();
        if !finally.is_empty() {
            let (loops, handlers) = (self.loops.len(), self.handlers.len());
            self.finals.push(Final { body: finally, loops, handlers });
            self.handlers.push(failed);
        }
        let done = self.new_block();
        let caught = self.new_block();
        if handlers.is_empty() {
            self.split();
            self.block(body);
        } else {
            self.handlers.push(caught);
            self.may_raise();
            self.block(body);
            self.may_raise();
            self.handlers.pop();
        }
        self.block(orelse);
        self.jump(done);
        self.handlers_of(handlers, caught, done);
        if finally.is_empty() {
            self.here = Some(done);
            self.jump(after);
        } else {
            self.here = Some(done);
            self.may_raise();
            self.handlers.pop();
            self.finals.pop();
            self.block(finally);
            self.jump(after);
            // The exception goes on when the body is done.
            self.here = Some(failed);
            self.block(finally);
            if let Some(&outer) = self.handlers.last() {
                self.edge(outer);
            }
        }
        self.here = Some(after);
    }

    fn handlers_of(&mut self, handlers: &'a [Handler], caught: BlockId, done: BlockId) {
        self.here = Some(caught);
        for handler in handlers {
            self.exprs(&handler.types);
            let next = self.new_block();
            if handler.types.is_some() {
                self.edge(next);
            }
            self.split();
            if let Some(target) = &handler.target {
                self.target(target);
            }
            self.block(&handler.body);
            if let Some(ExprKind::Name(name)) = handler.target.as_ref().map(|target| &target.kind) {
                self.unbind_quietly(*name);
            }
            self.jump(done);
            self.here = Some(next);
        }
        // Not caught.
        if let Some(&outer) = self.handlers.last() {
            self.edge(outer);
        }
    }

    /// The name of an exception is gone after its handler.
    fn unbind_quietly(&mut self, name: Name) {
        if !self.leaking_comprehensions {
            self.unbind(name);
        }
    }

    fn with_stmt(&mut self, items: &'a [ast::WithItem], body: &'a [Stmt]) {
        for item in items {
            self.expr(&item.context);
            self.may_raise();
            if let Some(target) = &item.target {
                self.target(target);
            }
        }
        // A manager may swallow an exception of the body.
        let after = self.new_block();
        self.handlers.push(after);
        self.may_raise();
        self.block(body);
        self.handlers.pop();
        self.jump(after);
        self.here = Some(after);
        if let Some(&outer) = self.handlers.last() {
            self.edge(outer);
        }
    }

    fn match_stmt(&mut self, subject: &'a Expr, cases: &'a [ast::MatchCase]) {
        self.expr(subject);
        let after = self.new_block();
        for case in cases {
            let next = self.new_block();
            let certain = case.guard.is_none() && is_irrefutable(&case.pattern);
            if !certain {
                self.edge(next);
            }
            self.split();
            self.pattern(&case.pattern);
            if let Some(guard) = &case.guard {
                self.expr(guard);
                self.edge(next);
                self.split();
            }
            self.block(&case.body);
            self.jump(after);
            self.here = if certain { None } else { Some(next) };
        }
        self.jump(after);
        self.here = Some(after);
    }

    /// The way out of the loops beyond this depth, through each `finally` on the way.
    fn leave(&mut self, depth: usize) {
        let finals: Vec<Final<'a>> =
            self.finals.iter().filter(|entry| entry.loops >= depth).copied().collect();
        if finals.len() > DEEPEST_FINALLY {
            return;
        }
        let handlers = self.handlers.clone();
        let kept = std::mem::take(&mut self.finals);
        for entry in finals.iter().rev() {
            self.handlers.truncate(entry.handlers);
            self.block(entry.body);
        }
        self.finals = kept;
        self.handlers = handlers;
    }

    fn delete(&mut self, target: &Expr) {
        match &target.kind {
            ExprKind::Name(name) => {
                self.read(*name, target.span);
                self.unbind(*name);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                items.iter().for_each(|item| self.delete(item));
            }
            _ => self.expr(target),
        }
    }
}

pub(super) fn loop_target(header: &ForHeader) -> &Expr {
    match header {
        ForHeader::In { target, .. } => target,
        ForHeader::From(from) => &from.target,
    }
}

fn is_irrefutable(pattern: &ast::Pattern) -> bool {
    match &pattern.kind {
        ast::PatternKind::Wildcard | ast::PatternKind::Capture(_) => true,
        ast::PatternKind::As(inner, _) => is_irrefutable(inner),
        ast::PatternKind::Or(items) => items.iter().any(is_irrefutable),
        _ => false,
    }
}
