"""Code that is compiled at run time: `cython.inline()`, `cython.compile()`, and measuring compiled code."""

import ast
import builtins
import hashlib
import inspect
import os
import sys
import textwrap
import time

from pyxide.extension import build_module, load_extension

from Cython.Compiler.Errors import CompileError
from Cython.Compiler.Main import CompilationOptions, flattened
from Cython.Utils import get_cython_cache_dir

#: Types of arguments that the compiler can use better than an object.
_C_TYPES = {int: "long", float: "double", bool: "bint", complex: "double complex"}
_OBJECT_TYPES = (list, tuple, dict, set, frozenset, str, bytes, bytearray)


def safe_type(value, context=None):
    """The declared type of an argument with this value."""
    kind = type(value)
    if kind is int:
        return "long" if -(2**31) <= value < 2**31 else "object"
    if kind in _C_TYPES:
        return _C_TYPES[kind]
    return kind.__name__ if kind in _OBJECT_TYPES else "object"


def unsafe_type(value, context=None):
    """As `safe_type`, with every int taken for one that a C `long` holds."""
    return "long" if type(value) is int else safe_type(value, context)


def strip_common_indent(code):
    """The code without the indentation that all its lines share."""
    return textwrap.dedent(code)


def unbound_symbols(code, context=None):
    """The names that a piece of code reads and does not bind itself, sorted."""
    tree = ast.parse(textwrap.dedent(code))
    bound, read = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (read if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
            bound.add(node.name)
        elif isinstance(node, ast.arg):
            bound.add(node.arg)
        elif isinstance(node, ast.alias):
            bound.add((node.asname or node.name).split(".")[0])
    return tuple(sorted(name for name in read - bound if not hasattr(builtins, name)))


def _free_names(code):
    """As `unbound_symbols`, for code that may not be Python: every name in it that is not followed by its binding."""
    try:
        return unbound_symbols(code)
    except SyntaxError:
        import re

        words = set(re.findall(r"(?<![\w.])[A-Za-z_]\w*", code))
        return tuple(sorted(word for word in words if not hasattr(builtins, word)))


def _split(code):
    """Lines of `cimport` and `import` at the top go to the module, the rest into a function."""
    head, body = [], []
    for line in code.splitlines():
        words = line.split()
        top = words[:1] in (["cimport"], ["import"]) or (words[:1] == ["from"] and ("cimport" in words or "import" in words))
        (head if top and not line[:1].isspace() else body).append(line)
    return "\n".join(head), "\n".join(body)


def cython_inline(
    code, get_type=safe_type, lib_dir=None, cython_include_dirs=None, cython_compiler_directives=None, force=False,
    quiet=False, locals=None, globals=None, language_level=None, **kwds,
):
    """Compiles a piece of code and runs it; its free names are those of the caller or keyword arguments.

    Returns what the code returns, or a dict of its variables where it returns nothing itself.
    """
    code = textwrap.dedent(code)
    caller = sys._getframe(1)
    known = {**(caller.f_globals if globals is None else globals), **(caller.f_locals if locals is None else locals)}
    arguments = dict(kwds)
    for name in _free_names(code):
        if name not in arguments and name in known:
            arguments[name] = known[name]
    names = sorted(arguments)
    types = [get_type(arguments[name], None) for name in names]
    source = _source(code, names, types)
    options = CompilationOptions(
        compiler_directives=cython_compiler_directives or {}, include_path=cython_include_dirs or ["."],
        language_level=language_level or 3,
    )
    module = _load(source, lib_dir or os.path.join(get_cython_cache_dir(), "inline"), options, force)
    return module.__invoke(*[arguments[name] for name in names])


def _source(code, names, types):
    head, body = _split(code)
    parameters = ", ".join(f"{kind} {name}" for kind, name in zip(types, names))
    return f"{head}\ndef __invoke({parameters}):\n{textwrap.indent(body, '    ') or '    pass'}\n    return locals()\n"


def _load(source, folder, options, force=False):
    # What stands behind the user's code is not reached if that returns.
    directives = {"warn.unreachable": False, **options.compiler_directives, "language_level": options.language_level}
    flags = [word for name, value in flattened(directives)
             for word in ("-X", f"{name}={value}")]
    flags += [word for path in options.include_path for word in ("-I", path)]
    key = hashlib.sha256(repr((source, flags, sys.version_info, sys.executable)).encode()).hexdigest()[:20]
    name = f"_cython_inline_{key}"
    if name in sys.modules and not force:
        return sys.modules[name]
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, name + ".pyx")
    with open(path, "w", encoding="utf-8") as file:
        file.write(source)
    try:
        binary = build_module(name, path, folder, flags)
    except ImportError as error:
        raise CompileError(None, str(error)) from None
    return load_extension(name, binary)


class RuntimeCompiledFunction:
    """`cython.compile(f)`: each call runs the function's body compiled for the types of its arguments."""

    def __init__(self, function):
        self._function = function
        lines = textwrap.dedent(inspect.getsource(function))
        tree = ast.parse(lines).body[0]
        body = lines.splitlines()[tree.body[0].lineno - 1:]
        self._body = textwrap.dedent("\n".join(body))

    def __call__(self, *args, **kwds):
        bound = inspect.signature(self._function).bind(*args, **kwds)
        bound.apply_defaults()
        return cython_inline(
            self._body, locals=dict(bound.arguments), globals=self._function.__globals__, **bound.arguments
        )


def cymeit(code, setup_code=None, import_module=None, directives=None, timer=time.perf_counter, repeat=9):
    """Measures compiled code: times of one loop in each of the runs, and how many loops a run had."""
    directives = {"language_level": 3, **(directives or {})}
    lines = [f"from {import_module} import *"] if import_module else []
    lines += [textwrap.dedent(setup_code)] if setup_code else []
    lines += ["def __run(long loops, timer):", "    cdef long _", "    begin = timer()", "    for _ in range(loops):"]
    lines += [textwrap.indent(textwrap.dedent(code), "        "), "    return timer() - begin", ""]
    options = CompilationOptions(compiler_directives=directives, language_level=directives["language_level"])
    run = _load("\n".join(lines), os.path.join(get_cython_cache_dir(), "inline"), options).__run
    number, unit = 1, 1e9 if timer is time.perf_counter_ns else 1.0
    while run(number, timer) < 0.2 * unit and number < 10**9:
        number *= 10
    times = sorted(run(number, timer) / number for _ in range(repeat))
    return times, number
