#include "px/str_number.h"

#include <string.h>

/* The digits before `end`; returns where they begin. */
static char *px_digits(char *end, unsigned long long value, unsigned base, const char *digits) {
    do {
        *--end = digits[value % base];
        value /= base;
    } while (value);
    return end;
}

static PyObject *px_ascii(const char *text, Py_ssize_t n) {
    PyObject *str = PyUnicode_New(n, 127);
    if (str) memcpy(PyUnicode_DATA(str), text, (size_t)n);
    return str;
}

PX_API PyObject *px_str_from_ulonglong(unsigned long long value) {
    char buffer[24], *end = buffer + sizeof buffer, *start = px_digits(end, value, 10, "0123456789");
    return px_ascii(start, end - start);
}

PX_API PyObject *px_str_from_longlong(long long value) {
    char buffer[24], *end = buffer + sizeof buffer;
    char *start =
        px_digits(end, value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value, 10, "0123456789");
    if (value < 0) *--start = '-';
    return px_ascii(start, end - start);
}

PX_API PyObject *px_str_from_double(double value) {
    char *text = PyOS_double_to_string(value, 'r', 0, Py_DTSF_ADD_DOT_0, NULL);
    PyObject *str = text ? px_ascii(text, (Py_ssize_t)strlen(text)) : NULL;
    PyMem_Free(text);
    return str;
}

PX_API PyObject *px_format_double(double value, int type, int precision) {
    char *text = PyOS_double_to_string(value, (char)type, precision, 0, NULL);
    PyObject *str = text ? px_ascii(text, (Py_ssize_t)strlen(text)) : NULL;
    PyMem_Free(text);
    return str;
}

PX_API PyObject *px_format_longlong(long long value, int type, Py_ssize_t width, int padding) {
    char buffer[72], *end = buffer + sizeof buffer, *start, *out;
    unsigned base = type == 'd' ? 10 : type == 'o' ? 8 : type == 'b' ? 2 : 16;
    const char *digits = type == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    Py_ssize_t n, fill, sign = value < 0;
    PyObject *str;
    start = px_digits(end, value < 0 ? 0 - (unsigned long long)value : (unsigned long long)value, base, digits);
    n = end - start + sign;
    fill = width > n ? width - n : 0;
    str = PyUnicode_New(n + fill, 127);
    if (!str) return NULL;
    out = (char *)PyUnicode_DATA(str);
    if (sign && padding == '0') *out++ = '-';
    memset(out, padding, (size_t)fill);
    out += fill;
    if (sign && padding != '0') *out++ = '-';
    memcpy(out, start, (size_t)(end - start));
    return str;
}
