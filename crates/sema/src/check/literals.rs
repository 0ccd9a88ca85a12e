//! Literals: their own types, and the C values that string literals become where C values are wanted.

use ast::{BytesLit, CharLit, FloatLit, IntLit, StrLit};
use base::Span;
use tir::{Const, Expr, ExprKind};
use types::{Int, Ty, Type};

use super::Checker;
use crate::{ConstValue, convert};

impl Checker<'_, '_> {
    /// What fits a C `long` everywhere is one; other numbers are Python ints. A suffix makes a C number.
    pub fn int_literal(&mut self, lit: &IntLit, span: Span) -> Expr {
        let digits = self.text(lit.digits).to_string();
        let value = lit.value(&digits).and_then(|value| i128::try_from(value).ok());
        if lit.suffix.unsigned || lit.suffix.longs > 0 {
            let ty = match (lit.suffix.unsigned, lit.suffix.longs) {
                (false, 0 | 1) => Ty::LONG,
                (false, _) => Ty::LONGLONG,
                (true, 0 | 1) => Ty::ULONG,
                (true, _) => Ty::ULONGLONG,
            };
            return self.c_int(value.unwrap_or(0), ty, span);
        }
        match value {
            Some(value) => self.int_value(value, span),
            None => {
                let digits = decimal(&digits, lit.radix);
                Expr::new(ExprKind::Const(Const::Int(digits)), Ty::PYINT, span)
            }
        }
    }

    /// A number that the compiler knows.
    pub fn int_value(&mut self, value: i128, span: Span) -> Expr {
        match i32::try_from(value) {
            Ok(_) => self.c_int(value, Ty::LONG, span),
            Err(_) => self.const_int(value, span),
        }
    }

    pub fn float_literal(&mut self, lit: &FloatLit, span: Span) -> Expr {
        Expr::new(ExprKind::CFloat(lit.value.to_bits()), Ty::DOUBLE, span)
    }

    pub fn imaginary_literal(&mut self, lit: &FloatLit, span: Span) -> Expr {
        let part = |value: f64| Expr::new(ExprKind::CFloat(value.to_bits()), Ty::DOUBLE, span);
        self.op("ccomplex.new", vec![part(0.0), part(lit.value)], span)
    }

    pub fn str_literal(&mut self, lit: &StrLit, want: Option<Ty>, span: Span) -> Expr {
        if let (Some(want), Some(bytes)) = (want, &lit.c_bytes) {
            // The spelling gives other bytes than the text's own: `"\xff"` as a `char *` is one byte.
            let pointer = self.types().pointee(want).is_some_and(|to| self.is_char(to));
            if pointer || self.is_char(want) {
                let bytes = ExprKind::Const(Const::Bytes(bytes.value.clone()));
                return Expr::new(bytes, Ty::BYTES, span);
            }
        }
        let pointer = want.and_then(|ty| self.types().pointee(ty));
        if self.level2 && !lit.unicode && pointer.is_some_and(|to| self.is_char(to)) {
            // At level 2 an unprefixed literal is the bytes of the source, too.
            let bytes = ExprKind::Const(Const::Bytes(lit.value.as_bytes().to_vec()));
            return Expr::new(bytes, Ty::BYTES, span);
        }
        self.text_const(lit.value.as_bytes(), span)
    }

    /// A str constant; identifiers are interned.
    pub fn text_const(&mut self, bytes: &[u8], span: Span) -> Expr {
        let identifier = !bytes.is_empty()
            && bytes.iter().all(|&byte| byte == b'_' || byte.is_ascii_alphanumeric());
        let constant = match std::str::from_utf8(bytes) {
            Ok(text) if identifier => Const::Name(self.intern(text)),
            _ => Const::Str(bytes.to_vec()),
        };
        Expr::new(ExprKind::Const(constant), Ty::STR, span)
    }

    pub fn bytes_literal(&mut self, lit: &BytesLit, span: Span) -> Expr {
        Expr::new(ExprKind::Const(Const::Bytes(lit.value.clone())), Ty::BYTES, span)
    }

