//! `cargo xtask wheel`: what goes to PyPI, and a test of it in a fresh environment with the build tools that people use.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::pythons::{self, Python};
use crate::shell::{Result, root, run};

/// What makes the wheels, and what the projects of `tests/tools` are built with.
const TOOLS: [&str; 10] = [
    "maturin",
    "setuptools",
    "wheel",
    "meson-python",
    "ninja",
    "scikit-build-core",
    "cmake",
    "hatchling",
    "poetry-core",
    "ipython",
];

/// The projects of `tests/tools`, each with the module that has to be importable once it is installed.
const PROJECTS: [&str; 7] = ["setuptools", "plain", "backend", "meson", "cmake", "hatch", "poetry"];

/// The programs of `tests/tools/programs`, which compile while they run.
const PROGRAMS: [&str; 4] = ["hook", "on_import", "inline", "notebook"];

pub fn run_verb(arguments: &[String]) -> Result {
    let python = pythons::find().into_iter().next().ok_or("no CPython with headers was found")?;
    match arguments {
        [] => build(&python, true).map(|folder| println!("{}", folder.display())),
        [verb] if verb == "test" => check(&python),
        _ => Err("usage: cargo xtask wheel [test]".into()),
    }
}

/// The folder with both wheels: the compiler, and the packages that take the place of Cython.
fn build(python: &Python, release: bool) -> Result<PathBuf> {
    let tools = tools(python)?;
    let folder = root().join("target/wheels");
    if folder.is_dir() {
        std::fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
    }
    let mut maturin = Command::new(tools.join("bin/maturin"));
    maturin
        .args(["build", "--quiet", "--out"])
        .arg(&folder)
        .current_dir(root().join("python/pyxide"));
    maturin.args(release.then_some("--release"));
    maturin.args(["--target-dir"]).arg(root().join("target"));
    run("the wheel of the compiler", &mut maturin)?;
    // setuptools builds beside the sources, and takes what an earlier build left there.
    let copy = fresh_copy("python/pyxide-cython", "target/wheel-source")?;
    let mut pip = Command::new(tools.join("bin/python"));
    pip.args(["-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir"]);
    pip.arg(&folder).arg(&copy);
    run("the wheel of the packages", &mut pip)?;
    Ok(folder)
}

/// Installs the wheels as a user would and builds a project with each build tool.
pub fn check(python: &Python) -> Result {
    let wheels = build(python, false)?;
    let tools = tools(python)?;
    let folder = root().join("target/wheel-test");
    let mut make = Command::new(&python.executable);
    make.args(["-m", "venv", "--clear"]).arg(&folder);
    run("a fresh environment", &mut make)?;
    let fresh = folder.join("bin/python");
    let mut pip = Command::new(&fresh);
    pip.args(["-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]);
    for entry in std::fs::read_dir(&wheels).map_err(|error| error.to_string())?.flatten() {
        pip.arg(entry.path());
    }
    run("installing the wheels", &mut pip)?;
    for project in PROJECTS {
        install(project, &fresh, &tools, false)?;
    }
    // The modules of an editable one are those beside its sources.
    install("backend", &fresh, &tools, true)?;
    for program in PROGRAMS {
        start(program, &fresh, &tools)?;
    }
    refuses(&fresh, &tools)
}

/// Runs a program in a folder of its own.
fn start(program: &str, python: &Path, tools: &Path) -> Result {
    let folder = root().join("target/wheel-test/programs").join(program);
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let mut command = Command::new(python);
    command.arg(root().join(format!("tests/tools/programs/{program}.py"))).current_dir(&folder);
    command.env("PYTHONPATH", site_packages(tools)?).env("IPYTHONDIR", &folder);
    run(&format!("the program {program}"), &mut command)
}

/// What is wrong with a source is told once, and not below a traceback of the build script.
fn refuses(python: &Path, tools: &Path) -> Result {
    let copy = fresh_copy("tests/tools/setuptools", "target/wheel-test/projects/refused")?;
    let source = copy.join("tool_setuptools/double.pyx");
    let text = std::fs::read_to_string(&source).map_err(|error| error.to_string())?;
    std::fs::write(&source, text + "\ndef wrong(int x):\n    return nowhere\n")
        .map_err(|error| error.to_string())?;
    let mut command = Command::new(python);
    command.args(["setup.py", "build_ext", "--inplace"]).current_dir(&copy);
    command.env("PYTHONPATH", site_packages(tools)?);
    let output = command.output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let right = !output.status.success()
        && said.matches("undeclared name not builtin: `nowhere`").count() == 1
        && !said.contains("Traceback");
    if right { Ok(()) } else { Err(format!("a wrong source is reported like this:\n{said}")) }
}

/// Installs a project with its own build back end, and asks its module for a number.
fn install(project: &str, python: &Path, tools: &Path, editable: bool) -> Result {
    let kind = if editable { "editable" } else { "projects" };
    let copy = fresh_copy(
        &format!("tests/tools/{project}"),
        &format!("target/wheel-test/{kind}/{project}"),
    )?;
    let path = std::env::var("PATH").unwrap_or_default();
    let bin = python.parent().unwrap_or(Path::new("")).display().to_string();
    let path = format!("{bin}:{}:{path}", tools.join("bin").display());
    let site = site_packages(tools)?;
    let mut pip = Command::new(python);
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
    ]);
    pip.args(editable.then_some("--force-reinstall")).args(editable.then_some("--editable"));
    pip.arg(&copy).env("PATH", &path).env("PYTHONPATH", site);
    run(&format!("a project of {project}"), &mut pip)?;
    let place = if editable { copy.display().to_string() } else { String::new() };
    let script = format!(
        "import tool_{project} as m; assert m.answer(21) == 42 and m.__file__.startswith('{place}'), m"
    );
    let mut ask = Command::new(python);
    run(
        &format!("the module of {project}"),
        ask.args(["-c", &script]).current_dir(std::env::temp_dir()),
    )
}

/// Copies a folder of the checkout to another, of which nothing old is left.
fn fresh_copy(from: &str, to: &str) -> Result<PathBuf> {
    let copy = root().join(to);
    if copy.is_dir() {
        std::fs::remove_dir_all(&copy).map_err(|error| error.to_string())?;
    }
    copy_folder(&root().join(from), &copy)?;
    Ok(copy)
}

fn copy_folder(from: &Path, to: &Path) -> Result {
    std::fs::create_dir_all(to).map_err(|error| error.to_string())?;
    for entry in std::fs::read_dir(from).map_err(|error| error.to_string())?.flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), &target).map_err(|error| error.to_string())?;
        }
    }
    Ok(())
}

/// An environment with the tools, kept between runs.
fn tools(python: &Python) -> Result<PathBuf> {
    let folder = root().join("target/wheel-tools");
    let wanted = TOOLS.join(" ");
    if std::fs::read_to_string(folder.join("ready")).ok().as_ref() != Some(&wanted) {
        let mut make = Command::new(&python.executable);
        run("an environment for the tools", make.args(["-m", "venv", "--clear"]).arg(&folder))?;
        let mut pip = Command::new(folder.join("bin/python"));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(TOOLS);
        run("installing the tools", &mut pip)?;
        std::fs::write(folder.join("ready"), wanted).map_err(|error| error.to_string())?;
    }
    Ok(folder)
}

fn site_packages(environment: &Path) -> Result<PathBuf> {
    let mut ask = Command::new(environment.join("bin/python"));
    ask.args(["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]);
    crate::shell::capture(&mut ask).map(|text| PathBuf::from(text.trim()))
}
