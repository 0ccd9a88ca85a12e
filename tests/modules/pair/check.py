import user
from pkg import shape

assert user.variables() == (13, 6, {"x": 7, "y": 1.5}, [1, 2], 2.5), user.variables()
assert user.functions() == (12, 1.5, (1, "a"), (2.0, b"b"), 8, 2.5, (1, 3), (1, 2), (2, 3.0), 2j, {"x": 8, "y": 0.0},
                            b"yes", 15), user.functions()
assert user.optional_arguments() == (2071, 3021, 1021, 4072)
assert user.named_arguments() == (3, 7)
assert user.pointers() == (7, 8)
assert user.errors() == [(-3,), ("no factor",), ("green",)]

signatures = {name: str(capsule).split('"')[1] for name, capsule in shape.__pyx_capi__.items()}
assert signatures == {
    "counter": "int",
    "anything": "PyObject *",
    "origin": "struct __pyx_t_3pkg_5shape_Point",
    "numbers": "int [4]",
    "function": "double (*)(double)",
    "__pyx_fuse_0scaled": "int (int, int *)",
    "scaled[int,int *]": "int (int, int *)",
    "__pyx_fuse_1scaled": "double (double, double *)",
    "scaled[double,double *]": "double (double, double *)",
    "__pyx_fuse_0_0both": "PyObject *(int, PyObject *)",
    "both[int,str]": "PyObject *(int, PyObject *)",
    "__pyx_fuse_0_1both": "PyObject *(int, PyObject *)",
    "both[int,bytes]": "PyObject *(int, PyObject *)",
    "__pyx_fuse_1_0both": "PyObject *(double, PyObject *)",
    "both[double,str]": "PyObject *(double, PyObject *)",
    "__pyx_fuse_1_1both": "PyObject *(double, PyObject *)",
    "both[double,bytes]": "PyObject *(double, PyObject *)",
    "__pyx_fuse_0twice": "int (int, int __pyx_skip_dispatch)",
    "twice[int]": "int (int, int __pyx_skip_dispatch)",
    "__pyx_fuse_1twice": "double (double, int __pyx_skip_dispatch)",
    "twice[double]": "double (double, int __pyx_skip_dispatch)",
    "optional": "int (int, struct __pyx_opt_args_3pkg_5shape_optional *__pyx_optional_args)",
    "defaults": "PyObject *(PyObject *, int __pyx_skip_dispatch, "
                "struct __pyx_opt_args_3pkg_5shape_defaults *__pyx_optional_args)",
    "name_of": "char const *(struct __pyx_t_3pkg_5shape_Point const *, unsigned PY_LONG_LONG, "
               "__pyx_t_3pkg_5shape_count_t, signed char, Py_UCS4, int)",
    "quiet": "void (void)",
    "minus": "int (int, int)",
    "pair": "__pyx_ctuple_int__and_double (__pyx_ctuple_int__and_double)",
    "narrow": "__pyx_t_float_complex (__pyx_t_double_complex)",
    "moved": "struct __pyx_t_3pkg_5shape_Point (struct __pyx_t_3pkg_5shape_Point, enum __pyx_t_3pkg_5shape_Colour)",
    "call": "int (__pyx_t_3pkg_5shape_callback, int, void *)",
    "for_others": "int (int, char const *)",
}, signatures
