# Memory and strings of the C library.

# Older sources name qualified types by these.
cdef extern from *:
    ctypedef const char const_char "const char"
    ctypedef const signed char const_schar "const signed char"
    ctypedef const unsigned char const_uchar "const unsigned char"
    ctypedef const void const_void "const void"

cdef extern from "<string.h>" nogil:
    void *memcpy(void *target, const void *source, size_t size)
    void *memmove(void *target, const void *source, size_t size)
    void *memset(void *target, int value, size_t size)
    int memcmp(const void *a, const void *b, size_t size)
    void *memchr(const void *text, int value, size_t size)
    void *memccpy(void *target, const void *source, int value, size_t size)
    void *mempcpy(void *target, const void *source, size_t size)
    void *memmem(const void *text, size_t text_size, const void *part, size_t part_size)

    size_t strlen(const char *text)
    size_t strnlen(const char *text, size_t limit)
    char *strcpy(char *target, const char *source)
    char *strncpy(char *target, const char *source, size_t size)
    char *stpcpy(char *target, const char *source)
    char *strcat(char *target, const char *source)
    char *strncat(char *target, const char *source, size_t size)
    int strcmp(const char *a, const char *b)
    int strncmp(const char *a, const char *b, size_t size)
    int strcasecmp(const char *a, const char *b)
    int strncasecmp(const char *a, const char *b, size_t size)
    int strcoll(const char *a, const char *b)
    size_t strxfrm(char *target, const char *source, size_t size)
    char *strdup(const char *text)
    char *strndup(const char *text, size_t size)
    char *strchr(const char *text, int letter)
    char *strrchr(const char *text, int letter)
    char *strstr(const char *text, const char *part)
    char *strcasestr(const char *text, const char *part)
    char *strpbrk(const char *text, const char *letters)
    size_t strspn(const char *text, const char *letters)
    size_t strcspn(const char *text, const char *letters)
    char *strtok(char *text, const char *separators)
    char *strtok_r(char *text, const char *separators, char **rest)
    char *strsep(char **text, const char *separators)
    char *strerror(int number)
    void *memrchr(const void *text, int value, size_t size)
