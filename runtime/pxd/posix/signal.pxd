# Signals and what handles them.

from posix.time cimport timespec
from posix.types cimport pid_t, sigset_t, uid_t

cdef extern from "<signal.h>" nogil:
    union sigval:
        int sival_int
        void *sival_ptr

    struct sigevent:
        int sigev_notify
        int sigev_signo
        sigval sigev_value
        void sigev_notify_function(sigval) noexcept

    ctypedef struct siginfo_t:
        int si_signo
        int si_code
        int si_errno
        pid_t si_pid
        uid_t si_uid
        void *si_addr
        int si_status
        long si_band
        sigval si_value

    struct sigaction_t "sigaction":
        void (*sa_handler)(int) noexcept
        void (*sa_sigaction)(int, siginfo_t *, void *) noexcept
        sigset_t sa_mask
        int sa_flags

    ctypedef struct stack_t:
        void *ss_sp
        int ss_flags
        size_t ss_size

    const int SA_NOCLDSTOP
    const int SA_NOCLDWAIT
    const int SA_NODEFER
    const int SA_ONSTACK
    const int SA_RESETHAND
    const int SA_RESTART
    const int SA_SIGINFO
    const int SIGEV_NONE
    const int SIGEV_SIGNAL
    const int SIGEV_THREAD
    const int SIG_BLOCK
    const int SIG_UNBLOCK
    const int SIG_SETMASK

    int kill(pid_t process, int number)
    int killpg(pid_t group, int number)
    int sigaction(int number, const sigaction_t *new, sigaction_t *before)
    int sigpending(sigset_t *set)
    int sigprocmask(int how, const sigset_t *set, sigset_t *before)
    int sigsuspend(const sigset_t *set)
    int sigaddset(sigset_t *set, int number)
    int sigdelset(sigset_t *set, int number)
    int sigemptyset(sigset_t *set)
    int sigfillset(sigset_t *set)
    int sigismember(const sigset_t *set, int number)
    int sigaltstack(const stack_t *new, stack_t *before)
    int sigtimedwait(const sigset_t *set, siginfo_t *info, const timespec *limit)
    int sigwait(const sigset_t *set, int *number)

cdef extern from "<signal.h>" nogil:
    const int MINSIGSTKSZ
    const int SIGSTKSZ
    const int SIGEV_THREAD_ID
    const int SS_DISABLE
    const int SS_ONSTACK
