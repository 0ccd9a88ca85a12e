//! C++: calls of overloaded functions, methods and operators, and what else classes of headers can do.
//!
//! A call that only C++ has is a [`tir::Callee::Cpp`]. The object of a method is its first argument, by reference, as are all
//! arguments whose parameters are references: lowering passes the place and not a copy. A result that is a reference is a
//! pointer in the tree, and the expression its target.

mod calls;
mod convert;
mod iterate;
mod operators;
mod overloads;

use ast::Ident;
use base::Span;
use tir::{Callee, Expr, ExprKind};
use types::{CppCall, CppCallee, CppHandler, Except, FuncType, Ty, Type};

use super::{Checker, GilState};
use crate::{FuncOrigin, SymbolKind};

impl Checker<'_, '_> {
    pub(crate) fn is_cpp(&self, ty: Ty) -> bool {
        self.types().cpp_instance(ty).is_some()
    }

    /// The C++ object that an expression is or points to, as a place.
    pub(crate) fn cpp_object(&mut self, value: &Expr) -> Option<Expr> {
        if self.is_cpp(value.ty) {
            return Some(value.clone());
        }
        let target = self.types().pointee(value.ty).filter(|&to| self.is_cpp(to))?;
        Some(Expr::new(ExprKind::Deref(Box::new(value.clone())), target, value.span))
    }

    /// A field of a C++ object, or of one that is pointed to.
    pub(crate) fn cpp_field(&mut self, base: &Expr, name: Ident, span: Span) -> Option<Expr> {
        let object = self.cpp_object(base)?;
        for instance in self.an.cpp_chain(object.ty) {
            let fields = &self.an.decls.cpp.classes[instance.class].fields;
            let Some(field) = fields.iter().find(|field| field.name == name.name) else { continue };
            let (cname, ty) = (field.cname, field.ty);
            let subst = self.an.cpp_subst(&instance);
            let ty = self.an.substituted(ty, &subst);
            let kind = match object.kind {
                ExprKind::Deref(pointer) => ExprKind::Arrow(pointer, cname),
                kind => {
                    let object = Expr::new(kind, object.ty, object.span);
                    ExprKind::Field(Box::new(object), cname)
                }
            };
            return Some(Expr::new(kind, ty, span));
        }
        None
    }

    /// The call itself, of a callee that is chosen, with arguments that fit.
    pub(crate) fn cpp_call(
        &mut self,
        callee: CppCallee,
        mut signature: FuncType,
        args: Vec<Expr>,
        name: &str,
        span: Span,
    ) -> Expr {
        if self.gil != GilState::Held && !signature.nogil && !signature.with_gil {
            let name = name.to_string();
            self.report(diag::calls::CallNeedsGil { at: span, name });
        }
        if args.iter().any(|arg| arg.ty == Ty::ERROR) {
            return self.error_expr(span);
        }
        self.raises |= !self.dry && signature.except != Except::Never;
        if let Except::Cpp(handler) = &signature.except {
            let handler = self.cpp_handler(handler.clone(), span);
            signature.except = Except::Cpp(handler);
        }
        let ret = signature.ret;
        let signature = Box::new(signature);
        let call = CppCall { callee, signature: signature.clone() };
        let id = self.an.decls.tir.cpp_calls.push(call);
        let kind = ExprKind::CCall { callee: Callee::Cpp(id), signature, args };
        match *self.types().get(ret) {
            Type::Ref(to) => {
                let pointer = self.types_mut().ptr(to);
                let call = Expr::new(kind, pointer, span);
                Expr::new(ExprKind::Deref(Box::new(call)), to, span)
            }
            _ => Expr::new(kind, self.types().unqualified(ret), span),
        }
    }

    /// The C name of what `except +name` calls: a function, or the class of the exceptions that it raises.
    fn cpp_handler(&mut self, handler: CppHandler, span: Span) -> CppHandler {
        let CppHandler::Named(name) = handler else { return handler };
        let text = self.text(name).to_string();
        if text.starts_with("PyExc_") {
            return CppHandler::Named(name);
        }
        if builtins::is_exception(&text) {
            let name = self.intern(&format!("PyExc_{text}"));
            return CppHandler::Named(name);
        }
        let symbol = match text.rsplit_once('.') {
            None => self.an.lookup(self.scope.module, name),
            Some(_) => None,
        };
        if let Some(SymbolKind::CFunc(id)) = symbol.map(|id| &self.an.decls.symbols[id].kind) {
            let func = &self.an.decls.cfuncs[*id];
            match func.origin {
                FuncOrigin::Extern { .. } => return CppHandler::Named(func.cname),
                FuncOrigin::Module(function) => {
                    let cname = self.an.decls.tir.functions[function].cname.clone();
                    return CppHandler::Named(self.intern(&cname));
                }
                FuncOrigin::Imported | FuncOrigin::PxdInline | FuncOrigin::Template => {}
            }
        }
        self.unsupported(span, format!("`{text}` as a handler of C++ exceptions"));
        CppHandler::Default
    }
}
