//! C methods of classes of other modules as values: `A.method` is a pointer to a C function, which the vtable has.

use base::Span;
use tir::{Expr, ExprKind};
use types::{ClassId, Type};

use super::Checker;
use crate::CFunc;
use crate::class_info::Method;

impl<'a> Checker<'_, 'a> {
    /// What the vtable of a class of another module has.
    pub fn outside_method(
        &mut self,
        class: ClassId,
        method: Method,
        func: &CFunc<'a>,
        span: Span,
    ) -> Expr {
        let Some(slot) = method.slot.filter(|_| func.signature.optional == 0) else {
            return self.unsupported(span, "C methods with optional arguments as values");
        };
        let found = self.types().class_slot(slot.class, slot.slot).map(|(_, slot)| slot.ty);
        let Some(Type::Func(signature)) = found.map(|ty| self.types().get(ty).clone()) else {
            return self.error_expr(span);
        };
        let class = self.an.nearest_outside(class);
        self.an.use_class(class);
        let ty = self.types_mut().intern(Type::Func(signature));
        let ty = self.types_mut().ptr(ty);
        Expr::new(ExprKind::Method(class, slot), ty, span)
    }
}
