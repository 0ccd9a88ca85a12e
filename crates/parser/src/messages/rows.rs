//! The table. The first row that fits decides, so the most telling ones come first.
//!
//! `{found}`, `{before}` and `{first}` in a text stand for the token found, the one before it and the first one of
//! the line; `{text}` for the name before; `{expected}` for what would have fitted, in classes.

use lexer::Token;

use super::Case;

pub(super) struct Row {
    /// For the tests.
    #[cfg_attr(not(test), allow(dead_code))]
    pub name: &'static str,
    pub fits: fn(&Case<'_>) -> bool,
    pub message: &'static str,
    pub label: &'static str,
    pub help: &'static str,
}

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "else-if",
        fits: |case| case.before == Some(Token::Else) && case.found == Some(Token::If),
        message: "`else if` is written `elif`",
        label: "not after `else`",
        help: "",
    },
    Row {
        name: "clause-alone",
        fits: |case| {
            case.before.is_none()
                && matches!(
                    case.found,
                    Some(Token::Else | Token::Elif | Token::Except | Token::Finally)
                        | Some(Token::CompileElse | Token::CompileElif)
                )
        },
        message: "{found} belongs to nothing",
        label: "no statement in front of it that it could continue",
        help: "it needs the indentation of the statement that it belongs to",
    },
    Row {
        name: "case-needed",
        fits: |case| {
            case.before.is_none() && case.expected.has("\"case\"") && !case.expected.statement()
        },
        message: "a `match` statement consists of `case` clauses",
        label: "not a `case`",
        help: "",
    },
    Row {
        name: "decorated",
        fits: |case| {
            case.before.is_none() && case.expected.has("\"def\"") && !case.expected.statement()
        },
        message: "a decorator needs a function or class behind it",
        label: "cannot be decorated",
        help: "",
    },
    Row {
        name: "print-statement",
        fits: |case| {
            case.before_text == "print" && case.earlier.is_none() && starts_operand(case.found)
        },
        message: "`print` is a function",
        label: "its arguments stand in parentheses",
        help: "write `print(...)`; the statement exists at language level 2 only",
    },
    Row {
        name: "exec-statement",
        fits: |case| {
            case.before_text == "exec" && case.earlier.is_none() && starts_operand(case.found)
        },
        message: "`exec` is a function",
        label: "its arguments stand in parentheses",
        help: "write `exec(...)`; the statement exists at language level 2 only",
    },
    Row {
        name: "cython-word-in-python",
        fits: |case| {
            case.python
                && case.earlier.is_none()
                && matches!(case.before_text, "cdef" | "cpdef" | "ctypedef" | "cimport" | "include")
                && starts_operand(case.found)
        },
        message: "`{text}` does not exist in a Python file",
        label: "only Cython sources have it",
        help: "use annotations and the `cython` module, or rename the file to `.pyx`",
    },
    Row {
        name: "unary-increment",
        fits: |case| {
            case.before == case.earlier
                && matches!(case.before, Some(Token::Plus | Token::Minus))
                && !starts_operand(case.found)
        },
        message: "there are no `++` and `--`",
        label: "expected an expression",
        help: "write `x += 1` or `x -= 1`",
    },
    Row {
        name: "global-value",
        fits: |case| {
            matches!(case.first, Some(Token::Global | Token::Nonlocal))
                && case.found == Some(Token::Equal)
        },
        message: "{first} takes names and no value",
        label: "assign in a statement of its own",
        help: "",
    },
    Row {
        name: "keyword-target",
        fits: |case| {
            case.found == Some(Token::Equal) && case.earlier.is_none() && is_keyword(case.before)
        },
        message: "{before} is a keyword and cannot be a name",
        label: "assigned here",
        help: "",
    },
    Row {
        name: "condition-equals",
        fits: |case| {
            case.found == Some(Token::Equal)
                && case.bracket.is_none()
                && matches!(
                    case.first,
                    Some(
                        Token::If
                            | Token::Elif
                            | Token::While
                            | Token::Assert
                            | Token::Return
                            | Token::CompileIf
                    )
                )
        },
        message: "`=` cannot stand in an expression",
        label: "this would be an assignment",
        help: "`==` compares; `(name := value)` binds a name within an expression",
    },
    Row {
        name: "dict-equals",
        fits: |case| case.found == Some(Token::Equal) && case.bracket == Some(Token::LBrace),
        message: "an item of a dict is written `key: value`",
        label: "`:` is needed here",
        help: "",
    },
    Row {
        name: "argument-name",
        fits: |case| case.found == Some(Token::Equal) && case.bracket == Some(Token::LParen),
        message: "the name of an argument has to be a plain name",
        label: "what is in front of `=` is not",
        help: "`==` compares",
    },
    Row {
        name: "walrus",
        fits: |case| case.found == Some(Token::ColonEqual),
        message: "an assignment expression needs parentheses here",
        label: "`:=` cannot stand here",
        help: "write `(name := value)`, or `name = value` as a statement",
    },
    Row {
        name: "yield",
        fits: |case| case.found == Some(Token::Yield),
        message: "`yield` needs parentheses here",
        label: "within another expression",
        help: "",
    },
    Row {
        name: "conditional-without-else",
        fits: |case| {
            case.expected.has("\"else\"")
                && !case.expected.has("Newline")
                && ends_operand(case.before)
        },
        message: "a conditional expression needs `else`",
        label: "`else` is missing",
        help: "write `a if condition else b`",
    },
    Row {
        name: "not-in",
        fits: |case| {
            case.before == Some(Token::Not)
                && case.expected.has("\"in\"")
                && !case.expected.expression()
        },
        message: "only `in` can follow `not` here",
        label: "expected `in`",
        help: "",
    },
    Row {
        name: "missing-in",
        fits: |case| {
            case.expected.has("\"in\"")
                && !case.expected.has("Newline")
                && !case.expected.has("\":\"")
                && !case.expected.has("\"and\"")
                && (case.first == Some(Token::For) || case.bracket.is_some())
                && ends_operand(case.before)
        },
        message: "expected `in`",
        label: "a loop is `for target in items`",
        help: "",
    },
    Row {
        name: "missing-colon",
        fits: |case| {
            case.expected.has("\":\"")
                && case.bracket.is_none()
                && begins_block(case.first)
                && (case.found == Some(Token::Newline)
                    || !case.expected.has("\"and\"")
                    || starts_operand(case.found))
        },
        message: "expected `:`",
        label: "`:` begins the block of {first}",
        help: "",
    },
    Row {
        name: "parameters-missing",
        fits: |case| {
            case.first == Some(Token::Def) && case.bracket.is_none() && case.expected.has("\"(\"")
        },
        message: "a function needs parentheses with its parameters",
        label: "expected `(`",
        help: "",
    },
    Row {
        name: "import-names",
        fits: |case| matches!(case.before, Some(Token::Import | Token::Cimport)),
        message: "{before} needs names",
        label: "expected a name",
        help: "",
    },
    Row {
        name: "import-word",
        fits: |case| case.first == Some(Token::From) && case.expected.has("\"import\""),
        message: "expected `import`",
        label: "`from module import names`",
        help: "",
    },
    Row {
        name: "keyword-as-name",
        fits: |case| {
            case.expected.name_only() && is_keyword(case.found) && !ends_operand(case.before)
        },
        message: "{found} is a keyword and cannot be a name",
        label: "expected a name",
        help: "",
    },
    Row {
        name: "declaration-missing",
        fits: |case| {
            is_cdef(case.first)
                && (is_cdef(case.before) || matches!(case.before, Some(Token::Modifier(_))))
                && !starts_operand(case.found)
        },
        message: "expected a declaration",
        label: "a type, or `class`, `struct`, `enum`, `extern from`",
        help: "",
    },
    Row {
        name: "declared-name-missing",
        fits: |case| is_cdef(case.first) && case.expected.name_only() && case.bracket.is_none(),
        message: "a declaration needs a name",
        label: "expected a name",
        help: "",
    },
    Row {
        name: "declaration-comma",
        fits: |case| {
            is_cdef(case.first)
                && case.bracket.is_none()
                && ends_operand(case.before)
                && starts_operand(case.found)
        },
        message: "something is missing between two parts of a declaration",
        label: "expected {expected}",
        help: "names of one declaration have commas between them",
    },
    Row {
        name: "statement-inside",
        fits: |case| case.before.is_some() && begins_statement(case.found),
        message: "{found} begins a statement of its own",
        label: "not within another statement",
        help: "a new line is needed in front of it, or something in front of it is not complete",
    },
    Row {
        name: "colon",
        fits: |case| {
            case.found == Some(Token::Colon) && case.bracket.is_none() && ends_operand(case.before)
        },
        message: "this colon begins neither a block nor an annotation",
        label: "not after what is in front of it",
        help: "only one name, attribute or subscript can have an annotation",
    },
    Row {
        name: "missing-comma",
        fits: |case| {
            case.bracket.is_some_and(|bracket| bracket != Token::FieldOpen)
                && ends_operand(case.before)
                && starts_operand(case.found)
        },
        message: "something is missing between two expressions",
        label: "perhaps a comma in front of this",
        help: "",
    },
    Row {
        name: "two-expressions",
        fits: |case| {
            ends_operand(case.before) && starts_operand(case.found) && case.expected.has("Newline")
        },
        message: "two expressions in a row",
        label: "nothing joins this to what is in front of it",
        help: "",
    },
    Row {
        name: "operand-missing",
        fits: |case| {
            case.expected.expression()
                && case.before.is_some()
                && !ends_operand(case.before)
                && ends_construct(case.found)
        },
        message: "expected an expression after {before}",
        label: "nothing follows",
        help: "",
    },
    Row {
        name: "expression-needed",
        fits: |case| {
            case.expected.expression()
                && !case.expected.statement()
                && !ends_operand(case.before)
                && case.before.is_some()
        },
        message: "expected an expression, found {found}",
        label: "no expression begins like this",
        help: "",
    },
    Row {
        name: "name-needed",
        fits: |case| case.expected.name_only() && !ends_operand(case.before),
        message: "expected a name, found {found}",
        label: "not a name",
        help: "",
    },
    Row {
        name: "statement-needed",
        fits: |case| case.before.is_none() && case.expected.statement(),
        message: "no statement begins with {found}",
        label: "expected a statement",
        help: "",
    },
];

