//! PX01xx: what the lexer and the parser report.

use base::Span;

crate::diagnostics! {
    PX0100 Unexpected { at: Span, found: String, expected: String } : Error
        "unexpected {found}"
        at at "expected {expected}";
}
