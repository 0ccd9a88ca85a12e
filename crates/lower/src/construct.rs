//! Calls of extension types of the module, and what is converted on the way into the C functions of their special methods.
//!
//! ```text
//! T(1.5, x)            self = px_raw(T); __cinit__(self, 1.5, x); __init__(self, 1.5, x)
//! ```
//! Arguments that are C numbers stay what they are. A conversion that may fail is one of numbers (`long` to `int`), and is made before
//! there is an object, so it is left to the general way where user code could tell.

use crate::direct::bare;
use crate::error_values::direct_failure;
use crate::function::Lowerer;
use crate::module::func_id;
use crate::order::Pending;
use base::Name;
use builtins::{Fails, Op};
use mir::{CExpr, CExprKind, Callee};
use tir::{Const, Expr, ExprKind, FuncId, ParamKind, StmtKind};
use types::{Class, ClassId, Int, Ty, Type};

/// An argument without the object around it.
#[derive(Clone, Copy)]
pub(crate) enum Raw<'e> {
    Value(&'e Expr),
    Int(i128),
    Float(u64),
    /// A C integer that may not fit the parameter: by this operation.
    Narrow(&'e Expr, Op),
    /// An object that the direct way is for where it is exactly of this class.
    Exactly(&'e Expr, ClassId),
}

/// An argument on its way to a parameter.
pub(crate) struct Taken<'e> {
    pub raw: Raw<'e>,
    pub want: Ty,
    /// Its place among the arguments of the call; a default has none.
    place: Option<usize>,
}

impl<'t> Lowerer<'_, 't> {
    /// The argument as the parameter takes it.
    pub(crate) fn raw_argument<'e>(&self, arg: &'e Expr, want: Ty) -> Option<Raw<'e>> {
        if self.cx.types.is_object(want) {
            return self.raw_object(arg, want);
        }
        let types = &*self.cx.types;
        let inner = bare(arg);
        let float = types.is_float(want);
        match &inner.kind {
            ExprKind::Const(Const::Float(bits)) if float => Some(Raw::Float(*bits)),
            ExprKind::Const(Const::Int(digits)) => {
                let value: i32 = digits.parse().ok()?;
                if float {
                    return Some(Raw::Float(f64::from(value).to_bits()));
                }
                let kind = types.int_kind(want)?;
                let fits = kind >= Int::Int && (value >= 0 || kind.signed());
                fits.then_some(Raw::Int(value.into()))
            }
            ExprKind::Op(op, args) if boxes(*op) => {
                let [value] = args.as_slice() else { return None };
                let value = self.narrowest(value);
                if self.keeps_value(value.ty, want) {
                    return Some(Raw::Value(value));
                }
                Some(Raw::Narrow(value, self.narrowing(value.ty, want)?))
            }
            _ => None,
        }
    }

    fn raw_object<'e>(&self, arg: &'e Expr, want: Ty) -> Option<Raw<'e>> {
        let types = &*self.cx.types;
        let wanted = types.as_object(want)?;
        if wanted.class == Class::Any {
            return (!wanted.none || want == Ty::OBJECT).then_some(Raw::Value(arg));
        }
        if matches!(bare(arg).kind, ExprKind::Const(Const::None)) {
            return wanted.none.then_some(Raw::Value(arg));
        }
        let given = types.as_object(self.best_type(arg))?;
        let subclass = match (given.class, wanted.class) {
            (Class::Ext(found), Class::Ext(class)) => types.is_subclass(found, class),
            (found, class) => found == class && (given.exact || !wanted.exact),
        };
        (subclass && (wanted.none || !given.none)).then_some(Raw::Value(arg))
    }

    /// The most specific type of an object under casts.
    fn best_type(&self, arg: &Expr) -> Ty {
        let mut expr = arg;
        while self.cx.types.as_class(expr.ty).is_none() {
            match &expr.kind {
                ExprKind::Cast(inner) if self.cx.types.is_object(inner.ty) => expr = inner,
                _ => break,
            }
        }
        expr.ty
    }

    /// A C value before casts that keep it.
    fn narrowest<'e>(&self, mut value: &'e Expr) -> &'e Expr {
        while let ExprKind::Cast(inner) = &value.kind {
            if !self.keeps_value(inner.ty, value.ty) {
                break;
            }
            value = inner;
        }
        value
    }

    /// A C value becomes the same number of the other type, or the one that Python's conversion gives.
    fn keeps_value(&self, from: Ty, to: Ty) -> bool {
        let types = &*self.cx.types;
        if types.is_float(from) {
            return types.resolve(to) == Ty::DOUBLE;
        }
        match (types.resolved(from), types.resolved(to)) {
            (Type::Int(kind), Type::Float(_)) => {
                kind.signed() && *kind != Int::Char && types.resolve(to) == Ty::DOUBLE
            }
            (Type::Int(given), Type::Int(wanted)) => given == wanted || widens(*given, *wanted),
            _ => false,
        }
    }

    /// The operation that makes an integer of the wanted type or raises OverflowError.
    fn narrowing(&self, from: Ty, to: Ty) -> Option<Op> {
        let types = &*self.cx.types;
        let (Type::Int(given), Type::Int(wanted)) = (types.resolved(from), types.resolved(to))
        else {
            return None;
        };
        if *given != Int::LongLong && !widens(*given, Int::LongLong) {
            return None;
        }
        Some(Op::named(match wanted {
            Int::Short => "conv.narrow_short",
            Int::UShort => "conv.narrow_ushort",
            Int::UChar => "conv.narrow_uchar",
            Int::Int => "conv.narrow_int",
            Int::UInt => "conv.narrow_uint",
            _ => return None,
        }))
    }

    pub(crate) fn raw_value(&mut self, pending: &mut Pending, raw: Raw<'_>, want: Ty) {
        match raw {
            Raw::Value(expr) | Raw::Exactly(expr, _) => {
                let value = self.expr(expr);
                let value = self.convert(value, want);
                self.hold(pending, value);
            }
            Raw::Int(value) => self.hold(pending, CExpr::int(value, want)),
            Raw::Float(bits) => self.hold(pending, CExpr::new(CExprKind::Float(bits), want)),
            Raw::Narrow(expr, op) => {
                let value = self.expr(expr).cast(Ty::LONGLONG);
                let narrow = self.op_at(expr.span, op, vec![value]);
                let narrow = narrow.unwrap_or_else(|| CExpr::int(0, want));
                self.hold(pending, narrow.cast(want));
            }
        }
    }

    /// `T(args)` without tuples and boxes; nothing if it has to go the general way.
    pub fn construct(
        &mut self,
        expr: &Expr,
        func: &Expr,
        args: &[Expr],
        keywords: &[(Name, Expr)],
    ) -> Option<CExpr> {
        let ExprKind::ClassObject(class) = func.kind else { return None };
        let chain = self.own_chain(class)?;
        let raw = *self.cx.raw.get(&class)?;
        if chain.iter().any(|class| class.flags.dataclass) {
            return None;
        }
        // Those of the bases run first.
        let cinits = chain.iter().rev().filter_map(|class| self.special_in(class, "__cinit__"));
        let init = chain.iter().find_map(|class| self.special_in(class, "__init__"));
        let cinits: Vec<FuncId> = cinits.collect();
        let steps: Vec<FuncId> = cinits.iter().copied().chain(init).collect();
        let dies = chain.iter().any(|class| self.special_in(class, "__dealloc__").is_some());
        let mut taken: Option<Vec<Taken<'_>>> = None;
        for &step in &steps {
            if cinits.contains(&step) && self.takes_self_only(step) {
                continue;
            }
            let found = self.raw_arguments(step, args, keywords)?;
            let may_fail = found.iter().any(|it| matches!(it.raw, Raw::Narrow(..)));
            if may_fail && (dies || steps.len() > 1) {
                return None;
            }
            let tys =
                |list: &[Taken<'_>]| list.iter().map(|it| (it.want, it.place)).collect::<Vec<_>>();
            match &taken {
                Some(known) if tys(known) != tys(&found) => return None,
                // Each has defaults of its own.
                Some(known) if known.iter().any(|it| it.place.is_none()) => return None,
                _ => taken = Some(found),
            }
        }
        let taken = match taken {
            Some(taken) => taken,
            None if args.is_empty() && keywords.is_empty() => Vec::new(),
            None => return None,
        };
        Some(self.emit_construction(expr, raw, taken, &steps))
    }

    fn takes_self_only(&self, id: FuncId) -> bool {
        self.cx.tir.functions[id].params.len() == 1
    }

    /// What each parameter after `self` gets, as the C function takes it.
    pub(crate) fn raw_arguments<'e>(
        &self,
        id: FuncId,
        args: &'e [Expr],
        keywords: &'e [(Name, Expr)],
    ) -> Option<Vec<Taken<'e>>>
    where
        't: 'e,
    {
        let func = &self.cx.tir.functions[id];
        let plain = func
            .params
            .iter()
            .all(|param| matches!(param.kind, ParamKind::Positional | ParamKind::PositionalOnly));
        if !plain || func.closure.is_some() || func.suspends.is_some() {
            return None;
        }
        let params = func.params.get(1..)?;
        if args.len() > params.len() {
            return None;
        }
        let defaults = self.constant_defaults(id);
        let first_default = params.len() - defaults.len().min(params.len());
        let wrapper = func.wrapper.as_ref()?;
        let (mut found, mut named) = (Vec::new(), 0);
        for (index, param) in params.iter().enumerate() {
            let keyword = keywords.iter().position(|(name, _)| *name == param.name);
            let (arg, place) = match (args.get(index), keyword) {
                (Some(arg), None) => (arg, Some(index)),
                (None, Some(at)) if param.kind == ParamKind::Positional => {
                    named += 1;
                    (&keywords[at].1, Some(args.len() + at))
                }
                (None, None) => (defaults.get(index.checked_sub(first_default)?)?, None),
                _ => return None,
            };
            let want = func.locals[param.local].ty;
            // `not None` is a test of the wrapper.
            let tested = !matches!(bare(wrapper.args.get(index + 1)?).kind, ExprKind::Local(_));
            if tested && want == Ty::OBJECT {
                return None;
            }
            found.push(Taken { raw: self.raw_argument(arg, want)?, want, place });
        }
        (named == keywords.len()).then_some(found)
    }

    /// The defaults of the last parameters, if all are constants: nobody can change them, since no dict holds the function object.
    fn constant_defaults(&self, id: FuncId) -> &'t [Expr] {
        self.cx.defaults.get(&id).copied().unwrap_or_default()
    }

    fn emit_construction(
        &mut self,
        expr: &Expr,
        raw: mir::ExternId,
        taken: Vec<Taken<'_>>,
        steps: &[FuncId],
    ) -> CExpr {
        let mut order: Vec<usize> = (0..taken.len()).collect();
        order.sort_by_key(|&index| taken[index].place.unwrap_or(usize::MAX));
        let mut pending = Pending::default();
        for &index in &order {
            self.raw_value(&mut pending, taken[index].raw, taken[index].want);
        }
        let mut values: Vec<(usize, CExpr)> = order.into_iter().zip(self.settle(pending)).collect();
        values.sort_by_key(|(index, _)| *index);
        let object = self.temp(expr.ty);
        self.b.at(expr.span);
        self.call(object.as_local(), Callee::Extern(raw), Vec::new(), Fails::Null);
        for &step in steps {
            let func = &self.cx.tir.functions[step];
            let mut all = vec![object.clone()];
            if func.params.len() > 1 {
                all.extend(values.iter().map(|(_, value)| value.clone()));
            }
            let fails = direct_failure(self.cx, step);
            let status = self.temp(func.ret);
            self.call(status.as_local(), Callee::Func(func_id(step)), all, fails);
        }
        object
    }
}

