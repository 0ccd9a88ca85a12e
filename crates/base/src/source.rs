//! Where things are: every file of a session has a range of one global position space, so a [`Span`] is
//! two numbers and still names its file.

use std::path::{Path, PathBuf};

crate::define_id! {
    /// A file of a [`SourceMap`].
    pub struct FileId("file");
}

/// A half-open range of global byte positions.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    pub lo: u32,
    pub hi: u32,
}

impl Span {
    pub const fn new(lo: u32, hi: u32) -> Self {
        Span { lo, hi }
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Span) -> Span {
        Span { lo: self.lo.min(other.lo), hi: self.hi.max(other.hi) }
    }

    pub fn is_empty(self) -> bool {
        self.lo >= self.hi
    }
}

impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.lo, self.hi)
    }
}

/// A value with the place that it came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spanned<T> {
    pub node: T,
    pub span: Span,
}

/// Both count from 1; the column counts characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LineCol {
    pub line: u32,
    pub column: u32,
}

pub struct SourceFile {
    /// As the user named it: messages and tracebacks show this.
    pub path: PathBuf,
    /// Decoded to UTF-8, without a byte order mark.
    pub text: String,
    /// The global position of the first byte.
    pub base: u32,
    line_starts: Vec<u32>,
}

impl SourceFile {
    pub fn span(&self) -> Span {
        Span::new(self.base, self.base + self.text.len() as u32)
    }

    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// The byte range, within the text, of a line counted from 1, without its line end.
    pub fn line_range(&self, line: u32) -> std::ops::Range<usize> {
        let index = line as usize - 1;
        let start = self.line_starts[index] as usize;
        let end = self.line_starts.get(index + 1).map_or(self.text.len(), |&next| next as usize);
        let line = self.text[start..end].trim_end_matches(['\n', '\r']);
        start..start + line.len()
    }
}

#[derive(Default)]
pub struct SourceMap {
    files: crate::IdVec<FileId, SourceFile>,
}

impl SourceMap {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn add(&mut self, path: impl Into<PathBuf>, text: String) -> FileId {
        // One position past each file is its end of input, so ranges never touch.
        let base = self.files.iter().last().map_or(0, |file| file.span().hi + 1);
        let line_starts = line_starts(&text);
        self.files.push(SourceFile { path: path.into(), text, base, line_starts })
    }

    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id]
    }

    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter_enumerated()
    }

    pub fn file_of(&self, position: u32) -> Option<FileId> {
        let mut low = 0;
        let mut high = self.files.len();
        while low < high {
            let middle = (low + high) / 2;
            let span = self.files[FileId(middle as u32)].span();
            if position < span.lo {
                high = middle;
            } else if position > span.hi {
                low = middle + 1;
            } else {
                return Some(FileId(middle as u32));
            }
        }
        None
    }

    pub fn path_of(&self, span: Span) -> Option<&Path> {
        self.file_of(span.lo).map(|id| self.file(id).path.as_path())
    }

    pub fn line_col(&self, position: u32) -> Option<(FileId, LineCol)> {
        let id = self.file_of(position)?;
        let file = self.file(id);
        let offset = position - file.base;
        let line = file.line_starts.partition_point(|&start| start <= offset);
        let start = file.line_starts[line - 1] as usize;
        let before = file.text.get(start..offset as usize).unwrap_or("");
        let column = before.chars().count() as u32 + 1;
        Some((id, LineCol { line: line as u32, column }))
    }

    /// The line, counted from 1, in which a span starts; 0 for a span of no file.
    pub fn line(&self, span: Span) -> u32 {
        self.line_col(span.lo).map_or(0, |(_, at)| at.line)
    }

    pub fn snippet(&self, span: Span) -> &str {
        let Some(id) = self.file_of(span.lo) else { return "" };
        let file = self.file(id);
        let range = (span.lo - file.base) as usize..(span.hi - file.base) as usize;
        file.text.get(range).unwrap_or("")
    }
}

/// Line ends are `\n`, `\r\n` and a lone `\r`, as for Python.
fn line_starts(text: &str) -> Vec<u32> {
    let mut starts = Vec::with_capacity(text.len() / 32 + 1);
    starts.push(0);
    if !text.contains('\r') {
        starts.extend(text.match_indices('\n').map(|(index, _)| index as u32 + 1));
        return starts;
    }
    let bytes = text.as_bytes();
    for (index, &byte) in bytes.iter().enumerate() {
        if byte == b'\n' || (byte == b'\r' && bytes.get(index + 1) != Some(&b'\n')) {
            starts.push(index as u32 + 1);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_name_their_file_line_and_column() {
        let mut map = SourceMap::new();
        let first = map.add("a.pyx", "x = 1\ny = \u{e9}2\n".into());
        let second = map.add("b.pyx", "z\r\nw".into());
        let base = map.file(second).base;
        assert_eq!(map.line_col(10), Some((first, LineCol { line: 2, column: 5 })));
        assert_eq!(map.line_col(12), Some((first, LineCol { line: 2, column: 6 })));
        assert_eq!(map.line_col(base + 3), Some((second, LineCol { line: 2, column: 1 })));
        assert_eq!(map.snippet(Span::new(base, base + 1)), "z");
    }
}
