//! Calls: of C functions by their contracts, of types, of Python objects.

use ast::{Arg, ArgKind, ExprKind as Ast};
use base::Span;
use tir::{Callee, Expr, ExprKind, Item, Keyword};
use types::{Except, FuncType, Ty, Type};

use super::names::Found;
use super::{Checker, GilState};
use crate::{CDefault, CFunc, CFuncId, FuncOrigin, SymbolKind};

/// What a call of a C function needs to know of a parameter.
pub(crate) struct Formal<'a> {
    pub name: Option<base::Name>,
    pub ty: Ty,
    pub default: Option<CDefault<'a>>,
    /// The function whose definition evaluates the default, if it is one of this module.
    pub stored: Option<CFuncId>,
    /// The caller sees to it that it is not given None.
    pub not_none: bool,
}

impl<'a> Formal<'a> {
    /// The parameters of a C function. The object of a method is no matter of the caller.
    pub fn all_of(func: &CFunc<'a>) -> impl Iterator<Item = Formal<'a>> {
        let method = func.class.is_some();
        func.params.iter().enumerate().map(move |(index, param)| Formal {
            name: param.keyword,
            ty: param.ty,
            default: param.default,
            stored: None,
            not_none: param.not_none && !(method && index == 0),
        })
    }

    pub fn unnamed(ty: Ty) -> Formal<'a> {
        Formal { name: None, ty, default: None, stored: None, not_none: false }
    }
}

/// Arguments by the positions of their parameters, and what is evaluated before.
pub(crate) struct Placed {
    lets: Vec<(tir::LocalId, Expr)>,
    values: Vec<(usize, Expr)>,
}

/// Positional arguments, and those with keywords.
pub(crate) type Arguments = (Vec<Expr>, Vec<(base::Name, Expr)>);

