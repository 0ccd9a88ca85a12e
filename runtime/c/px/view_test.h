/* Whether an object can be viewed in some way, asked as `isinstance` asks of a class: how fused functions choose. */
#ifndef PX_VIEW_TEST_H
#define PX_VIEW_TEST_H
#include "px/view.h"

/* What stands for the class. The axes are written as in view_get.h. New reference, or NULL. */
PX_API PyObject *px_view_test(const px_item *item, const char *axes);

#endif
