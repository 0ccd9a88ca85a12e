#include "px/view_owner.h"

#include "px/shared.h"

static PyTypeObject *px_view_owner_type;

static int px_view_owner_traverse(PyObject *self, visitproc visit, void *arg) {
    px_view_object *o = (px_view_object *)self;
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(o->obj);
    Py_VISIT(o->view.obj);
    return 0;
}

static int px_view_owner_clear(PyObject *self) {
    /* Who has a share may still look at the memory. */
    (void)self;
    return 0;
}

static void px_view_owner_dealloc(PyObject *self) {
    px_view_object *o = (px_view_object *)self;
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (o->view.obj) PyBuffer_Release(&o->view);
    Py_CLEAR(o->obj);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyType_Slot px_view_owner_slots[] = {
    {Py_tp_dealloc, (void *)px_view_owner_dealloc},
    {Py_tp_traverse, (void *)px_view_owner_traverse},
    {Py_tp_clear, (void *)px_view_owner_clear},
    {0, NULL},
};

static PyType_Spec px_view_owner_spec = {
    "_pyxide.view_owner",
    sizeof(px_view_object),
    0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    px_view_owner_slots,
};

PX_API px_view_object *px_view_owner_new(PyObject *o, int flags, const px_item *item) {
    px_view_object *owner;
    if (!px_view_owner_type) px_view_owner_type = px_shared_type(&px_view_owner_spec);
    if (!px_view_owner_type) return NULL;
    owner = (px_view_object *)px_view_owner_type->tp_alloc(px_view_owner_type, 0);
    if (!owner) return NULL;
    if (PyObject_GetBuffer(o, &owner->view, flags) < 0) {
        owner->view.obj = NULL;
        Py_DECREF(owner);
        return NULL;
    }
    owner->obj = Py_NewRef(o);
    owner->flags = flags;
    owner->item = item;
    owner->dtype_is_object = item && item->kind == 'O';
    return owner;
}

PX_API void px_view_whole(__Pyx_memviewslice *v, px_view_object *owner) {
    const Py_buffer *b = &owner->view;
    Py_ssize_t stride = b->itemsize;
    int i;
    for (i = b->ndim - 1; i >= 0; i--) {
        v->shape[i] = b->shape ? b->shape[i] : b->len / b->itemsize;
        v->strides[i] = b->strides ? b->strides[i] : stride;
        v->suboffsets[i] = b->suboffsets ? b->suboffsets[i] : -1;
        stride *= v->shape[i];
    }
    v->data = (char *)b->buf;
    v->memview = owner;
    owner->shares = 1;
}
