//! Cuts text into words, numbers, strings and operators.
//!
//! [`Lexeme`] is the part that logos does. Around it stands a stack of modes for f-strings and t-strings: their
//! text is scanned by hand, their fields are code like any other. Brackets are matched here, once, so that
//! later steps can jump over them; `layout` is told of every line.

use base::{Interner, Span};
use diag::{Sink, lexical};
use logos::Logos;

use crate::encoding::SourceEncoding;
use crate::layout::Layout;
use crate::literal::Literals;
use crate::numbers::{self, Malformed, NumberKind, NumberRules};
use crate::text::Mode;
use crate::token::{Augmented, Token};
use crate::words::{Word, Words};
use crate::{FileKind, Options};

/// How `context` writes a raw token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Emit {
    Once,
    /// It is part of a fused token before it.
    Not,
    /// `**` between a type and a name: two tokens.
    Twice,
}

/// A token before `context` has looked at it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Raw {
    pub token: Token,
    pub span: Span,
    /// Of an opening bracket: the index of the closing one, or [`NO_MATE`].
    pub mate: u32,
    pub word: Word,
    pub emit: Emit,
}

pub(crate) const NO_MATE: u32 = u32::MAX;

#[derive(Logos, Clone, Copy, PartialEq, Debug)]
#[logos(skip r"[ \t\x0c]+")]
#[logos(skip(r"#[^\n\r]*", allow_greedy = true))]
#[logos(skip r"\\(\n|\r\n?)")]
pub(crate) enum Lexeme {
    #[regex(r"[A-Za-z_][A-Za-z0-9_]*")]
    Word,
    #[regex(r"[A-Za-z0-9_]*[^\x00-\x7F][A-Za-z0-9_[^\x00-\x7F]]*", priority = 1)]
    ForeignWord,
    #[regex(r"\.?[0-9]")]
    Number,
    #[regex(r#"[rRbBuUfFtTcC]*['"]"#)]
    Quote,
    #[regex(r"\n|\r\n?")]
    NewLine,
    #[token("(", |_| Token::LParen)]
    #[token("[", |_| Token::LBracket)]
    #[token("{", |_| Token::LBrace)]
    Open(Token),
    #[token(")", |_| Token::RParen)]
    #[token("]", |_| Token::RBracket)]
    #[token("}", |_| Token::RBrace)]
    Close(Token),
    #[token(",", |_| Token::Comma)]
    #[token(":", |_| Token::Colon)]
    #[token(";", |_| Token::Semicolon)]
    #[token(".", |_| Token::Dot)]
    #[token("...", |_| Token::Ellipsis)]
    #[token("->", |_| Token::Arrow)]
    #[token(":=", |_| Token::ColonEqual)]
    #[token("=", |_| Token::Equal)]
    #[token("+=", |_| Token::Augmented(Augmented::Add))]
    #[token("-=", |_| Token::Augmented(Augmented::Sub))]
    #[token("*=", |_| Token::Augmented(Augmented::Mul))]
    #[token("@=", |_| Token::Augmented(Augmented::MatMul))]
    #[token("/=", |_| Token::Augmented(Augmented::Div))]
    #[token("//=", |_| Token::Augmented(Augmented::FloorDiv))]
    #[token("%=", |_| Token::Augmented(Augmented::Mod))]
    #[token("**=", |_| Token::Augmented(Augmented::Pow))]
    #[token("<<=", |_| Token::Augmented(Augmented::LeftShift))]
    #[token(">>=", |_| Token::Augmented(Augmented::RightShift))]
    #[token("&=", |_| Token::Augmented(Augmented::BitAnd))]
    #[token("|=", |_| Token::Augmented(Augmented::BitOr))]
    #[token("^=", |_| Token::Augmented(Augmented::BitXor))]
    #[token("*", |_| Token::Star)]
    #[token("**", |_| Token::DoubleStar)]
    #[token("+", |_| Token::Plus)]
    #[token("-", |_| Token::Minus)]
    #[token("/", |_| Token::Slash)]
    #[token("//", |_| Token::DoubleSlash)]
    #[token("%", |_| Token::Percent)]
    #[token("@", |_| Token::At)]
    #[token("&", |_| Token::Amper)]
    #[token("|", |_| Token::Pipe)]
    #[token("^", |_| Token::Caret)]
    #[token("~", |_| Token::Tilde)]
    #[token("<<", |_| Token::LeftShift)]
    #[token(">>", |_| Token::RightShift)]
    #[token("<", |_| Token::Less)]
    #[token(">", |_| Token::Greater)]
    #[token("<=", |_| Token::LessEqual)]
    #[token(">=", |_| Token::GreaterEqual)]
    #[token("==", |_| Token::EqualEqual)]
    #[token("!=", |_| Token::NotEqual)]
    #[token("<>", |_| Token::NotEqual)]
    #[token("?", |_| Token::Question)]
    #[token("`", |_| Token::Backquote)]
    Operator(Token),
    /// An operator of C alone, which declarators know, or `!` of a field.
    #[token("&&")]
    #[token("||")]
    #[token("!")]
    Foreign,
}

