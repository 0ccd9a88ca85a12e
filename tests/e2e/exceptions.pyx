# cython: language_level=3
"""Raising, catching and passing on, in Python and in C functions."""
import sys
import traceback


cdef int checked(int x) except -1:
    if x < 0:
        raise ValueError("negative: %d" % x)
    return x * 2


cdef int maybe(int x) except? -1:
    if x == 13:
        raise KeyError(x)
    return -1 if x == 0 else x


cdef double star(double x) except *:
    if x > 100.0:
        raise OverflowError("too large")
    return x / 2


cdef void nothing(int x) except *:
    if x:
        raise RuntimeError("nothing")


cdef object thing(x):
    return x[0]


def call_all(int x):
    """
    >>> call_all(1)
    (2, 1, 0.5)
    >>> call_all(0)
    (0, -1, 0.0)
    >>> call_all(-3)
    Traceback (most recent call last):
    ...
    ValueError: negative: -3
    >>> call_all(13)
    Traceback (most recent call last):
    ...
    KeyError: 13
    """
    return checked(x), maybe(x), star(x)


def call_rest(x):
    """
    >>> call_rest("abc")
    'a'
    >>> call_rest("")
    Traceback (most recent call last):
    ...
    IndexError: string index out of range
    """
    nothing(0)
    return thing(x)


def handled(x):
    """
    >>> [handled(x) for x in (1, -1, "a", 0, None)]
    ['ok 1.0', 'negative', 'type', 'zero', 'type']
    """
    try:
        if x < 0:
            raise ValueError("negative")
        result = 1 / x
    except ZeroDivisionError:
        return "zero"
    except (TypeError, AttributeError) as e:
        return "type"
    except ValueError as e:
        return str(e)
    else:
        return "ok %s" % result


def finally_order(kind):
    """
    >>> finally_order("return")
    (['body', 'finally'], 'value')
    >>> finally_order("raise")
    (['body', 'finally', 'outer ValueError'], None)
    >>> finally_order("break")
    (['body', 'finally'], 'after')
    >>> finally_order("continue")
    (['body', 'finally', 'body', 'finally'], 'after')
    """
    log = []
    result = _finally_order(kind, log)
    return log, result


def _finally_order(kind, log):
    try:
        for i in range(2):
            try:
                log.append("body")
                if kind == "return":
                    return "value"
                elif kind == "raise":
                    raise ValueError
                elif kind == "break":
                    break
                elif kind == "continue":
                    continue
            finally:
                log.append("finally")
        return "after"
    except ValueError:
        log.append("outer ValueError")


def finally_wins():
    """
    >>> finally_wins()
    'finally'
    """
    try:
        raise ValueError
    finally:
        return "finally"


def reraised():
    """
    >>> reraised()
    Traceback (most recent call last):
    ...
    KeyError: 'inner'
    """
    try:
        {}["inner"]
    except KeyError:
        raise


def chained():
    """
    >>> chained()
    ('RuntimeError', 'KeyError', None, True)
    """
    try:
        try:
            {}[1]
        except KeyError as e:
            raise RuntimeError("second") from e
    except RuntimeError as e:
        return (type(e).__name__, type(e.__cause__).__name__, e.__cause__.__cause__,
                e.__cause__ is e.__context__)


def context():
    """
    >>> context()
    ('TypeError', 'ZeroDivisionError', None)
    """
    try:
        try:
            1 // 0
        except ZeroDivisionError:
            raise TypeError("x")
    except TypeError as e:
        return type(e).__name__, type(e.__context__).__name__, e.__cause__


def suppressed():
    """
    >>> suppressed()
    (None, True)
    """
    try:
        try:
            raise KeyError
        except KeyError:
            raise ValueError from None
    except ValueError as e:
        return e.__cause__, e.__suppress_context__


def info_is_restored():
    """
    >>> info_is_restored()
    [None, 'ValueError', 'KeyError', 'ValueError', None]
    """
    seen = [_current()]
    try:
        raise ValueError
    except ValueError:
        seen.append(_current())
        try:
            raise KeyError
        except KeyError:
            seen.append(_current())
        seen.append(_current())
    seen.append(_current())
    return seen


def _current():
    kind = sys.exc_info()[0]
    return kind.__name__ if kind else None


def lines():
    """
    >>> lines()
    [('lines', 'outer_call()'), ('outer_call', 'return inner_call(5)'), ('inner_call', 'raise ValueError(x)')]
    """
    try:
        outer_call()
    except ValueError as e:
        return [(frame.name.split(".")[-1], frame.line) for frame in traceback.extract_tb(e.__traceback__)]


def outer_call():
    return inner_call(5)


cdef inner_call(int x):
    raise ValueError(x)


def assertion(x):
    """
    >>> assertion(1)
    >>> assertion(0)
    Traceback (most recent call last):
    ...
    AssertionError: ('not', 0)
    """
    assert x, ("not", x)


def with_closing(log, int fail):
    """
    >>> log = []
    >>> with_closing(log, 0), log
    ('done', ['body', 'closed'])
    >>> log = []
    >>> with_closing(log, 1)
    Traceback (most recent call last):
    ...
    ValueError: in body
    >>> log
    ['body', 'closed']
    """
    import contextlib
    with contextlib.ExitStack() as stack:
        stack.callback(log.append, "closed")
        log.append("body")
        if fail:
            raise ValueError("in body")
        return "done"


def with_suppress():
    """
    >>> with_suppress()
    'after'
    """
    import contextlib
    with contextlib.suppress(KeyError), contextlib.suppress(ValueError):
        raise KeyError
    return "after"


def unwinding():
    """
    >>> unwinding()
    ['inner finally', 'outer except', 'outer finally']
    """
    log = []
    try:
        try:
            raise ValueError
        finally:
            log.append("inner finally")
    except ValueError:
        log.append("outer except")
    finally:
        log.append("outer finally")
    return log
