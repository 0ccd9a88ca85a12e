//! Lowering asks for operations by name: each must be in the table.

use std::path::Path;

/// The string literals of a source that look like the name of an operation.
fn names(source: &str) -> impl Iterator<Item = &str> {
    source.split('"').skip(1).step_by(2).filter(|text| {
        let word = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == '3')
        };
        text.split_once('.').is_some_and(|(topic, verb)| word(topic) && word(verb))
    })
}

#[test]
fn every_name_has_a_row() -> std::io::Result<()> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = 0;
    for entry in std::fs::read_dir(sources)? {
        let text = std::fs::read_to_string(entry?.path())?;
        for name in names(&text) {
            assert!(builtins::Op::find(name).is_some(), "no operation `{name}`");
            found += 1;
        }
    }
    assert!(found > 20, "{found} names");
    Ok(())
}
