//! `pyxide run`: builds a module into the cache and runs it as a program.
//!
//! As with `python FILE`: the module is `__main__`, `sys.argv[0]` is the source and `sys.path[0]` its folder.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use super::build::{compile_and_build, find_toolchain};
use super::{Status, show};
use crate::options::{Input, Options};

/// Gets the extension module, the module's name, the source and the arguments.
const START: &str = "\
import sys, os, importlib.machinery, importlib.util
binary, name, source = sys.argv[1:4]
sys.argv = [source] + sys.argv[4:]
sys.path[0] = os.path.dirname(os.path.abspath(source))
loader = importlib.machinery.ExtensionFileLoader(name, binary)
spec = importlib.util.spec_from_file_location(name, binary, loader=loader)
module = importlib.util.module_from_spec(spec)
module.__name__ = '__main__'
module.__file__ = source
sys.modules['__main__'] = module
loader.exec_module(module)
";

pub fn run(input: &Input, arguments: &[OsString], options: &Options) -> Status {
    let toolchain = find_toolchain(options);
    let (report, built) = compile_and_build(input, &toolchain, options);
    show(&report, options);
    let Some(built) = built else { return Status::Rejected };
    let python = &built.toolchain.python.executable;
    let mut command = Command::new(python);
    command.args(["-c", START]).arg(built.artifact.path).arg(built.module.name);
    replace_process(command.arg(&input.path).args(arguments), python)
}

/// The program takes the place of this process: signals, terminal and exit status are its own.
#[cfg(unix)]
fn replace_process(command: &mut Command, python: &Path) -> Status {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    eprintln!("pyxide: `{}` cannot be started: {error}", python.display());
    Status::Rejected
}

#[cfg(not(unix))]
fn replace_process(command: &mut Command, python: &Path) -> Status {
    match command.status() {
        Ok(status) => Status::Exit(status.code().unwrap_or(1) as u8),
        Err(error) => {
            eprintln!("pyxide: `{}` cannot be started: {error}", python.display());
            Status::Rejected
        }
    }
}
