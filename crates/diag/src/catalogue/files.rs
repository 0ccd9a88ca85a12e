//! PX06xx, first part: files that the command line names. What sema reports about modules follows from PX0620.

use base::Span;

crate::diagnostics! {
    PX0600 CannotRead { at: Span, path: String, why: String } : Error
        "cannot read `{path}`: {why}"
        at at "asked for here";
    PX0601 CannotWrite { at: Span, path: String, why: String } : Error
        "cannot write `{path}`: {why}"
        at at "the result of this file";
    PX0602 FileTooBig { at: Span, path: String } : Error
        "`{path}` is too big: sources of up to 1 GiB are compiled"
        at at "asked for here";
    PX0603 ForeignOutput { at: Span, path: String } : Error
        "the output file already exists and does not look like it was generated: `{path}`"
        at at "the result of this file"
        help "remove the file, or choose another with `-o`";
    PX0604 NotAModuleName { at: Span, name: String } : Error
        "`{name}` is not a valid module name"
        at at "the module that is made of this file";
}
