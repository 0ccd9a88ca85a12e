//! Expressions.

use crate::function::Lowerer;
use crate::module::{extern_id, global_id};
use crate::values;
use base::Name;
use builtins::Op;
use mir::{BinOp, CExpr, CExprKind, LocalKind, ReadBy, StmtKind};
use tir::{CBinary, Expr, ExprKind};
use types::Ty;

impl Lowerer<'_, '_> {
    /// Emits what has effects; the result is a C expression that is to be used before anything else is emitted, or
    /// kept by [`Lowerer::hold`].
    pub fn expr(&mut self, expr: &Expr) -> CExpr {
        let ty = expr.ty;
        let simple = |kind| CExpr::new(kind, ty);
        match &expr.kind {
            ExprKind::Const(value) => simple(CExprKind::Const(self.cx.consts.of_tree(value))),
            ExprKind::CInt(value) => simple(CExprKind::Int(*value)),
            ExprKind::CFloat(bits) => simple(CExprKind::Float(*bits)),
            ExprKind::CStr(bytes) => simple(CExprKind::CStr(bytes.clone())),
            ExprKind::Null => simple(CExprKind::Null),
            ExprKind::SizeOf(of) => simple(CExprKind::SizeOf(*of)),
            ExprKind::ItemType(of) => simple(CExprKind::ItemType(*of)),
            ExprKind::Local(id) => self.read_local(*id, ReadBy::Own, expr),
            ExprKind::Outer(id) => self.read_local(*id, ReadBy::Comprehension, expr),
            ExprKind::Global(id) => simple(CExprKind::Global(global_id(*id))),
            ExprKind::Extern(id) => simple(CExprKind::Extern(extern_id(*id))),
            ExprKind::Func(id) => self.func_value(*id, ty),
            ExprKind::Module => simple(CExprKind::Module),
            ExprKind::Cache => simple(CExprKind::Cache),
            ExprKind::ClassObject(class) => simple(CExprKind::ClassObject(*class)),
            ExprKind::Method(class, slot) => {
                let object = CExpr::new(CExprKind::ClassObject(*class), Ty::TYPE);
                simple(CExprKind::Slot(Box::new(object), slot.class, slot.slot))
            }
            ExprKind::Cast(inner) => {
                let value = self.expr(inner);
                self.convert(value, ty)
            }
            ExprKind::Op(op, args) => self.operation(expr, *op, args),
            ExprKind::CUnary(op, inner) => {
                let value = self.expr(inner);
                simple(CExprKind::Unary(*op, Box::new(value)))
            }
            ExprKind::CBinary(CBinary::And, left, right) => {
                self.logic(expr, BinOp::And, left, right)
            }
            ExprKind::CBinary(CBinary::Or, left, right) => self.logic(expr, BinOp::Or, left, right),
            ExprKind::CBinary(op, left, right) => {
                self.two(left, right, |left, right| CExpr::binary(*op, left, right, ty))
            }
            ExprKind::CCall { callee, signature, args } => {
                self.c_call(expr, callee, signature, args)
            }
            ExprKind::Call { func, args, keywords } => self.object_call(expr, func, args, keywords),
            ExprKind::MethodCall { receiver, name, args, keywords } => {
                self.method_call(expr, receiver, *name, (args, keywords))
            }
            ExprKind::StarCall { func, args, keywords } => {
                self.star_call(expr, func, args, keywords)
            }
            ExprKind::Display(kind, items) => self.display(expr, *kind, items),
            ExprKind::Dict(items) => self.dict_display(expr, items),
            ExprKind::Struct(items) => {
                let items = self.operands(items);
                simple(CExprKind::Struct(items))
            }
            ExprKind::Field(..)
            | ExprKind::Arrow(..)
            | ExprKind::ObjField(..)
            | ExprKind::Slot(..)
            | ExprKind::Index(..)
            | ExprKind::Deref(_)
            | ExprKind::AddrOf(_) => self.memory(expr),
            ExprKind::Let(local, value, body) => {
                self.store_local(*local, value);
                self.expr(body)
            }
            ExprKind::If(cond, then, other) => self.choice(expr, cond, then, other),
            ExprKind::Seq(stmts, value) => {
                self.stmts(stmts);
                self.expr(value)
            }
            ExprKind::MakeFunction(make) => self.make_function(expr, make),
        }
    }

