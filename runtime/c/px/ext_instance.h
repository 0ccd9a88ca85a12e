/* Instances of extension types: how they are made, die, and are seen by the garbage collector.
 *
 * A class is described by a `px_layout`, which is constant: with it in sight the C compiler turns these inline functions into what one would
 * write by hand. The unit has four functions for each class, made by PX_INSTANCE_FUNCTIONS, that handle the fields of the class
 * itself and call those of its base. A base is another class of the unit, `object`, or foreign: a type whose C code is elsewhere. */
#ifndef PX_EXT_INSTANCE_H
#define PX_EXT_INSTANCE_H
#include "px/module.h"

#include <string.h>

/* How the layout is to be handled. */
enum {
    PX_HAS_GC = 1,        /* instances are known to the collector, by this class or one of its bases in the unit */
    PX_NO_CLEAR = 2,      /* the collector must not break cycles here */
    PX_TRASHCAN = 4,      /* deep structures die without deep recursion */
    PX_CINIT_SELF = 8,    /* `__cinit__` takes no arguments beside self, and ignores those that there are */
    PX_WANTS_ARGS = 16,   /* `__cinit__` of this class, of a base, or the foreign base wants the arguments */
    PX_FIXED_TYPE = 64,   /* the type object is a variable, to which instances have no reference */
    PX_FOREIGN = 32       /* the most basic class of the unit in this chain has a foreign base */
};

/* Dead instances of one class, kept for new ones. */
typedef struct px_freelist {
    int count;
    int limit;
    PyObject **items;
} px_freelist;

/* A special method whose parameters are any: its vectorcall entry, and the function object that has its defaults. */
typedef struct px_general {
    px_entry entry;
    PyObject **function;
} px_general;

typedef struct px_layout {
    uint32_t flags;
    Py_ssize_t size;
    const uint32_t *objects; /* offsets of its own object fields; those that can be part of cycles come first */
    uint16_t n_objects;
    uint16_t n_cyclic;
    uint32_t dict; /* offsets of its own `__dict__` and `__weakref__`, or 0 */
    uint32_t weakrefs;
    uint32_t vtab_at; /* offset of the vtable pointer, where `vtab` is not NULL */
    const void *vtab;
    px_general cinit;          /* entry may be NULL */
    void (*died)(PyObject *);  /* `__dealloc__`, or NULL */
    px_freelist *freelist;     /* or NULL */
    void (*construct)(PyObject *); /* its fields that are C++ objects, or NULL */
    void (*destroy)(PyObject *);   /* those again, and memoryviews, or NULL */
} px_layout;

typedef PyObject *(*px_maker)(PyTypeObject *type, PyObject *const *args, size_t nargsf, PyObject *kwnames);

#define px_at(object, offset) (*(PyObject **)(void *)((char *)(object) + (offset)))

/* Calls a method as if by `method(self, *args, **kw)`. New reference, or NULL. */
PX_API PyObject *px_call_with_self_any(const px_general *method, PyObject *self, PyObject *const *args, size_t nargsf,
                                       PyObject *kwnames);

/* The same; the usual call is one of the entry, with `self` in the place that the caller left for it. */
PX_INLINE PyObject *px_call_with_self(const px_general *method, PyObject *self, PyObject *const *args, size_t nargsf,
                                      PyObject *kwnames) {
    PyObject **place, *before, *result;
    if (px_unlikely(!(nargsf & PY_VECTORCALL_ARGUMENTS_OFFSET) || kwnames))
        return px_call_with_self_any(method, self, args, nargsf, kwnames);
    place = (PyObject **)(args - 1);
    before = *place;
    *place = self;
    result = method->entry(*method->function, place, (size_t)PyVectorcall_NARGS(nargsf) + 1, NULL);
    *place = before;
    return result;
}

/* The same for the arguments that slots get; `kwargs` may be NULL. */
PX_API PyObject *px_call_with_tuple(const px_general *method, PyObject *self, PyObject *args, PyObject *kwargs);
/* Calls a maker with the arguments that tp_new gets. */
PX_API PyObject *px_make_with_tuple(px_maker make, PyTypeObject *type, PyObject *args, PyObject *kwargs);
/* An instance by tp_new of a foreign base. */
PX_API PyObject *px_foreign_new(PyTypeObject *base, PyTypeObject *type, PyObject *const *args, size_t nargsf,
                                PyObject *kwnames);
