"""A `build_ext` command that compiles Cython and Python sources first.

setuptools looks for this module while it makes its own command, which therefore cannot be the base then.
"""

import sys

if "setuptools" in sys.modules:
    try:
        from setuptools.command.build_ext import build_ext as _build_ext
    except ImportError:
        # Within the import of that very module.
        from distutils.command.build_ext import build_ext as _build_ext
else:
    try:
        from distutils.command.build_ext import build_ext as _build_ext
    except ImportError:
        from setuptools.command.build_ext import build_ext as _build_ext

_FLAGS = {
    "cython-cplus": "compile to C++",
    "cython-create-listing": "write errors to a listing file",
    "cython-line-directives": "put #line into the C files",
    "cython-c-in-temp": "put the C files into the folder for temporary files",
    "cython-gen-pxi": "write a .pxi file for public declarations",
    "cython-gdb": "add debugging information",
}
_VALUES = {
    "cython-include-dirs=": "search here for definition files",
    "cython-directives=": "defaults of directives",
    "cython-compile-time-env=": "names of compile-time conditions",
}


class build_ext(_build_ext):
    user_options = _build_ext.user_options + [(name, None, text) for name, text in {**_FLAGS, **_VALUES}.items()]
    boolean_options = _build_ext.boolean_options + list(_FLAGS)

    def initialize_options(self):
        super().initialize_options()
        for name in _FLAGS:
            setattr(self, name.replace("-", "_"), 0)
        self.cython_include_dirs = None
        self.cython_directives = None
        self.cython_compile_time_env = None
        self.shared_utility_qualified_name = None
        self.shared_utility_features_enabled = None
        self.shared_utility_features_disabled = None

    def finalize_options(self):
        super().finalize_options()
        folders = self.cython_include_dirs or []
        if isinstance(folders, str):
            import os

            folders = folders.split(os.pathsep)
        self.cython_include_dirs = folders
        directives = self.cython_directives or {}
        if isinstance(directives, str):
            directives = dict(pair.split("=", 1) for pair in directives.split(","))
        self.cython_directives = directives

    def get_extension_attr(self, extension, name, default=False):
        return getattr(self, name) or getattr(extension, name, default)

    def settings(self, extension):
        """Keyword arguments of `cythonize()` for an extension."""
        folders = list(self.cython_include_dirs)
        for name in ("cython_include_dirs", "include_dirs"):
            folders += [folder for folder in getattr(extension, name, None) or [] if folder not in folders]
        folders += [folder for folder in self.include_dirs or [] if folder not in folders]
        directives = dict(self.cython_directives)
        directives.update(getattr(extension, "cython_directives", None) or {})
        in_temp = self.get_extension_attr(extension, "cython_c_in_temp")
        return {
            "annotate": False,
            "build_dir": self.build_temp if in_temp else None,
            "compile_time_env": self.get_extension_attr(extension, "cython_compile_time_env", None),
            "compiler_directives": directives,
            "emit_linenums": self.get_extension_attr(extension, "cython_line_directives"),
            "gdb_debug": self.get_extension_attr(extension, "cython_gdb"),
            "include_path": folders,
            "use_listing_file": self.get_extension_attr(extension, "cython_create_listing"),
        }

    def build_extension(self, ext):
        from Cython.Build.Dependencies import cythonize

        if self.get_extension_attr(ext, "cython_cplus"):
            ext.language = "c++"
        made = cythonize(ext, force=self.force, quiet=self.verbose == 0, **self.settings(ext))[0]
        ext.sources = made.sources
        ext.language = made.language
        super().build_extension(ext)


# The name that scripts of a time with two such commands use.
new_build_ext = build_ext
