//! Calls: functions of headers, methods, constructors, `new`, `delete`; and their arguments.

use ast::{Arg, ArgKind, Ident};
use base::Span;
use diag::calls::{CppKeywords, NoConstructor};
use diag::functions::NeedsCpp;
use tir::{Expr, ExprKind, LocalId, Stmt};
use types::{CppCallee, Except, FuncType, Ty, Type};

use super::super::Checker;
use super::super::build::eval;
use super::overloads::Candidates;
use crate::{CFuncId, FuncOrigin};

/// The methods of a name, and what stands for the template parameters of their class.
pub(crate) type Methods = (Vec<CFuncId>, Vec<(types::FusedId, Ty)>);

impl<'a> Checker<'_, 'a> {
    /// Whether calling a function takes more than a call of C: it is overloaded, a template, throws, or has references.
    pub(crate) fn is_cpp_function(&self, id: CFuncId) -> bool {
        let func = &self.an.decls.cfuncs[id];
        if !self.an.cx.options.cplus || !matches!(func.origin, FuncOrigin::Extern { .. }) {
            return false;
        }
        let signature = &func.signature;
        let refers = |ty: Ty| matches!(self.types().get(ty), Type::Ref(_));
        let overloads = self.an.decls.overloads.get(&(func.module, func.name));
        matches!(signature.except, Except::Cpp(_))
            || self.an.decls.cpp.functions.contains_key(&id)
            || overloads.is_some_and(|all| all.len() > 1)
            || refers(signature.ret)
            || signature.params.iter().any(|&param| refers(param) || self.is_cpp(param))
    }

    pub(crate) fn cpp_function_call(
        &mut self,
        id: CFuncId,
        explicit: Vec<Ty>,
        args: &[Arg],
        span: Span,
    ) -> Expr {
        let func = &self.an.decls.cfuncs[id];
        let (module, text) = (func.module, self.text(func.name).to_string());
        let all = self.an.decls.overloads.get(&(module, func.name)).cloned();
        let ids = all.unwrap_or_else(|| vec![id]);
        let Some(values) = self.cpp_values(&text, args) else { return self.error_expr(span) };
        let candidates = Candidates { name: &text, ids, subst: Vec::new(), explicit };
        let Some(chosen) = self.choose_overload(&candidates, &values, span) else {
            return self.error_expr(span);
        };
        let args = self.cpp_arguments(values, &chosen.signature);
        let callee =
            CppCallee::Function(self.an.decls.cfuncs[chosen.id].cname, candidates.explicit);
        self.cpp_call(callee, chosen.signature, args, &text, span)
    }

    /// The values of arguments; C++ knows no keywords.
    pub(super) fn cpp_values(&mut self, name: &str, args: &[Arg]) -> Option<Vec<Expr>> {
        if let Some(arg) = args.iter().find(|arg| arg.kind != ArgKind::Positional) {
            let name = name.to_string();
            self.report(CppKeywords { at: arg.span, name });
            return None;
        }
        Some(args.iter().map(|arg| self.expr(&arg.value)).collect())
    }

    pub(super) fn cpp_arguments(&mut self, values: Vec<Expr>, signature: &FuncType) -> Vec<Expr> {
        let params = &signature.params;
        let values = values.into_iter().enumerate();
        values
            .map(|(index, value)| match params.get(index) {
                Some(&to) => self.cpp_argument(value, to),
                None => value,
            })
            .collect()
    }

    /// A value where a parameter of type `to` gets it. For a reference it stays a place, if it is one of a fitting type.
    pub(crate) fn cpp_argument(&mut self, value: Expr, to: Ty) -> Expr {
        let Type::Ref(inner) = *self.types().get(to) else { return self.cpp_value_as(value, to) };
        let target = self.types().unqualified(inner);
        let same = self.types().resolve(value.ty) == self.types().resolve(target);
        if same || self.an.cpp_derives(value.ty, target) {
            if target == inner && !self.is_cpp(target) {
                self.take_address(&value);
            }
            return value;
        }
        self.cpp_value_as(value, target)
    }

    /// A value of type `to`, which may be of C++.
    pub(crate) fn cpp_value_as(&mut self, value: Expr, to: Ty) -> Expr {
        let target = self.types().unqualified(to);
        self.coerce(value, target)
    }

    /// The variable is memory: something may keep a reference to it.
    fn take_address(&mut self, value: &Expr) {
        if let ExprKind::Local(local) = value.kind
            && !self.dry
        {
            self.locals[local].address_taken = true;
        }
    }

    /// `object.name(args)`; nothing if the class has no such method.
    pub(crate) fn cpp_method_call(
        &mut self,
        object: Expr,
        name: Ident,
        explicit: Vec<Ty>,
        args: &[Arg],
        span: Span,
    ) -> Option<Expr> {
        let text = self.text(name.name).to_string();
        let (ids, subst) = self.cpp_methods(object.ty, &text)?;
        let Some(values) = self.cpp_values(&text, args) else {
            return Some(self.error_expr(span));
        };
        let candidates = Candidates { name: &text, ids, subst, explicit };
        let Some(chosen) = self.choose_overload(&candidates, &values, span) else {
            return Some(self.error_expr(span));
        };
        let mut args = self.cpp_arguments(values, &chosen.signature);
        let mut signature = chosen.signature;
        let cname = self.an.decls.cfuncs[chosen.id].cname;
        let is_static =
            self.an.decls.cpp.functions.get(&chosen.id).is_some_and(|function| function.is_static);
        let callee = if is_static {
            CppCallee::Static(object.ty, cname, candidates.explicit)
        } else {
            self.add_object(object, &mut signature, &mut args);
            CppCallee::Method(cname, candidates.explicit)
        };
        Some(self.cpp_call(callee, signature, args, &text, span))
    }

    /// The object of a method as its first argument.
    pub(super) fn add_object(
        &mut self,
        object: Expr,
        signature: &mut FuncType,
        args: &mut Vec<Expr>,
    ) {
        let reference = self.types_mut().intern(Type::Ref(object.ty));
        signature.params.insert(0, reference);
        args.insert(0, object);
    }

    /// The methods of a name, of the class or the nearest base that has any, and what its template parameters stand for.
    pub(crate) fn cpp_methods(&mut self, ty: Ty, name: &str) -> Option<Methods> {
        let name = self.intern(name);
        self.an.cpp_chain(ty).into_iter().find_map(|instance| {
            let ids = self.an.decls.cpp.classes[instance.class].methods.get(&name)?.clone();
            Some((ids, self.an.cpp_subst(&instance)))
        })
    }

    /// `Class.method(args)` of a static method.
    pub(crate) fn cpp_static_call(
        &mut self,
        base: &ast::Expr,
        name: Ident,
        args: &[Arg],
        span: Span,
    ) -> Option<Expr> {
        if !self.an.cx.options.cplus {
            return None;
        }
        let class = self.cpp_class_expr(base)?;
        if let Some(nested) = self.an.cpp_member_type(class, name.name) {
            return Some(self.construct(nested, args, span));
        }
        let object = Expr::new(ExprKind::Null, class, base.span);
        self.cpp_method_call(object, name, Vec::new(), args, span)
    }

    /// `vector[int](args)`, `function[int](args)`
    pub(crate) fn cpp_indexed_call(
        &mut self,
        func: &ast::Expr,
        args: &[Arg],
        span: Span,
    ) -> Option<Expr> {
        use ast::ExprKind as Ast;
        let Ast::Subscript(base, index) = &func.kind else { return None };
        if !self.an.cx.options.cplus {
            return None;
        }
        if let Some(class) = self.cpp_class_expr(func) {
            return Some(self.construct(class, args, span));
        }
        let types = |me: &mut Self| {
            let items: Vec<&ast::Expr> = match &index.kind {
                Ast::Tuple(items) => items.iter().collect(),
                _ => vec![index],
            };
            let types =
                items.into_iter().map(|item| me.with_env(|an, env| an.type_of_expr(item, env)));
            types.collect::<Option<Vec<_>>>()
        };
        match &base.kind {
            Ast::Name(name) => {
                let super::super::names::Found::Symbol(symbol) = self.find(*name) else {
                    return None;
                };
                let crate::SymbolKind::CFunc(id) = self.an.decls.symbols[symbol].kind else {
                    return None;
                };
                if self.an.decls.cpp.functions.get(&id).is_none_or(|it| it.templates.is_empty()) {
                    return None;
                }
                let explicit = types(self)?;
                Some(self.cpp_function_call(id, explicit, args, span))
            }
            Ast::Attribute(holder, name) => {
                let ty = self.dry_run(|me| me.expr(holder).ty);
                let target = self.types().pointee(ty).unwrap_or(ty);
                if !self.is_cpp(target) {
                    return None;
                }
                let explicit = types(self)?;
                let receiver = self.expr(holder);
                let object = self.cpp_object(&receiver)?;
                self.cpp_method_call(object, *name, explicit, args, span)
            }
            _ => None,
        }
    }

    /// The C++ class that an expression names.
    pub(crate) fn cpp_class_expr(&mut self, expr: &ast::Expr) -> Option<Ty> {
        use ast::ExprKind as Ast;
        if !matches!(expr.kind, Ast::Name(_) | Ast::Attribute(..) | Ast::Subscript(..)) {
            return None;
        }
        let ty = self.dry_run(|me| me.with_env(|an, env| an.type_of_expr(expr, env)))?;
        self.is_cpp(ty).then_some(ty)
    }

    /// `new T(...)`
    pub fn new_object(&mut self, ty: &ast::CType, args: &[Arg], span: Span) -> Expr {
        if !self.an.cx.options.cplus {
            return self.fail(span, NeedsCpp { at: span, what: "`new`".into() });
        }
        let ty = self.with_env(|an, env| an.resolve_type(ty, env));
        match self.is_cpp(ty) {
            true => self.constructed(ty, args, true, span),
            false if ty == Ty::ERROR => self.error_expr(span),
            false => {
                let ty = self.describe(ty);
                self.fail(span, diag::calls::NewOf { at: span, ty })
            }
        }
    }

    /// A call of a C++ class: an object by value.
    pub fn construct(&mut self, ty: Ty, args: &[Arg], span: Span) -> Expr {
        self.constructed(ty, args, false, span)
    }

    fn constructed(&mut self, ty: Ty, args: &[Arg], on_heap: bool, span: Span) -> Expr {
        let name = self.describe(ty);
        let Some(values) = self.cpp_values(&name, args) else { return self.error_expr(span) };
        self.construct_from(ty, values, on_heap, span)
    }

    pub(crate) fn construct_from(
        &mut self,
        ty: Ty,
        values: Vec<Expr>,
        on_heap: bool,
        span: Span,
    ) -> Expr {
        let name = self.describe(ty);
        let Some(instance) = self.types().cpp_instance(ty).cloned() else {
            return self.error_expr(span);
        };
        let ids = self.an.decls.cpp.classes[instance.class].constructors.clone();
        let mut signature = self.quiet_signature(Vec::new(), ty);
        // A class has one without arguments as long as it declares none.
        let implied = ids.is_empty() && values.is_empty();
        if !implied {
            let fits = |me: &Self, id: &CFuncId| {
                let signature = &me.an.decls.cfuncs[*id].signature;
                let most = signature.params.len();
                (most - signature.optional..=most).contains(&values.len())
            };
            if !ids.iter().any(|id| fits(self, id)) {
                let candidates = ids.len();
                return self.fail(span, NoConstructor { at: span, name, candidates });
            }
            let subst = self.an.cpp_subst(&instance);
            let candidates = Candidates { name: &name, ids, subst, explicit: Vec::new() };
            let Some(chosen) = self.choose_overload(&candidates, &values, span) else {
                return self.error_expr(span);
            };
            signature = chosen.signature;
        }
        let args = self.cpp_arguments(values, &signature);
        let callee = match on_heap {
            true => CppCallee::New(ty),
            false => CppCallee::Construct(ty),
        };
        signature.ret = if on_heap { self.types_mut().ptr(ty) } else { ty };
        self.cpp_call(callee, signature, args, &name, span)
    }

    /// `del pointer`; nothing if it is none to a C++ object.
    pub(crate) fn delete_object(&mut self, target: &ast::Expr) -> Option<Stmt> {
        if !self.an.cx.options.cplus || matches!(target.kind, ast::ExprKind::Tuple(_)) {
            return None;
        }
        let ty = self.dry_run(|me| me.expr(target).ty);
        if !matches!(self.types().resolved(ty), Type::Ptr(_)) {
            return None;
        }
        let (value, span) = (self.expr(target), target.span);
        let signature = self.quiet_signature(vec![value.ty], Ty::VOID);
        Some(eval(self.cpp_call(CppCallee::Delete, signature, vec![value], "del", span)))
    }

    /// A temporary that holds a C++ object.
    pub(crate) fn cpp_temp(&mut self, ty: Ty, span: Span) -> LocalId {
        let ty = self.types().unqualified(ty);
        self.temp(ty, span)
    }
}
