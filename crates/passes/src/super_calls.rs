//! Methods of `super()` without the super object.
//!
//! ```text
//! before   %3 = call.args %1, %2, self      ; super(__class__, self)
//!          %4 = call.method 'm', %3, x
//! after    %6 = super.load %1, %2, self, 'm', &%5, cache
//!          %4 = method.call %6, %5, self, x
//! ```
//! The operation finds the method as the super object would, and remembers it for the type of `self`; where `super` is
//! something else by then, it calls that. The benchmark `oo_classes` has such a call.

use crate::edit::*;
use crate::{Context, Pass};
use base::{IdVec, Span};
use mir::*;
use types::Ty;

pub const PASS: Pass = Pass {
    name: "super-calls",
    phase: Phase::High,
    leaves: Phase::High,
    after: &["fold-temps", "dead-code"],
    run,
};

fn run(f: &mut Function, cx: &mut Context<'_>) {
    if !f.blocks.iter().flat_map(|block| &block.stmts).any(|stmt| is_super(stmt, cx).is_some()) {
        return;
    }
    let uses = count_uses(f);
    for block in f.blocks.ids() {
        let mut at = 0;
        while at < f.blocks[block].stmts.len() {
            if let Some(call) = SuperCall::find(f, cx, block, at, &uses) {
                call.rewrite(f, block);
            }
            at += 1;
        }
    }
}

/// The local that holds the builtin `super`.
fn is_super(stmt: &Stmt, cx: &Context<'_>) -> Option<LocalId> {
    let StmtKind::Op { dst: Some(dst), op, args } = &stmt.kind else { return None };
    let CExprKind::Const(name) = args.get(1)?.kind else { return None };
    let Const::Name(name) = *cx.consts.get(name)? else { return None };
    let gets = matches!(op.name, "builtin.get" | "builtin.now");
    (gets && &cx.names[name] == "super").then_some(*dst)
}

/// A super object that is made for the call of one of its methods, all in one block.
struct SuperCall {
    /// Where the object is made; where its method is looked up; where that is called, if that is a step of its own.
    made: usize,
    lookup: usize,
    call: Option<usize>,
    /// What is called to make it, the class, the object.
    made_of: [CExpr; 3],
}

impl SuperCall {
    fn find(
        f: &Function,
        cx: &Context<'_>,
        block: BlockId,
        made: usize,
        uses: &IdVec<LocalId, u32>,
    ) -> Option<SuperCall> {
        let stmts = &f.blocks[block].stmts;
        let StmtKind::Op { dst: Some(object), op, args } = &stmts[made].kind else { return None };
        let [callee, class, receiver] = args.as_slice() else { return None };
        let is_call = op.name == "call.args" && f.locals[*object].kind == LocalKind::Temp;
        let callee_is_super =
            stmts[..made].iter().any(|stmt| is_super(stmt, cx) == callee.as_local());
        if !is_call || callee.as_local().is_none() || !callee_is_super {
            return None;
        }
        let lookup =
            made + 1 + stmts[made + 1..].iter().position(|stmt| mentions(stmt, *object))?;
        let StmtKind::Op { op, args, .. } = &stmts[lookup].kind else { return None };
        let call = match op.name {
            "call.method" if args[1].as_local() == Some(*object) && uses[*object] == 1 => None,
            "method.load" if args[0].as_local() == Some(*object) && uses[*object] == 2 => {
                Some(method_call(stmts, lookup, *object)?)
            }
            _ => return None,
        };
        let end = call.unwrap_or(lookup);
        let same = |expr: &CExpr| stays(f, &stmts[made..end], expr);
        let made_of = [callee.clone(), class.clone(), receiver.clone()];
        made_of.iter().all(same).then_some(SuperCall { made, lookup, call, made_of })
    }

    fn rewrite(self, f: &mut Function, block: BlockId) {
        let receiver = self.made_of[2].clone();
        let (made, lookup) = (self.made, self.lookup);
        if let Some(call) = self.call
            && let StmtKind::Op { op, args, .. } = &mut f.blocks[block].stmts[call].kind
        {
            let at = if op.name == "method.call" { 2 } else { 3 };
            args[at] = receiver.clone();
        }
        let stmt = f.blocks[block].stmts[self.lookup].clone();
        let StmtKind::Op { dst, args, .. } = stmt.kind else { return };
        let steps = match self.call {
            Some(_) => vec![load(dst, self.made_of, args[1].clone(), args[2].clone(), stmt.span)],
            None => {
                let mut rest = args;
                let name = rest.remove(0);
                rest[0] = receiver;
                self.in_two_steps(f, dst, name, rest, stmt.span)
            }
        };
        let stmts = &mut f.blocks[block].stmts;
        stmts.splice(lookup..=lookup, steps);
        stmts.remove(made);
    }

    /// A call of a method as a look-up and a call. The receiver is the first of the arguments.
    fn in_two_steps(
        self,
        f: &mut Function,
        dst: Option<LocalId>,
        name: CExpr,
        args: Vec<CExpr>,
        span: Span,
    ) -> Vec<Stmt> {
        let kind = LocalKind::Memory;
        let unbound = Local { name: None, ty: Ty::INT, kind, maybe_unbound: false };
        let unbound = f.locals.push(unbound);
        let flag = use_of(f, unbound);
        let address = CExpr::new(CExprKind::AddrOf(Box::new(flag.clone())), Ty::INT_PTR);
        let method = new_temp(f, Ty::OBJECT);
        let mut call = vec![use_of(f, method), flag];
        call.extend(args);
        vec![
            load(Some(method), self.made_of, name, address, span),
            op_stmt(dst, "method.call", call, span),
        ]
    }
}

fn load(
    dst: Option<LocalId>,
    [callee, class, receiver]: [CExpr; 3],
    name: CExpr,
    unbound: CExpr,
    span: Span,
) -> Stmt {
    let cache = CExpr::new(CExprKind::Cache, Ty::CACHE);
    op_stmt(dst, "super.load", vec![callee, class, receiver, name, unbound, cache], span)
}

fn mentions(stmt: &Stmt, local: LocalId) -> bool {
    let mut found = false;
    stmt.for_each_use(&mut |id| found |= id == local);
    found
}

/// The call of the method that was loaded, with the object as the receiver.
fn method_call(stmts: &[Stmt], lookup: usize, object: LocalId) -> Option<usize> {
    let call = lookup + 1 + stmts[lookup + 1..].iter().position(|stmt| mentions(stmt, object))?;
    let StmtKind::Op { op, args, .. } = &stmts[call].kind else { return None };
    let at = match op.name {
        "method.call" => 2,
        "method.call_kw" => 3,
        _ => return None,
    };
    (args.get(at)?.as_local() == Some(object)).then_some(call)
}

/// Whether an operand is the same at the end of the statements.
fn stays(f: &Function, stmts: &[Stmt], expr: &CExpr) -> bool {
    match expr.kind {
        CExprKind::Const(_) => true,
        CExprKind::Local(id) => {
            f.locals[id].kind != LocalKind::Memory
                && !stmts.iter().any(|stmt| {
                    stmt.defines() == Some(id)
                        || matches!(stmt.kind, StmtKind::Unbind(gone) if gone == id)
                })
        }
        _ => false,
    }
}
