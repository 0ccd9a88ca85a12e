//! The bodies of extension types: C attributes, C methods, and what else they declare. What they execute is checked with
//! the module's statements.

use ast::{CVarDecl, FunctionDef, Ident, InitDeclarator, Stmt, StmtKind};
use base::Name;
use builtins::{Directive, Scopes, SpecialKind};
use diag::classes::{
    AttributeNotConvertible, FieldDefault, FieldInImplementation, FinalOverridden,
    FinalPythonMethod, MethodInImplementation, PrivateDict, SelfMissing, SelfType, SpecialMethod,
    StaticCpdef,
};
use diag::declarations::{ClassLevelAnnotation, DefMismatch, IncompleteType, Redeclared};
use types::{ClassId, Field, Ty, Type};

use super::Place;
use super::functions::Declared;
use super::pure_functions::take_names;
use crate::class_info::{Attribute, Method};
use crate::{Analysis, CFunc, CFuncId, CParam, FuncOrigin, Visibility};

/// What decorators say of a C method.
#[derive(Clone, Copy)]
pub(crate) struct MethodFacts {
    pub is_static: bool,
    pub is_final: bool,
    /// The decorator that says so.
    pub at: Option<base::Span>,
}

impl<'a> Analysis<'a> {
    pub(crate) fn class_members(&mut self, id: ClassId, body: &'a [Stmt], place: Place<'a>) {
        for (index, stmt) in body.iter().enumerate() {
            let doc =
                body.get(index + 1).and_then(|next| super::docstring(std::slice::from_ref(next)));
            self.class_member(id, stmt, doc, place);
        }
    }

    fn class_member(
        &mut self,
        id: ClassId,
        stmt: &'a Stmt,
        doc: Option<tir::Const>,
        place: Place<'a>,
    ) {
        match &stmt.kind {
            StmtKind::CVar(decl) => self.class_variables(id, decl, doc, place),
            StmtKind::CFunc(def) if self.is_c_property(def, place) => {
                self.declare_c_property(id, def, place);
            }
            StmtKind::CFunc(def) => self.declare_cfunc(def, place),
            StmtKind::CdefBlock(block) => {
                let mut inner = place.with_modifiers(&block.modifiers, block.keyword);
                inner.exception = block.exception.as_ref().or(place.exception);
                inner.nogil = block.gil.nogil.or(place.nogil);
                inner.with_gil = block.gil.with_gil.or(place.with_gil);
                self.class_members(id, &block.body, inner);
            }
            StmtKind::CompileTimeIf { branches, orelse } => {
                let taken = self.compile_time_branch(branches, orelse, stmt.span, place.module);
                self.class_members(id, taken, place);
            }
            StmtKind::FunctionDef(def) => self.class_def(id, def, place),
            StmtKind::AnnAssign { target, annotation, value, .. } => {
                self.annotated_field(id, target, (annotation, value.as_ref()), place);
            }
            StmtKind::Expr(expr) => self.fields_by_declare(id, expr, place),
            StmtKind::Assign { targets, value } => {
                for target in targets {
                    self.field_by_declare(id, target, value, place);
                }
            }
            StmtKind::CStruct(_) | StmtKind::CEnum(_) | StmtKind::CTypedef(_) => {
                self.report(diag::declarations::CdefNotAllowed {
                    at: stmt.span,
                    what: "this declaration".into(),
                });
            }
            _ => {
                let (suites, place) = self.open_suites(stmt, place);
                for suite in suites {
                    self.class_members(id, suite, place);
                }
            }
        }
    }

    fn class_variables(
        &mut self,
        id: ClassId,
        decl: &'a CVarDecl,
        doc: Option<tir::Const>,
        place: Place<'a>,
    ) {
        let inner = place.with_modifiers(&decl.modifiers, decl.keyword);
        let plain = decl.declarators.iter().any(|item| !item.declarator.declares_function());
        let base = match &decl.ty {
            Some(ty) if plain && self.refuse_buffer(ty, inner.env()) => Ty::ERROR,
            Some(ty) if plain => self.resolve_type(ty, inner.env()),
            _ => Ty::OBJECT,
        };
        self.check_declarators(&decl.declarators, inner);
        if plain && inner.cpdef && !inner.external {
            let at = decl.declarators.first().map(|item| item.span).unwrap_or_default();
            self.report(diag::declarations::CpdefVariable { at });
        }
        for item in &decl.declarators {
            if item.declarator.declares_function() {
                self.declare_function_head(decl, &item.declarator, inner);
            } else {
                self.class_variable(id, base, item, doc.clone(), inner);
            }
        }
    }

