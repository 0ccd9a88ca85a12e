#include "px/view_cell.h"

#include "px/shared.h"

static void px_view_box_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    px_view_release(&((px_view_box *)self)->view);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyType_Slot px_view_box_slots[] = {{Py_tp_dealloc, (void *)px_view_box_dealloc}, {0, NULL}};

static PyType_Spec px_view_box_spec = {
    "_pyxide.view_box", sizeof(px_view_box), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION, px_view_box_slots,
};

PX_API PyObject *px_view_cell(void) {
    static PyTypeObject *type;
    PyObject *box, *cell;
    if (!type) type = px_shared_type(&px_view_box_spec);
    box = type ? type->tp_alloc(type, 0) : NULL;
    if (!box) return NULL;
    cell = PyCell_New(box);
    Py_DECREF(box);
    return cell;
}
