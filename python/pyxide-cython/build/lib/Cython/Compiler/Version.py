"""The version of the language that is compiled."""

from Cython.Shadow import __version__ as version
