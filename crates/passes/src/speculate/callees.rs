//! Functions of the module that can be called directly, with numbers for parameters and for the result.
//!
//! A plain function of the module's level whose fast copy takes numbers gets an entry for callers that have them. Which parameters
//! those are, and whether the result is a number, is found by planning all such functions until nothing changes: they may
//! call each other.

use super::kinds::Kind;
use super::plan::Plan;
use crate::unbox::{Rep, local_of};
use base::{Id, IdVec, Interner, Name};
use mir::{
    CExpr, CExprKind, Const, ConstId, FuncId, Function, Linkage, LocalId, Module, Phase, PyFunc,
    StmtKind,
};
use std::collections::{HashMap, HashSet};
use types::{Ty, TypeTable};

/// A function with an entry for numbers.
#[derive(Clone, Debug)]
pub struct Callee {
    function: FuncId,
    /// Its number in the module's table of Python functions.
    pub(super) index: usize,
    /// The entry for numbers.
    pub(super) entry: FuncId,
    pub(super) params: Vec<Option<Rep>>,
    pub(super) result: Kind,
}

#[derive(Clone, Debug, Default)]
pub struct Callees {
    all: Vec<Callee>,
    by_global: HashMap<Name, usize>,
    by_cname: HashMap<String, usize>,
    /// Functions that run no unknown code, lower no count and allocate nothing, for the pass that asks.
    quiet: IdVec<FuncId, bool>,
}

/// Rounds of planning; what does not settle by then is called as any object is.
const ROUNDS: usize = 6;

impl Callees {
    pub fn quiet_of(module: &Module, names: &Interner) -> Callees {
        Callees { quiet: crate::late_counts::quiet_functions(module, names), ..Callees::default() }
    }

    pub(crate) fn quiet(&self) -> &IdVec<FuncId, bool> {
        &self.quiet
    }

    pub fn of(module: &Module, types: &TypeTable, names: &Interner) -> Callees {
        let mut callees = Callees::default();
        for (index, pyfunc) in module.pyfuncs.iter().enumerate() {
            if let Some(function) = implementation(module, pyfunc, types)
                && pyfunc.qualname == names.text(pyfunc.name)
            {
                let params = vec![None; module.functions[function].params.len()];
                let entry = function;
                let result = Kind::Nothing;
                callees.all.push(Callee { function, index, entry, params, result });
            }
        }
        callees.keep(module, |_| true);
        let called: HashSet<usize> = module
            .functions
            .iter()
            .flat_map(|f| callees.calls(f, &module.consts).into_values())
            .map(|callee| callee.index)
            .collect();
        callees.keep(module, |callee| called.contains(&callee.index));
        callees.settle(module, types);
        let first = module.functions.len();
        callees.all.sort_by_key(|callee| callee.function);
        for (index, callee) in callees.all.iter_mut().enumerate() {
            callee.entry = FuncId::from_index(first + index);
        }
        callees.keep(module, |_| true);
        callees
    }

    fn keep(&mut self, module: &Module, stays: impl Fn(&Callee) -> bool) {
        self.all.retain(stays);
        self.by_global.clear();
        self.by_cname.clear();
        for (index, callee) in self.all.iter().enumerate() {
            let name = module.pyfuncs[callee.index].name;
            // Of several with one name the last is as good a guess as any: the call asks.
            self.by_global.insert(name, index);
            self.by_cname.insert(module.functions[callee.function].cname.clone(), index);
        }
    }

