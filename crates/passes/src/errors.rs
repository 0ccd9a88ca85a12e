//! Makes failure explicit: what can fail ends its block with a check that branches to where the exception goes.
//!
//! ```text
//! before   b0: %2 = list.get xs, i          after   b0: %2 = list.get xs, i
//!              return %2                                check null %2 fail b2 next b1
//!                                                   b1: return %2
//!                                                   b2: traceback
//!                                                       goto b3
//!                                                   b3: return null
//! ```
//! All failures with the same destination (a handler, or the way out of the function) share one landing block that adds
//! the traceback entry of this frame; the check knows the location. What re-raises an exception that has its entry goes
//! past it. Code that runs without the GIL takes it for the entry. A handler that begins with `exc.quiet` looks at exceptions
//! before they have their entry, and adds it itself.

use crate::edit::*;
use crate::{Context, Pass};
use base::{IdVec, Span};
use builtins::Fails;
use mir::*;
use std::collections::HashMap;
use types::{ExceptValue, Ty, TypeTable};

pub const PASS: Pass =
    Pass { name: "errors", phase: Phase::Exits, leaves: Phase::Errors, after: &["exits"], run };

fn run(f: &mut Function, cx: &mut Context<'_>) {
    let passing = f.blocks.ids().map(|id| passes_out(f, id)).collect();
    let mut errors = Errors { f, cx, exit: None, landings: HashMap::new(), passing };
    for id in errors.f.blocks.ids() {
        errors.block(id);
    }
    for block in errors.f.blocks.iter_mut() {
        // Implied edges are gone, and with them the meaning of `try`.
        if matches!(block.term, Term::Unwind | Term::EndFinally) {
            block.term = Term::Unreachable;
        }
    }
    for region in f.regions.iter_mut() {
        if matches!(region.kind, RegionKind::Try { .. }) {
            region.kind = RegionKind::Root;
        }
    }
    f.phase = Phase::Errors;
    remove_unreachable(f);
}

struct Errors<'a, 'c> {
    f: &'a mut Function,
    cx: &'a mut Context<'c>,
    /// The way out of the function with an exception.
    exit: Option<BlockId>,
    /// By destination and by the nearest GIL region: where the traceback entry is added.
    landings: HashMap<(Option<BlockId>, RegionId), BlockId>,
    /// Handlers that only give the GIL back or take it and let the exception out of the function.
    passing: IdVec<BlockId, bool>,
}

fn passes_out(f: &Function, id: BlockId) -> bool {
    let mut at = id;
    for _ in 0..f.blocks.len() {
        let next = match f.blocks[at].term {
            Term::Goto(to) => Some(to),
            Term::Unwind => f.handler(f.blocks[at].region),
            _ => return false,
        };
        match next {
            Some(next) => at = next,
            None => return true,
        }
    }
    false
}

impl Errors<'_, '_> {
    fn block(&mut self, id: BlockId) {
        let region = self.f.blocks[id].region;
        let rest = std::mem::take(&mut self.f.blocks[id].stmts).into_iter();
        let term = std::mem::replace(&mut self.f.blocks[id].term, Term::Unreachable);
        let cold = self.f.blocks[id].cold;
        let mut current = id;
        for stmt in rest {
            if !stmt.can_fail() {
                self.f.blocks[current].stmts.push(stmt);
                continue;
            }
            let (fails, value) = outcome(&stmt);
            let always = matches!(fails, Fails::Always | Fails::AlwaysNoTrace);
            let fail = self.target(region, fails != Fails::AlwaysNoTrace);
            let span = stmt.span;
            if let StmtKind::CheckBound(local, reader) = stmt.kind {
                let next = new_block(self.f, region, cold, Term::Unreachable);
                self.unbound(current, (local, reader), fail, next, span);
                current = next;
                continue;
            }
            self.f.blocks[current].stmts.push(stmt);
            let next =
                if always { fail } else { new_block(self.f, region, cold, Term::Unreachable) };
            let check = Term::Check { value, fails, fail, next, span };
            match suspicion(fails) {
                Some(sign) if self.f.without_gil(region) => self.ask(current, value, sign, check),
                _ => self.f.blocks[current].term = check,
            }
            if always {
                // What follows is not reached.
                return;
            }
            current = next;
        }
        self.f.blocks[current].term = match term {
            Term::Unwind => Term::Goto(self.target(region, false)),
            other => other,
        };
    }

