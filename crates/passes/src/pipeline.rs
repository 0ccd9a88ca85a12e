//! The order of the passes, and running them.

use crate::speculate::Callees;
use base::{IdVec, Interner, Name};
use mir::{Const, ConstId, Function, Module, Phase};
use std::fmt;
use types::TypeTable;

/// A pass over one function.
pub struct Pass {
    pub name: &'static str,
    /// The phase of the functions that it takes.
    pub phase: Phase,
    /// The phase of the functions that it leaves.
    pub leaves: Phase,
    /// Passes of the pipeline that have to be before it.
    pub after: &'static [&'static str],
    pub run: fn(&mut Function, &mut Context<'_>),
}

/// All passes in their order.
pub const PIPELINE: &[Pass] = &[
    crate::fold_constants::PASS,
    crate::copies::PASS,
    crate::unbox::PASS,
    crate::constant_division::PASS,
    crate::guarded_division::PASS,
    crate::fold_temps::PASS,
    crate::dead_code::PASS,
    crate::append_in_place::PASS,
    crate::lent_text::PASS,
    crate::constant_members::PASS,
    crate::quiet_handlers::PASS,
    crate::super_calls::PASS,
    crate::inline_caches::PASS,
    crate::exits::PASS,
    crate::speculate::PASS,
    crate::item_updates::PASS,
    crate::int_chains::PASS,
    crate::reuse_floats::PASS,
    crate::errors::PASS,
    crate::refcounts::PASS,
    crate::refcount_pairs::PASS,
    crate::open_items::PASS,
    crate::late_counts::PASS,
    crate::simplify_cfg::PASS,
    crate::returned_failures::PASS,
    crate::suspend::PASS,
];

/// What a pass may ask for.
pub struct Context<'a> {
    /// The dotted name of the module.
    pub module: &'a str,
    pub types: &'a mut TypeTable,
    pub names: &'a Interner,
    pub consts: &'a mut IdVec<ConstId, Const>,
    pub options: &'a Options,
    /// Functions that can be called directly.
    pub callees: &'a Callees,
    /// Functions that the pass made beside the one it was given.
    pub made: &'a mut Vec<Function>,
}

impl Context<'_> {
    /// The constant of an interned name.
    pub fn name_const(&mut self, name: Name) -> ConstId {
        let wanted = Const::Name(name);
        let found = self.consts.iter_enumerated().find(|(_, item)| **item == wanted);
        match found {
            Some((id, _)) => id,
            None => self.consts.push(wanted),
        }
    }
}

#[derive(Clone, Debug)]
pub struct Options {
    /// Stop after the pass of this name.
    pub after: Option<String>,
    /// Optimisation passes that are left out.
    pub without: Vec<String>,
    /// Other threads run Python code at the same time.
    pub free_threaded: bool,
    /// Check every function after every pass.
    pub verify: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            after: None,
            without: Vec::new(),
            free_threaded: false,
            verify: cfg!(debug_assertions),
        }
    }
}

/// A function broke the rules of its phase: a bug of the pass, or of lowering where no pass is named.
#[derive(Debug)]
pub struct InternalError {
    pub pass: Option<&'static str>,
    pub function: String,
    pub messages: Vec<String>,
    /// The function as text.
    pub dump: String,
}

impl fmt::Display for InternalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pass = self.pass.unwrap_or("lowering");
        write!(f, "{} after {pass}: {}", self.function, self.messages.join("; "))
    }
}

/// Runs the pipeline over all functions of the module.
pub fn run(
    module: &mut Module,
    types: &mut TypeTable,
    names: &Interner,
    options: &Options,
) -> Result<(), InternalError> {
    if options.verify {
        verify_tables(module, types, names)?;
        verify(module, types, names, None)?;
    }
    if !options.without.iter().any(|name| name == "certain-calls") {
        crate::certain_calls::run(module);
    }
    for pass in PIPELINE {
        if !options.without.iter().any(|name| name == pass.name) {
            if pass.name == crate::quiet_handlers::PASS.name {
                crate::quiet_raises::run(module, types, names, options);
            }
            if pass.name == crate::errors::PASS.name
                && !options.without.iter().any(|name| name == "told-failures")
            {
                crate::told_failures::run(module, types);
            }
            let callees = match pass.name {
                name if name == crate::speculate::PASS.name => Callees::of(module, types, names),
                name if name == crate::late_counts::PASS.name => Callees::quiet_of(module, names),
                _ => Callees::default(),
            };
            let Module { functions, consts, name, .. } = &mut *module;
            let mut made = Vec::new();
            let made_here = &mut made;
            let mut cx = Context {
                module: name,
                types,
                names,
                consts,
                options,
                callees: &callees,
                made: made_here,
            };
            for function in functions.iter_mut().filter(|function| function.phase == pass.phase) {
                (pass.run)(function, &mut cx);
                function.phase = pass.leaves;
            }
            made.into_iter().for_each(|function| {
                module.functions.push(function);
            });
            if options.verify {
                verify(module, types, names, Some(pass.name))?;
            }
        }
        if options.after.as_deref() == Some(pass.name) {
            return Ok(());
        }
    }
    if !options.without.iter().any(|name| name == "small-functions") {
        crate::small_functions::run(module);
    }
    Ok(())
}

/// No pass changes the tables.
fn verify_tables(
    module: &Module,
    types: &TypeTable,
    names: &Interner,
) -> Result<(), InternalError> {
    mir::verify_classes(module, types, names).map_err(|errors| InternalError {
        pass: None,
        function: module.name.clone(),
        messages: errors.into_iter().map(|error| error.message).collect(),
        dump: mir::print_module(module, types, names),
    })
}

fn verify(
    module: &Module,
    types: &TypeTable,
    names: &Interner,
    pass: Option<&'static str>,
) -> Result<(), InternalError> {
    for function in module.functions.iter() {
        if let Err(errors) = mir::verify(function, types) {
            return Err(InternalError {
                pass,
                function: function.cname.clone(),
                messages: errors.into_iter().map(|error| error.message).collect(),
                dump: mir::print_function_of(module, function, types, names),
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passes_stand_after_those_they_need_and_phases_follow_each_other() {
        let mut phase = Phase::High;
        for (index, pass) in PIPELINE.iter().enumerate() {
            for needed in pass.after {
                assert!(
                    PIPELINE[..index].iter().any(|before| before.name == *needed),
                    "`{}` runs before `{needed}`",
                    pass.name
                );
            }
            assert_eq!(pass.phase, phase, "{}", pass.name);
            phase = pass.leaves;
        }
        assert_eq!(phase, Phase::Low);
    }
}
