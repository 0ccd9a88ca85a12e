//! From tokens to the tree.
//!
//! One function behind which nobody looks: [`parse`] always gives a tree, and reports what is wrong to the sink. The steps:
//! `repair` balances blocks and bounds the depth; the generated parser (from `grammar/`) calls the builder in `build`,
//! which makes nodes; `messages` puts syntax errors into words; `checks` finds what the grammar lets pass.

mod build;
mod checks;
mod messages;
mod repair;

mod grammar {
    #![allow(clippy::all, unused, unreachable_patterns)]
    lalrpop_util::lalrpop_mod!(generated, "/grammar.rs");
    pub use generated::TopParser;
}

use ast::{Expr, ExprKind, HeaderComment, HeaderTool, Module};
use base::{FileId, Interner, SourceMap, Span};
use build::{Builder, Tree};
use diag::Sink;
use lexer::{HeadComment, HeadTool, Token, Tokens};

pub use lexer::{FileKind, Options};

/// Reads a whole file.
pub fn parse(
    file: FileId,
    sources: &SourceMap,
    options: Options,
    names: &mut Interner,
    sink: &mut Sink,
) -> Module {
    let tokens = lexer::tokens(file, sources, options, names, sink);
    parse_tokens(tokens, sources.file(file).span(), options, names, sink)
}

/// Reads a file that has been cut into tokens.
pub fn parse_tokens(
    tokens: Tokens,
    span: Span,
    options: Options,
    names: &mut Interner,
    sink: &mut Sink,
) -> Module {
    let language_level = tokens.language_level;
    let header = tokens.head.iter().map(header_comment).collect();
    let before = sink.error_count();
    let tree = run(Token::StartModule, tokens, span, options, names, sink);
    let whole = sink.error_count() == before;
    let body = match tree {
        Tree::Module(body) => body,
        Tree::Expression(_) => Vec::new(),
    };
    let module = Module { span, language_level, header, body, whole };
    checks::check(&module, options, names, sink);
    module
}

/// Reads an expression that stands alone, such as the text of a string annotation; `span` is where the text is.
pub fn parse_expression(
    text: &str,
    span: Span,
    options: Options,
    names: &mut Interner,
    sink: &mut Sink,
) -> Expr {
    let tokens = lexer::expression_tokens(text, span.lo, options, names, sink);
    match run(Token::StartExpression, tokens, span, options, names, sink) {
        Tree::Expression(expr) => {
            checks::check_expression(&expr, options, names, sink);
            expr
        }
        Tree::Module(_) => Expr { span, kind: ExprKind::Invalid },
    }
}

fn run(
    start: Token,
    tokens: Tokens,
    span: Span,
    options: Options,
    names: &mut Interner,
    sink: &mut Sink,
) -> Tree {
    let Tokens { mut tokens, literals, head: _, language_level } = tokens;
    report_semicolons(&tokens, sink);
    repair::repair(&mut tokens, sink);
    let start = (span.lo, start, span.lo);
    let input =
        std::iter::once(start).chain(tokens.iter().map(|&(token, span)| (span.lo, token, span.hi)));
    let mut builder = Builder::new(&literals, &tokens, language_level, options.kind, names, sink);
    match grammar::TopParser::new().parse(&mut builder, input) {
        Ok(tree) => tree,
        Err(error) => {
            builder.report(error);
            Tree::Module(Vec::new())
        }
    }
}

/// Semicolons that separate nothing.
fn report_semicolons(tokens: &[(Token, Span)], sink: &mut Sink) {
    for pair in tokens.windows(2) {
        if let [(Token::Semicolon, at), (Token::Newline, _)] = *pair {
            sink.push(diag::syntax::UselessSemicolon { at });
        }
    }
}

fn header_comment(comment: &HeadComment) -> HeaderComment {
    HeaderComment {
        tool: match comment.tool {
            HeadTool::Cython => HeaderTool::Cython,
            HeadTool::Distutils => HeaderTool::Distutils,
        },
        key: comment.key.clone(),
        value: comment.value.clone(),
        key_span: comment.key_span,
        value_span: comment.value_span,
    }
}
