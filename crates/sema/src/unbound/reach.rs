//! Which assignments reach which reads: a forward problem over sets of assignments, to which each variable adds the state of
//! having none.

use std::collections::BTreeMap;

use base::{IdVec, Span};

use super::graph::{AssignmentId, Block, BlockId, Event, Graph, Reads, UnboundRead, VariableId};

/// A set of small numbers: assignments first, then the unbound states.
#[derive(Clone, PartialEq)]
struct Set(Vec<u64>);

impl Set {
    fn new(size: usize) -> Set {
        Set(vec![0; size.div_ceil(64)])
    }

    fn insert(&mut self, index: usize) {
        self.0[index / 64] |= 1 << (index % 64);
    }

    fn remove(&mut self, index: usize) {
        self.0[index / 64] &= !(1 << (index % 64));
    }

    fn contains(&self, index: usize) -> bool {
        self.0[index / 64] >> (index % 64) & 1 == 1
    }

    /// Whether anything was new.
    fn add_all(&mut self, other: &Set) -> bool {
        let mut grew = false;
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            grew |= *more & !*word != 0;
            *word |= *more;
        }
        grew
    }
}

struct Solver<'g> {
    graph: &'g Graph,
    /// The assignments of each variable.
    of: IdVec<VariableId, Vec<AssignmentId>>,
}

pub fn solve(graph: &Graph) -> Reads {
    let mut of: IdVec<VariableId, Vec<AssignmentId>> =
        graph.variables.iter().map(|_| Vec::new()).collect();
    for (id, assignment) in graph.assignments.iter_enumerated() {
        of[assignment.variable].push(id);
    }
    let solver = Solver { graph, of };
    let entries = solver.entries();
    solver.reads(&entries)
}

impl Solver<'_> {
    fn unbound(&self, variable: VariableId) -> usize {
        self.graph.assignments.len() + variable.0 as usize
    }

    fn size(&self) -> usize {
        self.graph.assignments.len() + self.graph.variables.len()
    }

    /// What reaches the start of each block; nothing for a block that control never reaches.
    fn entries(&self) -> IdVec<BlockId, Option<Set>> {
        let mut entries: IdVec<BlockId, Option<Set>> =
            self.graph.blocks.iter().map(|_| None).collect();
        let mut start = Set::new(self.size());
        for (id, variable) in self.graph.variables.iter_enumerated() {
            if !variable.starts_bound {
                start.insert(self.unbound(id));
            }
        }
        entries[Graph::ENTRY] = Some(start);
        let mut pending = vec![Graph::ENTRY];
        while let Some(block) = pending.pop() {
            let Some(mut state) = entries[block].clone() else { continue };
            self.pass(&self.graph.blocks[block], &mut state, |_, _, _| {});
            for &next in &self.graph.blocks[block].next {
                let grew = match &mut entries[next] {
                    Some(entry) => entry.add_all(&state),
                    none => {
                        *none = Some(state.clone());
                        true
                    }
                };
                if grew {
                    pending.push(next);
                }
            }
        }
        entries
    }

    fn pass(&self, block: &Block, state: &mut Set, mut read: impl FnMut(VariableId, Span, &Set)) {
        for event in &block.events {
            match *event {
                Event::Read(variable, at) => read(variable, at, state),
                Event::Bind(id) => {
                    let variable = self.graph.assignments[id].variable;
                    self.forget(variable, state);
                    state.insert(id.0 as usize);
                }
                Event::Unbind(variable) => {
                    self.forget(variable, state);
                    state.insert(self.unbound(variable));
                }
            }
        }
    }

    fn forget(&self, variable: VariableId, state: &mut Set) {
        self.of[variable].iter().for_each(|id| state.remove(id.0 as usize));
        state.remove(self.unbound(variable));
    }

    fn reads(&self, entries: &IdVec<BlockId, Option<Set>>) -> Reads {
        let mut found = Reads::default();
        found.read.extend(&self.graph.read_inside);
        for &variable in &self.graph.read_inside {
            found.used.extend(&self.of[variable]);
        }
        // A `finally` stands in the graph several times: a read is always unbound if it is so in each copy.
        let mut places: BTreeMap<(Span, VariableId), (bool, bool)> = BTreeMap::new();
        for (id, block) in self.graph.blocks.iter_enumerated() {
            let Some(mut state) = entries[id].clone() else { continue };
            self.pass(block, &mut state, |variable, at, state| {
                let bound: Vec<_> = self.of[variable]
                    .iter()
                    .filter(|id| state.contains(id.0 as usize))
                    .copied()
                    .collect();
                let starts_bound = self.graph.variables[variable].starts_bound;
                let unbound = state.contains(self.unbound(variable));
                let entry = places.entry((at, variable)).or_default();
                entry.0 |= unbound;
                entry.1 |= !bound.is_empty() || (starts_bound && !unbound);
                found.read.insert(variable);
                let sources = found.sources.entry(at).or_default();
                sources.extend(bound.iter().filter(|id| !sources.contains(id)).collect::<Vec<_>>());
                found.used.extend(bound);
            });
        }
        for ((at, variable), (unbound, bound)) in places {
            if unbound {
                found.unbound.push(UnboundRead { variable, at, always: !bound });
            }
        }
        found
    }
}
