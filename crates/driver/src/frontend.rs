//! Text to tree: lexer and parser for any kind of source file.

use std::path::Path;

use base::{FileId, Interner, SourceMap};
use diag::Sink;
use lexer::{FileKind, HeadTool, Options, Tokens};

pub fn file_kind(path: &Path) -> FileKind {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("pxd") => FileKind::Definition,
        Some("pxi") => FileKind::Include,
        Some("py") => FileKind::Python,
        _ => FileKind::Implementation,
    }
}

/// Cuts a file into tokens. A file may ask for C++ in its head, which changes how it is read.
pub fn tokens(
    file: FileId,
    options: &mut Options,
    sources: &SourceMap,
    names: &mut Interner,
    sink: &mut Sink,
) -> Tokens {
    let tokens = lexer::tokens(file, sources, *options, names, sink);
    if options.cplus || !asks_for_cplus(&tokens) {
        return tokens;
    }
    options.cplus = true;
    // What was wrong is found again.
    lexer::tokens(file, sources, *options, names, sink)
}

fn asks_for_cplus(tokens: &Tokens) -> bool {
    tokens.head.iter().any(|comment| {
        let value = comment.value.trim_matches(['\'', '"']);
        comment.tool == HeadTool::Distutils
            && comment.key == "language"
            && matches!(value, "c++" | "cpp")
    })
}

/// The tree of a file that is not the main one.
pub fn parse(
    file: FileId,
    options: Options,
    sources: &SourceMap,
    names: &mut Interner,
    sink: &mut Sink,
) -> ast::Module {
    parser::parse(file, sources, options, names, sink)
}
