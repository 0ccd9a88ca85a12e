#include "px/dataclass.h"

#include "px/extension_type.h"

/* The descriptor of a field would pass for its default value: it is taken out of the dict. */
static int px_dataclass_hide(PyTypeObject *type, const char *name) {
    PyObject *value = PyDict_GetItemString(type->tp_dict, name);
    if (!value || !(Py_IS_TYPE(value, &PyGetSetDescr_Type) || Py_IS_TYPE(value, &PyMemberDescr_Type))) return 0;
    return PyDict_DelItemString(type->tp_dict, name);
}

/* And put back there, in place of the default value. Takes over the descriptor. */
static int px_dataclass_show(PyTypeObject *type, const char *name, PyObject *descriptor) {
    int result = descriptor ? PyDict_SetItemString(type->tp_dict, name, descriptor) : -1;
    Py_XDECREF(descriptor);
    return result;
}

/* 1 if the name is that of a field. */
static int px_dataclass_field(PyObject *annotations, const char *name) {
    return annotations && PyDict_GetItemString(annotations, name) != NULL;
}

static int px_dataclass_fields(PyTypeObject *type, PyObject *annotations, int show) {
    PyGetSetDef *getset;
    PyMemberDef *member;
    for (getset = type->tp_getset; getset && getset->name; getset++) {
        if (!px_dataclass_field(annotations, getset->name)) continue;
        if (show ? px_dataclass_show(type, getset->name, PyDescr_NewGetSet(type, getset))
                 : px_dataclass_hide(type, getset->name))
            return -1;
    }
    for (member = type->tp_members; member && member->name; member++) {
        if (!px_dataclass_field(annotations, member->name)) continue;
        if (show ? px_dataclass_show(type, member->name, PyDescr_NewMember(type, member))
                 : px_dataclass_hide(type, member->name))
            return -1;
    }
    return 0;
}

static int px_dataclass_decorate(PyObject *type, PyObject *keywords) {
    PyObject *module = PyImport_ImportModule("dataclasses"), *decorator = NULL, *args = NULL, *done = NULL;
    if (module) decorator = PyObject_GetAttrString(module, "dataclass");
    if (decorator) args = PyTuple_Pack(1, type);
    if (args) done = PyObject_Call(decorator, args, keywords);
    Py_XDECREF(module);
    Py_XDECREF(decorator);
    Py_XDECREF(args);
    Py_XDECREF(done);
    return done ? 0 : -1;
}

/* The library assigns methods to the type, which fills its slots, so it is mutable for the time being. */
PX_API int px_dataclass_apply(PyObject *object, PyObject *keywords) {
    PyTypeObject *type = (PyTypeObject *)object;
    PyObject *annotations = Py_XNewRef(PyDict_GetItemString(type->tp_dict, "__annotations__"));
    int result = px_dataclass_fields(type, annotations, 0);
    type->tp_flags &= ~(unsigned long)Py_TPFLAGS_IMMUTABLETYPE;
    PyType_Modified(type);
    if (result == 0) result = px_dataclass_decorate(object, keywords);
    if (result == 0) result = px_dataclass_fields(type, annotations, 1);
    type->tp_flags |= Py_TPFLAGS_IMMUTABLETYPE;
    /* Its `__init__` is found by the slot alone. */
    type->tp_vectorcall = NULL;
    PyType_Modified(type);
    Py_XDECREF(annotations);
    return result;
}
