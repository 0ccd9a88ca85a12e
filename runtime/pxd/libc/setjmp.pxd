# Jumps out of functions. What Python owns on the way is not released by them.

cdef extern from "<setjmp.h>" nogil:
    ctypedef struct jmp_buf:
        pass

    int setjmp(jmp_buf environment)
    void longjmp(jmp_buf environment, int value)

cdef extern from "<setjmp.h>" nogil:
    ctypedef struct sigjmp_buf:
        pass
    int sigsetjmp(sigjmp_buf place, int mask)
    void siglongjmp(sigjmp_buf place, int value)
