//! Assignment: to variables, C memory, attributes and items; in place, and by annotation.

use ast::{ExprKind as Ast, Ident};
use base::Span;
use tir::{Expr, ExprKind, LocalId, Place, Stmt, StmtKind};
use types::{Ty, Type};

use super::Checker;
use super::build::{eval, stmt};
use super::names::Found;
use crate::{SymbolKind, convert};

impl Checker<'_, '_> {
    pub fn assign_stmt(&mut self, targets: &[ast::Expr], value: &ast::Expr) -> Vec<Stmt> {
        let mut out = Vec::new();
        if self.only_declares(targets, value) {
            return out;
        }
        if let [target] = targets {
            if self.parallel_unpack(target, value, &mut out) {
                return out;
            }
            if self.fill_slice(target, value, &mut out) {
                return out;
            }
            let want = self.target_type(target);
            if let Some(ty) = want
                && let Type::Array(item, Some(length)) = *self.types().resolved(ty)
                && let Ast::List(items) | Ast::Tuple(items) = &value.kind
                && !items.iter().any(|item| matches!(item.kind, Ast::Star(_)))
            {
                let place = self.expr(target);
                self.fill_from_display(place, (item, length), items, value.span, &mut out);
                return out;
            }
            if !self.initialising
                && matches!(value.kind, Ast::List(_))
                && want.is_some_and(|ty| self.types().pointee(ty).is_some())
            {
                self.report(diag::expressions::ListForPointer { at: value.span });
                return out;
            }
            // What is no variable of a C type takes an object.
            let value = self.expr_want(value, want.or(Some(Ty::OBJECT)));
            self.assign_target(target, value, &mut out);
            return out;
        }
        let wants: Vec<_> = targets.iter().map(|target| self.target_type(target)).collect();
        let object = wants.iter().any(|want| match want {
            Some(ty) => self.types().is_object(*ty),
            None => true,
        });
        let want = if object { Some(Ty::OBJECT) } else { wants[0] };
        let value = self.expr_want(value, want);
        // One object for all targets that take one.
        let constant = self.is_repeatable(&value);
        let value = if object && !constant { self.to_shared(value, &wants) } else { value };
        let value = self.store_temp(value, &mut out);
        for target in targets {
            self.assign_target(target, value.clone(), &mut out);
        }
        out
    }

    /// `array[:] = [a, b, c]` and other slices of C memory: the items are C values from the start.
    fn fill_slice(&mut self, target: &ast::Expr, value: &ast::Expr, out: &mut Vec<Stmt>) -> bool {
        let Ast::Subscript(base, index) = &target.kind else { return false };
        let Ast::Slice(slice) = &index.kind else { return false };
        let (Ast::List(items) | Ast::Tuple(items)) = &value.kind else { return false };
        let whole = slice.start.is_none() && slice.stop.is_none() && slice.step.is_none();
        if self.plain || items.iter().any(|item| matches!(item.kind, Ast::Star(_))) {
            return false;
        }
        let ty = self.dry_run(|me| me.expr(base).ty);
        match (self.types().resolved(ty).clone(), whole) {
            (Type::Array(item, Some(length)), true) => {
                let place = self.expr(base);
                self.fill_from_display(place, (item, length), items, value.span, out);
            }
            // Items elsewhere in C memory: an array of them is copied there.
            (Type::Array(item, _) | Type::Ptr(item), _) if !items.is_empty() => {
                let length = items.len() as u64;
                let array = self.types_mut().intern(Type::Array(item, Some(length)));
                let place = self.memory_temp(array, value.span);
                self.fill_from_display(place.clone(), (item, length), items, value.span, out);
                let base = self.expr(base);
                self.assign_c_slice(base, slice, place, target.span, out);
            }
            _ => return false,
        }
        true
    }

    /// The value of a cascade as an object, if all of its targets take objects.
    fn to_shared(&mut self, value: Expr, wants: &[Option<Ty>]) -> Expr {
        let all = wants.iter().all(|want| want.is_none_or(|ty| self.types().is_object(ty)));
        if all { self.to_object(value) } else { value }
    }

    /// `x = cython.declare(cython.int)` and `T = cython.struct(...)` only declare.
    fn only_declares(&mut self, targets: &[ast::Expr], value: &ast::Expr) -> bool {
        if let [ast::Expr { kind: Ast::Name(name), span }] = targets
            && let Found::Symbol(symbol) = self.find(*name)
            && let SymbolKind::Type(_) = self.an.decls.symbols[symbol].kind
            && self.an.decls.symbols[symbol].span == *span
        {
            return true;
        }
        let Ast::Call(func, args) = &value.kind else { return false };
        match self.cython_path(func).as_deref() {
            // What it says of a field was seen while declaring.
            Some("declare") => args.len() <= 1 || self.ext_body().is_some(),
            Some("struct" | "union" | "typedef" | "fused_type") => true,
            _ => false,
        }
    }

