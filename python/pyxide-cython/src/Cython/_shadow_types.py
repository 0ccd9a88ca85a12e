"""The C types of the module `cython` for code that runs uncompiled, and the expressions that need them.

Values are converted when a declared variable is made, cast, or stored in an array or struct.
"""

import builtins as _py
import math

_Unspecified = object()


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


__all__ = [name for name, value in globals().items() if not name.startswith("_") and not isinstance(value, type(_py))]
