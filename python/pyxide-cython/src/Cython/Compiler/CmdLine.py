"""The flags of the `cython` command as an object, for scripts that run the command themselves.

The binary reads its arguments itself; here are the flags that have a counterpart among the options.
"""

import argparse

from Cython.Compiler import Options
from Cython.Compiler.Main import CompilationOptions


def _parser():
    parser = argparse.ArgumentParser(prog="cython", allow_abbrev=False)
    flag = parser.add_argument
    flag("sources", nargs="*")
    flag("-V", "--version", dest="show_version", action="store_const", const=1)
    flag("-l", "--create-listing", dest="use_listing_file", action="store_const", const=1)
    flag("-I", "--include-dir", dest="include_path", action="append")
    flag("-o", "--output-file", dest="output_file")
    flag("-t", "--timestamps", action="store_const", const=1)
    flag("-f", "--force", action="store_true")
    flag("-v", "--verbose", action="count")
    flag("-w", "--working", dest="working_path")
    flag("--gdb", dest="gdb_debug", action="store_true")
    flag("-a", "--annotate", action="store_const", const="default")
    flag("--annotate-fullc", dest="annotate", action="store_const", const="fullc")
    flag("--annotate-coverage", dest="annotate_coverage_xml")
    flag("--line-directives", dest="emit_linenums", action="store_true")
    flag("-+", "--cplus", action="store_const", const=1)
    flag("-2", dest="language_level", action="store_const", const=2)
    flag("-3", dest="language_level", action="store_const", const=3)
    flag("--3str", dest="language_level", action="store_const", const="3")
    flag("--capi-reexport-cincludes", action="store_true")
    flag("-X", "--directive", dest="directives", action="append", default=[])
    flag("-E", "--compile-time-env", dest="environment", action="append", default=[])
    flag("--module-name", dest="module_name")
    flag("-M", "--depfile", action="store_true")
    flag("--shared", dest="shared_utility_qualified_name")
    flag("--generate-shared", dest="shared_c_file_path")
    # These are settings of the process.
    for name in ("fast-fail", "warning-errors", "embed-positions", "cimport-from-pyx", "old-style-globals"):
        flag(f"--{name}", action="store_true")
    flag("-D", "--no-docstrings", action="store_true")
    flag("-Werror", dest="warning_errors", action="store_true")
    flag("-Wextra", "--warning-extra", dest="warning_extra", action="store_true")
    flag("--lenient", action="store_true")
    flag("--cleanup", type=int, dest="generate_cleanup_code")
    flag("--embed", nargs="?", const="main")
    return parser


def parse_command_line(args):
    """A `CompilationOptions` and the list of sources."""
    parser = _parser()
    given, unknown = parser.parse_known_intermixed_args(args)
    options = vars(given)
    for word in unknown:
        if word.startswith("-"):
            parser.error(f"unknown option {word}")
    sources = options.pop("sources")
    _set_globals(options)
    directives, environment = {}, {}
    if options.pop("warning_extra"):
        directives.update(Options.extra_warnings)
    for text in options.pop("directives"):
        Options.parse_directive_list(text, relaxed_bool=True, current_settings=directives)
    for text in options.pop("environment"):
        Options.parse_compile_time_env(text, current_settings=environment)
    if not sources and not options["show_version"] and not options["shared_c_file_path"]:
        parser.error("cython: Need at least one source file")
    kept = {name: value for name, value in options.items() if value is not None}
    return CompilationOptions(compiler_directives=directives, compile_time_env=environment or None, **kept), sources


def _set_globals(options):
    for name in ("fast_fail", "warning_errors", "cimport_from_pyx", "old_style_globals"):
        if options.pop(name):
            setattr(Options, name, True)
    if options.pop("embed_positions"):
        Options.embed_pos_in_docstring = True
    if options.pop("no_docstrings"):
        Options.docstrings = False
    if options.pop("lenient"):
        Options.error_on_unknown_names = Options.error_on_uninitialized = False
    cleanup, embed = options.pop("generate_cleanup_code"), options.pop("embed")
    if cleanup is not None:
        Options.generate_cleanup_code = cleanup
    if embed is not None:
        Options.embed = embed
