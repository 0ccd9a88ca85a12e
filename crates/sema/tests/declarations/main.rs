//! What sources declare, as text: symbols, signatures, scopes, and what is wrong.

use std::collections::HashMap;
use std::path::Path;

use base::{Interner, SourceMap};
use diag::Sink;
use pyxide_sema as sema;
use sema::{
    Analysis, Binding, Context, FileKind, FuncOrigin, LanguageLevel, Loaded, Loader, ModuleInfo,
    Options, Parts, PxdRequest, SymbolKind, Trees, declare,
};
use types::{Except, ExceptValue, FuncType, TypeTable};

/// Files by name, in memory.
struct Files(HashMap<&'static str, &'static str>);

impl Files {
    fn load(&self, name: &str, parts: Parts<'_>) -> Option<Loaded> {
        let text = self.0.get(name)?;
        let file = parts.sources.add(name, (*text).to_string());
        let kind = if name.ends_with("pxd") {
            parser::FileKind::Definition
        } else {
            parser::FileKind::Include
        };
        let level = if parts.level == LanguageLevel::Level2 { 2 } else { 3 };
        let options = parser::Options { kind, language_level: level, cplus: false };
        let tree = parser::parse(file, parts.sources, options, parts.names, parts.sink);
        Some(Loaded { tree, path: name.into(), is_package: name.ends_with("__init__.pxd") })
    }
}

impl Loader for Files {
    fn pxd(&mut self, request: PxdRequest<'_>, parts: Parts<'_>) -> Option<Loaded> {
        let path = request.module.replace('.', "/");
        let package = format!("{path}/__init__.pxd");
        let name = if self.0.contains_key(&*package) { package } else { format!("{path}.pxd") };
        self.load(&name, parts)
    }
    fn include(&mut self, name: &str, _: &Path, parts: Parts<'_>) -> Option<Loaded> {
        self.load(name, parts)
    }
    fn is_package(&mut self, name: &str, _: &ModuleInfo) -> bool {
        let prefix = format!("{}/", name.replace('.', "/"));
        self.0.keys().any(|file| file.starts_with(&prefix))
    }
}

struct Case {
    files: Vec<(&'static str, &'static str)>,
    options: Options,
    python: bool,
}

fn declared(source: &str) -> String {
    Case { files: Vec::new(), options: Options::default(), python: false }.run(source)
}

fn with_files(source: &str, files: &[(&'static str, &'static str)]) -> String {
    Case { files: files.to_vec(), options: Options::default(), python: false }.run(source)
}

impl Case {
    fn run(self, source: &str) -> String {
        let (mut names, mut types, mut sink) = (Interner::new(), TypeTable::new(), Sink::new());
        let mut sources = SourceMap::new();
        let path = if self.python { "pkg/m.py" } else { "pkg/m.pyx" };
        let file = sources.add(path, source.to_string());
        let kind =
            if self.python { parser::FileKind::Python } else { parser::FileKind::Implementation };
        let options = parser::Options { kind, language_level: 3, cplus: false };
        let tree = parser::parse(file, &sources, options, &mut names, &mut sink);
        let trees = Trees::new();
        let mut loader = Files(self.files.into_iter().collect());
        let cx = Context {
            names: &mut names,
            types: &mut types,
            sink: &mut sink,
            sources: &mut sources,
            options: &self.options,
            loader: &mut loader,
            trees: &trees,
        };
        let info = ModuleInfo {
            name: "pkg.m".into(),
            path: path.into(),
            kind: if self.python { FileKind::Py } else { FileKind::Pyx },
            is_package: false,
        };
        let mut analysis = declare::declare_module(cx, &tree, info);
        let mut out = symbols(&analysis);
        out.push_str(&scopes(&mut analysis));
        for item in analysis.cx.sink.items() {
            let span = item.span().unwrap_or_default();
            let line = analysis.cx.sources.line(span);
            let path = analysis.cx.sources.path_of(span).map(|path| path.display().to_string());
            let file = path.filter(|path| !path.starts_with("pkg/m.py")).unwrap_or_default();
            out.push_str(&format!("{file}{line}: {} {}\n", item.code, item.message));
        }
        out
    }
}

