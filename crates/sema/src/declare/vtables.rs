//! Vtables: every C method has a slot, in the class that first declares it with that C signature.

use base::Name;
use diag::classes::MethodMismatch;
use tir::SlotRef;
use types::{ClassId, Field, FuncType, Slot, StructDef, Ty, Type};

use crate::Analysis;
use crate::class_info::Method;
use crate::convert::contract_fits;

impl<'a> Analysis<'a> {
    /// Gives the C methods of a class their slots.
    pub(crate) fn assign_slots(&mut self, class: ClassId) {
        let Some(info) = self.decls.classes.get(&class) else { return };
        let methods = info.methods.clone();
        let inherits = self.cx.types.classes[class]
            .base
            .is_some_and(|base| self.cx.types.classes[base].vtable_cname.is_some());
        if inherits || !methods.is_empty() {
            let module = info.module;
            let name = self.cx.names[self.cx.types.classes[class].name].to_string();
            let mangled = self.mangled(module, &name);
            let cname = self.cx.names.intern(&format!("__pyx_vtabstruct_{mangled}"));
            self.cx.types.classes[class].vtable_cname = Some(cname);
        }
        // As the binary interface has it, the specialisations of templates come last.
        let special = |method: &Method| !self.decls.cfuncs[method.func].subst.is_empty();
        let (last, first): (Vec<_>, Vec<_>) =
            methods.into_iter().enumerate().partition(|(_, method)| special(method));
        for (index, method) in first.into_iter().chain(last) {
            if self.decls.cfuncs[method.func].template.is_some() {
                self.check_template(class, method);
                continue;
            }
            let slot = self.slot_of(class, method);
            if let Some(info) = self.decls.classes.get_mut(&class) {
                info.methods[index].slot = Some(slot);
            }
        }
    }

    /// The same for methods that the definition file of the class does not mention, as they override what a base has.
    pub(crate) fn assign_slots_of_overrides(&mut self, class: ClassId) {
        let Some(info) = self.decls.classes.get(&class) else { return };
        for (index, method) in info.methods.clone().into_iter().enumerate() {
            if method.slot.is_some() || self.decls.cfuncs[method.func].template.is_some() {
                continue;
            }
            let slot = self.slot_of(class, method);
            if let Some(info) = self.decls.classes.get_mut(&class) {
                info.methods[index].slot = Some(slot);
            }
        }
    }

    /// The slot of the base that the method fills, or a new one.
    fn slot_of(&mut self, class: ClassId, method: Method) -> SlotRef {
        let base = self.cx.types.classes[class].base;
        let overridden = base.and_then(|base| self.class_method(base, method.name));
        let ty = match overridden {
            Some((_, base)) => {
                self.check_override(method, base);
                let ty = self.slot_type(class, method, Some(base));
                // An overriding specialisation stands in the slot of the base and in one of its own.
                if let Some(slot) = base.slot
                    && self.decls.cfuncs[method.func].subst.is_empty()
                    && self.same_slot(slot, ty)
                {
                    return slot;
                }
                ty
            }
            None => self.slot_type(class, method, None),
        };
        let name = match self.decls.cfuncs[method.func].subst.is_empty() {
            true => self.member_cname(self.decls.cfuncs[method.func].name),
            false => self.member_cname(method.name),
        };
        self.cx.types.classes[class].slots.push(Slot { name, ty });
        SlotRef { class, slot: name }
    }

    /// What a template overrides has the same fused arguments.
    fn check_template(&mut self, class: ClassId, method: Method) {
        let base = self.cx.types.classes[class].base;
        let Some((_, base)) = base.and_then(|base| self.class_method(base, method.name)) else {
            return;
        };
        if self.decls.cfuncs[base.func].template.is_none() {
            let name = self.text(method.name).to_string();
            let (at, before) =
                (self.decls.cfuncs[method.func].span, self.decls.cfuncs[base.func].span);
            self.report(MethodMismatch { at, name, before });
        }
    }

    /// Whether exceptions of the override show as callers of the base's method expect.
    fn keeps_promise(&self, new: &FuncType, old: &FuncType) -> bool {
        let ret = self.cx.types.resolved(new.ret);
        let given = super::contracts::sharpened(new.except.clone(), ret);
        contract_fits(&given, &old.except)
    }

    fn same_slot(&self, slot: SlotRef, ty: Ty) -> bool {
        let Some((_, known)) = self.cx.types.class_slot(slot.class, slot.slot) else {
            return false;
        };
        let spell = |ty| self.cx.types.c_decl(ty, "f", self.cx.names);
        spell(known.ty) == spell(ty)
    }

