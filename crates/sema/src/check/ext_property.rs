//! Properties of extension types: `property` blocks, `@property`, and the fields that Python sees.
//!
//! A descriptor's functions take plain objects. What the text defines has parameters and a result of its own types, so a
//! function around it converts.

use std::rc::Rc;

use ast::{ExprKind as Ast, FunctionDef, Ident, StmtKind};
use base::{Name, Span};
use tir::{
    Callee, Expr, ExprKind, FieldRef, FuncId, FuncKind, LocalId, LocalKind, Param, ParamKind,
    Place, Property, Stmt, StmtKind as T,
};
use types::{ClassId, Except, ExceptValue, FuncType, Ty};

use super::Checker;
use super::build::stmt;
use crate::{Analysis, FunctionScope, Visibility};

/// What a function of a property does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    Get,
    Set,
    Delete,
}

impl Part {
    /// How many parameters it has, `self` included.
    fn params(self) -> usize {
        if self == Part::Set { 2 } else { 1 }
    }

    fn contract(self) -> (Ty, Except) {
        match self {
            Part::Get => (Ty::OBJECT, Except::Null),
            Part::Set | Part::Delete => (Ty::INT, Except::Value(ExceptValue::Int(-1))),
        }
    }
}

impl<'a> Checker<'_, 'a> {
    /// What the decorators make of a `def`, if it is a function of a property.
    pub fn property_part(&mut self, class: ClassId, def: &'a FunctionDef) -> Option<Part> {
        let mut found = None;
        for (index, decorator) in def.decorators.iter().enumerate() {
            if let Some((part, named)) = self.decorator_part(&decorator.expr) {
                found = Some((index, part, named));
            }
        }
        let (index, part, named) = found?;
        let own = def.decorators[index].span;
        let called = self.method_scope(class, def).rest_decorators;
        if let Some(other) = called.iter().find(|other| other.span != own) {
            self.report(diag::classes::PropertyDecorator { at: other.span });
        }
        if let Some(named) = named.filter(|&named| named != def.name.name) {
            let expected = self.text(named).to_string();
            let (at, found) = (def.decorators[index].span, self.text(def.name.name).to_string());
            self.report(diag::classes::PropertyName { at, expected, found });
        }
        Some(part)
    }

    /// `property`, or `name.setter` of a property of the class.
    fn decorator_part(&self, decorator: &ast::Expr) -> Option<(Part, Option<Name>)> {
        if self.is_builtin(decorator, "property") {
            return Some((Part::Get, None));
        }
        let Ast::Attribute(base, name) = &decorator.kind else { return None };
        let Ast::Name(base) = base.kind else { return None };
        let part = match self.text(name.name) {
            "getter" => Part::Get,
            "setter" => Part::Set,
            "deleter" => Part::Delete,
            _ => return None,
        };
        self.has_property(self.ext_body()?, base).then_some((part, Some(base)))
    }

    fn has_property(&self, class: ClassId, name: Name) -> bool {
        self.an
            .decls
            .built
            .get(&class)
            .is_some_and(|built| built.properties.iter().any(|property| property.name == name))
    }

    pub fn add_property(
        &mut self,
        class: ClassId,
        part: Part,
        def: &'a FunctionDef,
        out: &mut Vec<Stmt>,
    ) {
        if self.dry {
            return;
        }
        let Some(func) = self.property_function(class, part, def, out) else { return };
        let doc = match part {
            Part::Get => {
                let doc = self.docstring(&def.body);
                self.property_signature(def.name.name, def, doc)
            }
            Part::Set | Part::Delete => None,
        };
        self.set_property(class, def.name.name, part, func, doc);
    }

    /// `property name:` with `__get__`, `__set__` and `__del__` in it.
    pub fn property_block(
        &mut self,
        class: ClassId,
        name: Ident,
        body: &'a [ast::Stmt],
        out: &mut Vec<Stmt>,
    ) {
        if self.dry {
            return;
        }
        let mut doc = self.docstring(body);
        for one in body {
            let def = match &one.kind {
                StmtKind::FunctionDef(def) => def,
                StmtKind::Pass | StmtKind::Expr(_) => continue,
                _ => {
                    let name = "this statement".into();
                    self.report(diag::classes::PropertyMethod { at: one.span, name });
                    continue;
                }
            };
            let part = match self.text(def.name.name) {
                "__get__" => Part::Get,
                "__set__" => Part::Set,
                "__del__" => Part::Delete,
                other => {
                    let (at, name) = (def.name.span, format!("`{other}`"));
                    self.report(diag::classes::PropertyMethod { at, name });
                    continue;
                }
            };
            if part == Part::Get {
                doc = self.property_signature(name.name, def, doc);
            }
            if let Some(func) = self.property_function(class, part, def, out) {
                self.set_property(class, name.name, part, func, None);
            }
        }
        if let Some(doc) = doc
            && let Some(property) = self.property_entry(class, name.name)
        {
            property.doc = Some(doc);
        }
    }

    fn property_entry(&mut self, class: ClassId, name: Name) -> Option<&mut Property> {
        let built = self.an.built_class(class);
        built.properties.iter_mut().find(|property| property.name == name)
    }

    fn set_property(
        &mut self,
        class: ClassId,
        name: Name,
        part: Part,
        func: FuncId,
        doc: Option<tir::Const>,
    ) {
        let built = self.an.built_class(class);
        let at = built.properties.iter().position(|property| property.name == name);
        let at = at.unwrap_or_else(|| {
            built.properties.push(Property { name, doc: None, get: None, set: None, del: None });
            built.properties.len() - 1
        });
        let property = &mut built.properties[at];
        property.doc = doc.or(property.doc.take());
        match part {
            Part::Get => property.get = Some(func),
            Part::Set => property.set = Some(func),
            Part::Delete => property.del = Some(func),
        }
    }

    /// The function of the text, and the one around it.
    fn property_function(
        &mut self,
        class: ClassId,
        part: Part,
        def: &'a FunctionDef,
        out: &mut Vec<Stmt>,
    ) -> Option<FuncId> {
        let span = def.name.span;
        let mut scope = self.method_scope(class, def);
        self.type_self(class, &mut scope);
        let found = scope.params.len();
        if found != part.params() {
            let (name, expected) =
                (self.text(def.name.name).to_string(), part.params().to_string());
            self.report(diag::classes::SpecialArguments { at: span, name, expected, found });
            return None;
        }
        if part == Part::Get && (scope.yields.is_some() || scope.is_async) {
            return Some(self.call_of_object(class, def, scope, (1, Ty::OBJECT), out));
        }
        let visible = self.visible_inside();
        let scope = Rc::new(scope);
        let (ret, except) = part.contract();
        let inner = super::ext_special::check_method(
            self.an,
            scope.clone(),
            (visible, self.private.clone()),
            (FuncKind::Cdef, ret, except.clone()),
            |_| None,
        );
        let (params, suffix) = (part.params(), accessor(part));
        let name = scope.name;
        Some(self.an.accessor(
            class,
            name,
            suffix,
            (ret, except.clone()),
            params,
            span,
            |me, args| {
                let object = me.local(args[0], span);
                let wanted = |me: &Checker<'_, '_>, index: usize| {
                    let local = scope.params[index].local;
                    me.an.decls.tir.functions[inner].locals[local].ty
                };
                let ty = wanted(me, 0);
                let mut values = vec![object.cast(ty)];
                if part == Part::Set {
                    let value = me.local(args[1], span);
                    let ty = wanted(me, 1);
                    values.push(me.argument(value, &scope.params[1], ty));
                }
                let signature =
                    FuncType::new(values.iter().map(|value| value.ty).collect(), ret, except);
                let call = ExprKind::CCall {
                    callee: Callee::Func(inner),
                    signature: Box::new(signature),
                    args: values,
                };
                vec![stmt(T::Return(Some(Expr::new(call, ret, span))), span)]
            },
        ))
    }
}

