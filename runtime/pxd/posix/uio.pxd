# Reading and writing of several buffers at once.

from posix.types cimport off_t

cdef extern from "<sys/uio.h>" nogil:
    struct iovec:
        void *iov_base
        size_t iov_len

    ssize_t readv(int fd, const iovec *parts, int count)
    ssize_t writev(int fd, const iovec *parts, int count)
    ssize_t preadv(int fd, const iovec *parts, int count, off_t offset)
    ssize_t pwritev(int fd, const iovec *parts, int count, off_t offset)

cdef extern from "<sys/uio.h>" nogil:
    # Of Linux.
    const int RWF_APPEND
    const int RWF_DSYNC
    const int RWF_HIPRI
    const int RWF_NOWAIT
    const int RWF_SYNC
    ssize_t preadv2(int fd, const iovec *parts, int count, off_t start, int flags)
    ssize_t pwritev2(int fd, const iovec *parts, int count, off_t start, int flags)