    fn class_variable(
        &mut self,
        id: ClassId,
        base: Ty,
        item: &'a InitDeclarator,
        doc: Option<tir::Const>,
        place: Place<'a>,
    ) {
        let Some(name) = item.declarator.name() else { return };
        // How buffers of the class are accessed where a declaration does not say so; no field.
        if &self.cx.names[name.ident.name] == "__cythonbufferdefaults__" {
            return;
        }
        if item.init.is_some() {
            self.report(FieldDefault { at: item.span });
        }
        let ty = self.declared_type(base, &item.declarator, place.env());
        let cname = name.cname.as_ref().map(|cname| cname.text);
        let mut attribute = Attribute {
            name: name.ident.name,
            ty,
            visibility: place.visibility,
            doc,
            span: name.ident.span,
        };
        self.hidden_field(id, &mut attribute);
        self.add_field(id, attribute, cname, place);
    }

    /// The methods that Python's library makes for a data class reach private attributes, too.
    fn hidden_field(&mut self, id: ClassId, attribute: &mut Attribute) {
        let place = matches!(self.text(attribute.name), "__dict__" | "__weakref__");
        let Some(info) = self.decls.classes.get_mut(&id) else { return };
        if info.dataclass.is_some() && attribute.visibility == Visibility::Private && !place {
            attribute.visibility = Visibility::Public;
            info.hidden_fields.push(attribute.name);
        }
    }

    fn add_field(
        &mut self,
        id: ClassId,
        mut attribute: Attribute,
        cname: Option<Name>,
        place: Place<'a>,
    ) {
        let at = attribute.span;
        let written = attribute.name;
        let name = self.private_name(id, written);
        attribute.name = name;
        let text = self.text(name).to_string();
        let Some(info) = self.decls.classes.get(&id) else { return };
        if info.in_pxd && !place.pxd {
            return self.report(FieldInImplementation { at, name: text });
        }
        if let Some((_, field)) = self.cx.types.class_field(id, name) {
            let before = field.span;
            return self.report(Redeclared { at, name: text, before });
        }
        attribute.ty = self.not_fused(attribute.ty, at);
        attribute.ty = self.class_field_type(attribute.ty, &attribute, place);
        self.check_dict_fields(&text, &attribute);
        let public = matches!(attribute.visibility, Visibility::Public | Visibility::Readonly);
        let writable = attribute.visibility == Visibility::Public;
        let ty = attribute.ty;
        if public
            && !place.external
            && ty != Ty::ERROR
            && !(crate::convert::can_box(self.cx.types, ty) || self.cx.types.is_object(ty))
        {
            let ty = self.cx.types.describe(ty, self.cx.names);
            self.report(AttributeNotConvertible { at, ty });
            attribute.visibility = Visibility::Private;
        } else if writable && ty != Ty::ERROR && !crate::convert::can_unbox(self.cx.types, ty) {
            attribute.visibility = Visibility::Readonly;
        }
        let cname = match cname {
            Some(cname) => cname,
            None if place.external => written,
            None => self.member_cname(written),
        };
        self.cx.types.classes[id].fields.push(Field { name, cname, ty, span: at });
        if let Some(info) = self.decls.classes.get_mut(&id) {
            info.attributes.push(attribute);
        }
    }

    fn class_field_type(&mut self, ty: Ty, attribute: &Attribute, place: Place<'a>) -> Ty {
        let at = attribute.span;
        match self.cx.types.resolved(ty) {
            Type::Void => {
                let what = "a member".into();
                self.report(diag::declarations::VoidVariable { at, what });
                Ty::ERROR
            }
            _ if self.is_incomplete(ty) && !place.external => {
                let ty = self.cx.types.describe(ty, self.cx.names);
                self.report(IncompleteType { at, ty, what: "this attribute".into() });
                Ty::ERROR
            }
            _ => match self.unsupported_in(ty) {
                Some(what) if ty != Ty::ERROR && !place.external => {
                    self.refuse(what, at, place.env())
                }
                _ => ty,
            },
        }
    }

