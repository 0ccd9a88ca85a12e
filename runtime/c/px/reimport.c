#include "px/reimport.h"

#if defined(_WIN32)

PX_API PX_COLD PyObject *px_reimport(px_module *m) {
    (void)m;
    return NULL;
}

#else

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Copies a file into an open one. 0, or -1. */
static int px_reimport_copy(const char *from, int to) {
    char buffer[1 << 14];
    FILE *source = fopen(from, "rb");
    size_t n = 0;
    if (!source) return -1;
    while ((n = fread(buffer, 1, sizeof buffer, source)) > 0 && write(to, buffer, n) == (ssize_t)n) continue;
    n = n > 0 || ferror(source);
    fclose(source);
    return n ? -1 : 0;
}

/* Loads a copy of a library under a name that no other has. NULL where that cannot be done. */
static void *px_reimport_load(const char *library) {
    const char *folder = getenv("TMPDIR");
    char path[4096];
    void *handle = NULL;
    int file, length = snprintf(path, sizeof path, "%s/pyxide-XXXXXX", folder && *folder ? folder : "/tmp");
    if (length < 0 || (size_t)length >= sizeof path) return NULL;
    file = mkstemp(path);
    if (file < 0) return NULL;
    if (px_reimport_copy(library, file) == 0) handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    close(file);
    unlink(path);
    return handle;
}

PX_API PX_COLD PyObject *px_reimport(px_module *m) {
    const char *dot = strrchr(m->def->name, '.');
    char symbol[512];
    Dl_info info;
    void *handle, *found;
    PyObject *(*init)(void) = NULL;
    int length = snprintf(symbol, sizeof symbol, "PyInit_%s", dot ? dot + 1 : m->def->name);
    if (length < 0 || (size_t)length >= sizeof symbol) return NULL;
    /* A module that is part of the program itself has no library. */
    if (!dladdr((void *)m, &info) || !info.dli_fname || !(handle = px_reimport_load(info.dli_fname))) return NULL;
    found = dlsym(handle, symbol);
    if (!found) {
        dlclose(handle);
        return NULL;
    }
    memcpy(&init, &found, sizeof init);
    return init();
}

#endif
