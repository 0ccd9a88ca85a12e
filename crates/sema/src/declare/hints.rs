//! Performance hints about the exception contracts of functions without the GIL.

use ast::Ident;
use builtins::Directive;
use diag::flow::{CheckNeedsGil, NoValueInPxd};
use types::{Except, FuncType, Ty};

use super::Place;
use super::functions::Declared;
use crate::check::check_advice;
use crate::{Analysis, CFuncId};

impl<'a> Analysis<'a> {
    /// A definition whose callers have to take the GIL to see whether it raised.
    pub(crate) fn hint_exception_check(
        &mut self,
        signature: &FuncType,
        ident: Ident,
        place: Place<'a>,
    ) {
        let ret = self.cx.types.resolved(signature.ret);
        let except = super::contracts::sharpened(signature.except.clone(), ret);
        let asks = except == Except::Check && !self.cx.types.is_object(signature.ret);
        if !signature.nogil || !asks || !self.wants_hints(place) {
            return;
        }
        let name = self.text(ident.name).to_string();
        let void = self.cx.types.resolve(signature.ret) == Ty::VOID;
        let advice = check_advice(&name, void);
        self.report(CheckNeedsGil { at: ident.span, name, advice });
    }

    /// A definition that has the exception value which its definition file does not tell to other modules.
    pub(crate) fn hint_missing_value(&mut self, known: CFuncId, declared: &Declared<'a>) {
        let func = &self.decls.cfuncs[known];
        let has_value = matches!(declared.signature.except, Except::Value(_) | Except::Maybe(_));
        let hidden = func.in_pxd
            && func.class.is_none()
            && !func.inline
            && func.signature.nogil
            && func.signature.except == Except::Check;
        if !hidden || !has_value || !self.wants_hints(Place::top(self.decls.main, false)) {
            return;
        }
        let at = func.span;
        let name = self.text(declared.ident.name).to_string();
        self.report(NoValueInPxd { at, name });
    }

    fn wants_hints(&self, place: Place<'a>) -> bool {
        self.decls.modules[place.module].directives.is_on(Directive::ShowPerformanceHints)
            && place.module == self.decls.main
    }
}
