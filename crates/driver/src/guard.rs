//! Runs a compilation where it has room and where its mistakes do no harm: on a thread with a large stack,
//! with panics caught and remembered together with the stage in which they happened.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, Once};

/// Trees nest as deeply as sources do. Only what is touched becomes memory.
const STACK_SIZES: [usize; 2] = [512 << 20, 64 << 20];

thread_local! {
    static STAGE: RefCell<&'static str> = const { RefCell::new("the driver") };
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
    static LARGE_STACK: Cell<bool> = const { Cell::new(false) };
}

/// What is known about a panic.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Crash {
    pub stage: &'static str,
    pub what: String,
}

/// Names the stage that runs from now on, in this thread.
pub fn enter_stage(name: &'static str) {
    STAGE.with(|stage| *stage.borrow_mut() = name);
}

/// Runs work whose panic is an `Err`; the panic is not printed.
pub fn catch<T>(work: impl FnOnce() -> T) -> Result<T, Crash> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| panic::set_hook(Box::new(remember)));
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| Crash {
        stage: STAGE.with(|stage| *stage.borrow()),
        what: PANIC.with(|text| text.borrow().clone()),
    })
}

fn remember(info: &panic::PanicHookInfo) {
    let text =
        match (info.payload().downcast_ref::<&str>(), info.payload().downcast_ref::<String>()) {
            (Some(text), _) => text.to_string(),
            (_, Some(text)) => text.clone(),
            _ => "unknown reason".into(),
        };
    let place =
        info.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
    PANIC.with(|memory| *memory.borrow_mut() = format!("{text}{place}"));
}

/// Runs work on a thread with a large stack, and waits for it. On such a thread it runs at once, so whoever has
/// many small works to do can have one thread for all.
pub fn with_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    if LARGE_STACK.get() {
        return work();
    }
    let work = Mutex::new(Some(work));
    let slot = Mutex::new(None);
    let job = || {
        let work = work.lock().ok().and_then(|mut work| work.take());
        LARGE_STACK.set(true);
        if let (Some(work), Ok(mut slot)) = (work, slot.lock()) {
            *slot = Some(work());
        }
    };
    let started = std::thread::scope(|scope| {
        STACK_SIZES.iter().any(|&size| {
            let thread = std::thread::Builder::new().stack_size(size).spawn_scoped(scope, job);
            match thread.map(|thread| thread.join()) {
                Ok(Err(payload)) => panic::resume_unwind(payload),
                Ok(Ok(())) => true,
                Err(_) => false,
            }
        })
    });
    if !started {
        job();
        LARGE_STACK.set(false);
    }
    match slot.into_inner() {
        Ok(Some(result)) => result,
        Ok(None) | Err(_) => unreachable!("the job ran to its end"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_with_its_stage() {
        enter_stage("testing");
        let crash = catch(|| -> u8 { panic!("out of {}", "luck") }).unwrap_err();
        assert_eq!(crash.stage, "testing");
        assert!(crash.what.starts_with("out of luck ("), "{}", crash.what);
    }

    #[test]
    fn deep_recursion_has_room() {
        fn depth(n: u64) -> u64 {
            let pad = std::hint::black_box([n; 64]);
            if n == 0 { pad[0] } else { depth(n - 1) + 1 }
        }
        assert_eq!(with_large_stack(|| depth(50_000)), 50_000);
    }
}
