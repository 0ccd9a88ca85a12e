//! Direct calls into extension types of the module, where the class of an object is known or can be asked for cheaply.
//!
//! ```text
//! a + b                a is exactly a T ? T.__add__(a, b) : obj.add(a, b)
//! a.prop               a is exactly a T ? getter(a) : obj.getattr(a, 'prop')
//! a.method(x)          vtab.method == T.method ? T.method(a, x) : vtab.method(a, x)    the C compiler can inline it
//! ```
//! What Python could tell apart stays: an operator is called so only if its method never returns NotImplemented.

use crate::construct::Raw;
use crate::error_values::direct_failure;
use crate::function::Lowerer;
use crate::module::func_id;
use crate::order::Pending;
use base::Name;
use builtins::{Fails, Op};
use mir::{BinOp, CExpr, CExprKind, Callee, Term};
use tir::{Const, Expr, ExprKind, FuncId, Stmt, StmtKind};
use types::{Class, ClassId, Ty};

/// As many implementations of a virtual method are called directly.
const MOST_TARGETS: usize = 3;

/// What an object expression is, without casts between object types.
pub(crate) fn bare(mut expr: &Expr) -> &Expr {
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
    pub(crate) fn own_chain(&self, class: ClassId) -> Option<Vec<&'t tir::Class>> {
        let mut chain = Vec::new();
        for (id, def) in self.cx.types.class_chain(class) {
            if def.builtin_base.is_some() {
                return None;
            }
            chain.push(self.own_class(id)?);
        }
        Some(chain)
    }

    pub(crate) fn special_in(&self, class: &tir::Class, name: &str) -> Option<FuncId> {
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
        let (raw, want) = self.right_operand(func, right)?;
        let mut pending = Pending::default();
        self.operand(&mut pending, left);
        self.raw_value(&mut pending, raw, want);
        let mut values = self.settle(pending);
        let right_value = values.pop()?;
        let left_value = values.pop()?;
        let result = self.temp(Ty::OBJECT);
        let mut tests = vec![(left_value.clone(), class)];
        if let Raw::Exactly(_, wanted) = raw {
            tests.push((right_value.clone(), wanted));
        }
        let end = self.split_by_class(&tests, |this| {
            let all = vec![left_value.clone(), this.convert(right_value.clone(), want)];
            let fails = Fails::Null;
            this.call(result.as_local(), Callee::Func(func_id(func)), all, fails);
        });
        let boxed = self.boxed(right, right_value);
        self.op_to(expr.span, result.as_local(), op, vec![left_value, boxed]);
        self.goto(end);
        self.go_on_in(end);
        Some(self.convert(result, expr.ty))
    }

    /// The right operand as the method takes it.
    fn right_operand<'e>(&self, func: FuncId, right: &'e Expr) -> Option<(Raw<'e>, Ty)>
    where
        't: 'e,
    {
        let taken = self.raw_arguments(func, std::slice::from_ref(right), &[]);
        if let Some([one]) = taken.as_deref() {
            return (!matches!(one.raw, Raw::Narrow(..))).then_some((one.raw, one.want));
        }
        // An object that no declaration tells of: whether it is of the class is asked.
        let param = self.cx.tir.functions[func].params.get(1)?;
        let want = self.cx.tir.functions[func].locals[param.local].ty;
        let wanted = self.cx.types.as_class(want)?;
        let unknown = self.cx.types.is_object(right.ty) && self.known_class(right).is_none();
        (unknown && self.own_class(wanted).is_some()).then_some((Raw::Exactly(right, wanted), want))
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

    /// Runs `then` where the objects are exactly of the classes, and goes on where they are not; returns where both meet.
    fn split_by_class(
        &mut self,
        tests: &[(CExpr, ClassId)],
        then: impl FnOnce(&mut Self),
    ) -> mir::BlockId {
        let (no, end) = (self.new_block(), self.new_block());
        for (object, class) in tests {
            let yes = self.new_block();
            let known = CExpr::new(CExprKind::ClassObject(*class), Ty::TYPE);
            let object = CExpr::new(object.kind.clone(), Ty::OBJECT);
            let test = CExprKind::Op(Op::named("type.exactly"), vec![object, known]);
            self.split_likely(CExpr::new(test, Ty::BINT), yes, no, true);
            self.go_on_in(yes);
        }
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
        let end = self.split_by_class(&[(values[0].clone(), class)], |this| {
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
        let mut targets: Vec<Target> = Vec::new();
        // Classes that are derived come first: what they override is often there to be overridden only.
        for class in self.cx.tir.classes.iter().rev() {
            for entry in
                class.vtable.iter().filter(|it| (it.class, it.slot) == (slot.class, slot.slot))
            {
                if let Some(func) = entry.func
                    && targets.iter().all(|known| known.func != func)
                {
                    targets.push(Target { func, method: entry.method, class: class.class });
                }
            }
        }
        let Callee::Pointer(pointer) = &callee else {
            return self.call(dst, callee, args, fails);
        };
        if targets.len() > MOST_TARGETS {
            return self.call(dst, callee, args, fails);
        }
        let (end, general) = (self.new_block(), self.new_block());
        let count = targets.len();
        for (index, target) in targets.into_iter().enumerate() {
            let (yes, no) = (self.new_block(), self.new_block());
            let function = CExpr::new(CExprKind::Func(func_id(target.func)), pointer.ty);
            let same = CExpr::binary(BinOp::Eq, pointer.clone(), function, Ty::BINT);
            // Classes of other modules that override it are rare.
            let likely = (index + 1 == count).then_some(true);
            self.end(Term::If { cond: same, then: yes, other: no, likely });
            self.go_on_in(yes);
            self.call_target(dst, &target, args.clone(), fails, general);
            self.goto(end);
            self.go_on_in(no);
        }
        self.goto(general);
        self.go_on_in(general);
        self.call(dst, callee, args, fails);
        self.goto(end);
        self.go_on_in(end);
    }

    /// Calls what the slot is known to hold: the method itself, where Python code cannot have overridden it.
    fn call_target(
        &mut self,
        dst: Option<mir::LocalId>,
        target: &Target,
        mut args: Vec<CExpr>,
        fails: Fails,
        general: mir::BlockId,
    ) {
        let Some(method) = target.method else {
            // It stands in the vtable itself.
            return self.call(dst, Callee::Func(func_id(target.func)), args, fails);
        };
        let known = CExpr::new(CExprKind::ClassObject(target.class), Ty::TYPE);
        let object = CExpr::new(args[0].kind.clone(), Ty::OBJECT);
        let differs = CExprKind::Op(Op::named("method.differs"), vec![object, known]);
        let own = self.new_block();
        self.split_likely(CExpr::new(differs, Ty::BINT), general, own, false);
        self.go_on_in(own);
        // Without the flag that says not to look for an override.
        args.pop();
        let fails = direct_failure(self.cx, method);
        self.call(dst, Callee::Func(func_id(method)), args, fails);
    }
}

/// What a slot of a vtable may hold.
struct Target {
    func: FuncId,
    method: Option<FuncId>,
    /// A class that has it there.
    class: ClassId,
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
