/* A program that consists of an interpreter and modules that are linked into it. */
#ifndef PX_EMBED_H
#define PX_EMBED_H

#include "Python.h"

/* A module beside the main one; the last entry of a table has no name. */
typedef struct {
    const char *name;
    PyObject *(*init)(void);
} px_embedded;

/* Starts Python, runs the module as `__main__` with the arguments as `sys.argv`, and returns the exit status. */
int px_embed_main(int argc, char **argv, const char *name, PyObject *(*init)(void),
                  const px_embedded *others);

#endif
