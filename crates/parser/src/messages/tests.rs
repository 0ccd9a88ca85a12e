//! Every row of the table, shown by a source for which it decides.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write;

use base::{Interner, SourceMap};
use diag::{Diagnostic, Sink};
use lexer::{FileKind, Options};

use super::rows::ROWS;

thread_local! {
    static DECIDED: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

pub(super) fn decided(row: &'static str) {
    DECIDED.with_borrow_mut(|rows| rows.push(row));
}

/// The rows, and a source for each; `python` in front means a Python file.
const SAMPLES: &[(&str, &str)] = &[
    ("else-if", "if a:\n    pass\nelse if b:\n    pass\n"),
    ("clause-alone", "x = 1\nelse:\n    pass\n"),
    ("clause-alone", "except ValueError:\n    pass\n"),
    ("case-needed", "match x:\n    case 1:\n        pass\n    y = 1\n"),
    ("decorated", "@f\nx = 1\n"),
    ("print-statement", "print 'hello'\n"),
    ("exec-statement", "exec code\n"),
    ("cython-word-in-python", "#python\ncdef int x\n"),
    ("cython-word-in-python", "#python\ncimport cython\n"),
    ("unary-increment", "x++\n"),
    ("global-value", "def f():\n    global x = 1\n"),
    ("keyword-target", "class = 1\n"),
    ("condition-equals", "if x = 1:\n    pass\n"),
    ("condition-equals", "while x = f():\n    pass\n"),
    ("dict-equals", "d = {a = 1}\n"),
    ("argument-name", "f(a.b=1)\n"),
    ("walrus", "x := 1\n"),
    ("yield", "def f():\n    return 1 + yield\n"),
    ("conditional-without-else", "x = a if b\n"),
    ("not-in", "x = a not b\n"),
    ("missing-in", "for x y:\n    pass\n"),
    ("missing-in", "x = [a for a b]\n"),
    ("missing-colon", "if x\n    y = 1\n"),
    ("missing-colon", "def f()\n    pass\n"),
    ("missing-colon", "class A(B) x\n"),
    ("parameters-missing", "def f:\n    pass\n"),
    ("import-names", "from x import\n"),
    ("import-names", "import 1\n"),
    ("import-word", "from x y\n"),
    ("keyword-as-name", "def class(): pass\n"),
    ("keyword-as-name", "x.from\n"),
    ("keyword-as-name", "import a as in\n"),
    ("declaration-missing", "cdef\n"),
    ("declared-name-missing", "cdef int *\n"),
    ("declaration-comma", "cdef int a b\n"),
    ("statement-inside", "x = 1 return x\n"),
    ("statement-inside", "x = (1 def\n"),
    ("colon", "a, b: int\n"),
    ("colon", "x = y:\n    pass\n"),
    ("missing-comma", "x = [1 2]\n"),
    ("missing-comma", "f(a b)\n"),
    ("two-expressions", "x = a b\n"),
    ("operand-missing", "x =\n"),
    ("operand-missing", "x = (1 +)\n"),
    ("expression-needed", "x = 1 + * 2\n"),
    ("name-needed", "def 1(): pass\n"),
    ("statement-needed", "= 1\n"),
];

fn diagnostics(source: &str) -> (SourceMap, Vec<Diagnostic>) {
    let kind =
        if source.starts_with("#python") { FileKind::Python } else { FileKind::Implementation };
    let options = Options { kind, language_level: 3, cplus: false };
    let mut sources = SourceMap::new();
    let file = sources.add("sample.pyx", source.to_owned());
    let mut sink = Sink::new();
    crate::parse(file, &sources, options, &mut Interner::new(), &mut sink);
    let found = sink.take();
    (sources, found)
}

#[test]
fn every_row_has_a_source_that_it_decides() {
    let mut missing: BTreeSet<&str> = ROWS.iter().map(|row| row.name).collect();
    for (name, source) in SAMPLES {
        DECIDED.with_borrow_mut(Vec::clear);
        diagnostics(source);
        let rows = DECIDED.with_borrow(Vec::clone);
        assert!(rows.first() == Some(name), "{source:?} is decided by {rows:?}, not by {name}");
        missing.remove(name);
    }
    assert!(missing.is_empty(), "no sample for {missing:?}");
}

#[test]
fn words() {
    let mut text = String::new();
    for (_, source) in SAMPLES {
        let (sources, found) = diagnostics(source);
        for line in source.lines() {
            let _ = writeln!(text, "| {line}");
        }
        for item in &found {
            let place = item.span().and_then(|span| sources.line_col(span.lo));
            let (line, column) = place.map_or((0, 0), |(_, at)| (at.line, at.column));
            let label = item.labels.first().map_or("", |label| &label.text);
            let _ = writeln!(text, "{line}:{column} {} {}: {label}", item.code, item.message);
            for note in &item.notes {
                let _ = writeln!(text, "    help: {note}");
            }
        }
        text.push('\n');
    }
    insta::assert_snapshot!(text);
}
