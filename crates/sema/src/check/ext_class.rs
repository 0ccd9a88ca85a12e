//! The statement of an extension type: what its body executes, its special methods and properties.
//!
//! ```text
//! make class A [bases]                 at the head of the module, unless the bases are only known here
//! body(class.dict(A))                  where the class stands: class attributes, function objects of methods
//! class.changed(A)
//! ```
//! The type object is there before any statement runs, as the table of [`tir::Class`] makes it.

use std::rc::Rc;

use ast::FunctionDef;
use base::{IdVec, Span};
use tir::{Expr, ExprKind, FuncKind, LocalKind, Param, ParamKind, Stmt, StmtKind};
use types::{ClassId, Except, Ty};

use super::Checker;
use super::build::{eval, stmt};
use super::classes::{ClassBody, Facts, PrivateNames, call_body};
use crate::class_info::ClassSource;
use crate::{Analysis, FunctionScope};

impl<'a> Checker<'_, 'a> {
    /// The extension type in whose body the place is.
    pub fn ext_body(&self) -> Option<ClassId> {
        self.class_body.and_then(|body| body.ext)
    }

    /// The extension type that `__class__` is.
    pub fn class_around(&self) -> Option<ClassId> {
        self.scope.class.or(self.scope.around).or(self.ext_body())
    }

    /// Whether the function speaks of `__class__`.
    pub fn mentions_class(&self) -> bool {
        struct Finder<'n>(&'n base::Interner, bool);
        impl ast::Visitor for Finder<'_> {
            fn visit_expr(&mut self, expr: &ast::Expr) {
                match expr.kind {
                    ast::ExprKind::Name(name) => self.1 |= &self.0[name] == "__class__",
                    _ => ast::walk::walk_expr(self, expr),
                }
            }
        }
        let mut finder = Finder(self.an.cx.names, false);
        self.scope.source.body().iter().for_each(|one| ast::Visitor::visit_stmt(&mut finder, one));
        finder.1
    }

    /// The type object.
    pub fn class_object(&mut self, class: ClassId, span: Span) -> Expr {
        if self.an.view_array() == Some(class) {
            return self.op("view.array_type", Vec::new(), span);
        }
        if !self.dry {
            self.an.use_class(class);
        }
        Expr::new(ExprKind::ClassObject(class), Ty::TYPE, span)
    }

    pub fn ext_class_def(&mut self, source: ClassSource<'a>, span: Span) -> Vec<Stmt> {
        let found = self
            .an
            .decls
            .classes
            .values()
            .find(|info| info.source.is_some_and(|known| known.is(source)))
            .map(|info| (info.id, info.late, info.decorators.clone(), info.other_bases.clone()));
        let Some((class, late, decorators, bases)) = found else { return Vec::new() };
        for decorator in decorators {
            self.report(diag::declarations::CdefDecorator { at: decorator.span });
        }
        let mut out = Vec::new();
        if late {
            let bases = self.late_bases(class, &bases, span);
            out.push(stmt(StmtKind::MakeClass(class, bases), span));
        }
        if self.dry {
            return out;
        }
        let body = check_body(self.an, class, source);
        let object = self.class_object(class, span);
        let dict = self.op("class.dict", vec![object.clone()], span);
        let dict = self.store_temp(dict, &mut out);
        out.push(eval(call_body(body, vec![dict], span)));
        out.push(eval(self.op("class.changed", vec![object], span)));
        self.data_class(class, span, &mut out);
        out
    }

    /// `@dataclass`: Python's library makes the methods, over the fields as Python sees them.
    fn data_class(&mut self, class: ClassId, span: Span, out: &mut Vec<Stmt>) {
        let Some(info) = self.an.class(class) else { return };
        let Some(decorator) = info.dataclass else { return };
        if !self.check_data_class(class) {
            return;
        }
        let Some(info) = self.an.class(class) else { return };
        let readonly =
            info.attributes.iter().find(|it| it.visibility == crate::Visibility::Readonly);
        if let Some(readonly) = readonly {
            let at = readonly.span;
            self.unsupported(at, "readonly C attributes of data classes");
            return;
        }
        let hidden = info.hidden_fields.clone();
        let mut items = Vec::new();
        if let ast::ExprKind::Call(_, args) = &decorator.expr.kind {
            for arg in args {
                let ast::ArgKind::Keyword(name) = arg.kind else {
                    self.unsupported(arg.span, "positional arguments of `dataclass`");
                    return;
                };
                let key = self.name_const(name.name, name.span);
                let value = self.object(&arg.value);
                items.push(tir::DictItem::Pair(key.cast(Ty::OBJECT), value));
            }
        }
        let keywords = match items.is_empty() {
            true => self.null_object(span),
            false => Expr::new(ExprKind::Dict(items), Ty::DICT, span),
        };
        let object = self.class_object(class, span);
        let dict = self.op("class.dict", vec![object.clone()], span);
        let annotations = self.field_annotations(class, span);
        let name = self.intern("__annotations__");
        let name = self.name_const(name, span);
        out.push(eval(self.op("name.set", vec![dict.cast(Ty::OBJECT), name, annotations], span)));
        let hidden = hidden.into_iter().map(|name| tir::Item {
            star: false,
            value: self.name_const(name, span).cast(Ty::OBJECT),
        });
        let hidden = ExprKind::Display(tir::Display::Tuple, hidden.collect());
        let hidden = Expr::new(hidden, Ty::TUPLE, span).cast(Ty::OBJECT);
        let args = vec![object, keywords.cast(Ty::OBJECT), hidden];
        out.push(eval(self.op("class.dataclass", args, span)));
    }

    /// The annotations of the fields, as texts.
    fn field_annotations(&mut self, class: ClassId, span: Span) -> Expr {
        let source = self.an.class(class).and_then(|info| info.source);
        let mut items = Vec::new();
        let mut found = Vec::new();
        annotated(source.map_or(&[][..], |source| source.body()), &mut found);
        for (name, at, said) in found {
            let text = match said {
                Some(said) => self.an.cx.sources.snippet(said).to_string(),
                None => "object".into(),
            };
            let key = self.name_const(name, at);
            let value = self.text_const(text.as_bytes(), said.unwrap_or(at));
            items.push(tir::DictItem::Pair(key.cast(Ty::OBJECT), value.cast(Ty::OBJECT)));
        }
        Expr::new(ExprKind::Dict(items), Ty::DICT, span).cast(Ty::OBJECT)
    }

    /// What calling the class gave: an instance of exactly that class.
    pub fn instance_of(&mut self, made: Expr, ty: Ty) -> Expr {
        if made.ty == Ty::ERROR || self.types().as_class(ty).is_none() {
            return made;
        }
        let Some(mut object) = self.types().as_object(ty).cloned() else { return made };
        (object.exact, object.none) = (true, false);
        let ty = self.types_mut().object(object);
        made.cast(ty)
    }

    /// The tuple of bases, where some are Python classes.
    fn late_bases(&mut self, class: ClassId, others: &[&'a ast::Expr], span: Span) -> Option<Expr> {
        if others.is_empty() {
            return None;
        }
        let def = &self.types().classes[class];
        let first = match (def.base, def.builtin_base) {
            (Some(base), _) => self.class_object(base, span),
            (None, Some(builtin)) => self.builtin_class(builtin, span),
            (None, None) => self.op("type.object", vec![], span),
        };
        let mut items = vec![tir::Item { star: false, value: first }];
        for &other in others {
            let value = self.object(other);
            items.push(tir::Item { star: false, value });
        }
        Some(Expr::new(ExprKind::Display(tir::Display::Tuple, items), Ty::TUPLE, span))
    }

    pub fn builtin_class(&mut self, builtin: types::Builtin, span: Span) -> Expr {
        match builtin {
            types::Builtin::Exception(name) => self.builtin_value(name, span).cast(Ty::TYPE),
            _ => {
                let row = format!("type.{}", builtin.name(self.an.cx.names));
                self.op(&row, vec![], span)
            }
        }
    }

    /// A `def` in the body of an extension type.
    pub fn ext_method(&mut self, class: ClassId, def: &'a FunctionDef, span: Span) -> Vec<Stmt> {
        let text = self.text(def.name.name).to_string();
        if let Some(property) = self.property_part(class, def) {
            let mut out = Vec::new();
            self.add_property(class, property, def, &mut out);
            return out;
        }
        if let Some(row) = builtins::SpecialMethod::find(&text) {
            return self.special_method(class, row, def, span);
        }
        if let Some((base, method)) = self.an.class_method(class, def.name.name)
            && (base != class || !self.is_source(method.func, def))
            && !self.dry
        {
            let before = self.an.decls.cfuncs[method.func].span;
            let at = def.name.span;
            self.report(diag::classes::OverridesCMethod { at, name: text, before });
        }
        self.plain_method(class, def, span)
    }

    /// Whether the function is what the statement defines.
    fn is_source(&self, func: crate::CFuncId, def: &'a FunctionDef) -> bool {
        match self.an.decls.cfuncs[func].source {
            Some(crate::FunctionSource::Def(source)) => std::ptr::eq(source, def),
            _ => false,
        }
    }

    /// A method that is a function object in the type's dict.
    pub fn plain_method(&mut self, class: ClassId, def: &'a FunctionDef, span: Span) -> Vec<Stmt> {
        let mut scope = self.method_scope(class, def);
        self.type_first(class, def, &mut scope);
        if self.is_nested_fused(def) || self.is_fused_scope(&scope) {
            return self.fused_def(def, scope, span);
        }
        if self.in_method_table(def, &scope) {
            return self.table_method(class, def, scope);
        }
        self.python_function(def, scope, span)
    }

    /// Gives the first parameter of a method its type.
    pub fn type_first(&mut self, class: ClassId, def: &FunctionDef, scope: &mut FunctionScope<'a>) {
        match self.binding_of(def) {
            Bound::Instance => self.type_self(class, scope),
            Bound::Class => type_class(scope),
            Bound::Nothing => {}
        }
    }

    /// The scope of a `def` of the class.
    pub fn method_scope(&mut self, class: ClassId, def: &'a FunctionDef) -> FunctionScope<'a> {
        let dirs = self.dirs.clone();
        let prefix = self.qualname_prefix();
        let mut scope = self.with_env(|an, env| {
            let env = crate::Env::module(env.module);
            an.def_scope(def, env, &dirs, &prefix)
        });
        scope.class = Some(class);
        scope
    }

    /// The first parameter is an instance.
    pub fn type_self(&mut self, class: ClassId, scope: &mut FunctionScope<'a>) {
        let Some(ty) = self.an.class(class).map(|info| info.self_ty) else { return };
        let name = self.text(scope.name).to_string();
        let given = |param: &crate::ParamDecl| param.form != crate::ParamForm::StarStar;
        let Some(first) = scope.params.first_mut().filter(|first| given(first)) else {
            self.report(diag::classes::SelfMissing { at: scope.span, name });
            return;
        };
        let positional =
            matches!(first.form, crate::ParamForm::Positional | crate::ParamForm::PositionalOnly);
        if !positional || first.declared.is_some() {
            return;
        }
        first.declared = Some(ty);
        first.allows_none = false;
        scope.locals[first.local].declared = Some(ty);
    }
}

/// The names that a class body gives types, by annotations and as C attributes, with the places of the names and types.
fn annotated(body: &[ast::Stmt], found: &mut Vec<(base::Name, Span, Option<Span>)>) {
    for stmt in body {
        match &stmt.kind {
            ast::StmtKind::AnnAssign { target, annotation, .. } => {
                if let ast::ExprKind::Name(name) = target.kind {
                    found.push((name, target.span, Some(annotation.span)));
                }
            }
            ast::StmtKind::CVar(decl) => {
                let plain = decl.declarators.iter().filter(|it| !it.declarator.declares_function());
                let names = plain.filter_map(|it| it.declarator.name());
                let names = names.map(|name| (name.ident.name, name.ident.span));
                found
                    .extend(names.map(|(name, at)| (name, at, decl.ty.as_ref().map(|ty| ty.span))));
            }
            ast::StmtKind::CdefBlock(block) => annotated(&block.body, found),
            _ => {}
        }
    }
}

/// What the first parameter of a method is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    Instance,
    Class,
    Nothing,
}

