//! C functions that raise what their caller drops: no instance, no traceback.
//!
//! ```text
//! before   f1: b1 r0: %1 = builtin.get ValueError     after   f9 (a copy of f1):
//!                     %2 = call.args %1, k1                 b1 r1: %3 = builtin.peek ValueError
//!                     exc.raise %2                                 %4 = builtin.peek ValueError
//!                                                                  %5 = exc.quiet_classes %3, %4
//!          f2: b3 r1: %6 = call f1(i)   ; try                      if %5 then b5 else b6
//!                                                            b5 r1: exc.raise_quiet
//!                                                            b6 r1: ... as before
//!                                                       f2: b3 r1: %6 = call f9(i)
//! ```
//! Where the first handler of a `try` is quiet without conditions, see `quiet_handlers`, the functions of the module that its body
//! calls have copies which raise a mark instead of an exception of the class that the handler catches, and add no traceback
//! entry to it. The class that is raised and the one that is caught are looked at when it happens, since builtins can be
//! replaced. A copy has no handlers itself, so that nobody sees the mark on its way. The benchmark `cdef_except` is about this.
//! This is a step over the module, before `quiet-handlers`.

use crate::edit::*;
use crate::quiet_handlers::{self, Handler};
use crate::{Context, Options};
use base::{Interner, Name};
use builtins::{Effects, Fails};
use mir::*;
use std::collections::HashMap;
use types::{Ty, TypeTable};

/// Operations of arguments that fail for want of memory only.
const HARMLESS: &[&str] = &["str.join_parts", "str.concat", "tuple.pack"];

pub(crate) fn run(module: &mut Module, types: &mut TypeTable, names: &Interner, options: &Options) {
    let mut copies = Copies { module, made: HashMap::new(), names };
    for id in copies.module.functions.ids().collect::<Vec<_>>() {
        for (region, class) in handlers(copies.module, id, types, names, options) {
            copies.handler(id, region, &class);
        }
    }
}

/// The class of a handler: its name, and the arguments of the look-up.
struct Class {
    name: Name,
    args: Vec<CExpr>,
}

/// The bodies of `try` with a quiet handler that nothing has to be tested for.
fn handlers(
    module: &mut Module,
    id: FuncId,
    types: &mut TypeTable,
    names: &Interner,
    options: &Options,
) -> Vec<(RegionId, Class)> {
    let Module { functions, consts, name, .. } = module;
    let f = &functions[id];
    let mut made = Vec::new();
    let callees = Default::default();
    let cx =
        Context { module: name, types, names, consts, options, callees: &callees, made: &mut made };
    if f.phase != Phase::High || !quiet_handlers::applies(f, &cx) {
        return Vec::new();
    }
    let found = f.regions.ids().filter_map(|region| {
        let handler = Handler::find(f, &cx, region)?;
        let StmtKind::Op { args, .. } = handler.class.kind else { return None };
        let name = const_name(&args, cx.consts)?;
        handler.quiet.guards.is_empty().then_some((handler.body, Class { name, args }))
    });
    found.collect()
}

fn const_name(args: &[CExpr], consts: &base::IdVec<ConstId, Const>) -> Option<Name> {
    match args.get(1)?.kind {
        CExprKind::Const(id) => match consts.get(id)? {
            Const::Name(name) => Some(*name),
            _ => None,
        },
        _ => None,
    }
}

struct Copies<'a> {
    module: &'a mut Module,
    /// By function and class; nothing where a copy would be as loud as the original.
    made: HashMap<(FuncId, Name), Option<FuncId>>,
    names: &'a Interner,
}

