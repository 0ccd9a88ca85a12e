#include "px/entry.h"

#include "px/bind_python.h"
#include "px/function.h"

#include <string.h>

/* So many slots are on the C stack. */
#define PX_FEW_SLOTS 12

/* One call on its way. */
typedef struct px_binding {
    const px_func *def;
    PyObject *name, *qualname, *names;
    PyObject *defaults, *kwdefaults; /* tuple, dict; or NULL */
    PyObject **slots;                /* one for each parameter */
    char *owned;                     /* which of their references are owned; the others are borrowed from the caller */
    PyObject *keywords;              /* dict: what is left for **kwargs; or NULL */
    Py_ssize_t given;                /* positional arguments */
    Py_ssize_t required;
} px_binding;

static void px_bind_release(px_binding *b, Py_ssize_t n) {
    Py_ssize_t i;
    for (i = 0; i < n; i++)
        if (b->owned[i]) Py_XDECREF(b->slots[i]);
}

/* Takes over the reference. 0, or -1 where it is NULL. */
static int px_bind_own(px_binding *b, Py_ssize_t at, PyObject *value) {
    b->slots[at] = value;
    b->owned[at] = 1;
    return value ? 0 : -1;
}

/* Messages; those of functions of plain Python modules are made by px_bind_python. Always -1. */
#if PX_USES(PX_CYTHON)
#define PX_BIND_ERROR(error) (error, -1)

static int px_bind_count_error(px_binding *b, Py_ssize_t given) {
    int few = given < b->required;
    Py_ssize_t expected = few ? b->required : b->def->pos;
    const char *how = "exactly";
    if (b->def->flags & PX_OF_TYPE) {
        if (!given)
            return PX_BIND_ERROR(b->def->flags & CO_VARARGS
                                     ? PyErr_Format(PyExc_TypeError, "unbound method %U() needs an argument", b->qualname)
                                     : PyErr_Format(PyExc_TypeError, "%U() needs an argument", b->name));
        given--;
        expected--;
    }
    if (few && (b->required < b->def->pos || (b->def->flags & CO_VARARGS))) how = "at least";
    if (!few && b->required < b->def->pos) how = "at most";
    return PX_BIND_ERROR(PyErr_Format(PyExc_TypeError, "%U() takes %s %zd positional argument%s (%zd given)", b->name,
                                      how, expected, expected == 1 ? "" : "s", given));
}
#else
#define PX_BIND_ERROR(error) -1
#define px_bind_count_error(b, given) -1
#endif

/* The number of the parameter that a keyword names, most likely the one after the last; -1: none; -2 with an exception of a
 * subclass of str. */
static Py_ssize_t px_bind_find(px_binding *b, PyObject *keyword, Py_ssize_t likely) {
    Py_ssize_t i, first = b->def->posonly, n = b->def->pos + b->def->kwonly;
    int exact = PyUnicode_CheckExact(keyword), same;
    if (likely >= first && likely < n && PyTuple_GET_ITEM(b->names, likely) == keyword) return likely;
    for (i = first; i < n; i++)
        if (PyTuple_GET_ITEM(b->names, i) == keyword) return i;
    /* Names of parameters are interned: another such object is another name. */
    if (exact && PyUnicode_CHECK_INTERNED(keyword)) return -1;
    for (i = first; i < n; i++) {
        PyObject *name = PyTuple_GET_ITEM(b->names, i);
        same = exact ? PyUnicode_Compare(name, keyword) == 0 : PyObject_RichCompareBool(keyword, name, Py_EQ);
        if (same) return same > 0 ? i : -2;
    }
    return -1;
}