fn symbols(an: &Analysis<'_>) -> String {
    let table = &an.decls.modules[an.decls.main];
    let mut out = String::new();
    let mut symbols: Vec<_> = table.names.values().copied().collect();
    symbols.sort();
    for id in symbols {
        let symbol = &an.decls.symbols[id];
        let ty = an.cx.types.describe(symbol.ty, an.cx.names);
        let name = an.text(symbol.name);
        let what = match &symbol.kind {
            SymbolKind::PyGlobal => "python".into(),
            SymbolKind::CGlobal(id) => {
                format!("variable {ty} as {}", an.decls.tir.globals[*id].cname)
            }
            SymbolKind::ImportedGlobal => format!("imported variable {ty}"),
            SymbolKind::ExternVar { cname, declared } => {
                let word = if *declared { "header" } else { "extern" };
                format!("{word} variable {ty} as {}", an.text(*cname))
            }
            SymbolKind::CFunc(id) => {
                let func = &an.decls.cfuncs[*id];
                let origin = match func.origin {
                    FuncOrigin::Module(_) => "",
                    FuncOrigin::Extern { .. } => "extern ",
                    FuncOrigin::Imported => "imported ",
                    FuncOrigin::PxdInline => "inline ",
                    FuncOrigin::Template => "template of ",
                };
                let word = if func.cpdef { "cpdef" } else { "cdef" };
                format!("{origin}{word} {}", signature(&func.signature, an))
            }
            SymbolKind::Type(ty) => {
                format!("type {}", an.cx.types.c_decl(*ty, "", an.cx.names))
            }
            SymbolKind::EnumItem { cname, value } => match value {
                Some(value) => format!("item of {ty}: {value}"),
                None => format!("item of {ty}: {}", an.text(*cname)),
            },
            SymbolKind::Const(value) => format!("constant {}", value.describe()),
            SymbolKind::Module(id) => format!("module {}", an.decls.modules[*id].name),
            SymbolKind::Cython(path) => format!("cython.{}", an.text(*path)),
            SymbolKind::Unsupported(what) => format!("unsupported: {what}"),
        };
        out.push_str(&format!("{name}: {what}\n"));
    }
    out
}

fn signature(func: &FuncType, an: &Analysis<'_>) -> String {
    let describe = |ty| an.cx.types.describe(ty, an.cx.names);
    let params: Vec<String> = func.params.iter().map(|&param| describe(param)).collect();
    let value = |value: &ExceptValue| match value {
        ExceptValue::Int(value) => value.to_string(),
        ExceptValue::Float(bits) => f64::from_bits(*bits).to_string(),
        ExceptValue::Null => "NULL".into(),
        ExceptValue::Named(name) => an.text(*name).to_string(),
    };
    let except = match &func.except {
        Except::Never => "noexcept".into(),
        Except::Null => String::new(),
        Except::Value(v) => format!("except {}", value(v)),
        Except::Maybe(v) => format!("except? {}", value(v)),
        Except::Check => "except *".into(),
        Except::Cpp(_) => "except +".into(),
    };
    let mut text = format!("{}({})", describe(func.ret), params.join(", "));
    for (there, word) in [
        (func.optional > 0, format!("{} optional", func.optional)),
        (func.varargs, "...".into()),
        (!except.is_empty(), except.clone()),
        (func.nogil, "nogil".into()),
        (func.with_gil, "with gil".into()),
    ] {
        if there {
            text.push(' ');
            text.push_str(&word);
        }
    }
    text
}

/// The scopes of all functions: C functions first, then the Python functions at module level.
fn scopes(an: &mut Analysis<'_>) -> String {
    let mut all = an.decls.cdef_scopes.clone();
    let directives = an.decls.modules[an.decls.main].directives.clone();
    for stmt in an.decls.body.clone() {
        let ast::StmtKind::FunctionDef(def) = &stmt.kind else { continue };
        let main = an.decls.main;
        if matches!(an.symbol(main, def.name.name).map(|s| &s.kind), Some(SymbolKind::PyGlobal)) {
            all.push(an.def_scope(def, sema::Env::module(main), &directives, ""));
        }
    }
    let mut out = String::new();
    for scope in &all {
        let mut line = format!("{:?} {}:", scope.kind, scope.qualname);
        for param in &scope.params {
            let ty = match param.declared {
                Some(ty) => an.cx.types.describe(ty, an.cx.names),
                None => "-".into(),
            };
            let none = if param.allows_none { "?" } else { "" };
            line.push_str(&format!(" {:?} {}: {ty}{none},", param.form, an.text(param.name)));
        }
        line.push_str(" |");
        for local in scope.locals.iter().filter(|local| !local.is_param) {
            let ty = match local.declared {
                Some(ty) => an.cx.types.describe(ty, an.cx.names),
                None => "-".into(),
            };
            line.push_str(&format!(" {}: {ty}", an.text(local.name)));
            if local.address_taken {
                line.push_str(" &");
            }
            if local.captured {
                line.push_str(" captured");
            }
            line.push(',');
        }
        let mut outer: Vec<String> = scope
            .names
            .iter()
            .filter_map(|(name, binding)| match binding {
                Binding::Local(_) => None,
                Binding::Global => Some(format!(" global {}", an.text(*name))),
                Binding::Nonlocal => Some(format!(" nonlocal {}", an.text(*name))),
                Binding::Cython(path) => {
                    Some(format!(" {} = cython.{}", an.text(*name), an.text(*path)))
                }
            })
            .collect();
        outer.sort();
        line.push_str(&outer.concat());
        if let Some(ret) = scope.ret {
            line.push_str(&format!(" -> {}", an.cx.types.describe(ret, an.cx.names)));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

mod cases;