    /// Gives a value to a target. The value has been evaluated as far as Python can tell: what it does is done first.
    pub fn assign_target(&mut self, target: &ast::Expr, value: Expr, out: &mut Vec<Stmt>) {
        let span = target.span;
        match &target.kind {
            Ast::Name(name) => self.assign_name(Ident { name: *name, span }, value, out),
            Ast::Attribute(base, name) => self.assign_attribute(target, base, *name, value, out),
            Ast::Subscript(base, index) => self.assign_item(base, index, value, span, out),
            Ast::Tuple(items) | Ast::List(items) => self.unpack_target(items, value, span, out),
            Ast::Star(_) => {
                self.report(diag::expressions::MisplacedStar { at: span });
            }
            Ast::Invalid => {}
            Ast::Cast { .. } | Ast::Call(..) => {
                self.report(diag::expressions::NotATarget { at: span });
            }
            _ => self.report(diag::expressions::NotATarget { at: span }),
        }
    }

    /// The value as a variable of type `ty` keeps it; pointers into objects that nothing keeps are refused.
    fn kept(&mut self, value: Expr, ty: Ty) -> Expr {
        let pointer = self.types().is_pointer(ty);
        if pointer && self.types().is_object(value.ty) && !self.has_owner(&value) {
            let at = value.span;
            return self.fail(at, diag::expressions::UnsafeDerivative { at });
        }
        if convert::drops_const(self.types(), value.ty, ty) {
            let (from, to) = (self.describe(value.ty), self.describe(ty));
            self.report(diag::expressions::DiscardsConst { at: value.span, from, to });
        }
        self.coerce(value, ty)
    }

    pub fn assign_name(&mut self, ident: Ident, value: Expr, out: &mut Vec<Stmt>) {
        let span = ident.span;
        match self.find(ident.name) {
            Found::Local(local) => self.assign_local(local, value, span, out),
            Found::Symbol(symbol) => {
                let symbol = self.an.decls.symbols[symbol].clone();
                match symbol.kind {
                    SymbolKind::PyGlobal => self.assign_global(ident, value, out),
                    SymbolKind::Module(_) if self.is_imported_too(ident.name) => {
                        self.assign_global(ident, value, out);
                    }
                    SymbolKind::CGlobal(global) => {
                        // The module's own statements may give it its value later than its declaration.
                        if !self.in_module_body() {
                            self.check_not_const(symbol.ty, span);
                        }
                        if self.types().is_object(symbol.ty) {
                            self.needs_gil("assignment of Python object", span);
                        }
                        if let Type::Array(item, Some(length)) = *self.types().resolved(symbol.ty) {
                            let place = Expr::new(ExprKind::Global(global), symbol.ty, span);
                            self.fill_array(place, item, length, value, out);
                            return;
                        }
                        let place = Expr::new(ExprKind::Global(global), symbol.ty, span);
                        if let Some(assigned) = self.cpp_assign(&place, &value) {
                            return out.push(eval(assigned));
                        }
                        let value = self.kept(value, symbol.ty);
                        out.push(stmt(StmtKind::Assign(Place::Global(global), value), span));
                    }
                    SymbolKind::ExternVar { .. } | SymbolKind::ImportedGlobal => {
                        let place = self.name_expr(ident.name, span);
                        self.assign_memory(place, value, out);
                    }
                    // The Python side of the name is what changes.
                    SymbolKind::CFunc(id)
                        if self.in_module_body() && self.an.decls.cfuncs[id].cpdef =>
                    {
                        self.assign_global(ident, value, out);
                    }
                    SymbolKind::Unsupported(what) => {
                        self.unsupported(span, what);
                    }
                    _ => self.report(diag::expressions::NotATarget { at: span }),
                }
            }
            Found::ClassName | Found::ClassFree => {
                self.write_class_name(ident.name, value, span, out);
            }
            Found::Free(ty) => self.write_free(ident.name, ty, value, span, out),
            Found::FreeOfComprehension => {
                self.no_cell(span);
            }
            Found::Nonlocal => {
                self.unbound_nonlocal(ident.name, span);
            }
            // A stand-in for where the `cython` module is missing: what the compiler knows by the name stays the same.
            Found::Cython(_) | Found::Global | Found::Builtin | Found::Undeclared => {
                self.assign_global(ident, value, out)
            }
        }
    }

    pub fn assign_global(&mut self, ident: Ident, value: Expr, out: &mut Vec<Stmt>) {
        let value = self.to_object(value);
        let span = ident.span;
        let value = self.store_temp(value, out);
        let args = vec![self.module_expr(span), self.name_const(ident.name, span), value];
        out.push(eval(self.op("global.set", args, span)));
    }