/* `tp_dealloc` of the foreign base, for an object that the collector does not know at the moment. */
PX_API void px_foreign_dealloc(PyTypeObject *base, PyObject *self);
PX_API int px_foreign_traverse(PyTypeObject *base, PyObject *self, visitproc visit, void *arg);
PX_API int px_foreign_clear(PyTypeObject *base, PyObject *self);
/* An instance of a subclass. */
PX_API PyObject *px_instance_alloc_other(PyTypeObject *type);
/* Runs `__dealloc__`: the object is alive meanwhile, and the exception in flight is put aside. */
PX_API void px_instance_died(PyObject *self, void (*died)(PyObject *));
/* Runs `__del__` when the last reference goes. Nonzero: the object lives again. */
PX_API int px_instance_finalize(PyObject *self);

/* Whether objects may be made and die without the interpreter being told, which debug builds and newer versions want. */
#if PY_VERSION_HEX < 0x030D0000 && !defined(Py_REF_DEBUG) && !defined(Py_TRACE_REFS) && !defined(Py_LIMITED_API)
#define PX_UNTOLD 1
#else
#define PX_UNTOLD 0
#endif

/* Instances of a most basic class itself, if the collector does not know them, have no reference to their type where PX_UNTOLD: the unit
 * holds it as long as the process runs, and all such objects would change the one count. */
PX_INLINE int px_instance_untold(const px_layout *layout) { return PX_UNTOLD && !(layout->flags & PX_HAS_GC); }

PX_INLINE void px_instance_zero(PyObject *self, const px_layout *layout) {
    memset((char *)self + sizeof(PyObject), 0, (size_t)layout->size - sizeof(PyObject));
}

/* Makes an object in memory that is there. */
PX_INLINE PyObject *px_instance_start(PyObject *self, PyTypeObject *type, const px_layout *layout, int again) {
    px_instance_zero(self, layout);
#if PX_UNTOLD
    if (again || px_instance_untold(layout)) {
        self->ob_refcnt = 1;
        self->ob_type = type;
        if (!px_instance_untold(layout) && !(layout->flags & PX_FIXED_TYPE)) Py_INCREF(type);
        return self;
    }
#else
    (void)again;
#endif
    return PyObject_Init(self, type);
}

/* An object that the collector knows. */
PX_INLINE PyObject *px_instance_alloc_gc(PyTypeObject *type, const px_layout *layout) {
    PyObject *self = PyObject_GC_New(PyObject, type);
    if (px_unlikely(!self)) return NULL;
    px_instance_zero(self, layout);
    PyObject_GC_Track(self);
    return self;
}

/* The raw object: its fields are zero. */
PX_INLINE PyObject *px_instance_alloc(PyTypeObject *type, PyTypeObject *own, const px_layout *layout) {
    px_freelist *spare = layout->freelist;
    PyObject *self;
    if (px_unlikely(type != own)) return px_instance_alloc_other(type);
    if (spare && spare->count > 0) {
        self = px_instance_start(spare->items[--spare->count], type, layout, 1);
        if (layout->flags & PX_HAS_GC) PyObject_GC_Track(self);
        return self;
    }
    if (layout->flags & PX_HAS_GC) return px_instance_alloc_gc(type, layout);
    self = (PyObject *)PyObject_Malloc((size_t)layout->size);
    return px_likely(self != NULL) ? px_instance_start(self, type, layout, 0) : PyErr_NoMemory();
}

/* The same of a class with a base in the unit. */
PX_INLINE PyObject *px_instance_alloc_derived(PyTypeObject *own, const px_layout *layout) {
    PyObject *self;
    if (layout->flags & PX_HAS_GC) return px_instance_alloc_gc(own, layout);
    self = (PyObject *)PyObject_Malloc((size_t)layout->size);
    if (px_unlikely(!self)) return PyErr_NoMemory();
    px_instance_zero(self, layout);
    return PyObject_Init(self, own);
}

/* What the class has in a new object before `__cinit__` runs: the vtable, and None. */
PX_INLINE void px_instance_blank(PyObject *self, const px_layout *layout) {
    int i;
    if (layout->vtab) *(const void **)(void *)((char *)self + layout->vtab_at) = layout->vtab;
    for (i = 0; i < layout->n_objects; i++) px_at(self, layout->objects[i]) = Py_NewRef(Py_None);
    if (layout->construct) layout->construct(self);
}

