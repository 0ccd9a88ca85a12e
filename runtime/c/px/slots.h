/* Slots of extension types that are made from several special methods, or from one that needs something around it.
 *
 * A function here is called with the arguments of the slot, then the type object that the slot stands in, then the address of each method's
 * C function, or NULL where the class does not have it. The addresses are constants, so all is inlined into the slot's function. */
#ifndef PX_SLOTS_H
#define PX_SLOTS_H
#include "px/base.h"
#include "px/ext_instance.h"

/* The slot of the first base that has another function there. */
PX_API PX_COLD void px_slot_missing(PyObject *self, const char *what);
PX_API PyObject *px_slot_get_attribute(PyObject *self, PyObject *name, PyTypeObject *type);
PX_API int px_slot_base_set_attribute(PyObject *self, PyObject *name, PyObject *value, PyTypeObject *type);
PX_API int px_slot_base_set_item(PyObject *self, PyObject *key, PyObject *value, PyTypeObject *type);
PX_API int px_slot_base_descr_set(PyObject *self, PyObject *object, PyObject *value, PyTypeObject *type);
PX_API PyObject *px_slot_base_richcompare(PyObject *self, PyObject *other, int op, PyTypeObject *type);
PX_API PyObject *px_slot_power_none(PyTypeObject *type, const char *name);

/* -- life and calls -- */

PX_INLINE int px_slot_init(PyObject *self, PyObject *args, PyObject *kwargs, void *entry, PyObject **function) {
    px_general method;
    PyObject *done;
    method.entry = (px_entry)entry;
    method.function = function;
    done = px_call_with_tuple(&method, self, args, kwargs);
    Py_XDECREF(done);
    return done ? 0 : -1;
}

PX_INLINE PyObject *px_slot_call(PyObject *self, PyObject *args, PyObject *kwargs, void *entry, PyObject **function) {
    px_general method;
    method.entry = (px_entry)entry;
    method.function = function;
    return px_call_with_tuple(&method, self, args, kwargs);
}

/* The exception in flight is not `__del__`'s business. */
PX_INLINE void px_slot_finalize(PyObject *self, PyObject *type, void *del) {
    PyObject *kind, *value, *traceback;
    (void)type;
    PyErr_Fetch(&kind, &value, &traceback);
    ((void (*)(PyObject *))del)(self);
    PyErr_Restore(kind, value, traceback);
}

/* -- values -- */

/* -1 says that hashing failed, so it is no hash. */
PX_INLINE Py_hash_t px_slot_hash(PyObject *self, PyObject *type, void *hash) {
    Py_hash_t value = ((hashfunc)hash)(self);
    (void)type;
    return px_unlikely(value == -1) && !PyErr_Occurred() ? -2 : value;
}

PX_INLINE Py_ssize_t px_slot_length(PyObject *self, PyObject *type, void *len) {
    Py_ssize_t value = ((lenfunc)len)(self);
    (void)type;
    if (px_unlikely(value < 0)) {
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_ValueError, "__len__() should return >= 0");
        return -1;
    }
    return value;
}

PX_INLINE int px_slot_one_or_zero(int value) {
    if (px_unlikely(value == -1)) return PyErr_Occurred() ? -1 : 1;
    return value != 0;
}

PX_INLINE int px_slot_truth(PyObject *self, PyObject *type, void *truth, void *nonzero) {
    (void)type;
    return px_slot_one_or_zero(((inquiry)(truth ? truth : nonzero))(self));
}

PX_INLINE int px_slot_contains(PyObject *self, PyObject *item, PyObject *type, void *contains) {
    (void)type;
    return px_slot_one_or_zero(((objobjproc)contains)(self, item));
}

/* -- comparison -- */

PX_INLINE PyObject *px_slot_not(PyObject *value) {
    int truth;
    if (!value || value == Py_NotImplemented) return value;
    truth = PyObject_IsTrue(value);
    Py_DECREF(value);
    return truth < 0 ? NULL : Py_NewRef(truth ? Py_False : Py_True);
}