fn accessor(part: Part) -> &'static str {
    match part {
        Part::Get => "get",
        Part::Set => "set",
        Part::Delete => "del",
    }
}

impl<'a> Analysis<'a> {
    /// A function of the compiler's own over objects; `fill` makes its body from its parameters.
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn accessor(
        &mut self,
        class: ClassId,
        name: Name,
        suffix: &str,
        (ret, except): (Ty, Except),
        params: usize,
        span: Span,
        fill: impl FnOnce(&mut Checker<'_, 'a>, &[LocalId]) -> Vec<Stmt>,
    ) -> FuncId {
        let qualname = format!("{}.__{suffix}__", self.qualified_name(Some(class), name));
        let number = self.decls.tir.functions.len();
        let identifier = super::functions::identifier(&self.qualified_name(Some(class), name));
        let cname = format!("pyx_{suffix}_{number}_{identifier}");
        let text = format!("__{suffix}__");
        let name = self.intern(&text);
        let function =
            tir::Function::new(name, qualname, cname, (FuncKind::Cdef, ret, except), span);
        let id = self.decls.tir.functions.push(function);
        let scope = self.bare_scope(class, name, span);
        let mut me = Checker::new(self, Rc::new(scope));
        me.ret = ret;
        let locals: Vec<LocalId> = (0..params).map(|_| me.temp(Ty::OBJECT, span)).collect();
        for &local in &locals {
            me.locals[local].kind = LocalKind::Param;
        }
        let body = fill(&mut me, &locals);
        let all = std::mem::take(&mut me.locals);
        let line = self.cx.sources.line(span);
        let function = &mut self.decls.tir.functions[id];
        function.first_line = line;
        function.params = locals
            .into_iter()
            .map(|local| Param { local, name, kind: ParamKind::Positional, has_default: false })
            .collect();
        function.locals = all;
        function.body = body;
        id
    }

