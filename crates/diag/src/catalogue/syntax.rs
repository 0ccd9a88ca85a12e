//! PX0100 to PX0149: what the parser reports. Text that is no token at all is the lexer's: see `lexical`.

use base::Span;

crate::diagnostics! {
    PX0100 Unexpected { at: Span, found: String, expected: String } : Error
        "unexpected {found}"
        at at "expected {expected}";

    // A row of the parser's message table.
    PX0101 BadSyntax { at: Span, message: String, label: String } : Error
        "{message}"
        at at "{label}";

    PX0102 ExpectedBlock { at: Span, colon: Span } : Error
        "expected an indented block"
        at at "this line is not indented"
        at colon "this needs a block"
        help "indent what belongs to it, or write `pass`";

    PX0103 UnexpectedIndent { at: Span } : Error
        "unexpected indentation"
        at at "this line is indented, but no block begins in front of it";

    PX0104 TooDeep { at: Span, what: String } : Error
        "{what} nested too deeply"
        at at "no deeper than this"
        help "give a part of it a name, or a function of its own";

    PX0105 GeneratorNotAlone { at: Span } : Error
        "a generator expression needs parentheses here"
        at at "not the only argument"
        help "put it in parentheses";

    PX0106 StarNotHere { at: Span } : Error
        "a starred expression cannot stand here"
        at at "nothing takes the items"
        help "it can stand in a list, tuple or set display, among arguments, and among targets";

    PX0107 MixedStrings { first: Span, at: Span } : Error
        "these string literals cannot be joined"
        at at "of another kind"
        at first "the first of them"
        help "only text with text, bytes with bytes and t-strings with t-strings are joined; characters never are";

    PX0108 NotPlainString { at: Span } : Error
        "a plain string is needed here"
        at at "not a plain string";

    PX0109 ImportComma { at: Span } : Error
        "a comma at the end of an import needs parentheses"
        at at "nothing follows"
        help "put the names in parentheses, or remove the comma";

    PX0110 NotDecorable { at: Span } : Error
        "only functions and classes can have decorators"
        at at "not followed by one";

    PX0111 TryAlone { at: Span } : Error
        "`try` needs an `except` or a `finally`"
        at at "has neither";

    PX0112 DuplicateMarker { at: Span, first: Span, marker: String } : Error
        "`{marker}` can stand only once among the parameters"
        at at "the second"
        at first "the first";

    PX0113 MarkerPlace { at: Span, marker: String, rule: String } : Error
        "`{marker}` {rule}"
        at at "wrong place";

    PX0114 DuplicateTail { at: Span, first: Span, clause: String } : Error
        "`{clause}` is given twice"
        at at "the second"
        at first "the first";

    PX0115 NotAType { at: Span } : Error
        "a C type is needed here"
        at at "not a type"
        help "stars and qualifiers make a type of what is in front of them, which has to be a name";

    PX0116 TailWithoutFunction { at: Span } : Error
        "only a C function can say this"
        at at "what it follows is not a function";

    PX0117 QualifierPlace { at: Span } : Error
        "a qualifier stands in front of a type or behind a star"
        at at "wrong place";

    PX0118 WildcardTarget { at: Span } : Error
        "`_` cannot be bound by `as`"
        at at "`_` matches everything and binds nothing";

    PX0119 PatternOrder { at: Span } : Error
        "positional patterns come before those with keywords"
        at at "follows a keyword pattern";

    PX0120 RestNotLast { at: Span } : Error
        "`**` has to be the last item of a mapping pattern"
        at at "more follows";

    PX0121 BodyOfNothing { at: Span } : Error
        "only one function can have a body"
        at at "not a function alone"
        help "a C function is `cdef type name(parameters):`";

    PX0122 TypedefForm { at: Span } : Error
        "`ctypedef` gives one type one name"
        at at "does not fit"
        help "write `ctypedef type name`, each on its own line";

    PX0123 CannotAssign { at: Span, what: String } : Error
        "cannot assign to {what}"
        at at "not a target";

    PX0124 CannotDelete { at: Span, what: String } : Error
        "cannot delete {what}"
        at at "not a target";

    PX0125 BadTarget { at: Span, what: String, form: String } : Error
        "{what} cannot be the target of {form}"
        at at "one name, attribute or subscript is needed";

    PX0126 DuplicateParameter { at: Span, first: Span, name: String } : Error
        "two parameters are called `{name}`"
        at at "the second"
        at first "the first";

    PX0127 ParameterOrder { at: Span, rule: String } : Error
        "{rule}"
        at at "wrong place";

    PX0128 ArgumentOrder { at: Span, first: Span, rule: String } : Error
        "{rule}"
        at at "comes too late"
        at first "behind this";

    PX0129 RepeatedKeyword { at: Span, first: Span, name: String } : Error
        "the argument `{name}` is given twice"
        at at "the second"
        at first "the first";

    PX0130 OutsideFunction { at: Span, what: String } : Error
        "{what} outside of a function"
        at at "not in a function";

    PX0131 OutsideLoop { at: Span, what: String } : Error
        "{what} outside of a loop"
        at at "not in a loop";

    PX0132 OutsideAsync { at: Span, what: String } : Error
        "{what} outside of an `async` function"
        at at "the function around it is not `async`";

    PX0133 ScopeStatement { at: Span, name: String, problem: String } : Error
        "`{name}` {problem}"
        at at "declared here";

    PX0176 UselessSemicolon { at: Span } : Warning
        "useless trailing semicolon"
        at at "the line ends here anyway";

    PX0177 DeclaredLate { at: Span, name: String, word: String, used: Span } : Error
        "`{name}` is used before it is declared {word}"
        at at "declared here"
        also used "`{name}` is used here";

    PX0134 FutureImport { at: Span, problem: String } : Error
        "{problem}"
        at at "imported from `__future__` here";

    PX0135 StarImportPlace { at: Span } : Error
        "`import *` is possible only at the level of the module"
        at at "in a function or class";

    PX0136 BareExceptNotLast { at: Span, bare: Span } : Error
        "a bare `except` has to be the last"
        at at "never reached"
        at bare "catches everything";

    PX0137 MixedExcept { at: Span, first: Span } : Error
        "`except` and `except*` cannot be mixed"
        at at "of the other kind"
        at first "the first";

    PX0138 UnreachableCase { at: Span, what: String } : Error
        "{what} makes the patterns behind it unreachable"
        at at "matches everything";

    PX0139 PatternNames { at: Span, first: Span } : Error
        "alternative patterns bind different names"
        at at "not the same names"
        at first "as here";

    PX0140 DuplicateCapture { at: Span, first: Span, name: String } : Error
        "`{name}` is bound twice in one pattern"
        at at "the second"
        at first "the first";

    PX0141 StarTargets { at: Span, problem: String } : Error
        "{problem}"
        at at "starred here";

    PX0142 DeclarationPlace { at: Span, what: String, place: String } : Error
        "{what} cannot stand {place}"
        at at "not here";

    PX0143 NotInPython { at: Span, what: String } : Error
        "{what} is not possible in a Python file"
        at at "only Cython sources have this"
        help "use annotations and the `cython` module, or rename the file to `.pyx`";

    PX0144 WalrusPlace { at: Span, problem: String } : Error
        "{problem}"
        at at "assigned here";

    PX0145 TypeParameters { at: Span, problem: String } : Error
        "{problem}"
        at at "this type parameter";

    PX0146 FlowNotHere { at: Span, what: String, place: String } : Error
        "{what} cannot stand in {place}"
        at at "not here";

    PX0147 NonePlace { at: Span } : Error
        "`not None` and `or None` are for the parameters of Python functions"
        at at "not a parameter of a `def`";

    PX0148 ReturnArrow { at: Span } : Error
        "a C function has its return type in front of its name"
        at at "not with an arrow"
        help "write `cdef type name(parameters)`";

    PX0149 OldRaise { at: Span } : Warning
        "the old form of `raise`"
        at at "write `raise Type(value)`";
}
