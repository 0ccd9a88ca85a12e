import copy, inspect, math, pickle, sys, traceback, types, weakref
import mod

assert mod.__doc__ == "the doc" and mod.__builtins__
assert mod.c8 == 1.5 and math.isnan(mod.c9.real) and mod.c9.imag == 2.0
assert mod.c10 == -0x10000000000000000 and mod.c11 == "\ud800" and mod.c12 == b"raw\0s"
assert mod.c25 == -7 and mod.c26 is None and mod.c27 is ...
assert mod.c28 == (-7, ("a", "b")) and mod.c29 == frozenset("ab") and mod.c30 == slice(None, -7, None)


def error(call):
    try:
        result = eval(call, {**vars(mod), "Text": globals().get("Text")})
    except TypeError as exc:
        return str(exc)
    return result


def same(call, expected):
    found = error(call)
    assert found == expected, (call, found, expected)


same("none()", ())
same("none(1)", "none() takes no arguments (1 given)")
same("none(1, a=2)", "none() takes no keyword arguments")
same("f(1, 2)", (1, 2))
same("f(b=1, a=2)", (2, 1))
same("f(1)", "f() takes exactly 2 positional arguments (1 given)")
same("f(b=1)", "f() takes exactly 2 positional arguments (0 given)")
same("f(1, 2, 3)", "f() takes exactly 2 positional arguments (3 given)")
same("f(1, a=3)", "f() got multiple values for keyword argument 'a'")
same("f(1, 2, c=3)", "f() got an unexpected keyword argument 'c'")
same("f(**{1: 2})", "keywords must be strings")
same("opt(0)", (0, 1, 2))
same("opt(0, c=5)", (0, 1, 5))
same("opt()", "opt() takes at least 1 positional argument (0 given)")
same("opt(1, 2, 3, 4)", "opt() takes at most 3 positional arguments (4 given)")
same("kwo(1, b=2)", (1, 2, 3))
same("kwo(1)", "kwo() needs keyword-only argument b")
same("kwo(1, 2)", "kwo() takes exactly 1 positional argument (2 given)")
same("po(1, 2, c=3)", (1, 2, 3))
same("po(1, b=2, c=3)", "po() takes exactly 3 positional arguments (1 given)")
same("po(1, 2, a=3)", "po() got an unexpected keyword argument 'a'")
same("starred(1, 2, 3, b=4, x=5)", (1, 4, (2, 3), {"x": 5}))
class Text(str):
    __hash__ = str.__hash__

    def __eq__(self, other):
        raise TypeError("compared")


same("f(1, **{Text('b'): 2})", "compared")
same("starred()", "starred() takes at least 1 positional argument (0 given)")

f = mod.f
assert type(f).__name__ == "cython_function_or_method" and repr(f).startswith("<cyfunction f at 0x")
assert f.__name__ == f.func_name == f.__qualname__ == "f" and f.__doc__ == "doc of f" and f.__module__ == "mod"
assert f.__globals__ is vars(mod) and f.__closure__ is None and f.__defaults__ is None and f.__kwdefaults__ is None
assert f.__annotations__ == {"a": "b"} and f.__annotations__ is f.__annotations__
assert mod.opt.__defaults__ == (1, 2) and mod.kwo.__kwdefaults__ == {"c": 3}
assert str(inspect.signature(mod.opt)) == "(a, b=1, c=2)" and str(inspect.signature(mod.kwo)) == "(a, *, b, c=3)"
assert str(inspect.signature(mod.starred)) == "(a, *r, b, **k)", inspect.signature(mod.starred)
assert str(inspect.signature(mod.po)) == "(a, b, /, c)"
code = mod.starred.__code__
assert isinstance(code, types.CodeType) and code.co_name == "starred" and code.co_firstlineno == 11
assert code.co_varnames == ("a", "b", "r", "k") and (code.co_argcount, code.co_kwonlyargcount) == (1, 1)
assert code.co_flags & 0xF == 0xF and code.co_filename == "mod.pyx" and code is mod.starred.__code__
mod.opt.__defaults__ = (7,)
same("opt(1, 2)", (1, 2, 7))
same("opt(1)", "opt() takes at least 2 positional arguments (1 given)")
mod.kwo.__kwdefaults__ = None
same("kwo(1, b=2)", "kwo() needs keyword-only argument c")
f.__name__, f.attribute, f.__doc__ = "g", 3, None
assert f.__name__ == "g" and f.__dict__ == {"attribute": 3} and f.__doc__ is None
for name, value in [("__name__", 1), ("__qualname__", None), ("__defaults__", []), ("__kwdefaults__", ())]:
    try:
        setattr(f, name, value)
    except TypeError:
        continue
    raise AssertionError(name)
assert weakref.ref(f)() is f and copy.copy(f) is f and copy.deepcopy(f) is f
assert pickle.loads(pickle.dumps(f)) is f


class Holder:
    method = f


holder = Holder()
assert holder.method(5) == (holder, 5) and Holder.method is f and isinstance(holder.method, types.MethodType)

try:
    mod.fails()
except ValueError as exc:
    entries = traceback.extract_tb(exc.__traceback__)[1:]
    assert [(e.filename, e.lineno, e.name) for e in entries] == [("mod.pyx", 14, "fails"), ("mod.pyx", 15, "fails")], entries

del sys.modules["mod"]
import mod as again

assert again is mod and sys.modules["mod"] is mod
