# cython: language_level=3
# The base is whatever the script says.
from told import other


cdef class Base:
    cdef public int x


cdef class Joined(Base, other):
    pass
