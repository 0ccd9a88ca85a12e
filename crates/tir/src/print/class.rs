//! Extension types as text.

use super::Printer;
use crate::Class;

impl Printer<'_> {
    pub(super) fn classes(&mut self) {
        let module = self.module;
        for imported in &module.imported_classes {
            let (from, name) = (self.name(imported.module), self.name(imported.name));
            let vtable = if imported.vtable { " vtable" } else { "" };
            self.line(format!("class {name} of {from} size {:?}{vtable}", imported.check_size));
            self.layout(imported.class);
        }
        for class in &module.classes {
            self.class(class);
        }
    }

    fn class(&mut self, class: &Class) {
        let def = &self.types.classes[class.class];
        let base = match (def.base, def.builtin_base) {
            (Some(base), _) => format!("({})", self.class_name(base)),
            (None, Some(base)) => format!("({})", base.name(self.names)),
            (None, None) => String::new(),
        };
        let flags = class.flags.describe(def.is_final);
        self.line(format!("class {}{base}{flags}", self.name(class.name)));
        self.layout(class.class);
        self.depth += 1;
        for entry in &class.vtable {
            let func = entry.func.map_or_else(|| "inherited".into(), |func| func.to_string());
            self.line(format!(
                "slot {}.{} = {func}",
                self.class_name(entry.class),
                self.name(entry.slot)
            ));
        }
        for special in &class.specials {
            self.line(format!("special {} = {}", self.name(special.name), special.func));
        }
        for method in &class.methods {
            self.line(format!("method {method}"));
        }
        for property in &class.properties {
            let part = |word: &str, func: Option<crate::FuncId>| {
                func.map_or_else(String::new, |func| format!(" {word} {func}"))
            };
            self.line(format!(
                "property {}{}{}{}",
                self.name(property.name),
                part("get", property.get),
                part("set", property.set),
                part("del", property.del)
            ));
        }
        match &class.pickle {
            Some(crate::Pickle::Members { get, set, .. }) => {
                self.line(format!("pickle get {get} set {set}"));
            }
            Some(crate::Pickle::Refused(why)) => self.line(format!("no pickle: {why}")),
            None => {}
        }
        self.depth -= 1;
    }

    fn layout(&mut self, class: types::ClassId) {
        let def = &self.types.classes[class];
        self.depth += 1;
        for field in &def.fields {
            self.line(format!("field {}: {}", self.name(field.name), self.ty(field.ty)));
        }
        for slot in &def.slots {
            self.line(format!("virtual {}: {}", self.name(slot.name), self.ty(slot.ty)));
        }
        self.depth -= 1;
    }
}
