//! C functions written as Python ones: by `@cython.cfunc` and `@cython.ccall`, or by a declaration in the definition file.

use ast::{
    Arg, ArgKind, Expr, ExprKind, FunctionDef, ParamDecl as AstParam, ParamDefault, ParamKind,
    Stmt, StmtKind,
};
use base::Span;
use builtins::{Directive, Scopes};
use diag::declarations::{ClassNotDefined, DefMismatch};
use diag::functions::{
    CfuncAndCcall, CfuncOnUfunc, ClauseOnObject, InlineOnDef, KeywordOnlyInC, ObjectWithoutGil,
    StarArgsInC, UfuncOf,
};
use types::{Except, FuncType, Ty};

use super::class_members::MethodFacts;
use super::contracts::Role;
use super::functions::Declared;
use super::fused::Contract;
use super::settings::Decorated;
use super::{Place, collect::Items};
use crate::{Analysis, CDefault, CParam, ClassSource, FunctionSource, SymbolKind};

impl<'a> Analysis<'a> {
    /// The second walk: declares what the first one left.
    pub(crate) fn declare_items(&mut self, items: &Items<'a>) {
        self.note_classes(items);
        for (stmt, place) in items {
            self.declare_item(stmt, *place);
        }
    }

    fn declare_item(&mut self, stmt: &'a Stmt, place: Place<'a>) {
        match &stmt.kind {
            StmtKind::CVar(decl) => self.declare_cvar(decl, stmt, place),
            StmtKind::CFunc(def) => self.declare_cfunc(def, place),
            StmtKind::CStruct(def) => self.declare_struct(def, place),
            StmtKind::CEnum(def) => self.declare_enum(def, stmt, place),
            StmtKind::CTypedef(def) => self.declare_typedef(def, place),
            StmtKind::Fused(def) => self.declare_fused(def, place),
            StmtKind::CClass(def) if def.body.is_some() => {
                self.declare_class_statement(ClassSource::C(def));
            }
            StmtKind::ClassDef(def) => self.declare_class_statement(ClassSource::Python(def)),
            StmtKind::CClass(def) if place.module == self.decls.main && !place.pxd => {
                self.check_class_defined(def, stmt.span);
            }
            StmtKind::CppClass(def) => self.declare_cpp_class(def, stmt.span, place),
            StmtKind::WithTemplate { body, .. } => {
                for inner in body {
                    if let StmtKind::CVar(decl) = &inner.kind {
                        for item in &decl.declarators {
                            if let Some(name) = item.declarator.name() {
                                self.bind_unsupported(name.ident, "C++ templates", place);
                            }
                        }
                    }
                }
            }
            StmtKind::FunctionDef(def) => self.declare_def(def, place),
            StmtKind::Assign { targets, value } => {
                for target in targets {
                    self.declare_by_assignment(target, value, place);
                }
            }
            StmtKind::AnnAssign { target, value: Some(value), .. } => {
                self.declare_by_assignment(target, value, place);
            }
            StmtKind::Expr(expr) => self.declare_by_call(expr, place),
            _ => {}
        }
    }

    /// A forward declaration has to be followed by the class.
    fn check_class_defined(&mut self, def: &ast::CClassDef, at: Span) {
        let Some(name) = def.name.parts.last() else { return };
        let defined = self.decls.body.iter().any(|other| match &other.kind {
            StmtKind::CClass(other) => {
                other.body.is_some()
                    && other.name.parts.last().is_some_and(|other| other.name == name.name)
            }
            _ => false,
        });
        if def.body.is_none() && !defined {
            let name = self.text(name.name).to_string();
            self.report(ClassNotDefined { at, name });
        }
    }

