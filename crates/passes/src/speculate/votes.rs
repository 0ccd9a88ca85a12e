//! What the uses of a local that may be anything say about its kind.

use super::callees::direct;
use super::kinds::{Kind, Kinds};
use super::shape::{Arith, Shape, shape};
use crate::unbox::local_of;
use base::IdVec;
use mir::{BinOp, LocalId, Stmt, StmtKind};

/// What the uses of a local speak for.
#[derive(Clone, Copy, Default)]
struct Votes {
    int: u32,
    float: u32,
    /// Only ints can be meant.
    surely_int: bool,
}

impl Votes {
    fn vote(&mut self, kind: Kind) {
        match kind {
            Kind::Int => self.int += 1,
            Kind::Float => self.float += 1,
            Kind::Nothing | Kind::Any | Kind::Other => {}
        }
    }

    fn guess(self) -> Option<Kind> {
        match self {
            Votes { surely_int: true, .. } => Some(Kind::Int),
            // Ints mix with floats more often than the other way round.
            Votes { float: 1.., .. } => Some(Kind::Float),
            Votes { int: 1.., .. } => Some(Kind::Int),
            _ => None,
        }
    }
}

impl Kinds<'_> {
    /// Guesses the kinds of locals that may be anything; whether there is a new one.
    pub(super) fn guess(&mut self) -> bool {
        let mut votes = IdVec::from_elem(Votes::default(), self.f.locals.len());
        for stmt in self.f.blocks.iter().flat_map(|block| &block.stmts) {
            self.votes_of(stmt, &mut votes);
        }
        while self.spread(&mut votes) {}
        let open = |id: LocalId| {
            self.kinds[id] == Kind::Any && !self.fixed[id] && self.guessed[id].is_none()
        };
        let sure: Vec<_> = votes.ids().filter(|&id| open(id) && votes[id].surely_int).collect();
        // What is sure comes first: the other votes may change with it.
        let found: Vec<_> = match sure.is_empty() {
            true => votes.ids().filter(|&id| open(id)).collect(),
            false => sure,
        };
        let mut changed = false;
        for id in found {
            self.guessed[id] = votes[id].guess();
            changed |= self.guessed[id].is_some();
        }
        changed
    }

    /// What gives an int by adding and the like is ints itself.
    fn spread(&self, votes: &mut IdVec<LocalId, Votes>) -> bool {
        let mut changed = false;
        for stmt in self.f.blocks.iter().flat_map(|block| &block.stmts) {
            let Some(dst) = stmt.defines().filter(|&id| votes[id].surely_int) else { continue };
            let operands = match &stmt.kind {
                StmtKind::Assign { value, .. } => vec![value],
                StmtKind::Op { op, args, .. } => match shape(*op, args, self.types) {
                    Some((Shape::Binary(Arith::Add | Arith::Sub | Arith::Mul), operands)) => {
                        operands
                    }
                    _ => continue,
                },
                _ => continue,
            };
            for id in operands.into_iter().filter_map(local_of).filter(|&id| id != dst) {
                changed |= !votes[id].surely_int;
                votes[id].surely_int = true;
            }
        }
        changed
    }

    fn votes_of(&self, stmt: &Stmt, votes: &mut IdVec<LocalId, Votes>) {
        match &stmt.kind {
            StmtKind::Assign { place, value } => {
                if let (Some(to), Some(from)) = (place.as_local(), local_of(value)) {
                    votes[from].vote(self.kinds[to]);
                }
            }
            StmtKind::Op { dst, op, args } => {
                if let Some(dst) = dst
                    && self.loops.is_range(*dst)
                {
                    for id in args.iter().filter_map(local_of) {
                        votes[id].surely_int = true;
                    }
                }
                if let Some(callee) = direct(self.calls, op.name, args) {
                    for (arg, rep) in args[1..].iter().zip(&callee.params) {
                        if let (Some(id), Some(rep)) = (local_of(arg), rep) {
                            votes[id].vote(Kind::of(*rep));
                        }
                    }
                }
                let Some((shape, operands)) = shape(*op, args, self.types) else { return };
                let [a, b] = operands.as_slice() else { return };
                let result = match shape {
                    Shape::Binary(op)
                        if !matches!(op, Arith::Shl | Arith::Shr | Arith::TrueDiv) =>
                    {
                        dst.map_or(Kind::Any, |dst| self.kinds[dst])
                    }
                    Shape::Binary(_) => Kind::Any,
                    // Anything may be compared for equality.
                    Shape::Compare(BinOp::Eq | BinOp::Ne) => return,
                    Shape::Compare(_) => Kind::Any,
                    _ => return,
                };
                for (side, other) in [(a, b), (b, a)] {
                    if let Some(id) = local_of(side) {
                        votes[id].vote(self.of_expr(other));
                        votes[id].vote(result);
                    }
                }
            }
            _ => {}
        }
    }
}
