//! Builds hand-written modules with a real interpreter and compiler.

use std::path::{Path, PathBuf};
use std::process::Command;

use pyxide_runtime::{ComplaintPlace, Language, Options, Toolchain, ToolchainError, Unit};

const MODULE: &str = "\
static PyModuleDef_Slot slots[] = {{0, NULL}};
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, .m_name = \"sample\", .m_slots = slots};
PyMODINIT_FUNC PyInit_sample(void) { return PyModuleDef_Init(&def); }
";

/// The interpreter of the test run, or what PATH has.
fn python() -> Option<PathBuf> {
    std::env::var_os("PYXIDE_TEST_PYTHON").map(PathBuf::from)
}

fn toolchain(options: Options) -> Toolchain {
    Toolchain::find(python().as_deref(), options, 2)
        .expect("the test machine has Python and a C compiler")
}

fn unit<'a>(c_text: &'a str, options: &'a Options) -> Unit<'a> {
    Unit { name: "sample", c_text, features: &[], language: Language::C, options, sources: &[] }
}

fn imports(toolchain: &Toolchain, artifact: &Path) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::copy(artifact, folder.path().join(toolchain.file_name("sample"))).expect("copied");
    let done = Command::new(&toolchain.python.executable)
        .args(["-c", "import sample"])
        .env("PYTHONPATH", folder.path())
        .status()
        .expect("the interpreter starts");
    assert!(done.success());
}

#[test]
fn a_module_is_built_once_and_imports() {
    let toolchain = toolchain(Options { opt_level: Some('0'), ..Options::default() });
    let unique = format!("{MODULE}/* {:?} */\n", std::time::SystemTime::now());
    let none = Options::default();
    let first = toolchain.build(&unit(&unique, &none)).expect("it compiles");
    assert!(!first.from_cache);
    imports(&toolchain, &first.path);
    let second = toolchain.build(&unit(&unique, &none)).expect("it compiled before");
    assert!(second.from_cache);
    assert_eq!(first.path, second.path);
}

#[test]
fn a_changed_header_of_the_user_is_noticed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let header = folder.path().join("mine.h");
    let text = format!("#include \"mine.h\"\nint value = MINE;\n{MODULE}");
    let options = Options { include_dirs: vec![folder.path().into()], ..Options::default() };
    let toolchain = toolchain(Options { opt_level: Some('0'), ..Options::default() });
    std::fs::write(&header, "#define MINE 1\n").expect("written");
    assert!(!toolchain.build(&unit(&text, &options)).expect("it compiles").from_cache);
    assert!(toolchain.build(&unit(&text, &options)).expect("it compiles").from_cache);
    std::fs::write(&header, "#define MINE 2\n").expect("written");
    assert!(!toolchain.build(&unit(&text, &options)).expect("it compiles").from_cache);
}

#[test]
fn what_the_compiler_refuses_has_a_line_of_the_text() {
    let toolchain = toolchain(Options { opt_level: Some('0'), ..Options::default() });
    let error =
        toolchain.build(&unit("int x;\nint y = undeclared;\n", &Options::default())).unwrap_err();
    let ToolchainError::Refused { complaints, .. } = error else {
        panic!("refused, not {error:?}")
    };
    assert_eq!(complaints[0].place, ComplaintPlace::Module { line: 2 });
    assert!(complaints[0].message.contains("undeclared"));
}

#[test]
fn a_missing_interpreter_has_a_name() {
    let error = Toolchain::find(Some(Path::new("/no/such/python")), Options::default(), 1).err();
    assert_eq!(error, Some(ToolchainError::NoPython { wanted: "/no/such/python".into() }));
}
