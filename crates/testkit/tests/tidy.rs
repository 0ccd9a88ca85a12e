//! The rules of ARCHITECTURE.md that can be checked by reading files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use pyxide_testkit::{files_below, root};

/// Which crates of the workspace a crate may depend on.
const ARROWS: &[(&str, &[&str])] = &[
    ("crates/base", &[]),
    ("crates/diag", &["base"]),
    ("crates/ast", &["base"]),
    ("crates/lexer", &["base", "diag"]),
    ("crates/parser", &["base", "diag", "ast", "lexer"]),
    ("crates/types", &["base"]),
    ("crates/builtins", &["base", "types"]),
    ("crates/tir", &["base", "types", "builtins"]),
    ("crates/sema", &["base", "diag", "ast", "types", "builtins", "tir"]),
    ("crates/mir", &["base", "types", "builtins"]),
    ("crates/lower", &["base", "types", "builtins", "tir", "mir"]),
    ("crates/passes", &["base", "types", "builtins", "mir"]),
    ("crates/codegen", &["base", "types", "builtins", "mir"]),
    ("runtime", &["base"]),
    (
        "crates/driver",
        &[
            "base", "diag", "ast", "lexer", "parser", "types", "builtins", "tir", "sema", "mir",
            "lower", "passes", "codegen", "runtime",
        ],
    ),
    ("crates/pyxide", &["driver"]),
    ("crates/testkit", &["base", "diag", "driver", "types", "builtins", "mir", "passes"]),
    ("xtask", &[]),
];

/// Where a dependency from outside may be used. Everything else in a manifest has no home yet.
const HOMES: &[(&str, &[&str])] = &[
    ("logos", &["crates/lexer"]),
    ("encoding_rs", &["crates/lexer"]),
    ("memchr", &["crates/lexer"]),
    ("unicode-ident", &["crates/lexer"]),
    ("unicode-normalization", &["crates/lexer"]),
    ("unicode_names2", &["crates/lexer"]),
    ("lalrpop", &["crates/parser"]),
    ("lalrpop-util", &["crates/parser"]),
    ("codespan-reporting", &["crates/diag"]),
    ("clap", &["crates/pyxide"]),
    ("insta", &["crates/testkit"]),
    ("sha2", &["runtime"]),
    ("rustix", &["crates/driver"]),
    ("serde_json", &["crates/driver"]),
    ("tempfile", &["runtime", "crates/testkit", "crates/driver", "crates/pyxide"]),
];

/// Only these touch files, processes and the environment.
const WITH_IO: &[&str] = &["crates/driver", "crates/testkit", "crates/pyxide", "runtime", "xtask"];

struct Manifest {
    folder: String,
    normal: BTreeSet<String>,
    all: BTreeSet<String>,
}

fn manifests() -> Vec<Manifest> {
    let paths = files_below(&root(), &["toml"]);
    let crates =
        paths.iter().filter(|path| path.ends_with("Cargo.toml") && path.parent() != Some(&root()));
    crates.map(|path| manifest(path)).collect()
}

