/* A module in C that uses the classes and functions of another one by its headers. */
#include "pkg/shapes_api.h"

static PyObject *start(PyObject *self, PyObject *none) {
    (void)self, (void)none;
    if (import_pkg__shapes() < 0) return NULL;
    return PyLong_FromLong(sizeof(struct PointObject));
}

/* Centre and radius of a circle, through its struct, and of the point through a function. */
static PyObject *look(PyObject *self, PyObject *circle) {
    struct CircleObject *object = (struct CircleObject *)circle;
    struct PointObject *point;
    int x;
    (void)self;
    if (!PyObject_TypeCheck(circle, &CircleType)) {
        PyErr_SetString(PyExc_TypeError, "no circle");
        return NULL;
    }
    point = centre_of(object);
    if (!point) return NULL;
    x = point->x;
    Py_DECREF(point);
    return Py_BuildValue("di", object->radius, x);
}

static PyObject *scale(PyObject *self, PyObject *args) {
    PyObject *point;
    int by, x;
    (void)self;
    if (!PyArg_ParseTuple(args, "Oi", &point, &by)) return NULL;
    x = scaled((struct PointObject *)point, by);
    if (x == -1 && PyErr_Occurred()) return NULL;
    return Py_BuildValue("iN", x, title_of((struct NamedObject *)point));
}

static PyMethodDef methods[] = {
    {"start", start, METH_NOARGS, NULL}, {"look", look, METH_O, NULL}, {"scale", scale, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "user", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_user(void) { return PyModule_Create(&module); }
