"""`cythonize()` and the `build_ext` command."""

from Cython.Build.Dependencies import cythonize

__all__ = ["cythonize", "build_ext"]


def __getattr__(name):
    # Needs setuptools or distutils, which not every user of `cythonize` has at hand yet.
    if name == "build_ext":
        from Cython.Distutils.build_ext import build_ext

        return build_ext
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
