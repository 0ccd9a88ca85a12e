//! Indentation: which lines count, and how far they are indented compared with the blocks around them.

/// A line that has more than blanks and a comment.
pub(crate) struct Line {
    /// Where the line starts.
    pub offset: usize,
    /// How many bytes of blanks it starts with.
    pub width: usize,
}

/// Finds the first line of `bytes` (which is at the start of a line) that counts.
pub(crate) fn next_line(bytes: &[u8]) -> Option<Line> {
    let mut offset = 0;
    loop {
        let rest = &bytes[offset..];
        let width = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\x0c')).count();
        match rest.get(width)? {
            b'\n' | b'\r' => offset += width + 1,
            b'#' => {
                let comment = &rest[width..];
                offset += width + memchr::memchr2(b'\n', b'\r', comment)?;
            }
            b'\\' if matches!(rest.get(width + 1), Some(b'\n' | b'\r')) => {
                // The blanks of the next line follow those of this one; only the first count.
                return Some(Line { offset, width });
            }
            _ => return Some(Line { offset, width }),
        }
    }
}

/// An indentation: its width with tabs to multiples of eight, and with tabs as single columns. Two lines are
/// comparable only if both measures say the same.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct Width {
    eight: usize,
    one: usize,
}

fn width(blanks: &[u8]) -> Width {
    let mut width = Width::default();
    for byte in blanks {
        match byte {
            b'\t' => {
                width.eight = (width.eight / 8 + 1) * 8;
                width.one += 1;
            }
            b'\x0c' => width = Width::default(),
            _ => {
                width.eight += 1;
                width.one += 1;
            }
        }
    }
    width
}

/// What the indentation of a line means.
#[derive(Default)]
pub(crate) struct Change {
    pub indent: bool,
    pub dedents: usize,
    pub inconsistent_tabs: bool,
    pub matches_no_block: bool,
}

/// The blocks that are open.
#[derive(Default)]
pub(crate) struct Layout {
    stack: Vec<Width>,
    lines_ignored: bool,
}

impl Layout {
    pub fn ignore_lines(&mut self) {
        self.lines_ignored = true;
    }

    pub fn ignores_lines(&self) -> bool {
        self.lines_ignored
    }

    pub fn indentation(&mut self, blanks: &[u8]) -> Change {
        let new = width(blanks);
        let mut change = Change::default();
        let mut top = self.stack.last().copied().unwrap_or_default();
        if new.eight > top.eight {
            change.inconsistent_tabs = new.one <= top.one;
            change.indent = true;
            self.stack.push(new);
            return change;
        }
        while new.eight < top.eight {
            change.dedents += 1;
            self.stack.pop();
            top = self.stack.last().copied().unwrap_or_default();
        }
        change.matches_no_block = new.eight != top.eight;
        change.inconsistent_tabs = !change.matches_no_block && new.one != top.one;
        change
    }

    /// Ends all blocks; how many there were.
    pub fn close(&mut self) -> usize {
        let open = self.stack.len();
        self.stack.clear();
        open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_and_comments_do_not_count() {
        let line = next_line(b"\n   \n  # x\r\n\t y").expect("there is a line");
        assert_eq!((line.offset, line.width), (12, 2));
        assert!(next_line(b"\n  # only a comment").is_none());
    }

    #[test]
    fn tabs_must_not_decide() {
        let mut layout = Layout::default();
        assert!(layout.indentation(b"        ").indent);
        assert!(layout.indentation(b"\t").inconsistent_tabs);
        let mut layout = Layout::default();
        assert!(layout.indentation(b"\t").indent);
        assert!(layout.indentation(b"\t  ").indent);
        let change = layout.indentation(b"\t ");
        assert!(change.matches_no_block && change.dedents == 1);
        assert_eq!(layout.indentation(b"\x0c").dedents, 1);
    }
}
