"""The `cythonize` command; the binary answers it."""

import sys

from pyxide import execute, run


def main(args=None):
    """Runs the command with these arguments, or with those of the process."""
    if args is None:
        execute("cythonize", sys.argv[1:])
    sys.stdout.flush()
    status = run(["cythonize", *args]).returncode
    if status:
        sys.exit(status)


if __name__ == "__main__":
    main()
