//! Extension types: their names, bases, options and directives. Members are looked at in `class_members`.
//!
//! A class may be declared up to three times: without members (forward), in the definition file, and where it is defined.
//! The first walk over a file binds the names; the second one takes the members, bases before what derives from them.

use ast::{ArgKind, CClassDef, ClassDef, Ident, StmtKind};
use base::{Name, Span};
use builtins::{Directive, Scopes};
use diag::classes::{
    ClassOptions, ClassTwice, FinalBase, FirstBase, FreelistOnSubtype, KeywordBase, OtherBase,
    SecondBase, VarObjectBase,
};
use types::{Builtin, CheckSize, Class, ClassDef as Layout, ClassId, Object, Ty};

use super::Place;
use super::collect::Items;
use crate::class_info::{ClassInfo, ClassSource};
use crate::symbols::PendingClass;
use crate::{Analysis, Directives, SymbolKind};

impl<'a> Analysis<'a> {
    /// Binds the name of an extension type.
    pub(crate) fn forward_class(&mut self, def: &'a CClassDef, place: Place<'a>) {
        let place = place.with_modifiers(&def.modifiers, def.keyword);
        let Some((name, module)) = def.name.parts.split_last() else { return };
        let bound = def.alias.unwrap_or(*name);
        if self.known_class(bound.name, place).is_some() {
            return;
        }
        let outer = module.first().map(|part| self.cx.names[part.name].to_string());
        if is_opaque(def)
            && matches!(outer.as_deref(), Some("__builtin__" | "builtins"))
            && let Some(ty) = self.builtin_class(name.name)
        {
            return self.bind_pure_type(bound, ty, place);
        }
        let module = if module.is_empty() {
            self.decls.modules[place.module].name.clone()
        } else if outer.as_deref() == Some("__builtin__") {
            "builtins".into()
        } else {
            let parts: Vec<&str> = module.iter().map(|part| &self.cx.names[part.name]).collect();
            parts.join(".")
        };
        let id = self.new_class(*name, bound, &module, place);
        self.class_options(id, def, place);
        if let Some(info) = self.decls.classes.get_mut(&id) {
            info.forward_in_pxd = (place.pxd && !place.external).then_some(name.span);
        }
    }

    /// Binds the name of a class that a decorator, or the definition file, makes an extension type.
    pub(crate) fn forward_pure_class(&mut self, def: &'a ClassDef, place: Place<'a>) {
        if place.pxd || self.known_class(def.name.name, place).is_some() {
            return;
        }
        let cclass = def.decorators.iter().any(|decorator| {
            let callee = match &decorator.expr.kind {
                ast::ExprKind::Call(callee, _) => callee,
                _ => &decorator.expr,
            };
            let path = self.cython_text(callee, place.env());
            matches!(path.as_deref(), Some("cclass" | "dataclasses.dataclass" | "total_ordering"))
        });
        if cclass || self.in_cclass_block(place) {
            let module = self.decls.modules[place.module].name.clone();
            self.new_class(def.name, def.name, &module, place);
        }
    }

    /// The extension type that a name is in the module itself.
    pub(crate) fn known_class(&self, name: Name, place: Place<'a>) -> Option<ClassId> {
        let symbol = self.symbol(place.module, name)?;
        match symbol.kind {
            SymbolKind::Type(ty) if symbol.module == place.module => self.cx.types.as_class(ty),
            _ => None,
        }
    }

    /// A builtin type of which no fields are declared is still the builtin type.
    fn builtin_class(&mut self, name: Name) -> Option<Ty> {
        let text = self.cx.names[name].to_string();
        match &*text {
            "object" => Some(Ty::OBJECT),
            "int" | "long" => Some(self.cx.types.builtin(Builtin::Int, true, true)),
            "float" => Some(self.cx.types.builtin(Builtin::Float, true, true)),
            "complex" => Some(self.cx.types.builtin(Builtin::Complex, true, true)),
            text => self.builtin_type(text),
        }
    }

