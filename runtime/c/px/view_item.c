#include "px/view_item.h"

#include <string.h>

PX_API Py_ssize_t px_view_item_size(const px_item *item) {
    size_t size = item->size;
    int i;
    for (i = 0; i < item->n_lengths; i++) size *= item->lengths[i];
    return (Py_ssize_t)size;
}

/* What an array is of, after its first axis. */
static px_item px_item_inner(const px_item *item) {
    px_item inner = *item;
    inner.n_lengths--;
    memmove(inner.lengths, inner.lengths + 1, sizeof inner.lengths - sizeof inner.lengths[0]);
    return inner;
}

static long long px_item_signed(const char *at, size_t size) {
    int8_t byte;
    int16_t two;
    int32_t four;
    int64_t eight;
    switch (size) {
    case 1: memcpy(&byte, at, 1); return byte;
    case 2: memcpy(&two, at, 2); return two;
    case 4: memcpy(&four, at, 4); return four;
    default: memcpy(&eight, at, 8); return eight;
    }
}

static unsigned long long px_item_unsigned(const char *at, size_t size) {
    unsigned long long value = (unsigned long long)px_item_signed(at, size);
    return size < 8 ? value & ((1ULL << (8 * size)) - 1) : value;
}

static double px_item_real(const char *at, size_t size) {
    float single;
    double two;
    long double more;
    if (size == sizeof single) {
        memcpy(&single, at, sizeof single);
        return single;
    }
    if (size == sizeof two) {
        memcpy(&two, at, sizeof two);
        return two;
    }
    memcpy(&more, at, sizeof more);
    return (double)more;
}

static void px_item_put_real(char *at, size_t size, double value) {
    float single = (float)value;
    long double more = value;
    if (size == sizeof single)
        memcpy(at, &single, size);
    else if (size == sizeof value)
        memcpy(at, &value, size);
    else
        memcpy(at, &more, sizeof more);
}

static PyObject *px_item_list(const char *at, const px_item *item) {
    px_item inner = px_item_inner(item);
    Py_ssize_t i, size = px_view_item_size(&inner), n = (Py_ssize_t)item->lengths[0];
    PyObject *list = PyList_New(n);
    for (i = 0; list && i < n; i++) {
        PyObject *value = px_view_item_load(at + i * size, &inner);
        if (!value) Py_CLEAR(list);
        else PyList_SET_ITEM(list, i, value);
    }
    return list;
}

static PyObject *px_item_dict(const char *at, const px_item *item) {
    const px_item_field *field;
    PyObject *dict = PyDict_New();
    for (field = item->fields; dict && field && field->item; field++) {
        PyObject *value = px_view_item_load(at + field->offset, field->item);
        if (!value || PyDict_SetItemString(dict, field->name, value) < 0) Py_CLEAR(dict);
        Py_XDECREF(value);
    }
    return dict;
}

PX_API PyObject *px_view_item_load(const char *at, const px_item *item) {
    PyObject *object;
    if (item->n_lengths) return px_item_list(at, item);
    switch (item->kind) {
    case 'H':
    case 'I':
    case 'U':
        if (item->is_unsigned) return PyLong_FromUnsignedLongLong(px_item_unsigned(at, item->size));
        return PyLong_FromLongLong(px_item_signed(at, item->size));
    case 'R': return PyFloat_FromDouble(px_item_real(at, item->size));
    case 'C':
        return PyComplex_FromDoubles(px_item_real(at, item->size / 2),
                                     px_item_real(at + item->size / 2, item->size / 2));
    case 'S': return px_item_dict(at, item);
    case 'O':
        memcpy(&object, at, sizeof object);
        return Py_NewRef(object ? object : Py_None);
    default:
        PyErr_Format(PyExc_TypeError, "items of type '%s' cannot be converted to Python objects", item->name);
        return NULL;
    }
}

static int px_item_too_large(const px_item *item) {
    PyErr_Format(PyExc_OverflowError, "value too large to convert to %s", item->name);
    return -1;
}

static int px_item_put_int(char *at, const px_item *item, PyObject *value) {
    PyObject *number = PyNumber_Index(value);
    unsigned bits = 8 * (unsigned)item->size;
    uint8_t one;
    uint16_t two;
    uint32_t four;
    unsigned long long word;
    int overflow;
    long long small;
    if (!number) return -1;
    small = PyLong_AsLongLongAndOverflow(number, &overflow);
    word = (unsigned long long)small;
    if (item->is_unsigned) {
        if (overflow < 0 || (!overflow && small < 0)) {
            Py_DECREF(number);
            PyErr_Format(PyExc_OverflowError, "can't convert negative value to %s", item->name);
            return -1;
        }
        if (overflow) {
            word = PyLong_AsUnsignedLongLong(number);
            overflow = PyErr_Occurred() != NULL;
            PyErr_Clear();
        }
        if (bits < 64 && word >> bits) overflow = 1;
    } else if (bits < 64 && (small < -(1LL << (bits - 1)) || small >= 1LL << (bits - 1))) {
        overflow = 1;
    }
    Py_DECREF(number);
    if (overflow) return px_item_too_large(item);
    switch (item->size) {
    case 1: one = (uint8_t)word; memcpy(at, &one, 1); return 0;
    case 2: two = (uint16_t)word; memcpy(at, &two, 2); return 0;
    case 4: four = (uint32_t)word; memcpy(at, &four, 4); return 0;
    default: memcpy(at, &word, 8); return 0;
    }
}

