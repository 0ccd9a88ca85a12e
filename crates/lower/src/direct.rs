//! Direct calls into extension types of the module, where the class of an object is known or can be asked for cheaply.
//!
//! ```text
//! T(1.5, x)            self = px_raw(T); __cinit__(self, 1.5, x); __init__(...)       C arguments are not boxed
//! a + b                a is exactly a T ? T.__add__(a, b) : obj.add(a, b)
//! a.prop               a is exactly a T ? getter(a) : obj.getattr(a, 'prop')
//! a.method(x)          vtab.method == T.method ? T.method(a, x) : vtab.method(a, x)    the C compiler can inline it
//! ```
//! What Python could tell apart stays: an operator is called so only if its method never returns NotImplemented.

use crate::calls::own_failure;
use crate::function::Lowerer;
use crate::module::func_id;
use crate::order::Pending;
use base::Name;
use builtins::{Fails, Op};
use mir::{BinOp, CExpr, CExprKind, Callee, Term};
use tir::{Const, Expr, ExprKind, FuncId, ParamKind, Stmt, StmtKind};
use types::{Class, ClassId, Int, Ty, Type};

/// As many implementations of a virtual method are called directly.
const MOST_TARGETS: usize = 3;

/// An argument without the object around it.
#[derive(Clone, Copy)]
enum Raw<'e> {
    Value(&'e Expr),
    Int(i128),
    Float(u64),
}

/// What an object expression is, without casts between object types.
fn bare(mut expr: &Expr) -> &Expr {
    while let ExprKind::Cast(inner) = &expr.kind {
        expr = inner;
    }
    expr
}

