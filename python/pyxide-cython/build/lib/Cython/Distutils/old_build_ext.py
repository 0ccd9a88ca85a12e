"""The command that compiled sources where SWIG's are compiled, for scripts that derive from it."""

import os

from distutils.command.build_ext import build_ext as _build_ext

from Cython.Compiler.Main import CompilationOptions, transpile
from Cython.Compiler.Errors import CompileError

_FLAGS = ("cplus", "create-listing", "line-directives", "c-in-temp", "gen-pxi", "gdb")


class old_build_ext(_build_ext):
    user_options = _build_ext.user_options + [
        (f"{family}-{name}{value}", None, f"{name} of the compiler")
        for family in ("cython", "pyrex")
        for names, value in ((_FLAGS, ""), (("include-dirs", "directives"), "="))
        for name in names
    ]
    boolean_options = _build_ext.boolean_options + [
        f"{family}-{name}" for family in ("cython", "pyrex") for name in _FLAGS
    ]

    def initialize_options(self):
        super().initialize_options()
        for family in ("cython", "pyrex"):
            for name in _FLAGS:
                setattr(self, f"{family}_{name.replace('-', '_')}", 0)
            setattr(self, f"{family}_include_dirs", None)
            setattr(self, f"{family}_directives", None)
        self.cython_compile_time_env = None
        self.no_c_in_traceback = 0

    def finalize_options(self):
        super().finalize_options()
        folders = self.cython_include_dirs or self.pyrex_include_dirs or []
        self.cython_include_dirs = folders.split(os.pathsep) if isinstance(folders, str) else folders
        self.cython_directives = self.cython_directives or self.pyrex_directives or {}

    def build_extensions(self):
        for extension in self.extensions:
            extension.sources = self.cython_sources(extension.sources, extension)
        super().build_extensions()

    def cython_sources(self, sources, extension):
        """The sources with C files in place of what is compiled to them."""

        def setting(name, default=None):
            return getattr(self, name, None) or getattr(extension, name, None) or default

        cplus = setting("cython_cplus") or setting("pyrex_cplus") or (extension.language or "").lower() == "c++"
        options = CompilationOptions(
            cplus=cplus,
            compiler_directives={**self.cython_directives, **(getattr(extension, "cython_directives", None) or {})},
            include_path=[*self.cython_include_dirs, *(getattr(extension, "cython_include_dirs", None) or [])],
            compile_time_env=setting("cython_compile_time_env"),
            emit_linenums=bool(setting("cython_line_directives") or setting("pyrex_line_directives")),
            use_listing_file=bool(setting("cython_create_listing")),
        )
        in_temp = setting("cython_c_in_temp") or setting("pyrex_c_in_temp")
        made = []
        for source in sources:
            stem, suffix = os.path.splitext(source)
            if suffix not in (".pyx", ".py"):
                made.append(source)
                continue
            target = stem + (".cpp" if cplus else ".c")
            if in_temp:
                target = os.path.join(self.build_temp, target)
                os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
            current = os.path.exists(target) and os.path.getmtime(target) >= os.path.getmtime(source)
            if (self.force or not current) and not transpile(source, target, options, extension.name):
                raise CompileError(None, source)
            made.append(target)
        return made
