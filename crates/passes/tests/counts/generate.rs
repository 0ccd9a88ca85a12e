//! Random functions as lowering would make them: structured, in the high phase.

use super::Random;
use base::Span;
use builtins::{Fails, Op};
use mir::*;
use types::Ty;

pub fn function(random: &mut Random) -> Function {
    let error = OnError::Return(CExpr::null(Ty::OBJECT));
    let mut b = Builder::new("f".into(), Ty::OBJECT, error, Span::default());
    b.func.traceback_name = Some("m.f".into());
    let suspends = random.chance(40);
    if suspends {
        b.param(None, Ty::OBJECT);
        let kind = SuspendKind::Generator;
        b.func.suspends = Some(Suspends { kind, function: None, closure: None });
        b.push(StmtKind::Op { dst: None, op: Op::named("gen.start"), args: Vec::new() });
    }
    let params = vec![b.param(None, Ty::OBJECT), b.param(None, Ty::OBJECT)];
    let named = (0..3).map(|_| b.local(None, Ty::OBJECT, LocalKind::Named)).collect();
    let flag = b.local(None, Ty::INT, LocalKind::Named);
    let size = 3 + random.below(8);
    let mut generator =
        Generator { b, random, params, named, flag, loops: Vec::new(), budget: 40, nogil: false };
    for &id in &generator.named {
        generator.b.func.locals[id].maybe_unbound = true;
    }
    generator.stmts(size, 0);
    if generator.open() {
        let value = generator.constant();
        generator.b.terminate(Term::Return(Some(value)));
    }
    generator.b.finish()
}

struct Generator<'a> {
    b: Builder,
    random: &'a mut Random,
    params: Vec<LocalId>,
    named: Vec<LocalId>,
    flag: LocalId,
    /// Where `break` and `continue` go.
    loops: Vec<(BlockId, BlockId)>,
    budget: usize,
    nogil: bool,
}

