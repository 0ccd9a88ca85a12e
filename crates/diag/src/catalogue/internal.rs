//! PX099x: mistakes of the compiler itself.

use base::Span;

crate::diagnostics! {
    PX0990 Internal { at: Span, stage: String, what: String } : Error
        "internal error in {stage}: {what}"
        at at "while compiling this"
        help "this is a mistake of pyxide, not of the program; please report it with the source";
    PX0991 OwnCRefused { at: Span, message: String } : Error
        "internal error: the C compiler refuses the generated code: {message}"
        at at "the code for this"
        help "this is a mistake of pyxide, not of the program; please report it with the source";
    PX0992 OwnLibraryRefused { at: Span, file: String, message: String } : Error
        "internal error: the C compiler refuses the support file `{file}`: {message}"
        at at "while building this module"
        help "this may be due to compiler flags of CFLAGS; otherwise it is a mistake of pyxide, please report it";
}