/* The type is NULL where all bases are classes of the unit: what a class does not have is not looked up in them then. */
PX_INLINE PyObject *px_slot_richcompare(PyObject *self, PyObject *other, int op, PyObject *type, void *any, void *lt,
                                        void *le, void *eq, void *ne, void *gt, void *ge) {
    void *method = NULL;
    if (any) return ((richcmpfunc)any)(self, other, op);
    switch (op) {
    case Py_LT:
        method = lt;
        break;
    case Py_LE:
        method = le;
        break;
    case Py_EQ:
        method = eq;
        break;
    case Py_NE:
        method = ne;
        /* A base of elsewhere knows better. */
        if (!ne && eq && !type) return px_slot_not(((binaryfunc)eq)(self, other));
        break;
    case Py_GT:
        method = gt;
        break;
    case Py_GE:
        method = ge;
        break;
    }
    if (method) return ((binaryfunc)method)(self, other);
    if (type) return px_slot_base_richcompare(self, other, op, (PyTypeObject *)type);
    return Py_NewRef(Py_NotImplemented);
}

/* -- attributes and descriptors -- */

PX_INLINE PyObject *px_slot_getattro(PyObject *self, PyObject *name, PyObject *type, void *always, void *missing) {
    PyObject *value;
    if (always)
        value = ((binaryfunc)always)(self, name);
    else
        value = px_slot_get_attribute(self, name, (PyTypeObject *)type);
    if (value || !missing || !PyErr_ExceptionMatches(PyExc_AttributeError)) return value;
    PyErr_Clear();
    return ((binaryfunc)missing)(self, name);
}

PX_INLINE int px_slot_setattro(PyObject *self, PyObject *name, PyObject *value, PyObject *type, void *set, void *del) {
    if (value && set) return ((objobjargproc)set)(self, name, value);
    if (!value && del) return ((objobjproc)del)(self, name);
    return px_slot_base_set_attribute(self, name, value, (PyTypeObject *)type);
}

PX_INLINE PyObject *px_slot_descr_get(PyObject *self, PyObject *object, PyObject *owner, PyObject *type, void *get,
                                      int takes) {
    (void)type;
    if (!object) object = Py_None;
    if (!owner) owner = Py_None;
    return takes == 2 ? ((binaryfunc)get)(self, object) : ((ternaryfunc)get)(self, object, owner);
}

PX_INLINE int px_slot_descr_set(PyObject *self, PyObject *object, PyObject *value, PyObject *type, void *set, void *del) {
    if (value && set) return ((objobjargproc)set)(self, object, value);
    if (!value && del) return ((objobjproc)del)(self, object);
    return px_slot_base_descr_set(self, object, value, (PyTypeObject *)type);
}

/* -- items -- */

/* For C code that asks by number. */
PX_INLINE PyObject *px_slot_item(PyObject *self, Py_ssize_t index, PyObject *type, void *get) {
    PyObject *key = PyLong_FromSsize_t(index), *value;
    (void)type;
    if (!key) return NULL;
    value = ((binaryfunc)get)(self, key);
    Py_DECREF(key);
    return value;
}

PX_INLINE int px_slot_ass_subscript(PyObject *self, PyObject *key, PyObject *value, PyObject *type, void *set, void *del) {
    if (value && set) return ((objobjargproc)set)(self, key, value);
    if (!value && del) return ((objobjproc)del)(self, key);
    return px_slot_base_set_item(self, key, value, (PyTypeObject *)type);
}

/* For C code that sets by number. */
PX_INLINE int px_slot_ass_item(PyObject *self, Py_ssize_t index, PyObject *value, PyObject *type, void *set, void *del) {
    PyObject *key = PyLong_FromSsize_t(index);
    int result;
    if (!key) return -1;
    result = px_slot_ass_subscript(self, key, value, type, set, del);
    Py_DECREF(key);
    return result;
}

/* -- buffers -- */

/* Who leaves the owner as it was, or makes it None, owns the memory otherwise. Takes over the reference to `owner`. */
PX_INLINE int px_slot_fill_buffer(PyObject *self, Py_buffer *view, int flags, PyObject *owner, void *get) {
    int result;
    if (!view) {
        Py_XDECREF(owner);
        PyErr_SetString(PyExc_BufferError, "PyObject_GetBuffer: view==NULL argument is obsolete");
        return -1;
    }
    view->obj = owner;
    result = ((getbufferproc)get)(self, view, flags);
    if (result < 0 || view->obj == Py_None) Py_CLEAR(view->obj);
    return result;
}

