//! The arguments of `cython`, for build tools that call it by name, and what `cythonize` has in common with it.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{ArgAction, Args, CommandFactory, Parser};
use driver::command::{self, Status};
use driver::{COptions, Embed, Format, Input, Options, Policy};

/// What the tools that ask for the version expect to read.
const VERSION: &str = "Cython version 3.3.1";

/// Translates sources to C, one file each.
#[derive(Parser)]
#[command(
    name = "cython",
    disable_version_flag = true,
    max_term_width = 100,
    args_override_self = true
)]
struct Cython {
    #[arg(value_name = "SOURCE")]
    sources: Vec<PathBuf>,
    /// Print the version of the language and leave
    #[arg(short = 'V', long)]
    version: bool,
    #[command(flatten)]
    language: Language,
    /// The C file, or a folder for it
    #[arg(short, long, value_name = "FILE")]
    output_file: Option<PathBuf>,
    /// Search here for definition and include files
    #[arg(short = 'I', long, value_name = "DIR")]
    include_dir: Vec<PathBuf>,
    /// Write errors to a .lis file, too
    #[arg(short = 'l', long)]
    create_listing: bool,
    /// Compile only what is newer than its C file
    #[arg(short, long)]
    timestamps: bool,
    /// Compile in any case
    #[arg(short, long)]
    force: bool,
    /// Tell what is compiled
    #[arg(short, long, action = ArgAction::Count)]
    verbose: u8,
    /// Go to this folder first
    #[arg(short, long, value_name = "DIR")]
    working: Option<PathBuf>,
    /// The full name of the module
    #[arg(long, value_name = "NAME")]
    module_name: Option<String>,
    /// Add a `main` function that runs the module
    #[arg(long, value_name = "NAME", num_args = 0..=1, require_equals = true, default_missing_value = "main")]
    embed: Option<String>,
    /// Other modules that are linked into the program
    #[arg(long, value_name = "NAME,...", value_delimiter = ',')]
    embed_modules: Vec<String>,
    /// Put `#line` into the C file
    #[arg(long)]
    line_directives: bool,
    /// Let debuggers show the source; as --line-directives
    #[arg(long)]
    gdb: bool,
    #[arg(long, hide = true, value_name = "DIR")]
    gdb_outdir: Option<PathBuf>,
    /// As --annotate; the page shows no coverage
    #[arg(long, hide = true, value_name = "FILE")]
    annotate_coverage: Option<PathBuf>,
    /// Stop at the first error
    #[arg(long)]
    fast_fail: bool,
    #[arg(long, hide = true, value_name = "FILE")]
    generate_shared: Option<PathBuf>,
    #[arg(short = 'z', long, hide = true, value_name = "MODULE")]
    pre_import: Option<String>,
    /// A source serves as definition file of a module that has none
    #[arg(long)]
    cimport_from_pyx: bool,
    /// The C file is one of a project's: an equal one is left alone
    #[arg(long, hide = true)]
    project: bool,
    #[command(flatten)]
    _ignored: Ignored,
}

/// What changes the C code of the original and has no counterpart here: what it asks for holds anyway, or is about its own
/// workings.
#[derive(Args)]
struct Ignored {
    #[arg(long, hide = true)]
    cache: bool,
    #[arg(long, hide = true, value_name = "LEVEL")]
    cleanup: Option<i32>,
    #[arg(long, hide = true, value_name = "MODULE")]
    shared: Option<String>,
    /// Headers for C code never need those that the module includes.
    #[arg(long, hide = true)]
    capi_reexport_cincludes: bool,
    #[arg(long, hide = true)]
    convert_range: bool,
    #[arg(long, hide = true)]
    no_c_in_traceback: bool,
    #[arg(long, hide = true)]
    debug_disposal_code: bool,
    #[arg(long, hide = true)]
    debug_temp_alloc: bool,
    #[arg(long, hide = true)]
    debug_coercion: bool,
    #[arg(long, hide = true)]
    debug_temp_code_comments: bool,
    #[arg(long, hide = true)]
    debug_trace_code_generation: bool,
    #[arg(long, hide = true)]
    debug_no_exception_intercept: bool,
    #[arg(long, hide = true)]
    debug_verbose_pipeline: bool,
    #[arg(long, hide = true)]
    debug_verbose_entry_types: bool,
    #[arg(long, hide = true)]
    debug_exception_on_error: bool,
}