    fn assign_local(&mut self, local: LocalId, value: Expr, span: Span, out: &mut Vec<Stmt>) {
        let ty = self.locals[local].ty;
        self.check_not_const(ty, span);
        if self.types().is_object(ty) {
            self.needs_gil("assignment of Python object", span);
        } else if let Some(cell) = self.cell_of(local) {
            let place = self.cell_memory(cell, ty, span);
            self.flow.bind(local);
            return self.assign_memory(place, value, out);
        }
        if self.buffer_type(ty).is_some() {
            self.assign_buffer(local, value, span, out);
            return;
        }
        if let Type::Array(item, Some(length)) = *self.types().resolved(ty) {
            self.fill_array(Expr::new(ExprKind::Local(local), ty, span), item, length, value, out);
            return;
        }
        let place = Expr::new(ExprKind::Local(local), ty, span);
        if let Some(assigned) = self.cpp_assign(&place, &value) {
            self.flow.bind(local);
            return out.push(eval(assigned));
        }
        let value = self.kept(value, ty);
        if let Some(cell) = self.cell_of(local) {
            self.write_cell(cell, value, span, out);
            return;
        }
        if value.ty == Ty::ERROR && !self.dry {
            self.flow.bind(local);
            return;
        }
        out.push(stmt(StmtKind::Assign(Place::Local(local), value), span));
        self.flow.bind(local);
    }

    fn check_not_const(&mut self, ty: Ty, span: Span) {
        if matches!(self.types()[ty], Type::Const(_)) && !self.initialising {
            self.report(diag::expressions::ConstTarget { at: span });
        }
    }

    /// C memory: a field, an item of an array, what a pointer points to.
    pub fn assign_memory(&mut self, place: Expr, value: Expr, out: &mut Vec<Stmt>) {
        let span = place.span;
        if place.ty == Ty::ERROR {
            out.extend(self.discard(value));
            return;
        }
        self.check_not_const(place.ty, span);
        if let Type::Array(item, Some(length)) = *self.types().resolved(place.ty) {
            self.fill_array(place, item, length, value, out);
            return;
        }
        let addressable = matches!(
            place.kind,
            ExprKind::Field(..)
                | ExprKind::Arrow(..)
                | ExprKind::ObjField(..)
                | ExprKind::Index(..)
                | ExprKind::Deref(_)
                | ExprKind::Extern(_)
                | ExprKind::Local(_)
                | ExprKind::Global(_)
        );
        if !addressable {
            self.report(diag::expressions::NotATarget { at: span });
            return;
        }
        if let Some(assigned) = self.cpp_assign(&place, &value) {
            return out.push(eval(assigned));
        }
        let value = self.kept(value, place.ty);
        out.push(stmt(StmtKind::Assign(Place::Memory(place), value), span));
    }

    /// `z.real = x` of a C complex number.
    pub fn assign_part(
        &mut self,
        base: &ast::Expr,
        name: Ident,
        ty: Ty,
        value: Expr,
        out: &mut Vec<Stmt>,
    ) {
        let span = name.span;
        let value = self.coerce(value, Ty::DOUBLE);
        let value = self.store_temp(value, out);
        let old = self.expr(base);
        let old = self.coerce(old, Ty::DOUBLE_COMPLEX);
        let parts = match self.text(name.name) {
            "real" => {
                let other = self.op("ccomplex.imag", vec![old], span);
                vec![value, other]
            }
            "imag" => {
                let other = self.op("ccomplex.real", vec![old], span);
                vec![other, value]
            }
            _ => {
                let (name, ty) = (self.text(name.name).to_string(), self.describe(ty));
                self.report(diag::expressions::NoSuchField { at: span, name, ty });
                return;
            }
        };
        let new = self.op("ccomplex.new", parts, span);
        let new = self.c_cast(new, ty);
        self.assign_target(base, new, out);
    }

