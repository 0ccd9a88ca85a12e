#include "px/entry.h"

#include "px/bind.h"
#include "px/function.h"

/* So many slots are on the C stack. */
#define PX_FEW_SLOTS 12

/* Binds a call without stars whose keywords are the very names of parameters, and which leaves out nothing but parameters with
 * positional defaults. All are borrowed, from the caller and from the defaults. 0 where the call is another one. */
static int px_bind_plain(px_function *f, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames, PyObject **slots) {
    const px_func *def = f->def;
    PyObject *names = f->state->consts[def->names];
    Py_ssize_t n = def->pos + def->kwonly, n_keywords = kwnames ? PyTuple_GET_SIZE(kwnames) : 0, i, k;
    Py_ssize_t required = def->pos - (f->defaults ? PyTuple_GET_SIZE(f->defaults) : 0);
    if (def->flags & (CO_VARARGS | CO_VARKEYWORDS) || nargs > def->pos || required < 0) return 0;
    if (n_keywords && def->flags & PX_NO_KEYWORDS) return 0;
    for (i = 0; i < nargs; i++) slots[i] = args[i];
    for (; i < n; i++) slots[i] = NULL;
    for (k = 0; k < n_keywords; k++) {
        PyObject *keyword = PyTuple_GET_ITEM(kwnames, k);
        for (i = def->posonly; i < n && PyTuple_GET_ITEM(names, i) != keyword; i++) {
        }
        if (i >= n || slots[i]) return 0;
        slots[i] = args[nargs + k];
    }
    for (i = nargs; i < n; i++) {
        if (slots[i]) continue;
        if (i >= def->pos || i < required) return 0;
        slots[i] = PyTuple_GET_ITEM(f->defaults, i - required);
    }
    return 1;
}

PX_API PyObject *px_bind_call(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
    const px_func *def = ((px_function *)self)->def;
    int stars = !!(def->flags & CO_VARARGS) + !!(def->flags & CO_VARKEYWORDS);
    size_t bound = def->kwonly || stars ? PX_BOUND : 0;
    Py_ssize_t n = def->pos + def->kwonly + stars;
    PyObject *few[PX_FEW_SLOTS], **slots = few, *result = NULL;
    if (n > PX_FEW_SLOTS && !(slots = PyMem_New(PyObject *, n))) return PyErr_NoMemory();
    if (px_bind_plain((px_function *)self, args, PyVectorcall_NARGS(nargsf), kwnames, slots)) {
        PyObject *defaults = Py_XNewRef(((px_function *)self)->defaults); /* somebody may replace them */
        result = def->entry(self, slots, (size_t)n | bound, NULL);
        Py_XDECREF(defaults);
    } else if (px_bind(self, args, nargsf, kwnames, slots) == 0) {
        result = def->entry(self, slots, (size_t)n | bound, NULL);
        px_bind_release(slots, n);
    }
    if (slots != few) PyMem_Free(slots);
    return result;
}
