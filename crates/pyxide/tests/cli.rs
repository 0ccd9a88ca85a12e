//! The command as its users see it: exit statuses, messages, files.

use std::path::PathBuf;
use std::process::{Command, Output};

/// A folder for one test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("pyxide-cli-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a temporary folder");
        Folder(path)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).expect("written");
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).expect("readable")
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).expect("listed").flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn pyxide(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pyxide"));
        command.args(arguments).current_dir(&self.0);
        if let Some(python) = std::env::var_os("PYXIDE_TEST_PYTHON")
            && matches!(arguments[0], "build" | "run")
        {
            command.arg("-O0");
            command.env("PATH", path_with(PathBuf::from(python)));
        }
        command.output().expect("pyxide starts")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// PATH with the folder of the interpreter in front.
fn path_with(python: PathBuf) -> std::ffi::OsString {
    let folder = python.parent().map(PathBuf::from).unwrap_or_default();
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths([folder].into_iter().chain(std::env::split_paths(&path)))
        .expect("no colons in folders")
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn wrong_usage_is_status_2() {
    let folder = Folder::new("usage");
    for arguments in
        [&["frobnicate"][..], &["build"], &["build", "a.pyx", "-O9"], &["dump", "nothing", "a.pyx"]]
    {
        assert_eq!(folder.pyxide(arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_rejected_source_is_status_1_with_a_located_line() {
    let folder = Folder::new("rejected");
    folder.write("bad.pyx", "def f(:\n    pass\n");
    let output = folder.pyxide(&["build", "bad.pyx", "--out-dir", "out"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).starts_with("bad.pyx:1:"), "{}", errors(&output));
    assert!(errors(&output).contains(": error: "), "{}", errors(&output));
    assert_eq!(folder.names(), ["bad.pyx"], "nothing is left behind");
}

#[test]
fn a_missing_source_is_located_as_well() {
    let folder = Folder::new("missing");
    let output = folder.pyxide(&["check", "none.pyx"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).starts_with("none.pyx:1:1: error: cannot read"), "{}", errors(&output));
}

#[test]
fn messages_have_three_formats() {
    let folder = Folder::new("formats");
    folder.write("bad.pyx", "x = (1\n");
    let with = |format| errors(&folder.pyxide(&["check", "bad.pyx", "--message-format", format]));
    assert!(with("short").starts_with("bad.pyx:"));
    assert!(with("json").starts_with("{\"code\":\"PX"));
    assert!(with("human").starts_with("error[PX"), "{}", with("human"));
    assert!(!with("human").contains('\u{1b}'), "no colours for a pipe");
}

#[test]
fn build_leaves_one_module() {
    let folder = Folder::new("build");
    folder.write("tiny.pyx", "x = 1\n");
    let output = folder.pyxide(&["build", "tiny.pyx", "--out-dir", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let built: Vec<_> =
        std::fs::read_dir(folder.0.join("out")).expect("listed").flatten().collect();
    assert_eq!(built.len(), 1);
    let name = built[0].file_name().to_string_lossy().into_owned();
    assert!(name.starts_with("tiny.") && !name.ends_with(".c"), "{name}");
}

#[test]
fn a_missing_interpreter_or_compiler_is_reported() {
    let folder = Folder::new("toolchain");
    folder.write("tiny.pyx", "x = 2\n");
    let output = folder.pyxide(&["build", "tiny.pyx", "--python", "/no/such/python"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        errors(&output).starts_with("tiny.pyx:1:1: error: there is no Python interpreter"),
        "{}",
        errors(&output)
    );
    let output = Command::new(env!("CARGO_BIN_EXE_pyxide"))
        .args(["build", "tiny.pyx"])
        .env("CC", "no-such-compiler")
        .current_dir(&folder.0)
        .output()
        .expect("pyxide starts");
    assert_eq!(output.status.code(), Some(1));
    assert!(
        errors(&output).contains("there is no C compiler `no-such-compiler`"),
        "{}",
        errors(&output)
    );
}

#[test]
fn transpile_writes_one_file_that_says_who_made_it() {
    let folder = Folder::new("transpile");
    folder.write("tiny.pyx", "x = 3\n");
    let output = folder.pyxide(&["transpile", "tiny.pyx", "-o", "made.c"]);
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let text = std::fs::read_to_string(folder.0.join("made.c")).expect("written");
    assert!(text.starts_with("/* Generated by pyxide "), "{text}");
    assert!(!text.contains("#include \"px/"), "{text}");
    assert_eq!(folder.names(), ["made.c", "tiny.pyx"]);
}

/// What a failed compilation leaves must not be taken for its result, and files of others stay.
#[test]
fn a_rejected_source_spoils_only_what_a_compiler_made() {
    let folder = Folder::new("spoiled");
    folder.write("bad.pyx", "def f(:\n");
    folder.write("bad.c", "int mine;\n");
    folder.write("bad.cpp", "/* Generated by Cython 3.3.1 */\nint old;\n");
    assert_eq!(folder.pyxide(&["cython", "bad.pyx"]).status.code(), Some(1));
    assert_eq!(folder.read("bad.c"), "int mine;\n");
    assert!(folder.read("bad.cpp").starts_with("#error"), "{}", folder.read("bad.cpp"));
}

/// The function that a program starts its module with has the name that PEP 489 gives.
#[test]
fn a_program_of_a_module_with_a_foreign_name_starts_it() {
    let folder = Folder::new("embedded");
    folder.write("größe.pyx", "print('started')\n");
    let output = folder.pyxide(&["cython", "--embed", "größe.pyx"]);
    assert!(output.status.success(), "{}", errors(&output));
    let text = folder.read("größe.c");
    assert!(text.contains("PyInitU_gre_6ka8i"), "no such function");
    assert!(!text.contains("PyInit_gr"), "a name that C does not know");
}

#[test]
fn run_hands_arguments_and_status_on() {
    let folder = Folder::new("run");
    folder.write("program.pyx", "import sys\nprint(__name__, sys.argv[1:])\nsys.exit(7)\n");
    let output = folder.pyxide(&["run", "program.pyx", "--help", "x"]);
    assert_eq!(output.status.code(), Some(7), "{}", errors(&output));
    assert!(said(&output).starts_with("__main__ ['--help', 'x'"), "{}", said(&output));
}

#[test]
fn explain_prints_a_page() {
    let folder = Folder::new("explain");
    let output = folder.pyxide(&["explain", "px704"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).starts_with("# PX0704: "), "{}", said(&output));
    assert_eq!(folder.pyxide(&["explain", "PX9999"]).status.code(), Some(1));
}

#[test]
fn wrong_usage_of_cython_is_told_as_build_tools_know_it() {
    let folder = Folder::new("cython-usage");
    folder.write("a.pyx", "");
    folder.write("b.pyx", "");
    let run = |arguments: &[&str]| {
        let output = folder.pyxide(arguments);
        let last = errors(&output).trim_end().lines().last().unwrap_or_default().to_string();
        (output.status.code(), last)
    };
    for (arguments, status, message) in [
        (&["cython"] as &[&str], 2, "cython: error: cython: Need at least one source file"),
        (
            &["cython", "--embed", "a.pyx", "b.pyx"],
            2,
            "cython: error: cython: Only one source file allowed when using --embed",
        ),
        (&["cython", "--nope", "a.pyx"], 2, "cython: error: unknown option --nope"),
        (
            &["cython", "-X", "cdivision", "a.pyx"],
            1,
            "cython: expected NAME=VALUE, got 'cdivision'",
        ),
    ] {
        assert_eq!(run(arguments), (Some(status), message.to_string()), "{arguments:?}");
    }
}

#[test]
fn the_cython_command_refuses_before_it_writes() {
    let folder = Folder::new("refusals");
    folder.write("a.pyx", "def f(): pass\n");
    folder.write("a-b.pyx", "x = 1\n");
    let missing = folder.pyxide(&["cython", "a.pyx", "missing.pyx"]);
    assert_eq!(missing.status.code(), Some(1));
    assert_eq!(errors(&missing), "cython: No such file or directory: 'missing.pyx'\n");
    let unnamed = folder.pyxide(&["cython", "a-b.pyx"]);
    assert!(errors(&unnamed).contains("`a-b` is not a valid module name"), "{}", errors(&unnamed));
    assert_eq!(folder.names(), ["a-b.pyx", "a.pyx"]);
    assert!(folder.pyxide(&["cython", "--module-name", "a_b", "a-b.pyx"]).status.success());
    folder.write("a.c", "int mine;\n");
    let foreign = folder.pyxide(&["cython", "a.pyx"]);
    assert_eq!(foreign.status.code(), Some(1));
    assert!(errors(&foreign).contains("already exists"), "{}", errors(&foreign));
    assert_eq!(folder.read("a.c"), "int mine;\n");
}

#[test]
fn cythonize_goes_on_where_it_is_told_to() {
    let folder = Folder::new("going-on");
    folder.write("bad.pyx", "def f(int x):\n    return y\n");
    folder.write("good.pyx", "def g(): pass\n");
    let all = ["cythonize", "-3", "-j1", "bad.pyx", "good.pyx"];
    let output = folder.pyxide(&all);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(errors(&output).matches("undeclared name").count(), 1, "{}", errors(&output));
    assert_eq!(folder.names(), ["bad.pyx", "good.pyx"]);
    let output = folder.pyxide(&[&all[..], &["-k"]].concat());
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("Failed compilations: bad\n"), "{}", said(&output));
    assert_eq!(folder.names(), ["bad.pyx", "good.c", "good.pyx"]);
    let output = folder.pyxide(&["cythonize", "-s", "nonsense=1", "good.pyx"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("please remove: nonsense"), "{}", errors(&output));
}

/// A source serves as a definition file where it is asked to, and not otherwise.
#[test]
fn sources_are_cimported_on_request() {
    let folder = Folder::new("implied");
    folder.write(
        "shapes.pyx",
        "from libc.math cimport sqrt\ncdef struct Point:\n    double x\n\
         cdef class Box:\n    cdef Point corner\n    cdef double size(self, double by=2):\n        return sqrt(self.corner.x) * by\n\
         cdef inline int twice(int x=1) except -1:\n    return 2 * x\nprint('runs')\n",
    );
    folder.write(
        "user.pyx",
        "from shapes cimport Box, Point, twice\ndef f(Box box):\n    cdef Point p = box.corner\n    return box.size() + twice(3) + p.x\n",
    );
    let output = folder.pyxide(&["cython", "user.pyx"]);
    assert!(errors(&output).contains("`shapes.pxd` not found"), "{}", errors(&output));
    let output = folder.pyxide(&["cython", "--cimport-from-pyx", "user.pyx", "shapes.pyx"]);
    assert!(output.status.success(), "{}", errors(&output));
}

/// A module that cimports itself means the definition file that others would find.
#[test]
fn a_module_finds_its_own_definition_file_elsewhere() {
    let folder = Folder::new("afar");
    std::fs::create_dir(folder.0.join("path")).expect("made");
    folder.write("path/b.pxd", "ctypedef int number\n");
    folder.write("b.pyx", "from b cimport *\ncdef number x = 3\ndef f(): return x\n");
    let mut command = Command::new(env!("CARGO_BIN_EXE_pyxide"));
    command.args(["cython", "b.pyx"]).current_dir(&folder.0);
    let output = command.env("PYXIDE_PYTHON_PATH", "path").output().expect("pyxide starts");
    assert!(output.status.success(), "{}", errors(&output));
}
