//! Calls of builtin functions and types by their own names, and of the functions of the `cython` module.

use ast::{Arg, ArgKind, ExprKind as Ast};
use base::{Name, Span};
use builtins::{Directive, Key};
use tir::{CBinary, Const, Expr, ExprKind};
use types::{Builtin, Int, Ty, Type};

use super::Checker;
use super::build::eval;

impl Checker<'_, '_> {
    /// A call of a builtin that has a form of its own; nothing if it is called like any other object.
    pub fn call_builtin(
        &mut self,
        name: Name,
        args: &[Arg],
        want: Option<Ty>,
        span: Span,
    ) -> Option<Expr> {
        let text = self.text(name).to_string();
        let text = super::cython_names::modern_name(&text).unwrap_or(&text).to_string();
        if args.iter().any(|arg| arg.kind != ArgKind::Positional) {
            return self.builtin_object(&text, name, args, span);
        }
        let exprs: Vec<&ast::Expr> = args.iter().map(|arg| &arg.value).collect();
        if let Some(value) = self.from_generator(&text, &exprs, span) {
            return Some(value);
        }
        let special = match (text.as_str(), exprs.as_slice()) {
            ("len", [arg]) => Some(self.builtin_len(arg, span)),
            ("isinstance", [value, class]) => self.builtin_isinstance(value, class, span),
            ("bool", []) => Some(self.bint(false, span)),
            ("bool", [arg]) => {
                let truth = self.cond(arg);
                Some(self.text_truth(arg).unwrap_or(truth))
            }
            ("divmod", [left, right]) => self.builtin_divmod(left, right, span),
            ("reversed", [arg]) => self.reversed(name, arg, span),
            ("int", []) => Some(self.c_int(0, Ty::LONG, span)),
            ("int", [arg]) => Some(self.builtin_int(arg, span)),
            ("float", []) => Some(Expr::new(ExprKind::CFloat(0f64.to_bits()), Ty::DOUBLE, span)),
            ("float", [arg]) if !self.plain => Some(self.builtin_float(arg, span)),
            ("str", []) => Some(self.str_const("", span)),
            ("str", [arg]) => Some(self.str_of(arg, span)),
            ("bytes", []) => {
                Some(Expr::new(ExprKind::Const(Const::Bytes(Vec::new())), Ty::BYTES, span))
            }
            ("tuple", []) => {
                Some(Expr::new(ExprKind::Const(Const::Tuple(Vec::new())), Ty::TUPLE, span))
            }
            ("ord", [arg]) => self.builtin_ord(arg, span),
            ("abs", [arg]) => self.builtin_abs(arg, span),
            ("min" | "max", [_, _, ..]) => Some(self.min_max(&text, &exprs, want, span)),
            // Those of whoever called from Python, since compiled functions have no frames.
            ("frozenset", [] | [_]) => self.constant_frozenset(&exprs, span),
            ("format", [arg]) => {
                let args = vec![self.object(arg), self.str_const("", span)];
                Some(self.op("format.func", args, span))
            }
            ("globals", []) if self.directive(Directive::OldStyleGlobals) => None,
            ("globals", []) => Some(self.globals_dict(span)),
            ("locals" | "vars", []) => Some(self.locals_dict(span)),
            ("dir", []) => {
                let names = self.locals_dict(span);
                Some(self.op("list.sorted", vec![names], span))
            }
            ("eval" | "exec", [code]) => {
                let code = self.object(code);
                Some(self.evaluate(name, code, None, None, span))
            }
            ("super", []) => Some(self.unsupported(span, "classes")),
            _ => None,
        };
        if special.is_some() {
            return special;
        }
        if self.plain && text == "float" {
            return self.builtin_object(&text, name, args, span);
        }
        if matches!(
            text.as_str(),
            "print" | "pow" | "round" | "enumerate" | "zip" | "map" | "filter"
        ) {
            return self.builtin_object(&text, name, args, span);
        }
        self.builtin_row(&text, name, args, span)
    }