    /// Evaluates for the effects only.
    pub fn effect(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::If(cond, then, other) => {
                self.two_ways(cond, then, other, |this, arm| this.effect(arm));
            }
            ExprKind::Let(local, value, body) => {
                self.store_local(*local, value);
                self.effect(body);
            }
            ExprKind::Seq(stmts, value) => {
                self.stmts(stmts);
                self.effect(value);
            }
            ExprKind::Cast(inner) => self.effect(inner),
            _ => {
                self.expr(expr);
            }
        }
    }

    /// An object as an argument of an operation.
    pub fn object(&mut self, expr: &Expr) -> CExpr {
        let value = self.expr(expr);
        self.as_operand(value)
    }

    fn read_local(&mut self, id: tir::LocalId, reader: ReadBy, expr: &Expr) -> CExpr {
        let local = self.locals[id];
        if self.b.func.locals[local].maybe_unbound {
            self.b.at(expr.span);
            self.push(StmtKind::CheckBound(local, reader));
        }
        CExpr::local(local, expr.ty)
    }

    fn operation(&mut self, expr: &Expr, op: Op, args: &[Expr]) -> CExpr {
        if let Some(value) = self.direct_operator(expr, op, args) {
            return value;
        }
        if let Some(value) = self.direct_property(expr, op, args) {
            return value;
        }
        let args = self.operands(args);
        if self.is_nested(op) {
            let ty = op.value().unwrap_or(expr.ty);
            return self.convert(CExpr::new(CExprKind::Op(op, args), ty), expr.ty);
        }
        let value = self.op_at(expr.span, op, args);
        self.result(expr, value)
    }

    /// The value of a step under the type that the tree gives it; a step without a value has none that is used.
    pub fn result(&mut self, expr: &Expr, value: Option<CExpr>) -> CExpr {
        match value {
            Some(value) => self.convert(value, expr.ty),
            None if self.cx.types.is_object(expr.ty) => self.none(),
            None => CExpr::int(0, expr.ty),
        }
    }

    fn two(
        &mut self,
        left: &Expr,
        right: &Expr,
        build: impl FnOnce(CExpr, CExpr) -> CExpr,
    ) -> CExpr {
        let mut values = self.operands([left, right]).into_iter();
        match (values.next(), values.next()) {
            (Some(left), Some(right)) => build(left, right),
            _ => values::no_object(),
        }
    }

    /// C memory; also as a place to store to, since nothing is read yet.
    pub fn memory(&mut self, expr: &Expr) -> CExpr {
        let ty = expr.ty;
        match &expr.kind {
            ExprKind::Field(base, name) => {
                let base = Box::new(self.memory(base));
                let name = self.c_field(base.ty, *name);
                CExpr::new(CExprKind::Field(base, name), ty)
            }
            ExprKind::Arrow(base, name) => {
                let base = self.object(base);
                let name = self.c_field(self.cx.types.pointee(base.ty).unwrap_or(base.ty), *name);
                CExpr::new(CExprKind::Arrow(Box::new(base), name), ty)
            }
            ExprKind::ObjField(object, field) => {
                let object = Box::new(self.object(object));
                CExpr::new(CExprKind::ObjField(object, field.class, field.field), ty)
            }
            ExprKind::Slot(object, slot) => {
                let object = Box::new(self.object(object));
                CExpr::new(CExprKind::Slot(object, slot.class, slot.slot), ty)
            }
            ExprKind::Index(base, index) => self.two(base, index, |base, index| {
                CExpr::new(CExprKind::Index(Box::new(base), Box::new(index)), ty)
            }),
            ExprKind::Deref(pointer) => {
                let pointer = self.expr(pointer);
                CExpr::new(CExprKind::Deref(Box::new(pointer)), ty)
            }
            ExprKind::AddrOf(place) => {
                let place = self.memory(place);
                values::address_of(place, ty)
            }
            // A struct that is not a place (the result of a call) is put into one.
            ExprKind::CCall { .. } | ExprKind::If(..) | ExprKind::Struct(_) => {
                let value = self.expr(expr);
                self.spill_place(value)
            }
            _ => self.expr(expr),
        }
    }

    /// The name of a struct's field in C.
    fn c_field(&self, ty: Ty, name: Name) -> Name {
        let fields = self.cx.types.as_struct(ty).and_then(|def| def.fields.as_ref());
        let field = fields.and_then(|fields| fields.iter().find(|field| field.name == name));
        field.map_or(name, |field| field.cname)
    }

    fn spill_place(&mut self, value: CExpr) -> CExpr {
        let record = self.cx.types.as_struct(value.ty).is_some()
            || self.cx.types.as_view(value.ty).is_some();
        if value.as_local().is_some() || !record {
            return value;
        }
        let temp = self.temp(value.ty);
        self.assign(temp.clone(), value);
        temp
    }

    /// `local = value` of the tree's assignments and bindings.
    pub fn store_local(&mut self, local: tir::LocalId, value: &Expr) {
        let place = self.local(local);
        let value = self.expr(value);
        self.store(place, value);
    }

    /// Assigns; a step that cannot fail and whose value goes nowhere else gets the place as its destination.
    pub fn store(&mut self, place: CExpr, value: CExpr) {
        if place.ty == Ty::VOID || value.ty == Ty::VOID {
            return;
        }
        if let (Some(to), Some(from)) = (place.as_local(), value.as_local()) {
            let same = place.ty == value.ty && self.local_kind(to) != LocalKind::Memory;
            if same && self.redirect(from, to) {
                return;
            }
        }
        self.assign(place, value);
    }

    fn redirect(&mut self, from: mir::LocalId, to: mir::LocalId) -> bool {
        if !self.open || !self.is_own_temp(from) || self.cx.types.is_counted(self.local_ty(from)) {
            return false;
        }
        let block = self.b.current();
        let Some(last) = self.b.func.blocks[block].stmts.last_mut() else { return false };
        let dst = match &mut last.kind {
            StmtKind::Op { dst, op, .. } if !op.can_fail() => dst,
            StmtKind::Call { dst, fails: builtins::Fails::Never, .. } => dst,
            _ => return false,
        };
        if *dst != Some(from) {
            return false;
        }
        *dst = Some(to);
        if !self.is_own_temp(to) {
            self.log.push(crate::order::Event::Local(to));
        }
        true
    }

    pub fn local_ty(&self, id: mir::LocalId) -> Ty {
        self.b.func.locals[id].ty
    }
}
