#include "px/enum_class.h"

/* The base of all these classes. C code can have a value that no name stands for. */
static const char px_enum_base_source[] =
    "import enum\n"
    "class FlexibleEnum(enum.IntEnum):\n"
    "    @classmethod\n"
    "    def _missing_(cls, value):\n"
    "        if not isinstance(value, int):\n"
    "            return None\n"
    "        member = int.__new__(cls, value)\n"
    "        member._name_ = None\n"
    "        member._value_ = value\n"
    "        return member\n"
    "    def __repr__(self):\n"
    "        if self._name_ is None:\n"
    "            return f'<{type(self).__name__}: {self._value_}>'\n"
    "        return f'<{type(self).__name__}.{self._name_}: {self._value_}>'\n";

/* New reference, or NULL. */
static PyObject *px_enum_base(px_module *m) {
    PyObject *code = Py_CompileString(px_enum_base_source, "<enum>", Py_file_input);
    PyObject *names = code ? PyDict_New() : NULL, *done = NULL, *base = NULL;
    PyObject *own = names ? PyDict_GetItemString(m->dict, "__name__") : NULL;
    if (own && PyDict_SetItemString(names, "__name__", own) == 0 &&
        PyDict_SetItemString(names, "__builtins__", m->builtins) == 0) {
        done = PyEval_EvalCode(code, names, names);
    }
    if (done) base = Py_XNewRef(PyDict_GetItemString(names, "FlexibleEnum"));
    Py_XDECREF(done);
    Py_XDECREF(names);
    Py_XDECREF(code);
    return base;
}

/* A list of pairs from names and values in turn. New reference, or NULL. */
static PyObject *px_enum_pairs(PyObject *members) {
    PyObject *pairs = PyList_New(0);
    Py_ssize_t i;
    for (i = 0; pairs && i + 1 < PyTuple_GET_SIZE(members); i += 2) {
        PyObject *pair = PyTuple_Pack(2, PyTuple_GET_ITEM(members, i), PyTuple_GET_ITEM(members, i + 1));
        if (!pair || PyList_Append(pairs, pair) < 0) Py_CLEAR(pairs);
        Py_XDECREF(pair);
    }
    return pairs;
}

PX_API PyObject *px_enum_class(px_module *m, PyObject *name, PyObject *members, PyObject *doc) {
    PyObject *base = px_enum_base(m), *pairs = base ? px_enum_pairs(members) : NULL;
    PyObject *args = pairs ? PyTuple_Pack(2, name, pairs) : NULL, *kwargs = args ? PyDict_New() : NULL;
    PyObject *own = kwargs ? PyDict_GetItemString(m->dict, "__name__") : NULL, *type = NULL;
    if (own && PyDict_SetItemString(kwargs, "module", own) == 0) type = PyObject_Call(base, args, kwargs);
    if (type && doc && PyObject_SetAttrString(type, "__doc__", doc) < 0) Py_CLEAR(type);
    Py_XDECREF(kwargs);
    Py_XDECREF(args);
    Py_XDECREF(pairs);
    Py_XDECREF(base);
    return type;
}

PX_API PyObject *px_enum_member(PyObject *type, PyObject *value) {
    return PyObject_CallOneArg(type, value);
}

PX_API PyObject *px_enum_import(PyObject *module, PyObject *name) {
    PyObject *from = PyImport_Import(module), *type = from ? PyObject_GetAttr(from, name) : NULL;
    Py_XDECREF(from);
    return type;
}