    /// Without the GIL nobody may ask for the exception in flight directly: an operation that takes it does, where the
    /// result says that there may be one.
    fn ask(&mut self, block: BlockId, value: Option<LocalId>, sign: Sign, check: Term) {
        let Term::Check { fail, next, span, .. } = check else { return };
        let (region, cold) = (self.f.blocks[block].region, self.f.blocks[block].cold);
        let cond = value.and_then(|id| sign.test(use_of(self.f, id), self.cx.types));
        let asking = match cond {
            Some(cond) => {
                let asking = new_block(self.f, region, true, Term::Unreachable);
                self.f.blocks[block].term =
                    Term::If { cond, then: asking, other: next, likely: Some(false) };
                asking
            }
            None => block,
        };
        // From here on the answer tells of failure, not the call.
        if let Some(StmtKind::Call { fails, .. }) =
            self.f.blocks[block].stmts.last_mut().map(|stmt| &mut stmt.kind)
        {
            *fails = Fails::Never;
        }
        let answer = new_temp(self.f, Ty::BINT);
        let stmt = op_stmt(Some(answer), "exc.occurred_nogil", Vec::new(), span);
        self.f.blocks[asking].stmts.push(stmt);
        self.f.blocks[asking].cold |= cold;
        let fails = Fails::Equals(ExceptValue::Int(1));
        self.f.blocks[asking].term = Term::Check { value: Some(answer), fails, fail, next, span };
    }

    /// `if x == NULL` raises UnboundLocalError, in a block of its own.
    fn unbound(
        &mut self,
        block: BlockId,
        (id, reader): (LocalId, ReadBy),
        fail: BlockId,
        next: BlockId,
        span: Span,
    ) {
        let region = self.f.blocks[block].region;
        let fails = Fails::Always;
        let check = Term::Check { value: None, fails, fail, next: fail, span };
        let raise = new_block(self.f, region, true, check);
        let name = self.f.locals[id].name.map(|name| self.cx.name_const(name));
        let name = name
            .map_or(CExpr::null(Ty::OBJECT), |name| CExpr::new(CExprKind::Const(name), Ty::OBJECT));
        let row = match reader {
            _ if self.cx.types.as_view(self.f.locals[id].ty).is_some() => "err.unbound_view",
            ReadBy::Own => "err.unbound_local",
            ReadBy::Comprehension => "err.unbound_outer",
        };
        let stmt = op_stmt(None, row, vec![name], span);
        self.f.blocks[raise].stmts.push(stmt);
        let null = CExprKind::IsNull(Box::new(use_of(self.f, id)));
        self.f.blocks[block].term = Term::If {
            cond: CExpr::new(null, Ty::BINT),
            then: raise,
            other: next,
            likely: Some(false),
        };
    }

    /// Where an exception raised in the region goes; with a traceback entry added on the way if `traced`.
    fn target(&mut self, region: RegionId, traced: bool) -> BlockId {
        let handler = self.f.handler(region);
        let destination = match handler {
            Some(handler) => handler,
            None => self.exit(),
        };
        if let Some(seen) = handler.and_then(|handler| late(self.f, handler)) {
            return if traced { destination } else { seen };
        }
        // What is reported in this function shows those that it came through.
        let leaves = handler.is_none_or(|handler| self.passing[handler]);
        let reported = leaves && matches!(self.f.on_error, OnError::Unraisable(_));
        if !traced || reported || self.f.traceback_name.is_none() {
            return destination;
        }
        let side = self.side(region);
        if let Some(&landing) = self.landings.get(&(handler, side)) {
            return landing;
        }
        let landing = new_block(self.f, side, true, Term::Goto(destination));
        let span = self.f.span;
        let entry = Stmt { kind: StmtKind::Traceback, span };
        if self.f.without_gil(side) {
            let state = new_temp(self.f, Ty::GILSTATE);
            let give_back = op_stmt(None, "gil.release", vec![use_of(self.f, state)], span);
            let take = op_stmt(Some(state), "gil.ensure", Vec::new(), span);
            self.f.blocks[landing].stmts.extend([take, entry, give_back]);
        } else {
            self.f.blocks[landing].stmts.push(entry);
        }
        self.landings.insert((handler, side), landing);
        landing
    }

    /// The nearest region that has to do with the GIL.
    fn side(&self, region: RegionId) -> RegionId {
        let is_side =
            |id: &RegionId| matches!(self.f.regions[*id].kind, RegionKind::Gil | RegionKind::NoGil);
        self.f.regions_around(region).find(is_side).unwrap_or(Function::ROOT)
    }

    fn exit(&mut self) -> BlockId {
        if let Some(exit) = self.exit {
            return exit;
        }
        let (value, report) = match self.f.on_error.clone() {
            OnError::Return(value) => (Some(value), false),
            OnError::ReturnVoid => (None, false),
            OnError::Unraisable(value) => (value, true),
            // Lowering proved that nothing fails; should something, it is reported rather than lost.
            OnError::Impossible => (self.zero(), true),
        };
        let exit = new_block(self.f, Function::ROOT, true, Term::Return(value));
        if report {
            let name = self.f.traceback_name.as_ref().unwrap_or(&self.f.cname);
            let name = format!("{}.{name}", self.cx.module);
            let name = CExprKind::CStr(name.into_bytes());
            let name = CExpr::new(name, Ty::CONST_CHAR_PTR);
            let traceback = CExpr::int(i128::from(!self.f.brief), Ty::INT);
            let op = if self.f.nogil { "exc.unraisable_nogil" } else { "exc.unraisable" };
            let stmt = op_stmt(None, op, vec![name, traceback], self.f.span);
            self.f.blocks[exit].stmts.push(stmt);
        }
        self.exit = Some(exit);
        exit
    }