/// Reads the dependency tables of a manifest; they are one line for each dependency.
fn manifest(path: &Path) -> Manifest {
    let text = read(path);
    let folder = relative(path.parent().unwrap_or(path));
    let mut manifest = Manifest { folder, normal: BTreeSet::new(), all: BTreeSet::new() };
    let mut table = "";
    for line in text.lines() {
        if line.starts_with('[') {
            table = line.trim_matches(['[', ']']);
        } else if let Some((name, _)) = line.split_once('=')
            && table.ends_with("dependencies")
        {
            let name = name.trim().trim_end_matches(".workspace").to_string();
            if table == "dependencies" {
                manifest.normal.insert(name.clone());
            }
            manifest.all.insert(name);
        }
    }
    manifest
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

fn rust_files() -> Vec<PathBuf> {
    let mut files = files_below(&root(), &["rs"]);
    files.retain(|path| !relative(path).starts_with("target/"));
    files
}

/// Fails with all complaints at once.
fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn crates_depend_along_the_arrows() {
    let arrows: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    let ours: BTreeSet<&str> =
        ARROWS.iter().map(|(folder, _)| folder.rsplit('/').next().unwrap_or(folder)).collect();
    let mut complaints = Vec::new();
    for manifest in manifests() {
        let Some(allowed) = arrows.get(manifest.folder.as_str()) else {
            complaints.push(format!("{} has no arrows", manifest.folder));
            continue;
        };
        let wrong = manifest
            .normal
            .iter()
            .filter(|name| ours.contains(name.as_str()) && !allowed.contains(&name.as_str()));
        complaints
            .extend(wrong.map(|name| format!("{} must not depend on {name}", manifest.folder)));
    }
    none(complaints);
}

#[test]
fn every_dependency_from_outside_has_one_home() {
    let homes: BTreeMap<&str, &[&str]> = HOMES.iter().copied().collect();
    let ours: BTreeSet<&str> =
        ARROWS.iter().map(|(folder, _)| folder.rsplit('/').next().unwrap_or(folder)).collect();
    let mut complaints = Vec::new();
    for manifest in manifests() {
        let normal = manifest.normal.iter().map(|name| (name, true));
        let only_tests = manifest.all.difference(&manifest.normal).map(|name| (name, false));
        for (name, is_normal) in
            normal.chain(only_tests).filter(|(name, _)| !ours.contains(name.as_str()))
        {
            match homes.get(name.as_str()) {
                Some(folders) if folders.contains(&manifest.folder.as_str()) => {}
                Some(_) if !is_normal && matches!(name.as_str(), "insta" | "tempfile") => {}
                Some(folders) => complaints
                    .push(format!("{name} belongs in {folders:?}, not {}", manifest.folder)),
                None => complaints.push(format!("{name} in {} has no home", manifest.folder)),
            }
        }
    }
    none(complaints);
}

#[test]
fn only_the_rim_touches_files_and_processes() {
    let words = ["std::fs", "std::process", "std::env::", "std::net", "File::open"];
    let mut complaints = Vec::new();
    for path in rust_files() {
        let name = relative(&path);
        let is_pure = !WITH_IO.iter().any(|folder| name.starts_with(&format!("{folder}/")));
        if !is_pure
            || name.ends_with("/build.rs")
            || name.contains("/tests/")
            || name.contains("/examples/")
        {
            continue;
        }
        let text = read(&path);
        let code = text.split("#[cfg(test)]").next().unwrap_or(&text);
        complaints.extend(
            words
                .iter()
                .filter(|word| code.contains(*word))
                .map(|word| format!("{name} has {word}")),
        );
    }
    none(complaints);
}

#[test]
fn only_the_tables_name_c_functions_of_the_runtime() {
    let mut complaints = Vec::new();
    for path in rust_files() {
        let name = relative(&path);
        if !name.starts_with("crates/")
            || name.starts_with("crates/builtins/")
            || name.contains("/tests")
        {
            continue;
        }
        let text = read(&path);
        let code = text.split("#[cfg(test)]").next().unwrap_or(&text);
        let lines =
            code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
        let named = lines.filter(|(_, line)| line.contains('"') && calls_runtime(line));
        complaints
            .extend(named.map(|(number, line)| format!("{name}:{}: {}", number + 1, line.trim())));
    }
    none(complaints);
}

/// The frame of a unit: branch hints and the one function that starts a module; and what counts the shares of a memoryview, as
/// `Py_INCREF` does those of an object.
const FRAME: &[&str] = &[
    "px_likely(",
    "px_unlikely(",
    "px_module_init(",
    "px_no_view(",
    "px_view_share(",
    "px_view_release(",
];

/// Whether a line has a name of the runtime before an opening parenthesis.
fn calls_runtime(line: &str) -> bool {
    line.match_indices("px_").any(|(at, _)| {
        let rest = line[at..].trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
        rest.starts_with('(') && !FRAME.iter().any(|known| line[at..].starts_with(known))
    })
}

#[test]
fn every_diagnostic_has_one_code_and_a_page() {
    let mut complaints = Vec::new();
    let mut codes = BTreeSet::new();
    for entry in diag::CATALOGUE.iter().copied().flatten() {
        if !codes.insert(entry.code) {
            complaints.push(format!("{} is declared twice", entry.code));
        }
        let page = root().join(format!("docs/errors/{}.md", entry.code));
        if !page.is_file() {
            complaints
                .push(format!("{} ({}) has no page: {}", entry.code, entry.name, entry.template));
        }
    }
    for page in files_below(&root().join("docs/errors"), &["md"]) {
        let stem = page.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if stem.starts_with("PX") && !codes.contains(stem.as_str()) {
            complaints.push(format!("{} is about no diagnostic", relative(&page)));
        }
    }
    none(complaints);
}

#[test]
fn nothing_is_left_to_be_done_in_comments() {
    let marks = ["TO".to_string() + "DO", "FIX".to_string() + "ME", "X".repeat(3) + ":"];
    let mut complaints = Vec::new();
    for path in files_below(&root(), &["rs", "c", "h", "lalrpop", "md", "pyx", "pxd", "py", "toml"])
    {
        let name = relative(&path);
        if name.starts_with("target/") {
            continue;
        }
        let text = read(&path);
        complaints.extend(
            marks
                .iter()
                .filter(|mark| text.contains(*mark))
                .map(|mark| format!("{name} has {mark}")),
        );
    }
    none(complaints);
}

#[test]
fn files_are_short() {
    let mut complaints = Vec::new();
    for path in rust_files() {
        let lines = read(&path).lines().count();
        if lines > 1_000 {
            complaints.push(format!("{} has {lines} lines", relative(&path)));
        }
    }
    none(complaints);
}
