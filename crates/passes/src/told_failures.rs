//! Functions tell their callers that they failed, where their result alone does not.
//!
//! ```text
//! before   f1: b0 r0: %2 = call f0(x) fails occurred_if(-1)  after   f1: b0 r0: failed := 0
//!                     return %2                                                 %2 = call f0(x, &failed) fails never
//!                                                                               if ((%2 == -1) && failed) then b2 else b1
//!                                                                    b1 r0: return %2
//!                                                                    b2 r0: exc.told
//!                                                                           unreachable
//! ```
//! and `f0` has a handler around everything that sets the flag. A result such as -1 means an exception only if there is one, and what returns
//! nothing has to be asked after each call. Asking the interpreter costs more than many a function; the flag costs a
//! store, and nothing where the C compiler inlines the function: then it knows which way it was left. Within a function the flag
//! of its own caller serves for calls whose failure leaves it. Functions that others than direct calls of the module know keep
//! their signature. The benchmark `cdef_except` is about this.
//! This is a step over the module, before `errors`.

use crate::edit::*;
use crate::errors::suspicion;
use base::{Id, IdVec};
use builtins::Fails;
use mir::*;
use std::collections::HashMap;
use types::{Ty, TypeTable};

pub(crate) fn run(module: &mut Module, types: &TypeTable) {
    let telling = telling(module);
    if !telling.iter().any(|&tells| tells) {
        return;
    }
    for (id, f) in module.functions.iter_mut().enumerate() {
        if f.phase == Phase::Exits {
            let own = telling[FuncId::from_index(id)].then(|| add_flag(f));
            Caller { f, types, telling: &telling, own, flags: HashMap::new() }.calls();
            own.into_iter().for_each(|flag| set_when_failing(f, flag));
        }
    }
}

/// The functions that get a flag: some direct call of them has to ask, and nobody else knows them.
fn telling(module: &Module) -> IdVec<FuncId, bool> {
    let mut telling = IdVec::from_elem(false, module.functions.len());
    for f in module.functions.iter() {
        for_each_call(f, |id, fails| telling[id] |= suspicion(fails).is_some());
    }
    for (id, f) in module.functions.iter_enumerated() {
        let fails = matches!(f.on_error, OnError::Return(_) | OnError::ReturnVoid);
        let plain = f.phase == Phase::Exits
            && f.linkage != Linkage::Public
            && f.spelling == Spelling::default()
            && f.suspends.is_none()
            && f.frame.is_none();
        telling[id] &= fails && plain && !f.varargs && !f.events;
    }
    known_otherwise(module, &mut |id| telling[id] = false);
    telling
}

fn for_each_call(f: &Function, mut visit: impl FnMut(FuncId, Fails)) {
    for stmt in f.blocks.iter().flat_map(|block| &block.stmts) {
        if let StmtKind::Call { callee: Callee::Func(id), fails, .. } = stmt.kind {
            visit(id, fails);
        }
    }
}

/// Functions that tables name and those whose address is taken.
fn known_otherwise(module: &Module, visit: &mut dyn FnMut(FuncId)) {
    module.exec.into_iter().for_each(&mut *visit);
    module.pyfuncs.iter().filter_map(|func| func.entry).for_each(&mut *visit);
    for export in &module.exports {
        if let Exported::Func(id) = export.what {
            visit(id);
        }
    }
    for class in &module.classes {
        class.slots.iter().for_each(|slot| visit(slot.1));
        class.by_name.iter().for_each(|method| visit(method.1));
        class.dealloc.into_iter().for_each(&mut *visit);
        for property in &class.properties {
            [property.get, property.set, property.del].into_iter().flatten().for_each(&mut *visit);
        }
        class.vtable.iter().filter_map(|entry| entry.func).for_each(&mut *visit);
        if let Some(Pickle::Members { get, set, .. }) = &class.pickle {
            visit(*get);
            visit(*set);
        }
    }
    let mut look = |expr: &CExpr| {
        expr.walk(&mut |part| {
            if let CExprKind::Func(id) = part.kind {
                visit(id);
            }
        })
    };
    module.globals.iter().filter_map(|global| global.init.as_ref()).for_each(&mut look);
    for block in module.functions.iter().flat_map(|f| f.blocks.iter()) {
        for stmt in &block.stmts {
            stmt.for_each_read(&mut look);
            if let StmtKind::Assign { place, .. } = &stmt.kind {
                look(place);
            }
        }
        block.term.for_each_read(&mut look);
    }
}

