//! Holds the operation table and the C support code together: a C unit that calls every row with the types that the row
//! states compiles without a warning, and no C function is there that neither a row nor other C code uses.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use base::Interner;
use builtins::{Op, Row};
use pyxide_runtime::{c_files, closure, self_contained, with_includes};
use types::{Ty, TypeTable};

/// A function that does nothing but call the row.
fn caller(row: &Row, index: usize, table: &TypeTable, names: &Interner) -> String {
    let ret = row.c_result().unwrap_or(Ty::VOID);
    let fixed = row.args.len() - usize::from(row.rest);
    let mut params: Vec<String> = row.args[..fixed]
        .iter()
        .enumerate()
        .map(|(n, arg)| table.c_decl(arg.ty, &format!("a{n}"), names))
        .collect();
    let mut args: Vec<String> = (0..fixed).map(|n| format!("a{n}")).collect();
    if row.rest {
        params.push("PyObject *const *items".into());
        params.push("Py_ssize_t n".into());
        args.push("items".into());
        args.push("n".into());
    }
    if params.is_empty() {
        params.push("void".into());
    }
    let head = table.c_decl(ret, &format!("call_{index}({})", params.join(", ")), names);
    let result = if ret == Ty::VOID { "" } else { "return " };
    format!("/* {} */\n{head};\n{head} {{ {result}{}({}); }}\n", row.name, row.c, args.join(", "))
}

fn unit() -> (String, Vec<&'static str>) {
    let (table, names) = (TypeTable::new(), Interner::default());
    let mut text = String::new();
    let mut features = BTreeSet::new();
    // Primitives that a pass turns into other code have no C function.
    for (index, op) in Op::all().enumerate().filter(|(_, op)| !op.row().c.is_empty()) {
        features.insert(op.feature);
        let caller = caller(op.row(), index, &table, &names);
        // What only C++ has.
        let _ = match op.feature.starts_with("cpp_") {
            true => writeln!(text, "#if defined(__cplusplus)\n{caller}\n#endif"),
            false => writeln!(text, "{caller}"),
        };
    }
    // Inline caches and complex numbers are types of rows whose feature need not define them.
    features.extend(["cache", "complex", "module"]);
    (text, features.into_iter().collect())
}

/// The header folders of the Python that the tests run with and of others on PATH.
fn header_folders() -> BTreeSet<String> {
    let named = std::env::var_os("PYXIDE_TEST_PYTHON").map(PathBuf::from);
    let on_path = ["python3", "python3.11", "python3.12", "python3.13"].map(PathBuf::from);
    named.into_iter().chain(on_path).filter_map(|python| header_folder(&python)).collect()
}

fn header_folder(python: &PathBuf) -> Option<String> {
    let script = "import os, sys, sysconfig; p = sysconfig.get_path('include'); \
                  print(p if sys.version_info >= (3, 11) and os.path.exists(p + '/Python.h') else '')";
    let output =
        Command::new(python).args(["-I", "-c", script]).stderr(Stdio::null()).output().ok()?;
    let folder = String::from_utf8(output.stdout).ok()?.trim().to_string();
    (output.status.success() && !folder.is_empty()).then_some(folder)
}

/// Compiles a text with every C compiler at hand; C++ only where the text is not written as C.
fn compiles(text: &str, title: &str, compilers: &[(&str, &[&str])]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let source = folder.path().join("rows.c");
    std::fs::write(&source, text).expect("written");
    let mut tried = 0;
    for headers in header_folders() {
        for (compiler, flags) in compilers {
            let mut command = Command::new(compiler);
            command.args(*flags).args(["-Wall", "-Wextra", "-Werror", "-fsyntax-only"]);
            command.arg("-isystem").arg(&headers);
            command.arg("-I").arg(concat!(env!("CARGO_MANIFEST_DIR"), "/c")).arg(&source);
            let Ok(output) = command.output() else { continue };
            tried += 1;
            let complaint = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{title}, {compiler}, {headers}:\n{complaint}");
        }
    }
    assert!(tried > 0, "no Python with headers, or no C compiler");
}

#[test]
fn every_row_has_its_feature_and_compiles_with_the_stated_types() {
    let (text, features) = unit();
    assert_eq!(closure(&features).unknown, Vec::<String>::new(), "features without a header");
    let c: &[&str] = &["-std=c11"];
    let cpp: &[&str] = &["-x", "c++", "-std=c++17", "-Wno-missing-declarations"];
    let all = [("gcc", c), ("clang", c), ("g++", cpp), ("clang++", cpp)];
    let features: Vec<String> = features.into_iter().map(String::from).collect();
    compiles(&with_includes(&text, &features), "linked", &all);
    compiles(&self_contained(&text, &features), "self-contained", &[("gcc", c), ("g++", cpp)]);
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
}

/// Names that generated code mentions without a row: the interface of modules, and what codegen writes itself.
const INTERFACE: &[&str] = &["px_module_init", "px_traceback", "px_function_cell", "px_gen_new"];

#[test]
fn no_c_function_is_there_for_nothing() {
    let rows: HashSet<&str> = Op::all().map(|op| op.row().c).collect();
    let mut counts = std::collections::HashMap::<&str, usize>::new();
    let mut defined = BTreeSet::new();
    for file in c_files() {
        for word in words(file.stripped) {
            *counts.entry(word).or_default() += 1;
        }
        for line in file.stripped.lines() {
            let marked = ["PX_API ", "PX_INLINE "].iter().any(|mark| line.starts_with(mark));
            if marked && let Some(name) = line.split('(').next().and_then(|head| words(head).last())
            {
                let mentions = if line.ends_with(';') { 0 } else { 1 };
                defined.insert((name, mentions));
            }
        }
    }
    let unused: Vec<&str> = defined
        .iter()
        .map(|&(name, _)| name)
        .filter(|name| !rows.contains(name) && !INTERFACE.contains(name))
        .filter(|name| counts[name] <= defined.iter().filter(|(other, _)| other == name).count())
        .collect();
    assert!(unused.is_empty(), "used by no row and no other C code: {unused:?}");
}