static int px_item_put_array(char *at, const px_item *item, PyObject *value) {
    px_item inner = px_item_inner(item);
    Py_ssize_t i, size = px_view_item_size(&inner), n = (Py_ssize_t)item->lengths[0];
    PyObject *fast = PySequence_Fast(value, "a sequence is wanted for an array");
    int status = fast ? 0 : -1;
    if (fast && PySequence_Fast_GET_SIZE(fast) != n) {
        PyErr_Format(PyExc_ValueError, "expected %zd items, got %zd", n, PySequence_Fast_GET_SIZE(fast));
        status = -1;
    }
    for (i = 0; status == 0 && i < n; i++)
        status = px_view_item_store(at + i * size, &inner, PySequence_Fast_GET_ITEM(fast, i));
    Py_XDECREF(fast);
    return status;
}

static int px_item_put_struct(char *at, const px_item *item, PyObject *value) {
    const px_item_field *field;
    if (!PyMapping_Check(value)) {
        PyErr_Format(PyExc_TypeError, "Expected a mapping, got %s", Py_TYPE(value)->tp_name);
        return -1;
    }
    for (field = item->fields; field && field->item; field++) {
        PyObject *part = PyMapping_GetItemString(value, field->name);
        int status = part ? px_view_item_store(at + field->offset, field->item, part) : -1;
        Py_XDECREF(part);
        if (status < 0) return -1;
    }
    return 0;
}

PX_API int px_view_item_store(char *at, const px_item *item, PyObject *value) {
    PyObject *old;
    Py_complex z;
    double real;
    if (item->n_lengths) return px_item_put_array(at, item, value);
    switch (item->kind) {
    case 'H':
        if (PyBytes_Check(value) && PyBytes_GET_SIZE(value) == 1) {
            *at = *PyBytes_AS_STRING(value);
            return 0;
        }
        return px_item_put_int(at, item, value);
    case 'I':
    case 'U': return px_item_put_int(at, item, value);
    case 'R':
        real = PyFloat_AsDouble(value);
        if (real == -1.0 && PyErr_Occurred()) return -1;
        px_item_put_real(at, item->size, real);
        return 0;
    case 'C':
        z = PyComplex_AsCComplex(value);
        if (z.real == -1.0 && PyErr_Occurred()) return -1;
        px_item_put_real(at, item->size / 2, z.real);
        px_item_put_real(at + item->size / 2, item->size / 2, z.imag);
        return 0;
    case 'S': return px_item_put_struct(at, item, value);
    case 'O':
        memcpy(&old, at, sizeof old);
        Py_INCREF(value);
        memcpy(at, &value, sizeof value);
        Py_XDECREF(old);
        return 0;
    default:
        PyErr_Format(PyExc_TypeError, "Python objects cannot be converted to items of type '%s'", item->name);
        return -1;
    }
}

/* The letter of a number. */
static char px_item_letter(const px_item *item) {
    static const char *const letters[] = {"bB", "hH", "iI", "lL", "qQ"};
    int row = item->size == 1 ? 0 : item->size == 2 ? 1 : item->size == 4 ? 2 : 3;
    switch (item->kind) {
    case 'R': return item->size == sizeof(float) ? 'f' : item->size == sizeof(double) ? 'd' : 'g';
    case 'O': return 'O';
    case 'P': return 'P';
    case 'H': return 'c';
    default:
        if (row == 3 && (sizeof(long) != 8 || strstr(item->name, "long long"))) row = 4;
        return letters[row][item->is_unsigned != 0];
    }
}

/* Puts the format of an item behind a text. */
static PyObject *px_item_describe(PyObject *text, const px_item *item) {
    PyObject *more;
    const px_item_field *field;
    int i;
    for (i = 0; text && i < item->n_lengths; i++) {
        const char *open = i == 0 ? "(" : ",", *close = i + 1 == item->n_lengths ? ")" : "";
        more = PyBytes_FromFormat("%s%zu%s", open, item->lengths[i], close);
        PyBytes_ConcatAndDel(&text, more);
    }
    if (item->kind == 'C') {
        px_item part = *item;
        part.kind = 'R';
        part.size /= 2;
        PyBytes_ConcatAndDel(&text, PyBytes_FromFormat("Z%c", px_item_letter(&part)));
    } else if (item->kind == 'S') {
        size_t end = 0;
        PyBytes_ConcatAndDel(&text, PyBytes_FromString("T{"));
        for (field = item->fields; text && field && field->item; field++) {
            for (; end < field->offset; end++) PyBytes_ConcatAndDel(&text, PyBytes_FromString("x"));
            text = px_item_describe(text, field->item);
            PyBytes_ConcatAndDel(&text, PyBytes_FromFormat(":%s:", field->name));
            end = field->offset + (size_t)px_view_item_size(field->item);
        }
        for (; text && end < item->size; end++) PyBytes_ConcatAndDel(&text, PyBytes_FromString("x"));
        PyBytes_ConcatAndDel(&text, PyBytes_FromString("}"));
    } else {
        PyBytes_ConcatAndDel(&text, PyBytes_FromFormat("%c", px_item_letter(item)));
    }
    return text;
}

PX_API PyObject *px_view_item_format(const px_item *item) {
    /* Offsets are spelt out. */
    return px_item_describe(PyBytes_FromString(item->kind == 'S' ? "^" : ""), item);
}
