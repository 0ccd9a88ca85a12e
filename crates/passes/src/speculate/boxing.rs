//! Objects in the fast copy: where a number is looked at, and where it is returned.

use super::boxes::HasBox;
use super::entry::elsewhere;
use super::write::Copier;
use crate::edit::*;
use crate::unbox::local_of;
use base::Span;
use builtins::Op;
use mir::{BinOp, CExpr, CExprKind, LocalId, LocalKind, StmtKind, Term};
use std::collections::HashMap;
use types::Ty;

impl Copier<'_, '_, '_> {
    /// Makes sure that locals have their boxes; returns those that are boxed for this one look, and what in.
    pub fn look(&mut self, looked: Vec<LocalId>, span: Span) -> HashMap<LocalId, LocalId> {
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
                HasBox::Given => {
                    let given = use_of(self.f, self.plan.given[&id]);
                    self.op(id, rep.keep_op(), vec![given, word], span);
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
    pub fn rewrite(&self, expr: &mut CExpr, once: &HashMap<LocalId, LocalId>) {
        self.plan.values.rewrite(expr);
        expr.walk_mut(&mut |part| {
            if let CExprKind::Local(id) = &mut part.kind {
                *id = once.get(id).copied().unwrap_or(*id);
            }
        });
    }

    /// The local has a new number, and no box.
    pub fn forget_box(&mut self, id: LocalId, span: Span) {
        let there = matches!(self.boxes.of(id), HasBox::Yes | HasBox::Maybe);
        if there && self.f.locals[id].kind != LocalKind::Temp {
            let null = CExpr::null(self.f.locals[id].ty);
            self.assign(id, null, span);
        }
    }

    /// Returns a number to a direct caller.
    pub fn give(&mut self, value: LocalId, result: &CExpr, span: Span) {
        let known = local_of(result).map(|id| (id, self.boxes.of(id)));
        match known {
            // An object that others know.
            Some((id, HasBox::Yes)) => {
                let object = use_of(self.f, id);
                self.f.blocks[self.block].term = Term::Return(Some(object));
                return;
            }
            Some((id, HasBox::Given)) => {
                let given = use_of(self.f, self.plan.given[&id]);
                let region = self.f.blocks[self.block].region;
                let object = new_block(self.f, region, true, Term::Return(Some(given.clone())));
                let number = self.new_block();
                let none = CExpr::new(CExprKind::IsNull(Box::new(given)), Ty::BINT);
                self.f.blocks[self.block].term =
                    Term::If { cond: none, then: number, other: object, likely: Some(true) };
                self.block = number;
            }
            Some((_, HasBox::No | HasBox::Maybe)) | None => {}
        }
        let Some((number, rep)) = self.plan.values.operand(result) else { return };
        let special = elsewhere(Some(rep), 1);
        let (put, done) = (self.new_block(), self.new_block());
        let cond = CExpr::binary(BinOp::Eq, number.clone(), special, Ty::BINT);
        self.f.blocks[self.block].term =
            Term::If { cond, then: put, other: done, likely: Some(false) };
        self.block = put;
        let to = use_of(self.f, value);
        let op = Op::named("value.put_number");
        self.put(StmtKind::Op { dst: None, op, args: vec![to] }, span);
        self.f.blocks[put].cold = true;
        self.f.blocks[put].term = Term::Goto(done);
        self.f.blocks[done].term = Term::Return(Some(number));
    }
}