impl<'a> Checker<'_, 'a> {
    pub fn call(&mut self, func: &ast::Expr, args: &[Arg], want: Option<Ty>, span: Span) -> Expr {
        if let Some(path) = self.cython_path(func) {
            return self.cython_call(&path, args, want, span);
        }
        if self.asks_for_frame(func, args) {
            let func = self.expr(func);
            let call = self.call_value(func, args, span);
            return self.framed(call);
        }
        match &func.kind {
            Ast::Name(name) => match self.find(*name) {
                Found::Symbol(symbol) => match self.an.decls.symbols[symbol].kind {
                    SymbolKind::CFunc(id) => return self.call_c_function(id, args, span),
                    SymbolKind::Type(ty) => return self.call_type(*name, ty, args, span),
                    _ => {}
                },
                Found::Builtin if args.is_empty() && self.text(*name) == "super" => {
                    if let Some(value) = self.implicit_super(*name, span) {
                        return value;
                    }
                }
                Found::Builtin => {
                    if let Some(value) = self.call_builtin(*name, args, want, span) {
                        return value;
                    }
                }
                _ => {}
            },
            Ast::Attribute(base, name) => {
                if let Some(module) = self.with_env(|an, env| an.module_of_expr(base, env)) {
                    if let Some(symbol) = self.module_member(module, name.name) {
                        match self.an.decls.symbols[symbol].kind {
                            SymbolKind::CFunc(id) => return self.call_c_function(id, args, span),
                            SymbolKind::Type(ty) => {
                                return self.call_type(name.name, ty, args, span);
                            }
                            _ => {}
                        }
                    }
                } else if let Some(call) = self.cpp_static_call(base, *name, args, span) {
                    return call;
                } else if let Some(call) = self.unbound_method_call(base, *name, args, span) {
                    return call;
                } else if !self.is_static(base) {
                    return self.call_method(base, *name, args, span);
                }
            }
            _ => {}
        }
        if let Some(call) = self.cpp_indexed_call(func, args, span) {
            return call;
        }
        if let Some(call) = self.call_indexed(func, args, span) {
            return call;
        }
        if let Some(call) = self.call_indexed_method(func, args, span) {
            return call;
        }
        let func = self.expr(func);
        self.call_value(func, args, span)
    }

    /// Whether an expression names something that has no value: the base of a static attribute.
    fn is_static(&mut self, base: &ast::Expr) -> bool {
        let Ast::Name(name) = base.kind else { return false };
        let Found::Symbol(symbol) = self.find(name) else { return false };
        match self.an.decls.symbols[symbol].kind {
            SymbolKind::Type(ty) => !self.types().is_object(ty),
            SymbolKind::Module(_) => true,
            _ => false,
        }
    }

    /// A call of a value: through a function pointer, or of an object.
    pub fn call_value(&mut self, func: Expr, args: &[Arg], span: Span) -> Expr {
        if func.ty == Ty::ERROR {
            for arg in args {
                self.expr(&arg.value);
            }
            return func;
        }
        if self.is_cpp(func.ty) {
            return self.cpp_call_object(func, args, span);
        }
        if let Some(signature) = self.function_type(func.ty) {
            let formals: Vec<_> = signature.params.iter().map(|&ty| Formal::unnamed(ty)).collect();
            let name = self.source(func.span);
            let callee = match func.kind {
                ExprKind::Func(id) => Callee::Func(id),
                ExprKind::Extern(id) if matches!(self.types().resolved(func.ty), Type::Func(_)) => {
                    Callee::Extern(id)
                }
                _ => Callee::Pointer(Box::new(func)),
            };
            return self.c_call(callee, signature, &formals, &name, args, span);
        }
        let func = if self.plain { self.to_object(func) } else { func };
        if !self.types().is_object(func.ty) {
            let ty = self.describe(func.ty);
            return self.fail(func.span, diag::expressions::NotCallable { at: func.span, ty });
        }
        self.call_object(func, args, span)
    }

    /// A call of a Python object.
    pub fn call_object(&mut self, func: Expr, args: &[Arg], span: Span) -> Expr {
        self.needs_gil("calling a Python object", span);
        let starred =
            args.iter().any(|arg| matches!(arg.kind, ArgKind::Star | ArgKind::DoubleStar));
        if starred {
            return self.star_call(func, args, span);
        }
        let Some((args, keywords)) = self.plain_arguments(args) else {
            return self.error_expr(span);
        };
        self.raises |= !self.dry;
        Expr::new(ExprKind::Call { func: Box::new(func), args, keywords }, Ty::OBJECT, span)
    }

    /// Positional and keyword arguments as objects; nothing if one is wrong.
    pub fn plain_arguments(&mut self, args: &[Arg]) -> Option<Arguments> {
        let mut positional = Vec::new();
        let mut keywords: Vec<(base::Name, Expr)> = Vec::new();
        let mut failed = false;
        for arg in args {
            let value = self.object(&arg.value);
            failed |= value.ty == Ty::ERROR;
            match arg.kind {
                ArgKind::Keyword(ident) => {
                    if keywords.iter().any(|(name, _)| *name == ident.name) {
                        let keyword = self.text(ident.name).to_string();
                        self.report(diag::calls::KeywordTwice { at: ident.span, keyword });
                        failed = true;
                    }
                    keywords.push((ident.name, value));
                }
                ArgKind::Positional | ArgKind::Star | ArgKind::DoubleStar => positional.push(value),
            }
        }
        (!failed).then_some((positional, keywords))
    }

    pub fn star_call(&mut self, func: Expr, args: &[Arg], span: Span) -> Expr {
        let mut positional = Vec::new();
        let mut keywords = Vec::new();
        let mut failed = false;
        for arg in args {
            let value = self.object(&arg.value);
            failed |= value.ty == Ty::ERROR;
            match arg.kind {
                ArgKind::Positional => positional.push(Item { star: false, value }),
                ArgKind::Star => positional.push(Item { star: true, value }),
                ArgKind::Keyword(ident) => keywords.push(Keyword::Named(ident.name, value)),
                ArgKind::DoubleStar => keywords.push(Keyword::Mapping(value)),
            }
        }
        if failed {
            return self.error_expr(span);
        }
        // Several of them are put together before the keywords are looked at.
        if self.plain && positional.len() > 1 && positional.iter().any(|item| item.star) {
            let display = ExprKind::Display(tir::Display::Tuple, positional);
            let value = Expr::new(display, Ty::TUPLE, span);
            positional = vec![Item { star: true, value }];
        }
        let call = ExprKind::StarCall { func: Box::new(func), args: positional, keywords };
        Expr::new(call, Ty::OBJECT, span)
    }

    pub fn call_c_function(&mut self, id: CFuncId, args: &[Arg], span: Span) -> Expr {
        if self.is_cpp_function(id) {
            return self.cpp_function_call(id, Vec::new(), args, span);
        }
        let func = &self.an.decls.cfuncs[id];
        let starred =
            args.iter().any(|arg| matches!(arg.kind, ArgKind::Star | ArgKind::DoubleStar));
        if func.cpdef && starred {
            // Python's side of the function takes what C's cannot.
            let name = func.name;
            let value = self.global_value(name, span);
            return self.call_object(value, args, span);
        }
        if func.template.is_some() {
            return self.call_template(id, args, span);
        }
        if starred && crate::convert::callable_from_python(self.types(), &func.signature) {
            let function = self.function_value(id, span);
            let function = self.to_object(function);
            return self.call_object(function, args, span);
        }
        let formals: Vec<_> =
            Formal::all_of(func).map(|formal| Formal { stored: Some(id), ..formal }).collect();
        let (signature, name, origin) = (func.signature.clone(), func.name, func.origin);
        let (cname, ty) = (func.cname, func.ty);
        if let Some(what) = func.unsupported {
            return self.unsupported_call(id, what, args, span);
        }
        let callee = match origin {
            FuncOrigin::Module(id) => Callee::Func(id),
            FuncOrigin::Extern { declared } => {
                Callee::Extern(self.an.extern_id(cname, ty, declared))
            }
            FuncOrigin::Imported => return self.call_imported(id, args, span),
            FuncOrigin::Template => return self.template_value(id, span),
            FuncOrigin::PxdInline => match self.an.inline_copy(id) {
                Some(copy) => Callee::Func(copy),
                None => return self.error_expr(span),
            },
        };
        let name = self.text(name).to_string();
        self.c_call(callee, signature, &formals, &name, args, span)
    }

    /// A call with all arguments of a C signature.
    fn c_call(
        &mut self,
        callee: Callee,
        signature: FuncType,
        formals: &[Formal<'a>],
        name: &str,
        args: &[Arg],
        span: Span,
    ) -> Expr {
        if self.gil != GilState::Held && !signature.nogil && !signature.with_gil {
            let name = name.to_string();
            self.report(diag::calls::CallNeedsGil { at: span, name });
        }
        let Some(values) = self.c_arguments(&signature, formals, name, args, span) else {
            return self.error_expr(span);
        };
        let ret = signature.ret;
        self.hint_call_check(&signature, name, span);
        self.raises |= !self.dry && signature.except != Except::Never;
        let placed = self.place_arguments(values);
        self.finish_call(placed, |_, values| {
            let args = values.into_iter().map(|(_, value)| value).collect();
            let signature = Box::new(signature);
            Expr::new(ExprKind::CCall { callee, signature, args }, ret, span)
        })
    }

    /// Arguments in the order of the parameters. Keywords in another order are evaluated as written.
    pub fn place_arguments(&mut self, values: Vec<(usize, Expr)>) -> Placed {
        let mut lets = Vec::new();
        if values.windows(2).all(|pair| pair[0].0 < pair[1].0) {
            return Placed { lets, values };
        }
        let mut placed: Vec<(usize, Expr)> = Vec::new();
        for (index, value) in values {
            if self.is_repeatable(&value) {
                placed.push((index, value));
                continue;
            }
            let temp = self.temp(value.ty, value.span);
            placed.push((index, self.local(temp, value.span)));
            lets.push((temp, value));
        }
        placed.sort_by_key(|(index, _)| *index);
        Placed { lets, values: placed }
    }

    /// The call of placed arguments.
    pub fn finish_call(
        &mut self,
        placed: Placed,
        build: impl FnOnce(&mut Self, Vec<(usize, Expr)>) -> Expr,
    ) -> Expr {
        let mut call = build(self, placed.values);
        for (temp, value) in placed.lets.into_iter().rev() {
            call = self.let_expr(temp, value, call);
        }
        call
    }

    /// The arguments with the positions of their parameters, in the order of the text, defaults last.
    pub fn c_arguments(
        &mut self,
        signature: &FuncType,
        formals: &[Formal<'a>],
        name: &str,
        args: &[Arg],
        span: Span,
    ) -> Option<Vec<(usize, Expr)>> {
        self.c_arguments_of(signature, formals, name, args, true, span)
    }

    /// An argument that must not be None.
    fn certain_argument(&mut self, arg: &ast::Expr, ty: Ty) -> Expr {
        let value = self.expr_want(arg, Some(ty));
        let known = self.types().as_object(value.ty).is_some_and(|object| {
            use types::{Builtin, Class};
            !object.none && !matches!(object.class, Class::Any | Class::Builtin(Builtin::NoneType))
        });
        let open = self.an.cx.types.with_none(ty, true);
        let value = self.coerce(value, open);
        if known {
            return value.cast(ty);
        }
        let (before, value) = self.not_none(value, "check.none_passed");
        self.seq(before, value.cast(ty))
    }

    /// As `c_arguments`; without `fill` defaults are left to who is called, except before what is given.
    #[allow(clippy::too_many_arguments)]
    pub fn c_arguments_of(
        &mut self,
        signature: &FuncType,
        formals: &[Formal<'a>],
        name: &str,
        args: &[Arg],
        fill: bool,
        span: Span,
    ) -> Option<Vec<(usize, Expr)>> {
        let mut values: Vec<(usize, Expr)> = Vec::new();
        let mut failed = false;
        let mut count = 0;
        for arg in args {
            let index = match arg.kind {
                ArgKind::Positional => {
                    count += 1;
                    count - 1
                }
                ArgKind::Keyword(ident) => {
                    let Some(index) = formals.iter().position(|f| f.name == Some(ident.name))
                    else {
                        let (name, keyword) = (name.into(), self.text(ident.name).to_string());
                        self.report(diag::calls::UnknownKeyword { at: ident.span, name, keyword });
                        return None;
                    };
                    if values.iter().any(|(at, _)| *at == index) {
                        let (name, keyword) = (name.into(), self.text(ident.name).to_string());
                        self.report(diag::calls::RepeatedArgument {
                            at: ident.span,
                            name,
                            keyword,
                        });
                        return None;
                    }
                    index
                }
                ArgKind::Star | ArgKind::DoubleStar => {
                    let name = name.into();
                    self.report(diag::calls::StarInCCall { at: arg.span, name });
                    return None;
                }
            };
            let value = match formals.get(index) {
                Some(formal) if formal.not_none => self.certain_argument(&arg.value, formal.ty),
                Some(formal) if matches!(self.types()[formal.ty], Type::Ref(_)) => {
                    let value = self.expr_want(&arg.value, Some(formal.ty));
                    self.cpp_argument(value, formal.ty)
                }
                Some(formal) => self.expr_as(&arg.value, formal.ty),
                None if signature.varargs => self.variadic(&arg.value),
                None => {
                    let expected = expected_count(formals);
                    let (name, found) = (name.into(), args.len());
                    self.report(diag::calls::ArgumentCount { at: span, name, expected, found });
                    return None;
                }
            };
            failed |= value.ty == Ty::ERROR;
            values.push((index, value));
        }
        let last = values.iter().map(|(at, _)| *at).max();
        for (index, formal) in formals.iter().enumerate() {
            if values.iter().any(|(at, _)| *at == index) {
                continue;
            }
            if !fill && formal.default.is_some() && last.is_none_or(|last| index > last) {
                continue;
            }
            match formal.default {
                Some(CDefault::Value(default)) => {
                    let value = match formal.stored {
                        Some(id) => self.stored_default(id, index, default, formal.ty),
                        None => self.default_value(default, formal.ty),
                    };
                    failed |= value.ty == Ty::ERROR;
                    values.push((index, value));
                }
                Some(CDefault::Elsewhere) => {
                    self.unsupported(span, "default arguments that a definition file leaves open");
                    return None;
                }
                None => {
                    let expected = expected_count(formals);
                    let (name, found) = (name.into(), args.len());
                    self.report(diag::calls::ArgumentCount { at: span, name, expected, found });
                    return None;
                }
            }
        }
        (!failed).then_some(values)
    }

    /// The default of a C function's parameter at a call. Constants stand for themselves.
    pub fn default_value(&mut self, default: &'a ast::Expr, ty: Ty) -> Expr {
        let value = self.expr_as(default, ty);
        if self.is_repeatable(&value) || value.ty == Ty::ERROR {
            return value;
        }
        self.unsupported(default.span, "default arguments of C functions that are not constant")
    }

    /// The same of a function of this module: what is not constant is evaluated once, where the definition stands.
    pub fn stored_default(
        &mut self,
        id: CFuncId,
        index: usize,
        default: &'a ast::Expr,
        ty: Ty,
    ) -> Expr {
        let constant = self.dry_run(|me| {
            // The names in it are those of the place of the definition, and may not be known here.
            let value = me.expr_as(default, ty);
            me.is_repeatable(&value) && value.ty != Ty::ERROR
        });
        let func = &self.an.decls.cfuncs[id];
        if constant || func.module != self.an.decls.main {
            return self.default_value(default, ty);
        }
        let (name, span) = (func.name, default.span);
        let key = (id, index);
        let global = match self.an.decls.stored_defaults.get(&key) {
            Some(&known) => known,
            None => {
                let cname = format!("pyx_d{index}_{}", &self.an.cx.names[func.cname]);
                let ty = self.types().unqualified(ty);
                let global = tir::Global { name, cname, ty, public: false, span };
                let global = self.an.decls.tir.globals.push(global);
                self.an.decls.stored_defaults.insert(key, global);
                global
            }
        };
        let ty = self.an.decls.tir.globals[global].ty;
        Expr::new(ExprKind::Global(global), ty, span)
    }

    /// Evaluates the defaults of a C function that are not constant.
    pub fn store_defaults(&mut self, id: CFuncId) -> Vec<tir::Stmt> {
        let mut out = Vec::new();
        for (index, param) in self.an.decls.cfuncs[id].params.clone().iter().enumerate() {
            let Some(CDefault::Value(default)) = param.default else { continue };
            let place = self.stored_default(id, index, default, param.ty);
            let ExprKind::Global(global) = place.kind else { continue };
            if self.an.decls.stored_defaults.get(&(id, index)) != Some(&global) {
                continue;
            }
            let value = self.expr_as(default, param.ty).cast(place.ty);
            let store = tir::StmtKind::Assign(tir::Place::Global(global), value);
            out.push(super::build::stmt(store, default.span));
        }
        out
    }

    /// An argument of the variable part: as C passes it.
    fn variadic(&mut self, arg: &ast::Expr) -> Expr {
        let value = self.expr_want(arg, Some(Ty::CHAR_PTR));
        let span = value.span;
        if let ExprKind::CInt(number) = value.kind
            && value.ty == Ty::LONG
            && i32::try_from(number).is_ok()
        {
            return self.c_int(number, Ty::INT, span);
        }
        let bytes = self.types().as_builtin(value.ty) == Some(types::Builtin::Bytes);
        let text = matches!(value.kind, ExprKind::Const(_)) || bytes;
        if text && self.types().is_object(value.ty) {
            return self.coerce(value, Ty::CHAR_PTR);
        }
        if self.types().is_object(value.ty) {
            let to = "a C value".into();
            return self.fail(span, diag::expressions::CannotUnbox { at: span, to });
        }
        value
    }

    /// A type as a function: structs are built, numbers cast, classes called.
    fn call_type(&mut self, name: base::Name, ty: Ty, args: &[Arg], span: Span) -> Expr {
        if ty == Ty::ERROR {
            return self.error_expr(span);
        }
        if self.is_cpp(ty) {
            return self.construct(ty, args, span);
        }
        if self.types().as_struct(ty).is_some() {
            return self.struct_value(ty, args, span);
        }
        if self.types().is_object(ty) {
            let class = self.type_value(name, ty, span);
            let made = self.call_value(class, args, span);
            return self.instance_of(made, ty);
        }
        if let Type::Enum(id) = *self.types().resolved(ty)
            && self.types().enums[id].python
        {
            let class = self.type_value(name, ty, span);
            let value = self.call_object(class, args, span);
            return self.coerce(value, ty);
        }
        match args {
            [Arg { kind: ArgKind::Positional, value, .. }] => {
                let value = self.expr_want(value, Some(ty));
                self.cast_to(value, ty, false, span)
            }
            _ => {
                let ty = self.describe(ty);
                self.fail(span, diag::expressions::NotCallable { at: span, ty })
            }
        }
    }
}

fn expected_count(formals: &[Formal<'_>]) -> String {
    let optional = formals.iter().filter(|formal| formal.default.is_some()).count();
    match optional {
        0 => formals.len().to_string(),
        _ => format!("{} to {}", formals.len() - optional, formals.len()),
    }
}
