//! C functions as Python callables: a Python function that takes objects, calls the C function, and gives an object. It is made for
//! functions that become objects, and for those of C headers that are `cpdef`.

use std::rc::Rc;

use base::{Name, Span};
use tir::{Callee, Const, Expr, ExprKind, MakeFunction, Stmt, StmtKind};
use types::{Class, FuncType, Ty, Type};

use super::Checker;
use super::build::{eval, stmt};
use super::functions::check_python;
use crate::class_info::Method;
use crate::convert::callable_from_python;
use crate::{
    Analysis, Binding, CFuncId, FuncOrigin, FunctionScope, LocalDecl, ParamDecl, ParamForm,
};

/// The name of the functions that are made where a C function becomes an object.
const WRAP: &str = "wrap";

impl<'a> Checker<'_, 'a> {
    /// A C function as an object; nothing if the expression is no function, or one that Python cannot call.
    pub fn wrapped_function(&mut self, expr: &Expr) -> Option<Expr> {
        let callee = match expr.kind {
            ExprKind::Func(id) => Callee::Func(id),
            ExprKind::Extern(id) => Callee::Extern(id),
            _ => return None,
        };
        let Type::Func(signature) = self.types().resolved(expr.ty) else { return None };
        let signature = (**signature).clone();
        if !callable_from_python(self.types(), &signature) {
            return None;
        }
        let known = self.an.function_of(&expr.kind);
        if let Some(known) = known.filter(|&known| self.an.is_python_extern(known)) {
            let name = self.an.decls.cfuncs[known].name;
            return Some(self.global_value(name, expr.span));
        }
        let names = self.parameter_names(known, &signature);
        let doc = self.wrapper_doc(&names, &signature);
        let name = self.intern(WRAP);
        Some(self.python_side(name, (callee, signature), &names, Some(doc), expr.span))
    }

    /// The names of the parameters; nothing for those that have none.
    fn parameter_names(&self, known: Option<CFuncId>, signature: &FuncType) -> Vec<Option<Name>> {
        let params = known.map(|known| &self.an.decls.cfuncs[known].params);
        let name = |index: usize| params.and_then(|params| params.get(index)?.name);
        (0..signature.params.len()).map(name).collect()
    }

    /// `wrap(x: float, y) -> 'int'`
    fn wrapper_doc(&self, names: &[Option<Name>], signature: &FuncType) -> String {
        let param = |(name, &ty): (&Option<Name>, &Ty)| match (*name, self.annotated(ty)) {
            (Some(name), Some(ty)) => format!("{}: {ty}", self.text(name)),
            (Some(name), None) => self.text(name).to_string(),
            (None, ty) => ty.map_or("object".into(), |ty| ty.trim_matches('\'').to_string()),
        };
        let params: Vec<_> = names.iter().zip(&signature.params).map(param).collect();
        let result = self.annotated(signature.ret);
        let result = result.map_or_else(String::new, |result| format!(" -> {result}"));
        format!("{WRAP}({}){result}", params.join(", "))
    }

    /// A type in the text of a wrapper's documentation.
    fn annotated(&self, ty: Ty) -> Option<String> {
        if let Some(object) = self.types().as_object(ty) {
            return match object.class {
                Class::Any => None,
                Class::Builtin(builtin) => Some(builtin.name(self.an.cx.names).to_string()),
                Class::Ext(_) => Some(format!("'{}'", self.describe(ty))),
            };
        }
        Some(match ty {
            Ty::DOUBLE => "float".into(),
            Ty::BINT => "bool".into(),
            _ => format!("'{}'", self.describe(ty)),
        })
    }

    /// A Python function that calls a C function.
    fn python_side(
        &mut self,
        name: Name,
        (callee, signature): (Callee, FuncType),
        names: &[Option<Name>],
        doc: Option<String>,
        span: Span,
    ) -> Expr {
        if self.dry {
            return Expr::new(ExprKind::Const(Const::None), Ty::OBJECT, span);
        }
        let scope = Rc::new(self.python_side_scope(name, &signature, names, span));
        let around = (Default::default(), self.private.clone());
        let (func, _) = check_python(self.an, scope, around, |me| {
            let body = me.forwarded(callee, signature, span);
            (body, doc.map(|doc| Const::Str(doc.into())))
        });
        let made = MakeFunction {
            func,
            defaults: Vec::new(),
            kw_defaults: Vec::new(),
            annotations: Vec::new(),
            closure: Vec::new(),
        };
        Expr::new(ExprKind::MakeFunction(Box::new(made)), Ty::OBJECT, span)
    }

    /// `Class.method` of a C method that Python does not see.
    pub fn unbound_method(
        &mut self,
        base: &ast::Expr,
        name: ast::Ident,
        span: Span,
    ) -> Option<Expr> {
        let class = self.class_named(base)?;
        let (_, method) = self.an.class_method(class, self.mangled(name.name))?;
        let func = self.an.decls.cfuncs[method.func].clone();
        if func.cpdef || func.signature.optional > 0 || func.template.is_some() {
            return None;
        }
        if func.origin == FuncOrigin::Imported {
            return Some(self.outside_method(class, method, &func, span));
        }
        Some(self.function_value(method.func, span))
    }

    /// `object.method` of one: a function that is bound to the object.
    pub fn bound_method(&mut self, method: Method, object: Expr, span: Span) -> Expr {
        let func = &self.an.decls.cfuncs[method.func];
        let slot =
            method.slot.filter(|_| func.signature.optional == 0 && func.unsupported.is_none());
        let Some(slot) = slot else {
            return self.unsupported(span, "C methods with optional arguments as values");
        };
        let function = self.method_object(method.func, Callee::Virtual(slot), span);
        if method.is_static || function.ty == Ty::ERROR {
            return function;
        }
        self.op("method.bind", vec![function, object], span)
    }

    /// The Python side of a C method.
    fn method_object(&mut self, id: CFuncId, callee: Callee, span: Span) -> Expr {
        let func = &self.an.decls.cfuncs[id];
        let (signature, ty) = (func.signature.clone(), func.ty);
        if !callable_from_python(self.types(), &signature) {
            let from = self.describe(ty);
            return self.fail(span, diag::expressions::CannotBox { at: span, from });
        }
        let names = self.parameter_names(Some(id), &signature);
        let doc = self.wrapper_doc(&names, &signature);
        let name = self.intern(WRAP);
        self.python_side(name, (callee, signature), &names, Some(doc), span)
    }

    fn forwarded(&mut self, callee: Callee, signature: FuncType, span: Span) -> Vec<Stmt> {
        let params: Vec<_> = self.scope.params.iter().map(|param| param.local).collect();
        let args = params
            .into_iter()
            .zip(&signature.params)
            .map(|(local, &ty)| self.local(local, span).cast(ty))
            .collect();
        let ret = signature.ret;
        let call = ExprKind::CCall { callee, signature: Box::new(signature), args };
        let call = Expr::new(call, ret, span);
        if self.types().resolve(ret) == Ty::VOID {
            let none = self.none(span).cast(Ty::OBJECT);
            return vec![eval(call), stmt(StmtKind::Return(Some(none)), span)];
        }
        let value = self.to_object(call).cast(Ty::OBJECT);
        vec![stmt(StmtKind::Return(Some(value)), span)]
    }

    fn python_side_scope(
        &mut self,
        name: Name,
        signature: &FuncType,
        names: &[Option<Name>],
        span: Span,
    ) -> FunctionScope<'a> {
        let mut scope = self.lambda_scope(name, &ast::Params::default(), span);
        scope.qualname = self.text(name).to_string();
        // All that follow one without a name are positional as well.
        let named = names.iter().all(Option::is_some);
        for (index, (known, &ty)) in names.iter().zip(&signature.params).enumerate() {
            let name = known.unwrap_or_else(|| self.intern(&format!("arg{index}")));
            let declared = Some(self.types().unqualified(ty));
            let local = scope.locals.push(LocalDecl {
                name,
                declared,
                is_param: true,
                address_taken: false,
                captured: false,
                span,
            });
            scope.names.insert(name, Binding::Local(local));
            scope.params.push(ParamDecl {
                local,
                name,
                form: if named { ParamForm::Positional } else { ParamForm::PositionalOnly },
                declared,
                allows_none: true,
                default: None,
                annotation: None,
                span,
            });
        }
        scope
    }

    /// Gives the module the `cpdef` functions of C headers.
    pub fn extern_functions(&mut self) -> Vec<Stmt> {
        let own: Vec<CFuncId> = self
            .an
            .decls
            .cfuncs
            .ids()
            .filter(|&id| {
                self.an.is_python_extern(id)
                    && self.an.decls.cfuncs[id].module == self.an.decls.main
            })
            .collect();
        let mut out = Vec::new();
        for id in own {
            let func = self.an.decls.cfuncs[id].clone();
            let FuncOrigin::Extern { declared } = func.origin else { continue };
            let (signature, at) = (func.signature, func.span);
            if !callable_from_python(self.types(), &signature) {
                let (at, from) = (at, self.describe(func.ty));
                self.report(diag::expressions::CannotBox { at, from });
                continue;
            }
            let names = self.parameter_names(Some(id), &signature);
            let callee = Callee::Extern(self.an.extern_id(func.cname, func.ty, declared));
            let value = self.python_side(func.name, (callee, signature), &names, None, at);
            let ident = ast::Ident { name: func.name, span: at };
            self.assign_global(ident, value, &mut out);
        }
        out
    }
}

impl Analysis<'_> {
    /// The declaration of a function that an expression names.
    fn function_of(&self, expr: &ExprKind) -> Option<CFuncId> {
        self.decls.cfuncs.iter_enumerated().find_map(|(id, func)| {
            let same = match (expr, func.origin) {
                (ExprKind::Func(func), FuncOrigin::Module(other)) => *func == other,
                (ExprKind::Extern(item), FuncOrigin::Extern { .. }) => {
                    self.decls.externs.get(&func.cname) == Some(item)
                }
                (ExprKind::Func(func), FuncOrigin::PxdInline) => {
                    self.decls.inline_copies.get(&id) == Some(func)
                }
                _ => false,
            };
            same.then_some(id)
        })
    }

    /// `cpdef` in an extern block: Python finds it in the module.
    fn is_python_extern(&self, id: CFuncId) -> bool {
        let func = &self.decls.cfuncs[id];
        func.cpdef && func.class.is_none() && matches!(func.origin, FuncOrigin::Extern { .. })
    }
}
