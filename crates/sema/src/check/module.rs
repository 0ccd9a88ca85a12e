//! A whole module: its C functions, then its statements.

use std::rc::Rc;

use base::{IdVec, Span};
use tir::{FuncKind, Function};
use types::{Except, Ty};

use super::Checker;
use super::functions::check_c_function;
use crate::{Analysis, FileKind, SymbolKind};

/// Whether the module is plain Python: a `.py` file that neither uses the `cython` module nor has C declarations.
pub(crate) fn is_plain_python(an: &Analysis<'_>) -> bool {
    an.decls.info.kind == FileKind::Py
        && an.decls.modules[an.decls.main].names.values().all(|&symbol| {
            match an.decls.symbols[symbol].kind {
                SymbolKind::PyGlobal | SymbolKind::Const(_) => true,
                SymbolKind::CGlobal(_)
                | SymbolKind::ImportedGlobal
                | SymbolKind::ExternVar { .. }
                | SymbolKind::CFunc(_)
                | SymbolKind::Type(_)
                | SymbolKind::EnumItem { .. }
                | SymbolKind::Module(_)
                | SymbolKind::Cython(_)
                | SymbolKind::Unsupported(_) => false,
            }
        })
}

/// Whether the module has `from __future__ import name`.
pub(crate) fn has_future(an: &Analysis<'_>, name: &str) -> bool {
    an.decls.body.iter().any(|stmt| match &stmt.kind {
        ast::StmtKind::FromImport(import) => {
            let future = import.module.as_ref().is_some_and(|module| {
                matches!(module.parts.as_slice(), [only] if &an.cx.names[only.name] == "__future__")
            });
            let ast::ImportNames::List(items) = &import.names else { return false };
            future && items.iter().any(|item| &an.cx.names[item.name.name] == name)
        }
        _ => false,
    })
}

/// Fills the typed module. What is wrong is in the sink.
pub(crate) fn check_module(an: &mut Analysis<'_>) {
    let mut checked = 0;
    check_c_functions(an, &mut checked);
    check_body(an);
    // Inline functions of definition files that were used on the way.
    check_c_functions(an, &mut checked);
    check_unused_templates(an, &mut checked);
}

/// Specialisations that nothing uses are checked for what is wrong with them, and dropped.
fn check_unused_templates(an: &mut Analysis<'_>, checked: &mut usize) {
    let own: Vec<_> = an
        .decls
        .cfuncs
        .iter_enumerated()
        .filter(|(_, func)| func.template.is_some() && func.module == an.decls.main)
        .map(|(id, _)| id)
        .collect();
    let kept = an.decls.tir.functions.len();
    for id in own {
        an.specialise_all(id);
    }
    check_c_functions(an, checked);
    an.decls.tir.functions.truncate(kept);
}

fn check_c_functions(an: &mut Analysis<'_>, checked: &mut usize) {
    while let Some(scope) = an.decls.cdef_scopes.get(*checked).cloned() {
        *checked += 1;
        check_c_function(an, &scope);
        an.subst = Default::default();
    }
}

fn check_body(an: &mut Analysis<'_>) {
    let scope = Rc::new(an.module_scope());
    let statements = an.decls.body.clone();
    let name = scope.name;
    let mut me = Checker::new(an, scope);
    let doc = statements.first().and_then(|first| me.docstring(std::slice::from_ref(*first)));
    let mut body = Vec::new();
    for item in me.an.decls.exported_items.clone() {
        let value = me.name_expr(item.name, item.span);
        me.assign_global(item, value, &mut body);
    }
    body.extend(me.open_annotations(statements.iter().copied()));
    for one in &statements {
        me.stmt(one, &mut body);
    }
    let locals = std::mem::replace(&mut me.locals, IdVec::new());
    let span = statements.first().map_or(Span::default(), |first| first.span);
    let function = Function {
        name,
        qualname: "<module>".into(),
        cname: "pyx_module_body".into(),
        kind: FuncKind::Module,
        inline: false,
        public: false,
        params: Vec::new(),
        locals,
        ret: Ty::VOID,
        except: Except::Check,
        nogil: false,
        with_gil: false,
        body,
        closure: None,
        suspends: None,
        cellvars: Vec::new(),
        wrapper: None,
        doc: None,
        span,
        first_line: 1,
    };
    let id = an.decls.tir.functions.push(function);
    an.decls.tir.body = Some(id);
    an.decls.tir.doc = doc;
    an.decls.tir.plain = is_plain_python(an);
}
