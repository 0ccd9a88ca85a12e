//! Arithmetic on C values, where it is not C's own; the GIL.

use super::short::*;
use crate::ops::{Arg, args, row};
use crate::{Fails, Row};
use types::Ty;

/// Raises where the result does not exist; needs the GIL for that only.
const fn failing(
    name: &'static str,
    c: &'static str,
    args: &'static [Arg],
    ret: Ty,
    feature: &'static str,
) -> Row {
    row(name, c, args, ret, feature).maybe(-1).local().gil_to_fail()
}

const fn plain(
    name: &'static str,
    c: &'static str,
    args: &'static [Arg],
    ret: Ty,
    feature: &'static str,
) -> Row {
    row(name, c, args, ret, feature).pure().nogil()
}

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // Python division. ZeroDivisionError, and OverflowError where the result does not fit.
    failing("cint.floordiv", "px_floordiv_int", args![INT, INT], INT, "cint_div").operator("floordiv"),
    failing("cint.mod", "px_mod_int", args![INT, INT], INT, "cint_div").operator("mod"),
    failing("cuint.floordiv", "px_floordiv_uint", args![UINT, UINT], UINT, "cint_div").operator("floordiv"),
    failing("cuint.mod", "px_mod_uint", args![UINT, UINT], UINT, "cint_div").operator("mod"),
    failing("clong.floordiv", "px_floordiv_long", args![LONG, LONG], LONG, "cint_div").operator("floordiv"),
    failing("clong.mod", "px_mod_long", args![LONG, LONG], LONG, "cint_div").operator("mod"),
    failing("culong.floordiv", "px_floordiv_ulong", args![ULONG, ULONG], ULONG, "cint_div").operator("floordiv"),
    failing("culong.mod", "px_mod_ulong", args![ULONG, ULONG], ULONG, "cint_div").operator("mod"),
    failing("clonglong.floordiv", "px_floordiv_longlong", args![LONGLONG, LONGLONG], LONGLONG, "cint_div").operator("floordiv"),
    failing("clonglong.mod", "px_mod_longlong", args![LONGLONG, LONGLONG], LONGLONG, "cint_div").operator("mod"),
    failing("culonglong.floordiv", "px_floordiv_ulonglong", args![ULONGLONG, ULONGLONG], ULONGLONG, "cint_div").operator("floordiv"),
    failing("culonglong.mod", "px_mod_ulonglong", args![ULONGLONG, ULONGLONG], ULONGLONG, "cint_div").operator("mod"),
    failing("cssize.floordiv", "px_floordiv_ssize", args![SSIZE, SSIZE], SSIZE, "cint_div").operator("floordiv"),
    failing("cssize.mod", "px_mod_ssize", args![SSIZE, SSIZE], SSIZE, "cint_div").operator("mod"),
    failing("csize.floordiv", "px_floordiv_size", args![SIZE, SIZE], SIZE, "cint_div").operator("floordiv"),
    failing("csize.mod", "px_mod_size", args![SIZE, SIZE], SIZE, "cint_div").operator("mod"),
    // By a constant that is neither 0 nor -1.
    plain("cint.floordiv_const", "px_floordiv_const_int", args![INT, INT], INT, "cint_div"),
    plain("cint.mod_const", "px_mod_const_int", args![INT, INT], INT, "cint_div"),
    plain("cuint.floordiv_const", "px_floordiv_const_uint", args![UINT, UINT], UINT, "cint_div"),
    plain("cuint.mod_const", "px_mod_const_uint", args![UINT, UINT], UINT, "cint_div"),
    plain("clong.floordiv_const", "px_floordiv_const_long", args![LONG, LONG], LONG, "cint_div"),
    plain("clong.mod_const", "px_mod_const_long", args![LONG, LONG], LONG, "cint_div"),
    plain("culong.floordiv_const", "px_floordiv_const_ulong", args![ULONG, ULONG], ULONG, "cint_div"),
    plain("culong.mod_const", "px_mod_const_ulong", args![ULONG, ULONG], ULONG, "cint_div"),
    plain("clonglong.floordiv_const", "px_floordiv_const_longlong", args![LONGLONG, LONGLONG], LONGLONG, "cint_div"),
    plain("clonglong.mod_const", "px_mod_const_longlong", args![LONGLONG, LONGLONG], LONGLONG, "cint_div"),
    plain("culonglong.floordiv_const", "px_floordiv_const_ulonglong", args![ULONGLONG, ULONGLONG], ULONGLONG, "cint_div"),
    plain("culonglong.mod_const", "px_mod_const_ulonglong", args![ULONGLONG, ULONGLONG], ULONGLONG, "cint_div"),
    plain("cssize.floordiv_const", "px_floordiv_const_ssize", args![SSIZE, SSIZE], SSIZE, "cint_div"),
    plain("cssize.mod_const", "px_mod_const_ssize", args![SSIZE, SSIZE], SSIZE, "cint_div"),
    plain("csize.floordiv_const", "px_floordiv_const_size", args![SIZE, SIZE], SIZE, "cint_div"),
    plain("csize.mod_const", "px_mod_const_size", args![SIZE, SIZE], SIZE, "cint_div"),
    // `overflowcheck`.
    failing("cint.add_checked", "px_add_checked_int", args![INT, INT], INT, "cint_checked"),
    failing("cint.sub_checked", "px_sub_checked_int", args![INT, INT], INT, "cint_checked"),
    failing("cint.mul_checked", "px_mul_checked_int", args![INT, INT], INT, "cint_checked"),
    failing("cint.lshift_checked", "px_lshift_checked_int", args![INT, INT], INT, "cint_checked"),
    failing("cint.neg_checked", "px_neg_checked_int", args![INT], INT, "cint_checked"),
    failing("cint.pow_checked", "px_pow_checked_int", args![INT, INT], INT, "cint_checked"),
    failing("cuint.add_checked", "px_add_checked_uint", args![UINT, UINT], UINT, "cint_checked"),
    failing("cuint.sub_checked", "px_sub_checked_uint", args![UINT, UINT], UINT, "cint_checked"),
    failing("cuint.mul_checked", "px_mul_checked_uint", args![UINT, UINT], UINT, "cint_checked"),
    failing("cuint.lshift_checked", "px_lshift_checked_uint", args![UINT, UINT], UINT, "cint_checked"),
    failing("cuint.neg_checked", "px_neg_checked_uint", args![UINT], UINT, "cint_checked"),
    failing("cuint.pow_checked", "px_pow_checked_uint", args![UINT, UINT], UINT, "cint_checked"),
    failing("clong.add_checked", "px_add_checked_long", args![LONG, LONG], LONG, "cint_checked"),
    failing("clong.sub_checked", "px_sub_checked_long", args![LONG, LONG], LONG, "cint_checked"),
    failing("clong.mul_checked", "px_mul_checked_long", args![LONG, LONG], LONG, "cint_checked"),
    failing("clong.lshift_checked", "px_lshift_checked_long", args![LONG, LONG], LONG, "cint_checked"),
    failing("clong.neg_checked", "px_neg_checked_long", args![LONG], LONG, "cint_checked"),
    failing("clong.pow_checked", "px_pow_checked_long", args![LONG, LONG], LONG, "cint_checked"),
    failing("culong.add_checked", "px_add_checked_ulong", args![ULONG, ULONG], ULONG, "cint_checked"),
    failing("culong.sub_checked", "px_sub_checked_ulong", args![ULONG, ULONG], ULONG, "cint_checked"),
    failing("culong.mul_checked", "px_mul_checked_ulong", args![ULONG, ULONG], ULONG, "cint_checked"),
    failing("culong.lshift_checked", "px_lshift_checked_ulong", args![ULONG, ULONG], ULONG, "cint_checked"),
    failing("culong.neg_checked", "px_neg_checked_ulong", args![ULONG], ULONG, "cint_checked"),
    failing("culong.pow_checked", "px_pow_checked_ulong", args![ULONG, ULONG], ULONG, "cint_checked"),
    failing("clonglong.add_checked", "px_add_checked_longlong", args![LONGLONG, LONGLONG], LONGLONG, "cint_checked"),
    failing("clonglong.sub_checked", "px_sub_checked_longlong", args![LONGLONG, LONGLONG], LONGLONG, "cint_checked"),
    failing("clonglong.mul_checked", "px_mul_checked_longlong", args![LONGLONG, LONGLONG], LONGLONG, "cint_checked"),
    failing("clonglong.lshift_checked", "px_lshift_checked_longlong", args![LONGLONG, LONGLONG], LONGLONG, "cint_checked"),
    failing("clonglong.neg_checked", "px_neg_checked_longlong", args![LONGLONG], LONGLONG, "cint_checked"),
    failing("clonglong.pow_checked", "px_pow_checked_longlong", args![LONGLONG, LONGLONG], LONGLONG, "cint_checked"),
    failing("culonglong.add_checked", "px_add_checked_ulonglong", args![ULONGLONG, ULONGLONG], ULONGLONG, "cint_checked"),
    failing("culonglong.sub_checked", "px_sub_checked_ulonglong", args![ULONGLONG, ULONGLONG], ULONGLONG, "cint_checked"),
    failing("culonglong.mul_checked", "px_mul_checked_ulonglong", args![ULONGLONG, ULONGLONG], ULONGLONG, "cint_checked"),
    failing("culonglong.lshift_checked", "px_lshift_checked_ulonglong", args![ULONGLONG, ULONGLONG], ULONGLONG, "cint_checked"),
    failing("culonglong.neg_checked", "px_neg_checked_ulonglong", args![ULONGLONG], ULONGLONG, "cint_checked"),
    failing("culonglong.pow_checked", "px_pow_checked_ulonglong", args![ULONGLONG, ULONGLONG], ULONGLONG, "cint_checked"),
    failing("cssize.add_checked", "px_add_checked_ssize", args![SSIZE, SSIZE], SSIZE, "cint_checked"),
    failing("cssize.sub_checked", "px_sub_checked_ssize", args![SSIZE, SSIZE], SSIZE, "cint_checked"),
    failing("cssize.mul_checked", "px_mul_checked_ssize", args![SSIZE, SSIZE], SSIZE, "cint_checked"),
    failing("cssize.lshift_checked", "px_lshift_checked_ssize", args![SSIZE, SSIZE], SSIZE, "cint_checked"),
    failing("cssize.neg_checked", "px_neg_checked_ssize", args![SSIZE], SSIZE, "cint_checked"),
    failing("cssize.pow_checked", "px_pow_checked_ssize", args![SSIZE, SSIZE], SSIZE, "cint_checked"),
    failing("csize.add_checked", "px_add_checked_size", args![SIZE, SIZE], SIZE, "cint_checked"),
    failing("csize.sub_checked", "px_sub_checked_size", args![SIZE, SIZE], SIZE, "cint_checked"),
    failing("csize.mul_checked", "px_mul_checked_size", args![SIZE, SIZE], SIZE, "cint_checked"),
    failing("csize.lshift_checked", "px_lshift_checked_size", args![SIZE, SIZE], SIZE, "cint_checked"),
    failing("csize.neg_checked", "px_neg_checked_size", args![SIZE], SIZE, "cint_checked"),
    failing("csize.pow_checked", "px_pow_checked_size", args![SIZE, SIZE], SIZE, "cint_checked"),
    // `**` with an exponent that is not negative (a negative one gives 0), wrapping around.
    plain("cint.pow", "px_pow_int", args![INT, INT], INT, "cint_pow").operator("pow"),
    plain("cuint.pow", "px_pow_uint", args![UINT, UINT], UINT, "cint_pow").operator("pow"),
    plain("clong.pow", "px_pow_long", args![LONG, LONG], LONG, "cint_pow").operator("pow"),
    plain("culong.pow", "px_pow_ulong", args![ULONG, ULONG], ULONG, "cint_pow").operator("pow"),
    plain("clonglong.pow", "px_pow_longlong", args![LONGLONG, LONGLONG], LONGLONG, "cint_pow").operator("pow"),
    plain("culonglong.pow", "px_pow_ulonglong", args![ULONGLONG, ULONGLONG], ULONGLONG, "cint_pow").operator("pow"),
    plain("cssize.pow", "px_pow_ssize", args![SSIZE, SSIZE], SSIZE, "cint_pow").operator("pow"),
    plain("csize.pow", "px_pow_size", args![SIZE, SIZE], SIZE, "cint_pow").operator("pow"),
    // `abs`: OverflowError for the smallest number.
    failing("cint.abs", "px_abs_int", args![INT], INT, "cint_checked").func("abs"),
    failing("clong.abs", "px_abs_long", args![LONG], LONG, "cint_checked").func("abs"),
    failing("clonglong.abs", "px_abs_longlong", args![LONGLONG], LONGLONG, "cint_checked").func("abs"),
    failing("cssize.abs", "px_abs_ssize", args![SSIZE], SSIZE, "cint_checked").func("abs"),
    // Floats. Divisions raise ZeroDivisionError.
    row("cdouble.truediv", "px_truediv_double", args![DOUBLE, DOUBLE], DOUBLE, "cfloat").maybe(-1).local().gil_to_fail()
        .operator("truediv"),
    row("cdouble.floordiv", "px_floordiv_double", args![DOUBLE, DOUBLE], DOUBLE, "cfloat").maybe(-1).local()
        .gil_to_fail().operator("floordiv"),
    row("cdouble.mod", "px_mod_double", args![DOUBLE, DOUBLE], DOUBLE, "cfloat").maybe(-1).local().gil_to_fail()
        .operator("mod"),
    // By a constant that is not zero.
    row("cdouble.truediv_python", "px_truediv_double_python", args![DOUBLE, DOUBLE], DOUBLE, "cfloat").maybe(-1).local()
        .gil_to_fail(),
    row("cdouble.floordiv_python", "px_floordiv_double_python", args![DOUBLE, DOUBLE], DOUBLE, "cfloat").maybe(-1).local()
        .gil_to_fail(),
    row("cdouble.mod_python", "px_mod_double_python", args![DOUBLE, DOUBLE], DOUBLE, "cfloat").maybe(-1).local()
        .gil_to_fail(),
    row("cdouble.floordiv_const", "px_floordiv_const_double", args![DOUBLE, DOUBLE], DOUBLE, "cfloat").pure().nogil(),
    row("cdouble.mod_const", "px_mod_const_double", args![DOUBLE, DOUBLE], DOUBLE, "cfloat").pure().nogil(),
    // `cdivision`.
    row("cdouble.fmod", "fmod", args![DOUBLE, DOUBLE], DOUBLE, "cfloat").pure().nogil(),
    row("cdouble.floor", "floor", args![DOUBLE], DOUBLE, "cfloat").pure().nogil(),
    row("cdouble.abs", "fabs", args![DOUBLE], DOUBLE, "cfloat").pure().nogil().func("abs"),
    // `**` in C; as an object that is complex where there is no real result.
    row("cdouble.pow", "pow", args![DOUBLE, DOUBLE], DOUBLE, "cfloat").pure().nogil().operator("pow"),
    row("cdouble.pow_object", "px_pow_object", args![DOUBLE, DOUBLE], O, "cfloat_pow").null().local(),
    row("cdouble.is_int", "px_double_is_int", args![DOUBLE], BINT, "cfloat").pure().nogil(),
    // Complex numbers; `+ - *` are C's.
    row("ccomplex.truediv", "px_truediv_complex", args![Ty::DOUBLE_COMPLEX, Ty::DOUBLE_COMPLEX], Ty::DOUBLE_COMPLEX,
        "complex").fails(Fails::Occurred).local().gil_to_fail().operator("truediv"),
    row("ccomplex.pow", "px_pow_complex", args![Ty::DOUBLE_COMPLEX, Ty::DOUBLE_COMPLEX], Ty::DOUBLE_COMPLEX, "complex")
        .pure().nogil().operator("pow"),
    row("ccomplex.abs", "px_abs_complex", args![Ty::DOUBLE_COMPLEX], DOUBLE, "complex").pure().nogil().func("abs"),
    row("ccomplex.conj", "px_conj_complex", args![Ty::DOUBLE_COMPLEX], Ty::DOUBLE_COMPLEX, "complex").pure().nogil()
        .method("conjugate"),
    row("ccomplex.real", "px_real_complex", args![Ty::DOUBLE_COMPLEX], DOUBLE, "complex").pure().nogil().attr("real"),
    row("ccomplex.imag", "px_imag_complex", args![Ty::DOUBLE_COMPLEX], DOUBLE, "complex").pure().nogil().attr("imag"),
    row("ccomplex.new", "px_new_complex", args![DOUBLE, DOUBLE], Ty::DOUBLE_COMPLEX, "complex").pure().nogil(),
    // Characters.
    row("char.isalpha", "px_char_isalpha", args![Ty::UCS4], BINT, "char_class").pure().method("isalpha"),
    row("char.isalnum", "px_char_isalnum", args![Ty::UCS4], BINT, "char_class").pure().method("isalnum"),
    row("char.isdigit", "px_char_isdigit", args![Ty::UCS4], BINT, "char_class").pure().method("isdigit"),
    row("char.isdecimal", "px_char_isdecimal", args![Ty::UCS4], BINT, "char_class").pure().method("isdecimal"),
    row("char.isnumeric", "px_char_isnumeric", args![Ty::UCS4], BINT, "char_class").pure().method("isnumeric"),
    row("char.isspace", "px_char_isspace", args![Ty::UCS4], BINT, "char_class").pure().method("isspace"),
    row("char.islower", "px_char_islower", args![Ty::UCS4], BINT, "char_class").pure().method("islower"),
    row("char.isupper", "px_char_isupper", args![Ty::UCS4], BINT, "char_class").pure().method("isupper"),
    row("char.istitle", "px_char_istitle", args![Ty::UCS4], BINT, "char_class").pure().method("istitle"),
    row("char.isprintable", "px_char_isprintable", args![Ty::UCS4], BINT, "char_class").pure().method("isprintable"),
    row("char.lower", "px_char_lower", args![Ty::UCS4], Ty::UCS4, "char_class").pure(),
    row("char.upper", "px_char_upper", args![Ty::UCS4], Ty::UCS4, "char_class").pure(),
    row("chars.len", "px_chars_len", args![Ty::CONST_CHAR_PTR], SSIZE, "from_chars").local().nogil().func("len"),
    // The GIL.
    row("gil.ensure", "PyGILState_Ensure", &[], Ty::GILSTATE, "base").nogil(),
    row("gil.release", "PyGILState_Release", args![Ty::GILSTATE], VOID, "base"),
    // Critical sections; what is entered with is left with. The second object may be NULL.
    row("critical.enter", "px_critical_enter", args![Ty::OBJECT, Ty::OBJECT], Ty::VOID_PTR, "critical").null(),
    row("critical.leave", "px_critical_leave", args![Ty::VOID_PTR], VOID, "critical"),
    // A warning that C and Python divide differently: at this file and line.
    row("cdivision.warn", "px_cdivision_warn", args![Ty::CONST_CHAR_PTR, INT], INT, "cdivision_warn").status(),
    row("gil.save", "PyEval_SaveThread", &[], Ty::THREADSTATE, "base"),
    row("gil.restore", "PyEval_RestoreThread", args![Ty::THREADSTATE], VOID, "base").nogil(),
];
