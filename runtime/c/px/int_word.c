#include "px/int_word.h"

PX_API long long px_int_longlong_slow(PyObject *o, int *fits) {
    int overflow;
    long long value = PyLong_AsLongLongAndOverflow(o, &overflow);
    *fits = overflow == 0;
    return value;
}
