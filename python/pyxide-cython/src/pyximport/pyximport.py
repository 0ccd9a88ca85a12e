"""The import hook: `install()` and `uninstall()`."""

import glob
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys

from pyxide.extension import load_extension

__all__ = ["install", "uninstall", "build_module", "load_module", "show_docs"]

DEBUG_IMPORT = False
PYX_EXT = ".pyx"
PYXDEP_EXT = ".pyxdep"
PYXBLD_EXT = ".pyxbld"


class Settings:
    build_dir = None
    build_in_temp = True
    setup_args = None
    inplace = False
    language_level = None
    reload_support = False
    load_py_module_on_import_failure = False


pyxargs = Settings()


def _companion(path, extension):
    other = os.path.splitext(path)[0] + extension
    return other if os.path.exists(other) else None


def get_distutils_extension(modname, pyxfilename, language_level=None):
    """The `Extension` of a module and arguments of `setup()`, from its `.pyxbld` file if it has one."""
    extension, setup_args = None, {}
    special = _companion(pyxfilename, PYXBLD_EXT)
    if special:
        spec = importlib.util.spec_from_loader(
            "_pyxbld", importlib.machinery.SourceFileLoader("_pyxbld", special), origin=special
        )
        rules = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(rules)
        if hasattr(rules, "make_ext"):
            extension = rules.make_ext(modname, pyxfilename)
            if extension is None or not getattr(extension, "sources", None):
                raise ImportError(f"make_ext() in {special} did not return an Extension")
        if hasattr(rules, "make_setup_args"):
            setup_args = rules.make_setup_args()
    if extension is None:
        from setuptools import Extension

        extension = Extension(name=modname, sources=[pyxfilename])
        if language_level is not None:
            extension.cython_directives = {"language_level": language_level}
    return extension, setup_args


def handle_dependencies(pyxfilename):
    """Touches a source that is older than what its `.pyxdep` file names."""
    listed = _companion(pyxfilename, PYXDEP_EXT)
    if not listed:
        return []
    with open(listed, encoding="utf-8") as file:
        patterns = [line.strip() for line in file if line.strip()]
    folder = os.path.dirname(listed)
    found = [path for pattern in patterns for path in glob.glob(os.path.join(folder, pattern))]
    if any(os.path.getmtime(path) > os.path.getmtime(pyxfilename) for path in found):
        os.utime(pyxfilename)
    return found


def build_module(name, pyxfilename, pyxbuild_dir=None, inplace=False, language_level=None, build_in_temp=False):
    """Builds a module and returns the path of its binary."""
    from pyximport import pyxbuild

    if not os.path.exists(pyxfilename):
        raise ImportError(f"{pyxfilename} does not exist")
    handle_dependencies(pyxfilename)
    extension, setup_args = get_distutils_extension(name, pyxfilename, language_level)
    setup_args = {**(pyxargs.setup_args or {}), **setup_args}
    script_args = setup_args.pop("script_args", [])
    return pyxbuild.pyx_to_dll(
        pyxfilename, extension, build_in_temp=build_in_temp, pyxbuild_dir=pyxbuild_dir, setup_args=setup_args,
        inplace=inplace, script_args=script_args,
    )


def load_module(name, pyxfilename, pyxbuild_dir=None, is_package=False, build_inplace=False, language_level=None, so_path=None):
    """Builds and loads a module; what goes wrong is an ImportError."""
    try:
        path = so_path or build_module(
            name, pyxfilename, pyxbuild_dir, inplace=build_inplace, language_level=language_level,
            build_in_temp=pyxargs.build_in_temp,
        )
        return load_extension(name, path, [os.path.dirname(pyxfilename)] if is_package else None)
    except BaseException as error:
        if isinstance(error, (ImportError, KeyboardInterrupt)):
            raise
        message = f"Building module {name} failed: {type(error).__name__}: {error}"
        raise ImportError(message).with_traceback(error.__traceback__) from error


class _Loader(importlib.abc.Loader):
    """Loads what a finder found, as an extension module that is built first."""

    #: How many builds are going on: what these import is not compiled.
    building = 0

    def __init__(self, path, is_package, pyxbuild_dir, fallback=False):
        self.path = path
        self.is_package_source = is_package
        self.pyxbuild_dir = pyxbuild_dir
        self.fallback = fallback

    def create_module(self, spec):
        try:
            return load_module(
                spec.name, self.path, self.pyxbuild_dir, self.is_package_source, pyxargs.inplace, pyxargs.language_level,
                self.build(spec.name),
            )
        except ImportError:
            if not self.fallback:
                raise
            loader = importlib.machinery.SourceFileLoader(spec.name, self.path)
            plain = importlib.util.spec_from_file_location(spec.name, self.path, loader=loader)
            module = importlib.util.module_from_spec(plain)
            loader.exec_module(module)
            return module

    def build(self, name):
        _Loader.building += 1
        try:
            return build_module(
                name, self.path, self.pyxbuild_dir, pyxargs.inplace, pyxargs.language_level, pyxargs.build_in_temp
            )
        except ImportError:
            raise
        except Exception as error:
            raise ImportError(f"Building module {name} failed: {type(error).__name__}: {error}") from error
        finally:
            _Loader.building -= 1

    def exec_module(self, module):
        """It ran when it was made."""


