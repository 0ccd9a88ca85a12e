//! Building again: what changed in content is compiled, and nothing else.

use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

/// A text that no earlier run had, so that the cache does not know it.
fn salt() -> u128 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos()
}

/// Who watches the folder sees the old file or the new one, and nothing in between.
fn write(folder: &Path, name: &str, text: &str) {
    let part = folder.join(format!("{name}.part"));
    std::fs::write(&part, text).expect("written");
    std::fs::rename(part, folder.join(name)).expect("renamed");
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyxide"));
    command.args(arguments).current_dir(folder).env_remove("PYXIDE_CONFORMANCE_STATS");
    command
}

/// What `build -v` says, sorted.
fn build(folder: &Path) -> Vec<String> {
    let mut command = command(folder, &["build", "-v", "-O0", "a.pyx", "b.pyx", "c.pyx"]);
    if let Some(python) = std::env::var_os("PYXIDE_TEST_PYTHON") {
        command.arg("--python").arg(python);
    }
    let output = command.output().expect("pyxide starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let mut lines: Vec<String> = said.lines().map(str::to_string).collect();
    lines.sort();
    lines
}

#[test]
fn what_did_not_change_is_not_built_again() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let salt = salt();
    write(folder, "lib.pxd", "cdef inline int twice(int n):\n    return n + n\n");
    write(folder, "part.pxi", "VALUE = 1\n");
    write(folder, "a.pyx", &format!("from lib cimport twice\nA = twice({})\n", salt % 1_000_000));
    write(folder, "b.pyx", &format!("include 'part.pxi'\nB = {salt}\n"));
    write(folder, "c.pyx", &format!("C = {salt}\n"));
    assert_eq!(build(folder), ["compiled a.pyx", "compiled b.pyx", "compiled c.pyx"]);
    assert_eq!(build(folder), ["unchanged a.pyx", "unchanged b.pyx", "unchanged c.pyx"]);

    for name in ["a.pyx", "lib.pxd", "part.pxi"] {
        let text = std::fs::read_to_string(folder.join(name)).expect("readable");
        write(folder, name, &text);
    }
    assert_eq!(build(folder), ["unchanged a.pyx", "unchanged b.pyx", "unchanged c.pyx"]);

    write(folder, "lib.pxd", "cdef inline int twice(int n):\n    return n + n # the same\n");
    let expected = ["same C code a.pyx (lib.pxd changed)", "unchanged b.pyx", "unchanged c.pyx"];
    assert_eq!(build(folder), expected);

    write(folder, "part.pxi", "VALUE = 2\n");
    let expected = ["compiled b.pyx (part.pxi changed)", "unchanged a.pyx", "unchanged c.pyx"];
    assert_eq!(build(folder), expected);

    // A definition file that did not exist belongs to a module, too.
    write(folder, "c.pxd", "cdef object C\n");
    let lines = build(folder);
    assert!(
        lines.iter().any(|line| line.ends_with("c.pyx (c.pxd is found elsewhere)")),
        "{lines:?}"
    );
}

#[test]
fn messages_come_again_and_mistakes_are_found_again() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    write(folder, "m.pyx", "def f():\n    cdef int n\n    return n\n");
    let transpile = || {
        let output =
            command(folder, &["transpile", "m.pyx", "-Wextra"]).output().expect("it starts");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let first = transpile();
    assert_eq!(first.0, Some(0));
    assert!(first.1.contains("m.pyx:3:"), "{}", first.1);
    assert_eq!(transpile(), first);
    write(folder, "m.pyx", "def f(:\n");
    let rejected = transpile();
    assert_eq!(rejected.0, Some(1));
    assert_eq!(transpile(), rejected);
}

#[test]
fn watching_builds_what_changes() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    write(folder, "lib.pxd", &format!("cdef enum:\n    SALT = {}\n", salt() % 1_000_000));
    write(folder, "a.pyx", "cimport lib\nA = lib.SALT\n");
    let mut command = command(folder, &["watch", "*.pyx", "-O0"]);
    if let Some(python) = std::env::var_os("PYXIDE_TEST_PYTHON") {
        command.arg("--python").arg(python);
    }
    let mut child = command.stderr(Stdio::piped()).spawn().expect("it starts");
    let mut lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
    let mut next = || lines.next().expect("a line").expect("text");
    assert_eq!(next(), "compiled a.pyx");
    assert_eq!(next(), "watching 2 files");
    write(folder, "lib.pxd", "cdef enum:\n    SALT = -1\n");
    assert_eq!(next(), "compiled a.pyx (lib.pxd changed)");
    write(folder, "b.pyx", &format!("B = {}\n", salt()));
    assert_eq!(next(), "compiled b.pyx");
    write(folder, "a.pyx", "A = (\n");
    assert!(next().contains("error"));
    assert_eq!(next(), "rejected a.pyx (a.pyx changed)");
    child.kill().expect("it still runs");
    child.wait().expect("it ends");
}

/// The answers of `pyxide freshness` for one C file.
fn freshness(folder: &Path, arguments: &str) -> String {
    use std::io::Write;
    use std::process::Stdio;
    let mut command = command(folder, &["freshness"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(format!("[[{arguments}]]").as_bytes()).expect("written");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    String::from_utf8_lossy(&output.stdout).trim().to_string()
}

#[test]
fn a_project_knows_which_c_files_are_current() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    write(folder, "m.pyx", "X = 1\n");
    let words = "\"m.pyx\", \"-o\", \"m.c\"";
    assert_eq!(freshness(folder, words), "[null]");
    let run = |arguments: &[&str]| {
        assert!(command(folder, arguments).status().expect("it starts").success());
        std::fs::metadata(folder.join("m.c")).and_then(|meta| meta.modified()).expect("a file")
    };
    let made = run(&["cython", "m.pyx", "-o", "m.c", "--project"]);
    assert_eq!(freshness(folder, words), "[\"\"]");
    write(folder, "m.pyx", "X = 1\n");
    assert_eq!(freshness(folder, words), "[\"\"]");
    assert_eq!(
        freshness(folder, &format!("{words}, \"-X\", \"cdivision=True\"")),
        "[\"was made with other options\"]"
    );
    write(folder, "m.pyx", "X = 1 # one\n");
    assert_eq!(freshness(folder, words), "[\"changed\"]");
    assert_eq!(run(&["cython", "m.pyx", "-o", "m.c", "--project"]), made, "an equal file stays");
    assert_ne!(run(&["cython", "m.pyx", "-o", "m.c"]), made, "make wants to see a new one");
    write(folder, "m.c", "int x;\n");
    assert_eq!(freshness(folder, words), "[null]");
}
