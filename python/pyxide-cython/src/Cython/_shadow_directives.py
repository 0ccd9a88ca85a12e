"""Decorators, directives and locks of the module `cython` for code that runs uncompiled: only the locks do something."""

import builtins as _py
import threading
import types as _types


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
    """`@cython.name(value)` and `with cython.name(value):`, also for `cython.name.part(value)`."""

    def __call__(self, *args, **kwds):
        return _Decorating()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Directive()


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


autotestdict = ccomplex = control_flow = formal_grammar = old_style_globals = set_initial_path = _Directive()
preliminary_late_includes_cy28 = optimize = warn = _Directive()
staticmethod = _py.staticmethod


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


__all__ = [name for name, value in globals().items() if not name.startswith("_") and not isinstance(value, type(_py))]
