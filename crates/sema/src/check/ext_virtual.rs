//! What stands in vtables: the C methods themselves, or functions around them with the C signature of the slot.
//!
//! ```text
//! int slot(self, x, int skip, optional *given) {        of a `cpdef` method with an optional argument
//!     if (!skip && self is of another class) { an override in Python is called instead, if there is one }
//!     return method(self, x, given && given->n > 0 ? given->y : default);
//! }
//! ```

use base::{Name, Span};
use tir::{
    CBinary, Callee, Expr, ExprKind, FuncId, FuncKind, LocalId, Param, ParamKind, SlotRef, Stmt,
    StmtKind, VtableEntry,
};
use types::{ClassId, Except, FuncType, Ty, Type};

use super::Checker;
use super::build::{assign, stmt};
use crate::class_info::Method;
use crate::{Analysis, CDefault, CFunc, CFuncId, FuncOrigin};

impl<'a> Analysis<'a> {
    /// What the vtable of a class holds, the slots of the most basic class first.
    pub(crate) fn vtable_entries(&mut self, class: ClassId) -> Vec<VtableEntry> {
        let mut chain: Vec<ClassId> = self.cx.types.class_chain(class).map(|(id, _)| id).collect();
        chain.reverse();
        let mut entries = Vec::new();
        for holder in chain {
            let slots: Vec<Name> =
                self.cx.types.classes[holder].slots.iter().map(|slot| slot.name).collect();
            for slot in slots {
                let at = SlotRef { class: holder, slot };
                let func = self.slot_function(class, at);
                let method = func.and_then(|func| self.decls.slot_methods.get(&func).copied());
                entries.push(VtableEntry { class: holder, slot, func, method });
            }
        }
        entries
    }

    /// What a class has in a slot; nothing where it is a matter of a base in another module.
    fn slot_function(&mut self, class: ClassId, slot: SlotRef) -> Option<FuncId> {
        let owner = self.decls.classes.get(&slot.class)?;
        let name = owner.methods.iter().find(|method| method.slot == Some(slot)).map(|m| m.name)?;
        let (definer, method) = self.class_method(class, name)?;
        if !self.defines_class(definer) {
            return None;
        }
        let key = (definer, slot);
        if let Some(&known) = self.decls.slot_functions.get(&key) {
            return Some(known);
        }
        let func = self.function_for_slot(definer, method, slot)?;
        self.decls.slot_functions.insert(key, func);
        Some(func)
    }

    fn function_for_slot(
        &mut self,
        class: ClassId,
        method: Method,
        slot: SlotRef,
    ) -> Option<FuncId> {
        let func = self.decls.cfuncs[method.func].clone();
        let own = match func.origin {
            FuncOrigin::Module(id) => id,
            FuncOrigin::PxdInline => self.inline_copy(method.func)?,
            FuncOrigin::Extern { .. } | FuncOrigin::Imported | FuncOrigin::Template => return None,
        };
        let (_, found) = self.cx.types.class_slot(slot.class, slot.slot)?;
        let Type::Func(signature) = self.cx.types.get(found.ty).clone() else { return None };
        if fits(self, &func.signature, &signature) {
            return Some(own);
        }
        let adapter = self.adapter(class, (method.func, &func), own, &signature);
        if only_looks(self, class, &func.signature, &signature) {
            self.decls.slot_methods.insert(adapter, own);
        }
        Some(adapter)
    }

