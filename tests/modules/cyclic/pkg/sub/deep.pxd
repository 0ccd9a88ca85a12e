from .. cimport Top
from ..a cimport A
cdef enum: K = 100
cdef int over(A a, Top t) except -1