    /// A `def` at module level becomes a C function if a decorator, the block around it or the definition file says so.
    fn declare_def(&mut self, def: &'a FunctionDef, place: Place<'a>) {
        if place.pxd {
            return;
        }
        let known = match self.symbol(place.module, def.name.name) {
            Some(symbol) if symbol.module == place.module => match symbol.kind {
                SymbolKind::CFunc(id) => Some(id),
                _ => None,
            },
            _ => None,
        };
        if known.is_none() && place.block.is_none() && def.decorators.is_empty() {
            return;
        }
        let outer = self.directives_around(place);
        let mut decorated =
            self.decorated(&def.decorators, (place.env(), &outer), Scopes::FUNCTION, None);
        self.add_block(&mut decorated, place);
        let head = def.head();
        if let (Some(_), Some(_)) = (decorated.cfunc, decorated.ccall) {
            self.report(CfuncAndCcall { at: head });
        }
        if let (Some(cfunc), Some(ufunc)) = (decorated.cfunc, decorated.ufunc)
            && cfunc.lo < ufunc.lo
        {
            self.report(CfuncOnUfunc { at: cfunc });
        }
        if let Some(id) = known {
            self.define_by_def(id, def, decorated);
        } else if decorated.cfunc.is_some() || decorated.ccall.is_some() {
            self.declare_pure_function(def, decorated, place);
        } else if let Some(at) = decorated.inline {
            self.report(InlineOnDef { at });
        }
    }

    /// The definition file has the signature, the `def` the body.
    pub(crate) fn define_by_def(
        &mut self,
        id: crate::CFuncId,
        def: &'a FunctionDef,
        decorated: Decorated<'a>,
    ) {
        let func = &self.decls.cfuncs[id];
        let (expected, found) = (func.params.len(), def.params.items.len());
        if func.source.is_some() {
            let name = self.cx.names[def.name.name].to_string();
            let before = func.span;
            self.report(diag::declarations::AlreadyDefined { at: def.name.span, name, before });
            return;
        }
        if expected != found {
            let name = self.cx.names[def.name.name].into();
            self.report(DefMismatch { at: def.name.span, name, expected, found });
            return;
        }
        let func = &mut self.decls.cfuncs[id];
        take_names(&mut func.params, def);
        func.source = Some(FunctionSource::Def(def));
        func.locals.extend(decorated.locals);
        func.directives = decorated.directives;
        func.span = def.name.span;
        self.join_specialised(id);
    }

    pub(crate) fn declare_pure_function(
        &mut self,
        def: &'a FunctionDef,
        decorated: Decorated<'a>,
        place: Place<'a>,
    ) {
        let mut place = place;
        place.cpdef = decorated.ccall.is_some();
        let is_static = decorated.staticmethod.is_some();
        let mut params = self.pure_params(def, &decorated, place);
        if let (Some(class), false) = (place.class, is_static) {
            self.self_param(class, &mut params, def.name);
        }
        let env = place.env();
        let ret = match (decorated.returns, &def.returns) {
            (Some(expr), _) => match (&expr.kind, self.type_of_expr(expr, env)) {
                (ExprKind::None, _) => Ty::VOID,
                (_, Some(ty)) => ty,
                (_, None) => {
                    self.annotated_result(expr, env).unwrap_or_else(|| self.not_a_type(expr))
                }
            },
            (None, Some(expr)) if decorated.directives.is_on(Directive::AnnotationTyping) => {
                self.annotated_result(expr, env).unwrap_or(Ty::OBJECT)
            }
            _ => Ty::OBJECT,
        };
        let role = if place.class.is_some() { Role::Declaration } else { Role::Definition };
        let except = self.pure_contract(decorated.exceptval, ret, role, def.name.span, env);
        if decorated.exceptval.is_some() && self.cx.types.is_object(ret) {
            self.report(ClauseOnObject { at: def.head() });
        }
        let nogil = decorated.nogil.is_some() || decorated.with_gil.is_some();
        if nogil && decorated.with_gil.is_none() && self.cx.types.is_object(ret) {
            self.report(ObjectWithoutGil { at: def.head() });
        }
        let signature = FuncType {
            params: params.iter().map(|param| param.ty).collect(),
            optional: params.iter().filter(|param| param.default.is_some()).count(),
            varargs: false,
            ret,
            except,
            nogil,
            with_gil: decorated.with_gil.is_some(),
            skip_dispatch: place.cpdef && !is_static,
        };
        let parts = signature.params.iter().chain([&signature.ret]);
        let mut unsupported = parts.copied().find_map(|part| self.unsupported_in(part));
        for other in &decorated.rest {
            let text = self.cx.sources.snippet(other.expr.span);
            if text != "staticmethod" {
                self.report(diag::directives::DecoratorNotCalled { at: other.span });
            }
        }
        let contract = Contract::Pure(decorated.exceptval);
        let template = self.template(&signature, contract, def.name.span, place);
        if template.is_none() && super::fused::is_fused(self.cx.types, ret) {
            unsupported = Some(super::types::ERRONEOUS);
        }
        if decorated.ufunc.is_some() {
            unsupported = Some(self.refuse_ufunc(def.head(), place));
        }
        let at = decorated.staticmethod.or(decorated.class.is_final);
        let facts = MethodFacts { is_static, is_final: decorated.class.is_final.is_some(), at };
        let declared = Declared {
            ident: def.name,
            cname: None,
            signature,
            params,
            source: Some(FunctionSource::Def(def)),
            inline: decorated.inline.is_some(),
            locals: decorated.locals,
            directives: decorated.directives,
            unsupported,
            template,
        };
        match place.class {
            Some(class) => self.bind_method(class, declared, facts, place),
            None => drop(self.bind_function(declared, place)),
        }
    }

