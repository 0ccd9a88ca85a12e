# Dates and times: the C structs of Python's `datetime` module. `import_datetime()` comes before anything else is called.

cdef extern from "Python.h":
    ctypedef struct PyObject:
        pass

cdef extern from "datetime.h":
    ctypedef extern class datetime.date [object PyDateTime_Date]:
        pass

    ctypedef extern class datetime.time [object PyDateTime_Time]:
        pass

    ctypedef extern class datetime.datetime [object PyDateTime_DateTime]:
        pass

    ctypedef extern class datetime.timedelta [object PyDateTime_Delta]:
        pass

    ctypedef extern class datetime.tzinfo [object PyDateTime_TZInfo]:
        pass

    ctypedef struct PyDateTime_Date:
        pass

    ctypedef struct PyDateTime_Time:
        unsigned char fold
        char hastzinfo
        PyObject *tzinfo

    ctypedef struct PyDateTime_DateTime:
        unsigned char fold
        char hastzinfo
        PyObject *tzinfo

    ctypedef struct PyDateTime_Delta:
        int days
        int seconds
        int microseconds

    ctypedef struct PyDateTime_CAPI:
        PyObject *TimeZone_UTC

    PyDateTime_CAPI *PyDateTimeAPI

    bint PyDate_Check(object value)
    bint PyDate_CheckExact(object value)
    bint PyDateTime_Check(object value)
    bint PyDateTime_CheckExact(object value)
    bint PyTime_Check(object value)
    bint PyTime_CheckExact(object value)
    bint PyDelta_Check(object value)
    bint PyDelta_CheckExact(object value)
    bint PyTZInfo_Check(object value)
    bint PyTZInfo_CheckExact(object value)

    object PyDate_FromDate(int year, int month, int day)
    object PyDateTime_FromDateAndTime(int year, int month, int day, int hour, int minute, int second, int microsecond)
    object PyDateTime_FromDateAndTimeAndFold(int year, int month, int day, int hour, int minute, int second,
                                             int microsecond, int fold)
    object PyTime_FromTime(int hour, int minute, int second, int microsecond)
    object PyTime_FromTimeAndFold(int hour, int minute, int second, int microsecond, int fold)
    object PyDelta_FromDSU(int days, int seconds, int microseconds)
    object PyTimeZone_FromOffset(object offset)
    object PyTimeZone_FromOffsetAndName(object offset, object name)
    object PyDateTime_FromTimestamp(object args)
    object PyDate_FromTimestamp(object args)

    int PyDateTime_GET_YEAR(object value)
    int PyDateTime_GET_MONTH(object value)
    int PyDateTime_GET_DAY(object value)
    int PyDateTime_DATE_GET_HOUR(object value)
    int PyDateTime_DATE_GET_MINUTE(object value)
    int PyDateTime_DATE_GET_SECOND(object value)
    int PyDateTime_DATE_GET_MICROSECOND(object value)
    int PyDateTime_DATE_GET_FOLD(object value)
    int PyDateTime_TIME_GET_HOUR(object value)
    int PyDateTime_TIME_GET_MINUTE(object value)
    int PyDateTime_TIME_GET_SECOND(object value)
    int PyDateTime_TIME_GET_MICROSECOND(object value)
    int PyDateTime_TIME_GET_FOLD(object value)
    int PyDateTime_DELTA_GET_DAYS(object value)
    int PyDateTime_DELTA_GET_SECONDS(object value)
    int PyDateTime_DELTA_GET_MICROSECONDS(object value)

cdef extern from *:
    """
    static void pyx_datetime_import(void) {
        PyDateTime_IMPORT;
    }
    static PyObject *pyx_datetime_new(int y, int m, int d, int h, int i, int s, int u, PyObject *tz, int fold) {
        return PyDateTimeAPI->DateTime_FromDateAndTimeAndFold(y, m, d, h, i, s, u, tz, fold,
                                                              PyDateTimeAPI->DateTimeType);
    }
    static PyObject *pyx_time_new(int h, int i, int s, int u, PyObject *tz, int fold) {
        return PyDateTimeAPI->Time_FromTimeAndFold(h, i, s, u, tz, fold, PyDateTimeAPI->TimeType);
    }
    static PyObject *pyx_datetime_tzinfo(PyObject *o) {
        PyObject *tz = ((PyDateTime_DateTime *)o)->hastzinfo ? ((PyDateTime_DateTime *)o)->tzinfo : Py_None;
        return Py_NewRef(tz);
    }
    static PyObject *pyx_time_tzinfo(PyObject *o) {
        PyObject *tz = ((PyDateTime_Time *)o)->hastzinfo ? ((PyDateTime_Time *)o)->tzinfo : Py_None;
        return Py_NewRef(tz);
    }
    static PyObject *pyx_utc(void) {
        return Py_NewRef(PyDateTimeAPI->TimeZone_UTC);
    }
    """
    void pyx_datetime_import()
    object pyx_datetime_new(int, int, int, int, int, int, int, object, int)
    object pyx_time_new(int, int, int, int, object, int)
    object pyx_datetime_tzinfo(object)
    object pyx_time_tzinfo(object)
    object pyx_utc()

