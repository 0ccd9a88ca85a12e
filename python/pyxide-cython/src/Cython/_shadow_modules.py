"""The submodules of the module `cython` for code that runs uncompiled."""

import importlib
import importlib.abc
import importlib.machinery
import math
import sys
import types as _types


class CythonDotParallel(_types.ModuleType):
    """`cython.parallel`: one thread."""

    class parallel:
        def __init__(self, num_threads=None, use_threads_if=None):
            pass

        def __enter__(self):
            return None

        def __exit__(self, *exception):
            return False

    @staticmethod
    def prange(start=0, stop=None, step=1, nogil=False, schedule=None, chunksize=None, num_threads=None, use_threads_if=None):
        if stop is None:
            start, stop = 0, start
        return range(start, stop, step)

    @staticmethod
    def threadid():
        return 0


class CythonCImports(_types.ModuleType):
    """`cython.cimports`: C declarations, of which `libc.math` is there uncompiled."""

    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        try:
            return importlib.import_module(f"{self.__name__}.{name}")
        except ModuleNotFoundError:
            raise AttributeError(name) from None


class _CImportFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    PREFIX = "cython.cimports"

    def find_spec(self, fullname, path=None, target=None):
        if fullname == self.PREFIX or fullname in (f"{self.PREFIX}.libc", f"{self.PREFIX}.libc.math"):
            package = not fullname.endswith(".math")
            return importlib.machinery.ModuleSpec(fullname, self, is_package=package)
        return None

    def create_module(self, spec):
        return CythonCImports(spec.name)

    def exec_module(self, module):
        if module.__name__.endswith(".math"):
            module.__dict__.update({name: value for name, value in vars(math).items() if not name.startswith("_")})
            module.__dict__.update(M_PI=math.pi, M_E=math.e, INFINITY=math.inf, NAN=math.nan)


class CythonDotImportedFromElsewhere(_types.ModuleType):
    """A submodule whose names are those of a module of Python's library."""


def _dataclasses():
    import dataclasses as python

    module = CythonDotImportedFromElsewhere("cython.dataclasses")
    module.dataclass = python.dataclass
    module.field = python.field
    return module


def add_submodules(names):
    """Puts the submodules among the names of the module, and where `import` finds them."""
    found = {"parallel": CythonDotParallel("cython.parallel"), "dataclasses": _dataclasses()}
    for name, module in found.items():
        names[name] = module
        sys.modules[f"cython.{name}"] = module
    if not any(isinstance(finder, _CImportFinder) for finder in sys.meta_path):
        sys.meta_path.append(_CImportFinder())