    pub fn char_literal(&mut self, lit: &CharLit, span: Span) -> Expr {
        self.c_int(lit.value.into(), Ty::UCHAR, span).cast(Ty::CHAR)
    }

    pub fn is_char(&self, ty: Ty) -> bool {
        convert::is_char(self.types(), ty)
    }

    /// The text of a str constant.
    pub fn constant_text(&self, expr: &Expr) -> Option<Vec<u8>> {
        match &expr.kind {
            ExprKind::Const(Const::Str(bytes)) => Some(bytes.clone()),
            ExprKind::Const(Const::Name(name)) => Some(self.text(*name).as_bytes().to_vec()),
            ExprKind::Cast(inner) if self.types().is_object(expr.ty) => self.constant_text(inner),
            _ => None,
        }
    }

    /// The only code point of a str constant.
    pub fn constant_char(&self, expr: &Expr) -> Option<u32> {
        let bytes = self.constant_text(expr)?;
        let text = code_points(&bytes);
        match text.as_slice() {
            [code] => Some(*code),
            _ => None,
        }
    }

    /// The only byte of a constant, as bytes or as text.
    pub fn constant_byte(&self, expr: &Expr) -> Option<u8> {
        match &expr.kind {
            ExprKind::Const(Const::Bytes(bytes)) => match bytes.as_slice() {
                [byte] => Some(*byte),
                _ => None,
            },
            _ => u8::try_from(self.constant_char(expr)?).ok(),
        }
    }

    /// A string constant as a C value: a character, or a pointer to its bytes.
    pub fn coerce_string(&mut self, expr: &Expr, to: Ty) -> Option<Expr> {
        let span = expr.span;
        if let Type::Int(Int::Ucs4 | Int::PyUnicode) = self.types().resolved(to) {
            return Some(match self.constant_char(expr) {
                Some(code) => self.c_int(code.into(), to, span),
                None => {
                    let to = self.describe(to);
                    self.fail(span, diag::expressions::StringToC { at: span, to })
                }
            });
        }
        let bytes = match &expr.kind {
            ExprKind::Const(Const::Bytes(bytes)) => bytes.clone(),
            _ => self.constant_text(expr)?,
        };
        // Wider integers take the number of a character.
        let integer = matches!(self.types().resolved(to), Type::Int(_)) && !self.is_char(to);
        if integer && let [byte @ 0..128] = bytes.as_slice() {
            let value = self.c_int((*byte).into(), Ty::LONG, span);
            return Some(self.c_cast(value, to));
        }
        let is_bytes = self.types().as_builtin(expr.ty) == Some(types::Builtin::Bytes);
        let usable = is_bytes
            || bytes.is_ascii()
            || self.dirs.text(builtins::Directive::CStringEncoding) == "utf8";
        let level2 = self.an.decls.modules[self.module].level == crate::LanguageLevel::Level2;
        let pointer = self.types().pointee(to).is_some_and(|to| {
            self.is_char(to) || ((is_bytes || level2) && self.types().resolve(to) == Ty::VOID)
        });
        let character = self.is_char(to);
        if !usable && (pointer || character) {
            let to = self.describe(to);
            return Some(self.fail(span, diag::expressions::StringToC { at: span, to }));
        }
        if pointer {
            return Some(Expr::new(ExprKind::CStr(bytes), Ty::CHAR_PTR, span).cast(to));
        }
        if character {
            let [byte] = bytes.as_slice() else {
                let to = self.describe(to);
                return Some(self.fail(span, diag::expressions::StringToC { at: span, to }));
            };
            let value = self.c_int((*byte).into(), Ty::UCHAR, span);
            return Some(self.c_cast(value, to));
        }
        None
    }

