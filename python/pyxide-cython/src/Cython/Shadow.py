"""The module `cython` for code that runs uncompiled: types convert, declarations declare, directives do nothing.

Only what a program can observe is emulated: values are converted when a declared variable is made, cast, or stored in
an array or struct, so that an algorithm computes the same with and without the compiler as long as nothing overflows.
"""

import builtins as _py
import importlib
import importlib.abc
import importlib.machinery
import math
import sys
import threading
import types as _types

__version__ = "3.3.1"

#: Compiled code sees True.
compiled = False

_Unspecified = object()


# -- types ------------------------------------------------------------------------------------------------------------------

class CythonMetaType(type):
    """A type that can be indexed: `T[3]` is an array, `T[:]` a memoryview."""

    def __getitem__(cls, index):
        return _indexed(cls, index)


CythonTypeObject = object


class CythonType(metaclass=CythonMetaType):
    """The base of emulated types whose instances hold values."""

    def _pointer(self, levels=1):
        out = self
        for _ in range(levels):
            out = pointer(out)
        return out


def _indexed(base, index):
    if isinstance(index, slice) or (isinstance(index, tuple) and any(isinstance(item, slice) for item in index)):
        return _MemoryviewType(base, index)
    for length in reversed(index if isinstance(index, tuple) else (index,)):
        base = array(base, length)
    return base


class _MemoryviewType:
    """`double[:, ::1]`: accepts whatever has items."""

    def __init__(self, base, axes):
        self.base = base
        self.axes = axes if isinstance(axes, tuple) else (axes,)

    def __call__(self, value=None):
        return value

    def __repr__(self):
        def axis(part):
            step = "" if part.step is None else f":{part.step}"
            return f"{'' if part.start is None else part.start}:{'' if part.stop is None else part.stop}{step}"

        return f"{self.base!r}[{', '.join(axis(part) for part in self.axes)}]"


class PointerType(CythonType):
    """A pointer is a list of the items from where it points on."""

    def __init__(self, value=None):
        if isinstance(value, (ArrayType, PointerType)):
            self._items = [cast(self._basetype, item) for item in value._items]
        elif isinstance(value, list):
            self._items = [cast(self._basetype, item) for item in value]
        elif value is None or value == 0:
            self._items = []
        else:
            raise ValueError(f"cannot make a pointer of {value!r}")

    def __getitem__(self, index):
        if index < 0:
            raise IndexError("negative indexing not allowed in C")
        return self._items[index]

    def __setitem__(self, index, value):
        if index < 0:
            raise IndexError("negative indexing not allowed in C")
        self._items[index] = cast(self._basetype, value)

    def __eq__(self, other):
        if other is None or other == 0:
            return not self._items
        if isinstance(other, PointerType):
            return self._items == other._items and self._basetype == other._basetype
        return NotImplemented

    def __bool__(self):
        return bool(self._items)

    __hash__ = object.__hash__

    def __repr__(self):
        return f"{self._basetype!r} *"


class ArrayType(PointerType):
    """As many items as the type says."""

    def __init__(self, value=None):
        if value is None:
            self._items = [None] * self._n
        else:
            super().__init__(value)

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)


class StructType(CythonType):
    """Fields by position, by name, or from another struct or a mapping."""

    def __init__(self, *posargs, **data):
        if not (posargs or data):
            return
        if posargs and data:
            raise ValueError("a struct takes positional or keyword arguments, not both")
        if posargs:
            only = posargs[0] if len(posargs) == 1 else None
            if type(only) is type(self):
                data = vars(only)
            elif isinstance(only, dict):
                data = only
            elif len(posargs) > len(self._members):
                raise ValueError(f"too many values for the fields of {type(self)!r}")
            else:
                data = dict(zip(self._members, posargs))
        for key, value in data.items():
            if key not in self._members:
                raise ValueError(f"{type(self)!r} has no field {key!r}")
            setattr(self, key, value)

    def __setattr__(self, key, value):
        if key not in self._members:
            raise AttributeError(f"struct has no member {key!r}")
        self.__dict__[key] = cast(self._members[key], value)


class UnionType(CythonType):
    """One field at a time: setting one forgets the others."""

    _members = {}

    def __init__(self, value=_Unspecified, **data):
        if value is not _Unspecified and data:
            raise ValueError("a union takes one value")
        if isinstance(value, dict):
            data = value
        elif type(value) is type(self):
            data = vars(value)
        elif value is not _Unspecified:
            raise ValueError(f"cannot make a union of {value!r}")
        if len(data) > 1:
            raise AttributeError("a union has one value")
        for key, item in data.items():
            setattr(self, key, item)

    def __setattr__(self, key, value):
        if key not in self._members:
            raise AttributeError(f"union has no member {key!r}")
        self.__dict__.clear()
        self.__dict__[key] = cast(self._members[key], value)


