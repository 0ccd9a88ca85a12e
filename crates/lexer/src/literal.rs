//! The values of string literals.
//!
//! Python's strings can hold surrogates, Rust's cannot, so text is kept as generalised UTF-8: UTF-8 in which a
//! surrogate, alone or not, is encoded as three bytes like any other code point of its size.

use base::IdVec;

base::define_id! {
    /// A literal of a [`Literals`] table.
    pub struct StringId("s");
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StringKind {
    /// No prefix (or `r`), and the text of f- and t-strings.
    Plain,
    /// `u`
    Unicode,
    /// `b`
    Bytes,
    /// `c`: one byte
    Char,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StringLiteral {
    pub kind: StringKind,
    /// Text as generalised UTF-8, or plain bytes for `Bytes` and `Char`.
    pub value: Box<[u8]>,
    /// What a plain literal is as bytes (where a `char*` is wanted), if that is not `value`.
    pub bytes: Option<Box<PlainBytes>>,
}

/// A plain literal is text and bytes at once, and they differ where escapes are involved: `\xe9` is one
/// character and one byte, and `\u00e9` is one character but stays an escape among the bytes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PlainBytes {
    pub value: Box<[u8]>,
    /// The characters written as such escapes, in order: enough to write the literal again.
    pub escapes: Box<[Escape]>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Escape {
    /// Index of the character in the text, counted in code points.
    pub at: u32,
    /// Empty for a byte (`\xe9`, `\351`), else the escape as written (`\u00e9`, `\N{BULLET}`).
    pub spelling: Box<str>,
}

/// Every string of a file, by id.
#[derive(Default, Debug)]
pub struct Literals {
    strings: IdVec<StringId, StringLiteral>,
}

impl Literals {
    pub fn push(&mut self, literal: StringLiteral) -> StringId {
        self.strings.push(literal)
    }

    pub fn string(&self, id: StringId) -> &StringLiteral {
        &self.strings[id]
    }

    pub fn len(&self) -> usize {
        self.strings.len()
    }

    pub fn is_empty(&self) -> bool {
        self.strings.is_empty()
    }
}
