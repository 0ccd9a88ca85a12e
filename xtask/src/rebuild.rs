//! `cargo xtask bench rebuild`: what building again costs when nothing, or little, changed.
//!
//! A package of 30 modules, in three groups that share a definition file each, is built with `pyxide build` and with setuptools;
//! the numbers that are promised are checked, and the times printed.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant, SystemTime};

use crate::shell::{Result, root};
use crate::{bench, pythons, venv};

const MODULES: usize = 30;
const GROUPS: usize = 3;
/// What building again may take beyond the tool that builds, where nothing changed.
const LIMIT: Duration = Duration::from_millis(200);
const RUNS: usize = 5;

pub fn run_verb(arguments: &[String]) -> Result {
    let debug = arguments.iter().any(|word| word == "--debug");
    let compiler = if debug { bench::debug_build()? } else { bench::release_build()? };
    let pythons = pythons::find();
    let python = pythons.first().ok_or("no CPython with headers was found")?;
    let limit = if debug { None } else { Some(LIMIT) };
    let package = Package::make(compiler, venv::ensure(python, true)?, limit)?;
    package.check_command()?;
    package.check_setuptools()
}

struct Package {
    folder: PathBuf,
    compiler: PathBuf,
    python: PathBuf,
    /// None for a compiler that is not optimised: the time is only shown.
    limit: Option<Duration>,
}

impl Package {
    /// The texts differ from run to run, so that the first build compiles all of them.
    fn make(compiler: PathBuf, python: PathBuf, limit: Option<Duration>) -> Result<Package> {
        let folder = root().join("target/bench/rebuild");
        if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
        }
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let package = Package { folder, compiler, python, limit };
        package.write("pkg/__init__.py", "")?;
        for group in 0..GROUPS {
            package.write(&definition(group), &definition_text(group))?;
        }
        for module in 0..MODULES {
            package.write(&source(module), &module_text(module, now.as_nanos()))?;
        }
        package.write("setup.py", SETUP)?;
        package.write("plain.py", PLAIN)?;
        Ok(package)
    }

    fn write(&self, name: &str, text: &str) -> Result {
        let path = self.folder.join(name);
        let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        made.and_then(|()| std::fs::write(path, text)).map_err(|error| format!("{name}: {error}"))
    }

    fn add_comment(&self, group: usize) -> Result {
        let path = self.folder.join(definition(group));
        let text = std::fs::read_to_string(&path).map_err(|error| error.to_string())?;
        self.write(&definition(group), &format!("{text}# looked at\n"))
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        let shims = ["python/pyxide-cython/src", "python/pyxide/src"].map(|path| root().join(path));
        let path = std::env::join_paths(shims).unwrap_or_default();
        command.current_dir(&self.folder).env("PYTHONPATH", path).env("PYXIDE", &self.compiler);
        command.env("PYXIDE_CACHE_DIR", root().join("target/bench/cache"));
        command
    }

    fn build(&self) -> Result<Outcomes> {
        let mut command = self.command(&self.compiler);
        command.args(["build", "-v", "-O0", "--python"]).arg(&self.python);
        command.args((0..MODULES).map(source));
        let (output, time) = timed(&mut command)?;
        Ok(Outcomes::read(&String::from_utf8_lossy(&output.stderr), time))
    }

    fn check_command(&self) -> Result {
        let first = self.build()?;
        first.show("pyxide build, the first time");
        first.expect("compiled", MODULES)?;
        let again = best(|| self.build().map(|outcomes| (outcomes.time, outcomes)))?;
        again.show("... nothing changed");
        again.expect("unchanged", MODULES)?;
        let tool = best(|| self.start_of_compiler())?;
        self.within("pyxide build", again.time.saturating_sub(tool))?;
        self.add_comment(0)?;
        let comment = self.build()?;
        comment.show("... a comment in one definition file");
        comment.expect("unchanged", MODULES - MODULES / GROUPS)?;
        comment.expect("same C code", MODULES / GROUPS)
    }

    fn within(&self, what: &str, time: Duration) -> Result {
        println!("{:<45} {:>8.3} s", format!("beyond the tool: {what}"), time.as_secs_f64());
        match self.limit {
            Some(limit) if time >= limit => {
                Err(format!("{what} takes {time:?} where nothing changed, more than {limit:?}"))
            }
            _ => Ok(()),
        }
    }

    fn start_of_compiler(&self) -> Result<(Duration, Duration)> {
        timed(self.command(&self.compiler).arg("--version")).map(|(_, time)| (time, time))
    }

    /// Each line of `cythonize()` that says why a module is looked at.
    fn setup(&self, script: &str) -> Result<(Duration, Setup)> {
        let mut command = self.command(&self.python);
        command.args([script, "build_ext", "--inplace"]).env("CFLAGS", "-O0");
        let (output, time) = timed(&mut command)?;
        let text = String::from_utf8_lossy(&output.stdout);
        let count = |what: &str| text.lines().filter(|line| line.contains(what)).count();
        Ok((time, Setup { time, looked_at: count("because it"), compiled: count(" -c ") }))
    }

    fn check_setuptools(&self) -> Result {
        let (_, first) = self.setup("setup.py")?;
        first.show("setuptools, the first time");
        first.expect(MODULES, MODULES)?;
        let again = best(|| self.setup("setup.py"))?;
        again.show("... nothing changed");
        again.expect(0, 0)?;
        let tool = best(|| self.setup("plain.py"))?;
        tool.show("... the same C files without cythonize()");
        self.within("cythonize()", again.time.saturating_sub(tool.time))?;
        self.add_comment(1)?;
        let (_, comment) = self.setup("setup.py")?;
        comment.show("... a comment in one definition file");
        comment.expect(MODULES / GROUPS, 0)
    }
}

