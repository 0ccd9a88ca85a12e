//! What sources mean, as the text of the typed tree, and what is wrong with them. Each snapshot begins with its source.

mod cases;
mod mistakes;

use std::path::Path;

use base::{Interner, SourceMap};
use diag::Sink;
use pyxide_sema as sema;
use sema::{
    Context, FileKind, LanguageLevel, Loaded, Loader, ModuleInfo, Options, Parts, PxdRequest, Trees,
};
use types::TypeTable;

/// There are no other files.
struct Nothing;

impl Loader for Nothing {
    fn pxd(&mut self, _: PxdRequest<'_>, _: Parts<'_>) -> Option<Loaded> {
        None
    }
    fn include(&mut self, _: &str, _: &Path, _: Parts<'_>) -> Option<Loaded> {
        None
    }
    fn is_package(&mut self, _: &str, _: &ModuleInfo) -> bool {
        false
    }
}

/// The source, then its typed tree or what is wrong with it.
fn checked(source: &str) -> String {
    run(source, "m.pyx", LanguageLevel::Level3)
}

fn checked_python(source: &str) -> String {
    run(source, "m.py", LanguageLevel::Level3)
}

fn checked_level2(source: &str) -> String {
    run(source, "m.pyx", LanguageLevel::Level2)
}

fn run(source: &str, path: &str, level: LanguageLevel) -> String {
    let (mut names, mut types, mut sink) = (Interner::new(), TypeTable::new(), Sink::new());
    let mut sources = SourceMap::new();
    let file = sources.add(path, source.to_string());
    let python = path.ends_with(".py");
    let kind = if python { parser::FileKind::Python } else { parser::FileKind::Implementation };
    let language_level = if level == LanguageLevel::Level2 { 2 } else { 3 };
    let options = parser::Options { kind, language_level, cplus: false };
    let tree = parser::parse(file, &sources, options, &mut names, &mut sink);
    let trees = Trees::new();
    let options = Options { language_level: level, ..Options::default() };
    let cx = Context {
        names: &mut names,
        types: &mut types,
        sink: &mut sink,
        sources: &mut sources,
        options: &options,
        loader: &mut Nothing,
        trees: &trees,
    };
    let info = ModuleInfo {
        name: "m".into(),
        path: path.into(),
        kind: if python { FileKind::Py } else { FileKind::Pyx },
        is_package: false,
    };
    let module = sema::analyse(cx, &tree, info);
    let mut out = format!("{}\n----\n", source.trim());
    for item in sink.items() {
        let line = sources.line(item.span().unwrap_or_default());
        out.push_str(&format!("{line}: {} {}\n", item.code, item.message));
    }
    if let Some(module) = module {
        out.push_str(&tir::print_module(&module, &types, &names));
    }
    out
}
