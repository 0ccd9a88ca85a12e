//! Every name of the shipped declarations is used in C as it is declared, against the real headers. What single systems and versions of
//! Python do not have is listed in `absent.txt`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use pyxide_driver as driver;

use base::{Interner, Name, SourceMap};
use diag::Sink;
use sema::{
    Analysis, CFuncId, Context, FileKind, FuncOrigin, LanguageLevel, Loaded, Loader, ModuleId,
    ModuleInfo, Options, Parts, PxdRequest, SymbolKind, Trees, declare,
};
use types::{ClassId, Ty, Type, TypeTable};

/// The shipped files, and nothing else.
struct Shipped;

impl Loader for Shipped {
    fn pxd(&mut self, request: PxdRequest<'_>, parts: Parts<'_>) -> Option<Loaded> {
        let path = request.module.replace('.', "/");
        let names = [format!("{path}.pxd"), format!("{path}/__init__.pxd")];
        let name = names.into_iter().find(|name| runtime::pxd(name).is_some())?;
        let file = parts.sources.add(&name, runtime::pxd(&name)?.to_string());
        let level = if parts.level == LanguageLevel::Level2 { 2 } else { 3 };
        let kind = parser::FileKind::Definition;
        let options = parser::Options { kind, language_level: level, cplus: false };
        let tree = parser::parse(file, parts.sources, options, parts.names, parts.sink);
        let is_package = name.ends_with("__init__.pxd");
        Some(Loaded { tree, path: name.into(), is_package })
    }
    fn include(&mut self, _: &str, _: &Path, _: Parts<'_>) -> Option<Loaded> {
        None
    }
    fn is_package(&mut self, name: &str, _: &ModuleInfo) -> bool {
        let prefix = format!("{}/", name.replace('.', "/"));
        runtime::pxd_names().any(|file| file.starts_with(&prefix))
    }
}

/// The modules whose files begin with a prefix.
fn modules(prefix: &str) -> Vec<String> {
    runtime::pxd_names()
        .filter(|name| name.starts_with(prefix) && !name.ends_with("__init__.pxd"))
        .map(|name| name.trim_end_matches(".pxd").replace('/', "."))
        .collect()
}

/// C text with a line for each use, and the name that a line is about.
struct Uses {
    text: String,
    lines: BTreeMap<usize, String>,
}

fn uses_of(modules: &[String]) -> Uses {
    let source: String = modules.iter().map(|module| format!("cimport {module}\n")).collect();
    let (mut names, mut types, mut sink) = (Interner::new(), TypeTable::new(), Sink::new());
    let mut sources = SourceMap::new();
    let file = sources.add("uses.pyx", source);
    let options =
        parser::Options { kind: parser::FileKind::Implementation, language_level: 3, cplus: false };
    let tree = parser::parse(file, &sources, options, &mut names, &mut sink);
    let (trees, given) = (Trees::new(), Options::default());
    let cx = Context {
        names: &mut names,
        types: &mut types,
        sink: &mut sink,
        sources: &mut sources,
        options: &given,
        loader: &mut Shipped,
        trees: &trees,
    };
    let info = ModuleInfo {
        name: "uses".into(),
        path: "uses.pyx".into(),
        kind: FileKind::Pyx,
        is_package: false,
    };
    let analysis = declare::declare_module(cx, &tree, info);
    let found = analysis.cx.sink.items().iter();
    let wrong: Vec<_> = found
        .filter(|item| item.severity == diag::Severity::Error)
        .map(|item| &item.message)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    print(&analysis, modules)
}

fn print(an: &Analysis<'_>, modules: &[String]) -> Uses {
    let mut text = String::from("#define PY_SSIZE_T_CLEAN\n#include <Python.h>\n");
    for kind in ["float", "double", "long double"] {
        let name = kind.replace(' ', "_");
        writeln!(text, "typedef {kind} _Complex __pyx_t_{name}_complex;").expect("text");
    }
    for include in &an.decls.tir.includes {
        match include {
            tir::Include::Header(name) => writeln!(text, "#include {name}"),
            tir::Include::Verbatim(code) => writeln!(text, "{code}"),
        }
        .expect("text");
    }
    let mut lines = BTreeMap::new();
    let mut next = text.matches('\n').count() + 1;
    for (id, module) in an.decls.modules.iter_enumerated() {
        if !modules.contains(&module.name) {
            continue;
        }
        let mut symbols: Vec<_> = module.names.values().copied().collect();
        symbols.sort();
        for symbol in &symbols {
            for use_ in uses_of_symbol(an, id, *symbol) {
                let name = an.text(an.decls.symbols[*symbol].name);
                lines.insert(next, format!("{}.{name}", module.name));
                writeln!(text, "static void use_{next}(void) {{ {use_} }}").expect("text");
                next += 1;
            }
        }
    }
    Uses { text, lines }
}

