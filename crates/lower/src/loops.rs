//! `while`, and `for` over C numbers.
//!
//! A range counts with a hidden counter that never goes past the last value that the body sees, so nothing overflows at
//! the ends of a type. With a step of 1 or -1 the counter is compared with the end. With any other step the number of turns
//! is computed first, in 64 unsigned bits, in which the distance of any two C integers has room:
//!
//! ```text
//! n = step > 0 ? (start < stop ? (stop - start - 1) / step + 1 : 0) : ...
//! if (n) for (;;) { body; if (--n == 0) break; counter += step; }
//! ```

use crate::function::{Loop, Lowerer};
use crate::values::compare;
use mir::{BinOp, BlockId, CExpr, CExprKind, RegionKind, UnOp};
use tir::{ExprKind, ForRange, Stmt, StopRule};
use types::Ty;

/// The blocks of a loop.
#[derive(Clone, Copy)]
pub(crate) struct LoopBlocks {
    /// Where `continue` and the end of the body go.
    pub next: BlockId,
    pub body: BlockId,
    /// The `else` part: the loop came to its end.
    pub done: BlockId,
    pub end: BlockId,
}

impl Lowerer<'_, '_> {
    pub fn leave_loop(&mut self, target: impl FnOnce(Loop) -> BlockId) {
        if let Some(&innermost) = self.loops.last() {
            self.goto(target(innermost));
        }
    }

    pub fn loop_blocks(&mut self) -> LoopBlocks {
        let next = self.new_block();
        let body = self.new_block();
        let done = self.new_block();
        let end = self.new_block();
        LoopBlocks { next, body, done, end }
    }

    /// The body from its first statement to the jump back.
    pub fn loop_body(&mut self, at: LoopBlocks, body: &[Stmt]) {
        self.loops.push(Loop { on_break: at.end, on_continue: at.next });
        self.stmts(body);
        self.loops.pop();
        self.goto(at.next);
    }

    pub fn loop_else(&mut self, at: LoopBlocks, orelse: &[Stmt]) {
        self.go_on_in(at.done);
        self.stmts(orelse);
        self.goto(at.end);
        self.go_on_in(at.end);
    }

    pub fn while_loop(&mut self, cond: &tir::Expr, body: &[Stmt], orelse: &[Stmt]) {
        let at = self.loop_blocks();
        self.goto(at.next);
        self.go_on_in(at.next);
        self.branch(cond, at.body, at.done);
        self.go_on_in(at.body);
        self.loop_body(at, body);
        self.loop_else(at, orelse);
    }

    pub fn for_range(&mut self, range: &ForRange) {
        let values = self.operands([&range.start, &range.stop, &range.step]);
        let Ok([start, stop, step]) = <[CExpr; 3]>::try_from(values) else { return };
        let counter = self.make_variable(range.counter);
        let narrow = self.is_narrow(&stop) && self.is_narrow(&step);
        let stop = self.spill(stop);
        let step = self.spill(step);
        let constant = match range.step.kind {
            ExprKind::CInt(value) => Some(value),
            _ => None,
        };
        match (range.stop_rule, constant) {
            (StopRule::Range, Some(1)) => {
                self.simple_range(range, counter, start, (BinOp::Lt, stop), (BinOp::Add, 1));
            }
            (StopRule::Range, Some(-1)) => {
                self.simple_range(range, counter, start, (BinOp::Gt, stop), (BinOp::Sub, 1));
            }
            (StopRule::Range, None) if narrow => {
                self.wide_range(range, counter, start, stop, step);
            }
            (StopRule::Range, constant) => {
                self.assign(counter.clone(), start);
                let turns = self.turns(&counter, &stop, &step, constant);
                self.counted_range(range, counter, step, turns);
            }
            (StopRule::Less, _) => self.for_from(range, counter, start, BinOp::Lt, stop, step),
            (StopRule::LessEqual, _) => {
                self.for_from(range, counter, start, BinOp::Le, stop, step);
            }
            (StopRule::Greater, _) => self.for_from(range, counter, start, BinOp::Gt, stop, step),
            (StopRule::GreaterEqual, _) => {
                self.for_from(range, counter, start, BinOp::Ge, stop, step);
            }
        }
    }

    /// Steps of one.
    fn simple_range(
        &mut self,
        range: &ForRange,
        counter: CExpr,
        start: CExpr,
        (test, stop): (BinOp, CExpr),
        (advance, step): (BinOp, i128),
    ) {
        let step = CExpr::int(step, counter.ty);
        self.tested_loop(range, counter, start, (test, stop), (advance, step));
    }

