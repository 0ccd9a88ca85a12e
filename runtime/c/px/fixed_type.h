/* Extension types whose type object is a C variable that other C code can name: `cdef public class A [object B, type C]`. */
#ifndef PX_FIXED_TYPE_H
#define PX_FIXED_TYPE_H
#include "px/extension_type.h"

/* The variable, and the tables that a type from a spec would have in itself. */
typedef struct px_fixed {
    PyTypeObject *type;
    PyAsyncMethods async;
    PyNumberMethods number;
    PyMappingMethods mapping;
    PySequenceMethods sequence;
    PyBufferProcs buffer;
} px_fixed;

/* As px_class_make, of a class with such a variable. 0, or -1. */
PX_API int px_class_make_fixed(px_module *m, int index, PyObject *bases);

#endif
