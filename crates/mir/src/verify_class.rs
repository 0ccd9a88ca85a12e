//! The tables of extension types name what is there, and functions of the shape that the interpreter calls.

use crate::*;
use base::{Id, Interner};
use builtins::TYPE_SLOTS;
use types::{Ty, TypeTable};

pub fn verify_classes(
    module: &Module,
    types: &TypeTable,
    names: &Interner,
) -> Result<(), Vec<VerifyError>> {
    let mut errors = Vec::new();
    for class in &module.classes {
        let name = &names[class.name];
        let mut verifier = Verifier { module, types, name, errors: &mut errors };
        verifier.class(class, names);
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

struct Verifier<'a> {
    module: &'a Module,
    types: &'a TypeTable,
    name: &'a str,
    errors: &'a mut Vec<VerifyError>,
}

impl Verifier<'_> {
    fn error(&mut self, message: String) {
        self.errors.push(VerifyError { message: format!("class {}: {message}", self.name) });
    }

    fn class(&mut self, class: &Class, names: &Interner) {
        for &(name, function) in &class.slots {
            match TYPE_SLOTS.iter().find(|slot| slot.name == name) {
                Some(slot) => self.function(name, function, slot.args, slot.ret),
                None => self.error(format!("there is no slot {name}")),
            }
        }
        if let Some(dealloc) = class.dealloc {
            self.function("__dealloc__", dealloc, &[Ty::OBJECT], Ty::VOID);
        }
        let bound = class.cinit.iter().chain(&class.init).chain(&class.methods).chain(&class.held);
        for bound in bound {
            let known = bound.pyfunc < self.module.pyfuncs.len()
                && bound.object.index() < self.module.globals.len();
            if !known {
                self.error(format!("pyfunc {} in {} is not there", bound.pyfunc, bound.object));
            }
        }
        for property in &class.properties {
            self.property(property, &names[property.name]);
        }
        for entry in &class.vtable {
            self.entry(entry, &names[entry.slot]);
        }
        if let Some(Pickle::Members { get, set, .. }) = &class.pickle {
            self.function("pickling", *get, &[Ty::OBJECT], Ty::OBJECT);
            self.function("unpickling", *set, &[Ty::OBJECT; 2], Ty::INT);
        }
        let docs = class.docs.iter().map(|(_, doc)| doc).chain(&class.doc);
        for doc in docs {
            if doc.index() >= self.module.consts.len() {
                self.error(format!("{doc} is no constant"));
            }
        }
    }

    fn property(&mut self, property: &Property, name: &str) {
        for (function, params, ret) in
            [(property.get, 1, Ty::OBJECT), (property.set, 2, Ty::INT), (property.del, 1, Ty::INT)]
        {
            if let Some(function) = function {
                self.function(name, function, &[Ty::OBJECT; 2][..params], ret);
            }
        }
    }

    /// A function has the C signature of the slot that it stands in.
    fn entry(&mut self, entry: &VtableEntry, name: &str) {
        let Some((_, slot)) = self.types.class_slot(entry.class, entry.slot) else {
            return self.error(format!("there is no virtual method {name}"));
        };
        let types::Type::Func(signature) = self.types.get(slot.ty) else {
            return self.error(format!("the virtual method {name} is no function"));
        };
        if let Some(function) = entry.func {
            self.function(name, function, &signature.params, signature.ret);
        }
    }

    /// Objects are all the same to C.
    fn alike(&self, a: Ty, b: Ty) -> bool {
        a == b
            || self.types.is_object(a) && self.types.is_object(b)
            || self.types.unqualified(self.types.resolve(a))
                == self.types.unqualified(self.types.resolve(b))
    }

    fn function(&mut self, what: &str, id: FuncId, params: &[Ty], ret: Ty) {
        if id.index() >= self.module.functions.len() {
            return self.error(format!("{what} is {id}, which is not there"));
        }
        let function = &self.module.functions[id];
        let found = function.params.iter().map(|&param| function.locals[param].ty);
        let fits = function.params.len() == params.len()
            && found.zip(params).all(|(found, &ty)| self.alike(found, ty))
            && self.alike(function.ret, ret);
        if !fits {
            self.error(format!("{what} is {}, which has another signature", function.cname));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Span;
    use types::ClassDef;

    #[test]
    fn what_is_not_there_is_found() {
        let (mut types, mut names) = (TypeTable::default(), Interner::default());
        let name = names.intern("A");
        let class = types.classes.push(ClassDef {
            name,
            module: name,
            base: None,
            builtin_base: None,
            struct_cname: name,
            typedef: false,
            type_cname: None,
            is_extern: false,
            is_final: false,
            fields: Vec::new(),
            vtable_cname: None,
            slots: Vec::new(),
            span: Span::default(),
        });
        let mut module = Module::default();
        let wrong = Builder::new("f".into(), Ty::INT, OnError::Impossible, Span::default());
        let wrong = module.functions.push(wrong.finish());
        let missing = FuncId(7);
        let made = Class {
            class,
            name,
            doc: Some(ConstId(3)),
            slots: vec![("tp_repr", wrong), ("tp_str", missing), ("tp_nothing", wrong)],
            cinit: Some(Bound { pyfunc: 0, object: GlobalId(0), only_self: true, of_class: false }),
            init: None,
            dealloc: None,
            methods: Vec::new(),
            by_name: Vec::new(),
            held: Vec::new(),
            properties: Vec::new(),
            vtable: vec![VtableEntry { class, slot: name, func: None, method: None }],
            pickle: None,
            docs: Vec::new(),
            flags: types::ClassFlags::default(),
            span: Span::default(),
        };
        assert!(verify_classes(&module, &types, &names).is_ok());
        module.classes.push(made);
        let errors = verify_classes(&module, &types, &names).expect_err("six mistakes");
        let found: Vec<_> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(found.len(), 6, "{found:?}");
        assert!(found.iter().all(|text| text.starts_with("class A: ")), "{found:?}");
    }
}
