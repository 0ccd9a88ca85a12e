//! Every diagnostic of the compiler, by topic. Codes are never used again for another meaning.

pub mod syntax;

use crate::Entry;

/// The topics' rows; `explain`, the documentation and the tidy tests read them.
pub const CATALOGUE: &[&[Entry]] = &[syntax::ENTRIES];
