//! Type objects of extension types.

use super::short::*;
use crate::Row;
use crate::ops::{args, row};
use types::Ty;

const TYPE: Ty = Ty::TYPE;

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // Module, number of the class in its table, tuple of bases or NULL.
    row("class.make", "px_class_make", args![MODULE, INT, O], INT, "extension_type").status(),
    // The same, of a class whose type object is a variable of C.
    row("class.make_fixed", "px_class_make_fixed", args![MODULE, INT, O], INT, "fixed_type").status(),
    row("class.import", "px_class_import", args![MODULE, INT], INT, "extension_type").status(),
    row("type.exactly", "px_is_exactly", args![O, TYPE], BINT, "check_arg").pure(),
    // What the body of a class assigns.
    // Keywords of the decorator as a dict, or NULL.
    row("class.dataclass", "px_dataclass_apply", args![TYPE, O, O], INT, "dataclass").status(),
    row("class.dict", "px_class_dict", args![TYPE], DICT, "extension_type").borrow(0).local(),
    // The object may have another method than its compiled class; what it has under the name of a `cpdef` method, if that is another one, or NULL.
    row("method.differs", "px_method_differs", args![O, TYPE], BINT, "override").pure().nogil(),
    row("method.override", "px_method_override", args![O, TYPE, O, Ty::CACHE], O, "override").or_null(true),
    // A function bound to an object.
    row("method.bind", "PyMethod_New", args![O, O], O, "override").null(),
    // The object stays alive up to here.
    row("obj.keep", "px_keep", args![O], VOID, "override").local(),
    row("class.changed", "px_class_changed", args![TYPE], INT, "extension_type").status(),
];
