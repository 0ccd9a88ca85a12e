//! C functions: `cdef`, `cpdef` and extern ones, with and without bodies.

use std::rc::Rc;

use ast::{
    CFuncDef, CType, CVarDecl, Declarator, DeclaratorKind, Decorator, FuncTail, Ident, Params,
};
use base::Name;
use builtins::Scopes;
use diag::calls::NeedsGil;
use diag::declarations::{
    AlreadyDefined, CdefDecorator, NotDefined, ReturnsArray, SignatureMismatch,
};
use types::{FuncType, Ty, Type};

use super::Place;
use super::class_members::MethodFacts;
use super::contracts::Role;
use super::cpp_classes::is_template;
use super::fused::{Contract, Template};
use crate::{
    Analysis, CFunc, CFuncId, CParam, Directives, FuncOrigin, FunctionSource, Symbol, SymbolKind,
    Visibility,
};

/// A function's declarator taken apart.
pub(crate) struct Head<'a> {
    pub ident: Ident,
    pub cname: Option<Name>,
    pub ret: Ty,
    pub params: &'a Params,
    pub tail: &'a FuncTail,
    template: bool,
}

/// What a declaration of a function says, before it is compared with what is known of the name.
pub(crate) struct Declared<'a> {
    pub ident: Ident,
    pub cname: Option<Name>,
    pub signature: FuncType,
    pub params: Vec<CParam<'a>>,
    pub source: Option<FunctionSource<'a>>,
    pub directives: Directives,
    pub inline: bool,
    pub locals: Vec<(Ident, &'a ast::Expr)>,
    pub unsupported: Option<&'static str>,
    pub template: Option<Rc<Template<'a>>>,
}

impl<'a> Declared<'a> {
    /// What a known function was declared as, with the fused types of this specialisation replaced.
    pub fn again(func: &CFunc<'a>) -> Self {
        Declared {
            ident: Ident { name: func.name, span: func.span },
            cname: None,
            signature: func.signature.clone(),
            params: func.params.clone(),
            source: func.source,
            directives: func.directives.clone(),
            inline: func.inline,
            locals: func.locals.clone(),
            unsupported: func.unsupported,
            template: None,
        }
    }
}

impl<'a> Analysis<'a> {
    /// `cdef int f(int)` among the declarators of a line.
    pub(crate) fn declare_function_head(
        &mut self,
        decl: &'a CVarDecl,
        declarator: &'a Declarator,
        place: Place<'a>,
    ) {
        let role = if place.external { Role::Extern } else { Role::Declaration };
        self.function(&decl.decorators, decl.ty.as_ref(), declarator, role, None, place);
    }

    /// A function with a body.
    pub(crate) fn declare_cfunc(&mut self, def: &'a CFuncDef, place: Place<'a>) {
        let place = place.with_modifiers(&def.modifiers, def.keyword);
        let role = if place.pxd { Role::PxdDefinition } else { Role::Definition };
        let source = Some(FunctionSource::C(def));
        self.function(&def.decorators, def.ty.as_ref(), &def.declarator, role, source, place);
    }

