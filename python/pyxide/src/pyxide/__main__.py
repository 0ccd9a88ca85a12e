"""`python -m pyxide`: the compiler."""

import sys

from pyxide import execute

execute(None, sys.argv[1:])
