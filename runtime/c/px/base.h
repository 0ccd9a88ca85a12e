/* What every feature needs: Python's headers, how functions are declared, branch hints.
 *
 * The same files are used in two ways. Linked: the .c files are compiled once into a library, with hidden visibility.
 * Self-contained: PX_SELF_CONTAINED is defined and the text of headers and sources stands in one C file, all static. */
#ifndef PX_BASE_H
#define PX_BASE_H

#ifndef PY_SSIZE_T_CLEAN
#define PY_SSIZE_T_CLEAN
#endif
#include <Python.h>

#if defined(__GNUC__)
#define PX_UNUSED __attribute__((unused))
#define PX_HIDDEN __attribute__((visibility("hidden")))
#define PX_COLD __attribute__((cold, noinline))
#define PX_NOINLINE __attribute__((noinline))
#define px_likely(x) __builtin_expect(!!(x), 1)
#define px_unlikely(x) __builtin_expect(!!(x), 0)
#else
#define PX_UNUSED
#define PX_HIDDEN
#define PX_COLD
#define PX_NOINLINE
#define px_likely(x) (x)
#define px_unlikely(x) (x)
#endif

/* Of generated functions: goes where failures go, with the number of the place for the traceback entry. */
#define PX_FAILS(test, place, label) \
    do { \
        if (px_unlikely(test)) { \
            px_at = (place); \
            goto label; \
        } \
    } while (0)

#if defined(__GNUC__)
/* It is asked after failures that are hardly ever ones: registers are better not saved for this call in loops. */
PyAPI_FUNC(PyObject *) PyErr_Occurred(void) __attribute__((cold));
#endif

/* Whether the module mentions a word: what only some modules need is left out of the others. In the library everything is there. */
#define PX_USES(word) 1

/* A function of the runtime: on its declaration and on its definition. */
#if defined(PX_SELF_CONTAINED)
#define PX_API static PX_UNUSED
#elif defined(__cplusplus)
#define PX_API extern "C" PX_HIDDEN
#else
#define PX_API PX_HIDDEN
#endif

/* A small function of a header. */
#define PX_INLINE static inline PX_UNUSED

#if defined(__cplusplus)
/* The arguments of a call, as a value. */
template <int n> struct px_array {
    PyObject *items[n];
};
#endif

#endif
