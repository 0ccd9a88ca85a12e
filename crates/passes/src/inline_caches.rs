//! Attributes and methods by inline caches.
//!
//! ```text
//! before   %1 = obj.getattr x, 'name'          after   %1 = attr.get_cached x, 'name', cache
//!          %2 = call.method 'name', x, y               %2 = call.method_cached 'name', cache, x, y
//! ```
//! Each place remembers where it found the attribute for the types that it met last. The benchmarks `oo_classes` and
//! `json_parse` consist of such places.

use crate::{Context, Pass};
use builtins::Op;
use mir::*;
use types::Ty;

pub const PASS: Pass = Pass {
    name: "inline-caches",
    phase: Phase::High,
    leaves: Phase::High,
    after: &["fold-temps", "dead-code"],
    run,
};

fn run(f: &mut Function, cx: &mut Context<'_>) {
    for block in f.blocks.iter_mut() {
        for stmt in &mut block.stmts {
            if let StmtKind::Op { op, args, .. } = &mut stmt.kind
                && let Some((cached, name, place)) = with_cache(*op)
                && is_interned(&args[name], cx)
            {
                *op = Op::named(cached);
                args.insert(place, CExpr::new(CExprKind::Cache, Ty::CACHE));
            }
        }
    }
}

/// The row with a cache, the argument that is the name, and where the cache is among its arguments.
fn with_cache(op: Op) -> Option<(&'static str, usize, usize)> {
    Some(match op.name {
        "obj.getattr" => ("attr.get_cached", 1, 2),
        "obj.setattr" => ("attr.set_cached", 1, 3),
        "call.method" => ("call.method_cached", 0, 1),
        "call.method_kw" => ("call.method_kw_cached", 0, 1),
        "method.load" => ("method.load_cached", 1, 3),
        _ => return None,
    })
}

/// Caches compare names by identity.
fn is_interned(name: &CExpr, cx: &Context<'_>) -> bool {
    matches!(name.kind, CExprKind::Const(id) if matches!(cx.consts.get(id), Some(Const::Name(_))))
}
