//! PX085x: what is legal and probably not meant: code that control never reaches, names that nothing binds.

use base::Span;

crate::diagnostics! {
    PX0850 Unreachable { at: Span } : Warning
        "unreachable code"
        at at "control never comes here";
    PX0851 UndeclaredSoFar { at: Span, name: String } : Warning
        "`{name}` is bound nowhere in the module"
        at at "looked up when this line runs";
}