def _sources(fullname, package_path, extension):
    """The files that may be the module, and whether each is a package."""
    last = fullname.rpartition(".")[2]
    for folder in sys.path if package_path is None else package_path:
        folder = folder or os.getcwd()
        yield os.path.join(folder, last + extension), False
        yield os.path.join(folder, last, "__init__" + extension), True
        if package_path is None:
            # The file name of an older layout.
            yield os.path.join(folder, fullname + extension), False


class PyxImportMetaFinder(importlib.abc.MetaPathFinder):
    def __init__(self, extension=PYX_EXT, pyxbuild_dir=None, inplace=False, language_level=None):
        self.extension = extension
        self.pyxbuild_dir = pyxbuild_dir
        self.inplace = inplace
        self.language_level = language_level

    def find_spec(self, fullname, path=None, target=None):
        for file, is_package in _sources(fullname, path, self.extension):
            if os.path.isfile(file):
                loader = _Loader(file, is_package, self.pyxbuild_dir)
                places = [os.path.dirname(file)] if is_package else None
                return importlib.util.spec_from_file_location(
                    fullname, file, loader=loader, submodule_search_locations=places
                )
        return None


class PyImportMetaFinder(importlib.abc.MetaPathFinder):
    """Compiles `.py` modules, but for what the compiler itself needs."""

    #: Modules that the build uses: compiling them would need them.
    blocked = ("Cython", "cython", "pyxide", "pyximport", "distutils", "setuptools", "pkg_resources", "encodings")

    def __init__(self, extension=".py", pyxbuild_dir=None, inplace=False, language_level=None):
        self.extension = extension
        self.pyxbuild_dir = pyxbuild_dir
        self.inplace = inplace
        self.language_level = language_level

    def find_spec(self, fullname, path=None, target=None):
        if _Loader.building or fullname in sys.modules or fullname.partition(".")[0] in self.blocked:
            return None
        library = os.path.dirname(os.__file__)
        for file, is_package in _sources(fullname, path, self.extension):
            if os.path.isfile(file) and not os.path.abspath(file).startswith(library + os.sep):
                loader = _Loader(file, is_package, self.pyxbuild_dir, pyxargs.load_py_module_on_import_failure)
                places = [os.path.dirname(file)] if is_package else None
                return importlib.util.spec_from_file_location(
                    fullname, file, loader=loader, submodule_search_locations=places
                )
        return None


def _installed():
    py = [finder for finder in sys.meta_path if isinstance(finder, PyImportMetaFinder)]
    pyx = [finder for finder in sys.meta_path if isinstance(finder, PyxImportMetaFinder)]
    return py[0] if py else None, pyx[0] if pyx else None


def install(
    pyximport=True, pyimport=False, build_dir=None, build_in_temp=True, setup_args=None, reload_support=False,
    load_py_module_on_import_failure=False, inplace=False, language_level=None,
):
    """Installs the hook for `.pyx` files, and with `pyimport` for `.py` files. Returns the two finders, or None for each."""
    build_dir = build_dir or os.path.join(os.path.expanduser("~"), ".pyxbld")
    pyxargs.build_dir = build_dir
    pyxargs.build_in_temp = build_in_temp
    pyxargs.setup_args = dict(setup_args or {})
    pyxargs.reload_support = reload_support
    pyxargs.load_py_module_on_import_failure = load_py_module_on_import_failure
    pyxargs.inplace = inplace
    pyxargs.language_level = language_level
    have_py, have_pyx = _installed()
    py_finder = pyx_finder = None
    if pyimport and have_py is None:
        py_finder = PyImportMetaFinder(pyxbuild_dir=build_dir, inplace=inplace, language_level=language_level)
        # Before the finder of plain sources.
        sys.meta_path.insert(0, py_finder)
    if pyximport and have_pyx is None:
        pyx_finder = PyxImportMetaFinder(pyxbuild_dir=build_dir, inplace=inplace, language_level=language_level)
        sys.meta_path.append(pyx_finder)
    return py_finder, pyx_finder


def uninstall(py_importer, pyx_importer):
    """Takes finders that `install` returned away again."""
    for finder in (py_importer, pyx_importer):
        if finder in sys.meta_path:
            sys.meta_path.remove(finder)


def show_docs():
    print(__doc__)