    /// `for i from a <= i < b by s`: C's arithmetic. Downwards to the end of an unsigned type, the counter is one step ahead where
    /// it is tested, and goes down before the body.
    fn for_from(
        &mut self,
        range: &ForRange,
        counter: CExpr,
        start: CExpr,
        test: BinOp,
        stop: CExpr,
        step: CExpr,
    ) {
        let up = matches!(test, BinOp::Lt | BinOp::Le);
        let advance = if up { BinOp::Add } else { BinOp::Sub };
        let ty = counter.ty;
        if up || self.cx.types.is_signed(ty) {
            return self.tested_loop(range, counter, start, (test, stop), (advance, step));
        }
        let ahead = |value: CExpr| CExpr::binary(BinOp::Add, value, step.clone(), ty);
        let at = self.loop_blocks();
        self.assign(counter.clone(), ahead(start));
        self.start_test(at.next, &counter, (test, ahead(stop)), at);
        let next = CExpr::binary(advance, counter.clone(), step.clone(), ty);
        self.assign(counter, next);
        let again = self.new_block();
        self.loop_body(LoopBlocks { next: again, ..at }, &range.body);
        self.go_on_in(again);
        self.stmts(&range.again);
        self.goto(at.next);
        self.loop_end(at, range);
    }

    /// `for (counter = start; counter TEST stop; counter ADVANCE= step)`
    fn tested_loop(
        &mut self,
        range: &ForRange,
        counter: CExpr,
        start: CExpr,
        test: (BinOp, CExpr),
        (advance, step): (BinOp, CExpr),
    ) {
        let at = self.loop_blocks();
        let head = self.new_block();
        let span = self.b.span();
        self.assign(counter.clone(), start);
        self.start_test(head, &counter, test, at);
        self.loop_body(at, &range.body);
        self.go_on_in(at.next);
        self.stmts(&range.again);
        self.b.at(span);
        let next = CExpr::binary(advance, counter.clone(), step, counter.ty);
        self.assign(counter, next);
        self.goto(head);
        self.loop_end(at, range);
    }

    /// Whether 64 bits have room for the sum of the value and another such value.
    fn is_narrow(&self, value: &CExpr) -> bool {
        let inner = match &value.kind {
            CExprKind::Cast(inner) => inner,
            _ => value,
        };
        matches!(self.cx.types[inner.ty], types::Type::Int(kind) if kind.bits() <= 32)
    }

    /// A step of unknown sign where stop and step are narrow: a counter of 64 bits goes past the stop without overflow.
    fn wide_range(
        &mut self,
        range: &ForRange,
        counter: CExpr,
        start: CExpr,
        stop: CExpr,
        step: CExpr,
    ) {
        let span = self.b.span();
        let wide = |value: &CExpr| value.clone().cast(Ty::LONGLONG);
        let (stop, step) = (wide(&stop), wide(&step));
        let zero = || CExpr::int(0, Ty::LONGLONG);
        let position = self.variable(Ty::LONGLONG);
        self.assign(position.clone(), wide(&start));
        let [none, some, head] = std::array::from_fn(|_| self.new_block());
        let at = self.loop_blocks();
        self.split_likely(compare(BinOp::Eq, step.clone(), zero()), none, some, false);
        self.go_on_in(none);
        self.zero_step();
        self.go_on_in(some);
        self.goto(head);
        self.go_on_in(head);
        let rising = compare(BinOp::Gt, step.clone(), zero());
        let below = compare(BinOp::Lt, position.clone(), stop.clone());
        let above = compare(BinOp::Gt, position.clone(), stop);
        let more = CExprKind::Cond(Box::new(rising), Box::new(below), Box::new(above));
        self.split(CExpr::new(more, Ty::BINT), at.body, at.done);
        self.go_on_in(at.body);
        self.assign(counter.clone(), position.clone().cast(counter.ty));
        self.loop_body(at, &range.body);
        self.go_on_in(at.next);
        self.b.at(span);
        let next = CExpr::binary(BinOp::Add, position.clone(), step, Ty::LONGLONG);
        self.assign(position, next);
        self.goto(head);
        self.loop_end(at, range);
    }

    /// The test at the head of the loop; goes on in the body.
    fn start_test(
        &mut self,
        head: BlockId,
        counter: &CExpr,
        (test, stop): (BinOp, CExpr),
        at: LoopBlocks,
    ) {
        self.goto(head);
        self.go_on_in(head);
        self.split(compare(test, counter.clone(), stop), at.body, at.done);
        self.go_on_in(at.body);
    }

