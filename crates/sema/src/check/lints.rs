//! Expressions that are right, and perhaps not what was meant.

use ast::{ExprKind as Ast, UnaryOp};
use base::Span;
use builtins::Directive;
use diag::flow::{
    ByteRange, CallCheckNeedsGil, CastBetweenBuiltins, CharacterIndex, NegativeIndex, Unraisable,
};
use tir::{Expr, ExprKind};
use types::{Builtin, Except, FuncType, Ty, Type};

use super::{Checker, GilState};

impl Checker<'_, '_> {
    /// An index that counts from the end, where that is switched off.
    pub fn warn_negative_index(&mut self, index: &ast::Expr) {
        if self.directive(Directive::Wraparound) {
            return;
        }
        let parts = match &index.kind {
            Ast::Slice(slice) => [slice.start.as_ref(), slice.stop.as_ref()],
            _ => [Some(index), None],
        };
        for part in parts.into_iter().flatten() {
            if is_negative(part) {
                self.report(NegativeIndex { at: part.span });
            }
        }
    }

    /// A C character as the key of an object that is no dict.
    pub fn warn_character_index(&mut self, base: &Expr, index: &Expr, span: Span) {
        let character = matches!(
            self.types().resolved(index.ty),
            Type::Int(types::Int::Ucs4 | types::Int::PyUnicode)
        );
        if character && self.types().as_builtin(base.ty) != Some(Builtin::Dict) {
            self.report(CharacterIndex { at: span });
        }
    }

    /// `<list>` in front of what is known to be a tuple.
    pub fn warn_cast(&mut self, from: Ty, to: Ty, span: Span) {
        let types = self.types();
        let (Some(given), Some(wanted)) = (types.as_builtin(from), types.as_builtin(to)) else {
            return;
        };
        let plain =
            !matches!(given, Builtin::NoneType) && (given, wanted) != (Builtin::Bool, Builtin::Int);
        if given != wanted && plain {
            let to = wanted.name(self.an.cx.names).to_string();
            let from = self.describe(from);
            self.report(CastBetweenBuiltins { at: span, from, to });
        }
    }

    /// A constant that is no byte, as an item of a bytearray.
    pub fn warn_byte(&mut self, value: &Expr) {
        if let ExprKind::CInt(number) = value.kind
            && !(0..256).contains(&number)
        {
            self.report(ByteRange { at: value.span, value: number.to_string() });
        }
    }

    /// A call without the GIL after which only the interpreter knows whether it raised.
    pub fn hint_call_check(&mut self, signature: &FuncType, name: &str, span: Span) {
        let asks = signature.except == Except::Check && !self.types().is_object(signature.ret);
        if self.gil == GilState::Held || !asks || !self.directive(Directive::ShowPerformanceHints) {
            return;
        }
        let void = self.types().resolve(signature.ret) == Ty::VOID;
        let advice = check_advice(name, void);
        self.report(CallCheckNeedsGil { at: span, name: name.into(), advice });
    }

    /// A function without an exception contract in which something can fail.
    pub fn warn_unraisable(&mut self, except: &Except) {
        if self.raises && *except == Except::Never {
            let module = &self.an.decls.modules[self.module].name;
            let name = format!("{module}.{}", self.scope.qualname);
            let at = self.scope.source.head(self.scope.span);
            self.report(Unraisable { at, name });
        }
    }
}

/// How a function gets a contract that needs no question.
pub(crate) fn check_advice(name: &str, void: bool) -> String {
    let noexcept = format!("declare `{name}` as `noexcept` if it is not meant to raise exceptions");
    match void {
        true => format!("{noexcept}, or let it return an `int` as an error code"),
        false => format!("{noexcept}, or declare the value that shows one"),
    }
}

fn is_negative(expr: &ast::Expr) -> bool {
    match &expr.kind {
        Ast::Unary(UnaryOp::Neg, operand) => {
            matches!(operand.kind, Ast::Int(_) | Ast::Float(_)) && !is_zero(operand)
        }
        _ => false,
    }
}

fn is_zero(expr: &ast::Expr) -> bool {
    matches!(&expr.kind, Ast::Float(literal) if literal.value == 0.0)
}
