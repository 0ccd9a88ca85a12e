//! Statements as text.

use super::Printer;
use crate::{Expr, ForRange, Handler, LocalId, Place, Stmt, StmtKind, StopRule};

impl<'m> Printer<'m> {
    pub(super) fn block(&mut self, stmts: &'m [Stmt]) {
        for stmt in stmts {
            self.stmt(stmt);
        }
    }

    fn inner(&mut self, stmts: &'m [Stmt]) {
        self.depth += 1;
        if stmts.is_empty() {
            self.line("pass");
        }
        self.block(stmts);
        self.depth -= 1;
    }

    /// Statements inside an expression, on one line.
    pub(super) fn inline_block(&mut self, stmts: &'m [Stmt]) -> String {
        let out = std::mem::take(&mut self.out);
        let depth = std::mem::replace(&mut self.depth, 0);
        self.block(stmts);
        self.depth = depth;
        let text = std::mem::replace(&mut self.out, out);
        text.trim_end().lines().map(str::trim_end).collect::<Vec<_>>().join("; ") + ";"
    }

    fn suite(&mut self, head: impl AsRef<str>, body: &'m [Stmt]) {
        self.line(head);
        self.inner(body);
    }

    fn orelse(&mut self, head: &str, body: &'m [Stmt]) {
        if !body.is_empty() {
            self.suite(head, body);
        }
    }

    fn unpack(&mut self, value: &'m Expr, targets: &'m [LocalId], star: Option<usize>) {
        let value = self.expr(value);
        let targets: Vec<_> = targets
            .iter()
            .enumerate()
            .map(|(index, &target)| {
                let mark = if Some(index) == star { "*" } else { "" };
                format!("{mark}{}", self.local(target))
            })
            .collect();
        self.line(format!("unpack {} = {value}", targets.join(", ")));
    }

    fn handler(&mut self, handler: &'m Handler) {
        let class = handler.class.as_ref().map(|class| self.expr(class)).unwrap_or_default();
        let bound = handler.exception.map(|local| format!(" as {}", self.local(local)));
        let head = format!("except {class}{}", bound.unwrap_or_default());
        self.suite(head.trim_end(), &handler.body);
    }

    fn stmt(&mut self, stmt: &'m Stmt) {
        match &stmt.kind {
            StmtKind::Expr(expr) => {
                let expr = self.expr(expr);
                self.line(expr);
            }
            StmtKind::Assign(place, value) => {
                let value = self.expr(value);
                let place = match place {
                    Place::Local(local) => self.local(*local),
                    Place::Global(global) => {
                        let name = self.module.globals.get(*global).map(|global| global.name);
                        name.map_or_else(|| global.to_string(), |name| self.name(name).into())
                    }
                    Place::Memory(expr) => self.expr(expr),
                };
                self.line(format!("{place} = {value}"));
            }
            StmtKind::Unbind(local) => self.line(format!("del {}", self.local(*local))),
            StmtKind::Forget(local) => self.line(format!("forget {}", self.local(*local))),
            StmtKind::Unpack { value, targets, star } => self.unpack(value, targets, *star),
            StmtKind::Return(value) => {
                let value = value.as_ref().map(|value| self.expr(value)).unwrap_or_default();
                self.line(format!("return {value}").trim_end());
            }
            StmtKind::Break => self.line("break"),
            StmtKind::Continue => self.line("continue"),
            StmtKind::If { cond, then, orelse } => {
                let cond = self.expr(cond);
                self.suite(format!("if {cond}"), then);
                self.orelse("else", orelse);
            }
            StmtKind::While { cond, body, orelse } => {
                let cond = self.expr(cond);
                self.suite(format!("while {cond}"), body);
                self.orelse("else", orelse);
            }
            StmtKind::ForRange(loop_) => self.for_range(loop_),
            StmtKind::ForIter { iter, item, body, orelse } => {
                let (item, iter) = (self.local(*item), self.expr(iter));
                self.suite(format!("for {item} in {iter}"), body);
                self.orelse("else", orelse);
            }
            StmtKind::Try { body, handlers, orelse, finally } => {
                self.suite("try", body);
                handlers.iter().for_each(|handler| self.handler(handler));
                self.orelse("else", orelse);
                self.orelse("finally", finally);
            }
            StmtKind::With { manager, enter, item, body } => {
                let mut manager = self.expr(manager);
                if let Some(enter) = enter {
                    manager = format!("{manager} by {}", self.expr(enter));
                }
                let bound = item.map(|local| format!(" as {}", self.local(local)));
                self.suite(format!("with {manager}{}", bound.unwrap_or_default()), body);
            }
            StmtKind::NoGil(body) => self.suite("nogil", body),
            StmtKind::Gil(body) => self.suite("gil", body),
            StmtKind::MakeClass(class, bases) => {
                let bases = bases.as_ref().map(|bases| self.expr(bases)).unwrap_or_default();
                self.line(format!("make class {} {bases}", self.class_name(*class)).trim_end());
            }
            StmtKind::ImportClass(class) => {
                self.line(format!("import class {}", self.class_name(*class)));
            }
            StmtKind::HoldMethod(function) => {
                let function = self.expr(function);
                self.line(format!("hold {function}"));
            }
        }
    }

    fn for_range(&mut self, loop_: &'m ForRange) {
        let rule = match loop_.stop_rule {
            StopRule::Range => "range",
            StopRule::Less => "<",
            StopRule::LessEqual => "<=",
            StopRule::Greater => ">",
            StopRule::GreaterEqual => ">=",
        };
        let counter = self.local(loop_.counter);
        let (start, stop) = (self.expr(&loop_.start), self.expr(&loop_.stop));
        let step = self.expr(&loop_.step);
        self.suite(format!("count {counter} from {start} {rule} {stop} by {step}"), &loop_.body);
        self.orelse("after", &loop_.after);
        self.orelse("else", &loop_.orelse);
    }
}
