//! Data flow over locals, along explicit and implied edges.
//!
//! An [`Analysis`] says how a fact changes over a statement; [`solve`] finds the facts at both ends of every block. A
//! failing statement takes an implied edge with the fact from *before* its result was stored.

use crate::cfg::Cfg;
use crate::*;
use base::IdVec;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    Forward,
    Backward,
}

pub trait Analysis {
    type Fact: Clone + PartialEq;
    const DIRECTION: Direction;

    /// What holds at the entry (forward) or where the function is left (backward).
    fn boundary(&self, function: &Function) -> Self::Fact;
    /// The neutral element of `join`: what holds where control cannot be.
    fn bottom(&self, function: &Function) -> Self::Fact;
    /// Merges `from` into `into`.
    fn join(&self, into: &mut Self::Fact, from: &Self::Fact);
    /// The same; whether it made a difference.
    fn merge(&self, into: &mut Self::Fact, from: &Self::Fact) -> bool {
        let before = into.clone();
        self.join(into, from);
        *into != before
    }
    fn stmt(&self, fact: &mut Self::Fact, stmt: &Stmt);
    fn term(&self, fact: &mut Self::Fact, term: &Term);
    /// Before the statements: for analyses that treat a block as a whole.
    fn block(&self, _fact: &mut Self::Fact, _id: BlockId) {}
    /// Adjusts a fact on its way over an explicit edge.
    fn edge(&self, _fact: &mut Self::Fact, _term: &Term, _to: BlockId) {}
}

/// Facts at the start and at the end of every block, in the order of execution whatever the direction.
pub struct Facts<F> {
    pub entry: IdVec<BlockId, F>,
    pub exit: IdVec<BlockId, F>,
}

pub fn solve<A: Analysis>(function: &Function, cfg: &Cfg, analysis: &A) -> Facts<A::Fact> {
    let bottom = analysis.bottom(function);
    let count = function.blocks.len();
    let mut facts = Facts {
        entry: IdVec::from_elem(bottom.clone(), count),
        exit: IdVec::from_elem(bottom, count),
    };
    let mut order = cfg.reverse_postorder();
    if A::DIRECTION == Direction::Backward {
        order.reverse();
    }
    // A block is visited again when what it depends on has changed.
    let mut due = IdVec::from_elem(true, count);
    loop {
        let mut changed = false;
        for &id in &order {
            if !std::mem::take(&mut due[id]) {
                continue;
            }
            changed = true;
            match A::DIRECTION {
                Direction::Forward => forward(function, cfg, analysis, &mut facts, id, &mut due),
                Direction::Backward => backward(function, cfg, analysis, &mut facts, id, &mut due),
            }
        }
        if !changed {
            return facts;
        }
    }
}

/// Blocks that have to be visited.
type Due = IdVec<BlockId, bool>;

fn forward<A: Analysis>(
    function: &Function,
    cfg: &Cfg,
    analysis: &A,
    facts: &mut Facts<A::Fact>,
    id: BlockId,
    due: &mut Due,
) {
    let mut fact = facts.entry[id].clone();
    if id == Function::ENTRY {
        analysis.join(&mut fact, &analysis.boundary(function));
        facts.entry[id] = fact.clone();
    }
    let block = &function.blocks[id];
    let fail = cfg.on_fail[id].filter(|_| cfg.fails[id]);
    analysis.block(&mut fact, id);
    for stmt in &block.stmts {
        if let Some(to) = fail
            && stmt.can_fail()
        {
            due[to] |= analysis.merge(&mut facts.entry[to], &fact);
        }
        analysis.stmt(&mut fact, stmt);
    }
    analysis.term(&mut fact, &block.term);
    if let (Some(to), Term::Unwind) = (fail, &block.term) {
        due[to] |= analysis.merge(&mut facts.entry[to], &fact);
    }
    for &to in &cfg.succs[id] {
        let mut over = fact.clone();
        analysis.edge(&mut over, &block.term, to);
        due[to] |= analysis.merge(&mut facts.entry[to], &over);
    }
    facts.exit[id] = fact;
}

fn backward<A: Analysis>(
    function: &Function,
    cfg: &Cfg,
    analysis: &A,
    facts: &mut Facts<A::Fact>,
    id: BlockId,
    due: &mut Due,
) {
    let block = &function.blocks[id];
    let mut fact = facts.exit[id].clone();
    if cfg.succs[id].is_empty() {
        analysis.join(&mut fact, &analysis.boundary(function));
    }
    for &to in &cfg.succs[id] {
        let mut over = facts.entry[to].clone();
        analysis.edge(&mut over, &block.term, to);
        analysis.join(&mut fact, &over);
    }
    let fail = cfg.on_fail[id].filter(|_| cfg.fails[id]);
    if let (Some(to), Term::Unwind) = (fail, &block.term) {
        analysis.join(&mut fact, &facts.entry[to]);
    }
    facts.exit[id].clone_from(&fact);
    analysis.term(&mut fact, &block.term);
    for stmt in block.stmts.iter().rev() {
        analysis.stmt(&mut fact, stmt);
        if let Some(to) = fail
            && stmt.can_fail()
        {
            analysis.join(&mut fact, &facts.entry[to]);
        }
    }
    if facts.entry[id] != fact {
        facts.entry[id] = fact;
        cfg.preds[id].iter().for_each(|&before| due[before] = true);
    }
}

