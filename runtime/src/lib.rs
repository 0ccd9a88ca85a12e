//! The C support code, the shipped declarations, and the C toolchain.
//!
//! The support code is real C in `runtime/c/px`, by feature. `build` compiles what is not inline once per
//! Python, compiler and flags into a cached library; `transpile` copies what a module uses into its text.

mod amalgamate;
mod cache;
mod embed;
mod error;
mod flags;
mod library;
mod output;
mod probe;
mod prune;
mod run;
#[cfg(test)]
mod strip;
mod support;
mod toolchain;
mod words;

pub use amalgamate::{self_contained, with_includes};
pub use cache::{Cache, CachedFile, Key};
pub use embed::{Embed, FEATURE as EMBED_FEATURE};
pub use error::{Complaint, ComplaintPlace, ToolchainError};
pub use flags::{Language, Options};
pub use output::{copy_changed, copy_file, write_changed, write_text};
pub use probe::{Python, python_path};
pub use support::{Closure, SupportFile, c_file, c_files, closure, pxd, pxd_names};
pub use toolchain::{Artifact, Toolchain, Unit};
pub use words::split as split_words;