    /// A value that declaring worked out.
    pub fn const_value(&mut self, value: &ConstValue, span: Span) -> Expr {
        let (constant, ty) = match value {
            ConstValue::Bool(value) => return self.bint(*value, span),
            ConstValue::Int(value) => return self.int_value(*value, span),
            ConstValue::Float(value) => {
                return Expr::new(ExprKind::CFloat(value.to_bits()), Ty::DOUBLE, span);
            }
            ConstValue::Str(text) => return self.text_const(text.as_bytes(), span),
            ConstValue::None => return self.none(span),
            ConstValue::Ellipsis => (Const::Ellipsis, Ty::OBJECT),
            ConstValue::Complex(real, imaginary) => {
                (Const::Complex(real.to_bits(), imaginary.to_bits()), Ty::PYCOMPLEX)
            }
            ConstValue::Bytes(bytes) => (Const::Bytes(bytes.clone()), Ty::BYTES),
            ConstValue::Tuple(items) => {
                let items: Vec<_> = items
                    .iter()
                    .map(|item| {
                        let item = self.const_value(item, span);
                        let item = self.to_object(item);
                        match item.kind {
                            ExprKind::Const(constant) => constant,
                            _ => Const::None,
                        }
                    })
                    .collect();
                (Const::Tuple(items), Ty::TUPLE)
            }
        };
        Expr::new(ExprKind::Const(constant), ty, span)
    }
}

/// The code points of text in the encoding of [`base::Text`].
pub(crate) fn code_points(bytes: &[u8]) -> Vec<u32> {
    let mut codes = Vec::new();
    let mut index = 0;
    while index < bytes.len() {
        let first = bytes[index];
        let (length, mask) = match first {
            0..0x80 => (1, 0x7F),
            0x80..0xE0 => (2, 0x1F),
            0xE0..0xF0 => (3, 0x0F),
            0xF0.. => (4, 0x07),
        };
        let tail = bytes[index + 1..bytes.len().min(index + length)].iter();
        codes.push(
            tail.fold(u32::from(first & mask), |code, byte| code << 6 | u32::from(byte & 0x3F)),
        );
        index += length;
    }
    codes
}

/// Converting more digits than this to decimal ones would take too long.
const LONGEST_CONVERSION: usize = 4_000;

/// Digits of another radix as those of [`Const::Int`], of any length.
fn decimal(digits: &str, radix: u32) -> String {
    if radix == 10 {
        return digits.to_string();
    }
    if digits.len() > LONGEST_CONVERSION {
        return format!("0x{}", hexadecimal(digits, radix));
    }
    const BASE: u64 = 1_000_000_000;
    let mut limbs: Vec<u64> = vec![0];
    for digit in digits.chars().filter_map(|digit| digit.to_digit(radix)) {
        let mut carry = u64::from(digit);
        for limb in &mut limbs {
            let value = *limb * u64::from(radix) + carry;
            *limb = value % BASE;
            carry = value / BASE;
        }
        if carry > 0 {
            limbs.push(carry);
        }
    }
    let mut text = limbs.last().copied().unwrap_or(0).to_string();
    for limb in limbs.iter().rev().skip(1) {
        text.push_str(&format!("{limb:09}"));
    }
    text
}

/// Digits of radix 2, 8 or 16 as hexadecimal ones.
fn hexadecimal(digits: &str, radix: u32) -> String {
    let width = radix.trailing_zeros();
    let (mut bits, mut count) = (0_u32, 0);
    let mut reversed = String::with_capacity(digits.len());
    for digit in digits.chars().rev().filter_map(|digit| digit.to_digit(radix)) {
        bits |= digit << count;
        count += width;
        while count >= 4 {
            reversed.extend(char::from_digit(bits & 0xF, 16));
            bits >>= 4;
            count -= 4;
        }
    }
    reversed.extend(char::from_digit(bits & 0xF, 16));
    reversed.chars().rev().collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn very_long_digits_stay_hexadecimal() {
        assert_eq!(super::hexadecimal("1ff", 16), "01ff");
        assert_eq!(super::hexadecimal("777", 8), "1ff");
        assert_eq!(super::hexadecimal("10110", 2), "16");
        assert!(super::decimal(&"7".repeat(9_000), 8).starts_with("0x"));
    }

    #[test]
    fn long_digits() {
        assert_eq!(
            super::decimal("ffffffffffffffffffffffffffffffffffff", 16),
            "22300745198530623141535718272648361505980415"
        );
        assert_eq!(super::decimal("0", 2), "0");
    }
}
