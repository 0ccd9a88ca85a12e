//! Functions and variables of other compiled modules, which are reached through pointers; and for those of this module that
//! others may use, functions in the form that these expect.

use std::rc::Rc;

use ast::Arg;
use base::{IdVec, Span};
use tir::{
    CBinary, Callee, Export, Exported, Expr, ExprKind, FuncId, FuncKind, Local, LocalId, LocalKind,
    Place, Stmt, StmtKind,
};
use types::{FuncType, Ty, Type};

use super::build::{assign, eval, stmt};
use super::calls::Formal;
use super::{Checker, GilState};
use crate::declare::exports::{GIVEN, Outside};
use crate::{Analysis, CDefault, CFuncId, FuncOrigin, SymbolId};

impl<'a> Checker<'_, 'a> {
    /// A C variable of another module, as memory.
    pub fn imported_variable(&mut self, symbol: SymbolId, span: Span) -> Expr {
        let symbol = self.an.decls.symbols[symbol].clone();
        let pointer = self.types_mut().ptr(symbol.ty);
        let text = self.an.cx.types.capsule_decl(symbol.ty, "", self.an.cx.names);
        let global =
            self.an.import_address(symbol.module, symbol.name, pointer, (text, false), symbol.span);
        let address = Expr::new(ExprKind::Global(global), pointer, span);
        Expr::new(ExprKind::Deref(Box::new(address)), symbol.ty, span)
    }

    /// A pointer to a function of another module.
    fn imported_function(&mut self, id: CFuncId, outside: &Outside, span: Span) -> Expr {
        let ty = self.types_mut().intern(Type::Func(Box::new(outside.signature.clone())));
        let pointer = self.types_mut().ptr(ty);
        let func = &self.an.decls.cfuncs[id];
        let (module, at) = (func.module, func.span);
        let Some(&name) = self.an.export_keys(id).first() else { return self.error_expr(span) };
        let signature = (outside.text.clone(), true);
        let global = self.an.import_address(module, name, pointer, signature, at);
        Expr::new(ExprKind::Global(global), pointer, span)
    }

    /// A function of another module as a value: a pointer that can be called as it is.
    pub fn imported_value(&mut self, id: CFuncId, span: Span) -> Expr {
        let outside = self.an.outside(id);
        self.imported_function(id, &outside, span)
    }

    /// A call of a function of another module.
    pub fn call_imported(&mut self, id: CFuncId, args: &[Arg], span: Span) -> Expr {
        let func = self.an.decls.cfuncs[id].clone();
        let outside = self.an.outside(id);
        let pointer = self.imported_function(id, &outside, span);
        let elsewhere = |formal: Formal<'a>| Formal {
            default: formal.default.map(|_| CDefault::Elsewhere),
            ..formal
        };
        let formals: Vec<Formal<'a>> = Formal::all_of(&func).map(elsewhere).collect();
        let name = self.text(func.name).to_string();
        if self.gil != GilState::Held && !func.signature.nogil && !func.signature.with_gil {
            self.report(diag::calls::CallNeedsGil { at: span, name: name.clone() });
        }
        self.hint_call_check(&func.signature, &name, span);
        let values = self.c_arguments_of(&func.signature, &formals, &name, args, false, span);
        let Some(mut values) = values else { return self.error_expr(span) };
        let mut before = Vec::new();
        if !values.windows(2).all(|pair| pair[0].0 < pair[1].0) {
            for (_, value) in &mut values {
                let given = std::mem::replace(value, self.error_expr(span));
                *value = self.store_temp(given, &mut before);
            }
            values.sort_by_key(|(index, _)| *index);
        }
        let required = outside.required;
        if values.iter().skip(required).enumerate().any(|(at, (index, _))| *index != at + required)
        {
            // Only the module that defines the function knows the defaults.
            let (expected, found) = (required.to_string(), args.len());
            let what = diag::calls::ArgumentCount { at: span, name, expected, found };
            return self.fail(span, what);
        }
        let rest = values.split_off(required.min(values.len()));
        let mut passed: Vec<Expr> = values.into_iter().map(|(_, value)| value).collect();
        if func.signature.skip_dispatch {
            passed.push(self.c_int(0, Ty::INT, span));
        }
        let mut held = Vec::new();
        if let Some(ty) = outside.optional {
            let rest: Vec<_> = rest
                .into_iter()
                .map(|(index, value)| (index, self.hold(value, &mut held)))
                .collect();
            let given = rest.into_iter().map(|(_, value)| value).collect();
            let borrowed = (&mut before, held.as_slice());
            let given = self.optional_arguments(ty, given, &mut passed, borrowed, span);
            passed.push(given);
        }
        let signature = Box::new(outside.signature.clone());
        let callee = Callee::Pointer(Box::new(pointer));
        let ret = outside.signature.ret;
        let call = Expr::new(ExprKind::CCall { callee, signature, args: passed }, ret, span);
        if held.is_empty() {
            return self.seq(before, call);
        }
        let release = held.iter().map(|(local, _)| stmt(StmtKind::Forget(*local), span));
        if self.types().resolve(ret) == Ty::VOID {
            before.push(eval(call));
            before.extend(release);
            let none = self.none(span);
            return self.seq(before, none).cast(ret);
        }
        let result = self.store_temp(call, &mut before);
        before.extend(release);
        self.seq(before, result)
    }

    /// An object that the callee borrows by its address: a variable keeps it until the call is over.
    fn hold(&mut self, value: Expr, held: &mut Vec<(LocalId, Expr)>) -> Expr {
        if !self.types().is_object(value.ty) {
            return value;
        }
        let span = value.span;
        let local = self.locals.push(Local {
            name: None,
            ty: value.ty,
            kind: LocalKind::Variable,
            maybe_unbound: false,
            address_taken: false,
            span,
        });
        let read = self.local(local, span);
        held.push((local, value));
        read.cast(Ty::VOID_PTR)
    }

    /// The address of a struct of the arguments that are given; NULL for none.
    fn optional_arguments(
        &mut self,
        ty: Ty,
        given: Vec<Expr>,
        passed: &mut [Expr],
        (before, held): (&mut Vec<Stmt>, &[(LocalId, Expr)]),
        span: Span,
    ) -> Expr {
        let pointer = self.types_mut().ptr(ty);
        if given.is_empty() {
            return Expr::new(ExprKind::Null, pointer, span);
        }
        // What comes first in the text is evaluated first.
        for value in passed.iter_mut() {
            let one = std::mem::replace(value, self.error_expr(span));
            *value = self.store_temp(one, before);
        }
        let fields = self.types().as_struct(ty).and_then(|def| def.fields.clone());
        let fields = fields.unwrap_or_default();
        let temp = self.temp(ty, span);
        self.locals[temp].address_taken = true;
        let place = self.local(temp, span);
        let count = self.c_int(given.len() as i128, Ty::INT, span);
        for (field, value) in fields.iter().zip([count].into_iter().chain(given)) {
            if let ExprKind::Cast(inner) = &value.kind
                && let ExprKind::Local(local) = inner.kind
                && let Some((_, object)) = held.iter().find(|(one, _)| *one == local)
            {
                before.push(assign(local, object.clone()));
            }
            let at = ExprKind::Field(Box::new(place.clone()), field.name);
            let at = Expr::new(at, field.ty, span);
            before.push(stmt(StmtKind::Assign(Place::Memory(at), value), span));
        }
        Expr::new(ExprKind::AddrOf(Box::new(place)), pointer, span)
    }
}

