//! Makes two functions of one that can be suspended: a creator, which calling it runs, and a resume function over a frame.
//!
//! ```text
//! before   gen.start                                after   switch $at case 0 b1 case 1 b2
//!          ...                                              b1: v := $v          ; arguments
//!          %3 = gen.suspend %2                                  check null sent ...
//!          check null %3 fail b7 next b4                        ...
//!                                                               $i := i          ; what lives on
//!                                                               $at := 1
//!                                                               *result := %2
//!                                                               return 1
//!                                                           b2: i := $i
//!                                                               %3 = gen.sent sent
//!                                                               check null %3 fail b7 next b4
//! ```
//! It is the last pass: every object that lives across a suspension is owned or unset by then, so that the reference just moves
//! into the frame and back. What nobody needs any more at a suspension is NULL in the frame there, since the collector looks at
//! all slots. Locals whose address is known stay in the frame for good. The result goes by pointer; what is returned tells
//! whether the function was suspended, has returned or raised.

mod creator;
mod layout;

use crate::edit::*;
use crate::{Context, Pass};
use base::Span;
use layout::Layout;
use mir::cfg::Cfg;
use mir::dataflow::{Analysis, Liveness, LocalSet, solve};
use mir::*;
use std::sync::Arc;
use types::{Ty, TypeTable};

pub const PASS: Pass = Pass {
    name: "suspend",
    phase: Phase::Low,
    leaves: Phase::Low,
    after: &["refcounts", "refcount-pairs", "simplify-cfg"],
    run,
};

/// What a resume function returns, as `PySendResult` has it.
const RETURNED: i128 = 0;
const RAISED: i128 = -1;
const SUSPENDED: i128 = 1;

fn run(f: &mut Function, cx: &mut Context<'_>) {
    let Some(suspends) = f.suspends.take() else { return };
    let points = points(f);
    let layout = Layout::new(f, &points, cx.types);
    let places = points.iter().map(|point| point.span).collect();
    let frame = Arc::new(Frame {
        cname: f.cname.clone(),
        kind: suspends.kind,
        fields: layout.fields.clone(),
        places,
    });
    let maker = creator::creator(f, &suspends, &layout, &frame, cx.types);
    let mut resume = std::mem::replace(f, maker);
    Resume::new(&mut resume, layout, frame).rewrite(points);
    cx.made.push(resume);
}

/// A place where the function is suspended; the first one is its start.
pub(crate) struct Point {
    pub block: BlockId,
    pub span: Span,
    /// The result, and the value that is given.
    pub dst: Option<LocalId>,
    pub args: Vec<CExpr>,
    /// Where the suspension raises, somebody looks whether there is a result.
    pub dst_matters: bool,
    /// What lives on, without the result of the suspension.
    pub live: LocalSet,
}

fn points(f: &Function) -> Vec<Point> {
    let cfg = Cfg::new(f);
    let live_at = solve(f, &cfg, &Liveness);
    let mut points = Vec::new();
    for block in cfg.reverse_postorder() {
        let mut fact = live_at.exit[block].clone();
        Liveness.term(&mut fact, &f.blocks[block].term);
        for stmt in f.blocks[block].stmts.iter().rev() {
            if let (true, StmtKind::Op { dst, args, .. }) = (stmt.suspends(), &stmt.kind) {
                let mut live = fact.clone();
                dst.iter().for_each(|&id| live.remove(id));
                let dst_matters = match (&f.blocks[block].term, *dst) {
                    (Term::Check { fail, .. }, Some(dst)) => live_at.entry[*fail].contains(dst),
                    _ => true,
                };
                let (dst, args) = (*dst, args.clone());
                points.push(Point { block, span: stmt.span, dst, args, dst_matters, live });
            }
            Liveness.stmt(&mut fact, stmt);
        }
    }
    points
}

struct Resume<'a> {
    f: &'a mut Function,
    layout: Layout,
    sent: LocalId,
    result: LocalId,
    state: LocalId,
    /// For every field, the local that stands for it.
    fields: Vec<LocalId>,
}

