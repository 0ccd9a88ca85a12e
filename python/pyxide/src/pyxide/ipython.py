"""`%load_ext pyxide.ipython`: the cell magic `%%pyxide`, and `%%cython` for notebooks that are written for it.

A cell is built as a module of its own, named after its text and flags, and its names become names of the session.
"""

import argparse
import hashlib
import os
import shlex
import sys

from pyxide import run
from pyxide.extension import build_module, load_extension

_parser = argparse.ArgumentParser(prog="%%pyxide", add_help=False)
_parser.add_argument("-a", "--annotate", action="store_true", help="show where Python is used")
_parser.add_argument("--annotate-fullc", action="store_true", dest="annotate")
_parser.add_argument("-+", "--cplus", action="store_true", help="compile as C++")
_parser.add_argument("-3", dest="level", action="store_const", const="3", default="3")
_parser.add_argument("-2", dest="level", action="store_const", const="2")
_parser.add_argument("-f", "--force", action="store_true", help="build even if nothing changed")
_parser.add_argument("-c", "--compile-args", action="append", default=[])
_parser.add_argument("--link-args", action="append", default=[])
_parser.add_argument("-l", "--lib", action="append", default=[])
_parser.add_argument("-L", dest="library_dirs", action="append", default=[])
_parser.add_argument("-I", "--include", action="append", default=[])
_parser.add_argument("-S", "--src", action="append", default=[])
_parser.add_argument("-n", "--name", help="the module's name")
_parser.add_argument("--pgo", action="store_true")
_parser.add_argument("--verbose", action="store_true")


def _folder():
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    folder = os.path.join(base, "pyxide", "ipython")
    os.makedirs(folder, exist_ok=True)
    return folder


def compile_cell(line, cell, namespace):
    """Builds a cell and puts its names into the namespace; returns the arguments and the source's path."""
    given = _parser.parse_args(shlex.split(line))
    text = cell if cell.endswith("\n") else cell + "\n"
    key = hashlib.sha256(repr((line, text, sys.version_info, sys.executable)).encode()).hexdigest()[:16]
    name = given.name or f"_pyxide_{key}"
    source = os.path.join(_folder(), f"{name}.pyx")
    with open(source, "w", encoding="utf-8") as file:
        file.write(text)
    arguments = ["-X", f"language_level={given.level}", "-I", os.getcwd()]
    arguments += ["--cplus"] if given.cplus else []
    for flag, values in {"-I": given.include, "-L": given.library_dirs, "-l": given.lib}.items():
        arguments += [word for value in values for word in (flag, value)]
    arguments += [f"--cflag={value}" for value in given.compile_args]
    arguments += [f"--ldflag={value}" for value in [*given.link_args, *given.src]]
    module = load_extension(name, build_module(name, source, _folder(), arguments))
    names = getattr(module, "__all__", None) or [key for key in vars(module) if not key.startswith("_")]
    namespace.update((key, getattr(module, key)) for key in names)
    return given, source


def _magic(line, cell):
    from IPython import get_ipython
    from IPython.display import HTML

    given, source = compile_cell(line, cell, get_ipython().user_ns)
    if not given.annotate:
        return None
    run(["annotate", source], check=True, capture_output=True)
    with open(os.path.splitext(source)[0] + ".html", encoding="utf-8") as file:
        return HTML(file.read())


def load_ipython_extension(ipython):
    for name in ("pyxide", "cython"):
        ipython.register_magic_function(_magic, "cell", name)