    /// Plans all functions until what they take and give is what they were planned with.
    fn settle(&mut self, module: &Module, types: &TypeTable) {
        for _ in 0..ROUNDS {
            let mut changed = false;
            let mut useless = Vec::new();
            for index in 0..self.all.len() {
                let f = &module.functions[self.all[index].function];
                let plan = Plan::new(f, types, &module.consts, self);
                let params: Vec<_> = f.params.iter().map(|&id| plan.rep(id)).collect();
                let result = match plan.result {
                    Some(Rep::Word) => Kind::Int,
                    Some(Rep::Double) => Kind::Float,
                    None => Kind::Any,
                };
                let callee = &mut self.all[index];
                changed |= callee.params != params || callee.result != result;
                callee.params = params;
                callee.result = result;
                if !plan.is_worth() {
                    useless.push(callee.function);
                }
            }
            if changed {
                continue;
            }
            if useless.is_empty() {
                return;
            }
            // Without them others may not be worth it either.
            self.keep(module, |callee| !useless.contains(&callee.function));
        }
        self.keep(module, |_| false);
    }

    pub(super) fn of_function(&self, f: &Function) -> Option<&Callee> {
        self.by_cname.get(&f.cname).map(|&index| &self.all[index])
    }

    /// The direct calls of a function: what is called, by the temporary that holds it.
    pub(super) fn calls(
        &self,
        f: &Function,
        consts: &IdVec<ConstId, Const>,
    ) -> HashMap<LocalId, Callee> {
        let mut found = HashMap::new();
        if self.all.is_empty() {
            return found;
        }
        let mut definitions = IdVec::from_elem(0u32, f.locals.len());
        for stmt in f.blocks.iter().flat_map(|block| &block.stmts) {
            stmt.defines().into_iter().for_each(|id| definitions[id] += 1);
            if let StmtKind::Op { dst: Some(dst), op, args } = &stmt.kind
                && op.name == "global.get"
                && let Some(CExprKind::Const(name)) = args.get(1).map(|arg| &arg.kind)
                && let Some(Const::Name(name)) = consts.get(*name)
                && let Some(&index) = self.by_global.get(name)
            {
                found.insert(*dst, self.all[index].clone());
            }
        }
        found.retain(|&id, _| definitions[id] == 1);
        found
    }
}

/// The C function of a plain Python function, if it takes as many objects as there are parameters, and nothing else.
fn implementation(module: &Module, pyfunc: &PyFunc, types: &TypeTable) -> Option<FuncId> {
    let params = &pyfunc.params;
    let plain = params.kwonly.is_empty()
        && params.star.is_none()
        && params.star_star.is_none()
        && pyfunc.freevars.is_empty()
        && pyfunc.flags == 0;
    if !plain {
        return None;
    }
    let count = params.posonly.len() + params.positional.len();
    let entry = module.functions.get(pyfunc.entry?)?;
    let mut called =
        entry.blocks.iter().flat_map(|block| &block.stmts).filter_map(|stmt| match &stmt.kind {
            StmtKind::Call { callee: mir::Callee::Func(id), .. } => Some(*id),
            _ => None,
        });
    let function = called.next()?;
    let f = module.functions.get(function).filter(|_| called.next().is_none())?;
    let fits = f.params.len() == count
        && f.params.iter().all(|&id| f.locals[id].ty == Ty::OBJECT)
        && types.is_object(f.ret)
        && f.linkage == Linkage::Static
        && f.suspends.is_none()
        && f.phase == Phase::Exits
        && !f.nogil;
    fits.then_some(function)
}

/// The arguments of a direct call that are numbers in the caller, if all are that the callee takes as such.
pub(super) fn in_words(plan: &Plan<'_>, callee: &Callee, args: &[CExpr]) -> bool {
    args.iter().zip(&callee.params).all(|(arg, rep)| match rep {
        Some(rep) => plan.values.operand(arg).is_some_and(|(_, found)| found == *rep),
        None => true,
    })
}

/// What is called, if the operation is a direct call.
pub(super) fn direct<'p>(
    calls: &'p HashMap<LocalId, Callee>,
    name: &str,
    args: &[CExpr],
) -> Option<&'p Callee> {
    let callee = args.first().and_then(local_of).and_then(|id| calls.get(&id))?;
    (name == "call.args" && args.len() == callee.params.len() + 1).then_some(callee)
}
