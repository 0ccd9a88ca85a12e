//! What speculation needs: exact ints in words, exact floats in doubles, and the objects that they become again.

use super::short::*;
use crate::Row;
use crate::ops::{Arg, arg, args, own, row};
use types::Ty;

const fn word(name: &'static str, c: &'static str, args: &'static [Arg], ret: Ty) -> Row {
    row(name, c, args, ret, "cint_word").pure().nogil()
}

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // Whether the result does not fit, and the result.
    word("word.add_overflows", "px_add_overflows", args![LONGLONG, LONGLONG], BINT),
    word("word.sub_overflows", "px_sub_overflows", args![LONGLONG, LONGLONG], BINT),
    word("word.mul_overflows", "px_mul_overflows", args![LONGLONG, LONGLONG], BINT),
    word("word.div_overflows", "px_div_overflows", args![LONGLONG, LONGLONG], BINT),
    word("word.shl_overflows", "px_shl_overflows", args![LONGLONG, LONGLONG], BINT),
    word("word.pow_overflows", "px_pow_overflows", args![LONGLONG, LONGLONG], BINT),
    word("word.add_wraps", "px_add_wraps", args![LONGLONG, LONGLONG], LONGLONG),
    word("word.sub_wraps", "px_sub_wraps", args![LONGLONG, LONGLONG], LONGLONG),
    word("word.mul_wraps", "px_mul_wraps", args![LONGLONG, LONGLONG], LONGLONG),
    word("word.shl_wraps", "px_shl_wraps", args![LONGLONG, LONGLONG], LONGLONG),
    word("word.pow_wraps", "px_pow_wraps", args![LONGLONG, LONGLONG], LONGLONG),
    word("word.shr", "px_shr", args![LONGLONG, LONGLONG], LONGLONG),
    // Whether doubles may compute something else.
    word("word.inexact", "px_word_inexact", args![LONGLONG], BINT),
    word("word.truediv_inexact", "px_truediv_inexact", args![LONGLONG, LONGLONG], BINT),
    // Whether an object is exactly an int and fits a word; `int.longlong` reads it.
    row("int.is_word", "px_is_word", args![O], BINT, "int_word").pure(),
    // The box of a number: the one that there is, else (NULL) a new one.
    row("int.keep", "px_int_keep", args![O, LONGLONG], PYINT, "keep").null().local(),
    row("float.keep", "px_float_keep", args![O, DOUBLE], PYFLOAT, "keep").null().local(),
    // Direct calls: whether an object, or the global of its name, is this function of the module's table; the depth of the recursion; what a function
    // leaves for its caller, by a status.
    row("func.is", "px_is_function", args![O, MODULE, INT], BINT, "direct").local(),
    row("global.is", "px_global_is", args![MODULE, Ty::CACHE, INT], BINT, "direct").local(),
    row("calls.thread", "PyThreadState_Get", &[], Ty::THREADSTATE, "base").local(),
    row("calls.enter", "px_calls_enter", args![Ty::THREADSTATE], INT, "calls").status().local(),
    row("calls.leave", "px_calls_leave", args![Ty::THREADSTATE], VOID, "calls").local(),
    row("value.put_number", "px_put_number", args![Ty::VALUE_PTR], VOID, "direct").local(),
    row("value.put_object", "px_put_object", &[arg(Ty::VALUE_PTR), own(O)], VOID, "direct").local(),
    row("value.object", "px_take_object", args![Ty::VALUE_PTR], O, "direct").local(),
    row("call.kind", "px_call_kind", args![Ty::VALUE_PTR], INT, "direct").neg1().local(),
    row("call.status", "px_call_status", args![INT], INT, "direct").status().local(),
    // An iterator over the rest of a range: the next item, the end, the step.
    row("range.rest", "px_range_rest", args![LONGLONG, LONGLONG, LONGLONG], O, "range_rest").null().local(),
];
