//! Decoding of string literals: escapes, line ends, and what a plain literal is as bytes.

use base::Span;
use diag::{Sink, lexical};

use crate::encoding::SourceEncoding;
use crate::literal::{Escape, PlainBytes, StringKind, StringLiteral};

/// How the content of a literal is to be read.
#[derive(Clone, Copy)]
pub(crate) struct Rules {
    pub kind: StringKind,
    /// Text that has no bytes form: f- and t-strings.
    pub text_only: bool,
    pub raw: bool,
    /// `ur''` of language level 2: escapes of code points count, nothing else.
    pub raw_unicode: bool,
    /// A brace stands twice in the source and once in the text.
    pub doubled_braces: bool,
    pub level_2: bool,
    pub encoding: SourceEncoding,
}

impl Rules {
    fn is_bytes(self) -> bool {
        matches!(self.kind, StringKind::Bytes | StringKind::Char)
    }
}

/// Decodes the source text between the quotes; `base` is the position of its first byte.
pub(crate) fn decode(source: &str, base: u32, rules: Rules, sink: &mut Sink) -> StringLiteral {
    let bytes = source.as_bytes();
    let simple = memchr::memchr2(b'\\', b'\r', bytes).is_none()
        && !rules.doubled_braces
        && (source.is_ascii() || (!rules.is_bytes() && rules.encoding == SourceEncoding::Utf8));
    if simple {
        return StringLiteral { kind: rules.kind, value: bytes.into(), bytes: None };
    }
    let mut decoder = Decoder {
        source,
        base,
        rules,
        sink,
        value: Vec::with_capacity(source.len()),
        plain: None,
        counted: (0, 0),
        reported_bytes: false,
    };
    decoder.run();
    let Decoder { value, plain, .. } = decoder;
    StringLiteral {
        kind: rules.kind,
        value: value.into(),
        bytes: plain.map(|(value, escapes)| {
            Box::new(PlainBytes { value: value.into(), escapes: escapes.into() })
        }),
    }
}

struct Decoder<'a> {
    source: &'a str,
    base: u32,
    rules: Rules,
    sink: &'a mut Sink,
    value: Vec<u8>,
    /// The bytes form, from the first difference on.
    plain: Option<(Vec<u8>, Vec<Escape>)>,
    /// A prefix of `value` and its number of code points.
    counted: (usize, u32),
    reported_bytes: bool,
}

