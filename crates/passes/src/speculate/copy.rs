//! Writes the fast copy of a function beside the general one.

use super::boxes::{BoxState, Boxes, HasBox};
use super::exits::{Counter, Exits};
use super::plan::{Action, Plan};
use super::values::call;
use crate::edit::*;
use crate::unbox::{Rep, local_of};
use base::{IdVec, Span};
use builtins::{Effects, Op};
use mir::cfg::Cfg;
use mir::dataflow::{Analysis, Facts, LocalSet, solve};
use mir::*;
use std::collections::HashMap;
use types::Ty;

pub(super) fn run(f: &mut Function, old: &Function, plan: &mut Plan<'_>) {
    plan.values.words = words(f, old, plan);
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
    let state = BoxState::new(old, plan);
    let facts = solve(old, &Cfg::new(old), &state);
    let mut exits = Exits::new(old);
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
        };
        copy.block(&old.blocks[id]);
    }
    exits.connect(f, &general);
    choose(f, old, plan, fast[Function::ENTRY], general[Function::ENTRY]);
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

struct Copier<'r, 'p, 'a> {
    f: &'r mut Function,
    old: &'r Function,
    plan: &'p Plan<'a>,
    state: &'r BoxState<'p, 'a>,
    /// What is boxed before the statement that is written.
    boxes: Boxes,
    exits: &'r mut Exits,
    counters: &'r [Counter],
    fast: &'r IdVec<BlockId, BlockId>,
    live: &'r [LocalSet],
    source: BlockId,
    /// Where statements go.
    block: BlockId,
    /// The last statement from which the general copy may go on: nothing after it can be noticed, or changes what is live there.
    restart: usize,
    at: usize,
}

