//! What the comments of a module in a language test expect.

use std::collections::BTreeSet;

use diag::Severity;
use driver::Report;

/// `# error: PX0214`, `# warning: ...`, `# hint: ...` at the end of a line, several separated by commas.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// Line, severity and code.
    pub findings: BTreeSet<(u32, &'static str, String)>,
    /// Line and type of a variable that is declared or first assigned there: `# type: list`.
    pub types: BTreeSet<(u32, String)>,
    pub c_has: Vec<String>,
    pub c_lacks: Vec<String>,
}

const MARKS: [&str; 3] = ["error", "warning", "hint"];

pub fn parse(source: &str) -> Expected {
    let mut expected = Expected::default();
    for (index, line) in source.lines().enumerate() {
        for mark in MARKS {
            if let Some((_, codes)) = line.split_once(&format!("# {mark}:")) {
                let findings =
                    codes.split(',').map(|code| (index as u32 + 1, mark, code.trim().to_string()));
                expected.findings.extend(findings);
            }
        }
        if let Some((_, ty)) = line.split_once("# type:") {
            expected.types.insert((index as u32 + 1, ty.trim().to_string()));
        }
        if let Some((_, text)) = line.split_once("# c-has:") {
            expected.c_has.push(text.trim().to_string());
        }
        if let Some((_, text)) = line.split_once("# c-lacks:") {
            expected.c_lacks.push(text.trim().to_string());
        }
    }
    expected
}

/// How what was reported differs from what was expected; empty if it does not.
pub fn differences(expected: &Expected, report: &Report) -> Vec<String> {
    let found: BTreeSet<_> = report.diagnostics.iter().map(|item| finding(report, item)).collect();
    let missing = expected
        .findings
        .difference(&found)
        .map(|item| format!("line {}: missing {}: {}", item.0, item.1, item.2));
    let extra = found.difference(&expected.findings).map(|(line, mark, code)| {
        let message = report
            .diagnostics
            .iter()
            .find(|item| item.code == code)
            .map_or("", |item| item.message.as_str());
        format!("line {line}: unexpected {mark}: {code} ({message})")
    });
    let mut all: Vec<String> = missing.chain(extra).collect();
    if let Some(module) = &report.module {
        let has = expected.c_has.iter().filter(|text| !module.c_text.contains(*text));
        all.extend(has.map(|text| format!("the C text lacks `{text}`")));
        let lacks = expected.c_lacks.iter().filter(|text| module.c_text.contains(*text));
        all.extend(lacks.map(|text| format!("the C text has `{text}`")));
    }
    all
}

/// How the types of a `types` dump differ from what was expected.
pub fn type_differences(expected: &Expected, dump: &str) -> Vec<String> {
    let found: Vec<(u32, &str, &str)> = dump.lines().filter_map(type_row).collect();
    let missing = expected
        .types
        .iter()
        .filter(|(line, ty)| !found.iter().any(|(at, _, given)| at == line && given == ty));
    let describe = |(line, ty): &(u32, String)| {
        let there = found.iter().filter(|(at, ..)| at == line);
        let there: Vec<String> = there.map(|(_, name, ty)| format!("{name}: {ty}")).collect();
        format!("line {line}: no variable of type {ty}, but [{}]", there.join(", "))
    };
    missing.map(describe).collect()
}

/// `LINE NAME: TYPE`
fn type_row(row: &str) -> Option<(u32, &str, &str)> {
    let (line, rest) = row.split_once(' ')?;
    let (name, ty) = rest.split_once(": ")?;
    Some((line.parse().ok()?, name, ty))
}

fn finding(report: &Report, item: &diag::Diagnostic) -> (u32, &'static str, String) {
    let line = item.span().map_or(0, |span| report.sources.line(span));
    let mark = match item.severity {
        Severity::Error => MARKS[0],
        Severity::Warning | Severity::Minor => MARKS[1],
        Severity::Hint | Severity::Note => MARKS[2],
    };
    (line, mark, item.code.to_string())
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn marks_name_their_line() {
        let expected = parse("x = 1\ny = z  # error: PX0201, PX0301\n# c-has: px_f(\n");
        let lines: Vec<_> = expected
            .findings
            .iter()
            .map(|(line, mark, code)| (*line, *mark, code.as_str()))
            .collect();
        assert_eq!(lines, [(2, "error", "PX0201"), (2, "error", "PX0301")]);
        assert_eq!(expected.c_has, ["px_f("]);
    }
}