/// What both commands say about the language.
#[derive(Args)]
pub struct Language {
    /// Read sources as Python 2 did
    #[arg(short = '2', overrides_with_all = ["level3", "level3str"])]
    level2: bool,
    /// Read sources as Python 3 does
    #[arg(short = '3', overrides_with_all = ["level2", "level3str"])]
    level3: bool,
    #[arg(long = "3str", hide = true, overrides_with_all = ["level2", "level3"])]
    level3str: bool,
    /// Compile to C++
    #[arg(short = '+', long)]
    cplus: bool,
    /// Defaults of directives
    #[arg(short = 'X', long = "directive", value_name = "NAME=VALUE,...")]
    directives: Vec<String>,
    /// Names of compile-time conditions
    #[arg(short = 'E', long = "compile-time-env", value_name = "NAME=VALUE,...")]
    compile_time_env: Vec<String>,
    /// Unknown names are errors at run time
    #[arg(long)]
    lenient: bool,
    /// Write an HTML page that shows where Python is used
    #[arg(short, long, num_args = 0..=1, require_equals = true, default_missing_value = "default")]
    annotate: Option<String>,
    #[arg(long, hide = true)]
    annotate_fullc: bool,
    /// Write a dependency file
    #[arg(short = 'M', long)]
    pub depfile: bool,
    /// `-Wextra` also warns of unused and perhaps unset variables, `-Werror` takes warnings for errors
    #[arg(short = 'W', value_name = "WHAT", value_parser = ["extra", "error"])]
    warn: Vec<String>,
    #[arg(long, hide = true)]
    warning_errors: bool,
    #[arg(long, hide = true)]
    warning_extra: bool,
    /// Leave docstrings out
    #[arg(short = 'D', long)]
    no_docstrings: bool,
    /// `globals()` gives a plain dict
    #[arg(long, hide = true)]
    old_style_globals: bool,
    /// Say in docstrings where functions are defined
    #[arg(short = 'p', long)]
    embed_positions: bool,
}

impl Language {
    pub fn options(&self) -> Result<Options, String> {
        let mut directives = pairs(&self.directives)?;
        let level = [(self.level2, "2"), (self.level3, "3"), (self.level3str, "3str")];
        let level = level.iter().find(|(given, _)| *given);
        directives.extend(level.map(|(_, value)| ("language_level".into(), value.to_string())));
        if self.old_style_globals {
            directives.push(("old_style_globals".into(), "True".into()));
        }
        let has = |word: &str| self.warn.iter().any(|given| given == word);
        let extra = has("extra") || self.warning_extra;
        if extra {
            let names = ["maybe_uninitialized", "unreachable", "unused"];
            let on = |name: &str| (format!("warn.{name}"), "True".to_string());
            directives.extend(names.map(on));
        }
        let terminal = std::io::stderr().is_terminal();
        Ok(Options {
            directives,
            compile_time: pairs(&self.compile_time_env)?,
            cplus: self.cplus,
            lenient: self.lenient,
            docstrings: !self.no_docstrings,
            embed_positions: self.embed_positions,
            policy: Policy {
                extra: false,
                warnings_are_errors: has("error") || self.warning_errors,
            },
            format: if terminal { Format::Human } else { Format::Short },
            color: terminal && crate::arguments::colors_wanted(),
            jobs: 1,
            c: COptions::default(),
            ..Options::default()
        })
    }

    pub fn annotates(&self) -> bool {
        self.annotate.is_some() || self.annotate_fullc
    }
}

/// `NAME=VALUE,NAME=VALUE`; a value may be a list in brackets, and what has no name belongs to the value before.
fn pairs(given: &[String]) -> Result<Vec<(String, String)>, String> {
    let mut out: Vec<(String, String)> = Vec::new();
    for text in given {
        let first = out.len();
        for part in text.split(',') {
            match (part.split_once('='), out[first..].is_empty()) {
                (Some((name, value)), _) => out.push((name.trim().into(), value.trim().into())),
                (None, false) => {
                    if let Some((_, value)) = out.last_mut() {
                        value.push(',');
                        value.push_str(part);
                    }
                }
                (None, true) => return Err(format!("expected NAME=VALUE, got '{text}'")),
            }
        }
    }
    Ok(out)
}

