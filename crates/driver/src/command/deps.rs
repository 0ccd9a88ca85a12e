//! `pyxide deps`: what sources depend on, as JSON for build tools.

use serde_json::{Value, json};

use super::{Status, print};
use crate::deps::{Dependencies, Scanner};
use crate::options::{Input, Options};

/// Prints an array with an object for each source: `source`, `module`, `dependencies` (paths), `settings` and `inherited` (pairs of key
/// and value as `# distutils:` comments have them).
pub fn deps(inputs: &[Input], options: &Options) -> Status {
    let mut scanner = Scanner::new(options);
    let all: Vec<Value> = inputs.iter().map(|input| object(&scanner.dependencies(input))).collect();
    print(&format!("{}\n", Value::Array(all)));
    Status::Ok
}

fn object(found: &Dependencies) -> Value {
    let files: Vec<String> = found.files.iter().map(|path| path.display().to_string()).collect();
    json!({
        "source": found.source.display().to_string(),
        "module": found.module,
        "dependencies": files,
        "settings": found.settings,
        "inherited": found.inherited,
    })
}
