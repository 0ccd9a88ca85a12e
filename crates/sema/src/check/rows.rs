//! Keys of the operation table for names that the program has.

use std::collections::HashMap;
use std::sync::OnceLock;

use builtins::{Key, Op};

struct Keys {
    funcs: HashMap<&'static str, Key>,
    methods: HashMap<&'static str, Key>,
    attrs: HashMap<&'static str, Key>,
}

fn keys() -> &'static Keys {
    static KEYS: OnceLock<Keys> = OnceLock::new();
    KEYS.get_or_init(|| {
        let mut keys =
            Keys { funcs: HashMap::new(), methods: HashMap::new(), attrs: HashMap::new() };
        for op in Op::all() {
            match op.key {
                Key::Func(name) => drop(keys.funcs.insert(name, op.key)),
                Key::Method(name) => drop(keys.methods.insert(name, op.key)),
                Key::Attr(name) => drop(keys.attrs.insert(name, op.key)),
                Key::Internal | Key::Operator(_) => {}
            }
        }
        keys
    })
}

/// A builtin function that has rows.
pub(crate) fn func(name: &str) -> Option<Key> {
    keys().funcs.get(name).copied()
}

/// A method that some class has rows for.
pub(crate) fn method(name: &str) -> Option<Key> {
    keys().methods.get(name).copied()
}

pub(crate) fn attr(name: &str) -> Option<Key> {
    keys().attrs.get(name).copied()
}
