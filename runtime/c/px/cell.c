#include "px/cell.h"

#include "px/raise_names.h"

#include <string.h>

PX_API PX_COLD void px_cell_unbound(PyObject *name, int free) {
    if (free)
        px_raise_unbound_free(name);
    else
        px_raise_unbound(name);
}

PX_API PyObject *px_cell_memory(size_t size) {
    PyObject *memory = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)size), *cell;
    if (!memory) return NULL;
    memset(PyBytes_AS_STRING(memory), 0, size);
    cell = PyCell_New(memory);
    Py_DECREF(memory);
    return cell;
}

static int px_cell_empty(PyObject *cell, PyObject *name, int free) {
    if (!PyCell_GET(cell)) {
        px_cell_unbound(name, free);
        return -1;
    }
    px_cell_store(cell, NULL);
    return 0;
}

PX_API int px_cell_delete(PyObject *cell, PyObject *name) { return px_cell_empty(cell, name, 0); }

PX_API int px_cell_delete_free(PyObject *cell, PyObject *name) { return px_cell_empty(cell, name, 1); }
