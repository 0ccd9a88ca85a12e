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

#[cfg(test)]
mod tests {
    use builtins::Op;

    /// The rows that the sources of this folder ask for by name.
    #[test]
    fn rows_that_are_asked_for_exist() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
        let mut missing = Vec::new();
        let mut folders = vec![std::path::PathBuf::from(folder)];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap();
                for part in text.split('"').skip(1).step_by(2) {
                    let name = part.split_once('.');
                    let is_row = name.is_some_and(|(topic, row)| {
                        TOPICS.contains(&topic)
                            && !row.is_empty()
                            && row
                                .chars()
                                .all(|c| c == '_' || c.is_ascii_lowercase() || c.is_ascii_digit())
                    });
                    if is_row && !PENDING.contains(&part) && Op::find(part).is_none() {
                        missing.push(part.to_string());
                    }
                }
            }
        }
        assert!(missing.is_empty(), "no rows {missing:?}");
    }

    /// Asked for where they exist only; a program that needs one is refused until then.
    const PENDING: &[&str] = &["global.dict", "conv.struct_field", "print.statement", "conv.from"];

    const TOPICS: &[&str] = &[
        "obj",
        "conv",
        "check",
        "type",
        "global",
        "builtin",
        "import",
        "list",
        "dict",
        "set",
        "tuple",
        "str",
        "bytes",
        "format",
        "exc",
        "err",
        "debug",
        "slice",
        "cdouble",
        "ccomplex",
        "int",
        "float",
        "frozenset",
        "chars",
        "print",
    ];
}
