//! str, bytes, formatting.

use super::short::*;
use crate::ops::{arg, args, own, row};
use crate::{Fails, Row};
use types::Ty;

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // Template strings: the tuple of texts and interpolations; value, text of the expression, conversion or None, format.
    row("tstring.new", "px_template", args![TUPLE], O, "template").null(),
    row("tstring.field", "px_interpolation", args![O, O, O, O], O, "template").null(),
    row("str.len", "px_str_len", args![STR], SSIZE, "str").pure().func("len"),
    row("str.concat", "px_str_concat", args![STR, STR], STR, "str").null().local().operator("add"),
    // Takes over the left string and grows it in place where nobody else has it.
    row("str.append", "px_str_append", &[own(STR), arg(STR)], STR, "str").null().local(),
    row("str.repeat", "px_str_repeat", args![STR, SSIZE], STR, "str").null().local().operator("mul"),
    // f-strings: all parts are str.
    row("str.join_parts", "px_str_join_parts", args![O], STR, "str_join").rest().null().local(),
    row("str.join", "PyUnicode_Join", args![STR, O], STR, "base").null().method("join"),
    // `{value!r:spec}`: the value, the conversion character or 0, the format or NULL.
    row("format.value", "px_format_value", args![O, INT, O], O, "format").null(),
    row("format.func", "px_format", args![O, O], STR, "format").null().func("format"),
    row("format.percent", "px_format_percent", args![STR, O], STR, "format").null().operator("mod"),
    row("str.of", "px_str_of", args![O], STR, "str_of").null().func("str"),
    row("str.repr", "px_repr_of", args![O], STR, "str_of").null().func("repr"),
    row("str.ascii", "px_ascii_of", args![O], STR, "str_of").null().func("ascii"),
    row("str.from_longlong", "px_str_from_longlong", args![LONGLONG], STR, "str_number").null().local(),
    row("str.from_ulonglong", "px_str_from_ulonglong", args![ULONGLONG], STR, "str_number").null().local(),
    // As `repr` writes it.
    row("str.from_double", "px_str_from_double", args![DOUBLE], STR, "str_number").null().local(),
    // Type character of a format (`d`, `x`, `X`, `o`, `c` is not one), width, and the padding character.
    row("format.longlong", "px_format_longlong", args![LONGLONG, INT, SSIZE, INT], STR, "str_number").null()
        .local(),
    // Type character of a format (`f`, `e`, `g`, ...) and the precision.
    row("format.double", "px_format_double", args![DOUBLE, INT, INT], STR, "str_number").null().local(),
    row("str.startswith", "px_str_startswith", args![STR, STR], BINT, "str_methods").local().method("startswith"),
    row("str.endswith", "px_str_endswith", args![STR, STR], BINT, "str_methods").local().method("endswith"),
    row("str.find", "px_str_find", args![STR, STR], SSIZE, "str_methods").local().fails(Fails::Maybe(-2)).method("find"),
    row("str.split", "px_str_split", args![STR], LIST, "str_methods").null().local().method("split"),
    row("str.split_at", "px_str_split_at", args![STR, STR], LIST, "str_methods").null().local().method("split"),
    row("str.splitlines", "px_str_splitlines", args![STR], LIST, "str_methods").null().local().method("splitlines"),
    row("str.replace", "px_str_replace", args![STR, STR, STR], STR, "str_methods").null().local().method("replace"),
    row("str.encode", "px_str_encode", args![STR], BYTES, "codec").null().local().method("encode"),
    row("str.encode_ascii", "px_str_encode_ascii", args![STR], BYTES, "codec").null().local(),
    row("str.encode_latin1", "px_str_encode_latin1", args![STR], BYTES, "codec").null().local(),
    // Encoded text for C code that only reads it: the str itself where that is its own encoding.
    row("text.of_utf8", "px_text_of_utf8", args![STR], BYTES, "lent_text").null().local(),
    row("text.of_ascii", "px_text_of_ascii", args![STR], BYTES, "lent_text").null().local(),
    row("text.of_latin1", "px_text_of_latin1", args![STR], BYTES, "lent_text").null().local(),
    row("text.chars", "px_text_chars", args![O], Ty::CHAR_PTR, "lent_text").null().local().borrow(0),
    row("text.len", "px_text_size", args![BYTES], SSIZE, "lent_text").pure(),
    // Characters and their number (-1: to the NUL) in an encoding that is a constant.
    row("str.of_utf8", "px_str_of_utf8", args![Ty::CONST_CHAR_PTR, SSIZE], STR, "codec").null().local(),
    row("str.of_ascii", "px_str_of_ascii", args![Ty::CONST_CHAR_PTR, SSIZE], STR, "codec").null().local(),
    row("str.of_latin1", "px_str_of_latin1", args![Ty::CONST_CHAR_PTR, SSIZE], STR, "codec").null().local(),
    row("bytes.decode_ascii", "px_bytes_decode_ascii", args![BYTES], STR, "codec").null().local(),
    row("bytes.decode_latin1", "px_bytes_decode_latin1", args![BYTES], STR, "codec").null().local(),
    row("str.ord_python", "px_ord_python", args![O], LONG, "character").neg1(),
    row("str.ord", "px_ord", args![O], LONG, "character").neg1().func("ord"),
    row("str.chr", "px_chr", args![LONG], STR, "character").null().local().func("chr"),
    row("bytes.len", "px_bytes_len", args![BYTES], SSIZE, "bytes").pure().func("len"),
    row("bytes.concat", "px_bytes_concat", args![BYTES, BYTES], BYTES, "bytes").null().local().operator("add"),
    row("bytes.decode", "px_bytes_decode", args![BYTES], STR, "bytes").null().local().method("decode"),
    row("bytearray.len", "px_bytearray_len", args![BARRAY], SSIZE, "bytes").local().func("len"),
    row("bytearray.append", "px_bytearray_append", args![BARRAY, INT], INT, "bytes").status().local().method("append"),
];
