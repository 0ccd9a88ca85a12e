//! C++ classes and their members, as headers have them.

use std::collections::HashMap;

use ast::{
    CBase, CType, CVarDecl, CppClass as Node, Declarator, DeclaratorKind, StmtKind, TypeArgKind,
};
use base::{IdVec, Name, Span};
use diag::declarations::{CppInC, IgnoredDefinition};
use diag::functions::ConstructorNeedsGil;
use types::{CppClassId, CppInstance, FusedDef, FusedId, Ty, Type};

use super::Place;
use super::contracts::Role;
use crate::{Analysis, CFunc, CFuncId, FuncOrigin, Symbol, SymbolKind, Visibility};

/// What is known of a C++ class or class template. Types of members are in terms of its parameters.
#[derive(Clone, Debug)]
pub(crate) struct CppClass {
    pub name: Name,
    /// With its namespace; without the class around it.
    pub cname: Name,
    pub outer: Option<CppClassId>,
    /// Its template parameters behind those of the classes around it.
    pub params: Vec<FusedId>,
    /// How many arguments must be given.
    pub needed: usize,
    pub bases: Vec<Ty>,
    /// Nested classes, enums and typedefs.
    pub types: HashMap<Name, Ty>,
    pub fields: Vec<types::Field>,
    /// Methods by name, operators among them.
    pub methods: HashMap<Name, Vec<CFuncId>>,
    pub constructors: Vec<CFuncId>,
    /// `__init__`, which Cython code defines: where, and whether it needs the GIL.
    init: Option<(Span, bool)>,
    defined: bool,
    /// The class with its parameters standing for themselves.
    pub generic: Ty,
}

/// What a C function of C++ has beside its signature.
#[derive(Clone, Debug, Default)]
pub(crate) struct CppFunction {
    pub templates: Vec<FusedId>,
    pub is_static: bool,
}

#[derive(Default)]
pub(crate) struct Cpp {
    pub classes: IdVec<CppClassId, CppClass>,
    pub instances: HashMap<CppInstance, Ty>,
    pub functions: HashMap<CFuncId, CppFunction>,
    /// Names that stand for types inside of class bodies and templates, innermost last.
    pub scopes: Vec<HashMap<Name, Ty>>,
    /// A constructor is looked for that converts a value.
    pub converting: bool,
}

impl<'a> Analysis<'a> {
    pub(crate) fn cpp_class(&self, ty: Ty) -> Option<&CppClass> {
        self.cx.types.cpp_instance(ty).map(|instance| &self.decls.cpp.classes[instance.class])
    }

    /// A name that stands for a type where a class body or a template is looked at.
    pub(crate) fn cpp_scoped(&self, name: Name) -> Option<Ty> {
        self.decls.cpp.scopes.iter().rev().find_map(|scope| scope.get(&name).copied())
    }

    pub(crate) fn forward_cpp_class(&mut self, def: &'a Node, place: Place<'a>) {
        let known = self.symbol(place.module, def.name.name).map(|symbol| symbol.ty);
        if known.is_some_and(|ty| self.cpp_class(ty).is_some()) {
            return;
        }
        let ty = self.new_cpp_class(def, None, place);
        self.bind_type(def.name, ty, place);
    }

    fn new_cpp_class(&mut self, def: &Node, outer: Option<CppClassId>, place: Place<'a>) -> Ty {
        let name = def.name.name;
        let cname = match (&def.cname, outer) {
            (Some(cname), _) => cname.text,
            (None, Some(_)) => name,
            (None, None) => self.in_namespace(name, place),
        };
        let mut params =
            outer.map_or(Vec::new(), |outer| self.decls.cpp.classes[outer].params.clone());
        let mut needed = params.len();
        for param in &def.templates {
            needed += usize::from(!param.optional);
            params.push(self.template_parameter(param.ident.name));
        }
        let class = self.decls.cpp.classes.push(CppClass {
            name,
            cname,
            outer,
            params: params.clone(),
            needed,
            bases: Vec::new(),
            types: HashMap::new(),
            fields: Vec::new(),
            methods: HashMap::new(),
            constructors: Vec::new(),
            init: None,
            defined: false,
            generic: Ty::ERROR,
        });
        let args = params.into_iter().map(|id| self.cx.types.intern(Type::Fused(id))).collect();
        let generic = self.cpp_instance(class, args);
        self.decls.cpp.classes[class].generic = generic;
        generic
    }