cdef inline void PyDateTime_IMPORT() noexcept:
    pyx_datetime_import()

cdef inline bint import_datetime() except 0:
    pyx_datetime_import()
    if PyDateTimeAPI is NULL:
        raise ImportError("the datetime module cannot be used from C")
    return True

cdef inline object date_new(int year, int month, int day):
    return PyDate_FromDate(year, month, day)

cdef inline object time_new(int hour, int minute, int second, int microsecond, object tz, int fold=0):
    return pyx_time_new(hour, minute, second, microsecond, tz, fold)

cdef inline object datetime_new(int year, int month, int day, int hour, int minute, int second, int microsecond,
                                object tz, int fold=0):
    return pyx_datetime_new(year, month, day, hour, minute, second, microsecond, tz, fold)

cdef inline object timedelta_new(int days, int seconds, int useconds):
    return PyDelta_FromDSU(days, seconds, useconds)

cdef inline object timezone_new(object offset, object name=None):
    return PyTimeZone_FromOffset(offset) if name is None else PyTimeZone_FromOffsetAndName(offset, name)

cdef inline object datetime_from_timestamp(timestamp, tz=None):
    return PyDateTime_FromTimestamp((timestamp, tz))

cdef inline object date_from_timestamp(timestamp):
    return PyDate_FromTimestamp((timestamp,))

cdef inline object get_utc():
    return pyx_utc()

cdef inline object time_tzinfo(object o):
    return pyx_time_tzinfo(o)

cdef inline object datetime_tzinfo(object o):
    return pyx_datetime_tzinfo(o)

cdef inline int date_year(object o):
    return PyDateTime_GET_YEAR(o)

cdef inline int date_month(object o):
    return PyDateTime_GET_MONTH(o)

cdef inline int date_day(object o):
    return PyDateTime_GET_DAY(o)

cdef inline int datetime_year(object o):
    return PyDateTime_GET_YEAR(o)

cdef inline int datetime_month(object o):
    return PyDateTime_GET_MONTH(o)

cdef inline int datetime_day(object o):
    return PyDateTime_GET_DAY(o)

cdef inline int time_hour(object o):
    return PyDateTime_TIME_GET_HOUR(o)

cdef inline int time_minute(object o):
    return PyDateTime_TIME_GET_MINUTE(o)

cdef inline int time_second(object o):
    return PyDateTime_TIME_GET_SECOND(o)

cdef inline int time_microsecond(object o):
    return PyDateTime_TIME_GET_MICROSECOND(o)

cdef inline int time_fold(object o):
    return PyDateTime_TIME_GET_FOLD(o)

cdef inline int datetime_hour(object o):
    return PyDateTime_DATE_GET_HOUR(o)

cdef inline int datetime_minute(object o):
    return PyDateTime_DATE_GET_MINUTE(o)

cdef inline int datetime_second(object o):
    return PyDateTime_DATE_GET_SECOND(o)

cdef inline int datetime_microsecond(object o):
    return PyDateTime_DATE_GET_MICROSECOND(o)

cdef inline int datetime_fold(object o):
    return PyDateTime_DATE_GET_FOLD(o)

cdef inline int timedelta_days(object o):
    return PyDateTime_DELTA_GET_DAYS(o)

cdef inline int timedelta_seconds(object o):
    return PyDateTime_DELTA_GET_SECONDS(o)

cdef inline int timedelta_microseconds(object o):
    return PyDateTime_DELTA_GET_MICROSECONDS(o)

cdef inline double total_seconds(object o):
    cdef double days = PyDateTime_DELTA_GET_DAYS(o)
    return days * 86400.0 + PyDateTime_DELTA_GET_SECONDS(o) + PyDateTime_DELTA_GET_MICROSECONDS(o) / 1000000.0

cdef extern from "datetime.h":
    object PyDateTime_TIME_GET_TZINFO(time value)
    object PyDateTime_DATE_GET_TZINFO(datetime value)
    object PyDateTime_FromTimeStamp "PyDateTime_FromTimestamp"(object arguments)
    object PyDate_FromTimeStamp "PyDate_FromTimestamp"(object arguments)
    PyObject *PyDateTime_TimeZone_UTC
