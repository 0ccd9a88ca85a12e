# cython: language_level=3
"""Wrapping a C library with a struct, callbacks into Python, strings and memory to release: `glob` and `qsort` of libc.

What a callback raises travels through the C library: `glob` stops when its callback says so, `qsort` does not, so there the
exception is kept until the sorting is over.
"""

from libc.stdlib cimport free, malloc, qsort
from libc.string cimport strcpy, strlen

cdef extern from "<glob.h>" nogil:
    ctypedef struct glob_t:
        size_t gl_pathc
        char **gl_pathv
    const int GLOB_ERR
    const int GLOB_MARK
    const int GLOB_NOSORT
    const int GLOB_ABORTED
    const int GLOB_NOMATCH
    const int GLOB_NOSPACE

    int c_glob "glob"(const char *pattern, int flags, int (*failed)(const char *, int) noexcept, glob_t *found)
    void globfree(glob_t *found)


# The C library passes nothing through to its callbacks, so that this is where they find the Python function.
cdef object on_error = None
cdef object pending = None


cdef int failed(const char *path, int number) noexcept with gil:
    """Called by `glob` for a folder that cannot be read; anything but 0 ends the search."""
    global pending
    if on_error is None:
        return 0
    try:
        return 1 if on_error(path.decode(), number) else 0
    except BaseException as error:
        pending = error
        return 1


def glob(str pattern not None, *, bint mark=False, errors=None):
    """The paths that match. `errors(path, errno)` is told of folders that cannot be read, and may end the search.

    >>> import os, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for name in ("b.txt", "a.txt", "c.md"):
    ...         open(os.path.join(folder, name), "w").close()
    ...     os.mkdir(os.path.join(folder, "d"))
    ...     [os.path.basename(path) for path in glob(folder + "/*.txt")], glob(folder + "/?", mark=True)[0][-2:]
    (['a.txt', 'b.txt'], 'd/')
    >>> glob("/no such folder/*")
    []
    """
    global on_error, pending
    cdef bytes text = pattern.encode()
    cdef const char *wanted = text
    cdef int flags = GLOB_MARK if mark else 0
    cdef glob_t found
    cdef int status
    before, on_error = on_error, errors
    try:
        with nogil:
            status = c_glob(wanted, flags, failed, &found)
    finally:
        on_error = before
    if status == GLOB_NOSPACE:
        raise MemoryError
    try:
        if pending is not None:
            error, pending = pending, None
            raise error
        if status == GLOB_ABORTED:
            raise OSError(f"the search for {pattern} was ended")
        return [found.gl_pathv[i].decode() for i in range(found.gl_pathc)]
    finally:
        globfree(&found)


def call_failed(errors, path, number):
    """What `glob` does when a folder cannot be read; the tests cannot rely on there being one.

    >>> seen = []
    >>> call_failed(lambda path, number: seen.append((path, number)), "/locked", 13), seen
    (0, [('/locked', 13)])
    >>> call_failed(lambda path, number: True, "/locked", 13)
    1
    >>> call_failed(lambda path, number: {}[path], "/locked", 13)
    Traceback (most recent call last):
    ...
    KeyError: '/locked'
    """
    global on_error, pending
    cdef bytes text = path.encode()
    on_error = errors
    try:
        answer = failed(text, number)
    finally:
        on_error = None
    if pending is not None:
        error, pending = pending, None
        raise error
    return answer


cdef struct Entry:
    char *name
    size_t length


cdef object key_of = None


cdef int compare(const void *one, const void *other) noexcept:
    global pending
    cdef const Entry *a = <const Entry *>one
    cdef const Entry *b = <const Entry *>other
    if pending is not None:
        return 0
    try:
        if key_of is None:
            return (a.length > b.length) - (a.length < b.length)
        left, right = key_of(a.name.decode()), key_of(b.name.decode())
        return (left > right) - (left < right)
    except BaseException as error:
        pending = error
        return 0


def sort_names(names, key=None):
    """Copies of the names in C memory, sorted by C: by their length, or by what `key` says.

    >>> sort_names(["ccc", "a", "bb"]), sort_names(["b", "C", "a"], str.lower)
    (['a', 'bb', 'ccc'], ['a', 'b', 'C'])
    >>> sort_names(["1", "x"], int)
    Traceback (most recent call last):
    ...
    ValueError: invalid literal for int() with base 10: 'x'
    >>> sort_names([])
    []
    """
    global key_of, pending
    cdef size_t count = len(names), copied = 0
    cdef Entry *entries = <Entry *>malloc((count or 1) * sizeof(Entry))
    cdef bytes text
    if entries is NULL:
        raise MemoryError
    key_of = key
    try:
        for name in names:
            text = name.encode()
            entries[copied].length = len(text)
            entries[copied].name = <char *>malloc(len(text) + 1)
            if entries[copied].name is NULL:
                raise MemoryError
            strcpy(entries[copied].name, text)
            copied += 1
        qsort(entries, copied, sizeof(Entry), compare)
        if pending is not None:
            error, pending = pending, None
            raise error
        return [entries[i].name[:strlen(entries[i].name)].decode() for i in range(copied)]
    finally:
        key_of = None
        for i in range(copied):
            free(entries[i].name)
        free(entries)


if __name__ == "__main__":
    print("\n".join(glob("*")))
