//! Unions from mappings, which have to name one member.

use tir::{CBinary, Display, Expr, ExprKind, Item, Place, StmtKind};
use types::Ty;

use super::Checker;
use super::build::stmt;

impl Checker<'_, '_> {
    pub fn object_to_union(&mut self, expr: Expr, to: Ty) -> Expr {
        let span = expr.span;
        let fields = self.types().as_struct(to).and_then(|def| def.fields.clone());
        let fields = fields.unwrap_or_default();
        let mut stmts = Vec::new();
        let mapping = self.store_temp(expr, &mut stmts);
        let names = fields
            .iter()
            .map(|field| Item { star: false, value: self.name_const(field.name, span) })
            .collect();
        let names = Expr::new(ExprKind::Display(Display::Tuple, names), Ty::TUPLE, span);
        let which = self.op("conv.union_member", vec![mapping.clone(), names], span);
        let which = self.store_temp(which, &mut stmts);
        let result = self.temp(to, span);
        self.locals[result].address_taken = true;
        let place = self.local(result, span);
        for (index, field) in fields.iter().enumerate() {
            let number = self.c_int(index as i128, Ty::INT, span);
            let cond = self.binary(CBinary::Eq, which.clone(), number, Ty::BINT, span);
            let args = vec![mapping.clone(), self.name_const(field.name, span)];
            let item = self.op("conv.struct_field", args, span);
            let value = self.coerce(item, field.ty);
            let at = ExprKind::Field(Box::new(place.clone()), field.name);
            let at = Expr::new(at, field.ty, span);
            let then = vec![stmt(StmtKind::Assign(Place::Memory(at), value), span)];
            stmts.push(stmt(StmtKind::If { cond, then, orelse: Vec::new() }, span));
        }
        self.seq(stmts, place)
    }
}
