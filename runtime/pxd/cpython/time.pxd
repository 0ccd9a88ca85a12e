# Clocks of Python's `time` module, without going through its objects.

from libc.time cimport localtime as c_localtime, time_t, tm

cdef extern from "Python.h":
    """
    #if PY_VERSION_HEX >= 0x030D0000
    static double pyx_clock(int which) {
        PyTime_t now = 0;
        if (which == 0) (void)PyTime_TimeRaw(&now);
        else if (which == 1) (void)PyTime_MonotonicRaw(&now);
        else (void)PyTime_PerfCounterRaw(&now);
        return PyTime_AsSecondsDouble(now);
    }
    #else
    #include <time.h>
    static double pyx_clock(int which) {
        struct timespec now = {0, 0};
        clock_gettime(which == 0 ? CLOCK_REALTIME : CLOCK_MONOTONIC, &now);
        return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
    }
    #endif
    """
    double pyx_clock(int which) noexcept nogil

cdef inline double time() noexcept nogil:
    return pyx_clock(0)

cdef inline double monotonic() noexcept nogil:
    return pyx_clock(1)

cdef inline double perf_counter() noexcept nogil:
    return pyx_clock(2)

cdef inline int64_from_seconds(double seconds):
    return <long long>(seconds * 1e9)

cdef inline time_ns():
    return int64_from_seconds(pyx_clock(0))

cdef inline monotonic_ns():
    return int64_from_seconds(pyx_clock(1))

cdef inline perf_counter_ns():
    return int64_from_seconds(pyx_clock(2))

cdef inline tm localtime() except *:
    cdef time_t now = <time_t>pyx_clock(0)
    cdef tm *parts = c_localtime(&now)
    if parts is NULL:
        raise OSError("the local time is not known")
    # As the `time` module counts them.
    parts.tm_year += 1900
    parts.tm_mon += 1
    parts.tm_wday = (parts.tm_wday + 6) % 7
    parts.tm_yday += 1
    return parts[0]
