//! Attributes, calls, method calls, the `with` protocol.

use super::short::*;
use crate::Row;
use crate::ops::{args, row};
use types::Ty;

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row("obj.getattr", "PyObject_GetAttr", args![O, O], O, "base").null().operator("getattr"),
    row("obj.setattr", "PyObject_SetAttr", args![O, O, O], INT, "base").status().operator("setattr"),
    row("obj.delattr", "PyObject_DelAttr", args![O, O], INT, "base").status().operator("delattr"),
    // With an inline cache; the name is interned.
    row("attr.get_cached", "px_attr_get", args![O, O, Ty::CACHE], O, "attr_cache").null(),
    row("attr.set_cached", "px_attr_set", args![O, O, O, Ty::CACHE], INT, "attr_cache").status(),
    // The builtin functions: the name may be any object.
    row("attr.get", "PyObject_GetAttr", args![O, O], O, "base").null().func("getattr"),
    row("attr.get_or", "px_attr_get_or", args![O, O, O], O, "attr_func").null().func("getattr"),
    row("attr.has", "px_attr_has", args![O, O], BINT, "attr_func").neg1().func("hasattr"),
    // NULL and no exception where the attribute is absent.
    row("attr.lookup", "px_attr_lookup", args![O, O], O, "attr_func").or_null(true),
    // The callable, then the arguments.
    row("call.args", "px_call", args![O, O], O, "call").rest().null(),
    // The callable, the names of the last arguments, then all arguments.
    row("call.kw", "px_call_kw", args![O, TUPLE, O], O, "call").rest().null(),
    // The name, then the receiver and the arguments; no bound method is made.
    row("call.method", "px_call_method", args![O, O], O, "call").rest().null(),
    row("call.method_kw", "px_call_method_kw", args![O, TUPLE, O], O, "call").rest().null(),
    // With an inline cache of the method.
    row("call.method_cached", "px_attr_call", args![O, Ty::CACHE, O], O, "attr_cache").rest().null(),
    row("call.method_kw_cached", "px_attr_call_kw", args![O, Ty::CACHE, TUPLE, O], O, "attr_cache").rest().null(),
    row("method.load_cached", "px_attr_load", args![O, O, Ty::INT_PTR, Ty::CACHE], O, "attr_cache").null(),
    // In two steps: the method, and whether it is to be called with the receiver; then the call with the receiver, the
    // names of the last arguments, and the arguments.
    row("method.load", "px_method_load", args![O, O, Ty::INT_PTR], O, "method").null(),
    row("method.call", "px_method_call", args![O, INT, O], O, "method").rest().null(),
    row("method.call_kw", "px_method_call_kw", args![O, INT, TUPLE, O], O, "method").rest().null(),
    // `super().name(...)`: what `super` is, the class, the object, the name; the rest as `method.load`.
    row("super.load", "px_super_load", args![O, O, O, O, Ty::INT_PTR, Ty::CACHE], O, "super_cache").null(),
    // The callable, a tuple, a dict or NULL: `f(*args, **kwargs)`.
    row("call.ex", "px_call_ex", args![O, TUPLE, O], O, "call_ex").null(),
    // Builds the arguments of `call.ex`. The callable is there for the error message only.
    row("call.extend", "px_call_extend", args![LIST, O, O], INT, "call_ex").status(),
    row("call.add_kw", "px_call_add_kw", args![DICT, O, O, O], INT, "call_ex").status(),
    row("call.merge", "px_call_merge", args![DICT, O, O], INT, "call_ex").status(),
    // `*x` alone: a tuple of it; `**x` alone: a new dict of it.
    row("call.star", "px_call_star", args![O, O], TUPLE, "call_ex").null(),
    row("call.star_star", "px_call_star_star", args![O, O], DICT, "call_ex").null(),
    // `with m`: the bound `__exit__` (both methods are looked up, with the messages of `with`), then `__enter__()`.
    row("with.exit_of", "px_with_exit_of", args![O], O, "with").null(),
    // Where `__enter__` is a C method.
    row("with.only_exit_of", "px_with_only_exit_of", args![O], O, "with").null(),
    row("with.enter", "px_with_enter", args![O], O, "with").null(),
    // `exit(type, exc, traceback)`: whether it swallows the exception.
    row("with.exit", "px_with_exit", args![O, O], BINT, "with").neg1(),
    // `exit(None, None, None)`.
    row("with.exit_none", "px_with_exit_none", args![O], INT, "with").status(),
];