impl Checker<'_, '_> {
    /// What the decorators, or a statement like `f = classmethod(f)` in the body, make of the first parameter.
    pub(super) fn binding_of(&self, def: &FunctionDef) -> Bound {
        for decorator in &def.decorators {
            if self.is_builtin(&decorator.expr, "staticmethod") {
                return Bound::Nothing;
            }
            if self.is_builtin(&decorator.expr, "classmethod") {
                return Bound::Class;
            }
        }
        let name = def.name.name;
        let is_name = |expr: &ast::Expr| matches!(expr.kind, ast::ExprKind::Name(it) if it == name);
        let rebound = self.scope.source.body().iter().any(|one| {
            let ast::StmtKind::Assign { targets, value } = &one.kind else { return false };
            let ast::ExprKind::Call(func, args) = &value.kind else { return false };
            let wraps =
                self.is_builtin(func, "classmethod") || self.is_builtin(func, "staticmethod");
            wraps && targets.iter().any(is_name) && args.iter().any(|arg| is_name(&arg.value))
        });
        if rebound { Bound::Nothing } else { Bound::Instance }
    }
}

/// The first parameter of a class method is a type.
fn type_class(scope: &mut FunctionScope<'_>) {
    let Some(first) = scope.params.first_mut() else { return };
    let positional =
        matches!(first.form, crate::ParamForm::Positional | crate::ParamForm::PositionalOnly);
    if positional && first.declared.is_none() {
        first.declared = Some(Ty::TYPE);
        first.allows_none = false;
        scope.locals[first.local].declared = Some(Ty::TYPE);
    }
}

