/* Arithmetic on C values, conversions, type tests. */
#include "support.h"

#include "px/cfloat.h"
#include "px/cfloat_pow.h"
#include "px/char_class.h"
#include "px/check.h"
#include "px/check_arg.h"
#include "px/check_none.h"
#include "px/cint_checked.h"
#include "px/cint_div.h"
#include "px/cint_pow.h"
#include "px/cint_word.h"
#include "px/complex.h"
#include "px/from_chars.h"
#include "px/from_c.h"
#include "px/to_char.h"
#include "px/to_chars.h"
#include "px/to_chars_str.h"
#include "px/to_float.h"
#include "px/to_index.h"
#include "px/to_sized.h"
#include "px/to_small_int.h"
#include "px/types.h"

static void division(void) {
    PX_CHECK(px_floordiv_int(-7, 2) == -4 && px_mod_int(-7, 2) == 1 && px_mod_int(7, -2) == -1);
    PX_CHECK(px_floordiv_int(7, -2) == -4 && px_floordiv_int(-6, 3) == -2 && px_mod_int(-6, -3) == 0);
    PX_CHECK(px_floordiv_const_long(-7, 4) == -2 && px_mod_const_long(-7, 4) == 1 && px_mod_const_long(-8, 4) == 0);
    PX_CHECK(px_floordiv_const_long(-7, 3) == -3 && px_mod_const_long(-7, 3) == 2 && px_mod_const_long(7, -3) == -2);
    PX_CHECK(px_floordiv_uint(7u, 2u) == 3u && px_mod_ulonglong(7, 4) == 3);
    RAISES(px_floordiv_int(1, 0) == -1, PyExc_ZeroDivisionError, "integer division or modulo by zero");
    RAISES(px_mod_size(1, 0) == (size_t)-1, PyExc_ZeroDivisionError, "integer division or modulo by zero");
    RAISES(px_floordiv_int(INT_MIN, -1) == -1, PyExc_OverflowError, "value too large to perform division");
    PX_CHECK(px_mod_longlong(LLONG_MIN, -1) == 0);
    PX_CHECK(px_floordiv_int(INT_MIN + 1, -1) == INT_MAX);
}

static void overflow(void) {
    PX_CHECK(px_add_checked_int(INT_MAX - 1, 1) == INT_MAX && px_mul_checked_long(-3, 4) == -12);
    RAISES(px_add_checked_int(INT_MAX, 1) == -1, PyExc_OverflowError, "value too large");
    RAISES(px_sub_checked_uint(1, 2) == (unsigned)-1, PyExc_OverflowError, "value too large");
    RAISES(px_neg_checked_long(LONG_MIN) == -1, PyExc_OverflowError, "value too large");
    RAISES(px_abs_int(INT_MIN) == -1, PyExc_OverflowError, "value too large");
    PX_CHECK(px_lshift_checked_int(-1, 31) == INT_MIN && px_lshift_checked_int(0, 31) == 0);
    RAISES(px_lshift_checked_int(1, 31) == -1, PyExc_OverflowError, "value too large");
    RAISES(px_lshift_checked_int(0, 32) == -1, PyExc_OverflowError, "value too large");
    RAISES(px_lshift_checked_int(1, -1) == -1, PyExc_OverflowError, "value too large");
    PX_CHECK(px_pow_checked_int(-2, 31) == INT_MIN && px_pow_checked_ulong(3, 0) == 1);
    RAISES(px_pow_checked_int(2, 31) == -1, PyExc_OverflowError, "value too large");
    PX_CHECK(px_pow_int(3, 4) == 81 && px_pow_int(2, 32) == 0 && px_pow_long(2, -1) == 0 && px_pow_uint(0, 0) == 1);
    PX_CHECK(px_add_overflows(LLONG_MAX, 1) && !px_mul_overflows(1 << 20, 1 << 20) && px_sub_overflows(0, LLONG_MIN));
    PX_CHECK(px_add_wraps(LLONG_MAX, 1) == LLONG_MIN && px_sub_wraps(LLONG_MIN, 1) == LLONG_MAX);
    PX_CHECK(px_div_overflows(1, 0) && px_div_overflows(LLONG_MIN, -1) && !px_div_overflows(LLONG_MIN, 1));
    PX_CHECK(px_shl_overflows(1, 63) && px_shl_overflows(1, -1) && px_shl_overflows(3, 62) && !px_shl_overflows(-1, 62));
    PX_CHECK(px_shl_wraps(-3, 4) == -48 && px_shr(-3, 100) == -1 && px_shr(9, 1) == 4);
    PX_CHECK(px_pow_overflows(3, 40) && px_pow_overflows(2, -1) && px_pow_overflows(2, 63) && !px_pow_overflows(-2, 63));
    PX_CHECK(px_pow_wraps(-2, 63) == LLONG_MIN && px_pow_wraps(0, 0) == 1 && px_pow_wraps(7, 5) == 16807);
    PX_CHECK(!px_word_inexact(1LL << 53) && px_word_inexact((1LL << 53) + 1) && px_word_inexact(LLONG_MIN));
    PX_CHECK(px_truediv_inexact(1, 0) && !px_truediv_inexact(1, 3) && !px_word_inexact(-(1LL << 53)));
}