/* The owner is None while `__getbuffer__` runs. */
PX_INLINE int px_slot_getbuffer(PyObject *self, Py_buffer *view, int flags, PyObject *type, void *get) {
    (void)type;
    return px_slot_fill_buffer(self, view, flags, Py_NewRef(Py_None), get);
}

/* The method does not know the owner as an object: what it calls replaces it without releasing anything. */
PX_INLINE int px_slot_getbuffer_raw(PyObject *self, Py_buffer *view, int flags, PyObject *type, void *get) {
    (void)type;
    return px_slot_fill_buffer(self, view, flags, NULL, get);
}

/* -- operators -- */

/* An operator and its reflected form. Which operand is the instance is not known; what the class does not define is its base's. */
#define PX_SLOT_BINARY(name, slot) \
    PX_INLINE PyObject *px_slot_##name(PyObject *left, PyObject *right, PyObject *type, void *plain, void *reflected) { \
        PyTypeObject *own = (PyTypeObject *)type; \
        int mine = PyObject_TypeCheck(left, own); \
        PyNumberMethods *base = plain && reflected ? NULL : own->tp_base->tp_as_number; \
        PyObject *value; \
        if (mine && plain) { \
            value = ((binaryfunc)plain)(left, right); \
            if (value != Py_NotImplemented) return value; \
            Py_DECREF(value); \
        } \
        if (reflected && PyObject_TypeCheck(right, own)) { \
            if (mine && !plain && base && base->slot) { \
                value = base->slot(left, right); \
                if (value != Py_NotImplemented) return value; \
                Py_DECREF(value); \
            } \
            return ((binaryfunc)reflected)(right, left); \
        } \
        if (base && base->slot && !(mine && plain)) return base->slot(left, right); \
        return Py_NewRef(Py_NotImplemented); \
    }

PX_SLOT_BINARY(add, nb_add)
PX_SLOT_BINARY(subtract, nb_subtract)
PX_SLOT_BINARY(multiply, nb_multiply)
PX_SLOT_BINARY(matrix_multiply, nb_matrix_multiply)
PX_SLOT_BINARY(true_divide, nb_true_divide)
PX_SLOT_BINARY(floor_divide, nb_floor_divide)
PX_SLOT_BINARY(remainder, nb_remainder)
PX_SLOT_BINARY(divmod, nb_divmod)
PX_SLOT_BINARY(lshift, nb_lshift)
PX_SLOT_BINARY(rshift, nb_rshift)
PX_SLOT_BINARY(and, nb_and)
PX_SLOT_BINARY(or, nb_or)
PX_SLOT_BINARY(xor, nb_xor)

/* A method of two or three parameters; the third is None unless `pow` was given a modulus. */
PX_INLINE PyObject *px_slot_power_of(PyTypeObject *type, const char *name, PyObject *left, PyObject *right, PyObject *modulus, void *method,
                                     int takes) {
    if (takes == 3) return ((ternaryfunc)method)(left, right, modulus);
    if (px_unlikely(modulus != Py_None)) return px_slot_power_none(type, name);
    return ((binaryfunc)method)(left, right);
}

PX_INLINE PyObject *px_slot_power(PyObject *left, PyObject *right, PyObject *modulus, PyObject *type, void *plain,
                                  int plain_takes, void *reflected, int reflected_takes) {
    PyTypeObject *own = (PyTypeObject *)type;
    int mine = PyObject_TypeCheck(left, own);
    PyNumberMethods *base = plain && reflected ? NULL : own->tp_base->tp_as_number;
    PyObject *value;
    if (mine && plain) {
        value = px_slot_power_of(own, "__pow__", left, right, modulus, plain, plain_takes);
        if (value != Py_NotImplemented) return value;
        Py_DECREF(value);
    }
    if (reflected && PyObject_TypeCheck(right, own))
        return px_slot_power_of(own, "__rpow__", right, left, modulus, reflected, reflected_takes);
    if (base && base->nb_power && !(mine && plain)) return base->nb_power(left, right, modulus);
    return Py_NewRef(Py_NotImplemented);
}

PX_INLINE PyObject *px_slot_inplace_power(PyObject *self, PyObject *other, PyObject *modulus, PyObject *type, void *method,
                                          int takes) {
    return px_slot_power_of((PyTypeObject *)type, "__ipow__", self, other, modulus, method, takes);
}

#endif
