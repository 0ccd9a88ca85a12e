#include "px/entry.h"

#include "px/bind.h"
#include "px/function.h"

/* So many slots are on the C stack. */
#define PX_FEW_SLOTS 12

PX_API PyObject *px_bind_call(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
    const px_func *def = ((px_function *)self)->def;
    int stars = !!(def->flags & CO_VARARGS) + !!(def->flags & CO_VARKEYWORDS);
    Py_ssize_t n = def->pos + def->kwonly + stars;
    PyObject *few[PX_FEW_SLOTS], **slots = few, *result = NULL;
    if (n > PX_FEW_SLOTS && !(slots = PyMem_New(PyObject *, n))) return PyErr_NoMemory();
    if (px_bind(self, args, nargsf, kwnames, slots) == 0) {
        size_t bound = def->kwonly || stars ? PX_BOUND : 0;
        result = def->entry(self, slots, (size_t)n | bound, NULL);
        px_bind_release(slots, n);
    }
    if (slots != few) PyMem_Free(slots);
    return result;
}
