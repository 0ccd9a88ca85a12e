//! The edges of a function: those that terminators name, and before `errors` also those that regions imply.
//!
//! Control that leaves a `Finally` region goes through the region's `entry` block; `EndFinally` then goes on to every place
//! that some leaver was going. That joins paths which stay apart in the program, which is safe for every analysis.

use crate::*;
use base::IdVec;

/// Successors and predecessors of every block.
pub struct Cfg {
    pub succs: IdVec<BlockId, Vec<BlockId>>,
    pub preds: IdVec<BlockId, Vec<BlockId>>,
    /// Where a failing statement of the block goes by an implied edge; absent where it leaves the function, and from
    /// `errors` on.
    pub on_fail: IdVec<BlockId, Option<BlockId>>,
    /// Statements of such a block may fail into `on_fail`.
    pub fails: IdVec<BlockId, bool>,
}

impl Cfg {
    pub fn new(function: &Function) -> Cfg {
        let count = function.blocks.len();
        let mut cfg = Cfg {
            succs: IdVec::from_elem(Vec::new(), count),
            preds: IdVec::from_elem(Vec::new(), count),
            on_fail: IdVec::from_elem(None, count),
            fails: IdVec::from_elem(false, count),
        };
        let implied = function.phase < Phase::Errors;
        let mut after_finally: Vec<Vec<BlockId>> = vec![Vec::new(); function.regions.len()];
        for (id, block) in function.blocks.iter_enumerated() {
            for to in block.term.successors() {
                let to =
                    if implied { function.route(block.region, to, &mut after_finally) } else { to };
                push_once(&mut cfg.succs[id], to);
            }
            if implied {
                cfg.on_fail[id] = function.handler(block.region);
                cfg.fails[id] =
                    block.stmts.iter().any(Stmt::can_fail) || matches!(block.term, Term::Unwind);
                if let Term::Return(_) = block.term
                    && let Some(entry) = function.finally_around(block.region)
                {
                    push_once(&mut cfg.succs[id], entry);
                }
            }
        }
        if implied {
            cfg.end_finally(function, &after_finally);
        }
        for id in function.blocks.ids() {
            for &to in &cfg.succs[id] {
                cfg.preds[to].push(id);
            }
            if cfg.fails[id]
                && let Some(to) = cfg.on_fail[id]
            {
                push_once(&mut cfg.preds[to], id);
            }
        }
        cfg
    }

    /// Edges from the ends of `finally` bodies. What left the region by an exception goes to the next handler outwards, and
    /// what left it by a return to the next `finally`, which need not be the same.
    fn end_finally(&mut self, function: &Function, after: &[Vec<BlockId>]) {
        for (id, block) in function.blocks.iter_enumerated() {
            if !matches!(block.term, Term::EndFinally) {
                continue;
            }
            let Some(of) = function.finally_body_of(block.region) else { continue };
            for &to in &after[of.0 as usize] {
                push_once(&mut self.succs[id], to);
            }
            let Some(outer) = function.regions[of].parent else { continue };
            for next in
                [function.handler(outer), function.finally_around(outer)].into_iter().flatten()
            {
                push_once(&mut self.succs[id], next);
            }
        }
    }

    /// Everything that the block may go on to, failures included.
    pub fn all_succs(&self, id: BlockId) -> impl Iterator<Item = BlockId> + '_ {
        let fail = self.on_fail[id].filter(|_| self.fails[id]);
        self.succs[id].iter().copied().chain(fail)
    }

    /// Blocks that control can get to, in reverse postorder.
    pub fn reverse_postorder(&self) -> Vec<BlockId> {
        let mut seen = IdVec::from_elem(false, self.succs.len());
        let mut order = Vec::new();
        // With the number of successors that are left, of which the last is next.
        let mut stack = vec![(Function::ENTRY, self.all_succs(Function::ENTRY).count())];
        seen[Function::ENTRY] = true;
        while let Some((id, left)) = stack.last_mut() {
            let next = left.checked_sub(1).and_then(|last| self.all_succs(*id).nth(last));
            *left = left.saturating_sub(1);
            match next {
                Some(next) if !seen[next] => {
                    seen[next] = true;
                    stack.push((next, self.all_succs(next).count()));
                }
                Some(_) => {}
                None => {
                    order.push(*id);
                    stack.pop();
                }
            }
        }
        order.reverse();
        order
    }
}

fn push_once(list: &mut Vec<BlockId>, item: BlockId) {
    if !list.contains(&item) {
        list.push(item);
    }
}

