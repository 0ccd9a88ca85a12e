//! The settings in the comments before the first statement: `# cython: key=value` and `# distutils: key = value`.

use base::Span;
use diag::{Sink, lexical};

use crate::{HeadComment, HeadTool};

/// Collects the settings of the comment lines (and blank lines) that a file begins with.
pub(crate) fn read(text: &str, base: u32) -> Vec<HeadComment> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let length = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let line = &rest[..length];
        let blank = line.trim_start_matches([' ', '\t', '\x0c']);
        if !blank.is_empty() && !blank.starts_with('#') {
            break;
        }
        // An indented comment is never a setting.
        if let Some(comment) = line.strip_prefix('#') {
            comment_line(comment, base + start as u32 + 1, &mut found);
        }
        start += length + 1;
    }
    found
}

fn comment_line(comment: &str, base: u32, found: &mut Vec<HeadComment>) {
    let Some((tool, settings)) = comment.split_once(':') else { return };
    let tool = match tool.trim() {
        "cython" => HeadTool::Cython,
        "distutils" => HeadTool::Distutils,
        _ => return,
    };
    let offset = (comment.len() - settings.len()) as u32;
    match tool {
        HeadTool::Distutils => setting(tool, settings, base + offset, found),
        HeadTool::Cython => {
            let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
            let key = settings.trim_start().trim_start_matches(is_key).trim_start();
            if !key.starts_with('=') || settings.trim_start().starts_with('=') {
                return;
            }
            let mut at = base + offset;
            for item in settings.split(',') {
                if !item.trim().is_empty() {
                    setting(tool, item, at, found);
                }
                at += item.len() as u32 + 1;
            }
        }
    }
}

/// One `key = value`; the value of an item without `=` is empty, and so is its span.
fn setting(tool: HeadTool, item: &str, base: u32, found: &mut Vec<HeadComment>) {
    let (key, value) = item.split_once('=').unwrap_or((item, &item[item.len()..]));
    let place = |part: &str| {
        let trimmed = part.trim();
        let at = trimmed.as_ptr() as usize - item.as_ptr() as usize;
        Span::new(base + at as u32, base + (at + trimmed.len()) as u32)
    };
    found.push(HeadComment {
        tool,
        key: key.trim().to_string(),
        value: value.trim().to_string(),
        key_span: place(key),
        value_span: place(value),
    });
}

/// The language level that the settings ask for; the last one counts.
pub(crate) fn language_level(head: &[HeadComment], sink: &mut Sink) -> Option<u8> {
    let mut level = None;
    for comment in
        head.iter().filter(|one| one.tool == HeadTool::Cython && one.key == "language_level")
    {
        match comment.value.as_str() {
            "2" => level = Some(2),
            "3" | "3str" => level = Some(3),
            other => {
                sink.push(lexical::InvalidLanguageLevel {
                    at: comment.value_span,
                    found: other.to_string(),
                });
            }
        }
    }
    level
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_before_the_first_statement_only() {
        let text = "# a\n# cython: boundscheck=False, language_level = 2,\n\n  # cython: a=1\n#distutils: sources = a=b, c\nx\n# cython: b=1\n";
        let head = read(text, 0);
        let pairs: Vec<_> = head.iter().map(|one| (one.key.as_str(), one.value.as_str())).collect();
        assert_eq!(
            pairs,
            [("boundscheck", "False"), ("language_level", "2"), ("sources", "a=b, c")]
        );
        let span = head[1].value_span;
        assert_eq!(&text[span.lo as usize..span.hi as usize], "2");
        let mut sink = Sink::new();
        assert_eq!(language_level(&head, &mut sink), Some(2));
        assert!(read("# cython is nice: a = 1\n# cython: nothing\n", 0).is_empty());
    }
}
