//! Python's order of evaluation over lazy C expressions.
//!
//! [`Lowerer::expr`] returns a tree that reads its variables where it is *used*. Operands are lowered one after the other;
//! when a later one emitted statements that change what an earlier one reads, the earlier one is read into a temporary at the
//! place where its turn was. So `x + f()` is one C sum if `f` cannot change `x`, and a temporary before the call otherwise.

use crate::function::Lowerer;
use mir::{BlockId, CExpr, CExprKind, LocalId, LocalKind, Stmt, StmtKind};
use types::Type;

/// What a statement changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Event {
    /// C globals, memory behind pointers, locals whose address is taken.
    Memory,
    Local(LocalId),
}

/// Values whose turn has come, and where that was.
#[derive(Default)]
pub(crate) struct Pending {
    items: Vec<(CExpr, Option<Position>)>,
}

#[derive(Clone, Copy)]
struct Position {
    block: BlockId,
    index: usize,
    log: usize,
}

/// What an expression reads that can change.
#[derive(Default)]
struct Reads {
    memory: bool,
    locals: Vec<LocalId>,
}

impl Lowerer<'_, '_> {
    /// Lowers operands in order. Objects come as locals, constants or NULL.
    pub fn operands<'e>(&mut self, exprs: impl IntoIterator<Item = &'e tir::Expr>) -> Vec<CExpr> {
        let mut pending = Pending::default();
        for expr in exprs {
            self.operand(&mut pending, expr);
        }
        self.settle(pending)
    }

    pub fn operand(&mut self, pending: &mut Pending, expr: &tir::Expr) {
        let value = self.expr(expr);
        self.hold(pending, value);
    }

    /// Adds a value that has just been computed.
    pub fn hold(&mut self, pending: &mut Pending, value: CExpr) {
        let value = self.as_operand(value);
        let position = self.open.then(|| {
            let block = self.b.current();
            let index = self.b.func.blocks[block].stmts.len();
            Position { block, index, log: self.log.len() }
        });
        pending.items.push((value, position));
    }

    /// The values, fit to be used here.
    pub fn settle(&mut self, mut pending: Pending) -> Vec<CExpr> {
        // From the last, so that what is inserted does not move the places of the others.
        for (value, position) in pending.items.iter_mut().rev() {
            let Some(at) = *position else { continue };
            let changed = &self.log[at.log..];
            if changed.is_empty() || !self.reads(value).changed_by(changed) {
                continue;
            }
            let temp = self.temp(value.ty);
            let value = std::mem::replace(value, temp.clone());
            let kind = StmtKind::Assign { place: temp, value };
            let span = self.b.span();
            self.b.func.blocks[at.block].stmts.insert(at.index, Stmt { kind, span });
        }
        pending.items.into_iter().map(|(value, _)| value).collect()
    }

    /// No statement can change the value.
    pub fn is_stable(&self, value: &CExpr) -> bool {
        let reads = self.reads(value);
        !reads.memory && reads.locals.is_empty()
    }

    fn reads(&self, value: &CExpr) -> Reads {
        let mut reads = Reads::default();
        self.add_reads(value, &mut reads);
        reads
    }

    fn add_reads(&self, value: &CExpr, reads: &mut Reads) {
        // An array as a value is its address.
        if matches!(self.cx.types.resolved(value.ty), Type::Array(..)) {
            return self.add_address_reads(value, reads);
        }
        match &value.kind {
            CExprKind::Local(id) if self.is_own_temp(*id) => {}
            CExprKind::Local(id) => match self.local_kind(*id) {
                LocalKind::Memory | LocalKind::Field(_) => reads.memory = true,
                LocalKind::Param | LocalKind::Named | LocalKind::Temp => reads.locals.push(*id),
            },
            CExprKind::AddrOf(place) => self.add_address_reads(place, reads),
            CExprKind::Global(_) | CExprKind::Deref(_) | CExprKind::Index(..) => {
                reads.memory = true;
            }
            CExprKind::Arrow(..) | CExprKind::ObjField(..) => reads.memory = true,
            CExprKind::Extern(_) => {
                reads.memory |= !matches!(self.cx.types.resolved(value.ty), Type::Func(_));
            }
            CExprKind::Func(_)
            | CExprKind::Const(_)
            | CExprKind::Int(_)
            | CExprKind::Float(_)
            | CExprKind::CStr(_)
            | CExprKind::Null
            | CExprKind::Module
            | CExprKind::Cache
            | CExprKind::ClassObject(_)
            | CExprKind::FrameType
            | CExprKind::SizeOf(_)
            | CExprKind::ItemType(_)
            | CExprKind::Verbatim(_) => {}
            CExprKind::Unary(..)
            | CExprKind::Binary(..)
            | CExprKind::Cast(_)
            | CExprKind::Cond(..)
            | CExprKind::Field(..)
            // An object has one vtable all its life.
            | CExprKind::Slot(..)
            | CExprKind::Op(..)
            | CExprKind::Struct(_)
            | CExprKind::IsNull(_) => {}
        }
        if !matches!(value.kind, CExprKind::AddrOf(_)) {
            value.for_each_child(&mut |child| self.add_reads(child, reads));
        }
    }

    /// What the address of a place depends on: not on what is there.
    fn add_address_reads(&self, place: &CExpr, reads: &mut Reads) {
        match &place.kind {
            CExprKind::Local(_) | CExprKind::Global(_) | CExprKind::Extern(_) => {}
            CExprKind::Field(base, _) => self.add_address_reads(base, reads),
            _ => place.for_each_child(&mut |child| self.add_reads(child, reads)),
        }
    }
}

impl Reads {
    fn changed_by(&self, events: &[Event]) -> bool {
        events.iter().any(|event| match event {
            Event::Memory => self.memory,
            Event::Local(id) => self.locals.contains(id),
        })
    }
}
