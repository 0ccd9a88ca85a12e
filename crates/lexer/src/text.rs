//! String literals, and the text and fields of f-strings and t-strings.
//!
//! The text of an f-string is scanned by hand, up to a field or its end; a field is code, in which a few operators
//! mean something else as long as no bracket is open.

use diag::lexical;
use logos::Logos;

use crate::literal::{StringKind, StringLiteral};
use crate::raw::{Lexeme, Raw, Scanner};
use crate::strings::{self, Rules};
use crate::token::{Interpolation, Token};
use crate::{FileKind, StringId};
use base::Span;

/// How many strings and fields may be open in each other. The text of a field is kept for each level, so depth
/// has its price.
const MAX_MODES: usize = 400;

/// What the text at the current position is.
pub(crate) enum Mode {
    /// The text of an f- or t-string.
    Text(Quotes),
    /// A field: code up to its `}`, and where it starts.
    Field { brackets: usize, start: usize, open: usize },
    /// The format specification of the field below, in the string with these quotes.
    Specification(Quotes),
}

#[derive(Clone, Copy)]
pub(crate) struct Quotes {
    start: usize,
    quote: u8,
    triple: bool,
    raw: bool,
    interpolation: Interpolation,
}

/// Literals, and the text and fields of f-strings and t-strings.
impl Scanner<'_> {
    fn rules(&self, kind: StringKind, raw: bool) -> Rules {
        Rules {
            kind,
            text_only: false,
            raw,
            raw_unicode: false,
            doubled_braces: false,
            level_2: self.options.language_level < 3,
            encoding: self.encoding,
        }
    }

    fn push_string(
        &mut self,
        literal: StringLiteral,
        make: fn(StringId) -> Token,
        range: std::ops::Range<usize>,
    ) {
        let id = self.literals.push(literal);
        self.push(make(id), range);
    }

    /// An opening quote with its prefix.
    pub(crate) fn quote(&mut self, range: std::ops::Range<usize>) {
        let bytes = self.text.as_bytes();
        let letters = &bytes[range.start..range.end - 1];
        let quote = bytes[range.end - 1];
        let triple =
            bytes.get(range.end) == Some(&quote) && bytes.get(range.end + 1) == Some(&quote);
        if triple {
            self.lexer.bump(2);
        }
        let content = self.position();
        let level_2 = self.options.language_level < 3;
        let python = self.options.kind == FileKind::Python;
        let prefix = strings::prefix(letters, level_2, python).unwrap_or_else(|| {
            let at = Span::new(self.base + range.start as u32, self.base + range.end as u32 - 1);
            let prefix = String::from_utf8_lossy(letters).into_owned();
            self.sink.push(lexical::InvalidPrefix { at, prefix });
            strings::Prefix {
                kind: StringKind::Plain,
                raw: true,
                raw_unicode: false,
                interpolation: None,
            }
        });
        if let Some(interpolation) = prefix.interpolation {
            if self.modes.len() > MAX_MODES {
                let at = self.span(range.start..content);
                self.sink.push(lexical::DeepInterpolation { at, limit: MAX_MODES / 2 });
                return self.skip_line(range.start);
            }
            let quotes =
                Quotes { start: range.start, quote, triple, raw: prefix.raw, interpolation };
            self.modes.push(Mode::Text(quotes));
            self.push(Token::InterpolatedStart(interpolation), range.start..content);
            return;
        }
        let Some(length) = string_end(&bytes[content..], quote, triple) else {
            self.unclosed_string(range.start, content, quote, triple);
            return;
        };
        let end = content + length;
        self.lexer.bump(length + if triple { 3 } else { 1 });
        let rules =
            Rules { raw_unicode: prefix.raw_unicode, ..self.rules(prefix.kind, prefix.raw) };
        let literal =
            strings::decode(&self.text[content..end], self.base + content as u32, rules, self.sink);
        let range = range.start..self.position();
        if prefix.kind == StringKind::Char && literal.value.len() != 1 {
            let at = self.span(range.clone());
            self.sink.push(lexical::CharacterLength { at, length: literal.value.len() });
        }
        self.push_string(literal, Token::Str, range);
    }

    /// Gives up all strings and the rest of the line.
    fn skip_line(&mut self, start: usize) {
        let rest = &self.text.as_bytes()[self.position()..];
        let length = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        self.lexer.bump(length);
        self.forget_strings();
        let end = self.position();
        self.push(Token::Error, start..end);
    }

    /// A string without an end: up to the end of its line, or of the text if it is triple-quoted.
    fn unclosed_string(&mut self, start: usize, content: usize, quote: u8, triple: bool) {
        let rest = &self.text.as_bytes()[content..];
        let length = if triple {
            rest.len()
        } else {
            memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())
        };
        self.lexer.bump(length);
        let same_quotes = |mode: &Mode| matches!(mode, Mode::Text(quotes) if quotes.quote == quote && quotes.triple == triple);
        if self.modes.iter().any(same_quotes) {
            // The quotes were meant to end the f-string around it: its field is what is not closed.
            self.unfinished_strings();
        } else {
            let at = self.span(start..content);
            self.sink.push(lexical::UnclosedString { at });
        }
        self.push(Token::Error, start..content + length);
    }

    /// The text of an f- or t-string, or of a format specification, up to a field or its end.
    pub(crate) fn string_text(&mut self, quotes: Quotes) -> bool {
        let specification = matches!(self.modes.last(), Some(Mode::Specification(_)));
        let start = self.position();
        let bytes = self.text.as_bytes();
        let mut at = start;
        let stop = loop {
            let Some(&byte) = bytes.get(at) else { break Stop::End };
            match byte {
                b'\\' => at += escape_length(&bytes[at..], quotes.raw),
                b'{' if !specification && bytes.get(at + 1) == Some(&b'{') => at += 2,
                b'{' => break Stop::Field,
                b'}' if specification => break Stop::Close,
                b'}' if bytes.get(at + 1) == Some(&b'}') => at += 2,
                b'}' => break Stop::SingleBrace,
                b'\n' | b'\r' if !quotes.triple => break Stop::End,
                byte if byte == quotes.quote
                    && (!quotes.triple || bytes[at..].starts_with(&[byte; 3])) =>
                {
                    break Stop::Quote;
                }
                _ => at += 1,
            }
        };
        let at = at.min(bytes.len());
        if at > start {
            let rules = Rules {
                text_only: true,
                doubled_braces: !specification,
                ..self.rules(StringKind::Plain, quotes.raw)
            };
            let literal =
                strings::decode(&self.text[start..at], self.base + start as u32, rules, self.sink);
            if !literal.value.is_empty() {
                self.push_string(literal, Token::Text, start..at);
            }
        }
        self.lexer.bump(at - start);
        self.after_text(stop, quotes, specification, at)
    }

    fn after_text(&mut self, stop: Stop, quotes: Quotes, specification: bool, at: usize) -> bool {
        match stop {
            Stop::Field => {
                self.lexer.bump(1);
                let open = self.raws.len();
                self.push(Token::FieldOpen, at..at + 1);
                self.modes.push(Mode::Field { brackets: self.brackets.len(), start: at, open });
            }
            Stop::Close => {
                self.lexer.bump(1);
                self.modes.pop();
                self.modes.pop();
                self.push(Token::FieldClose, at..at + 1);
            }
            Stop::SingleBrace => {
                let place = self.span(at..at + 1);
                self.sink.push(lexical::SingleBrace { at: place });
                self.lexer.bump(1);
            }
            Stop::Quote if !specification => {
                let length = if quotes.triple { 3 } else { 1 };
                self.lexer.bump(length);
                self.modes.pop();
                self.push(Token::InterpolatedEnd, at..at + length);
            }
            Stop::Quote | Stop::End => {
                let rest = self.text.as_bytes()[at..].iter();
                let line = rest.take_while(|byte| !matches!(byte, b'\n' | b'\r')).count();
                self.lexer.bump(line);
                self.unfinished_strings();
                self.push(Token::Error, at..at + line);
                return at < self.text.len();
            }
        }
        true
    }

    /// Gives up all open f-strings, and reports the innermost thing that is not closed.
    pub(crate) fn unfinished_strings(&mut self) {
        match self.modes.iter().rev().find(|mode| !matches!(mode, Mode::Specification(_))) {
            None => return,
            Some(Mode::Field { start, .. }) => {
                let at = self.span(*start..*start + 1);
                self.sink.push(lexical::UnclosedField { at });
            }
            Some(Mode::Text(quotes) | Mode::Specification(quotes)) => {
                let at = self.span(quotes.start..quotes.start + 1);
                let mut error = diag::Diagnostic::from(lexical::UnclosedString { at });
                if quotes.triple {
                    // Far away from the start, this is where readers of lines look.
                    let end = self.span(self.text.len()..self.text.len());
                    error.labels.push(diag::Label::at_fault(end, "the file ends in a string"));
                }
                self.sink.push(error);
            }
        }
        self.forget_strings();
    }

    fn forget_strings(&mut self) {
        let fields = self.modes.iter().filter_map(|mode| match mode {
            Mode::Field { brackets, .. } => Some(*brackets),
            Mode::Text(_) | Mode::Specification(_) => None,
        });
        if let Some(keep) = fields.min() {
            self.brackets.truncate(keep);
        }
        self.modes.clear();
    }

    /// Whether the code at hand is directly in a field, in none of its brackets.
    pub(crate) fn at_field_level(&self) -> bool {
        matches!(self.modes.last(), Some(Mode::Field { brackets, .. }) if *brackets == self.brackets.len())
    }

    /// The quotes of the string that the innermost field belongs to.
    fn field_quotes(&self) -> Option<Quotes> {
        self.modes.iter().rev().skip(1).find_map(|mode| match mode {
            Mode::Text(quotes) | Mode::Specification(quotes) => Some(*quotes),
            Mode::Field { .. } => None,
        })
    }

    /// Takes an operator that has a meaning of its own directly in a field.
    pub(crate) fn field_operator(&mut self, token: Token, range: std::ops::Range<usize>) -> bool {
        if !self.at_field_level() {
            return false;
        }
        match token {
            Token::Colon | Token::ColonEqual => {
                self.specification(range.start);
                true
            }
            Token::Equal => {
                let end = range.end + blank_length(&self.text.as_bytes()[range.end..]);
                if !matches!(self.text.as_bytes().get(end), Some(b'}' | b':' | b'!')) {
                    return false;
                }
                self.field_source(range.start);
                let text = self.field_text(end);
                self.push_verbatim(&text, Token::FieldDebug, range);
                true
            }
            _ => false,
        }
    }

    /// Source text as a string of its own.
    fn push_verbatim(
        &mut self,
        text: &str,
        make: fn(StringId) -> Token,
        range: std::ops::Range<usize>,
    ) {
        let rules = Rules { text_only: true, ..self.rules(StringKind::Plain, true) };
        let literal = strings::decode(text, self.base, rules, self.sink);
        self.push_string(literal, make, range);
    }

    /// The source of the innermost field up to `end`, without comments.
    fn field_text(&self, end: usize) -> String {
        let Some(&Mode::Field { start, open, .. }) = self.modes.last() else {
            return String::new();
        };
        let mut text = String::new();
        let mut at = start + 1;
        for raw in &self.raws[open + 1..] {
            let (lo, hi) = ((raw.span.lo - self.base) as usize, (raw.span.hi - self.base) as usize);
            if lo >= at {
                push_without_comments(&mut text, &self.text[at..lo.min(end)]);
                text.push_str(&self.text[lo.min(end)..hi.min(end)]);
                at = hi.min(end);
            }
        }
        push_without_comments(&mut text, &self.text[at..end]);
        text
    }

    /// Ends the expression of a field, once: of a template string, its source is kept.
    fn field_source(&mut self, end: usize) {
        let Some(&Mode::Field { start, open, .. }) = self.modes.last() else { return };
        let done = |raw: &Raw| {
            matches!(
                raw.token,
                Token::FieldSource(_) | Token::FieldDebug(_) | Token::FieldConversion(_)
            )
        };
        if self.raws[open..].last().is_some_and(done) {
            return;
        }
        if self.raws.len() == open + 1 {
            let at = self.span(start..end.max(start + 1));
            self.sink.push(lexical::EmptyField { at });
            self.push(Token::Error, end..end);
        }
        if self.field_quotes().is_some_and(|quotes| quotes.interpolation == Interpolation::Template)
        {
            let text = self.field_text(end);
            self.push_verbatim(text.trim_end(), Token::FieldSource, end..end);
        }
    }

    fn specification(&mut self, colon: usize) {
        self.field_source(colon);
        // `:=` is one lexeme elsewhere; here the text begins behind the colon.
        let rest = &self.text[colon + 1..];
        self.restart(rest);
        self.push(Token::FieldSpec, colon..colon + 1);
        if let Some(quotes) = self.field_quotes() {
            self.modes.push(Mode::Specification(quotes));
        }
    }

    /// Goes back to a position inside the last lexeme.
    fn restart(&mut self, rest: &str) {
        let position = self.text.len() - rest.len();
        let mut lexer = Lexeme::lexer(self.text);
        lexer.bump(position);
        self.lexer = lexer;
    }

    pub(crate) fn close_field(&mut self, range: std::ops::Range<usize>) {
        self.field_source(range.start);
        self.modes.pop();
        self.push(Token::FieldClose, range);
    }

    /// `!r`, `!s` or `!a` at the end of a field.
    pub(crate) fn conversion(&mut self, range: std::ops::Range<usize>) {
        self.field_source(range.start);
        let rest = &self.text[range.end..];
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let word: &str = &rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())];
        let end = range.end + word.len();
        self.lexer.bump(word.len());
        match word {
            "r" | "s" | "a" => {
                let conversion = char::from(word.as_bytes()[0]);
                self.push(Token::FieldConversion(conversion), range.start..end);
            }
            _ => {
                let at = self.span(range.start..end);
                let found =
                    if word.is_empty() { "(none)".to_string() } else { format!("`{word}`") };
                self.sink.push(lexical::InvalidConversion { at, found });
                self.push(Token::FieldConversion('r'), range.start..end);
            }
        }
    }
}

