# Memory, conversions, sorting and processes of the C library.

cdef extern from "<stdlib.h>" nogil:
    const int RAND_MAX
    const int EXIT_SUCCESS
    const int EXIT_FAILURE
    const int MB_CUR_MAX

    ctypedef struct div_t:
        int quot
        int rem
    ctypedef struct ldiv_t:
        long quot
        long rem
    ctypedef struct lldiv_t:
        long long quot
        long long rem

    void *malloc(size_t size)
    void *calloc(size_t count, size_t size)
    void *realloc(void *memory, size_t size)
    void *aligned_alloc(size_t alignment, size_t size)
    int posix_memalign(void **memory, size_t alignment, size_t size)
    void free(void *memory)

    double atof(const char *text)
    int atoi(const char *text)
    long atol(const char *text)
    long long atoll(const char *text)
    double strtod(const char *text, char **end)
    float strtof(const char *text, char **end)
    long double strtold(const char *text, char **end)
    long strtol(const char *text, char **end, int base)
    long long strtoll(const char *text, char **end, int base)
    unsigned long strtoul(const char *text, char **end, int base)
    unsigned long long strtoull(const char *text, char **end, int base)

    int rand()
    void srand(unsigned int seed)
    int rand_r(unsigned int *seed)
    long random()
    void srandom(unsigned int seed)
    double drand48()
    double erand48(unsigned short state[3])
    long lrand48()
    long nrand48(unsigned short state[3])
    long mrand48()
    long jrand48(unsigned short state[3])
    void srand48(long seed)
    unsigned short *seed48(unsigned short state[3])
    void lcong48(unsigned short state[7])

    int abs(int x)
    long labs(long x)
    long long llabs(long long x)
    div_t div(int x, int y)
    ldiv_t ldiv(long x, long y)
    lldiv_t lldiv(long long x, long long y)

    void qsort(void *items, size_t count, size_t size, int (*compare)(const void *, const void *))
    void *bsearch(const void *key, const void *items, size_t count, size_t size, int (*compare)(const void *, const void *))

    void abort()
    void exit(int status)
    void quick_exit(int status)
    void _exit(int status)
    int atexit(void (*function)())
    int system(const char *command)
    char *getenv(const char *name)
    int setenv(const char *name, const char *value, int replace)
    int unsetenv(const char *name)
    int putenv(char *assignment)
    char *realpath(const char *path, char *target)
    int mkstemp(char *template)

    int mblen(const char *text, size_t size)
