/* Type objects of extension types.
 *
 * The unit has a constant `px_class` for each class that it defines, and a `px_foreign` for each that it uses. The module's body
 * makes them in order: a heap type from a spec, immutable from then on, or the type object of another module. */
#ifndef PX_EXTENSION_TYPE_H
#define PX_EXTENSION_TYPE_H
#include "px/function.h"
#include "px/ext_instance.h"
#include "px/pickle.h"

#if PY_VERSION_HEX < 0x030C0000
#include <structmember.h>
#define PX_T_SSIZE T_PYSSIZET
#define PX_READONLY READONLY
#else
#define PX_T_SSIZE Py_T_PYSSIZET
#define PX_READONLY Py_READONLY
#endif

enum {
    PX_INTERNAL = 1, /* not in the module's dict */
    PX_FINAL = 2,    /* no subclasses */
    PX_SEQUENCE = 8,
    PX_MAPPING = 16,
    PX_NO_VERSION_TAG = 32,
    PX_GROWS = 64    /* has fields, or a vtable pointer, after the struct of its base */
};

/* A function object that is made together with the type: slots and method tables call its entry. */
typedef struct px_bound {
    uint32_t func; /* number in the table of functions */
    PyObject **object;
} px_bound;

/* The docstring of a special method, and the description of its slot wrapper with it. */
typedef struct px_slot_doc {
    const char *name;
    const char *doc;
    struct wrapperbase own;
} px_slot_doc;

typedef struct px_class {
    const char *name;          /* with the module, as tp_name has it */
    const char *doc;           /* UTF-8 or NULL */
    PyTypeObject **type;       /* the unit's variable */
    PyTypeObject **base;       /* of the base, if that is an extension type, */
    const char *builtin_base;  /* or the name of a builtin one; else it is `object` */
    const px_layout *layout;
    uint32_t options;
    newfunc make;              /* or NULL: as the base */
    destructor dealloc;
    traverseproc traverse;
    inquiry clear;
    vectorcallfunc vectorcall; /* or NULL */
    const PyType_Slot *slots;  /* of special methods, tables of methods and properties; ends with 0 */
    const px_bound *bound;
    uint32_t n_bound;
    uint32_t n_vtab;           /* function pointers in the vtable */
    void *vtab;                /* the unit's variable, */
    void *const *methods;      /* and what it holds, one after the other; NULL where it is as in the base */
    const px_pickle *pickle;   /* or NULL */
    px_slot_doc *docs;         /* or NULL; ends with a NULL name */
    struct px_fixed *fixed;    /* or NULL: see px/fixed_type.h */
} px_class;

enum { PX_SIZE_IGNORE, PX_SIZE_WARN, PX_SIZE_ERROR };

typedef struct px_foreign {
    const char *module;
    const char *name;
    PyTypeObject **type;
    size_t size;   /* of an instance, as declared */
    size_t align;  /* of its struct */
    int check;     /* what is done about instances that are larger */
    void **vtab;   /* where the address of its vtable goes; or NULL */
} px_foreign;

#if defined(__cplusplus)
#define PX_ALIGN(type) alignof(type)
#else
#define PX_ALIGN(type) _Alignof(type)
#endif

/* A method of the type's method table, by the entry of its function object. */
#define PX_METHOD(id, entry, object) \
    static PyObject *px_method_##id(PyObject *self, PyObject *const *args, Py_ssize_t n, PyObject *kwnames) { \
        static const px_general method = {entry, &object}; \
        return px_call_with_self(&method, self, args, (size_t)n, kwnames); \
    }

/* `__next__` called by name: its end is an exception. */
#define PX_NEXT(id, next) \
    static PyObject *px_next_##id(PyObject *self, PyObject *none) { \
        PyObject *value = next(self); \
        (void)none; \
        if (!value && !PyErr_Occurred()) PyErr_SetNone(PyExc_StopIteration); \
        return value; \
    }

/* The setter of a property; its functions may be NULL. */
#define PX_SETTER(id, set, del) \
    static int px_set_##id(PyObject *self, PyObject *value, void *closure) { \
        (void)closure; \
        return px_property_set(self, value, (objobjproc)(set), (inquiry)(del)); \
    }

PX_INLINE int px_property_set(PyObject *self, PyObject *value, objobjproc set, inquiry del) {
    if (value && set) return set(self, value);
    if (!value && del) return del(self);
    PyErr_SetString(PyExc_NotImplementedError, value ? "__set__" : "__del__");
    return -1;
}

/* Parts of making a type object: the base (borrowed reference, or NULL), whether the tuple of bases is possible, if there is one (0, or -1),
 * `tp_flags`, and what is left to do with the type itself, which takes over the reference (0, or -1). */
PX_API PyTypeObject *px_class_base(px_module *m, const px_class *c);
PX_API int px_class_check_bases(PyTypeObject *base, PyObject *bases);
PX_API unsigned int px_class_flags(const px_class *c, PyTypeObject *base);
PX_API int px_class_complete(px_module *m, const px_class *c, PyTypeObject *type, PyTypeObject *base);
/* Makes the type object of class `index`; `bases` is NULL, or a tuple where there are more than the one of the table. 0, or -1. */
PX_API int px_class_make(px_module *m, int index, PyObject *bases);
/* Finds the type object of class `index` of another module. 0, or -1. */
PX_API int px_class_import(px_module *m, int index);
/* The dict of a type that is immutable for others; borrowed. Who has changed it says so with px_class_changed, which tells values their
 * names, and bases of the class, as `type.__new__` does. 0, or -1. */
PX_API PyObject *px_class_dict(PyObject *type);
PX_API int px_class_changed(PyObject *type);

#endif