    /// What a template leaves open is a fused type without members: nothing but substitution gives it a meaning.
    fn template_parameter(&mut self, name: Name) -> FusedId {
        self.cx.types.fused.push(FusedDef { name, types: Vec::new() })
    }

    /// A name of C as the namespace of its block completes it.
    pub(crate) fn in_namespace(&mut self, name: Name, place: Place<'a>) -> Name {
        match place.namespace {
            Some(namespace) => {
                let text = format!("{}::{}", &self.cx.names[namespace], &self.cx.names[name]);
                self.cx.names.intern(&text)
            }
            None => name,
        }
    }

    pub(crate) fn declare_cpp_class(&mut self, def: &'a Node, at: Span, place: Place<'a>) {
        let main = place.module == self.decls.main;
        if main && !self.cx.options.cplus {
            self.report(CppInC { at: def.name.span });
        }
        if main && !place.external {
            self.refuse("C++ classes defined in Cython code", at, place.env());
        }
        let Some(ty) = self.symbol(place.module, def.name.name).map(|symbol| symbol.ty) else {
            return;
        };
        let Some(instance) = self.cx.types.cpp_instance(ty).cloned() else { return };
        self.fill_cpp_class(instance.class, def, place);
    }

    fn fill_cpp_class(&mut self, class: CppClassId, def: &'a Node, place: Place<'a>) {
        let Some(body) = &def.body else { return };
        if self.decls.cpp.classes[class].defined {
            let name = self.text(def.name.name).to_string();
            return self.report(IgnoredDefinition { at: def.name.span, name });
        }
        self.decls.cpp.classes[class].defined = true;
        let mut place = place;
        place.nogil = def.gil.nogil.or(place.nogil);
        // Members are named by their class.
        place.namespace = None;
        let scope = self.cpp_class_scope(class);
        self.decls.cpp.scopes.push(scope);
        let bases = def.bases.iter().map(|base| self.resolve_type(base, place.env())).collect();
        self.decls.cpp.classes[class].bases = bases;
        for stmt in body {
            self.forward_cpp_member(class, stmt, place);
        }
        for stmt in body {
            self.declare_cpp_member(class, stmt, place);
        }
        self.decls.cpp.scopes.pop();
        self.check_constructor_gil(class);
    }

    /// The names that a class body sees: the class itself, its parameters.
    fn cpp_class_scope(&mut self, class: CppClassId) -> HashMap<Name, Ty> {
        let found = self.decls.cpp.classes[class].clone();
        let mut scope = HashMap::from([(found.name, found.generic)]);
        for id in found.params {
            let ty = self.cx.types.intern(Type::Fused(id));
            scope.insert(self.cx.types.fused[id].name, ty);
        }
        scope
    }

    fn forward_cpp_member(&mut self, class: CppClassId, stmt: &'a ast::Stmt, place: Place<'a>) {
        if let StmtKind::CppClass(def) = &stmt.kind
            && !self.decls.cpp.classes[class].types.contains_key(&def.name.name)
        {
            let ty = self.new_cpp_class(def, Some(class), place);
            self.add_cpp_type(class, def.name.name, ty);
        }
    }

    fn add_cpp_type(&mut self, class: CppClassId, name: Name, ty: Ty) {
        self.decls.cpp.classes[class].types.insert(name, ty);
        if let Some(scope) = self.decls.cpp.scopes.last_mut() {
            scope.insert(name, ty);
        }
    }

