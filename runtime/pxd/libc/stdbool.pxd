# <stdbool.h>

cdef extern from "<stdbool.h>" nogil:
    ctypedef bint bool "_Bool"
    const bint true
    const bint false