    /// `divmod` of C numbers is a pair of C numbers.
    fn builtin_divmod(&mut self, left: &ast::Expr, right: &ast::Expr, span: Span) -> Option<Expr> {
        let types = self.dry_run(|me| (me.expr(left).ty, me.expr(right).ty));
        let number = |ty: Ty| {
            let text = matches!(self.types().resolve(ty), Ty::UCS4 | Ty::PY_UNICODE);
            (self.types().is_int(ty) || self.types().is_float(ty)) && !text && !self.plain
        };
        if !number(types.0) || !number(types.1) {
            return None;
        }
        let ty = types::common_c_type(self.types(), types.0, types.1)?;
        let pair = self.types_mut().intern(Type::CTuple(vec![ty, ty]));
        let mut stmts = Vec::new();
        let left = self.expr_as(left, ty);
        let left = self.store_temp(left, &mut stmts);
        let right = self.expr_as(right, ty);
        let right = self.store_temp(right, &mut stmts);
        let quotient =
            self.arith(ast::BinaryOp::FloorDiv, left.clone(), right.clone(), false, span);
        let rest = self.arith(ast::BinaryOp::Mod, left, right, false, span);
        if quotient.ty == Ty::ERROR || rest.ty == Ty::ERROR {
            return Some(self.error_expr(span));
        }
        let parts = vec![self.c_cast(quotient, ty), self.c_cast(rest, ty)];
        let value = Expr::new(ExprKind::Struct(parts), pair, span);
        Some(self.seq(stmts, value))
    }

    /// `bool` of C text is that of the text, not of the pointer.
    fn text_truth(&mut self, arg: &ast::Expr) -> Option<Expr> {
        let ty = self.dry_run(|me| me.expr(arg).ty);
        if !self.types().pointee(ty).is_some_and(|item| self.is_char(item)) {
            return None;
        }
        let object = self.object(arg);
        Some(self.truth(object))
    }

    /// None where a sequence is declared is not iterable.
    fn reversed(&mut self, name: Name, arg: &ast::Expr, span: Span) -> Option<Expr> {
        let ty = self.dry_run(|me| me.expr(arg).ty);
        if !self.types().as_object(ty).is_some_and(|object| object.none) {
            return None;
        }
        let value = self.object(arg);
        let (before, value) = self.not_none(value, "check.none_iter");
        let func = Box::new(self.name_expr(name, span));
        let call = ExprKind::Call { func, args: vec![value], keywords: Vec::new() };
        let call = Expr::new(call, Ty::OBJECT, span);
        Some(self.seq(before, call))
    }

    /// By a row, if the arguments fit one.
    fn builtin_row(&mut self, text: &str, name: Name, args: &[Arg], span: Span) -> Option<Expr> {
        let Some(key) = super::rows::func(text) else {
            return self.builtin_object(text, name, args, span);
        };
        let mut values: Vec<_> =
            args.iter().map(|arg| self.expr_want(&arg.value, Some(Ty::OBJECT))).collect();
        if values.iter().any(|value| value.ty == Ty::ERROR) {
            return Some(self.error_expr(span));
        }
        let mut row = self.select(key, &values);
        if row.is_none() {
            values = values.into_iter().map(|value| self.to_object(value)).collect();
            row = self.select(key, &values);
        }
        if let Some(row) = row {
            let value = self.call_row(row, values, span);
            return Some(if value.ty == Ty::VOID { self.then_none(value) } else { value });
        }
        let values = values.into_iter().map(|value| self.to_object(value)).collect();
        let func = Box::new(self.name_expr(name, span));
        let call = ExprKind::Call { func, args: values, keywords: Vec::new() };
        let value = Expr::new(call, Ty::OBJECT, span);
        Some(match constructed(text) {
            Some(ty) => value.cast(ty),
            None => value,
        })
    }

    /// Called like any object, but the type of what a builtin class makes is known.
    fn builtin_object(&mut self, text: &str, name: Name, args: &[Arg], span: Span) -> Option<Expr> {
        let ty = constructed(text)?;
        let func = self.name_expr(name, span);
        let value = self.call_object(func, args, span);
        Some(if value.ty == Ty::ERROR { value } else { value.cast(ty) })
    }

