#include "px/type_params.h"

#include "px/python_code.h"

/* Only the interpreter's own compiler makes type parameters whose bounds are evaluated when somebody asks: it is given the text of a
 * definition in which they are calls. Before 3.12 there are no such objects; bounds are evaluated at once there, or kept as
 * text where that fails, and aliases are objects of a class that looks like typing.TypeAliasType. */
static const char px_type_params_code[] =
    "import sys, types, typing\n"
    "def text(items):\n"
    "    parts = []\n"
    "    for name, kind, bound, default, many, star, _ in items:\n"
    "        part = ('', '*', '**')[kind] + name\n"
    "        if bound >= 0:\n"
    "            part += (': (*e[%d](),)' if many else ': e[%d]()') % bound\n"
    "        if default >= 0 and sys.version_info >= (3, 13):\n"
    "            part += (' = *e[%d]()' if star else ' = e[%d]()') % default\n"
    "        parts.append(part)\n"
    "    return '[' + ', '.join(parts) + ']' if parts else ''\n"
    "def run(module, functions, value, code):\n"
    "    names = {'__name__': module, 'e': functions, 'v': value}\n"
    "    exec(code, names)\n"
    "    return names\n"
    "def new(module, items, functions):\n"
    "    if sys.version_info < (3, 12):\n"
    "        return tuple(old(module, functions, *item) for item in items)\n"
    "    return run(module, functions, None, 'def f%s(): pass' % text(items))['f'].__type_params__\n"
    "def old(module, functions, name, kind, bound, default, many, star, text):\n"
    "    if kind == 1:\n"
    "        made = typing.TypeVarTuple(name)\n"
    "    elif kind == 2:\n"
    "        made = typing.ParamSpec(name)\n"
    "    elif bound < 0:\n"
    "        made = typing.TypeVar(name)\n"
    "    else:\n"
    "        try:\n"
    "            value = functions[bound]()\n"
    "            made = typing.TypeVar(name, *value) if many else typing.TypeVar(name, bound=value)\n"
    "        except NameError:\n"
    "            made = typing.TypeVar(name, bound=text)\n"
    "    made.__module__ = module\n"
    "    return made\n"
    "def generic(params):\n"
    "    unpacked = (typing.Unpack[p] if isinstance(p, typing.TypeVarTuple) else p for p in params)\n"
    "    return typing.Generic[tuple(unpacked)]\n"
    "def alias(module, name, items, functions, value):\n"
    "    if sys.version_info < (3, 12):\n"
    "        params = tuple(old(module, functions, *item) for item in items)\n"
    "        return TypeAliasType(module, name, params, value)\n"
    "    return run(module, functions, value, 'type %s%s = v()' % (name, text(items)))[name]\n"
    "class TypeAliasType:\n"
    "    def __init__(self, module, name, params, value):\n"
    "        self.__module__, self.__name__, self.__type_params__ = module, name, params\n"
    "        self._value = value\n"
    "    @property\n"
    "    def __value__(self):\n"
    "        value = self._value()\n"
    "        self._value = lambda: value\n"
    "        return value\n"
    "    @property\n"
    "    def __parameters__(self):\n"
    "        unpack = typing.TypeVarTuple\n"
    "        return tuple(p for q in self.__type_params__ for p in (q if isinstance(q, unpack) else (q,)))\n"
    "    def __getitem__(self, args):\n"
    "        if not self.__type_params__:\n"
    "            raise TypeError('Only generic type aliases are subscriptable')\n"
    "        return types.GenericAlias(self, args)\n"
    "    def __repr__(self):\n"
    "        return self.__name__\n"
    "    def __reduce__(self):\n"
    "        return self.__name__\n"
    "    def __or__(self, other):\n"
    "        return typing.Union[self, other]\n"
    "    def __ror__(self, other):\n"
    "        return typing.Union[other, self]\n";

static PyObject *px_type_params_function(const char *name) {
    return px_python_code("type_params", px_type_params_code, name);
}

/* The name of the module as its dict has it. Borrowed. */
static PyObject *px_type_params_module(px_module *m) {
    PyObject *name = PyDict_GetItemString(m->dict, "__name__");
    return name ? name : Py_None;
}

PX_API PyObject *px_type_params_new(px_module *m, PyObject *items, PyObject *functions) {
    PyObject *function = px_type_params_function("new"), *result;
    if (!function) return NULL;
    result = PyObject_CallFunctionObjArgs(function, px_type_params_module(m), items, functions, NULL);
    Py_DECREF(function);
    return result;
}

PX_API PyObject *px_type_params_alias(px_module *m, PyObject *name, PyObject *items, PyObject *functions,
                                      PyObject *value) {
    PyObject *function = px_type_params_function("alias"), *result;
    if (!function) return NULL;
    result = PyObject_CallFunctionObjArgs(function, px_type_params_module(m), name, items, functions, value, NULL);
    Py_DECREF(function);
    return result;
}

PX_API PyObject *px_type_params_generic(px_module *m, PyObject *params) {
    PyObject *function = px_type_params_function("generic"), *result;
    (void)m;
    if (!function) return NULL;
    result = PyObject_CallOneArg(function, params);
    Py_DECREF(function);
    return result;
}
