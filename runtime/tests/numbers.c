/* Operators, comparisons, truth. */
#include "support.h"

#include "px/compare.h"
#include "px/compare_exact.h"
#include "px/contains.h"
#include "px/float.h"
#include "px/float_of.h"
#include "px/int.h"
#include "px/int_word.h"
#include "px/number.h"
#include "px/number_const.h"
#include "px/number_reuse.h"
#include "px/truth.h"

static void arithmetic(void) {
    PyObject *seven = V("7"), *minus = V("-3"), *big = V("2**70"), *zero = V("0"), *half = V("0.5");
    SAME(px_obj_add(seven, minus), "4");
    SAME(px_obj_add(V("2**30 - 1"), V("1")), "1073741824");
    SAME(px_obj_mul(V("-(2**30 - 1)"), V("2**30 - 1")), "-1152921502459363329");
    SAME(px_obj_add(big, seven), "1180591620717411303431");
    SAME(px_obj_add(half, V("1.25")), "1.75");
    SAME(px_obj_add(V("'a'"), V("'b'")), "'ab'");
    SAME(px_obj_sub(half, seven), "-6.5");
    SAME(px_obj_floordiv(seven, minus), "-3");
    SAME(px_obj_mod(seven, minus), "-2");
    SAME(px_obj_floordiv(V("-7"), V("2")), "-4");
    SAME(px_obj_mod(V("-7"), V("2")), "1");
    SAME(px_obj_mod(V("-6"), V("3")), "0");
    RAISES(!px_obj_floordiv(seven, zero), PyExc_ZeroDivisionError, "integer division or modulo by zero");
    RAISES(!px_obj_truediv(half, V("0.0")), PyExc_ZeroDivisionError, "float division by zero");
    SAME(px_obj_truediv(seven, V("2")), "3.5");
    SAME(px_obj_lshift(minus, V("5")), "-96");
    SAME(px_obj_lshift(V("1"), V("100")), "1267650600228229401496703205376");
    SAME(px_obj_rshift(minus, V("1")), "-2");
    SAME(px_obj_rshift(V("5"), V("31")), "0");
    RAISES(!px_obj_rshift(V("5"), minus), PyExc_ValueError, "negative shift count");
    SAME(px_obj_and(minus, seven), "5");
    SAME(px_obj_or(minus, V("4")), "-3");
    SAME(px_obj_xor(minus, seven), "-6");
    SAME(px_obj_pow(seven, V("2")), "49");
    SAME(px_obj_iadd(V("[1]"), V("[2]")), "[1, 2]");
    SAME(px_obj_add(V("True"), V("True")), "2");
    RAISES(!px_obj_add(seven, V("'a'")), PyExc_TypeError, "unsupported operand type(s) for +: 'int' and 'str'");
}

static void reused(void) {
    PyObject *half = V("0.5"), *spare = PyFloat_FromDouble(2.25), *result;
    result = px_obj_mul_left(spare, half);
    PX_CHECK(PyFloat_AS_DOUBLE(result) == 1.125);
    result = px_obj_add_right(half, result);
    PX_CHECK(PyFloat_AS_DOUBLE(result) == 1.625);
    result = px_obj_sub_right(half, result);
    PX_CHECK(PyFloat_AS_DOUBLE(result) == -1.125);
    result = px_obj_sub_left(result, half);
    result = px_obj_mul_right(half, px_obj_add_left(result, half));
    PX_CHECK(PyFloat_AS_DOUBLE(result) == -0.5625);
    Py_DECREF(result);
    /* Somebody else has it. */
    result = px_obj_add_left(Py_NewRef(half), half);
    PX_CHECK(PyFloat_AS_DOUBLE(result) == 1.0 && PyFloat_AS_DOUBLE(half) == 0.5);
    Py_DECREF(result);
    SAME(px_obj_add_left(Py_NewRef(V("'a'")), V("'b'")), "'ab'");
    SAME(px_obj_mul_right(V("3"), PyLong_FromLong(5)), "15");
    SAME(px_obj_sub_left(PyFloat_FromDouble(2.5), V("2")), "0.5");
    RAISES(!px_obj_add_right(V("1"), Py_NewRef(V("'a'"))), PyExc_TypeError, "unsupported operand type(s) for +: 'int' and 'str'");
}