    /// Getset descriptors for the fields that Python sees.
    pub(crate) fn field_properties(&mut self, class: ClassId) {
        let Some(info) = self.class(class) else { return };
        let attributes = info.attributes.clone();
        let self_ty = info.self_ty;
        for attribute in attributes {
            let writable = match attribute.visibility {
                Visibility::Public => true,
                Visibility::Readonly => false,
                Visibility::Private | Visibility::Extern => continue,
            };
            if attribute.ty == Ty::ERROR {
                continue;
            }
            let Some((_, field)) = self.cx.types.class_field(class, attribute.name) else {
                continue;
            };
            let (at, span) = (FieldRef { class, field: field.cname }, attribute.span);
            let property = self.field_property(class, &attribute, (at, self_ty), writable, span);
            self.built_class(class).properties.push(property);
        }
    }

    fn field_property(
        &mut self,
        class: ClassId,
        attribute: &crate::Attribute,
        (field, self_ty): (FieldRef, Ty),
        writable: bool,
        span: Span,
    ) -> Property {
        let ty = attribute.ty;
        let object = self.cx.types.is_object(ty);
        let place = move |me: &Checker<'_, '_>, local: LocalId| {
            let object = me.local(local, span).cast(self_ty);
            Expr::new(ExprKind::ObjField(Box::new(object), field), ty, span)
        };
        let status = Part::Set.contract();
        let done = |me: &Checker<'_, '_>| stmt(T::Return(Some(me.c_int(0, Ty::INT, span))), span);
        let name = attribute.name;
        let get = self.accessor(class, name, "get", Part::Get.contract(), 1, span, |me, args| {
            let value = me.to_object(place(me, args[0])).cast(Ty::OBJECT);
            vec![stmt(T::Return(Some(value)), span)]
        });
        let set = writable.then(|| {
            self.accessor(class, name, "set", status.clone(), 2, span, |me, args| {
                let value = me.local(args[1], span);
                let mut out = Vec::new();
                let target = place(me, args[0]);
                match *me.types().resolved(ty) {
                    types::Type::Array(item, Some(length)) => {
                        me.fill_array(target, item, length, value, &mut out);
                    }
                    _ => {
                        let value = me.coerce(value, ty);
                        out.push(stmt(T::Assign(Place::Memory(target), value), span));
                    }
                }
                out.push(done(me));
                out
            })
        });
        let del = (writable && object).then(|| {
            self.accessor(class, name, "del", status.clone(), 1, span, |me, args| {
                let none = me.none(span).cast(ty);
                let store = stmt(T::Assign(Place::Memory(place(me, args[0])), none), span);
                vec![store, done(me)]
            })
        });
        let doc = match writable {
            true => {
                let scope = Rc::new(self.bare_scope(class, name, span));
                Checker::new(self, scope).attribute_signature(attribute)
            }
            false => attribute.doc.clone(),
        };
        Property { name, doc, get: Some(get), set, del }
    }

    /// The scope of a function that nobody wrote.
    pub(crate) fn bare_scope(
        &mut self,
        class: ClassId,
        name: Name,
        span: Span,
    ) -> FunctionScope<'a> {
        let directives =
            self.decls.classes.get(&class).map(|info| info.directives.clone()).unwrap_or_default();
        let mut scope = self.module_scope();
        scope.kind = crate::FunctionKind::Cdef;
        scope.name = name;
        scope.directives = directives;
        scope.class = Some(class);
        scope.span = span;
        scope
    }
}
