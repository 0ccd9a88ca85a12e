//! Typed tree to MIR: how the program runs, step by step.
//!
//! One function at a time ([`function`]). What comes out is MIR of the high phase: neither reference counts nor error
//! branches, those are implied there and made by passes. Pure C computation stays nested; all else becomes statements in
//! Python's order of evaluation ([`order`]). `try`, `finally`, `with` and GIL blocks become regions.
//!
//! Besides the functions of the tree there are those that nobody wrote: the entry that Python calls ([`wrapper`]).

mod calls;
mod classes;
mod cond;
mod construct;
mod consts;
mod direct;
mod displays;
mod error_values;
mod expr;
mod function;
mod iterate;
mod loops;
mod make_function;
mod methods;
mod module;
mod order;
mod prune;
mod pure;
mod slots;
mod stmt;
mod trying;
mod unpack;
mod values;
mod withs;
mod wrapper;

use base::Interner;
use types::TypeTable;

/// Lowers a module. The functions, globals and externs of the tree keep their numbers.
pub fn lower(module: &tir::Module, types: &mut TypeTable, names: &mut Interner) -> mir::Module {
    module::lower(module, types, names)
}
