//! Exception contracts: how a C function shows that it raised.

use ast::{ExceptionClause, ExceptionKind};
use base::Span;
use builtins::Directive;
use diag::functions::{
    AmbiguousException, BadExceptionType, ClauseOnObject, ImplicitNoexcept, NeedsCpp,
    NoexceptOnObject, NonConstantException, NotAPointer,
};
use types::{CppHandler, Except, ExceptValue, Ty, Type};

use super::constants::ConstInt;
use crate::{Analysis, Env};

/// In which role a function's signature is written; it decides what an absent clause means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// The type behind a pointer.
    Pointer,
    /// Declared by an extern block.
    Extern,
    /// Declared without a body.
    Declaration,
    /// Defined, in the source of the module.
    Definition,
    /// Defined in a definition file.
    PxdDefinition,
}

impl Role {
    pub(crate) fn has_body(self) -> bool {
        matches!(self, Role::Definition | Role::PxdDefinition)
    }
}

impl<'a> Analysis<'a> {
    pub(crate) fn contract(
        &mut self,
        clause: Option<&ExceptionClause>,
        ret: Ty,
        role: Role,
        env: Env<'_, 'a>,
        at: Span,
    ) -> Except {
        if self.cx.types.is_object(ret) {
            if let Some(clause) = clause {
                match clause.kind {
                    ExceptionKind::Never => self.report(NoexceptOnObject { at: clause.span }),
                    ExceptionKind::Cpp(_) => return self.cpp_contract(clause, env),
                    // It says what is so anyway.
                    ExceptionKind::Check => {}
                    ExceptionKind::Value(_) | ExceptionKind::Maybe(_) => {
                        self.report(ClauseOnObject { at: clause.span });
                    }
                }
            }
            return Except::Null;
        }
        let Some(clause) = clause else { return self.implied_contract(ret, role, env, at) };
        match &clause.kind {
            ExceptionKind::Never => Except::Never,
            ExceptionKind::Check => Except::Check,
            ExceptionKind::Cpp(_) => self.cpp_contract(clause, env),
            ExceptionKind::Value(value) => match self.exception_value(value, ret, env) {
                Some(value) => {
                    if role.has_body() && is_zero(value) {
                        self.report(AmbiguousException { at: clause.span });
                    }
                    Except::Value(value)
                }
                None => Except::Check,
            },
            ExceptionKind::Maybe(value) => match self.exception_value(value, ret, env) {
                Some(value) => Except::Maybe(value),
                None => Except::Check,
            },
        }
    }

    fn cpp_contract(&mut self, clause: &ExceptionClause, env: Env<'_, 'a>) -> Except {
        if env.module == self.decls.main && !self.cx.options.cplus {
            self.report(NeedsCpp { at: clause.span, what: "`except +`".into() });
        }
        let ExceptionKind::Cpp(handler) = &clause.kind else { return Except::Check };
        Except::Cpp(match handler {
            None => CppHandler::Default,
            Some(ast::CppHandler::Star) => CppHandler::Any,
            Some(ast::CppHandler::Name(name)) => {
                let text = self.cx.sources.snippet(name.span).to_string();
                CppHandler::Named(self.cx.names.intern(&text))
            }
        })
    }

    /// What no clause means: nothing is raised by C code and by function pointers of C headers; definitions show a number or
    /// NULL together with `PyErr_Occurred()`; for all others only the latter tells.
    fn implied_contract(&mut self, ret: Ty, role: Role, env: Env<'_, 'a>, at: Span) -> Except {
        if role == Role::Extern || (role == Role::Pointer && env.external) {
            return Except::Never;
        }
        let directives = &self.decls.modules[env.module].directives;
        if directives.is_on(Directive::LegacyImplicitNoexcept) {
            if matches!(role, Role::Definition | Role::Pointer) && env.module == self.decls.main {
                self.report(ImplicitNoexcept { at });
            }
            return Except::Never;
        }
        if role != Role::Definition {
            return Except::Check;
        }
        match default_value(self.cx.types.resolved(ret)) {
            Some(value) => Except::Maybe(value),
            None => Except::Check,
        }
    }

