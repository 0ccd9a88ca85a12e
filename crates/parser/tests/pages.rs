//! The pages of the parser's diagnostics tell the truth: the wrong example of a page has its error, the right one has none.

use std::path::{Path, PathBuf};

use base::{Interner, SourceMap};
use diag::Sink;
use pyxide_parser::{FileKind, Options, parse};

fn codes(source: &str, kind: FileKind) -> Vec<&'static str> {
    let options = Options { kind, language_level: 3, cplus: true };
    let mut sources = SourceMap::new();
    let file = sources.add("page.pyx", source.to_owned());
    let mut sink = Sink::new();
    parse(file, &sources, options, &mut Interner::new(), &mut sink);
    sink.items().iter().map(|item| item.code).collect()
}

/// The code blocks of a page.
fn blocks(page: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut block: Option<String> = None;
    for line in page.lines() {
        match (&mut block, line) {
            (None, line) if line.starts_with("```") => block = Some(String::new()),
            (Some(_), "```") => blocks.extend(block.take()),
            (Some(text), line) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, _) => {}
        }
    }
    blocks
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/errors");
    let mut pages: Vec<PathBuf> = std::fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    pages.retain(|path| {
        path.file_stem().and_then(|stem| stem.to_str()).is_some_and(|code| code < "PX0150")
    });
    pages.sort();
    pages
}

#[test]
fn examples_of_the_pages() {
    let mut wrong = Vec::new();
    for path in pages() {
        let code = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        let page = std::fs::read_to_string(&path).unwrap_or_default();
        let blocks = blocks(&page);
        assert_eq!(blocks.len(), 2, "{code} needs a wrong and a right example");
        let kind = if code == "PX0143" { FileKind::Python } else { FileKind::Implementation };
        let found = codes(&blocks[0], kind);
        // Depth cannot be shown on a page.
        if !found.contains(&&*code) && code != "PX0104" {
            wrong.push(format!("{code}: the wrong example has {found:?}"));
        }
        let found = codes(&blocks[1], kind);
        if !found.is_empty() {
            wrong.push(format!("{code}: the right example has {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn depth_is_bounded() {
    for (open, close) in
        [("(", ")"), ("[", "]"), ("-", ""), ("not ", ""), ("f(", ")"), ("lambda: ", "")]
    {
        let nested = |depth: usize| format!("x = {}1{}\n", open.repeat(depth), close.repeat(depth));
        let run = move || {
            (
                codes(&nested(1_000), FileKind::Implementation),
                codes(&nested(20_000), FileKind::Implementation),
            )
        };
        let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(run);
        let result = thread.ok().and_then(|thread| thread.join().ok());
        assert_eq!(result, Some((vec![], vec!["PX0104"])), "{open}");
    }
}
