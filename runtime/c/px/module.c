/* The start of a module: constants, creation, execution. */
#include "px/module.h"

#include "px/reimport.h"

#include <stddef.h>

static px_module *px_module_of(PyObject *def_or_null) {
    PyModuleDef *def = (PyModuleDef *)def_or_null;
    return (px_module *)(void *)((char *)def - offsetof(px_module, pydef));
}

#if PX_USES(PX_FLOAT) || PX_USES(PX_COMPLEX)
/* A new float or complex from text that is not ended by a NUL. */
static PyObject *px_const_float(const char *text, Py_ssize_t n) {
    PyObject *bytes = PyBytes_FromStringAndSize(text, n), *result;
    if (!bytes) return NULL;
    result = PyFloat_FromString(bytes);
    Py_DECREF(bytes);
    return result;
}

#endif

#if PX_USES(PX_COMPLEX)
static PyObject *px_const_complex(const char *text, Py_ssize_t n) {
    Py_ssize_t space = 0;
    PyObject *real, *imag = NULL, *result = NULL;
    while (space < n && text[space] != ' ') space++;
    real = px_const_float(text, space);
    if (real) imag = px_const_float(text + space + 1, n - space - 1);
    if (imag) result = PyComplex_FromDoubles(PyFloat_AS_DOUBLE(real), PyFloat_AS_DOUBLE(imag));
    Py_XDECREF(real);
    Py_XDECREF(imag);
    return result;
}

#endif

#if PX_USES(PX_BIGINT)
static PyObject *px_const_bigint(const char *text, Py_ssize_t n) {
    PyObject *str = PyUnicode_DecodeASCII(text, n, NULL), *result;
    if (!str) return NULL;
    result = PyLong_FromUnicodeObject(str, 0);
    Py_DECREF(str);
    return result;
}

#endif

/* A new tuple, frozenset or slice of constants that exist already. */
static PyObject *px_const_group(int kind, PyObject **values, const uint32_t *items, Py_ssize_t n) {
    PyObject *tuple;
    Py_ssize_t i;
#if PX_USES(PX_SLICE)
    if (kind == PX_SLICE) return PySlice_New(values[items[0]], values[items[1]], values[items[2]]);
#endif
    tuple = PyTuple_New(n);
    if (!tuple) return NULL;
    for (i = 0; i < n; i++) {
        PyTuple_SET_ITEM(tuple, i, Py_NewRef(values[items[i]]));
    }
#if PX_USES(PX_FROZENSET)
    if (kind == PX_FROZENSET) Py_SETREF(tuple, PyFrozenSet_New(tuple));
#endif
    (void)kind;
    return tuple;
}

/* A new constant that has a text of n bytes. */
static PyObject *px_const_text(int kind, const char *text, Py_ssize_t n) {
    PyObject *result;
#if PX_USES(PX_BYTES)
    if (kind == PX_BYTES) return PyBytes_FromStringAndSize(text, n);
#endif
#if PX_USES(PX_BIGINT)
    if (kind == PX_BIGINT) return px_const_bigint(text, n);
#endif
#if PX_USES(PX_FLOAT)
    if (kind == PX_FLOAT) return px_const_float(text, n);
#endif
#if PX_USES(PX_COMPLEX)
    if (kind == PX_COMPLEX) return px_const_complex(text, n);
#endif
    result = PyUnicode_DecodeUTF8(text, n, "surrogatepass");
    if (result && kind == PX_NAME) PyUnicode_InternInPlace(&result);
    return result;
}

#if PX_USES(PX_NONE) || PX_USES(PX_TRUE) || PX_USES(PX_FALSE) || PX_USES(PX_ELLIPSIS) || PX_USES(PX_NOT_IMPLEMENTED)
static PyObject *px_const_single(int kind) {
    switch (kind) {
    case PX_NONE:
        return Py_None;
    case PX_TRUE:
        return Py_True;
    case PX_FALSE:
        return Py_False;
    case PX_ELLIPSIS:
        return Py_Ellipsis;
    default:
        return Py_NotImplemented;
    }
}

#endif

