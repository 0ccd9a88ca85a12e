//! The entry of a function for callers that have numbers.
//!
//! ```text
//! func f(n) -> object        func f_direct(thread, n?, n', value) -> longlong
//!   ...                        b0: if isnull(thread) then b1 else b2
//!   return x                   b1: if int.is_word(n?) then b3 else b4        ; the caller has objects only
//!                              b2: goto b5                                   ; n' is there, and perhaps its box n?
//!                              b3: n' := int.longlong(n?) ; goto b5
//!                              b4: n := n? ; goto b9
//!                              b5: ...                                       ; the fast copy
//!                                  return x'
//!                              b9: ...                                       ; the general copy
//!                                  value.put_object value, x ; return -2147000001
//!                            func f(n) -> object                             ; for all others
//!                              %1 = call f_direct(null, n, 0, addr(%2))
//! ```

use super::callees::Callee;
use super::plan::Plan;
use super::values::call;
use crate::edit::*;
use crate::unbox::Rep;
use builtins::Fails;
use mir::{
    BinOp, BlockId, Builder, CExpr, CExprKind, Function, Linkage, Local, LocalId, LocalKind,
    OnError, Phase, StmtKind, Term,
};
use types::Ty;

/// What the direct entry has beside the function's own parameters.
pub(super) struct Entry {
    pub value: LocalId,
    /// The thread of a caller that has numbers; NULL where objects are passed.
    thread: LocalId,
    /// The parameters that hold objects: those of the function itself become variables.
    objects: Vec<LocalId>,
    numbers: Vec<Option<LocalId>>,
}

impl Entry {
    /// Gives the function the parameters of a direct entry.
    pub fn new(f: &mut Function, plan: &mut Plan<'_>) -> Entry {
        let param = |f: &mut Function, ty: Ty| {
            f.locals.push(Local { name: None, ty, kind: LocalKind::Param, maybe_unbound: false })
        };
        let own = std::mem::take(&mut f.params);
        let thread = param(f, Ty::THREADSTATE);
        f.params.push(thread);
        let mut entry = Entry { value: thread, thread, objects: Vec::new(), numbers: Vec::new() };
        for id in own {
            let rep = plan.rep(id);
            let object = match rep {
                Some(_) => {
                    f.locals[id].kind = LocalKind::Named;
                    let given = param(f, f.locals[id].ty);
                    plan.given.insert(id, given);
                    given
                }
                None => id,
            };
            f.params.push(object);
            let number = rep.map(|rep| param(f, rep.c_type()));
            f.params.extend(number);
            entry.objects.push(object);
            entry.numbers.push(number);
        }
        entry.value = param(f, Ty::VALUE_PTR);
        f.params.push(entry.value);
        f.ret = plan.result.map_or(Ty::INT, Rep::c_type);
        f.on_error = OnError::Return(elsewhere(plan.result, -1));
        f.cname.push_str("_direct");
        f.linkage = Linkage::Static;
        entry
    }

    /// The first block: the caller has numbers, or objects that are what the fast copy assumes, or it has not.
    pub fn choose(
        &self,
        f: &mut Function,
        plan: &Plan<'_>,
        own: &[LocalId],
        thread: Option<LocalId>,
        fast: BlockId,
        general: BlockId,
    ) {
        let numbers = new_block(f, Function::ROOT, false, Term::Goto(fast));
        let objects = new_block(f, Function::ROOT, false, Term::Goto(general));
        let read = new_block(f, Function::ROOT, false, Term::Goto(fast));
        let other = new_block(f, Function::ROOT, true, Term::Goto(general));
        let span = f.span;
        let mut holds: Option<CExpr> = None;
        for ((&id, &object), &number) in own.iter().zip(&self.objects).zip(&self.numbers) {
            let (Some(rep), Some(number)) = (plan.rep(id), number) else { continue };
            let given = use_of(f, object);
            let word = plan.values.words[id];
            let value = assign_stmt(f, word, use_of(f, number), span);
            f.blocks[numbers].stmts.push(value);
            let value = assign_stmt(f, word, call(rep.value_op(), vec![given.clone()]), span);
            f.blocks[read].stmts.push(value);
            let copy = assign_stmt(f, id, given.clone(), span);
            f.blocks[other].stmts.push(copy);
            let test = call(rep.test_op(), vec![given]);
            holds = Some(match holds {
                Some(before) => CExpr::binary(BinOp::And, before, test, Ty::BINT),
                None => test,
            });
        }
        if let Some(thread) = thread {
            let passed = assign_stmt(f, thread, use_of(f, self.thread), span);
            f.blocks[numbers].stmts.push(passed);
            let ask = op_stmt(Some(thread), "calls.thread", Vec::new(), span);
            f.blocks[read].stmts.push(ask);
        }
        f.blocks[objects].term = match holds {
            Some(cond) => Term::If { cond, then: read, other, likely: Some(true) },
            None => Term::Goto(read),
        };
        let cond = CExpr::new(CExprKind::IsNull(Box::new(use_of(f, self.thread))), Ty::BINT);
        f.blocks[Function::ENTRY].term =
            Term::If { cond, then: objects, other: numbers, likely: Some(false) };
    }

