# Shared objects that are loaded at run time.

cdef extern from "<dlfcn.h>" nogil:
    const int RTLD_LAZY
    const int RTLD_NOW
    const int RTLD_GLOBAL
    const int RTLD_LOCAL

    void *dlopen(const char *path, int mode)
    char *dlerror()
    void *dlsym(void *object, const char *name)
    int dlclose(void *object)
