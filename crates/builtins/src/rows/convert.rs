//! Conversions between objects and C values, and type tests.

use super::short::*;
use crate::ops::{args, row};
use crate::{Fails, Row};
use types::Ty;

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // From objects. -1 (in the type of the result) may be a value.
    row("conv.to_char", "px_to_char", args![O], Ty::CHAR, "to_small_int").maybe(-1),
    row("conv.to_schar", "px_to_schar", args![O], Ty::SCHAR, "to_small_int").maybe(-1),
    row("conv.to_uchar", "px_to_uchar", args![O], Ty::UCHAR, "to_small_int").maybe(-1),
    row("conv.to_short", "px_to_short", args![O], Ty::SHORT, "to_small_int").maybe(-1),
    row("conv.to_ushort", "px_to_ushort", args![O], Ty::USHORT, "to_small_int").maybe(-1),
    row("conv.to_int", "px_to_int", args![O], Ty::INT, "to_int").maybe(-1),
    row("conv.to_uint", "px_to_uint", args![O], UINT, "to_int").maybe(-1),
    row("conv.to_long", "px_to_long", args![O], Ty::LONG, "to_int").maybe(-1),
    row("conv.to_ulong", "px_to_ulong", args![O], ULONG, "to_int").maybe(-1),
    row("conv.to_longlong", "px_to_longlong", args![O], LONGLONG, "to_int").maybe(-1),
    row("conv.to_ulonglong", "px_to_ulonglong", args![O], ULONGLONG, "to_int").maybe(-1),
    row("conv.to_ssize", "px_to_ssize", args![O], Ty::SSIZE, "to_index").maybe(-1),
    row("conv.to_size", "px_to_size", args![O], SIZE, "to_int").maybe(-1),
    row("conv.to_ptrdiff", "px_to_ptrdiff", args![O], Ty::PTRDIFF, "to_int").maybe(-1),
    row("conv.to_hash", "px_to_hash", args![O], Ty::HASH, "to_index").maybe(-1),
    row("conv.to_ucs4", "px_to_ucs4", args![O], Ty::UCS4, "to_char").maybe(-1),
    row("conv.to_unicode", "px_to_unicode", args![O], Ty::PY_UNICODE, "to_char").maybe(-1),
    // An extern typedef whose width and sign only the C compiler knows: sizeof, whether unsigned. The result is to be cast.
    row("conv.to_sized", "px_to_sized", args![O, SIZE, INT, Ty::CONST_CHAR_PTR], LONGLONG, "to_sized").maybe(-1),
    row("conv.from_sized", "px_from_sized", args![LONGLONG, SIZE, INT], PYINT, "to_sized").null()
        .local(),
    row("conv.to_double", "px_to_double", args![O], DOUBLE, "to_float").maybe(-1),
    row("conv.to_float", "px_to_float", args![O], Ty::FLOAT, "to_float").maybe(-1),
    row("conv.to_longdouble", "px_to_double", args![O], Ty::LONGDOUBLE, "to_float").maybe(-1),
    row("conv.to_complex", "px_to_complex", args![O], Ty::DOUBLE_COMPLEX, "complex").fails(Fails::Occurred),
    // `char *` of bytes or a bytearray: lives as long as the object.
    row("conv.to_chars", "px_to_chars", args![O], Ty::CHAR_PTR, "to_chars").null().local().borrow(0),
    row("conv.to_uchars", "px_to_uchars", args![O], Ty::UCHAR_PTR, "to_chars").null().local().borrow(0),
    row("conv.to_chars_utf8", "px_to_chars_utf8", args![O], Ty::CHAR_PTR, "to_chars_str").null().local().borrow(0),
    row("conv.to_chars_ascii", "px_to_chars_ascii", args![O], Ty::CHAR_PTR, "to_chars_str").null().local()
        .borrow(0),
    // What has to be an exact int or float, the name of a parameter or NULL, and whether None passes.
    row("conv.to_pyint", "px_to_pyint", args![O, O, INT], PYINT, "to_pyint").null(),
    row("conv.to_pyfloat", "px_to_pyfloat", args![O, O, INT], PYFLOAT, "to_pyfloat").null(),
    // Which member of a union a mapping has, by its place among the names.
    row("conv.union_member", "px_union_member", args![O, TUPLE], INT, "struct_field").neg1(),
    // A C integer as one of a smaller type.
    row("conv.narrow_short", "px_narrow_short", args![Ty::LONGLONG], Ty::SHORT, "narrow").maybe(-1).local(),
    row("conv.narrow_ushort", "px_narrow_ushort", args![Ty::LONGLONG], Ty::USHORT, "narrow").maybe(-1).local(),
    row("conv.narrow_uchar", "px_narrow_uchar", args![Ty::LONGLONG], Ty::UCHAR, "narrow").maybe(-1).local(),
    row("conv.narrow_int", "px_narrow_int", args![Ty::LONGLONG], Ty::INT, "narrow").maybe(-1).local(),
    row("conv.narrow_uint", "px_narrow_uint", args![Ty::LONGLONG], UINT, "narrow").maybe(-1).local(),
    row("conv.byte_of_int", "px_byte_of_int", args![Ty::LONGLONG], BYTES, "byte_of_int").null(),
    row("conv.ctuple_items", "px_ctuple_items", args![O, SSIZE], TUPLE, "ctuple_items").null(),
    row("conv.struct_field", "px_struct_field", args![O, O], O, "struct_field").null(),
    // To objects.
    row("conv.from_bint", "px_from_bint", args![BINT], PYBOOL, "from_c").immortal().pure().operator("to_object"),
    row("conv.from_long", "PyLong_FromLong", args![LONG], PYINT, "base").null().local().operator("to_object"),
    row("conv.from_ulong", "PyLong_FromUnsignedLong", args![ULONG], PYINT, "base").null().local()
        .operator("to_object"),
    row("conv.from_longlong", "PyLong_FromLongLong", args![LONGLONG], PYINT, "base").null().local()
        .operator("to_object"),
    row("conv.from_ulonglong", "PyLong_FromUnsignedLongLong", args![ULONGLONG], PYINT, "base").null().local()
        .operator("to_object"),
    row("conv.from_ssize", "PyLong_FromSsize_t", args![SSIZE], PYINT, "base").null().local().operator("to_object"),
    row("conv.from_size", "PyLong_FromSize_t", args![SIZE], PYINT, "base").null().local()
        .operator("to_object"),
    row("conv.from_ucs4", "px_from_ucs4", args![Ty::UCS4], STR, "from_c").null().local().operator("to_object"),
    row("conv.from_unicode", "px_from_ucs4", args![Ty::PY_UNICODE], STR, "from_c").null().local()
        .operator("to_object"),
    row("conv.from_double", "PyFloat_FromDouble", args![DOUBLE], PYFLOAT, "base").null().local().operator("to_object"),
    row("conv.from_float", "PyFloat_FromDouble", args![Ty::FLOAT], PYFLOAT, "base").null().local()
        .operator("to_object"),
    row("conv.from_longdouble", "PyFloat_FromDouble", args![Ty::LONGDOUBLE], PYFLOAT, "base").null().local()
        .operator("to_object"),
    row("conv.from_complex", "px_from_complex", args![Ty::DOUBLE_COMPLEX], Ty::PYCOMPLEX, "complex").null()
        .local().operator("to_object"),
    row("conv.from_chars", "px_from_chars", args![Ty::CONST_CHAR_PTR], BYTES, "from_chars").null().local()
        .operator("to_object"),
    row("conv.from_chars_n", "PyBytes_FromStringAndSize", args![Ty::CONST_CHAR_PTR, SSIZE], BYTES, "base").null()
        .local(),
    // `char *` and length (-1: to the NUL) by the name of an encoding, `c_string_type=str`, bytearray.
    row("conv.str_from_chars", "px_str_from_chars", args![Ty::CONST_CHAR_PTR, SSIZE, Ty::CONST_CHAR_PTR],
        STR, "from_chars").null(),
    row("conv.bytearray_from_chars", "px_bytearray_from_chars", args![Ty::CONST_CHAR_PTR, SSIZE], BARRAY,
        "from_chars").null().local(),
    // Type tests of assignments: "Expected list, got tuple". `_or_none` lets None pass.
    row("check.list", "px_check_list", args![O], INT, "check").status().local(),
    row("check.list_or_none", "px_check_list_or_none", args![O], INT, "check").status().local(),
    row("check.tuple", "px_check_tuple", args![O], INT, "check").status().local(),
    row("check.tuple_or_none", "px_check_tuple_or_none", args![O], INT, "check").status().local(),
    row("check.dict", "px_check_dict", args![O], INT, "check").status().local(),
    row("check.dict_or_none", "px_check_dict_or_none", args![O], INT, "check").status().local(),
    row("check.set", "px_check_set", args![O], INT, "check").status().local(),
    row("check.set_or_none", "px_check_set_or_none", args![O], INT, "check").status().local(),
    row("check.frozenset", "px_check_frozenset", args![O], INT, "check").status().local(),
    row("check.frozenset_or_none", "px_check_frozenset_or_none", args![O], INT, "check").status().local(),
    row("check.str", "px_check_str", args![O], INT, "check").status().local(),
    row("check.str_or_none", "px_check_str_or_none", args![O], INT, "check").status().local(),
    row("check.bytes", "px_check_bytes", args![O], INT, "check").status().local(),
    row("check.bytes_or_none", "px_check_bytes_or_none", args![O], INT, "check").status().local(),
    row("check.bytearray", "px_check_bytearray", args![O], INT, "check").status().local(),
    row("check.bytearray_or_none", "px_check_bytearray_or_none", args![O], INT, "check").status().local(),
    row("check.slice", "px_check_slice", args![O], INT, "check").status().local(),
    row("check.slice_or_none", "px_check_slice_or_none", args![O], INT, "check").status().local(),
    row("check.memoryview", "px_check_memoryview", args![O], INT, "check").status().local(),
    row("check.memoryview_or_none", "px_check_memoryview_or_none", args![O], INT, "check").status().local(),
    row("check.type", "px_check_type", args![O], INT, "check").status().local(),
    row("check.type_or_none", "px_check_type_or_none", args![O], INT, "check").status().local(),
    row("check.range", "px_check_range", args![O], INT, "check").status().local(),
    row("check.range_or_none", "px_check_range_or_none", args![O], INT, "check").status().local(),
    row("check.complex", "px_check_complex", args![O], INT, "check").status().local(),
    row("check.complex_or_none", "px_check_complex_or_none", args![O], INT, "check").status().local(),
    row("check.int", "px_check_int", args![O], INT, "check").status().local(),
    row("check.int_or_none", "px_check_int_or_none", args![O], INT, "check").status().local(),
    row("check.float", "px_check_float", args![O], INT, "check").status().local(),
    row("check.float_or_none", "px_check_float_or_none", args![O], INT, "check").status().local(),
    row("check.bool", "px_check_bool", args![O], INT, "check").status().local(),
    row("check.bool_or_none", "px_check_bool_or_none", args![O], INT, "check").status().local(),
    // A typed parameter: the value, its type, the parameter's name, whether None passes, whether exactly that type.
    row("check.arg", "px_check_arg", args![O, Ty::TYPE, O, INT, INT], INT, "check_arg").status().local(),
    row("check.arg_not_none", "px_check_arg_not_none", args![O, O], INT, "check_arg").status().local(),
    // An instance of an extension type (or subclass): value, type, whether None passes.
    row("check.instance", "px_check_instance", args![O, Ty::TYPE, INT], INT, "check_arg").status().local(),
    row("type.fits", "px_fits", args![O, Ty::TYPE, INT], BINT, "check_arg").pure(),
    // What a method is called with, the class, the method's name.
    row("check.self", "px_check_self", args![O, Ty::TYPE, O], INT, "check_arg").status().local(),
    // What happens to None where a builtin type is declared: the error of Python's operation. The name is of the attribute.
    row("check.none_attr", "px_check_none_attr", args![O, O], INT, "check_none").status().local().gil_to_fail(),
    row("check.none_passed", "px_check_none_passed", args![O], INT, "check_none").status().local(),
    row("check.none_getitem", "px_check_none_getitem", args![O], INT, "check_none").status().local().gil_to_fail(),
    row("check.none_setitem", "px_check_none_setitem", args![O], INT, "check_none").status().local().gil_to_fail(),
    row("check.none_delitem", "px_check_none_delitem", args![O], INT, "check_none").status().local(),
    row("check.none_iter", "px_check_none_iter", args![O], INT, "check_none").status().local(),
    row("check.none_len", "px_check_none_len", args![O], INT, "check_none").status().local(),
    row("check.none_contains", "px_check_none_contains", args![O], INT, "check_none").status().local(),
    row("check.none_unpack", "px_check_none_unpack", args![O], INT, "check_none").status().local(),
    row("type.int", "px_type_int", &[], Ty::TYPE, "types").immortal().pure(),
    row("type.float", "px_type_float", &[], Ty::TYPE, "types").immortal().pure(),
    row("type.complex", "px_type_complex", &[], Ty::TYPE, "types").immortal().pure(),
    row("type.bool", "px_type_bool", &[], Ty::TYPE, "types").immortal().pure(),
    row("type.str", "px_type_str", &[], Ty::TYPE, "types").immortal().pure(),
    row("type.bytes", "px_type_bytes", &[], Ty::TYPE, "types").immortal().pure(),
    row("type.bytearray", "px_type_bytearray", &[], Ty::TYPE, "types").immortal().pure(),
    row("type.list", "px_type_list", &[], Ty::TYPE, "types").immortal().pure(),
    row("type.tuple", "px_type_tuple", &[], Ty::TYPE, "types").immortal().pure(),
    row("type.dict", "px_type_dict", &[], Ty::TYPE, "types").immortal().pure(),
    row("type.set", "px_type_set", &[], Ty::TYPE, "types").immortal().pure(),
    row("type.frozenset", "px_type_frozenset", &[], Ty::TYPE, "types").immortal().pure(),
    row("type.slice", "px_type_slice", &[], Ty::TYPE, "types").immortal().pure(),
    row("type.range", "px_type_range", &[], Ty::TYPE, "types").immortal().pure(),
    row("type.memoryview", "px_type_memoryview", &[], Ty::TYPE, "types").immortal().pure(),
    row("type.type", "px_type_type", &[], Ty::TYPE, "types").immortal().pure(),
    row("type.object", "px_type_object", &[], Ty::TYPE, "types").immortal().pure(),
];