/* The class's own part of a new object. Takes over the object, returns it or NULL. */
PX_INLINE PyObject *px_instance_fill(PyObject *self, const px_layout *layout, PyObject *const *args, size_t nargsf,
                                     PyObject *kwnames) {
    if (px_unlikely(!self)) return NULL;
    px_instance_blank(self, layout);
    if (layout->cinit.entry) {
        int none = layout->flags & PX_CINIT_SELF;
        PyObject *done = px_call_with_self(&layout->cinit, self, none ? NULL : args, none ? 0 : nargsf, none ? NULL : kwnames);
        if (px_unlikely(!done)) {
            Py_DECREF(self);
            return NULL;
        }
        Py_DECREF(done);
    }
    return self;
}

/* Takes the reference out of a field, and gives up the one that was taken out before. */
PX_INLINE PyObject *px_instance_take(PyObject *self, uint32_t offset, PyObject *last) {
    PyObject *value = px_at(self, offset);
    px_at(self, offset) = NULL;
    Py_XDECREF(last);
    return value;
}

/* What the class adds to a dying object: its fields. The reference of the last field is handed on, from class to base, and given up
 * when the object is gone, so that a chain of objects dies without recursion. */
PX_INLINE PyObject *px_instance_release(PyObject *self, const px_layout *layout, PyObject *last) {
    int i;
    if ((layout->weakrefs && px_at(self, layout->weakrefs)) || layout->died) Py_CLEAR(last);
    if (layout->weakrefs && px_at(self, layout->weakrefs)) PyObject_ClearWeakRefs(self);
    if (layout->died) px_instance_died(self, layout->died);
    if (layout->destroy) layout->destroy(self);
    for (i = 0; i < layout->n_objects; i++) last = px_instance_take(self, layout->objects[i], last);
    if (layout->dict) last = px_instance_take(self, layout->dict, last);
    return last;
}

/* Whether this code holds the object's reference to its type. Python classes leave that to the first type below them that has a
 * tp_dealloc of its own, unless that is a static type: then they do it themselves. Static types of another compiler may derive
 * from the types here, and Python classes from those. */
