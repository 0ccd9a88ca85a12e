"""The names that build scripts import from Cython, over the Pyxide compiler."""

from Cython.Shadow import *
from Cython.Shadow import __version__


def load_ipython_extension(ipython):
    """`%load_ext Cython`: the magics of notebooks."""
    from Cython.Build.IpythonMagic import CythonMagics

    ipython.register_magics(CythonMagics)
