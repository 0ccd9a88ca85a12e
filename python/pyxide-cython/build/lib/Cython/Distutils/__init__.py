"""The `build_ext` command and the `Extension` class with settings of the compiler."""

from Cython.Distutils.build_ext import build_ext
from Cython.Distutils.extension import Extension