PX_INLINE int px_instance_owns_type(PyTypeObject *type) {
    while ((type->tp_flags & (Py_TPFLAGS_HEAPTYPE | Py_TPFLAGS_IMMUTABLETYPE)) == Py_TPFLAGS_HEAPTYPE) type = type->tp_base;
    return (type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0;
}

/* Gives up the reference of a last field. Returns the object if that was the only one, which dies as those do that `dealloc` is for;
 * the caller goes on with it, since a call (the last one of tp_dealloc) is no recursion only where the C compiler optimises. */
PX_INLINE PyObject *px_instance_next(PyObject *last, destructor dealloc) {
#if PX_UNTOLD
    if (last && Py_REFCNT(last) == 1 && Py_TYPE(last)->tp_dealloc == dealloc) {
        Py_SET_REFCNT(last, 0);
        return last;
    }
#else
    (void)dealloc;
#endif
    Py_XDECREF(last);
    return NULL;
}

/* The end of an object whose most basic type is of this unit. */
PX_INLINE void px_instance_free(PyObject *self, PyTypeObject *own, const px_layout *layout) {
    PyTypeObject *type = Py_TYPE(self);
    if (px_likely(type == own)) {
        px_freelist *spare = layout->freelist;
        if (spare && spare->count < spare->limit) {
            spare->items[spare->count++] = self;
        } else if (layout->flags & PX_HAS_GC) {
            PyObject_GC_Del(self);
        } else {
            PyObject_Free(self);
        }
        if (!px_instance_untold(layout) && !(layout->flags & PX_FIXED_TYPE)) Py_DECREF(type);
    } else {
        type->tp_free(self);
        if (px_instance_owns_type(type)) Py_DECREF(type);
    }
}

PX_INLINE int px_instance_traverse(PyObject *self, const px_layout *layout, visitproc visit, void *arg) {
    int i;
    for (i = 0; i < layout->n_cyclic; i++) Py_VISIT(px_at(self, layout->objects[i]));
    if (layout->dict) Py_VISIT(px_at(self, layout->dict));
    return 0;
}

PX_INLINE int px_instance_visit_type(PyObject *self, visitproc visit, void *arg) {
    if (px_instance_owns_type(Py_TYPE(self))) Py_VISIT(Py_TYPE(self));
    return 0;
}

/* A type of the unit is never garbage, since the unit holds it as long as the process runs: collections need not look at it once
 * for each of its instances. */
PX_INLINE int px_instance_visit_other_type(PyObject *self, PyTypeObject *own, visitproc visit, void *arg) {
    return Py_TYPE(self) == own ? 0 : px_instance_visit_type(self, visit, arg);
}

/* Compiled code may still see the object, and reads None. */
PX_INLINE void px_instance_clear(PyObject *self, const px_layout *layout) {
    int i;
    if (layout->flags & PX_NO_CLEAR) return;
    for (i = 0; i < layout->n_cyclic; i++) {
        PyObject *old = px_at(self, layout->objects[i]);
        px_at(self, layout->objects[i]) = Py_NewRef(Py_None);
        Py_XDECREF(old);
    }
    if (layout->dict) Py_CLEAR(px_at(self, layout->dict));
}

/* The base is `object`. */
#define PX_INSTANCE_ROOT(n, own) \
    PX_INLINE PyObject *px_base_alloc_##n(void) { return px_instance_alloc(own, own, &px_layout_##n); } \
    PX_INLINE PyObject *px_base_make_##n(PyTypeObject *type, PyObject *const *args, size_t nargsf, PyObject *kwnames) { \
        (void)args, (void)nargsf, (void)kwnames; \
        return px_instance_alloc(type, own, &px_layout_##n); \
    } \
    PX_INLINE PyObject *px_base_release_##n(PyObject *self, PyObject *last) { \
        px_instance_free(self, own, &px_layout_##n); \
        return last; \
    } \
    PX_INLINE void px_base_blank_##n(PyObject *self) { (void)self; } \
    PX_INLINE int px_base_visit_##n(PyObject *self, visitproc visit, void *arg) { \
        (void)self, (void)visit, (void)arg; \
        return 0; \
    } \
    PX_INLINE int px_base_visit_type_##n(PyObject *self, visitproc visit, void *arg) { \
        return px_instance_visit_other_type(self, own, visit, arg); \
    } \
    PX_INLINE void px_base_clear_##n(PyObject *self) { (void)self; }

/* The base is class `b` of the unit. */
#define PX_INSTANCE_DERIVED(n, b, own) \
    PX_INLINE PyObject *px_base_alloc_##n(void) { return px_instance_alloc_derived(own, &px_layout_##n); } \
    PX_INLINE PyObject *px_base_make_##n(PyTypeObject *type, PyObject *const *args, size_t nargsf, PyObject *kwnames) { \
        return px_make_##b(type, args, nargsf, kwnames); \
    } \
    PX_INLINE PyObject *px_base_release_##n(PyObject *self, PyObject *last) { return px_release_##b(self, last); } \
    PX_INLINE void px_base_blank_##n(PyObject *self) { px_blank_##b(self); } \
    PX_INLINE int px_base_visit_##n(PyObject *self, visitproc visit, void *arg) { return px_visit_##b(self, visit, arg); } \
    PX_INLINE int px_base_visit_type_##n(PyObject *self, visitproc visit, void *arg) { \
        return Py_TYPE(self) == own ? 0 : px_base_visit_type_##b(self, visit, arg); \
    } \
    PX_INLINE void px_base_clear_##n(PyObject *self) { px_clear_##b(self); }

/* The base is a type of elsewhere; `base` is an expression for it. */
#define PX_INSTANCE_FOREIGN(n, base) \
    PX_INLINE PyObject *px_base_make_##n(PyTypeObject *type, PyObject *const *args, size_t nargsf, PyObject *kwnames) { \
        return px_foreign_new(base, type, args, nargsf, kwnames); \
    } \
    PX_INLINE PyObject *px_base_release_##n(PyObject *self, PyObject *last) { \
        Py_XDECREF(last); \
        px_foreign_dealloc(base, self); \
        return NULL; \
    } \
    PX_INLINE void px_base_blank_##n(PyObject *self) { (void)self; } \
    PX_INLINE int px_base_visit_##n(PyObject *self, visitproc visit, void *arg) { \
        return px_foreign_traverse(base, self, visit, arg); \
    } \
    PX_INLINE int px_base_visit_type_##n(PyObject *self, visitproc visit, void *arg) { \
        (void)self, (void)visit, (void)arg; \
        return 0; \
    } \
    PX_INLINE void px_base_clear_##n(PyObject *self) { px_foreign_clear(base, self); }

