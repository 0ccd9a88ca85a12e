//! Special methods of extension types: functions with the parameters of the text, whose wrappers convert from what
//! the interpreter passes to slots.

use std::rc::Rc;

use ast::FunctionDef;
use base::Span;
use builtins::{Directive, SpecialKind, SpecialMethod, SpecialResult};
use diag::classes::{
    ComparedTwice, NoSuchMethod, RemovedMethod, SpecialArguments, SpecialDecorator, SpecialDefault,
    SpecialSignature,
};
use diag::flow::SmallIndex;
use tir::{Expr, ExprKind, FuncId, FuncKind, MakeFunction, Special, Stmt, StmtKind, Wrapper};
use types::{ClassId, Except, ExceptValue, Ty, Type};

use super::Checker;
use super::build::stmt;
use super::classes::PrivateNames;
use super::closures::Visible;
use crate::{Analysis, FunctionScope, ParamForm, convert};

impl<'a> Checker<'_, 'a> {
    pub fn special_method(
        &mut self,
        class: ClassId,
        row: &'static SpecialMethod,
        def: &'a FunctionDef,
        span: Span,
    ) -> Vec<Stmt> {
        let (at, name) = (def.name.span, self.text(def.name.name).to_string());
        match row.kind {
            SpecialKind::Rejected => {
                let why = if name == "__new__" { "; use `__cinit__`" } else { "" }.into();
                self.report(NoSuchMethod { at, name, why });
                return Vec::new();
            }
            SpecialKind::Removed => return self.plain_method(class, def, span),
            SpecialKind::ClassMethod => return self.class_method(class, def, span),
            SpecialKind::Slot | SpecialKind::General | SpecialKind::Life => {}
        }
        self.check_name(class, &name, at);
        let mut scope = self.method_scope(class, def);
        if let Some(decorator) = scope.rest_decorators.first()
            && row.kind == SpecialKind::Life
        {
            self.report(SpecialDecorator { at: decorator.span });
            return Vec::new();
        }
        let general = row.args.is_empty();
        let first_is_self = !(row.binary && self.directive(Directive::CApiBinopMethods));
        if first_is_self {
            self.type_self(class, &mut scope);
        }
        if !general && !self.fits_slot(row, &mut scope) {
            return Vec::new();
        }
        if self.dry {
            return Vec::new();
        }
        let mut out = Vec::new();
        let callables = self.decorators(&scope.rest_decorators.clone(), &mut out);
        out.extend(match scope.yields.is_some() || scope.is_async {
            true => self.suspended_special(class, row, scope, def),
            false => self.make_special(class, row, scope, at),
        });
        if !callables.is_empty() {
            // Python finds what the decorators return; the slot has the method as it is written.
            let made = self.read_class_name(def.name.name, at);
            let made = self.decorate(made, callables, span);
            self.write_class_name(def.name.name, made, at, &mut out);
        }
        out
    }

    /// Comparisons are made one way or the other; what Python 2 called otherwise works still.
    fn check_name(&mut self, class: ClassId, name: &str, at: Span) {
        if self.dry {
            return;
        }
        let instead = match name {
            "__long__" => "__int__",
            "__nonzero__" => "__bool__",
            _ => "",
        };
        if !instead.is_empty() {
            let (name, instead) = (name.to_string(), instead.to_string());
            return self.report(RemovedMethod { at, name, instead });
        }
        let one_of_six = |name: &str| {
            matches!(name, "__lt__" | "__le__" | "__eq__" | "__ne__" | "__gt__" | "__ge__")
        };
        if name != "__richcmp__" && !one_of_six(name) {
            return;
        }
        let specials = self.an.built_class(class).specials.clone();
        let other =
            specials.iter().map(|special| self.text(special.name)).find(|&other| match name {
                "__richcmp__" => one_of_six(other),
                _ => other == "__richcmp__",
            });
        if let Some(other) = other {
            let name = if name == "__richcmp__" { other } else { name }.to_string();
            self.report(ComparedTwice { at, name });
        }
    }

    /// A generator or coroutine is an object of the function that made it, so there is one, and the slot calls it.
    fn suspended_special(
        &mut self,
        class: ClassId,
        row: &'static SpecialMethod,
        scope: FunctionScope<'a>,
        def: &'a FunctionDef,
    ) -> Vec<Stmt> {
        let (name, span) = (scope.name, def.name.span);
        if row.args.is_empty() || !self.types().is_object(row.result.ty()) {
            self.unsupported(span, "suspension in a special method of this kind");
            return Vec::new();
        }
        let count = scope.params.len();
        let mut out = Vec::new();
        let func = self.call_of_object(class, def, scope, (count, row.result.ty()), &mut out);
        let built = self.an.built_class(class);
        built.specials.retain(|known| known.name != name);
        built.specials.push(Special { name, func });
        out
    }

    /// A C function over objects that calls the function object of a `def`.
    pub fn call_of_object(
        &mut self,
        class: ClassId,
        def: &'a FunctionDef,
        scope: FunctionScope<'a>,
        (params, ret): (usize, Ty),
        out: &mut Vec<Stmt>,
    ) -> FuncId {
        let (name, span) = (scope.name, def.name.span);
        let scope = Rc::new(scope);
        let defaults = self.default_values(&scope);
        let annotations = self.annotations(def);
        let made = self.make_function(&scope, defaults, annotations, span);
        let cname = format!("px_function_{}", self.an.decls.tir.globals.len());
        let global = self.an.decls.tir.globals.push(tir::Global {
            name,
            cname,
            ty: Ty::OBJECT,
            public: false,
            span,
        });
        out.push(stmt(StmtKind::Assign(tir::Place::Global(global), made), span));
        self.an.accessor(class, name, "call", (ret, Except::Null), params, span, |me, args| {
            let func = Box::new(Expr::new(ExprKind::Global(global), Ty::OBJECT, span));
            let args = args.iter().map(|&arg| me.local(arg, span)).collect();
            let call = ExprKind::Call { func, args, keywords: Vec::new() };
            vec![stmt(StmtKind::Return(Some(Expr::new(call, Ty::OBJECT, span))), span)]
        })
    }

    /// `__class_getitem__` is a class method without being declared as one.
    fn class_method(&mut self, class: ClassId, def: &'a FunctionDef, span: Span) -> Vec<Stmt> {
        let scope = self.method_scope(class, def);
        if !def.decorators.is_empty() {
            return self.python_function(def, scope, span);
        }
        let annotations = self.annotations(def);
        let scope = Rc::new(scope);
        let defaults = self.default_values(&scope);
        let made = self.make_function(&scope, defaults, annotations, def.name.span);
        let name = self.intern("classmethod");
        let func = Box::new(self.builtin_value(name, span));
        let call = ExprKind::Call { func, args: vec![made], keywords: Vec::new() };
        let mut out = Vec::new();
        self.assign_name(def.name, Expr::new(call, Ty::OBJECT, span), &mut out);
        out
    }

    /// The parameters are as many as the slot passes; what C passes has its type without being declared.
    fn fits_slot(&mut self, row: &SpecialMethod, scope: &mut FunctionScope<'a>) -> bool {
        let (at, name) = (scope.span, row.name.to_string());
        let found = scope.params.len();
        let (most, least) = (row.args.len(), row.args.len() - row.optional);
        let plain = scope
            .params
            .iter()
            .all(|param| matches!(param.form, ParamForm::Positional | ParamForm::PositionalOnly));
        if !plain {
            let why = "cannot have `*`, `**` or keyword-only arguments".into();
            self.report(SpecialSignature { at, name, why });
            return false;
        }
        if found < least || found > most {
            let expected =
                if least == most { most.to_string() } else { format!("{least} to {most}") };
            self.report(SpecialArguments { at, name, expected, found });
            return false;
        }
        self.check_special_defaults(row, scope);
        if matches!(row.name, "__getitem__" | "__setitem__" | "__delitem__") {
            self.warn_small_index(scope);
        }
        for (param, &ty) in scope.params.iter_mut().zip(row.args) {
            if param.declared.is_none() && !self.an.cx.types.is_object(ty) {
                param.declared = Some(ty);
                scope.locals[param.local].declared = Some(ty);
            }
        }
        true
    }

    /// What a slot always passes has no default; what it may leave out is None then.
    fn check_special_defaults(&mut self, row: &SpecialMethod, scope: &FunctionScope<'a>) {
        let always = row.args.len() - row.optional;
        for (index, param) in scope.params.iter().enumerate() {
            let Some(default) = param.default else { continue };
            let what = match (index < always, &default.kind) {
                (true, _) => "default value",
                (false, ast::ExprKind::None) => continue,
                (false, _) => "default value other than None",
            };
            let (at, name) = (param.span, row.name.to_string());
            self.report(SpecialDefault { at, name, what: what.into() });
        }
    }

    /// A C integer as the key makes a sequence of the type, whose indexes are of `Py_ssize_t`.
    fn warn_small_index(&mut self, scope: &FunctionScope<'a>) {
        let Some(key) = scope.params.get(1) else { return };
        let Some(ty) = key.declared else { return };
        let Type::Int(kind) = self.types().resolved(ty) else { return };
        if kind.bits() < 64 && !convert::extern_int(self.types(), ty) {
            let (at, ty) = (key.span, self.describe(ty));
            self.report(SmallIndex { at, ty });
        }
    }

    fn make_special(
        &mut self,
        class: ClassId,
        row: &'static SpecialMethod,
        scope: FunctionScope<'a>,
        span: Span,
    ) -> Vec<Stmt> {
        let name = scope.name;
        let scope = Rc::new(scope);
        let visible = self.visible_inside();
        let general = row.args.is_empty();
        let func = check_special(self.an, scope.clone(), (visible, self.private.clone()), row);
        let mut out = Vec::new();
        if general && scope.params.iter().any(|param| param.default.is_some()) {
            self.hold_special(&scope, func, span, &mut out);
        }
        let built = self.an.built_class(class);
        if let Some(known) = built.specials.iter_mut().find(|known| known.name == name) {
            // The last definition counts.
            *known = Special { name, func };
        } else {
            built.specials.push(Special { name, func });
        }
        out
    }

    /// The function object that has the defaults: made with the type if they are constants, else where the class stands.
    pub(super) fn hold_special(
        &mut self,
        scope: &FunctionScope<'a>,
        func: FuncId,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        let (defaults, kw_defaults) = self.default_values(scope);
        let constant = |value: &Expr| matches!(value.kind, ExprKind::Const(_));
        let early = defaults.iter().all(constant) && kw_defaults.iter().all(|(_, v)| constant(v));
        let made = MakeFunction {
            func,
            defaults,
            kw_defaults,
            annotations: Vec::new(),
            closure: Vec::new(),
        };
        let made = Expr::new(ExprKind::MakeFunction(Box::new(made)), Ty::OBJECT, span);
        let store = stmt(StmtKind::HoldMethod(made), span);
        match early {
            true => self.an.decls.early.push(store),
            false => out.push(store),
        }
    }

    /// Conversions from what the slot passes.
    fn special_wrapper(&mut self, row: &SpecialMethod) -> Wrapper {
        let mut wrapper = self.slot_wrapper(Ty::OBJECT, row.args);
        let body_locals = std::mem::replace(&mut self.locals, std::mem::take(&mut wrapper.locals));
        let scope = self.scope.clone();
        if let Some(first) = scope.params.first().filter(|first| first.declared.is_some()) {
            // The interpreter calls a slot with instances only.
            let value = self.local(wrapper.raw[0], first.span);
            wrapper.args[0] = value.cast(body_locals[first.local].ty);
        }
        let ret = row.result.ty();
        let result = (ret != Ty::VOID).then(|| self.temp(ret, scope.span));
        wrapper.value = match result {
            Some(result) => self.local(result, scope.span),
            None => self.none(scope.span),
        };
        wrapper.result = result;
        wrapper.locals = std::mem::replace(&mut self.locals, body_locals);
        wrapper
    }
}

