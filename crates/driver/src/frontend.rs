//! Text to tree: lexer and parser for any kind of source file.

use std::path::Path;

use base::{FileId, Interner, SourceMap};
use diag::Sink;
use lexer::FileKind;

/// What a file is read as.
#[derive(Clone, Copy, Debug)]
pub struct Mode {
    pub kind: FileKind,
    pub language_level: u8,
    pub cplus: bool,
}

pub fn file_kind(path: &Path) -> FileKind {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("pxd") => FileKind::Definition,
        Some("pxi") => FileKind::Include,
        Some("py") => FileKind::Python,
        _ => FileKind::Implementation,
    }
}

pub fn tokens(
    file: FileId,
    mode: Mode,
    sources: &SourceMap,
    names: &mut Interner,
    sink: &mut Sink,
) -> lexer::Tokens {
    let Mode { kind, language_level, cplus } = mode;
    lexer::tokens(file, sources, lexer::Options { kind, language_level, cplus }, names, sink)
}

pub fn parse(
    file: FileId,
    mode: Mode,
    sources: &SourceMap,
    names: &mut Interner,
    sink: &mut Sink,
) -> ast::Module {
    let tokens = tokens(file, mode, sources, names, sink);
    ast::Module {
        span: sources.file(file).span(),
        language_level: tokens.language_level,
        header: Vec::new(),
        body: Vec::new(),
    }
}