/// Runs the command of this name, if it is one of these.
pub fn run(name: &str, arguments: &[OsString]) -> Option<u8> {
    match name {
        "cython" | "cython3" => Some(cython(arguments)),
        "cythonize" => Some(crate::cythonize::run(arguments)),
        _ => None,
    }
}

pub fn usage<P: CommandFactory>(message: &str) -> u8 {
    let mut command = P::command();
    eprintln!("{}", command.render_usage());
    eprintln!("{}: error: {message}", command.get_name());
    2
}

/// A flag has a value that nobody understands.
pub fn refuse(name: &str, message: &str) -> u8 {
    eprintln!("{name}: {message}");
    1
}

/// The arguments, or the exit status where there is nothing to do.
pub fn parse<P: Parser>(arguments: &[OsString]) -> Result<P, u8> {
    P::try_parse_from(arguments).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp => {
            let _ = error.print();
            0
        }
        ErrorKind::UnknownArgument => {
            let unknown = error.get(clap::error::ContextKind::InvalidArg);
            let unknown = unknown.map(ToString::to_string).unwrap_or_default();
            usage::<P>(&format!("unknown option {unknown}"))
        }
        _ => {
            let text = error.render().to_string();
            let first = text.lines().next().unwrap_or_default();
            usage::<P>(first.trim_start_matches("error: "))
        }
    })
}

fn cython(arguments: &[OsString]) -> u8 {
    if arguments.get(1).is_some_and(|verb| verb == "generate-shared") {
        return generate_shared(&arguments[1..]);
    }
    let given: Cython = match parse(arguments) {
        Ok(given) => given,
        Err(status) => return status,
    };
    if given.version {
        print_version();
        if given.sources.is_empty() {
            return 0;
        }
    }
    if given.pre_import.is_some() {
        return refuse("cython", "--pre-import is not supported: import the names");
    }
    if let Some(path) = &given.generate_shared {
        return Status::code(command::shared_module(path, given.module_name));
    }
    let several = given.sources.len() > 1;
    // What the reference says of a listing names another flag.
    let alone = [
        (given.create_listing, "-o"),
        (given.embed.is_some(), "--embed"),
        (given.module_name.is_some(), "--module-name"),
    ];
    if given.sources.is_empty() {
        return usage::<Cython>("cython: Need at least one source file");
    }
    if let Some((_, flag)) = alone.iter().find(|(given, _)| several && *given) {
        let message = format!("cython: Only one source file allowed when using {flag}");
        return usage::<Cython>(&message);
    }
    if given.module_name.is_some() && given.timestamps {
        return usage::<Cython>("cython: Cannot use --module-name with --timestamps");
    }
    if let Some(folder) = &given.working
        && let Err(error) = std::env::set_current_dir(folder)
    {
        eprintln!("cython: cannot go to '{}': {error}", folder.display());
        return 1;
    }
    match prepare(given) {
        Ok((job, options)) => Status::code(command::cython(&job, &options)),
        Err(message) => refuse("cython", &message),
    }
}

fn prepare(given: Cython) -> Result<(command::Cython, Options), String> {
    let mut options = given.language.options()?;
    options.include_dirs = given.include_dir;
    options.line_directives = given.line_directives || given.gdb || given.gdb_outdir.is_some();
    options.fast_fail = given.fast_fail;
    options.cimport_from_pyx = given.cimport_from_pyx;
    let name = given.module_name;
    let input = |path: PathBuf| match &name {
        Some(name) => Input::named(path, name.clone()),
        None => Input::in_package(path),
    };
    let modules = given.embed_modules;
    let job = command::Cython {
        sources: given.sources.into_iter().map(input).collect(),
        output: given.output_file,
        depfile: given.language.depfile,
        timestamps: given.timestamps && !given.force,
        verbose: given.verbose > 0,
        listing: given.create_listing,
        annotate: given.language.annotates() || given.annotate_coverage.is_some(),
        embed: given.embed.map(|function| Embed { function, modules }),
        project: given.project,
    };
    Ok((job, options))
}

