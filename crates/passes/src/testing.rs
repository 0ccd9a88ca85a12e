//! What the tests of several passes need.

use base::Interner;
use mir::{Function, read_function};
use types::TypeTable;

/// A function that is written as MIR is printed.
pub fn function(text: &str) -> Function {
    let (mut types, mut names) = (TypeTable::new(), Interner::new());
    match read_function(text, &mut types, &mut names) {
        Ok(function) => function,
        Err(error) => panic!("{error}\n{text}"),
    }
}
