//! The first step: what is declared. Fills the [`Declarations`] of the module and of every definition file that takes part.

use std::collections::HashMap;

use base::IdVec;

use crate::{Analysis, Context, Declarations, Directives, ModuleDecl, ModuleInfo};

/// Declares everything of a module.
pub fn declare_module<'a>(
    cx: Context<'a>,
    module: &'a ast::Module,
    info: ModuleInfo,
) -> Analysis<'a> {
    let mut modules = IdVec::new();
    let main = modules.push(ModuleDecl {
        name: info.name.clone(),
        path: info.path.clone(),
        is_package: info.is_package,
        level: cx.options.language_level,
        directives: Directives::default(),
        names: HashMap::new(),
        order: Vec::new(),
        submodules: HashMap::new(),
        is_namespace: false,
    });
    let tir = tir::Module {
        name: info.name.clone(),
        source: info.path.display().to_string(),
        cplus: cx.options.cplus,
        ..tir::Module::default()
    };
    let decls = Declarations {
        info,
        modules,
        symbols: IdVec::new(),
        cfuncs: IdVec::new(),
        main,
        body: module.body.iter().collect(),
        cdef_scopes: Vec::new(),
        tir,
        externs: HashMap::new(),
    };
    Analysis { cx, decls }
}
