//! The arguments, as clap sees them, and their translation into the driver's options.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use driver::command::CacheAction;
use driver::{COptions, Format, Goal, Input, Options, PassRange, Policy};

/// Compiles Cython and Python sources into native extension modules of CPython.
#[derive(Parser)]
#[command(name = "pyxide", version, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Subcommand)]
pub enum Verb {
    /// Build extension modules
    Build {
        #[arg(required = true, value_name = "SOURCE")]
        sources: Vec<PathBuf>,
        /// Where the modules go; beside their sources by default
        #[arg(long, value_name = "DIR")]
        out_dir: Option<PathBuf>,
        /// The full name of the module, of one source
        #[arg(long, value_name = "NAME")]
        module_name: Option<String>,
        /// Tell of each module what was done, and why
        #[arg(short, long)]
        verbose: bool,
        #[command(flatten)]
        common: Common,
    },
    /// Build extension modules, and again whenever something changes
    Watch {
        /// Files, folders, patterns with `**` and `{a,b}`
        #[arg(required = true, value_name = "SOURCE")]
        sources: Vec<String>,
        /// Where the modules go; beside their sources by default
        #[arg(long, value_name = "DIR")]
        out_dir: Option<PathBuf>,
        #[command(flatten)]
        common: Common,
    },
    /// Build a module and run it as a program
    Run {
        #[command(flatten)]
        common: Common,
        /// The source, then what the program finds in `sys.argv`
        #[arg(required = true, trailing_var_arg = true, value_names = ["SOURCE", "ARGUMENT"])]
        program: Vec<OsString>,
    },
    /// Look for errors without building anything
    Check {
        #[arg(required = true, value_name = "SOURCE")]
        sources: Vec<PathBuf>,
        #[command(flatten)]
        common: Common,
    },
    /// Write one self-contained C file
    Transpile {
        #[arg(value_name = "SOURCE")]
        source: PathBuf,
        /// The C file; NAME.c beside the source by default
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        #[command(flatten)]
        common: Common,
    },
    /// Print what a stage of the compiler makes of a source
    Dump {
        stage: Stage,
        #[arg(required = true, value_name = "SOURCE")]
        sources: Vec<PathBuf>,
        /// Only parse (with `ast`)
        #[arg(long)]
        quiet: bool,
        /// The last pass that runs (with `mir`); `--after ''` for none
        #[arg(long, value_name = "PASS", value_parser = parse_pass)]
        after: Option<String>,
        /// A pass that does not run (with `mir`)
        #[arg(long, value_name = "PASS", value_parser = parse_pass)]
        without: Vec<String>,
        #[command(flatten)]
        common: Common,
    },
    /// Print what sources depend on, as JSON
    Deps {
        #[arg(required = true, value_name = "SOURCE")]
        sources: Vec<PathBuf>,
        #[command(flatten)]
        common: Common,
    },
    /// Show where compiled code still goes through Python, as an HTML page
    Annotate {
        #[arg(required = true, value_name = "SOURCE")]
        sources: Vec<PathBuf>,
        #[command(flatten)]
        common: Common,
    },
    /// Take the flags of the `cython` command
    #[command(disable_help_flag = true)]
    Cython {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Take the flags of the `cythonize` command
    #[command(disable_help_flag = true)]
    Cythonize {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Print the lines that tracers can hear of, as JSON
    #[command(hide = true)]
    Lines {
        #[arg(required = true, value_name = "SOURCE")]
        sources: Vec<PathBuf>,
        #[command(flatten)]
        common: Common,
    },
    /// Tell which C files are current (for build tools)
    #[command(hide = true)]
    Freshness,
    /// Print the compiler directives and their defaults, as JSON
    Directives,
    /// Explain a diagnostic
    Explain {
        #[arg(value_name = "CODE")]
        code: String,
    },
    /// Show or clear the cache of built modules
    Cache {
        #[arg(value_enum, default_value = "show")]
        action: CacheVerb,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Stage {
    Tokens,
    Ast,
    Source,
    Types,
    Tir,
    Mir,
    C,
}

impl Stage {
    pub fn goal(self, quiet: bool, after: Option<String>, without: Vec<String>) -> Goal {
        match self {
            Stage::Tokens => Goal::Tokens,
            Stage::Ast => Goal::Ast { quiet },
            Stage::Source => Goal::Source,
            Stage::Types => Goal::Types,
            Stage::Tir => Goal::Tir,
            Stage::Mir => Goal::Mir(PassRange { after, without }),
            Stage::C => Goal::C,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub enum CacheVerb {
    Show,
    Clear,
}

impl From<CacheVerb> for CacheAction {
    fn from(verb: CacheVerb) -> Self {
        match verb {
            CacheVerb::Show => CacheAction::Show,
            CacheVerb::Clear => CacheAction::Clear,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum MessageFormat {
    /// Source excerpts
    Human,
    /// FILE:LINE:COL: error: message
    Short,
    /// One object per line
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum Warn {
    /// Report all warnings, also the minor ones
    Extra,
    /// Treat warnings as errors
    Error,
}

#[derive(Args)]
pub struct Common {
    /// Search here for cimported and included files and C headers
    #[arg(short = 'I', value_name = "DIR", help_heading = "Language")]
    include_dirs: Vec<PathBuf>,
    /// Default of a compiler directive
    #[arg(short = 'X', value_name = "NAME=VALUE", value_parser = parse_directive, help_heading = "Language")]
    directives: Vec<(String, String)>,
    /// Value of a name in compile-time conditions
    #[arg(short = 'E', value_name = "NAME=VALUE", value_parser = parse_directive, help_heading = "Language")]
    compile_time: Vec<(String, String)>,
    /// Compile as C++
    #[arg(long, alias = "cplus", help_heading = "Language")]
    cplus: bool,
    /// An unknown name is a NameError at run time
    #[arg(long, help_heading = "Language")]
    lenient: bool,
    /// How diagnostics look; `human` on a terminal and `short` elsewhere by default
    #[arg(long, value_name = "FORMAT", help_heading = "Messages")]
    message_format: Option<MessageFormat>,
    /// `-Wextra`, `-Werror`
    #[arg(short = 'W', value_name = "WHAT", help_heading = "Messages")]
    warn: Vec<Warn>,
    /// Put `#line` into the C text, for debuggers
    #[arg(long, help_heading = "Build")]
    line_directives: bool,
    /// Show where the time went
    #[arg(long, help_heading = "Messages")]
    timings: bool,
    /// Build for this interpreter; `python3` of PATH by default
    #[arg(long, value_name = "PYTHON", help_heading = "Build")]
    python: Option<PathBuf>,
    /// Optimisation level of the generated code; Python's own by default
    #[arg(short = 'O', value_name = "LEVEL", value_parser = ["0", "1", "2", "3", "s"], help_heading = "Build")]
    opt_level: Option<String>,
    /// How many compilations run at once
    #[arg(short = 'j', long, value_name = "N", help_heading = "Build")]
    jobs: Option<usize>,
    /// Define a macro of the C preprocessor
    #[arg(short = 'D', value_name = "NAME[=VALUE]", help_heading = "Build")]
    defines: Vec<String>,
    /// Search here for libraries
    #[arg(short = 'L', value_name = "DIR", help_heading = "Build")]
    library_dirs: Vec<PathBuf>,
    /// Link with a library
    #[arg(short = 'l', value_name = "NAME", help_heading = "Build")]
    libraries: Vec<String>,
    /// Give the C compiler a flag
    #[arg(long = "cflag", value_name = "FLAG", allow_hyphen_values = true, action = ArgAction::Append, help_heading = "Build")]
    cflags: Vec<String>,
    /// Give the linker a flag
    #[arg(long = "ldflag", value_name = "FLAG", allow_hyphen_values = true, action = ArgAction::Append, help_heading = "Build")]
    ldflags: Vec<String>,
}

impl Common {
    pub fn options(self) -> Options {
        let terminal = std::io::stderr().is_terminal();
        let format = match self.message_format {
            Some(MessageFormat::Human) => Format::Human,
            Some(MessageFormat::Short) => Format::Short,
            Some(MessageFormat::Json) => Format::Json,
            None if terminal => Format::Human,
            None => Format::Short,
        };
        let has = |what: Warn| self.warn.iter().any(|given| *given as u8 == what as u8);
        let policy = Policy { extra: has(Warn::Extra), warnings_are_errors: has(Warn::Error) };
        let processors = || std::thread::available_parallelism().map_or(1, |count| count.get());
        Options {
            directives: self.directives,
            cplus: self.cplus,
            lenient: self.lenient,
            python: self.python,
            policy,
            format,
            color: terminal && colors_wanted(),
            timings: self.timings,
            compile_time: self.compile_time,
            line_directives: self.line_directives,
            jobs: self.jobs.unwrap_or_else(processors),
            c: COptions {
                opt_level: self.opt_level.and_then(|level| level.chars().next()),
                defines: self.defines,
                include_dirs: self.include_dirs.clone(),
                library_dirs: self.library_dirs,
                libraries: self.libraries,
                cflags: self.cflags,
                ldflags: self.ldflags,
            },
            include_dirs: self.include_dirs,
            ..Options::default()
        }
    }
}

pub fn inputs(sources: Vec<PathBuf>) -> Vec<Input> {
    sources.into_iter().map(Input::new).collect()
}

/// The conventions of no-color.org and of terminals that cannot do anything.
pub fn colors_wanted() -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    set("NO_COLOR").is_none() && set("TERM").is_none_or(|term| term != "dumb")
}

fn parse_directive(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().into(), value.trim().into()))
        }
        _ => Err("a directive is given as NAME=VALUE".into()),
    }
}

/// The name of a pass; an empty one means that none runs.
fn parse_pass(text: &str) -> Result<String, String> {
    if text.is_empty() || driver::pass_names().any(|name| name == text) {
        return Ok(text.into());
    }
    let names: Vec<&str> = driver::pass_names().collect();
    Err(format!("the passes are {}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn build(arguments: &[&str]) -> Options {
        let all = ["pyxide", "build", "a.pyx"].iter().chain(arguments);
        match Arguments::try_parse_from(all).map(|parsed| parsed.verb) {
            Ok(Verb::Build { common, .. }) => common.options(),
            Ok(_) => unreachable!("it says `build`"),
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn the_definition_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn options_are_written_as_compilers_write_them() {
        let options = build(&[
            "-Wextra",
            "-Werror",
            "-O2",
            "-Ia",
            "-I",
            "b",
            "-Xlanguage_level=2",
            "-X",
            "cdivision=True",
            "-DA=1",
            "-lm",
            "--cflag=-std=c11",
            "--ldflag=-fopenmp",
            "--message-format",
            "short",
            "--cplus",
        ]);
        assert_eq!(options.policy, Policy { extra: true, warnings_are_errors: true });
        assert_eq!(options.c.opt_level, Some('2'));
        assert_eq!(options.include_dirs.len(), 2);
        assert_eq!(options.language_level(), 2);
        assert_eq!(options.c.defines, ["A=1"]);
        assert_eq!(options.c.libraries, ["m"]);
        assert_eq!(options.c.cflags, ["-std=c11"]);
        assert_eq!(options.c.ldflags, ["-fopenmp"]);
        assert_eq!(options.format, Format::Short);
        assert!(options.cplus);
    }

    #[test]
    fn arguments_of_a_program_are_left_alone() {
        let parsed = Arguments::try_parse_from(["pyxide", "run", "-O0", "a.pyx", "--help", "-O3"]);
        let Ok(Verb::Run { program, .. }) = parsed.map(|parsed| parsed.verb) else {
            panic!("it parses")
        };
        assert_eq!(program, ["a.pyx", "--help", "-O3"]);
    }

    #[test]
    fn a_directive_needs_a_value() {
        assert!(
            Arguments::try_parse_from(["pyxide", "build", "a.pyx", "-X", "cdivision"]).is_err()
        );
    }

    #[test]
    fn passes_have_to_exist() {
        let dump = |pass: &str| {
            Arguments::try_parse_from(["pyxide", "dump", "mir", "a.pyx", "--after", pass])
        };
        assert!(dump("refcounts").is_ok() && dump("").is_ok());
        assert!(dump("frobnicate").is_err());
    }
}
