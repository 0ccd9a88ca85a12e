#include "px/class.h"

#include "px/cell.h"
#include "px/raise_names.h"

/* Replaces what is no type by what its __mro_entries__ says. New reference: the same tuple if there is nothing to replace. */
static PyObject *px_class_bases(PyObject *bases) {
    Py_ssize_t i, n = PyTuple_GET_SIZE(bases);
    PyObject *list = NULL, *result;
    for (i = 0; i < n; i++) {
        PyObject *base = PyTuple_GET_ITEM(bases, i), *method = NULL, *entries;
        int end;
        if (!PyType_Check(base)) {
            method = PyObject_GetAttrString(base, "__mro_entries__");
            if (!method) {
                if (!PyErr_ExceptionMatches(PyExc_AttributeError)) goto fail;
                PyErr_Clear();
            }
        }
        if (!method) {
            if (list && PyList_Append(list, base) < 0) goto fail;
            continue;
        }
        entries = PyObject_CallOneArg(method, bases);
        Py_DECREF(method);
        if (!entries) goto fail;
        if (!PyTuple_Check(entries)) {
            PyErr_SetString(PyExc_TypeError, "__mro_entries__ must return a tuple");
            Py_DECREF(entries);
            goto fail;
        }
        if (!list) {
            PyObject *before = PyTuple_GetSlice(bases, 0, i);
            list = before ? PySequence_List(before) : NULL;
            Py_XDECREF(before);
        }
        end = list ? PyList_SetSlice(list, PyList_GET_SIZE(list), PyList_GET_SIZE(list), entries) : -1;
        Py_DECREF(entries);
        if (end < 0) goto fail;
    }
    if (!list) return Py_NewRef(bases);
    result = PyList_AsTuple(list);
    Py_DECREF(list);
    return result;
fail:
    Py_XDECREF(list);
    return NULL;
}

/* The most derived metaclass of a class and its bases. Borrowed reference, or NULL. */
static PyTypeObject *px_class_winner(PyTypeObject *meta, PyObject *bases) {
    Py_ssize_t i;
    for (i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        PyTypeObject *type = Py_TYPE(PyTuple_GET_ITEM(bases, i));
        if (PyType_IsSubtype(meta, type)) continue;
        if (!PyType_IsSubtype(type, meta)) {
            PyErr_SetString(PyExc_TypeError,
                            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                            "metaclasses of all its bases");
            return NULL;
        }
        meta = type;
    }
    return meta;
}

/* The metaclass, taken out of the keywords. New reference, or NULL. */
static PyObject *px_class_meta(PyObject *bases, PyObject *keywords) {
    PyObject *meta = NULL;
    if (keywords) {
        meta = PyDict_GetItemString(keywords, "metaclass");
        Py_XINCREF(meta);
        if (meta && PyDict_DelItemString(keywords, "metaclass") < 0) {
            Py_DECREF(meta);
            return NULL;
        }
    }
    if (!meta) {
        int any = PyTuple_GET_SIZE(bases) > 0;
        meta = any ? (PyObject *)Py_TYPE(PyTuple_GET_ITEM(bases, 0)) : (PyObject *)&PyType_Type;
        Py_INCREF(meta);
    }
    if (PyType_Check(meta)) {
        PyTypeObject *winner = px_class_winner((PyTypeObject *)meta, bases);
        Py_XINCREF(winner);
        Py_DECREF(meta);
        meta = (PyObject *)winner;
    }
    return meta;
}

static PyObject *px_class_new_namespace(PyObject *meta, PyObject *name, PyObject *bases, PyObject *keywords) {
    PyObject *args[3], *ns, *prepare = PyObject_GetAttrString(meta, "__prepare__");
    if (!prepare) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return NULL;
        PyErr_Clear();
        return PyDict_New();
    }
    args[0] = NULL;
    args[1] = name;
    args[2] = bases;
    ns = PyObject_VectorcallDict(prepare, args + 1, 2 | PY_VECTORCALL_ARGUMENTS_OFFSET, keywords);
    Py_DECREF(prepare);
    if (ns && !PyMapping_Check(ns)) {
        PyErr_Format(PyExc_TypeError, "%.200s.__prepare__() must return a mapping, not %.200s",
                     PyType_Check(meta) ? ((PyTypeObject *)meta)->tp_name : "<metaclass>", Py_TYPE(ns)->tp_name);
        Py_CLEAR(ns);
    }
    return ns;
}

static int px_class_set(PyObject *ns, const char *key, PyObject *value) {
    PyObject *name = PyUnicode_InternFromString(key);
    int result = name ? px_name_set(ns, name, value) : -1;
    Py_XDECREF(name);
    return result;
}

static int px_class_fill(px_module *m, PyObject *ns, PyObject *qualname, int line) {
    PyObject *module = PyDict_GetItemString(m->dict, "__name__");
    if (module && px_class_set(ns, "__module__", module) < 0) return -1;
    if (px_class_set(ns, "__qualname__", qualname) < 0) return -1;
#if PY_VERSION_HEX >= 0x030D0000
    {
        PyObject *number = PyLong_FromLong(line);
        int result = number ? px_class_set(ns, "__firstlineno__", number) : -1;
        Py_XDECREF(number);
        return result;
    }
#else
    (void)line;
    return 0;
#endif
}