/// The constant defaults of special methods, which the first statements of the module's body give them.
pub(crate) fn constant_defaults(
    module: &tir::Module,
) -> std::collections::HashMap<FuncId, &[Expr]> {
    let body = module.body.map(|id| module.functions[id].body.as_slice()).unwrap_or_default();
    let mut found = std::collections::HashMap::new();
    for stmt in body {
        if let StmtKind::HoldMethod(made) = &stmt.kind
            && let ExprKind::MakeFunction(made) = &made.kind
            && made.kw_defaults.is_empty()
            && made.defaults.iter().all(|value| matches!(bare(value).kind, ExprKind::Const(_)))
        {
            found.insert(made.func, made.defaults.as_slice());
        }
    }
    found
}

/// Every number of the one type is one of the other, on all platforms.
fn widens(given: Int, wanted: Int) -> bool {
    let short = matches!(given, Int::SChar | Int::UChar);
    let int = short || matches!(given, Int::Short | Int::UShort);
    let long = int || given == Int::Int;
    let ssize = long || given == Int::Long;
    match wanted {
        Int::Short => short,
        Int::Int => int,
        Int::Long => long,
        Int::SSize => ssize,
        Int::LongLong => {
            ssize || matches!(given, Int::UInt | Int::SSize | Int::PtrDiff | Int::Hash)
        }
        _ => false,
    }
}

/// A C number as the Python number of the same value.
fn boxes(op: Op) -> bool {
    matches!(
        op.name,
        "conv.from_double" | "conv.from_long" | "conv.from_ssize" | "conv.from_longlong"
    )
}