    fn function(
        &mut self,
        decorators: &'a [Decorator],
        ret: Option<&'a CType>,
        declarator: &'a Declarator,
        role: Role,
        source: Option<FunctionSource<'a>>,
        place: Place<'a>,
    ) {
        if place.external && is_template(declarator) {
            return self.declare_function_template(ret, declarator, place);
        }
        let env = place.env();
        let base = match ret {
            Some(ty) => self.resolve_type(ty, env),
            None => Ty::OBJECT,
        };
        let Some(head) = self.function_head(base, declarator, place) else { return };
        if head.template {
            return self.bind_unsupported(head.ident, "C++ templates", place);
        }
        let outer = self.directives_around(place);
        let decorated = self.decorated(decorators, (env, &outer), Scopes::FUNCTION, None);
        for other in &decorated.rest {
            let text = self.cx.sources.snippet(other.expr.span);
            let property = place.external && place.class.is_some();
            // A declaration may have decorators that mean something to the definition, or to nobody.
            if role.has_body() && text != "staticmethod" && !property {
                self.report(CdefDecorator { at: other.span });
            }
        }
        let mut params = self.c_params(head.params, role, env);
        let is_static = decorated.staticmethod.is_some();
        if let (Some(class), false) = (place.class, is_static) {
            self.self_param(class, &mut params, head.ident);
        }
        self.retype(&mut params, &decorated.locals, env);
        let mut signature = self.func_type(
            head.ret,
            &params,
            // Of a method nobody knows which definition will be called.
            if place.class.is_some() && role.has_body() { Role::Declaration } else { role },
            head.tail,
            place.exception,
            env,
            head.ident.span,
        );
        let nogil = place.nogil.or(decorated.nogil);
        let with_gil = place.with_gil.or(decorated.with_gil).or(head.tail.with_gil);
        signature.with_gil = with_gil.is_some();
        signature.nogil |= nogil.is_some() || with_gil.is_some();
        if let (Some(at), true, false) =
            (decorated.critical_section, signature.nogil, signature.with_gil)
        {
            self.report(NeedsGil { at, what: "critical section".into() });
        }
        if signature.nogil && !signature.with_gil {
            self.check_buffer_arguments(&head.params.items, env);
        }
        signature.varargs = head.params.variadic.is_some();
        signature.skip_dispatch = place.cpdef && !place.external && !is_static;
        self.check_signature(&signature, &params, &head, role, place);
        let mut unsupported = self.unsupported_signature(&signature);
        if decorated.ufunc.is_some() {
            unsupported = Some(self.refuse_ufunc(head.ident.span, place));
        }
        let clause = head.tail.exception.as_ref().or(place.exception);
        let method = place.class.is_some() && role.has_body();
        let contract = Contract::Clause(clause, if method { Role::Declaration } else { role });
        let template = self.template(&signature, contract, head.ident.span, place);
        if template.is_none() && super::fused::is_fused(self.cx.types, signature.ret) {
            unsupported = Some(super::types::ERRONEOUS);
        }
        let declared = Declared {
            ident: head.ident,
            cname: head.cname,
            signature,
            params,
            source,
            directives: decorated.directives,
            locals: decorated.locals,
            inline: place.inline || decorated.inline.is_some(),
            unsupported,
            template,
        };
        match place.class {
            Some(class) => {
                let at = decorated.staticmethod.or(decorated.class.is_final);
                let facts =
                    MethodFacts { is_static, is_final: decorated.class.is_final.is_some(), at };
                self.bind_method(class, declared, facts, place);
            }
            None => drop(self.bind_function(declared, place)),
        }
    }