/* The functions of class `n`, after one of the above; `px_layout_##n` is its layout. */
#define PX_INSTANCE_FUNCTIONS(n) \
    static PX_UNUSED PyObject *px_make_##n(PyTypeObject *type, PyObject *const *args, size_t nargsf, PyObject *kwnames) { \
        PyObject *self = px_base_make_##n(type, args, nargsf, kwnames); \
        return px_instance_fill(self, &px_layout_##n, args, nargsf, kwnames); \
    } \
    PX_INLINE void px_blank_##n(PyObject *self) { \
        px_base_blank_##n(self); \
        px_instance_blank(self, &px_layout_##n); \
    } \
    static PX_UNUSED PyObject *px_new_##n(PyTypeObject *type, PyObject *args, PyObject *kwargs) { \
        if (px_layout_##n.flags & PX_WANTS_ARGS) return px_make_with_tuple(px_make_##n, type, args, kwargs); \
        return px_make_##n(type, NULL, 0, NULL); \
    } \
    /* Returns the reference of the last field, when the object is gone. */ \
    PX_INLINE PyObject *px_release_##n(PyObject *self, PyObject *last) { \
        return px_base_release_##n(self, px_instance_release(self, &px_layout_##n, last)); \
    } \
    static void px_dealloc_##n(PyObject *self) { \
        do { \
            if (Py_TYPE(self)->tp_finalize && Py_TYPE(self)->tp_dealloc == px_dealloc_##n && px_instance_finalize(self)) return; \
            if (px_layout_##n.flags & PX_FOREIGN ? PyType_IS_GC(Py_TYPE(self)) : (px_layout_##n.flags & PX_HAS_GC) != 0) \
                PyObject_GC_UnTrack(self); \
            if (px_layout_##n.flags & PX_TRASHCAN) { \
                Py_TRASHCAN_BEGIN(self, px_dealloc_##n) Py_XDECREF(px_release_##n(self, NULL)); \
                Py_TRASHCAN_END \
                return; \
            } \
            self = px_instance_next(px_release_##n(self, NULL), px_dealloc_##n); \
        } while (self); \
    } \
    PX_INLINE int px_visit_##n(PyObject *self, visitproc visit, void *arg) { \
        int stop = px_instance_traverse(self, &px_layout_##n, visit, arg); \
        return stop ? stop : px_base_visit_##n(self, visit, arg); \
    } \
    static int px_traverse_##n(PyObject *self, visitproc visit, void *arg) { \
        int stop = px_visit_##n(self, visit, arg); \
        return stop ? stop : px_base_visit_type_##n(self, visit, arg); \
    } \
    static int px_clear_##n(PyObject *self) { \
        px_instance_clear(self, &px_layout_##n); \
        px_base_clear_##n(self); \
        return 0; \
    }

/* An instance of exactly class `n` on which no `__cinit__` has run yet. All bases are of the unit. */
#define PX_INSTANCE_RAW(n) \
    static PX_UNUSED PyObject *px_raw_##n(void) { \
        PyObject *self = px_base_alloc_##n(); \
        if (px_likely(self != NULL)) px_blank_##n(self); \
        return self; \
    }

/* The fast way of `T(...)`, where `__init__` is `init` or that of `object` (its entry is NULL then). */
#define PX_INSTANCE_VECTORCALL(n, init) \
    static PyObject *px_vectorcall_##n(PyObject *type, PyObject *const *args, size_t nargsf, PyObject *kwnames) { \
        PyObject *self = px_make_##n((PyTypeObject *)type, args, nargsf, kwnames); \
        return px_instance_init(self, init, args, nargsf, kwnames); \
    }

/* Runs `__init__`. Takes over the object, returns it or NULL. */
PX_INLINE PyObject *px_instance_init(PyObject *self, const px_general *init, PyObject *const *args, size_t nargsf,
                                     PyObject *kwnames) {
    PyObject *done;
    if (px_unlikely(!self) || !init) return self;
    done = px_call_with_self(init, self, args, nargsf, kwnames);
    if (px_unlikely(!done)) {
        Py_DECREF(self);
        return NULL;
    }
    Py_DECREF(done);
    return self;
}

#endif
