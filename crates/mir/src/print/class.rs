//! The tables of extension types.

use super::quoted;
use crate::*;
use base::Interner;
use std::fmt::Write;
use types::{ClassId, TypeTable};

pub(super) fn classes_text(module: &Module, types: &TypeTable, names: &Interner) -> String {
    let mut out = String::new();
    for (index, class) in module.imported_classes.iter().enumerate() {
        let (from, name) = (&names[class.module], &names[class.name]);
        let vtable = if class.vtable { " vtable" } else { "" };
        let _ = writeln!(out, "import class {index} {from}.{name} {:?}{vtable}", class.check_size);
    }
    for (index, class) in module.classes.iter().enumerate() {
        let printer = Printer { types, names };
        printer.class(index, class, &mut out);
    }
    out
}

struct Printer<'a> {
    types: &'a TypeTable,
    names: &'a Interner,
}

impl Printer<'_> {
    fn name_of(&self, class: ClassId) -> &str {
        &self.names[self.types.classes[class].name]
    }

    fn class(&self, index: usize, class: &Class, out: &mut String) {
        let def = &self.types.classes[class.class];
        let base = match (def.base, def.builtin_base) {
            (Some(base), _) => format!("({})", self.name_of(base)),
            (None, Some(base)) => format!("({})", base.name(self.names)),
            (None, None) => String::new(),
        };
        let flags = class.flags.describe(def.is_final);
        let _ = writeln!(out, "class {index} {}{base}{flags}", &self.names[class.name]);
        let mut line = |text: String| {
            let _ = writeln!(out, "  {text}");
        };
        if let Some(doc) = class.doc {
            line(format!("doc {doc}"));
        }
        for (slot, function) in &class.slots {
            line(format!("{slot} {function}"));
        }
        for (word, bound) in [("cinit", class.cinit), ("init", class.init)] {
            bound.iter().for_each(|bound| line(format!("{word} {}", bound_text(bound))));
        }
        if let Some(dealloc) = class.dealloc {
            line(format!("dealloc {dealloc}"));
        }
        class.methods.iter().for_each(|it| line(format!("method {}", bound_text(it))));
        class.held.iter().for_each(|it| line(format!("held {}", bound_text(it))));
        for (name, function) in &class.by_name {
            line(format!("by name {} {function}", &self.names[*name]));
        }
        for property in &class.properties {
            line(self.property(property));
        }
        for entry in &class.vtable {
            let function = entry.func.map_or_else(|| "inherited".into(), |it| it.to_string());
            let slot = &self.names[entry.slot];
            line(format!("virtual {}.{slot} {function}", self.name_of(entry.class)));
        }
        match &class.pickle {
            Some(Pickle::Members { get, set, .. }) => line(format!("pickle get {get} set {set}")),
            Some(Pickle::Refused(why)) => line(format!("no pickle {}", quoted(why.as_bytes()))),
            None => {}
        }
        for (name, doc) in &class.docs {
            line(format!("doc of {} {doc}", &self.names[*name]));
        }
    }

    fn property(&self, property: &Property) -> String {
        let mut text = format!("property {}", &self.names[property.name]);
        for (word, function) in
            [("get", property.get), ("set", property.set), ("del", property.del)]
        {
            if let Some(function) = function {
                let _ = write!(text, " {word} {function}");
            }
        }
        if let Some(doc) = property.doc {
            let _ = write!(text, " doc {doc}");
        }
        text
    }
}

fn bound_text(bound: &Bound) -> String {
    let alone = if bound.only_self { " self" } else { "" };
    let of_class = if bound.of_class { " of class" } else { "" };
    format!("pyfunc {} in {}{alone}{of_class}", bound.pyfunc, bound.object)
}
