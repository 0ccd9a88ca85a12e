//! Attributes of extern types that C functions stand for: `@property cdef inline T name(self)`, and their setters.

use ast::{CFuncDef, Decorator, ExprKind};
use base::Name;
use diag::classes::{CPropertyForm, PropertyName};
use types::{ClassId, Except, ExceptValue, Ty};

use super::Place;
use crate::class_info::CProperty;
use crate::{Analysis, CFuncId};

/// What a decorator makes of a function.
enum Part {
    Get,
    Set(Name),
    Other(Name),
}

impl<'a> Analysis<'a> {
    fn property_part_of(&self, decorator: &Decorator) -> Option<Part> {
        match &decorator.expr.kind {
            ExprKind::Name(name) if self.text(*name) == "property" => Some(Part::Get),
            ExprKind::Attribute(base, name) => {
                let ExprKind::Name(base) = base.kind else { return None };
                match self.text(name.name) {
                    "setter" => Some(Part::Set(base)),
                    "getter" | "deleter" => Some(Part::Other(base)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    pub(crate) fn is_c_property(&self, def: &CFuncDef, place: Place<'a>) -> bool {
        place.external && def.decorators.iter().any(|one| self.property_part_of(one).is_some())
    }

    pub(crate) fn declare_c_property(&mut self, id: ClassId, def: &'a CFuncDef, place: Place<'a>) {
        let Some((decorator, part)) = def
            .decorators
            .iter()
            .find_map(|decorator| Some((decorator, self.property_part_of(decorator)?)))
        else {
            return;
        };
        let at = decorator.span;
        let arbitrary = def.decorators.iter().find(|other| {
            matches!(other.expr.kind, ExprKind::Name(_)) && self.property_part_of(other).is_none()
        });
        if let Some(other) = arbitrary {
            self.report(diag::declarations::CdefDecorator { at: other.span });
        }
        let Some(func) = self.c_property_function(id, def, place) else { return };
        let name = self.decls.cfuncs[func].name;
        let known = self
            .decls
            .classes
            .get(&id)
            .and_then(|info| info.c_properties.iter().find(|property| property.name == name))
            .copied();
        let named = match part {
            Part::Get => name,
            Part::Set(named) | Part::Other(named) => named,
        };
        if named != name {
            let (expected, found) = (self.text(named).into(), self.text(name).into());
            return self.report(PropertyName { at, expected, found });
        }
        let is_set = matches!(part, Part::Set(_));
        let why = match (&part, known) {
            (Part::Other(_), _) if self.cx.sources.snippet(at).ends_with("deleter") => {
                Some("cannot have a deleter")
            }
            (Part::Other(_), _) => Some("redeclared"),
            (Part::Get, Some(CProperty { get: Some(_), .. }))
            | (Part::Set(_), Some(CProperty { set: Some(_), .. })) => Some("redeclared"),
            _ => self.c_property_fault(func, is_set),
        };
        if let Some(why) = why {
            let mut error = diag::Diagnostic::from(CPropertyForm { at, why: why.into() });
            let before =
                known.and_then(|known| known.get).filter(|_| matches!(part, Part::Other(_)));
            if let Some(before) = before.map(|before| &self.decls.cfuncs[before]) {
                let head = before.source.map_or(before.span, |source| source.head(before.span));
                error.labels.push(diag::Label::at_fault(head, "declared here before"));
            }
            return self.report(error);
        }
        let Some(info) = self.decls.classes.get_mut(&id) else { return };
        match info.c_properties.iter_mut().find(|property| property.name == name) {
            Some(property) if is_set => property.set = Some(func),
            Some(property) => property.get = Some(func),
            None => {
                let (get, set) = if is_set { (None, Some(func)) } else { (Some(func), None) };
                info.c_properties.push(CProperty { name, get, set });
            }
        }
    }

    /// The function, which is not a method: a setter has the name of its getter.
    fn c_property_function(
        &mut self,
        id: ClassId,
        def: &'a CFuncDef,
        place: Place<'a>,
    ) -> Option<CFuncId> {
        let before = self.decls.cfuncs.len();
        let methods = std::mem::take(&mut self.decls.classes.get_mut(&id)?.methods);
        self.declare_cfunc(def, place);
        self.decls.classes.get_mut(&id)?.methods = methods;
        self.decls.cfuncs.ids().nth(before)
    }

    /// What is wrong with the signature.
    fn c_property_fault(&self, func: CFuncId, is_set: bool) -> Option<&'static str> {
        let func = &self.decls.cfuncs[func];
        let signature = &func.signature;
        let ret = self.cx.types.resolve(signature.ret);
        if !func.inline {
            return Some("method must be declared 'inline'");
        }
        if !is_set {
            return match (signature.params.len(), ret) {
                (1, Ty::VOID) => Some("getter cannot return 'void'"),
                (1, _) => None,
                _ => Some("getter must have a single (self) argument"),
            };
        }
        let minus = ExceptValue::Int(-1);
        match (signature.params.len(), ret) {
            (2, Ty::VOID) if signature.except == Except::Never => None,
            (2, Ty::VOID) => Some("setter needs 'noexcept' if declared 'void'"),
            (2, Ty::INT) => match signature.except {
                Except::Value(value) | Except::Maybe(value) if value != minus => {
                    Some("setter with 'int' return needs explicit 'except -1' or 'except? -1'")
                }
                _ => None,
            },
            (2, _) => Some("setter must return void or an 'int' error code, -1 (error) or 0 (ok)"),
            _ => Some("setter must have two arguments (self and value)"),
        }
    }
}
