//! The command line: arguments and exit status, nothing else.

mod arguments;

use std::process::ExitCode;

use clap::Parser;
use driver::command::{self, Status};

use arguments::{Arguments, Verb};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let status = match arguments.verb {
        Verb::Build { sources, out_dir, common } => {
            command::build(&arguments::inputs(sources), out_dir.as_deref(), &common.options())
        }
        Verb::Run { program, common } => {
            let (source, arguments) = program.split_first().expect("clap requires a source");
            command::run(&driver::Input::new(source), arguments, &common.options())
        }
        Verb::Check { sources, common } => {
            command::check(&arguments::inputs(sources), &common.options())
        }
        Verb::Transpile { source, output, common } => {
            command::transpile(&driver::Input::new(source), output.as_deref(), &common.options())
        }
        Verb::Dump { stage, sources, quiet, after, without, common } => {
            let goal = stage.goal(quiet, after, without);
            command::dump(&goal, &arguments::inputs(sources), &common.options())
        }
        Verb::Explain { code } => command::explain(&code),
        Verb::Cache { action } => command::cache(action.into()),
    };
    ExitCode::from(Status::code(status))
}