    fn declare_cpp_member(&mut self, class: CppClassId, stmt: &'a ast::Stmt, place: Place<'a>) {
        match &stmt.kind {
            StmtKind::CVar(decl) => {
                for item in &decl.declarators {
                    self.cpp_member(class, decl, &item.declarator, place);
                }
            }
            StmtKind::CFunc(def) => {
                self.cpp_method(class, &def.decorators, def.ty.as_ref(), &def.declarator, place);
            }
            StmtKind::CTypedef(def) => {
                let base = self.resolve_type(&def.ty, place.env());
                let ty = self.declared_type(base, &def.declarator, place.env());
                if let Some(name) = def.declarator.name() {
                    self.add_cpp_type(class, name.ident.name, ty);
                }
            }
            StmtKind::CppClass(def) => {
                let nested = self.decls.cpp.classes[class].types.get(&def.name.name).copied();
                let nested = nested.and_then(|ty| self.cx.types.cpp_instance(ty).cloned());
                if let Some(nested) = nested {
                    self.fill_cpp_class(nested.class, def, place);
                }
            }
            StmtKind::CdefBlock(block) => {
                for inner in &block.body {
                    self.declare_cpp_member(class, inner, place);
                }
            }
            _ => {}
        }
    }

    fn cpp_member(
        &mut self,
        class: CppClassId,
        decl: &'a CVarDecl,
        declarator: &'a Declarator,
        place: Place<'a>,
    ) {
        if declarator.declares_function() {
            return self.cpp_method(class, &decl.decorators, decl.ty.as_ref(), declarator, place);
        }
        let Some(name) = declarator.name() else { return };
        let base = match &decl.ty {
            Some(ty) => self.resolve_type(ty, place.env()),
            None => Ty::OBJECT,
        };
        let ty = self.declared_type(base, declarator, place.env());
        let cname = name.cname.as_ref().map_or(name.ident.name, |cname| cname.text);
        let field = types::Field { name: name.ident.name, cname, ty, span: name.ident.span };
        self.decls.cpp.classes[class].fields.push(field);
    }

    fn cpp_method(
        &mut self,
        class: CppClassId,
        decorators: &'a [ast::Decorator],
        ret: Option<&'a CType>,
        declarator: &'a Declarator,
        place: Place<'a>,
    ) {
        let Some(name) = function_ident(declarator) else { return };
        let own = self.decls.cpp.classes[class].name;
        let is_constructor = name.name == own;
        if &self.cx.names[name.name] == "__init__" {
            let needs = self.tail_needs_gil(declarator, place);
            self.decls.cpp.classes[class].init = Some((name.span, needs));
            return;
        }
        let is_static = decorators
            .iter()
            .any(|decorator| self.cx.sources.snippet(decorator.expr.span) == "staticmethod");
        // A constructor has no type of its own; it gives what it constructs.
        let generic = self.decls.cpp.classes[class].generic;
        let ret = if is_constructor { Ok(generic) } else { Err(ret) };
        let Some(id) = self.cpp_function(ret, declarator, place) else { return };
        if let Some(function) = self.decls.cpp.functions.get_mut(&id) {
            function.is_static = is_static;
        }
        let found = &mut self.decls.cpp.classes[class];
        match is_constructor {
            true => found.constructors.push(id),
            false => found.methods.entry(name.name).or_default().push(id),
        }
    }

    fn tail_needs_gil(&self, declarator: &Declarator, place: Place<'a>) -> bool {
        let DeclaratorKind::Function { tail, .. } = &declarator.kind else { return false };
        tail.nogil.or(place.nogil).is_none()
    }

    /// A function of C++ that a header declares; its return type is given, or written.
    pub(crate) fn cpp_function(
        &mut self,
        ret: Result<Ty, Option<&'a CType>>,
        declarator: &'a Declarator,
        place: Place<'a>,
    ) -> Option<CFuncId> {
        let mut templates = HashMap::new();
        let mut ids = Vec::new();
        for name in template_names(declarator) {
            let id = self.template_parameter(name);
            ids.push(id);
            templates.insert(name, self.cx.types.intern(Type::Fused(id)));
        }
        self.decls.cpp.scopes.push(templates);
        let base = match ret {
            Ok(ty) => ty,
            Err(Some(ty)) => self.resolve_type(ty, place.env()),
            Err(None) => Ty::OBJECT,
        };
        let made = self.cpp_head(base, declarator, place);
        self.decls.cpp.scopes.pop();
        let id = made?;
        self.decls.cpp.functions.insert(id, CppFunction { templates: ids, ..Default::default() });
        Some(id)
    }

