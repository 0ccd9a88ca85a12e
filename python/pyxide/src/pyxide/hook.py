"""An import hook: `import pyxide.hook` compiles `.pyx` modules when they are imported, `install(python=True)` also `.py` modules.

Modules are built into the compiler's cache, so that unchanged sources load at once.
"""

import importlib.abc
import os
import sys

from pyxide.extension import build_module, extension_spec

__all__ = ["install", "uninstall"]


class Finder(importlib.abc.MetaPathFinder):
    """Finds sources where Python finds modules, before it looks itself only for what it cannot load."""

    def __init__(self, extensions, arguments):
        self.extensions = extensions
        self.arguments = arguments

    def find_spec(self, name, path=None, target=None):
        last = name.rpartition(".")[2]
        for folder in sys.path if path is None else path:
            for extension in self.extensions:
                for source in (last + extension, os.path.join(last, "__init__" + extension)):
                    file = os.path.join(folder or os.curdir, source)
                    if os.path.isfile(file):
                        return self.spec(name, file)
        return None

    def spec(self, name, file):
        binary = build_module(name, file, arguments=self.arguments)
        package = os.path.splitext(os.path.basename(file))[0] == "__init__"
        places = [os.path.dirname(file)] if package else None
        return extension_spec(name, binary, places)


_finders = []


def install(python=False, arguments=()):
    """Compiles on import: `.pyx`, and with `python` plain `.py` modules too (which are then found before Python's own)."""
    finder = Finder([".pyx"], list(arguments))
    sys.meta_path.append(finder)
    _finders.append(finder)
    if python:
        finder = Finder([".py"], list(arguments))
        sys.meta_path.insert(0, finder)
        _finders.append(finder)


def uninstall():
    """Takes all finders of this module away again."""
    for finder in _finders:
        if finder in sys.meta_path:
            sys.meta_path.remove(finder)
    _finders.clear()


install()
