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

#endif
