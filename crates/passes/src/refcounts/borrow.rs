//! Who owns: decides for every object local whether it holds a reference of its own.
//!
//! A temporary borrows from a constant, from what never dies, from a parameter that is never rebound, from a named local
//! that is not assigned while the temporary is in use, or from another temporary (which then lives as long). What is read
//! from memory is owned: anything that runs Python code could release it there.

use super::prepare::assigned;
use super::{Class, Classes, life::Life};
use base::IdVec;
use builtins::{Op, Ret};
use mir::cfg::Cfg;
use mir::dataflow::{Analysis, solve};
use mir::*;
use std::collections::HashMap;
use types::{Type, TypeTable};

/// What a definition of a temporary gives it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Source {
    /// Lives at least as long as the function runs.
    Always,
    /// Lives as long as this local holds it.
    Local(LocalId),
    /// A new reference, or one that has to be taken.
    Fresh,
}

pub(super) fn classify(f: &Function, cfg: &Cfg, types: &TypeTable) -> Classes {
    let mut classes = Classes {
        class: IdVec::from_elem(Class::Value, f.locals.len()),
        owners: IdVec::from_elem(Vec::new(), f.locals.len()),
        nullable: nullable(f),
        gil: f.blocks.iter().map(|block| !f.without_gil(block.region)).collect(),
    };
    let kept = kept_params(f);
    let sources = sources(f, types, &kept);
    for id in f.locals.ids().filter(|&id| types.is_counted(f.locals[id].ty)) {
        classes.class[id] = match f.locals[id].kind {
            LocalKind::Param if kept[id] => Class::Borrows,
            LocalKind::Param | LocalKind::Named | LocalKind::Memory | LocalKind::Field(_) => {
                Class::Owns
            }
            LocalKind::Temp => temp_class(f, &sources[id]),
        };
    }
    own_what_is_copied_without_gil(f, types, &mut classes);
    owners(f, types, &sources, &mut classes);
    revoke(f, cfg, &sources, &mut classes);
    if f.suspends.is_some() {
        own_across_suspensions(f, cfg, types, &mut classes);
    }
    classes
}

/// Parameters that hold all the time what the caller keeps alive. The caller of a function that can be suspended is gone
/// when the body runs; there the frame owns the arguments, but for the generator itself and what it keeps.
fn kept_params(f: &Function) -> IdVec<LocalId, bool> {
    let mut kept = assigned(f);
    kept.iter_mut().for_each(|kept| *kept = !*kept);
    for (id, local) in f.locals.iter_enumerated() {
        kept[id] &= local.kind == LocalKind::Param;
        if let Some(suspends) = &f.suspends {
            kept[id] &= f.params.first() == Some(&id)
                || suspends.function == Some(id)
                || suspends.closure == Some(id);
        }
    }
    kept
}

/// What lives on while the function is suspended is owned: the frame keeps it.
fn own_across_suspensions(f: &Function, cfg: &Cfg, types: &TypeTable, classes: &mut Classes) {
    let life = Life::new(f, classes);
    let live = solve(f, cfg, &life);
    for (block_id, block) in f.blocks.iter_enumerated() {
        let mut after = live.exit[block_id].clone();
        life.term(&mut after, &block.term);
        for stmt in block.stmts.iter().rev() {
            if stmt.suspends() {
                for id in after.iter().filter(|&id| types.is_counted(f.locals[id].ty)) {
                    if f.locals[id].kind != LocalKind::Param && stmt.defines() != Some(id) {
                        classes.class[id] = Class::Owns;
                        classes.owners[id].clear();
                    }
                }
            }
            life.stmt(&mut after, stmt);
        }
    }
}

fn temp_class(f: &Function, sources: &[Source]) -> Class {
    match sources {
        [Source::Local(from)] if f.locals[*from].kind != LocalKind::Memory => Class::Borrows,
        all if !all.is_empty() && all.iter().all(|one| *one == Source::Always) => Class::Borrows,
        _ => Class::Owns,
    }
}

/// The definitions of every temporary.
fn sources(
    f: &Function,
    types: &TypeTable,
    kept: &IdVec<LocalId, bool>,
) -> IdVec<LocalId, Vec<Source>> {
    let mut sources = IdVec::from_elem(Vec::new(), f.locals.len());
    for block in f.blocks.iter() {
        for stmt in &block.stmts {
            let Some(id) = stmt.defines() else { continue };
            if types.is_counted(f.locals[id].ty) {
                sources[id].push(source(f, types, stmt, kept));
            }
        }
    }
    sources
}

fn source(f: &Function, types: &TypeTable, stmt: &Stmt, kept: &IdVec<LocalId, bool>) -> Source {
    match &stmt.kind {
        StmtKind::Op { op, args, .. } => lent(*op, args, kept),
        StmtKind::Assign { value: CExpr { kind: CExprKind::Op(op, args), .. }, .. } => {
            lent(*op, args, kept)
        }
        // The program says that the object behind a pointer lives; who keeps it takes a reference.
        StmtKind::Assign { value, .. } if is_pointer_cast(value, types) => Source::Always,
        StmtKind::Assign { value, .. } => match value.object_root() {
            Some(ObjectRoot::Const(_) | ObjectRoot::Class(_) | ObjectRoot::Null) => Source::Always,
            Some(ObjectRoot::Local(from)) if kept[from] => Source::Always,
            // A copy of a temporary is its last use more often than not: the reference moves.
            Some(ObjectRoot::Local(from)) if f.locals[from].kind != LocalKind::Temp => {
                Source::Local(from)
            }
            Some(ObjectRoot::Local(_)) | None => Source::Fresh,
        },
        _ => Source::Fresh,
    }
}