    pub(crate) fn exception_value(
        &mut self,
        value: &ast::Expr,
        ret: Ty,
        env: Env<'_, 'a>,
    ) -> Option<ExceptValue> {
        match self.cx.types.resolved(ret) {
            Type::Error => None,
            Type::Bint | Type::Int(_) | Type::Enum(_) => match self.const_int_quietly(value, env) {
                ConstInt::Known(number) => Some(ExceptValue::Int(number)),
                ConstInt::Named(name) => Some(ExceptValue::Named(name)),
                ConstInt::Error => self.not_constant(value),
            },
            Type::Float(_) => match self.const_float(value, env) {
                Some(number) => Some(ExceptValue::Float(number.to_bits())),
                None => match self.const_int_quietly(value, env) {
                    ConstInt::Named(name) => Some(ExceptValue::Named(name)),
                    ConstInt::Known(number) => Some(ExceptValue::Float((number as f64).to_bits())),
                    ConstInt::Error => self.not_constant(value),
                },
            },
            Type::Ptr(_) | Type::Func(_) => match &value.kind {
                ast::ExprKind::Null => Some(ExceptValue::Null),
                ast::ExprKind::Cast { operand, .. } => match self.const_int_quietly(operand, env) {
                    ConstInt::Known(number) => Some(ExceptValue::Int(number)),
                    ConstInt::Named(_) | ConstInt::Error => self.exception_value(operand, ret, env),
                },
                _ => match self.const_int_quietly(value, env) {
                    ConstInt::Known(0) => Some(ExceptValue::Null),
                    ConstInt::Known(_) => {
                        let ty = self.cx.types.describe(ret, self.cx.names);
                        self.report(NotAPointer { at: value.span, ty });
                        None
                    }
                    ConstInt::Named(name) => Some(ExceptValue::Named(name)),
                    ConstInt::Error => self.not_constant(value),
                },
            },
            Type::Void
            | Type::Complex(_)
            | Type::IntComplex(_)
            | Type::Array(..)
            | Type::Struct(_)
            | Type::Typedef(_)
            | Type::Const(_)
            | Type::Volatile(_)
            | Type::Ref(_)
            | Type::CTuple(_)
            | Type::Object(_)
            | Type::MemView(_)
            | Type::Fused(_)
            | Type::Opaque(_) => {
                let ty = self.cx.types.describe(ret, self.cx.names);
                self.report(BadExceptionType { at: value.span, ty });
                None
            }
        }
    }

    fn not_constant(&mut self, value: &ast::Expr) -> Option<ExceptValue> {
        self.report(NonConstantException { at: value.span });
        None
    }
}

/// Whether the value is what a function returns that falls off its end.
fn is_zero(value: ExceptValue) -> bool {
    match value {
        ExceptValue::Int(number) => number == 0,
        ExceptValue::Float(bits) => f64::from_bits(bits) == 0.0,
        ExceptValue::Null => true,
        ExceptValue::Named(_) => false,
    }
}

/// Asking for exceptions costs a call, unless a result tells of them: a definition that lets callers ask has one anyway.
pub(crate) fn sharpened(except: Except, ret: &Type) -> Except {
    match (except, default_value(ret)) {
        (Except::Check, Some(value)) => Except::Maybe(value),
        (other, _) => other,
    }
}

/// The value that shows an exception where no clause names one.
fn default_value(ret: &Type) -> Option<ExceptValue> {
    match ret {
        Type::Bint | Type::Int(_) | Type::Enum(_) => Some(ExceptValue::Int(-1)),
        Type::Float(_) => Some(ExceptValue::Float((-1.0f64).to_bits())),
        Type::Ptr(_) => Some(ExceptValue::Null),
        _ => None,
    }
}
