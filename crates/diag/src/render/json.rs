//! One JSON object per finding and line, for tools.

use std::fmt::Write;

use base::{SourceMap, Span};

use super::{place, severity_word};
use crate::Diagnostic;

pub(super) fn line(sources: &SourceMap, diagnostic: &Diagnostic) -> String {
    let mut out = String::from("{");
    string_field(&mut out, "code", diagnostic.code);
    out.push(',');
    string_field(&mut out, "severity", severity_word(diagnostic.severity));
    out.push(',');
    string_field(&mut out, "message", &diagnostic.message);
    if let Some(span) = diagnostic.span() {
        span_fields(&mut out, sources, span);
    }
    out.push_str(",\"labels\":[");
    for (index, label) in diagnostic.labels.iter().enumerate() {
        out.push_str(if index == 0 { "{" } else { ",{" });
        string_field(&mut out, "text", &label.text);
        span_fields(&mut out, sources, label.span);
        out.push('}');
    }
    out.push_str("],\"notes\":[");
    for (index, note) in diagnostic.notes.iter().enumerate() {
        out.push_str(if index == 0 { "" } else { "," });
        string(&mut out, note);
    }
    out.push_str("]}\n");
    out
}

fn span_fields(out: &mut String, sources: &SourceMap, span: Span) {
    let Some((file, line, column)) = place(sources, span) else { return };
    out.push(',');
    string_field(out, "file", &file);
    let _ = write!(out, ",\"line\":{line},\"column\":{column}");
    if let Some((_, end)) = sources.line_col(span.hi) {
        let _ = write!(out, ",\"end_line\":{},\"end_column\":{}", end.line, end.column);
    }
}

fn string_field(out: &mut String, key: &str, value: &str) {
    string(out, key);
    out.push(':');
    string(out, value);
}

fn string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