class typedef(CythonType):
    """A type under a name of its own; calling it converts."""

    def __init__(self, type, name=None):
        self._basetype = type
        self.name = name

    def __call__(self, *arg):
        return cast(self._basetype, *arg)

    def __repr__(self):
        return self.name or str(self._basetype)

    def __getitem__(self, index):
        return _indexed(self, index)

    __class_getitem__ = None


class _FusedType(CythonType):
    __getitem__ = None


def _named(kind, name, **attributes):
    return CythonMetaType(name, (kind,), attributes)


def pointer(basetype=_Unspecified):
    return _named(PointerType, "PointerInstance", _basetype=basetype)


def array(basetype, n):
    return _named(ArrayType, "ArrayInstance", _basetype=basetype, _n=n)


def struct(**members):
    return _named(StructType, "StructInstance", _members=members)


def union(**members):
    return _named(UnionType, "UnionInstance", _members=members)


def fused_type(*args):
    """The widest of integer, floating or complex types; anything goes for a mixture."""
    if not args:
        raise TypeError("expected at least one type as argument")
    for family in (list(reversed(_INTEGERS)), _FLOATS, _COMPLEX):
        widest = [kind for kind in family if any(kind is arg for arg in args)]
        if len(widest) == len({id(arg) for arg in args}):
            return widest[0]
    return _FusedType()


class _Wrapper:
    """`const[T]` and its kin: the type itself, since Python knows nothing of qualifiers."""

    def __init__(self, name):
        self._name = name

    def __getitem__(self, item):
        return item

    __call__ = __getitem__

    def __repr__(self):
        return self._name


const = _Wrapper("const")
volatile = _Wrapper("volatile")
restrict = _Wrapper("restrict")


class _PointerOf:
    """`pointer[T]` beside `pointer(T)`."""

    def __call__(self, basetype=_Unspecified):
        return _named(PointerType, "PointerInstance", _basetype=basetype)

    def __getitem__(self, basetype):
        return self(basetype)


pointer = _PointerOf()

py_int = typedef(_py.int, "int")
py_float = typedef(_py.float, "float")
py_complex = typedef(_py.complex, "double complex")
py_bool = typedef(_py.bool, "bool")

py_long = typedef(_py.int, "long")
unicode = typedef(str, "unicode")

_INTEGERS, _FLOATS, _COMPLEX = [], [], []

#: The names of the C types, by family; those that only some platforms or interpreters have come last.
int_types = [
    "char", "short", "Py_UNICODE", "int", "Py_UCS4", "long", "longlong", "Py_hash_t", "Py_ssize_t",
    "size_t", "ssize_t", "ptrdiff_t",
]
float_types = ["longdouble", "double", "float"]
complex_types = ["longdoublecomplex", "doublecomplex", "floatcomplex", "complex"]
other_types = ["bint", "void", "Py_tss_t"]

#: Python's numbers, from the narrowest to the widest.
type_ordering = [py_int, py_long, py_float, py_complex]

_SHOWN = {"longlong": "long long", "longdouble": "long double"}


def to_repr(name, default=None):
    """How C writes a type whose name here is one word."""
    return _SHOWN.get(name, default)


def index_type(base, index):
    """What `base[index]` is."""
    return _indexed(base, index)


def _define_types():
    names = globals()

    def put(name, kind, shown=None, family=None):
        names[name] = typedef(kind, shown or name)
        if family is not None:
            family.append(names[name])
        for prefix in ("const_", "volatile_", "restrict_"):
            names[prefix + name] = names[name]

    for name in int_types:
        shown = to_repr(name, name)
        put(name, py_int, shown, _INTEGERS)
        if not name.startswith("Py_") and not name.endswith("_t"):
            put("u" + name, py_int, "unsigned " + shown, _INTEGERS)
            put("s" + name, py_int, "signed " + shown, _INTEGERS)
    put("Py_tss_t", py_int, "Py_tss_t", _INTEGERS)
    put("bint", _py.bool)
    for name in float_types:
        put(name, py_float, to_repr(name, name), _FLOATS)
    for name in complex_types:
        put(name, py_complex, name, _COMPLEX)
    names["void"] = names["const_void"] = typedef(None, "void")
    for name in [*names]:
        kind = names[name]
        if isinstance(kind, typedef) and not name.startswith(("py_", "_", "p_")):
            for levels in (1, 2, 3):
                names["p" * levels + "_" + name] = kind._pointer(levels)


