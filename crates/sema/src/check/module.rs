//! A whole module: its C functions, then its statements.

use std::rc::Rc;

use base::{IdVec, Span};
use builtins::{Directive, Interpreters, ModuleTraits};
use tir::{FuncKind, Function, StmtKind};
use types::{ClassId, Except, Ty};

use super::Checker;
use super::build::{eval, stmt};
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
    check_classes(an);
    check_c_functions(an, &mut checked);
    an.import_arrays();
    // Inline functions of definition files that were used on the way.
    check_c_functions(an, &mut checked);
    super::imported::export_functions(an);
    check_unused_templates(an, &mut checked);
    make_classes(an);
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

/// What the classes have beside what their bodies say: fields that Python sees, vtables.
fn check_classes(an: &mut Analysis<'_>) {
    for class in an.decls.class_order.clone() {
        an.field_properties(class);
        let vtable = an.vtable_entries(class);
        let base = an.cx.types.classes[class].base;
        if let Some(base) = base {
            an.use_class(base);
        }
        let pickle = an.pickle(class);
        let mut built = an.built_class(class).clone();
        built.vtable = vtable;
        built.pickle = pickle;
        an.decls.tir.classes.push(built);
    }
}

/// The types are made before the module's statements run. Those of other modules come after what has no such base: modules that import
/// each other find the types that are there. Functions and variables of other modules are last.
fn make_classes(an: &mut Analysis<'_>) {
    let span = Span::default();
    let mut head = Vec::new();
    for class in an.decls.used_classes.clone() {
        let info = an.class(class).cloned();
        let Some(info) = info else { continue };
        let def = &an.cx.types.classes[class];
        an.decls.tir.imported_classes.push(types::ImportedClass {
            class,
            module: def.module,
            name: def.name,
            check_size: info.check_size,
            vtable: def.vtable_cname.is_some(),
            span: info.span,
        });
    }
    let mut waiting = an.decls.used_classes.clone();
    for class in an.decls.class_order.clone() {
        let bases: Vec<ClassId> = an.cx.types.class_chain(class).map(|(id, _)| id).collect();
        let (first, rest) = waiting.into_iter().partition(|class| bases.contains(class));
        waiting = rest;
        import_classes(an, first, &mut head);
        let Some(info) = an.class(class) else { continue };
        if !info.late {
            head.push(stmt(StmtKind::MakeClass(class, None), info.span));
        }
    }
    import_classes(an, waiting, &mut head);
    if !an.decls.tir.imports.is_empty() {
        let scope = Rc::new(an.module_scope());
        let mut me = Checker::new(an, scope);
        let module = me.module_expr(span);
        head.push(eval(me.op("capi.import", vec![module], span)));
    }
    head.append(&mut an.decls.early);
    let Some(body) = an.decls.tir.body else { return };
    let function = &mut an.decls.tir.functions[body];
    if !head.is_empty() && function.span == span {
        function.span = head[0].span;
    }
    function.body.splice(0..0, head);
}

fn import_classes(an: &Analysis<'_>, classes: Vec<ClassId>, head: &mut Vec<tir::Stmt>) {
    let spans = classes.into_iter().filter_map(|class| Some((class, an.class(class)?.span)));
    head.extend(spans.map(|(class, span)| stmt(StmtKind::ImportClass(class), span)));
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
    let mut body = me.enum_classes();
    body.extend(me.extern_functions());
    for item in me.an.decls.exported_items.clone() {
        let value = me.name_expr(item.name, item.span);
        me.assign_global(item, value, &mut body);
    }
    body.extend(me.open_annotations(statements.iter().copied()));
    for one in &statements {
        me.stmt(one, &mut body);
    }
    body.extend(me.doctest_dict(&statements));
    let locals = std::mem::replace(&mut me.locals, IdVec::new());
    let span = statements.first().map_or(Span::default(), |first| first.span);
    let options = me.function_options();
    let contract = (FuncKind::Module, Ty::VOID, Except::Check);
    let (qualname, cname) = ("<module>".into(), "pyx_module_body".into());
    let function = Function {
        locals,
        body,
        first_line: 1,
        options,
        ..Function::new(name, qualname, cname, contract, span)
    };
    let id = an.decls.tir.functions.push(function);
    an.decls.tir.body = Some(id);
    an.decls.tir.doc = doc;
    an.decls.tir.plain = is_plain_python(an);
    an.decls.tir.traits = traits(an);
}

fn traits(an: &Analysis<'_>) -> ModuleTraits {
    let directives = &an.decls.modules[an.decls.main].directives;
    ModuleTraits {
        free_threading: directives.is_on(Directive::FreethreadingCompatible),
        interpreters: match directives.text(Directive::SubinterpretersCompatible) {
            "shared_gil" => Interpreters::SharedGil,
            "own_gil" => Interpreters::OwnGil,
            _ => Interpreters::Main,
        },
    }
}
