/* Errors of C arithmetic: raised with or without the GIL. They always fail. */
#ifndef PX_RAISE_GIL_H
#define PX_RAISE_GIL_H
#include "px/base.h"

PX_API PX_COLD void px_raise_zero_division(const char *text);
PX_API PX_COLD void px_raise_overflow(const char *text);

#endif