    /// A value of the return type that says nothing.
    fn zero(&self) -> Option<CExpr> {
        let ret = self.f.ret;
        if ret == Ty::VOID {
            None
        } else if self.cx.types.is_arithmetic(ret) {
            Some(CExpr::int(0, Ty::INT).cast(ret))
        } else {
            Some(CExpr::null(ret))
        }
    }
}

/// The block that a handler goes on to with exceptions that have their traceback entry, if it adds entries itself.
fn late(f: &Function, handler: BlockId) -> Option<BlockId> {
    let looks =
        |stmt: &Stmt| matches!(stmt.kind, StmtKind::Op { op, .. } if op.name == "exc.quiet");
    let block = &f.blocks[handler];
    let Term::If { other, .. } = block.term else { return None };
    let Term::Goto(seen) = f.blocks[other].term else { return None };
    block.stmts.iter().any(looks).then_some(seen)
}

/// A result that may mean an exception, so that the error indicator has to be asked.
pub(crate) enum Sign {
    /// Any result may.
    Any,
    Null,
    Equals(ExceptValue),
}

pub(crate) fn suspicion(fails: Fails) -> Option<Sign> {
    match fails {
        Fails::NullOccurred => Some(Sign::Null),
        Fails::Maybe(value) => Some(Sign::Equals(ExceptValue::Int(value.into()))),
        Fails::EqualsOccurred(value) => Some(Sign::Equals(value)),
        Fails::Occurred => Some(Sign::Any),
        Fails::Never
        | Fails::Null
        | Fails::Neg1
        | Fails::Negative
        | Fails::Equals(_)
        | Fails::Always
        | Fails::AlwaysNoTrace
        | Fails::Throws => None,
    }
}

impl Sign {
    /// The test of a result; nothing where the indicator is asked in any case.
    pub(crate) fn test(self, result: CExpr, types: &TypeTable) -> Option<CExpr> {
        let ty = result.ty;
        let constant = match self {
            Sign::Any => return None,
            Sign::Null => return Some(CExpr::new(CExprKind::IsNull(Box::new(result)), Ty::BINT)),
            Sign::Equals(ExceptValue::Int(value)) if types.is_float(ty) => {
                CExpr::new(CExprKind::Float((value as f64).to_bits()), ty)
            }
            Sign::Equals(ExceptValue::Int(value)) => CExpr::int(value, Ty::INT).cast(ty),
            Sign::Equals(ExceptValue::Float(bits)) if f64::from_bits(bits).is_nan() => {
                return Some(CExpr::binary(BinOp::Ne, result.clone(), result, Ty::BINT));
            }
            Sign::Equals(ExceptValue::Float(bits)) => CExpr::new(CExprKind::Float(bits), ty),
            Sign::Equals(ExceptValue::Null) => CExpr::null(ty),
            Sign::Equals(ExceptValue::Named(name)) => {
                let constant = CExpr::new(CExprKind::Verbatim(name), ty);
                if types.is_float(ty) {
                    // It may be what is not equal to itself.
                    let differs = |value: &CExpr| {
                        CExpr::binary(BinOp::Ne, value.clone(), value.clone(), Ty::BINT)
                    };
                    let both =
                        CExpr::binary(BinOp::And, differs(&result), differs(&constant), Ty::BINT);
                    let same = CExpr::binary(BinOp::Eq, result, constant, Ty::BINT);
                    return Some(CExpr::binary(BinOp::Or, same, both, Ty::BINT));
                }
                constant
            }
        };
        Some(CExpr::binary(BinOp::Eq, result, constant, Ty::BINT))
    }
}

/// How the failure of a statement shows, and in which local.
fn outcome(stmt: &Stmt) -> (Fails, Option<LocalId>) {
    match &stmt.kind {
        StmtKind::Op { dst, op, .. } => (op.fails, *dst),
        StmtKind::Call { dst, fails, .. } => (*fails, *dst),
        StmtKind::CheckBound(id, _) => (Fails::Null, Some(*id)),
        StmtKind::Assign { .. }
        | StmtKind::Unbind(_)
        | StmtKind::Traceback
        | StmtKind::IncRef(_)
        | StmtKind::XIncRef(_)
        | StmtKind::DecRef(_)
        | StmtKind::XDecRef(_)
        | StmtKind::Clear(_) => (Fails::Never, None),
    }
}
