//! Comparisons, truth and containment.

use super::short::*;
use crate::Row;
use crate::ops::{args, row};
use types::Ty;

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row("obj.eq", "px_obj_eq", args![O, O], O, "compare").null().operator("eq"),
    row("obj.ne", "px_obj_ne", args![O, O], O, "compare").null().operator("ne"),
    row("obj.lt", "px_obj_lt", args![O, O], O, "compare").null().operator("lt"),
    row("obj.le", "px_obj_le", args![O, O], O, "compare").null().operator("le"),
    row("obj.gt", "px_obj_gt", args![O, O], O, "compare").null().operator("gt"),
    row("obj.ge", "px_obj_ge", args![O, O], O, "compare").null().operator("ge"),
    // `x == y` where only its truth is wanted.
    row("obj.eq_truth", "px_obj_eq_truth", args![O, O], BINT, "compare").neg1().operator("eq_truth"),
    row("obj.ne_truth", "px_obj_ne_truth", args![O, O], BINT, "compare").neg1().operator("ne_truth"),
    row("obj.lt_truth", "px_obj_lt_truth", args![O, O], BINT, "compare").neg1().operator("lt_truth"),
    row("obj.le_truth", "px_obj_le_truth", args![O, O], BINT, "compare").neg1().operator("le_truth"),
    row("obj.gt_truth", "px_obj_gt_truth", args![O, O], BINT, "compare").neg1().operator("gt_truth"),
    row("obj.ge_truth", "px_obj_ge_truth", args![O, O], BINT, "compare").neg1().operator("ge_truth"),
    // With a small int constant, as an object and as a C value.
    row("obj.eq_const_truth", "px_obj_eq_const_truth", args![O, PYINT, LONG], BINT, "number_const").neg1(),
    row("obj.ne_const_truth", "px_obj_ne_const_truth", args![O, PYINT, LONG], BINT, "number_const").neg1(),
    row("obj.lt_const_truth", "px_obj_lt_const_truth", args![O, PYINT, LONG], BINT, "number_const").neg1(),
    row("obj.le_const_truth", "px_obj_le_const_truth", args![O, PYINT, LONG], BINT, "number_const").neg1(),
    row("obj.gt_const_truth", "px_obj_gt_const_truth", args![O, PYINT, LONG], BINT, "number_const").neg1(),
    row("obj.ge_const_truth", "px_obj_ge_const_truth", args![O, PYINT, LONG], BINT, "number_const").neg1(),
    // Exact types whose comparison gives a bool and runs no Python code.
    row("str.eq", "px_str_eq", args![STR, STR], BINT, "compare_exact").local().operator("eq"),
    row("str.ne", "px_str_ne", args![STR, STR], BINT, "compare_exact").local().operator("ne"),
    row("str.lt", "px_str_lt", args![STR, STR], BINT, "compare_exact").local().operator("lt"),
    row("str.le", "px_str_le", args![STR, STR], BINT, "compare_exact").local().operator("le"),
    row("str.gt", "px_str_gt", args![STR, STR], BINT, "compare_exact").local().operator("gt"),
    row("str.ge", "px_str_ge", args![STR, STR], BINT, "compare_exact").local().operator("ge"),
    row("bytes.eq", "px_bytes_eq", args![BYTES, BYTES], BINT, "compare_exact").local().operator("eq"),
    row("bytes.ne", "px_bytes_ne", args![BYTES, BYTES], BINT, "compare_exact").local().operator("ne"),
    row("int.eq", "px_int_eq", args![PYINT, PYINT], BINT, "compare_exact").local().operator("eq"),
    row("int.ne", "px_int_ne", args![PYINT, PYINT], BINT, "compare_exact").local().operator("ne"),
    row("int.lt", "px_int_lt", args![PYINT, PYINT], BINT, "compare_exact").local().operator("lt"),
    row("int.le", "px_int_le", args![PYINT, PYINT], BINT, "compare_exact").local().operator("le"),
    row("int.gt", "px_int_gt", args![PYINT, PYINT], BINT, "compare_exact").local().operator("gt"),
    row("int.ge", "px_int_ge", args![PYINT, PYINT], BINT, "compare_exact").local().operator("ge"),
    row("float.eq", "px_float_eq", args![PYFLOAT, PYFLOAT], BINT, "compare_exact").local().operator("eq"),
    row("float.ne", "px_float_ne", args![PYFLOAT, PYFLOAT], BINT, "compare_exact").local().operator("ne"),
    row("float.lt", "px_float_lt", args![PYFLOAT, PYFLOAT], BINT, "compare_exact").local().operator("lt"),
    row("float.le", "px_float_le", args![PYFLOAT, PYFLOAT], BINT, "compare_exact").local().operator("le"),
    row("float.gt", "px_float_gt", args![PYFLOAT, PYFLOAT], BINT, "compare_exact").local().operator("gt"),
    row("float.ge", "px_float_ge", args![PYFLOAT, PYFLOAT], BINT, "compare_exact").local().operator("ge"),
    // Truth.
    row("obj.truth", "px_obj_truth", args![O], BINT, "truth").neg1().operator("truth"),
    row("bool.truth", "px_bool_truth", args![PYBOOL], BINT, "truth").pure().operator("truth"),
    row("int.truth", "px_int_truth", args![PYINT], BINT, "truth").pure().operator("truth"),
    row("float.truth", "px_float_truth", args![PYFLOAT], BINT, "truth").pure().operator("truth"),
    row("str.truth", "px_str_truth", args![STR], BINT, "truth").pure().operator("truth"),
    row("bytes.truth", "px_bytes_truth", args![BYTES], BINT, "truth").pure().operator("truth"),
    row("tuple.truth", "px_tuple_truth", args![TUPLE], BINT, "truth").pure().operator("truth"),
    row("list.truth", "px_list_truth", args![LIST], BINT, "truth").local().nogil().operator("truth"),
    row("dict.truth", "px_dict_truth", args![DICT], BINT, "truth").local().nogil().operator("truth"),
    row("set.truth", "px_set_truth", args![SET], BINT, "truth").local().nogil().operator("truth"),
    row("frozenset.truth", "px_set_truth", args![FSET], BINT, "truth").local().operator("truth"),
    // `item in container`: the container comes first, as in `operator.contains`.
    row("obj.contains", "px_contains", args![O, O], BINT, "contains").neg1().operator("contains"),
    row("dict.contains", "px_dict_contains", args![DICT, O], BINT, "dict_find").neg1().operator("contains"),
    row("set.contains", "PySequence_Contains", args![SET, O], BINT, "base").neg1().operator("contains"),
    row("frozenset.contains", "PySequence_Contains", args![FSET, O], BINT, "base").neg1().operator("contains"),
    row("str.contains", "PyUnicode_Contains", args![STR, STR], BINT, "base").neg1().local().operator("contains"),
    row("str.contains_char", "px_str_contains_char", args![STR, Ty::UCS4], BINT, "contains").local()
        .operator("contains"),
    row("bytes.contains_char", "px_bytes_contains_char", args![BYTES, Ty::CHAR], BINT, "contains").local()
        .operator("contains"),
    row("bytes.contains_byte", "px_bytes_contains_byte", args![BYTES, Ty::UCHAR], BINT, "contains").local()
        .operator("contains"),
];
