//! Class statements and the names of class bodies.

use super::short::*;
use crate::Row;
use crate::ops::{args, row};

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // Name, qualified name, tuple of bases, dict of keywords or NULL, line: the state of a class statement.
    row("class.prepare", "px_class_prepare", args![MODULE, O, O, O, O, INT], TUPLE, "class").null(),
    row("class.namespace", "px_class_namespace", args![TUPLE], O, "class").borrow(0).local(),
    // Module, state, name, the cell of `__class__` or None: the class.
    row("class.finish", "px_class_finish", args![MODULE, TUPLE, O, O], O, "class").null(),
    row("class.finish_level2", "px_class_finish_level2", args![MODULE, TUPLE, O, O], O, "class_level2").null(),
    row("class.annotate", "px_class_annotate", args![O, O, O], INT, "class").status(),
    row("class.static_attributes", "px_class_static_attributes", args![O, TUPLE], INT, "class").status(),
    row("name.set", "px_name_set", args![O, O, O], INT, "class").status(),
    row("name.del", "px_name_del", args![O, O], INT, "class").status(),
    // Descriptions of type parameters, functions for their bounds: the tuple of them.
    row("type_params.new", "px_type_params_new", args![MODULE, TUPLE, TUPLE], TUPLE, "type_params").null(),
    // Name, descriptions, functions, the function that gives the value.
    row("type_params.alias", "px_type_params_alias", args![MODULE, O, TUPLE, TUPLE, O], O, "type_params").null(),
    row("type_params.generic", "px_type_params_generic", args![MODULE, O], O, "type_params").null(),
    // A free variable in a class body: namespace, name, cell.
    row("name.deref", "px_name_deref", args![O, O, O], O, "class").null(),
];