/* Makes all constants. 0, or -1. */
static int px_module_consts(px_module *m) {
    const px_def *def = m->def;
    const char *text = def->text;
    const uint32_t *items = def->items;
    uint32_t i;
    for (i = 0; i < def->n_consts; i++) {
        int kind = def->consts[i].kind;
        int32_t n = def->consts[i].n;
        PyObject *value;
#if PX_USES(PX_NONE) || PX_USES(PX_TRUE) || PX_USES(PX_FALSE) || PX_USES(PX_ELLIPSIS) || PX_USES(PX_NOT_IMPLEMENTED)
        if (kind >= PX_NONE) {
            value = Py_NewRef(px_const_single(kind));
        } else
#endif
        if (kind >= PX_TUPLE) {
            value = px_const_group(kind, m->consts, items, n);
            items += n;
        } else if (kind == PX_INT) {
            value = PyLong_FromLong(n);
        } else {
            value = px_const_text(kind, text, n);
            text += n;
        }
        if (!value) return -1;
        m->consts[i] = value;
    }
    return 0;
}

/* Undoes what an import that failed has done, so that it can be tried again. */
static void px_module_clear(px_module *m) {
    uint32_t i;
    for (i = 0; i < m->def->n_consts; i++) Py_CLEAR(m->consts[i]);
    for (i = 0; i < m->def->n_locs; i++) Py_CLEAR(m->traces[i]);
    Py_CLEAR(m->function_type);
    for (i = 0; i < PX_GEN_TYPES; i++) Py_CLEAR(m->gen_types[i]);
    Py_CLEAR(m->dict);
    Py_CLEAR(m->builtins);
    Py_CLEAR(m->module);
}

static int px_module_run(px_module *m) { return m->def->run ? m->def->run(m) : m->def->exec(m); }

static int px_module_fill(px_module *m) {
    m->dict = Py_XNewRef(PyModule_GetDict(m->module));
    m->builtins = Py_XNewRef(PyEval_GetBuiltins());
    if (!m->dict || !m->builtins || px_module_consts(m) < 0) return -1;
    if (PyDict_SetItemString(m->dict, "__builtins__", m->builtins) < 0) return -1;
    /* Programs set options for tracebacks in this module. */
    if (!m->def->python && !PyImport_AddModule("cython_runtime")) return -1;
    if (m->def->doc && PyModule_SetDocString(m->module, m->def->doc) < 0) return -1;
    if (m->def->share && m->def->share(m) < 0) return -1;
    return px_module_run(m);
}

#if PX_USES(PX_PYTHON)
/* A module object with a state counts as complete, and importlib.reload leaves it alone. Plain Python modules are run again: the
 * state of no bytes goes. It lies behind the dict and the definition in every CPython so far; where it does not, nothing happens. */
static void px_module_reloadable(PyObject *module) {
    void *state = PyModule_GetState(module), **slot = (void **)(void *)((char *)module + sizeof(PyObject)) + 2;
    if (!state || *slot != state) return;
    *slot = NULL;
    PyMem_Free(state);
}
#endif

/* The module that this copy of the support code belongs to. */
static px_module *px_module_own;

static int px_module_exec(PyObject *module) {
    PyModuleDef *def = PyModule_GetDef(module);
    /* Programs that start modules by hand execute one which nobody made from the definition. */
    px_module *m = def ? px_module_of((PyObject *)def) : px_module_own;
#if PX_USES(PX_PYTHON)
    if (m->def->python) px_module_reloadable(module);
    if (m->module == module && m->def->python) return px_module_run(m); /* importlib.reload */
#endif
    if (m->module) return 0; /* imported again: the module that is there already */
    m->interpreter = PyInterpreterState_Get();
    m->module = Py_NewRef(module);
    m->state = PX_MODULE_READY;
    if (px_module_fill(m) == 0) return 0;
    m->state = PX_MODULE_FAILED;
    return -1;
}