    /// What is said of a ufunc.
    pub(crate) fn refuse_ufunc(&mut self, at: Span, place: Place<'a>) -> &'static str {
        if place.class.is_none() {
            return "ufuncs";
        }
        self.report(UfuncOf { at, what: "a method".into() });
        super::types::ERRONEOUS
    }

    fn pure_params(
        &mut self,
        def: &'a FunctionDef,
        decorated: &Decorated<'a>,
        place: Place<'a>,
    ) -> Vec<CParam<'a>> {
        let what = "a C function";
        if let Some((_, at)) = def.params.bare_star {
            self.report(KeywordOnlyInC { at, what: what.into() });
        }
        let mut params = Vec::new();
        for item in &def.params.items {
            if item.kind != ParamKind::Normal {
                self.report(StarArgsInC { at: item.span, what: what.into() });
                continue;
            }
            let (ty, not_none) =
                self.param_type(item, &decorated.locals, &decorated.directives, place);
            let default = match &item.default {
                Some(ParamDefault::Value(value)) => Some(CDefault::Value(value)),
                Some(ParamDefault::Elsewhere(_)) => Some(CDefault::Elsewhere),
                None => None,
            };
            let name = item.ident().map(|ident| ident.name);
            params.push(CParam { name, keyword: name, ty, default, not_none, span: item.span });
        }
        params
    }

