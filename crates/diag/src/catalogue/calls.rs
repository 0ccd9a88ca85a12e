//! PX045x: calls of C functions, the GIL, and where statements may stand.

use base::Span;

crate::diagnostics! {
    PX0450 ArgumentCount { at: Span, name: String, expected: String, found: usize } : Error
        "call of `{name}` with {found} arguments, expected {expected}"
        at at "wrong number of arguments";
    PX0451 UnknownKeyword { at: Span, name: String, keyword: String } : Error
        "C function `{name}` has no argument named `{keyword}`"
        at at "unknown argument";
    PX0452 RepeatedArgument { at: Span, name: String, keyword: String } : Error
        "argument `{keyword}` of `{name}` is given twice"
        at at "given before";
    PX0453 MissingArgument { at: Span, name: String, keyword: String } : Error
        "C function `{name}` is called without its argument `{keyword}`"
        at at "argument missing";
    PX0454 StarInCCall { at: Span, name: String } : Error
        "C function `{name}` cannot be called with `*` or `**` arguments"
        at at "only single values can be passed";
    PX0455 NeedsGil { at: Span, what: String } : Error
        "{what} not allowed without gil"
        at at "needs the GIL, which is not held here"
        help "do it in a `with gil:` block";
    PX0456 CallNeedsGil { at: Span, name: String } : Error
        "calling gil-requiring function `{name}` not allowed without gil"
        at at "needs the GIL, which is not held here"
        help "declare the function `nogil`, or call it in a `with gil:` block";
    PX0457 GilTwice { at: Span, what: String } : Error
        "{what}"
        at at "the state of the GIL is known here";
    PX0458 ReturnsVoid { at: Span } : Error
        "a value is returned from a function without a result"
        at at "declared `void`";
    PX0459 ReturnsNothing { at: Span } : Error
        "return value required"
        at at "the function has a result type";
    PX0460 OutsideFunction { at: Span, what: String } : Error
        "{what} outside function"
        at at "not in a function";
    PX0461 OutsideLoop { at: Span, what: String } : Error
        "{what} outside loop"
        at at "not in a loop";
    PX0462 KeywordTwice { at: Span, keyword: String } : Error
        "keyword argument repeated: `{keyword}`"
        at at "given before";
    PX0463 BuiltinArguments { at: Span, name: String, why: String } : Error
        "`{name}`: {why}"
        at at "in this call";
    PX0464 UndeclaredName { at: Span, name: String } : Error
        "undeclared name not builtin: `{name}`"
        at at "nothing declares or assigns this name";
    PX0465 NotInModule { at: Span, name: String, module: String } : Error
        "cimported module `{module}` has no attribute `{name}`"
        at at "unknown attribute";
    PX0466 NotAValue { at: Span, name: String, what: String } : Error
        "`{name}` is {what}, not a value"
        at at "a value is wanted here";
    PX0467 BareExceptNotLast { at: Span } : Error
        "default `except:` must be last"
        at at "handlers follow it";
    PX0473 CppKeywords { at: Span, name: String } : Error
        "the constructor of `{name}` is called with keywords or stars"
        at at "C++ has positional arguments only";
    PX0474 NoConstructor { at: Span, name: String, candidates: usize } : Error
        "no constructor of `{name}` takes these arguments (candidates: {candidates})"
        at at "called here";
    PX0478 NoOverload { at: Span, name: String, given: String, candidates: usize } : Error
        "no `{name}` takes the arguments ({given}); candidates: {candidates}"
        at at "no declaration fits";
    PX0475 ParallelArgument { at: Span, what: String, why: String } : Error
        "`{what}` {why}"
        at at "not possible here";
    PX0476 NestedParallel { at: Span } : Error
        "nested parallel sections are not allowed"
        at at "in a parallel section already"
        help "share out a loop by `prange` here";
    PX0477 NewOf { at: Span, ty: String } : Error
        "`new` of `{ty}`"
        at at "only C++ classes are made by `new`";
    PX0470 CriticalArguments { at: Span } : Error
        "a critical section takes one or two objects, or one or two locks"
        at at "these are its arguments"
        help "`with cython.critical_section(a, b):`, or `@cython.critical_section` on a function whose first argument is the object";
    PX0471 CriticalObject { at: Span } : Error
        "a critical section is for Python objects and locks"
        at at "a C value";
    PX0472 CriticalSuspends { at: Span } : Error
        "cannot yield while in a critical section"
        at at "the function is suspended in this block"
        help "leave the block before `yield` or `await`";
    PX0469 BranchHintPlace { at: Span, name: String } : Error
        "`{name}` is for the condition of an `if`"
        at at "not a condition"
        help "write `if {name}(condition):`";
    PX0468 NonConstantGil { at: Span } : Error
        "non-constant condition in a `with nogil(<condition>)` statement"
        at at "not known at compile time";
}