/* Where a second import cannot get a copy of its own it gets the first one, and a second interpreter none. */
static PyObject *px_module_create(PyObject *spec, PyModuleDef *def) {
    px_module *m = px_module_of((PyObject *)def);
    PyObject *name, *module;
    if (m->interpreter && m->interpreter != PyInterpreterState_Get()) {
        PyErr_Format(PyExc_ImportError, "module '%s' can only be loaded into one interpreter per process",
                     m->def->name);
        return NULL;
    }
    m->interpreter = PyInterpreterState_Get();
    if (m->module) return Py_NewRef(m->module);
    name = PyObject_GetAttrString(spec, "name");
    if (!name) return NULL;
    module = PyModule_NewObject(name);
    Py_DECREF(name);
    return module;
}

static PyModuleDef_Slot px_module_slots[] = {
    {Py_mod_create, (void *)px_module_create},
    {Py_mod_exec, (void *)px_module_exec},
#if PY_VERSION_HEX >= 0x030C0000
    {Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED},
#endif
#if PY_VERSION_HEX >= 0x030D0000
    {Py_mod_gil, Py_MOD_GIL_USED},
#endif
    {0, NULL},
};

/* Under another name the library of a module that is imported already gives that module, as with Cython: two of them would have
 * the same types twice. */
static int px_module_known(px_module *m) {
    PyObject *name, *known;
    if (m->def->python || m->state != PX_MODULE_READY || m->interpreter != PyInterpreterState_Get()) return 0;
    name = PyModule_GetNameObject(m->module);
    known = name ? PyDict_GetItemWithError(PyImport_GetModuleDict(), name) : NULL;
    Py_XDECREF(name);
    PyErr_Clear();
    return known == m->module;
}

#if PX_USES(PX_PROMISES)
/* Tells the interpreter what the module promises. Each module has slots of its own. */
static void px_module_promise(const px_def *def) {
    PyModuleDef_Slot *slot;
    for (slot = px_module_slots; slot->slot; slot++) {
#if PY_VERSION_HEX >= 0x030C0000
        if (slot->slot == Py_mod_multiple_interpreters && def->traits & PX_SHARED_GIL)
            slot->value = Py_MOD_MULTIPLE_INTERPRETERS_SUPPORTED;
        if (slot->slot == Py_mod_multiple_interpreters && def->traits & PX_OWN_GIL)
            slot->value = Py_MOD_PER_INTERPRETER_GIL_SUPPORTED;
#endif
#if PY_VERSION_HEX >= 0x030D0000
        if (slot->slot == Py_mod_gil && def->traits & PX_FREE_THREADING) slot->value = Py_MOD_GIL_NOT_USED;
#endif
    }
    (void)def;
}
#endif

#if defined(CYTHON_PEP489_MULTI_PHASE_INIT) && !CYTHON_PEP489_MULTI_PHASE_INIT
/* The module itself, executed, where the C compiler is told that its init function is called by hand. */
static PyObject *px_module_at_once(px_module *m) {
    PyObject *module;
    if (m->module) return Py_NewRef(m->module);
    m->pydef.m_size = -1;
    module = PyModule_Create(&m->pydef);
    if (module && px_module_exec(module) < 0) Py_CLEAR(module);
    return module;
}
#endif

PX_API PyObject *px_module_init(px_module *m) {
    if (Py_Version >> 16 != PY_VERSION_HEX >> 16) {
        PyErr_Format(PyExc_ImportError, "module '%s' was compiled for Python %d.%d, this is %d.%d", m->def->name,
                     PY_MAJOR_VERSION, PY_MINOR_VERSION, (int)(Py_Version >> 24), (int)(Py_Version >> 16 & 0xFF));
        return NULL;
    }
    if (m->module && !px_module_known(m)) {
        PyObject *other = px_reimport(m);
        if (other || PyErr_Occurred()) return other;
        if (m->state == PX_MODULE_FAILED) px_module_clear(m);
    }
#if PX_USES(PX_PROMISES)
    px_module_promise(m->def);
#endif
    px_module_own = m;
    m->pydef.m_name = m->def->name;
#if defined(CYTHON_PEP489_MULTI_PHASE_INIT) && !CYTHON_PEP489_MULTI_PHASE_INIT
    return px_module_at_once(m);
#else
    m->pydef.m_slots = px_module_slots;
    return PyModuleDef_Init(&m->pydef);
#endif
}
