# distutils: libraries = m
from libc.math cimport floor

cdef extern from "twice.h":
    int TWICE


def answer(int value):
    return int(floor(value * TWICE))
