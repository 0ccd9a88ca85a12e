//! The Python side of a function: arguments from objects, the result to one.

use base::Span;
use tir::{CBinary, Expr, ExprKind, LocalId, Wrapper};
use types::{Class, Ty};

use super::Checker;
use super::build::eval;
use crate::{ParamDecl, ParamForm};

impl<'a> Checker<'_, 'a> {
    /// The conversions around a call from Python.
    pub fn wrapper(&mut self, ret: Ty) -> Wrapper {
        self.slot_wrapper(ret, &[])
    }

    /// As `wrapper`, where the caller passes some arguments as C values of these types.
    pub fn slot_wrapper(&mut self, ret: Ty, given: &[Ty]) -> Wrapper {
        let body_locals = std::mem::take(&mut self.locals);
        let gil = std::mem::replace(&mut self.gil, super::GilState::Held);
        let scope = self.scope.clone();
        let raw: Vec<LocalId> = scope
            .params
            .iter()
            .enumerate()
            .map(|(index, param)| {
                let ty = match param.form {
                    ParamForm::Star => Ty::TUPLE,
                    ParamForm::StarStar => Ty::DICT,
                    _ => given.get(index).copied().unwrap_or(Ty::OBJECT),
                };
                self.new_param(Some(param.name), ty, param.span)
            })
            .collect();
        let args = scope
            .params
            .iter()
            .zip(&raw)
            .map(|(param, &raw)| {
                let value = self.local(raw, param.span);
                let wanted = body_locals[param.local].ty;
                match value.ty {
                    Ty::BUFFER => value.cast(wanted),
                    ty if !self.types().is_object(ty) => self.coerce(value, wanted),
                    _ => self.argument(value, param, wanted),
                }
            })
            .collect();
        let (result, value) = if self.types().resolve(ret) == Ty::VOID {
            (None, self.none(scope.span))
        } else {
            let result = self.temp(ret, scope.span);
            let value = self.local(result, scope.span);
            (Some(result), self.to_object(value))
        };
        self.gil = gil;
        let locals = std::mem::replace(&mut self.locals, body_locals);
        Wrapper { locals, raw, args, result, value }
    }

    /// A pointer whose default is NULL, for which None stands.
    fn null_by_default(&mut self, value: Expr, wanted: Ty) -> Expr {
        let span = value.span;
        let none = self.none(span).cast(Ty::OBJECT);
        let is_none =
            self.binary(CBinary::Eq, value.clone().cast(Ty::OBJECT), none, Ty::BINT, span);
        let null = Expr::new(ExprKind::Null, wanted, span);
        let given = self.coerce(value, wanted);
        self.if_expr(is_none, null, given, span)
    }

    /// An argument from Python as the parameter takes it.
    pub fn argument(&mut self, value: Expr, param: &ParamDecl<'a>, wanted: Ty) -> Expr {
        if matches!(param.form, ParamForm::Star | ParamForm::StarStar) || wanted == Ty::ERROR {
            return value;
        }
        let span = param.span;
        let name = self.name_const(param.name, span);
        let Some(object) = self.types().as_object(wanted).cloned() else {
            if param.default.is_some_and(|it| matches!(it.kind, ast::ExprKind::Null)) {
                return self.null_by_default(value, wanted);
            }
            let is_view = self.types().as_view(wanted).is_some();
            if !is_view || param.allows_none {
                return self.coerce(value, wanted);
            }
            let test = self.op("check.arg_not_none", vec![value.clone(), name], span);
            let view = self.coerce(value, wanted);
            return self.seq(vec![eval(test)], view);
        };
        let none = object.none && param.allows_none;
        let test = match object.class {
            Class::Any if param.allows_none => return value,
            Class::Any => self.op("check.arg_not_none", vec![value.clone(), name], span),
            Class::Builtin(builtin @ (types::Builtin::Int | types::Builtin::Float)) => {
                return self.python_number(value, builtin, (name, none), wanted);
            }
            Class::Builtin(types::Builtin::Exception(class)) => {
                let class = self.builtin_value(class, span).cast(Ty::TYPE);
                self.check_arg(value.clone(), class, name, (none, 0), span)
            }
            Class::Builtin(builtin) => {
                let row = format!("type.{}", builtin.name(self.an.cx.names));
                let class = self.op(&row, vec![], span);
                let noted = object.exact && param.annotation.is_some();
                let exact = i128::from(object.exact) + i128::from(noted);
                self.check_arg(value.clone(), class, name, (none, exact), span)
            }
            Class::Ext(class) => {
                let is_self = self.scope.class == Some(class)
                    && self.scope.params.first().is_some_and(|first| first.local == param.local)
                    && !object.none;
                let class = self.class_object(class, span);
                match is_self {
                    true => {
                        let function = self.name_const(self.scope.name, span);
                        self.op("check.self", vec![value.clone(), class, function], span)
                    }
                    false => self.check_arg(value.clone(), class, name, (none, 0), span),
                }
            }
        };
        self.seq(vec![eval(test)], value.cast(wanted))
    }

    fn check_arg(
        &mut self,
        value: Expr,
        class: Expr,
        name: Expr,
        (none, exact): (bool, i128),
        span: Span,
    ) -> Expr {
        let none = self.c_int(none.into(), Ty::INT, span);
        let exact = self.c_int(exact, Ty::INT, span);
        self.op("check.arg", vec![value, class, name, none, exact], span)
    }
}