    fn new_class(&mut self, name: Ident, bound: Ident, module: &str, place: Place<'a>) -> ClassId {
        let mangled = self.mangled(place.module, &self.cx.names[name.name]);
        let struct_cname = self.cx.names.intern(&format!("__pyx_obj_{mangled}"));
        let module = self.cx.names.intern(module);
        let id = self.cx.types.classes.push(Layout {
            name: name.name,
            module,
            base: None,
            builtin_base: None,
            struct_cname,
            typedef: false,
            type_cname: None,
            // Without a header it is what the declaration says.
            is_extern: place.external && place.header,
            is_final: false,
            fields: Vec::new(),
            vtable_cname: None,
            slots: Vec::new(),
            span: name.span,
        });
        let object = |none| Object { class: Class::Ext(id), exact: false, none, items: Vec::new() };
        let (ty, self_ty) =
            (self.cx.types.object(object(true)), self.cx.types.object(object(false)));
        self.decls.classes.insert(
            id,
            ClassInfo {
                id,
                name: name.name,
                module: place.module,
                ty,
                self_ty,
                attributes: Vec::new(),
                hidden_fields: Vec::new(),
                methods: Vec::new(),
                c_properties: Vec::new(),
                other_bases: Vec::new(),
                source: None,
                declaration: None,
                in_pxd: false,
                complete: false,
                external: place.external,
                directives: Directives::default(),
                decorators: Vec::new(),
                dataclass: None,
                flags: types::ClassFlags::default(),
                check_size: CheckSize::default(),
                late: false,
                forward_in_pxd: None,
                span: name.span,
            },
        );
        self.bind_pure_type(bound, ty, place);
        id
    }

    /// `[object S, type T, check_size error]`, and `public` and `api`.
    fn class_options(&mut self, id: ClassId, def: &'a CClassDef, place: Place<'a>) {
        let public = place.visibility == crate::Visibility::Public || place.api;
        let mut check_size = CheckSize::default();
        let mut named = (false, false);
        for option in &def.options {
            let (key, value) = (self.text(option.key.name).to_string(), option.value.name);
            let text = self.text(value).to_string();
            match (&*key, &*text) {
                ("object", _) => {
                    self.cx.types.classes[id].struct_cname = value;
                    self.cx.types.classes[id].typedef = def.keyword == ast::DeclKeyword::Ctypedef;
                    named.0 = true;
                }
                ("type", _) => {
                    self.cx.types.classes[id].type_cname = Some(value);
                    named.1 = true;
                }
                ("check_size", "ignore") => check_size = CheckSize::Ignore,
                ("check_size", "warn") => check_size = CheckSize::Warn,
                ("check_size", "error") => check_size = CheckSize::Error,
                _ => {
                    let why = format!("`{key} {text}` is no option of a class");
                    self.report(ClassOptions { at: option.span, why });
                }
            }
        }
        let at = def.name.span;
        let imported = def.name.parts.len() > 1;
        if imported && !place.external {
            let why = "qualified class name only allowed for 'extern' C class".into();
            self.report(ClassOptions { at, why });
        }
        if place.visibility == crate::Visibility::Readonly {
            self.report(ClassOptions { at, why: "invalid class visibility 'readonly'".into() });
        }
        let nameless = !named.0 && def.body.is_some() && (place.header || !imported);
        if place.external && nameless && place.module == self.decls.main && !place.pxd {
            let why = "object struct name specification required for extern C class".into();
            self.report(ClassOptions { at, why });
        }
        if public && !place.external && named != (true, true) {
            let what = if named.0 { "type object" } else { "object struct" };
            let word = if place.api { "api" } else { "public" };
            let why = format!("{what} name specification required for '{word}' C class");
            self.report(ClassOptions { at, why });
        }
        if !public && !place.external && (named.0 || named.1) && !place.pxd {
            let why = "object struct and type object names may only be specified for 'public', \
                       'extern' or 'api' C classes";
            self.report(ClassOptions { at, why: why.into() });
        }
        if let Some(info) = self.decls.classes.get_mut(&id) {
            info.check_size = check_size;
            info.flags.public |= place.visibility == crate::Visibility::Public && !place.external;
            info.flags.api |= place.api;
        }
    }

