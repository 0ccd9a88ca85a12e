# cython: language_level=3
"""Functions as objects and the binding of arguments."""
import inspect


def plain(a, b=2, *args, c, d=4, **kwargs):
    """Takes everything."""
    return a, b, args, c, d, kwargs


def typed(int a, double b=1.5, *, bint c=False):
    """
    >>> typed(1), typed(a=2, b=3), typed(1, 2, c=5)
    ((1, 1.5, False), (2, 3.0, False), (1, 2.0, True))
    >>> typed("x")
    Traceback (most recent call last):
    ...
    TypeError: an integer is required
    >>> typed(2 ** 40)
    Traceback (most recent call last):
    ...
    OverflowError: value too large to convert to int
    """
    return a, b, c


def positional_only(a, b=1, /, c=2):
    """
    >>> positional_only(5), positional_only(5, 6, c=7)
    ((5, 1, 2), (5, 6, 7))
    """
    return a, b, c


def test_binding():
    assert plain(1, c=3) == (1, 2, (), 3, 4, {})
    assert plain(1, 5, 6, 7, c=3, d=8, e=9) == (1, 5, (6, 7), 3, 8, {"e": 9})
    args, kwargs = (1, 2), {"c": 3, "z": 4}
    assert plain(*args, **kwargs) == (1, 2, (), 3, 4, {"z": 4})
    assert plain(0, *args, c=1, **{"y": 2}) == (0, 1, (2,), 1, 4, {"y": 2})


def test_binding_errors():
    for call, text in (
        ("plain()", "plain() takes at least 1 positional argument (0 given)"),
        ("plain(1)", "plain() needs keyword-only argument c"),
        ("plain(1, c=2, a=3)", "plain() got multiple values for keyword argument 'a'"),
        ("typed(1, 2, 3)", "typed() takes at most 2 positional arguments (3 given)"),
        ("typed(1, z=3)", "typed() got an unexpected keyword argument 'z'"),
        ("no_arguments(1)", "no_arguments() takes no arguments (1 given)"),
        ("one_argument()", "one_argument() takes exactly one argument (0 given)"),
    ):
        try:
            eval(call, globals())
        except TypeError as e:
            assert text.split("(")[0] in str(e), (call, str(e))
        else:
            assert False, call


def no_arguments():
    return 1


def one_argument(x):
    return x


def test_introspection():
    assert plain.__name__ == "plain" and plain.__qualname__ == "plain"
    assert plain.__doc__ == "Takes everything."
    assert plain.__module__ == __name__
    assert plain.__defaults__ == (2,) and plain.__kwdefaults__ == {"d": 4}
    assert str(inspect.signature(plain)) == "(a, b=2, *args, c, d=4, **kwargs)"
    code = plain.__code__
    assert code.co_name == "plain" and code.co_argcount == 2 and code.co_kwonlyargcount == 2
    assert code.co_varnames[:6] == ("a", "b", "c", "d", "args", "kwargs")
    assert code.co_flags & 0x0C == 0x0C
    assert str(inspect.signature(positional_only)) == "(a, b=1, /, c=2)"


def test_attributes_can_be_set():
    plain.extra = 5
    assert plain.extra == 5 and plain.__dict__["extra"] == 5
    del plain.extra
    one_argument.__name__ = "other"
    assert one_argument.__name__ == "other"
    one_argument.__name__ = "one_argument"


def annotated(a: "first", b: str = "x") -> "result":
    return a


def test_annotations():
    assert set(annotated.__annotations__) == {"a", "b", "return"}


cdef int optional(int a, int b=10, int c=20):
    return a * 10000 + b * 100 + c


cpdef double both(double x, double y=0.5):
    """
    >>> both(1), both(1, 2), both(x=3, y=4)
    (1.5, 3.0, 7.0)
    """
    return x + y


def test_optional_c_arguments():
    assert optional(1) == 11020
    assert optional(1, 2) == 10220
    assert optional(1, 2, 3) == 10203
    assert both(1) == 1.5


cdef long factorial(int n):
    return 1 if n < 2 else n * factorial(n - 1)


def recursive(int n):
    """
    >>> recursive(10)
    3628800
    """
    return factorial(n)


def order_of_evaluation():
    """
    >>> order_of_evaluation()
    ['f', 1, 2, 3, 4]
    """
    log = []
    def_result = _note(log, "f", _collect)(_note(log, 1, 1), _note(log, 2, 2), k=_note(log, 3, 3), **_note(log, 4, {}))
    return log


def _note(log, name, value):
    log.append(name)
    return value


def _collect(*args, **kwargs):
    return args, kwargs


def defaults_are_evaluated_once(x=[]):
    """
    >>> defaults_are_evaluated_once() - defaults_are_evaluated_once()
    -1
    """
    x.append(1)
    return len(x)


counter = 0


def counting():
    """
    >>> counting() - counting()
    -1
    """
    global counter
    counter += 1
    return counter


def missing_global():
    """
    >>> missing_global()
    Traceback (most recent call last):
    ...
    NameError: name 'not_there_at_all' is not defined
    """
    return globals()["lookup"]() if "lookup" in globals() else _missing()


def _missing():
    return eval("not_there_at_all", globals())


def unbound(flag):
    """
    >>> unbound(1)
    'bound'
    >>> try: unbound(0)
    ... except UnboundLocalError as e: print("unbound")
    unbound
    """
    if flag:
        x = "bound"
    return x


cdef extern from "stdarg.h":
    ctypedef void *va_list
    void va_start(va_list arguments, void *last)
    void va_end(va_list arguments)


cdef extern from *:
    """
    #include <stdarg.h>
    static int px_test_sum(int count, va_list arguments) {
        int sum = 0;
        while (count--) sum += va_arg(arguments, int);
        return sum;
    }
    typedef int (*px_test_variadic)(int count, ...);
    static int px_test_call(px_test_variadic function) { return function(3, 100, 20, 3); }
    """
    int px_test_sum(int count, va_list arguments)
    ctypedef int (*px_test_variadic)(int count, ...)
    int px_test_call(px_test_variadic function)


cdef int sum_of(int count, ...) noexcept:
    cdef va_list arguments
    va_start(arguments, <void *>count)
    cdef int sum = px_test_sum(count, arguments)
    va_end(arguments)
    return sum


def variable_arguments():
    """
    >>> variable_arguments()
    (12, 123)
    """
    return sum_of(2, <int>5, <int>7), px_test_call(<px_test_variadic>sum_of)


cdef extern from *:
    """
    typedef signed char narrow_t;
    """
    ctypedef int narrow_t


cdef narrow_t narrow(value) except *:
    if value is None:
        raise ValueError("none")
    return value


def narrowed(value):
    """What a header declares may be narrower than what is said about it.

    >>> narrowed(-7)
    -7
    >>> narrowed(None)
    Traceback (most recent call last):
    ValueError: none
    """
    return narrow(value)
