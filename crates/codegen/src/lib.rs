//! Code generation: a low-phase MIR module as one C (or C++) translation unit.
//!
//! The text is small and the same for the same input, on every machine. Code is functions of labelled blocks; constants,
//! function descriptions and locations are data tables that the runtime walks (`runtime/c/px/module.h` says how the unit looks).
//! No C function of the runtime is named here: operations print the spelling of their row, and the few names that the form of the unit
//! needs come from the table as well.
//!
//! The unit is made back to front: functions first, which find out what constants, locations, types and features they use; then the
//! tables; then all is put together.

mod calls;
mod capi;
mod class_expr;
mod classes;
mod cpp;
mod expr;
mod frames;
mod function;
mod handed_over;
mod header_classes;
mod headers;
mod inlined;
mod items;
mod layout;
mod names;
mod strings;
mod tables;
mod traced;
mod types;
mod unit;

pub use headers::Headers;
pub use names::init_name;

use ::types::TypeTable;
use base::{Interner, SourceMap, Span};

/// What code generation reads.
pub struct Input<'a> {
    pub module: &'a mir::Module,
    pub types: &'a TypeTable,
    pub names: &'a Interner,
    pub sources: &'a SourceMap,
    pub style: Style,
}

#[derive(Clone, Copy, Default, Debug)]
pub struct Style {
    pub cplus: bool,
    /// `#line` directives, for debuggers.
    pub line_directives: bool,
}

/// A translation unit without the runtime's headers, which go before it.
#[derive(Debug, Default)]
pub struct Unit {
    pub text: String,
    /// Names of the runtime's features that it uses, sorted.
    pub features: Vec<&'static str>,
    /// Lines of the text, counted from 1, with the source that they were made from; sorted by line. A line belongs to the last entry at
    /// or before it.
    pub lines: Vec<(u32, Span)>,
    /// Lines that hold C text of the user (verbatim blocks, headers).
    pub user_lines: Vec<std::ops::Range<u32>>,
    pub headers: Headers,
}

/// Prints a module whose functions are all in the low phase.
pub fn emit(input: &Input<'_>) -> Unit {
    let mut unit = unit::emit(input);
    unit.headers = headers::headers(input);
    unit
}