_define_types()
NULL = globals()["p_void"](0)

integral = floating = numeric = _FusedType()


# -- expressions ------------------------------------------------------------------------------------------------------------

def cast(t, *args, **kwargs):
    """`<t>value`; `typecheck=True` asks for an instance of the class."""
    typecheck = kwargs.pop("typecheck", False)
    if kwargs:
        raise TypeError("cast() takes only `typecheck` as a keyword argument")
    if typecheck and isinstance(t, type) and not issubclass(t, CythonType) and args and not isinstance(args[0], t):
        if args[0] is not None:
            raise TypeError(f"Cannot convert {type(args[0]).__name__} to {t.__name__}")
    if isinstance(t, typedef):
        return t(*args)
    if isinstance(t, type):
        if args and len(args) == 1 and isinstance(args[0], t) and not issubclass(t, (_py.int, _py.float, _py.complex)):
            return args[0]
        if t is _py.bool or issubclass(t, (_py.int, _py.float, _py.complex, CythonType)):
            return _converted(t, args)
        return args[0] if args else None
    return args[0] if args else None


def _converted(kind, args):
    if kind is _py.int and args and isinstance(args[0], _py.float):
        return math.trunc(args[0])
    if kind is _py.int and args and isinstance(args[0], str) and len(args[0]) == 1:
        return ord(args[0])
    if kind is _py.int and args and isinstance(args[0], bytes) and len(args[0]) == 1:
        return args[0][0]
    return kind(*args)


def declare(t=None, value=_Unspecified, **kwds):
    """A value of the type: what it is given, a new struct, union or array, or nothing yet."""
    if value is not _Unspecified:
        return cast(t, value)
    kind = t
    while isinstance(kind, typedef):
        kind = kind._basetype
    if isinstance(kind, type) and issubclass(kind, (StructType, UnionType, ArrayType)):
        return t()
    return None


def address(arg):
    """A pointer to the value (not to the variable, which Python cannot have)."""
    return pointer(type(arg))([arg])


def sizeof(arg):
    return 1


def typeof(arg):
    return arg.__class__.__name__


def cdiv(a, b):
    """C's division: towards zero."""
    if a < 0:
        a, b = -a, -b
    if b < 0:
        return (a + b + 1) // b
    return a // b


def cmod(a, b):
    result = a % b
    if (a * b) < 0 and result:
        result -= b
    return result


def likely(value):
    return value


def unlikely(value):
    return value


# -- decorators and directives ----------------------------------------------------------------------------------------------

def _same(function):
    return function


class _Nothing:
    """A decorator, a context manager, or a decorator with arguments, none of which does anything."""

    def __call__(self, *args, **kwds):
        if len(args) == 1 and not kwds and callable(args[0]):
            return args[0]
        return self

    def __enter__(self):
        return None

    def __exit__(self, *exception):
        return False


class _Directive(_Nothing):
    """`@cython.name(value)` and `with cython.name(value):`"""

    def __call__(self, *args, **kwds):
        return _Decorating()


class _Decorating(_Nothing):
    def __call__(self, item):
        return item


def locals(**arg_types):
    return _same


def returns(type):
    return _same


def exceptval(value=None, check=False):
    return _same


def test_assert_path_exists(*paths):
    return _same


test_fail_if_path_exists = test_assert_c_code_has = test_fail_if_c_code_has = test_assert_path_exists
test_body_needs_exception_handling = test_assert_path_exists

cclass = ccall = cfunc = final = internal = ufunc = _Nothing()
no_gc = no_gc_clear = total_ordering = c_compile_guard = _Nothing()
nogil = gil = with_gil = _Nothing()
annotation_typing = binding = boundscheck = wraparound = initializedcheck = nonecheck = overflowcheck = _Directive()
embedsignature = cdivision = cdivision_warnings = always_allow_keywords = allow_none_for_extension_args = _Directive()
profile = linetrace = infer_types = language_level = auto_pickle = iterable_coroutine = unraisable_tracebacks = _Directive()
type_version_tag = trashcan = freelist = collection_type = c_api_binop_methods = cpow = auto_cpdef = _Directive()
emit_code_comments = callspec = subinterpreters_compatible = freethreading_compatible = c_string_type = _Directive()
c_string_encoding = unicode_literals = fast_getattr = fast_gil = remove_unreachable = np_pythran = _Directive()
legacy_implicit_noexcept = cpp_locals = warn_on_use = show_performance_hints = py2_import = infer_types_verbose = _Directive()


