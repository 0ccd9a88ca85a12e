//! Taking iterables apart.

use crate::function::Lowerer;
use crate::values::ssize;
use builtins::Op;
use mir::{CExpr, CExprKind};
use types::Ty;

impl Lowerer<'_, '_> {
    /// The runtime makes a tuple of the right length (or raises); its items are read from there.
    pub fn unpack(&mut self, value: &tir::Expr, targets: &[tir::LocalId], star: Option<usize>) {
        let span = value.span;
        let value = self.object(value);
        self.b.at(span);
        let module = CExpr::new(CExprKind::Module, Ty::MODULE);
        let items = match star {
            None => self.value("unpack.exact", vec![module, value, ssize(targets.len())]),
            Some(at) => {
                let after = targets.len() - at - 1;
                self.value("unpack.star", vec![module, value, ssize(at), ssize(after)])
            }
        };
        for (index, &target) in targets.iter().enumerate() {
            let item = Op::named("tuple.item");
            let value = self.op_at(span, item, vec![items.clone(), ssize(index)]);
            let place = self.local(target);
            let value = value.map(|value| self.convert(value, place.ty));
            if let Some(value) = value {
                self.assign(place, value);
            }
        }
    }
}