    /// An override takes what the base's method takes, and perhaps more that may be left out.
    fn check_override(&mut self, method: Method, base: Method) {
        let (own, other) = (&self.decls.cfuncs[method.func], &self.decls.cfuncs[base.func]);
        let required = |sig: &FuncType| sig.params.len() - sig.optional.min(sig.params.len());
        let (new, old) = (&own.signature, &other.signature);
        let skip = usize::from(!method.is_static);
        let same = |a: Ty, b: Ty| {
            a == Ty::ERROR
                || b == Ty::ERROR
                || self.cx.types.c_decl(a, "", self.cx.names)
                    == self.cx.types.c_decl(b, "", self.cx.names)
        };
        // As objects they look alike in C; that a caller knows one class does not make it another.
        let class = |ty| self.cx.types.as_object(ty).map(|object| object.class);
        let same_param = |a: Ty, b: Ty| same(a, b) && class(a) == class(b);
        let parts = new.params.iter().skip(skip).zip(old.params.iter().skip(skip));
        let fits = method.is_static == base.is_static
            && required(new) <= required(old)
            && new.params.len() >= old.params.len()
            && parts.into_iter().all(|(&a, &b)| same_param(a, b))
            && same(new.ret, old.ret)
            && (own.cpdef || !other.cpdef)
            && new.nogil == old.nogil
            && self.keeps_promise(new, old);
        if !fits {
            let name = self.text(method.name).to_string();
            let (at, before) = (own.span, other.span);
            self.report(MethodMismatch { at, name, before });
        }
    }

    /// The C signature of a slot: `self`, the parameters that have to be given, the flag of a `cpdef` method, a pointer to
    /// the others. An override with as many optional arguments has them in the struct of the base.
    fn slot_type(&mut self, class: ClassId, method: Method, base: Option<Method>) -> Ty {
        let func = &self.decls.cfuncs[method.func];
        let signature = func.signature.clone();
        let required = signature.params.len() - signature.optional.min(signature.params.len());
        let mut params: Vec<Ty> = signature.params[..required].to_vec();
        if signature.skip_dispatch {
            params.push(Ty::INT);
        }
        if signature.optional > 0 {
            let shared = base
                .filter(|base| {
                    self.decls.cfuncs[base.func].signature.optional == signature.optional
                })
                .and_then(|base| self.optional_struct(base));
            let record = match shared {
                Some(record) => record,
                None => self.new_optional_struct(class, method),
            };
            params.push(self.cx.types.ptr(record));
        }
        let ty = FuncType { params, optional: 0, skip_dispatch: false, ..signature };
        self.cx.types.intern(Type::Func(Box::new(ty)))
    }

    /// The struct of the optional arguments of a method that has them.
    pub(crate) fn optional_struct(&self, method: Method) -> Option<Ty> {
        let slot = method.slot?;
        let (_, slot) = self.cx.types.class_slot(slot.class, slot.slot)?;
        let Type::Func(func) = self.cx.types.get(slot.ty) else { return None };
        if self.decls.cfuncs[method.func].signature.optional == 0 {
            return None;
        }
        func.params.last().and_then(|&last| self.cx.types.pointee(last))
    }

    fn new_optional_struct(&mut self, class: ClassId, method: Method) -> Ty {
        let func = &self.decls.cfuncs[method.func];
        let signature = func.signature.clone();
        let (span, module) = (func.span, func.module);
        let first = signature.params.len() - signature.optional;
        let names: Vec<Option<Name>> =
            func.params.iter().skip(first).map(|param| param.name).collect();
        let count = self.cx.names.intern("__pyx_n");
        let mut fields = vec![Field { name: count, cname: count, ty: Ty::INT, span }];
        for (index, &ty) in signature.params[first..].iter().enumerate() {
            let name = match names.get(index).copied().flatten() {
                Some(name) => self.member_cname(name),
                None => self.cx.names.intern(&format!("arg{index}")),
            };
            fields.push(Field { name, cname: name, ty, span });
        }
        let class = self.cx.names[self.cx.types.classes[class].name].to_string();
        let text = self.cx.names[method.name].to_string();
        let mangled = self.mangled(module, &format!("{}{class}_{text}", class.len()));
        let cname = self.cx.names.intern(&format!("__pyx_opt_args_{mangled}"));
        let id = self.cx.types.structs.push(StructDef::own(cname, fields, span));
        self.cx.types.intern(Type::Struct(id))
    }
}
