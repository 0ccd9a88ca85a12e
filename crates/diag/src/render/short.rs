//! `FILE:LINE:COL: error: message`, which editors and build tools understand.

use base::SourceMap;

use super::{place, severity_word};
use crate::Diagnostic;

pub(super) fn lines(sources: &SourceMap, diagnostic: &Diagnostic) -> String {
    let word = severity_word(diagnostic.severity);
    let message = diagnostic.message.replace(['\n', '\r'], " ");
    let mut out = match diagnostic.span().and_then(|span| place(sources, span)) {
        Some((file, line, column)) => format!("{file}:{line}:{column}: {word}: {message}\n"),
        None => format!("pyxide: {word}: {message}\n"),
    };
    for label in diagnostic.labels.iter().skip(1).filter(|label| label.at_fault) {
        if let Some((file, line, column)) = place(sources, label.span) {
            out += &format!("{file}:{line}:{column}: {word}: {}\n", label.text);
        }
    }
    out
}
