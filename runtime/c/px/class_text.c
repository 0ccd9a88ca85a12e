#include "px/class_text.h"

#include <string.h>

/* The interpreter takes a type's `__module__` from its dict as it is, and asks no descriptor. So the text is a str that is a
 * descriptor as well; these follow the struct of the str. */
typedef struct px_class_text {
    const PyGetSetDef *def;
    PyTypeObject *owner; /* borrowed: its dict has the text */
} px_class_text;

static px_class_text *px_class_text_of(PyObject *text) {
    return (px_class_text *)(void *)((char *)text + PyUnicode_Type.tp_basicsize);
}

static int px_class_text_fits(px_class_text *text, PyObject *instance) {
    if (PyObject_TypeCheck(instance, text->owner)) return 1;
    PyErr_Format(PyExc_TypeError, "descriptor '%s' for '%.100s' objects doesn't apply to a '%.100s' object", text->def->name,
                 text->owner->tp_name, Py_TYPE(instance)->tp_name);
    return 0;
}

static PyObject *px_class_text_get(PyObject *self, PyObject *instance, PyObject *type) {
    px_class_text *text = px_class_text_of(self);
    (void)type;
    if (!instance) return PyUnicode_FromObject(self);
    if (!px_class_text_fits(text, instance)) return NULL;
    if (text->def->get) return text->def->get(instance, text->def->closure);
    PyErr_Format(PyExc_AttributeError, "attribute '%s' of '%.100s' objects is not readable", text->def->name,
                 text->owner->tp_name);
    return NULL;
}

static int px_class_text_set(PyObject *self, PyObject *instance, PyObject *value) {
    px_class_text *text = px_class_text_of(self);
    if (!px_class_text_fits(text, instance)) return -1;
    if (text->def->set) return text->def->set(instance, value, text->def->closure);
    PyErr_Format(PyExc_AttributeError, "attribute '%s' of '%.100s' objects is not writable", text->def->name,
                 text->owner->tp_name);
    return -1;
}

/* Copies, pickles among them, are plain texts. */
static PyObject *px_class_text_reduce(PyObject *self, PyObject *unused) {
    PyObject *text = PyUnicode_FromObject(self);
    (void)unused;
    return text ? Py_BuildValue("O(N)", (PyObject *)&PyUnicode_Type, text) : NULL;
}

static PyMethodDef px_class_text_methods[] = {{"__reduce__", px_class_text_reduce, METH_NOARGS, NULL},
                                              {NULL, NULL, 0, NULL}};

static PyType_Slot px_class_text_slots[] = {
    {Py_tp_descr_get, (void *)px_class_text_get},
    {Py_tp_descr_set, (void *)px_class_text_set},
    {Py_tp_methods, px_class_text_methods},
    {0, NULL}};

static PyObject *px_class_text_type(void) {
    PyType_Spec spec = {"pyxide.class_text", 0, 0, Py_TPFLAGS_DEFAULT, NULL};
    PyObject *bases = PyTuple_Pack(1, (PyObject *)&PyUnicode_Type), *type;
    if (!bases) return NULL;
    spec.basicsize = (int)(PyUnicode_Type.tp_basicsize + (Py_ssize_t)sizeof(px_class_text));
    spec.slots = px_class_text_slots;
    type = PyType_FromSpecWithBases(&spec, bases);
    Py_DECREF(bases);
    return type;
}

static const PyGetSetDef *px_class_getset(const px_class *c, const char *name) {
    const PyType_Slot *slot;
    for (slot = c->slots; slot->slot; slot++) {
        const PyGetSetDef *def = (const PyGetSetDef *)slot->pfunc;
        if (slot->slot != Py_tp_getset) continue;
        for (; def->name; def++)
            if (!strcmp(def->name, name)) return def;
    }
    return NULL;
}

static int px_class_put_text(const px_class *c, PyTypeObject *type, const char *name, PyObject *value) {
    const PyGetSetDef *def = px_class_getset(c, name);
    PyObject *text_type, *text;
    int failed;
    if (!def || !value) {
        Py_XDECREF(value);
        return value || !PyErr_Occurred() ? 0 : -1;
    }
    text_type = px_class_text_type();
    text = text_type ? PyObject_CallOneArg(text_type, value) : NULL;
    Py_XDECREF(text_type);
    Py_DECREF(value);
    if (!text) return -1;
    px_class_text_of(text)->def = def;
    px_class_text_of(text)->owner = type;
    failed = PyDict_SetItemString(type->tp_dict, name, text) < 0;
    Py_DECREF(text);
    return failed ? -1 : 0;
}

PX_API int px_class_texts(const px_class *c, PyTypeObject *type) {
    const char *dot = strrchr(c->name, '.');
    PyObject *doc = c->doc ? PyUnicode_FromString(c->doc) : NULL;
    if (c->doc && !doc) return -1;
    if (px_class_put_text(c, type, "__doc__", doc) < 0) return -1;
    return px_class_put_text(c, type, "__module__", dot ? PyUnicode_FromStringAndSize(c->name, dot - c->name) : NULL);
}
