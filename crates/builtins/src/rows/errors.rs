//! Raising, catching and reporting.

use crate::Fails;
use crate::Row;
use crate::ops::{args, own, row};
use types::Ty;

pub const ROWS: &[Row] = &[
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
    // Ends handling: what was handled before is handled again.
    row("exc.leave", "px_exc_leave", &[own(Ty::OBJECT)], Ty::VOID, "exceptions"),
];
