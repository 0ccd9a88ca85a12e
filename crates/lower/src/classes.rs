//! Extension types: calls by vtable, and the statements that make and find types.

use crate::function::Lowerer;
use crate::values::no_object;
use mir::{CExpr, CExprKind};
use types::{ClassId, Ty};

impl Lowerer<'_, '_> {
    /// What the vtable of the object holds; the object is an argument of the call, evaluated before.
    pub fn virtual_callee(&mut self, slot: tir::SlotRef, object: Option<&CExpr>) -> mir::Callee {
        let object = object.cloned().unwrap_or_else(no_object);
        let found = self.cx.types.class_slot(slot.class, slot.slot);
        let ty = found.map_or(Ty::VOID, |(_, slot)| slot.ty);
        let kind = CExprKind::Slot(Box::new(object), slot.class, slot.slot);
        mir::Callee::Pointer(CExpr::new(kind, ty))
    }

    pub fn make_class(&mut self, class: ClassId, bases: Option<&tir::Expr>) {
        let number = self.cx.tir.classes.iter().position(|known| known.class == class);
        let bases = bases.map_or_else(no_object, |bases| self.object(bases));
        let fixed = number.is_some_and(|number| self.cx.tir.classes[number].flags.public);
        let name = if fixed { "class.make_fixed" } else { "class.make" };
        self.class_op(name, number, vec![bases]);
    }

    pub fn import_class(&mut self, class: ClassId) {
        let number = self.cx.tir.imported_classes.iter().position(|known| known.class == class);
        self.class_op("class.import", number, Vec::new());
    }

    /// A function object goes where the slots look for it.
    pub fn hold_method(&mut self, function: &tir::Expr) {
        let value = self.object(function);
        let held = match &function.kind {
            tir::ExprKind::MakeFunction(make) => self.cx.held.get(&make.func).copied(),
            _ => None,
        };
        if let Some(held) = held {
            let place = CExpr::new(CExprKind::Global(held), Ty::OBJECT);
            self.assign(place, value);
        }
    }

    /// An operation over a class by its number in the module's tables.
    fn class_op(&mut self, name: &'static str, number: Option<usize>, rest: Vec<CExpr>) {
        let number = CExpr::int(number.unwrap_or_default() as i128, Ty::INT);
        let mut args = vec![CExpr::new(CExprKind::Module, Ty::MODULE), number];
        args.extend(rest);
        self.op(name, args);
    }
}
