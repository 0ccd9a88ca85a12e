//! The stages in their order, each measured and named for crash reports.

use crate::frontend::{self, Mode};
use crate::options::Input;
use crate::pipeline::{Goal, Products};
use crate::session::Session;

pub fn run(session: &mut Session, input: &Input, goal: &Goal, products: &mut Products) {
    if session.sink.has_errors() {
        return;
    }
    let mode = Mode {
        kind: frontend::file_kind(&input.path),
        language_level: session.options.language_level(),
        cplus: session.options.cplus,
    };
    if *goal == Goal::Tokens {
        products.dump = Some(dump_tokens(session, mode));
    }
}

fn dump_tokens(session: &mut Session, mode: Mode) -> String {
    let Session { sources, names, sink, timings, main, .. } = session;
    let tokens = timings.measure("lexer", || frontend::tokens(*main, mode, sources, names, sink));
    let mut out = String::new();
    for (token, span) in &tokens.tokens {
        let (line, column) =
            sources.line_col(span.lo).map_or((0, 0), |(_, at)| (at.line, at.column));
        out.push_str(&format!("{line}:{column} {token:?}\n"));
    }
    out
}
