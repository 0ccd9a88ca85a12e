# cython: language_level=2
# Imports of Python 2 look beside the module first, also those of a dotted name that bind its end.
import sub
import sub.deep as deep
import os.path as path

found = sub.name, deep.name, deep.__name__, path.__name__