/// A set of locals.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LocalSet {
    words: Vec<u64>,
}

impl LocalSet {
    pub fn empty(function: &Function) -> Self {
        LocalSet { words: vec![0; function.locals.len().div_ceil(64)] }
    }

    pub fn full(function: &Function) -> Self {
        LocalSet { words: vec![u64::MAX; function.locals.len().div_ceil(64)] }
    }

    pub fn insert(&mut self, id: LocalId) {
        self.words[id.0 as usize / 64] |= 1 << (id.0 % 64);
    }

    pub fn remove(&mut self, id: LocalId) {
        self.words[id.0 as usize / 64] &= !(1 << (id.0 % 64));
    }

    pub fn contains(&self, id: LocalId) -> bool {
        self.words.get(id.0 as usize / 64).is_some_and(|word| word >> (id.0 % 64) & 1 == 1)
    }

    pub fn iter(&self) -> impl Iterator<Item = LocalId> + '_ {
        self.words.iter().enumerate().flat_map(|(index, &word)| {
            let rest = std::iter::successors(Some(word), |&word| Some(word & word.wrapping_sub(1)));
            rest.take_while(|&word| word != 0)
                .map(move |word| LocalId(index as u32 * 64 + word.trailing_zeros()))
        })
    }

    /// Whether there is more in it than before.
    pub fn union(&mut self, other: &LocalSet) -> bool {
        self.change(other, |word, more| word | more)
    }

    /// Whether there is less in it than before.
    pub fn intersect(&mut self, other: &LocalSet) -> bool {
        self.change(other, |word, only| word & only)
    }

    pub fn subtract(&mut self, other: &LocalSet) -> bool {
        self.change(other, |word, without| word & !without)
    }

    fn change(&mut self, other: &LocalSet, change: impl Fn(u64, u64) -> u64) -> bool {
        let mut changed = false;
        for (word, &more) in self.words.iter_mut().zip(&other.words) {
            let next = change(*word, more);
            changed |= next != *word;
            *word = next;
        }
        changed
    }
}

/// Locals whose value is still used (backward).
pub struct Liveness;

impl Analysis for Liveness {
    type Fact = LocalSet;
    const DIRECTION: Direction = Direction::Backward;

    fn boundary(&self, function: &Function) -> LocalSet {
        LocalSet::empty(function)
    }
    fn bottom(&self, function: &Function) -> LocalSet {
        LocalSet::empty(function)
    }
    fn join(&self, into: &mut LocalSet, from: &LocalSet) {
        into.union(from);
    }
    fn merge(&self, into: &mut LocalSet, from: &LocalSet) -> bool {
        into.union(from)
    }
    fn stmt(&self, fact: &mut LocalSet, stmt: &Stmt) {
        if let Some(id) = stmt.defines() {
            fact.remove(id);
        }
        if let StmtKind::Unbind(id) | StmtKind::Clear(id) = stmt.kind {
            fact.remove(id);
        }
        stmt.for_each_use(&mut |id| fact.insert(id));
    }
    fn term(&self, fact: &mut LocalSet, term: &Term) {
        term.for_each_use(&mut |id| fact.insert(id));
    }
}

/// Locals that have been assigned on every path (forward). Unbinding makes a local unassigned.
pub struct Assigned;

impl Analysis for Assigned {
    type Fact = LocalSet;
    const DIRECTION: Direction = Direction::Forward;

    fn boundary(&self, function: &Function) -> LocalSet {
        let mut fact = LocalSet::empty(function);
        function.params.iter().for_each(|&id| fact.insert(id));
        fact
    }
    fn bottom(&self, function: &Function) -> LocalSet {
        LocalSet::full(function)
    }
    fn join(&self, into: &mut LocalSet, from: &LocalSet) {
        into.intersect(from);
    }
    fn merge(&self, into: &mut LocalSet, from: &LocalSet) -> bool {
        into.intersect(from)
    }
    fn stmt(&self, fact: &mut LocalSet, stmt: &Stmt) {
        if let Some(id) = stmt.defines() {
            fact.insert(id);
        }
        match stmt.kind {
            StmtKind::Unbind(id) => fact.remove(id),
            // NULL is what releases look at.
            StmtKind::Clear(id) => fact.insert(id),
            _ => {}
        }
    }
    fn term(&self, _fact: &mut LocalSet, _term: &Term) {}
    fn edge(&self, fact: &mut LocalSet, term: &Term, to: BlockId) {
        // Where the statement failed, its result is not there.
        if let Term::Check { value: Some(value), fail, next, .. } = term
            && to == *fail
            && fail != next
        {
            fact.remove(*value);
        }
    }
}