pub(crate) struct Bracket {
    pub token: Token,
    pub index: usize,
}

pub(crate) struct Scanner<'a> {
    pub(crate) text: &'a str,
    /// The global position of the first byte of `text`.
    pub(crate) base: u32,
    pub(crate) options: Options,
    pub(crate) encoding: SourceEncoding,
    pub(crate) lexer: logos::Lexer<'a, Lexeme>,
    pub(crate) words: Words,
    pub(crate) names: &'a mut Interner,
    pub(crate) sink: &'a mut Sink,
    pub(crate) raws: Vec<Raw>,
    pub(crate) literals: Literals,
    pub(crate) brackets: Vec<Bracket>,
    pub(crate) modes: Vec<Mode>,
    pub(crate) layout: Layout,
}

impl<'a> Scanner<'a> {
    pub fn new(
        text: &'a str,
        base: u32,
        options: Options,
        names: &'a mut Interner,
        sink: &'a mut Sink,
    ) -> Self {
        Scanner {
            text,
            base,
            options,
            encoding: SourceEncoding::Utf8,
            lexer: Lexeme::lexer(text),
            words: Words::new(options, names),
            names,
            sink,
            raws: Vec::with_capacity(text.len() / 8 + 16),
            literals: Literals::default(),
            brackets: Vec::new(),
            modes: Vec::new(),
            layout: Layout::default(),
        }
    }

