#include "px/bind.h"

#include "px/bind_python.h"
#include "px/function.h"

#include <string.h>

/* One call on its way. */
typedef struct px_binding {
    const px_func *def;
    PyObject *name;
    PyObject *qualname;
    PyObject *names;
    PyObject *defaults; /* tuple or NULL */
    PyObject *kwdefaults;
    PyObject **slots;
    Py_ssize_t given; /* positional arguments */
    Py_ssize_t required;
} px_binding;

static int px_bind_count_error(px_binding *b, Py_ssize_t given) {
    int few = given < b->required;
    Py_ssize_t expected = few ? b->required : b->def->pos;
    const char *how = "exactly";
    if (b->def->flags & PX_OF_TYPE) {
        if (!given) {
            if (b->def->flags & CO_VARARGS)
                PyErr_Format(PyExc_TypeError, "unbound method %U() needs an argument", b->qualname);
            else
                PyErr_Format(PyExc_TypeError, "%U() needs an argument", b->name);
            return -1;
        }
        given--;
        expected--;
    }
    if (few && (b->required < b->def->pos || (b->def->flags & CO_VARARGS))) how = "at least";
    if (!few && b->required < b->def->pos) how = "at most";
    PyErr_Format(PyExc_TypeError, "%U() takes %s %zd positional argument%s (%zd given)", b->name, how, expected,
                 expected == 1 ? "" : "s", given);
    return -1;
}

/* The number of the parameter that can be given by this keyword; -1: none; -2 with an exception of a subclass of str. */
static Py_ssize_t px_bind_find(px_binding *b, PyObject *keyword) {
    Py_ssize_t i, n = b->def->pos + b->def->kwonly;
    int exact = PyUnicode_CheckExact(keyword), same;
    for (i = b->def->posonly; i < n; i++) {
        if (PyTuple_GET_ITEM(b->names, i) == keyword) return i;
    }
    for (i = b->def->posonly; i < n; i++) {
        PyObject *name = PyTuple_GET_ITEM(b->names, i);
        same = exact ? PyUnicode_Compare(name, keyword) == 0 : PyObject_RichCompareBool(keyword, name, Py_EQ);
        if (same) return same > 0 ? i : -2;
    }
    return -1;
}

static int px_bind_keyword(px_binding *b, PyObject *keyword, PyObject *value, PyObject *rest) {
    Py_ssize_t i = px_bind_find(b, keyword);
    if (i == -2) return -1;
    if (i >= 0 && !b->slots[i]) {
        b->slots[i] = Py_NewRef(value);
        return 0;
    }
    if (i >= 0) {
        PyErr_Format(PyExc_TypeError, "%U() got multiple values for keyword argument '%U'", b->name, keyword);
        return -1;
    }
    if (rest) return PyDict_SetItem(rest, keyword, value);
    PyErr_Format(PyExc_TypeError, "%U() got an unexpected keyword argument '%U'", b->name, keyword);
    return -1;
}

static int px_bind_keywords(px_binding *b, PyObject *const *values, PyObject *kwnames, PyObject *rest) {
    Py_ssize_t i, n = PyTuple_GET_SIZE(kwnames);
    const px_func *def = b->def;
    /* Positional-only parameters that are missing are reported before unknown keywords, where keywords are taken at all. */
    if (b->given < def->posonly && b->given < b->required && (rest || def->pos + def->kwonly > def->posonly))
        return px_bind_count_error(b, b->given);
    for (i = 0; i < n; i++) {
        if (px_bind_keyword(b, PyTuple_GET_ITEM(kwnames, i), values[i], rest) < 0) return -1;
    }
    return 0;
}

