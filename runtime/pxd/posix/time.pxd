# Clocks, timers and sleeping.

from libc.time cimport clock_t, tm
from posix.signal cimport sigevent
from posix.types cimport clockid_t, pid_t, suseconds_t, time_t, timer_t

cdef extern from "<sys/time.h>" nogil:
    const int ITIMER_PROF
    const int ITIMER_REAL
    const int ITIMER_VIRTUAL

    struct timeval:
        time_t tv_sec
        suseconds_t tv_usec

    struct timezone:
        int tz_minuteswest
        int tz_dsttime

    struct itimerval:
        timeval it_interval
        timeval it_value

    int getitimer(int which, itimerval *value)
    int gettimeofday(timeval *now, timezone *zone)
    int setitimer(int which, const itimerval *value, itimerval *before)

cdef extern from "<time.h>" nogil:
    const clockid_t CLOCK_MONOTONIC
    const clockid_t CLOCK_PROCESS_CPUTIME_ID
    const clockid_t CLOCK_REALTIME
    const clockid_t CLOCK_THREAD_CPUTIME_ID
    const int TIMER_ABSTIME
    int daylight
    long timezone_offset "timezone"

    struct timespec:
        time_t tv_sec
        long tv_nsec

    struct itimerspec:
        timespec it_interval
        timespec it_value

    int clock_getcpuclockid(pid_t process, clockid_t *clock)
    int clock_getres(clockid_t clock, timespec *resolution)
    int clock_gettime(clockid_t clock, timespec *now)
    int clock_nanosleep(clockid_t clock, int flags, const timespec *wanted, timespec *left)
    int clock_settime(clockid_t clock, const timespec *now)
    int nanosleep(const timespec *wanted, timespec *left)
    void tzset()

cdef extern from "<time.h>" nogil:
    # Some are of single systems.
    const clockid_t CLOCK_BOOTTIME
    const clockid_t CLOCK_BOOTTIME_ALARM
    const clockid_t CLOCK_MONOTONIC_COARSE
    const clockid_t CLOCK_MONOTONIC_FAST
    const clockid_t CLOCK_MONOTONIC_PRECISE
    const clockid_t CLOCK_MONOTONIC_RAW
    const clockid_t CLOCK_REALTIME_ALARM
    const clockid_t CLOCK_REALTIME_COARSE
    const clockid_t CLOCK_REALTIME_FAST
    const clockid_t CLOCK_REALTIME_PRECISE
    const clockid_t CLOCK_SECOND
    const clockid_t CLOCK_UPTIME
    const clockid_t CLOCK_UPTIME_FAST
    const clockid_t CLOCK_UPTIME_PRECISE

    int timer_create(clockid_t clock, sigevent *event, timer_t *timer)
    int timer_delete(timer_t timer)
    int timer_gettime(timer_t timer, itimerspec *value)
    int timer_settime(timer_t timer, int flags, const itimerspec *value, itimerspec *before)
    int timer_getoverrun(timer_t timer)