static void floats(void) {
    PX_CHECK(px_floordiv_double(-7.0, 2.0) == -4.0 && px_mod_double(-7.0, 2.0) == 1.0 &&
             px_mod_double(7.0, -2.0) == -1.0);
    PX_CHECK(copysign(1.0, px_mod_double(-4.0, 2.0)) == 1.0 && copysign(1.0, px_mod_double(4.0, -2.0)) == -1.0);
    PX_CHECK(copysign(1.0, px_floordiv_double(-0.0, 2.0)) == -1.0);
    RAISES(px_truediv_double(1.0, 0.0) == -1.0, PyExc_ZeroDivisionError, "float division");
    RAISES(px_mod_double(1.0, 0.0) == -1.0, PyExc_ZeroDivisionError, "float divmod()");
    SAME(px_pow_object(2.0, 3.0), "8.0");
    SAME(px_pow_object(-8.0, 3.0), "-512.0");
    PX_CHECK(PyComplex_Check(px_pow_object(-8.0, 1.0 / 3)));
    SAME(px_from_complex(px_truediv_complex(px_new_complex(1, 2), px_new_complex(0, 1))), "(2-1j)");
    px_truediv_complex(px_new_complex(1, 2), px_new_complex(0, 0));
    RAISES(PyErr_Occurred() != NULL, PyExc_ZeroDivisionError, "float division");
    SAME(px_from_complex(px_to_complex(V("3"))), "(3+0j)");
    PX_CHECK(px_abs_complex(px_new_complex(3, 4)) == 5.0 &&
             px_imag_complex(px_conj_complex(px_new_complex(3, 4))) == -4.0);
    PX_CHECK(px_char_isalpha(0xE9) && !px_char_isdigit('x') && px_char_upper('a') == 'A');
}

static void integers(void) {
    const char *required = "an integer is required";
    PX_CHECK(px_to_int(V("-5")) == -5 && px_to_int(V("1.9")) == 1 && px_to_int(V("True")) == 1);
    PX_CHECK(px_to_int(V("-1")) == -1 && !PyErr_Occurred());
    PX_CHECK(px_to_int(V("type('N', (), {'__int__': lambda s: 6})()")) == 6);
    RAISES(px_to_int(V("'a'")) == -1, PyExc_TypeError, required);
    RAISES(px_to_int(V("None")) == -1, PyExc_TypeError, required);
    RAISES(px_to_int(V("type('I', (), {'__index__': lambda s: 6})()")) == -1, PyExc_TypeError, required);
    RAISES(px_to_int(V("type('B', (), {'__int__': lambda s: 'x'})()")) == -1, PyExc_TypeError,
           "__int__ returned non-int (type str)");
    RAISES(px_to_int(V("2**31")) == -1, PyExc_OverflowError, "value too large to convert to int");
    RAISES(px_to_int(V("2**70")) == -1, PyExc_OverflowError, "Python int too large to convert to C long");
    RAISES(px_to_long(V("-2**63 - 1")) == -1, PyExc_OverflowError, "Python int too large to convert to C long");
    PX_CHECK(px_to_long(V("-2**63")) == LONG_MIN && px_to_uint(V("2**32 - 1")) == UINT_MAX);
    RAISES(px_to_uint(V("-1")) == (unsigned)-1, PyExc_OverflowError, "can't convert negative value to unsigned int");
    RAISES(px_to_uint(V("2**32")) == (unsigned)-1, PyExc_OverflowError, "value too large to convert to unsigned int");
    RAISES(px_to_ulong(V("2**64")) == (unsigned long)-1, PyExc_OverflowError,
           "Python int too large to convert to C unsigned long");
    RAISES(px_to_ulong(V("-2**70")) == (unsigned long)-1, PyExc_OverflowError,
           "can't convert negative value to unsigned long");
    PX_CHECK(px_to_ulonglong(V("2**64 - 1")) == ULLONG_MAX && px_to_size(V("2**63")) == (size_t)1 << 63);
    RAISES(px_to_char(V("300")) == (char)-1, PyExc_OverflowError, "value too large to convert to char");
    RAISES(px_to_uchar(V("-1")) == (unsigned char)-1, PyExc_OverflowError,
           "can't convert negative value to unsigned char");
    PX_CHECK(px_to_short(V("-32768")) == -32768 && px_to_ushort(V("65535")) == 65535);
    PX_CHECK(px_to_ssize(V("type('I', (), {'__index__': lambda s: 6})()")) == 6 &&
             px_to_ssize(V("-2**63")) == PY_SSIZE_T_MIN);
    RAISES(px_to_ssize(V("1.5")) == -1, PyExc_TypeError, "'float' object cannot be interpreted as an integer");
    RAISES(px_to_ssize(V("2**70")) == -1, PyExc_OverflowError, "Python int too large to convert to C ssize_t");
    PX_CHECK(px_to_sized(V("255"), 1, 1, "byte_t") == 255 && px_to_sized(V("-128"), 1, 0, "byte_t") == -128);
    RAISES(px_to_sized(V("256"), 1, 1, "byte_t") == -1, PyExc_OverflowError, "value too large to convert to byte_t");
    PX_CHECK((unsigned long long)px_to_sized(V("2**64 - 1"), 8, 1, "byte_t") == ULLONG_MAX);
    SAME(px_from_sized(-1, 8, 1), "18446744073709551615");
    SAME(px_from_sized(-1, 4, 0), "-1");
}

