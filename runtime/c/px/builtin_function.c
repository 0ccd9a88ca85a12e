#include "px/builtin_function.h"

/* What a builtin function knows beside its name is its `__self__`, a module. Here that is a module object of its own, which has the
 * name of the module, and behind the fields of module objects these. */
typedef struct px_home {
    PyMethodDef method;
    PyObject *function; /* NULL only while it is made, and while it is torn down */
} px_home;

static px_home *px_home_of(PyObject *self) {
    return (px_home *)(void *)((char *)self + PyModule_Type.tp_basicsize);
}

static PyObject *px_home_call(PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames) {
    return PyObject_Vectorcall(px_home_of(self)->function, args, (size_t)nargs, kwnames);
}

static int px_home_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(px_home_of(self)->function);
    return PyModule_Type.tp_traverse(self, visit, arg);
}

static int px_home_clear(PyObject *self) {
    return PyModule_Type.tp_clear(self);
}

/* The name and docstring of the method belong to the function, which therefore lives as long as the builtin function does. */
static void px_home_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject *function = px_home_of(self)->function;
    PyModule_Type.tp_dealloc(self);
    Py_XDECREF(function);
    Py_DECREF(type);
}

static PyType_Slot px_home_slots[] = {
    {Py_tp_base, NULL},
    {Py_tp_dealloc, (void *)px_home_dealloc},
    {Py_tp_traverse, (void *)px_home_traverse},
    {Py_tp_clear, (void *)px_home_clear},
    {0, NULL},
};

static PyType_Spec px_home_spec = {
    "_pyxide_" Py_STRINGIFY(PX_LAYOUT) ".module", 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, px_home_slots,
};

static PyObject *px_home_new(px_function *f) {
    PyTypeObject *type;
    PyObject *name, *home = NULL;
    px_home_slots[0].pfunc = (void *)&PyModule_Type;
    px_home_spec.basicsize = (int)(PyModule_Type.tp_basicsize + (Py_ssize_t)sizeof(px_home));
    type = px_shared_type(&px_home_spec);
    name = f->module ? Py_NewRef(f->module) : PyUnicode_FromString("");
    if (type && name) home = PyObject_CallOneArg((PyObject *)type, name);
    if (home) px_home_of(home)->function = Py_NewRef((PyObject *)f);
    Py_XDECREF(type);
    Py_XDECREF(name);
    return home;
}

PX_API PyObject *px_function_builtin(PyObject *function) {
    px_function *f = (px_function *)function;
    PyObject *home = px_home_new(f), *result = NULL;
    PyMethodDef *method;
    if (!home) return NULL;
    method = &px_home_of(home)->method;
    method->ml_name = PyUnicode_AsUTF8(f->name);
    method->ml_meth = (PyCFunction)(void *)px_home_call;
    method->ml_flags = METH_FASTCALL | METH_KEYWORDS;
    if (method->ml_name && f->doc) method->ml_doc = PyUnicode_AsUTF8(f->doc);
    if (method->ml_name && (!f->doc || method->ml_doc)) result = PyCFunction_NewEx(method, home, f->module);
    Py_DECREF(home);
    return result;
}
