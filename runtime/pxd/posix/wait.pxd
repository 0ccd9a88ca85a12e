# Waiting for other processes.

from posix.resource cimport rusage
from posix.signal cimport siginfo_t
from posix.types cimport id_t, pid_t

cdef extern from "<sys/wait.h>" nogil:
    const int WCONTINUED
    const int WEXITED
    const int WNOHANG
    const int WNOWAIT
    const int WSTOPPED
    const int WUNTRACED

    ctypedef enum idtype_t:
        P_ALL
        P_PGID
        P_PID

    int WEXITSTATUS(int status)
    bint WIFCONTINUED(int status)
    bint WIFEXITED(int status)
    bint WIFSIGNALED(int status)
    bint WIFSTOPPED(int status)
    int WSTOPSIG(int status)
    int WTERMSIG(int status)

    pid_t wait(int *status)
    int waitid(idtype_t kind, id_t which, siginfo_t *info, int options)
    pid_t waitpid(pid_t process, int *status, int options)
    pid_t wait3(int *status, int options, rusage *usage)
    pid_t wait4(pid_t process, int *status, int options, rusage *usage)
