/* Objects to characters: a str of one, or a number. */
#ifndef PX_TO_CHAR_H
#define PX_TO_CHAR_H
#include "px/base.h"

#include <wchar.h>

/* -1 (in the type of the result) with an exception set on failure. */
PX_API Py_UCS4 px_to_ucs4(PyObject *o);
PX_API wchar_t px_to_unicode(PyObject *o);

#endif
