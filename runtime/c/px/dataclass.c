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

static PyObject *px_dataclass_default(PyObject *value, PyObject *none) {
    (void)none;
    return Py_NewRef(value);
}

static PyMethodDef px_dataclass_factory = {"default", px_dataclass_default, METH_NOARGS, NULL};

/* `field(init=False, default=value)`: the value stays in the class as a rule, but there stands the descriptor here, so `__init__` has to
 * set it. For the library it is a factory meanwhile; `back` undoes that. 0, or -1. */
static int px_dataclass_turn(PyObject *field, PyObject *missing, PyObject *back) {
    PyObject *init = PyObject_GetAttrString(field, "init"), *value = NULL, *factory = NULL, *pair = NULL;
    int result = -1, given = init ? PyObject_IsTrue(init) : -1;
    Py_XDECREF(init);
    if (given) return given < 0 ? -1 : 0;
    value = PyObject_GetAttrString(field, "default");
    if (value == missing) {
        result = 0;
    } else if (value) {
        factory = PyCFunction_New(&px_dataclass_factory, value);
        pair = PyTuple_Pack(2, field, value);
        if (factory && pair && PyList_Append(back, pair) == 0 && PyObject_SetAttrString(field, "default", missing) == 0)
            result = PyObject_SetAttrString(field, "default_factory", factory);
    }
    Py_XDECREF(value);
    Py_XDECREF(factory);
    Py_XDECREF(pair);
    return result;
}

static int px_dataclass_turn_all(PyTypeObject *type, PyObject *module, PyObject *annotations, PyObject *back) {
    PyObject *kind = PyObject_GetAttrString(module, "Field"), *missing = NULL, *name, *annotation;
    Py_ssize_t at = 0;
    int result = kind ? 0 : -1;
    if (kind) missing = PyObject_GetAttrString(module, "MISSING");
    if (!missing) result = -1;
    while (result == 0 && annotations && PyDict_Next(annotations, &at, &name, &annotation)) {
        PyObject *value = PyDict_GetItemWithError(type->tp_dict, name);
        int is_field = value ? PyObject_IsInstance(value, kind) : 0;
        result = is_field < 0 ? -1 : is_field ? px_dataclass_turn(value, missing, back) : 0;
    }
    Py_XDECREF(kind);
    Py_XDECREF(missing);
    return result;
}

static int px_dataclass_turn_back(PyObject *module, PyObject *back) {
    PyObject *missing = PyObject_GetAttrString(module, "MISSING");
    Py_ssize_t i;
    int result = missing ? 0 : -1;
    for (i = 0; result == 0 && i < PyList_GET_SIZE(back); i++) {
        PyObject *pair = PyList_GET_ITEM(back, i);
        result = PyObject_SetAttrString(PyTuple_GET_ITEM(pair, 0), "default", PyTuple_GET_ITEM(pair, 1));
        if (result == 0) result = PyObject_SetAttrString(PyTuple_GET_ITEM(pair, 0), "default_factory", missing);
    }
    Py_XDECREF(missing);
    return result;
}

static int px_dataclass_decorate(PyObject *type, PyObject *annotations, PyObject *keywords) {
    PyObject *module = PyImport_ImportModule("dataclasses"), *decorator = NULL, *args = NULL, *done = NULL;
    PyObject *back = PyList_New(0);
    int turned = module && back ? px_dataclass_turn_all((PyTypeObject *)type, module, annotations, back) : -1;
    if (turned == 0) decorator = PyObject_GetAttrString(module, "dataclass");
    if (decorator) args = PyTuple_Pack(1, type);
    if (args) done = PyObject_Call(decorator, args, keywords);
    if (done && px_dataclass_turn_back(module, back) < 0) Py_CLEAR(done);
    Py_XDECREF(back);
    Py_XDECREF(module);
    Py_XDECREF(decorator);
    Py_XDECREF(args);
    Py_XDECREF(done);
    return done ? 0 : -1;
}

