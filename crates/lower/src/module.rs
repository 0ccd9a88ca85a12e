//! The module as a whole: its tables, then its functions.

use crate::consts::ConstPool;
use crate::{function, slots, wrapper};
use base::{Id, Interner};
use std::collections::{HashMap, HashSet};
use types::TypeTable;

/// What the lowering of every function shares.
pub(crate) struct Cx<'t> {
    pub tir: &'t tir::Module,
    pub types: &'t mut TypeTable,
    pub names: &'t Interner,
    pub consts: ConstPool,
    /// The number of the Python function that each `def` or `cpdef` makes.
    pub pyfuncs: HashMap<tir::FuncId, usize>,
    /// Where the function object of a method is that slots call.
    pub held: HashMap<tir::FuncId, mir::GlobalId>,
    /// The functions of the unit that make empty instances.
    pub raw: HashMap<types::ClassId, mir::ExternId>,
    /// What stands in vtables.
    pub in_vtables: HashSet<tir::FuncId>,
    /// The defaults of special methods, where all are constants.
    pub defaults: HashMap<tir::FuncId, &'t [tir::Expr]>,
}

pub(crate) fn lower(module: &tir::Module, types: &mut TypeTable, names: &Interner) -> mir::Module {
    let pyfuncs = module
        .functions
        .iter_enumerated()
        .filter(|(_, func)| slots::has_entry(func, names))
        .enumerate()
        .map(|(number, (id, _))| (id, number))
        .collect();
    let mut cx = Cx {
        tir: module,
        types,
        names,
        consts: ConstPool::default(),
        pyfuncs,
        held: HashMap::new(),
        raw: HashMap::new(),
        in_vtables: in_vtables(module),
        defaults: crate::construct::constant_defaults(module),
    };
    let mut out = mir::Module {
        name: module.name.clone(),
        source: module.source.clone(),
        plain: module.plain,
        traits: module.traits,
        inlined: module.inlined.iter().map(inlined).collect(),
        globals: module.globals.iter().map(global).collect(),
        externs: module.externs.iter().map(external).collect(),
        includes: module.includes.clone(),
        cpp_calls: module.cpp_calls.clone(),
        exports: module.exports.iter().map(export).collect(),
        imports: imports(module),
        exec: module.body.map(func_id),
        ..Default::default()
    };
    out.doc = module.doc.as_ref().map(|doc| cx.consts.of_tree(doc));
    slots::hold(&mut cx, &mut out);
    for id in module.functions.ids() {
        out.functions.push(function::lower(&mut cx, id));
    }
    for (id, func) in module.functions.iter_enumerated() {
        if let Some(spec) = func.wrapper.as_ref().filter(|_| slots::has_entry(func, names)) {
            let entry = out.functions.push(wrapper::lower(&mut cx, id, func, spec));
            out.pyfuncs.push(wrapper::pyfunc(&mut cx, id, Some(entry)));
        }
    }
    // What can be suspended has a code object also where no function object is made.
    for (id, func) in module.functions.iter_enumerated() {
        if func.wrapper.is_none() && func.suspends.is_some() {
            out.pyfuncs.push(wrapper::pyfunc(&mut cx, id, None));
        }
    }
    slots::lower(&mut cx, &mut out);
    out.consts = cx.consts.items;
    out
}

fn in_vtables(module: &tir::Module) -> HashSet<tir::FuncId> {
    let entries = module.classes.iter().flat_map(|class| &class.vtable);
    entries.filter_map(|entry| entry.func).collect()
}

pub(crate) fn func_id(id: tir::FuncId) -> mir::FuncId {
    mir::FuncId::from_index(id.index())
}

pub(crate) fn global_id(id: tir::GlobalId) -> mir::GlobalId {
    mir::GlobalId::from_index(id.index())
}

pub(crate) fn extern_id(id: tir::ExternId) -> mir::ExternId {
    mir::ExternId::from_index(id.index())
}

fn global(global: &tir::Global) -> mir::Global {
    mir::Global {
        name: global.name,
        cname: global.cname.clone(),
        ty: global.ty,
        public: global.public,
        init: None,
    }
}

fn external(external: &tir::Extern) -> mir::Extern {
    mir::Extern { cname: external.cname.clone(), ty: external.ty, declared: external.declared }
}

fn inlined(one: &tir::Inlined) -> mir::Inlined {
    let (name, early) = match one.kind {
        tir::InlinedKind::List => ("<listcomp>", true),
        tir::InlinedKind::Set => ("<setcomp>", true),
        tir::InlinedKind::Dict => ("<dictcomp>", true),
        tir::InlinedKind::Generator => ("<genexpr>", false),
    };
    mir::Inlined { owner: one.owner, name, early, body: one.body, outside: one.outside, at: one.at }
}

fn imports(module: &tir::Module) -> Vec<mir::Import> {
    let mut imports: Vec<_> = module
        .imports
        .iter()
        .map(|import| mir::Import {
            module: import.module.clone(),
            name: import.name.clone(),
            signature: import.signature.clone(),
            pointer: global_id(import.pointer),
            is_function: import.is_function,
        })
        .collect();
    imports.sort_by(|a, b| a.module.cmp(&b.module));
    imports
}

fn export(export: &tir::Export) -> mir::Export {
    mir::Export {
        name: export.name,
        signature: export.signature.clone(),
        api: export.api,
        what: match export.what {
            tir::Exported::Func(id) => mir::Exported::Func(func_id(id)),
            tir::Exported::Global(id) => mir::Exported::Global(global_id(id)),
        },
    }
}
