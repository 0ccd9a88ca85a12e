/* C++ exceptions as Python's: for the handler behind a call that is declared `except +`. */
#ifndef PX_CPP_EXCEPTIONS_H
#define PX_CPP_EXCEPTIONS_H
#include "px/base.h"

#if defined(__cplusplus)
#include <exception>
#include <ios>
#include <new>
#include <stdexcept>
#include <typeinfo>

/* Inside of a `catch`: raises what the exception that is handled stands for. Takes the GIL; what is raised already stays. */
static PX_UNUSED PX_COLD void px_cpp_raise(void) {
    PyGILState_STATE gil = PyGILState_Ensure();
    try {
        if (!PyErr_Occurred()) throw;
    } catch (const std::bad_alloc &e) {
        PyErr_SetString(PyExc_MemoryError, e.what());
    } catch (const std::bad_cast &e) {
        PyErr_SetString(PyExc_TypeError, e.what());
    } catch (const std::bad_typeid &e) {
        PyErr_SetString(PyExc_TypeError, e.what());
    } catch (const std::domain_error &e) {
        PyErr_SetString(PyExc_ValueError, e.what());
    } catch (const std::invalid_argument &e) {
        PyErr_SetString(PyExc_ValueError, e.what());
    } catch (const std::ios_base::failure &e) {
        PyErr_SetString(PyExc_OSError, e.what());
    } catch (const std::out_of_range &e) {
        PyErr_SetString(PyExc_IndexError, e.what());
    } catch (const std::overflow_error &e) {
        PyErr_SetString(PyExc_OverflowError, e.what());
    } catch (const std::range_error &e) {
        PyErr_SetString(PyExc_ArithmeticError, e.what());
    } catch (const std::underflow_error &e) {
        PyErr_SetString(PyExc_ArithmeticError, e.what());
    } catch (const std::exception &e) {
        PyErr_SetString(PyExc_RuntimeError, e.what());
    } catch (...) {
        PyErr_SetString(PyExc_RuntimeError, "Unknown exception");
    }
    PyGILState_Release(gil);
}

/* The same as an exception of one class. */
static PX_UNUSED PX_COLD void px_cpp_raise_as(PyObject *type) {
    PyGILState_STATE gil = PyGILState_Ensure();
    try {
        if (!PyErr_Occurred()) throw;
    } catch (const std::exception &e) {
        PyErr_SetString(type, e.what());
    } catch (...) {
        PyErr_SetNone(type);
    }
    PyGILState_Release(gil);
}

/* The end of a handler of the user's, which was called with the GIL: it should have raised something. */
static PX_UNUSED PX_COLD void px_cpp_handled(PyGILState_STATE gil) {
    if (!PyErr_Occurred()) PyErr_SetString(PyExc_RuntimeError, "Error converting c++ exception.");
    PyGILState_Release(gil);
}
#endif
#endif
