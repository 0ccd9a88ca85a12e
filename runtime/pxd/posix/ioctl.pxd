# Commands to devices.

cdef extern from "<sys/ioctl.h>" nogil:
    const unsigned long FIONBIO

    int ioctl(int fd, unsigned long request, ...)
