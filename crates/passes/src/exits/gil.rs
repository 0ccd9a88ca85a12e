//! `with nogil` and `with gil`: the switch on every way in and out.

use super::Exits;
use crate::edit::*;
use mir::*;
use std::collections::HashMap;
use types::Ty;

/// The operations around a region: how it is entered, how it is left, what is remembered between.
#[derive(Clone, Copy)]
pub(super) struct Switch {
    enter: &'static str,
    leave: &'static str,
    state: Ty,
}

pub(super) const NOGIL: Switch =
    Switch { enter: "gil.save", leave: "gil.restore", state: Ty::THREADSTATE };
pub(super) const GIL: Switch =
    Switch { enter: "gil.ensure", leave: "gil.release", state: Ty::GILSTATE };

impl Exits<'_, '_> {
    /// A block belongs to the side on which it starts: the switch is the last statement of its block.
    pub(super) fn gil_region(&mut self, region: RegionId, switch: Switch) {
        let parent = self.parent(region);
        let raises = self.raises(region);
        // The state is assigned at every entrance, of which there is one in structured code.
        let state = new_temp(self.f, switch.state);
        let span = self.f.span;
        let leave = move |exits: &mut Self, home: RegionId, to: BlockId, cold: bool| {
            let block = new_block(exits.f, home, cold, Term::Goto(to));
            let state = use_of(exits.f, state);
            exits.f.blocks[block].stmts.push(op_stmt(None, switch.leave, vec![state], span));
            block
        };
        self.redirect(
            region,
            &mut |exits, target| leave(exits, region, target, false),
            &mut |exits, value| {
                let back = new_block(exits.f, parent, false, Term::Return(value));
                leave(exits, region, back, false)
            },
        );
        self.enter(region, parent, state, switch);
        self.states.insert(region, state);
        if raises {
            // The landing starts on this side, so it is in a region of the same kind, beside it.
            let kind = self.f.regions[region].kind.clone();
            let beside = self.f.regions.push(Region { parent: Some(parent), kind });
            let unwind = new_block(self.f, parent, true, Term::Unwind);
            let handler = leave(self, beside, unwind, true);
            let kind = RegionKind::Try { handler };
            let around = self.f.regions.push(Region { parent: Some(parent), kind });
            self.f.regions[region].parent = Some(around);
        }
    }

    fn enter(&mut self, region: RegionId, parent: RegionId, state: LocalId, switch: Switch) {
        let mut doors: HashMap<BlockId, BlockId> = HashMap::new();
        let inside = self.blocks_in(region);
        let outside: Vec<_> =
            self.f.blocks.ids().filter(|id| inside.binary_search(id).is_err()).collect();
        let span = self.f.span;
        for id in outside {
            let targets = self.f.blocks[id].term.successors();
            for target in targets.into_iter().filter(|to| inside.binary_search(to).is_ok()) {
                doors.entry(target).or_insert_with(|| {
                    let door = new_block(self.f, parent, false, Term::Goto(target));
                    let stmt = op_stmt(Some(state), switch.enter, Vec::new(), span);
                    self.f.blocks[door].stmts.push(stmt);
                    door
                });
            }
            self.f.blocks[id].term.for_each_successor_mut(&mut |to| {
                if let Some(&door) = doors.get(to) {
                    *to = door;
                }
            });
        }
    }

    /// An entrance to a block of a region that was made already, when nothing led to the block.
    pub(super) fn enter_late(
        &mut self,
        block: BlockId,
        region: RegionId,
        parent: RegionId,
    ) -> BlockId {
        let door = new_block(self.f, parent, self.f.blocks[block].cold, Term::Goto(block));
        let state = self.states.get(&region).copied();
        let stmt = op_stmt(state, GIL.enter, Vec::new(), self.f.span);
        self.f.blocks[door].stmts.push(stmt);
        door
    }
}
