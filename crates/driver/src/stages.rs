//! The stages in their order, each measured and named for crash reports.

use lexer::FileKind;

use crate::options::Input;
use crate::pipeline::{Goal, Products};
use crate::session::Session;

pub fn run(session: &mut Session, input: &Input, goal: &Goal, products: &mut Products) {
    if session.sink.has_errors() {
        return;
    }
    if *goal == Goal::Tokens {
        products.dump = Some(dump_tokens(session, input));
    }
}

fn lexer_options(session: &Session, input: &Input) -> lexer::Options {
    let kind = match input.extension() {
        "pxd" => FileKind::Definition,
        "pxi" => FileKind::Include,
        "py" => FileKind::Python,
        _ => FileKind::Implementation,
    };
    let options = session.options;
    lexer::Options { kind, language_level: options.language_level(), cplus: options.cplus }
}

fn dump_tokens(session: &mut Session, input: &Input) -> String {
    let options = lexer_options(session, input);
    let Session { sources, names, sink, timings, main, .. } = session;
    let tokens = timings.measure("lexer", || lexer::tokens(*main, sources, options, names, sink));
    let mut out = String::new();
    for (token, span) in &tokens.tokens {
        let (line, column) =
            sources.line_col(span.lo).map_or((0, 0), |(_, at)| (at.line, at.column));
        out.push_str(&format!("{line}:{column} {token:?}\n"));
    }
    out
}
