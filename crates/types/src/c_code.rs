//! What the typed tree and MIR have in common because C has it: its operators, and what stands above a file's code.

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CUnary {
    Neg,
    /// `!x`, a `bint`.
    Not,
    /// `~`
    Invert,
}

/// C's own operators; Python's division and the like are operations.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CBinary {
    Add,
    Sub,
    Mul,
    /// Truncates; the divisor is known not to be zero.
    Div,
    Rem,
    Shl,
    Shr,
    BitAnd,
    BitOr,
    BitXor,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    And,
    Or,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Include {
    /// `"x.h"` or `<x.h>`, with its quotes.
    Header(String),
    Verbatim(String),
}
