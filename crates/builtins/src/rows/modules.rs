//! Globals, builtins, imports, functions.

use super::short::*;
use crate::Row;
use crate::ops::{args, row};
use types::Ty;

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row("global.get", "px_global_get", args![MODULE, O, Ty::CACHE], O, "globals").null(),
    row("global.set", "px_global_set", args![MODULE, O, O], INT, "globals").status(),
    row("global.del", "px_global_del", args![MODULE, O], INT, "globals").status(),
    // `globals()`
    row("global.dict", "px_global_dict", args![MODULE], DICT, "globals").immortal().local(),
    // A name that the module never assigns: found once, then the same for good.
    row("builtin.get", "px_builtin_get", args![MODULE, O, Ty::CACHE], O, "builtins").null().immortal(),
    // The same if it was found before, or can be found; else NULL. Leaves the exception in flight alone.
    row("builtin.peek", "px_builtin_peek", args![MODULE, O, Ty::CACHE], O, "builtins").immortal().local(),
    // The same where names may be replaced at any time.
    row("builtin.now", "px_builtin_now", args![MODULE, O, Ty::CACHE], O, "builtins").null(),
    // A name in a class body: its namespace, then the globals.
    row("name.get", "px_name_get", args![MODULE, O, O], O, "globals").null(),
    // `import a.b` (the package a), `from ..x import y` (x): name, names wanted or NULL, level.
    row("import.name", "px_import", args![MODULE, O, O, INT], O, "import").null(),
    // `import a.b as c`: a.b itself.
    row("import.leaf", "px_import_leaf", args![MODULE, O, INT], O, "import").null(),
    row("import.from", "px_import_from", args![O, O], O, "import").null(),
    row("import.star", "px_import_star", args![MODULE, O], INT, "import_star").status(),
    // A call from a frame of the interpreter: function, tuple of arguments, dict of keywords or NULL, name, line and flags of
    // the caller.
    row("call.framed", "px_frame_call", args![MODULE, O, TUPLE, O, O, INT, INT], O, "frame").null(),
    // A function object: number in the table, defaults, keyword-only defaults, annotations (a dict, or a tuple of names and
    // texts in turn), closure; each may be NULL.
    // Gives other modules what they may cimport, and takes what this one cimports; the start of the module calls it.
    row("capi.export", "px_capi_export", args![MODULE], INT, "capi").status(),
    row("capi.import", "px_capi_import", args![MODULE], INT, "capi").status(),
    // The Python class of a C enum: its name, names and values in turn, docstring or NULL; a member of it; that of another module.
    row("enum.class", "px_enum_class", args![MODULE, O, TUPLE, O], O, "enum_class").null(),
    row("enum.member", "px_enum_member", args![O, O], O, "enum_class").null(),
    row("enum.import", "px_enum_import", args![O, O], O, "enum_class").null(),
    // The object in front of the specialisations of a function: its name, functions, keys, rules of the choice.
    row("fused.new", "px_fused_new", args![MODULE, O, O, O, O], O, "fused").null().local(),
    // The function object as a builtin function, which does not bind.
    row("func.builtin", "px_function_builtin", args![O], O, "builtin_function").null().local(),
    // The body of the module in a frame of the interpreter.
    row("module.exec", "px_frame_exec", args![MODULE], INT, "frame").neg1(),
    row("func.new", "px_function_new", args![MODULE, INT, O, O, O, O], O, "function").null().local(),
];