/// Makes the exported functions known, in the form of the binary interface.
pub(crate) fn export_functions(an: &mut Analysis<'_>) {
    for id in an.exported_functions() {
        let FuncOrigin::Module(own) = an.decls.cfuncs[id].origin else { continue };
        let outside = an.outside(id);
        let function = match outside.is_plain(&an.decls.cfuncs[id]) {
            true => own,
            false => adapter(an, id, own, &outside),
        };
        for name in an.export_keys(id) {
            let (signature, what) = (outside.text.clone(), Exported::Func(function));
            let api = an.decls.cfuncs[id].api;
            an.decls.tir.exports.push(Export { name, signature, what, api });
        }
    }
}

/// The function that others call, which passes everything on.
fn adapter(an: &mut Analysis<'_>, id: CFuncId, own: FuncId, outside: &Outside) -> FuncId {
    let func = an.decls.cfuncs[id].clone();
    let scope = Rc::new(an.module_scope());
    let mut me = Checker::new(an, scope);
    me.gil = if func.signature.nogil { GilState::Unknown } else { GilState::Held };
    me.locals = IdVec::new();
    let span = func.span;
    let mut params = Vec::new();
    for (index, &ty) in outside.signature.params.iter().enumerate() {
        let name = func.params.get(index).and_then(|param| param.name).unwrap_or(func.name);
        let local = me.new_param(None, ty, span);
        let kind = tir::ParamKind::Positional;
        params.push(tir::Param { local, name, kind, has_default: false });
    }
    let mut body = Vec::new();
    let mut args: Vec<Expr> =
        params[..outside.required].iter().map(|param| me.local(param.local, span)).collect();
    if outside.optional.is_some()
        && let Some(given) = params.last()
    {
        args.extend(me.taken_or_default(id, outside.required, given.local, &mut body));
    }
    let ret = func.signature.ret;
    let signature = Box::new(FuncType { skip_dispatch: false, ..func.signature.clone() });
    let call = ExprKind::CCall { callee: Callee::Func(own), signature, args };
    let call = Expr::new(call, ret, span);
    if me.types().resolve(ret) == Ty::VOID {
        body.push(eval(call));
        body.push(stmt(StmtKind::Return(None), span));
    } else {
        body.push(stmt(StmtKind::Return(Some(call)), span));
    }
    let locals = std::mem::replace(&mut me.locals, IdVec::new());
    let inside = &an.decls.tir.functions[own];
    let mut function = tir::Function {
        cname: format!("pyx_e_{}", inside.cname),
        kind: FuncKind::Cdef,
        public: false,
        params,
        locals,
        body,
        wrapper: None,
        doc: None,
        ..inside.clone()
    };
    function.inline = false;
    an.decls.tir.functions.push(function)
}