/// Checks what the body of a class executes; a function over the type's dict.
fn check_body<'a>(an: &mut Analysis<'a>, class: ClassId, source: ClassSource<'a>) -> tir::FuncId {
    let scope = an.ext_class_scope(class, source);
    let (name, qualname, span) = (scope.name, scope.qualname.clone(), scope.span);
    let private = an.class_private(Some(class));
    let mut me = Checker::new(an, Rc::new(scope));
    me.private = private;
    let namespace = me.temp(Ty::OBJECT, span);
    me.locals[namespace].kind = LocalKind::Param;
    me.class_body =
        Some(ClassBody { namespace, cell: None, dict: None, dynamic: false, ext: Some(class) });
    let mut body = me.block(source.body());
    let result = me.none(span).cast(Ty::OBJECT);
    body.push(stmt(StmtKind::Return(Some(result)), span));
    let locals = std::mem::replace(&mut me.locals, IdVec::new());
    let params =
        vec![Param { local: namespace, name, kind: ParamKind::Positional, has_default: false }];
    let first_line = an.cx.sources.line(span);
    let functions = &mut an.decls.tir.functions;
    let cname = format!("pyx_class_{}", functions.len());
    functions.push(tir::Function {
        params,
        locals,
        body,
        first_line,
        ..tir::Function::new(
            name,
            qualname,
            cname,
            (FuncKind::Cdef, Ty::OBJECT, Except::Null),
            span,
        )
    })
}