/// Checks the body of a special method; its function.
fn check_special<'a>(
    an: &mut Analysis<'a>,
    scope: Rc<FunctionScope<'a>>,
    around: (Visible, PrivateNames),
    row: &'static SpecialMethod,
) -> FuncId {
    let (ret, except) = contract(row.result);
    check_method(an, scope, around, (FuncKind::Special, ret, except), |me| {
        Some(match (row.args.is_empty(), row.result) {
            (false, _) => me.special_wrapper(row),
            (true, SpecialResult::Status) => {
                let mut wrapper = me.wrapper(Ty::VOID);
                wrapper.result = None;
                wrapper
            }
            (true, _) => me.wrapper(ret),
        })
    })
}

/// Checks a method with a C result; its function.
pub(crate) fn check_method<'a>(
    an: &mut Analysis<'a>,
    scope: Rc<FunctionScope<'a>>,
    (visible, private): (Visible, PrivateNames),
    (kind, ret, except): (FuncKind, Ty, Except),
    wrap: impl FnOnce(&mut Checker<'_, 'a>) -> Option<Wrapper>,
) -> FuncId {
    let number = an.decls.tir.functions.len();
    let cname = format!("pyx_sp_{number}_{}", super::functions::identifier(&scope.qualname));
    let status = matches!(except, Except::Value(_));
    let contract = (kind, ret, except);
    let mut function =
        tir::Function::new(scope.name, scope.qualname.clone(), cname, contract, scope.span);
    function.first_line = super::functions::first_line(an, &scope);
    let id = an.decls.tir.functions.push(function);
    let mut me = Checker::new(an, scope.clone());
    me.closure.visible = visible;
    me.private = private;
    me.ret = ret;
    me.status = status;
    let doc = me.docstring(scope.source.body());
    let doc = me.with_special_signature(doc);
    if let Some(class) = scope.class {
        me.class_signature(class);
    }
    let body = me.body(scope.source.body());
    let (mut prologue, closure, _) = me.close();
    prologue.extend(body);
    let wrapper = wrap(&mut me);
    let cellvars = me.cell_names();
    let options = me.function_options();
    let (params, locals) = (me.params(), me.locals);
    let function = &mut an.decls.tir.functions[id];
    function.params = params;
    function.locals = locals;
    function.body = prologue;
    function.doc = doc;
    function.options = options;
    function.wrapper = wrapper;
    function.closure = closure;
    function.cellvars = cellvars;
    id
}

