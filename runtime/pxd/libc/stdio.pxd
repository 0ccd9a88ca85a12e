# Streams and formatted output of the C library.

cdef extern from "<stdio.h>" nogil:
    ctypedef struct FILE
    ctypedef struct fpos_t

    FILE *stdin
    FILE *stdout
    FILE *stderr

    const int EOF
    const int BUFSIZ
    const int FILENAME_MAX
    const int FOPEN_MAX
    const int L_tmpnam
    const int TMP_MAX
    const int SEEK_SET
    const int SEEK_CUR
    const int SEEK_END
    const int _IOFBF
    const int _IOLBF
    const int _IONBF

    FILE *fopen(const char *path, const char *mode)
    FILE *freopen(const char *path, const char *mode, FILE *stream)
    FILE *fdopen(int descriptor, const char *mode)
    FILE *popen(const char *command, const char *mode)
    FILE *tmpfile()
    int fclose(FILE *stream)
    int pclose(FILE *stream)
    int fileno(FILE *stream)
    int remove(const char *path)
    int rename(const char *old, const char *new)

    int fflush(FILE *stream)
    void setbuf(FILE *stream, char *buffer)
    int setvbuf(FILE *stream, char *buffer, int mode, size_t size)

    size_t fread(void *target, size_t size, size_t count, FILE *stream)
    size_t fwrite(const void *source, size_t size, size_t count, FILE *stream)
    int fgetc(FILE *stream)
    int getc(FILE *stream)
    int getchar()
    int fputc(int letter, FILE *stream)
    int putc(int letter, FILE *stream)
    int putchar(int letter)
    int ungetc(int letter, FILE *stream)
    char *fgets(char *target, int size, FILE *stream)
    int fputs(const char *text, FILE *stream)
    int puts(const char *text)
    Py_ssize_t getline(char **line, size_t *size, FILE *stream)
    Py_ssize_t getdelim(char **line, size_t *size, int delimiter, FILE *stream)

    int fseek(FILE *stream, long offset, int origin)
    long ftell(FILE *stream)
    void rewind(FILE *stream)
    int fgetpos(FILE *stream, fpos_t *position)
    int fsetpos(FILE *stream, const fpos_t *position)

    void clearerr(FILE *stream)
    int feof(FILE *stream)
    int ferror(FILE *stream)
    void perror(const char *text)

    int printf(const char *format, ...)
    int fprintf(FILE *stream, const char *format, ...)
    int sprintf(char *target, const char *format, ...)
    int snprintf(char *target, size_t size, const char *format, ...)
    int scanf(const char *format, ...)
    int fscanf(FILE *stream, const char *format, ...)
    int sscanf(const char *text, const char *format, ...)

cdef extern from "<stdio.h>" nogil:
    ctypedef const fpos_t const_fpos_t "const fpos_t"
    # Gone from C since 2011.
    char *gets(char *text)