fn add_flag(f: &mut Function) -> LocalId {
    let kind = LocalKind::Param;
    let flag = Local { name: None, ty: Ty::INT_PTR, kind, maybe_unbound: false };
    let flag = f.locals.push(flag);
    f.params.push(flag);
    flag
}

fn pointed(f: &Function, flag: LocalId) -> CExpr {
    CExpr::new(CExprKind::Deref(Box::new(use_of(f, flag))), Ty::INT)
}

/// Puts all of a function into a region whose handler sets the flag.
fn set_when_failing(f: &mut Function, flag: LocalId) {
    let (blocks, regions) = (f.blocks.len(), f.regions.len());
    let handler = new_block(f, Function::ROOT, true, Term::Unwind);
    let span = f.span;
    let value = CExpr::int(1, Ty::INT);
    let set = Stmt { kind: StmtKind::Assign { place: pointed(f, flag), value }, span };
    f.blocks[handler].stmts.push(set);
    let kind = RegionKind::Try { handler };
    let body = f.regions.push(Region { parent: Some(Function::ROOT), kind });
    for region in f.regions.iter_mut().take(regions) {
        if region.parent == Some(Function::ROOT) {
            region.parent = Some(body);
        }
    }
    for block in f.blocks.iter_mut().take(blocks) {
        if block.region == Function::ROOT {
            block.region = body;
        }
    }
}

struct Caller<'a> {
    f: &'a mut Function,
    types: &'a TypeTable,
    telling: &'a IdVec<FuncId, bool>,
    /// Its own flag.
    own: Option<LocalId>,
    /// A flag for each function, so that one whose address is known to other functions is not that of an inlined one.
    flags: HashMap<FuncId, LocalId>,
}

