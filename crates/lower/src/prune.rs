//! The last touch: blocks that nothing leads to and those that only lead on go, straight lines become one block, and the rest
//! is numbered in an order that reads well.

use base::{Id, IdVec};
use mir::{Block, BlockId, Function, LocalId, LocalKind, RegionId, RegionKind, Term};
use types::TypeTable;

pub(crate) fn finish(mut func: Function, types: &TypeTable) -> Function {
    skip_empty(&mut func);
    join_lines(&mut func);
    let mut func = renumber(func);
    name_variables(&mut func, types);
    func
}

/// C temporaries of the tree that get several values (counters) are variables. An object stays a temporary: it is let go
/// after its last use.
fn name_variables(func: &mut Function, types: &TypeTable) {
    let mut defined: IdVec<LocalId, u32> = IdVec::from_elem(0, func.locals.len());
    for stmt in func.blocks.iter().flat_map(|block| &block.stmts) {
        if let Some(id) = stmt.defines() {
            defined[id] += 1;
        }
    }
    for (id, local) in defined.ids().zip(func.locals.iter_mut()) {
        if local.kind == LocalKind::Temp && defined[id] > 1 && !types.is_counted(local.ty) {
            local.kind = LocalKind::Named;
        }
    }
}

/// Edges to a block that is empty but for a jump go to where it jumps, if that leaves the same regions.
fn skip_empty(func: &mut Function) {
    for id in func.blocks.ids() {
        let mut term = std::mem::replace(&mut func.blocks[id].term, Term::Unreachable);
        term.for_each_successor_mut(&mut |to| {
            // As often as there are blocks: an empty loop leads round in circles.
            for _ in 0..func.blocks.len() {
                let Term::Goto(next) = func.blocks[*to].term else { break };
                let same_way = leaves_the_same(func, id, *to, next);
                if !func.blocks[*to].stmts.is_empty() || !same_way {
                    break;
                }
                *to = next;
            }
        });
        func.blocks[id].term = term;
    }
}

/// Whether `from` to `next` leaves what the way over `between` leaves: a loop's head may stand before a region that its
/// jumps come from and that it enters again.
fn leaves_the_same(func: &Function, from: BlockId, between: BlockId, next: BlockId) -> bool {
    let region = |id: BlockId| func.blocks[id].region;
    let entered_again = func
        .regions_around(region(from))
        .any(|id| func.is_within(region(next), id) && !func.is_within(region(between), id));
    encloses(func, region(between), region(from)) && !entered_again
}

fn encloses(func: &Function, outer: RegionId, inner: RegionId) -> bool {
    let mut region = Some(inner);
    while let Some(current) = region {
        if current == outer {
            return true;
        }
        region = func.regions[current].parent;
    }
    false
}

/// A block whose only predecessor jumps to it goes to the end of that one.
fn join_lines(func: &mut Function) {
    let order = reading_order(func);
    let mut leads: IdVec<BlockId, u32> = IdVec::from_elem(0, func.blocks.len());
    leads[Function::ENTRY] = 2;
    for region in func.regions.iter() {
        if let RegionKind::Try { handler: to } | RegionKind::Finally { entry: to } = region.kind {
            leads[to] = 2;
        }
    }
    for &id in &order {
        for to in func.blocks[id].term.successors() {
            leads[to] += 1;
        }
    }
    for id in order {
        while let Term::Goto(next) = func.blocks[id].term {
            let same = func.blocks[id].region == func.blocks[next].region;
            if next == id || leads[next] != 1 || !same {
                break;
            }
            let tail = take(&mut func.blocks[next]);
            func.blocks[id].stmts.extend(tail.stmts);
            func.blocks[id].term = tail.term;
        }
    }
}

fn renumber(mut func: Function) -> Function {
    let order = reading_order(&func);
    let mut number: IdVec<BlockId, Option<BlockId>> = IdVec::from_elem(None, func.blocks.len());
    for (index, &id) in order.iter().enumerate() {
        number[id] = Some(BlockId::from_index(index));
    }
    let moved = |id: &mut BlockId| {
        if let Some(new) = number[*id] {
            *id = new;
        }
    };
    let mut old: Vec<Option<Block>> =
        std::mem::take(&mut func.blocks).iter_mut().map(|block| Some(take(block))).collect();
    for id in order {
        if let Some(mut block) = old[id.index()].take() {
            block.term.for_each_successor_mut(&mut |to| moved(to));
            func.blocks.push(block);
        }
    }
    for region in func.regions.iter_mut() {
        match &mut region.kind {
            RegionKind::Try { handler: block } | RegionKind::Finally { entry: block } => {
                // A region that nothing enters keeps no block; its number must name one all the same.
                match number[*block] {
                    Some(new) => *block = new,
                    None => *block = Function::ENTRY,
                }
            }
            RegionKind::Root
            | RegionKind::Handler { .. }
            | RegionKind::FinallyBody { .. }
            | RegionKind::NoGil
            | RegionKind::Gil => {}
        }
    }
    func
}

fn take(block: &mut Block) -> Block {
    Block {
        stmts: std::mem::take(&mut block.stmts),
        term: std::mem::replace(&mut block.term, Term::Unreachable),
        region: block.region,
        cold: block.cold,
    }
}

/// Reverse postorder from the entry. Handlers and `finally` bodies count as successors of the blocks that they serve.
fn reading_order(func: &Function) -> Vec<BlockId> {
    let mut seen: IdVec<BlockId, bool> = IdVec::from_elem(false, func.blocks.len());
    let mut postorder = Vec::new();
    let mut stack = vec![(Function::ENTRY, successors(func, Function::ENTRY))];
    seen[Function::ENTRY] = true;
    while let Some((id, rest)) = stack.last_mut() {
        // The last successor first: it ends up behind the others.
        match rest.pop() {
            Some(next) if !seen[next] => {
                seen[next] = true;
                stack.push((next, successors(func, next)));
            }
            Some(_) => {}
            None => {
                postorder.push(*id);
                stack.pop();
            }
        }
    }
    postorder.reverse();
    postorder
}

fn successors(func: &Function, id: BlockId) -> Vec<BlockId> {
    let block = &func.blocks[id];
    let mut next = block.term.successors();
    let mut region = Some(block.region);
    while let Some(current) = region {
        next.extend(served_by(func, current));
        region = func.regions[current].parent;
    }
    next
}

fn served_by(func: &Function, region: RegionId) -> Option<BlockId> {
    match func.regions[region].kind {
        RegionKind::Try { handler } => Some(handler),
        RegionKind::Finally { entry } => Some(entry),
        RegionKind::Root
        | RegionKind::Handler { .. }
        | RegionKind::FinallyBody { .. }
        | RegionKind::NoGil
        | RegionKind::Gil => None,
    }
}
