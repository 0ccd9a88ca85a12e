//! Locks and critical sections. All of them take the address of a lock.

use super::short::*;
use crate::Row;
use crate::ops::{args, row};
use types::Ty;

/// The types of locks: what they are in the `cython` module, and in C.
pub const LOCK_TYPES: &[(&str, &str)] =
    &[("pymutex", "px_mutex"), ("pythread_type_lock", "px_thread_lock")];

/// The feature that declares these types.
pub const LOCK_FEATURE: &str = "mutex";

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row("lock.init", "px_mutex_init", args![Ty::VOID_PTR], VOID, LOCK_FEATURE).local().nogil(),
    // While it waits, other threads run.
    row("lock.acquire", "px_mutex_acquire", args![Ty::VOID_PTR], VOID, LOCK_FEATURE).nogil(),
    row("lock.release", "px_mutex_release", args![Ty::VOID_PTR], VOID, LOCK_FEATURE).nogil(),
    row("lock.locked", "px_mutex_locked", args![Ty::VOID_PTR], BINT, LOCK_FEATURE).local().nogil(),
    // What is entered with is left with. The second object, or lock, may be NULL.
    row("critical.enter", "px_critical_enter", args![Ty::OBJECT, Ty::OBJECT], Ty::VOID_PTR, "critical").null(),
    row("critical.leave", "px_critical_leave", args![Ty::VOID_PTR], VOID, "critical"),
    row("critical.enter_locks", "px_critical_enter_mutex", args![Ty::VOID_PTR, Ty::VOID_PTR], Ty::VOID_PTR, "critical_mutex").null(),
    row("critical.leave_locks", "px_critical_leave_mutex", args![Ty::VOID_PTR], VOID, "critical_mutex"),
];
