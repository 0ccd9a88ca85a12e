/* What modules give each other in C: capsules in the dict `__pyx_capi__`, named after the C type of what they hold. */
#ifndef PX_CAPI_H
#define PX_CAPI_H
#include "px/module.h"

/* A function, or the address of a variable; the other of the two is NULL. */
typedef struct px_c_export {
    const char *name; /* NULL ends the table */
    const char *signature;
    void *data;
    void (*func)(void);
} px_c_export;

/* A variable of this module that gets the address of a function or variable of another one. */
typedef struct px_c_import {
    const char *module; /* NULL ends the table */
    const char *name;
    const char *signature;
    void *pointer; /* where that variable is */
    int is_function;
} px_c_import;

typedef struct px_capi {
    const px_c_export *exports;
    const px_c_import *imports;
} px_capi;

/* Give and take all that the module's tables name. Modules that import each other give what they have before they take anything,
 * functions and variables as well as types. 0, or -1 with an exception set. */
PX_API int px_capi_export(px_module *m);
PX_API int px_capi_import(px_module *m);

#endif
