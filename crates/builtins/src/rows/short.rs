//! Short names of types, so that a row fits a line.

use types::Ty;

pub const O: Ty = Ty::OBJECT;
pub const PYINT: Ty = Ty::PYINT;
pub const PYFLOAT: Ty = Ty::PYFLOAT;
pub const PYBOOL: Ty = Ty::PYBOOL;
pub const STR: Ty = Ty::STR;
pub const BYTES: Ty = Ty::BYTES;
pub const BARRAY: Ty = Ty::BYTEARRAY;
pub const LIST: Ty = Ty::LIST;
pub const TUPLE: Ty = Ty::TUPLE;
pub const DICT: Ty = Ty::DICT;
pub const SET: Ty = Ty::SET;
pub const FSET: Ty = Ty::FROZENSET;
pub const SSIZE: Ty = Ty::SSIZE;
pub const BINT: Ty = Ty::BINT;
pub const INT: Ty = Ty::INT;
pub const LONG: Ty = Ty::LONG;
pub const DOUBLE: Ty = Ty::DOUBLE;
pub const VOID: Ty = Ty::VOID;
pub const MODULE: Ty = Ty::MODULE;
pub const UINT: Ty = Ty::UINT;
pub const ULONG: Ty = Ty::ULONG;
pub const LONGLONG: Ty = Ty::LONGLONG;
pub const ULONGLONG: Ty = Ty::ULONGLONG;
pub const SIZE: Ty = Ty::SIZE;
