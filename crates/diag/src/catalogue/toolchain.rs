//! PX07xx: interpreters, C compilers, linking, the cache.

use base::Span;

crate::diagnostics! {
    PX0700 NoInterpreter { at: Span, wanted: String } : Error
        "there is no Python interpreter `{wanted}`"
        at at "this module is built for an interpreter"
        help "name one with `--python`, or put `python3` on PATH";
    PX0701 InterpreterFailed { at: Span, python: String, why: String } : Error
        "the interpreter `{python}` cannot be built for: {why}"
        at at "this module is built for an interpreter"
        help "name another one with `--python`";
    PX0702 InterpreterTooOld { at: Span, python: String, version: String } : Error
        "the interpreter `{python}` is Python {version}, and 3.11 is the oldest supported"
        at at "this module is built for an interpreter"
        help "name a newer one with `--python`";
    PX0703 NoPythonHeaders { at: Span, python: String, folder: String } : Error
        "`Python.h` of `{python}` is not installed: it should be in `{folder}`"
        at at "compiling this module needs Python's C headers"
        help "install the development package of that Python, such as `python3-dev`";
    PX0704 NoCompiler { at: Span, wanted: String } : Error
        "there is no C compiler `{wanted}`"
        at at "building this module needs a C compiler"
        help "install gcc or clang, or name one in the environment variable CC";
    PX0705 CompilerFailed { at: Span, command: String, why: String } : Error
        "the C compiler could not do its work: {why}"
        at at "while building this module"
        help "the command was `{command}`";
    PX0706 LinkFailed { at: Span, why: String } : Error
        "linking failed: {why}"
        at at "while building this module"
        help "name libraries with `-l` and their folders with `-L`, or in `# distutils:` comments";
    PX0707 FileTrouble { at: Span, what: String, why: String } : Error
        "{what} cannot be used: {why}"
        at at "while building this module";
    PX0708 UserCRefused { at: Span, message: String } : Error
        "the C compiler does not accept this: {message}"
        at at "the C code for this was refused"
        help "the `extern` declarations or verbatim C of this module may not agree with the C headers";
}
