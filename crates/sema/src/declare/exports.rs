//! What other modules can cimport: functions and variables that the definition file declares, and `api` functions.

use tir::{Export, Exported};

use crate::{Analysis, FuncOrigin, SymbolKind};

impl<'a> Analysis<'a> {
    pub(crate) fn export_declared(&mut self) {
        let mut exports = Vec::new();
        for func in self.decls.cfuncs.iter() {
            let FuncOrigin::Module(id) = func.origin else { continue };
            if (func.in_pxd && !func.inline) || func.api {
                let signature = self.cx.types.c_func_decl(&func.signature, "", self.cx.names);
                exports.push(Export { name: func.name, signature, what: Exported::Func(id) });
            }
        }
        for &name in &self.decls.pxd_names {
            let Some(symbol) = self.symbol(self.decls.main, name) else { continue };
            let SymbolKind::CGlobal(id) = symbol.kind else { continue };
            let signature = self.cx.types.c_decl(symbol.ty, "", self.cx.names);
            exports.push(Export { name, signature, what: Exported::Global(id) });
        }
        self.decls.tir.exports = exports;
    }
}