impl Generator<'_> {
    /// Whether control can get to the current place: an unfinished block ends as unreachable.
    fn open(&self) -> bool {
        let block = &self.b.func.blocks[self.b.current()];
        let ended = block.stmts.last().is_some_and(|stmt| match &stmt.kind {
            StmtKind::Op { op, .. } => matches!(op.fails, Fails::Always | Fails::AlwaysNoTrace),
            _ => false,
        });
        matches!(block.term, Term::Unreachable) && !ended
    }

    fn stmts(&mut self, count: usize, depth: usize) {
        for _ in 0..count {
            if self.budget == 0 || !self.open() {
                return;
            }
            self.budget -= 1;
            if self.nogil { self.nogil_stmt(depth) } else { self.stmt(depth) }
        }
    }

    fn stmt(&mut self, depth: usize) {
        let nested = depth < 4;
        let kinds = if self.b.func.suspends.is_some() { 25 } else { 20 };
        match self.random.below(kinds) {
            0..=3 => self.sum(),
            4 => self.copy(),
            5 => self.unbind(),
            6 => self.global(),
            7 => self.push(),
            8 => self.borrowed(),
            9 => self.reassign_param(),
            10 => self.conditional_value(),
            11 if nested => self.branch(depth),
            12 if nested => self.repeat(depth),
            13 | 14 if nested => self.try_except(depth),
            15 | 16 if nested => self.try_finally(depth),
            17 if nested => self.without_gil(depth),
            18 if depth > 0 => self.leave(),
            19 => self.raise(),
            20..=24 => self.suspend(),
            _ => self.sum(),
        }
    }

    fn nogil_stmt(&mut self, depth: usize) {
        let flag = self.flag;
        match self.random.below(6) {
            0 if depth < 4 => self.branch(depth),
            1 if depth < 4 => {
                let outer = self.b.region();
                let after = self.b.new_block();
                self.b.enter(RegionKind::Gil);
                self.nogil = false;
                self.stmts(2, depth + 1);
                self.nogil = true;
                self.close(outer, after);
            }
            2 if depth < 4 => self.try_finally(depth),
            3 if depth > 0 && self.random.chance(30) => self.leave(),
            _ => self.call(Some(flag), Fails::Neg1),
        }
    }

    fn close(&mut self, outer: RegionId, after: BlockId) {
        if self.open() {
            self.b.terminate(Term::Goto(after));
        }
        self.b.set_region(outer);
        self.b.switch_to(after);
    }

    fn local(&self, id: LocalId) -> CExpr {
        CExpr::local(id, self.b.func.locals[id].ty)
    }

    fn call(&mut self, dst: Option<LocalId>, fails: Fails) {
        let callee = Callee::Extern(ExternId(0));
        self.b.push(StmtKind::Call { dst, callee, args: Vec::new(), fails });
    }

    fn cond(&mut self) -> CExpr {
        self.call(Some(self.flag), Fails::Never);
        let zero = CExpr::int(0, Ty::INT);
        CExpr::binary(BinOp::Ne, self.local(self.flag), zero, Ty::BINT)
    }

    fn constant(&mut self) -> CExpr {
        CExpr::new(CExprKind::Const(ConstId(self.random.below(3) as u32)), Ty::OBJECT)
    }

    /// Some object that can be read here.
    fn object(&mut self) -> CExpr {
        match self.random.below(6) {
            0 => self.constant(),
            1 | 2 => {
                let id = self.params[self.random.below(2)];
                self.local(id)
            }
            _ => {
                let id = self.named[self.random.below(3)];
                self.b.push(StmtKind::CheckBound(id, mir::ReadBy::Own));
                self.local(id)
            }
        }
    }

    fn op(&mut self, name: &str, args: Vec<CExpr>) -> CExpr {
        self.b.op(Op::named(name), args).unwrap_or(CExpr::null(Ty::OBJECT))
    }

    fn target(&mut self) -> CExpr {
        let id = self.named[self.random.below(3)];
        self.local(id)
    }

    fn sum(&mut self) {
        let (a, b) = (self.object(), self.object());
        let mut value = self.op("obj.add", vec![a, b]);
        if self.random.chance(40) {
            let other = self.object();
            value = self.op("obj.add", vec![value, other]);
        }
        if self.random.chance(20) {
            let again = self.op("obj.add", vec![value.clone(), value.clone()]);
            let both = self.op("obj.add", vec![value, again.clone()]);
            value = if self.random.chance(50) { both } else { again };
        }
        if self.random.chance(75) {
            let target = self.target();
            self.b.assign(target, value);
        }
    }

    fn copy(&mut self) {
        let value = self.object();
        let target = self.target();
        self.b.assign(target, value);
    }

    fn unbind(&mut self) {
        let id = self.named[self.random.below(3)];
        self.b.push(StmtKind::CheckBound(id, mir::ReadBy::Own));
        self.b.push(StmtKind::Unbind(id));
    }

    fn global(&mut self) {
        let place = CExpr::new(CExprKind::Global(GlobalId(0)), Ty::OBJECT);
        if self.random.chance(50) {
            let value = self.object();
            self.b.assign(place, value);
            return;
        }
        let temp = self.b.temp(Ty::OBJECT);
        let temp = self.local(temp);
        self.b.assign(temp.clone(), place);
        let other = self.object();
        let value = self.op("obj.add", vec![temp, other]);
        let target = self.target();
        self.b.assign(target, value);
    }

    /// Gives a reference away.
    fn push(&mut self) {
        let list = self.object().cast(Ty::LIST);
        let item = self.object();
        if self.random.chance(50) {
            let made = self.op("obj.add", vec![item.clone(), item]);
            self.op("list.push", vec![list, made]);
        } else {
            self.op("list.push", vec![list, item]);
        }
    }

    /// Looks at something that an object keeps alive.
    fn borrowed(&mut self) {
        let owner = if self.random.chance(50) {
            let (a, b) = (self.object(), self.object());
            self.op("obj.add", vec![a, b])
        } else {
            self.object()
        };
        let args = vec![owner.cast(Ty::TUPLE), CExpr::int(0, Ty::SSIZE)];
        let item = self.op("tuple.getitem_nocheck", args);
        if self.random.chance(50) {
            let value = self.object();
            let target = self.target();
            self.b.assign(target, value);
        }
        let other = self.object();
        let value = self.op("obj.add", vec![item.clone(), other]);
        let target = self.target();
        self.b.assign(target, if self.random.chance(50) { value } else { item });
    }

    fn reassign_param(&mut self) {
        if self.random.chance(30) {
            let value = self.object();
            let place = self.local(self.params[1]);
            self.b.assign(place, value);
        }
    }

    /// `t = a if c else b`
    fn conditional_value(&mut self) {
        let cond = self.cond();
        let temp = self.b.temp(Ty::OBJECT);
        let temp = self.local(temp);
        let (then, other, end) = (self.b.new_block(), self.b.new_block(), self.b.new_block());
        self.b.terminate(Term::If { cond, then, other, likely: None });
        for block in [then, other] {
            self.b.switch_to(block);
            let value = self.object();
            self.b.assign(temp.clone(), value);
            self.b.terminate(Term::Goto(end));
        }
        self.b.switch_to(end);
        let target = self.target();
        self.b.assign(target, temp);
    }

    fn branch(&mut self, depth: usize) {
        let cond = self.cond();
        let (then, other, end) = (self.b.new_block(), self.b.new_block(), self.b.new_block());
        self.b.terminate(Term::If { cond, then, other, likely: None });
        let region = self.b.region();
        for block in [then, other] {
            self.b.switch_to(block);
            self.stmts(2, depth + 1);
            self.close(region, end);
        }
    }

    /// A loop over an iterator.
    fn repeat(&mut self, depth: usize) {
        let source = self.object();
        let iterator = self.op("iter.new", vec![source]);
        let (head, body, end) = (self.b.new_block(), self.b.new_block(), self.b.new_block());
        self.b.goto(head);
        let item = self.op("iter.next", vec![iterator]);
        let cond = CExpr::new(CExprKind::IsNull(Box::new(item.clone())), Ty::BINT);
        self.b.terminate(Term::If { cond, then: end, other: body, likely: None });
        let region = self.b.region();
        self.b.switch_to(body);
        let target = self.target();
        self.b.assign(target, item);
        self.loops.push((end, head));
        self.stmts(3, depth + 1);
        self.loops.pop();
        self.close(region, head);
        self.b.switch_to(end);
    }

    fn try_except(&mut self, depth: usize) {
        let outer = self.b.region();
        let (handler, end) = (self.b.new_block(), self.b.new_block());
        self.b.enter(RegionKind::Try { handler });
        self.stmts(3, depth + 1);
        self.close(outer, handler);
        // The end of the body does not go to the handler.
        for block in self.b.func.blocks.iter_mut() {
            block.term.for_each_successor_mut(&mut |to| {
                if *to == handler {
                    *to = end;
                }
            });
        }
        let exception = self.op("exc.fetch", Vec::new());
        let saved = self.op("exc.enter", vec![exception.clone()]);
        let Some(saved) = saved.as_local() else { return };
        self.b.enter(RegionKind::Handler { saved });
        let class = self.constant();
        let matched = self.op("exc.matches", vec![exception.clone(), class]);
        let (body, other) = (self.b.new_block(), self.b.new_block());
        let inside = self.b.region();
        self.b.terminate(Term::If { cond: matched, then: body, other, likely: None });
        self.b.switch_to(body);
        if self.random.chance(50) {
            let target = self.target();
            self.b.assign(target, exception.clone());
        }
        self.stmts(2, depth + 1);
        self.close(inside, other);
        for block in self.b.func.blocks.iter_mut().skip(body.0 as usize) {
            if matches!(block.term, Term::Goto(to) if to == other) {
                block.term = Term::Goto(end);
            }
        }
        if self.random.chance(50) {
            self.op("exc.reraise", Vec::new());
        } else {
            self.op("exc.rethrow", vec![exception]);
        }
        self.b.set_region(outer);
        self.b.switch_to(end);
    }

    fn try_finally(&mut self, depth: usize) {
        let outer = self.b.region();
        let (entry, end) = (self.b.new_block(), self.b.new_block());
        let of = self.b.enter(RegionKind::Finally { entry });
        self.stmts(3, depth + 1);
        self.close(outer, end);
        let kind = RegionKind::FinallyBody { of };
        let body = self.b.func.regions.push(Region { parent: Some(outer), kind });
        self.b.func.blocks[entry].region = body;
        self.b.switch_to(entry);
        let count = 1 + self.random.below(6);
        self.stmts(count, depth + 1);
        if self.open() {
            self.b.terminate(Term::EndFinally);
        }
        self.b.set_region(outer);
        self.b.switch_to(end);
    }

    fn without_gil(&mut self, depth: usize) {
        let outer = self.b.region();
        let after = self.b.new_block();
        self.b.enter(RegionKind::NoGil);
        self.nogil = true;
        self.stmts(3, depth + 1);
        self.nogil = false;
        self.close(outer, after);
    }

    /// `return`, `break` or `continue`.
    fn leave(&mut self) {
        match self.loops.last() {
            Some(&(end, head)) if self.random.chance(60) => {
                let to = if self.random.chance(50) { end } else { head };
                self.b.terminate(Term::Goto(to));
            }
            // The language has no return of an object there.
            _ if self.nogil => {}
            _ => {
                let value = self.object();
                self.b.terminate(Term::Return(Some(value)));
            }
        }
    }

    fn suspend(&mut self) {
        let value = self.object();
        let sent = self.op("gen.suspend", vec![value]);
        if self.random.chance(40) {
            let target = self.target();
            self.b.assign(target, sent);
        }
    }

    fn raise(&mut self) {
        if self.random.chance(30) {
            let value = self.object();
            self.op("exc.raise", vec![value]);
        }
    }
}