impl Caller<'_> {
    fn calls(mut self) {
        let mut id = BlockId::from_index(0);
        while id.index() < self.f.blocks.len() {
            let found = self.f.blocks[id].stmts.iter().position(|stmt| match stmt.kind {
                StmtKind::Call { callee: Callee::Func(callee), .. } => self.telling[callee],
                _ => false,
            });
            if let Some(at) = found {
                // The rest of the block is a new one, which the loop gets to.
                self.call(id, at);
            }
            id = BlockId::from_index(id.index() + 1);
        }
    }

    fn call(&mut self, block: BlockId, at: usize) {
        let (region, cold) = (self.f.blocks[block].region, self.f.blocks[block].cold);
        let leaves = self.f.handler(region).is_none();
        let rest = self.f.blocks[block].stmts.split_off(at + 1);
        let Some(mut call) = self.f.blocks[block].stmts.pop() else { return };
        let span = call.span;
        let StmtKind::Call { dst, callee: Callee::Func(callee), args, fails } = &mut call.kind
        else {
            return;
        };
        let told = self.flag(*callee, leaves, args);
        let result = dst.map(|dst| use_of(self.f, dst));
        let sign = suspicion(std::mem::replace(fails, Fails::Never));
        if !matches!(told.kind, CExprKind::Deref(_)) {
            let (place, value) = (told.clone(), CExpr::int(0, Ty::INT));
            let reset = Stmt { kind: StmtKind::Assign { place, value }, span };
            self.f.blocks[block].stmts.push(reset);
        }
        self.f.blocks[block].stmts.push(call);
        let term = std::mem::replace(&mut self.f.blocks[block].term, Term::Unreachable);
        let next = new_block(self.f, region, cold, term);
        self.f.blocks[next].stmts = rest;
        self.f.blocks[block].term = match sign {
            None => Term::Goto(next),
            Some(sign) => {
                let failed = new_block(self.f, region, true, Term::Unreachable);
                let op = op_stmt(None, "exc.told", Vec::new(), span);
                self.f.blocks[failed].stmts.push(op);
                let cond = match result.and_then(|result| sign.test(result, self.types)) {
                    Some(test) => CExpr::binary(BinOp::And, test, told, Ty::BINT),
                    None => told,
                };
                Term::If { cond, then: failed, other: next, likely: Some(false) }
            }
        };
    }

    /// Hands a flag over; what it is to be read as.
    fn flag(&mut self, callee: FuncId, leaves: bool, args: &mut Vec<CExpr>) -> CExpr {
        if let Some(own) = self.own.filter(|_| leaves) {
            args.push(use_of(self.f, own));
            return pointed(self.f, own);
        }
        let f = &mut *self.f;
        let flag = *self.flags.entry(callee).or_insert_with(|| {
            let kind = LocalKind::Memory;
            f.locals.push(Local { name: None, ty: Ty::INT, kind, maybe_unbound: false })
        });
        let read = use_of(f, flag);
        args.push(CExpr::new(CExprKind::AddrOf(Box::new(read.clone())), Ty::INT_PTR));
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::function;

    const CALLEE: &str = "func callee(x) -> int {\n  phase exits\n  on_error return -1\n  param x: int\nb0 r0:\n  return x\n}\n";

    fn caller(fails: &str, rest: &str) -> String {
        format!(
            "func caller(x) -> int {{\n  phase exits\n  on_error return -1\n  param x: int\n  temp %1: int\nb0 r0:\n  %1 = call f0(x) fails {fails}\n{rest}  return %1\n}}\n"
        )
    }

    fn params_of_callee(callee: &str, callers: &[String]) -> usize {
        let mut module = Module::default();
        module.functions.push(function(callee));
        callers.iter().for_each(|text| {
            module.functions.push(function(text));
        });
        let types = TypeTable::new();
        run(&mut module, &types);
        for f in module.functions.iter() {
            mir::verify(f, &types).expect("the step leaves what the phase allows");
        }
        module.functions[FuncId::from_index(0)].params.len()
    }

    #[test]
    fn a_flag_is_for_results_that_do_not_tell() {
        assert_eq!(params_of_callee(CALLEE, &[caller("equals_occurred(-1)", "")]), 2);
        assert_eq!(params_of_callee(CALLEE, &[caller("occurred", "")]), 2);
        assert_eq!(params_of_callee(CALLEE, &[caller("equals(-1)", "")]), 1);
        assert_eq!(params_of_callee(CALLEE, &[caller("never", "")]), 1);
        // All calls hand it over, also those that need not ask.
        let mixed = [caller("never", ""), caller("occurred", "")];
        assert_eq!(params_of_callee(CALLEE, &mixed), 2);
    }

    #[test]
    fn functions_that_others_know_stay_as_they_are() {
        let callers = [caller("occurred", "")];
        let public = CALLEE.replace("  on_error", "  linkage public\n  on_error");
        assert_eq!(params_of_callee(&public, &callers), 1);
        let certain = CALLEE.replace("on_error return -1", "on_error unraisable 0");
        assert_eq!(params_of_callee(&certain, &callers), 1);
    }

    #[test]
    fn the_flag_of_the_caller_serves_where_nothing_catches() {
        let mut module = Module::default();
        module.functions.push(function(CALLEE));
        module.functions.push(function(&caller("occurred", "")));
        module.functions.push(function(&caller("occurred", "").replace("call f0", "call f1")));
        run(&mut module, &TypeTable::new());
        let flags = |index| {
            let f: &Function = &module.functions[FuncId::from_index(index)];
            let memory = f.locals.iter().filter(|local| local.kind == LocalKind::Memory).count();
            (f.params.len(), memory)
        };
        assert_eq!([flags(0), flags(1), flags(2)], [(2, 0), (2, 0), (1, 1)]);
    }
}