    /// `any`, `all`, `sum` and containers of a generator expression: loops.
    fn from_generator(&mut self, name: &str, args: &[&ast::Expr], span: Span) -> Option<Expr> {
        let python = self.an.decls.info.kind == crate::FileKind::Py;
        let (element, clauses) = crate::declare::consumed(name, args, python)?;
        match (name, args.get(1..)?) {
            ("list", []) => Some(self.generated(false, (element, clauses), span)),
            ("set", []) => Some(self.generated(true, (element, clauses), span)),
            ("tuple" | "frozenset" | "sorted", []) => {
                let items = self.generated(name == "frozenset", (element, clauses), span);
                if items.ty == Ty::ERROR {
                    return Some(items);
                }
                let row = match name {
                    "tuple" => "tuple.of_list",
                    "frozenset" => "frozenset.of",
                    _ => "list.sorted",
                };
                Some(self.op(row, vec![items], span))
            }
            ("any" | "all", []) => Some(self.any_all(name == "any", element, clauses, span)),
            ("max" | "min", []) => Some(self.extreme_of(name, (element, clauses), span)),
            ("sum", []) => Some(self.sum_of(element, clauses, None, span)),
            ("sum", [start]) => Some(self.sum_of(element, clauses, Some(start), span)),
            _ => None,
        }
    }

    fn builtin_len(&mut self, arg: &ast::Expr, span: Span) -> Expr {
        let value = self.expr(arg);
        if value.ty == Ty::ERROR {
            return value;
        }
        if let Type::Array(_, Some(length)) = *self.types().resolved(value.ty) {
            return self.c_int(length.into(), Ty::SSIZE, span);
        }
        if self.types().as_view(value.ty).is_some() {
            return self.view_length(value, span);
        }
        if self.types().pointee(value.ty).is_some_and(|to| self.is_char(to)) {
            return self.op("chars.len", vec![value.cast(Ty::CONST_CHAR_PTR)], span);
        }
        if let ExprKind::Const(Const::Bytes(bytes)) = &value.kind {
            return self.c_int(bytes.len() as i128, Ty::SSIZE, span);
        }
        if let Some(text) = self.constant_text(&value) {
            let length = super::literals::code_points(&text).len();
            return self.c_int(length as i128, Ty::SSIZE, span);
        }
        let value = self.to_object(value);
        let (before, value) = self.not_none(value, "check.none_len");
        let row = self.select(Key::Func("len"), std::slice::from_ref(&value));
        let length = match row {
            Some(row) => self.call_row(row, vec![value], span),
            None => self.op("obj.len", vec![value], span),
        };
        self.seq(before, length)
    }

    /// Tests of builtin types by layout, as many as the tuple has.
    fn builtin_isinstance(
        &mut self,
        value: &ast::Expr,
        class: &ast::Expr,
        span: Span,
    ) -> Option<Expr> {
        let classes: Vec<&ast::Expr> = match &class.kind {
            Ast::Tuple(items) if !items.is_empty() => items.iter().collect(),
            _ => vec![class],
        };
        let mut rows = Vec::new();
        for class in classes {
            let Ast::Name(name) = class.kind else { return None };
            if self.find(name) != super::names::Found::Builtin {
                return None;
            }
            let builtin = super::cython_names::builtin_type(self.text(name))?;
            rows.push(format!("is.{}", builtin.name(self.an.cx.names)));
        }
        let value = self.object(value).cast(Ty::OBJECT);
        Some(self.with_temp(value, |me, value| {
            let mut result: Option<Expr> = None;
            for row in rows {
                let test = me.op(&row, vec![value.clone()], span);
                result = Some(match result {
                    Some(before) => me.binary(CBinary::Or, before, test, Ty::BINT, span),
                    None => test,
                });
            }
            result.unwrap_or_else(|| me.bint(false, span))
        }))
    }

    fn builtin_int(&mut self, arg: &ast::Expr, span: Span) -> Expr {
        let value = self.expr(arg);
        let types = self.types();
        if types.is_float(value.ty) {
            return self.op("int.of_float", vec![value], span);
        }
        let text = matches!(types.resolve(value.ty), Ty::UCS4 | Ty::PY_UNICODE);
        if types.is_int(value.ty) && !text {
            let boxed = match types.resolved(value.ty) {
                // `int(True)` is 1.
                Type::Bint => self.c_cast(value, Ty::LONG),
                // A number, and no member of the class.
                Type::Enum(id) if types.enums[*id].python => self.c_cast(value, Ty::LONG),
                _ => value,
            };
            // A Python number: it knows no limits.
            return self.to_object(boxed);
        }
        let value = self.to_object(value);
        self.op("int.of", vec![value], span)
    }