#define PX_DATACLASS_FIELDS "__dataclass_fields__"
/* With the hidden ones, where a class has any. */
#define PX_DATACLASS_ALL "__pyxide_fields__"

/* Shows the library all fields of the bases, or hides those again that Python is not told of. */
static int px_dataclass_bases(PyTypeObject *type, int all) {
    Py_ssize_t i;
    for (i = 1; i < PyTuple_GET_SIZE(type->tp_mro); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(type->tp_mro, i);
        PyObject *fields = base->tp_dict ? PyDict_GetItemString(base->tp_dict, PX_DATACLASS_ALL) : NULL;
        if (!fields) continue;
        if (PyDict_SetItemString(base->tp_dict, PX_DATACLASS_FIELDS, PyTuple_GET_ITEM(fields, !all)) < 0) return -1;
        PyType_Modified(base);
    }
    return 0;
}

static int px_dataclass_drop(PyObject *visible, PyObject *names) {
    Py_ssize_t at = 0;
    PyObject *name;
    PyObject *items = PySequence_List(names);
    int result = items ? 0 : -1;
    for (; result == 0 && at < PyList_GET_SIZE(items); at++) {
        name = PyList_GET_ITEM(items, at);
        if (PyDict_GetItemWithError(visible, name)) result = PyDict_DelItem(visible, name);
        else if (PyErr_Occurred()) result = -1;
    }
    Py_XDECREF(items);
    return result;
}

/* The fields that hidden attributes made, own and inherited ones, are none for whoever asks later. */
static int px_dataclass_conceal(PyTypeObject *type, PyObject *hidden) {
    PyObject *all = PyDict_GetItemString(type->tp_dict, PX_DATACLASS_FIELDS), *visible, *pair;
    int result = all ? 0 : -1;
    Py_ssize_t i;
    visible = all ? PyDict_Copy(all) : NULL;
    if (!visible) return -1;
    result = px_dataclass_drop(visible, hidden);
    for (i = 1; result == 0 && i < PyTuple_GET_SIZE(type->tp_mro); i++) {
        PyTypeObject *base = (PyTypeObject *)PyTuple_GET_ITEM(type->tp_mro, i);
        PyObject *names = base->tp_dict ? PyDict_GetItemString(base->tp_dict, PX_DATACLASS_ALL) : NULL;
        if (names) result = px_dataclass_drop(visible, PyTuple_GET_ITEM(names, 2));
    }
    if (result == 0 && PyDict_GET_SIZE(visible) < PyDict_GET_SIZE(all)) {
        pair = PyTuple_Pack(3, all, visible, hidden);
        result = pair ? PyDict_SetItemString(type->tp_dict, PX_DATACLASS_ALL, pair) : -1;
        Py_XDECREF(pair);
        if (result == 0) result = PyDict_SetItemString(type->tp_dict, PX_DATACLASS_FIELDS, visible);
    }
    Py_DECREF(visible);
    return result;
}

/* The library assigns methods to the type, which fills its slots, so it is mutable for the time being. */
PX_API int px_dataclass_apply(PyObject *object, PyObject *keywords, PyObject *hidden) {
    PyTypeObject *type = (PyTypeObject *)object;
    PyObject *annotations = Py_XNewRef(PyDict_GetItemString(type->tp_dict, "__annotations__"));
    int result = px_dataclass_fields(type, annotations, 0);
    if (result == 0) result = px_dataclass_bases(type, 1);
    type->tp_flags &= ~(unsigned long)Py_TPFLAGS_IMMUTABLETYPE;
    PyType_Modified(type);
    if (result == 0) result = px_dataclass_decorate(object, annotations, keywords);
    if (result == 0) result = px_dataclass_fields(type, annotations, 1);
    if (result == 0) result = px_dataclass_conceal(type, hidden);
    if (result == 0) result = px_dataclass_bases(type, 0);
    type->tp_flags |= Py_TPFLAGS_IMMUTABLETYPE;
    /* Its `__init__` is found by the slot alone. */
    type->tp_vectorcall = NULL;
    PyType_Modified(type);
    Py_XDECREF(annotations);
    return result;
}
