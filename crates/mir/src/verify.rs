//! Holds a function to the rules of its phase.

use crate::Function;
use types::TypeTable;

#[derive(Debug)]
pub struct VerifyError {
    pub message: String,
}

pub fn verify(_function: &Function, _types: &TypeTable) -> Result<(), Vec<VerifyError>> {
    Ok(())
}
