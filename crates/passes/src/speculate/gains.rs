//! Whether the fast copy of a function is worth its size, and which representations are of use in it.

use super::callees::direct;
use super::kinds::Kind;
use super::plan::{Action, Plan};
use super::shape::{Shape, shape};
use crate::edit::in_loops;
use crate::unbox::local_of;
use base::IdVec;
use mir::{CExpr, CExprKind, Function, LocalId, StmtKind, Term};

/// Operations in loops count for as much.
const IN_LOOP: u32 = 10;

impl Plan<'_> {
    /// Gives up representations that no computation uses; whether there were such.
    pub(super) fn drop_useless(&mut self, f: &Function) -> bool {
        let mut useful = IdVec::from_elem(false, f.locals.len());
        let mut copies = Vec::new();
        for stmt in f.blocks.iter().flat_map(|block| &block.stmts) {
            match (self.action(f, stmt), &stmt.kind) {
                (Action::Copy, StmtKind::Assign { place, value }) => {
                    copies.extend(place.as_local().zip(local_of(value)));
                }
                (Action::Plain | Action::Unboxed | Action::Iterate | Action::Unread, _) => {}
                (Action::Direct, StmtKind::Op { dst, op, args }) => {
                    let Some(callee) = direct(&self.calls, op.name, args) else { continue };
                    if callee.result != Kind::Any {
                        dst.iter().for_each(|&id| useful[id] = true);
                    }
                    let numbers = args[1..].iter().zip(&callee.params);
                    let numbers = numbers.filter(|(_, rep)| rep.is_some());
                    numbers.filter_map(|(arg, _)| local_of(arg)).for_each(|id| useful[id] = true);
                }
                (_, StmtKind::Op { dst, args, .. }) => {
                    dst.iter().for_each(|&id| useful[id] = true);
                    args.iter().filter_map(local_of).for_each(|id| useful[id] = true);
                }
                _ => {}
            }
            stmt.for_each_read(&mut |expr| self.used_within(expr, &mut useful));
        }
        for block in f.blocks.iter() {
            block.term.for_each_read(&mut |expr| self.used_within(expr, &mut useful));
            if let (true, Some(_), Term::Return(Some(value))) =
                (self.gives_number, self.result, &block.term)
            {
                local_of(value).into_iter().for_each(|id| useful[id] = true);
            }
        }
        let mut changed = true;
        while changed {
            changed = false;
            for &(to, from) in &copies {
                changed |= useful[to] != useful[from];
                let either = useful[to] | useful[from];
                useful[to] = either;
                useful[from] = either;
            }
        }
        let dropped: Vec<_> =
            f.locals.ids().filter(|&id| self.rep(id).is_some() && !useful[id]).collect();
        dropped.iter().for_each(|&id| self.values.rep[id] = None);
        !dropped.is_empty()
    }

    /// Pure operations within an expression use their operands.
    fn used_within(&self, expr: &CExpr, useful: &mut IdVec<LocalId, bool>) {
        expr.walk(&mut |part| {
            if let CExprKind::Op(_, args) = &part.kind {
                args.iter().filter_map(local_of).for_each(|id| useful[id] = true);
            }
        });
    }

    /// Locals that statements look at as objects, and those that are copied to such at once.
    fn boxed(&self, f: &Function) -> IdVec<LocalId, bool> {
        let mut boxed = IdVec::from_elem(false, f.locals.len());
        for block in f.blocks.iter() {
            let stmts = block.stmts.iter().flat_map(|stmt| self.looked_by(f, stmt));
            stmts.for_each(|id| boxed[id] = true);
        }
        for stmt in f.blocks.iter().flat_map(|block| &block.stmts) {
            if let StmtKind::Assign { place, value } = &stmt.kind
                && let (Some(to), Some(from)) = (place.as_local(), local_of(value))
                && self.loops.is_item(from)
            {
                boxed[from] |= boxed[to];
            }
        }
        boxed
    }

    pub(super) fn weigh(&self, f: &Function) -> u32 {
        let looping = in_loops(f);
        let boxed = self.boxed(f);
        let mut gain = 0;
        for (id, block) in f.blocks.iter_enumerated() {
            let weight = if looping[id] { IN_LOOP } else { 1 };
            for stmt in &block.stmts {
                let StmtKind::Op { dst, op, args } = &stmt.kind else { continue };
                let boxed = dst.is_some_and(|dst| boxed[dst]);
                let counts = match self.action(f, stmt) {
                    Action::Computed => {
                        !boxed
                            && !matches!(
                                shape(*op, args, self.values.types),
                                Some((Shape::FromC | Shape::ToC(_), _))
                            )
                    }
                    Action::Next(_) => !boxed,
                    Action::Index(_) => true,
                    // A lookup, the protocol of calls, and perhaps objects.
                    Action::Direct => {
                        gain += weight;
                        true
                    }
                    _ => false,
                };
                gain += if counts { weight } else { 0 };
            }
        }
        gain
    }
}
