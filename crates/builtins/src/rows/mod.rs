//! The rows, one file by topic.
//!
//! Names are `topic.verb`. The topic is the type of the first operand where the row is for one type (`obj`: any object; `int`,
//! `float`, `str`, `list`, ...: exact ones; `cint`, `clong`, `cdouble`, ...: C values), or the matter.
//!
//! | topics | file | what |
//! |---|---|---|
//! | `obj.add` .. `obj.pow`, `obj.iadd`, `obj.neg` | number | operators of any object; `obj.add_const`: with a small int constant |
//! | `int.add`, `float.add`, `int.of`, `int.ssize` | exact | operators of exact numbers; `int()`, `float()`; words in ints |
//! | `obj.eq`, `obj.eq_truth`, `int.lt`, `obj.truth`, `obj.contains` | compare | comparisons (object, or truth), truth, `in` |
//! | `obj.getattr`, `call.args`, `call.kw`, `call.method`, `call.ex`, `with.enter` | attrs | attributes, calls, `with` |
//! | `obj.getitem`, `list.getitem_raw`, `dict.setitem`, `obj.getslice` | items | subscripts and slices |
//! | `iter.new`, `iter.next`, `list.next`, `unpack.exact`, `unpack.star` | iteration | loops, unpacking |
//! | `list.pack`, `list.append`, `dict.get`, `set.add`, `tuple.of` | containers | displays and methods |
//! | `str.concat`, `str.join_parts`, `format.value`, `str.of`, `bytes.len` | strings | text, formatting |
//! | `global.get`, `builtin.get`, `import.name`, `func.new` | modules | names of the module, imports, functions |
//! | `obj.len`, `obj.isinstance`, `is.list`, `debug.enabled` | builtins | builtin functions |
//! | `conv.to_int`, `conv.from_long`, `check.list`, `check.none_attr`, `type.int` | convert | C values, type tests |
//! | `cint.floordiv`, `clong.add_checked` | cint | C integers |
//! | `cdouble.mod`, `char.isalpha`, `gil.save` | carith | C floats, the GIL |
//! | `cpp.raise`, `cpp.construct` | cpp | what generated C++ needs |
//! | `word.add_overflows`, `int.keep`, `range.rest`, `func.is`, `value.object` | words | exact ints in words, and back; direct calls |
//! | `args.get`, `func.bind` | entries | how Python calls a function |
//! | `match.keys`, `group.split`, `exec.run` | patterns | `match`, `except*`, `eval` and `exec` |
//! | `class.make`, `class.import`, `class.dict` | extension_types | type objects of extension types |
//! | `slot.add`, `slot.hash` | slots | slots of extension types from their special methods |
//! | `view.get`, `view.copy`, `view.out_of_bounds` | views | memoryviews |
//! | `exc.raise`, `exc.matches`, `err.unbound_local` | errors | raising, catching |
//!
//! Keys of operators are the names of the special methods without underscores: `add`, `iadd`, `and`, `or`, `neg`, `eq`,
//! `getitem`, `contains`, `iter`; `truth`; `eq_truth` for a comparison of which only the truth is wanted; `getslice`,
//! `setslice`, `delslice` for subscripts with two bounds; `to_object` for a C value that becomes an object.

mod attrs;
mod builtins;
mod carith;
mod cells;
mod cint;
mod classes;
mod compare;
mod containers;
mod convert;
mod cpp;
mod entries;
mod errors;
mod exact;
mod extension_types;
mod generators;
mod items;
mod iteration;
mod locks;
mod modules;
mod number;
mod patterns;
mod short;
mod slots;
mod strings;
mod views;
mod words;

use crate::Row;

pub use locks::{LOCK_FEATURE, LOCK_TYPES};

pub fn all_rows() -> impl Iterator<Item = &'static Row> {
    [
        attrs::ROWS,
        builtins::ROWS,
        carith::ROWS,
        cint::ROWS,
        cint::ABS_ROWS,
        cpp::ROWS,
        cells::ROWS,
        classes::ROWS,
        compare::ROWS,
        containers::ROWS,
        convert::ROWS,
        entries::ROWS,
        errors::ROWS,
        exact::ROWS,
        generators::ROWS,
        extension_types::ROWS,
        items::ROWS,
        iteration::ROWS,
        locks::ROWS,
        modules::ROWS,
        number::ROWS,
        patterns::ROWS,
        slots::ROWS,
        strings::ROWS,
        views::ROWS,
        words::ROWS,
    ]
    .into_iter()
    .flatten()
}