    /// Says how the text was encoded in the file.
    pub fn encoded_as(mut self, encoding: SourceEncoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// Scans a file: lines and blocks.
    pub fn module(mut self) -> (Vec<Raw>, Literals) {
        self.line_start();
        self.scan();
        self.close_brackets(0);
        self.end_line(self.text.len()..self.text.len());
        for _ in 0..self.layout.close() {
            self.push(Token::Dedent, self.text.len()..self.text.len());
        }
        (self.raws, self.literals)
    }

    /// Scans an expression: line ends mean nothing.
    pub fn expression(mut self) -> (Vec<Raw>, Literals) {
        self.layout.ignore_lines();
        self.scan();
        self.close_brackets(0);
        (self.raws, self.literals)
    }

    fn scan(&mut self) {
        loop {
            let more = match self.modes.last() {
                None | Some(Mode::Field { .. }) => self.code(),
                Some(Mode::Text(quotes) | Mode::Specification(quotes)) => {
                    let quotes = *quotes;
                    self.string_text(quotes)
                }
            };
            if !more {
                break;
            }
        }
        self.unfinished_strings();
    }

    pub(crate) fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.base + range.start as u32, self.base + range.end as u32)
    }

    pub(crate) fn push(&mut self, token: Token, range: std::ops::Range<usize>) {
        let span = self.span(range);
        self.raws.push(Raw { token, span, mate: NO_MATE, word: Word::Plain, emit: Emit::Once });
    }

    /// The position behind the last lexeme.
    pub(crate) fn position(&self) -> usize {
        self.lexer.span().end
    }

    /// Takes one lexeme of code; `false` at the end of the text.
    fn code(&mut self) -> bool {
        let Some(lexeme) = self.lexer.next() else { return false };
        let range = self.lexer.span();
        match lexeme {
            Ok(Lexeme::Word) => self.word(range),
            Ok(Lexeme::ForeignWord) => self.foreign_word(range),
            Ok(Lexeme::Number) => self.number(range.start),
            Ok(Lexeme::Quote) => self.quote(range),
            Ok(Lexeme::NewLine) => self.new_line(range),
            Ok(Lexeme::Open(token)) => self.open(token, range),
            Ok(Lexeme::Close(token)) => self.close(token, range),
            Ok(Lexeme::Operator(token)) => {
                if !self.field_operator(token, range.clone()) {
                    self.push(token, range);
                }
            }
            Ok(Lexeme::Foreign) => self.foreign_operator(range),
            Err(()) => self.invalid(range),
        }
        true
    }

    fn word(&mut self, range: std::ops::Range<usize>) {
        let name = self.names.intern(&self.text[range.clone()]);
        let (token, word) = self.words.classify(name);
        let span = self.span(range);
        self.raws.push(Raw { token, span, mate: NO_MATE, word, emit: Emit::Once });
    }

    /// A word with characters beyond ASCII: an identifier in its normal form, or stray characters.
    fn foreign_word(&mut self, range: std::ops::Range<usize>) {
        use unicode_normalization::UnicodeNormalization;
        let text = &self.text[range.clone()];
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            // A number that runs into such a word.
            self.number(range.start);
            return;
        }
        let normal: String = text.nfkc().collect();
        let mut characters = normal.chars();
        let starts = characters.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c));
        if starts && characters.all(unicode_ident::is_xid_continue) {
            let name = self.names.intern(&normal);
            let (token, word) = self.words.classify(name);
            let span = self.span(range);
            self.raws.push(Raw { token, span, mate: NO_MATE, word, emit: Emit::Once });
            return;
        }
        let is_wrong = |c: &char| !c.is_ascii() && !unicode_ident::is_xid_continue(*c);
        let (at, found) = text
            .char_indices()
            .find(|(_, c)| is_wrong(c))
            .unwrap_or((0, text.chars().next().unwrap_or(' ')));
        let at = range.start + at;
        self.report_character(at, found);
        self.push(Token::Error, range);
    }

    fn report_character(&mut self, at: usize, found: char) {
        let shown = match found {
            '\0'..=' ' | '\x7f' => format!("U+{:04X}", found as u32),
            _ if found.is_ascii() => format!("`{found}`"),
            _ => format!("`{found}` (U+{:04X})", found as u32),
        };
        let at = self.span(at..at + found.len_utf8());
        self.sink.push(lexical::InvalidCharacter { at, found: shown });
    }

    fn invalid(&mut self, range: std::ops::Range<usize>) {
        let found = self.text[range.clone()].chars().next().unwrap_or(' ');
        if found == '\\' {
            let at = self.span(range.clone());
            self.sink.push(lexical::StrayBackslash { at });
        } else if !matches!(self.raws.last(), Some(Raw { token: Token::Error, span, .. }) if span.hi == self.base + range.start as u32)
        {
            // One report for a run of them.
            self.report_character(range.start, found);
        }
        self.push(Token::Error, range);
    }

    fn number(&mut self, start: usize) {
        let rules = NumberRules {
            level_2: self.options.language_level < 3,
            python: self.options.kind == FileKind::Python,
        };
        let number = numbers::scan(&self.text.as_bytes()[start..], rules);
        let end = start + number.length;
        let taken = self.position();
        if end > taken {
            self.lexer.bump(end - taken);
        }
        let range = start..end.max(taken);
        if let Some(malformed) = number.malformed {
            let at = self.span(range.clone());
            match malformed {
                Malformed::Decimal => {
                    self.sink.push(lexical::InvalidNumber { at, kind: "decimal".into() })
                }
                Malformed::Base(kind) => {
                    self.sink.push(lexical::InvalidNumber { at, kind: kind.into() })
                }
                Malformed::LeadingZero => self.sink.push(lexical::LeadingZero { at }),
                Malformed::Suffix => self.sink.push(lexical::SuffixInPython { at }),
            }
        }
        let text = self.names.intern(&number.text);
        let token = match number.kind {
            NumberKind::Int => Token::Int(text),
            NumberKind::CInt => Token::CInt(text),
            NumberKind::Float => Token::Float(text),
            NumberKind::Imaginary => Token::Imaginary(text),
        };
        self.push(token, range);
    }

    fn new_line(&mut self, range: std::ops::Range<usize>) {
        if self.layout.ignores_lines() || !self.modes.is_empty() {
            return;
        }
        if !self.brackets.is_empty() {
            if !self.statement_follows(range.end) {
                return;
            }
            self.close_brackets(0);
            self.push(Token::Error, range.clone());
        }
        self.end_line(range);
        self.line_start();
    }

    /// Whether the next line begins with a word that no expression has: then the brackets were forgotten.
    fn statement_follows(&self, start: usize) -> bool {
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let blank = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let rest = &rest[blank..];
        let length = rest
            .iter()
            .take(12)
            .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
            .count();
        match &rest[..length] {
            b"def" | b"class" | b"del" | b"pass" | b"break" | b"continue" | b"return"
            | b"raise" | b"global" | b"nonlocal" | b"assert" | b"while" | b"try" | b"finally"
            | b"import" | b"elif" => true,
            b"cdef" | b"cpdef" | b"ctypedef" => self.options.kind != FileKind::Python,
            _ => false,
        }
    }

    fn end_line(&mut self, range: std::ops::Range<usize>) {
        match self.raws.last() {
            None | Some(Raw { token: Token::Newline | Token::Indent | Token::Dedent, .. }) => {}
            Some(_) => self.push(Token::Newline, range),
        }
    }

    /// Skips blank lines and comments, and compares the indentation of the next line with the open blocks.
    fn line_start(&mut self) {
        let start = self.position();
        let Some(line) = crate::layout::next_line(&self.text.as_bytes()[start..]) else {
            self.lexer.bump(self.text.len() - start);
            return;
        };
        let first = start + line.offset;
        let text_start = first + line.width;
        self.lexer.bump(text_start - start);
        let change = self.layout.indentation(&self.text.as_bytes()[first..text_start]);
        if change.inconsistent_tabs {
            let at = self.span(first..text_start);
            self.sink.push(lexical::InconsistentTabs { at });
        }
        if change.matches_no_block {
            let at = self.span(first..text_start);
            self.sink.push(lexical::InconsistentDedent { at });
        }
        if change.indent {
            self.push(Token::Indent, first..text_start);
        }
        for _ in 0..change.dedents {
            self.push(Token::Dedent, text_start..text_start);
        }
    }

    fn open(&mut self, token: Token, range: std::ops::Range<usize>) {
        self.brackets.push(Bracket { token, index: self.raws.len() });
        self.push(token, range);
    }

    fn close(&mut self, token: Token, range: std::ops::Range<usize>) {
        if self.at_field_level() {
            if token == Token::RBrace {
                self.close_field(range);
            } else {
                self.unmatched(token, range);
            }
            return;
        }
        let Some(open) = self.brackets.last() else {
            self.unmatched(token, range);
            return;
        };
        let (open_token, index) = (open.token, open.index);
        self.brackets.pop();
        let (wanted, shown) = closing(open_token);
        if wanted != token {
            let at = self.span(range.clone());
            let open = self.raws[index].span;
            let found = bracket_text(token).to_string();
            self.sink.push(lexical::MismatchedBracket {
                at,
                found,
                open,
                wanted: shown.to_string(),
            });
            self.push(Token::Error, range.clone());
        }
        self.raws[index].mate = self.raws.len() as u32;
        self.push(wanted, range);
    }

    fn unmatched(&mut self, token: Token, range: std::ops::Range<usize>) {
        let at = self.span(range.clone());
        self.sink.push(lexical::UnmatchedBracket { at, found: bracket_text(token).to_string() });
        self.push(Token::Error, range);
    }

    /// Gives up the brackets that are open beyond `keep`, and reports the innermost one.
    fn close_brackets(&mut self, keep: usize) {
        if let Some(open) = self.brackets[keep.min(self.brackets.len())..].last() {
            let wanted = closing(open.token).1.to_string();
            let at = self.raws[open.index].span;
            self.sink.push(lexical::UnclosedBracket {
                at,
                bracket: bracket_text(open.token).to_string(),
                wanted,
            });
            let end = self.position();
            self.push(Token::Error, end..end);
        }
        self.brackets.truncate(keep);
    }

    /// `&&`, `||` and `!`: `context` knows where they are right, and reports them elsewhere.
    fn foreign_operator(&mut self, range: std::ops::Range<usize>) {
        let (token, word) = match &self.text[range.clone()] {
            "&&" => (Token::And, Word::DoubleAmper),
            "||" => (Token::Or, Word::DoublePipe),
            _ if self.at_field_level() => return self.conversion(range),
            _ => (Token::Error, Word::Exclamation),
        };
        let span = self.span(range);
        self.raws.push(Raw { token, span, mate: NO_MATE, word, emit: Emit::Once });
    }
}

fn closing(open: Token) -> (Token, &'static str) {
    match open {
        Token::LParen => (Token::RParen, ")"),
        Token::LBracket => (Token::RBracket, "]"),
        _ => (Token::RBrace, "}"),
    }
}

fn bracket_text(token: Token) -> &'static str {
    match token {
        Token::LParen => "(",
        Token::RParen => ")",
        Token::LBracket => "[",
        Token::RBracket => "]",
        Token::LBrace => "{",
        _ => "}",
    }
}