    fn builtin_float(&mut self, arg: &ast::Expr, span: Span) -> Expr {
        let value = self.expr(arg);
        let types = self.types();
        let text = matches!(types.resolve(value.ty), Ty::UCS4 | Ty::PY_UNICODE);
        if (types.is_int(value.ty) && !text) || types.is_float(value.ty) {
            return self.c_cast(value, Ty::DOUBLE);
        }
        let value = self.to_object(value);
        self.op("float.of", vec![value], span)
    }

    fn str_of(&mut self, arg: &ast::Expr, span: Span) -> Expr {
        let value = self.expr(arg);
        self.as_str(value, span)
    }

    fn builtin_ord(&mut self, arg: &ast::Expr, span: Span) -> Option<Expr> {
        let value = self.expr(arg);
        if value.ty == Ty::ERROR {
            return Some(value);
        }
        if let Some(code) = self.constant_char(&value) {
            return Some(self.c_int(code.into(), Ty::LONG, span));
        }
        match self.types().resolved(value.ty) {
            Type::Int(Int::Ucs4 | Int::PyUnicode) => Some(self.c_cast(value, Ty::LONG)),
            Type::Int(Int::Char | Int::SChar | Int::UChar) => Some(self.c_cast(value, Ty::UCHAR)),
            _ => {
                let value = self.to_object(value);
                Some(self.op("str.ord", vec![value], span))
            }
        }
    }

    fn builtin_abs(&mut self, arg: &ast::Expr, span: Span) -> Option<Expr> {
        let value = self.expr(arg);
        if value.ty == Ty::ERROR {
            return Some(value);
        }
        let value = match self.types().is_int(value.ty) && self.plain {
            true => self.to_object(value),
            false => value,
        };
        if self.types().is_object(value.ty) {
            let row = self.select(Key::Func("abs"), std::slice::from_ref(&value));
            return Some(match row {
                Some(row) => self.call_row(row, vec![value], span),
                None => self.op("obj.abs", vec![value], span),
            });
        }
        if self.types().is_int(value.ty) && !self.types().is_signed(value.ty) {
            return Some(value);
        }
        let ty = types::promoted(self.types(), value.ty);
        let row = match () {
            () if self.types().is_int(ty) => format!("{}.abs", self.int_family(ty)),
            () if self.types().is_float(ty) => "cdouble.abs".into(),
            () if let Some(part) = self.types().complex_part(ty) => {
                let length = self.op("ccomplex.abs", vec![value], span);
                return Some(self.c_cast(length, part));
            }
            () => {
                let value = self.to_object(value);
                return Some(self.op("obj.abs", vec![value], span));
            }
        };
        let result = self.op(&row, vec![value], span);
        Some(self.c_cast(result, ty))
    }

    /// Comparisons from left to right; each argument is evaluated once, before all of them.
    fn min_max(&mut self, name: &str, args: &[&ast::Expr], want: Option<Ty>, span: Span) -> Expr {
        let mut values: Vec<_> = args.iter().map(|arg| self.expr(arg)).collect();
        let mut ty = Ty::ERROR;
        for value in &values {
            if value.ty == Ty::ERROR {
                return self.error_expr(span);
            }
            ty = self.spanning(ty, value.ty);
        }
        if want.is_some_and(|ty| self.types().is_object(ty)) && !values.iter().all(|v| v.ty == ty) {
            ty = Ty::OBJECT;
        }
        if self.types().is_object(ty) {
            values = values.into_iter().map(|value| self.to_object(value)).collect();
        }
        let mut stmts = Vec::new();
        let temps: Vec<_> = values
            .into_iter()
            .map(|value| {
                let value = self.coerce(value, ty);
                self.store_temp(value, &mut stmts)
            })
            .collect();
        let op = if name == "min" { ast::CmpOp::Lt } else { ast::CmpOp::Gt };
        let mut temps = temps.into_iter();
        let Some(mut best) = temps.next() else { return self.error_expr(span) };
        for next in temps {
            let better = self.compare_pair(op, next.clone(), best.clone(), true, span);
            let better = self.truth(better);
            let choice = self.if_expr(better, next, best, span);
            best = self.store_temp(choice, &mut stmts);
        }
        self.seq(stmts, best)
    }

