//! Diagnostics as values: facts, a code, labelled places and help. Texts live in `catalogue/`, declared with
//! [`diagnostics!`], one file by topic; rendering (people, short lines, JSON) lives in `render`.

mod catalogue;
mod macros;
pub mod render;

pub use catalogue::{
    CATALOGUE, calls, classes, declarations, directives, expressions, files, flow, functions,
    fused, internal, lexical, modules, syntax, toolchain, unsupported, views,
};

use base::Span;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Severity {
    /// The program is rejected.
    Error,
    Warning,
    /// A warning that is reported on request only.
    Minor,
    /// The program is right but slower than it could be.
    Hint,
    Note,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    pub span: Span,
    pub text: String,
    /// The place is at fault as well: output by lines has a line for it.
    pub at_fault: bool,
}

impl Label {
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Label { span, text: text.into(), at_fault: false }
    }

    pub fn at_fault(span: Span, text: impl Into<String>) -> Self {
        Label { span, text: text.into(), at_fault: true }
    }
}

/// One finding. The first label is the place that the message is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    pub code: &'static str,
    pub severity: Severity,
    pub message: String,
    pub labels: Vec<Label>,
    pub notes: Vec<String>,
}

impl Diagnostic {
    pub fn span(&self) -> Option<Span> {
        self.labels.first().map(|label| label.span)
    }

    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    pub fn with_label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label::new(span, text));
        self
    }
}

/// One row of the catalogue: what `explain` and the tidy tests know of a code.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub code: &'static str,
    pub name: &'static str,
    pub severity: Severity,
    /// The message with its facts still in braces.
    pub template: &'static str,
}

/// Where the stages put what they find. Kept in the order of arrival; sorted when rendered.
#[derive(Default)]
pub struct Sink {
    items: Vec<Diagnostic>,
    errors: usize,
    seen: std::collections::HashSet<u64>,
    /// Places of which nothing more is reported.
    settled: Vec<Span>,
}

fn fingerprint(diagnostic: &Diagnostic) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = std::hash::DefaultHasher::new();
    (diagnostic.code, diagnostic.span(), &diagnostic.message).hash(&mut hasher);
    hasher.finish()
}

impl Sink {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn push(&mut self, diagnostic: impl Into<Diagnostic>) {
        let diagnostic = diagnostic.into();
        // The same finding from two specialisations of one body is one finding.
        // Only what looks like one of them is compared with all, so that floods stay cheap.
        if !self.seen.insert(fingerprint(&diagnostic)) && self.items.contains(&diagnostic) {
            return;
        }
        if diagnostic.span().is_some_and(|span| self.is_settled(span)) {
            return;
        }
        self.errors += usize::from(diagnostic.severity == Severity::Error);
        self.items.push(diagnostic);
    }

    /// What is wrong so far says enough about its places: later stages add nothing to them.
    pub fn settle(&mut self) {
        let errors = self.items.iter().filter(|item| item.severity == Severity::Error);
        self.settled = errors.filter_map(Diagnostic::span).collect();
    }

    fn is_settled(&self, span: Span) -> bool {
        self.settled.iter().any(|known| known.lo < span.hi && span.lo < known.hi)
    }

    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    pub fn error_count(&self) -> usize {
        self.errors
    }

    pub fn items(&self) -> &[Diagnostic] {
        &self.items
    }

    pub fn take(&mut self) -> Vec<Diagnostic> {
        self.errors = 0;
        self.seen.clear();
        self.settled.clear();
        std::mem::take(&mut self.items)
    }
}
