#include "px/bind_python.h"

#define PX_PLURAL(n) ((n) == 1 ? "" : "s")

/* A list of quoted names as English has it: new reference, or NULL. */
static PyObject *px_bind_enumerate(PyObject *names) {
    Py_ssize_t n = PyList_GET_SIZE(names);
    PyObject *tail, *head, *comma, *result = NULL;
    if (n == 1) return Py_NewRef(PyList_GET_ITEM(names, 0));
    if (n == 2) return PyUnicode_FromFormat("%U and %U", PyList_GET_ITEM(names, 0), PyList_GET_ITEM(names, 1));
    tail = PyUnicode_FromFormat(", %U, and %U", PyList_GET_ITEM(names, n - 2), PyList_GET_ITEM(names, n - 1));
    head = PyList_GetSlice(names, 0, n - 2);
    comma = PyUnicode_FromString(", ");
    if (tail && head && comma) {
        PyObject *joined = PyUnicode_Join(comma, head);
        result = joined ? PyUnicode_Concat(joined, tail) : NULL;
        Py_XDECREF(joined);
    }
    Py_XDECREF(tail);
    Py_XDECREF(head);
    Py_XDECREF(comma);
    return result;
}

/* Parameters from one number to another that have no value are missing: 0, or -1 with an exception. */
static int px_bind_missing(px_function *f, PyObject **slots, Py_ssize_t from, Py_ssize_t to, const char *kind) {
    PyObject *all = f->state->consts[f->def->names], *names = NULL, *text;
    Py_ssize_t i;
    for (i = from; i < to; i++) {
        PyObject *name;
        if (slots[i]) continue;
        if (!names && !(names = PyList_New(0))) return -1;
        name = PyObject_Repr(PyTuple_GET_ITEM(all, i));
        if (!name || PyList_Append(names, name) < 0) {
            Py_XDECREF(name);
            Py_DECREF(names);
            return -1;
        }
        Py_DECREF(name);
    }
    if (!names) return 0;
    text = px_bind_enumerate(names);
    if (text)
        PyErr_Format(PyExc_TypeError, "%U() missing %zd required %s argument%s: %U", f->qualname,
                     PyList_GET_SIZE(names), kind, PX_PLURAL(PyList_GET_SIZE(names)), text);
    Py_XDECREF(text);
    Py_DECREF(names);
    return -1;
}

/* More positional arguments than parameters. Always -1. */
static int px_bind_too_many(px_function *f, PyObject **slots, Py_ssize_t given) {
    Py_ssize_t i, pos = f->def->pos, kwonly = 0, optional = f->defaults ? PyTuple_GET_SIZE(f->defaults) : 0;
    PyObject *expected, *others;
    for (i = pos; i < pos + f->def->kwonly; i++) kwonly += slots[i] != NULL;
    expected = optional ? PyUnicode_FromFormat("from %zd to %zd", pos - optional, pos) : PyUnicode_FromFormat("%zd", pos);
    others = kwonly ? PyUnicode_FromFormat(" positional argument%s (and %zd keyword-only argument%s)", PX_PLURAL(given),
                                           kwonly, PX_PLURAL(kwonly))
                    : PyUnicode_FromString("");
    if (expected && others)
        PyErr_Format(PyExc_TypeError, "%U() takes %U positional argument%s but %zd%U %s given", f->qualname, expected,
                     optional || pos != 1 ? "s" : "", given, others, given == 1 && !kwonly ? "was" : "were");
    Py_XDECREF(expected);
    Py_XDECREF(others);
    return -1;
}

/* The number of the parameter that a keyword names, from `first` on; -1: none; -2 with an exception. */
static Py_ssize_t px_bind_place(px_function *f, PyObject *keyword, Py_ssize_t first, Py_ssize_t end) {
    PyObject *names = f->state->consts[f->def->names];
    Py_ssize_t i;
    for (i = first; i < end; i++) {
        if (PyTuple_GET_ITEM(names, i) == keyword) return i;
    }
    for (i = first; i < end; i++) {
        int same = PyObject_RichCompareBool(keyword, PyTuple_GET_ITEM(names, i), Py_EQ);
        if (same) return same > 0 ? i : -2;
    }
    return -1;
}

/* Positional-only parameters were given by keyword: -1 with an exception; else 0. */
static int px_bind_only_positional(px_function *f, PyObject *kwnames) {
    PyObject *names = PyList_New(0), *comma, *text = NULL;
    Py_ssize_t i, place;
    for (i = 0; names && i < f->def->posonly; i++) {
        PyObject *name = PyTuple_GET_ITEM(f->state->consts[f->def->names], i);
        int there = PySequence_Contains(kwnames, name);
        if (there < 0 || (there && PyList_Append(names, name) < 0)) Py_CLEAR(names);
    }
    if (!names) return -1;
    place = PyList_GET_SIZE(names);
    if (place) {
        comma = PyUnicode_FromString(", ");
        text = comma ? PyUnicode_Join(comma, names) : NULL;
        if (text)
            PyErr_Format(PyExc_TypeError, "%U() got some positional-only arguments passed as keyword arguments: '%U'",
                         f->qualname, text);
        Py_XDECREF(comma);
        Py_XDECREF(text);
    }
    Py_DECREF(names);
    return place ? -1 : 0;
}

