/* `__doc__` and `__module__` as attributes of instances: the class has texts of its own under these names. */
#ifndef PX_CLASS_TEXT_H
#define PX_CLASS_TEXT_H
#include "px/extension_type.h"

/* Puts such texts into the dict of a type that has descriptors there. 0, or -1 with an exception set. */
PX_API int px_class_texts(const px_class *c, PyTypeObject *type);

#endif
