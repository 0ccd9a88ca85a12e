//! `match`, `except*`, `eval` and `exec`.

use super::short::*;
use crate::Row;
use crate::ops::{args, row};

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // Whether the subject is a sequence or mapping in the sense of patterns. Items are read by `unpack.exact` and
    // `unpack.star`, after a test of `obj.len`.
    row("match.is_sequence", "px_match_is_sequence", args![O], BINT, "match").pure(),
    row("match.is_mapping", "px_match_is_mapping", args![O], BINT, "match").pure(),
    // The values of a tuple of keys as a tuple; NULL where one is absent.
    row("match.keys", "px_match_keys", args![O, TUPLE], TUPLE, "match").or_null(true),
    // `**rest`: a dict without the keys.
    row("match.rest", "px_match_rest", args![O, TUPLE], DICT, "match").null(),
    // Subject, class, how many positional patterns, names of the others: the attributes as a tuple; NULL: no match.
    row("match.class", "px_match_class", args![O, O, SSIZE, TUPLE], TUPLE, "match").or_null(true),
    // `except*`: the exception and a class or tuple; what matches and the rest, either may be None.
    row("group.split", "px_group_split", args![O, O], TUPLE, "group").null(),
    // After all clauses: the exception at the start, a list of what they raised and of the rest; what to raise, or None.
    row("group.result", "px_group_result", args![O, LIST], O, "group").null(),
    // Source, globals, locals; the latter may be NULL or None: the module's globals.
    row("eval.run", "px_eval_run", args![MODULE, O, O, O], O, "exec").null(),
    row("exec.run", "px_exec_run", args![MODULE, O, O, O], INT, "exec").status(),
];
