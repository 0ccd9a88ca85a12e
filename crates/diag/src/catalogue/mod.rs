//! Every diagnostic of the compiler, by topic. Codes are never used again for another meaning.

pub mod calls;
pub mod classes;
pub mod declarations;
pub mod directives;
pub mod expressions;
pub mod files;
pub mod flow;
pub mod functions;
pub mod fused;
pub mod internal;
pub mod lexical;
pub mod modules;
pub mod syntax;
pub mod toolchain;
pub mod unsupported;
pub mod views;

use crate::Entry;

/// The topics' rows; `explain`, the documentation and the tidy tests read them.
pub const CATALOGUE: &[&[Entry]] = &[
    lexical::ENTRIES,
    syntax::ENTRIES,
    declarations::ENTRIES,
    classes::ENTRIES,
    expressions::ENTRIES,
    functions::ENTRIES,
    fused::ENTRIES,
    calls::ENTRIES,
    directives::ENTRIES,
    files::ENTRIES,
    flow::ENTRIES,
    modules::ENTRIES,
    toolchain::ENTRIES,
    unsupported::ENTRIES,
    views::ENTRIES,
    internal::ENTRIES,
];
