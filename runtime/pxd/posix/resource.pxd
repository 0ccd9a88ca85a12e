# Limits and use of resources.

from posix.time cimport timeval
from posix.types cimport id_t

cdef extern from "<sys/resource.h>" nogil:
    ctypedef unsigned long rlim_t

    const int PRIO_PROCESS
    const int PRIO_PGRP
    const int PRIO_USER
    const rlim_t RLIM_INFINITY
    const int RUSAGE_SELF
    const int RUSAGE_CHILDREN
    const int RLIMIT_CORE
    const int RLIMIT_CPU
    const int RLIMIT_DATA
    const int RLIMIT_FSIZE
    const int RLIMIT_NOFILE
    const int RLIMIT_STACK
    const int RLIMIT_AS

    struct rlimit:
        rlim_t rlim_cur
        rlim_t rlim_max

    struct rusage:
        timeval ru_utime
        timeval ru_stime
        long ru_maxrss
        long ru_ixrss
        long ru_idrss
        long ru_isrss
        long ru_minflt
        long ru_majflt
        long ru_nswap
        long ru_inblock
        long ru_oublock
        long ru_msgsnd
        long ru_msgrcv
        long ru_nsignals
        long ru_nvcsw
        long ru_nivcsw

    int getpriority(int which, id_t who)
    int getrlimit(int resource, rlimit *limits)
    int getrusage(int who, rusage *usage)
    int setpriority(int which, id_t who, int value)
    int setrlimit(int resource, const rlimit *limits)

cdef extern from "<sys/resource.h>" nogil:
    const rlim_t RLIM_SAVED_CUR
    const rlim_t RLIM_SAVED_MAX
