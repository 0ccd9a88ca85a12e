//! The embedded C support files, and which of them a set of features needs.
//!
//! A feature is a header `px/NAME.h`, with `px/NAME.c` beside it for what is not inline. What it needs are
//! its own `#include "px/..."` lines; nothing else declares dependencies.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// One file of `runtime/c`.
pub struct SupportFile {
    /// The path as `#include` lines spell it.
    pub name: &'static str,
    pub text: &'static str,
    /// The text without comments and blank lines.
    pub stripped: &'static str,
}

/// Every file of the C support code, sorted by name.
pub fn c_files() -> &'static [SupportFile] {
    C_FILES
}

pub fn c_file(name: &str) -> Option<&'static SupportFile> {
    C_FILES.binary_search_by(|file| file.name.cmp(name)).ok().map(|index| &C_FILES[index])
}

/// A shipped declaration file such as `libc/math.pxd`.
pub fn pxd(name: &str) -> Option<&'static str> {
    PXD_FILES.binary_search_by(|(known, _)| (*known).cmp(name)).ok().map(|index| PXD_FILES[index].1)
}

/// The names of all shipped declaration files.
pub fn pxd_names() -> impl Iterator<Item = &'static str> {
    PXD_FILES.iter().map(|(name, _)| *name)
}

/// What a module with these features is compiled from.
#[derive(Default, Debug, PartialEq, Eq)]
pub struct Closure {
    /// Headers, each after those that it includes.
    pub headers: Vec<&'static str>,
    /// The parts that are not inline, in the order of their headers.
    pub sources: Vec<&'static str>,
    /// Features that have no header: a mistake in the table of operations.
    pub unknown: Vec<String>,
}

/// All headers and sources that the features need, directly or not.
pub fn closure<S: AsRef<str>>(features: &[S]) -> Closure {
    let mut result = Closure::default();
    for feature in features.iter().map(AsRef::as_ref) {
        let header = format!("px/{feature}.h");
        match c_file(&header) {
            Some(file) => add_header(file, &mut result),
            None => result.unknown.push(feature.to_string()),
        }
    }
    // A source may include headers that no header did, and those have sources again.
    let mut next = 0;
    while next < result.headers.len() {
        let source = result.headers[next].trim_end_matches('h').to_string() + "c";
        if let Some(file) = c_file(&source) {
            result.sources.push(file.name);
            for name in includes(file.text) {
                if let Some(header) = c_file(name) {
                    add_header(header, &mut result);
                }
            }
        }
        next += 1;
    }
    result
}

fn add_header(file: &'static SupportFile, result: &mut Closure) {
    if result.headers.contains(&file.name) {
        return;
    }
    // Marked before its includes are visited, so that a cycle ends; moved behind them afterwards.
    let mark = result.headers.len();
    result.headers.push(file.name);
    for name in includes(file.text) {
        if let Some(included) = c_file(name) {
            add_header(included, result);
        }
    }
    let name = result.headers.remove(mark);
    result.headers.push(name);
}

/// The support files that a text includes.
fn includes(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(included_name)
}

/// `px/x.h` of a line `#include "px/x.h"`.
pub(crate) fn included_name(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix('#')?.trim_start().strip_prefix("include")?;
    let name = rest.trim().strip_prefix('"')?.split('"').next()?;
    name.starts_with("px/").then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn includes_are_recognised() {
        assert_eq!(included_name("# include \"px/list.h\" /* x */"), Some("px/list.h"));
        assert_eq!(included_name("#include \"Python.h\""), None);
        assert_eq!(included_name("#include <px/list.h>"), None);
    }

    #[test]
    fn every_header_comes_after_what_it_includes_and_every_include_exists() {
        let features: Vec<&str> = c_files()
            .iter()
            .filter_map(|file| file.name.strip_prefix("px/")?.strip_suffix(".h"))
            .collect();
        let all = closure(&features);
        assert_eq!(all.unknown, Vec::<String>::new());
        for (index, name) in all.headers.iter().enumerate() {
            let file = c_file(name).expect("a header of the closure is a file");
            for needed in includes(file.text) {
                let position = all.headers.iter().position(|header| *header == needed);
                assert!(
                    position.is_some_and(|position| position < index),
                    "{name} includes {needed}"
                );
            }
        }
    }

    #[test]
    fn an_unknown_feature_is_named() {
        assert_eq!(closure(&["no_such_feature"]).unknown, ["no_such_feature"]);
    }
}
