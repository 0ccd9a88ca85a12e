//! Decides what one token of look-ahead cannot.
//!
//! One pass over the raw tokens that writes the final ones. At the start of a statement, `statement` finds out
//! what it is; where types are written, `declaration` runs ahead and marks the raw tokens in place (the star of a
//! pointer, the bracket of parameters), jumping over brackets by their mates. The contents of a bracket are
//! looked at when the pass gets there: what a bracket is for is a [`Frame`] on a stack. So every token is looked at
//! a bounded number of times, and nothing recurses.
//!
//! ```text
//! cdef int (*f)(long long, double[:] not None) except? -1 nogil
//! ->  Cdef Name DeclParen Ptr Name RParen CallParen CType Comma Name TypeBracket Colon RBracket NotNone RParen
//!     ExceptMaybe Minus Int Nogil
//! ```

mod declaration;
mod statement;

use base::{Interner, Span};
use diag::{Sink, lexical};

use crate::raw::{Emit, NO_MATE, Raw};
use crate::token::{Indirection, Token};
use crate::words::{Word, keyword_as_name};
use crate::{FileKind, Options};

/// What an open bracket (or lambda) is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Frame {
    Expression,
    /// Of a function; `value` from the `=` or `:` of a parameter to the next comma.
    Parameters {
        value: bool,
    },
    /// Types, or expressions where types would do.
    Types,
    TemplateParameters,
    /// Up to the colon.
    Lambda,
}

/// What the statements of a block are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Block {
    Code {
        asynchronous: bool,
    },
    /// Lines are declarations without `cdef`.
    Declarations,
    /// The same, and a `struct` is a class.
    CppClass,
    Enum,
    Fused,
    /// Of a `match` statement.
    Cases {
        asynchronous: bool,
    },
}

impl Block {
    fn is_asynchronous(self) -> bool {
        matches!(self, Block::Code { asynchronous: true } | Block::Cases { asynchronous: true })
    }
}

/// A depth that no bracket has.
const NO_LOOP: usize = usize::MAX;

pub(crate) struct Context<'a> {
    raws: &'a mut [Raw],
    text: &'a str,
    base: u32,
    /// Cython's own syntax is known: not a Python file.
    cython: bool,
    names: &'a mut Interner,
    sink: &'a mut Sink,
    out: Vec<(Token, Span)>,
    at: usize,
    frames: Vec<Frame>,
    blocks: Vec<Block>,
    /// The block that the next indentation opens.
    next_block: Block,
    /// The block that the statement at hand belongs to.
    block: Block,
    starts_statement: bool,
    /// The next colon outside brackets opens a suite.
    header: bool,
    /// Behind a comma outside brackets stands a declarator.
    declaring: bool,
    /// How many brackets are open around the last `for`, if it may be a `for` with `from`.
    for_depth: usize,
    for_from: bool,
    /// Stars before this one are known to be operators.
    operators_until: usize,
    print_function: bool,
}

impl<'a> Context<'a> {
    pub fn new(
        raws: &'a mut [Raw],
        text: &'a str,
        base: u32,
        options: Options,
        names: &'a mut Interner,
        sink: &'a mut Sink,
    ) -> Self {
        let code = Block::Code { asynchronous: false };
        Context {
            out: Vec::with_capacity(raws.len() + 16),
            raws,
            text,
            base,
            cython: options.kind != FileKind::Python,
            names,
            sink,
            at: 0,
            frames: Vec::new(),
            blocks: Vec::new(),
            next_block: code,
            block: code,
            starts_statement: false,
            header: false,
            declaring: false,
            for_depth: NO_LOOP,
            for_from: false,
            operators_until: 0,
            print_function: false,
        }
    }

    pub fn module(mut self) -> Vec<(Token, Span)> {
        self.starts_statement = true;
        self.run();
        self.out
    }

    pub fn expression(mut self) -> Vec<(Token, Span)> {
        self.run();
        self.out
    }

    fn run(&mut self) {
        while self.at < self.raws.len() {
            let raw = self.raws[self.at];
            match raw.token {
                _ if raw.emit == Emit::Not => self.at += 1,
                Token::Newline => {
                    self.emit(raw);
                    self.frames.clear();
                    self.block =
                        self.blocks.last().copied().unwrap_or(Block::Code { asynchronous: false });
                    self.starts_statement = true;
                }
                Token::Indent => {
                    self.blocks.push(self.next_block);
                    self.block = self.next_block;
                    self.emit(raw);
                }
                Token::Dedent => {
                    self.blocks.pop();
                    self.block =
                        self.blocks.last().copied().unwrap_or(Block::Code { asynchronous: false });
                    self.emit(raw);
                }
                _ if self.starts_statement => {
                    self.starts_statement = false;
                    self.statement();
                }
                _ => self.token(raw),
            }
        }
    }

