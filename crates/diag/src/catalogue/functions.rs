//! PX040x: declarations of functions, their arguments and exception contracts.

use base::Span;

crate::diagnostics! {
    PX0400 ClauseOnObject { at: Span } : Error
        "exception clause not allowed for function returning Python object"
        at at "such a function returns NULL when it raises";
    PX0401 NoexceptOnObject { at: Span } : Warning
        "noexcept clause is ignored for function returning Python object"
        at at "an exception propagates all the same";
    PX0402 BadExceptionType { at: Span, ty: String } : Error
        "exception value cannot have the type `{ty}`: it must be an integer, a float, an enum or a pointer"
        at at "the function returns `{ty}`";
    PX0403 NonConstantException { at: Span } : Error
        "exception value must be constant"
        at at "not known at compile time";
    PX0426 VoidParameter { at: Span } : Error
        "a function without arguments is declared with empty parentheses"
        at at "leave `void` out";
    PX0425 NotAPointer { at: Span, ty: String } : Error
        "this number is no exception value for a function that returns `{ty}`"
        at at "write NULL, or cast the number";
    PX0404 StarArgsInC { at: Span, what: String } : Error
        "{what} cannot have `*` or `**` arguments"
        at at "only a `def` can";
    PX0405 KeywordOnlyInC { at: Span, what: String } : Error
        "{what} cannot have keyword-only arguments"
        at at "only a `def` can";
    PX0407 ExternDefault { at: Span } : Error
        "an extern function cannot have default arguments"
        at at "a value is given here";
    PX0408 NoDefaultHere { at: Span } : Error
        "default values cannot be specified in definition files"
        at at "write `=*`; the implementation gives the value";
    PX0410 NoneClauseType { at: Span } : Error
        "only Python object types can be `not None` or `or None`"
        at at "a C value is never None";
    PX0411 NoneDefault { at: Span } : Error
        "`not None` with a default of None"
        at at "the default would be rejected";
    PX0412 ObjectWithoutGil { at: Span } : Error
        "function with Python return type cannot be declared nogil"
        at at "the result is a Python object";
    PX0414 NogilPlace { at: Span } : Warning
        "`nogil` stands before the exception clause"
        at at "write it after the clause";
    PX0416 ArgumentNotConvertible { at: Span, ty: String } : Error
        "cannot convert Python object argument to type `{ty}`"
        at at "this function is called from Python";
    PX0417 Elsewhere { at: Span } : Error
        "this default value is missing in an implementation"
        at at "`=*` only stands in declarations";
    PX0418 AmbiguousException { at: Span } : Minor
        "ambiguous exception value, same as the default return value"
        at at "a plain return looks like an exception";
    PX0419 ImplicitNoexcept { at: Span } : Warning
        "unraisable exception in a function without an exception clause, by `legacy_implicit_noexcept`"
        at at "declare it `noexcept`, or with an exception clause";
    PX0420 CfuncAndCcall { at: Span } : Error
        "cfunc and ccall directives cannot be combined"
        at at "the second one";
    PX0421 InlineOnDef { at: Span } : Error
        "only C functions can be inline"
        at at "this is a Python function";
    PX0422 ClosureInCpdef { at: Span } : Error
        "closures inside cpdef functions not yet supported"
        at at "an inner function";
    PX0424 ObjectsWithoutGil { at: Span, name: String } : Error
        "function declared nogil has Python locals or temporaries"
        at at "its variable `{name}` is a Python object";
    PX0427 NogilOnDef { at: Span, word: String } : Error
        "Python functions cannot be declared `{word}`"
        at at "a function that Python calls holds the GIL"
        help "make it a C function with `@cython.cfunc`, or release the GIL in its body by `with nogil:`";
    PX0428 CfuncOnUfunc { at: Span } : Error
        "`@cfunc` cannot be applied to `@ufunc`"
        at at "reverse the order of these decorators";
    PX0429 PrivateType { at: Span, ty: String, word: String } : Error
        "a function declared `{word}` has the private type `{ty}`"
        at at "C code does not know this type"
        help "declare the type `public` or `api` too";
    PX0430 OptionalOutside { at: Span, word: String } : Error
        "a function declared `{word}` has optional arguments"
        at at "C code passes all arguments"
        help "give the default in a second function for Python";
    PX0431 ConstructorNeedsGil { at: Span, base: Span } : Error
        "a constructor without the GIL has a base whose constructor needs it"
        at at "declared `nogil`"
        also base "the constructor of the base is declared here";
    PX0432 NeedsCpp { at: Span, what: String } : Error
        "{what} is only allowed in C++"
        at at "the module is compiled as C"
        help "compile with `--cplus`, or write `# distutils: language = c++` at the head of the file";
    PX0433 UfuncOf { at: Span, what: String } : Error
        "{what} cannot be converted to a ufunc"
        at at "ufuncs are made of C functions of the module"
        help "put `@cython.cfunc` below `@cython.ufunc`";
    PX0423 WithGilOnCpdef { at: Span } : Error
        "a cpdef function cannot be declared `with gil`"
        at at "Python calls it with the GIL anyway";
}
