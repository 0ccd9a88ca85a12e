#include "px/slots.h"

PX_API PX_COLD void px_slot_missing(PyObject *self, const char *what) {
    PyErr_Format(PyExc_NotImplementedError, "%s not supported by %.200s", what, Py_TYPE(self)->tp_name);
}

PX_API PyObject *px_slot_get_attribute(PyObject *self, PyObject *name, PyTypeObject *type) {
    getattrofunc get = type->tp_base->tp_getattro;
    return get ? get(self, name) : PyObject_GenericGetAttr(self, name);
}

PX_API int px_slot_base_set_attribute(PyObject *self, PyObject *name, PyObject *value, PyTypeObject *type) {
    setattrofunc set = type->tp_base->tp_setattro;
    return set ? set(self, name, value) : PyObject_GenericSetAttr(self, name, value);
}

PX_API int px_slot_base_set_item(PyObject *self, PyObject *key, PyObject *value, PyTypeObject *type) {
    PyMappingMethods *base = type->tp_base->tp_as_mapping;
    PySequenceMethods *sequence = type->tp_base->tp_as_sequence;
    if (base && base->mp_ass_subscript) return base->mp_ass_subscript(self, key, value);
    if (sequence && sequence->sq_ass_item) {
        Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
        return index == -1 && PyErr_Occurred() ? -1 : sequence->sq_ass_item(self, index, value);
    }
    px_slot_missing(self, value ? "Subscript assignment" : "Subscript deletion");
    return -1;
}

PX_API int px_slot_base_descr_set(PyObject *self, PyObject *object, PyObject *value, PyTypeObject *type) {
    descrsetfunc set = type->tp_base->tp_descr_set;
    if (set) return set(self, object, value);
    PyErr_SetString(PyExc_NotImplementedError, value ? "__set__" : "__delete__");
    return -1;
}

PX_API PyObject *px_slot_base_richcompare(PyObject *self, PyObject *other, int op, PyTypeObject *type) {
    richcmpfunc own = type->tp_richcompare;
    PyTypeObject *base = type->tp_base;
    while (base && base->tp_richcompare == own) base = base->tp_base;
    if (base && base->tp_richcompare) return base->tp_richcompare(self, other, op);
    return Py_NewRef(Py_NotImplemented);
}

PX_API PyObject *px_slot_power_none(PyTypeObject *type, const char *name) {
    PyErr_Format(PyExc_TypeError, "%.200s.%s() takes 3 arguments but 2 were given", type->tp_name, name);
    return NULL;
}