impl Decoder<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.base + start as u32, self.base + end as u32)
    }

    fn run(&mut self) {
        let bytes = self.source.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let run = bytes[at..]
                .iter()
                .take_while(|byte| !matches!(byte, b'\\' | b'\r' | b'{' | b'}'))
                .count();
            if run > 0 {
                self.literal(at, at + run);
                at += run;
                continue;
            }
            at = match bytes[at] {
                b'\r' => {
                    self.push_ascii(b'\n');
                    at + 1 + usize::from(bytes.get(at + 1) == Some(&b'\n'))
                }
                b'\\' => self.backslash(at),
                brace => {
                    self.push_ascii(brace);
                    let doubled = self.rules.doubled_braces && bytes.get(at + 1) == Some(&brace);
                    at + 1 + usize::from(doubled)
                }
            };
        }
    }

    fn push_ascii(&mut self, byte: u8) {
        self.value.push(byte);
        if let Some((plain, _)) = &mut self.plain {
            plain.push(byte);
        }
    }

    /// Characters that stand for themselves.
    fn literal(&mut self, start: usize, end: usize) {
        let text = &self.source[start..end];
        let utf8 = self.rules.encoding == SourceEncoding::Utf8;
        if text.is_ascii() || (utf8 && !self.rules.is_bytes()) {
            self.value.extend_from_slice(text.as_bytes());
            if let Some((plain, _)) = &mut self.plain {
                plain.extend_from_slice(text.as_bytes());
            }
        } else if self.rules.is_bytes() {
            self.non_ascii_bytes(start, text);
        } else {
            if self.has_plain() {
                let mut encoded = Vec::new();
                self.rules.encoding.encode(text, &mut encoded);
                self.plain().0.extend_from_slice(&encoded);
            }
            self.value.extend_from_slice(text.as_bytes());
        }
    }

    fn non_ascii_bytes(&mut self, start: usize, text: &str) {
        if !self.rules.level_2 && !self.reported_bytes {
            self.reported_bytes = true;
            let (at, found) = text.char_indices().find(|(_, c)| !c.is_ascii()).unwrap_or((0, ' '));
            let at = self.span(start + at, start + at + found.len_utf8());
            self.sink.push(lexical::NonAsciiBytes { at });
        }
        self.rules.encoding.encode(text, &mut self.value);
    }

    fn has_plain(&self) -> bool {
        self.rules.kind == StringKind::Plain && !self.rules.text_only
    }

    fn plain(&mut self) -> &mut (Vec<u8>, Vec<Escape>) {
        let value = &self.value;
        self.plain.get_or_insert_with(|| (value.clone(), Vec::new()))
    }

    /// Counts incrementally, so that many escapes cost no more than one pass.
    fn code_points(&mut self) -> u32 {
        let (prefix, count) = self.counted;
        let new = self.value[prefix..].iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u32;
        self.counted = (self.value.len(), count + new);
        self.counted.1
    }

    /// An escape with the value of one byte or, octal, a little more.
    fn push_byte_escape(&mut self, code: u32) {
        if self.rules.is_bytes() {
            self.value.push(code as u8);
        } else if code < 0x80 {
            self.push_ascii(code as u8);
        } else {
            if self.has_plain() {
                let at = self.code_points();
                let plain = self.plain();
                plain.0.push(code as u8);
                plain.1.push(Escape { at, spelling: "".into() });
            }
            push_code_point(&mut self.value, code);
        }
    }

    /// A code point written as an escape, which the bytes form keeps as it is written.
    fn push_code_point_escape(&mut self, code: u32, spelling: &str) {
        if self.has_plain() {
            let at = self.code_points();
            let plain = self.plain();
            plain.0.extend_from_slice(spelling.as_bytes());
            plain.1.push(Escape { at, spelling: spelling.into() });
        }
        push_code_point(&mut self.value, code);
    }

    /// Decodes the escape at `at` and returns the position behind it.
    fn backslash(&mut self, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        let next = bytes.get(at + 1).copied();
        if self.rules.raw {
            let unicode = self.rules.raw_unicode && matches!(next, Some(b'u' | b'U'));
            if !unicode {
                self.push_ascii(b'\\');
                // The second of two must not begin an escape of its own.
                return if next == Some(b'\\') {
                    self.push_ascii(b'\\');
                    at + 2
                } else {
                    at + 1
                };
            }
        }
        let simple = match next {
            Some(b'\\') => b'\\',
            Some(b'\'') => b'\'',
            Some(b'"') => b'"',
            Some(b'a') => 0x07,
            Some(b'b') => 0x08,
            Some(b'f') => 0x0C,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'v') => 0x0B,
            Some(b'\n') => return at + 2,
            Some(b'\r') => return at + 2 + usize::from(bytes.get(at + 2) == Some(&b'\n')),
            Some(b'0'..=b'7') => return self.octal(at),
            Some(b'x') => return self.hexadecimal(at, 2),
            Some(b'u') if !self.rules.is_bytes() => return self.hexadecimal(at, 4),
            Some(b'U') if !self.rules.is_bytes() => return self.hexadecimal(at, 8),
            Some(b'N') if !self.rules.is_bytes() => return self.named(at),
            _ => {
                self.push_ascii(b'\\');
                return at + 1;
            }
        };
        self.push_ascii(simple);
        at + 2
    }

    fn octal(&mut self, at: usize) -> usize {
        let digits = &self.source.as_bytes()[at + 1..];
        let length = digits.iter().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
        let code =
            digits[..length].iter().fold(0, |code, digit| code * 8 + u32::from(digit - b'0'));
        self.push_byte_escape(code);
        at + 1 + length
    }

    fn hexadecimal(&mut self, at: usize, wanted: usize) -> usize {
        let digits = &self.source.as_bytes()[at + 2..];
        let length = digits.iter().take(wanted).take_while(|byte| byte.is_ascii_hexdigit()).count();
        let end = at + 2 + length;
        let spelling = &self.source[at..end];
        let code = u32::from_str_radix(&spelling[2..], 16).unwrap_or(u32::MAX);
        if length < wanted || code > 0x10_FFFF {
            let wanted = match (length < wanted, wanted) {
                (false, _) => "a code point up to 10ffff".to_string(),
                (true, count) => format!("{count} hexadecimal digits"),
            };
            let at = self.span(at, end);
            self.sink.push(lexical::InvalidEscape { at, escape: spelling.to_string(), wanted });
        } else if wanted == 2 {
            self.push_byte_escape(code);
        } else {
            self.push_code_point_escape(code, spelling);
        }
        end
    }

    fn named(&mut self, at: usize) -> usize {
        let rest = &self.source[at + 2..];
        let close =
            rest.strip_prefix('{').and_then(|name| memchr::memchr2(b'}', b'\n', name.as_bytes()));
        let name = close
            .map(|length| &rest[1..1 + length])
            .filter(|name| !name.is_empty() && rest.as_bytes().get(1 + name.len()) == Some(&b'}'));
        let Some(name) = name else {
            let at_span = self.span(at, at + 2);
            let wanted = "the name of a character in braces".to_string();
            self.sink.push(lexical::InvalidEscape { at: at_span, escape: "\\N".into(), wanted });
            return at + 2;
        };
        let end = at + 2 + name.len() + 2;
        match crate::characters::by_name(name) {
            Some(character) => self.push_code_point_escape(character as u32, &self.source[at..end]),
            None => {
                let place = self.span(at + 3, end - 1);
                self.sink.push(lexical::UnknownCharacterName { at: place, name: name.to_string() });
            }
        }
        end
    }
}