fn uses_of_symbol(an: &Analysis<'_>, module: ModuleId, id: sema::SymbolId) -> Vec<String> {
    let symbol = &an.decls.symbols[id];
    if symbol.module != module {
        return Vec::new();
    }
    match &symbol.kind {
        SymbolKind::CFunc(func) => call(an, *func).into_iter().collect(),
        SymbolKind::ExternVar { cname, .. } | SymbolKind::EnumItem { cname, .. } => {
            vec![format!("(void)sizeof({});", an.text(*cname))]
        }
        SymbolKind::Type(ty) => type_uses(an, *ty),
        SymbolKind::PyGlobal
        | SymbolKind::CGlobal(_)
        | SymbolKind::ImportedGlobal
        | SymbolKind::Const(_)
        | SymbolKind::Module(_)
        | SymbolKind::Cython(_)
        | SymbolKind::Unsupported(_) => Vec::new(),
    }
}

/// A call with an argument for each parameter.
fn call(an: &Analysis<'_>, id: CFuncId) -> Option<String> {
    let func = &an.decls.cfuncs[id];
    let FuncOrigin::Extern { .. } = func.origin else { return None };
    let mut text = String::new();
    let mut args = Vec::new();
    for (index, &ty) in func.signature.params.iter().enumerate() {
        let name = format!("a{}_{index}", id.0);
        let decl = an.cx.types.c_decl(ty, &name, an.cx.names);
        write!(text, "extern {decl}; ").expect("text");
        args.push(name);
    }
    Some(format!("{text}{}({});", an.text(func.cname), args.join(", ")))
}

fn type_uses(an: &Analysis<'_>, ty: Ty) -> Vec<String> {
    if let Some(class) = an.cx.types.as_class(ty) {
        let pointer = an.cx.types.class_pointer(class, an.cx.names);
        return fields(an, &pointer, &class_fields(an, class));
    }
    if an.cx.types.is_object(ty) {
        return Vec::new();
    }
    let pointer = an.cx.types.c_decl(ty, "*", an.cx.names);
    match an.cx.types.resolved(ty) {
        Type::Func(_) | Type::Array(..) => Vec::new(),
        Type::Struct(id) if matches!(an.cx.types.get(ty), Type::Struct(_)) => {
            let known = an.cx.types.structs[*id].fields.clone().unwrap_or_default();
            let known: Vec<_> = known.iter().map(|field| (field.cname, field.ty)).collect();
            fields(an, &pointer, &known)
        }
        _ => fields(an, &pointer, &[]),
    }
}

fn class_fields(an: &Analysis<'_>, class: ClassId) -> Vec<(Name, Ty)> {
    an.cx.types.classes[class].fields.iter().map(|field| (field.cname, field.ty)).collect()
}

fn fields(an: &Analysis<'_>, pointer: &str, fields: &[(Name, Ty)]) -> Vec<String> {
    let mut uses = vec![format!("(void)({pointer})0;")];
    for (field, _) in fields {
        uses.push(format!("(void)(({pointer})0)->{};", an.text(*field)));
    }
    uses
}

/// The names that the headers do not have as they are declared.
fn refused(uses: &Uses, folder: &Path, stem: &str) -> BTreeSet<String> {
    let interpreter = std::env::var_os("PYXIDE_TEST_PYTHON").unwrap_or_else(|| "python3".into());
    let options =
        driver::Options { python: Some(interpreter.into()), jobs: 1, ..driver::Options::default() };
    let toolchain = driver::command::find_toolchain(&options).expect("a toolchain");
    let file = folder.join(format!("{stem}.c"));
    std::fs::write(&file, &uses.text).expect("written");
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".into());
    let output = Command::new(compiler)
        .args(["-std=gnu11", "-fsyntax-only", "-fmax-errors=0"])
        .args(["-Werror=implicit-function-declaration", "-D_GNU_SOURCE", "-fopenmp"])
        .args(toolchain.python.includes.iter().map(|folder| format!("-I{}", folder.display())))
        .arg(&file)
        .output()
        .expect("a C compiler");
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    let mut found = BTreeSet::new();
    let mut inside = None;
    for line in complaint.lines() {
        if let Some((_, rest)) = line.split_once(": In function ") {
            let number: String = rest.chars().filter(char::is_ascii_digit).collect();
            inside = number.parse().ok().and_then(|number: usize| uses.lines.get(&number));
        } else if line.contains("error: ") {
            match inside {
                Some(name) => drop(found.insert(name.clone())),
                None => panic!("{line}\n{complaint}"),
            }
        }
    }
    found
}

fn check(prefix: &str) {
    let absent: BTreeSet<&str> =
        include_str!("absent.txt").lines().filter(|line| !line.starts_with('#')).collect();
    let modules = modules(prefix);
    assert!(!modules.is_empty());
    let uses = uses_of(&modules);
    assert!(uses.lines.len() > modules.len(), "there is nothing in {prefix}");
    let folder = tempfile::tempdir().expect("a folder");
    let stem = prefix.trim_matches('/').replace(['/', '.'], "_");
    let wrong: Vec<_> = refused(&uses, folder.path(), &stem)
        .into_iter()
        .filter(|name| !absent.contains(name.as_str()))
        .collect();
    assert!(wrong.is_empty(), "not in the headers like this:\n{}", wrong.join("\n"));
}

#[test]
fn libc() {
    check("libc/");
}

#[test]
fn posix() {
    check("posix/");
}

#[test]
fn cpython() {
    check("cpython/");
}

#[test]
fn openmp() {
    check("openmp.pxd");
}
