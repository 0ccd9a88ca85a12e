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


class PyrexError(Exception):
    """The name of a base class in other versions."""


class PyrexWarning(Exception):
    """The name of a base class in other versions."""


LEVEL = 0


def message(position, text, level=1):
    """Prints a remark about a place, which is None or a file, a line and a column."""
    print(_located(position, text), file=sys.stderr)


def warning(position, text, level=0):
    """Prints a warning, unless only more important ones are wanted."""
    if level < LEVEL:
        return None
    made = CompileWarning(position, text)
    print(_located(position, f"warning: {text}"), file=sys.stderr)
    return made


def error(position, text):
    """Prints an error and returns it as an exception."""
    print(_located(position, f"error: {text}"), file=sys.stderr)
    return CompileError(position, text)


def _located(position, text):
    if not position:
        return text
    file, line, column = position
    name = getattr(file, "filename", file)
    return f"{name}:{line}:{column}: {text}"


def init_thread():
    """Nothing is collected here that threads could share."""


def reset():
    """Nothing is collected here."""


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