    /// The declared type of a parameter of a `def`, `object` if there is none; and whether None is refused.
    fn param_type(
        &mut self,
        item: &'a ast::Param,
        locals: &[(ast::Ident, &'a Expr)],
        directives: &crate::Directives,
        place: Place<'a>,
    ) -> (Ty, bool) {
        let env = place.env();
        let name = item.ident().map(|ident| ident.name);
        if let Some((_, expr)) = locals.iter().find(|(ident, _)| Some(ident.name) == name) {
            let ty = match self.type_of_expr(expr, env) {
                Some(ty) => ty,
                None => self.not_a_type(expr),
            };
            return (self.as_parameter(ty), false);
        }
        if let AstParam::Typed { ty, declarator } = &item.decl {
            let base = self.resolve_type(ty, env);
            let ty = self.declared_type(base, declarator, env);
            return (self.as_parameter(ty), item.noneness == ast::Noneness::NotNone);
        }
        if let Some(annotation) = &item.annotation
            && directives.is_on(Directive::AnnotationTyping)
        {
            let none = default_is_none(item);
            if let Some(ty) = self.annotated_argument(annotation, none, env) {
                let not_none = self
                    .cx
                    .types
                    .as_object(ty)
                    .is_some_and(|object| object.class != types::Class::Any && !object.none);
                return (self.as_parameter(ty), not_none);
            }
        }
        (Ty::OBJECT, false)
    }

    /// `@cython.exceptval(value, check=...)`
    pub(crate) fn pure_contract(
        &mut self,
        exceptval: Option<&'a [Arg]>,
        ret: Ty,
        role: Role,
        at: Span,
        env: crate::Env<'_, 'a>,
    ) -> Except {
        let Some(args) = exceptval else {
            return self.contract(None, ret, role, env, at);
        };
        if self.cx.types.is_object(ret) {
            return Except::Null;
        }
        let mut value = None;
        let mut check = None;
        for Arg { kind, value: expr, .. } in args {
            match kind {
                ArgKind::Positional => value = Some(expr),
                ArgKind::Keyword(_) => check = Some(!matches!(expr.kind, ExprKind::Bool(false))),
                ArgKind::Star | ArgKind::DoubleStar => {}
            }
        }
        match (value.filter(|expr| !matches!(expr.kind, ExprKind::None)), check) {
            (None, Some(false)) => Except::Never,
            (None, _) => Except::Check,
            (Some(expr), check) => match self.exception_value(expr, ret, env) {
                Some(value) if check == Some(false) => Except::Value(value),
                Some(value) => Except::Maybe(value),
                None => Except::Check,
            },
        }
    }

    /// `T = cython.typedef(cython.int)`, `S = cython.struct(a=...)`, `x = cython.declare(cython.int)`
    fn declare_by_assignment(&mut self, target: &'a Expr, value: &'a Expr, place: Place<'a>) {
        let ExprKind::Name(name) = target.kind else { return };
        let ExprKind::Call(callee, args) = &value.kind else { return };
        let env = place.env();
        let Some(path) = self.cython_text(callee, env) else { return };
        let ident = ast::Ident { name, span: target.span };
        match &*path {
            "declare" => {
                let Some(first) = args.first().filter(|arg| arg.kind == ArgKind::Positional) else {
                    return;
                };
                let ty = match self.type_of_expr(&first.value, env) {
                    Some(ty) => ty,
                    None => match self.annotation_as_type(&first.value, env) {
                        Some(ty) => ty,
                        None => self.not_a_type(&first.value),
                    },
                };
                self.declare_pure_global(ident, ty, place);
            }
            "typedef" | "struct" | "union" | "pointer" | "const" => {
                let Some(ty) = self.type_of_expr(value, env) else {
                    return self.refuse_constructor(args);
                };
                if let types::Type::Struct(id) = *self.cx.types.get(ty) {
                    self.cx.types.structs[id].name = name;
                    self.cx.types.structs[id].cname = self.type_cname(place.module, name);
                }
                self.bind_pure_type(ident, ty, place);
            }
            "fused_type" => self.declare_pure_fused(ident, args, place),
            _ => {}
        }
    }

    /// The argument of `cython.typedef` and the like.
    fn refuse_constructor(&mut self, args: &[Arg]) {
        if let [Arg { kind: ArgKind::Positional, value, .. }] = args {
            self.not_a_type(value);
        }
    }

    /// `cython.declare(x=cython.int, y=cython.double)`
    fn declare_by_call(&mut self, expr: &'a Expr, place: Place<'a>) {
        let ExprKind::Call(callee, args) = &expr.kind else { return };
        let env = place.env();
        if self.cython_text(callee, env).as_deref() != Some("declare") {
            return;
        }
        for arg in args {
            let ArgKind::Keyword(ident) = arg.kind else { continue };
            let ty = match self.type_of_expr(&arg.value, env) {
                Some(ty) => ty,
                None => self.not_a_type(&arg.value),
            };
            self.declare_pure_global(ident, ty, place);
        }
    }
}

/// Names and defaults of declared parameters are those of the `def`.
pub(crate) fn take_names<'a>(params: &mut [CParam<'a>], def: &'a FunctionDef) {
    for (param, item) in params.iter_mut().zip(&def.params.items) {
        param.name = item.ident().map(|ident| ident.name);
        param.span = item.span;
        if let Some(ParamDefault::Value(value)) = &item.default {
            param.default = Some(CDefault::Value(value));
        }
    }
}

pub(crate) fn default_is_none(item: &ast::Param) -> bool {
    matches!(&item.default, Some(ParamDefault::Value(Expr { kind: ExprKind::None, .. })))
}
