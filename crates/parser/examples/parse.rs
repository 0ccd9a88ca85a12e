//! Parses files and prints what is wrong with them: `cargo run -p pyxide-parser --example parse -- [OPTION|FILE]...`.
//!
//! `-2` and `-3` set the language level of the files behind them, `-t` prints trees, `-s` prints sources again, `-r` parses
//! the print-out too and compares the trees.

use std::path::Path;
use std::time::Instant;

use base::{Interner, SourceMap};
use diag::Sink;
use pyxide_parser::{FileKind, Options};

fn main() {
    let run = || {
        let mut level = 3;
        let mut print = Print::Nothing;
        let mut failed = 0;
        let mut lines = 0;
        let start = Instant::now();
        for arg in std::env::args().skip(1) {
            match &*arg {
                "-2" => level = 2,
                "-3" => level = 3,
                "-t" => print = Print::Tree,
                "-s" => print = Print::Source,
                "-r" => print = Print::RoundTrip,
                file => {
                    let (wrong, count) = parse(Path::new(file), level, print);
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

#[derive(Clone, Copy)]
enum Print {
    Nothing,
    Tree,
    Source,
    RoundTrip,
}

fn parse(path: &Path, language_level: u8, print: Print) -> (bool, usize) {
    let Ok(bytes) = std::fs::read(path) else {
        eprintln!("{}: cannot be read", path.display());
        return (true, 0);
    };
    let kind = match path.extension().and_then(|extension| extension.to_str()) {
        Some("pyx") => FileKind::Implementation,
        Some("pxd") => FileKind::Definition,
        Some("pxi") => FileKind::Include,
        _ => FileKind::Python,
    };
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
    let options = Options { kind, language_level, cplus: true };
    let (dump, source, wrong, lines) = parse_text(path, text, options, print);
    match print {
        Print::Nothing => {}
        Print::Tree => println!("{dump}"),
        Print::Source => println!("{source}"),
        Print::RoundTrip => {
            let (again, _, wrong_again, _) = parse_text(path, source, options, print);
            if wrong_again || again != dump {
                println!(
                    "{}: print-out {}",
                    path.display(),
                    if wrong_again { "does not parse" } else { "differs" }
                );
                return (true, lines);
            }
        }
    }
    (wrong, lines)
}

/// The dump, the print-out, whether there are errors, and the number of lines.
fn parse_text(
    path: &Path,
    text: String,
    options: Options,
    print: Print,
) -> (String, String, bool, usize) {
    let mut sources = SourceMap::new();
    let file = sources.add(path, text);
    let (mut names, mut sink) = (Interner::new(), Sink::new());
    let module = pyxide_parser::parse(file, &sources, options, &mut names, &mut sink);
    let (dump, source) = match print {
        Print::Nothing => (String::new(), String::new()),
        Print::Tree | Print::Source | Print::RoundTrip => {
            (ast::dump(&module, &names), ast::source(&module, &names))
        }
    };
    for item in sink.items() {
        let place = item.span().and_then(|span| sources.line_col(span.lo));
        let (line, column) = place.map_or((0, 0), |(_, at)| (at.line, at.column));
        println!("{}:{line}:{column}: {} {}", path.display(), item.code, item.message);
    }
    (dump, source, sink.has_errors(), sources.file(file).line_count())
}