    /// A call of something in the `cython` module.
    pub fn cython_call(&mut self, path: &str, args: &[Arg], want: Option<Ty>, span: Span) -> Expr {
        let value = |index: usize| args.get(index).map(|arg| &arg.value);
        match (path, args.len()) {
            ("view.memoryview", 1..=3) => {
                let exporter = self.object(&args[0].value);
                self.op("view.seen_of", vec![exporter], span)
            }
            ("view.array", _) => {
                let array = self.op("view.array_type", Vec::new(), span);
                let made = self.call_value(array, args, span);
                self.as_view_array(made)
            }
            ("cast", 2 | 3) => {
                let Some(first) = value(0) else { return self.error_expr(span) };
                let Some(to) = self.with_env(|an, env| an.type_of_expr(first, env)) else {
                    return self.fail(span, diag::expressions::NotAType { at: first.span });
                };
                let checked = matches!(value(2).map(|arg| &arg.kind), Some(Ast::Bool(true)));
                let operand = self.expr_want(&args[1].value, Some(to));
                self.cast_to(operand, to, checked, span)
            }
            ("sizeof", 1) => self.size_of(&args[0].value, span),
            ("typeof", 1) => {
                let none = matches!(args[0].value.kind, ast::ExprKind::None);
                let tuple =
                    self.tuple_type(&args[0].value).filter(|&ty| !self.types().is_object(ty));
                let ty = tuple.unwrap_or_else(|| self.dry_run(|me| me.expr(&args[0].value).ty));
                let text = self.describe(if none { Ty::OBJECT } else { ty });
                self.text_const(text.as_bytes(), span)
            }
            ("address", 1) => self.address_of(&args[0].value, span),
            ("likely" | "unlikely", _) => {
                let name = format!("cython.{path}");
                self.fail(span, diag::calls::BranchHintPlace { at: span, name })
            }
            // The declarations were seen before.
            ("declare", _) if args.iter().all(|arg| matches!(arg.kind, ArgKind::Keyword(_))) => {
                self.none(span)
            }
            ("declare", 2) => {
                let first = &args[0].value;
                match self.with_env(|an, env| an.type_of_expr(first, env)) {
                    Some(ty) => self.expr_as(&args[1].value, ty),
                    None => self.expr(&args[1].value),
                }
            }
            ("dataclasses.field", _) => {
                let field = self.library_member("dataclasses", "field", span);
                self.call_object(field, args, span)
            }
            ("cdiv" | "cmod", 2) => {
                let mut c = self.dirs.clone();
                c.set(builtins::Directive::CDivision, crate::Setting::Bool(true));
                let before = std::mem::replace(&mut self.dirs, c);
                let (left, right) = (self.expr(&args[0].value), self.expr(&args[1].value));
                let op = if path == "cdiv" { ast::BinaryOp::FloorDiv } else { ast::BinaryOp::Mod };
                let result = self.arith(op, left, right, false, span);
                self.dirs = before;
                result
            }
            _ => match self.cython_operator(path, args, span) {
                Some(value) => value,
                None if matches!(
                    path,
                    "set" | "frozenset" | "list" | "dict" | "tuple" | "str" | "bytes" | "bytearray"
                ) =>
                {
                    let name = self.intern(path);
                    match self.call_builtin(name, args, want, span) {
                        Some(value) => value,
                        None => {
                            let class = self.op(&format!("type.{path}"), vec![], span);
                            self.call_object(class, args, span)
                        }
                    }
                }
                None => self.cython_type_call(path, args, want, span),
            },
        }
    }

