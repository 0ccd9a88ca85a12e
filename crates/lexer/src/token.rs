//! What the parser sees.
//!
//! Tokens are `Copy`: text is interned, string literals are ids into [`Literals`](crate::Literals). Everything
//! that one token of look-ahead cannot decide is decided here already; each group below says what that means for
//! the grammar. Words that are keywords only in some places are names elsewhere.

use base::Name;

use crate::literal::StringId;

/// A mark that a declaration puts between a type and a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Indirection {
    /// `*`; a `**` is two of these.
    Pointer,
    /// `&`
    Reference,
    /// `&&`
    RvalueReference,
}

/// Words between `cdef`, `cpdef` or `ctypedef` and what is declared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Modifier {
    Extern,
    Public,
    Readonly,
    Private,
    Api,
    Inline,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Interpolation {
    Format,
    Template,
}

/// The operator of an augmented assignment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Augmented {
    Add,
    Sub,
    Mul,
    MatMul,
    Div,
    FloorDiv,
    Mod,
    Pow,
    LeftShift,
    RightShift,
    BitAnd,
    BitOr,
    BitXor,
}

macro_rules! tokens {
    ($($(#[$meta:meta])* $name:ident $(($payload:ty))? = $text:literal,)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Token {
            $($(#[$meta])* $name $(($payload))?,)*
        }

        impl Token {
            /// How messages name the token: its text in backquotes, or what it is.
            pub fn describe(self) -> &'static str {
                match self {
                    $(tokens!(@pattern $name $(($payload))?) => $text,)*
                }
            }

            /// The variant's name, for dumps.
            pub fn variant(self) -> &'static str {
                match self {
                    $(tokens!(@pattern $name $(($payload))?) => stringify!($name),)*
                }
            }
        }
    };
    (@pattern $name:ident) => { Token::$name };
    (@pattern $name:ident ($payload:ty)) => { Token::$name(_) };
}

tokens! {
    // ---- which rule the parser enters; put in front by the parser, never made by the lexer
    StartModule = "the start of the file",
    StartExpression = "the start of the expression",

    // ---- layout
    /// Ends a logical line. Never two in a row, never at the start of the file; a file that has any other token
    /// ends with one (before its dedents).
    Newline = "the end of the line",
    Indent = "an indented block",
    Dedent = "the end of the block",
    /// A place at which the lexer has reported an error. No rule accepts it; recovery skips it.
    Error = "an invalid token",

    // ---- names and literals
    /// Also a single-word type name (`int`, `object`, `unsigned`), and a C++ operator in a declarator, whose
    /// text is then `operator==`, `operator[]` or `operator bool`.
    Name(Name) = "a name",
    /// Two or more words of a C type in canonical order (sign, length, base, `complex`), such as `unsigned long long`,
    /// `long double`, `double complex`, `signed char`. `int` is left out after a length. Never a single word.
    CType(Name) = "a C type",
    /// The text in lower case without underscores and suffix; `0777` is `0o777`.
    Int(Name) = "a number",
    /// An integer with a C suffix. The text is as for `Int`, followed by `u`, `l`, `ll`, `ul` or `ull`.
    CInt(Name) = "a number",
    /// The text in lower case without underscores.
    Float(Name) = "a number",
    /// As `Float`, with its `j`.
    Imaginary(Name) = "a number",
    /// One literal; neighbours are joined by the parser, which also knows which kinds may meet.
    Str(StringId) = "a string",

    // ---- f-strings and t-strings:
    //   InterpolatedStart (Text | FieldOpen expression FieldSource? FieldDebug? FieldConversion?
    //                              (FieldSpec (Text | FieldOpen ...)*)? FieldClose)* InterpolatedEnd
    InterpolatedStart(Interpolation) = "a string",
    /// Decoded, `{{` and `}}` are single.
    Text(StringId) = "text of a string",
    FieldOpen = "`{`",
    /// The source of the expression; only in t-strings.
    FieldSource(StringId) = "the source of a field",
    /// The `=` of a self-documenting field, with the whole source up to and including what follows the `=`.
    FieldDebug(StringId) = "`=`",
    /// `!r`, `!s` or `!a`.
    FieldConversion(char) = "a conversion",
    /// The `:` before a format specification.
    FieldSpec = "`:`",
    FieldClose = "`}`",
    InterpolatedEnd = "the end of the string",

    // ---- keywords of Python
    And = "`and`",
    As = "`as`",
    Assert = "`assert`",
    Async = "`async`",
    Await = "`await`",
    Break = "`break`",
    Class = "`class`",
    Continue = "`continue`",
    Def = "`def`",
    Del = "`del`",
    Elif = "`elif`",
    Else = "`else`",
    Except = "`except`",
    False = "`False`",
    Finally = "`finally`",
    For = "`for`",
    From = "`from`",
    Global = "`global`",
    If = "`if`",
    Import = "`import`",
    In = "`in`",
    Is = "`is`",
    Lambda = "`lambda`",
    None = "`None`",
    Nonlocal = "`nonlocal`",
    Not = "`not`",
    Or = "`or`",
    Pass = "`pass`",
    Raise = "`raise`",
    Return = "`return`",
    True = "`True`",
    Try = "`try`",
    While = "`while`",
    With = "`with`",
    Yield = "`yield`",
    /// Soft keywords, only where they start such a statement or clause.
    Match = "`match`",
    Case = "`case`",
    Type = "`type`",
    /// Language level 2 only, without `from __future__ import print_function`.
    Print = "`print`",
    /// Language level 2 only.
    Exec = "`exec`",

    // ---- keywords of Cython
    /// Also put in (with an empty span) before each declaration of a `cdef:` or `cdef extern from` block, of a
    /// struct, union or C++ class body and of `with template`, unless it is there or the line starts with
    /// `ctypedef`, `cpdef`, `pass`, `@`, a string, `IF`/`ELIF`/`ELSE`, `DEF` or `include`. So the bodies of
    /// these blocks are suites of ordinary statements. Bodies of enums and fused types have no `cdef`.
    Cdef = "`cdef`",
    Cpdef = "`cpdef`",
    Ctypedef = "`ctypedef`",
    Cimport = "`cimport`",
    Include = "`include`",
    /// `DEF NAME = value`
    CompileDef = "`DEF`",
    CompileIf = "`IF`",
    CompileElif = "`ELIF`",
    CompileElse = "`ELSE`",
    Null = "`NULL`",
    /// Only in an expression before the name of a type.
    New = "`new`",
    /// `by` of `for i from a <= i < b by c`.
    By = "`by`",
    /// `property name:` in a class body.
    Property = "`property`",
    /// `template` of `with template[T]:`
    Template = "`template`",

    // ---- words of C declarations; plain names elsewhere
    Modifier(Modifier) = "a modifier",
    /// `extern from`
    ExternFrom = "`extern from`",
    Namespace = "`namespace`",
    /// `nogil` after a C function or an extern block, and in `cdef nogil:`. The `nogil` and `gil` of a `with`
    /// statement are names.
    Nogil = "`nogil`",
    Struct = "`struct`",
    Union = "`union`",
    Packed = "`packed`",
    Enum = "`enum`",
    /// `enum class` and `enum struct`
    ScopedEnum = "`enum class`",
    Cppclass = "`cppclass`",
    Fused = "`fused`",
    /// `class` after `cdef` or `ctypedef`.
    CClass = "`class`",
    /// Before a type, after a `*`, and behind the parameters of a C++ method.
    Const = "`const`",
    Volatile = "`volatile`",
    Restrict = "`restrict`",
    /// `__stdcall`, `__cdecl` or `__fastcall` in a declarator.
    CallingConvention(Name) = "a calling convention",
    /// `*`, `&` or `&&` in a declarator, an abstract declarator, or a type argument (`sizeof(T*)`, `f[T*]`).
    Ptr(Indirection) = "`*`",
    /// `=*` and `=?`: a default that the definition has, or an optional template parameter.
    OptionalDefault = "`=*`",
    /// `not None` and `or None` after a parameter.
    NotNone = "`not None`",
    OrNone = "`or None`",
    /// `except` of a C function, before its value.
    ExceptValue = "`except`",
    /// `except?`, before its value.
    ExceptMaybe = "`except?`",
    /// `except *`
    ExceptAny = "`except *`",
    /// `except +`, before an optional dotted name.
    ExceptPlus = "`except +`",
    /// `except +*`
    ExceptPlusAny = "`except +*`",
    Noexcept = "`noexcept`",
    WithGil = "`with gil`",

    // ---- brackets; those with a purpose close with the ordinary `)` and `]`
    LParen = "`(`",
    RParen = "`)`",
    LBracket = "`[`",
    RBracket = "`]`",
    LBrace = "`{`",
    RBrace = "`}`",
    /// Around a part of a declarator: `int (*f)(int)`.
    DeclParen = "`(`",
    /// Opens the parameters of a declarator; those of `def` and `lambda` are in an `LParen`.
    CallParen = "`(`",
    /// Opens a tuple of C types, or a parenthesised C type.
    TupleParen = "`(`",
    /// `sizeof(`
    SizeofParen = "`sizeof(`",
    /// Opens a parenthesised list of `with` items.
    WithParen = "`(`",
    /// `[` behind the base type of a declaration, parameter, cast, `new` or C++ base class, and behind a name among
    /// such arguments: template arguments, buffer options, memoryview axes, Java-style array sizes. In
    /// expressions, in declarators (`int a[3]`) and for the options of `cdef class` a `[` is an `LBracket`.
    TypeBracket = "`[`",
    /// `[` of template parameters: behind the name of a function in a declarator, of a C++ class, and of
    /// `with template`. (Those of Python's `def`, `class` and `type` are in an `LBracket`.)
    TemplateBracket = "`[`",
    /// `<` of a cast.
    CastOpen = "`<`",
    /// `>` of a cast.
    CastClose = "`>`",

    // ---- operators
    Comma = "`,`",
    Colon = "`:`",
    Semicolon = "`;`",
    Dot = "`.`",
    Ellipsis = "`...`",
    Arrow = "`->`",
    ColonEqual = "`:=`",
    Equal = "`=`",
    Augmented(Augmented) = "an assignment operator",
    Star = "`*`",
    DoubleStar = "`**`",
    Plus = "`+`",
    Minus = "`-`",
    Slash = "`/`",
    DoubleSlash = "`//`",
    Percent = "`%`",
    At = "`@`",
    Amper = "`&`",
    Pipe = "`|`",
    Caret = "`^`",
    Tilde = "`~`",
    LeftShift = "`<<`",
    RightShift = "`>>`",
    Less = "`<`",
    Greater = "`>`",
    LessEqual = "`<=`",
    GreaterEqual = "`>=`",
    EqualEqual = "`==`",
    /// `!=` and `<>`
    NotEqual = "`!=`",
    /// `?` in `<type?>x`.
    Question = "`?`",
    Backquote = "a backquote",
}
