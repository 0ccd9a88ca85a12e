//! Builtin functions of any object.

use super::short::*;
use crate::Row;
use crate::ops::{args, row};
use types::Ty;

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row("obj.len", "px_obj_len", args![O], SSIZE, "builtin_funcs").neg1().func("len"),
    row("obj.hash", "PyObject_Hash", args![O], Ty::HASH, "base").neg1().func("hash"),
    row("obj.type", "px_type_of", args![O], Ty::TYPE, "builtin_funcs").local().func("type"),
    row("obj.isinstance", "PyObject_IsInstance", args![O, O], BINT, "base").neg1().func("isinstance"),
    row("obj.issubclass", "PyObject_IsSubclass", args![O, O], BINT, "base").neg1().func("issubclass"),
    row("obj.callable", "PyCallable_Check", args![O], BINT, "base").local().func("callable"),
    row("obj.dir", "PyObject_Dir", args![O], O, "base").null().func("dir"),
    row("obj.id", "PyLong_FromVoidPtr", args![O], PYINT, "base").null().local().func("id"),
    row("obj.bin", "px_bin", args![O], STR, "builtin_funcs").null().func("bin"),
    row("obj.oct", "px_oct", args![O], STR, "builtin_funcs").null().func("oct"),
    row("obj.hex", "px_hex", args![O], STR, "builtin_funcs").null().func("hex"),
    row("obj.bool", "px_bool_of", args![O], PYBOOL, "builtin_funcs").null().func("bool"),
    // Level 2: the file or None, a tuple, whether a newline follows.
    row("print.statement", "px_print", args![O, TUPLE, BINT], INT, "print").status(),
    row("debug.enabled", "px_debug", &[], BINT, "builtin_funcs").pure(),
    // `isinstance` with a builtin type: instances of subclasses count, `__class__` does not.
    row("is.int", "PyLong_Check", args![O], BINT, "base").pure(),
    row("is.bool", "PyBool_Check", args![O], BINT, "base").pure(),
    row("is.float", "PyFloat_Check", args![O], BINT, "base").pure(),
    row("is.complex", "PyComplex_Check", args![O], BINT, "base").pure(),
    row("is.str", "PyUnicode_Check", args![O], BINT, "base").pure(),
    row("is.bytes", "PyBytes_Check", args![O], BINT, "base").pure(),
    row("is.bytearray", "PyByteArray_Check", args![O], BINT, "base").pure(),
    row("is.list", "PyList_Check", args![O], BINT, "base").pure(),
    row("is.tuple", "PyTuple_Check", args![O], BINT, "base").pure(),
    row("is.dict", "PyDict_Check", args![O], BINT, "base").pure(),
    row("is.set", "PySet_Check", args![O], BINT, "base").pure(),
    row("is.frozenset", "px_is_frozenset", args![O], BINT, "builtin_funcs").pure(),
    row("is.type", "PyType_Check", args![O], BINT, "base").pure(),
    row("is.memoryview", "PyMemoryView_Check", args![O], BINT, "base").pure(),
    row("is.slice", "PySlice_Check", args![O], BINT, "base").pure(),
    row("is.range", "PyRange_Check", args![O], BINT, "base").pure(),
    // Exactly of that type.
    row("is.exact_int", "PyLong_CheckExact", args![O], BINT, "base").pure(),
    row("is.exact_float", "PyFloat_CheckExact", args![O], BINT, "base").pure(),
    row("is.exact_str", "PyUnicode_CheckExact", args![O], BINT, "base").pure(),
];
