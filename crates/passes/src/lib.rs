//! What happens to MIR between lowering and code generation.
//!
//! [`PIPELINE`] is the order. Each pass is a file (a long one a folder); it names the phase that it works in and the passes
//! that have to run before it. The mandatory ones, `exits`, `errors` and `refcounts`, each take every function to the next
//! phase. Between passes the verifier checks every function, in debug and test builds.

mod append_in_place;
mod certain_calls;
mod constant_division;
mod constant_members;
mod copies;
mod dead_code;
mod edit;
mod errors;
mod exits;
mod fold_constants;
mod fold_temps;
mod guarded_division;
mod inline_caches;
mod int_chains;
mod item_updates;
mod late_counts;
mod lent_text;
mod open_items;
mod pipeline;
mod quiet_handlers;
mod quiet_raises;
mod refcount_pairs;
mod refcounts;
mod returned_failures;
mod reuse_floats;
mod simplify_cfg;
mod small_functions;
mod speculate;
mod super_calls;
mod suspend;
#[cfg(test)]
mod testing;
mod told_failures;
mod unbox;

pub use pipeline::{Context, InternalError, Options, PIPELINE, Pass, run};
pub use speculate::Callees;