    /// Lets what is still returned as an object go to the caller's value.
    pub fn returns(&self, f: &mut Function, result: Option<Rep>) {
        for id in f.blocks.ids() {
            let Term::Return(Some(value)) = f.blocks[id].term.clone() else { continue };
            if value.ty == f.ret {
                continue;
            }
            let span = f.blocks[id].stmts.last().map_or(f.span, |stmt| stmt.span);
            let to = use_of(f, self.value);
            let put = op_stmt(None, "value.put_object", vec![to, value], span);
            f.blocks[id].stmts.push(put);
            f.blocks[id].term = Term::Return(Some(elsewhere(result, 1)));
        }
    }
}

/// What a direct entry returns where something else than a number is the result, and hardly ever otherwise. Without a
/// number for a result it is this status.
pub(super) fn elsewhere(result: Option<Rep>, status: i128) -> CExpr {
    match result {
        Some(Rep::Word) => CExpr::int(-2_147_000_001, Ty::LONGLONG),
        Some(Rep::Double) => {
            CExpr::new(CExprKind::Float((-2_147_000_001.5f64).to_bits()), Ty::DOUBLE)
        }
        None => CExpr::int(status, Ty::INT),
    }
}

/// The function that everybody else calls.
pub(super) fn wrapper(old: &Function, callee: &Callee, result: Option<Rep>) -> Function {
    let on_error = old.on_error.clone();
    let mut b = Builder::new(old.cname.clone(), old.ret, on_error, old.span);
    let mut args = vec![CExpr::null(Ty::THREADSTATE)];
    for (&id, rep) in old.params.iter().zip(&callee.params) {
        let ty = old.locals[id].ty;
        let param = b.param(old.locals[id].name, ty);
        args.push(CExpr::local(param, ty));
        args.extend(rep.map(|rep| match rep {
            Rep::Word => CExpr::int(0, Ty::LONGLONG),
            Rep::Double => CExpr::new(CExprKind::Float(0), Ty::DOUBLE),
        }));
    }
    let slot = b.local(None, Ty::VALUE, LocalKind::Memory);
    let address =
        CExpr::new(CExprKind::AddrOf(Box::new(CExpr::local(slot, Ty::VALUE))), Ty::VALUE_PTR);
    args.push(address.clone());
    let returned = b.temp(result.map_or(Ty::INT, Rep::c_type));
    let target = mir::Callee::Func(callee.entry);
    b.push(StmtKind::Call { dst: Some(returned), callee: target, args, fails: Fails::Never });
    let returned = CExpr::local(returned, result.map_or(Ty::INT, Rep::c_type));
    match result {
        Some(rep) => {
            let (number, other, object) = (b.new_block(), b.new_block(), b.new_block());
            let special = elsewhere(result, 1);
            let cond = CExpr::binary(BinOp::Eq, returned.clone(), special, Ty::BINT);
            b.terminate(Term::If { cond, then: other, other: number, likely: Some(false) });
            b.switch_to(number);
            let made = b.op(builtins::Op::named(rep.box_op()), vec![returned]);
            b.terminate(Term::Return(made.map(|made| CExpr { ty: old.ret, ..made })));
            b.switch_to(other);
            let kind = b.op(builtins::Op::named("call.kind"), vec![address.clone()]);
            let cond = kind.unwrap_or(CExpr::int(1, Ty::INT));
            b.terminate(Term::If { cond, then: object, other: number, likely: None });
            b.switch_to(object);
        }
        None => {
            b.op(builtins::Op::named("call.status"), vec![returned]);
        }
    }
    let object = b.op(builtins::Op::named("value.object"), vec![address]);
    b.terminate(Term::Return(object));
    let mut f = b.finish();
    f.phase = Phase::Exits;
    f.linkage = old.linkage;
    f
}