    /// A function with the signature of a slot that calls the method.
    fn adapter(
        &mut self,
        class: ClassId,
        (declared, func): (CFuncId, &CFunc<'a>),
        method: FuncId,
        signature: &FuncType,
    ) -> FuncId {
        let number = self.decls.tir.functions.len();
        let span = func.span;
        let qualname = self.qualified_name(Some(class), func.name);
        let cname = format!("pyx_slot_{number}_{}", super::functions::identifier(&qualname));
        let contract = (FuncKind::Cdef, signature.ret, signature.except.clone());
        let mut function = tir::Function::new(func.name, qualname, cname, contract, span);
        (function.nogil, function.with_gil) = (signature.nogil, signature.with_gil);
        function.traced = false;
        function.first_line = self.cx.sources.line(span);
        let id = self.decls.tir.functions.push(function);
        let mut scope = self.bare_scope(class, func.name, span);
        scope.nogil = signature.nogil;
        scope.with_gil = signature.with_gil;
        let mut me = Checker::new(self, std::rc::Rc::new(scope));
        me.ret = signature.ret;
        let params: Vec<LocalId> =
            signature.params.iter().map(|&ty| me.new_param(None, ty, span)).collect();
        let body = me.adapter_body(class, (declared, func), method, signature, &params);
        let locals = std::mem::take(&mut me.locals);
        let function = &mut self.decls.tir.functions[id];
        function.params = params
            .into_iter()
            .map(|local| Param {
                local,
                name: func.name,
                kind: ParamKind::Positional,
                has_default: false,
            })
            .collect();
        function.locals = locals;
        function.body = body;
        id
    }
}

/// The method can stand in the slot itself.
fn fits(an: &Analysis<'_>, own: &FuncType, slot: &FuncType) -> bool {
    let spell = |ty: Ty| an.cx.types.c_decl(ty, "", an.cx.names);
    !own.skip_dispatch
        && own.optional == 0
        && own.params.len() == slot.params.len()
        && own.params.iter().zip(&slot.params).all(|(&a, &b)| spell(a) == spell(b))
        && spell(own.ret) == spell(slot.ret)
        && (an.cx.types.is_object(own.ret)
            || own.except == slot.except
            || slot.except == Except::Check)
}

/// The function in the slot asks for an override, unless the instance is of the class itself, and then calls the method with what
/// it was given.
fn only_looks(an: &mut Analysis<'_>, class: ClassId, own: &FuncType, slot: &FuncType) -> bool {
    let dict = an.cx.names.intern("__dict__");
    let spell = |ty: Ty| an.cx.types.c_decl(ty, "", an.cx.names);
    own.skip_dispatch
        && own.optional == 0
        && slot.params.len() == own.params.len() + 1
        && own.params.iter().zip(&slot.params).all(|(&a, &b)| spell(a) == spell(b))
        && spell(own.ret) == spell(slot.ret)
        && an.cx.types.class_field(class, dict).is_none()
}

impl<'a> Checker<'_, 'a> {
    fn adapter_body(
        &mut self,
        class: ClassId,
        (declared, func): (CFuncId, &CFunc<'a>),
        method: FuncId,
        slot: &FuncType,
        params: &[LocalId],
    ) -> Vec<Stmt> {
        let span = func.span;
        let own = &func.signature;
        let required = own.params.len() - own.optional;
        let mut extra = params[required.min(params.len())..].to_vec();
        let mut skip = None;
        if own.skip_dispatch && extra.first().is_some_and(|&local| self.locals[local].ty == Ty::INT)
        {
            skip = Some(extra.remove(0));
        }
        let given = extra.first().copied();
        let mut values = Vec::new();
        for (&local, &ty) in params.iter().zip(&own.params).take(required) {
            let value = self.local(local, span);
            values.push(value.cast(ty));
        }
        let mut out = Vec::new();
        for index in 0..own.optional {
            let value = self.optional_value((declared, func), index, given, span);
            values.push(self.store_temp(value, &mut out));
        }
        if own.skip_dispatch {
            out.extend(self.dispatch(class, func, slot, skip, &values));
        }
        let signature = Box::new(own.clone());
        let callee = Callee::Func(method);
        let call = ExprKind::CCall { callee, signature, args: values };
        let call = Expr::new(call, own.ret, span);
        let void = self.types().resolve(own.ret) == Ty::VOID;
        if void {
            out.push(super::build::eval(call));
        } else {
            let call = call.cast(slot.ret);
            out.push(stmt(StmtKind::Return(Some(call)), span));
        }
        out
    }

    /// An optional argument: what was given, or its default.
    fn optional_value(
        &mut self,
        (id, func): (CFuncId, &CFunc<'a>),
        index: usize,
        given: Option<LocalId>,
        span: Span,
    ) -> Expr {
        let at = func.signature.params.len() - func.signature.optional + index;
        let ty = func.signature.params[at];
        let default = match func.params.get(at).and_then(|param| param.default) {
            Some(CDefault::Value(value)) => self.stored_default(id, at, value, ty),
            Some(CDefault::Elsewhere) | None => self.error_expr(span),
        };
        let Some(given) = given else { return default };
        let pointer = self.local(given, span);
        let record = self.types().pointee(pointer.ty).unwrap_or(Ty::ERROR);
        let fields = self.types().as_struct(record).and_then(|def| def.fields.clone());
        let fields = fields.unwrap_or_default();
        let (Some(count), Some(field)) = (fields.first(), fields.get(index + 1)) else {
            return default;
        };
        let read = |name: Name, ty: Ty| {
            Expr::new(ExprKind::Arrow(Box::new(pointer.clone()), name), ty, span)
        };
        let null = Expr::new(ExprKind::Null, pointer.ty, span);
        let there = self.binary(CBinary::Ne, pointer.clone(), null, Ty::BINT, span);
        let number = self.c_int(index as i128, Ty::INT, span);
        let more = self.binary(CBinary::Gt, read(count.name, Ty::INT), number, Ty::BINT, span);
        let is_given = self.binary(CBinary::And, there, more, Ty::BINT, span);
        let value = read(field.name, field.ty).cast(ty);
        self.if_expr(is_given, value, default.cast(ty), span)
    }

    /// Calls what Python code has put in the place of a `cpdef` method.
    fn dispatch(
        &mut self,
        class: ClassId,
        func: &CFunc<'a>,
        slot: &FuncType,
        skip: Option<LocalId>,
        values: &[Expr],
    ) -> Vec<Stmt> {
        let span = func.span;
        let Some(object) = values.first().cloned() else { return Vec::new() };
        let type_object = self.class_object(class, span);
        let dict = self.intern("__dict__");
        let mut cond = match self.types().class_field(class, dict) {
            // Instances of the class itself may have an attribute in its place.
            Some(_) => self.bint(true, span),
            None => {
                let args = vec![object.clone(), type_object.clone()];
                self.op("method.differs", args, span)
            }
        };
        if let Some(skip) = skip {
            let skip = self.local(skip, span);
            let wanted = self.not(skip, span);
            cond = self.binary(CBinary::And, wanted, cond, Ty::BINT, span);
        }
        let gil = std::mem::replace(&mut self.gil, super::GilState::Held);
        let found = self.temp(Ty::OBJECT, span);
        let name = self.name_const(func.name, span);
        let args = vec![object, type_object, name, self.cache_expr(span)];
        let search = self.op("method.override", args, span);
        let null = self.null_object(span);
        let there = {
            let found = self.local(found, span);
            self.binary(CBinary::Ne, found, null, Ty::BINT, span)
        };
        let args: Vec<Expr> =
            values[1..].iter().map(|value| self.to_object(value.clone())).collect();
        let callable = Box::new(self.local(found, span));
        let call = ExprKind::Call { func: callable, args, keywords: Vec::new() };
        let call = Expr::new(call, Ty::OBJECT, span);
        let void = self.types().resolve(slot.ret) == Ty::VOID;
        let then = match void {
            true => {
                vec![super::build::eval(call), stmt(StmtKind::Return(None), span)]
            }
            false => {
                let value = self.coerce(call, slot.ret);
                vec![stmt(StmtKind::Return(Some(value)), span)]
            }
        };
        self.gil = gil;
        let inner = StmtKind::If { cond: there, then, orelse: Vec::new() };
        let mut body = vec![assign(found, search), stmt(inner, span)];
        if self.gil != super::GilState::Held {
            body = vec![stmt(StmtKind::Gil(body), span)];
        }
        vec![stmt(StmtKind::If { cond, then: body, orelse: Vec::new() }, span)]
    }
}
