//! Small edits of a function that several passes make.

use base::{Id, IdVec, Span};
use builtins::Op;
use mir::cfg::Cfg;
use mir::*;
use types::Ty;

pub fn new_block(f: &mut Function, region: RegionId, cold: bool, term: Term) -> BlockId {
    f.blocks.push(Block { stmts: Vec::new(), term, region, cold })
}

pub fn new_temp(f: &mut Function, ty: Ty) -> LocalId {
    f.locals.push(Local { name: None, ty, kind: LocalKind::Temp, maybe_unbound: false })
}

/// A local of the compiler's own that may be assigned in several places.
pub fn new_variable(f: &mut Function, ty: Ty) -> LocalId {
    f.locals.push(Local { name: None, ty, kind: LocalKind::Named, maybe_unbound: false })
}

pub fn use_of(f: &Function, id: LocalId) -> CExpr {
    CExpr::local(id, f.locals[id].ty)
}

pub fn op_stmt(dst: Option<LocalId>, name: &str, args: Vec<CExpr>, span: Span) -> Stmt {
    Stmt { kind: StmtKind::Op { dst, op: Op::named(name), args }, span }
}

pub fn assign_stmt(f: &Function, to: LocalId, value: CExpr, span: Span) -> Stmt {
    Stmt { kind: StmtKind::Assign { place: use_of(f, to), value }, span }
}

/// How often each local is used.
pub fn count_uses(f: &Function) -> IdVec<LocalId, u32> {
    let mut uses = IdVec::from_elem(0, f.locals.len());
    for block in f.blocks.iter() {
        block.stmts.iter().for_each(|stmt| stmt.for_each_use(&mut |id| uses[id] += 1));
        block.term.for_each_use(&mut |id| uses[id] += 1);
    }
    uses
}

/// Blocks that may run many times: those between the head of a loop and a jump back to it.
pub fn in_loops(f: &Function) -> IdVec<BlockId, bool> {
    let cfg = Cfg::new(f);
    let order = cfg.reverse_postorder();
    let mut position = IdVec::from_elem(0, f.blocks.len());
    order.iter().enumerate().for_each(|(index, &id)| position[id] = index);
    let mut looping = IdVec::from_elem(false, f.blocks.len());
    for (index, &id) in order.iter().enumerate() {
        for head in cfg.all_succs(id).filter(|&to| position[to] <= index) {
            // In reverse postorder a loop lies between the two.
            order[position[head]..=index].iter().for_each(|&inside| looping[inside] = true);
        }
    }
    looping
}

/// Removes blocks that control cannot get to and regions that hold no block.
pub fn remove_unreachable(f: &mut Function) {
    let cfg = Cfg::new(f);
    let mut reached = IdVec::from_elem(false, f.blocks.len());
    cfg.reverse_postorder().into_iter().for_each(|id| reached[id] = true);
    // A region's own blocks count as reached as long as the region has blocks: nothing else leads to them yet.
    if f.phase == Phase::High {
        return;
    }
    keep_blocks(f, &reached);
    remove_regions(f);
}

fn keep_blocks(f: &mut Function, keep: &IdVec<BlockId, bool>) {
    let mut renamed = IdVec::from_elem(Function::ENTRY, f.blocks.len());
    let mut blocks = IdVec::new();
    for (id, block) in std::mem::take(&mut f.blocks).iter_enumerated() {
        if keep[id] {
            renamed[id] = blocks.push(block.clone());
        }
    }
    f.blocks = blocks;
    for block in f.blocks.iter_mut() {
        block.term.for_each_successor_mut(&mut |to| *to = renamed[*to]);
    }
    for region in f.regions.iter_mut() {
        if let RegionKind::Try { handler: block } | RegionKind::Finally { entry: block } =
            &mut region.kind
        {
            *block = renamed[*block];
        }
    }
}

/// Removes regions without blocks, and those that some pass dissolved (marked by the kind of the root).
pub fn remove_regions(f: &mut Function) {
    let mut used = IdVec::from_elem(false, f.regions.len());
    used[Function::ROOT] = true;
    for block in f.blocks.iter() {
        for region in f.regions_around(block.region) {
            used[region] = true;
        }
    }
    let gone = |f: &Function, id: RegionId| {
        id != Function::ROOT && (!used[id] || f.regions[id].kind == RegionKind::Root)
    };
    let stays = |f: &Function, id: RegionId| {
        f.regions_around(id).find(|&id| !gone(f, id)).unwrap_or(Function::ROOT)
    };
    let mut renamed = IdVec::from_elem(Function::ROOT, f.regions.len());
    let mut kept: Vec<RegionId> = f.regions.ids().filter(|&id| !gone(f, id)).collect();
    // Parents first.
    kept.sort_by_key(|&id| (f.regions_around(id).count(), id));
    for (index, &id) in kept.iter().enumerate() {
        renamed[id] = RegionId::from_index(index);
    }
    let mut regions = IdVec::new();
    for &id in &kept {
        let parent = f.regions[id].parent.map(|parent| renamed[stays(f, parent)]);
        let kind = match f.regions[id].kind.clone() {
            RegionKind::FinallyBody { of } => RegionKind::FinallyBody { of: renamed[of] },
            kind => kind,
        };
        regions.push(Region { parent, kind });
    }
    let homes: Vec<_> = f.blocks.iter().map(|block| renamed[stays(f, block.region)]).collect();
    f.blocks.iter_mut().zip(homes).for_each(|(block, home)| block.region = home);
    f.regions = regions;
}
