//! Turns diagnostics into text: for people with source excerpts, one short line each, or JSON lines.
//!
//! All three show the same findings in the same order, that of their places; what cannot be placed comes first.

mod human;
mod json;
mod short;

use base::{SourceMap, Span};

use crate::{Diagnostic, Severity};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    /// Source excerpts with labels.
    #[default]
    Human,
    /// `FILE:LINE:COL: error: message`, one line for each place at fault.
    Short,
    /// One JSON object per line.
    Json,
}

/// Which severities count as what.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Policy {
    /// Report the minor warnings as well.
    pub extra: bool,
    /// Warnings reject the program.
    pub warnings_are_errors: bool,
}

impl Policy {
    /// What of these is reported, with its severity, in the order of places.
    pub fn apply(self, sources: &SourceMap, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut kept: Vec<Diagnostic> =
            diagnostics.into_iter().filter_map(|diagnostic| self.judge(diagnostic)).collect();
        kept.sort_by_key(|diagnostic| place_key(sources, diagnostic));
        kept
    }

    fn judge(self, diagnostic: Diagnostic) -> Option<Diagnostic> {
        match diagnostic.severity {
            Severity::Minor if !self.extra => None,
            Severity::Minor | Severity::Warning if self.warnings_are_errors => {
                Some(diagnostic.with_severity(Severity::Error))
            }
            Severity::Minor => Some(diagnostic.with_severity(Severity::Warning)),
            Severity::Error | Severity::Warning | Severity::Hint | Severity::Note => {
                Some(diagnostic)
            }
        }
    }
}

fn place_key(sources: &SourceMap, diagnostic: &Diagnostic) -> (u32, u32) {
    match diagnostic.span() {
        Some(span) if sources.file_of(span.lo).is_some() => (1, span.lo),
        _ => (0, 0),
    }
}

/// Renders findings in the order given; `color` only matters to [`Format::Human`].
pub fn render(
    sources: &SourceMap,
    diagnostics: &[Diagnostic],
    format: Format,
    color: bool,
) -> String {
    match format {
        Format::Human => human::render(sources, diagnostics, color),
        Format::Short => diagnostics.iter().map(|item| short::lines(sources, item)).collect(),
        Format::Json => diagnostics.iter().map(|item| json::line(sources, item)).collect(),
    }
}

/// The word that stands before a message.
fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning | Severity::Minor => "warning",
        Severity::Hint => "performance hint",
        Severity::Note => "note",
    }
}

/// File name, line and column of the start of a span.
fn place(sources: &SourceMap, span: Span) -> Option<(String, u32, u32)> {
    let (file, at) = sources.line_col(span.lo)?;
    Some((sources.file(file).path.display().to_string(), at.line, at.column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax;

    fn sample() -> (SourceMap, Vec<Diagnostic>) {
        let mut sources = SourceMap::new();
        sources.add("folder/a.pyx", "x = 1\nif x\n    \"quoted\"\n".into());
        let second = syntax::Unexpected {
            at: Span::new(10, 11),
            found: "end".into(),
            expected: "`:`".into(),
        };
        let first = syntax::Unexpected {
            at: Span::new(4, 5),
            found: "`1`".into(),
            expected: "a name".into(),
        };
        (sources, vec![second.into(), Diagnostic::from(first).with_severity(Severity::Hint)])
    }

    #[test]
    fn short_lines_name_place_severity_and_message() {
        let (sources, items) = sample();
        let items = Policy::default().apply(&sources, items);
        let text = render(&sources, &items, Format::Short, false);
        assert_eq!(
            text,
            "folder/a.pyx:1:5: performance hint: unexpected `1`\nfolder/a.pyx:2:5: error: unexpected end\n"
        );
    }

    #[test]
    fn json_is_one_object_per_line() {
        let (sources, items) = sample();
        let text = render(&sources, &items[..1], Format::Json, false);
        assert!(text.starts_with("{\"code\":\"PX0100\",\"severity\":\"error\","), "{text}");
        assert!(text.contains("\"file\":\"folder/a.pyx\",\"line\":2,\"column\":5"), "{text}");
        assert_eq!(text.lines().count(), 1);
    }

    #[test]
    fn people_see_the_source() {
        let (sources, items) = sample();
        let text = render(&sources, &items[..1], Format::Human, false);
        assert!(text.contains("error[PX0100]: unexpected end"), "{text}");
        assert!(text.contains("2 │ if x"), "{text}");
        assert!(text.contains("expected `:`"), "{text}");
        assert!(render(&sources, &items[..1], Format::Human, true).contains('\u{1b}'));
    }

    #[test]
    fn minor_warnings_are_reported_on_request_and_become_errors_with_the_others() {
        let (sources, items) = sample();
        let minor = vec![items[0].clone().with_severity(Severity::Minor)];
        assert_eq!(Policy::default().apply(&sources, minor.clone()), []);
        let extra = Policy { extra: true, warnings_are_errors: false };
        assert_eq!(extra.apply(&sources, minor.clone())[0].severity, Severity::Warning);
        let strict = Policy { extra: true, warnings_are_errors: true };
        assert_eq!(strict.apply(&sources, minor)[0].severity, Severity::Error);
    }

    #[test]
    fn every_place_at_fault_has_a_short_line() {
        let (sources, items) = sample();
        let mut twice = items[1].clone();
        twice.labels.push(crate::Label::at_fault(Span::new(0, 1), "declared here before"));
        twice.labels.push(crate::Label::new(Span::new(0, 1), "only of interest"));
        let text = render(&sources, &[twice], Format::Short, false);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2, "{text}");
        assert_eq!(lines[1], "folder/a.pyx:1:1: performance hint: declared here before");
    }

    #[test]
    fn a_place_in_no_file_does_not_break_rendering() {
        let (sources, items) = sample();
        let mut lost = items[0].clone();
        lost.labels[0].span = Span::new(9_000, 9_001);
        for format in [Format::Human, Format::Short, Format::Json] {
            assert!(render(&sources, &[lost.clone()], format, false).contains("unexpected end"));
        }
    }
}