static void others(void) {
    PX_CHECK(px_to_double(V("3")) == 3.0 && px_to_float(V("0.5")) == 0.5f);
    RAISES(px_to_double(V("'a'")) == -1.0, PyExc_TypeError, "must be real number, not str");
    PX_CHECK(px_to_ucs4(V("'\\u20ac'")) == 0x20AC && px_to_ucs4(V("65")) == 65);
    RAISES(px_to_ucs4(V("'ab'")) == (Py_UCS4)-1, PyExc_ValueError,
           "only single character unicode strings can be converted to Py_UCS4, got length 2");
    RAISES(px_to_ucs4(V("0x110000")) == (Py_UCS4)-1, PyExc_OverflowError, "value too large to convert to Py_UCS4");
    RAISES(px_to_ucs4(V("-1")) == (Py_UCS4)-1, PyExc_OverflowError, "cannot convert negative value to Py_UCS4");
    PX_CHECK(strcmp(px_to_chars(V("b'abc'")), "abc") == 0 && strcmp(px_to_chars(V("bytearray(b'x')")), "x") == 0);
    RAISES(!px_to_chars(V("None")), PyExc_TypeError, "expected bytes, NoneType found");
    PX_CHECK(strcmp(px_to_chars_utf8(V("'\\xe9'")), "\303\251") == 0);
    RAISES(!px_to_chars_ascii(V("'\\xe9'")), PyExc_UnicodeEncodeError,
           "'ascii' codec can't encode character '\\xe9' in position 0: ordinal not in range(128)");
    SAME(px_str_from_chars("\303\251x", 2, "utf-8"), "'\xc3\xa9'");
    SAME(px_from_chars("ab"), "b'ab'");
    SAME(px_from_ucs4(0x20AC), "'\xe2\x82\xac'");
    PX_CHECK(px_check_list(V("[]")) == 0 && px_check_list_or_none(Py_None) == 0);
    RAISES(px_check_list(V("()")) == -1, PyExc_TypeError, "Expected list, got tuple");
    RAISES(px_check_str(Py_None) == -1, PyExc_TypeError, "Expected str, got NoneType");
    PX_CHECK(px_check_arg(Py_None, px_type_list(), V("'x'"), 1, 1) == 0);
    RAISES(px_check_arg(V("1"), px_type_list(), V("'x'"), 1, 1) == -1, PyExc_TypeError,
           "Argument 'x' has incorrect type (expected list, got int)");
    RAISES(px_check_arg_not_none(Py_None, V("'x'")) == -1, PyExc_TypeError, "Argument 'x' must not be None");
    RAISES(px_check_instance(V("1"), px_type_list(), 1) == -1, PyExc_TypeError, "Cannot convert int to list");
    RAISES(px_check_none_attr(Py_None, V("'append'")) == -1, PyExc_AttributeError,
           "'NoneType' object has no attribute 'append'");
    RAISES(px_check_none_len(Py_None) == -1, PyExc_TypeError, "object of type 'NoneType' has no len()");
}

int main(void) {
    Py_Initialize();
    division();
    overflow();
    floats();
    integers();
    others();
    return px_test_end();
}