    /// `T max[T](T, T)`
    pub(crate) fn declare_function_template(
        &mut self,
        ret: Option<&'a CType>,
        declarator: &'a Declarator,
        place: Place<'a>,
    ) {
        let Some(id) = self.cpp_function(Err(ret), declarator, place) else { return };
        let func = &self.decls.cfuncs[id];
        let (name, ty, span, visibility) = (func.name, func.ty, func.span, func.visibility);
        self.decls.overloads.entry((place.module, name)).or_default().push(id);
        let kind = SymbolKind::CFunc(id);
        self.bind(Symbol { name, kind, ty, span, visibility, module: place.module }, place.module);
    }

    fn cpp_head(
        &mut self,
        base: Ty,
        declarator: &'a Declarator,
        place: Place<'a>,
    ) -> Option<CFuncId> {
        let env = place.env();
        let head = self.function_head(base, declarator, place)?;
        let params = self.c_params(head.params, Role::Extern, env);
        let (tail, block, at) = (head.tail, place.exception, head.ident.span);
        let mut signature = self.func_type(head.ret, &params, Role::Extern, tail, block, env, at);
        signature.nogil |= place.nogil.is_some();
        signature.varargs = head.params.variadic.is_some();
        let name = head.ident.name;
        let cname = match head.cname {
            Some(cname) => cname,
            None => self.in_namespace(name, place),
        };
        let ty = self.cx.types.intern(Type::Func(Box::new(signature.clone())));
        Some(self.decls.cfuncs.push(CFunc {
            name,
            cname,
            signature,
            ty,
            params,
            origin: FuncOrigin::Extern { declared: place.header },
            cpdef: false,
            inline: false,
            visibility: Visibility::Extern,
            api: false,
            module: place.module,
            span: head.ident.span,
            directives: self.decls.modules[place.module].directives.clone(),
            locals: Vec::new(),
            source: None,
            in_pxd: place.pxd,
            unsupported: None,
            template: None,
            subst: Default::default(),
            class: None,
        }))
    }

    /// A constructor runs those of its bases.
    fn check_constructor_gil(&mut self, class: CppClassId) {
        let found = &self.decls.cpp.classes[class];
        let Some((at, false)) = found.init else { return };
        let needs = found
            .bases
            .iter()
            .find_map(|&base| self.cpp_class(base)?.init.filter(|(_, needs)| *needs));
        if let Some((base, _)) = needs {
            self.report(ConstructorNeedsGil { at, base });
        }
    }
}

pub(super) fn is_template(declarator: &Declarator) -> bool {
    !template_names(declarator).is_empty()
}

fn function_ident(declarator: &Declarator) -> Option<ast::Ident> {
    declarator.name().map(|name| name.ident)
}

/// The template parameters of a function: `T max[T](T, T)`.
fn template_names(declarator: &Declarator) -> Vec<Name> {
    match &declarator.kind {
        DeclaratorKind::Name(_) => Vec::new(),
        DeclaratorKind::Pointer(_, inner)
        | DeclaratorKind::Reference { inner, .. }
        | DeclaratorKind::CallingConvention(_, inner)
        | DeclaratorKind::Function { inner, .. } => template_names(inner),
        DeclaratorKind::Brackets(inner, args) => {
            let mut names = template_names(inner);
            names.extend(args.iter().filter_map(|arg| match &arg.kind {
                TypeArgKind::Item(expr) => match &expr.kind {
                    ast::ExprKind::Name(name) => Some(*name),
                    ast::ExprKind::Type(ty) => match &ty.ty.base {
                        CBase::Name(ident) => Some(ident.name),
                        _ => None,
                    },
                    _ => None,
                },
                TypeArgKind::Optional(ident) => Some(ident.name),
                TypeArgKind::Keyword(..) => None,
            }));
            names
        }
    }
}
