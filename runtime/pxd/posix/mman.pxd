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

cdef extern from "<sys/mman.h>" nogil:
    # Some are of single systems.
    const int MADV_DODUMP
    const int MADV_DOFORK
    const int MADV_DONTDUMP
    const int MADV_DONTFORK
    const int MADV_DONTNEED
    const int MADV_FREE
    const int MADV_HUGEPAGE
    const int MADV_HWPOISON
    const int MADV_KEEPONFORK
    const int MADV_MERGEABLE
    const int MADV_NOHUGEPAGE
    const int MADV_NORMAL
    const int MADV_RANDOM
    const int MADV_REMOVE
    const int MADV_SEQUENTIAL
    const int MADV_SOFT_OFFLINE
    const int MADV_UNMERGEABLE
    const int MADV_WILLNEED
    const int MADV_WIPEONFORK
    const int MAP_ANON
    const int MAP_GROWSDOWN
    const int MAP_HUGETLB
    const int MAP_LOCKED
    const int MAP_NOCORE
    const int MAP_NORESERVE
    const int MAP_NOSYNC
    const int MAP_POPULATE
    const int MAP_STACK
    const int MCL_ONFAULT
    const int MLOCK_ONFAULT
    const int POSIX_TYPED_MEM_ALLOCATE
    const int POSIX_TYPED_MEM_ALLOCATE_CONTIG
    const int POSIX_TYPED_MEM_MAP_ALLOCATABLE

    int madvise(void *address, size_t length, int advice)
    int mincore(void *address, size_t length, unsigned char *pages)
    int mlock2(const void *address, size_t length, int flags)
    void *mremap(void *address, size_t old, size_t new, int flags, ...)
    int remap_file_pages(void *address, size_t size, int protection, size_t page, int flags)

    struct posix_typed_mem_info:
        size_t posix_tmi_length
    int posix_mem_offset(const void *address, size_t length, off_t *offset, size_t *contiguous, int *fd)
    int posix_typed_mem_get_info(int fd, posix_typed_mem_info *info)
    int posix_typed_mem_open(const char *name, int flags, int kind)
