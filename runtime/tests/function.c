/* A module made by hand: constants, functions of every kind of parameter list, tracebacks. */
#include "support.h"

#include "px/entry.h"
#include "px/function.h"
#include "px/traceback.h"

static const char text[] =
    "none"
    "a"
    "b"
    "c"
    "k"
    "r"
    "doc of f"
    "pkg.mod"
    "1.5"
    "nan 2.0"
    "-0x10000000000000000"
    "\355\240\200"
    "raw\000s"
    "f"
    "opt"
    "kwo"
    "po"
    "starred"
    "fails";

enum {
    NONE,
    A,
    B,
    C,
    K,
    R,
    DOC,
    MOD,
    FLOAT,
    CPLX,
    BIG,
    SURR,
    BYTES,
    F,
    OPT,
    KWO,
    PO,
    STARRED,
    FAILS,
    EMPTY,
    N_F,
    N_OPT,
    N_KWO,
    N_PO,
    N_STARRED,
    INT,
    CNONE,
    ETC,
    NESTED,
    FROZEN,
    SLICE,
    N_CONSTS
};

static const px_const consts[] = {
    {PX_NAME, 4},  {PX_NAME, 1},      {PX_NAME, 1},    {PX_NAME, 1},    {PX_NAME, 1}, {PX_NAME, 1},  {PX_STR, 8},
    {PX_STR, 7},   {PX_FLOAT, 3},     {PX_COMPLEX, 7}, {PX_BIGINT, 20}, {PX_STR, 3},  {PX_BYTES, 5}, {PX_NAME, 1},
    {PX_NAME, 3},  {PX_NAME, 3},      {PX_NAME, 2},    {PX_NAME, 7},    {PX_NAME, 5}, {PX_TUPLE, 0}, {PX_TUPLE, 2},
    {PX_TUPLE, 3}, {PX_TUPLE, 3},     {PX_TUPLE, 3},   {PX_TUPLE, 4},   {PX_INT, -7}, {PX_NONE, 0},  {PX_ELLIPSIS, 0},
    {PX_TUPLE, 2}, {PX_FROZENSET, 2}, {PX_SLICE, 3},
};

static const uint32_t items[] = {A, B, A, B, C, A, B, C, A, B, C, A, B, R, K, INT, N_F, A, B, CNONE, INT, CNONE};

static PyObject *entry(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames);
static PyObject *failing_entry(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames);

static const px_func funcs[] = {
    {NONE, NONE, PX_ABSENT, EMPTY, PX_ABSENT, PX_ABSENT, entry, 0, 0, 0, 0, 0, 1},
    {F, F, DOC, N_F, PX_ABSENT, PX_ABSENT, entry, 0, 2, 0, 0, 0, 3},
    {OPT, OPT, PX_ABSENT, N_OPT, PX_ABSENT, PX_ABSENT, entry, 0, 3, 0, 0, 0, 5},
    {KWO, KWO, PX_ABSENT, N_KWO, PX_ABSENT, PX_ABSENT, entry, 0, 1, 2, 0, 0, 7},
    {PO, PO, PX_ABSENT, N_PO, PX_ABSENT, PX_ABSENT, entry, 2, 3, 0, 0, 0, 9},
    {STARRED, STARRED, PX_ABSENT, N_STARRED, PX_ABSENT, PX_ABSENT, entry, 0, 1, 1, 0, CO_VARARGS | CO_VARKEYWORDS, 11},
    {FAILS, FAILS, PX_ABSENT, EMPTY, PX_ABSENT, PX_ABSENT, failing_entry, 0, 0, 0, 0, 0, 13},
};

static const px_loc locs[] = {{6, 14, 0, 0}, {6, 15, 0, 1}};
static const char *const files[] = {"mod.pyx"};

static int exec(px_module *m);

static const px_def def = {"mod", "the doc", files, consts, N_CONSTS, 2, text, items, funcs, locs, exec, 0, NULL};
static PyObject *values[N_CONSTS], *traces[2];
static px_module state = PX_MODULE(&def, values, traces);

/* Returns the bound arguments as a tuple. */
static PyObject *entry(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
    const px_func *f = ((px_function *)self)->def;
    Py_ssize_t i, n = f->pos + f->kwonly + !!(f->flags & CO_VARARGS) + !!(f->flags & CO_VARKEYWORDS);
    int plain = !kwnames && !f->kwonly && !(f->flags & (CO_VARARGS | CO_VARKEYWORDS));
    PyObject *result;
    if (!px_args_bound(nargsf) && !(plain && px_args_count(nargsf) == n)) return px_bind_call(self, args, nargsf, kwnames);
    result = PyTuple_New(n);
    for (i = 0; result && i < n; i++) PyTuple_SET_ITEM(result, i, Py_NewRef(px_args_get(args, i)));
    return result;
}

static PyObject *failing_entry(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
    if (px_args_count(nargsf) || kwnames) return px_bind_call(self, args, nargsf, kwnames);
    PyErr_SetString(PyExc_ValueError, "on purpose");
    px_traceback(&state, 1);
    return NULL;
}

static int define(px_module *m, int index, PyObject *defaults, PyObject *kwdefaults, PyObject *annotations) {
    PyObject *f = px_function_new(m, index, defaults, kwdefaults, annotations, NULL);
    int status = f ? PyDict_SetItem(m->dict, m->consts[funcs[index].name], f) : -1;
    Py_XDECREF(f);
    return status;
}

static int exec(px_module *m) {
    PyObject *two = Py_BuildValue("(ii)", 1, 2), *kw = Py_BuildValue("{s:i}", "c", 3);
    int i, status = 0;
    for (i = 0; i < 7 && status == 0; i++) {
        status = define(m, i, i == 2 ? two : NULL, i == 3 ? kw : NULL, i == 1 ? values[N_F] : NULL);
    }
    Py_XDECREF(two);
    Py_XDECREF(kw);
    for (i = 0; i < N_CONSTS && status == 0; i++) {
        char name[8];
        snprintf(name, sizeof name, "c%d", i);
        status = PyDict_SetItemString(m->dict, name, values[i]);
    }
    return status;
}

static PyObject *init(void) { return px_module_init(&state); }

int main(void) {
    FILE *script;
    PyImport_AppendInittab("mod", init);
    Py_Initialize();
    script = fopen(PX_TEST_SCRIPT, "r");
    PX_CHECK(script != NULL);
    if (script && PyRun_SimpleFile(script, PX_TEST_SCRIPT) != 0) px_test_failures++;
    return px_test_end();
}
