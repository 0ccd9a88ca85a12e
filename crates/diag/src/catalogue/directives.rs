//! PX05xx: directives, compile-time definitions, constants.

use base::Span;

crate::diagnostics! {
    PX0500 UnknownDirective { at: Span, name: String, hint: String } : Error
        "unknown directive `{name}`{hint}"
        at at "no directive has this name";
    PX0501 DirectiveValue { at: Span, name: String, expected: String, found: String } : Error
        "directive `{name}` must be set to {expected}, got '{found}'"
        at at "this value does not fit";
    PX0502 DirectiveScope { at: Span, name: String, scope: String } : Error
        "the `{name}` compiler directive is not allowed in {scope} scope"
        at at "has no meaning here";
    PX0503 DirectiveArguments { at: Span, name: String, expected: String } : Error
        "the `{name}` directive takes {expected}"
        at at "other arguments are given here";
    PX0504 DirectiveConflict { at: Span, name: String } : Error
        "directive `{name}` is set twice to different values"
        at at "set before to another value";
    PX0505 DirectiveTwice { at: Span, name: String } : Warning
        "directive `{name}` is set twice"
        at at "set before to the same value";
    PX0506 UnknownCythonName { at: Span, name: String, hint: String } : Error
        "`{name}` is not a name of the cython module{hint}"
        at at "unknown name";
    PX0507 DirectiveOption { at: Span, option: String, why: String } : Error
        "option `{option}`: {why}"
        at at "settings of this module";

    PX0508 DirectiveUnchanged { at: Span, name: String, value: String } : Minor
        "directive does not change the value ({name}={value})"
        at at "in force here anyway"
        help "leave it out";
    PX0509 EncodingMissing { at: Span } : Error
        "a default encoding must be provided if `c_string_type` is not a type of bytes"
        at at "settings of this module"
        help "set `c_string_encoding`, for example to `utf8`";
    PX0510 GuardOnDef { at: Span } : Error
        "`c_compile_guard` is only allowed on C functions"
        at at "a Python function";
    PX0511 DecoratorNotCalled { at: Span } : Warning
        "decorators of C functions are not called"
        at at "has no effect on the compiled function";
    PX0520 NotConstant { at: Span } : Error
        "not allowed in a constant expression"
        at at "not known at compile time";
    PX0521 CompileTimeName { at: Span, name: String } : Error
        "compile-time name `{name}` not defined"
        at at "neither `DEF` nor an option defines it";
    PX0522 CompileTimeValue { at: Span, why: String } : Error
        "error in compile-time expression: {why}"
        at at "evaluated while compiling";
    PX0523 CompileTimeType { at: Span } : Error
        "a compile-time definition must have a constant value"
        at at "not a number, string, tuple or such";
    PX0524 DeprecatedDef { at: Span } : Warning
        "the `DEF` statement is deprecated"
        at at "use a cdef enum or a module variable instead";
    PX0525 DeprecatedIf { at: Span } : Warning
        "the `IF` statement is deprecated"
        at at "use C preprocessor macros or plain conditions instead";
    PX0526 ConstantDivision { at: Span } : Error
        "division by zero in a constant expression"
        at at "the divisor is zero";
}
