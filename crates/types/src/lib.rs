//! The types of the language, interned: equal types have equal [`Ty`]s, so comparing is comparing numbers.
//!
//! One vocabulary for the whole compiler. Sema gives every expression a `Ty`, a MIR local's `Ty` *is* its
//! representation (an exact Python `int` held in a machine word has the C type of the word), and the rows of the
//! operation table name their arguments by the same constants ([`Ty::OBJECT`], [`Ty::SSIZE`], ...).
//!
//! What has a definition of its own (structs, enums, typedefs, extension types) is an id into the [`TypeTable`].

mod abi;
mod c_code;
mod class_tables;
mod classes;
mod cpp;
mod known;
mod relations;
mod spell;
mod table;

pub use c_code::{CBinary, CUnary, Include};
pub use class_tables::*;
pub use cpp::{CppCall, CppCallId, CppCallee, CppClassId, CppInstance, CppOperator};
pub use known::KNOWN_TYPES;
pub use relations::{common_c_type, promoted};
pub use table::*;
