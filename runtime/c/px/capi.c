#include "px/capi.h"

#include <string.h>

/* A capsule holds a pointer to data; of functions the bits of one. */
static void *px_capi_address(const px_c_export *item) {
    union {
        void *data;
        void (*func)(void);
    } address;
    if (!item->func) return item->data;
    address.func = item->func;
    return address.data;
}

PX_API int px_capi_export(px_module *m) {
    const px_c_export *items = m->def->capi->exports;
    PyObject *dict;
    int failed = 0;
    if (!items->name) return 0;
    dict = PyDict_New();
    if (!dict) return -1;
    for (; items->name && !failed; items++) {
        PyObject *capsule = PyCapsule_New(px_capi_address(items), items->signature, NULL);
        failed = !capsule || PyDict_SetItemString(dict, items->name, capsule) < 0;
        Py_XDECREF(capsule);
    }
    if (!failed) failed = PyDict_SetItemString(m->dict, "__pyx_capi__", dict) < 0;
    Py_DECREF(dict);
    return failed ? -1 : 0;
}

/* Puts the address into the importing module's variable. 0, or -1 with an exception set. */
static int px_capi_take(const px_c_import *item, PyObject *dict) {
    const char *what = item->is_function ? "function" : "variable";
    PyObject *capsule = PyDict_Check(dict) ? PyMapping_GetItemString(dict, item->name) : NULL;
    void *address;
    int failed = 1;
    if (!capsule) {
        if (PyErr_Occurred() && !PyErr_ExceptionMatches(PyExc_KeyError)) return -1;
        PyErr_Format(PyExc_ImportError, "%.200s does not export expected C %.8s %.200s", item->module, what,
                     item->name);
        return -1;
    }
    if (!PyCapsule_IsValid(capsule, item->signature)) {
        const char *found = PyCapsule_CheckExact(capsule) ? PyCapsule_GetName(capsule) : NULL;
        PyErr_Format(PyExc_TypeError, "C %.8s %.200s.%.200s has wrong signature (expected %.500s, got %.500s)", what,
                     item->module, item->name, item->signature, found ? found : "none");
    } else {
        address = PyCapsule_GetPointer(capsule, item->signature);
        failed = !address;
        if (address) memcpy(item->pointer, &address, sizeof address);
    }
    Py_DECREF(capsule);
    return failed ? -1 : 0;
}

PX_API int px_capi_import(px_module *m) {
    const px_c_import *items = m->def->capi->imports;
    const char *loaded = NULL;
    PyObject *dict = NULL;
    int failed = 0;
    for (; items->module && !failed; items++) {
        /* The rows of a module stand together. */
        if (!loaded || strcmp(loaded, items->module)) {
            PyObject *module = PyImport_ImportModule(items->module);
            Py_XDECREF(dict);
            dict = module ? PyObject_GetAttrString(module, "__pyx_capi__") : NULL;
            Py_XDECREF(module);
            loaded = items->module;
        }
        failed = !dict || px_capi_take(items, dict) < 0;
    }
    Py_XDECREF(dict);
    return failed ? -1 : 0;
}
