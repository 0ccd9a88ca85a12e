"""The exceptions that a build may meet. Diagnostics have been printed by the compiler before one is raised."""

import sys


class CompileWarning(Warning):
    pass


class CompileError(Exception):
    """Sources were rejected."""

    def __init__(self, position=None, message=""):
        self.position = position
        self.message_only = message
        self.formatted_message = message
        self.reported = True
        super().__init__(message)

    def __str__(self):
        return self.message_only


class InternalError(Exception):
    """The compiler is at fault."""


class AbortError(Exception):
    """The compilation ended early."""


class CompilerCrash(CompileError):
    """The compiler broke down."""


LEVEL = 0


def _quiet_hook(previous):
    def hook(kind, value, traceback):
        if issubclass(kind, CompileError):
            print(value, file=sys.stderr)
        else:
            previous(kind, value, traceback)

    hook.is_quiet = True
    return hook


def report_without_traceback():
    """The compiler's diagnostics say where the mistake is; a traceback of the build script would hide them."""
    if not getattr(sys.excepthook, "is_quiet", False):
        sys.excepthook = _quiet_hook(sys.excepthook)