    /// Notes the class statements of a file, so that bases can be declared before what derives from them.
    pub(crate) fn note_classes(&mut self, items: &Items<'a>) {
        for (stmt, place) in items {
            let (name, source) = match &stmt.kind {
                StmtKind::CClass(def) if def.body.is_some() => {
                    let Some(last) = def.name.parts.last() else { continue };
                    (def.alias.unwrap_or(*last).name, ClassSource::C(def))
                }
                StmtKind::ClassDef(def) => (def.name.name, ClassSource::Python(def)),
                _ => continue,
            };
            let place = match &stmt.kind {
                StmtKind::CClass(def) => place.with_modifiers(&def.modifiers, def.keyword),
                _ => *place,
            };
            if let Some(class) = self.known_class(name, place) {
                self.decls.pending_classes.push(PendingClass { class, source, place });
            }
        }
    }

    /// Declares a class statement, if its turn has not come before.
    pub(crate) fn declare_class_statement(&mut self, source: ClassSource<'a>) {
        let pending = &mut self.decls.pending_classes;
        let Some(at) = pending.iter().position(|pending| pending.source.is(source)) else { return };
        let pending = pending.remove(at);
        self.declare_class(pending);
    }

    /// Whatever of the class has not been looked at yet.
    fn declare_class_first(&mut self, class: ClassId) {
        while let Some(at) =
            self.decls.pending_classes.iter().position(|pending| pending.class == class)
        {
            let pending = self.decls.pending_classes.remove(at);
            self.declare_class(pending);
        }
    }

    fn declare_class(&mut self, pending: PendingClass<'a>) {
        let PendingClass { class: id, source, place } = pending;
        let at = source_span(source);
        let Some(info) = self.decls.classes.get(&id) else { return };
        let implements = info.complete && info.in_pxd && info.source.is_none() && !place.pxd;
        if info.complete && !implements {
            let name = self.text(info.name).to_string();
            let before = self.cx.types.classes[id].span;
            return self.report(ClassTwice { at, name, before });
        }
        let span = info.span;
        self.class_bases(id, source, place, implements);
        self.class_directives(id, source, place);
        let main = place.module == self.decls.main && !place.external;
        if let Some(info) = self.decls.classes.get_mut(&id) {
            info.complete = true;
            info.in_pxd |= place.pxd;
            if place.pxd {
                info.declaration = Some(source);
            }
            if main && !place.pxd {
                info.source = Some(source);
                info.span = at;
            }
        }
        self.cx.types.classes[id].span = if implements { span } else { at };
        let mut inner = place;
        inner.class = Some(id);
        inner.visibility = crate::Visibility::Private;
        inner.api = false;
        inner.block = None;
        self.class_members(id, source.body(), inner);
        match implements {
            true => self.assign_slots_of_overrides(id),
            false => self.assign_slots(id),
        }
        if main && !place.pxd {
            self.decls.class_order.push(id);
        }
    }

    fn class_bases(
        &mut self,
        id: ClassId,
        source: ClassSource<'a>,
        place: Place<'a>,
        implements: bool,
    ) {
        let name = self.text(self.cx.types.classes[id].name).to_string();
        let before = (self.cx.types.classes[id].base, self.cx.types.classes[id].builtin_base);
        let mut first = (None, None);
        let mut others = Vec::new();
        let mut seen = false;
        for arg in source.args() {
            if arg.kind != ArgKind::Positional {
                self.report(KeywordBase { at: arg.span });
                continue;
            }
            let ty = self.base_type(&arg.value, place);
            if !seen {
                seen = true;
                first = self.first_base(id, &name, arg, ty);
                continue;
            }
            let laid_out = |ty| {
                ty == Ty::OBJECT
                    || self.cx.types.as_class(ty).is_some()
                    || self.cx.types.as_builtin(ty).is_some()
            };
            if ty.is_some_and(laid_out) {
                self.report(SecondBase { at: arg.span });
                continue;
            }
            others.push(&arg.value);
        }
        if implements {
            if first != before && !source.args().is_empty() {
                let (at, before) = (source_span(source), self.cx.types.classes[id].span);
                self.report(OtherBase { at, name, before });
            }
        } else {
            self.cx.types.classes[id].base = first.0;
            self.cx.types.classes[id].builtin_base = first.1;
        }
        let late = !others.is_empty()
            || self.cx.types.classes[id]
                .base
                .is_some_and(|base| self.decls.classes.get(&base).is_some_and(|info| info.late));
        if let Some(info) = self.decls.classes.get_mut(&id) {
            info.late = late;
            info.other_bases = others;
        }
    }

