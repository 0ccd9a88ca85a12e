//! PX085x: what is legal and probably not meant: code that control never reaches, names that nothing binds. PX086x: what
//! expressions do that is probably not meant. PX087x: what is slower than it could be.

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
    PX0859 ImplicitDeclaration { at: Span, name: String } : Warning
        "implicit declaration of `{name}`"
        at at "declared by this assignment";

    PX0860 NegativeIndex { at: Span } : Warning
        "a negative index where `wraparound` is off has no defined result"
        at at "not counted from the end";
    PX0861 CharacterIndex { at: Span } : Warning
        "a character is looked up as a text, not as its number"
        at at "becomes a `str`"
        help "cast it to a C integer if its number is meant";
    PX0862 CastBetweenBuiltins { at: Span, from: String, to: String } : Minor
        "a cast from `{from}` to `{to}` converts nothing"
        at at "still the same object"
        help "call `{to}()` if a conversion is meant";
    PX0863 SmallIndex { at: Span, ty: String } : Minor
        "the index type `{ty}` is smaller than `Py_ssize_t`"
        at at "indexes of sequences may not fit";
    PX0864 InexactFloat { at: Span, value: String } : Minor
        "this number loses precision: {value} is used"
        at at "more digits than a double has";
    PX0865 Unraisable { at: Span, name: String } : Minor
        "exceptions in `{name}` cannot be raised"
        at at "its callers are told of none"
        help "they are printed, and the function returns; leave out `noexcept` to pass them on";
    PX0866 ByteRange { at: Span, value: String } : Warning
        "value outside of range(0, 256) when assigning to byte: {value}"
        at at "cut to 8 bits";

    PX0868 UnknownBaseFields { at: Span } : Warning
        "the base of this data class is in another module, which does not tell its fields"
        at at "only the fields of this class count";
    PX0869 ImportsArray { at: Span } : Minor
        "`numpy.import_array()` is called when the module is loaded"
        at at "cimported here, and never initialised"
        help "call it to choose the moment; naming it without a call (`numpy.import_array`) leaves it out";
    PX0867 CriticalInPythonClass { at: Span } : Warning
        "a critical section on a method of a Python class is unlikely to be useful"
        at at "attributes of the object are not protected by it";

    PX0874 UnprotectedAttribute { at: Span } : Warning
        "Python attribute access is not usefully protected by a critical section"
        at at "may run any code, which can suspend the section";
    PX0870 CheckNeedsGil { at: Span, name: String, advice: String } : Hint
        "exception check on `{name}` will always require the GIL to be acquired"
        at at "exceptions show in no result"
        help "{advice}";
    PX0871 CallCheckNeedsGil { at: Span, name: String, advice: String } : Hint
        "exception check after calling `{name}` will always require the GIL to be acquired"
        at at "called without the GIL"
        help "{advice}";
    PX0872 NoValueInPxd { at: Span, name: String } : Hint
        "no exception value declared for `{name}` in its definition file"
        at at "modules that cimport it always check for exceptions, which takes the GIL"
        help "declare the exception value here too";
    PX0873 Inferred { at: Span, name: String, ty: String } : Note
        "inferred `{name}` to be of type `{ty}`"
        at at "first bound here";
}
