# Memory that is mapped, locked and protected.

from posix.types cimport mode_t, off_t

cdef extern from "<sys/mman.h>" nogil:
    const int PROT_EXEC
    const int PROT_NONE
    const int PROT_READ
    const int PROT_WRITE
    const int MAP_ANONYMOUS
    const int MAP_FIXED
    const int MAP_PRIVATE
    const int MAP_SHARED
    void *const MAP_FAILED
    const int MS_ASYNC
    const int MS_INVALIDATE
    const int MS_SYNC
    const int MCL_CURRENT
    const int MCL_FUTURE
    const int POSIX_MADV_DONTNEED
    const int POSIX_MADV_NORMAL
    const int POSIX_MADV_RANDOM
    const int POSIX_MADV_SEQUENTIAL
    const int POSIX_MADV_WILLNEED

    void *mmap(void *address, size_t length, int protection, int flags, int fd, off_t start)
    int munmap(void *address, size_t length)
    int mprotect(void *address, size_t length, int protection)
    int msync(void *address, size_t length, int flags)
    int mlock(const void *address, size_t length)
    int munlock(const void *address, size_t length)
    int mlockall(int flags)
    int munlockall()
    int posix_madvise(void *address, size_t length, int advice)
    int shm_open(const char *name, int flags, mode_t mode)
    int shm_unlink(const char *name)
