//! Which of several C++ functions a call means: by what converting the arguments costs, after deducing template parameters.

use base::Span;
use diag::calls::NoOverload;
use tir::{Expr, ExprKind};
use types::{FuncType, FusedId, Ty, Type};

use super::super::Checker;
use crate::CFuncId;
use crate::convert::{Conversion, conversion};

/// The functions of a name, and what is known of the template parameters around them.
pub(crate) struct Candidates<'c> {
    pub name: &'c str,
    pub ids: Vec<CFuncId>,
    pub subst: Vec<(FusedId, Ty)>,
    /// Template arguments that the text gives.
    pub explicit: Vec<Ty>,
}

/// The function that a call means, with its types for this call.
pub(crate) struct Chosen {
    pub id: CFuncId,
    pub signature: FuncType,
}

/// What the conversion of an argument costs; less is better. The steps are those of C++, then those between C and Python.
const SAME: u32 = 0;
const QUALIFIED: u32 = 1;
const PROMOTED: u32 = 2;
const CONVERTED: u32 = 4;
const TO_BASE: u32 = 5;
const CONSTRUCTED: u32 = 8;
const PYTHON: u32 = 12;

impl Checker<'_, '_> {
    pub(crate) fn choose_overload(
        &mut self,
        candidates: &Candidates<'_>,
        values: &[Expr],
        span: Span,
    ) -> Option<Chosen> {
        let mut best: Option<(u32, Chosen)> = None;
        for &id in &candidates.ids {
            let Some(signature) = self.instantiated(id, candidates, values) else { continue };
            let costs =
                values.iter().zip(&signature.params).map(|(value, &to)| self.cpp_cost(value, to));
            let costs: Option<Vec<u32>> = costs.collect::<Vec<_>>().into_iter().collect();
            let Some(cost) = costs.map(|costs| costs.iter().sum()) else { continue };
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, Chosen { id, signature }));
            }
        }
        if let Some((_, chosen)) = best {
            return Some(chosen);
        }
        // With one candidate the conversion itself says best what is wrong.
        if let [id] = candidates.ids[..]
            && let Some(signature) = self.instantiated(id, candidates, values)
        {
            return Some(Chosen { id, signature });
        }
        let given: Vec<_> = values.iter().map(|value| self.describe(value.ty)).collect();
        if values.iter().all(|value| value.ty != Ty::ERROR) {
            let (name, given) = (candidates.name.to_string(), given.join(", "));
            self.report(NoOverload { at: span, name, given, candidates: candidates.ids.len() });
        }
        None
    }

    /// The signature with as many parameters as there are arguments, without template parameters.
    fn instantiated(
        &mut self,
        id: CFuncId,
        candidates: &Candidates<'_>,
        values: &[Expr],
    ) -> Option<FuncType> {
        let mut signature = self.an.decls.cfuncs[id].signature.clone();
        let least = signature.params.len() - signature.optional;
        let fits =
            values.len() >= least && (values.len() <= signature.params.len() || signature.varargs);
        if !fits {
            return None;
        }
        let templates = self.an.decls.cpp.functions.get(&id).map(|it| it.templates.clone());
        let templates = templates.unwrap_or_default();
        let mut subst = candidates.subst.clone();
        subst.extend(templates.iter().copied().zip(candidates.explicit.iter().copied()));
        signature.params.truncate(values.len());
        for (value, &param) in values.iter().zip(&signature.params) {
            self.deduce(param, value.ty, &templates, &mut subst);
        }
        for param in &mut signature.params {
            *param = self.an.substituted(*param, &subst);
        }
        signature.ret = self.an.substituted(signature.ret, &subst);
        signature.optional = 0;
        let open = |ty: &Ty| crate::declare::fused::is_fused(self.types(), *ty);
        (!signature.params.iter().any(open)).then_some(signature)
    }

    fn deduce(&mut self, param: Ty, given: Ty, open: &[FusedId], subst: &mut Vec<(FusedId, Ty)>) {
        match self.types().get(param).clone() {
            Type::Fused(id)
                if open.contains(&id) && subst.iter().all(|(known, _)| *known != id) =>
            {
                let given = match *self.types().get(given) {
                    Type::Array(item, _) => self.types_mut().ptr(item),
                    _ => self.types().unqualified(given),
                };
                subst.push((id, given));
            }
            Type::Ref(inner) | Type::Const(inner) | Type::Volatile(inner) => {
                let given = self.types().unqualified(given);
                self.deduce(inner, given, open, subst);
            }
            Type::Ptr(to) => {
                if let Some(target) = self.types().pointee(given) {
                    self.deduce(to, target, open, subst);
                }
            }
            Type::Func(wanted) => {
                let func = self.function_type(given);
                let Some(func) = func else { return };
                self.deduce(wanted.ret, func.ret, open, subst);
                for (&param, &given) in wanted.params.iter().zip(&func.params) {
                    self.deduce(param, given, open, subst);
                }
            }
            Type::Struct(_) => {
                let Some(wanted) = self.types().cpp_instance(param).cloned() else { return };
                let chain = self.an.cpp_chain(given);
                let Some(found) = chain.into_iter().find(|one| one.class == wanted.class) else {
                    return;
                };
                for (&param, &given) in wanted.args.iter().zip(&found.args) {
                    self.deduce(param, given, open, subst);
                }
            }
            _ => {}
        }
    }

    fn cpp_cost(&mut self, value: &Expr, to: Ty) -> Option<u32> {
        let types = self.types();
        let (from, target) = (types.resolve(value.ty), types.resolve(to));
        if from == target {
            return Some(SAME);
        }
        if types.is_object(from) || types.is_object(target) {
            return (self.coerces(value, to)).then_some(PYTHON);
        }
        if self.is_cpp(target) {
            if self.an.cpp_derives(from, target) {
                return Some(TO_BASE);
            }
            return self.coerces(value, to).then_some(CONSTRUCTED);
        }
        let types = self.types();
        if types.is_arithmetic(from) && types.is_arithmetic(target) {
            return Some(arithmetic_cost(types, from, target));
        }
        if let (Some(a), Some(b)) = (types.pointee(from), types.pointee(target)) {
            if types.resolve(a) == types.resolve(b) {
                return Some(QUALIFIED);
            }
            if matches!(value.kind, ExprKind::Null) {
                return Some(PROMOTED);
            }
            return self.coerces(value, to).then_some(TO_BASE);
        }
        self.coerces(value, to).then_some(CONVERTED)
    }

    /// Whether the value can be given for a parameter.
    fn coerces(&mut self, value: &Expr, to: Ty) -> bool {
        let types = self.types();
        let target = types.resolve(to);
        if !self.is_cpp(target) && !self.is_cpp(value.ty) {
            let how = conversion(self.types(), value.ty, target);
            if !matches!(how, Conversion::Refused(_)) {
                return true;
            }
        }
        let value = value.clone();
        self.dry_run(|me| {
            let before = me.an.cx.sink.error_count();
            let made = me.cpp_argument(value, to);
            made.ty != Ty::ERROR && me.an.cx.sink.error_count() == before
        })
    }
}

fn arithmetic_cost(types: &types::TypeTable, from: Ty, to: Ty) -> u32 {
    match (types.int_kind(from), types.int_kind(to)) {
        (Some(a), Some(b)) if a.signed() == b.signed() && b.rank() >= a.rank() => PROMOTED,
        (Some(_), Some(_)) => PROMOTED + 1,
        (None, None) => PROMOTED,
        _ => CONVERTED,
    }
}