fn ends_operand(token: Option<Token>) -> bool {
    token.is_some_and(Token::ends_operand)
}

fn starts_operand(token: Option<Token>) -> bool {
    token.is_some_and(Token::starts_operand)
}

/// A token that ends an expression from outside.
fn ends_construct(token: Option<Token>) -> bool {
    matches!(
        token,
        None | Some(
            Token::Newline
                | Token::RParen
                | Token::RBracket
                | Token::RBrace
                | Token::Comma
                | Token::Semicolon
                | Token::Colon
                | Token::Equal
                | Token::FieldClose
                | Token::InterpolatedEnd
        )
    )
}

fn begins_block(token: Option<Token>) -> bool {
    token.is_some_and(super::begins_block)
}

/// A keyword that stands nowhere but at the start of a statement or clause.
fn begins_statement(token: Option<Token>) -> bool {
    matches!(
        token,
        Some(
            Token::Def
                | Token::Class
                | Token::Return
                | Token::Pass
                | Token::Break
                | Token::Continue
                | Token::Raise
                | Token::Try
                | Token::While
                | Token::With
                | Token::Assert
                | Token::Del
                | Token::Global
                | Token::Nonlocal
                | Token::Elif
                | Token::Except
                | Token::Finally
                | Token::Cdef
                | Token::Cpdef
                | Token::Ctypedef
                | Token::CompileDef
                | Token::CompileIf
                | Token::CompileElif
                | Token::CompileElse
        )
    )
}

fn is_cdef(token: Option<Token>) -> bool {
    matches!(token, Some(Token::Cdef | Token::Cpdef | Token::Ctypedef))
}

fn is_keyword(token: Option<Token>) -> bool {
    matches!(
        token,
        Some(
            Token::And
                | Token::As
                | Token::Assert
                | Token::Async
                | Token::Await
                | Token::Break
                | Token::Class
                | Token::Continue
                | Token::Def
                | Token::Del
                | Token::Elif
                | Token::Else
                | Token::Except
                | Token::False
                | Token::Finally
                | Token::For
                | Token::From
                | Token::Global
                | Token::If
                | Token::Import
                | Token::In
                | Token::Is
                | Token::Lambda
                | Token::None
                | Token::Nonlocal
                | Token::Not
                | Token::Or
                | Token::Pass
                | Token::Raise
                | Token::Return
                | Token::True
                | Token::Try
                | Token::While
                | Token::With
                | Token::Yield
                | Token::Cdef
                | Token::Cpdef
                | Token::Ctypedef
                | Token::Cimport
                | Token::Include
                | Token::CompileDef
                | Token::CompileIf
                | Token::CompileElif
                | Token::CompileElse
                | Token::Null
        )
    )
}