fn is_pointer_cast(value: &CExpr, types: &TypeTable) -> bool {
    match &value.kind {
        CExprKind::Cast(inner) if types.is_object(inner.ty) => is_pointer_cast(inner, types),
        CExprKind::Cast(inner) => types.is_object(value.ty) && types.pointee(inner.ty).is_some(),
        _ => false,
    }
}

/// Who keeps the result of an operation alive.
fn lent(op: Op, args: &[CExpr], kept: &IdVec<LocalId, bool>) -> Source {
    match op.ret {
        Ret::Immortal(_) => Source::Always,
        Ret::Borrow(from, _) => match args.get(from).and_then(CExpr::object_root) {
            // What a C parameter points to is the caller's.
            Some(ObjectRoot::Local(from)) if kept[from] => Source::Always,
            Some(ObjectRoot::Local(from)) => Source::Local(from),
            Some(ObjectRoot::Const(_) | ObjectRoot::Class(_)) => Source::Always,
            Some(ObjectRoot::Null) | None => Source::Fresh,
        },
        Ret::Void | Ret::Value(_) | Ret::New(_) | Ret::NewOrNull(_) => Source::Fresh,
    }
}

/// Which temporaries have to live on because something points into them.
fn owners(
    f: &Function,
    types: &TypeTable,
    sources: &IdVec<LocalId, Vec<Source>>,
    classes: &mut Classes,
) {
    for id in f.locals.ids().filter(|&id| classes.class[id] == Class::Borrows) {
        for source in &sources[id] {
            if let Source::Local(from) = *source {
                classes.owners[id].push(from);
            }
        }
    }
    for block in f.blocks.iter() {
        for stmt in &block.stmts {
            let Some(id) = stmt.defines() else { continue };
            let ty = f.locals[id].ty;
            // A named pointer does not keep what it points into: that is the program's business.
            if f.locals[id].kind != LocalKind::Temp || types.is_counted(ty) {
                continue;
            }
            if types.is_pointer(ty) || matches!(types[ty], Type::Opaque(_) | Type::Struct(_)) {
                stmt.for_each_read(&mut |expr| {
                    expr.for_each_local(&mut |from| {
                        if from != id && !classes.owners[id].contains(&from) {
                            classes.owners[id].push(from);
                        }
                    });
                });
            }
        }
    }
}

/// No reference can be taken there, so a copy has to be a move.
fn own_what_is_copied_without_gil(f: &Function, types: &TypeTable, classes: &mut Classes) {
    for (id, block) in f.blocks.iter_enumerated() {
        if classes.gil[id] {
            continue;
        }
        for stmt in &block.stmts {
            if let StmtKind::Assign { value, .. } = &stmt.kind
                && types.is_object(value.ty)
                && let Some(ObjectRoot::Local(from)) = value.reference_root(types)
                && f.locals[from].kind == LocalKind::Temp
            {
                classes.class[from] = Class::Owns;
            }
        }
    }
}

/// A temporary that borrows from a named local owns after all if the local is assigned while the temporary is in use.
fn revoke(f: &Function, cfg: &Cfg, sources: &IdVec<LocalId, Vec<Source>>, classes: &mut Classes) {
    let mut borrowers: HashMap<LocalId, Vec<LocalId>> = HashMap::new();
    for id in f.locals.ids() {
        if f.locals[id].kind == LocalKind::Temp
            && classes.class[id] == Class::Borrows
            && let Some(root) = root(f, id, sources)
        {
            borrowers.entry(root).or_default().push(id);
        }
    }
    if borrowers.is_empty() {
        return;
    }
    let life = Life::new(f, classes);
    let live = solve(f, cfg, &life);
    for (block_id, block) in f.blocks.iter_enumerated() {
        let mut after = live.exit[block_id].clone();
        life.term(&mut after, &block.term);
        for stmt in block.stmts.iter().rev() {
            let changed = match stmt.kind {
                StmtKind::Unbind(id) => Some(id),
                _ => stmt.defines(),
            };
            let concerned = changed.and_then(|id| borrowers.get(&id));
            for &id in concerned.into_iter().flatten() {
                if after.contains(id) {
                    classes.class[id] = Class::Owns;
                    classes.owners[id].clear();
                }
            }
            life.stmt(&mut after, stmt);
        }
    }
}

/// The named local at the end of a chain of loans.
fn root(f: &Function, id: LocalId, sources: &IdVec<LocalId, Vec<Source>>) -> Option<LocalId> {
    let mut at = id;
    for _ in 0..f.locals.len() {
        match sources[at].as_slice() {
            [Source::Local(from)] => at = *from,
            _ => break,
        }
        if f.locals[at].kind != LocalKind::Temp {
            return Some(at);
        }
    }
    None
}

/// Locals that some test compares with NULL.
fn nullable(f: &Function) -> IdVec<LocalId, bool> {
    let mut nullable = IdVec::from_elem(false, f.locals.len());
    let mut look = |expr: &CExpr| {
        expr.walk(&mut |part| {
            if let CExprKind::IsNull(inner) = &part.kind
                && let Some(ObjectRoot::Local(id)) = inner.object_root()
            {
                nullable[id] = true;
            }
        });
    };
    for block in f.blocks.iter() {
        for stmt in &block.stmts {
            stmt.for_each_read(&mut look);
        }
        block.term.for_each_read(&mut look);
    }
    nullable
}
