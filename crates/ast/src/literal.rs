//! Literal values: decoded, with what later stages need of their spelling.

use base::{Name, Span, Text};

use crate::Expr;

/// An integer of any size, as digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct IntLit {
    /// In lower case, without prefix, underscores and leading zeros; at least one digit.
    pub digits: Name,
    /// 2, 8, 10 or 16.
    pub radix: u32,
    pub suffix: IntSuffix,
}

/// `U`, `L`, `LL` and their combinations, which make a literal of a C type.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct IntSuffix {
    pub unsigned: bool,
    /// How many `L` there are: 0, 1 or 2.
    pub longs: u8,
}

impl IntLit {
    /// The value, if it fits; `digits` is the text of [`IntLit::digits`].
    pub fn value(&self, digits: &str) -> Option<u128> {
        u128::from_str_radix(digits, self.radix).ok()
    }
}

/// A float, or the number before the `j` of an imaginary literal.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct FloatLit {
    /// As written, without underscores and without `j`.
    pub text: Name,
    pub value: f64,
}

/// A text literal.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StrLit {
    pub value: Text,
    /// What the same spelling is as a bytes literal, where that is not the UTF-8 of `value`: an unprefixed
    /// literal used as `char *` means it.
    pub c_bytes: Option<Box<PlainBytes>>,
    /// Written with `u`: never taken for bytes.
    pub unicode: bool,
}

/// Text and bytes of one literal differ where escapes are involved: `\xe9` is one character and one byte, and
/// `\u00e9` is one character but stays an escape among the bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlainBytes {
    pub value: Vec<u8>,
    /// The characters written as such escapes, in order: enough to write the literal again.
    pub escapes: Vec<Escape>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Escape {
    /// Index of the character in the text, counted in code points.
    pub at: u32,
    /// Empty for a byte (`\xe9`, `\351`), else the escape as written (`\u00e9`).
    pub spelling: Box<str>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BytesLit {
    pub value: Vec<u8>,
}

/// `c'x'`: one byte as a C integer constant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CharLit {
    pub value: u8,
}

/// An f-string or t-string; literals next to it are part of it.
#[derive(Clone, Debug)]
pub struct FString {
    /// Never two texts in a row, no empty text.
    pub parts: Vec<FPart>,
}

#[derive(Clone, Debug)]
pub enum FPart {
    Text(Text),
    Field(FField),
}

/// `{expr = !r :format}`
#[derive(Clone, Debug)]
pub struct FField {
    pub span: Span,
    pub expr: Box<Expr>,
    /// The text up to and with `=` of a self-documenting field, blanks included.
    pub debug: Option<Text>,
    /// The source of the expression, in t-strings only.
    pub source: Option<Text>,
    /// `r`, `s` or `a`.
    pub conversion: Option<char>,
    /// After `:`; may hold fields of its own.
    pub format: Option<Vec<FPart>>,
}

/// C text in quotes that stands for a name in the generated code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CName {
    pub span: Span,
    pub text: Name,
}
