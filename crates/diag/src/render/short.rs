//! `FILE:LINE:COL: error: message`, which editors and build tools understand.

use base::SourceMap;

use super::{place, severity_word};
use crate::Diagnostic;

pub(super) fn line(sources: &SourceMap, diagnostic: &Diagnostic) -> String {
    let word = severity_word(diagnostic.severity);
    let message = diagnostic.message.replace(['\n', '\r'], " ");
    match diagnostic.span().and_then(|span| place(sources, span)) {
        Some((file, line, column)) => format!("{file}:{line}:{column}: {word}: {message}\n"),
        None => format!("pyxide: {word}: {message}\n"),
    }
}
