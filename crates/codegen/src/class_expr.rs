//! Expressions over instances of extension types. Every object is a `PyObject *`; its struct is named where a field is used.

use crate::expr::Level;
use crate::function::Printer;
use crate::unit::UnitBuilder;
use ::types::{ClassId, Ty};
use mir::{CExpr, CExprKind};

impl UnitBuilder<'_> {
    /// The variable that points to the type object of a class.
    pub fn class_object(&mut self, class: ClassId) -> String {
        let name = self.name(self.types().classes[class].name);
        let name: String =
            name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        format!("px_type_{}_{name}", class.0)
    }
}

impl UnitBuilder<'_> {
    /// The variable that points to the vtable of a class of another module.
    pub fn imported_vtable(&self, class: ClassId) -> String {
        format!("px_vtab_of_{}", class.0)
    }
}

impl Printer<'_, '_> {
    pub fn object_field(
        &mut self,
        object: &CExpr,
        class: ClassId,
        field: &str,
        ty: Ty,
    ) -> (String, Level) {
        let place = format!("{}->{field}", self.struct_of(object, class));
        let types = self.unit.types();
        // A header may declare an object by the struct of its type.
        if types.classes[class].is_extern && types.is_object(ty) {
            return (format!("*(PyObject **)&{place}"), Level::Unary);
        }
        (place, Level::Postfix)
    }

    /// The object as a pointer to the struct of the class.
    fn struct_of(&mut self, object: &CExpr, class: ClassId) -> String {
        self.unit.require_class(class);
        let pointer = self.unit.types().class_pointer(class, self.unit.names());
        format!("(({pointer}){})", self.expr_at(object, Level::Unary))
    }

    pub fn virtual_slot(&mut self, object: &CExpr, class: ClassId, slot: &str) -> String {
        self.unit.require_class(class);
        let types = self.unit.types();
        if let CExprKind::ClassObject(of) = object.kind {
            let tag = types.classes[class].vtable_cname.map_or("", |tag| self.unit.name(tag));
            return format!("((struct {tag} *){})->{slot}", self.unit.imported_vtable(of));
        }
        let holder = types.vtable_holder(class).unwrap_or(class);
        let tag = types.classes[class].vtable_cname;
        let tag = tag.map_or("", |tag| self.unit.name(tag));
        format!("((struct {tag} *){}->__pyx_vtab)->{slot}", self.struct_of(object, holder))
    }
}