impl<'a> Analysis<'a> {
    /// The scope of an extension type's body.
    fn ext_class_scope(&mut self, class: ClassId, source: ClassSource<'a>) -> FunctionScope<'a> {
        let info = self.decls.classes.get(&class);
        let directives = info.map(|info| info.directives.clone()).unwrap_or_default();
        self.ext_body_scope(source, directives)
    }

    /// The private names of a class, as they are at run time.
    pub(crate) fn class_private(&mut self, class: Option<ClassId>) -> PrivateNames {
        let Some(class) = class else { return PrivateNames::default() };
        if let Some(known) = self.decls.private_names.get(&class) {
            return known.clone();
        }
        let source = self.decls.classes.get(&class).and_then(|info| info.source);
        let name = self.cx.types.classes[class].name;
        let found = source.map(|source| Facts::of_body(name, source.body(), self).private);
        let found = Rc::new(found.unwrap_or_default());
        self.decls.private_names.insert(class, found.clone());
        found
    }

    /// Notes that the type object of a class is needed.
    pub fn use_class(&mut self, class: ClassId) {
        if self.defines_class(class) || self.decls.used_classes.contains(&class) {
            return;
        }
        // A base is found first.
        if let Some(base) = self.cx.types.classes[class].base {
            self.use_class(base);
        }
        self.decls.used_classes.push(class);
    }
}
