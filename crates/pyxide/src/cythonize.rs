//! The arguments of `cythonize`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Parser;
use driver::command::{self, Status};

use crate::cython::{Language, parse, refuse, usage};

/// Translates sources to C where they changed, and builds modules from them.
#[derive(Parser)]
#[command(
    name = "cythonize",
    disable_version_flag = true,
    max_term_width = 100,
    args_override_self = true
)]
struct Cythonize {
    /// Files, folders, patterns with `**` and `{a,b}`
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
    #[command(flatten)]
    language: Language,
    /// A keyword argument of `cythonize()`
    #[arg(short = 's', long = "option", value_name = "NAME[=VALUE]")]
    options: Vec<String>,
    /// Leave these out
    #[arg(short = 'x', long, value_name = "PATTERN")]
    exclude: Vec<String>,
    /// Build extension modules
    #[arg(short, long)]
    build: bool,
    /// Put the modules beside their packages
    #[arg(short, long)]
    inplace: bool,
    /// Measure Python code in the namespace of the first module
    #[arg(long, value_name = "CODE")]
    timeit: Option<String>,
    /// What runs before `--timeit`
    #[arg(long, value_name = "CODE")]
    setup: Option<String>,
    /// How much is done at once
    #[arg(short = 'j', long, value_name = "N")]
    parallel: Option<usize>,
    /// Compile in any case
    #[arg(short, long)]
    force: bool,
    /// Say less
    #[arg(short, long)]
    quiet: bool,
    /// Go on after errors
    #[arg(short, long)]
    keep_going: bool,
}

/// The keyword arguments of `cythonize()` that `-s` may name. What is not read below has no counterpart here, as the flags of `cython` that are ignored.
const KEYWORDS: [&str; 38] = [
    "annotate",
    "annotate_coverage_xml",
    "build_dir",
    "c_line_in_traceback",
    "cache",
    "cache_size",
    "capi_reexport_cincludes",
    "cimport_from_pyx",
    "common_utility_include_dir",
    "compile_time_env",
    "create_extension",
    "depfile",
    "embedded_metadata",
    "emit_linenums",
    "errors_to_stderr",
    "evaluate_tree_assertions",
    "exclude_failures",
    "force",
    "formal_grammar",
    "gdb_debug",
    "generate_pxi",
    "language",
    "language_level",
    "legacy_implicit_noexcept",
    "module_name",
    "np_pythran",
    "nthreads",
    "output_dir",
    "output_file",
    "quiet",
    "relative_path_in_code_position_comments",
    "shared_c_file_path",
    "shared_utility_qualified_name",
    "show_all_warnings",
    "timestamps",
    "use_listing_file",
    "verbose",
    "working_path",
];

fn keyword_name(option: &str) -> &str {
    option.split_once('=').map_or(option, |(name, _)| name)
}

pub fn run(arguments: &[OsString]) -> u8 {
    let given: Cythonize = match parse(arguments) {
        Ok(given) => given,
        Err(status) => return status,
    };
    if given.sources.is_empty() && given.timeit.is_none() {
        return usage::<Cythonize>("no source files provided");
    }
    let mut options = match given.language.options() {
        Ok(options) => options,
        Err(message) => return usage::<Cythonize>(&message),
    };
    if let Some(unknown) = given
        .options
        .iter()
        .map(|option| keyword_name(option))
        .find(|name| !KEYWORDS.contains(name))
    {
        return refuse(
            "cythonize",
            &format!("got unknown compilation option, please remove: {unknown}"),
        );
    }
    let keyword = |name: &str| {
        given.options.iter().rev().find_map(|option| {
            let value = option.split_once('=').map_or("1", |(_, value)| value);
            (keyword_name(option) == name)
                .then(|| !matches!(value.to_lowercase().as_str(), "false" | "f" | "0" | "no"))
        })
    };
    let processors = || std::thread::available_parallelism().map_or(1, |count| count.get());
    options.include_dirs = vec![PathBuf::from(".")];
    options.cimport_from_pyx = keyword("cimport_from_pyx").unwrap_or(false);
    options.jobs = given.parallel.unwrap_or_else(processors);
    let job = command::Cythonize {
        sources: given.sources,
        exclude: given.exclude,
        build: given.build || given.inplace || given.timeit.is_some(),
        force: given.force || keyword("force").unwrap_or(false),
        quiet: given.quiet || keyword("quiet").unwrap_or(false),
        keep_going: given.keep_going || keyword("exclude_failures").unwrap_or(false),
        depfile: given.language.depfile || keyword("depfile").unwrap_or(false),
        annotate: given.language.annotates() || keyword("annotate").unwrap_or(false),
        timeit: given.timeit,
        setup: given.setup,
    };
    Status::code(command::cythonize(&job, &options))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_consistent() {
        Cythonize::command().debug_assert();
    }
}