/// The C result of a special method, and how it shows an exception.
fn contract(result: SpecialResult) -> (Ty, Except) {
    let minus = ExceptValue::Int(-1);
    match result {
        SpecialResult::Object | SpecialResult::Next => (Ty::OBJECT, Except::Null),
        SpecialResult::Value(ty) => (ty, Except::Maybe(minus)),
        SpecialResult::Status => (Ty::INT, Except::Value(minus)),
        SpecialResult::Nothing => (Ty::VOID, Except::Never),
    }
}

impl<'a> Analysis<'a> {
    /// The class in the typed module, as far as it is known.
    pub(crate) fn built_class(&mut self, class: ClassId) -> &mut tir::Class {
        let info = self.decls.classes.get(&class);
        let (name, ty, flags, span) = match info {
            Some(info) => (info.name, info.self_ty, info.flags.clone(), info.span),
            None => {
                (self.cx.types.classes[class].name, Ty::OBJECT, Default::default(), Span::default())
            }
        };
        let doc = info
            .and_then(|info| info.source)
            .and_then(|source| crate::declare::docstring(source.body()));
        self.decls.built.entry(class).or_insert_with(|| tir::Class {
            class,
            ty,
            name,
            doc,
            specials: Vec::new(),
            methods: Vec::new(),
            properties: Vec::new(),
            vtable: Vec::new(),
            pickle: None,
            flags,
            span,
        })
    }
}
