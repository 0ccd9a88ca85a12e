//! The command line: arguments and exit status, nothing else.

mod arguments;
mod cython;
mod cythonize;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use driver::Input;
use driver::command::{self, Status};

use arguments::{Arguments, Verb};

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    // The same program under another name is the command of that name.
    let name = words.first().and_then(|word| Path::new(word).file_stem()).unwrap_or_default();
    if let Some(status) = cython::run(&name.to_string_lossy(), &words) {
        return ExitCode::from(status);
    }
    ExitCode::from(run(Arguments::parse_from(words).verb))
}

fn run(verb: Verb) -> u8 {
    let status = match verb {
        Verb::Build { sources, out_dir, module_name, verbose, common } => {
            if module_name.is_some() && sources.len() > 1 {
                eprintln!("pyxide: --module-name is for one source");
                return 2;
            }
            let inputs = match module_name {
                Some(name) => {
                    sources.into_iter().map(|path| Input::named(path, name.clone())).collect()
                }
                None => arguments::inputs(sources),
            };
            command::build(&inputs, out_dir.as_deref(), &common.options(), verbose)
        }
        Verb::Watch { sources, out_dir, common } => {
            command::watch(&sources, out_dir.as_deref(), &common.options())
        }
        Verb::Run { program, common } => {
            let (source, arguments) = program.split_first().expect("clap requires a source");
            command::run(&Input::new(source), arguments, &common.options())
        }
        Verb::Check { sources, common } => {
            command::check(&arguments::inputs(sources), &common.options())
        }
        Verb::Transpile { source, output, common } => {
            command::transpile(&Input::new(source), output.as_deref(), &common.options())
        }
        Verb::Annotate { sources, common } => {
            command::annotate(&arguments::inputs(sources), &common.options())
        }
        Verb::Deps { sources, common } => {
            let inputs: Vec<Input> = sources.into_iter().map(Input::in_package).collect();
            command::deps(&inputs, &common.options())
        }
        Verb::Dump { stage, sources, quiet, after, without, common } => {
            let goal = stage.goal(quiet, after, without);
            command::dump(&goal, &arguments::inputs(sources), &common.options())
        }
        Verb::Cython { arguments } => return named("cython", arguments),
        Verb::Cythonize { arguments } => return named("cythonize", arguments),
        Verb::Lines { sources, common } => {
            let inputs: Vec<Input> = sources.into_iter().map(Input::in_package).collect();
            command::lines(&inputs, &common.options())
        }
        Verb::Freshness => return cython::freshness(),
        Verb::Directives => command::directives(),
        Verb::Explain { code } => command::explain(&code),
        Verb::Cache { action } => command::cache(action.into()),
    };
    Status::code(status)
}

fn named(name: &str, arguments: Vec<OsString>) -> u8 {
    let words: Vec<OsString> = std::iter::once(name.into()).chain(arguments).collect();
    cython::run(name, &words).unwrap_or(2)
}