    fn emit(&mut self, raw: Raw) {
        match raw.emit {
            Emit::Once => self.out.push((raw.token, raw.span)),
            Emit::Not => {}
            Emit::Twice => {
                let middle = raw.span.lo + 1;
                self.out.push((raw.token, Span::new(raw.span.lo, middle)));
                self.out.push((raw.token, Span::new(middle, raw.span.hi)));
            }
        }
        self.at += 1;
    }

    fn emit_as(&mut self, token: Token) {
        let mut raw = self.raws[self.at];
        raw.token = token;
        self.emit(raw);
    }

    /// The raw token at an index; behind the last one, the end of a line.
    fn raw(&self, at: usize) -> Raw {
        self.raws.get(at).copied().unwrap_or(Raw {
            token: Token::Newline,
            span: Span::default(),
            mate: NO_MATE,
            word: Word::Plain,
            emit: Emit::Once,
        })
    }

    fn kind(&self, at: usize) -> Token {
        self.raws.get(at).map_or(Token::Newline, |raw| raw.token)
    }

    fn word(&self, at: usize) -> Word {
        self.raws.get(at).map_or(Word::Plain, |raw| raw.word)
    }

    fn is_name(&self, at: usize) -> bool {
        matches!(self.kind(at), Token::Name(_))
    }

    /// The index behind the bracket that opens at `at`.
    fn behind_bracket(&self, at: usize) -> Option<usize> {
        let mate = self.raws[at].mate;
        (mate != NO_MATE).then_some(mate as usize + 1)
    }

    fn mark(&mut self, at: usize, token: Token) {
        self.raws[at].token = token;
    }

    /// Makes `count` raw tokens from `at` on one token.
    fn fuse(&mut self, at: usize, count: usize, token: Token) {
        let last = self.raws[at + count - 1].span;
        let first = &mut self.raws[at];
        first.token = token;
        first.word = Word::Plain;
        first.span = first.span.to(last);
        for raw in &mut self.raws[at + 1..at + count] {
            raw.emit = Emit::Not;
        }
    }

    fn last(&self) -> Token {
        self.out.last().map_or(Token::Newline, |(token, _)| *token)
    }

    /// Whether an operand (or what stands like one) has just ended, so that an operator or a tail must follow.
    fn after_operand(&self) -> bool {
        let last = self.last();
        last.ends_operand()
            || matches!(
                last,
                Token::ExceptAny
                    | Token::ExceptPlus
                    | Token::ExceptPlusAny
                    | Token::Noexcept
                    | Token::Nogil
                    | Token::Const
            )
    }

    /// Writes the token at hand. Marked tokens fall through to `emit`.
    fn token(&mut self, raw: Raw) {
        match raw.token {
            Token::Name(_) => self.name(raw),
            Token::LParen | Token::LBracket | Token::LBrace | Token::FieldOpen => self.open(raw),
            Token::DeclParen => self.push(Frame::Expression, raw),
            Token::CallParen => self.parameters(raw),
            Token::TupleParen | Token::TypeBracket => self.types(raw, true),
            Token::SizeofParen => self.types(raw, false),
            Token::TemplateBracket => self.push(Frame::TemplateParameters, raw),
            Token::WithParen => self.push(Frame::Expression, raw),
            Token::RParen | Token::RBracket | Token::RBrace | Token::FieldClose => {
                while self.frames.pop() == Some(Frame::Lambda) {}
                self.emit(raw);
            }
            Token::Lambda => self.push(Frame::Lambda, raw),
            Token::Comma => self.comma(raw),
            Token::Colon => self.colon(raw),
            Token::Semicolon => {
                self.starts_statement = self.frames.is_empty();
                self.emit(raw);
            }
            Token::Equal => self.equal(raw),
            Token::Dot => {
                self.emit(raw);
                if self.cython {
                    self.name_behind_dot();
                }
            }
            Token::For => self.loop_header(raw),
            Token::From => {
                self.for_from |= self.for_depth == self.frames.len();
                self.emit(raw);
            }
            Token::And if raw.word == Word::DoubleAmper => self.foreign_operator(raw, "and"),
            Token::Or if raw.word == Word::DoublePipe => self.foreign_operator(raw, "or"),
            Token::Error if raw.word == Word::Exclamation => self.foreign_operator(raw, "not"),
            _ if self.cython => self.cython_token(raw),
            _ => self.emit(raw),
        }
    }

    /// Operators and keywords that mean more in Cython.
    fn cython_token(&mut self, raw: Raw) {
        match raw.token {
            Token::Less if !self.after_operand() => {
                self.cast();
                self.emit(self.raws[self.at]);
            }
            Token::Star | Token::DoubleStar | Token::Amper => self.pointer(raw),
            Token::Not | Token::Or => self.none_clause(raw),
            Token::Except => self.exception_clause(),
            Token::With if self.word(self.at + 1) == Word::Gil => {
                self.fuse(self.at, 2, Token::WithGil);
                self.emit(self.raws[self.at]);
            }
            _ => self.emit(raw),
        }
    }

