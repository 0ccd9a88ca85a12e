//! Arithmetic on C integers, where it is not C's own: the same rows for each type that promotion ends in.

use super::short::*;
use crate::Row;
use crate::ops::{args, row};

/// `cint.floordiv` is `px_floordiv_int`. Raises where the result does not exist; needs the GIL for that only.
macro_rules! failing {
    ($class:literal, $suffix:literal, $verb:literal, $args:expr, $ty:ident, $feature:literal) => {
        row(concat!($class, ".", $verb), concat!("px_", $verb, "_", $suffix), $args, $ty, $feature)
            .maybe(-1)
            .local()
            .gil_to_fail()
    };
}

macro_rules! plain {
    ($class:literal, $suffix:literal, $verb:literal, $args:expr, $ty:ident, $feature:literal) => {
        row(concat!($class, ".", $verb), concat!("px_", $verb, "_", $suffix), $args, $ty, $feature)
            .pure()
            .nogil()
    };
}

macro_rules! rows_of_each {
    ($(($class:literal, $suffix:literal, $ty:ident)),* $(,)?) => {
        #[rustfmt::skip]
        pub const ROWS: &[Row] = &[$(
            // Python division. ZeroDivisionError, and OverflowError where the result does not fit.
            failing!($class, $suffix, "floordiv", args![$ty, $ty], $ty, "cint_div").operator("floordiv"),
            failing!($class, $suffix, "mod", args![$ty, $ty], $ty, "cint_div").operator("mod"),
            // By a constant that is neither 0 nor -1.
            plain!($class, $suffix, "floordiv_const", args![$ty, $ty], $ty, "cint_div"),
            plain!($class, $suffix, "mod_const", args![$ty, $ty], $ty, "cint_div"),
            // `overflowcheck`.
            failing!($class, $suffix, "add_checked", args![$ty, $ty], $ty, "cint_checked"),
            failing!($class, $suffix, "sub_checked", args![$ty, $ty], $ty, "cint_checked"),
            failing!($class, $suffix, "mul_checked", args![$ty, $ty], $ty, "cint_checked"),
            failing!($class, $suffix, "lshift_checked", args![$ty, $ty], $ty, "cint_checked"),
            failing!($class, $suffix, "neg_checked", args![$ty], $ty, "cint_checked"),
            failing!($class, $suffix, "pow_checked", args![$ty, $ty], $ty, "cint_checked"),
            // `**` with an exponent that is not negative (a negative one gives 0), wrapping around.
            plain!($class, $suffix, "pow", args![$ty, $ty], $ty, "cint_pow").operator("pow"),
        )*];
    };
}

rows_of_each! {
    ("cint", "int", INT),
    ("cuint", "uint", UINT),
    ("clong", "long", LONG),
    ("culong", "ulong", ULONG),
    ("clonglong", "longlong", LONGLONG),
    ("culonglong", "ulonglong", ULONGLONG),
    ("cssize", "ssize", SSIZE),
    ("csize", "size", SIZE),
}

/// `abs`: OverflowError for the smallest number.
pub const ABS_ROWS: &[Row] = &[
    failing!("cint", "int", "abs", args![INT], INT, "cint_checked").func("abs"),
    failing!("clong", "long", "abs", args![LONG], LONG, "cint_checked").func("abs"),
    failing!("clonglong", "longlong", "abs", args![LONGLONG], LONGLONG, "cint_checked").func("abs"),
    failing!("cssize", "ssize", "abs", args![SSIZE], SSIZE, "cint_checked").func("abs"),
];