/// The length of the blanks and comments at the start of `bytes`.
fn blank_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    loop {
        match bytes.get(at) {
            Some(b'#') => {
                at += memchr::memchr2(b'\n', b'\r', &bytes[at..]).unwrap_or(bytes.len() - at);
            }
            Some(byte) if byte.is_ascii_whitespace() => at += 1,
            _ => return at,
        }
    }
}

/// Appends what stands between tokens.
fn push_without_comments(text: &mut String, between: &str) {
    let mut rest = between;
    while let Some(comment) = rest.find('#') {
        text.push_str(&rest[..comment]);
        rest = rest[comment..].find(['\n', '\r']).map_or("", |end| &rest[comment + end..]);
    }
    text.push_str(rest);
}

/// Why the text of an f-string stops.
enum Stop {
    Field,
    Close,
    SingleBrace,
    Quote,
    End,
}

/// The length of the escape at the start of `bytes`, as far as it matters for finding the end of the text.
fn escape_length(bytes: &[u8], raw: bool) -> usize {
    match bytes.get(1) {
        // The braces are those of a field.
        None | Some(b'{' | b'}') => 1,
        Some(b'N') if !raw && bytes.get(2) == Some(&b'{') => {
            let is_name =
                |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'_');
            let name = bytes[3..].iter().take_while(|byte| is_name(byte)).count();
            if bytes.get(3 + name) == Some(&b'}') { 4 + name } else { 2 }
        }
        Some(b'\r') if bytes.get(2) == Some(&b'\n') => 3,
        Some(_) => 2,
    }
}

/// The length of the content of a string, or `None` if nothing closes it.
fn string_end(bytes: &[u8], quote: u8, triple: bool) -> Option<usize> {
    let mut at = 0;
    if triple {
        loop {
            at += memchr::memchr2(quote, b'\\', &bytes[at..])?;
            if bytes[at] == b'\\' {
                at += 2;
            } else if bytes[at..].starts_with(&[quote; 3]) {
                return Some(at);
            } else {
                at += 1;
            }
            if at > bytes.len() {
                return None;
            }
        }
    }
    loop {
        match *bytes.get(at)? {
            b'\\' => at += if bytes[at + 1..].starts_with(b"\r\n") { 3 } else { 2 },
            b'\n' | b'\r' => return None,
            byte if byte == quote => return Some(at),
            _ => at += 1,
        }
    }
}
