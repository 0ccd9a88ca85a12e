//! Which expressions of the tree lower to one C expression without a statement, so that `&&`, `||` and `?:` can stay.

use crate::function::Lowerer;
use builtins::{Effects, Fails, Op, Ret};
use tir::{Expr, ExprKind};

/// Deeper trees become control flow; it bounds how often a tree is looked at.
const DEPTH: u32 = 12;

impl Lowerer<'_, '_> {
    /// The operation can stand inside a C expression.
    pub fn is_nested(&self, op: Op) -> bool {
        op.effects == Effects::Pure
            && op.fails == Fails::Never
            && match op.ret {
                Ret::Value(ty) | Ret::Borrow(_, ty) => !self.cx.types.is_counted(ty),
                Ret::Void | Ret::New(_) | Ret::NewOrNull(_) | Ret::Immortal(_) => false,
            }
    }

    pub fn is_pure(&self, expr: &Expr) -> bool {
        self.pure_to(expr, DEPTH)
    }

    fn pure_to(&self, expr: &Expr, depth: u32) -> bool {
        if depth == 0 {
            return false;
        }
        let pure = |expr: &Expr| self.pure_to(expr, depth - 1);
        // An object must be in a local where it is an argument, which takes a statement.
        let object = self.cx.types.is_counted(expr.ty);
        match &expr.kind {
            ExprKind::Const(_)
            | ExprKind::CInt(_)
            | ExprKind::CFloat(_)
            | ExprKind::CStr(_)
            | ExprKind::Null
            | ExprKind::SizeOf(_)
            | ExprKind::ItemType(_)
            | ExprKind::Func(_)
            | ExprKind::Module
            | ExprKind::Cache => true,
            ExprKind::ClassObject(_) | ExprKind::Method(..) => false,
            ExprKind::Local(id) | ExprKind::Outer(id) => {
                !self.b.func.locals[self.locals[*id]].maybe_unbound
            }
            ExprKind::Global(_) | ExprKind::Extern(_) => !object,
            ExprKind::Cast(inner) => (!object || self.cx.types.is_counted(inner.ty)) && pure(inner),
            ExprKind::Op(op, args) => self.is_nested(*op) && args.iter().all(pure),
            ExprKind::CUnary(_, inner)
            | ExprKind::Field(inner, _)
            | ExprKind::Arrow(inner, _)
            | ExprKind::ObjField(inner, _)
            | ExprKind::Slot(inner, _)
            | ExprKind::Deref(inner)
            | ExprKind::AddrOf(inner) => !object && pure(inner),
            ExprKind::CBinary(_, left, right) | ExprKind::Index(left, right) => {
                !object && pure(left) && pure(right)
            }
            ExprKind::If(cond, then, other) => !object && pure(cond) && pure(then) && pure(other),
            ExprKind::Struct(items) => items.iter().all(pure),
            ExprKind::CCall { .. }
            | ExprKind::Call { .. }
            | ExprKind::MethodCall { .. }
            | ExprKind::StarCall { .. }
            | ExprKind::Display(..)
            | ExprKind::Dict(_)
            | ExprKind::Let(..)
            | ExprKind::Seq(..)
            | ExprKind::MakeFunction(_) => false,
        }
    }
}
