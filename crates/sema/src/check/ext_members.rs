//! Fields and C methods of objects whose extension type is known.

use ast::{Arg, ArgKind, Ident};
use base::Span;
use builtins::Directive;
use tir::{Callee, Expr, ExprKind, FieldRef, SlotRef, Stmt};
use types::{ClassId, FuncType, Ty, Type};

use super::build::{assign, eval};
use super::calls::{Formal, Placed};
use super::fused::Chosen;
use super::{Checker, GilState};
use crate::class_info::Method;
use crate::{FuncOrigin, SymbolKind};

impl<'a> Checker<'_, 'a> {
    /// A field, or a C function that stands for one.
    pub fn ext_attribute(&mut self, base: &Expr, name: Ident, span: Span) -> Option<Expr> {
        let class = self.types().as_class(base.ty)?;
        let text = self.text(name.name);
        if text == "__dict__" || text == "__weakref__" {
            return None;
        }
        let own = self.mangled(name.name);
        if let Some((holder, field)) = self.types().class_field(class, own) {
            let (ty, at) = (field.ty, FieldRef { class: holder, field: field.cname });
            if ty == Ty::ERROR {
                return Some(self.error_expr(span));
            }
            if self.types().is_object(ty) {
                self.needs_gil("accessing Python attribute", span);
            }
            let base = self.certain(base.clone(), name, span);
            return Some(Expr::new(ExprKind::ObjField(Box::new(base), at), ty, span));
        }
        if let Some(property) = self.an.class_property(class, own) {
            let get = property.get?;
            let base = self.certain(base.clone(), name, span);
            return Some(self.call_property(get, vec![base], span));
        }
        let (_, method) = self.an.class_method(class, own)?;
        if self.an.decls.cfuncs[method.func].cpdef {
            return None;
        }
        if self.an.decls.cfuncs[method.func].template.is_some() {
            return Some(self.not_specialised(method.func, span));
        }
        if method.is_static {
            let name = self.text(name.name).to_string();
            return Some(self.fail(span, diag::classes::StaticByInstance { at: span, name }));
        }
        Some(self.bound_method(method, base.clone(), span))
    }

    /// `object.method` where a pointer to a function is wanted: the function that a call would run, which takes the object as
    /// its first argument.
    pub fn method_pointer(&mut self, expr: &ast::Expr, want: Ty) -> Option<Expr> {
        let ast::ExprKind::Attribute(base, name) = &expr.kind else { return None };
        let pointee = self.types().pointee(want)?;
        if !matches!(self.types().resolved(pointee), Type::Func(_)) {
            return None;
        }
        let class = self.dry_run(|me| me.expr(base).ty);
        let class = self.types().as_class(class)?;
        let (_, method) = self.an.class_method(class, self.mangled(name.name))?;
        let func = &self.an.decls.cfuncs[method.func];
        if func.cpdef || func.template.is_some() {
            return None;
        }
        let base = self.expr(base);
        let span = expr.span;
        let Some(slot) = method.slot else { return Some(self.function_value(method.func, span)) };
        let (_, found) = self.types().class_slot(slot.class, slot.slot)?;
        let pointer = found.ty;
        let pointer = self.types_mut().ptr(pointer);
        let base = self.certain(base, *name, span);
        Some(Expr::new(ExprKind::Slot(Box::new(base), slot), pointer, span))
    }

    /// Whether an attribute of the object is a place in memory.
    pub fn is_field(&self, object: Ty, name: Ident) -> bool {
        let Some(class) = self.types().as_class(object) else { return false };
        let text = self.text(name.name);
        let python = matches!(text, "__dict__" | "__weakref__");
        !python && self.types().class_field(class, self.mangled(name.name)).is_some()
    }

    /// Whether Python can delete the attribute, which leaves None.
    pub fn is_deletable(&self, object: Ty, name: Ident) -> bool {
        let Some(class) = self.types().as_class(object) else { return false };
        let own = self.mangled(name.name);
        let Some((holder, field)) = self.types().class_field(class, own) else { return false };
        let public = self.an.class(holder).is_some_and(|info| {
            info.attributes.iter().any(|attribute| {
                attribute.name == own && attribute.visibility == crate::Visibility::Public
            })
        });
        public && self.types().is_object(field.ty)
    }

    /// The setter of an attribute that C functions stand for.
    pub fn property_setter(&self, object: Ty, name: Ident) -> Option<crate::CFuncId> {
        let class = self.types().as_class(object)?;
        self.an.class_property(class, self.mangled(name.name))?.set
    }

    /// Calls a C function of an extern type's attribute.
    pub fn call_property(&mut self, func: crate::CFuncId, args: Vec<Expr>, span: Span) -> Expr {
        let signature = self.an.decls.cfuncs[func].signature.clone();
        let Some(copy) = self.an.inline_copy(func) else { return self.error_expr(span) };
        let args = args
            .into_iter()
            .zip(&signature.params)
            .map(|(arg, &ty)| self.coerce(arg, ty))
            .collect();
        let ret = signature.ret;
        let callee = Callee::Func(copy);
        let call = ExprKind::CCall { callee, signature: Box::new(signature), args };
        Expr::new(call, ret, span)
    }

    /// The object where a C attribute is used: `nonecheck` tests it. So is a variable that nobody declared and that was found to be
    /// of the type: the text does not say that None is taken care of.
    fn certain(&mut self, object: Expr, name: Ident, span: Span) -> Expr {
        let Some(known) = self.types().as_object(object.ty) else { return object };
        if !known.none {
            return object;
        }
        let bare = self.an.cx.types.with_none(object.ty, false);
        let found = match object.kind {
            ExprKind::Local(local) => {
                self.scope.locals.get(local).is_some_and(|decl| decl.declared.is_none())
            }
            _ => false,
        };
        if !found && !self.directive(Directive::NoneCheck) {
            return object.cast(bare);
        }
        let name = self.name_const(name.name, name.span);
        let tested = |me: &mut Self, value: Expr| {
            let test = me.op("check.none_attr", vec![value.clone(), name], span);
            me.seq(vec![eval(test)], value.cast(bare))
        };
        // Without the GIL there is no reference that a temporary could have.
        match (&object.kind, self.gil) {
            (ExprKind::Local(_), GilState::Released | GilState::Unknown) => tested(self, object),
            _ => self.with_temp(object, tested),
        }
    }

    /// `object.method(...)` of a C method; nothing if the type has none of the name.
    pub fn ext_method_call(
        &mut self,
        receiver: &Expr,
        name: Ident,
        args: &[Arg],
        span: Span,
    ) -> Option<Expr> {
        self.ext_method_choice(receiver, name, &Chosen::new(), args, span)
    }

    /// The same with the types that an index gives for fused arguments.
    pub fn ext_method_choice(
        &mut self,
        receiver: &Expr,
        name: Ident,
        chosen: &Chosen,
        args: &[Arg],
        span: Span,
    ) -> Option<Expr> {
        let class = self.types().as_class(receiver.ty)?;
        let (_, method) = self.an.class_method(class, self.mangled(name.name))?;
        let cpdef = self.an.decls.cfuncs[method.func].cpdef;
        let starred =
            args.iter().any(|arg| matches!(arg.kind, ArgKind::Star | ArgKind::DoubleStar));
        if cpdef && starred {
            return None;
        }
        if method.is_static {
            let name = self.text(name.name).to_string();
            return Some(self.fail(span, diag::classes::StaticByInstance { at: span, name }));
        }
        let exact = self.types().as_object(receiver.ty).is_some_and(|object| object.exact);
        let certain = method.is_final
            || self.types().classes[class].is_final
            || (exact && !(cpdef && self.has_dict(class)));
        let bound = usize::from(!method.is_static);
        let method = self.specialised_method(class, method, (chosen, bound), args, span);
        let Some(method) = method else { return Some(self.error_expr(span)) };
        let object = self.certain(receiver.clone(), name, span);
        Some(self.method_call(method, Some(object), args, certain.then_some(class), span))
    }

    /// Instances have a dict, which may hide a method.
    fn has_dict(&mut self, class: ClassId) -> bool {
        let dict = self.intern("__dict__");
        self.types().class_field(class, dict).is_some()
            || self.types().class_chain(class).any(|(_, def)| def.builtin_base.is_some())
    }

    /// `Class.method(object, ...)` and static methods: the C method of that very class.
    pub fn unbound_method_call(
        &mut self,
        base: &ast::Expr,
        name: Ident,
        args: &[Arg],
        span: Span,
    ) -> Option<Expr> {
        let class = self.class_named(base)?;
        let (_, method) = self.an.class_method(class, self.mangled(name.name))?;
        let func = &self.an.decls.cfuncs[method.func];
        let starred =
            args.iter().any(|arg| matches!(arg.kind, ArgKind::Star | ArgKind::DoubleStar));
        if starred && func.cpdef {
            return None;
        }
        Some(self.call_of_class(class, method, &Chosen::new(), args, span))
    }

    /// A call of a class's own method.
    pub fn call_of_class(
        &mut self,
        class: ClassId,
        method: Method,
        chosen: &Chosen,
        args: &[Arg],
        span: Span,
    ) -> Expr {
        match self.specialised_method(class, method, (chosen, 0), args, span) {
            Some(method) => self.method_call(method, None, args, Some(class), span),
            None => self.error_expr(span),
        }
    }

    /// The extension type that an expression names.
    pub fn class_named(&mut self, base: &ast::Expr) -> Option<ClassId> {
        let symbol = match &base.kind {
            ast::ExprKind::Name(name) => match self.find(*name) {
                super::names::Found::Symbol(symbol) => symbol,
                _ => return None,
            },
            ast::ExprKind::Attribute(module, name) => {
                let module = self.with_env(|an, env| an.module_of_expr(module, env))?;
                self.module_member(module, name.name)?
            }
            _ => return None,
        };
        match self.an.decls.symbols[symbol].kind {
            SymbolKind::Type(ty) => self.types().as_class(ty),
            _ => None,
        }
    }

    /// Calls a C method: directly where it is certain that it is the one of a class, and this module has it; else by the
    /// vtable of the object, or of that class.
    fn method_call(
        &mut self,
        method: Method,
        object: Option<Expr>,
        args: &[Arg],
        class: Option<ClassId>,
        span: Span,
    ) -> Expr {
        let certain = class.is_some();
        let func = self.an.decls.cfuncs[method.func].clone();
        if let Some(what) = func.unsupported {
            return self.unsupported(span, what);
        }
        let name = self.text(func.name).to_string();
        let signature = func.signature.clone();
        if self.gil != GilState::Held && !signature.nogil && !signature.with_gil {
            self.report(diag::calls::CallNeedsGil { at: span, name: name.clone() });
        }
        let direct = match func.origin {
            FuncOrigin::Module(id) if certain => Some(id),
            FuncOrigin::PxdInline if certain => match self.an.inline_copy(method.func) {
                Some(copy) => Some(copy),
                None => return self.error_expr(span),
            },
            _ => None,
        };
        let bound = usize::from(object.is_some());
        let formals: Vec<_> = Formal::all_of(&func).skip(bound).collect();
        let fill = direct.is_some();
        let Some(mut values) = self.c_arguments_of(&signature, &formals, &name, args, fill, span)
        else {
            return self.error_expr(span);
        };
        values.iter_mut().for_each(|(index, _)| *index += bound);
        if let Some(object) = object {
            values.insert(0, (0, object));
        }
        let ret = signature.ret;
        let placed = self.place_arguments(values);
        match direct {
            Some(id) => self.finish_call(placed, |_, values| {
                let args = values.into_iter().map(|(_, value)| value).collect();
                let callee = Callee::Func(id);
                let call = ExprKind::CCall { callee, signature: Box::new(signature), args };
                Expr::new(call, ret, span)
            }),
            None => {
                let Some(slot) = method.slot else {
                    return self
                        .unsupported(span, "calls of a method without a place in the vtable");
                };
                let callee = match class.filter(|_| bound == 0) {
                    Some(class) => {
                        let class = self.an.nearest_outside(class);
                        self.an.use_class(class);
                        Callee::OfClass(class, slot)
                    }
                    None => Callee::Virtual(slot),
                };
                self.virtual_call(placed, (callee, slot), &signature, span)
            }
        }
    }

    /// A call with the C signature of a vtable's slot.
    fn virtual_call(
        &mut self,
        placed: Placed,
        (callee, slot): (Callee, SlotRef),
        declared: &FuncType,
        span: Span,
    ) -> Expr {
        let found = self.types().class_slot(slot.class, slot.slot);
        let Some(ty) = found.map(|(_, slot)| slot.ty) else { return self.error_expr(span) };
        let Type::Func(signature) = self.types().get(ty).clone() else {
            return self.error_expr(span);
        };
        let required = declared.params.len() - declared.optional;
        let (skips, optional) = (declared.skip_dispatch, declared.optional > 0);
        let ret = signature.ret;
        self.finish_call(placed, |me, values| {
            let mut args = Vec::new();
            let mut given: Vec<(usize, Expr)> = Vec::new();
            for (index, value) in values {
                if index < required {
                    args.push(value);
                } else {
                    given.push((index - required, value));
                }
            }
            if skips {
                // Who names the class means its method, whatever Python code puts in its place.
                let named = matches!(callee, Callee::OfClass(..));
                args.push(me.c_int(named.into(), Ty::INT, span));
            }
            let mut before = Vec::new();
            let mut kept = Vec::new();
            if optional {
                let record = signature.params.last().copied().unwrap_or(Ty::VOID_PTR);
                let record = me.optional_record(record, given, (&mut before, &mut kept), span);
                args.push(record);
            }
            let call = ExprKind::CCall { callee, signature, args };
            let call = Expr::new(call, ret, span);
            me.with_kept(before, call, kept, span)
        })
    }

    /// The pointer to the struct of optional arguments; NULL if none is given.
    fn optional_record(
        &mut self,
        pointer: Ty,
        given: Vec<(usize, Expr)>,
        (before, kept): (&mut Vec<Stmt>, &mut Vec<Expr>),
        span: Span,
    ) -> Expr {
        let Some(record) = self.types().pointee(pointer) else { return self.error_expr(span) };
        if given.is_empty() {
            return Expr::new(ExprKind::Null, pointer, span);
        }
        let count = self.c_int(given.len() as i128, Ty::INT, span);
        let mut fields = vec![count];
        for (_, value) in given {
            let value = self.store_temp(value, before);
            if self.types().is_object(value.ty) {
                kept.push(value.clone());
            }
            fields.push(value);
        }
        let local = self.temp(record, span);
        self.locals[local].kind = tir::LocalKind::Variable;
        self.locals[local].address_taken = true;
        before.push(assign(local, Expr::new(ExprKind::Struct(fields), record, span)));
        let place = self.local(local, span);
        Expr::new(ExprKind::AddrOf(Box::new(place)), pointer, span)
    }

    /// The call, during which the objects that its struct points to stay alive.
    fn with_kept(
        &mut self,
        mut before: Vec<Stmt>,
        call: Expr,
        kept: Vec<Expr>,
        span: Span,
    ) -> Expr {
        if kept.is_empty() {
            return self.seq(before, call);
        }
        let void = self.types().resolve(call.ty) == Ty::VOID;
        let result = match void {
            true => {
                before.push(eval(call));
                None
            }
            false => {
                let temp = self.temp(call.ty, span);
                before.push(assign(temp, call));
                Some(temp)
            }
        };
        for object in kept {
            before.push(eval(self.op("obj.keep", vec![object], span)));
        }
        match result {
            Some(temp) => {
                let value = self.local(temp, span);
                self.seq(before, value)
            }
            None => {
                let last = before.pop();
                let Some(Stmt { kind: tir::StmtKind::Expr(last), .. }) = last else {
                    return self.error_expr(span);
                };
                self.seq(before, last)
            }
        }
    }
}