/// What `pyxide build -v` said.
struct Outcomes {
    lines: Vec<String>,
    time: Duration,
}

impl Outcomes {
    fn read(text: &str, time: Duration) -> Outcomes {
        Outcomes { lines: text.lines().map(str::to_string).collect(), time }
    }

    fn count(&self, what: &str) -> usize {
        self.lines.iter().filter(|line| line.starts_with(what)).count()
    }

    fn show(&self, title: &str) {
        let counts = ["compiled", "same C code", "unchanged"]
            .map(|what| format!("{} {what}", self.count(what)))
            .join(", ");
        println!("{title:<45} {:>8.3} s   {counts}", self.time.as_secs_f64());
    }

    fn expect(&self, what: &str, expected: usize) -> Result {
        match self.count(what) {
            found if found == expected => Ok(()),
            found => Err(format!(
                "{found} modules are `{what}`, not {expected}:\n{}",
                self.lines.join("\n")
            )),
        }
    }
}

/// What a build with setuptools did.
struct Setup {
    time: Duration,
    looked_at: usize,
    compiled: usize,
}

impl Setup {
    fn show(&self, title: &str) {
        let Setup { time, looked_at, compiled } = self;
        let time = time.as_secs_f64();
        println!("{title:<45} {time:>8.3} s   {looked_at} looked at, {compiled} compiled");
    }

    fn expect(&self, looked_at: usize, compiled: usize) -> Result {
        if (self.looked_at, self.compiled) == (looked_at, compiled) {
            return Ok(());
        }
        Err(format!("expected {looked_at} modules to be looked at, and {compiled} to be compiled"))
    }
}

fn timed(command: &mut Command) -> Result<(Output, Duration)> {
    let begin = Instant::now();
    let output = command.output().map_err(|error| error.to_string())?;
    let time = begin.elapsed();
    if output.status.success() {
        return Ok((output, time));
    }
    let said = [output.stdout, output.stderr].concat();
    Err(format!("{}\n{}", output.status, String::from_utf8_lossy(&said)))
}

/// The fastest of several runs: what else the machine does is not of interest.
fn best<T>(mut run: impl FnMut() -> Result<(Duration, T)>) -> Result<T> {
    let mut fastest: Option<(Duration, T)> = None;
    for _ in 0..RUNS {
        let (time, result) = run()?;
        if fastest.as_ref().is_none_or(|(least, _)| time < *least) {
            fastest = Some((time, result));
        }
    }
    fastest.map(|(_, result)| result).ok_or_else(|| "nothing was run".to_string())
}

fn source(module: usize) -> String {
    format!("pkg/module{module:02}.pyx")
}

fn definition(group: usize) -> String {
    format!("pkg/group{group}.pxd")
}

fn definition_text(group: usize) -> String {
    format!(
        "ctypedef long number{group}\ncdef inline number{group} step(number{group} n):\n    return n + {group}\n"
    )
}

fn module_text(module: usize, salt: u128) -> String {
    let group = module % GROUPS;
    let mut text = format!("from pkg.group{group} cimport number{group}, step\n\nSALT = {salt}\n");
    for function in 0..8 {
        text.push_str(&format!(
            "\ndef function{function}(number{group} n, items):\n    total = 0\n    for item in items:\n        \
             total += step(n) * item\n    return [total, {module}, {{'n': n}}]\n"
        ));
    }
    text
}

const SETUP: &str = "\
from setuptools import setup
from Cython.Build import cythonize
setup(name='pkg', packages=['pkg'], ext_modules=cythonize('pkg/*.pyx'))
";

/// What remains of the build when the C files are given.
const PLAIN: &str = "\
import glob
from setuptools import Extension, setup
modules = [Extension(path[:-2].replace('/', '.'), [path]) for path in sorted(glob.glob('pkg/*.c'))]
setup(name='pkg', packages=['pkg'], ext_modules=modules)
";
