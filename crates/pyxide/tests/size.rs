//! Self-contained C is small: what a module does not use is not in it. The bounds are a little above what it takes today; a
//! feature that every module pulls in shows here.

use std::path::Path;
use std::process::Command;

/// The length of the C that `transpile` writes.
fn size(source: &Path) -> usize {
    let target = std::env::temp_dir().join(format!(
        "pyxide-size-{}-{}.c",
        std::process::id(),
        source.file_stem().unwrap_or_default().to_string_lossy()
    ));
    let output = Command::new(env!("CARGO_BIN_EXE_pyxide"))
        .arg("transpile")
        .arg(source)
        .arg("-o")
        .arg(&target)
        .output()
        .expect("pyxide starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let size = std::fs::metadata(&target).expect("written").len() as usize;
    std::fs::remove_file(&target).expect("removed");
    size
}

fn size_of_text(name: &str, text: &str) -> usize {
    let source = std::env::temp_dir().join(format!("pyxide-{}-{name}.pyx", std::process::id()));
    std::fs::write(&source, text).expect("written");
    let size = size(&source);
    std::fs::remove_file(&source).expect("removed");
    size
}

fn at_most(bound: usize, size: usize, what: &str) {
    assert!(size <= bound, "{what}: {size} bytes, more than {bound}");
}

#[test]
fn trivial_modules() {
    at_most(10_000, size_of_text("empty", ""), "an empty module");
    at_most(31_500, size_of_text("function", "def f(x): return x\n"), "a function");
    let numbers = "def total(int n):\n    cdef int i, s = 0\n    for i in range(n):\n        s += i\n    return s\n";
    at_most(34_000, size_of_text("numbers", numbers), "a loop over C numbers");
}

#[test]
fn a_module_of_middle_size() {
    let example =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/levenshtein/levenshtein.pyx");
    at_most(65_000, size(&example), "levenshtein");
}