    pub(in crate::context) fn loop_header(&mut self, raw: Raw) {
        self.for_depth = self.frames.len();
        self.for_from = false;
        self.emit(raw);
    }

    fn push(&mut self, frame: Frame, raw: Raw) {
        self.frames.push(frame);
        self.emit(raw);
    }

    fn foreign_operator(&mut self, raw: Raw, instead: &str) {
        let found = self.source(raw.span).to_string();
        self.sink.push(lexical::ForeignOperator {
            at: raw.span,
            found,
            instead: format!("`{instead}`"),
        });
        self.emit(raw);
    }

    fn source(&self, span: Span) -> &'a str {
        &self.text[(span.lo - self.base) as usize..(span.hi - self.base) as usize]
    }

    /// An opening bracket that nothing has marked.
    fn open(&mut self, raw: Raw) {
        match raw.word {
            Word::ParametersParen => return self.parameters(raw),
            Word::TypesParen => return self.types(raw, true),
            _ => {}
        }
        if self.cython
            && raw.token == Token::LParen
            && self.after_operand()
            && self.abstract_declarator_paren(self.at)
        {
            self.declarator(self.at, false);
            return self.push(Frame::Expression, self.raws[self.at]);
        }
        self.push(Frame::Expression, raw);
    }

    fn parameters(&mut self, raw: Raw) {
        self.push(Frame::Parameters { value: false }, raw);
        self.parameter(self.at);
    }

    /// A bracket around types; in `sizeof` and other expressions their own brackets stay ordinary ones.
    fn types(&mut self, raw: Raw, typed_brackets: bool) {
        let frame = if typed_brackets { Frame::Types } else { Frame::Expression };
        self.push(frame, raw);
        let lone = raw.token != Token::TypeBracket && typed_brackets;
        self.type_argument(self.at, typed_brackets, lone);
    }

    fn comma(&mut self, raw: Raw) {
        self.emit(raw);
        match self.frames.last_mut() {
            None if self.block == Block::Enum => self.keyword_as_declared_name(self.at),
            None if self.declaring => {
                self.declarator(self.at, true);
            }
            Some(Frame::Parameters { value }) => {
                *value = false;
                self.parameter(self.at);
            }
            Some(Frame::Types) => self.type_argument(self.at, true, false),
            _ => {}
        }
    }

    fn colon(&mut self, raw: Raw) {
        self.emit(raw);
        match self.frames.last_mut() {
            None if self.header => {
                self.header = false;
                self.starts_statement = true;
                self.block = self.next_block;
            }
            Some(Frame::Parameters { value }) => *value = true,
            Some(Frame::Lambda) => {
                self.frames.pop();
            }
            _ => {}
        }
    }

    fn equal(&mut self, raw: Raw) {
        let Some(frame) = self.frames.last_mut() else { return self.emit(raw) };
        match frame {
            Frame::Parameters { value } => *value = true,
            Frame::TemplateParameters => {}
            Frame::Types => {
                self.emit(raw);
                return self.type_argument(self.at, true, false);
            }
            Frame::Expression | Frame::Lambda => return self.emit(raw),
        }
        let default = matches!(self.kind(self.at + 1), Token::Star | Token::Question);
        if default
            && matches!(self.kind(self.at + 2), Token::Comma | Token::RParen | Token::RBracket)
        {
            self.fuse(self.at, 2, Token::OptionalDefault);
        }
        self.emit(self.raws[self.at]);
    }

    fn name_behind_dot(&mut self) {
        let Some(text) = keyword_as_name(self.kind(self.at)) else { return };
        let name = self.names.intern(text);
        self.emit_as(Token::Name(name));
    }

    /// A star or ampersand that is no operator: it stands behind an operand and before the end of an argument.
    fn pointer(&mut self, raw: Raw) {
        let in_brackets = matches!(self.frames.last(), Some(Frame::Expression | Frame::Types));
        let fits = self.after_operand() || matches!(self.last(), Token::Ptr(_));
        if in_brackets && fits && self.at >= self.operators_until {
            let end = self.pointers_end(self.at);
            self.operators_until = end;
            if matches!(self.kind(end), Token::Comma | Token::RParen | Token::RBracket) {
                self.mark_pointers(self.at, end);
                return self.emit(self.raws[self.at]);
            }
        }
        self.emit(raw);
    }

    /// `not None` and `or None` behind a parameter.
    fn none_clause(&mut self, raw: Raw) {
        let in_parameter = self.frames.last() == Some(&Frame::Parameters { value: false });
        if in_parameter && self.kind(self.at + 1) == Token::None {
            let token = if raw.token == Token::Not { Token::NotNone } else { Token::OrNone };
            self.fuse(self.at, 2, token);
        }
        self.emit(self.raws[self.at]);
    }

    /// `except` that does not start a clause of `try`: the tail of a C function.
    fn exception_clause(&mut self) {
        let at = self.at;
        let (count, token) = match (self.kind(at + 1), self.kind(at + 2)) {
            (Token::Star, _) => (2, Token::ExceptAny),
            (Token::Plus, Token::Star) => (3, Token::ExceptPlusAny),
            (Token::Plus, _) => (2, Token::ExceptPlus),
            (Token::Question, _) => (2, Token::ExceptMaybe),
            _ => (1, Token::ExceptValue),
        };
        self.fuse(at, count, token);
        let next = self.raw(at + count);
        if token == Token::ExceptPlus
            && next.word == Word::Nogil
            && next.span.lo == self.raws[at].span.hi
        {
            self.sink.push(lexical::ExceptPlusNogil { at: next.span });
        }
        self.emit(self.raws[at]);
    }

    fn name(&mut self, raw: Raw) {
        if raw.word == Word::Plain || self.last() == Token::Dot {
            return self.emit(raw);
        }
        let at = self.at;
        let next_is_name = self.is_name(at + 1);
        match raw.word {
            Word::Async if matches!(self.kind(at + 1), Token::For | Token::Def | Token::With) => {
                return self.emit_as(Token::Async);
            }
            Word::Await if self.is_await() => return self.emit_as(Token::Await),
            Word::InType(_) => {
                self.merge_type(at);
            }
            Word::Nogil if self.after_operand() => self.mark(at, Token::Nogil),
            Word::Noexcept if self.after_operand() => self.mark(at, Token::Noexcept),
            Word::Const if self.after_operand() || self.after_pointer() || next_is_name => {
                self.mark(at, Token::Const);
            }
            Word::Volatile if self.after_pointer() || next_is_name => {
                self.mark(at, Token::Volatile)
            }
            Word::Restrict if self.after_pointer() => self.mark(at, Token::Restrict),
            Word::Sizeof
                if self.kind(at + 1) == Token::LParen
                    && !matches!(self.last(), Token::Def | Token::Dot) =>
            {
                self.fuse(at, 2, Token::SizeofParen);
                self.raws[at].mate = self.raws[at + 1].mate;
                return self.types(self.raws[at], false);
            }
            Word::New if next_is_name && !self.after_operand() => {
                self.mark(at, Token::New);
                self.base_type(at + 1, true);
            }
            Word::By
                if self.for_from && self.for_depth == self.frames.len() && self.after_operand() =>
            {
                self.mark(at, Token::By)
            }
            _ => {}
        }
        self.emit(self.raws[at]);
    }

    fn after_pointer(&self) -> bool {
        matches!(self.last(), Token::Ptr(_) | Token::Const)
    }

    /// `await` is a keyword in asynchronous functions, and elsewhere if only an operand can follow.
    fn is_await(&self) -> bool {
        match self.kind(self.at + 1) {
            Token::Name(_)
            | Token::Int(_)
            | Token::CInt(_)
            | Token::Float(_)
            | Token::Imaginary(_)
            | Token::Str(_)
            | Token::InterpolatedStart(_)
            | Token::True
            | Token::False
            | Token::None
            | Token::Null => true,
            _ => self.block.is_asynchronous(),
        }
    }

    /// Behind a run of stars, ampersands and their qualifiers.
    fn pointers_end(&self, mut at: usize) -> usize {
        loop {
            match self.kind(at) {
                Token::Star | Token::DoubleStar | Token::Amper | Token::Ptr(_) => {}
                Token::And if self.word(at) == Word::DoubleAmper => {}
                Token::Name(_)
                    if matches!(self.word(at), Word::Const | Word::Restrict | Word::Volatile) => {}
                Token::Const | Token::Restrict | Token::Volatile => {}
                _ => return at,
            }
            at += 1;
        }
    }

    fn mark_pointers(&mut self, start: usize, end: usize) {
        for at in start..end {
            let token = match (self.kind(at), self.word(at)) {
                (Token::Star, _) => Token::Ptr(Indirection::Pointer),
                (Token::DoubleStar, _) => {
                    self.raws[at].emit = Emit::Twice;
                    Token::Ptr(Indirection::Pointer)
                }
                (Token::Amper, _) => Token::Ptr(Indirection::Reference),
                (Token::And, _) => Token::Ptr(Indirection::RvalueReference),
                (Token::Name(_), Word::Const) => Token::Const,
                (Token::Name(_), Word::Restrict) => Token::Restrict,
                (Token::Name(_), Word::Volatile) => Token::Volatile,
                (token, _) => token,
            };
            self.raws[at].word = Word::Plain;
            self.mark(at, token);
        }
    }
}
