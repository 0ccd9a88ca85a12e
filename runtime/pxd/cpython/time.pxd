# Clocks of Python's `time` module, without going through its objects.

from libc.time cimport localtime as c_localtime, time_t, tm

cdef extern from "Python.h":
    """
    #if PY_VERSION_HEX >= 0x030D0000
    static long long pyx_clock(int which) {
        PyTime_t now = 0;
        if (which == 0) (void)PyTime_TimeRaw(&now);
        else if (which == 1) (void)PyTime_MonotonicRaw(&now);
        else (void)PyTime_PerfCounterRaw(&now);
        return (long long)now;
    }
    #else
    #include <time.h>
    typedef long long PyTime_t;
    static long long pyx_clock(int which) {
        struct timespec now = {0, 0};
        clock_gettime(which == 0 ? CLOCK_REALTIME : CLOCK_MONOTONIC, &now);
        return (long long)now.tv_sec * 1000000000 + (long long)now.tv_nsec;
    }
    static int pyx_clock_to(int which, PyTime_t *now) {
        *now = pyx_clock(which);
        return 0;
    }
    #define PyTime_TimeRaw(now) pyx_clock_to(0, now)
    #define PyTime_MonotonicRaw(now) pyx_clock_to(1, now)
    #define PyTime_PerfCounterRaw(now) pyx_clock_to(2, now)
    #define PyTime_AsSecondsDouble(time) ((double)(time) * 1e-9)
    #endif
    """
    ctypedef long long PyTime_t
    ctypedef PyTime_t _PyTime_t "PyTime_t"

    # The time of a clock in nanoseconds.
    long long pyx_clock(int which) noexcept nogil

    int PyTime_TimeRaw(PyTime_t *now) noexcept nogil
    int PyTime_MonotonicRaw(PyTime_t *now) noexcept nogil
    int PyTime_PerfCounterRaw(PyTime_t *now) noexcept nogil
    double PyTime_AsSecondsDouble(PyTime_t time) noexcept nogil

cdef inline PyTime_t PyTime_TimeUnchecked() noexcept nogil:
    return pyx_clock(0)

cdef inline double time() noexcept nogil:
    return PyTime_AsSecondsDouble(pyx_clock(0))

cdef inline double monotonic() noexcept nogil:
    return PyTime_AsSecondsDouble(pyx_clock(1))

cdef inline double perf_counter() noexcept nogil:
    return PyTime_AsSecondsDouble(pyx_clock(2))

cdef inline long long time_ns() noexcept nogil:
    return pyx_clock(0)

cdef inline long long monotonic_ns() noexcept nogil:
    return pyx_clock(1)

cdef inline long long perf_counter_ns() noexcept nogil:
    return pyx_clock(2)

cdef inline tm localtime() except *:
    cdef time_t now = <time_t>(pyx_clock(0) // 1000000000)
    cdef tm *parts = c_localtime(&now)
    if parts is NULL:
        raise OSError("the local time is not known")
    # As the `time` module counts them.
    parts.tm_year += 1900
    parts.tm_mon += 1
    parts.tm_wday = (parts.tm_wday + 6) % 7
    parts.tm_yday += 1
    return parts[0]
