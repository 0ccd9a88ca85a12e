/* `cython.view.array`: memory with a shape. */
#ifndef PX_VIEW_ARRAY_H
#define PX_VIEW_ARRAY_H
#include "px/view.h"

typedef struct px_view_array {
    PyObject_HEAD
    char *data;
    Py_ssize_t len;
    PyObject *format; /* bytes */
    int ndim;
    int owns_data;
    int objects;
    char order;
    Py_ssize_t itemsize;
    Py_ssize_t shape[PX_VIEW_AXES];
    Py_ssize_t strides[PX_VIEW_AXES];
    void (*callback_free_data)(void *data);
} px_view_array;

/* The type. Borrowed, or NULL. */
PX_API PyTypeObject *px_view_array_type(void);

/* The same as an object. */
PX_INLINE PyObject *px_view_array_class(void) { return (PyObject *)px_view_array_type(); }

/* An array of items of this format (bytes) over `data`, or over new memory where that is NULL. New reference, or NULL. */
PX_API PyObject *px_view_array_new(int ndim, const Py_ssize_t *shape, Py_ssize_t itemsize, PyObject *format, char order,
                                   char *data);

#endif
