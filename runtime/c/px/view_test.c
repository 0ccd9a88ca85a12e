#include "px/view_test.h"

#include "px/shared.h"
#include "px/view_get.h"

typedef struct {
    PyObject_HEAD
    const px_item *item;
    const char *axes;
} px_view_question;

/* An object without such a buffer is no failure. */
static PyObject *px_view_answer(PyObject *self, PyObject *o) {
    px_view_question *question = (px_view_question *)self;
    __Pyx_memviewslice v = px_no_view();
    if (o != Py_None && PyObject_CheckBuffer(o)) v = px_view_get(o, question->item, question->axes, 0);
    if (!v.memview) {
        if (PyErr_Occurred() && !PyErr_ExceptionMatches(PyExc_Exception)) return NULL;
        PyErr_Clear();
        Py_RETURN_FALSE;
    }
    px_view_release(&v);
    Py_RETURN_TRUE;
}

static void px_view_question_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef px_view_question_methods[] = {
    {"__instancecheck__", px_view_answer, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot px_view_question_slots[] = {
    {Py_tp_dealloc, (void *)px_view_question_dealloc},
    {Py_tp_methods, (void *)px_view_question_methods},
    {0, NULL},
};

static PyType_Spec px_view_question_spec = {
    "_pyxide.view_question", sizeof(px_view_question), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION, px_view_question_slots,
};

PX_API PyObject *px_view_test(const px_item *item, const char *axes) {
    static PyTypeObject *type;
    px_view_question *question;
    if (!type) type = px_shared_type(&px_view_question_spec);
    question = type ? (px_view_question *)type->tp_alloc(type, 0) : NULL;
    if (!question) return NULL;
    question->item = item;
    question->axes = axes;
    return (PyObject *)question;
}
