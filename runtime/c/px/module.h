/* A module: the tables that generated C consists of, the state that operations get, and the start.
 *
 * Generated C looks like this; no code runs per constant or per function.
 *
 *   static const char px_text[] = "foo\000..." ;               texts of all constants, one after the other, no separators
 *   static const px_const px_consts[] = {{PX_NAME, 3}, {PX_INT, -7}, {PX_TUPLE, 2}, ...};
 *   static const uint32_t px_items[] = {0, 1, ...};            item numbers of the tuples, one after the other
 *   static const px_func px_funcs[] = {{...}, ...};
 *   static const px_loc px_locs[] = {{0, 12, 0, 0}, ...};
 *   static const char *const px_files[] = {"pkg/foo.pyx", ...};
 *   static int px_exec(px_module *m) { ... }                   the module's body
 *   static const px_def px_definition = {...};
 *   static PyObject *px_values[N_CONSTS];                      made at import: the constants
 *   static PyObject *px_traces[N_LOCS];                        code objects of traceback entries, made when needed
 *   static px_module px_state = PX_MODULE(&px_definition, px_values, px_traces);
 *   PyMODINIT_FUNC PyInit_foo(void) { return px_module_init(&px_state); }
 *
 * Arrays have at least one item, as C demands. All operations that need the module get `px_module *`. */
#ifndef PX_MODULE_H
#define PX_MODULE_H
#include "px/base.h"

/* Kinds of constants. The texts lie one after the other in the order of the records, and so do the item numbers. */
enum {
    PX_NAME,      /* interned str;  n bytes of UTF-8 */
    PX_STR,       /* str;           n bytes of UTF-8, lone surrogates as three bytes each */
    PX_BYTES,     /* bytes;         n bytes */
    PX_INT,       /* int;           its value is n */
    PX_BIGINT,    /* int;           n bytes of text: sign, 0x, digits */
    PX_FLOAT,     /* float;         n bytes of text as float(text) reads it */
    PX_COMPLEX,   /* complex;       n bytes of text: two floats with a space between */
    PX_TUPLE,     /* tuple;         n item numbers, all smaller than its own */
    PX_FROZENSET, /* frozenset;     likewise */
    PX_SLICE,     /* slice;         3 item numbers */
    PX_NONE,      /* None, True, False, Ellipsis, NotImplemented: n is not used */
    PX_TRUE,
    PX_FALSE,
    PX_ELLIPSIS,
    PX_NOT_IMPLEMENTED
};

typedef struct px_const {
    uint8_t kind;
    int32_t n;
} px_const;

/* No constant, in fields that hold a constant's number. */
#define PX_ABSENT 0xFFFFFFFFu

/* The Python entry of a function: a vectorcall whose callable is the function object. */
typedef PyObject *(*px_entry)(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames);

/* Among the flags of a function: a method of an extension type, whose `self` is no argument in messages. */
#define PX_OF_TYPE 0x80000000u
/* The only argument is not accepted by keyword (always_allow_keywords=False). */
#define PX_NO_KEYWORDS 0x40000000u
/* It calls nothing that could call it again: its calls are not counted, as those of others are. */
#define PX_LEAF 0x20000000u
#define PX_COUNTED 0u
/* It does not look at the dict of its `**kwargs`, which may be NULL where no keywords are left for it. */
#define PX_NO_KWARGS 0x10000000u
/* Those that are not of code objects. */
#define PX_FLAGS (PX_OF_TYPE | PX_NO_KEYWORDS | PX_LEAF | PX_NO_KWARGS)

