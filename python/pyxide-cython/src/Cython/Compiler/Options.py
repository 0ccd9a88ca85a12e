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

#: What `-Wextra` switches on.
extra_warnings = {"warn.maybe_uninitialized": True, "warn.unreachable": True, "warn.unused": True}

_WORDS = {"true": True, "yes": True, "false": False, "no": False}


def parse_directive_value(name, value, relaxed_bool=False):
    """The value that a text means for a directive, by the type of its default; None for one that nobody knows."""
    defaults = get_directive_defaults()
    if name not in defaults:
        return None
    default, text = defaults[name], str(value)
    if isinstance(default, bool) or text in ("True", "False"):
        if text in ("True", "False"):
            return text == "True"
        if relaxed_bool and text.lower() in _WORDS:
            return _WORDS[text.lower()]
        raise ValueError(f"{name} directive must be set to True or False, got '{value}'")
    if isinstance(default, int) and default is not None:
        try:
            return int(text)
        except ValueError:
            raise ValueError(f"{name} directive must be set to an integer, got '{value}'") from None
    return text


def parse_directive_list(s, relaxed_bool=False, ignore_unknown=False, current_settings=None):
    """`NAME=VALUE, NAME=VALUE` as a dict; `GROUP.all=VALUE` means every directive of the group."""
    result = {} if current_settings is None else current_settings
    for item in filter(None, (part.strip() for part in s.split(","))):
        name, equals, value = item.partition("=")
        name, value = name.strip(), value.strip()
        if not equals:
            raise ValueError(f'Expected "=" in option "{item}"')
        if name.endswith(".all"):
            names = [known for known in get_directive_defaults() if known.startswith(name.removesuffix("all"))]
        else:
            names = [name] if name in get_directive_defaults() else []
        if not names and not ignore_unknown:
            raise ValueError(f'Unknown option: "{name}"')
        for known in names:
            parsed = parse_directive_value(known, value, relaxed_bool)
            if isinstance(get_directive_defaults()[known], list):
                result.setdefault(known, []).append(parsed)
            else:
                result[known] = parsed
    return result


def parse_variable_value(value):
    """True, False, None, a number, or the text itself."""
    words = {"True": True, "False": False, "None": None}
    if value in words:
        return words[value]
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            pass
    return value


def parse_compile_time_env(s, current_settings=None):
    """`NAME=VALUE, NAME=VALUE` as a dict."""
    result = {} if current_settings is None else current_settings
    for item in filter(None, (part.strip() for part in s.split(","))):
        name, equals, value = item.partition("=")
        if not equals:
            raise ValueError(f'Expected "=" in option "{item}"')
        result[name.strip()] = parse_variable_value(value.strip())
    return result


def changed_directives():
    """What a build script changed in the defaults."""
    if _defaults is None:
        return {}
    missing = object()
    return {name: value for name, value in _defaults.items() if _original.get(name, missing) != value}


def __getattr__(name):
    if name in ("_directive_defaults", "directive_defaults"):
        return get_directive_defaults()
    if name == "directive_types":
        return {key: type(value) for key, value in get_directive_defaults().items()}
    if name == "default_options":
        from Cython.Compiler.Main import default_options

        return default_options
    if name == "CompilationOptions":
        from Cython.Compiler.Main import CompilationOptions

        return CompilationOptions
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
