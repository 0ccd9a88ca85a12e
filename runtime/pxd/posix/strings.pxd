# Bytes and text, as old systems had them.

cdef extern from "<strings.h>" nogil:
    int bcmp(const void *one, const void *other, size_t length)
    void bcopy(const void *source, void *target, size_t length)
    void bzero(void *memory, size_t length)
    int ffs(int value)
    char *index(const char *text, int character)
    char *rindex(const char *text, int character)
    int strcasecmp(const char *one, const char *other)
    int strncasecmp(const char *one, const char *other, size_t length)
