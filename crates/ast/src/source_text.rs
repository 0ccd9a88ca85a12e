//! String literals as source text.
//!
//! A plain literal is written character by character, with escapes where characters would not survive; those
//! escapes that make a difference between its text and its bytes are written as they were. In the fields of
//! f-strings each level has quotes of its own, so that the output means the same to readers and older Pythons.

use std::fmt::Write;

use base::Text;

use crate::source::{Level, Printer};
use crate::{BytesLit, CharLit, FField, FPart, FString, StrLit};

/// Quotes by the nesting depth of f-strings.
const QUOTES: [&str; 4] = ["'", "\"", "'''", "\"\"\""];

impl Printer<'_> {
    fn quotes(&self) -> &'static str {
        QUOTES[self.string_depth % QUOTES.len()]
    }

    /// The quotes for text that is free to choose: those that it does not contain.
    fn quotes_for(&self, bytes: &[u8]) -> &'static str {
        if self.string_depth > 0 {
            return self.quotes();
        }
        if bytes.contains(&b'\'') && !bytes.contains(&b'"') { "\"" } else { "'" }
    }

    pub(crate) fn string(&mut self, literal: &StrLit) {
        let quotes = self.quotes_for(literal.value.as_bytes());
        if literal.unicode {
            self.out.push('u');
        }
        self.out.push_str(quotes);
        let mut escapes = literal.c_bytes.iter().flat_map(|bytes| bytes.escapes.iter()).peekable();
        for (index, code) in literal.value.code_points().enumerate() {
            match escapes.next_if(|escape| escape.at as usize == index) {
                Some(escape) if !escape.spelling.is_empty() => self.out.push_str(&escape.spelling),
                Some(_) if code > 0xFF => _ = write!(self.out, "\\{code:o}"),
                Some(_) => _ = write!(self.out, "\\x{code:02x}"),
                None => self.character(code, quotes),
            }
        }
        self.out.push_str(quotes);
    }

    pub(crate) fn plain_text(&mut self, text: &Text) {
        let quotes = self.quotes_for(text.as_bytes());
        self.out.push_str(quotes);
        for code in text.code_points() {
            self.character(code, quotes);
        }
        self.out.push_str(quotes);
    }

    fn character(&mut self, code: u32, quotes: &str) {
        match char::from_u32(code) {
            Some('\\') => self.out.push_str("\\\\"),
            Some('\n') => self.out.push_str("\\n"),
            Some('\r') => self.out.push_str("\\r"),
            Some('\t') => self.out.push_str("\\t"),
            Some(quote) if quotes.contains(quote) => {
                self.out.push('\\');
                self.out.push(quote);
            }
            Some(control) if control < ' ' || control == '\x7f' => {
                _ = write!(self.out, "\\x{code:02x}");
            }
            Some(character) => self.out.push(character),
            None => _ = write!(self.out, "\\u{code:04x}"),
        }
    }

    pub(crate) fn bytes(&mut self, literal: &BytesLit) {
        let quotes = self.quotes_for(&literal.value);
        self.out.push('b');
        self.byte_string(&literal.value, quotes);
    }

    pub(crate) fn char_literal(&mut self, literal: CharLit) {
        self.out.push('c');
        self.byte_string(&[literal.value], "'");
    }

    fn byte_string(&mut self, bytes: &[u8], quotes: &str) {
        self.out.push_str(quotes);
        for &byte in bytes {
            if byte < 0x80 {
                self.character(u32::from(byte), quotes);
            } else {
                _ = write!(self.out, "\\x{byte:02x}");
            }
        }
        self.out.push_str(quotes);
    }

    pub(crate) fn interpolated(&mut self, prefix: char, string: &FString) {
        let quotes = self.quotes();
        self.out.push(prefix);
        self.out.push_str(quotes);
        self.string_depth += 1;
        self.parts(&string.parts, quotes, false);
        self.string_depth -= 1;
        self.out.push_str(quotes);
    }

    /// In the text of a format specification a brace cannot be doubled.
    fn parts(&mut self, parts: &[FPart], quotes: &str, specification: bool) {
        for part in parts {
            match part {
                FPart::Field(field) => self.field(field, quotes),
                FPart::Text(text) => {
                    for code in text.code_points() {
                        match char::from_u32(code) {
                            Some('{' | '}') if specification => {
                                _ = write!(self.out, "\\x{code:02x}")
                            }
                            Some('{') => self.out.push_str("{{"),
                            Some('}') => self.out.push_str("}}"),
                            _ => self.character(code, quotes),
                        }
                    }
                }
            }
        }
    }

    fn field(&mut self, field: &FField, quotes: &str) {
        self.out.push('{');
        if let Some(verbatim) = field.debug.as_ref().or(field.source.as_ref()) {
            // This text is part of the value, so it is kept as it is.
            self.out.push_str(&String::from_utf8_lossy(verbatim.as_bytes()));
        } else {
            let start = self.out.len();
            self.expr(&field.expr, Level::Disjunction);
            if self.out[start..].starts_with('{') {
                self.out.insert(start, ' ');
            }
        }
        if let Some(conversion) = field.conversion {
            self.out.push('!');
            self.out.push(conversion);
        }
        if let Some(format) = &field.format {
            self.out.push(':');
            self.parts(format, quotes, true);
        }
        self.out.push('}');
    }
}
