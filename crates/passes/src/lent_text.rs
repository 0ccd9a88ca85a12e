//! Text that is encoded only for C code to read it is not copied.
//!
//! ```text
//! before   %2 = str.encode s               after   %2 = text.of_utf8 s
//!          encoded := %2                           encoded := %2
//!          %3 = conv.to_chars encoded              %3 = text.chars encoded
//!          %4 = call f0(%3 as const char *)        %4 = call f0(%3 as const char *)
//! ```
//! Text of ASCII characters is its own encoding: the variable holds the str then, and a bytes object otherwise. That is right as long as all that
//! happens to the variable are pointers to `const char` and its length. The benchmark `cstrings` does this.

use crate::edit::*;
use crate::{Context, Pass};
use base::IdVec;
use builtins::Op;
use mir::*;
use types::Ty;

pub const PASS: Pass = Pass {
    name: "lent-text",
    phase: Phase::High,
    leaves: Phase::High,
    after: &["fold-temps", "dead-code"],
    run,
};

/// Operations that encode, and what they are for text that is lent.
const ENCODERS: &[(&str, &str)] = &[
    ("str.encode", "text.of_utf8"),
    ("str.encode_ascii", "text.of_ascii"),
    ("str.encode_latin1", "text.of_latin1"),
];

fn run(f: &mut Function, _: &mut Context<'_>) {
    let mut lent = IdVec::from_elem(false, f.locals.len());
    let mut any = false;
    for stmt in f.blocks.iter().flat_map(|block| &block.stmts) {
        if let Some((Some(dst), _)) = encoder(stmt) {
            lent[dst] = matches!(f.locals[dst].kind, LocalKind::Temp | LocalKind::Named);
            any = true;
        }
    }
    if !any {
        return;
    }
    add_variables(f, &mut lent);
    while remove_others(f, &mut lent) {}
    if lent.iter().any(|&is| is) {
        rewrite(f, &lent);
    }
}

fn encoder(stmt: &Stmt) -> Option<(Option<LocalId>, &'static str)> {
    let StmtKind::Op { dst, op, .. } = &stmt.kind else { return None };
    let (_, lent) = ENCODERS.iter().find(|(name, _)| *name == op.name)?;
    Some((*dst, lent))
}

/// The local that an operand is, whatever type it is taken for.
fn local_of(expr: &CExpr) -> Option<LocalId> {
    match &expr.kind {
        CExprKind::Cast(inner) => local_of(inner),
        _ => expr.as_local(),
    }
}

/// An assignment of one local to another.
fn copy(stmt: &Stmt) -> Option<(LocalId, LocalId)> {
    match &stmt.kind {
        StmtKind::Assign { place, value } => Some((place.as_local()?, local_of(value)?)),
        _ => None,
    }
}

/// Variables to which encoded text is assigned may hold it.
fn add_variables(f: &Function, lent: &mut IdVec<LocalId, bool>) {
    for (to, from) in f.blocks.iter().flat_map(|block| &block.stmts).filter_map(copy) {
        lent[to] |= lent[from] && f.locals[to].kind == LocalKind::Named;
    }
}

/// Takes away what holds something else, or is used in another way; whether there was any.
fn remove_others(f: &Function, lent: &mut IdVec<LocalId, bool>) -> bool {
    let before = lent.iter().filter(|&&is| is).count();
    let uses = count_uses(f);
    let mut known = IdVec::from_elem(0, f.locals.len());
    for stmt in f.blocks.iter().flat_map(|block| &block.stmts) {
        known_uses(stmt, lent, &mut known);
        let makes = encoder(stmt).is_some() || copy(stmt).is_some_and(|(_, from)| lent[from]);
        if let Some(dst) = stmt.defines().filter(|_| !makes) {
            lent[dst] = false;
        }
        if let Some((dst, pointer)) = chars(stmt)
            && !is_read_only(f, dst)
        {
            lent[pointer] = false;
        }
    }
    for id in f.locals.ids() {
        lent[id] &= uses[id] == known[id];
    }
    before != lent.iter().filter(|&&is| is).count()
}

/// The pointer that is taken of a local.
fn chars(stmt: &Stmt) -> Option<(LocalId, LocalId)> {
    match &stmt.kind {
        StmtKind::Op { dst: Some(dst), op, args } if op.name == "conv.to_chars" => {
            Some((*dst, local_of(args.first()?)?))
        }
        _ => None,
    }
}

/// Counts the uses of locals that are all right.
fn known_uses(stmt: &Stmt, lent: &IdVec<LocalId, bool>, known: &mut IdVec<LocalId, u32>) {
    if let Some((_, of)) = chars(stmt) {
        known[of] += 1;
    }
    if let Some((_, from)) = copy(stmt).filter(|&(to, _)| lent[to]) {
        known[from] += 1;
    }
    if let StmtKind::Unbind(id) | StmtKind::CheckBound(id, _) = stmt.kind {
        known[id] += u32::from(mentions(stmt, id));
    }
    stmt.for_each_read(&mut |expr| {
        expr.walk(&mut |part| {
            if let Some(of) = length(part) {
                known[of] += 1;
            }
        })
    });
}

fn mentions(stmt: &Stmt, local: LocalId) -> bool {
    let mut found = false;
    stmt.for_each_use(&mut |id| found |= id == local);
    found
}

fn length(expr: &CExpr) -> Option<LocalId> {
    match &expr.kind {
        CExprKind::Op(op, args) if op.name == "bytes.len" => local_of(args.first()?),
        _ => None,
    }
}

/// Whether a pointer is read as one to `const char` everywhere.
fn is_read_only(f: &Function, pointer: LocalId) -> bool {
    let mut read_only = 0;
    let mut look = |expr: &CExpr| {
        expr.walk(&mut |part| {
            if let CExprKind::Cast(inner) = &part.kind
                && part.ty == Ty::CONST_CHAR_PTR
                && inner.as_local() == Some(pointer)
            {
                read_only += 1;
            }
        })
    };
    for block in f.blocks.iter() {
        block.stmts.iter().for_each(|stmt| stmt.for_each_read(&mut look));
        block.term.for_each_read(&mut look);
    }
    f.locals[pointer].kind == LocalKind::Temp && count_uses(f)[pointer] == read_only
}

fn rewrite(f: &mut Function, lent: &IdVec<LocalId, bool>) {
    for block in f.blocks.iter_mut() {
        for stmt in &mut block.stmts {
            let name = match (encoder(stmt), chars(stmt)) {
                (Some((Some(dst), name)), _) if lent[dst] => Some(name),
                (_, Some((_, of))) if lent[of] => Some("text.chars"),
                _ => None,
            };
            if let (StmtKind::Op { op, .. }, Some(name)) = (&mut stmt.kind, name) {
                *op = Op::named(name);
            }
            stmt.for_each_expr_mut(&mut |expr| lengths(expr, lent));
        }
        block.term.for_each_expr_mut(&mut |expr| lengths(expr, lent));
    }
}

fn lengths(expr: &mut CExpr, lent: &IdVec<LocalId, bool>) {
    expr.walk_mut(&mut |part| {
        if length(part).is_some_and(|of| lent[of])
            && let CExprKind::Op(op, _) = &mut part.kind
        {
            *op = Op::named("text.len");
        }
    });
}
