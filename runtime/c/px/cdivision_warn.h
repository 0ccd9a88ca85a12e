/* `cdivision_warnings`: a warning where C and Python divide differently. */
#ifndef PX_CDIVISION_WARN_H
#define PX_CDIVISION_WARN_H
#include "px/base.h"

/* 0, or -1 where the warning is an exception. */
PX_API PX_COLD int px_cdivision_warn(const char *file, int line);

#endif
