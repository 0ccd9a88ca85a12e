"""An `Extension` that carries settings of the compiler."""

import sys

if "setuptools" in sys.modules:
    from setuptools.extension import Extension as _Extension
else:
    try:
        from distutils.extension import Extension as _Extension
    except ImportError:
        from setuptools.extension import Extension as _Extension

#: The settings and what they are where nothing is said.
SETTINGS = {
    "cython_include_dirs": list,
    "cython_directives": dict,
    "cython_create_listing": bool,
    "cython_line_directives": bool,
    "cython_cplus": bool,
    "cython_c_in_temp": bool,
    "cython_gen_pxi": bool,
    "cython_gdb": bool,
    "cython_compile_time_env": lambda: None,
    "no_c_in_traceback": bool,
}


class Extension(_Extension):
    """Takes the settings above as keyword arguments, also by their old names (`pyrex_...`)."""

    def __init__(self, name, sources, *args, **keywords):
        settings = {}
        for key, default in SETTINGS.items():
            value = keywords.pop(key, None)
            old = keywords.pop("pyrex_" + key.removeprefix("cython_"), None)
            value = old if value is None else value
            settings[key] = default() if value is None else value
        super().__init__(name, sources, *args, **keywords)
        self.__dict__.update(settings)