class _Optimize:
    """`cython.optimize.use_switch(True)` and its kin."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Directive()


optimize = warn = _Optimize()
overflowcheck.fold = _Directive()
embedsignature.format = _Directive()


class critical_section:
    """One thread at a time, for each object."""

    _locks = {}
    _guard = threading.Lock()

    def __init__(self, arg0=None, arg1=None):
        self._function = arg0 if callable(arg0) and arg1 is None else None
        self._held = []
        self._arguments = [arg for arg in (arg0, arg1) if arg is not None]

    def __call__(self, *args, **kwds):
        return self._function(*args, **kwds)

    def __get__(self, instance, owner=None):
        return self if instance is None else _types.MethodType(self, instance)

    def __enter__(self):
        for item in sorted(self._arguments, key=id):
            with self._guard:
                lock = self._locks.setdefault(id(item), threading.RLock())
            lock.acquire()
            self._held.append(lock)

    def __exit__(self, *exception):
        while self._held:
            self._held.pop().release()
        return False


class pythread_type_lock:
    """A lock with the methods of a C lock."""

    def __init__(self):
        self._lock = threading.Lock()

    def acquire(self):
        return self._lock.acquire()

    def release(self):
        return self._lock.release()

    def locked(self):
        return self._lock.locked()

    def __enter__(self):
        self._lock.acquire()

    def __exit__(self, *exception):
        self._lock.release()
        return False


class pymutex(pythread_type_lock):
    pass


# -- compiling at run time --------------------------------------------------------------------------------------------------

def inline(f, *args, **kwds):
    """Code is compiled and run; a function is only marked."""
    if not isinstance(f, str):
        return f
    from Cython.Build.Inline import cython_inline

    caller = sys._getframe(1)
    kwds.setdefault("locals", caller.f_locals)
    kwds.setdefault("globals", caller.f_globals)
    return cython_inline(f, *args, **kwds)


def compile(f):
    from Cython.Build.Inline import RuntimeCompiledFunction

    return RuntimeCompiledFunction(f)


# -- submodules -------------------------------------------------------------------------------------------------------------

class CythonDotParallel(_types.ModuleType):
    """`cython.parallel`: one thread."""

    class parallel:
        def __init__(self, num_threads=None, use_threads_if=None):
            pass

        def __enter__(self):
            return None

        def __exit__(self, *exception):
            return False

    @staticmethod
    def prange(start=0, stop=None, step=1, nogil=False, schedule=None, chunksize=None, num_threads=None, use_threads_if=None):
        if stop is None:
            start, stop = 0, start
        return range(start, stop, step)

    @staticmethod
    def threadid():
        return 0


class CythonCImports(_types.ModuleType):
    """`cython.cimports`: C declarations, of which `libc.math` is there uncompiled."""

    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        try:
            return importlib.import_module(f"{self.__name__}.{name}")
        except ModuleNotFoundError:
            raise AttributeError(name) from None


class _CImportFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    PREFIX = "cython.cimports"

    def find_spec(self, fullname, path=None, target=None):
        if fullname == self.PREFIX or fullname in (f"{self.PREFIX}.libc", f"{self.PREFIX}.libc.math"):
            package = not fullname.endswith(".math")
            return importlib.machinery.ModuleSpec(fullname, self, is_package=package)
        return None

    def create_module(self, spec):
        return CythonCImports(spec.name)

    def exec_module(self, module):
        if module.__name__.endswith(".math"):
            module.__dict__.update({name: value for name, value in vars(math).items() if not name.startswith("_")})
            module.__dict__.update(M_PI=math.pi, M_E=math.e, INFINITY=math.inf, NAN=math.nan)


class CythonDotImportedFromElsewhere(_types.ModuleType):
    """A submodule whose names are those of a module of Python's library."""


def _dataclasses():
    import dataclasses as python

    module = CythonDotImportedFromElsewhere("cython.dataclasses")
    module.dataclass = python.dataclass
    module.field = python.field
    return module


def _add_submodules():
    names = globals()
    found = {"parallel": CythonDotParallel("cython.parallel"), "dataclasses": _dataclasses()}
    for name, module in found.items():
        names[name] = module
        sys.modules[f"cython.{name}"] = module
    if not any(isinstance(finder, _CImportFinder) for finder in sys.meta_path):
        sys.meta_path.append(_CImportFinder())


#: Lets `import cython.parallel` look further than this module.
__path__ = []

_add_submodules()

__all__ = [name for name in dir() if not name.startswith("_")]
