//! Ties the stages together and does all the input and output around them.
//!
//! [`compile`] turns one source into C, as values; the functions of [`command`] are what the command line
//! offers on top, with printing, files and exit statuses.

mod annotate;
pub mod command;
mod depfile;
mod deps;
mod frontend;
mod globs;
mod guard;
mod host;
mod implied;
mod incremental;
mod loader;
mod options;
mod packages;
mod parallel;
mod pipeline;
mod session;
mod settings;
mod stages;
mod stats;
mod timings;
mod trouble;

pub use deps::{Dependencies, Scanner};
pub use diag::render::{Format, Policy};
pub use options::{Input, Options};
pub use pipeline::{Goal, Module, PassRange, Report, compile};
pub use runtime::{Embed, Language, Options as COptions, Toolchain, ToolchainError};
pub use session::Session;
pub use timings::Timings;

/// The passes over MIR in their order, for `dump mir --after`.
pub fn pass_names() -> impl Iterator<Item = &'static str> {
    passes::PIPELINE.iter().map(|pass| pass.name)
}