    /// The type that a base is: `float` is Python's here.
    fn base_type(&mut self, base: &'a ast::Expr, place: Place<'a>) -> Option<Ty> {
        let env = place.env();
        if let ast::ExprKind::Name(name) = base.kind {
            match self.symbol(env.module, name).map(|symbol| &symbol.kind) {
                Some(SymbolKind::Type(ty)) => return Some(*ty),
                Some(_) => {}
                None => {
                    if let Some(ty) = self.builtin_class(name) {
                        return Some(ty);
                    }
                }
            }
        }
        self.type_of_expr(base, env)
    }

    fn first_base(
        &mut self,
        id: ClassId,
        name: &str,
        arg: &'a ast::Arg,
        ty: Option<Ty>,
    ) -> (Option<ClassId>, Option<Builtin>) {
        let at = arg.span;
        let object = ty.and_then(|ty| self.cx.types.as_object(ty)).map(|object| object.class);
        match (ty, object) {
            (Some(Ty::ERROR), _) => (None, None),
            (_, Some(Class::Any)) => (None, None),
            (_, Some(Class::Builtin(builtin @ (Builtin::Tuple | Builtin::Bytes)))) => {
                let base = builtin.name(self.cx.names).to_string();
                self.report(VarObjectBase { at, base });
                (None, None)
            }
            (_, Some(Class::Builtin(Builtin::Bool))) => {
                self.report(FirstBase { at, name: name.into() });
                (None, None)
            }
            (_, Some(Class::Builtin(builtin))) => (None, Some(builtin)),
            (_, Some(Class::Ext(base))) if base == id => {
                self.report(FirstBase { at, name: name.into() });
                (None, None)
            }
            (_, Some(Class::Ext(base))) => {
                self.declare_class_first(base);
                if self.cx.types.is_subclass(base, id) {
                    self.report(FirstBase { at, name: name.into() });
                    return (None, None);
                }
                if self.cx.types.classes[base].is_final {
                    let (base, name) = (self.describe_class(base), name.into());
                    self.report(FinalBase { at, base, name });
                }
                (Some(base), None)
            }
            (_, None) => {
                self.report(FirstBase { at, name: name.into() });
                (None, None)
            }
        }
    }

    fn describe_class(&self, id: ClassId) -> String {
        self.text(self.cx.types.classes[id].name).to_string()
    }

