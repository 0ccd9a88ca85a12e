//! Direct calls in the fast copy.
//!
//! ```text
//! before   %3 = global.get module, "f", cache       after   %4' := ...
//!          %4 = ...                                         %7 = global.is module, cache, 0 ; side exit if it is not
//!          %5 = call.args %3, %4                            calls.enter thread
//!                                                           %8 = call f_direct(thread, null, %4', addr(%9))
//!                                                           calls.leave thread
//!                                                           if (%8 == -2147000001) then b1 else b3
//!                                                   b1:     if call.kind addr(%9) then b2 else b3
//!                                                   b2:     %10 = value.object addr(%9) ; side exit if it is no word
//!                                                   b3:     %5' := %8
//! ```

use super::boxes::HasBox;
use super::callees::{Callee, direct, in_words};
use super::entry::elsewhere;
use super::kinds::Kind;
use super::values::call;
use super::write::Copier;
use crate::edit::*;
use crate::unbox::{Rep, local_of};
use builtins::{Fails, Op};
use mir::{BinOp, BlockId, CExpr, CExprKind, LocalId, LocalKind, Stmt, StmtKind, Term, UnOp};
use std::collections::HashMap;
use types::Ty;

impl Copier<'_, '_, '_> {
    pub(super) fn direct(&mut self, stmt: &Stmt) {
        let StmtKind::Op { dst, op, args } = &stmt.kind else { return };
        let plan = self.plan;
        let Some(callee) = direct(&plan.calls, op.name, args) else { return };
        let span = stmt.span;
        let index = CExpr::int(callee.index as i128, Ty::INT);
        let module = CExpr::new(CExprKind::Module, Ty::MODULE);
        let is = new_temp(self.f, Ty::BINT);
        match local_of(&args[0]).filter(|id| plan.unread.contains(id)) {
            Some(_) => {
                let cache = CExpr::new(CExprKind::Cache, Ty::CACHE);
                self.op(is, "global.is", vec![module, cache, index], span);
            }
            None => self.op(is, "func.is", vec![args[0].clone(), module, index], span),
        }
        let is = use_of(self.f, is);
        let other = CExpr::new(CExprKind::Unary(UnOp::Not, Box::new(is)), Ty::BINT);
        self.leave_if(other, None, span);
        let once = self.look(plan.looks_of(self.old, stmt), span);
        let slot = self.slot();
        let given = self.given(callee, &args[1..], slot.clone(), &once);
        let thread: Vec<_> = self.thread.iter().map(|&id| use_of(self.f, id)).collect();
        let kind = StmtKind::Op { dst: None, op: Op::named("calls.enter"), args: thread.clone() };
        self.put(kind, span);
        let rep = match callee.result {
            Kind::Int => Some(Rep::Word),
            Kind::Float => Some(Rep::Double),
            Kind::Nothing | Kind::Any | Kind::Other => None,
        };
        let returned = new_temp(self.f, rep.map_or(Ty::INT, Rep::c_type));
        let target = mir::Callee::Func(callee.entry);
        let kind = StmtKind::Call {
            dst: Some(returned),
            callee: target,
            args: given,
            fails: Fails::Never,
        };
        self.put(kind, span);
        self.put(StmtKind::Op { dst: None, op: Op::named("calls.leave"), args: thread }, span);
        let returned = use_of(self.f, returned);
        if rep.is_none() {
            let op = Op::named("call.status");
            self.put(StmtKind::Op { dst: None, op, args: vec![returned.clone()] }, span);
        }
        let Some(dst) = *dst else { return };
        self.result(stmt, dst, rep, returned, slot);
    }

    /// The address of the function's place for results.
    fn slot(&mut self) -> CExpr {
        let found = self.f.locals.iter_enumerated().find(|(_, local)| local.ty == Ty::VALUE);
        let id = match found {
            Some((id, _)) => id,
            None => {
                let id = new_temp(self.f, Ty::VALUE);
                self.f.locals[id].kind = LocalKind::Memory;
                id
            }
        };
        let place = use_of(self.f, id);
        CExpr::new(CExprKind::AddrOf(Box::new(place)), Ty::VALUE_PTR)
    }

    fn given(
        &mut self,
        callee: &Callee,
        args: &[CExpr],
        slot: CExpr,
        once: &HashMap<LocalId, LocalId>,
    ) -> Vec<CExpr> {
        let words = in_words(self.plan, callee, args);
        let mut given = match self.thread.filter(|_| words) {
            Some(thread) => vec![use_of(self.f, thread)],
            None => vec![CExpr::null(Ty::THREADSTATE)],
        };
        for (arg, rep) in args.iter().zip(&callee.params) {
            let mut object = arg.clone();
            self.rewrite(&mut object, once);
            match rep {
                Some(_) if words => {
                    // The box comes along if there is one.
                    given.push(match local_of(arg).map(|id| (id, self.boxes.of(id))) {
                        None | Some((_, HasBox::Yes)) => object,
                        Some((id, HasBox::Given)) => use_of(self.f, self.plan.given[&id]),
                        Some((_, HasBox::No | HasBox::Maybe)) => CExpr::null(object.ty),
                    });
                    given.extend(self.plan.values.operand(arg).map(|(value, _)| value));
                }
                Some(Rep::Word) => given.extend([object, CExpr::int(0, Ty::LONGLONG)]),
                Some(Rep::Double) => {
                    given.extend([object, CExpr::new(CExprKind::Float(0), Ty::DOUBLE)]);
                }
                None => given.push(object),
            }
        }
        given.push(slot);
        given
    }

    fn result(&mut self, stmt: &Stmt, dst: LocalId, gives: Option<Rep>, value: CExpr, slot: CExpr) {
        let span = stmt.span;
        let object = self.new_block();
        let rest = self.new_block();
        match gives {
            Some(gives) => {
                let (number, other) = (self.new_block(), self.new_block());
                let special = elsewhere(Some(gives), 1);
                let cond = CExpr::binary(BinOp::Eq, value.clone(), special, Ty::BINT);
                self.f.blocks[self.block].term =
                    Term::If { cond, then: other, other: number, likely: Some(false) };
                self.block = other;
                let kind = new_temp(self.f, Ty::INT);
                self.op(kind, "call.kind", vec![slot.clone()], span);
                let cond = use_of(self.f, kind);
                self.f.blocks[other].cold = true;
                self.f.blocks[other].term =
                    Term::If { cond, then: object, other: number, likely: None };
                self.block = number;
                match self.plan.rep(dst) {
                    Some(rep) if rep == gives => {
                        self.assign(self.plan.values.words[dst], value, span);
                        if self.state.leaves_box(&self.boxes, stmt, dst) {
                            let word = self.word(dst);
                            self.op(dst, rep.box_op(), vec![word], span);
                        }
                        self.f.blocks[self.block].term = Term::Goto(rest);
                    }
                    // It is boxed for what is done with it.
                    _ => {
                        let made = new_temp(self.f, Ty::OBJECT);
                        self.op(made, gives.box_op(), vec![value], span);
                        self.arrive(stmt, dst, made, rest);
                    }
                }
                self.f.blocks[object].cold = true;
            }
            None => self.f.blocks[self.block].term = Term::Goto(object),
        }
        self.block = object;
        let taken = new_temp(self.f, Ty::OBJECT);
        self.op(taken, "value.object", vec![slot], span);
        self.arrive(stmt, dst, taken, rest);
        self.block = rest;
        if self.plan.rep(dst).is_some() && !self.state.leaves_box(&self.boxes, stmt, dst) {
            self.forget_box(dst, span);
        }
    }

    /// The result is there as an object: it is tested if it is to be a number.
    fn arrive(&mut self, stmt: &Stmt, dst: LocalId, object: LocalId, rest: BlockId) {
        let span = stmt.span;
        let value = use_of(self.f, object);
        match self.plan.rep(dst) {
            Some(rep) => {
                let holds = call(rep.test_op(), vec![value.clone()]);
                let exit = self.exit_with(dst, span);
                let leave = self.new_block();
                let go_on = self.new_block();
                self.f.blocks[leave].cold = true;
                self.f.blocks[self.block].term =
                    Term::If { cond: holds, then: go_on, other: leave, likely: Some(true) };
                self.block = leave;
                self.assign(dst, value.clone(), span);
                self.f.blocks[leave].term = Term::Goto(exit);
                self.block = go_on;
                let number = call(rep.value_op(), vec![value.clone()]);
                self.assign(self.plan.values.words[dst], number, span);
                if self.state.leaves_box(&self.boxes, stmt, dst) {
                    self.assign(dst, value, span);
                }
            }
            None => self.assign(dst, value, span),
        }
        self.f.blocks[self.block].term = Term::Goto(rest);
    }
}
