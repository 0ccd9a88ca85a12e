"""The module `cython` for code that runs uncompiled: types convert, declarations declare, directives do nothing.

Only what a program can observe is emulated, so that an algorithm computes the same with and without the compiler as long as
nothing overflows.
"""

import sys as _sys

from ._shadow_directives import *
from ._shadow_modules import CythonCImports, CythonDotImportedFromElsewhere, CythonDotParallel, add_submodules as _add_submodules
from ._shadow_types import *

__version__ = "3.3.1"

#: Compiled code sees True.
compiled = False


def inline(f, *args, **kwds):
    """Code is compiled and run; a function is only marked."""
    if not isinstance(f, str):
        return f
    from Cython.Build.Inline import cython_inline

    caller = _sys._getframe(1)
    kwds.setdefault("locals", caller.f_locals)
    kwds.setdefault("globals", caller.f_globals)
    return cython_inline(f, *args, **kwds)


def compile(f):
    from Cython.Build.Inline import RuntimeCompiledFunction

    return RuntimeCompiledFunction(f)


#: Lets `import cython.parallel` look further than this module.
__path__ = []

_add_submodules(globals())

__all__ = [name for name in dir() if not name.startswith("_")]
