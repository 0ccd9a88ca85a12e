"""The `build_ext` command, under the name of an older layout."""

from Cython.Distutils.build_ext import build_ext

__all__ = ["build_ext"]