/// Reads, as JSON, lists of arguments of `cython` from standard input, and prints for each whether its C file is current: null where
/// nothing is known, an empty text where it is, or the reason why not.
pub fn freshness() -> u8 {
    let Some(commands) = command::commands_from_stdin() else {
        eprintln!("pyxide freshness: standard input is no list of lists of arguments");
        return 2;
    };
    let mut jobs = Vec::new();
    for words in commands {
        let words = std::iter::once("cython".into()).chain(words.into_iter().map(OsString::from));
        let words: Vec<OsString> = words.collect();
        match parse::<Cython>(&words).map(prepare) {
            Ok(Ok(job)) => jobs.push(job),
            Ok(Err(message)) => return refuse("cython", &message),
            Err(status) => return status,
        }
    }
    Status::code(command::freshness(&jobs))
}

/// The features that the reference knows.
const SHARED_FEATURES: &str = "AutoPickle CythonFunction DEFAULTS Exceptions ExtensionTypes ImportExport MemoryView PythonClasses StringTools";

/// Writes the module that other modules share their support code with.
#[derive(Parser)]
#[command(name = "cython generate-shared", disable_version_flag = true)]
struct GenerateShared {
    output: PathBuf,
    #[arg(long, value_name = "NAME")]
    module_name: Option<String>,
    /// Only for these
    #[arg(long, value_name = "FEATURE,...", long_help = format!("Only for these of {SHARED_FEATURES}"))]
    only: Vec<String>,
    /// Not for these
    #[arg(long, value_name = "FEATURE,...", long_help = format!("Not for these of {SHARED_FEATURES}"))]
    exclude: Vec<String>,
    #[command(flatten)]
    _language: Language,
    #[command(flatten)]
    _ignored: Ignored,
}

/// Modules share their support code without help; the module that build files ask for is an empty one.
fn generate_shared(arguments: &[OsString]) -> u8 {
    match parse::<GenerateShared>(arguments) {
        Ok(given) => Status::code(command::shared_module(&given.output, given.module_name)),
        Err(status) => status,
    }
}

/// Tools read it from either stream.
fn print_version() {
    println!("{VERSION}");
    if !std::io::stderr().is_terminal() && !same_stream() {
        eprintln!("{VERSION}");
    }
}

#[cfg(unix)]
fn same_stream() -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::MetadataExt;
    let identity = |fd: std::io::Result<std::os::fd::OwnedFd>| {
        let file = std::fs::File::from(fd.ok()?);
        file.metadata().ok().map(|meta| (meta.dev(), meta.ino()))
    };
    let out = identity(std::io::stdout().as_fd().try_clone_to_owned());
    out == identity(std::io::stderr().as_fd().try_clone_to_owned())
}

#[cfg(not(unix))]
fn same_stream() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cython(arguments: &[&str]) -> Cython {
        Cython::try_parse_from(["cython"].iter().chain(arguments))
            .unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn the_definitions_are_consistent() {
        Cython::command().debug_assert();
    }

    #[test]
    fn flags_are_written_as_build_tools_write_them() {
        let given = cython(&[
            "-M",
            "--fast-fail",
            "-3",
            "--cplus",
            "-Werror",
            "-X",
            " a=1",
            "-Xb=2,c=3",
            "m.pyx",
            "-o",
            "m.c",
            "--shared=p.q",
            "-I",
            "d",
            "--embed",
        ]);
        let options = given.language.options().expect("they are right");
        let pair = |name: &str, value: &str| (name.to_string(), value.to_string());
        let level = pair("language_level", "3");
        assert_eq!(options.directives, [pair("a", "1"), pair("b", "2"), pair("c", "3"), level]);
        assert!(options.cplus && options.policy.warnings_are_errors);
        assert_eq!(given.output_file, Some("m.c".into()));
        assert_eq!(given.embed.as_deref(), Some("main"));
        assert_eq!(given.sources, [PathBuf::from("m.pyx")]);
    }

    #[test]
    fn the_last_language_level_counts() {
        let level = |arguments: &[&str]| {
            cython(arguments).language.options().expect("they are right").directives.pop()
        };
        assert_eq!(level(&["-3", "-2"]).map(|(_, value)| value), Some("2".into()));
        assert_eq!(level(&["--3str"]).map(|(_, value)| value), Some("3str".into()));
    }

    #[test]
    fn a_comma_may_belong_to_a_value() {
        let given = ["warn.x=a,b=[1,2]".to_string()];
        let found = pairs(&given).expect("they are right");
        assert_eq!(found[1], ("b".to_string(), "[1,2]".to_string()));
        assert!(pairs(&["x".to_string()]).is_err());
    }
}
