//! C types and declarators: runs ahead over one of them and marks its raw tokens.
//!
//! What is inside brackets is jumped over and marked when the main pass enters the bracket.

use crate::context::Context;
use crate::raw::Emit;
use crate::token::Token;
use crate::words::{TypeWord, Word, keyword_as_name};

/// How many tokens the exception clause and the like of a function type in a cast may have.
const MAX_TAIL: usize = 64;

impl Context<'_> {
    /// A parameter of a C function, or of `def` in a Cython file.
    pub(super) fn parameter(&mut self, at: usize) {
        if let Some(behind) = self.base_type(at, true) {
            self.declarator(behind, true);
        }
    }

    /// A type where an expression may stand as well. `lone` says that only types are expected here, so that a
    /// parenthesis is one of types.
    pub(super) fn type_argument(&mut self, at: usize, typed_brackets: bool, lone: bool) {
        if self.kind(at) == Token::LParen
            && !lone
            && (!typed_brackets || !self.is_tuple_of_types(at))
        {
            return;
        }
        let Some(behind) = self.base_type(at, typed_brackets) else { return };
        let end = self.pointers_end(behind);
        match self.kind(end) {
            Token::Comma | Token::RParen | Token::RBracket => self.mark_pointers(behind, end),
            // `(int *[3]) names`: only where nothing but a type can stand.
            Token::LBracket if lone => self.mark_pointers(behind, end),
            Token::LParen if self.abstract_declarator_paren(end) => {
                self.declarator(behind, false);
            }
            _ => {}
        }
    }

    /// Whether a parenthesis among type arguments holds types: it has a comma, or a star before its end.
    fn is_tuple_of_types(&self, at: usize) -> bool {
        let Some(behind) = self.behind_bracket(at) else { return false };
        let mut inner = at + 1;
        while inner < behind - 1 {
            match self.kind(inner) {
                Token::Comma => return true,
                Token::LParen | Token::LBracket | Token::LBrace => match self.behind_bracket(inner)
                {
                    Some(next) => inner = next,
                    None => return false,
                },
                _ => inner += 1,
            }
        }
        matches!(self.kind(behind - 2), Token::Star | Token::DoubleStar)
    }

    /// Marks a base type and returns the index behind it.
    pub(super) fn base_type(&mut self, mut at: usize, typed_brackets: bool) -> Option<usize> {
        loop {
            let token = match self.word(at) {
                Word::Const => Token::Const,
                Word::Volatile => Token::Volatile,
                _ => break,
            };
            if !self.is_name(at) || !(self.is_name(at + 1) || self.kind(at + 1) == Token::LParen) {
                break;
            }
            self.mark(at, token);
            at += 1;
        }
        at = match self.kind(at) {
            Token::LParen => {
                let behind = self.behind_bracket(at)?;
                self.mark(at, Token::TupleParen);
                behind
            }
            Token::CType(_) => at + 1,
            Token::Name(_) => self.merge_type(at),
            _ => return None,
        };
        // Parts of a fused token are no tokens of their own.
        while self.raw(at).emit == Emit::Not {
            at += 1;
        }
        loop {
            at = match self.kind(at) {
                Token::Dot if self.is_name(at + 1) => at + 2,
                Token::LBracket | Token::TypeBracket => {
                    let behind = self.behind_bracket(at)?;
                    if typed_brackets {
                        self.mark(at, Token::TypeBracket);
                    }
                    behind
                }
                _ => return Some(at),
            };
        }
    }

    /// Makes the words of a C type at `at`, if there are several, one token; returns the index behind them. The
    /// order is sign and length in any order, base, `complex`.
    pub(super) fn merge_type(&mut self, at: usize) -> usize {
        let mut end = at;
        let (mut sign, mut short, mut longs, mut base) = (None, false, 0, None);
        while let Some(word) = self.type_word(end) {
            match word {
                TypeWord::Signed => sign = Some("signed"),
                TypeWord::Unsigned => sign = Some("unsigned"),
                TypeWord::Short => short = true,
                TypeWord::Long => longs += 1,
                _ => break,
            }
            end += 1;
        }
        let sized = end > at;
        let complex = match self.type_word(end) {
            Some(TypeWord::Char) => self.base_word(&mut base, "char", &mut end),
            Some(TypeWord::Int) => self.base_word(&mut base, "int", &mut end),
            Some(TypeWord::Float) => self.base_word(&mut base, "float", &mut end),
            Some(TypeWord::Double) => self.base_word(&mut base, "double", &mut end),
            Some(TypeWord::Other) if !sized => return at + 1,
            _ => sized && self.type_word(end) == Some(TypeWord::Complex),
        };
        if complex {
            end += 1;
        }
        if end <= at + 1 {
            return at + 1;
        }
        let mut text = String::new();
        let mut add = |word: &str| {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        };
        if let Some(sign) = sign {
            add(sign);
        }
        if short {
            add("short");
        }
        for _ in 0..longs.min(2) {
            add("long");
        }
        match base {
            Some("int") if short || longs > 0 => {}
            Some(base) => add(base),
            None => {}
        }
        if complex {
            add("complex");
        }
        let name = self.names.intern(&text);
        self.fuse(at, end - at, Token::CType(name));
        if !text.contains(' ') {
            // `long int` is `long`, a single word.
            self.mark(at, Token::Name(name));
        }
        end
    }

    /// Takes a base word; whether `complex` follows.
    fn base_word(
        &self,
        base: &mut Option<&'static str>,
        word: &'static str,
        end: &mut usize,
    ) -> bool {
        *base = Some(word);
        *end += 1;
        self.type_word(*end) == Some(TypeWord::Complex)
    }

    fn type_word(&self, at: usize) -> Option<TypeWord> {
        match self.raws.get(at) {
            Some(raw) if raw.emit == Emit::Once && matches!(raw.token, Token::Name(_)) => {
                match raw.word {
                    Word::InType(word) => Some(word),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Marks a declarator and returns the index behind it (before its tail).
    pub(super) fn declarator(&mut self, mut at: usize, named: bool) -> usize {
        let mut depth = 0_u32;
        loop {
            let end = self.pointers_end(at);
            if end > at && !self.is_qualifier(at) {
                self.mark_pointers(at, end);
                at = end;
            } else if self.is_name(at) && self.word(at) == Word::Convention {
                if let Token::Name(name) = self.kind(at) {
                    self.mark(at, Token::CallingConvention(name));
                }
                at += 1;
            } else if self.kind(at) == Token::LParen && self.is_declarator_paren(at) {
                self.mark(at, Token::DeclParen);
                depth += 1;
                at += 1;
            } else {
                break;
            }
        }
        if named {
            self.keyword_as_declared_name(at);
        }
        if named && self.is_name(at) {
            at = self.operator_name(at);
            if matches!(self.kind(at), Token::Str(_)) {
                at += 1;
            }
        }
        self.declarator_suffixes(at, depth)
    }

    /// C code may declare what Python has as a keyword: `as`, `None`.
    pub(super) fn keyword_as_declared_name(&mut self, at: usize) {
        if let Some(text) = keyword_as_name(self.kind(at)) {
            let name = self.names.intern(text);
            self.mark(at, Token::Name(name));
        }
    }

    fn is_qualifier(&self, at: usize) -> bool {
        matches!(self.kind(at), Token::Name(_) | Token::Const | Token::Restrict | Token::Volatile)
    }

    fn declarator_suffixes(&mut self, mut at: usize, mut depth: u32) -> usize {
        loop {
            match self.kind(at) {
                Token::LBracket => {
                    let Some(behind) = self.behind_bracket(at) else { return at };
                    if self.kind(behind) == Token::LParen {
                        self.mark(at, Token::TemplateBracket);
                    }
                    at = behind;
                }
                Token::LParen => {
                    self.mark(at, Token::CallParen);
                    let Some(behind) = self.behind_bracket(at) else { return at };
                    at = behind;
                }
                Token::RParen if depth > 0 => {
                    depth -= 1;
                    at += 1;
                }
                _ => return at,
            }
        }
    }

    /// Whether the parenthesis at `at`, where a declarator may start, is around a declarator: else it opens the
    /// parameters of a nameless function.
    pub(super) fn is_declarator_paren(&self, at: usize) -> bool {
        match self.kind(at + 1) {
            Token::Star | Token::DoubleStar | Token::Amper | Token::LParen | Token::Ptr(_) => true,
            Token::And => self.word(at + 1) == Word::DoubleAmper,
            Token::Name(_) => self.word(at + 1) == Word::Convention,
            _ => false,
        }
    }

    /// `(*)` behind an operand, which is never a call.
    pub(super) fn abstract_declarator_paren(&self, at: usize) -> bool {
        let end = self.pointers_end(at + 1);
        end > at + 1
            && self.kind(end) == Token::RParen
            && matches!(self.kind(at + 1), Token::Star | Token::DoubleStar)
    }

    /// The name in a declarator; `operator` and a C++ operator make one name. Returns the index behind it.
    fn operator_name(&mut self, at: usize) -> usize {
        if self.word(at) != Word::Operator {
            // Whatever the name means elsewhere, here it is declared.
            self.raws[at].word = Word::Plain;
            return at + 1;
        }
        let next = self.raw(at + 1);
        let count = match next.token {
            Token::LParen | Token::LBracket => usize::from(next.mate as usize == at + 2) * 2,
            Token::Plus | Token::Minus if self.kind(at + 2) == next.token => 2,
            Token::LessEqual if self.kind(at + 2) == Token::Greater => 2,
            Token::Star if self.kind(at + 2) == Token::Equal => 2,
            Token::Name(_) if self.kind(at + 2) == Token::LParen => 1,
            Token::Error => usize::from(next.word == Word::Exclamation),
            _ if is_overloadable(next.token) => 1,
            _ => 0,
        };
        let behind = at + 1 + count;
        let parameters = match self.kind(behind) {
            Token::LBracket => {
                self.behind_bracket(behind).map_or(Token::Newline, |at| self.kind(at))
            }
            token => token,
        };
        if count == 0 || parameters != Token::LParen {
            return at + 1;
        }
        let mut text = String::from("operator");
        if matches!(next.token, Token::Name(_)) {
            text.push(' ');
        }
        for index in at + 1..behind {
            text.push_str(self.source(self.raws[index].span));
        }
        let name = self.names.intern(&text);
        self.fuse(at, count + 1, Token::Name(name));
        behind
    }

    /// A `<` where an operand should start: a cast, if a `>` ends it.
    pub(super) fn cast(&mut self) {
        let at = self.at;
        let Some(behind) = self.base_type(at + 1, true) else { return };
        let start = self.declarator(behind, false);
        let Some(end) = self.cast_end(start) else { return };
        self.mark(at, Token::CastOpen);
        self.mark(end, Token::CastClose);
    }

    /// The `>` of a cast behind the type that ends at `at`; the tail of a function type may be between them.
    fn cast_end(&self, at: usize) -> Option<usize> {
        let tail = match self.kind(at) {
            Token::Greater => return Some(at),
            Token::Question => return (self.kind(at + 1) == Token::Greater).then_some(at + 1),
            Token::Except | Token::With => true,
            Token::Name(_) => {
                matches!(self.word(at), Word::Nogil | Word::Noexcept | Word::Const)
            }
            _ => false,
        };
        let mut end = at;
        // A tail is short, and looking for its end again and again must not become expensive.
        while tail && end < at + MAX_TAIL {
            end = match self.kind(end) {
                Token::Greater => return Some(end),
                Token::LParen | Token::LBracket | Token::LBrace => self.behind_bracket(end)?,
                Token::Newline
                | Token::Comma
                | Token::Colon
                | Token::Semicolon
                | Token::Equal
                | Token::RParen
                | Token::RBracket
                | Token::RBrace => return None,
                _ => end + 1,
            };
        }
        None
    }

    /// What follows `cdef int`: a type and the first declarator.
    pub(super) fn variables(&mut self, at: usize) {
        self.declaring = true;
        if self.word(at) == Word::Operator && !self.is_name(at + 1) {
            // `operator=(T&)` need not say what it returns.
            self.declarator(at, true);
            return;
        }
        let Some(behind) = self.base_type(at, true) else { return };
        let nameless = self.kind(behind) == Token::LParen && !self.is_declarator_paren(behind);
        if nameless
            && self.kind(at + 1) == Token::TypeBracket
            && self.behind_bracket(at + 1) == Some(behind)
        {
            // `name[T](...)`: a function without a type, such as a constructor, that has template parameters.
            self.mark(at + 1, Token::TemplateBracket);
        }
        self.declarator(behind, true);
    }
}

fn is_overloadable(token: Token) -> bool {
    matches!(
        token,
        Token::Plus
            | Token::Minus
            | Token::Star
            | Token::Slash
            | Token::Percent
            | Token::Tilde
            | Token::Pipe
            | Token::Amper
            | Token::Caret
            | Token::LeftShift
            | Token::RightShift
            | Token::Comma
            | Token::EqualEqual
            | Token::NotEqual
            | Token::Greater
            | Token::GreaterEqual
            | Token::Less
            | Token::LessEqual
            | Token::Equal
            | Token::And
            | Token::Or
            | Token::Arrow
            | Token::Augmented(_)
    )
}
