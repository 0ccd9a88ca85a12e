//! Reads what `print` writes.

use crate::Function;
use base::Interner;
use types::TypeTable;

#[derive(Debug)]
pub struct ReadError {
    pub line: usize,
    pub message: String,
}

pub fn read_function(
    _text: &str,
    _types: &mut TypeTable,
    _names: &mut Interner,
) -> Result<Function, ReadError> {
    Err(ReadError { line: 1, message: "no function".into() })
}