impl Copier<'_, '_, '_> {
    fn block(&mut self, block: &Block) {
        for (index, stmt) in block.stmts.iter().enumerate() {
            self.at = index;
            self.stmt(stmt);
            self.state.stmt(&mut self.boxes, stmt);
            let repeatable = match self.plan.action(self.old, stmt) {
                Action::Computed => true,
                Action::Copy => self.plan.looks_of(self.old, stmt).is_empty(),
                Action::Plain if !self.plan.looks_of(self.old, stmt).is_empty() => false,
                Action::Plain => match &stmt.kind {
                    StmtKind::Op { op, .. } => op.effects == Effects::Pure && !op.can_fail(),
                    StmtKind::Assign { place, .. } => place.as_local().is_some(),
                    _ => false,
                },
                _ => false,
            };
            let changes = stmt.defines().is_some_and(|id| {
                self.live[self.restart].contains(id) || self.plan.shares.is_eager(id)
            });
            if !repeatable || changes {
                self.restart = index + 1;
            }
        }
        self.at = block.stmts.len();
        self.term(block);
    }

    fn put(&mut self, kind: StmtKind, span: Span) {
        self.f.blocks[self.block].stmts.push(Stmt { kind, span });
    }

    fn op(&mut self, dst: LocalId, name: &str, args: Vec<CExpr>, span: Span) {
        self.put(StmtKind::Op { dst: Some(dst), op: Op::named(name), args }, span);
    }

    fn assign(&mut self, to: LocalId, value: CExpr, span: Span) {
        let place = use_of(self.f, to);
        self.put(StmtKind::Assign { place, value }, span);
    }

    /// The word of a local that has one, in C.
    fn word(&self, id: LocalId) -> CExpr {
        use_of(self.f, self.plan.values.words[id])
    }

    fn new_block(&mut self) -> BlockId {
        let Block { region, cold, .. } = self.f.blocks[self.block];
        new_block(self.f, region, cold, Term::Unreachable)
    }

    /// Leaves for the general copy if the condition holds: before what is written now, or behind it with its result.
    fn leave_if(&mut self, cond: CExpr, arrived: Option<LocalId>, span: Span) {
        let index = if arrived.is_some() { self.at + 1 } else { self.restart };
        let region = self.f.blocks[self.block].region;
        let exit = self.exits.exit(
            self.f,
            self.plan,
            self.counters,
            region,
            (self.source, index),
            arrived,
            &self.live[index],
            &self.boxes,
            span,
        );
        let go_on = self.new_block();
        self.f.blocks[self.block].term =
            Term::If { cond, then: exit, other: go_on, likely: Some(false) };
        self.block = go_on;
    }

    /// Makes sure that locals have their boxes; returns those that are boxed for this one look, and what in.
    fn look(&mut self, looked: Vec<LocalId>, span: Span) -> HashMap<LocalId, LocalId> {
        let mut once = HashMap::new();
        for id in looked {
            let Some(rep) = self.plan.rep(id) else { continue };
            let word = self.word(id);
            match self.boxes.of(id) {
                HasBox::Yes => continue,
                HasBox::No if self.state.remembers(id) => {
                    self.op(id, rep.box_op(), vec![word], span);
                }
                HasBox::No => {
                    let temp = new_temp(self.f, self.f.locals[id].ty);
                    self.op(temp, rep.box_op(), vec![word], span);
                    once.insert(id, temp);
                    continue;
                }
                HasBox::Maybe => {
                    let temp = new_temp(self.f, self.f.locals[id].ty);
                    let object = use_of(self.f, id);
                    self.op(temp, rep.keep_op(), vec![object, word], span);
                    let kept = use_of(self.f, temp);
                    self.assign(id, kept, span);
                }
            }
            self.boxes.set(id, true);
        }
        once
    }

    /// An expression of the program as the fast copy has it.
    fn rewrite(&self, expr: &mut CExpr, once: &HashMap<LocalId, LocalId>) {
        self.plan.values.rewrite(expr);
        expr.walk_mut(&mut |part| {
            if let CExprKind::Local(id) = &mut part.kind {
                *id = once.get(id).copied().unwrap_or(*id);
            }
        });
    }

    /// The local has a new number, and no box.
    fn forget_box(&mut self, id: LocalId, span: Span) {
        if self.boxes.of(id) != HasBox::No && self.f.locals[id].kind != LocalKind::Temp {
            let null = CExpr::null(self.f.locals[id].ty);
            self.assign(id, null, span);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        let span = stmt.span;
        match (self.plan.action(self.old, stmt), &stmt.kind) {
            (Action::Computed, StmtKind::Op { dst: Some(dst), op, args }) => {
                let Some(value) = self.computed(*op, args, span) else { return };
                self.number(stmt, *dst, value, span);
            }
            (Action::Boxed, StmtKind::Op { dst: Some(dst), op, args }) => {
                let Some(value) = self.computed(*op, args, span) else { return };
                let rep = if value.ty == Ty::DOUBLE { Rep::Double } else { Rep::Word };
                self.op(*dst, rep.box_op(), vec![value], span);
            }
            (Action::Copy, StmtKind::Assign { place, value }) => self.copy(stmt, place, value),
            (Action::Unboxed, StmtKind::Assign { place, value }) => {
                let Some(id) = place.as_local() else { return };
                self.test(id, value.clone(), None, span);
                if self.state.leaves_box(&self.boxes, stmt, id) {
                    let value = value.clone().cast(self.f.locals[id].ty);
                    self.assign(id, value, span);
                }
            }
            (Action::Range(index), _) => self.range(index, span),
            (Action::Iterate, _) => {}
            // Part of the terminator.
            (Action::Next(_), _) => {}
            (Action::Index(name), StmtKind::Op { dst, args, .. }) => {
                self.index(stmt, name, *dst, args);
            }
            _ => self.plain(stmt),
        }
    }

    /// The value of an operation, behind its side exits.
    fn computed(&mut self, op: Op, args: &[CExpr], span: Span) -> Option<CExpr> {
        let computed = self.plan.values.computed(op, args)?;
        for guard in computed.guards {
            self.leave_if(guard, None, span);
        }
        Some(computed.value)
    }

    fn number(&mut self, stmt: &Stmt, dst: LocalId, value: CExpr, span: Span) {
        let Some(rep) = self.plan.rep(dst) else {
            let value = value.cast(self.f.locals[dst].ty);
            return self.assign(dst, value, span);
        };
        self.assign(self.plan.values.words[dst], value, span);
        if self.state.leaves_box(&self.boxes, stmt, dst) {
            let word = self.word(dst);
            self.op(dst, rep.box_op(), vec![word], span);
        } else {
            self.forget_box(dst, span);
        }
    }

    fn copy(&mut self, stmt: &Stmt, place: &CExpr, value: &CExpr) {
        let Some(id) = place.as_local() else { return };
        let span = stmt.span;
        self.look(self.plan.looks_of(self.old, stmt), span);
        if let Some((number, _)) = self.plan.values.operand(value) {
            self.assign(self.plan.values.words[id], number, span);
        }
        if self.state.leaves_box(&self.boxes, stmt, id) {
            let value = value.clone().cast(self.f.locals[id].ty);
            self.assign(id, value, span);
        } else {
            self.forget_box(id, span);
        }
    }

    /// Reads the number in an object, or leaves.
    fn test(&mut self, id: LocalId, object: CExpr, arrived: Option<LocalId>, span: Span) {
        let Some(rep) = self.plan.rep(id) else { return };
        let holds = call(rep.test_op(), vec![object.clone()]);
        let fails = CExpr::new(CExprKind::Unary(UnOp::Not, Box::new(holds)), Ty::BINT);
        self.leave_if(fails, arrived, span);
        self.assign(self.plan.values.words[id], call(rep.value_op(), vec![object]), span);
    }

    fn range(&mut self, index: usize, span: Span) {
        let found = &self.plan.loops.all[index];
        let operand = |arg: &CExpr| self.plan.values.operand(arg).map(|(value, _)| value);
        let zero = CExpr::int(0, Ty::LONGLONG);
        let start = found.start.as_ref().and_then(operand).unwrap_or(zero.clone());
        let stop = operand(&found.stop).unwrap_or(zero);
        if found.step != 1 && found.step != -1 {
            let step = CExpr::int(found.step, Ty::LONGLONG);
            let far = call("word.add_overflows", vec![stop.clone(), step]);
            self.leave_if(far, None, span);
        }
        let Counter { next, stop: end } = self.counters[index];
        self.assign(next, start, span);
        self.assign(end, stop, span);
    }

    fn index(&mut self, stmt: &Stmt, name: &str, dst: Option<LocalId>, args: &[CExpr]) {
        let key = args.get(1).and_then(local_of);
        if key.is_some_and(|key| self.boxes.of(key) == HasBox::Yes) {
            return self.plain(stmt);
        }
        let once = self.look(self.plan.looks_of(self.old, stmt), stmt.span);
        let mut args = args.to_vec();
        if let Some((word, _)) = self.plan.values.operand(&args[1]) {
            let index = word.clone().cast(Ty::SSIZE);
            let back = index.clone().cast(Ty::LONGLONG);
            let large = CExpr::binary(BinOp::Ne, back, word, Ty::BINT);
            self.leave_if(large, None, stmt.span);
            args[1] = index;
        }
        args.iter_mut().for_each(|arg| self.rewrite(arg, &once));
        let kind = StmtKind::Op { dst, op: Op::named(name), args };
        self.put(kind, stmt.span);
        self.tested(dst, stmt.span);
    }

    fn plain(&mut self, stmt: &Stmt) {
        let once = self.look(self.plan.looks_of(self.old, stmt), stmt.span);
        let mut copied = stmt.clone();
        copied.for_each_expr_mut(&mut |expr| self.rewrite(expr, &once));
        self.put(copied.kind, stmt.span);
        if !matches!(stmt.kind, StmtKind::Assign { .. }) {
            self.tested(stmt.defines(), stmt.span);
        }
    }

    /// What came as an object is tested.
    fn tested(&mut self, dst: Option<LocalId>, span: Span) {
        if let Some(id) = dst.filter(|&id| self.plan.rep(id).is_some()) {
            let object = use_of(self.f, id);
            self.test(id, object, Some(id), span);
        }
    }

    fn term(&mut self, block: &Block) {
        let span = block.stmts.last().map_or(self.old.span, |stmt| stmt.span);
        if let Some(stmt) = block.stmts.last()
            && let Action::Next(index) = self.plan.action(self.old, stmt)
            && let Some(item) = stmt.defines()
        {
            return self.next(stmt, index, item, &block.term);
        }
        let once = self.look(self.plan.looks_of_term(&block.term), span);
        let mut term = block.term.clone();
        term.for_each_expr_mut(&mut |expr| self.rewrite(expr, &once));
        term.for_each_successor_mut(&mut |to| *to = self.fast[*to]);
        self.f.blocks[self.block].term = term;
    }

    /// The head of a loop over a range.
    fn next(&mut self, stmt: &Stmt, index: usize, item: LocalId, term: &Term) {
        let Term::If { then, other, .. } = term else { return };
        let step = self.plan.loops.all[index].step;
        let Counter { next, stop } = self.counters[index];
        let (now, end) = (use_of(self.f, next), use_of(self.f, stop));
        let op = if step > 0 { BinOp::Lt } else { BinOp::Gt };
        let cond = CExpr::binary(op, now.clone(), end, Ty::BINT);
        let body = self.new_block();
        let end = self.fast[*then];
        self.f.blocks[self.block].term = Term::If { cond, then: body, other: end, likely: None };
        self.block = body;
        let after = call("word.add_wraps", vec![now.clone(), CExpr::int(step, Ty::LONGLONG)]);
        self.number(stmt, item, now, stmt.span);
        self.assign(next, after, stmt.span);
        self.f.blocks[self.block].term = Term::Goto(self.fast[*other]);
    }
}
