//! MIR as text, which `read` takes back.

use crate::{Function, Module};
use base::Interner;
use types::TypeTable;

pub fn print_function(_function: &Function, _types: &TypeTable, _names: &Interner) -> String {
    String::new()
}

pub fn print_module(module: &Module, types: &TypeTable, names: &Interner) -> String {
    module.functions.iter().map(|function| print_function(function, types, names)).collect()
}
