//! Modules that cimport `numpy` have to load its C functions, by `numpy.import_array()`. Where the program does not, the module does.

use diag::flow::ImportsArray;
use tir::{Callee, Expr, ExprKind};
use types::Ty;

use super::build::eval;
use crate::{Analysis, FuncOrigin, SymbolKind};

impl Analysis<'_> {
    /// Adds the call in front of the module's statements, unless some function has it.
    pub(crate) fn import_arrays(&mut self) {
        let Some(numpy) = self.decls.loaded.get("numpy").copied() else { return };
        let Some(&at) = self.decls.cimported.get(&numpy) else { return };
        let name = self.intern("import_array");
        let Some(SymbolKind::CFunc(id)) = self.symbol(numpy, name).map(|it| it.kind.clone()) else {
            return;
        };
        let raw = self.intern("_import_array");
        let called_raw = self.decls.externs.contains_key(&raw);
        let func = &self.decls.cfuncs[id];
        let inline = func.origin == FuncOrigin::PxdInline && func.unsupported.is_none();
        if !inline || called_raw || self.decls.inline_copies.contains_key(&id) {
            return;
        }
        let signature = Box::new(func.signature.clone());
        let Some(copy) = self.inline_copy(id) else { return };
        self.report(ImportsArray { at });
        let callee = Callee::Func(copy);
        let call = ExprKind::CCall { callee, signature, args: Vec::new() };
        self.decls.early.push(eval(Expr::new(call, Ty::INT, at)));
    }
}
