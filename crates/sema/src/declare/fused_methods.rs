//! C methods with arguments of fused types: each specialisation is a method of its own with a slot of its own, under a name with
//! the numbers of its members. The method that is written stays in the class as the template that calls choose from.

use base::Name;
use types::ClassId;

use super::Place;
use super::functions::Declared;
use super::fused::{Subst, choices};
use crate::class_info::Method;
use crate::{Analysis, CFunc, CFuncId, FuncOrigin};

impl<'a> Analysis<'a> {
    /// Adds the specialisations of a method; none if it is no template.
    pub(crate) fn bind_specialised(
        &mut self,
        class: ClassId,
        name: Name,
        (template, written): (CFuncId, Method),
        place: Place<'a>,
    ) {
        let Some(shape) = self.decls.cfuncs[template].template.clone() else { return };
        for subst in choices(self.cx.types, &shape.types) {
            let func = self.specialised_method(template, &subst, place);
            let name = self.numbered(name, &subst);
            if let Some(info) = self.decls.classes.get_mut(&class) {
                info.methods.push(Method { name, func, ..written });
            }
        }
    }

    fn specialised_method(
        &mut self,
        template: CFuncId,
        subst: &Subst,
        place: Place<'a>,
    ) -> CFuncId {
        let mut func = self.specialised_function(template, subst);
        func.cname = self.numbered(func.cname, subst);
        let declared = Declared::again(&func);
        let main = place.module == self.decls.main;
        func.origin = match (main, func.source.is_some()) {
            (true, _) => FuncOrigin::Module(self.reserve_function(&declared, func.cname, place)),
            (false, true) => FuncOrigin::PxdInline,
            (false, false) => FuncOrigin::Imported,
        };
        let made = self.decls.cfuncs.push(func);
        self.decls.specialised.insert((template, subst.clone()), made);
        made
    }

    /// The template with members in place of fused types.
    fn specialised_function(&mut self, template: CFuncId, subst: &Subst) -> CFunc<'a> {
        let mut func = self.decls.cfuncs[template].clone();
        if let Some(shape) = func.template.take() {
            self.with_subst(subst, |an| an.specialise_signature(&mut func, &shape));
        }
        func.subst = subst.clone();
        func
    }

    /// The definition of a method that was declared before is that of its specialisations too.
    pub(crate) fn join_specialised(&mut self, template: CFuncId) {
        if self.decls.cfuncs[template].template.is_none() {
            return;
        }
        let known: Vec<(Subst, CFuncId)> = self
            .decls
            .specialised
            .iter()
            .filter(|((of, _), _)| *of == template)
            .map(|((_, subst), special)| (subst.clone(), *special))
            .collect();
        for (subst, special) in known {
            let func = self.specialised_function(template, &subst);
            let (cname, origin) =
                (self.decls.cfuncs[special].cname, self.decls.cfuncs[special].origin);
            self.decls.cfuncs[special] = CFunc { cname, origin, ..func };
        }
    }

    /// The method that a choice of members makes of a template.
    pub(crate) fn method_for(
        &mut self,
        class: ClassId,
        template: Method,
        subst: &Subst,
    ) -> Option<Method> {
        let name = self.numbered(template.name, subst);
        self.class_method(class, name).map(|(_, method)| method)
    }
}
