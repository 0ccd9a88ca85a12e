# Clocks and calendars of the C library.

cdef extern from "<time.h>" nogil:
    ctypedef long clock_t
    ctypedef long time_t

    cdef struct tm:
        int tm_sec
        int tm_min
        int tm_hour
        int tm_mday
        int tm_mon
        int tm_year
        int tm_wday
        int tm_yday
        int tm_isdst

    const clock_t CLOCKS_PER_SEC

    clock_t clock()
    time_t time(time_t *result)
    double difftime(time_t later, time_t earlier)
    time_t mktime(tm *parts)
    tm *gmtime(const time_t *seconds)
    tm *localtime(const time_t *seconds)
    tm *gmtime_r(const time_t *seconds, tm *result)
    tm *localtime_r(const time_t *seconds, tm *result)
    char *asctime(const tm *parts)
    char *ctime(const time_t *seconds)
    size_t strftime(char *target, size_t size, const char *format, const tm *parts)
    void tzset()
    char *asctime_r(const tm *parts, char *target)
    char *ctime_r(const time_t *seconds, char *target)
    char *strptime(const char *text, const char *format, tm *result)

    cdef struct timespec:
        time_t tv_sec
        long tv_nsec

    const int TIME_UTC
    int timespec_get(timespec *result, int base)

    int daylight
    long timezone
    char *tzname[2]

from libc.stddef cimport wchar_t

cdef extern from "<time.h>" nogil:
    tm *getdate(const char *text)

cdef extern from "<wchar.h>" nogil:
    size_t wcsftime(wchar_t *text, size_t size, const wchar_t *format, const tm *time)
