#include "px/pickle.h"

#include <string.h>

static const char *const px_pickle_hashes[] = {"sha256", "sha1", "md5"};

/* The start of a hash of the names; -1 with an exception. */
static long px_pickle_checksum(const px_pickle *p, const char *hash) {
    PyObject *hashlib = PyImport_ImportModule("hashlib"), *object = NULL, *text = NULL;
    char digits[8];
    long value = -1;
    if (hashlib) object = PyObject_CallMethod(hashlib, hash, "y", p->names);
    if (object) text = PyObject_CallMethod(object, "hexdigest", NULL);
    if (text && PyUnicode_AsUTF8(text)) {
        strncpy(digits, PyUnicode_AsUTF8(text), 7);
        digits[7] = 0;
        value = strtol(digits, NULL, 16);
    }
    Py_XDECREF(hashlib);
    Py_XDECREF(object);
    Py_XDECREF(text);
    return value;
}

/* "(a, b)" for messages. New reference, or NULL. */
static PyObject *px_pickle_names(const px_pickle *p) {
    PyObject *text = PyUnicode_FromString(p->names), *parts = NULL, *comma = NULL, *joined = NULL;
    if (text) parts = PyUnicode_Split(text, NULL, -1);
    if (parts) comma = PyUnicode_FromString(", ");
    if (comma) joined = PyUnicode_Join(comma, parts);
    Py_XDECREF(text);
    Py_XDECREF(parts);
    Py_XDECREF(comma);
    return joined;
}

/* Raises pickle.PickleError. */
static void px_pickle_mismatch(const px_pickle *p, long given, const long *known) {
    PyObject *pickle = PyImport_ImportModule("pickle"), *error = NULL, *names = px_pickle_names(p);
    if (pickle) error = PyObject_GetAttrString(pickle, "PickleError");
    if (error && names)
        PyErr_Format(error, "Incompatible checksums (0x%x vs (0x%x, 0x%x, 0x%x) = (%U))", (int)given, (int)known[0],
                     (int)known[1], (int)known[2], names);
    Py_XDECREF(pickle);
    Py_XDECREF(error);
    Py_XDECREF(names);
}

/* 0 if data with this checksum is of this class, else -1. */
static int px_pickle_check(const px_pickle *p, long given) {
    long known[3];
    int i;
    for (i = 0; i < 3; i++) {
        known[i] = px_pickle_checksum(p, px_pickle_hashes[i]);
        if (known[i] < 0) return -1;
        if (known[i] == given) return 0;
    }
    px_pickle_mismatch(p, given, known);
    return -1;
}

/* The dict of an instance; new reference or NULL, with an exception only if asking failed. */
static PyObject *px_pickle_dict(PyObject *self) {
    PyObject *dict = PyObject_GetAttrString(self, "__dict__");
    if (!dict && PyErr_ExceptionMatches(PyExc_AttributeError)) PyErr_Clear();
    return dict;
}

/* The state with the dict behind it, if there is anything in it. Takes over the state. */
static PyObject *px_pickle_with_dict(PyObject *self, PyObject *state, int *more) {
    PyObject *dict = px_pickle_dict(self), *rest, *both = NULL;
    int filled = dict && dict != Py_None ? PyObject_IsTrue(dict) : 0;
    if (PyErr_Occurred() || filled <= 0) {
        Py_XDECREF(dict);
        if (!PyErr_Occurred()) return state;
        Py_DECREF(state);
        return NULL;
    }
    *more = 1;
    rest = PyTuple_Pack(1, dict);
    if (rest) both = PySequence_Concat(state, rest);
    Py_XDECREF(rest);
    Py_DECREF(dict);
    Py_DECREF(state);
    return both;
}

PX_API PyObject *px_pickle_reduce(px_module *m, const px_pickle *p, PyObject *self) {
    PyObject *state, *unpickle = NULL, *result = NULL;
    long checksum;
    int more = 0;
    Py_ssize_t i;
    if (!p->get) {
        PyErr_SetString(PyExc_TypeError, p->why);
        return NULL;
    }
    checksum = px_pickle_checksum(p, px_pickle_hashes[0]);
    state = checksum < 0 ? NULL : p->get(self);
    if (state) state = px_pickle_with_dict(self, state, &more);
    if (!state) return NULL;
    for (i = 0; p->objects[i]; i++) more |= p->objects[i] == '1' && PyTuple_GET_ITEM(state, i) != Py_None;
    unpickle = PyObject_GetAttrString(m->module, p->unpickle->ml_name);
    /* An object may refer to itself: its state is set when it is there. */
    if (unpickle && more)
        result = Py_BuildValue("O(OlO)O", unpickle, Py_TYPE(self), checksum, Py_None, state);
    else if (unpickle)
        result = Py_BuildValue("O(OlO)", unpickle, Py_TYPE(self), checksum, state);
    Py_XDECREF(unpickle);
    Py_DECREF(state);
    return result;
}