    fn loop_end(&mut self, at: LoopBlocks, range: &ForRange) {
        self.go_on_in(at.done);
        self.stmts(&range.after);
        self.stmts(&range.orelse);
        self.goto(at.end);
        self.go_on_in(at.end);
    }

    /// How often the body runs.
    fn turns(
        &mut self,
        start: &CExpr,
        stop: &CExpr,
        step: &CExpr,
        constant: Option<i128>,
    ) -> CExpr {
        let up = |this: &Self| this.turns_one_way(start, stop, wide(step.clone()));
        let down = |this: &Self| {
            let magnitude = match constant {
                Some(value) => CExpr::int(-value, Ty::ULONGLONG),
                None => {
                    let negated = CExprKind::Unary(UnOp::Neg, Box::new(wide(step.clone())));
                    CExpr::new(negated, Ty::ULONGLONG)
                }
            };
            this.turns_one_way(stop, start, magnitude)
        };
        let turns = self.variable(Ty::ULONGLONG);
        match constant {
            Some(0) => {
                self.zero_step();
            }
            Some(value) => {
                let value = if value > 0 { up(self) } else { down(self) };
                self.assign(turns.clone(), value);
            }
            None => self.turns_by_sign(step, &turns, up, down),
        }
        turns
    }

    fn turns_by_sign(
        &mut self,
        step: &CExpr,
        turns: &CExpr,
        up: impl Fn(&Self) -> CExpr,
        down: impl Fn(&Self) -> CExpr,
    ) {
        let zero = CExpr::int(0, step.ty);
        let [rising, other, falling, none, end] = std::array::from_fn(|_| self.new_block());
        self.split(compare(BinOp::Gt, step.clone(), zero.clone()), rising, other);
        self.go_on_in(rising);
        let value = up(self);
        self.assign(turns.clone(), value);
        self.goto(end);
        self.go_on_in(other);
        self.split_likely(compare(BinOp::Eq, step.clone(), zero), none, falling, false);
        self.go_on_in(none);
        self.zero_step();
        self.go_on_in(falling);
        let value = down(self);
        self.assign(turns.clone(), value);
        self.goto(end);
        self.go_on_in(end);
    }

    /// `low < high ? (high - low - 1) / step + 1 : 0`, where the step is positive.
    fn turns_one_way(&self, low: &CExpr, high: &CExpr, step: CExpr) -> CExpr {
        let binary = |op, left, right| CExpr::binary(op, left, right, Ty::ULONGLONG);
        let one = || CExpr::int(1, Ty::ULONGLONG);
        let distance = binary(BinOp::Sub, wide(high.clone()), wide(low.clone()));
        let last = binary(BinOp::Div, binary(BinOp::Sub, distance, one()), step);
        let some = binary(BinOp::Add, last, one());
        let any = compare(BinOp::Lt, low.clone(), high.clone());
        let zero = CExpr::int(0, Ty::ULONGLONG);
        CExpr::new(CExprKind::Cond(Box::new(any), Box::new(some), Box::new(zero)), Ty::ULONGLONG)
    }

    fn zero_step(&mut self) {
        let text = CExprKind::CStr(b"range() arg 3 must not be zero".to_vec());
        if !self.gil {
            self.enter(RegionKind::Gil);
        }
        self.op("err.value", vec![CExpr::new(text, Ty::CONST_CHAR_PTR)]);
    }

    fn counted_range(&mut self, range: &ForRange, counter: CExpr, step: CExpr, turns: CExpr) {
        let at = self.loop_blocks();
        let advance = self.new_block();
        let zero = CExpr::int(0, Ty::ULONGLONG);
        let span = self.b.span();
        let any = compare(BinOp::Ne, turns.clone(), zero.clone());
        self.split(any, at.body, at.done);
        self.go_on_in(at.body);
        self.loop_body(at, &range.body);
        self.go_on_in(at.next);
        self.b.at(span);
        let one = CExpr::int(1, Ty::ULONGLONG);
        let left = CExpr::binary(BinOp::Sub, turns.clone(), one, Ty::ULONGLONG);
        self.assign(turns.clone(), left);
        self.split(compare(BinOp::Ne, turns, zero), advance, at.done);
        self.go_on_in(advance);
        let next = CExpr::binary(BinOp::Add, counter.clone(), step, counter.ty);
        self.assign(counter, next);
        self.goto(at.body);
        self.loop_end(at, range);
    }
}

fn wide(value: CExpr) -> CExpr {
    value.cast(Ty::ULONGLONG)
}
