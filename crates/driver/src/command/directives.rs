//! `pyxide directives`: the names of all compiler directives and their defaults, as JSON for build tools.

use builtins::{DIRECTIVES, DirectiveDefault as Default};
use serde_json::{Map, Value};

use super::{Status, print};

pub fn directives() -> Status {
    let value = |default: Default| match default {
        Default::Unset => Value::Null,
        Default::Bool(on) => Value::Bool(on),
        Default::Str(text) => Value::String(text.into()),
        Default::EmptyList => Value::Array(Vec::new()),
    };
    let all: Map<String, Value> =
        DIRECTIVES.iter().map(|row| (row.name.to_string(), value(row.default))).collect();
    print(&format!("{}\n", Value::Object(all)));
    Status::Ok
}