/* A function (also a C function or class body: whatever tracebacks name). */
typedef struct px_func {
    uint32_t name; /* constants: str */
    uint32_t qualname;
    uint32_t doc;      /* str or PX_ABSENT */
    uint32_t names;    /* tuple of str: positional parameters, keyword-only ones, *args, **kwargs, other locals */
    uint32_t freevars; /* tuples of str or PX_ABSENT */
    uint32_t cellvars;
    px_entry entry;   /* NULL where there is no Python function */
    uint16_t posonly; /* how many parameters are positional-only, */
    uint16_t pos;     /* positional (these included), */
    uint16_t kwonly;  /* keyword-only */
    uint16_t file;    /* number in the table of files */
    uint32_t flags; /* of code objects: CO_VARARGS, CO_VARKEYWORDS, CO_GENERATOR, CO_COROUTINE, ...; 0x3 (CO_OPTIMIZED |
                          CO_NEWLOCALS) is added */
    uint32_t line;  /* first line: of the first decorator, else of `def` */
} px_func;

/* A place in the source, for a traceback entry. */
typedef struct px_loc {
    uint32_t func; /* number in the table of functions; PX_ABSENT: the module's body */
    uint32_t line;
    uint32_t file;
    uint32_t caller; /* where the function was inlined: 1 + the number of that location; else 0 */
} px_loc;

/* In `caller`: a comprehension, which is a function of its own before CPython 3.12 only. */
#define PX_LOC_EARLY 0x80000000u
/* ... one in all versions. */
#define PX_LOC_LATE 0u

struct px_module;
struct px_class;
struct px_foreign;

/* Beside what a module promises, if anything. */
#define PX_PROMISES 0u
/* What a module promises: no need for the GIL; that interpreters which share a GIL, or all, may import it. */
enum { PX_FREE_THREADING = 1, PX_SHARED_GIL = 2, PX_OWN_GIL = 4 };

/* What a module is; constant. */
typedef struct px_def {
    const char *name; /* dotted */
    const char *doc;  /* UTF-8 or NULL */
    const char *const *files;
    const px_const *consts;
    uint32_t n_consts;
    uint32_t n_locs;
    const char *text;
    const uint32_t *items;
    const px_func *funcs;
    const px_loc *locs;
    int (*exec)(struct px_module *m); /* the body: 0, or -1 with an exception set */
    int python;                       /* a plain Python source: messages are those of the interpreter */
    const struct px_class *classes;   /* extension types, see extension_type.h; or NULL */
    const struct px_foreign *imports;  /* those of other modules; or NULL */
    int (*share)(struct px_module *m); /* does what `capi` says, before the body runs; or NULL */
    const struct px_capi *capi;        /* C functions and variables for and of other modules, see capi.h; or NULL */
    int (*run)(struct px_module *m);   /* runs the body in a frame of the interpreter; NULL: nobody could look at that */
    uint32_t traits;                   /* PX_FREE_THREADING, ... */
} px_def;

/* In `python`: what the source is. */
enum { PX_CYTHON, PX_PYTHON };

/* How many types there are for generators and what belongs to them. */
#define PX_GEN_TYPES 8

/* How far the import has come. */
enum { PX_MODULE_NEW, PX_MODULE_READY, PX_MODULE_FAILED };

/* The state of a module. The layout is shared by all modules of an interpreter, see PX_LAYOUT in function.h. */
typedef struct px_module {
    const px_def *def;
    PyObject **consts;
    PyObject **traces;
    PyObject *module;            /* NULL until imported */
    PyObject *dict;              /* its globals */
    PyObject *builtins;          /* dict */
    PyTypeObject *function_type; /* NULL until a function is made */
    PyTypeObject *gen_types[PX_GEN_TYPES]; /* NULL until one is made; numbers: see gen_types.h */
    PyInterpreterState *interpreter;
    int state;
    PyModuleDef pydef;
} px_module;

#define PX_MODULE(def, consts, traces) \
    { \
        def, consts, traces, NULL, NULL, NULL, NULL, {NULL}, NULL, PX_MODULE_NEW, { \
            PyModuleDef_HEAD_INIT, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL \
        } \
    }

/* The whole of PyInit_NAME (multi-phase, PEP 489). Returns a new reference; NULL on failure. */
PX_API PyObject *px_module_init(px_module *m);

#endif
