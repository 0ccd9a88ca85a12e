# Waiting for one of several files.

from posix.signal cimport sigset_t
from posix.time cimport timespec, timeval

cdef extern from "<sys/select.h>" nogil:
    ctypedef struct fd_set:
        pass

    const int FD_SETSIZE

    void FD_SET(int fd, fd_set *set)
    void FD_CLR(int fd, fd_set *set)
    bint FD_ISSET(int fd, fd_set *set)
    void FD_ZERO(fd_set *set)
    int select(int count, fd_set *reading, fd_set *writing, fd_set *failing, timeval *limit)
    int pselect(int count, fd_set *reading, fd_set *writing, fd_set *failing, const timespec *limit, const sigset_t *set)
