//! From source text to the tokens of the grammar.
//!
//! Three steps, each a pass over a flat list, none recursive: `raw` cuts the text into words, numbers, strings and
//! operators, `layout` finds logical lines and blocks, and `context` decides what the grammar cannot see with one
//! token of look-ahead: which words are keywords here, which stars belong to types, what a bracket is for.

mod characters;
mod classes;
mod context;
mod encoding;
mod head;
mod layout;
mod literal;
mod numbers;
mod raw;
mod strings;
mod text;
mod token;
mod words;

use base::{FileId, Interner, SourceMap, Span};
use diag::Sink;

use context::Context;
use raw::Scanner;

pub use encoding::{Decoded, SourceEncoding, decode};
pub use literal::{Escape, Literals, PlainBytes, StringId, StringKind, StringLiteral};
pub use token::{Augmented, Indirection, Interpolation, Modifier, Token};

/// What kind of file the text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileKind {
    /// `.pyx`
    Implementation,
    /// `.pxd`
    Definition,
    /// `.pxi`
    Include,
    /// `.py`: the words of Cython are plain names.
    Python,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    pub kind: FileKind,
    /// 2 or 3; a `# cython: language_level=` in the head of the file takes precedence.
    pub language_level: u8,
    /// C++ mode: `&&` declares an rvalue reference, `enum class` is scoped.
    pub cplus: bool,
}

/// `# cython: key=value` (one for each pair) or `# distutils: key = value` in the head of the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeadComment {
    pub tool: HeadTool,
    pub key: String,
    pub value: String,
    pub key_span: Span,
    pub value_span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeadTool {
    Cython,
    Distutils,
}

/// A file as tokens.
pub struct Tokens {
    pub tokens: Vec<(Token, Span)>,
    pub literals: Literals,
    pub head: Vec<HeadComment>,
    /// The level that the tokens were made for: that of the options, or of the head comments.
    pub language_level: u8,
}

/// Cuts a file into tokens. What is wrong is reported to the sink and leaves a [`Token::Error`] behind, unless a
/// token could be made all the same.
pub fn tokens(
    file: FileId,
    sources: &SourceMap,
    options: Options,
    names: &mut Interner,
    sink: &mut Sink,
) -> Tokens {
    let source = sources.file(file);
    let head = head::read(&source.text, source.base);
    let language_level = head::language_level(&head, sink).unwrap_or(options.language_level);
    let options = Options { language_level, ..options };
    let (mut raws, literals) = Scanner::new(&source.text, source.base, options, names, sink)
        .encoded_as(encoding::of_text(&source.text))
        .module();
    let tokens = Context::new(&mut raws, &source.text, source.base, options, names, sink).module();
    Tokens { tokens, literals, head, language_level }
}

/// Cuts an expression that stands alone, such as a string annotation, into tokens; its text starts at `base`.
pub fn expression_tokens(
    text: &str,
    base: u32,
    options: Options,
    names: &mut Interner,
    sink: &mut Sink,
) -> Tokens {
    let (mut raws, literals) = Scanner::new(text, base, options, names, sink).expression();
    let tokens = Context::new(&mut raws, text, base, options, names, sink).expression();
    Tokens { tokens, literals, head: Vec::new(), language_level: options.language_level }
}