static void constants(void) {
    PyObject *five = V("5"), *big = V("2**70"), *minus = V("-7"), *f = V("1.5");
    PyObject *two = V("2"), *zero = V("0");
    SAME(px_obj_add_const(five, two, 2), "7");
    SAME(px_obj_add_const(f, two, 2), "3.5");
    SAME(px_obj_add_const(big, two, 2), "1180591620717411303426");
    RAISES(!px_obj_add_const(V("'a'"), two, 2), PyExc_TypeError, "can only concatenate str (not \"int\") to str");
    SAME(px_obj_rsub_const(five, two, 2), "-3");
    RAISES(!px_obj_rsub_const(V("'a'"), two, 2), PyExc_TypeError, "unsupported operand type(s) for -: 'int' and 'str'");
    SAME(px_obj_mul_const(V("'ab'"), two, 2), "'abab'");
    SAME(px_obj_floordiv_const(minus, two, 2), "-4");
    SAME(px_obj_mod_const(minus, two, 2), "1");
    RAISES(!px_obj_mod_const(five, zero, 0), PyExc_ZeroDivisionError,
           PY_VERSION_HEX >= 0x030B0000 ? "integer modulo by zero" : "");
    SAME(px_obj_lshift_const(minus, two, 2), "-28");
    SAME(px_obj_rshift_const(minus, two, 2), "-2");
    SAME(px_obj_and_const(minus, two, 2), "0");
    PX_CHECK(px_obj_lt_const_truth(minus, two, 2) == 1);
    PX_CHECK(px_obj_eq_const_truth(V("2.0"), two, 2) == 1);
    PX_CHECK(px_obj_eq_const_truth(V("'a'"), two, 2) == 0);
    RAISES(px_obj_lt_const_truth(V("'a'"), two, 2) == -1, PyExc_TypeError,
           "'<' not supported between instances of 'str' and 'int'");
}

static void comparisons(void) {
    PyObject *nan = V("float('nan')");
    SAME(px_obj_eq(nan, nan), "False");
    PX_CHECK(px_obj_eq_truth(nan, nan) == 0 && px_obj_ne_truth(nan, nan) == 1);
    SAME(px_obj_lt(V("1"), V("2")), "True");
    SAME(px_obj_ge(V("2**70"), V("2")), "True");
    SAME(px_obj_eq(V("'abc'"), V("'ab' + 'c'")), "True");
    PX_CHECK(px_obj_lt_truth(V("'abc'"), V("'abd'")) == 1);
    PX_CHECK(px_str_eq(V("'a\\u20ac'"), V("'a\\u20ac'")) && !px_str_eq(V("'a'"), V("'\\u20ac'")));
    PX_CHECK(px_int_lt(V("2**70"), V("2**71")) && !px_int_eq(V("2**70"), V("0")));
    PX_CHECK(px_float_le(V("1.0"), V("1.0")) && !px_float_eq(nan, nan));
    PX_CHECK(px_bytes_eq(V("b'a\\0b'"), V("b'a\\0b'")));
    PX_CHECK(px_contains(V("{1: 2}"), V("1")) == 1 && px_contains(V("{frozenset()}"), V("set()")) == 1);
    RAISES(px_contains(V("5"), V("1")) == -1, PyExc_TypeError, "argument of type 'int' is not iterable");
    PX_CHECK(px_str_contains_char(V("'abc'"), 'c') && !px_str_contains_char(V("'abc'"), 0x20AC));
    PX_CHECK(px_int_truth(V("2**70")) && !px_int_truth(V("0")) && !px_float_truth(V("-0.0")));
    PX_CHECK(px_obj_truth(V("[]")) == 0 && px_obj_truth(V("object()")) == 1);
}

static void words(void) {
    PX_CHECK(px_int_fits_ssize(V("2**63 - 1")) && px_int_ssize(V("2**63 - 1")) == PY_SSIZE_T_MAX);
    PX_CHECK(px_int_fits_ssize(V("-2**63")) && px_int_ssize(V("-2**63")) == PY_SSIZE_T_MIN);
    PX_CHECK(!px_int_fits_ssize(V("2**63")) && !px_int_fits_longlong(V("-2**63 - 1")) && !PyErr_Occurred());
    SAME(px_int_floordiv(V("-7"), V("2")), "-4");
    RAISES(!px_int_mod(V("7"), V("0")), PyExc_ZeroDivisionError, "integer modulo by zero");
    SAME(px_float_truediv(V("1.0"), V("4.0")), "0.25");
    RAISES(!px_float_truediv(V("1.0"), V("0.0")), PyExc_ZeroDivisionError, "float division by zero");
    PX_CHECK(px_float_is_integer(V("-2.0")) && !px_float_is_integer(V("float('inf')")));
    PX_CHECK(px_float_of(V("'1_000.5'")) == 1000.5 && px_float_of(V("3")) == 3.0);
    RAISES(px_float_of(V("None")) == -1.0, PyExc_TypeError,
           "float() argument must be a string or a real number, not 'NoneType'");
}

int main(void) {
    Py_Initialize();
    arithmetic();
    reused();
    constants();
    comparisons();
    words();
    return px_test_end();
}
