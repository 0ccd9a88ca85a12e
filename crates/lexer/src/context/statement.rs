//! The start of a statement: soft keywords, the heads of declarations, and what block follows.

use base::Span;

use crate::context::{Block, Context, NO_LOOP};
use crate::token::{Modifier, Token};
use crate::words::Word;

impl Context<'_> {
    /// Looks at a statement from its first token on, and writes the first token if it is not an ordinary one.
    pub(super) fn statement(&mut self) {
        self.header = false;
        self.declaring = false;
        self.for_depth = NO_LOOP;
        self.for_from = false;
        self.next_block = self.block;
        match self.block {
            Block::Declarations | Block::CppClass => {
                if self.implicit_declaration() {
                    return;
                }
            }
            Block::Fused => {
                if self.kind(self.at) != Token::Pass {
                    self.variables(self.at);
                    self.declaring = false;
                }
                return;
            }
            Block::Enum => return self.keyword_as_declared_name(self.at),
            Block::Code { .. } | Block::Cases { .. } => {}
        }
        self.explicit_statement();
    }

    /// The suite of the statement at hand is code.
    fn code_follows(&mut self) {
        self.header = true;
        self.next_block = Block::Code { asynchronous: self.block.is_asynchronous() };
    }

    fn explicit_statement(&mut self) {
        let raw = self.raws[self.at];
        match raw.token {
            Token::If | Token::Elif | Token::Else | Token::While | Token::Try | Token::Finally => {
                self.code_follows();
                self.emit(raw);
            }
            Token::Except => {
                self.code_follows();
                self.emit(raw);
            }
            Token::For => {
                self.code_follows();
                self.loop_header(raw);
            }
            Token::With => self.with_statement(),
            Token::Class => {
                self.header = true;
                self.next_block = Block::Code { asynchronous: false };
                self.emit(raw);
            }
            Token::Def => self.function(false),
            Token::Cdef | Token::Cpdef | Token::Ctypedef => {
                self.declaration(self.at + 1);
                self.emit(raw);
            }
            Token::From => self.import_from(),
            Token::Name(_) if raw.word != Word::Plain => self.soft_keyword(),
            _ => self.token(raw),
        }
    }

    /// A line of a block of declarations: puts in the `cdef` that it lacks.
    fn implicit_declaration(&mut self) -> bool {
        let raw = self.raws[self.at];
        let starts = match raw.token {
            Token::Name(_) => {
                let next = self.kind(self.at + 1);
                match raw.word {
                    Word::CompileDef => !matches!(next, Token::Name(_)),
                    Word::CompileIf | Word::CompileElif => {
                        matches!(next, Token::Name(_)) && self.is_declared(self.at + 1)
                    }
                    Word::CompileElse => next != Token::Colon,
                    Word::Include => !matches!(next, Token::Str(_)),
                    _ => true,
                }
            }
            Token::LParen | Token::Class => true,
            _ => false,
        };
        if starts {
            self.out.push((Token::Cdef, Span::new(raw.span.lo, raw.span.lo)));
            self.declaration(self.at);
        }
        starts
    }

    /// Whether `IF name` declares a name of a type called `IF`.
    fn is_declared(&self, at: usize) -> bool {
        matches!(self.kind(at + 1), Token::Newline | Token::Comma | Token::Semicolon)
    }

    fn with_statement(&mut self) {
        let at = self.at;
        self.code_follows();
        match self.kind(at + 1) {
            Token::LParen if self.is_item_list(at + 1) => self.mark(at + 1, Token::WithParen),
            Token::Name(_)
                if self.word(at + 1) == Word::Template && self.kind(at + 2) == Token::LBracket =>
            {
                self.mark(at + 1, Token::Template);
                self.mark(at + 2, Token::TemplateBracket);
                self.next_block = Block::Declarations;
            }
            _ => {}
        }
        self.emit(self.raws[at]);
    }

    /// Whether the parenthesis behind `with` is around the items, and not the start of an expression.
    fn is_item_list(&self, at: usize) -> bool {
        let Some(behind) = self.behind_bracket(at) else { return false };
        if self.kind(behind) != Token::Colon || behind == at + 2 {
            return false;
        }
        let mut inner = at + 1;
        let mut starts_item = true;
        while inner < behind - 1 {
            match self.kind(inner) {
                Token::For | Token::ColonEqual | Token::Yield => return false,
                Token::Star if starts_item => return false,
                Token::Lambda => {
                    return self.kind(behind - 2) != Token::Comma && self.has_as(inner, behind);
                }
                Token::LParen | Token::LBracket | Token::LBrace => match self.behind_bracket(inner)
                {
                    Some(next) => {
                        inner = next;
                        starts_item = false;
                        continue;
                    }
                    None => return false,
                },
                token => starts_item = token == Token::Comma,
            }
            inner += 1;
        }
        true
    }

    fn has_as(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.kind(at) == Token::As)
    }

    fn function(&mut self, asynchronous: bool) {
        let at = self.at;
        self.header = true;
        self.next_block = Block::Code { asynchronous };
        if self.cython {
            let mut paren = at + 2;
            if self.kind(paren) == Token::LBracket {
                paren = self.behind_bracket(paren).unwrap_or(paren);
            }
            if self.kind(paren) == Token::LParen {
                self.raws[paren].word = Word::ParametersParen;
            }
        }
        self.emit(self.raws[at]);
    }

    fn import_from(&mut self) {
        let is = |name: Token, text: &str, this: &Self| matches!(name, Token::Name(name) if &this.names[name] == text);
        if is(self.kind(self.at + 1), "__future__", self) {
            let mut at = self.at + 2;
            while !matches!(self.kind(at), Token::Newline | Token::Semicolon) {
                self.print_function |= is(self.kind(at), "print_function", self);
                at += 1;
            }
        }
        self.emit(self.raws[self.at]);
    }

    /// A statement that starts with a word which may be a keyword.
    fn soft_keyword(&mut self) {
        let at = self.at;
        let raw = self.raws[at];
        let next = self.kind(at + 1);
        match raw.word {
            Word::Match if self.is_match_statement() => {
                self.header = true;
                self.next_block = Block::Cases { asynchronous: self.block.is_asynchronous() };
                self.emit_as(Token::Match);
            }
            Word::Case if matches!(self.block, Block::Cases { .. }) => {
                self.code_follows();
                self.emit_as(Token::Case);
            }
            Word::Type
                if self.is_name(at + 1)
                    && matches!(self.kind(at + 2), Token::Equal | Token::LBracket) =>
            {
                self.emit_as(Token::Type);
            }
            Word::Async if matches!(next, Token::Def | Token::With | Token::For) => {
                self.emit_as(Token::Async);
                match next {
                    Token::Def => self.function(true),
                    Token::With => self.with_statement(),
                    _ => {
                        self.code_follows();
                        self.emit(self.raws[self.at]);
                    }
                }
            }
            Word::Print if !self.print_function && !is_use_of_name(next) => {
                self.emit_as(Token::Print)
            }
            Word::Exec if !is_use_of_name(next) => self.emit_as(Token::Exec),
            Word::Include if matches!(next, Token::Str(_)) => self.emit_as(Token::Include),
            Word::Property if self.is_name(at + 1) && self.kind(at + 2) == Token::Colon => {
                self.code_follows();
                self.emit_as(Token::Property);
            }
            Word::CompileDef if self.is_name(at + 1) => self.emit_as(Token::CompileDef),
            Word::CompileIf if !is_use_of_name(next) => self.compile_time(Token::CompileIf),
            Word::CompileElif if !is_use_of_name(next) => self.compile_time(Token::CompileElif),
            Word::CompileElse if next == Token::Colon => self.compile_time(Token::CompileElse),
            _ => self.token(raw),
        }
    }

    /// The suite of `IF` holds what the block around it holds.
    fn compile_time(&mut self, token: Token) {
        self.header = true;
        self.next_block = self.block;
        self.emit_as(token);
    }

    /// `match` starts a statement if its line ends with a colon and an indented `case` follows.
    fn is_match_statement(&self) -> bool {
        if is_use_of_name(self.kind(self.at + 1)) {
            return false;
        }
        let mut end = self.at + 1;
        while self.kind(end) != Token::Newline {
            end = match self.kind(end) {
                Token::LParen | Token::LBracket | Token::LBrace => {
                    self.behind_bracket(end).unwrap_or(end + 1)
                }
                _ => end + 1,
            };
        }
        self.kind(end - 1) == Token::Colon
            && self.kind(end + 1) == Token::Indent
            && self.word(end + 2) == Word::Case
    }

    /// What stands behind `cdef`, `cpdef` or `ctypedef` (which may be left out).
    fn declaration(&mut self, mut at: usize) {
        self.header = true;
        let block = self.block;
        self.next_block = Block::Code { asynchronous: false };
        loop {
            let next = self.kind(at + 1);
            match self.word(at) {
                Word::Modifier(Modifier::Extern) if next == Token::From => {
                    self.fuse(at, 2, Token::ExternFrom);
                    return self.extern_block(at + 2);
                }
                Word::Modifier(modifier) if is_declaration_start(next) => {
                    self.mark(at, Token::Modifier(modifier))
                }
                Word::Nogil if next == Token::Colon => self.mark(at, Token::Nogil),
                _ => break,
            }
            at += 1;
        }
        let next = self.kind(at + 1);
        let names = matches!(next, Token::Name(_));
        match (self.kind(at), self.word(at)) {
            (Token::Colon, _) => self.next_block = Block::Declarations,
            (Token::Class, _) => self.mark(at, Token::CClass),
            (_, Word::Cppclass) if names => {
                self.mark(at, Token::Cppclass);
                self.cpp_class(at + 2);
            }
            (_, Word::Packed) if self.word(at + 1) == Word::Struct => {
                self.mark(at, Token::Packed);
                self.aggregate(at + 1, block);
            }
            (_, Word::Struct | Word::Union) if names || next == Token::Colon => {
                self.aggregate(at, block)
            }
            (_, Word::Enum) if names || matches!(next, Token::Colon | Token::Class) => {
                self.enumeration(at)
            }
            (_, Word::Fused) if names => {
                self.mark(at, Token::Fused);
                self.next_block = Block::Fused;
            }
            _ => self.variables(at),
        }
    }

    fn extern_block(&mut self, at: usize) {
        self.next_block = Block::Declarations;
        let mut at = at + 1;
        if self.word(at) == Word::Namespace {
            self.mark(at, Token::Namespace);
            at += 2;
        }
        if self.word(at) == Word::Nogil {
            self.mark(at, Token::Nogil);
        }
    }

    /// `struct name` or `union name`; in a C++ class they are classes.
    fn aggregate(&mut self, at: usize, block: Block) {
        let token = if self.word(at) == Word::Union { Token::Union } else { Token::Struct };
        self.mark(at, token);
        self.next_block = Block::Declarations;
        if block == Block::CppClass {
            self.cpp_class(at + 2);
        }
    }

    /// Behind the name of a C++ class: its C name, template parameters and bases.
    fn cpp_class(&mut self, mut at: usize) {
        self.next_block = Block::CppClass;
        if matches!(self.kind(at), Token::Str(_)) {
            at += 1;
        }
        if self.kind(at) == Token::LBracket {
            self.mark(at, Token::TemplateBracket);
            at = self.behind_bracket(at).unwrap_or(at + 1);
        }
        if self.kind(at) == Token::LParen {
            self.raws[at].word = Word::TypesParen;
        }
    }

    fn enumeration(&mut self, mut at: usize) {
        self.next_block = Block::Enum;
        let scoped = self.kind(at + 1) == Token::Class
            || (self.word(at + 1) == Word::Struct && self.is_name(at + 2));
        if scoped {
            self.fuse(at, 2, Token::ScopedEnum);
            at += 1;
        } else {
            self.mark(at, Token::Enum);
        }
        at += 2;
        if matches!(self.kind(at), Token::Str(_)) {
            at += 1;
        }
        if self.kind(at) == Token::LParen {
            self.raws[at].word = Word::TypesParen;
        }
    }
}

/// Whether a token behind a word shows that the word is an ordinary name.
fn is_use_of_name(next: Token) -> bool {
    matches!(
        next,
        Token::Equal
            | Token::Dot
            | Token::Augmented(_)
            | Token::ColonEqual
            | Token::Colon
            | Token::RParen
            | Token::In
            | Token::Is
    )
}

/// What can stand behind a modifier such as `public`.
fn is_declaration_start(token: Token) -> bool {
    matches!(token, Token::Name(_) | Token::LParen | Token::Class | Token::Colon)
}
