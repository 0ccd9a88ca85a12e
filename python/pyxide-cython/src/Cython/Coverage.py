"""The plug-in of coverage.py for compiled sources: `plugins = Cython.Coverage` in its configuration.

Modules that are built with the directive `linetrace` and the macro `CYTHON_TRACE=1` report their lines; the compiler tells which lines
could be reported.
"""

import glob
import json
import os
import re
import subprocess
import sys

from coverage.plugin import CoveragePlugin, FileReporter, FileTracer
from pyxide import BinaryNotFound, run

#: What is compiled always, and what Python could run itself.
COMPILED = (".pyx", ".pxd", ".pxi")
PYTHON = (".py",)
BINARIES = (".so", ".pyd")


def _has_binary(source):
    """Whether an extension module of the source's name lies beside it."""
    base = os.path.splitext(source)[0]
    return any(glob.glob(glob.escape(base) + "*" + suffix) for suffix in BINARIES)


def _lines_by_file(source):
    """The lines that a module's functions can report, by absolute path of the file; nothing where it does not compile."""
    folder, name = os.path.split(os.path.abspath(source))
    root = folder
    while os.path.isfile(os.path.join(root, "__init__.py")) and os.path.dirname(root) != root:
        root = os.path.dirname(root)
    command = ["lines", os.path.join(folder, name), "-I", root, "--python", sys.executable]
    try:
        done = run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    except BinaryNotFound:
        return {}
    if done.returncode:
        return {}
    return {os.path.abspath(path): set(lines) for path, lines in json.loads(done.stdout).items()}


def _users(part):
    """Sources that may include a file: those in its folder and in the current one that mention its name."""
    seen = set()
    folders = [os.path.dirname(part), os.curdir, os.path.dirname(os.path.dirname(part))]
    for folder in folders:
        for source in sorted(glob.glob(os.path.join(glob.escape(folder), "**", "*.py[x]"), recursive=True)):
            source = os.path.abspath(source)
            if source in seen:
                continue
            seen.add(source)
            with open(source, encoding="utf-8", errors="replace") as file:
                if os.path.basename(part) in file.read():
                    yield source


class Plugin(CoveragePlugin):
    """Finds out which files are compiled ones, and reports on them."""

    def __init__(self):
        self._lines = {}
        self._excluded = None

    def configure(self, config):
        patterns = list(config.get_option("report:exclude_lines") or ())
        patterns += config.get_option("report:exclude_also") or ()
        self._excluded = re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None

    def sys_info(self):
        return []

    def file_tracer(self, filename):
        if filename.startswith("<"):
            return None
        base, extension = os.path.splitext(filename)
        if extension in COMPILED or (extension in PYTHON and _has_binary(filename)):
            return Tracer(os.path.abspath(filename))
        return None

    def file_reporter(self, filename):
        return Reporter(self, os.path.abspath(filename))

    def lines(self, filename):
        """The lines of a file that can be reported."""
        if filename not in self._lines:
            sources = _users(filename) if filename.endswith(".pxi") else [filename]
            for source in sources:
                for path, lines in _lines_by_file(source).items():
                    self._lines.setdefault(path, set()).update(lines)
            self._lines.setdefault(filename, set())
        return self._lines[filename]

    def excluded(self, filename):
        if self._excluded is None or not os.path.isfile(filename):
            return set()
        with open(filename, encoding="utf-8", errors="replace") as file:
            return {number for number, line in enumerate(file, 1) if self._excluded.search(line)}


class Tracer(FileTracer):
    """The lines of frames are those of the source."""

    def __init__(self, filename):
        self._filename = filename

    def source_filename(self):
        return self._filename


class Reporter(FileReporter):
    """What a file could report."""

    def __init__(self, plugin, filename):
        super().__init__(filename)
        self._plugin = plugin

    def lines(self):
        return self._plugin.lines(self.filename) - self.excluded_lines()

    def excluded_lines(self):
        return self._plugin.excluded(self.filename)

    def source_token_lines(self):
        for line in self.source().splitlines():
            yield [("txt", line)]


def coverage_init(registry, options):
    """What coverage.py calls."""
    plugin = Plugin()
    registry.add_configurer(plugin)
    registry.add_file_tracer(plugin)
