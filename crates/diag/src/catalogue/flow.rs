//! PX085x: code that control never reaches.

use base::Span;

crate::diagnostics! {
    PX0850 Unreachable { at: Span } : Warning
        "unreachable code"
        at at "control never comes here";
}
