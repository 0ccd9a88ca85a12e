/* Whether the items of a buffer are what a memoryview says: formats as PEP 3118 has them, compared with a description. */
#ifndef PX_VIEW_FORMAT_H
#define PX_VIEW_FORMAT_H
#include "px/view.h"

/* 0, or -1 with ValueError set. No format is that of unsigned bytes. */
PX_API int px_view_check_format(const char *format, const px_item *item);

#endif
