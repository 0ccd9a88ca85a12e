//! PX0620 and on: cimport, include, and what definition files hold.

use base::Span;

crate::diagnostics! {
    PX0620 NoDefinitionFile { at: Span, module: String } : Error
        "`{module}.pxd` not found"
        at at "there is no definition file of this module"
        help "name its folder with `-I`";
    PX0621 NotInDefinitionFile { at: Span, name: String, module: String, hint: String } : Error
        "name `{name}` not declared in module `{module}`{hint}"
        at at "the definition file does not have it";
    PX0622 RelativeBeyondPackage { at: Span } : Error
        "relative cimport beyond main package is not allowed"
        at at "the module is not in such a package";
    PX0624 NoIncludeFile { at: Span, path: String } : Error
        "`{path}` not found"
        at at "there is no file of this name beside the module or on the include path";
    PX0627 DottedFile { at: Span, file: String } : Warning
        "dotted file names (`{file}`) are deprecated"
        at at "a package is a folder"
        help "put the module into folders of the package's name";
    PX0625 IncludeDepth { at: Span, path: String } : Error
        "`{path}` includes itself"
        at at "already being included";
    PX0626 ImportOfCimports { at: Span } : Error
        "names of definition files are imported by `from cython.cimports... import` or `import cython.cimports... as`"
        at at "this form does not bind the module";
}
