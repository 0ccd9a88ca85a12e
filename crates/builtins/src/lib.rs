//! All tables of the language and of the runtime. Nothing else names a C function of the runtime.
//!
//! - [`Op`]: operations. One row each, in `rows/` by topic: what it is called in C, what it takes and returns, how
//!   failure shows, who owns what. Sema selects rows ([`select`]), `lower` calls them by name ([`Op::named`]), passes read
//!   their effects, codegen their spelling and feature.
//! - [`SpecialMethod`], [`TypeSlot`]: the special methods of extension types and the slots that they fill.
//! - [`Directive`]: the directives with their kinds of values, defaults and scopes.

mod directives;
mod exceptions;
mod module_traits;
mod ops;
mod rows;
mod select;
mod special_methods;

pub use directives::{
    DIRECTIVES, Default as DirectiveDefault, Directive, DirectiveRow, Scopes, ValueKind,
};
pub use exceptions::is_exception;
pub use module_traits::{Interpreters, ModuleTraits};
pub use ops::{Arg, Effects, Fails, Gil, Key, Op, Ret, Row};
pub use rows::{LOCK_FEATURE, LOCK_TYPES, all_rows};
pub use select::select;
pub use special_methods::{
    SPECIAL_METHODS, SlotForm, SpecialKind, SpecialMethod, SpecialResult, TYPE_SLOTS, TypeSlot,
};
