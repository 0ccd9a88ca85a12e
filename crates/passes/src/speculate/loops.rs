//! Loops over `range` with arguments that are known at run time only: counted in C in the fast copy.
//!
//! ```text
//! %8 = type.range ; %9 = call.args %8, n ; %10 = iter.new %9:range          next := 0 ; stop := n
//! b1: %4 = iter.next %10                                             b1: if (next < stop) then b3 else b2
//!     if isnull(%4) then b2 else b3                                  b3: %4 := next ; next := next + 1
//! ```
//! The next item never overflows: the range is left to objects where `stop + step` does. A side exit makes an iterator over the
//! rest.

use crate::unbox::{const_word, local_of};
use base::IdVec;
use mir::*;
use std::collections::HashMap;

/// A loop over a range, by the locals of the program that it consists of.
#[derive(Clone, Debug)]
pub(super) struct RangeLoop {
    pub range: LocalId,
    pub iterator: LocalId,
    /// First item, end; a first item that is absent is 0.
    pub start: Option<CExpr>,
    pub stop: CExpr,
    pub step: i128,
}

#[derive(Default)]
pub(super) struct Loops {
    pub all: Vec<RangeLoop>,
    by_range: HashMap<LocalId, usize>,
    by_iterator: HashMap<LocalId, usize>,
    /// What `iter.next` gives.
    items: HashMap<LocalId, usize>,
}

impl Loops {
    pub fn find(f: &Function, consts: &IdVec<ConstId, Const>) -> Loops {
        let uses = Uses::of(f);
        let mut loops = Loops::default();
        for block in f.blocks.iter() {
            for pair in block.stmts.windows(2) {
                if let Some(found) = range_loop(f, consts, &uses, &pair[0], &pair[1]) {
                    loops.add(f, found);
                }
            }
        }
        loops
    }

    fn add(&mut self, f: &Function, found: RangeLoop) {
        let Some(items) = items(f, found.iterator) else { return };
        let uses = Uses::of(f);
        if !items.iter().all(|&id| f.locals[id].kind == LocalKind::Temp && uses.once(id)) {
            return;
        }
        let index = self.all.len();
        self.by_range.insert(found.range, index);
        self.by_iterator.insert(found.iterator, index);
        items.into_iter().for_each(|id| {
            self.items.insert(id, index);
        });
        self.all.push(found);
    }

    /// The result of `iter.next` of a range.
    pub fn is_item(&self, id: LocalId) -> bool {
        self.items.contains_key(&id)
    }

    pub fn is_range(&self, id: LocalId) -> bool {
        self.by_range.contains_key(&id)
    }

    pub fn range(&self, id: LocalId) -> Option<usize> {
        self.by_range.get(&id).copied()
    }

    pub fn iterator(&self, id: LocalId) -> Option<usize> {
        self.by_iterator.get(&id).copied()
    }

    /// Forgets the loops that do not hold what is asked for.
    pub fn retain(&mut self, f: &Function, keep: &dyn Fn(&RangeLoop) -> bool) -> bool {
        let before = self.all.len();
        let all = std::mem::take(&mut self.all);
        *self = Loops::default();
        for found in all.into_iter().filter(|found| keep(found)) {
            self.add(f, found);
        }
        self.all.len() < before
    }
}

/// How often locals are given a value and read.
struct Uses {
    definitions: IdVec<LocalId, u32>,
    reads: IdVec<LocalId, u32>,
}

impl Uses {
    fn of(f: &Function) -> Uses {
        let count = f.locals.len();
        let mut uses =
            Uses { definitions: IdVec::from_elem(0, count), reads: IdVec::from_elem(0, count) };
        for block in f.blocks.iter() {
            for stmt in &block.stmts {
                stmt.for_each_use(&mut |id| uses.reads[id] += 1);
                stmt.defines().into_iter().for_each(|id| uses.definitions[id] += 1);
            }
            block.term.for_each_use(&mut |id| uses.reads[id] += 1);
        }
        uses
    }

    fn once(&self, id: LocalId) -> bool {
        self.definitions[id] == 1
    }
}

fn op_of(stmt: &Stmt) -> Option<(LocalId, &'static str, &[CExpr])> {
    match &stmt.kind {
        StmtKind::Op { dst: Some(dst), op, args } => Some((*dst, op.name, args)),
        _ => None,
    }
}

fn range_loop(
    f: &Function,
    consts: &IdVec<ConstId, Const>,
    uses: &Uses,
    call: &Stmt,
    iter: &Stmt,
) -> Option<RangeLoop> {
    let (range, "call.args", [callee, args @ ..]) = op_of(call)? else { return None };
    let (iterator, "iter.new", [iterated]) = op_of(iter)? else { return None };
    let callee = local_of(callee)?;
    let is_range = f.blocks.iter().flat_map(|block| &block.stmts).any(|stmt| {
        op_of(stmt).is_some_and(|(dst, name, _)| dst == callee && name == "type.range")
    });
    let known = is_range && uses.once(callee) && uses.once(range) && uses.once(iterator);
    if !known || local_of(iterated) != Some(range) || uses.reads[range] != 1 {
        return None;
    }
    let (start, stop, step) = match args {
        [stop] => (None, stop, 1),
        [start, stop] => (Some(start), stop, 1),
        [start, stop, step] => match step.object_root() {
            Some(ObjectRoot::Const(id)) => (Some(start), stop, const_word(consts, id)?),
            _ => return None,
        },
        _ => return None,
    };
    (step != 0).then(|| RangeLoop {
        range,
        iterator,
        start: start.cloned(),
        stop: stop.clone(),
        step,
    })
}

/// The results of `iter.next`, if nothing else is done with the iterator and each is tested at once.
fn items(f: &Function, iterator: LocalId) -> Option<Vec<LocalId>> {
    let mut items = Vec::new();
    for block in f.blocks.iter() {
        for (index, stmt) in block.stmts.iter().enumerate() {
            let mut used = false;
            stmt.for_each_use(&mut |id| used |= id == iterator);
            if !used {
                continue;
            }
            let (item, "iter.next", _) = op_of(stmt)? else { return None };
            if index + 1 != block.stmts.len() || is_end(&block.term)? != item {
                return None;
            }
            items.push(item);
        }
        let mut used = false;
        block.term.for_each_use(&mut |id| used |= id == iterator);
        if used {
            return None;
        }
    }
    Some(items)
}

/// The item of which the terminator asks whether there is none.
fn is_end(term: &Term) -> Option<LocalId> {
    match term {
        Term::If { cond: CExpr { kind: CExprKind::IsNull(item), .. }, .. } => local_of(item),
        _ => None,
    }
}