impl Checker<'_, '_> {
    /// The optional arguments: from the struct where they are given, else their defaults.
    fn taken_or_default(
        &mut self,
        id: CFuncId,
        required: usize,
        given: LocalId,
        body: &mut Vec<Stmt>,
    ) -> Vec<Expr> {
        let func = self.an.decls.cfuncs[id].clone();
        let span = func.span;
        let pointer = self.local(given, span);
        let fields = self.types().pointee(pointer.ty);
        let fields = fields.and_then(|ty| self.types().as_struct(ty)?.fields.clone());
        let fields = fields.unwrap_or_default();
        let mut temps = Vec::new();
        for (index, param) in func.params.iter().enumerate().skip(required) {
            let default = match param.default {
                Some(CDefault::Value(default)) => self.stored_default(id, index, default, param.ty),
                Some(CDefault::Elsewhere) | None => self.error_expr(span),
            };
            let ty = self.types().unqualified(param.ty);
            let temp = self.temp(ty, span);
            body.push(assign(temp, default));
            temps.push(temp);
        }
        let null = Expr::new(ExprKind::Null, pointer.ty, span);
        let mut inner = Vec::new();
        let number = self.intern(GIVEN);
        for (index, (&temp, field)) in temps.iter().zip(fields.iter().skip(1)).enumerate() {
            let count = ExprKind::Arrow(Box::new(pointer.clone()), number);
            let count = Expr::new(count, Ty::INT, span);
            let more = self.c_int(index as i128, Ty::INT, span);
            let cond = self.binary(CBinary::Gt, count, more, Ty::BINT, span);
            let value = ExprKind::Arrow(Box::new(pointer.clone()), field.name);
            let value = Expr::new(value, field.ty, span);
            let wanted = self.locals[temp].ty;
            let value = if value.ty == wanted { value } else { value.cast(wanted) };
            let then = vec![assign(temp, value)];
            inner.push(stmt(StmtKind::If { cond, then, orelse: Vec::new() }, span));
        }
        let cond = self.binary(CBinary::Ne, pointer, null, Ty::BINT, span);
        body.push(stmt(StmtKind::If { cond, then: inner, orelse: Vec::new() }, span));
        temps.into_iter().map(|temp| self.local(temp, span)).collect()
    }
}
