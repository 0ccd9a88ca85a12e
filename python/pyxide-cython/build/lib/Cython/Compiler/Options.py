"""Settings that build scripts change before they compile."""

import json

docstrings = True
embed_pos_in_docstring = False
pre_import = None
generate_cleanup_code = False
clear_to_none = True
annotate = False
annotate_coverage_xml = None
fast_fail = False
warning_errors = False
error_on_unknown_names = True
error_on_uninitialized = True
convert_range = True
cache_builtins = True
gcc_branch_hints = True
lookup_module_cpdef = False
embed = None
embed_modules = []
old_style_globals = False
cimport_from_pyx = False
buffer_max_dims = 8
closure_freelist_size = 8

_defaults = None


def get_directive_defaults():
    """The defaults of all directives; changes to this dict are defaults from then on."""
    global _defaults
    if _defaults is None:
        from pyxide import run

        done = run(["directives"], capture_output=True, text=True, check=True)
        _defaults = json.loads(done.stdout)
        _original.update(_defaults)
    return _defaults


_original = {}


def changed_directives():
    """What a build script changed in the defaults."""
    if _defaults is None:
        return {}
    missing = object()
    return {name: value for name, value in _defaults.items() if _original.get(name, missing) != value}


def __getattr__(name):
    if name == "_directive_defaults":
        return get_directive_defaults()
    if name == "default_options":
        from Cython.Compiler.Main import default_options

        return default_options
    if name == "CompilationOptions":
        from Cython.Compiler.Main import CompilationOptions

        return CompilationOptions
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