    fn class_directives(&mut self, id: ClassId, source: ClassSource<'a>, place: Place<'a>) {
        let outer = self.directives_around(Place { class: None, ..place });
        let at = match source {
            ClassSource::C(_) => None,
            ClassSource::Python(def) => Some(def.name.span),
        };
        let around = (place.env(), &outer);
        let decorated = self.decorated(source.decorators(), around, Scopes::CCLASS, at);
        let settings = decorated.class;
        self.cx.types.classes[id].is_final |= settings.is_final.is_some();
        let dirs = decorated.directives;
        let derived = self.cx.types.classes[id].base.is_some();
        let base_flags = self.cx.types.classes[id]
            .base
            .and_then(|base| self.decls.classes.get(&base))
            .map(|info| info.flags.clone());
        if settings.freelist.is_some() && derived {
            let at = source.decorators().first().map_or(source_span(source), |one| one.span);
            self.report(FreelistOnSubtype { at });
        }
        let trashcan = dirs.is_on(Directive::Trashcan)
            || (dirs.tristate(Directive::Trashcan).is_none()
                && base_flags.is_some_and(|flags| flags.trashcan));
        let (ordering, rest): (Vec<_>, Vec<_>) = decorated
            .rest
            .into_iter()
            .partition(|it| self.names_python(&it.expr, "functools", "total_ordering"));
        let (data, rest): (Vec<_>, Vec<_>) = rest.into_iter().partition(|it| {
            let callee = match &it.expr.kind {
                ast::ExprKind::Call(callee, _) => callee,
                _ => &it.expr,
            };
            self.names_python(callee, "dataclasses", "dataclass")
        });
        let Some(info) = self.decls.classes.get_mut(&id) else { return };
        let flags = &mut info.flags;
        flags.internal |= settings.internal;
        flags.no_gc |= settings.no_gc;
        flags.no_gc_clear |= settings.no_gc_clear;
        flags.freelist = settings.freelist.filter(|_| !derived).or(flags.freelist);
        flags.collection = settings.collection.or(flags.collection);
        flags.total_ordering |= settings.total_ordering.is_some() || !ordering.is_empty();
        flags.trashcan |= trashcan;
        flags.no_version_tag |= !dirs.is_on(Directive::TypeVersionTag);
        flags.c_binops |= dirs.is_on(Directive::CApiBinopMethods);
        flags.auto_pickle = dirs.tristate(Directive::AutoPickle);
        info.dataclass = settings.dataclass.or(data.first().copied()).or(info.dataclass);
        flags.dataclass |= info.dataclass.is_some();
        info.directives = dirs;
        info.decorators = rest;
    }

    /// `A.f` for a method, `f` for a function.
    pub(crate) fn qualified_name(&self, class: Option<ClassId>, name: Name) -> String {
        let name = &self.cx.names[name];
        match class {
            Some(class) => format!("{}.{name}", &self.cx.names[self.cx.types.classes[class].name]),
            None => name.to_string(),
        }
    }

    /// A class that only the definition file has is defined by that, if it has members there.
    fn define_by_declarations(&mut self) {
        let main = self.decls.main;
        for (&id, info) in self.decls.classes.iter_mut() {
            let own = info.module == main && !info.external && info.complete;
            if own && info.source.is_none() && info.declaration.is_some() {
                info.source = info.declaration;
                self.decls.class_order.push(id);
            }
        }
    }

    /// The types are made in the order of their first mention, except that bases come first.
    fn sort_classes(&mut self) {
        let mut wanted = std::mem::take(&mut self.decls.class_order);
        wanted.sort();
        let mut order: Vec<ClassId> = Vec::with_capacity(wanted.len());
        for class in wanted {
            let derived = order.iter().position(|&other| self.cx.types.is_subclass(other, class));
            order.insert(derived.unwrap_or(order.len()), class);
        }
        self.decls.class_order = order;
    }

    /// All declarations are known: a class that only a definition file declares has no implementation.
    pub(crate) fn finish_classes(&mut self) {
        self.define_by_declarations();
        self.sort_classes();
        let mut missing: Vec<(Span, Name)> = self
            .decls
            .classes
            .values()
            .filter(|info| {
                info.module == self.decls.main
                    && !info.external
                    && (info.source.is_none() && info.complete
                        || info.forward_in_pxd.is_some() && !info.in_pxd)
            })
            .map(|info| {
                let forward = info.forward_in_pxd.filter(|_| !info.in_pxd);
                (forward.unwrap_or(info.span), info.name)
            })
            .collect();
        missing.sort_by_key(|(span, _)| span.lo);
        for (at, name) in missing {
            let name = self.text(name).to_string();
            self.report(diag::declarations::ClassNotDefined { at, name });
        }
    }
}

fn source_span(source: ClassSource<'_>) -> Span {
    match source {
        ClassSource::C(def) => def.name.span,
        ClassSource::Python(def) => def.name.span,
    }
}

/// Nothing is declared of the class.
fn is_opaque(def: &CClassDef) -> bool {
    let body = def.body.as_deref().unwrap_or_default();
    body.iter().all(|stmt| matches!(stmt.kind, StmtKind::Pass | StmtKind::Expr(_)))
}
