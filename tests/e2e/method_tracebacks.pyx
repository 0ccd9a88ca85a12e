# cython: language_level=3
"""Tracebacks show each function of the source once, however the binary interface reaches it."""

import sys
import traceback


cdef class Base:
    cpdef fail(self):
        raise ValueError

    cdef plain(self, x=1):
        raise KeyError(x)

    cpdef optional(self, x=1):
        raise KeyError(x)

    cpdef double number(self) except? -1:
        raise IndexError


cdef class Derived(Base):
    cpdef fail(self):
        return Base.fail(self)

    cdef plain(self, x=2):
        return Base.plain(self, x)


class Override(Base):
    def fail(self):
        raise TypeError

    def number(self):
        return "no number"


def names(function):
    try:
        function()
    except Exception:
        return [entry.name for entry in traceback.extract_tb(sys.exc_info()[2])][2:]


def methods(Base one):
    """
    >>> methods(Base())
    [['fail'], ['plain'], ['plain'], ['optional'], ['optional'], ['number']]
    >>> methods(Derived())
    [['fail', 'fail'], ['plain', 'plain'], ['plain', 'plain'], ['optional'], ['optional'], ['number']]
    >>> methods(Override())
    [['fail'], ['plain'], ['plain'], ['optional'], ['optional'], []]
    """
    return [
        names(lambda: one.fail()),
        names(lambda: one.plain()),
        names(lambda: one.plain(2)),
        names(lambda: one.optional()),
        names(lambda: one.optional(2)),
        names(lambda: one.number()),
    ]
