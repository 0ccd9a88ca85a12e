//! What other modules can cimport at run time: functions and variables that the definition file declares, and `api` ones.
//! The form in which they are given is the binary interface that all compiled modules share.

use base::{Name, Span};
use tir::{Export, Exported};
use types::{FuncType, StructDef, Ty, Type};

use super::fused;
use crate::{Analysis, CFunc, CFuncId, FuncOrigin, ModuleId, SymbolKind};

/// How many arguments a call gives, the first field of a struct of optional arguments.
pub(crate) const GIVEN: &str = "__pyx_n";

/// A C function as other modules see it.
#[derive(Clone, Debug)]
pub(crate) struct Outside {
    /// With the parameters that the language adds.
    pub signature: FuncType,
    /// The text that both sides compare.
    pub text: String,
    /// How many parameters are passed by themselves.
    pub required: usize,
    /// The struct of the optional ones.
    pub optional: Option<Ty>,
}

impl Outside {
    /// Whether the function itself is called so.
    pub fn is_plain(&self, func: &CFunc<'_>) -> bool {
        self.optional.is_none() && !func.signature.skip_dispatch
    }
}

impl<'a> Analysis<'a> {
    /// The variables that other modules may use. Functions follow when all are checked.
    pub(crate) fn export_declared(&mut self) {
        let mut names = self.decls.pxd_names.clone();
        let others = self.decls.api_names.iter().filter(|&name| !names.contains(name)).copied();
        names.extend(others.collect::<Vec<_>>());
        for name in names {
            let Some(symbol) = self.symbol(self.decls.main, name) else { continue };
            let SymbolKind::CGlobal(id) = symbol.kind else { continue };
            let signature = self.cx.types.capsule_decl(symbol.ty, "", self.cx.names);
            let api = self.decls.api_names.contains(&name);
            let what = Exported::Global(id);
            self.decls.tir.exports.push(Export { name, signature, what, api });
        }
    }

    /// The functions that other modules may use.
    pub(crate) fn exported_functions(&self) -> Vec<CFuncId> {
        let all = self.cx.options.exports_all;
        let exported = |func: &CFunc<'_>| {
            matches!(func.origin, FuncOrigin::Module(_))
                && func.module == self.decls.main
                && func.unsupported.is_none()
                && func.class.is_none()
                && (((func.in_pxd || all) && !func.inline) || func.api)
        };
        let all = self.decls.cfuncs.iter_enumerated();
        all.filter(|(_, func)| exported(func)).map(|(id, _)| id).collect()
    }

    /// The keys of a function among the capsules.
    pub(crate) fn export_keys(&mut self, id: CFuncId) -> Vec<Name> {
        let func = self.decls.cfuncs[id].clone();
        if func.subst.is_empty() {
            return vec![func.name];
        }
        let numbered = self.numbered(func.name, &func.subst);
        let template = self
            .decls
            .specialised
            .iter()
            .find(|(_, special)| **special == id)
            .map(|((template, _), _)| *template);
        let written = template.map_or_else(Vec::new, |id| self.decls.cfuncs[id].params.clone());
        let parts: Vec<_> = written
            .iter()
            .zip(&func.params)
            .filter(|(written, _)| fused::is_fused(self.cx.types, written.ty))
            .map(|(_, param)| self.spelled_member(param.ty))
            .collect();
        let text = format!("{}[{}]", &self.cx.names[func.name], parts.join(","));
        vec![numbered, self.cx.names.intern(&text)]
    }

    fn spelled_member(&self, ty: Ty) -> String {
        match self.cx.types.as_builtin(ty) {
            Some(builtin) => builtin.name(self.cx.names).to_string(),
            None if ty == Ty::OBJECT => "object".into(),
            None => self.cx.types.capsule_decl(ty, "", self.cx.names),
        }
    }

    /// The form in which a function crosses the border of its module.
    pub(crate) fn outside(&mut self, id: CFuncId) -> Outside {
        let func = self.decls.cfuncs[id].clone();
        let given = func.params.iter().filter(|param| param.default.is_some()).count();
        let required = func.params.len() - given;
        let mut signature = func.signature.clone();
        signature.params.truncate(required);
        signature.optional = 0;
        signature.skip_dispatch = false;
        let shown = signature.clone();
        let mut more = Vec::new();
        if func.signature.skip_dispatch {
            more.push("int __pyx_skip_dispatch".to_string());
            signature.params.push(Ty::INT);
        }
        let optional = (given > 0).then(|| self.function_options(&func, required));
        if let Some(ty) = optional {
            more.push(self.cx.types.c_decl(ty, "*__pyx_optional_args", self.cx.names));
            signature.params.push(self.cx.types.ptr(ty));
        }
        let text = self.cx.types.capsule_function(&shown, "", &more, self.cx.names);
        Outside { signature, text, required, optional }
    }

    fn function_options(&mut self, func: &CFunc<'a>, required: usize) -> Ty {
        let name = match func.subst.is_empty() {
            true => func.name,
            false => self.numbered(func.name, &func.subst),
        };
        let mangled = self.mangled(func.module, &self.cx.names[name]);
        let cname = self.cx.names.intern(&format!("__pyx_opt_args_{mangled}"));
        let structs = &self.cx.types.structs;
        let known = structs.iter_enumerated().find(|(_, def)| def.cname == cname);
        if let Some(id) = known.map(|(id, _)| id) {
            return self.cx.types.intern(Type::Struct(id));
        }
        let given = self.cx.names.intern(GIVEN);
        let field = |name, ty| types::Field { name, cname: name, ty, span: Span::default() };
        let mut fields = vec![field(given, Ty::INT)];
        for (index, param) in func.params.iter().enumerate().skip(required) {
            let name = self.cx.names.intern(&format!("a{index}"));
            // Objects are borrowed there, as arguments are.
            let ty = match self.cx.types.is_object(param.ty) {
                true => Ty::VOID_PTR,
                false => self.cx.types.unqualified(param.ty),
            };
            fields.push(field(name, ty));
        }
        let id = self.cx.types.structs.push(StructDef::own(cname, fields, func.span));
        self.cx.types.intern(Type::Struct(id))
    }

    /// The variable of this module that holds the address of something of another module.
    pub(crate) fn import_address(
        &mut self,
        module: ModuleId,
        name: Name,
        pointer: Ty,
        (signature, is_function): (String, bool),
        span: Span,
    ) -> tir::GlobalId {
        let key = (module, name);
        if let Some(&known) = self.decls.imported.get(&key) {
            return known;
        }
        let text = self.cx.names[name].to_string();
        let mangled = self.mangled(module, &text);
        let cname = self.cx.names.intern(&format!("pyx_i_{mangled}"));
        let cname = self.cx.names[cname].to_string();
        let global = tir::Global { name, cname, ty: pointer, public: false, span };
        let pointer = self.decls.tir.globals.push(global);
        let from = self.decls.modules[module].name.clone();
        self.decls.tir.imports.push(tir::Import {
            module: from,
            name: text,
            signature,
            pointer,
            is_function,
        });
        self.decls.imported.insert(key, pointer);
        pointer
    }
}