PX_API PyObject *px_class_prepare(px_module *m, PyObject *name, PyObject *qualname, PyObject *bases, PyObject *keywords,
                                  int line) {
    PyObject *meta, *ns = NULL, *state = NULL, *resolved = px_class_bases(bases);
    if (!resolved) return NULL;
    meta = px_class_meta(resolved, keywords);
    if (meta) ns = px_class_new_namespace(meta, name, resolved, keywords);
    if (ns && px_class_fill(m, ns, qualname, line) == 0)
        state = PyTuple_Pack(5, meta, resolved, bases, ns, keywords ? keywords : Py_None);
    Py_XDECREF(ns);
    Py_XDECREF(meta);
    Py_DECREF(resolved);
    return state;
}

/* The cell of __class__ must have been filled by type.__new__. */
static int px_class_check_cell(PyObject *cls, PyObject *name, PyObject *cell) {
    PyObject *content;
    if (!PyType_Check(cls) || !PyCell_Check(cell)) return 0;
    content = PyCell_GET(cell);
    if (content == cls) return 0;
    if (!content)
        PyErr_Format(PyExc_RuntimeError,
                     "__class__ not set defining %.200R as %.200R. Was __classcell__ propagated to type.__new__?", name, cls);
    else
        PyErr_Format(PyExc_TypeError, "__class__ set to %.200R defining %.200R as %.200R", content, name, cls);
    return -1;
}

/* Makes a compiled function of this name in the namespace what `type` would make of an interpreted one. */
static int px_class_implicit(px_module *m, PyObject *ns, const char *key, PyObject *(*wrap)(PyObject *)) {
    PyObject *name = PyUnicode_InternFromString(key), *value, *wrapped;
    int result = 0;
    if (!name) return -1;
    value = PyObject_GetItem(ns, name);
    if (!value) {
        result = PyErr_ExceptionMatches(PyExc_KeyError) ? 0 : -1;
        if (!result) PyErr_Clear();
    } else if (Py_TYPE(value) == m->function_type) {
        wrapped = wrap(value);
        result = wrapped ? px_name_set(ns, name, wrapped) : -1;
        Py_XDECREF(wrapped);
    }
    Py_XDECREF(value);
    Py_DECREF(name);
    return result;
}

PX_API PyObject *px_class_finish(px_module *m, PyObject *state, PyObject *name, PyObject *cell) {
    PyObject *meta = PyTuple_GET_ITEM(state, 0), *bases = PyTuple_GET_ITEM(state, 1), *ns = px_class_namespace(state);
    PyObject *keywords = PyTuple_GET_ITEM(state, 4), *cls, *args[4];
    if (bases != PyTuple_GET_ITEM(state, 2) && px_class_set(ns, "__orig_bases__", PyTuple_GET_ITEM(state, 2)) < 0)
        return NULL;
    if (cell != Py_None && px_class_set(ns, "__classcell__", cell) < 0) return NULL;
    if (px_class_implicit(m, ns, "__new__", PyStaticMethod_New) < 0 ||
        px_class_implicit(m, ns, "__init_subclass__", PyClassMethod_New) < 0 ||
        px_class_implicit(m, ns, "__class_getitem__", PyClassMethod_New) < 0)
        return NULL;
    args[0] = NULL;
    args[1] = name;
    args[2] = bases;
    args[3] = ns;
    cls = PyObject_VectorcallDict(meta, args + 1, 3 | PY_VECTORCALL_ARGUMENTS_OFFSET,
                                  keywords == Py_None ? NULL : keywords);
    if (cls && px_class_check_cell(cls, name, cell) < 0) Py_CLEAR(cls);
    return cls;
}

PX_API int px_name_set(PyObject *ns, PyObject *name, PyObject *value) {
    return PyDict_CheckExact(ns) ? PyDict_SetItem(ns, name, value) : PyObject_SetItem(ns, name, value);
}

PX_API int px_name_del(PyObject *ns, PyObject *name) {
    if (PyObject_DelItem(ns, name) == 0) return 0;
    if (PyErr_ExceptionMatches(PyExc_KeyError)) px_raise_name(name);
    return -1;
}

PX_API PyObject *px_name_deref(PyObject *ns, PyObject *name, PyObject *cell) {
    PyObject *value = PyObject_GetItem(ns, name);
    if (value || !PyErr_ExceptionMatches(PyExc_KeyError)) return value;
    PyErr_Clear();
    return px_cell_load_free(cell, name);
}

PX_API int px_class_static_attributes(PyObject *ns, PyObject *names) {
#if PY_VERSION_HEX >= 0x030D0000
    return px_class_set(ns, "__static_attributes__", names);
#else
    (void)ns;
    (void)names;
    return 0;
#endif
}

PX_API int px_class_annotate(PyObject *ns, PyObject *name, PyObject *annotation) {
    PyObject *key = PyUnicode_InternFromString("__annotations__"), *dict;
    int result;
    if (!key) return -1;
    dict = PyObject_GetItem(ns, key);
    if (!dict && PyErr_ExceptionMatches(PyExc_KeyError)) {
        PyErr_Clear();
        dict = PyDict_New();
        if (dict && px_name_set(ns, key, dict) < 0) Py_CLEAR(dict);
    }
    result = dict ? 0 : -1;
    if (dict && name) result = PyObject_SetItem(dict, name, annotation);
    Py_XDECREF(dict);
    Py_DECREF(key);
    return result;
}