impl<'a> Resume<'a> {
    fn new(f: &'a mut Function, layout: Layout, frame: Arc<Frame>) -> Self {
        let object = f.params[0];
        // What was an argument comes out of the frame.
        for &id in &f.params[1..] {
            if f.locals[id].kind == LocalKind::Param {
                f.locals[id].kind = LocalKind::Named;
            }
        }
        let local = |f: &mut Function, ty, kind| {
            f.locals.push(Local { name: None, ty, kind, maybe_unbound: false })
        };
        let sent = local(f, Ty::OBJECT, LocalKind::Param);
        let result = local(f, Ty::OBJECT_PTR, LocalKind::Param);
        let state = local(f, Ty::INT, LocalKind::Field(0));
        let fields = layout::field_locals(f, &layout.fields);
        for id in f.locals.ids() {
            if let (LocalKind::Memory, Some(number)) = (f.locals[id].kind, layout.of(id)) {
                f.locals[id].kind = LocalKind::Field(number as u32 + 1);
            }
        }
        f.params = vec![object, sent, result];
        f.cname += "_resume";
        f.linkage = Linkage::Static;
        f.ret = Ty::INT;
        f.on_error = OnError::Return(CExpr::int(RAISED, Ty::INT));
        f.frame = Some(FrameUse { frame, object, resumes: true });
        Resume { f, layout, sent, result, state, fields }
    }

    fn rewrite(mut self, points: Vec<Point>) {
        self.returns();
        let mut doors = Vec::new();
        let mut exits = Vec::new();
        for (number, point) in points.iter().enumerate() {
            if number == 0 {
                doors.push(self.start(point));
                exits.push(None);
            } else {
                doors.push(self.split(number, point));
                exits.push(Some(point.block));
            }
        }
        let exits: Vec<_> = exits
            .into_iter()
            .map(|exit| exit.map(|id| if id == Function::ENTRY { doors[0] } else { id }))
            .collect();
        self.dispatch(&doors);
        self.clear_stale(&points, &doors, &exits);
    }

    /// `return x` puts the result where the caller wants it.
    fn returns(&mut self) {
        for id in self.f.blocks.ids() {
            let Term::Return(Some(value)) = self.f.blocks[id].term.clone() else { continue };
            let status = |value| CExpr::int(value, Ty::INT);
            let status = match &value.kind {
                CExprKind::Null => status(RAISED),
                CExprKind::Const(_) => status(RETURNED),
                _ => {
                    let null = CExpr::new(CExprKind::IsNull(Box::new(value.clone())), Ty::BINT);
                    let (raised, returned) = (status(RAISED), status(RETURNED));
                    let kind =
                        CExprKind::Cond(Box::new(null), Box::new(raised), Box::new(returned));
                    CExpr::new(kind, Ty::INT)
                }
            };
            let span = self.f.blocks[id].stmts.last().map_or(self.f.span, |stmt| stmt.span);
            let give = self.give(value, span);
            self.f.blocks[id].stmts.push(give);
            self.f.blocks[id].term = Term::Return(Some(status));
        }
    }

    /// `*result := value`
    fn give(&self, value: CExpr, span: Span) -> Stmt {
        let pointer = Box::new(use_of(self.f, self.result));
        let place = CExpr::new(CExprKind::Deref(pointer), Ty::OBJECT);
        Stmt { kind: StmtKind::Assign { place, value }, span }
    }

    /// Moves what lives on between locals and the frame.
    fn moves(&self, point: &Point, number: usize, out: bool) -> Vec<Stmt> {
        let mut stmts = Vec::new();
        for (field, local) in self.layout.moved(point, number) {
            let (to, from) =
                if out { (self.fields[field], local) } else { (local, self.fields[field]) };
            let value = use_of(self.f, from);
            stmts.push(assign_stmt(self.f, to, value, point.span));
        }
        stmts
    }

    /// The block in which the body begins, which takes the place of the entry.
    fn start(&mut self, point: &Point) -> BlockId {
        let unreachable = Term::Unreachable;
        let region = self.f.blocks[point.block].region;
        let door = new_block(self.f, region, false, unreachable);
        let block = std::mem::replace(
            &mut self.f.blocks[point.block],
            Block { stmts: Vec::new(), term: Term::Unreachable, region, cold: false },
        );
        let mut stmts = self.moves(point, 0, false);
        stmts.extend(block.stmts.into_iter().filter(|stmt| !stmt.suspends()));
        self.f.blocks[door].stmts = stmts;
        self.f.blocks[door].term = match block.term {
            Term::Check { fails, fail, next, span, .. } => {
                Term::Check { value: Some(self.sent), fails, fail, next, span }
            }
            other => other,
        };
        door
    }

