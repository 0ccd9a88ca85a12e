//! Exceptions that nobody sees are not made.
//!
//! ```text
//! before   b1 r1: %1 = obj.getitem d, k              after   b1 r1: %9 = item.find_key d, k     ; NULL: absent
//!                 goto b2                                         if isnull(%9) then b5 else b4
//!          b7 r2: x := k0    ; except KeyError                b4 r1: %1 := %9, goto b2
//!                 goto b3                                     b5 r1: if exc.catches_key(KeyError) then b6 else b8
//!                                                             b6:    x := k0, goto b3     ; the handler, quiet
//!                                                             b8 r1: %8 = obj.getitem d, k     ; raises
//! ```
//! The body of an `except` clause of a builtin class is quiet if it neither looks at the exception nor runs code that could:
//! it stores, and adds small constants to what is an int. What such code would be able to see (the exception, its
//! traceback, `sys.exc_info()`) is not made: a look-up that fails in an exact container leads to a copy of the body
//! directly, and an exception that comes from elsewhere gets no traceback entry and is never the one being handled. Conditions
//! that only show at run time are tested first, and where they fail all is done as written. The benchmark `try_except` is
//! about this.

mod body;
mod rewrite;

use crate::{Context, Pass};
use body::Quiet;
use builtins::Op;
use mir::*;

pub const PASS: Pass = Pass {
    name: "quiet-handlers",
    phase: Phase::High,
    leaves: Phase::High,
    after: &["fold-temps", "dead-code"],
    run,
};

fn run(f: &mut Function, cx: &mut Context<'_>) {
    if !applies(f, cx) {
        return;
    }
    for region in f.regions.ids() {
        if let Some(handler) = Handler::find(f, cx, region) {
            rewrite::run(f, &handler);
        }
    }
}

/// Whether the handlers of a function can be quiet at all.
pub(crate) fn applies(f: &Function, cx: &Context<'_>) -> bool {
    let gil = |region: &Region| matches!(region.kind, RegionKind::NoGil | RegionKind::Gil);
    !cx.options.free_threaded && !f.nogil && !f.regions.iter().any(gil)
}

/// `try` with a first `except` clause that is quiet.
pub(crate) struct Handler {
    /// The region of the `try` body.
    pub body: RegionId,
    /// The block that exceptions of the body go to.
    entry: BlockId,
    /// The statement that gives the class, a builtin.
    pub class: Stmt,
    class_name: String,
    pub quiet: Quiet,
}

impl Handler {
    pub fn find(f: &Function, cx: &Context<'_>, region: RegionId) -> Option<Handler> {
        let RegionKind::Try { handler: entry } = f.regions[region].kind else { return None };
        let [fetch, enter] = f.blocks[entry].stmts.as_slice() else { return None };
        let Term::Goto(first) = f.blocks[entry].term else { return None };
        let (exc, _) = result_of(fetch, "exc.fetch")?;
        let (saved, _) = result_of(enter, "exc.enter")?;
        let handling = f.blocks[first].region;
        if f.regions[handling].kind != (RegionKind::Handler { saved }) {
            return None;
        }
        let [class, test] = f.blocks[first].stmts.as_slice() else { return None };
        let (class_local, class_args) = result_of(class, "builtin.get")?;
        let (matches, test_args) = result_of(test, "exc.matches")?;
        let Term::If { cond, then, .. } = &f.blocks[first].term else { return None };
        let tests_it = test_args[0].as_local() == Some(exc)
            && test_args[1].as_local() == Some(class_local)
            && cond.as_local() == Some(matches);
        let CExprKind::Const(name) = class_args[1].kind else { return None };
        let Const::Name(name) = *cx.consts.get(name)? else { return None };
        let class_name = cx.names[name].to_string();
        if !tests_it || !builtins::is_exception(&class_name) {
            return None;
        }
        let quiet = Quiet::find(f, cx, *then, handling)?;
        Some(Handler { body: region, entry, class: class.clone(), class_name, quiet })
    }
}

/// The result and the arguments of a statement, if it is the operation of this name.
fn result_of<'s>(stmt: &'s Stmt, name: &str) -> Option<(LocalId, &'s [CExpr])> {
    match &stmt.kind {
        StmtKind::Op { dst: Some(dst), op, args } if op.name == name => Some((*dst, args)),
        _ => None,
    }
}

/// The operation that tells a failed look-up from other failures, for what this class catches; and the test that the class
/// is what its name says.
fn finder(class_name: &str) -> Option<(&'static str, &'static [&'static str])> {
    Some(match class_name {
        "KeyError" => ("item.find_key", &["exc.catches_key"]),
        "IndexError" => ("item.find_index", &["exc.catches_index"]),
        "LookupError" | "Exception" => ("item.find", &["exc.catches_key", "exc.catches_index"]),
        _ => return None,
    })
}

fn is_lookup(op: Op) -> bool {
    matches!(op.name, "obj.getitem" | "dict.getitem")
}