    /// `cdef dict __dict__` and `cdef object __weakref__` make places that Python knows.
    fn check_dict_fields(&mut self, text: &str, attribute: &Attribute) {
        let (at, name) = (attribute.span, text.to_string());
        let dict = match text {
            "__dict__" => true,
            "__weakref__" => false,
            _ => return,
        };
        if attribute.visibility != Visibility::Private {
            let why = "cannot be public or readonly".into();
            return self.report(PrivateDict { at, name, why });
        }
        let is_dict = self.cx.types.as_builtin(attribute.ty) == Some(types::Builtin::Dict);
        if dict && !is_dict {
            let why = "must be of type 'dict'".into();
            self.report(PrivateDict { at, name, why });
        } else if !dict && attribute.ty != Ty::OBJECT {
            let why = "must be of type 'object'".into();
            self.report(PrivateDict { at, name, why });
        }
    }

    /// `x: cython.int` in a `@cython.cclass`; also `x: int = cython.declare(...)`.
    fn annotated_field(
        &mut self,
        id: ClassId,
        target: &'a ast::Expr,
        (annotation, value): (&'a ast::Expr, Option<&'a ast::Expr>),
        place: Place<'a>,
    ) {
        let ast::ExprKind::Name(name) = target.kind else { return };
        let env = place.env();
        let mut attribute = Attribute {
            name,
            ty: Ty::OBJECT,
            visibility: Visibility::Private,
            doc: None,
            span: target.span,
        };
        if let Some((ty, visibility)) = value.and_then(|value| self.declare_call(value, place)) {
            attribute.visibility = visibility;
            attribute.ty = ty;
            return self.add_field(id, attribute, None, place);
        }
        let dataclass = self.decls.classes.get(&id).is_some_and(|info| info.dataclass.is_some());
        let text = self.cx.sources.snippet(annotation.span).to_string();
        if text.contains("ClassVar") || text.contains("InitVar") {
            return;
        }
        // With a value it is an attribute of the class.
        if value.is_some() && !dataclass {
            let ty = self.annotation_as_type(annotation, env);
            if ty.is_some_and(|ty| ty != Ty::ERROR && !self.cx.types.is_object(ty)) {
                self.report(ClassLevelAnnotation { at: annotation.span });
            }
            return;
        }
        let typing = self.directives_around(place).is_on(Directive::AnnotationTyping);
        attribute.ty = match typing {
            true => self.annotated_variable(annotation, env).unwrap_or(Ty::OBJECT),
            false => Ty::OBJECT,
        };
        if dataclass {
            attribute.visibility = Visibility::Public;
        }
        self.add_field(id, attribute, None, place);
    }

    /// `x = cython.declare(cython.int, visibility='public')`
    fn field_by_declare(
        &mut self,
        id: ClassId,
        target: &'a ast::Expr,
        value: &'a ast::Expr,
        place: Place<'a>,
    ) {
        let ast::ExprKind::Name(name) = target.kind else { return };
        let Some((ty, visibility)) = self.declare_call(value, place) else { return };
        let attribute = Attribute { name, ty, visibility, doc: None, span: target.span };
        self.add_field(id, attribute, None, place);
    }

    /// `cython.declare(x=cython.int, y=cython.double)`
    fn fields_by_declare(&mut self, id: ClassId, expr: &'a ast::Expr, place: Place<'a>) {
        let ast::ExprKind::Call(callee, args) = &expr.kind else { return };
        if self.cython_text(callee, place.env()).as_deref() != Some("declare") {
            return;
        }
        for arg in args {
            let ast::ArgKind::Keyword(name) = arg.kind else { continue };
            let ty = self.pure_variable_type(&arg.value, place.env());
            let (name, span) = (name.name, name.span);
            let visibility = Visibility::Private;
            self.add_field(id, Attribute { name, ty, visibility, doc: None, span }, None, place);
        }
    }

    /// The type and visibility in a call of `cython.declare`.
    fn declare_call(&mut self, value: &'a ast::Expr, place: Place<'a>) -> Option<(Ty, Visibility)> {
        let ast::ExprKind::Call(callee, args) = &value.kind else { return None };
        let env = place.env();
        if self.cython_text(callee, env).as_deref() != Some("declare") {
            return None;
        }
        let mut found = (Ty::OBJECT, Visibility::Private);
        for arg in args {
            match arg.kind {
                ast::ArgKind::Positional => found.0 = self.pure_variable_type(&arg.value, env),
                ast::ArgKind::Keyword(key) if self.text(key.name) == "visibility" => {
                    if let ast::ExprKind::Str(text) = &arg.value.kind {
                        found.1 = match text.value.as_str() {
                            Some("public") => Visibility::Public,
                            Some("readonly") => Visibility::Readonly,
                            _ => Visibility::Private,
                        };
                    }
                }
                _ => {}
            }
        }
        Some(found)
    }

