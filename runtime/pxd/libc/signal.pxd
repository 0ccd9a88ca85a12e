# Signals of the C library.

cdef extern from "<signal.h>" nogil:
    ctypedef void (*sighandler_t)(int) noexcept
    ctypedef int sig_atomic_t

    const sighandler_t SIG_DFL
    const sighandler_t SIG_IGN
    const sighandler_t SIG_ERR

    const int SIGABRT
    const int SIGFPE
    const int SIGILL
    const int SIGINT
    const int SIGSEGV
    const int SIGTERM
    const int SIGHUP
    const int SIGQUIT
    const int SIGKILL
    const int SIGPIPE
    const int SIGALRM
    const int SIGUSR1
    const int SIGUSR2
    const int SIGCHLD
    const int SIGCONT
    const int SIGSTOP
    const int SIGTSTP
    const int SIGBUS
    const int SIGTRAP

    sighandler_t signal(int number, sighandler_t handler)
    int raise_ "raise"(int number)
    const int SIGCLD
    const int SIGIO
    const int SIGIOT
    const int SIGPOLL
    const int SIGPROF
    const int SIGPWR
    const int SIGRTMAX
    const int SIGRTMIN
    const int SIGSTKFLT
    const int SIGSYS
    const int SIGTTIN
    const int SIGTTOU
    const int SIGURG
    const int SIGVTALRM
    const int SIGWINCH
    const int SIGXCPU
    const int SIGXFSZ

cdef extern from "<signal.h>" nogil:
    # Of single systems.
    const int SIGEMT
    const int SIGINFO
    const int SIGLOST