    /// A call of something that the `cython` module does not have, or that takes other arguments.
    fn wrong_cython_call(&mut self, path: &str, span: Span) -> Expr {
        let expected = match path {
            "cast" => Some("a type, a value, and perhaps `typecheck` are expected"),
            "typeof" | "sizeof" | "address" => Some("one argument is expected"),
            "cdiv" | "cmod" => Some("two arguments are expected"),
            _ => None,
        };
        let name = format!("cython.{path}");
        if let Some(why) = expected {
            let why = why.into();
            return self.fail(span, diag::calls::BuiltinArguments { at: span, name, why });
        }
        let known = {
            let path = self.intern(path);
            self.is_cython_name(path)
        };
        if !known {
            let hint = String::new();
            return self.fail(span, diag::directives::UnknownCythonName { at: span, name, hint });
        }
        self.unsupported(span, format!("calling `{name}`"))
    }

    /// `cython.int(x)`, `cython.struct(...)`.
    fn cython_type_call(&mut self, path: &str, args: &[Arg], want: Option<Ty>, span: Span) -> Expr {
        let name = self.intern(path);
        let Some(ty) = self.an.cython_type_quietly(name) else {
            return self.wrong_cython_call(path, span);
        };
        let _ = want;
        match args {
            [Arg { kind: ArgKind::Positional, value, .. }] => {
                let value = self.expr_want(value, Some(ty));
                self.cast_to(value, ty, false, span)
            }
            _ => self.unsupported(span, format!("calling `cython.{path}` like this")),
        }
    }

    /// Any value as text, `str(x)`.
    pub fn as_str(&mut self, value: Expr, span: Span) -> Expr {
        if self.types().resolve(value.ty) == Ty::STR {
            return value;
        }
        let family = self.number_text(&value);
        if let Some((row, ty)) = family {
            let value = self.c_cast(value, ty);
            return self.op(row, vec![value], span);
        }
        let value = self.to_object(value);
        if value.ty == Ty::STR { value } else { self.op("str.of", vec![value], span) }
    }

    /// The row that writes a C number as Python does, without an object.
    pub fn number_text(&self, value: &Expr) -> Option<(&'static str, Ty)> {
        if crate::convert::extern_int(self.types(), value.ty) {
            return None;
        }
        match self.types().resolved(value.ty) {
            Type::Int(Int::Ucs4 | Int::PyUnicode) => None,
            Type::Int(kind) if kind.signed() || kind.bits() < 64 => {
                Some(("str.from_longlong", Ty::LONGLONG))
            }
            Type::Int(_) => Some(("str.from_ulonglong", Ty::ULONGLONG)),
            Type::Float(types::Float::Double | types::Float::Float) => {
                Some(("str.from_double", Ty::DOUBLE))
            }
            _ => None,
        }
    }

    /// Evaluates for the effects only.
    pub fn discard(&mut self, value: Expr) -> Vec<tir::Stmt> {
        let is_call = matches!(value.kind, ExprKind::CCall { .. });
        if is_call && self.types().is_object(value.ty) {
            self.needs_gil("discarding owned Python object", value.span);
        }
        match value.kind {
            ExprKind::Const(_) | ExprKind::CInt(_) | ExprKind::CFloat(_) | ExprKind::CStr(_) => {
                Vec::new()
            }
            // `list.append(...)` and the like: the None is not wanted.
            ExprKind::Seq(stmts, value) => {
                let mut stmts = stmts;
                stmts.extend(self.discard(*value));
                stmts
            }
            _ => vec![eval(value)],
        }
    }
}

/// The exact type of what calling a builtin class gives.
fn constructed(name: &str) -> Option<Ty> {
    Some(match super::cython_names::builtin_type(name)? {
        Builtin::Int => Ty::PYINT,
        Builtin::Float => Ty::PYFLOAT,
        Builtin::Complex => Ty::PYCOMPLEX,
        Builtin::Str => Ty::STR,
        Builtin::Bytes => Ty::BYTES,
        Builtin::ByteArray => Ty::BYTEARRAY,
        Builtin::List => Ty::LIST,
        Builtin::Tuple => Ty::TUPLE,
        Builtin::Dict => Ty::DICT,
        Builtin::Set => Ty::SET,
        Builtin::FrozenSet => Ty::FROZENSET,
        Builtin::Slice => Ty::SLICE,
        Builtin::Range => Ty::RANGE,
        Builtin::MemoryView => Ty::MEMORYVIEW,
        Builtin::Bool => Ty::PYBOOL,
        Builtin::Type | Builtin::NoneType | Builtin::Exception(_) => return None,
    })
}
