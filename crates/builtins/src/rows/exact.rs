//! Arithmetic on exact ints and floats: runs no Python code, and the result is exact too.
//!
//! In-place operators of immutable types are the plain ones.

use super::short::*;
use crate::Row;
use crate::ops::{args, row};

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row("int.add", "px_int_add", args![PYINT, PYINT], PYINT, "int").null().local().operator("add"),
    row("int.sub", "px_int_sub", args![PYINT, PYINT], PYINT, "int").null().local().operator("sub"),
    row("int.mul", "px_int_mul", args![PYINT, PYINT], PYINT, "int").null().local().operator("mul"),
    row("int.floordiv", "px_int_floordiv", args![PYINT, PYINT], PYINT, "int").null().local().operator("floordiv"),
    row("int.mod", "px_int_mod", args![PYINT, PYINT], PYINT, "int").null().local().operator("mod"),
    row("int.truediv", "PyNumber_TrueDivide", args![PYINT, PYINT], PYFLOAT, "base").null().local().operator("truediv"),
    row("int.lshift", "PyNumber_Lshift", args![PYINT, PYINT], PYINT, "base").null().local().operator("lshift"),
    row("int.rshift", "PyNumber_Rshift", args![PYINT, PYINT], PYINT, "base").null().local().operator("rshift"),
    row("int.and", "px_int_and", args![PYINT, PYINT], PYINT, "int").null().local().operator("and"),
    row("int.or", "px_int_or", args![PYINT, PYINT], PYINT, "int").null().local().operator("or"),
    row("int.xor", "px_int_xor", args![PYINT, PYINT], PYINT, "int").null().local().operator("xor"),
    row("int.neg", "PyNumber_Negative", args![PYINT], PYINT, "base").null().local().operator("neg"),
    row("int.pos", "PyNumber_Positive", args![PYINT], PYINT, "base").null().local().operator("pos"),
    row("int.invert", "PyNumber_Invert", args![PYINT], PYINT, "base").null().local().operator("invert"),
    row("int.abs", "PyNumber_Absolute", args![PYINT], PYINT, "base").null().local().func("abs"),
    row("int.divmod", "PyNumber_Divmod", args![PYINT, PYINT], TUPLE, "base").null().local().func("divmod"),
    row("float.add", "px_float_add", args![PYFLOAT, PYFLOAT], PYFLOAT, "float").null().local().operator("add"),
    row("float.sub", "px_float_sub", args![PYFLOAT, PYFLOAT], PYFLOAT, "float").null().local().operator("sub"),
    row("float.mul", "px_float_mul", args![PYFLOAT, PYFLOAT], PYFLOAT, "float").null().local().operator("mul"),
    row("float.truediv", "px_float_truediv", args![PYFLOAT, PYFLOAT], PYFLOAT, "float").null().local()
        .operator("truediv"),
    row("float.floordiv", "PyNumber_FloorDivide", args![PYFLOAT, PYFLOAT], PYFLOAT, "base").null().local()
        .operator("floordiv"),
    row("float.mod", "PyNumber_Remainder", args![PYFLOAT, PYFLOAT], PYFLOAT, "base").null().local().operator("mod"),
    row("float.neg", "px_float_neg", args![PYFLOAT], PYFLOAT, "float").null().local().operator("neg"),
    row("float.pos", "px_float_pos", args![PYFLOAT], PYFLOAT, "float").null().local().operator("pos"),
    row("float.abs", "px_float_abs", args![PYFLOAT], PYFLOAT, "float").null().local().func("abs"),
    row("float.value", "px_float_value", args![PYFLOAT], DOUBLE, "float").pure(),
    row("float.is_integer", "px_float_is_integer", args![PYFLOAT], BINT, "float").pure().method("is_integer"),
    // int() and float() of objects: a new exact one.
    row("int.of", "px_int_of", args![O], PYINT, "int_of").null().func("int"),
    row("int.of_float", "px_int_of_double", args![DOUBLE], PYINT, "int_of").null().local().func("int"),
    row("float.of", "px_float_of", args![O], DOUBLE, "float_of").maybe(-1).func("float"),
    // An exact int of one digit, and its value.
    row("obj.is_small_int", "px_obj_is_small_int", args![O], BINT, "int_small").pure(),
    row("int.small", "px_int_small", args![O], SSIZE, "int_small").pure(),
    // A word in an exact int: whether it fits, and its value then. The unboxing passes use both.
    row("int.fits_ssize", "px_int_fits_ssize", args![PYINT], BINT, "int_word").pure(),
    row("int.ssize", "px_int_ssize", args![PYINT], SSIZE, "int_word").pure(),
    // `longlong` too; -1 and no exception where it does not fit.
    row("int.fits_longlong", "px_int_fits_longlong", args![PYINT], BINT, "int_word").pure(),
    row("int.longlong", "px_int_longlong", args![PYINT], LONGLONG, "int_word").pure(),
];