impl Copies<'_> {
    fn handler(&mut self, id: FuncId, body: RegionId, class: &Class) {
        let mut f = self.module.functions[id].clone();
        if self.calls(&mut f, body, class) | self.raises(&mut f, body, class) {
            self.module.functions[id] = f;
        }
    }

    /// Lets calls in a region go to quiet copies; whether there are any.
    fn calls(&mut self, f: &mut Function, region: RegionId, class: &Class) -> bool {
        let mut any = false;
        for block in f.blocks.iter_mut().filter(|block| block.region == region) {
            for stmt in &mut block.stmts {
                if let StmtKind::Call { callee: Callee::Func(callee), fails, .. } = &mut stmt.kind
                    && *fails != Fails::Never
                    && let Some(copy) = self.copy(*callee, class)
                {
                    *callee = copy;
                    any = true;
                }
            }
        }
        any
    }

    fn copy(&mut self, id: FuncId, class: &Class) -> Option<FuncId> {
        let key = (id, class.name);
        if let Some(&found) = self.made.get(&key) {
            return found;
        }
        // A function that calls itself calls the original.
        self.made.insert(key, None);
        let original = self.module.functions.get(id)?;
        let returns = matches!(original.on_error, OnError::Return(_) | OnError::ReturnVoid);
        let plain = original.phase == Phase::High
            && original.regions.len() == 1
            && original.suspends.is_none()
            && original.traceback_name.is_some()
            && !original.nogil;
        if !returns || !plain {
            return None;
        }
        let mut f = original.clone();
        if !(self.calls(&mut f, Function::ROOT, class) | self.raises(&mut f, Function::ROOT, class))
        {
            return None;
        }
        pass_mark(&mut f);
        f.cname = format!("{}_quiet{}", f.cname, self.module.functions.len());
        if f.linkage == Linkage::Public {
            f.linkage = Linkage::Static;
        }
        let made = self.module.functions.push(f);
        self.made.insert(key, Some(made));
        Some(made)
    }

    /// Raises the mark where a builtin exception is raised in a region; whether that is so anywhere.
    fn raises(&self, f: &mut Function, region: RegionId, class: &Class) -> bool {
        let mut any = false;
        for block in f.blocks.ids().collect::<Vec<_>>() {
            if f.blocks[block].region == region
                && let Some(start) = self.raise_in(&f.blocks[block])
            {
                raise_quietly(f, block, start, class);
                any = true;
            }
        }
        any
    }

    /// Where the look-up of the class stands, if the block ends with raising an instance of a builtin exception, or the class.
    fn raise_in(&self, block: &Block) -> Option<usize> {
        let (last, before) = block.stmts.split_last()?;
        let (_, args) = op_of(last, "exc.raise")?;
        let value = local_of(args.first()?)?;
        let start = before.iter().rposition(|stmt| op_of(stmt, "builtin.get").is_some())?;
        let (class, args) = op_of(&before[start], "builtin.get")?;
        let name = const_name(args, &self.module.consts)?;
        let rest = &before[start + 1..];
        let makes = |stmt: &Stmt| {
            op_of(stmt, "call.args").is_some_and(|(dst, args)| {
                dst == Some(value) && args.first().and_then(local_of) == class
            })
        };
        let made = class == Some(value) || rest.last().is_some_and(makes);
        let quiet = rest.iter().all(|stmt| makes(stmt) || is_harmless(stmt));
        (made && quiet && builtins::is_exception(&self.names[name])).then_some(start)
    }
}

/// The result and the arguments of an operation of this name.
fn op_of<'s>(stmt: &'s Stmt, name: &str) -> Option<(Option<LocalId>, &'s [CExpr])> {
    match &stmt.kind {
        StmtKind::Op { dst, op, args } if op.name == name => Some((*dst, args)),
        _ => None,
    }
}

fn local_of(expr: &CExpr) -> Option<LocalId> {
    match &expr.kind {
        CExprKind::Cast(inner) => local_of(inner),
        _ => expr.as_local(),
    }
}

/// Makes a value, and nothing else that could be seen.
fn is_harmless(stmt: &Stmt) -> bool {
    match &stmt.kind {
        StmtKind::Op { op, .. } => {
            let memory = op.name.starts_with("conv.from_")
                || op.name.starts_with("str.from_")
                || HARMLESS.contains(&op.name);
            op.effects != Effects::Any && (!stmt.can_fail() || memory)
        }
        _ => false,
    }
}

/// Splits a block where an exception is made.
fn raise_quietly(f: &mut Function, block: BlockId, start: usize, class: &Class) {
    let region = f.blocks[block].region;
    let rest = f.blocks[block].stmts.split_off(start);
    let term = std::mem::replace(&mut f.blocks[block].term, Term::Unreachable);
    let StmtKind::Op { args, .. } = &rest[0].kind else { return };
    let (args, span) = (args.clone(), rest[0].span);
    let loud = new_block(f, region, true, term);
    f.blocks[loud].stmts = rest;
    let quiet = new_block(f, region, true, Term::Unreachable);
    f.blocks[quiet].stmts.push(op_stmt(None, "exc.raise_quiet", Vec::new(), span));
    let (raised, caught) = (new_temp(f, Ty::OBJECT), new_temp(f, Ty::OBJECT));
    let test = new_temp(f, Ty::BINT);
    let classes = vec![use_of(f, raised), use_of(f, caught)];
    f.blocks[block].stmts.extend([
        op_stmt(Some(raised), "builtin.peek", args, span),
        op_stmt(Some(caught), "builtin.peek", class.args.clone(), span),
        op_stmt(Some(test), "exc.quiet_classes", classes, span),
    ]);
    let cond = use_of(f, test);
    f.blocks[block].term = Term::If { cond, then: quiet, other: loud, likely: Some(true) };
}

/// The mark gets no traceback entry; anything else gets it.
fn pass_mark(f: &mut Function) {
    let span = f.span;
    let out = new_block(f, Function::ROOT, true, Term::Unwind);
    let traced = new_block(f, Function::ROOT, true, Term::Goto(out));
    f.blocks[traced].stmts.push(Stmt { kind: StmtKind::Traceback, span });
    let test = new_temp(f, Ty::BINT);
    let cond = use_of(f, test);
    let term = Term::If { cond, then: out, other: traced, likely: Some(true) };
    let handler = new_block(f, Function::ROOT, true, term);
    let none = CExpr::null(Ty::OBJECT);
    f.blocks[handler].stmts.push(op_stmt(Some(test), "exc.quiet", vec![none], span));
    let kind = RegionKind::Try { handler };
    let body = f.regions.push(Region { parent: Some(Function::ROOT), kind });
    for block in f.blocks.ids().take_while(|&block| block != out).collect::<Vec<_>>() {
        f.blocks[block].region = body;
    }
}
