/* Generators of every kind whose body is a Python generator of instructions: what `yield`, `await` and the like compile to
 * is done as that says, so that the script can compare them with the interpreter's own. */
#include "support.h"

#include "px/await.h"
#include "px/exc_state.h"
#include "px/gen_core.h"

static const char text[] =
    "body"
    "driver";

enum { BODY, DRIVER, EMPTY, NAMES, N_CONSTS };

static const px_const consts[] = {{PX_NAME, 4}, {PX_NAME, 6}, {PX_TUPLE, 0}, {PX_TUPLE, 1}};
static const uint32_t items[] = {DRIVER};
static const px_func funcs[] = {
    {BODY, BODY, PX_ABSENT, NAMES, PX_ABSENT, PX_ABSENT, NULL, 0, 0, 0, 0, CO_GENERATOR, 7},
    {BODY, BODY, PX_ABSENT, NAMES, PX_ABSENT, PX_ABSENT, NULL, 0, 0, 0, 0, CO_COROUTINE, 7},
    {BODY, BODY, PX_ABSENT, NAMES, PX_ABSENT, PX_ABSENT, NULL, 0, 0, 0, 0, CO_ASYNC_GENERATOR, 7},
};
static const px_loc locs[] = {{0, 7, 0, 0}};
static const char *const files[] = {"gens.py"};

static int exec(px_module *m);

static const px_def def = {"gens", NULL, files, consts, N_CONSTS, 1, text, items, funcs, locs, exec, PX_PYTHON};
static PyObject *values[N_CONSTS], *traces[1];
static px_module state = PX_MODULE(&def, values, traces);

typedef struct frame {
    px_gen gen;
    PyObject *driver;
} frame;

/* The iterator that an instruction is about. */
static PyObject *begin(PyObject *gen, const char *verb, PyObject *operand) {
    if (strcmp(verb, "from") == 0) return px_yield_from_iter(gen, operand);
    if (strcmp(verb, "await") == 0) return px_await_iter(gen, operand);
    if (strcmp(verb, "anext") == 0) return px_anext(gen, operand);
    if (strcmp(verb, "enter") == 0) return px_async_enter(gen, operand);
    if (strcmp(verb, "exit") == 0) return px_async_exit_none(gen, operand);
    return px_async_exit(gen, PyTuple_GET_ITEM(operand, 0), PyTuple_GET_ITEM(operand, 1));
}

/* Does one instruction. PYGEN_NEXT: suspended; PYGEN_RETURN: a value to go on with. */
static PySendResult perform(px_gen *gen, PyObject *instruction, PyObject **result) {
    const char *verb = PyUnicode_AsUTF8(PyTuple_GET_ITEM(instruction, 0));
    PyObject *operand = PyTuple_GET_ITEM(instruction, 1), *iterator;
    int status;
    gen->at = 1;
    if (strcmp(verb, "yield") == 0) {
        *result = Py_NewRef(operand);
        return PYGEN_NEXT;
    }
    if (strcmp(verb, "aiter") == 0 || strcmp(verb, "exit_of") == 0) {
        *result = verb[0] == 'a' ? px_aiter(operand) : px_async_exit_of(operand);
        return *result ? PYGEN_RETURN : PYGEN_ERROR;
    }
    iterator = begin((PyObject *)gen, verb, operand);
    if (!iterator) return PYGEN_ERROR;
    status = px_gen_delegate((PyObject *)gen, iterator);
    if (status < 0) return PYGEN_ERROR;
    *result = px_gen_take((PyObject *)gen);
    return status ? PYGEN_NEXT : PYGEN_RETURN;
}

/* Gives the driver a value, or the exception in flight. */
static PySendResult drive(PyObject *driver, PyObject *value, PyObject **result) {
    PyObject *exc;
    if (value) return PyIter_Send(driver, value, result);
    if (!PyGen_CheckExact(driver)) return PYGEN_ERROR;
    exc = px_exc_take();
    *result = PyObject_CallMethod(driver, "throw", "O", exc);
    Py_DECREF(exc);
    if (*result) return PYGEN_NEXT;
    if (!PyErr_ExceptionMatches(PyExc_StopIteration)) return PYGEN_ERROR;
    exc = px_exc_take();
    *result = PyObject_GetAttrString(exc, "value");
    Py_DECREF(exc);
    return PYGEN_RETURN;
}

static PySendResult resume(px_gen *gen, PyObject *sent, PyObject **result) {
    frame *f = (frame *)gen;
    PyObject *value = Py_XNewRef(sent), *instruction;
    PySendResult status;
    if (!sent && gen->at == 0) status = PYGEN_ERROR;
    else
        for (;;) {
            status = drive(f->driver, value, &instruction);
            Py_CLEAR(value);
            if (status == PYGEN_RETURN) *result = instruction;
            if (status != PYGEN_NEXT) break;
            status = perform(gen, instruction, &value);
            Py_DECREF(instruction);
            if (status != PYGEN_NEXT) continue;
            *result = value;
            return PYGEN_NEXT;
        }
    Py_XDECREF(value);
    Py_CLEAR(f->driver);
    return status;
}

static const uint16_t slots[] = {offsetof(frame, driver)};
static const uint32_t lines[] = {7, 8};
static const uint32_t names[] = {DRIVER};
static const px_frame_type kinds[] = {
    {resume, sizeof(frame), 0, PX_GENERATOR, 1, slots, lines, NULL, 1, names},
    {resume, sizeof(frame), 1, PX_COROUTINE, 1, slots, lines, NULL, 1, names},
    {resume, sizeof(frame), 2, PX_ASYNC_GENERATOR, 1, slots, lines, NULL, 1, names},
    {resume, sizeof(frame), 1, PX_ITERABLE_COROUTINE, 1, slots, lines, NULL, 1, names},
};

/* make(kind, driver) */
static PyObject *make(PyObject *self, PyObject *args) {
    int kind;
    PyObject *driver;
    px_gen *gen;
    (void)self;
    if (!PyArg_ParseTuple(args, "iO", &kind, &driver)) return NULL;
    gen = px_gen_new(&state, &kinds[kind], NULL, NULL);
    if (gen) ((frame *)gen)->driver = Py_NewRef(driver);
    return (PyObject *)gen;
}

static PyMethodDef make_def = {"make", make, METH_VARARGS, NULL};

static int exec(px_module *m) {
    PyObject *f = PyCFunction_New(&make_def, NULL);
    int status = f ? PyDict_SetItemString(m->dict, "make", f) : -1;
    Py_XDECREF(f);
    return status;
}

static PyObject *init(void) { return px_module_init(&state); }

int main(void) {
    FILE *script;
    PyImport_AppendInittab("gens", init);
    Py_Initialize();
    script = fopen(PX_TEST_SCRIPT, "r");
    PX_CHECK(script != NULL);
    if (script && PyRun_SimpleFile(script, PX_TEST_SCRIPT) != 0) px_test_failures++;
    return px_test_end();
}