static int px_bind_keywords(px_binding *b, PyObject *const *values, PyObject *kwnames) {
    const px_func *def = b->def;
    Py_ssize_t k, at = b->given;
    /* Positional-only parameters that are missing are reported before unknown keywords, where keywords are taken at all. */
    if (b->given < def->posonly && b->given < b->required && (b->keywords || def->pos + def->kwonly > def->posonly))
        return px_bind_count_error(b, b->given);
    for (k = 0; k < PyTuple_GET_SIZE(kwnames); k++, at++) {
        PyObject *keyword = PyTuple_GET_ITEM(kwnames, k);
        at = px_bind_find(b, keyword, at);
        if (at == -2) return -1;
        if (at >= 0 && b->slots[at])
            return PX_BIND_ERROR(PyErr_Format(PyExc_TypeError, "%U() got multiple values for keyword argument '%U'",
                                              b->name, keyword));
        if (at >= 0)
            b->slots[at] = values[k];
        else if (!b->keywords)
            return PX_BIND_ERROR(
                PyErr_Format(PyExc_TypeError, "%U() got an unexpected keyword argument '%U'", b->name, keyword));
        else if (PyDict_SetItem(b->keywords, keyword, values[k]) < 0)
            return -1;
    }
    return 0;
}

/* Parameters that are still without an argument. Somebody may replace the defaults: those that are used are owned. */
static int px_bind_defaults(px_binding *b) {
    Py_ssize_t i, pos = b->def->pos, end = pos + b->def->kwonly;
    for (i = b->given; i < pos; i++) {
        if (b->slots[i]) continue;
        if (i < b->required) return px_bind_count_error(b, i);
        px_bind_own(b, i, Py_NewRef(PyTuple_GET_ITEM(b->defaults, i - b->required)));
    }
    for (i = pos; i < end; i++) {
        PyObject *name = PyTuple_GET_ITEM(b->names, i);
        if (b->slots[i]) continue;
        if (b->kwdefaults && !px_bind_own(b, i, Py_XNewRef(PyDict_GetItemWithError(b->kwdefaults, name)))) continue;
        if (PyErr_Occurred()) return -1;
        return PX_BIND_ERROR(PyErr_Format(PyExc_TypeError, "%U() needs keyword-only argument %U", b->name, name));
    }
    return 0;
}

#if PX_USES(CO_VARARGS) || PX_USES(CO_VARKEYWORDS)
/* `*args` and `**kwargs`. */
static int px_bind_rest(px_binding *b, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
    const px_func *def = b->def;
    Py_ssize_t i, n = nargs - b->given, at = def->pos + def->kwonly;
    if (def->flags & CO_VARARGS) {
        PyObject *rest = PyTuple_New(n);
        if (px_bind_own(b, at++, rest) < 0) return -1;
        for (i = 0; i < n; i++) PyTuple_SET_ITEM(rest, i, Py_NewRef(args[b->given + i]));
    }
    if (!(def->flags & CO_VARKEYWORDS) || (def->flags & PX_NO_KWARGS && !kwnames)) return 0;
    b->keywords = PyDict_New();
    return px_bind_own(b, at, b->keywords);
}
#else
#define px_bind_rest(b, args, nargs, kwnames) 0
#endif

/* Fills the slots: positional parameters, keyword-only ones, the tuple of *args, the dict of **kwargs. 0, or -1 with a
 * TypeError, but for plain Python modules. */
static int px_bind(px_binding *b, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames, Py_ssize_t n) {
    const px_func *def = b->def;
    Py_ssize_t i;
    b->given = nargs < def->pos ? nargs : def->pos;
    b->required = def->pos - (b->defaults ? PyTuple_GET_SIZE(b->defaults) : 0);
    for (i = 0; i < n; i++) {
        b->slots[i] = i < b->given ? args[i] : NULL; /* not two loops: they would become calls */
        b->owned[i] = 0;
    }
    if (b->required < 0)
        return PX_BIND_ERROR(PyErr_Format(PyExc_TypeError, "%U() has more defaults than parameters", b->name));
    if ((!n || def->flags & PX_NO_KEYWORDS) && kwnames && PyTuple_GET_SIZE(kwnames))
        return PX_BIND_ERROR(PyErr_Format(PyExc_TypeError, "%U() takes no keyword arguments", b->name));
    /* A function without any parameter has a message of its own. */
    if (!n && nargs)
        return PX_BIND_ERROR(PyErr_Format(PyExc_TypeError, "%U() takes no arguments (%zd given)", b->name, nargs));
    if (nargs > def->pos && !(def->flags & CO_VARARGS)) return px_bind_count_error(b, nargs);
    if (px_bind_rest(b, args, nargs, kwnames) < 0) return -1;
    return kwnames && px_bind_keywords(b, args + nargs, kwnames) < 0 ? -1 : px_bind_defaults(b);
}

