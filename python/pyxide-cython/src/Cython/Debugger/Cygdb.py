"""The command `cygdb`: gdb on compiled modules.

Modules that are built with `--gdb` (or `gdb_debug=True`) and the C compiler's `-g` carry the places of their sources, so that gdb itself
shows and steps through these: `break module.pyx:12`, `list`, `next`. The command starts gdb on the interpreter, with breakpoints that may wait
for a module to be loaded.
"""

import argparse
import os
import subprocess
import sys

__all__ = ["main", "command_line"]


def command_line(arguments):
    """The command that starts gdb, and whether to show it; what follows `--` is for gdb."""
    own, gdb = arguments, []
    if "--" in arguments:
        at = arguments.index("--")
        own, gdb = arguments[:at], arguments[at + 1:]
    parser = argparse.ArgumentParser(prog="cygdb", description="gdb on compiled modules")
    parser.add_argument("folder", nargs="?", help=argparse.SUPPRESS)
    parser.add_argument("--build-dir", metavar="DIR", help="where sources are looked for")
    parser.add_argument("--gdb-executable", metavar="GDB", default="gdb", help="the debugger (gdb)")
    parser.add_argument("--verbose", "-v", action="count", default=0, help="show the command")
    parser.add_argument("--skip-interpreter", action="store_true", help="do not load this Python as the program")
    given = parser.parse_args(own)
    folder = os.path.abspath(given.build_dir or given.folder or os.curdir)
    before = ["set breakpoint pending on", f"directory {folder}"]
    if not given.skip_interpreter:
        before.append(f"file {sys.executable}")
    return [given.gdb_executable, *[word for text in before for word in ("-iex", text)], *gdb], bool(given.verbose)


def main(path_to_debug_info=None, gdb_argv=None, pyversion=None):
    """Runs gdb and takes its exit status; without arguments those of the process count."""
    arguments = sys.argv[1:] if gdb_argv is None else [*([path_to_debug_info] if path_to_debug_info else []), "--", *gdb_argv]
    command, shown = command_line(arguments)
    if shown:
        print(" ".join(command), file=sys.stderr)
    try:
        status = subprocess.call(command)
    except FileNotFoundError:
        sys.exit(f"cygdb: {command[0]} was not found")
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()