/// Generalised UTF-8: surrogates like other code points.
fn push_code_point(into: &mut Vec<u8>, code: u32) {
    match char::from_u32(code) {
        Some(character) => {
            let mut buffer = [0; 4];
            into.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
        }
        None => into.extend_from_slice(&[
            0xE0 | (code >> 12) as u8,
            0x80 | (code >> 6 & 0x3F) as u8,
            0x80 | (code & 0x3F) as u8,
        ]),
    }
}

/// The prefix of a literal, checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Prefix {
    pub kind: StringKind,
    pub raw: bool,
    pub raw_unicode: bool,
    pub interpolation: Option<crate::Interpolation>,
}

/// Reads the letters before the quotes; `None` if they do not go together. `c` is Cython's alone.
pub(crate) fn prefix(letters: &[u8], level_2: bool, python: bool) -> Option<Prefix> {
    let mut found =
        Prefix { kind: StringKind::Plain, raw: false, raw_unicode: false, interpolation: None };
    let mut kinds = 0;
    for letter in letters {
        match letter.to_ascii_lowercase() {
            b'r' if !found.raw => {
                found.raw = true;
                continue;
            }
            b'b' => found.kind = StringKind::Bytes,
            b'u' => found.kind = StringKind::Unicode,
            b'c' if letters.len() == 1 && !python => found.kind = StringKind::Char,
            b'f' => found.interpolation = Some(crate::Interpolation::Format),
            b't' => found.interpolation = Some(crate::Interpolation::Template),
            _ => return None,
        }
        kinds += 1;
    }
    if found.raw && found.kind == StringKind::Unicode {
        if python && !level_2 {
            return None;
        }
        found.raw_unicode = level_2;
    }
    (kinds <= 1).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(kind: StringKind) -> Rules {
        Rules {
            kind,
            text_only: false,
            raw: false,
            raw_unicode: false,
            doubled_braces: false,
            level_2: false,
            encoding: SourceEncoding::Utf8,
        }
    }

    fn check(source: &str, rules: Rules) -> (StringLiteral, Vec<&'static str>) {
        let mut sink = Sink::new();
        let literal = decode(source, 0, rules, &mut sink);
        (literal, sink.items().iter().map(|item| item.code).collect())
    }

    #[test]
    fn escapes_of_text() {
        let (literal, codes) =
            check(r"a\n\t\\\'\x41\101\u00e9\U0001F600\N{BULLET}\d", rules(StringKind::Unicode));
        assert_eq!(&*literal.value, "a\n\t\\'AA\u{e9}\u{1f600}\u{2022}\\d".as_bytes());
        assert_eq!((literal.bytes, codes.len()), (None, 0));
        assert_eq!(&*check("a\\\r\nb\r\nc\rd", rules(StringKind::Unicode)).0.value, b"ab\nc\nd");
        assert_eq!(
            &*check(r"\ud83d\ude00", rules(StringKind::Unicode)).0.value,
            b"\xed\xa0\xbd\xed\xb8\x80"
        );
    }

    #[test]
    fn plain_literals_know_their_bytes() {
        let (literal, _) = check("\u{e9}\\xe9\\u00e9\\x41", rules(StringKind::Plain));
        assert_eq!(&*literal.value, "\u{e9}\u{e9}\u{e9}A".as_bytes());
        let bytes = literal.bytes.expect("escapes make a difference");
        assert_eq!(&*bytes.value, b"\xc3\xa9\xe9\\u00e9A");
        assert_eq!(bytes.escapes.iter().map(|escape| escape.at).collect::<Vec<_>>(), [1, 2]);
        let latin = Rules { encoding: SourceEncoding::Latin1, ..rules(StringKind::Plain) };
        assert_eq!(&*check("\u{e9}", latin).0.bytes.expect("encoded").value, b"\xe9");
    }

    #[test]
    fn bytes_are_ascii_and_leave_unicode_escapes_alone() {
        let (literal, codes) = check(r"\xff\u00e9\N{X}\777", rules(StringKind::Bytes));
        assert_eq!(&*literal.value, b"\xff\\u00e9\\N{X}\xff");
        assert!(codes.is_empty());
        assert_eq!(check("\u{e9}\u{e9}", rules(StringKind::Bytes)).1, ["PX0163"]);
        let level_2 = Rules { level_2: true, ..rules(StringKind::Bytes) };
        assert_eq!(check("\u{e9}", level_2).1.len(), 0);
    }

    #[test]
    fn raw_and_braces() {
        let raw = Rules { raw: true, ..rules(StringKind::Plain) };
        assert_eq!(&*check(r"\n\\\'\u00e9", raw).0.value, br"\n\\\'\u00e9");
        let level_2 = Rules { raw_unicode: true, kind: StringKind::Unicode, ..raw };
        assert_eq!(&*check(r"\n\u00e9\\u00e9", level_2).0.value, "\\n\u{e9}\\\\u00e9".as_bytes());
        let braces = Rules { doubled_braces: true, text_only: true, ..rules(StringKind::Plain) };
        assert_eq!(&*check("{{a}}{{}}", braces).0.value, b"{a}{}");
    }

    #[test]
    fn wrong_escapes_are_reported() {
        let text = rules(StringKind::Unicode);
        for (source, code) in [
            (r"\x4", "PX0161"),
            (r"\u12", "PX0161"),
            (r"\U00110000", "PX0161"),
            (r"\N", "PX0161"),
            (r"\N{}", "PX0161"),
            (r"\N{NO SUCH NAME}", "PX0162"),
        ] {
            assert_eq!(check(source, text).1, [code], "{source}");
        }
    }

    #[test]
    fn prefixes() {
        let kind = |letters: &str| {
            prefix(letters.as_bytes(), false, false).map(|found| (found.kind, found.raw))
        };
        assert_eq!(kind("Rb"), Some((StringKind::Bytes, true)));
        assert_eq!(kind("fr"), Some((StringKind::Plain, true)));
        assert_eq!(kind("c"), Some((StringKind::Char, false)));
        for wrong in ["bu", "rr", "ft", "cr", "fb", "bb"] {
            assert_eq!(kind(wrong), None, "{wrong}");
        }
        assert!(prefix(b"ur", true, false).is_some_and(|found| found.raw_unicode));
        assert!(prefix(b"Ru", false, false).is_some_and(|found| !found.raw_unicode));
        assert_eq!(prefix(b"ur", false, true), None);
        assert_eq!(prefix(b"c", false, true), None);
    }
}