/* Whether all parameters are given, those by name in the order of the parameters: the arguments stand as the entry wants them. */
static int px_call_in_order(const px_func *def, PyObject *names, Py_ssize_t nargs, PyObject *kwnames) {
    Py_ssize_t k, n = kwnames ? PyTuple_GET_SIZE(kwnames) : 0;
    if (def->flags & (CO_VARARGS | CO_VARKEYWORDS) || (n && def->flags & PX_NO_KEYWORDS)) return 0;
    if (nargs + n != def->pos + def->kwonly || nargs < def->posonly || nargs > def->pos || !(nargs + n)) return 0;
    for (k = 0; k < n; k++)
        if (PyTuple_GET_ITEM(names, nargs + k) != PyTuple_GET_ITEM(kwnames, k)) return 0;
    return 1;
}

PX_API PyObject *px_args_rest(PyObject *const *args, size_t nargsf, Py_ssize_t at) {
    Py_ssize_t i, n = PyVectorcall_NARGS(nargsf) - at;
    PyObject *rest;
    if (px_args_bound(nargsf)) return Py_NewRef(args[at]);
    rest = PyTuple_New(n);
    if (px_unlikely(!rest)) return NULL;
    for (i = 0; i < n; i++) PyTuple_SET_ITEM(rest, i, Py_NewRef(args[at + i]));
    return rest;
}

/* Any call that wants slots. */
static PX_NOINLINE PyObject *px_bind_slots(px_function *f, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
    const px_func *def = f->def;
    PyObject *few[PX_FEW_SLOTS], *result = NULL, **consts = f->state->consts;
    char few_owned[PX_FEW_SLOTS];
    int stars = !!(def->flags & CO_VARARGS) + !!(def->flags & CO_VARKEYWORDS), status;
    Py_ssize_t n = def->pos + def->kwonly + stars;
    size_t bound = (size_t)n | (def->kwonly || stars ? PX_BOUND : 0);
    px_binding b = {def, consts[def->name], f->qualname, consts[def->names], f->defaults, f->kwdefaults, few, few_owned, NULL, 0, 0};
    if (n > PX_FEW_SLOTS) {
        b.slots = (PyObject **)PyMem_Malloc((size_t)n * (sizeof(PyObject *) + 1));
        if (!b.slots) return PyErr_NoMemory();
        b.owned = (char *)(b.slots + n);
    }
    status = px_bind(&b, args, nargs, kwnames, n);
#if PX_USES(PX_PYTHON)
    if (status < 0 && f->state->def->python) {
        PyErr_Clear();
        px_bind_release(&b, n);
        memset(b.slots, 0, (size_t)n * sizeof(PyObject *));
        memset(b.owned, 1, (size_t)n);
        status = px_bind_python(f, args, nargs, kwnames, b.slots);
    }
#endif
    if (status == 0) result = def->entry((PyObject *)f, b.slots, bound, NULL);
    px_bind_release(&b, n);
    if (b.slots != few) PyMem_Free(b.slots);
    return result;
}

PX_API PyObject *px_bind_call(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
    px_function *f = (px_function *)self;
    const px_func *def = f->def;
    Py_ssize_t nargs = PyVectorcall_NARGS(nargsf), n = def->pos + def->kwonly;
    if (px_call_in_order(def, f->state->consts[def->names], nargs, kwnames))
        return def->entry(self, args, (size_t)n | (def->kwonly ? PX_BOUND : 0), NULL);
    return px_bind_slots(f, args, nargs, kwnames);
}