impl<'t> Lowerer<'_, 't> {
    /// The most specific type that is known of an object.
    fn known_class(&self, expr: &Expr) -> Option<ClassId> {
        let mut expr = expr;
        loop {
            if let Some(class) = self.cx.types.as_class(expr.ty) {
                return Some(class);
            }
            match &expr.kind {
                ExprKind::Cast(inner) if self.cx.types.is_object(inner.ty) => expr = inner,
                _ => return None,
            }
        }
    }

    fn own_class(&self, class: ClassId) -> Option<&'t tir::Class> {
        let module: &'t tir::Module = self.cx.tir;
        module.classes.iter().find(|it| it.class == class)
    }

    /// The class and its bases, if all are of this module and the last derives from `object`.
    fn own_chain(&self, class: ClassId) -> Option<Vec<&'t tir::Class>> {
        let mut chain = Vec::new();
        for (id, def) in self.cx.types.class_chain(class) {
            if def.builtin_base.is_some() {
                return None;
            }
            chain.push(self.own_class(id)?);
        }
        Some(chain)
    }

    fn special_in(&self, class: &tir::Class, name: &str) -> Option<FuncId> {
        let special = class.specials.iter().find(|it| &self.cx.names[it.name] == name)?;
        Some(special.func)
    }

    /// The special method that instances of exactly this class have.
    fn special_of(&self, class: ClassId, name: &str) -> Option<FuncId> {
        for (id, def) in self.cx.types.class_chain(class) {
            if let Some(func) = self.special_in(self.own_class(id)?, name) {
                return Some(func);
            }
            if def.builtin_base.is_some() {
                return None;
            }
        }
        None
    }

    /// The argument as the parameter takes it, if no test or conversion that can fail is between.
    fn raw_argument<'e>(&self, arg: &'e Expr, want: Ty) -> Option<Raw<'e>> {
        let types = &*self.cx.types;
        if let Some(wanted) = types.as_object(want) {
            return match wanted.class {
                Class::Any if !wanted.none || want == Ty::OBJECT => Some(Raw::Value(arg)),
                Class::Ext(class) => {
                    let given = types.as_object(self.best_type(arg))?;
                    let Class::Ext(found) = given.class else { return None };
                    let fits = types.is_subclass(found, class) && (wanted.none || !given.none);
                    fits.then_some(Raw::Value(arg))
                }
                _ => None,
            };
        }
        let inner = bare(arg);
        let float = types.is_float(want);
        match &inner.kind {
            ExprKind::Const(Const::Float(bits)) if float => Some(Raw::Float(*bits)),
            ExprKind::Const(Const::Int(digits)) => {
                let value: i32 = digits.parse().ok()?;
                match float {
                    true => Some(Raw::Float(f64::from(value).to_bits())),
                    false => (types.int_kind(want)? >= Int::Int
                        && !is_unsigned(types.int_kind(want)?))
                    .then_some(Raw::Int(value.into())),
                }
            }
            ExprKind::Op(op, args) if boxes(*op) => {
                let [value] = args.as_slice() else { return None };
                let value = self.narrowest(value);
                self.keeps_value(value.ty, want).then_some(Raw::Value(value))
            }
            _ => None,
        }
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

    /// A C value becomes the same number of the other type.
    fn keeps_value(&self, from: Ty, to: Ty) -> bool {
        let types = &*self.cx.types;
        if types.is_float(from) {
            return types.resolve(to) == Ty::DOUBLE;
        }
        let small = |kind| matches!(kind, Int::SChar | Int::Short | Int::Int);
        match (types.resolved(from), types.resolved(to)) {
            (Type::Int(kind), Type::Float(_)) => small(*kind) && types.resolve(to) == Ty::DOUBLE,
            (Type::Int(given), Type::Int(wanted)) => {
                given == wanted
                    || small(*given) && matches!(wanted, Int::Long | Int::SSize | Int::LongLong)
            }
            _ => false,
        }
    }

    fn raw_value(&mut self, pending: &mut Pending, raw: Raw<'_>, want: Ty) {
        match raw {
            Raw::Value(expr) => {
                let value = self.expr(expr);
                let value = self.convert(value, want);
                self.hold(pending, value);
            }
            Raw::Int(value) => self.hold(pending, CExpr::int(value, want)),
            Raw::Float(bits) => self.hold(pending, CExpr::new(CExprKind::Float(bits), want)),
        }
    }

    // -- construction

    /// `T(args)` without tuples and boxes; nothing if it has to go the general way.
    pub fn construct(&mut self, expr: &Expr, func: &Expr, args: &[Expr]) -> Option<CExpr> {
        let ExprKind::ClassObject(class) = func.kind else { return None };
        let chain = self.own_chain(class)?;
        let raw = *self.cx.raw.get(&class)?;
        if chain.iter().any(|class| class.flags.dataclass) {
            return None;
        }
        let own_cinit = self.special_in(chain[0], "__cinit__");
        if chain[1..].iter().any(|base| self.special_in(base, "__cinit__").is_some()) {
            return None;
        }
        let init = chain.iter().find_map(|class| self.special_in(class, "__init__"));
        let steps: Vec<FuncId> = own_cinit.into_iter().chain(init).collect();
        let mut taken: Option<Vec<(Raw<'_>, Ty)>> = None;
        for &step in &steps {
            let found = self.raw_arguments(step, args)?;
            if step_ignores(self.cx.tir, step, own_cinit) {
                continue;
            }
            let tys = |list: &[(Raw<'_>, Ty)]| list.iter().map(|it| it.1).collect::<Vec<_>>();
            match &taken {
                Some(known) if tys(known) != tys(&found) => return None,
                _ => taken = Some(found),
            }
        }
        let taken = match taken {
            Some(taken) => taken,
            None if args.is_empty() => Vec::new(),
            None => return None,
        };
        Some(self.emit_construction(expr, raw, &taken, &steps, own_cinit))
    }

    /// The arguments after `self`, as the C function takes them.
    fn raw_arguments<'e>(&self, id: FuncId, args: &'e [Expr]) -> Option<Vec<(Raw<'e>, Ty)>> {
        let func = &self.cx.tir.functions[id];
        let plain = func
            .params
            .iter()
            .all(|param| matches!(param.kind, ParamKind::Positional | ParamKind::PositionalOnly));
        if !plain || func.closure.is_some() || func.suspends.is_some() {
            return None;
        }
        if func.params.len() == 1 {
            return Some(Vec::new());
        }
        if func.params.len() != args.len() + 1 {
            return None;
        }
        let mut found = Vec::new();
        let wrapper = func.wrapper.as_ref()?;
        for (index, (param, arg)) in func.params[1..].iter().zip(args).enumerate() {
            let want = func.locals[param.local].ty;
            // `not None` is a test of the wrapper.
            let tested = !matches!(bare(wrapper.args.get(index + 1)?).kind, ExprKind::Local(_));
            if tested && want == Ty::OBJECT {
                return None;
            }
            found.push((self.raw_argument(arg, want)?, want));
        }
        Some(found)
    }

    fn emit_construction(
        &mut self,
        expr: &Expr,
        raw: mir::ExternId,
        args: &[(Raw<'_>, Ty)],
        steps: &[FuncId],
        cinit: Option<FuncId>,
    ) -> CExpr {
        let mut pending = Pending::default();
        for &(arg, want) in args {
            self.raw_value(&mut pending, arg, want);
        }
        let values = self.settle(pending);
        let object = self.temp(expr.ty);
        self.b.at(expr.span);
        self.call(object.as_local(), Callee::Extern(raw), Vec::new(), Fails::Null);
        for &step in steps {
            let func = &self.cx.tir.functions[step];
            let mut all = vec![object.clone()];
            if !step_ignores(self.cx.tir, step, cinit) {
                all.extend(values.iter().cloned());
            }
            let fails = own_failure(self.cx.types, func.ret, &func.except);
            let status = self.temp(func.ret);
            self.call(status.as_local(), Callee::Func(func_id(step)), all, fails);
        }
        object
    }

    // -- operators

    /// An operator whose left operand is known to be of an extension type of this module.
    pub fn direct_operator(&mut self, expr: &Expr, op: Op, args: &[Expr]) -> Option<CExpr> {
        let [left, right] = args else { return None };
        let name = special_name(op.name)?;
        let class = self.known_class(left)?;
        let func = self.special_of(class, name)?;
        if self.own_class(class)?.flags.c_binops || !self.always_answers(func) {
            return None;
        }
        let taken = self.raw_arguments(func, std::slice::from_ref(right))?;
        let &[(raw, want)] = taken.as_slice() else { return None };
        let mut pending = Pending::default();
        self.operand(&mut pending, left);
        self.raw_value(&mut pending, raw, want);
        let mut values = self.settle(pending);
        let right_value = values.pop()?;
        let left_value = values.pop()?;
        let result = self.temp(Ty::OBJECT);
        let end = self.split_by_class(&left_value, class, |this| {
            let all = vec![left_value.clone(), right_value.clone()];
            let fails = Fails::Null;
            this.call(result.as_local(), Callee::Func(func_id(func)), all, fails);
        });
        let boxed = self.boxed(right, right_value);
        self.op_to(expr.span, result.as_local(), op, vec![left_value, boxed]);
        self.goto(end);
        self.go_on_in(end);
        Some(self.convert(result, expr.ty))
    }

    /// The object that the general way takes, of the value that the direct one took.
    fn boxed(&mut self, arg: &Expr, value: CExpr) -> CExpr {
        if self.cx.types.is_object(value.ty) {
            return value;
        }
        match &bare(arg).kind {
            ExprKind::Op(op, args) => {
                let from = args.first().map_or(value.ty, |it| it.ty);
                let value = value.cast(from);
                self.op_at(arg.span, *op, vec![value]).unwrap_or_else(crate::values::no_object)
            }
            _ => self.object(arg),
        }
    }

    /// Runs `then` where the object is exactly of the class, and goes on where it is not; returns where both meet.
    fn split_by_class(
        &mut self,
        object: &CExpr,
        class: ClassId,
        then: impl FnOnce(&mut Self),
    ) -> mir::BlockId {
        let (yes, no, end) = (self.new_block(), self.new_block(), self.new_block());
        let known = CExpr::new(CExprKind::ClassObject(class), Ty::TYPE);
        let object = CExpr::new(object.kind.clone(), Ty::OBJECT);
        let test = CExprKind::Op(Op::named("type.exactly"), vec![object, known]);
        self.split_likely(CExpr::new(test, Ty::BINT), yes, no, true);
        self.go_on_in(yes);
        then(self);
        self.goto(end);
        self.go_on_in(no);
        end
    }

    /// No `return` of the function can give NotImplemented.
    fn always_answers(&self, id: FuncId) -> bool {
        let func = &self.cx.tir.functions[id];
        self.cx.types.is_object(func.ret) && self.all_answer(&func.body)
    }

    fn all_answer(&self, body: &[Stmt]) -> bool {
        body.iter().all(|stmt| match &stmt.kind {
            StmtKind::Return(None) => true,
            StmtKind::Return(Some(value)) => {
                let inner = bare(value);
                let known = |ty| match self.cx.types.as_object(ty) {
                    Some(object) => object.class != Class::Any,
                    None => true,
                };
                self.known_class(value).is_some() || known(inner.ty)
            }
            StmtKind::If { then, orelse, .. } => self.all_answer(then) && self.all_answer(orelse),
            StmtKind::While { body, orelse, .. } | StmtKind::ForIter { body, orelse, .. } => {
                self.all_answer(body) && self.all_answer(orelse)
            }
            StmtKind::ForRange(range) => {
                self.all_answer(&range.body) && self.all_answer(&range.orelse)
            }
            StmtKind::NoGil(body) | StmtKind::Gil(body) => self.all_answer(body),
            StmtKind::Expr(_) | StmtKind::Assign(..) | StmtKind::Unpack { .. } => true,
            // What is rare in an operator is not looked into.
            _ => false,
        })
    }

    // -- properties

    /// `object.name` of a property, where the class has no say in attributes otherwise.
    pub fn direct_property(&mut self, expr: &Expr, op: Op, args: &[Expr]) -> Option<CExpr> {
        let (object, name, value) = match args {
            [object, name] if op.name == "obj.getattr" => (object, name, None),
            [object, name, value] if op.name == "obj.setattr" => (object, name, Some(value)),
            _ => return None,
        };
        let ExprKind::Const(Const::Name(name_id)) = bare(name).kind else { return None };
        let class = self.known_class(object)?;
        let func = self.property_function(class, name_id, value.is_some())?;
        let mut pending = Pending::default();
        self.operand(&mut pending, object);
        if let Some(value) = value {
            self.operand(&mut pending, value);
        }
        let values = self.settle(pending);
        let general = {
            let name = self.object(name);
            let mut all = values.clone();
            all.insert(1, name);
            all
        };
        let result = value.is_none().then(|| self.temp(Ty::OBJECT));
        let status = value.is_some().then(|| self.temp(Ty::INT));
        let direct = result.clone().or(status).and_then(|it| it.as_local());
        let fails = if result.is_some() { Fails::Null } else { Fails::Neg1 };
        let end = self.split_by_class(&values[0], class, |this| {
            this.call(direct, Callee::Func(func_id(func)), values.clone(), fails);
        });
        let dst = result.as_ref().and_then(CExpr::as_local);
        self.op_to(expr.span, dst, op, general);
        self.goto(end);
        self.go_on_in(end);
        Some(self.result(expr, result))
    }

    fn property_function(&self, class: ClassId, name: Name, store: bool) -> Option<FuncId> {
        let hooks = match store {
            true => ["__setattr__", "__delattr__"],
            false => ["__getattribute__", "__getattr__"],
        };
        for owner in self.own_chain(class)? {
            if hooks.iter().any(|hook| self.special_in(owner, hook).is_some()) {
                return None;
            }
            if let Some(property) = owner.properties.iter().find(|it| it.name == name) {
                return if store { property.set } else { property.get };
            }
        }
        None
    }

    // -- virtual methods

    /// Calls what the vtable has; where that is a function of this module, by its name.
    pub fn virtual_call(
        &mut self,
        dst: Option<mir::LocalId>,
        slot: tir::SlotRef,
        callee: Callee,
        args: Vec<CExpr>,
        fails: Fails,
    ) {
        let mut targets: Vec<FuncId> = Vec::new();
        for entry in self.cx.tir.classes.iter().flat_map(|class| &class.vtable) {
            if entry.class == slot.class
                && entry.slot == slot.slot
                && let Some(func) = entry.func
                && !targets.contains(&func)
            {
                targets.push(func);
            }
        }
        let Callee::Pointer(pointer) = &callee else {
            return self.call(dst, callee, args, fails);
        };
        if targets.len() > MOST_TARGETS {
            return self.call(dst, callee, args, fails);
        }
        let end = self.new_block();
        for target in targets {
            let (yes, no) = (self.new_block(), self.new_block());
            let function = CExpr::new(CExprKind::Func(func_id(target)), pointer.ty);
            let same = CExpr::binary(BinOp::Eq, pointer.clone(), function, Ty::BINT);
            self.end(Term::If { cond: same, then: yes, other: no, likely: None });
            self.go_on_in(yes);
            self.call(dst, Callee::Func(func_id(target)), args.clone(), fails);
            self.goto(end);
            self.go_on_in(no);
        }
        self.call(dst, callee, args, fails);
        self.goto(end);
        self.go_on_in(end);
    }
}

/// A `__cinit__` that takes nothing ignores the arguments.
fn step_ignores(module: &tir::Module, step: FuncId, cinit: Option<FuncId>) -> bool {
    cinit == Some(step) && module.functions[step].params.len() == 1
}

fn is_unsigned(kind: Int) -> bool {
    matches!(kind, Int::UInt | Int::ULong | Int::ULongLong | Int::Size | Int::Ucs4)
}

/// A C number as the Python number of the same value.
fn boxes(op: Op) -> bool {
    matches!(
        op.name,
        "conv.from_double" | "conv.from_long" | "conv.from_ssize" | "conv.from_longlong"
    )
}

fn special_name(row: &str) -> Option<&'static str> {
    Some(match row {
        "obj.add" => "__add__",
        "obj.sub" => "__sub__",
        "obj.mul" => "__mul__",
        "obj.truediv" => "__truediv__",
        "obj.floordiv" => "__floordiv__",
        "obj.mod" => "__mod__",
        "obj.matmul" => "__matmul__",
        "obj.and" => "__and__",
        "obj.or" => "__or__",
        "obj.xor" => "__xor__",
        "obj.lshift" => "__lshift__",
        "obj.rshift" => "__rshift__",
        _ => return None,
    })
}
