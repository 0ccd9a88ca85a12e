"""Building and loading single extension modules at run time."""

import hashlib
import importlib.machinery
import importlib.util
import os
import sys
import sysconfig
import tempfile

from pyxide import run

__all__ = ["build_module", "extension_spec", "load_extension"]


def build_module(name, source, folder=None, arguments=()):
    """Builds one module and returns the path of the binary; ImportError with the diagnostics if it is rejected."""
    folder = folder or _folder_of(source)
    command = ["build", source, "--out-dir", folder, "--python", sys.executable, "--message-format", "short"]
    done = run([*command, "--module-name", name, *arguments], capture_output=True, text=True)
    if done.returncode:
        raise ImportError(f"{source} does not compile:\n{done.stderr.rstrip()}", name=name, path=source)
    if done.stderr:
        sys.stderr.write(done.stderr)
    stem = os.path.splitext(os.path.basename(source))[0]
    return os.path.join(folder, stem + sysconfig.get_config_var("EXT_SUFFIX"))


def _folder_of(source):
    """Where the module of a source lies that is not built into a folder of the user's: the same for the same source and interpreter."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    key = hashlib.sha256(repr((os.path.abspath(source), sys.executable)).encode()).hexdigest()[:20]
    folder = os.path.join(os.environ.get("PYXIDE_CACHE_DIR") or os.path.join(base, "pyxide"), "imported", key)
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError:
        return tempfile.mkdtemp(prefix="pyxide-")
    return folder


def extension_spec(name, binary, places=None):
    """The import system's description of a binary; `places` are the folders of a package's modules."""
    loader = importlib.machinery.ExtensionFileLoader(name, binary)
    return importlib.util.spec_from_file_location(name, binary, loader=loader, submodule_search_locations=places)


def load_extension(name, binary, places=None):
    """Imports a binary under a name; what cannot be imported does not stay in `sys.modules`."""
    spec = extension_spec(name, binary, places)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return module