static int px_pickle_set(const px_pickle *p, PyObject *self, PyObject *state) {
    Py_ssize_t n = (Py_ssize_t)strlen(p->objects);
    PyObject *dict, *done = NULL;
    if (!PyTuple_Check(state)) {
        PyErr_Format(PyExc_TypeError, "Expected tuple, got %.200s", Py_TYPE(state)->tp_name);
        return -1;
    }
    if (PyTuple_GET_SIZE(state) < n) {
        PyErr_SetString(PyExc_IndexError, "tuple index out of range");
        return -1;
    }
    if (p->set(self, state) < 0) return -1;
    if (PyTuple_GET_SIZE(state) == n) return 0;
    dict = px_pickle_dict(self);
    if (!dict) return PyErr_Occurred() ? -1 : 0;
    done = PyObject_CallMethod(dict, "update", "O", PyTuple_GET_ITEM(state, n));
    Py_DECREF(dict);
    Py_XDECREF(done);
    return done ? 0 : -1;
}

PX_API PyObject *px_pickle_setstate(const px_pickle *p, PyObject *self, PyObject *state) {
    if (!p->set) {
        PyErr_SetString(PyExc_TypeError, p->why);
        return NULL;
    }
    if (px_pickle_set(p, self, state) < 0) return NULL;
    return Py_NewRef(Py_None);
}

PX_API PyObject *px_pickle_restore(const px_pickle *p, PyObject *args) {
    PyTypeObject *type;
    PyObject *state, *none, *self;
    long checksum;
    if (!PyArg_ParseTuple(args, "O!lO", &PyType_Type, &type, &checksum, &state)) return NULL;
    if (px_pickle_check(p, checksum) < 0) return NULL;
    if (!PyType_IsSubtype(type, *p->type)) {
        PyErr_Format(PyExc_TypeError, "%.200s.__new__(%.200s): %.200s is not a subtype of %.200s", (*p->type)->tp_name,
                     type->tp_name, type->tp_name, (*p->type)->tp_name);
        return NULL;
    }
    none = PyTuple_New(0);
    if (!none) return NULL;
    self = (*p->type)->tp_new(type, none, NULL);
    Py_DECREF(none);
    if (self && state != Py_None && px_pickle_set(p, self, state) < 0) Py_CLEAR(self);
    return self;
}

/* Whether the type and `object` have the same there. -1: exception. */
static int px_pickle_is_default(PyTypeObject *type, const char *name) {
    PyObject *own = PyObject_GetAttrString((PyObject *)type, name), *plain;
    int same;
    if (!own) return -1;
    plain = PyObject_GetAttrString((PyObject *)&PyBaseObject_Type, name);
    same = plain ? own == plain : -1;
    Py_DECREF(own);
    Py_XDECREF(plain);
    return same;
}

/* `__reduce__` of a base that was made like this. */
static int px_pickle_is_ours(PyTypeObject *type) {
    PyObject *reduce = PyObject_GetAttrString((PyObject *)type, "__reduce__"), *name = NULL;
    int same = -1;
    if (reduce) name = PyObject_GetAttrString(reduce, "__name__");
    if (name) same = PyUnicode_Check(name) && PyUnicode_CompareWithASCIIString(name, "__reduce_cython__") == 0;
    Py_XDECREF(reduce);
    Py_XDECREF(name);
    return same;
}

static int px_pickle_allowed(PyTypeObject *type) {
    int result = px_pickle_is_default(type, "__reduce_ex__");
#if PY_VERSION_HEX >= 0x030B0000
    if (result > 0) result = px_pickle_is_default(type, "__getstate__");
#endif
    if (result <= 0) return result;
    result = px_pickle_is_default(type, "__reduce__");
    return result ? result : px_pickle_is_ours(type);
}

static int px_pickle_add(PyTypeObject *type, const char *name, PyMethodDef *def) {
    PyObject *method = PyDescr_NewMethod(type, def);
    int result = method ? PyDict_SetItemString(type->tp_dict, name, method) : -1;
    Py_XDECREF(method);
    return result;
}

PX_API int px_pickle_install(px_module *m, const px_pickle *p) {
    PyTypeObject *type = *p->type;
    PyObject *module, *unpickle;
    int allowed = px_pickle_allowed(type), result;
    if (allowed < 0) return -1;
    if (p->get && (px_pickle_add(type, p->reduce->ml_name, p->reduce) < 0 ||
                   px_pickle_add(type, p->setstate->ml_name, p->setstate) < 0))
        return -1;
    if (allowed && (px_pickle_add(type, "__reduce__", p->reduce) < 0 ||
                    px_pickle_add(type, "__setstate__", p->setstate) < 0))
        return -1;
    if (!p->get) return 0;
    module = PyDict_GetItemString(m->dict, "__name__");
    unpickle = PyCFunction_NewEx(p->unpickle, NULL, module);
    result = unpickle ? PyDict_SetItemString(m->dict, p->unpickle->ml_name, unpickle) : -1;
    Py_XDECREF(unpickle);
    return result;
}