    /// `@cython.locals(x=double)` types the parameters that say nothing themselves.
    fn retype(
        &mut self,
        params: &mut [CParam<'a>],
        locals: &[(Ident, &'a ast::Expr)],
        env: crate::Env<'_, 'a>,
    ) {
        for param in params {
            let named = locals.iter().find(|(ident, _)| Some(ident.name) == param.name);
            if let (Some((_, expr)), Ty::OBJECT) = (named, param.ty) {
                let ty = self.pure_variable_type(expr, env);
                param.ty = self.as_parameter(ty);
            }
        }
    }

    pub(crate) fn function_head(
        &mut self,
        base: Ty,
        declarator: &'a Declarator,
        place: Place<'a>,
    ) -> Option<Head<'a>> {
        match &declarator.kind {
            DeclaratorKind::Name(_) => None,
            DeclaratorKind::Pointer(_, inner) => {
                let base = self.pointer_to(base, declarator.span);
                self.function_head(base, inner, place)
            }
            DeclaratorKind::Reference { inner, .. } => {
                let base = self.cx.types.intern(Type::Ref(base));
                self.function_head(base, inner, place)
            }
            DeclaratorKind::CallingConvention(_, inner) => self.function_head(base, inner, place),
            DeclaratorKind::Brackets(inner, _) => {
                if matches!(inner.kind, DeclaratorKind::Function { .. }) {
                    let at = declarator.span;
                    self.report(ReturnsArray { at, what: "an array".into() });
                }
                self.function_head(base, inner, place)
            }
            DeclaratorKind::Function { inner, params, tail } => {
                let (name, template) = function_name(inner);
                if let Some(name) = name {
                    let cname = name.cname.as_ref().map(|cname| cname.text);
                    return Some(Head {
                        ident: name.ident,
                        cname,
                        ret: base,
                        params,
                        tail,
                        template,
                    });
                }
                // A function that returns a function pointer.
                let env = place.env();
                let list = self.c_params(params, Role::Pointer, env);
                let func =
                    self.func_type(base, &list, Role::Pointer, tail, None, env, declarator.span);
                let ty = self.cx.types.intern(Type::Func(Box::new(func)));
                self.function_head(ty, inner, place)
            }
        }
    }

    fn unsupported_signature(&self, signature: &FuncType) -> Option<&'static str> {
        if let (types::Except::Cpp(_), false) = (&signature.except, self.cx.options.cplus) {
            return Some("C++ exceptions in C");
        }
        let parts = signature.params.iter().chain([&signature.ret]);
        parts.copied().find_map(|part| self.unsupported_in(part))
    }

    /// Binds a function to its name, or joins it with an earlier declaration.
    pub(crate) fn bind_function(&mut self, declared: Declared<'a>, place: Place<'a>) -> CFuncId {
        if let Some(id) = self.known_function(&declared, place) {
            return self.join_function(id, declared, place);
        }
        let main = place.module == self.decls.main;
        let name = declared.ident.name;
        if main && declared.source.is_some() && !place.external {
            self.check_no_def(&declared);
        }
        let visible = place.visibility == Visibility::Public || place.api;
        let cname = match declared.cname {
            Some(cname) => cname,
            None if place.external => self.in_namespace(name, place),
            None if visible => name,
            None => self.value_cname("pyx_f_", place.module, name),
        };
        let origin = match (place.external, main, declared.source.is_some()) {
            _ if declared.template.is_some() => FuncOrigin::Template,
            (true, _, _) => FuncOrigin::Extern { declared: place.header },
            (false, true, _) => FuncOrigin::Module(self.reserve_function(&declared, cname, place)),
            (false, false, true) => FuncOrigin::PxdInline,
            (false, false, false) => FuncOrigin::Imported,
        };
        let ty = self.cx.types.intern(Type::Func(Box::new(declared.signature.clone())));
        let visibility = if place.external { Visibility::Extern } else { place.visibility };
        let span = declared.ident.span;
        let id = self.decls.cfuncs.push(CFunc {
            name,
            cname,
            signature: declared.signature,
            ty,
            params: declared.params,
            origin,
            cpdef: place.cpdef,
            inline: declared.inline,
            visibility,
            api: place.api,
            module: place.module,
            span,
            directives: declared.directives,
            locals: declared.locals,
            source: declared.source,
            in_pxd: place.pxd,
            unsupported: declared.unsupported,
            template: declared.template,
            subst: Default::default(),
            class: None,
        });
        if place.external {
            self.decls.overloads.entry((place.module, name)).or_default().push(id);
        }
        let kind = SymbolKind::CFunc(id);
        self.bind(Symbol { name, kind, ty, span, visibility, module: place.module }, place.module);
        id
    }

    /// A Python function in front of a C function of the same name.
    fn check_no_def(&mut self, declared: &Declared<'a>) {
        let ident = declared.ident;
        let earlier = self.decls.body.iter().find_map(|stmt| match &stmt.kind {
            ast::StmtKind::FunctionDef(def) if def.name.name == ident.name => Some(def.name.span),
            _ => None,
        });
        if let Some(before) = earlier.filter(|earlier| earlier.lo < ident.span.lo) {
            let name = self.cx.names[ident.name].to_string();
            self.report(SignatureMismatch { at: ident.span, name, before });
        }
    }

    fn known_function(&self, declared: &Declared<'a>, place: Place<'a>) -> Option<CFuncId> {
        let symbol = self.symbol(place.module, declared.ident.name)?;
        let SymbolKind::CFunc(id) = symbol.kind else { return None };
        let func = &self.decls.cfuncs[id];
        let external = matches!(func.origin, FuncOrigin::Extern { .. });
        (func.module == place.module && external == place.external && !external).then_some(id)
    }

    /// A second declaration of a function: it must agree, and only one may have a body.
    pub(crate) fn join_function(
        &mut self,
        id: CFuncId,
        declared: Declared<'a>,
        place: Place<'a>,
    ) -> CFuncId {
        let known = &self.decls.cfuncs[id];
        let (before, at) = (known.span, declared.ident.span);
        let name = self.cx.names[declared.ident.name].to_string();
        if known.source.is_some() && declared.source.is_some() {
            self.report(AlreadyDefined { at, name, before });
            return id;
        }
        let more = adds_optional(known, &declared);
        let same = (more
            || known.signature.params == declared.signature.params
                && known.signature.optional == declared.signature.optional)
            && known.signature.ret == declared.signature.ret
            && known.signature.nogil == declared.signature.nogil
            && self.keeps_contract(known, &declared);
        if !same && declared.unsupported.is_none() && known.unsupported.is_none() {
            self.report(SignatureMismatch { at, name, before });
        } else {
            self.hint_missing_value(id, &declared);
        }
        let func = &mut self.decls.cfuncs[id];
        if declared.source.is_some() {
            func.source = declared.source;
            let keywords: Vec<_> = func.params.iter().map(|param| param.keyword).collect();
            func.params = declared.params;
            if func.in_pxd {
                for (param, keyword) in func.params.iter_mut().zip(keywords) {
                    param.keyword = keyword.or(param.keyword);
                }
            }
            func.locals.extend(declared.locals);
            func.directives = declared.directives;
            func.span = at;
            if more {
                func.signature.params = declared.signature.params;
                func.signature.optional = declared.signature.optional;
            }
            // The contract that callers elsewhere rely on is that of the definition file, if it gives one.
            if func.signature.except == types::Except::Check {
                func.signature.except = declared.signature.except;
                func.template = declared.template;
            }
        }
        func.inline |= declared.inline;
        func.cpdef |= place.cpdef;
        func.api |= place.api;
        func.signature.skip_dispatch |= func.cpdef && func.class.is_none();
        let is_method = func.class.is_some();
        let signature = func.signature.clone();
        let ty = self.cx.types.intern(Type::Func(Box::new(signature)));
        self.decls.cfuncs[id].ty = ty;
        let symbol = self.lookup(place.module, declared.ident.name);
        if let Some(symbol) = symbol.filter(|_| !is_method) {
            self.decls.symbols[symbol].ty = ty;
        }
        id
    }

    /// Whether the exceptions of a definition show as its declaration promises.
    fn keeps_contract(&self, known: &CFunc<'a>, declared: &Declared<'a>) -> bool {
        if declared.source.is_none() || known.class.is_some() {
            return true;
        }
        let ret = self.cx.types.resolved(declared.signature.ret);
        let given = super::contracts::sharpened(declared.signature.except.clone(), ret);
        crate::convert::contract_fits(&given, &known.signature.except)
    }

    /// A place in the typed tree, so that calls can name the function before its body is checked.
    pub(crate) fn reserve_function(
        &mut self,
        declared: &Declared<'a>,
        cname: Name,
        place: Place<'a>,
    ) -> tir::FuncId {
        let signature = &declared.signature;
        let span = declared.ident.span;
        let name = declared.ident.name;
        let qualname = self.qualified_name(place.class, name);
        let kind = if place.cpdef { tir::FuncKind::Cpdef } else { tir::FuncKind::Cdef };
        let contract = (kind, signature.ret, signature.except.clone());
        let cname = self.cx.names[cname].to_string();
        self.decls.tir.functions.push(tir::Function {
            inline: declared.inline,
            varargs: signature.varargs,
            public: place.visibility == Visibility::Public,
            nogil: signature.nogil,
            with_gil: signature.with_gil,
            first_line: self.cx.sources.line(span),
            ..tir::Function::new(name, qualname, cname, contract, span)
        })
    }

    /// A class may declare again what a base defines; without a definition that says nothing new.
    fn drop_repeated_methods(&mut self) {
        for class in self.decls.class_order.clone() {
            let Some(base) = self.cx.types.classes[class].base else { continue };
            let Some(info) = self.decls.classes.get(&class) else { continue };
            let again = |an: &Self, method: &crate::class_info::Method| {
                let own = &an.decls.cfuncs[method.func];
                let inherited = an.class_method(base, method.name).map(|(_, inherited)| inherited);
                own.source.is_none()
                    && matches!(own.origin, FuncOrigin::Module(_))
                    && inherited.is_some_and(|inherited| {
                        let inherited = &an.decls.cfuncs[inherited.func].signature;
                        own.signature.ret == inherited.ret
                            && own.signature.optional == inherited.optional
                            && own.signature.params.get(1..) == inherited.params.get(1..)
                    })
            };
            let repeated: Vec<_> =
                info.methods.iter().filter(|method| again(self, method)).copied().collect();
            for method in &repeated {
                self.decls.cfuncs[method.func].origin = FuncOrigin::Imported;
            }
            if let Some(info) = self.decls.classes.get_mut(&class) {
                info.methods
                    .retain(|method| repeated.iter().all(|other| other.func != method.func));
            }
        }
    }

    /// All declarations are known: functions without a body are errors, the others get their scopes.
    pub(crate) fn finish_functions(&mut self) {
        self.drop_repeated_methods();
        let ids: Vec<CFuncId> = self.decls.cfuncs.ids().collect();
        for id in ids {
            let func = &self.decls.cfuncs[id];
            let function = match func.origin {
                FuncOrigin::Module(function) => Some(function),
                FuncOrigin::Template if func.module == self.decls.main => None,
                FuncOrigin::Template
                | FuncOrigin::Extern { .. }
                | FuncOrigin::Imported
                | FuncOrigin::PxdInline => continue,
            };
            let Some(source) = func.source else {
                let (at, name) = (func.span, self.cx.names[func.name].into());
                self.report(NotDefined { at, name });
                continue;
            };
            if let Some(what) = func.unsupported {
                let at = func.span;
                self.refuse(what, at, crate::Env::module(self.decls.main));
                continue;
            }
            let Some(function) = function else {
                // Python and other modules may ask for any specialisation.
                if func.cpdef || func.api || (func.in_pxd && !func.inline) {
                    self.specialise_all(id);
                }
                continue;
            };
            let scope = self.c_function_scope(id, function, source);
            self.fill_function(&scope);
            self.decls.cdef_scopes.push(scope);
        }
    }

    /// The function of the typed tree that an inline function of a definition file becomes in this module. Its scope is added
    /// to [`Declarations::cdef_scopes`](crate::Declarations::cdef_scopes) the first time.
    pub fn inline_copy(&mut self, id: CFuncId) -> Option<tir::FuncId> {
        if let Some(&function) = self.decls.inline_copies.get(&id) {
            return Some(function);
        }
        let func = self.decls.cfuncs[id].clone();
        let source = func.source?;
        let declared = Declared {
            ident: Ident { name: func.name, span: func.span },
            cname: None,
            signature: func.signature,
            params: func.params,
            source: func.source,
            directives: func.directives,
            inline: true,
            locals: func.locals,
            unsupported: None,
            template: None,
        };
        let mut place = Place::top(func.module, true);
        place.class = func.class;
        let function = self.reserve_function(&declared, func.cname, place);
        self.decls.inline_copies.insert(id, function);
        let scope = self.c_function_scope(id, function, source);
        self.fill_function(&scope);
        self.decls.cdef_scopes.push(scope);
        Some(function)
    }
}

/// The name of a function, and whether template parameters stand between.
fn function_name(declarator: &Declarator) -> (Option<&ast::DeclName>, bool) {
    match &declarator.kind {
        DeclaratorKind::Name(name) => (name.as_ref(), false),
        DeclaratorKind::CallingConvention(_, inner) => function_name(inner),
        DeclaratorKind::Brackets(inner, _) => (function_name(inner).0, true),
        DeclaratorKind::Pointer(..)
        | DeclaratorKind::Reference { .. }
        | DeclaratorKind::Function { .. } => (None, false),
    }
}

/// Whether a definition has all parameters that its declaration shows, and optional ones behind them. Other modules that go by the
/// declaration learn at run time that the function has another signature.
fn adds_optional(known: &CFunc<'_>, declared: &Declared<'_>) -> bool {
    let (before, now) = (&known.signature, &declared.signature);
    let shown = before.params.len();
    declared.source.is_some()
        && known.class.is_none()
        && before.optional == 0
        && now.params.len() == shown + now.optional
        && now.optional > 0
        && now.params.starts_with(&before.params)
}
