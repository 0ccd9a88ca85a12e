"""Calls of the compiler: `compile()`, `compile_single()`, and the command line."""

import os
import subprocess
import sys

from pyxide import execute, run

from Cython.Compiler import Options
from Cython.Compiler.Version import version as __version__

__all__ = [
    "CompilationOptions", "CompilationResult", "compile", "compile_single", "compile_multiple", "default_options", "main",
    "setuptools_main",
]

_FIELDS = {
    "annotate": None,
    "annotate_coverage_xml": None,
    "build_dir": None,
    "c_line_in_traceback": None,
    "cache": None,
    "cache_size": None,
    "capi_reexport_cincludes": 0,
    "common_utility_include_dir": None,
    "compile_time_env": None,
    "compiler_directives": None,
    "cplus": 0,
    "create_extension": None,
    "depfile": None,
    "embedded_metadata": None,
    "emit_linenums": False,
    "errors_to_stderr": 1,
    "evaluate_tree_assertions": False,
    "force": None,
    "formal_grammar": False,
    "gdb_debug": False,
    "generate_pxi": 0,
    "include_path": None,
    "language_level": None,
    "legacy_implicit_noexcept": False,
    "module_name": None,
    "np_pythran": False,
    "output_dir": None,
    "output_file": None,
    "quiet": 0,
    "relative_path_in_code_position_comments": True,
    "shared_c_file_path": None,
    "shared_utility_features_disabled": None,
    "shared_utility_features_enabled": None,
    "shared_utility_qualified_name": None,
    "show_version": 0,
    "timestamps": None,
    "use_listing_file": 0,
    "verbose": 0,
    "working_path": "",
}


class CompilationOptions:
    """The settings of one compilation, as attributes. Unknown names are refused."""

    def __init__(self, defaults=None, **given):
        settings = dict(_FIELDS)
        if defaults is not None:
            settings.update(defaults if isinstance(defaults, dict) else vars(defaults))
        unknown = sorted(set(given) - set(_FIELDS))
        if unknown:
            raise ValueError(
                "got unknown compilation option%s, please remove: %s"
                % ("" if len(unknown) == 1 else "s", ", ".join(unknown))
            )
        settings.update(given)
        settings["compiler_directives"] = dict(settings["compiler_directives"] or {})
        settings["include_path"] = list(settings["include_path"] or [])
        self.__dict__.update(settings)

    def arguments(self):
        """As flags of the `cython` command."""
        directives = {**Options.changed_directives(), **self.compiler_directives}
        if self.language_level is not None:
            directives["language_level"] = self.language_level
        if self.legacy_implicit_noexcept:
            directives["legacy_implicit_noexcept"] = True
        out = []
        for name, value in flattened(directives):
            out += ["-X", f"{name}={value}"]
        for name, value in (self.compile_time_env or {}).items():
            out += ["-E", f"{name}={value}"]
        for folder in self.include_path:
            out += ["-I", os.fspath(folder)]
        flags = {
            "--cplus": self.cplus,
            "--line-directives": self.emit_linenums,
            "--annotate": self.annotate or Options.annotate or self.annotate_coverage_xml or Options.annotate_coverage_xml,
            "--depfile": self.depfile,
            "--timestamps": self.timestamps and not self.force,
            "--create-listing": self.use_listing_file,
            "--verbose": self.verbose,
            "--fast-fail": Options.fast_fail,
            "--no-docstrings": not Options.docstrings,
            "--warning-errors": Options.warning_errors,
            "--embed-positions": Options.embed_pos_in_docstring,
            "--old-style-globals": Options.old_style_globals,
            "--cimport-from-pyx": Options.cimport_from_pyx,
            "--gdb": self.gdb_debug,
            "--lenient": not (Options.error_on_unknown_names and Options.error_on_uninitialized),
        }
        out += [flag for flag, given in flags.items() if given]
        if Options.pre_import:
            out += ["--pre-import", Options.pre_import]
        if Options.embed:
            out.append("--embed" if Options.embed is True else f"--embed={Options.embed}")
        if Options.embed_modules:
            out += ["--embed-modules", ",".join(Options.embed_modules)]
        return out


