"""The Pyxide compiler from Python: where its binary is, and running it."""

import os
import shutil
import subprocess
import sys
import sysconfig

__all__ = ["find_binary", "run", "BinaryNotFound"]


class BinaryNotFound(FileNotFoundError):
    """The compiler is not installed where it is looked for."""


def find_binary():
    """The path of the compiler: `PYXIDE` of the environment, the scripts of this installation, or `PATH`."""
    named = os.environ.get("PYXIDE")
    if named:
        return named
    name = "pyxide" + (sysconfig.get_config_var("EXE") or "")
    package = os.path.dirname(os.path.abspath(__file__))
    folders = [
        sysconfig.get_path("scripts"),
        sysconfig.get_path("scripts", sysconfig.get_preferred_scheme("user")),
        os.path.dirname(sys.executable),
        # Installed with `--target` or `--prefix`, as isolated builds do.
        os.path.join(os.path.dirname(package), "bin"),
        os.path.join(package, *[os.pardir] * 4, "bin"),
    ]
    for folder in folders:
        path = os.path.join(folder, name) if folder else ""
        if path and os.path.isfile(path):
            return os.path.normpath(path)
    found = shutil.which("pyxide")
    if found:
        return found
    raise BinaryNotFound(
        "the pyxide compiler was not found: reinstall the package, or name the binary in the environment variable PYXIDE"
    )


def run(arguments, **options):
    """Runs the compiler with these arguments; the options are those of `subprocess.run`. It finds modules where this process does."""
    path = os.pathsep.join(folder or os.curdir for folder in sys.path)
    environment = {**os.environ, "PYXIDE_PYTHON_PATH": path}
    return subprocess.run([find_binary(), *map(os.fspath, arguments)], env=environment, **options)


def execute(name, arguments):
    """Becomes the command `name` of the binary, with its exit status."""
    command = [find_binary(), *([name] if name else []), *arguments]
    if os.name == "posix":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execv(command[0], command)
    sys.exit(subprocess.call(command))
