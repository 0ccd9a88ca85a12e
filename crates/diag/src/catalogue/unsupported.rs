//! PX090x: what the language has and this compiler does not have yet.

use base::Span;

crate::diagnostics! {
    PX0900 Unsupported { at: Span, what: String } : Error
        "not supported yet: {what}"
        at at "this";
}