    /// Ends the block with the suspension; what comes after it goes to a new block.
    fn split(&mut self, number: usize, point: &Point) -> BlockId {
        let Block { stmts, term, region, cold } = self.f.blocks[point.block].clone();
        let door = new_block(self.f, region, cold, term);
        let mut stmts = stmts.into_iter();
        let mut before: Vec<Stmt> = stmts.by_ref().take_while(|stmt| !stmt.suspends()).collect();
        let after: Vec<Stmt> = stmts.collect();
        let (dst, args) = (point.dst, point.args.clone());
        before.extend(self.moves(point, number, true));
        let state = CExpr::int(number as i128, Ty::INT);
        before.push(assign_stmt(self.f, self.state, state, point.span));
        before.extend(args.into_iter().map(|value| self.give(value, point.span)));
        self.f.blocks[point.block].stmts = before;
        self.f.blocks[point.block].term = Term::Return(Some(CExpr::int(SUSPENDED, Ty::INT)));

        let mut resumed = self.moves(point, number, false);
        if !point.dst_matters && self.is_unwanted(door, dst, &after) {
            self.look_at_sent(door);
        } else {
            let sent = use_of(self.f, self.sent);
            resumed.push(op_stmt(dst, "gen.sent", vec![sent], point.span));
        }
        resumed.extend(after);
        self.f.blocks[door].stmts = resumed;
        door
    }

    /// Whether the result is released as soon as it is there: then no reference is taken.
    fn is_unwanted(&self, door: BlockId, dst: Option<LocalId>, after: &[Stmt]) -> bool {
        let Term::Check { value, next, fail, .. } = self.f.blocks[door].term else { return false };
        let (Some(dst), true) = (dst, value == dst && after.is_empty() && next != fail) else {
            return false;
        };
        let entered = self.f.blocks.iter().filter(|block| block.term.successors().contains(&next));
        let first = self.f.blocks[next].stmts.first().map(|stmt| &stmt.kind);
        entered.count() == 1 && matches!(first, Some(StmtKind::DecRef(id)) if *id == dst)
    }

    fn look_at_sent(&mut self, door: BlockId) {
        let sent = self.sent;
        if let Term::Check { value, next, .. } = &mut self.f.blocks[door].term {
            *value = Some(sent);
            let next = *next;
            self.f.blocks[next].stmts.remove(0);
        }
    }

    /// The entry goes to where the function was suspended.
    fn dispatch(&mut self, doors: &[BlockId]) {
        let region = Function::ROOT;
        let nowhere = new_block(self.f, region, true, Term::Unreachable);
        let cases = doors.iter().enumerate().map(|(state, &door)| (state as i128, door)).collect();
        let value = use_of(self.f, self.state);
        self.f.blocks[Function::ENTRY] = Block {
            stmts: Vec::new(),
            term: Term::Switch { value, cases, default: nowhere },
            region,
            cold: false,
        };
    }

    /// At every suspension, slots that were in use at one before it and are not any more are NULL.
    fn clear_stale(&mut self, points: &[Point], doors: &[BlockId], exits: &[Option<BlockId>]) {
        let mut stale: Vec<Vec<usize>> = vec![Vec::new(); points.len()];
        for (number, point) in points.iter().enumerate() {
            let used = self.layout.slots(point, number);
            let reached = self.reached_from(doors[number]);
            for (next, exit) in exits.iter().enumerate() {
                if exit.is_some_and(|exit| reached[exit]) {
                    stale[next].extend(&used);
                }
            }
        }
        for (number, point) in points.iter().enumerate() {
            let Some(exit) = exits[number] else { continue };
            let used = self.layout.slots(point, number);
            let mut gone = std::mem::take(&mut stale[number]);
            gone.sort_unstable();
            gone.dedup();
            gone.retain(|field| !used.contains(field));
            let clear =
                |field: usize| Stmt { kind: StmtKind::Clear(self.fields[field]), span: point.span };
            let clears: Vec<_> = gone.into_iter().map(clear).collect();
            let stmts = &mut self.f.blocks[exit].stmts;
            let at = stmts.len().saturating_sub(2);
            stmts.splice(at..at, clears);
        }
    }

    /// The blocks that control gets to from here before the function is suspended again.
    fn reached_from(&self, from: BlockId) -> base::IdVec<BlockId, bool> {
        let mut reached = base::IdVec::from_elem(false, self.f.blocks.len());
        let mut stack = vec![from];
        while let Some(id) = stack.pop() {
            if !std::mem::replace(&mut reached[id], true) {
                stack.extend(self.f.blocks[id].term.successors());
            }
        }
        reached
    }
}

/// Whether a local of the type is an object that the frame has to own.
fn is_slot(types: &TypeTable, ty: Ty) -> bool {
    types.is_object(ty)
}
