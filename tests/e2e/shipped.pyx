# cython: language_level=3
"""The declarations of POSIX, of Python's clocks and dates: they compile against the headers and do what they say."""
from cpython cimport datetime as dt
from cpython cimport time as python_time
from cpython.contextvars cimport get_value, get_value_no_default, PyContextVar_CheckExact
from libc.string cimport strlen
from posix cimport dlfcn, fcntl, ioctl, mman, resource, select, signal, stat, stdio, stdlib, strings, time, uio, unistd, wait
from posix.types cimport mode_t, off_t, pid_t

dt.import_datetime()


def files():
    """
    >>> files()
    (True, True, 5, 3, b'lo')
    """
    cdef char[32] path
    cdef char[8] buffer
    cdef stat.struct_stat found
    cdef uio.iovec part
    strings.bzero(path, 32)
    for i, c in enumerate(b"/tmp/pyx-XXXXXX"):
        path[i] = c
    cdef int fd = stdlib.mkstemp(path)
    if fd < 0:
        raise OSError(path)
    cdef ssize_t written = unistd.write(fd, b"hello", 5)
    stat.fstat(fd, &found)
    unistd.lseek(fd, 3, unistd.SEEK_SET)
    part.iov_base = buffer
    part.iov_len = 8
    cdef ssize_t got = uio.readv(fd, &part, 1)
    unistd.close(fd)
    unistd.unlink(path)
    return stat.S_ISREG(found.st_mode), not stat.S_ISDIR(found.st_mode), found.st_size, written - got + 0, buffer[:got]


def processes():
    """
    >>> processes()
    (7, True)
    """
    cdef int status = 0
    cdef pid_t child = unistd.fork()
    if child == 0:
        unistd._exit(7)
    wait.waitpid(child, &status, 0)
    return wait.WEXITSTATUS(status), wait.WIFEXITED(status)


def memory():
    """
    >>> memory()
    12
    """
    cdef int *items = <int *>mman.mmap(NULL, 4096, mman.PROT_READ | mman.PROT_WRITE,
                                      mman.MAP_PRIVATE | mman.MAP_ANONYMOUS, -1, 0)
    if <void *>items == mman.MAP_FAILED:
        raise MemoryError
    items[10] = 12
    result = items[10]
    mman.munmap(items, 4096)
    return result


def clocks():
    """
    >>> clocks()
    (True, True, True, True, True)
    """
    cdef time.timeval now
    cdef time.timespec precise
    cdef resource.rusage usage
    cdef signal.sigset_t none
    time.gettimeofday(&now, NULL)
    time.clock_gettime(time.CLOCK_MONOTONIC, &precise)
    resource.getrusage(resource.RUSAGE_SELF, &usage)
    signal.sigemptyset(&none)
    return (abs(now.tv_sec - python_time.time()) < 60, precise.tv_nsec >= 0, usage.ru_maxrss > 0,
            not signal.sigismember(&none, 2), python_time.localtime().tm_year >= 2024)


def dates():
    """
    >>> dates()
    (datetime.datetime(2020, 1, 2, 3, 4, 5, 6), 2020, 6, True, 86402.000003, datetime.timezone.utc, None)
    """
    cdef dt.datetime moment = dt.datetime_new(2020, 1, 2, 3, 4, 5, 6, None)
    return (moment, dt.datetime_year(moment), dt.datetime_microsecond(moment), dt.PyDate_Check(moment),
            dt.total_seconds(dt.timedelta_new(1, 2, 3)), dt.get_utc(), dt.datetime_tzinfo(moment))


def context():
    """
    >>> context()
    (True, 3, None, 5)
    """
    import contextvars
    plain, standard = contextvars.ContextVar("plain"), contextvars.ContextVar("standard", default=5)
    return PyContextVar_CheckExact(plain), get_value(plain, 3), get_value_no_default(plain), get_value(standard)