static int px_bind_defaults(px_binding *b) {
    Py_ssize_t i, pos = b->def->pos, end = pos + b->def->kwonly;
    for (i = b->given; i < pos; i++) {
        if (b->slots[i]) continue;
        if (i < b->required) return px_bind_count_error(b, i);
        b->slots[i] = Py_NewRef(PyTuple_GET_ITEM(b->defaults, i - b->required));
    }
    for (i = pos; i < end; i++) {
        PyObject *name = PyTuple_GET_ITEM(b->names, i);
        if (b->slots[i]) continue;
        if (b->kwdefaults) b->slots[i] = Py_XNewRef(PyDict_GetItemWithError(b->kwdefaults, name));
        if (b->slots[i]) continue;
        if (!PyErr_Occurred()) PyErr_Format(PyExc_TypeError, "%U() needs keyword-only argument %U", b->name, name);
        return -1;
    }
    return 0;
}

/* `*args` and `**kwargs`. */
static int px_bind_rest(px_binding *b, PyObject *const *args, Py_ssize_t nargs, PyObject **kwargs) {
    PyObject **slot = b->slots + b->def->pos + b->def->kwonly;
    Py_ssize_t i, n = nargs - b->given;
    if (b->def->flags & CO_VARARGS) {
        PyObject *rest = PyTuple_New(n);
        if (!rest) return -1;
        for (i = 0; i < n; i++) PyTuple_SET_ITEM(rest, i, Py_NewRef(args[b->given + i]));
        *slot++ = rest;
    }
    if (b->def->flags & CO_VARKEYWORDS) {
        *slot = *kwargs = PyDict_New();
        if (!*slot) return -1;
    }
    return 0;
}

static int px_bind_no_keywords(px_binding *b) {
    PyErr_Format(PyExc_TypeError, "%U() takes no keyword arguments", b->name);
    return -1;
}

/* A function without any parameter has messages of its own. */
static int px_bind_none(px_binding *b, Py_ssize_t nargs, Py_ssize_t nkw) {
    if (nkw) return px_bind_no_keywords(b);
    if (nargs) PyErr_Format(PyExc_TypeError, "%U() takes no arguments (%zd given)", b->name, nargs);
    return nargs ? -1 : 0;
}

PX_API int px_bind(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames, PyObject **slots) {
    px_function *f = (px_function *)self;
    const px_func *def = f->def;
    int stars = !!(def->flags & CO_VARARGS) + !!(def->flags & CO_VARKEYWORDS);
    Py_ssize_t i, n = def->pos + def->kwonly + stars, nargs = PyVectorcall_NARGS(nargsf);
    PyObject *kwargs = NULL;
    px_binding b;
    if (f->state->def->python) {
        memset(slots, 0, (size_t)n * sizeof(PyObject *));
        if (px_bind_python(f, args, nargs, kwnames, slots) == 0) return 0;
        px_bind_release(slots, n);
        return -1;
    }
    b.def = def;
    b.name = f->state->consts[def->name];
    b.qualname = f->qualname;
    b.names = f->state->consts[def->names];
    b.defaults = f->defaults;
    b.kwdefaults = f->kwdefaults;
    b.slots = slots;
    b.given = nargs < def->pos ? nargs : def->pos;
    b.required = def->pos - (f->defaults ? PyTuple_GET_SIZE(f->defaults) : 0);
    if (b.required < 0) {
        PyErr_Format(PyExc_TypeError, "%U() has more defaults than parameters", b.name);
        return -1;
    }
    if (n == 0) return px_bind_none(&b, nargs, kwnames ? PyTuple_GET_SIZE(kwnames) : 0);
    if (def->flags & PX_NO_KEYWORDS && kwnames && PyTuple_GET_SIZE(kwnames)) return px_bind_no_keywords(&b);
    if (nargs > def->pos && !(def->flags & CO_VARARGS)) return px_bind_count_error(&b, nargs);
    memset(slots, 0, (size_t)n * sizeof(PyObject *));
    for (i = 0; i < b.given; i++) slots[i] = Py_NewRef(args[i]);
    if (px_bind_rest(&b, args, nargs, &kwargs) == 0 &&
        (!kwnames || px_bind_keywords(&b, args + nargs, kwnames, kwargs) == 0) && px_bind_defaults(&b) == 0)
        return 0;
    px_bind_release(slots, n);
    return -1;
}