#if PY_VERSION_HEX >= 0x030D0000
/* What the keyword may have been meant to be: new reference, None where nothing comes to mind, or NULL. */
static PyObject *px_bind_suggestion(px_function *f, PyObject *keyword) {
    Py_ssize_t first = f->def->posonly, end = f->def->pos + f->def->kwonly;
    PyObject *module, *names, *exc, *suggest = NULL, *result = NULL;
    if (end <= first) return Py_NewRef(Py_None);
    names = PyTuple_GetSlice(f->state->consts[f->def->names], first, end);
    exc = names ? PySequence_List(names) : NULL;
    module = exc ? PyImport_ImportModule("_suggestions") : NULL;
    suggest = module ? PyObject_GetAttrString(module, "_generate_suggestions") : NULL;
    if (suggest) result = PyObject_CallFunctionObjArgs(suggest, exc, keyword, NULL);
    Py_XDECREF(names);
    Py_XDECREF(exc);
    Py_XDECREF(module);
    Py_XDECREF(suggest);
    if (!result) {
        PyErr_Clear(); /* the suggestion is not worth an error */
        return Py_NewRef(Py_None);
    }
    return result;
}
#endif

static int px_bind_unexpected(px_function *f, PyObject *keyword, PyObject *kwnames) {
    if (f->def->posonly && px_bind_only_positional(f, kwnames) < 0) return -1;
#if PY_VERSION_HEX >= 0x030D0000
    {
        PyObject *other = px_bind_suggestion(f, keyword);
        if (other != Py_None)
            PyErr_Format(PyExc_TypeError, "%U() got an unexpected keyword argument '%S'. Did you mean '%S'?",
                         f->qualname, keyword, other);
        Py_DECREF(other);
        if (PyErr_Occurred()) return -1;
    }
#endif
    PyErr_Format(PyExc_TypeError, "%U() got an unexpected keyword argument '%S'", f->qualname, keyword);
    return -1;
}

static int px_bind_named(px_function *f, PyObject *const *values, PyObject *kwnames, PyObject **slots, PyObject *rest) {
    Py_ssize_t i, end = f->def->pos + f->def->kwonly;
    for (i = 0; i < PyTuple_GET_SIZE(kwnames); i++) {
        PyObject *keyword = PyTuple_GET_ITEM(kwnames, i);
        Py_ssize_t place = PyUnicode_Check(keyword) ? px_bind_place(f, keyword, f->def->posonly, end) : -1;
        if (!PyUnicode_Check(keyword)) {
            PyErr_Format(PyExc_TypeError, "%U() keywords must be strings", f->qualname);
            return -1;
        }
        if (place == -2) return -1;
        if (place < 0 && !rest) return px_bind_unexpected(f, keyword, kwnames);
        if (place < 0) {
            if (PyDict_SetItem(rest, keyword, values[i]) < 0) return -1;
        } else if (slots[place]) {
            PyErr_Format(PyExc_TypeError, "%U() got multiple values for argument '%S'", f->qualname, keyword);
            return -1;
        } else {
            slots[place] = Py_NewRef(values[i]);
        }
    }
    return 0;
}

/* The defaults of what was not given: 0, or -1 where there is none. */
static int px_bind_fill(px_function *f, Py_ssize_t given, PyObject **slots) {
    Py_ssize_t i, pos = f->def->pos, end = pos + f->def->kwonly;
    Py_ssize_t optional = f->defaults ? PyTuple_GET_SIZE(f->defaults) : 0, required = pos - optional;
    if (given < pos && px_bind_missing(f, slots, given, required, "positional") < 0) return -1;
    for (i = given > required ? given : required; i < pos; i++) {
        if (i >= 0 && !slots[i]) slots[i] = Py_NewRef(PyTuple_GET_ITEM(f->defaults, i - required));
    }
    for (i = pos; i < end && f->kwdefaults; i++) {
        if (slots[i]) continue;
        slots[i] = Py_XNewRef(
            PyDict_GetItemWithError(f->kwdefaults, PyTuple_GET_ITEM(f->state->consts[f->def->names], i)));
        if (!slots[i] && PyErr_Occurred()) return -1;
    }
    return px_bind_missing(f, slots, pos, end, "keyword-only");
}

PX_API int px_bind_python(px_function *f, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames, PyObject **slots) {
    const px_func *def = f->def;
    Py_ssize_t i, pos = def->pos, given = nargs < pos ? nargs : pos;
    PyObject **slot = slots + pos + def->kwonly, *rest = NULL;
    for (i = 0; i < given; i++) slots[i] = Py_NewRef(args[i]);
    if (def->flags & CO_VARARGS) {
        PyObject *more = PyTuple_New(nargs - given);
        if (!more) return -1;
        for (i = given; i < nargs; i++) PyTuple_SET_ITEM(more, i - given, Py_NewRef(args[i]));
        *slot++ = more;
    }
    if (def->flags & CO_VARKEYWORDS) {
        *slot = rest = PyDict_New();
        if (!rest) return -1;
    }
    if (kwnames && px_bind_named(f, args + nargs, kwnames, slots, rest) < 0) return -1;
    if (nargs > pos && !(def->flags & CO_VARARGS)) return px_bind_too_many(f, slots, nargs);
    return px_bind_fill(f, given, slots);
}
