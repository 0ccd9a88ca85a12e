//! Parses files and prints what is wrong with them: `cargo run -p pyxide-parser --example parse -- [-2] [-t] FILE...`.
//!
//! `-2` reads at language level 2, `-t` prints the tree, `-s` the time alone.

use std::path::Path;
use std::time::Instant;

use base::{Interner, SourceMap};
use diag::Sink;
use pyxide_parser::{FileKind, Options};

fn main() {
    let run = || {
        let mut level = 3;
        let mut tree = false;
        let mut failed = 0;
        let mut lines = 0;
        let start = Instant::now();
        for arg in std::env::args().skip(1) {
            match &*arg {
                "-2" => level = 2,
                "-3" => level = 3,
                "-t" => tree = true,
                file => {
                    let (wrong, count) = parse(Path::new(file), level, tree);
                    failed += usize::from(wrong);
                    lines += count;
                }
            }
        }
        eprintln!("{failed} with errors; {lines} lines in {:?}", start.elapsed());
    };
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(run);
    if let Ok(Err(_)) | Err(_) = thread.map(|thread| thread.join()) {
        std::process::exit(101);
    }
}

fn parse(path: &Path, language_level: u8, tree: bool) -> (bool, usize) {
    let Ok(bytes) = std::fs::read(path) else {
        eprintln!("{}: cannot be read", path.display());
        return (true, 0);
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let kind = match path.extension().and_then(|extension| extension.to_str()) {
        Some("pyx") => FileKind::Implementation,
        Some("pxd") => FileKind::Definition,
        Some("pxi") => FileKind::Include,
        _ => FileKind::Python,
    };
    let mut sources = SourceMap::new();
    let file = sources.add(path, text);
    let (mut names, mut sink) = (Interner::new(), Sink::new());
    let options = Options { kind, language_level, cplus: true };
    let module = pyxide_parser::parse(file, &sources, options, &mut names, &mut sink);
    if tree {
        println!("{module:#?}");
    }
    for item in sink.items() {
        let place = item.span().and_then(|span| sources.line_col(span.lo));
        let (line, column) = place.map_or((0, 0), |(_, at)| (at.line, at.column));
        println!("{}:{line}:{column}: {} {}", path.display(), item.code, item.message);
    }
    (sink.has_errors(), sources.file(file).line_count())
}