    fn assign_attribute(
        &mut self,
        target: &ast::Expr,
        base: &ast::Expr,
        name: Ident,
        value: Expr,
        out: &mut Vec<Stmt>,
    ) {
        let span = target.span;
        if let Some(place) = self.static_attribute(base, name, span) {
            self.assign_memory(place, value, out);
            return;
        }
        let holder = self.dry_run(|me| me.expr(base).ty);
        if self.types().is_complex(holder) {
            self.assign_part(base, name, holder, value, out);
            return;
        }
        if holder != Ty::ERROR && !self.types().is_object(holder) && !self.plain {
            let base = self.expr(base);
            let place = self.attribute_of(base, name, span);
            // An attribute of the object that the value would become is no place of the value.
            if place.ty != Ty::ERROR && matches!(place.kind, ExprKind::Op(..)) {
                let (name, ty) = (self.text(name.name).to_string(), self.describe(holder));
                self.report(diag::expressions::NoSuchField { at: span, name, ty });
                return;
            }
            self.assign_memory(place, value, out);
            return;
        }
        if self.is_field(holder, name) {
            let base = self.holder(base, name);
            let place = self.attribute_of(base, name, span);
            self.assign_memory(place, value, out);
            return;
        }
        if let Some(set) = self.property_setter(holder, name) {
            let value = self.store_temp(value, out);
            let base = self.expr(base);
            let call = self.call_property(set, vec![base, value], span);
            out.push(eval(call));
            return;
        }
        let value = self.to_object(value);
        let value = self.store_temp(value, out);
        let base = self.object(base);
        out.extend(self.store_attribute(base, name, value, span));
    }

    pub fn store_attribute(
        &mut self,
        base: Expr,
        name: Ident,
        value: Expr,
        span: Span,
    ) -> Vec<Stmt> {
        self.note_unprotected(span);
        let name = self.name_const(name.name, name.span);
        vec![eval(self.op("obj.setattr", vec![base, name, value], span))]
    }

    fn assign_item(
        &mut self,
        base: &ast::Expr,
        index: &ast::Expr,
        value: Expr,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        self.warn_negative_index(index);
        if let Some(view) = self.buffer_item(base, index, true, out) {
            return self.assign_view_item(view, index, value, span, out);
        }
        let holder = self.dry_run(|me| me.expr(base).ty);
        if matches!(self.types().resolved(holder), Type::CTuple(_)) || self.is_cpp(holder) {
            let base = self.expr(base);
            let index = self.index_expr(index);
            let place = match self.is_cpp(holder) {
                true => self.cpp_item(base, index, span),
                false => self.item_of(base, index, span),
            };
            return self.assign_memory(place, value, out);
        }
        if self.types().as_view(holder).is_some() {
            let base = self.expr(base);
            return self.assign_view_item(base, index, value, span, out);
        }
        if self.types().pointee(holder).is_some() {
            self.assign_c_item(base, index, value, span, out);
            return;
        }
        let value = self.as_item(value, holder);
        let value = self.store_temp(value, out);
        let base = self.expr(base);
        let base = self.index_base(base);
        let base = self.store_temp(base, out);
        let stores = match &index.kind {
            Ast::Slice(slice) => self.store_slice(base, slice, Some(value), span),
            _ => {
                let index = self.index_expr(index);
                self.store_item(base, index, Some(value), span)
            }
        };
        out.extend(stores);
    }

    /// The value as an item of a container: a byte of a bytearray stays a number.
    pub fn as_item(&mut self, value: Expr, holder: Ty) -> Expr {
        let bytes = self.types().as_builtin(holder) == Some(types::Builtin::ByteArray);
        if bytes && self.types().is_int(value.ty) { value } else { self.to_object(value) }
    }

    fn assign_c_item(
        &mut self,
        base: &ast::Expr,
        index: &ast::Expr,
        value: Expr,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        let Ast::Slice(slice) = &index.kind else {
            let base = self.expr(base);
            let index = self.index_expr(index);
            let place = self.item_of(base, index, span);
            self.assign_memory(place, value, out);
            return;
        };
        let base = self.expr(base);
        self.assign_c_slice(base, slice, value, span, out);
    }

    /// `x: int = 1`. What an annotation says of a variable was seen while declaring.
    pub fn ann_assign(
        &mut self,
        target: &ast::Expr,
        (annotation, simple): (&ast::Expr, bool),
        value: Option<&ast::Expr>,
    ) -> Vec<Stmt> {
        let mut out = match value {
            Some(value) => {
                self.initialising = true;
                let out = self.assign_stmt(std::slice::from_ref(target), value);
                self.initialising = false;
                out
            }
            None => self.unassigned_target(target),
        };
        let python_class = self.class_body.is_some() && self.ext_body().is_none();
        if python_class || self.in_module_body() {
            out.extend(self.note_annotation(target, annotation, simple));
        }
        out
    }

    /// `a.b: T` and `a[i]: T` evaluate what the target consists of.
    fn unassigned_target(&mut self, target: &ast::Expr) -> Vec<Stmt> {
        let mut out = Vec::new();
        if let Ast::Attribute(base, _) | Ast::Subscript(base, _) = &target.kind {
            let value = self.expr(base);
            out.extend(self.discard(value));
        }
        if let Ast::Subscript(_, index) = &target.kind
            && !matches!(index.kind, Ast::Slice(_))
        {
            let value = self.index_expr(index);
            out.extend(self.discard(value));
        }
        out
    }
}
