//! Raising, catching and reporting.

use crate::Fails;
use crate::Row;
use crate::ops::{args, own, row};
use types::Ty;

pub const ROWS: &[Row] = &[
    // The traceback entry of a location of the module; codegen prints `StmtKind::Traceback` as this.
    row("trace.add", "px_traceback", args![Ty::MODULE, Ty::INT], Ty::VOID, "traceback").local(),
    // Tracers hear of a line (`linetrace`).
    row("trace.line", "px_trace_line", args![Ty::INT], Ty::INT, "trace").neg1().gil_to_fail(),
    // A call begins and ends, and what a tracer raised where nothing can be raised: the function around the body of a function.
    row(
        "trace.enter",
        "px_trace_enter",
        args![Ty::TRACE, Ty::MODULE, Ty::INT, Ty::INT, Ty::INT],
        Ty::INT,
        "trace",
    )
    .neg1(),
    row("trace.leave", "px_trace_leave", args![Ty::TRACE, Ty::OBJECT, Ty::INT], Ty::INT, "trace")
        .neg1(),
    row("trace.unraisable", "px_trace_unraisable", args![Ty::INT], Ty::VOID, "trace"),
    // `raise value [from cause]`; a class is instantiated. The cause may be absent.
    row("exc.raise", "px_raise", args![Ty::OBJECT], Ty::VOID, "exceptions").fails(Fails::Always),
    row("exc.raise_from", "px_raise_from", args![Ty::OBJECT, Ty::OBJECT], Ty::VOID, "exceptions")
        .fails(Fails::Always),
    // A bare `raise`.
    row("exc.reraise", "px_reraise", &[], Ty::VOID, "exceptions").fails(Fails::AlwaysNoTrace),
    // Puts an exception that was caught back as the one in flight.
    row("exc.rethrow", "px_rethrow", &[own(Ty::OBJECT)], Ty::VOID, "exceptions")
        .fails(Fails::AlwaysNoTrace),
    // The exception in flight, normalised, is taken out of flight.
    row("exc.fetch", "px_exc_fetch", &[], Ty::OBJECT, "exceptions").local(),
    // Makes an exception the one being handled; returns what was handled before (NULL-able).
    row("exc.enter", "px_exc_enter", args![Ty::OBJECT], Ty::OBJECT, "exceptions")
        .or_null(false)
        .local(),
    // What is being handled now (NULL-able): what `exc.enter` would return.
    row("exc.stop_async_iteration", "px_stop_async_iteration", &[], Ty::TYPE, "await")
        .immortal()
        .local(),
    row("exc.current", "px_exc_current", &[], Ty::OBJECT, "exceptions").or_null(false).local(),
    // Ends handling: what was handled before is handled again.
    row("exc.leave", "px_exc_leave", &[own(Ty::OBJECT)], Ty::VOID, "exceptions"),
    // `except type:` — the exception, then a class or a tuple; TypeError for anything else.
    row("exc.matches", "px_exc_matches", args![Ty::OBJECT, Ty::OBJECT], Ty::BINT, "exceptions")
        .neg1(),
    // Level 2: `raise type, value, traceback`; what is left out is NULL.
    row("exc.raise3", "px_raise3", args![Ty::OBJECT, Ty::OBJECT, Ty::OBJECT], Ty::VOID, "raise3")
        .fails(Fails::Always),
    // The exception in flight is reported, not propagated: "Exception ignored in: 'name'". Whether with its traceback.
    row(
        "exc.unraisable",
        "px_unraisable",
        args![Ty::CONST_CHAR_PTR, Ty::INT],
        Ty::VOID,
        "unraisable",
    ),
    row(
        "exc.unraisable_nogil",
        "px_unraisable_nogil",
        args![Ty::CONST_CHAR_PTR, Ty::INT],
        Ty::VOID,
        "unraisable",
    )
    .nogil(),
    // Handlers that nobody looks into. Whether the exception in flight is of this builtin class (which may be NULL) and
    // nobody can see it any more; its traceback entry is added after that, if at all. Then it is taken, and dropped at the
    // end.
    row("exc.quiet", "px_exc_quiet", args![Ty::OBJECT], Ty::BINT, "quiet").local(),
    // A mark instead of an exception that such a handler catches; whether the class that is raised, and the one that is
    // caught, are the interpreter's own and fit. Both may be NULL.
    row("exc.raise_quiet", "px_raise_quiet", &[], Ty::VOID, "quiet").fails(Fails::Always),
    row("exc.quiet_classes", "px_exc_fits", args![Ty::OBJECT, Ty::OBJECT], Ty::BINT, "quiet")
        .local(),
    row("exc.take_quiet", "px_exc_take_quiet", &[], Ty::OBJECT, "quiet").local(),
    row("exc.drop", "px_exc_drop", &[own(Ty::OBJECT)], Ty::VOID, "quiet"),
    // Whether a class, which may be NULL, is one that catches KeyError, or IndexError, by its name.
    row("exc.catches_key", "px_exc_catches_key", args![Ty::OBJECT], Ty::BINT, "quiet").pure(),
    row("exc.catches_index", "px_exc_catches_index", args![Ty::OBJECT], Ty::BINT, "quiet").pure(),
    // Whether releasing an object surely runs no code.
    row("obj.dies_quietly", "px_dies_quietly", args![Ty::OBJECT], Ty::BINT, "quiet").pure(),
    // Whether an exception is in flight.
    // The same without the GIL, which it takes to ask.
    row("exc.occurred_nogil", "px_exc_occurred_nogil", &[], Ty::BINT, "unraisable").local().nogil(),
    row("exc.occurred", "px_exc_occurred", &[], Ty::BINT, "exceptions").local(),
    // A function that was called has told that it failed: the exception is in flight.
    row("exc.told", "px_exc_told", &[], Ty::VOID, "told").local().nogil().fails(Fails::Always),
    // `assert`: the message is NULL where there is none.
    row("err.assertion", "px_raise_assertion", args![Ty::OBJECT], Ty::VOID, "raise_names")
        .fails(Fails::Always),
    // Unbound names: of a local, of a variable of an enclosing function, of a global.
    row("err.unbound_local", "px_raise_unbound", args![Ty::OBJECT], Ty::VOID, "raise_names")
        .fails(Fails::Always),
    // Of a memoryview, also without the GIL.
    row("err.unbound_view", "px_raise_unbound_view", args![Ty::OBJECT], Ty::VOID, "raise_unbound")
        .fails(Fails::Always)
        .nogil(),
    // Of a local that a comprehension reads: a variable of an enclosing function before CPython 3.12.
    row("err.unbound_outer", "px_raise_unbound_outer", args![Ty::OBJECT], Ty::VOID, "raise_names")
        .fails(Fails::Always),
    row("err.unbound_free", "px_raise_unbound_free", args![Ty::OBJECT], Ty::VOID, "raise_names")
        .fails(Fails::Always),
    row("err.name", "px_raise_name", args![Ty::OBJECT], Ty::VOID, "raise_names")
        .fails(Fails::Always),
    // An exception of a builtin class, as `type.*` or `builtin.get` give it, with a text of the compiler.
    row("err.type", "px_raise_type", args![Ty::CONST_CHAR_PTR], Ty::VOID, "raise_names")
        .fails(Fails::Always),
    row("err.runtime", "px_raise_runtime", args![Ty::CONST_CHAR_PTR], Ty::VOID, "raise_names")
        .fails(Fails::Always),
    row("err.value", "px_raise_value", args![Ty::CONST_CHAR_PTR], Ty::VOID, "raise_names")
        .fails(Fails::Always),
    row(
        "err.zero_division",
        "px_raise_zero_division",
        args![Ty::CONST_CHAR_PTR],
        Ty::VOID,
        "raise_gil",
    )
    .fails(Fails::Always)
    .gil_to_fail(),
    row("err.overflow", "px_raise_overflow", args![Ty::CONST_CHAR_PTR], Ty::VOID, "raise_gil")
        .fails(Fails::Always)
        .gil_to_fail(),
];
