//! Every diagnostic of the compiler, by topic. Codes are never used again for another meaning.

pub mod calls;
pub mod expressions;
pub mod files;
pub mod internal;
pub mod lexical;
pub mod syntax;
pub mod toolchain;
pub mod unsupported;

use crate::Entry;

/// The topics' rows; `explain`, the documentation and the tidy tests read them.
pub const CATALOGUE: &[&[Entry]] = &[
    lexical::ENTRIES,
    syntax::ENTRIES,
    expressions::ENTRIES,
    calls::ENTRIES,
    files::ENTRIES,
    toolchain::ENTRIES,
    unsupported::ENTRIES,
    internal::ENTRIES,
];
