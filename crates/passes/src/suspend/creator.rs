//! What calling a function does that can be suspended: it makes the object and gives it the arguments.

use super::layout::{Layout, field_locals};
use crate::edit::*;
use builtins::Fails;
use mir::*;
use std::sync::Arc;
use types::{Ty, TypeTable};

pub(super) fn creator(
    f: &Function,
    suspends: &Suspends,
    layout: &Layout,
    frame: &Arc<Frame>,
    types: &TypeTable,
) -> Function {
    let on_error = OnError::Return(CExpr::null(f.ret));
    let mut b = Builder::new(f.cname.clone(), f.ret, on_error, f.span);
    b.func.phase = Phase::Low;
    b.func.linkage = f.linkage;
    let mut parameter = |id: LocalId| {
        let local = &f.locals[id];
        b.param(local.name, local.ty)
    };
    let params: Vec<(LocalId, LocalId)> =
        f.params[1..].iter().map(|&id| (id, parameter(id))).collect();
    let mut f = b.finish();
    let given = |wanted: Option<LocalId>| match params.iter().find(|(id, _)| Some(*id) == wanted) {
        Some(&(_, own)) => use_of(&f, own),
        None => CExpr::null(Ty::OBJECT),
    };
    let (function, closure) = (given(suspends.function), given(suspends.closure));
    let span = f.span;
    let object = new_temp(&mut f, Ty::OBJECT);
    let own = CExpr::new(CExprKind::Module, Ty::MODULE);
    let row = CExpr::new(CExprKind::FrameType, Ty::FRAME_TYPE);
    let made = op_stmt(Some(object), "gen.new", vec![own, row, function, closure], span);
    let fields = field_locals(&mut f, &layout.fields);
    let value = use_of(&f, object);
    let done = new_block(&mut f, Function::ROOT, false, Term::Return(Some(value)));
    let null = CExpr::null(f.ret);
    let fail = new_block(&mut f, Function::ROOT, true, Term::Return(Some(null)));
    let check = Term::Check { value: Some(object), fails: Fails::Null, fail, next: done, span };
    f.blocks[Function::ENTRY].stmts.push(made);
    f.blocks[Function::ENTRY].term = check;
    for &(id, own) in &params {
        let Some(field) = layout.of(id).filter(|_| layout.arguments.contains(&id)) else {
            continue;
        };
        let value = use_of(&f, own);
        if types.is_object(value.ty) {
            let kind = StmtKind::IncRef(value.clone());
            f.blocks[done].stmts.push(Stmt { kind, span });
        }
        let store = assign_stmt(&f, fields[field], value, span);
        f.blocks[done].stmts.push(store);
    }
    f.frame = Some(FrameUse { frame: frame.clone(), object, resumes: false });
    f
}