    /// A `def` is a C method if a decorator or the definition file says so.
    fn class_def(&mut self, id: ClassId, def: &'a FunctionDef, place: Place<'a>) {
        if place.pxd {
            return;
        }
        let name = self.private_name(id, def.name.name);
        let known = self
            .decls
            .classes
            .get(&id)
            .and_then(|info| info.methods.iter().find(|method| method.name == name))
            .copied();
        let outer = self.directives_around(place);
        let around = (place.env(), &outer);
        let mut decorated = self.decorated(&def.decorators, around, Scopes::FUNCTION, None);
        self.add_block(&mut decorated, place);
        if let Some(method) = known {
            if self.decls.cfuncs[method.func].source.is_some() {
                return;
            }
            return self.define_by_def(method.func, def, decorated);
        }
        if decorated.cfunc.is_some() || decorated.ccall.is_some() {
            self.declare_pure_function(def, decorated, place);
        } else if let Some(method) = self.overridden_by_def(id, name) {
            self.override_by_def(id, method, def, decorated, place);
        }
    }

    /// The C method of a base that a `def` overrides in C: in a Python source whose definition file declares the class.
    fn overridden_by_def(&self, id: ClassId, name: Name) -> Option<Method> {
        let declared = self.decls.classes.get(&id).is_some_and(|info| info.in_pxd);
        if self.decls.info.kind != crate::FileKind::Py || !declared {
            return None;
        }
        self.class_method(id, name).filter(|(base, _)| *base != id).map(|(_, method)| method)
    }

    /// A `def` with the signature of the C method that it overrides.
    fn override_by_def(
        &mut self,
        id: ClassId,
        method: Method,
        def: &'a FunctionDef,
        decorated: super::Decorated<'a>,
        place: Place<'a>,
    ) {
        let func = self.decls.cfuncs[method.func].clone();
        let (expected, found) = (func.params.len(), def.params.items.len());
        if expected != found {
            let name = self.text(def.name.name).to_string();
            return self.report(DefMismatch { at: def.name.span, name, expected, found });
        }
        let (mut params, mut signature) = (func.params, func.signature);
        if let (Some(first), Some(ty), Some(info)) =
            (params.first_mut(), signature.params.first_mut(), self.decls.classes.get(&id))
            && !method.is_static
        {
            first.ty = info.self_ty;
            *ty = info.self_ty;
        }
        take_names(&mut params, def);
        let declared = Declared {
            ident: def.name,
            cname: None,
            signature,
            params,
            source: Some(crate::FunctionSource::Def(def)),
            inline: false,
            locals: decorated.locals,
            directives: decorated.directives,
            unsupported: func.unsupported,
            template: None,
        };
        let facts = MethodFacts { is_static: method.is_static, is_final: false, at: None };
        self.bind_method(id, declared, facts, Place { cpdef: func.cpdef, ..place });
    }

    /// A name with two underscores at the front belongs to its class: `_A__x`.
    pub(crate) fn private_name(&mut self, class: ClassId, name: Name) -> Name {
        let text = self.text(name);
        if !text.starts_with("__") || text.ends_with("__") {
            return name;
        }
        let class = self.text(self.cx.types.classes[class].name).trim_start_matches('_');
        if class.is_empty() {
            return name;
        }
        let mangled = format!("_{class}{text}");
        self.intern(&mangled)
    }

    pub(crate) fn class_directives_of(&self, id: ClassId, place: Place<'a>) -> crate::Directives {
        match self.decls.classes.get(&id) {
            Some(info) => info.directives.clone(),
            None => self.decls.modules[place.module].directives.clone(),
        }
    }

