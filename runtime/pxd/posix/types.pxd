# Types of system interfaces. Their widths are the C compiler's business.

cdef extern from "<sys/types.h>":
    ctypedef long blksize_t
    ctypedef long blkcnt_t
    ctypedef long clockid_t
    ctypedef long dev_t
    ctypedef long gid_t
    ctypedef long id_t
    ctypedef long ino_t
    ctypedef long mode_t
    ctypedef long nlink_t
    ctypedef long off_t
    ctypedef long pid_t
    ctypedef long suseconds_t
    ctypedef long time_t
    ctypedef long timer_t
    ctypedef long uid_t

cdef extern from "<signal.h>" nogil:
    ctypedef struct sigset_t:
        pass
