//! The source as an HTML page that shows where compiled code still goes through Python: the more operations on Python objects a
//! line has become, the darker it is. Each line opens to the C code that it was made into.

use std::collections::BTreeMap;
use std::fmt::Write;

use base::SourceMap;

use crate::pipeline::Module;

const STYLE: &str = "\
body { font-family: sans-serif; max-width: 120ch; margin: 1em auto; padding: 0 1em }
.line, summary { font-family: monospace; white-space: pre; line-height: 1.4 }
summary { list-style: none; cursor: pointer }
summary::marker { content: '' }
.line { padding-left: 1px }
.number { display: inline-block; width: 6ch; color: #888; text-align: right; margin-right: 2ch }
pre { margin: 0 0 .5em 8ch; padding: .5em; background: #f4f4f4; overflow-x: auto; font-size: 90% }
@media (prefers-color-scheme: dark) {
  body { background: #1b1b1b; color: #ddd } pre { background: #262626 }
}
";

/// What one line of the source became.
#[derive(Default)]
struct Made {
    c: Vec<String>,
    /// Mentions of Python's C-API and of operations of the runtime.
    operations: usize,
}

pub fn page(module: &Module, sources: &SourceMap) -> String {
    let Some((_, main)) = sources.files().next() else { return String::new() };
    let made = made_by_line(module, sources);
    let most = made.values().map(|line| line.operations).max().unwrap_or(0).max(1);
    let title = escaped(&main.path.display().to_string());
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n<h1>{title}</h1>\n\
         <p>The darker a line, the more it does with Python objects. Lines with C code can be opened.</p>\n"
    );
    for (index, text) in main.text.lines().enumerate() {
        line(&mut out, index as u32 + 1, text, made.get(&(index as u32 + 1)), most);
    }
    out.push_str("</html>\n");
    out
}

fn made_by_line(module: &Module, sources: &SourceMap) -> BTreeMap<u32, Made> {
    let mut made: BTreeMap<u32, Made> = BTreeMap::new();
    let c_lines: Vec<&str> = module.c_text.lines().collect();
    for (index, (first, span)) in module.lines.iter().enumerate() {
        let main = sources
            .files()
            .next()
            .is_some_and(|(_, file)| file.span().lo <= span.lo && span.lo < file.span().hi);
        if !main {
            continue;
        }
        let end = module.lines.get(index + 1).map_or(*first + 1, |(next, _)| *next);
        let entry = made.entry(sources.line(*span)).or_default();
        for number in *first..end.min(first + MOST_LINES) {
            let Some(text) = c_lines.get(number as usize - 1) else { break };
            if text.is_empty() || text.starts_with('}') {
                break;
            }
            entry.operations += operations(text);
            entry.c.push((*text).to_string());
        }
    }
    made
}

/// A statement is not longer; what comes behind the last one of a function belongs to no line.
const MOST_LINES: u32 = 40;

/// How often a line of C mentions the Python C-API or the runtime.
fn operations(text: &str) -> usize {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words.filter(|word| (word.starts_with("Py") && word.contains('_')) || is_runtime(word)).count()
}

/// Data of the module and the branch hints are no operations.
fn is_runtime(word: &str) -> bool {
    word.starts_with("px_")
        && !matches!(
            word,
            "px_likely" | "px_unlikely" | "px_state" | "px_values" | "px_at" | "px_module"
        )
}

fn line(out: &mut String, number: u32, text: &str, made: Option<&Made>, most: usize) {
    let shade = made.map_or(0.0, |made| made.operations as f64 / most as f64);
    let shade = if shade > 0.0 { 0.1 + 0.6 * shade } else { 0.0 };
    let number = format!("<span class=\"number\">{number}</span>");
    let style = format!("background: rgb(255 200 0 / {shade:.2})");
    let text = escaped(text);
    match made.filter(|made| !made.c.is_empty()) {
        Some(made) => {
            let c = escaped(&made.c.join("\n"));
            let _ = writeln!(
                out,
                "<details><summary style=\"{style}\">{number}{text}</summary><pre>{c}</pre></details>"
            );
        }
        None => {
            let _ = writeln!(out, "<div class=\"line\">{number}{text}</div>");
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Goal, Input, Options, compile};

    #[test]
    fn lines_with_python_are_shaded_and_others_are_not() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("m.pyx");
        std::fs::write(&path, "def f(a, int b):\n    b = b * 2\n    return a < b\n")
            .expect("written");
        let mut report = compile(&Input::new(&path), &Options::default(), &Goal::C);
        let module = report.module.take().expect("it compiles");
        let page = page(&module, &report.sources);
        let row = |number: &str| {
            let mark = format!(">{number}</span>");
            page.lines().find(|line| line.contains(&mark)).expect("each line is there").to_string()
        };
        assert!(row("2").contains("/ 0.00)"), "{}", row("2"));
        assert!(!row("3").contains("/ 0.00)"), "{}", row("3"));
        assert!(row("3").contains("a &lt; b"));
    }
}
