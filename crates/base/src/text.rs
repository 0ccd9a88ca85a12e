//! The value of a Python text literal.

/// Code points in order, lone surrogates included, which a Rust string cannot hold. Kept in the
/// generalised UTF-8 that writes a surrogate as the three bytes its number would have.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Text {
    bytes: Vec<u8>,
    surrogates: u32,
}

impl Text {
    pub fn new() -> Self {
        Self::default()
    }

    /// From text in the encoding of [`Text::as_bytes`].
    pub fn from_wtf8(bytes: Vec<u8>) -> Self {
        // The usual text is valid UTF-8, and that has none.
        let usual = std::str::from_utf8(&bytes).is_ok();
        let mut text = Text { bytes, surrogates: 0 };
        if !usual {
            let surrogate = |code: &u32| (0xD800..0xE000).contains(code);
            text.surrogates = text.code_points().filter(surrogate).count() as u32;
        }
        text
    }

    /// Appends one code point; numbers beyond Unicode are ignored.
    pub fn push(&mut self, code: u32) {
        match char::from_u32(code) {
            Some(character) => {
                let mut buffer = [0; 4];
                self.bytes.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
            }
            None if (0xD800..0xE000).contains(&code) => {
                self.surrogates += 1;
                let tail = |shift: u32| 0x80 | (code >> shift & 0x3F) as u8;
                self.bytes.extend_from_slice(&[0xE0 | (code >> 12) as u8, tail(6), tail(0)]);
            }
            None => {}
        }
    }

    pub fn push_str(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    pub fn push_text(&mut self, other: &Text) {
        self.bytes.extend_from_slice(&other.bytes);
        self.surrogates += other.surrogates;
    }

    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    pub fn has_surrogates(&self) -> bool {
        self.surrogates > 0
    }

    /// The text, unless it holds a lone surrogate.
    pub fn as_str(&self) -> Option<&str> {
        if self.has_surrogates() { None } else { std::str::from_utf8(&self.bytes).ok() }
    }

    /// The encoding with surrogates passed through: what `surrogatepass` gives in Python.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub fn code_points(&self) -> CodePoints<'_> {
        CodePoints { bytes: &self.bytes }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text { bytes: text.as_bytes().to_vec(), surrogates: 0 }
    }
}

impl FromIterator<u32> for Text {
    fn from_iter<I: IntoIterator<Item = u32>>(codes: I) -> Self {
        let mut text = Text::new();
        for code in codes {
            text.push(code);
        }
        text
    }
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("\"")?;
        for code in self.code_points() {
            match char::from_u32(code) {
                Some(character) => write!(f, "{}", character.escape_debug())?,
                None => write!(f, "\\u{{{code:x}}}")?,
            }
        }
        f.write_str("\"")
    }
}

/// The code points of a [`Text`].
pub struct CodePoints<'a> {
    bytes: &'a [u8],
}

impl Iterator for CodePoints<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let (&first, _) = self.bytes.split_first()?;
        let (length, mark) = match first {
            0..0x80 => (1, 0x7F),
            0x80..0xE0 => (2, 0x1F),
            0xE0..0xF0 => (3, 0x0F),
            0xF0.. => (4, 0x07),
        };
        let length = length.min(self.bytes.len());
        let (character, rest) = self.bytes.split_at(length);
        self.bytes = rest;
        let start = u32::from(first & mark);
        Some(character[1..].iter().fold(start, |code, &byte| code << 6 | u32::from(byte & 0x3F)))
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn code_points_survive() {
        let codes = [0x41, 0xE9, 0x20AC, 0x1F600, 0xD800, 0xDFFF, 0x10FFFF];
        let text: Text = codes.into_iter().collect();
        assert_eq!(text.code_points().collect::<Vec<_>>(), codes);
        assert!(text.has_surrogates());
        assert_eq!(text.as_str(), None);
        assert_eq!(Text::from("aé").as_str(), Some("aé"));
    }
}