def flattened(directives):
    """Directives as pairs of name and text; those that take a list are given once for each item."""
    for name, value in directives.items():
        if isinstance(value, (list, tuple, set)):
            for item in value:
                yield name, item
        elif isinstance(value, dict):
            for key, item in value.items():
                yield f"{name}.{key}", item
        else:
            yield name, value


default_options = dict(_FIELDS)


class CompilationResult:
    """What became of one source."""

    def __init__(self, source, c_file=None, num_errors=0):
        self.main_source_file = source
        self.c_file = c_file
        self.num_errors = num_errors
        self.compilation_source = None
        self.h_file = self.i_file = self.api_file = self.listing_file = None
        self.object_file = self.extension_file = None


class CompilationResultSet(dict):
    """Results by source."""

    num_errors = 0

    def add(self, source, result):
        self[source] = result
        self.num_errors += result.num_errors


def command_line(source, c_file, options, module_name=None, project=False):
    """The arguments of the `cython` command for one source; in a project an equal C file stays as it is."""
    words = [source, "-o", c_file, *options.arguments()]
    if module_name:
        words += ["--module-name", module_name]
    return [*words, "--project"] if project else words


def transpile(source, c_file, options, module_name=None, project=False):
    """One source to one C file. Whether it was accepted; diagnostics go to standard error."""
    command = ["cython", *command_line(source, c_file, options, module_name, project)]
    sys.stdout.flush()
    if sys.stderr is sys.__stderr__:
        return run(command).returncode == 0
    # Where a program put something in its place, diagnostics go there, too.
    done = run(command, stderr=subprocess.PIPE, text=True)
    sys.stderr.write(done.stderr)
    return done.returncode == 0


class Context:
    """Where definition files are looked for; some build scripts make one."""

    def __init__(self, include_directories, compiler_directives, cpp=False, language_level=None, options=None):
        self.include_directories = list(include_directories)
        self.compiler_directives = dict(compiler_directives or {})
        self.cpp = cpp
        self.language_level = language_level
        self.options = options

    @classmethod
    def from_options(cls, options):
        return cls(
            options.include_path, options.compiler_directives, options.cplus, options.language_level, options=options
        )

    @property
    def include_path(self):
        return self.include_directories


def _output(source, options):
    name = os.path.splitext(source)[0] + (".cpp" if options.cplus else ".c")
    if options.output_file:
        if os.path.isdir(options.output_file):
            return os.path.join(options.output_file, os.path.basename(name))
        return os.path.join(options.output_dir or "", options.output_file)
    if options.output_dir:
        return os.path.join(options.output_dir, os.path.basename(name))
    return name


def compile_single(source, options=None, full_module_name=None, cache=None, context=None, fingerprint=None):
    """Compiles one source; the result says where the C file is, and how many errors there were."""
    options = options or CompilationOptions()
    source = os.fspath(source)
    c_file = _output(source, options)
    accepted = transpile(source, c_file, options, full_module_name or options.module_name)
    return CompilationResult(source, c_file if accepted else None, 0 if accepted else 1)


def compile_multiple(sources, options):
    """Compiles several sources; a source that is given twice is compiled once."""
    results = CompilationResultSet()
    for source in dict.fromkeys(os.fspath(source) for source in sources):
        results.add(source, compile_single(source, options))
    return results


def compile(source, options=None, full_module_name=None, **given):
    """A path gives a result, a list of paths a dict of results."""
    options = CompilationOptions(defaults=options, **given)
    if isinstance(source, (str, os.PathLike)):
        return compile_single(source, options, full_module_name)
    return compile_multiple(source, options)


def parse_command_line(arguments):
    """The options and sources of a `cython` command."""
    from Cython.Compiler.CmdLine import parse_command_line

    return parse_command_line(arguments)


def main(command_line=0):
    """The `cython` command: with `command_line`, by `sys.argv`."""
    if not command_line:
        sys.argv = sys.argv[:1]
    execute("cython", sys.argv[1:])


def setuptools_main():
    main(command_line=1)


if __name__ == "__main__":
    setuptools_main()
