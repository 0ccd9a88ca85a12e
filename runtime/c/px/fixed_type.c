#include "px/fixed_type.h"

#include <stddef.h>

/* Where the function of a slot goes: the part of `px_fixed` that has it, and the place in there. */
typedef struct px_fixed_place {
    int slot;
    size_t part;
    size_t offset;
} px_fixed_place;

/* The part of the slots of the type object itself. */
#define PX_IN_TYPE ((size_t)-1)

#define PX_TYPE(name) {Py_##name, PX_IN_TYPE, offsetof(PyTypeObject, name)}
#define PX_ASYNC(name) {Py_##name, offsetof(px_fixed, async), offsetof(PyAsyncMethods, name)}
#define PX_NUMBER(name) {Py_##name, offsetof(px_fixed, number), offsetof(PyNumberMethods, name)}
#define PX_MAPS(name) {Py_##name, offsetof(px_fixed, mapping), offsetof(PyMappingMethods, name)}
#define PX_ITEMS(name) {Py_##name, offsetof(px_fixed, sequence), offsetof(PySequenceMethods, name)}
#define PX_BUFFERS(name) {Py_##name, offsetof(px_fixed, buffer), offsetof(PyBufferProcs, name)}

static const px_fixed_place px_fixed_places[] = {
    PX_TYPE(tp_init),
    PX_TYPE(tp_call),
    PX_TYPE(tp_finalize),
    PX_TYPE(tp_repr),
    PX_TYPE(tp_str),
    PX_TYPE(tp_hash),
    PX_TYPE(tp_richcompare),
    PX_TYPE(tp_getattro),
    PX_TYPE(tp_setattro),
    PX_TYPE(tp_descr_get),
    PX_TYPE(tp_descr_set),
    PX_TYPE(tp_iter),
    PX_TYPE(tp_iternext),
    PX_TYPE(tp_methods),
    PX_TYPE(tp_getset),
    PX_ASYNC(am_await),
    PX_ASYNC(am_aiter),
    PX_ASYNC(am_anext),
    PX_MAPS(mp_length),
    PX_MAPS(mp_subscript),
    PX_MAPS(mp_ass_subscript),
    PX_ITEMS(sq_length),
    PX_ITEMS(sq_item),
    PX_ITEMS(sq_ass_item),
    PX_ITEMS(sq_contains),
    PX_BUFFERS(bf_getbuffer),
    PX_BUFFERS(bf_releasebuffer),
    PX_NUMBER(nb_negative),
    PX_NUMBER(nb_positive),
    PX_NUMBER(nb_absolute),
    PX_NUMBER(nb_invert),
    PX_NUMBER(nb_bool),
    PX_NUMBER(nb_int),
    PX_NUMBER(nb_float),
    PX_NUMBER(nb_index),
    PX_NUMBER(nb_add),
    PX_NUMBER(nb_subtract),
    PX_NUMBER(nb_multiply),
    PX_NUMBER(nb_matrix_multiply),
    PX_NUMBER(nb_true_divide),
    PX_NUMBER(nb_floor_divide),
    PX_NUMBER(nb_remainder),
    PX_NUMBER(nb_divmod),
    PX_NUMBER(nb_power),
    PX_NUMBER(nb_lshift),
    PX_NUMBER(nb_rshift),
    PX_NUMBER(nb_and),
    PX_NUMBER(nb_or),
    PX_NUMBER(nb_xor),
    PX_NUMBER(nb_inplace_add),
    PX_NUMBER(nb_inplace_subtract),
    PX_NUMBER(nb_inplace_multiply),
    PX_NUMBER(nb_inplace_matrix_multiply),
    PX_NUMBER(nb_inplace_true_divide),
    PX_NUMBER(nb_inplace_floor_divide),
    PX_NUMBER(nb_inplace_remainder),
    PX_NUMBER(nb_inplace_power),
    PX_NUMBER(nb_inplace_lshift),
    PX_NUMBER(nb_inplace_rshift),
    PX_NUMBER(nb_inplace_and),
    PX_NUMBER(nb_inplace_or),
    PX_NUMBER(nb_inplace_xor),
};

/* 0, or -1 for a slot that is not in the table above. */
static int px_fixed_fill(px_fixed *fixed, const PyType_Slot *slot) {
    size_t i;
    for (i = 0; i < sizeof px_fixed_places / sizeof *px_fixed_places; i++) {
        const px_fixed_place *place = px_fixed_places + i;
        char *part;
        if (place->slot != slot->slot) continue;
        part = place->part == PX_IN_TYPE ? (char *)fixed->type : (char *)fixed + place->part;
        memcpy(part + place->offset, &slot->pfunc, sizeof slot->pfunc);
        return 0;
    }
    PyErr_Format(PyExc_SystemError, "%.200s: slot %d has no place", fixed->type->tp_name, slot->slot);
    return -1;
}

static int px_fixed_describe(const px_class *c, PyTypeObject *base) {
    px_fixed *fixed = c->fixed;
    PyTypeObject *type = fixed->type;
    const PyType_Slot *slot;
    type->tp_name = c->name;
    type->tp_basicsize = c->layout->size;
    type->tp_flags = px_class_flags(c, base);
    type->tp_doc = c->doc;
    type->tp_new = c->make;
    type->tp_dealloc = c->dealloc;
    if (type->tp_flags & Py_TPFLAGS_HAVE_GC) {
        type->tp_traverse = c->traverse;
        if (!(c->layout->flags & PX_NO_CLEAR)) type->tp_clear = c->clear;
    }
    type->tp_dictoffset = c->layout->dict ? (Py_ssize_t)c->layout->dict : base->tp_dictoffset;
    type->tp_weaklistoffset = c->layout->weakrefs ? (Py_ssize_t)c->layout->weakrefs : base->tp_weaklistoffset;
    type->tp_as_async = &fixed->async;
    type->tp_as_number = &fixed->number;
    type->tp_as_mapping = &fixed->mapping;
    type->tp_as_sequence = &fixed->sequence;
    type->tp_as_buffer = &fixed->buffer;
    for (slot = c->slots; slot->slot; slot++) {
        if (px_fixed_fill(fixed, slot) < 0) return -1;
    }
    return 0;
}

/* A static type over one from a spec has to pass for such a one while it is made ready, and nobody may look at it then. */
static int px_fixed_ready(PyTypeObject *type, PyTypeObject *base) {
    int result, heap = type->tp_bases != NULL, collects;
    for (; base; base = base->tp_base) heap |= (base->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0;
    collects = heap && PyGC_Disable();
    if (heap) type->tp_flags |= Py_TPFLAGS_HEAPTYPE;
    result = PyType_Ready(type);
    if (heap) type->tp_flags &= ~(unsigned long)Py_TPFLAGS_HEAPTYPE;
    if (collects) PyGC_Enable();
    return result;
}

PX_API int px_class_make_fixed(px_module *m, int index, PyObject *bases) {
    const px_class *c = m->def->classes + index;
    PyTypeObject *base = px_class_base(m, c), *type = c->fixed->type;
    if (!base || px_class_check_bases(base, bases) < 0 || px_fixed_describe(c, base) < 0) return -1;
    type->tp_base = (PyTypeObject *)Py_NewRef(base);
    type->tp_bases = Py_XNewRef(bases);
    if (px_fixed_ready(type, base) < 0) return -1;
    return px_class_complete(m, c, (PyTypeObject *)Py_NewRef(type), base);
}