    /// The first parameter of a method is the object.
    pub(crate) fn self_param(&mut self, class: ClassId, params: &mut [CParam<'a>], name: Ident) {
        let Some(info) = self.decls.classes.get(&class) else { return };
        let self_ty = info.self_ty;
        let text = self.text(name.name).to_string();
        let Some(first) = params.first_mut() else {
            return self.report(SelfMissing { at: name.span, name: text });
        };
        let given = first.ty;
        first.ty = self_ty;
        first.not_none = true;
        if given == Ty::OBJECT || given == Ty::ERROR {
            return;
        }
        let fits = self.cx.types.as_class(given).is_some_and(|given| {
            self.cx.types.is_subclass(class, given) || self.cx.types.is_subclass(given, class)
        });
        if !fits {
            let ty = self.cx.types.describe(given, self.cx.names);
            self.report(SelfType { at: name.span, name: text, ty });
        }
    }

    /// A C method gets its place in the class, or joins its declaration in the definition file.
    pub(crate) fn bind_method(
        &mut self,
        class: ClassId,
        declared: Declared<'a>,
        facts: MethodFacts,
        place: Place<'a>,
    ) {
        let ident = declared.ident;
        let (name, at) = (self.private_name(class, ident.name), ident.span);
        let text = self.text(name).to_string();
        let Some(info) = self.decls.classes.get(&class) else { return };
        if let Some(known) = info.methods.iter().find(|method| method.name == name).copied() {
            self.join_function(known.func, declared, place);
            self.join_specialised(known.func);
            return;
        }
        // What a base has can be overridden without saying so in the definition file: the slot is there.
        if info.in_pxd && !place.pxd && self.class_method(class, name).is_none() {
            return self.report(MethodInImplementation { at, name: text });
        }
        if is_special(&text) && !place.external {
            self.report(SpecialMethod { at, name: text.clone() });
        }
        if let Some((_, field)) = self.cx.types.class_field(class, name) {
            let before = field.span;
            self.report(Redeclared { at, name: text.clone(), before });
        }
        if let Some((_, base)) = self.class_method(class, name)
            && base.is_final
        {
            let before = self.decls.cfuncs[base.func].span;
            self.report(FinalOverridden { at, name: text.clone(), before });
        }
        self.check_cpdef(class, &text, (facts, at), place);
        let is_final = facts.is_final || declared.inline;
        let func = self.new_method(class, declared, place);
        let method = Method { name, func, slot: None, is_static: facts.is_static, is_final };
        if let Some(info) = self.decls.classes.get_mut(&class) {
            info.methods.push(method);
        }
        self.bind_specialised(class, name, (func, method), place);
    }

    /// Python finds the Python side of a `cpdef` method: it can be overridden there, and belongs to an object.
    fn check_cpdef(
        &mut self,
        class: ClassId,
        name: &str,
        (facts, at): (MethodFacts, base::Span),
        place: Place<'a>,
    ) {
        if !place.cpdef || place.external {
            return;
        }
        let at = facts.at.unwrap_or(at);
        if facts.is_static {
            self.report(StaticCpdef { at, name: name.into() });
        } else if facts.is_final && !self.cx.types.classes[class].is_final {
            self.report(FinalPythonMethod { at, name: name.into() });
        }
    }

    fn new_method(&mut self, class: ClassId, declared: Declared<'a>, place: Place<'a>) -> CFuncId {
        let main = place.module == self.decls.main;
        let qualified = self.qualified_name(Some(class), declared.ident.name).replace('.', "_");
        let qualified = self.cx.names.intern(&qualified);
        let cname = match declared.cname {
            Some(cname) => cname,
            None => self.value_cname("pyx_m_", place.module, qualified),
        };
        let origin = match (place.external, main, declared.source.is_some()) {
            _ if declared.template.is_some() => FuncOrigin::Template,
            (true, _, true) | (false, false, true) => FuncOrigin::PxdInline,
            (true, _, false) => FuncOrigin::Extern { declared: place.header },
            (false, true, _) => FuncOrigin::Module(self.reserve_function(&declared, cname, place)),
            (false, false, false) => FuncOrigin::Imported,
        };
        let ty = self.cx.types.intern(Type::Func(Box::new(declared.signature.clone())));
        self.decls.cfuncs.push(CFunc {
            name: declared.ident.name,
            cname,
            signature: declared.signature,
            ty,
            params: declared.params,
            origin,
            cpdef: place.cpdef,
            inline: declared.inline,
            visibility: Visibility::Private,
            api: false,
            module: place.module,
            span: declared.ident.span,
            directives: declared.directives,
            locals: declared.locals,
            source: declared.source,
            in_pxd: false,
            unsupported: declared.unsupported,
            template: declared.template,
            subst: Default::default(),
            class: Some(class),
        })
    }
}

/// Whether a name is that of a special method, which slots call.
pub(crate) fn is_special(name: &str) -> bool {
    builtins::SpecialMethod::find(name)
        .is_some_and(|method| !matches!(method.kind, SpecialKind::Rejected | SpecialKind::Removed))
}
