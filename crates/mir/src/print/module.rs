//! A whole module: its tables, then its functions.

use super::{print_function_of, quoted, ty::type_text};
use crate::*;
use base::Interner;
use std::fmt::Write;
use types::TypeTable;

pub fn print_module(module: &Module, types: &TypeTable, names: &Interner) -> String {
    let mut out = format!("module {}\n", quoted(module.name.as_bytes()));
    for (id, constant) in module.consts.iter_enumerated() {
        let _ = writeln!(out, "const {id} = {}", const_text(constant, names));
    }
    for (id, global) in module.globals.iter_enumerated() {
        let public = if global.public { "public " } else { "" };
        let ty = type_text(global.ty, types, names);
        let _ = writeln!(out, "{public}global {id} {}: {ty}", global.cname);
    }
    for (id, item) in module.externs.iter_enumerated() {
        let ty = type_text(item.ty, types, names);
        let _ = writeln!(out, "extern {id} {}: {ty}", item.cname);
    }
    for (index, function) in module.pyfuncs.iter().enumerate() {
        let name = quoted(function.qualname.as_bytes());
        let entry = function.entry.map_or(String::new(), |entry| format!(" entry {entry}"));
        let _ = writeln!(out, "pyfunc {index} {name}{entry}");
    }
    out.push_str(&super::class::classes_text(module, types, names));
    for include in &module.includes {
        let _ = match include {
            Include::Header(text) => writeln!(out, "include {text}"),
            Include::Verbatim(text) => writeln!(out, "verbatim {}", quoted(text.as_bytes())),
        };
    }
    if let Some(exec) = module.exec {
        let _ = writeln!(out, "exec {exec}");
    }
    for (id, function) in module.functions.iter_enumerated() {
        let _ = write!(out, "\n; {id}\n{}", print_function_of(module, function, types, names));
    }
    out
}

pub(super) fn const_text(constant: &Const, names: &Interner) -> String {
    let ids =
        |items: &[ConstId]| items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match constant {
        Const::None => "None".into(),
        Const::True => "True".into(),
        Const::False => "False".into(),
        Const::Ellipsis => "Ellipsis".into(),
        Const::NotImplemented => "NotImplemented".into(),
        Const::Int(digits) => digits.clone(),
        Const::Float(bits) => format!("{:?}", f64::from_bits(*bits)),
        Const::Complex(re, im) => {
            format!("complex({:?}, {:?})", f64::from_bits(*re), f64::from_bits(*im))
        }
        Const::Str(bytes) => quoted(bytes),
        Const::Name(name) => format!("name {}", quoted(names[*name].as_bytes())),
        Const::Bytes(bytes) => format!("b{}", quoted(bytes)),
        Const::Tuple(items) => format!("({})", ids(items)),
        Const::FrozenSet(items) => format!("frozenset({})", ids(items)),
    }
}
