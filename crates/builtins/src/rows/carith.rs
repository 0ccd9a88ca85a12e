//! Arithmetic on C floats and complex numbers, where it is not C's own; characters; the GIL.

use super::short::*;
use crate::ops::{args, row};
use crate::{Fails, Row};
use types::Ty;

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
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
    // A warning that C and Python divide differently: at this file and line.
    row("cdivision.warn", "px_cdivision_warn", args![Ty::CONST_CHAR_PTR, INT], INT, "cdivision_warn").status(),
    row("gil.save", "PyEval_SaveThread", &[], Ty::THREADSTATE, "base"),
    row("gil.restore", "PyEval_RestoreThread", args![Ty::THREADSTATE], VOID, "base").nogil(),
];
