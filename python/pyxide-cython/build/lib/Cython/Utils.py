"""Small helpers that build scripts and packages import."""

import os
import sys

from Cython.Shadow import __version__

PACKAGE_FILES = ("__init__.py", "__init__.pyc", "__init__.pyx", "__init__.pxd")


def is_package_dir(path):
    """Whether a folder holds a regular package."""
    return any(os.path.isfile(os.path.join(path, name)) for name in PACKAGE_FILES)


def find_root_package_dir(file_path):
    """The folder that the outermost package around a file lies in."""
    folder = os.path.dirname(file_path)
    while file_path != folder and is_package_dir(folder):
        file_path, folder = folder, os.path.dirname(folder)
    return folder


def modification_time(path):
    return os.stat(path).st_mtime


def file_newer_than(path, time):
    return modification_time(path) > time


def safe_makedirs(path):
    os.makedirs(path, exist_ok=True)


def replace_suffix(path, suffix):
    return os.path.splitext(path)[0] + suffix


def open_source_file(path, encoding=None, error_handling=None):
    import tokenize

    if encoding is None:
        return tokenize.open(path)
    return open(path, encoding=encoding, errors=error_handling)


def get_cython_cache_dir():
    """The folder for files that are worth keeping between builds."""
    named = os.environ.get("CYTHON_CACHE_DIR")
    if named:
        return named
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches/Cython")
    base = os.environ.get("XDG_CACHE_HOME")
    return os.path.join(base, "cython") if base else os.path.expanduser("~/.cython")


def print_version():
    print("Cython version " + __version__)


def write_depfile(target, source, dependencies):
    """Writes `target.dep` as make reads it, with paths relative to the current folder."""

    def shown(path):
        return os.path.relpath(path).replace(" ", "\\ ")

    lines = [shown(path) for path in [source, *sorted(dependencies)]]
    with open(target + ".dep", "w", encoding="utf-8") as file:
        file.write("%s: \\\n  %s\n" % (shown(target), " \\\n  ".join(lines)))