impl Function {
    /// The region and those around it, inside out.
    pub fn regions_around(&self, region: RegionId) -> impl Iterator<Item = RegionId> + '_ {
        std::iter::successors(Some(region), |&id| self.regions[id].parent)
    }

    pub fn is_within(&self, inner: RegionId, outer: RegionId) -> bool {
        self.regions_around(inner).any(|id| id == outer)
    }

    /// The block that an exception raised in the region goes to by an implied edge.
    pub fn handler(&self, region: RegionId) -> Option<BlockId> {
        self.regions_around(region).find_map(|id| match self.regions[id].kind {
            RegionKind::Try { handler } => Some(handler),
            RegionKind::Finally { entry } => Some(entry),
            _ => None,
        })
    }

    /// Whether statements of the region run without the GIL.
    pub fn without_gil(&self, region: RegionId) -> bool {
        let nearest = self.regions_around(region).find_map(|id| match self.regions[id].kind {
            RegionKind::NoGil => Some(true),
            RegionKind::Gil => Some(false),
            _ => None,
        });
        nearest.unwrap_or(self.nogil)
    }

    fn finally_around(&self, region: RegionId) -> Option<BlockId> {
        self.regions_around(region).find_map(|id| match self.regions[id].kind {
            RegionKind::Finally { entry } => Some(entry),
            _ => None,
        })
    }

    /// The `Finally` region whose body the region is in.
    pub fn finally_body_of(&self, region: RegionId) -> Option<RegionId> {
        self.regions_around(region).find_map(|id| match self.regions[id].kind {
            RegionKind::FinallyBody { of } => Some(of),
            _ => None,
        })
    }

    /// Where an edge from `region` to `to` goes first; notes for each `finally` on the way where it goes on.
    fn route(&self, region: RegionId, to: BlockId, after: &mut [Vec<BlockId>]) -> BlockId {
        let target = self.blocks[to].region;
        let mut first = None;
        let mut last: Option<RegionId> = None;
        for id in self.regions_around(region).take_while(|&id| !self.is_within(target, id)) {
            if let RegionKind::Finally { entry } = self.regions[id].kind {
                if let Some(last) = last {
                    push_once(&mut after[last.0 as usize], entry);
                }
                first.get_or_insert(entry);
                last = Some(id);
            }
        }
        if let Some(last) = last {
            push_once(&mut after[last.0 as usize], to);
        }
        first.unwrap_or(to)
    }
}

impl Stmt {
    pub fn can_fail(&self) -> bool {
        match &self.kind {
            StmtKind::Op { op, .. } => op.can_fail(),
            StmtKind::Call { fails, .. } => *fails != builtins::Fails::Never,
            StmtKind::CheckBound(_, _) => true,
            StmtKind::Assign { .. }
            | StmtKind::Unbind(_)
            | StmtKind::Traceback
            | StmtKind::IncRef(_)
            | StmtKind::XIncRef(_)
            | StmtKind::DecRef(_)
            | StmtKind::XDecRef(_)
            | StmtKind::Clear(_) => false,
        }
    }

    /// Control leaves the function here, and comes back.
    pub fn suspends(&self) -> bool {
        match &self.kind {
            StmtKind::Op { op, .. } => *op == suspension() || *op == start(),
            _ => false,
        }
    }

    /// The local that the statement gives a value.
    pub fn defines(&self) -> Option<LocalId> {
        match &self.kind {
            StmtKind::Op { dst, .. } | StmtKind::Call { dst, .. } => *dst,
            StmtKind::Assign { place, .. } => place.as_local(),
            StmtKind::Unbind(_)
            | StmtKind::CheckBound(_, _)
            | StmtKind::Traceback
            | StmtKind::IncRef(_)
            | StmtKind::XIncRef(_)
            | StmtKind::DecRef(_)
            | StmtKind::XDecRef(_)
            | StmtKind::Clear(_) => None,
        }
    }

    /// Calls `f` on every local whose value the statement uses.
    pub fn for_each_use(&self, f: &mut dyn FnMut(LocalId)) {
        self.for_each_read(&mut |expr| expr.for_each_local(f));
        match self.kind {
            StmtKind::CheckBound(id, _) | StmtKind::DecRef(id) | StmtKind::XDecRef(id) => f(id),
            // What is unbound is released.
            StmtKind::Unbind(id) => f(id),
            _ => {}
        }
    }
}

impl Term {
    pub fn for_each_use(&self, f: &mut dyn FnMut(LocalId)) {
        self.for_each_read(&mut |expr| expr.for_each_local(f));
        if let Term::Check { value: Some(value), .. } = self {
            f(*value);
        }
    }
}

impl CExpr {
    pub fn for_each_local(&self, f: &mut dyn FnMut(LocalId)) {
        self.walk(&mut |part| {
            if let CExprKind::Local(id) = part.kind {
                f(id);
            }
        });
    }
}

/// The operation that suspends a function.
fn suspension() -> builtins::Op {
    static OP: std::sync::OnceLock<builtins::Op> = std::sync::OnceLock::new();
    *OP.get_or_init(|| builtins::Op::named("gen.suspend"))
}

/// The operation at which the body of such a function begins.
fn start() -> builtins::Op {
    static OP: std::sync::OnceLock<builtins::Op> = std::sync::OnceLock::new();
    *OP.get_or_init(|| builtins::Op::named("gen.start"))
}
