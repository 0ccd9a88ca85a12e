//! PX085x: what is legal and probably not meant: code that control never reaches, names that nothing binds.

use base::Span;

crate::diagnostics! {
    PX0850 Unreachable { at: Span } : Warning
        "unreachable code"
        at at "control never comes here";
    PX0851 UndeclaredSoFar { at: Span, name: String } : Warning
        "`{name}` is bound nowhere in the module"
        at at "looked up when this line runs";
    PX0852 ReadBeforeAssignment { at: Span, name: String } : Error
        "local variable `{name}` referenced before assignment"
        at at "nothing is assigned to it on any way to here";
    PX0853 ReadBeforeAssignmentWarning { at: Span, name: String } : Warning
        "local variable `{name}` referenced before assignment"
        at at "nothing is assigned to it on any way to here";
    PX0854 MaybeUnassigned { at: Span, name: String } : Warning
        "local variable `{name}` might be referenced before assignment"
        at at "there is a way to here without an assignment";
    PX0855 UnusedVariable { at: Span, name: String } : Warning
        "unused entry `{name}`"
        at at "never read";
    PX0856 UnusedArgument { at: Span, name: String } : Warning
        "unused argument `{name}`"
        at at "never read";
    PX0857 UnusedArgumentValue { at: Span, name: String } : Warning
        "unused argument value `{name}`"
        at at "replaced before it is read";
    PX0858 UnusedResult { at: Span, name: String } : Warning
        "unused result in `{name}`"
        at at "replaced, or forgotten, before it is read";
}
