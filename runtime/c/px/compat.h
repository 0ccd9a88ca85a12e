/* What C code of users expects of the unit that it stands in. */
#ifndef PX_COMPAT_H
#define PX_COMPAT_H
#include "px/base.h"

/* Headers that were written for older Pythons declare their functions with these. */
#ifndef DL_EXPORT
#define DL_EXPORT(type) type
#endif
#ifndef DL_IMPORT
#define DL_IMPORT(type) type
#endif

/* Headers of Windows name calling conventions, of which other systems have one. */
#if !defined(_WIN32)
#ifndef __stdcall
#define __stdcall
#endif
#ifndef __cdecl
#define __cdecl
#endif
#ifndef __fastcall
#define __fastcall
#endif
#endif

/* Where the module runs. */
#if defined(Py_LIMITED_API)
#define CYTHON_COMPILING_IN_LIMITED_API 1
#define CYTHON_COMPILING_IN_CPYTHON 0
#else
#define CYTHON_COMPILING_IN_LIMITED_API 0
#define CYTHON_COMPILING_IN_CPYTHON 1
#endif
#define CYTHON_COMPILING_IN_PYPY 0
#define CYTHON_COMPILING_IN_GRAAL 0
#if defined(Py_GIL_DISABLED)
#define CYTHON_COMPILING_IN_CPYTHON_FREETHREADING 1
#else
#define CYTHON_COMPILING_IN_CPYTHON_FREETHREADING 0
#endif
#ifndef CYTHON_CCOMPLEX
#define CYTHON_CCOMPLEX 1
#endif
#ifndef CYTHON_INLINE
#define CYTHON_INLINE inline
#endif
#ifndef CYTHON_UNUSED
#define CYTHON_UNUSED PX_UNUSED
#endif
#ifndef CYTHON_FALLTHROUGH
#if defined(__GNUC__)
#define CYTHON_FALLTHROUGH __attribute__((fallthrough))
#else
#define CYTHON_FALLTHROUGH
#endif
#endif
#ifndef CYTHON_RESTRICT
#define CYTHON_RESTRICT __restrict
#endif
#ifndef CYTHON_MAYBE_UNUSED_VAR
#define CYTHON_MAYBE_UNUSED_VAR(variable) ((void)(variable))
#endif
#ifndef CYTHON_EXTERN_C
#if defined(__cplusplus)
#define CYTHON_EXTERN_C extern "C"
#else
#define CYTHON_EXTERN_C extern
#endif
#endif
#ifndef likely
#if defined(__GNUC__)
#define likely(condition) __builtin_expect(!!(condition), 1)
#define unlikely(condition) __builtin_expect(!!(condition), 0)
#else
#define likely(condition) (condition)
#define unlikely(condition) (condition)
#endif
#endif

/* Helpers by which other compilers' units spell parts of Python's interface. */
#define __Pyx_NewRef(object) Py_NewRef(object)
#define __Pyx_PyBool_FromLong(value) Py_NewRef((value) ? Py_True : Py_False)
#define __Pyx_PyIndex_AsSsize_t(object) PyNumber_AsSsize_t(object, PyExc_OverflowError)
#define __Pyx_PyObject_GetAttrStr(object, name) PyObject_GetAttr(object, name)
#define __Pyx_PyThreadState_Current PyThreadState_Get()
#define __Pyx_PyUnicode_DATA(text) PyUnicode_DATA(text)
#define __Pyx_PyUnicode_GET_LENGTH(text) PyUnicode_GET_LENGTH(text)
#define __Pyx_PyUnicode_KIND(text) ((int)PyUnicode_KIND(text))
#define __Pyx_PyUnicode_READ(kind, data, index) PyUnicode_READ(kind, data, index)
#define __Pyx_PyUnicode_READ_CHAR(text, index) PyUnicode_READ_CHAR(text, index)

#endif
