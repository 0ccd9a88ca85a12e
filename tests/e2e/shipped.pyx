# cython: language_level=3
"""The declarations of POSIX, of Python's clocks and dates: they compile against the headers and do what they say."""
from cpython cimport array
from cpython cimport datetime as dt
from cpython cimport time as python_time
from cpython.contextvars cimport get_value, get_value_no_default, PyContextVar_CheckExact
from cpython.dict cimport PyDict_GetItemRef, PyDict_GetItemStringRef, PyDict_SetDefaultRef
from cpython.list cimport PyList_Clear, PyList_Extend, PyList_GetItemRef
from cpython.object cimport PyObject
from cpython.ref cimport Py_XDECREF
from cpython.weakref cimport PyWeakref_GetRef
from libc cimport threads
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


def arrays(source):
    """
    >>> import array
    >>> arrays(array.array("f", [1, 2, 3]))
    (3, 2.0, array('f', [1.0, 5.0, 3.0]), array('f', [0.0, 0.0]), array('f', [1.0, 2.0, 3.0, 1.0, 5.0, 3.0]))
    >>> arrays([1])
    Traceback (most recent call last):
    ...
    TypeError: Cannot convert list to array.array
    """
    cdef array.array a = source
    cdef float second
    with nogil:
        second = a.data.as_floats[1]
    cdef array.array b = array.copy(a)
    b.data.as_floats[1] += 3
    cdef array.array c = array.clone(a, 5, True)
    array.resize(c, 2)
    array.zero(c)
    cdef array.array d = array.copy(a)
    array.extend(d, b)
    return len(a), second, b, c, d


def appended(*items):
    """
    >>> appended(7, 8, 9)
    array('i', [7, 8, 9])
    """
    import array as python_array
    cdef array.array made = python_array.array("i")
    cdef int item
    for item in items:
        array.extend_buffer(made, <char *>&item, 1)
    array.resize_smart(made, len(made))
    return made


def references(dict d, list items):
    """
    >>> references({"a": 1}, [4, 5])
    (1, 0, 1, 2, [4, 5, 8, 9], [])
    """
    cdef PyObject *found
    cdef int first = PyDict_GetItemRef(d, "a", &found)
    Py_XDECREF(found)
    cdef int second = PyDict_GetItemStringRef(d, "b", &found)
    PyDict_SetDefaultRef(d, "b", 2, &found)
    value = <object>found
    Py_XDECREF(found)
    PyList_Extend(items, (8, 9))
    before = items[:]
    one = PyList_GetItemRef(items, 0) - 3
    PyList_Clear(items)
    return first, second, one, value, before, items


def weak():
    """
    >>> weak()
    (1, True, 0)
    """
    import weakref
    cdef PyObject *found
    value = {1}
    reference = weakref.ref(value)
    cdef int alive = PyWeakref_GetRef(reference, &found)
    same = <object>found is value
    Py_XDECREF(found)
    del value
    return alive, same, PyWeakref_GetRef(reference, &found)


cdef int calls = 0

cdef void count() noexcept nogil:
    global calls
    calls += 1


def locks():
    """
    >>> locks()
    (1, True, False)
    """
    global calls
    cdef threads.once_flag flag
    cdef threads.mtx_t mutex
    calls = 0
    threads.once_flag_init(&flag)
    threads.call_once(&flag, count)
    threads.call_once(&flag, count)
    threads.mtx_init(&mutex, threads.mtx_plain)
    locked = threads.py_safe_mtx_lock(&mutex) == threads.thrd_success
    again = threads.mtx_trylock(&mutex) == threads.thrd_success
    threads.mtx_unlock(&mutex)
    threads.mtx_destroy(&mutex)
    return calls, locked, again
