//! Statements by kind. Definitions, loops, `try`, `with` and imports are in files of their own.

use ast::{Branch, ExprKind as Ast, StmtKind as S};
use base::Span;
use builtins::Directive;
use diag::calls;
use tir::{ExprKind, Stmt, StmtKind};
use types::Ty;

use super::Checker;
use super::build::{eval, stmt};
use super::flow::{Bound, join};
use super::names::Found;
use crate::{ClassSource, FunctionKind, SymbolKind};

impl<'a> Checker<'_, 'a> {
    pub fn block(&mut self, body: &'a [ast::Stmt]) -> Vec<Stmt> {
        let mut out = Vec::new();
        // Of a specialisation only some branches are left.
        let mut warned = !self.flow.reachable() || !self.an.subst.is_empty();
        for one in body {
            if !warned && !self.flow.reachable() && !matches!(one.kind, S::Pass) {
                warned = true;
                if self.directive(Directive::WarnUnreachable) {
                    self.report(diag::flow::Unreachable { at: one.span });
                }
            }
            self.stmt(one, &mut out);
        }
        out
    }

    /// An expression of which nothing is wanted. A tuple of C values need not be an object.
    fn expression_stmt(&mut self, value: &ast::Expr, out: &mut Vec<Stmt>) {
        if let ast::ExprKind::Tuple(items) = &value.kind
            && !self.plain
            && self.dry_run(|me| {
                items.iter().any(|item| {
                    !matches!(item.kind, ast::ExprKind::Star(_)) && {
                        let ty = me.expr(item).ty;
                        !me.types().is_object(ty) && !crate::convert::can_box(me.types(), ty)
                    }
                })
            })
        {
            for item in items {
                self.expression_stmt(item, out);
            }
            return;
        }
        let value = self.statement_value(value);
        out.extend(self.discard(value));
    }

    pub fn stmt(&mut self, one: &'a ast::Stmt, out: &mut Vec<Stmt>) {
        let span = one.span;
        self.line_event(one, out);
        match &one.kind {
            S::Pass | S::Invalid | S::Global(_) => {}
            S::Nonlocal(names) => self.check_nonlocal(names),
            S::Break => self.leave(StmtKind::Break, "break statement", span, out),
            S::Continue => self.leave(StmtKind::Continue, "continue statement", span, out),
            S::Expr(value) if self.is_declaration(value) => {}
            S::Expr(value) => self.expression_stmt(value, out),
            S::Assign { targets, value } => out.extend(self.assign_stmt(targets, value)),
            S::AugAssign { target, op, value } => {
                out.extend(self.aug_assign(target, *op, value, span));
            }
            S::AnnAssign { target, annotation, value, simple } => {
                out.extend(self.ann_assign(target, (annotation, *simple), value.as_ref()));
            }
            S::Return(value) => self.return_stmt(value.as_ref(), span, out),
            S::Raise { exc, cause, value, traceback } => {
                let old = value.as_deref().or(traceback.as_deref()).is_some();
                let parts = (exc.as_ref(), cause.as_ref());
                let rest = (value.as_deref(), traceback.as_deref());
                out.extend(if old {
                    self.raise_old(parts.0, rest, span)
                } else {
                    self.raise_stmt(parts, span)
                });
            }
            S::Assert { test, message } => {
                out.extend(self.assert_stmt(test, message.as_ref(), span))
            }
            S::Del(targets) => {
                for target in targets {
                    self.delete(target, out);
                }
            }
            S::Import(aliases) => out.extend(self.import_stmt(aliases, span)),
            S::FromImport(import) => out.extend(self.from_import(import, span)),
            S::Cimport(_) => {}
            S::TypeAlias { name, type_params, value } => {
                out.extend(self.type_alias(*name, type_params, value));
            }
            S::Print { file, values, newline } => {
                out.extend(self.print_stmt(file.as_ref(), values, *newline, span));
            }
            S::Exec { code, globals, locals } => {
                out.extend(self.exec_stmt(code, globals.as_ref(), locals.as_ref(), span));
            }
            S::If { branches, orelse } => out.extend(self.if_stmt(branches, orelse)),
            S::While { test, body, orelse } => {
                out.extend(self.while_stmt(test, body, orelse, span));
            }
            S::For { is_async, header, body, orelse } => {
                out.extend(self.for_stmt(header, body, orelse, (*is_async, span)));
            }
            S::Try { body, handlers, orelse, finally } => {
                out.extend(self.try_stmt(body, handlers, orelse, finally, span));
            }
            S::With { is_async: true, items, body } => {
                out.extend(self.async_with(items, body, span));
            }
            S::With { is_async: false, items, body } => {
                out.extend(self.with_stmt(items, body, span));
            }
            S::Match { subject, cases } => out.extend(self.match_stmt(subject, cases)),
            S::FunctionDef(def) => out.extend(self.function_def(def, span)),
            S::ClassDef(def) => out.extend(self.class_def(def, span)),
            S::CompileTimeIf { branches, orelse } => {
                let body = self.an.compile_time_branch(branches, orelse, span, self.module);
                out.extend(self.block(body));
            }
            S::CVar(_) | S::CEnum(_) if self.ext_body().is_some() => {}
            S::CVar(decl) => self.c_variables(decl, out),
            S::CdefBlock(block) => out.extend(self.block(&block.body)),
            S::CFunc(def) => out.extend(self.c_function_def(def, span)),
            S::CEnum(def) => self.public_enum(def, out),
            // Declared before anything is checked.
            S::CStruct(_)
            | S::CTypedef(_)
            | S::CExtern(_)
            | S::Fused(_)
            | S::CompileTimeDef { .. }
            | S::Include { .. } => {}
            S::CClass(def) if def.body.is_some() => {
                out.extend(self.ext_class_def(ClassSource::C(def), span));
            }
            S::Property { name, body } => {
                if let Some(class) = self.ext_body() {
                    self.property_block(class, *name, body, out);
                }
            }
            S::CClass(_) | S::CppClass(_) | S::WithTemplate { .. } => {}
        }
    }

    /// The value of an expression statement. A call of a C function may have none.
    /// `cython.declare(x=cython.int)`, of which declaring took notice.
    fn is_declaration(&mut self, value: &ast::Expr) -> bool {
        let Ast::Call(callee, args) = &value.kind else { return false };
        let names = args.iter().all(|arg| matches!(arg.kind, ast::ArgKind::Keyword(_)));
        names && self.cython_path(callee).as_deref() == Some("declare")
    }

    /// Functions around the place have to have the variables.
    fn check_nonlocal(&mut self, names: &[ast::Ident]) {
        for ident in names {
            let visible = &self.closure.visible;
            if !visible.contains_key(&ident.name)
                && !visible.contains_key(&self.mangled(ident.name))
            {
                let name = self.text(ident.name).to_string();
                self.report(diag::declarations::NonlocalUnbound { at: ident.span, name });
            }
        }
    }

    fn statement_value(&mut self, value: &ast::Expr) -> tir::Expr {
        self.expr(value)
    }

    fn leave(&mut self, kind: StmtKind, what: &str, span: Span, out: &mut Vec<Stmt>) {
        if self.loops == 0 {
            self.report(calls::OutsideLoop { at: span, what: what.into() });
            return;
        }
        match kind {
            StmtKind::Break => self.flow.break_loop(),
            _ => self.flow.stop(),
        }
        out.push(stmt(kind, span));
    }

    fn return_stmt(&mut self, value: Option<&ast::Expr>, span: Span, out: &mut Vec<Stmt>) {
        if self.in_module_body() {
            self.report(calls::OutsideFunction { at: span, what: "return statement".into() });
            return;
        }
        let ret = self.ret;
        let def = self.scope.kind == FunctionKind::Def;
        let void = self.status || self.types().resolve(ret) == Ty::VOID;
        let value = match value {
            Some(value) if void => {
                if self.status && matches!(value.kind, Ast::None) {
                    self.report(calls::ReturnsVoid { at: span });
                }
                if !matches!(value.kind, Ast::None) {
                    let value = self.expr(value);
                    if value.ty != Ty::VOID {
                        self.report(calls::ReturnsVoid { at: span });
                    }
                    out.extend(self.discard(value));
                }
                None
            }
            Some(value) => {
                let value = self.expr_as(value, ret);
                let object = self.types().is_object(ret);
                if object && !self.scope.nogil {
                    self.needs_gil("returning Python object", span);
                }
                let value = if def && object { value.cast(Ty::OBJECT) } else { value };
                Some(value)
            }
            None if void || self.types().is_object(ret) => None,
            None => {
                self.report(calls::ReturnsNothing { at: span });
                None
            }
        };
        let value = if self.status { Some(self.c_int(0, Ty::INT, span)) } else { value };
        out.push(stmt(StmtKind::Return(value), span));
        self.flow.stop();
    }

    fn if_stmt(&mut self, branches: &'a [Branch], orelse: &'a [ast::Stmt]) -> Vec<Stmt> {
        let Some((first, rest)) = branches.split_first() else { return self.block(orelse) };
        let cond = self.hinted_cond(&first.test);
        // A branch that is never taken need not even be valid.
        if let ExprKind::CInt(value) = cond.kind {
            return match value {
                0 => self.if_stmt(rest, orelse),
                _ => self.block(&first.body),
            };
        }
        let before = self.flow.bound.clone();
        let then = self.block(&first.body);
        let after: Bound = std::mem::replace(&mut self.flow.bound, before);
        let tested = rest.first().and_then(|branch| self.line_of(branch.test.span));
        let mut other: Vec<Stmt> = tested.into_iter().collect();
        other.extend(self.if_stmt(rest, orelse));
        let orelse = other;
        self.flow.bound = join(after, self.flow.bound.take());
        vec![stmt(StmtKind::If { cond, then, orelse }, first.span)]
    }

    fn delete(&mut self, target: &ast::Expr, out: &mut Vec<Stmt>) {
        let span = target.span;
        if let Some(deleted) = self.delete_object(target) {
            return out.push(deleted);
        }
        match &target.kind {
            Ast::Tuple(items) | Ast::List(items) => {
                for item in items {
                    self.delete(item, out);
                }
            }
            Ast::Name(name) => self.delete_name(*name, span, out),
            Ast::Attribute(base, name) => {
                let base = self.expr(base);
                let base = if self.plain { self.to_object(base) } else { base };
                if base.ty == Ty::ERROR {
                    return;
                }
                if !self.types().is_object(base.ty) {
                    self.report(diag::expressions::CannotDelete { at: span });
                    return;
                }
                if self.is_deletable(base.ty, *name) {
                    let none = self.none(span);
                    let place = self.attribute_of(base, *name, span);
                    let none = none.cast(place.ty);
                    out.push(stmt(StmtKind::Assign(tir::Place::Memory(place), none), span));
                    return;
                }
                if self.is_field(base.ty, *name) {
                    self.report(diag::classes::DeleteField { at: span });
                    return;
                }
                self.note_unprotected(span);
                let name = self.name_const(name.name, name.span);
                out.push(eval(self.op("obj.delattr", vec![base, name], span)));
            }
            Ast::Subscript(base, index) => {
                let base = self.expr(base);
                let base = if self.plain { self.to_object(base) } else { base };
                if base.ty == Ty::ERROR {
                    return;
                }
                if !self.types().is_object(base.ty) {
                    self.report(diag::expressions::CannotDelete { at: span });
                    return;
                }
                let base = self.store_temp(base, out);
                out.extend(match &index.kind {
                    Ast::Slice(slice) => self.store_slice(base, slice, None, span),
                    _ => {
                        let index = self.index_expr(index);
                        self.store_item(base, index, None, span)
                    }
                });
            }
            _ => self.report(diag::expressions::CannotDelete { at: span }),
        }
    }

    fn delete_name(&mut self, name: base::Name, span: Span, out: &mut Vec<Stmt>) {
        match self.find(name) {
            Found::Local(local) if self.cell_of(local).is_some() => {
                if let Some(cell) = self.cell_of(local) {
                    let deleted = self.delete_cell(cell, name, false, span);
                    out.push(deleted);
                }
            }
            Found::Local(local) => {
                if !self.types().is_counted(self.locals[local].ty) {
                    if self.locals[local].ty != Ty::ERROR {
                        self.report(diag::expressions::CannotDelete { at: span });
                    }
                    return;
                }
                if self.types().is_object(self.locals[local].ty) {
                    self.needs_gil("deleting Python object", span);
                }
                if !self.flow.is_bound(local) {
                    self.locals[local].maybe_unbound = true;
                    self.suspicious |= !self.dry;
                }
                self.flow.unbind(local);
                out.push(stmt(StmtKind::Unbind(local), span));
            }
            Found::Symbol(symbol)
                if !self.is_imported_too(name)
                    && !matches!(self.an.decls.symbols[symbol].kind, SymbolKind::PyGlobal) =>
            {
                self.report(diag::expressions::CannotDelete { at: span });
            }
            Found::ClassName => {
                let deleted = self.delete_class_name(name, span);
                out.push(deleted);
            }
            Found::ClassFree | Found::Free(_) => {
                let deleted = self.delete_free(name, span);
                out.push(deleted);
            }
            Found::FreeOfComprehension => {
                self.no_cell(span);
            }
            Found::Nonlocal => {
                self.unbound_nonlocal(name, span);
            }
            _ => {
                let args = vec![self.module_expr(span), self.name_const(name, span)];
                out.push(eval(self.op("global.del", args, span)));
            }
        }
    }

    /// Initial values of `cdef` variables.
    fn c_variables(&mut self, decl: &'a ast::CVarDecl, out: &mut Vec<Stmt>) {
        for item in &decl.declarators {
            let Some(init) = &item.init else { continue };
            let Some(name) = item.declarator.name() else { continue };
            let target = ast::Expr { span: name.ident.span, kind: Ast::Name(name.ident.name) };
            self.initialising = true;
            out.extend(self.assign_stmt(std::slice::from_ref(&target), init));
            self.initialising = false;
        }
    }

    /// The items of a public enum are names of the module, too.
    fn public_enum(&mut self, def: &ast::CEnum, out: &mut Vec<Stmt>) {
        use ast::ModifierKind::{Api, Public};
        if !(def.modifiers.has(Public) || def.modifiers.has(Api)) {
            return;
        }
        for item in def.items.iter().flatten() {
            let Some(symbol) = self.an.lookup(self.module, item.name.name) else { continue };
            let span = item.span;
            let value = self.read_symbol(symbol, span);
            let value = self.to_object(value);
            let args = vec![self.module_expr(span), self.name_const(item.name.name, span), value];
            out.push(eval(self.op("global.set", args, span)));
        }
    }

    fn print_stmt(
        &mut self,
        file: Option<&ast::Expr>,
        values: &[ast::Expr],
        newline: bool,
        span: Span,
    ) -> Vec<Stmt> {
        let file = match file {
            Some(file) => self.object(file),
            None => self.none(span).cast(Ty::OBJECT),
        };
        let values = self.tuple_display(values, None, span);
        let newline = self.bint(newline, span);
        vec![eval(self.op("print.statement", vec![file, values, newline], span))]
    }
}
