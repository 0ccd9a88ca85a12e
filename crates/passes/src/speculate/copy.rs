//! Sets up the two copies of a function: blocks and regions of the fast one, its C locals, the choice at the entry.

use super::boxes::{BoxState, Boxes};
use super::callees::Callee;
use super::entry::Entry;
use super::exits::{Counter, Exits};
use super::plan::{Action, Plan};
use super::values::call;
use super::write::Copier;
use crate::edit::*;
use base::IdVec;
use mir::cfg::Cfg;
use mir::dataflow::{Analysis, Facts, solve};
use mir::{
    BinOp, Block, BlockId, CExpr, Function, Local, LocalId, LocalKind, RegionId, RegionKind, Term,
};
use types::Ty;

/// With a direct entry where `callee` says so.
pub(super) fn run(f: &mut Function, old: &Function, plan: &mut Plan<'_>, callee: Option<&Callee>) {
    plan.values.words = words(f, old, plan);
    let entry = callee.map(|_| Entry::new(f, plan));
    let calls = old.blocks.iter().flat_map(|block| &block.stmts);
    let calls = calls.filter(|stmt| plan.action(old, stmt) == Action::Direct).count();
    let thread = (calls > 0).then(|| new_variable(f, Ty::THREADSTATE));
    let counters = plan.loops.all.iter().map(|_| Counter {
        next: new_variable(f, Ty::LONGLONG),
        stop: new_variable(f, Ty::LONGLONG),
    });
    let counters: Vec<_> = counters.collect();
    let regions = clone_regions(f, old);
    // The general copy keeps its blocks but for the first, which becomes the choice between the copies.
    let mut general: IdVec<BlockId, BlockId> = old.blocks.ids().collect();
    let first = old.blocks[Function::ENTRY].clone();
    general[Function::ENTRY] = f.blocks.push(first);
    for block in f.blocks.iter_mut() {
        block.cold = true;
        block.term.for_each_successor_mut(&mut |to| *to = general[*to]);
    }
    let fast: IdVec<BlockId, BlockId> = old
        .blocks
        .iter()
        .map(|block| new_block(f, regions[block.region], block.cold, Term::Unreachable))
        .collect();
    for (id, region) in old.regions.iter_enumerated() {
        if let RegionKind::Try { handler } = region.kind {
            f.regions[id].kind = RegionKind::Try { handler: general[handler] };
            f.regions[regions[id]].kind = RegionKind::Try { handler: fast[handler] };
        }
    }
    let state = BoxState::new(old, plan, entry.is_some());
    let facts = solve(old, &Cfg::new(old), &state);
    let mut exits = Exits::new(old);
    let gives = entry.as_ref().map(|entry| entry.value).filter(|_| plan.result.is_some());
    for id in Cfg::new(old).reverse_postorder() {
        let live = exits.live_in(old, id);
        let mut copy = Copier {
            f: &mut *f,
            old,
            plan,
            state: &state,
            boxes: entry_state(&state, &facts, id),
            exits: &mut exits,
            counters: &counters,
            fast: &fast,
            live: &live,
            source: id,
            block: fast[id],
            restart: 0,
            at: 0,
            thread,
            gives,
        };
        copy.block(&old.blocks[id]);
    }
    exits.connect(f, &general);
    let (fast, general) = (fast[Function::ENTRY], general[Function::ENTRY]);
    f.blocks[Function::ENTRY] =
        Block { stmts: Vec::new(), term: Term::Goto(fast), region: Function::ROOT, cold: false };
    match entry {
        Some(entry) => {
            entry.choose(f, plan, &old.params, thread, fast, general);
            entry.returns(f, plan.result);
        }
        None => {
            let fast = fast_with(f, thread, fast);
            choose(f, old, plan, fast, general);
        }
    }
}

fn entry_state(state: &BoxState<'_, '_>, facts: &Facts<Boxes>, id: BlockId) -> Boxes {
    let mut boxes = facts.entry[id].clone();
    state.block(&mut boxes, id);
    boxes
}

/// The C locals that hold numbers in the fast copy.
fn words(f: &mut Function, old: &Function, plan: &Plan<'_>) -> IdVec<LocalId, LocalId> {
    let word = |id: LocalId| match plan.rep(id) {
        Some(rep) => {
            let Local { name, .. } = old.locals[id];
            let kind = LocalKind::Named;
            f.locals.push(Local { name, ty: rep.c_type(), kind, maybe_unbound: false })
        }
        None => id,
    };
    old.locals.ids().map(word).collect()
}

fn clone_regions(f: &mut Function, old: &Function) -> IdVec<RegionId, RegionId> {
    let mut regions: IdVec<RegionId, RegionId> = old.regions.ids().collect();
    for (id, region) in old.regions.iter_enumerated() {
        if id != Function::ROOT {
            regions[id] = f.regions.push(region.clone());
        }
    }
    for (id, region) in old.regions.iter_enumerated() {
        if id != Function::ROOT {
            f.regions[regions[id]].parent = region.parent.map(|parent| regions[parent]);
        }
    }
    regions
}

/// The thread is asked for where there is no caller who knows it.
fn fast_with(f: &mut Function, thread: Option<LocalId>, fast: BlockId) -> BlockId {
    let Some(thread) = thread else { return fast };
    let block = new_block(f, Function::ROOT, false, Term::Goto(fast));
    let ask = op_stmt(Some(thread), "calls.thread", Vec::new(), f.span);
    f.blocks[block].stmts.push(ask);
    f.blocks[Function::ENTRY].term = Term::Goto(block);
    block
}

/// The first block: into the fast copy if the parameters are what it assumes.
fn choose(f: &mut Function, old: &Function, plan: &Plan<'_>, fast: BlockId, general: BlockId) {
    let entry = &mut f.blocks[Function::ENTRY];
    *entry =
        Block { stmts: Vec::new(), term: Term::Goto(fast), region: Function::ROOT, cold: false };
    let assumed: Vec<_> = old.params.iter().copied().filter(|&id| plan.rep(id).is_some()).collect();
    let mut cond: Option<CExpr> = None;
    let mut read = Vec::new();
    for id in assumed {
        let Some(rep) = plan.rep(id) else { continue };
        let object = use_of(f, id);
        let holds = call(rep.test_op(), vec![object.clone()]);
        cond = Some(match cond {
            Some(cond) => CExpr::binary(BinOp::And, cond, holds, Ty::BINT),
            None => holds,
        });
        let value = call(rep.value_op(), vec![object]);
        read.push(assign_stmt(f, plan.values.words[id], value, f.span));
    }
    if let Some(cond) = cond {
        let go = new_block(f, Function::ROOT, false, Term::Goto(fast));
        f.blocks[go].stmts = read;
        f.blocks[Function::ENTRY].term =
            Term::If { cond, then: go, other: general, likely: Some(true) };
    }
}
