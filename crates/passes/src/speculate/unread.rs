//! Globals that are called directly with nothing but arithmetic in between: they need not be read.

use super::plan::{Action, Plan};
use crate::unbox::local_of;
use base::IdVec;
use builtins::Effects;
use mir::{Function, LocalId, Stmt, StmtKind};
use std::collections::HashSet;

impl Plan<'_> {
    /// Whether nothing notices if the general copy does the statement once more.
    pub fn is_repeatable(&self, f: &Function, stmt: &Stmt) -> bool {
        match (self.action(f, stmt), &stmt.kind) {
            (Action::Computed | Action::Unread, _) => true,
            (Action::Copy, _) => self.looks_of(f, stmt).is_empty(),
            (Action::Plain, _) if !self.looks_of(f, stmt).is_empty() => false,
            (Action::Plain, StmtKind::Op { op, .. }) => {
                op.effects == Effects::Pure && !op.can_fail()
            }
            (Action::Plain, StmtKind::Assign { place, .. }) => place.as_local().is_some(),
            _ => false,
        }
    }

    /// Globals that are called directly with nothing but arithmetic in between.
    pub(super) fn find_unread(&self, f: &Function) -> HashSet<LocalId> {
        let mut found = HashSet::new();
        let mut uses = IdVec::from_elem(0u32, f.locals.len());
        for block in f.blocks.iter() {
            block.term.for_each_use(&mut |id| uses[id] += 2);
            let mut open = HashSet::new();
            for stmt in &block.stmts {
                stmt.for_each_use(&mut |id| uses[id] += 1);
                let StmtKind::Op { dst, op, args } = &stmt.kind else {
                    if !self.is_repeatable(f, stmt) {
                        open.clear();
                    }
                    continue;
                };
                match (self.action(f, stmt), args.first().and_then(local_of), dst) {
                    (Action::Direct, Some(callee), _) => {
                        found.extend(open.take(&callee));
                        open.clear();
                    }
                    (Action::Plain, _, Some(dst)) if self.calls.contains_key(dst) => {
                        debug_assert_eq!(op.name, "global.get");
                        open.insert(*dst);
                    }
                    _ if self.is_repeatable(f, stmt) => {}
                    _ => open.clear(),
                }
            }
        }
        found.retain(|&id| uses[id] == 1);
        found
    }
}
