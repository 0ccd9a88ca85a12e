#include "px/group.h"

#include "px/exceptions.h"

/* 1, or 0, or -1 with an exception. */
static int px_is_group(PyObject *o) { return PyObject_IsInstance(o, PyExc_BaseExceptionGroup); }

/* Whether the classes of a clause are none of groups: 0, or -1. */
static int px_group_check(PyObject *type) {
    PyObject *types = PyTuple_Check(type) ? Py_NewRef(type) : PyTuple_Pack(1, type);
    Py_ssize_t i;
    int group = types ? 0 : -1;
    for (i = 0; group == 0 && i < PyTuple_GET_SIZE(types); i++)
        group = PyObject_IsSubclass(PyTuple_GET_ITEM(types, i), PyExc_BaseExceptionGroup);
    Py_XDECREF(types);
    if (group > 0)
        PyErr_SetString(PyExc_TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
    return group ? -1 : 0;
}

/* A group of one exception, without a traceback so far: new reference, or NULL. */
static PyObject *px_group_wrap(PyObject *exc) {
    PyObject *one = PyTuple_Pack(1, exc), *group;
    if (!one) return NULL;
    group = PyObject_CallFunction(PyExc_BaseExceptionGroup, "sO", "", one);
    Py_DECREF(one);
    return group;
}

static PyObject *px_group_parts(PyObject *exc, PyObject *type) {
    int matches = px_exc_matches(exc, type), group;
    PyObject *match, *pair;
    if (matches < 0 || px_group_check(type) < 0) return NULL;
    group = px_is_group(exc);
    if (group < 0) return NULL;
    if (!matches && group) {
        pair = PyObject_CallMethod(exc, "split", "(O)", type);
        if (pair && (!PyTuple_CheckExact(pair) || PyTuple_GET_SIZE(pair) != 2)) {
            PyErr_Format(PyExc_TypeError, "%.200s.split must return a 2-tuple", Py_TYPE(exc)->tp_name);
            Py_CLEAR(pair);
        }
        return pair;
    }
    if (!matches) return PyTuple_Pack(2, Py_None, exc);
    match = group ? Py_NewRef(exc) : px_group_wrap(exc);
    pair = match ? PyTuple_Pack(2, match, Py_None) : NULL;
    Py_XDECREF(match);
    return pair;
}

PX_API PyObject *px_group_split(PyObject *exc, PyObject *type) {
    PyObject *pair = exc == Py_None ? PyTuple_Pack(2, Py_None, Py_None) : px_group_parts(exc, type);
    if (pair && PyTuple_GET_ITEM(pair, 0) != Py_None) PyErr_SetHandledException(PyTuple_GET_ITEM(pair, 0));
    return pair;
}

#if PY_VERSION_HEX < 0x030C0000
/* Adds the addresses of an exception, or of the leaves of a group, to a set. 0, or -1. */
static int px_group_leaves(PyObject *exc, PyObject *set) {
    PyObject *address, *items;
    Py_ssize_t i;
    int status = 0;
    if (px_is_group(exc) <= 0) {
        address = PyLong_FromVoidPtr(exc);
        status = address ? PySet_Add(set, address) : -1;
        Py_XDECREF(address);
        return status;
    }
    items = PyObject_GetAttrString(exc, "exceptions");
    if (!items || !PyTuple_Check(items)) status = -1;
    for (i = 0; status == 0 && i < PyTuple_GET_SIZE(items); i++)
        status = px_group_leaves(PyTuple_GET_ITEM(items, i), set);
    Py_XDECREF(items);
    return status;
}

/* A group like another one with other exceptions. New reference, or NULL. */
static PyObject *px_group_derive(PyObject *group, PyObject *items) {
    static const char *const names[] = {"__traceback__", "__cause__", "__context__", "__notes__"};
    PyObject *derived = PyObject_CallMethod(group, "derive", "(O)", items);
    size_t i;
    for (i = 0; derived && i < sizeof names / sizeof *names; i++) {
        PyObject *value = PyObject_GetAttrString(group, names[i]);
        if (!value)
            PyErr_Clear();
        else if (PyObject_SetAttrString(derived, names[i], value) < 0)
            Py_CLEAR(derived);
        Py_XDECREF(value);
    }
    return derived;
}

/* The part of an exception with the leaves of the set; may be None. New reference, or NULL. */
static PyObject *px_group_keep(PyObject *exc, PyObject *set) {
    PyObject *address, *items, *kept, *part = NULL;
    Py_ssize_t i;
    int there;
    if (px_is_group(exc) <= 0) {
        address = PyLong_FromVoidPtr(exc);
        there = address ? PySet_Contains(set, address) : -1;
        Py_XDECREF(address);
        return there < 0 ? NULL : Py_NewRef(there ? exc : Py_None);
    }
    items = PyObject_GetAttrString(exc, "exceptions");
    kept = PyList_New(0);
    for (i = 0; items && kept && i < PyTuple_GET_SIZE(items); i++) {
        PyObject *item = px_group_keep(PyTuple_GET_ITEM(items, i), set);
        if (!item || (item != Py_None && PyList_Append(kept, item) < 0)) Py_CLEAR(kept);
        Py_XDECREF(item);
    }
    if (items && kept) part = PyList_GET_SIZE(kept) ? px_group_derive(exc, kept) : Py_NewRef(Py_None);
    Py_XDECREF(items);
    Py_XDECREF(kept);
    return part;
}

/* The part of a group that consists of the leaves of the list's exceptions; may be None. New reference, or NULL. */
static PyObject *px_group_part(PyObject *group, PyObject *list) {
    PyObject *set = PySet_New(NULL), *part;
    Py_ssize_t i;
    for (i = 0; set && i < PyList_GET_SIZE(list); i++) {
        if (px_group_leaves(PyList_GET_ITEM(list, i), set) < 0) Py_CLEAR(set);
    }
    part = set ? px_group_keep(group, set) : NULL;
    Py_XDECREF(set);
    return part;
}

/* An attribute: new reference, or NULL without an exception where it is not there. */
static PyObject *px_group_attr(PyObject *exc, const char *name) {
    PyObject *value = PyObject_GetAttrString(exc, name);
    if (!value) PyErr_Clear();
    return value;
}

/* Whether the attribute of two exceptions is one object. */
static int px_group_alike(PyObject *a, PyObject *b, const char *name) {
    PyObject *x = px_group_attr(a, name), *y = px_group_attr(b, name);
    int alike = x == y;
    Py_XDECREF(x);
    Py_XDECREF(y);
    return alike;
}

/* Whether an exception is a part of the group that was raised again, and not a new one. */
static int px_group_again(PyObject *exc, PyObject *group) {
    return px_is_group(exc) > 0 && px_group_alike(exc, group, "__notes__") &&
           px_group_alike(exc, group, "__traceback__") && px_group_alike(exc, group, "__cause__") &&
           px_group_alike(exc, group, "__context__");
}

/* The exceptions of new ones and of a part, which may be None. New reference, or NULL. */
static PyObject *px_group_join(PyObject *fresh, PyObject *part) {
    if (PyList_GET_SIZE(fresh) == 0) return Py_NewRef(part);
    if (part != Py_None && PyList_Append(fresh, part) < 0) return NULL;
    if (PyList_GET_SIZE(fresh) == 1) return Py_NewRef(PyList_GET_ITEM(fresh, 0));
    return PyObject_CallFunction(PyExc_BaseExceptionGroup, "sO", "", fresh);
}

static PyObject *px_group_merge(PyObject *exc, PyObject *raised) {
    PyObject *fresh, *again, *part = NULL, *result = NULL;
    Py_ssize_t i, n = PyList_GET_SIZE(raised);
    if (n == 0) return Py_NewRef(Py_None);
    if (px_is_group(exc) <= 0) return Py_NewRef(PyList_GET_ITEM(raised, 0)); /* naked: at most one clause has run */
    fresh = PyList_New(0);
    again = PyList_New(0);
    for (i = 0; i < n && fresh && again; i++) {
        PyObject *item = PyList_GET_ITEM(raised, i);
        if (item != Py_None && PyList_Append(px_group_again(item, exc) ? again : fresh, item) < 0) Py_CLEAR(fresh);
    }
    if (fresh && again) part = px_group_part(exc, again);
    if (part) result = px_group_join(fresh, part);
    Py_XDECREF(part);
    Py_XDECREF(fresh);
    Py_XDECREF(again);
    return result;
}
#endif

PX_API PyObject *px_group_result(PyObject *exc, PyObject *raised) {
#if PY_VERSION_HEX >= 0x030C0000
    return PyUnstable_Exc_PrepReraiseStar(exc, raised);
#else
    return px_group_merge(exc, raised);
#endif
}
