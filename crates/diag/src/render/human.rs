//! Source excerpts with labels, drawn by codespan-reporting.

use std::ops::Range;

use base::{FileId, Id, SourceMap};
use codespan_reporting::diagnostic::{Diagnostic as Drawn, Label, Severity as Level};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::{self, Config, termcolor::Buffer};

use crate::{Diagnostic, Severity};

/// A line longer than this is not drawn: nobody reads it, and generated sources have lines of megabytes.
const LONGEST_LINE: usize = 2_000;

pub(super) fn render(sources: &SourceMap, diagnostics: &[Diagnostic], color: bool) -> String {
    let mut buffer = if color { Buffer::ansi() } else { Buffer::no_color() };
    let config = Config::default();
    let mut out = String::new();
    for diagnostic in diagnostics {
        buffer.clear();
        let drawn = draw(sources, diagnostic);
        let done = term::emit_to_write_style(&mut buffer, &config, &Excerpts(sources), &drawn);
        if done.is_err() {
            return super::render(sources, diagnostics, super::Format::Short, false);
        }
        out.push_str(&String::from_utf8_lossy(buffer.as_slice()));
    }
    out
}

fn draw(sources: &SourceMap, diagnostic: &Diagnostic) -> Drawn<usize> {
    let level = match diagnostic.severity {
        Severity::Error => Level::Error,
        Severity::Warning | Severity::Minor => Level::Warning,
        Severity::Hint => Level::Help,
        Severity::Note => Level::Note,
    };
    let mut message = diagnostic.message.clone();
    if diagnostic.severity == Severity::Hint {
        message.insert_str(0, "performance hint: ");
    }
    let mut labels = Vec::new();
    for (index, label) in diagnostic.labels.iter().enumerate() {
        let Some((file, range)) = range_of(sources, label.span) else { continue };
        let make = if index == 0 { Label::primary } else { Label::secondary };
        labels.push(make(file.index(), range).with_message(&label.text));
    }
    let mut notes = diagnostic.notes.clone();
    if labels.is_empty()
        && let Some((file, line, column)) =
            diagnostic.span().and_then(|span| super::place(sources, span))
    {
        notes.insert(0, format!("at {file}:{line}:{column}"));
    }
    Drawn::new(level)
        .with_code(diagnostic.code)
        .with_message(message)
        .with_labels(labels)
        .with_notes(notes)
}

/// The range within its file, if its lines can be drawn.
fn range_of(sources: &SourceMap, span: base::Span) -> Option<(FileId, Range<usize>)> {
    let (id, at) = sources.line_col(span.lo)?;
    let file = sources.file(id);
    // A line end is a place of no width, or it would be drawn over two lines.
    let is_line_end = sources.snippet(span).trim_matches(['\n', '\r']).is_empty();
    let end = if is_line_end { span.lo } else { span.hi.min(file.span().hi).max(span.lo) };
    let (_, last) = sources.line_col(end)?;
    let drawable = |line: u32| file.line_range(line).len() <= LONGEST_LINE;
    if !drawable(at.line) || !drawable(last.line) {
        return None;
    }
    Some((id, (span.lo - file.base) as usize..(end - file.base) as usize))
}

/// The source map as codespan-reporting wants to see it.
struct Excerpts<'a>(&'a SourceMap);

impl<'a> Files<'a> for Excerpts<'a> {
    type FileId = usize;
    type Name = String;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<String, Error> {
        Ok(self.0.file(FileId::from_index(id)).path.display().to_string())
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.0.file(FileId::from_index(id)).text)
    }

    fn line_index(&'a self, id: usize, byte_index: usize) -> Result<usize, Error> {
        let file = self.0.file(FileId::from_index(id));
        let position = file.base + byte_index.min(file.text.len()) as u32;
        let (_, at) = self.0.line_col(position).ok_or(Error::FileMissing)?;
        Ok(at.line as usize - 1)
    }

    fn line_range(&'a self, id: usize, line_index: usize) -> Result<Range<usize>, Error> {
        let file = self.0.file(FileId::from_index(id));
        if line_index >= file.line_count() {
            return Err(Error::LineTooLarge { given: line_index, max: file.line_count() });
        }
        let range = file.line_range(line_index as u32 + 1);
        // The excerpt's range includes the line end.
        let is_last = line_index + 1 == file.line_count();
        let end =
            if is_last { file.text.len() } else { file.line_range(line_index as u32 + 2).start };
        Ok(range.start..end)
    }
}
