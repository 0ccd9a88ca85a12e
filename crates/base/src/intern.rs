//! Interned text: identifiers and string contents become [`Name`]s, which are `Copy` and compare in O(1).

crate::define_id! {
    /// A text in an [`Interner`].
    pub struct Name("n");
}

/// Owns every text that a [`Name`] stands for. One per session; lives as long as the session.
///
/// Every word of every source passes through here, so it is one buffer for all texts and an open-addressed table
/// of names by hash.
#[derive(Default)]
pub struct Interner {
    buffer: String,
    /// Where each text ends; it starts where the one before it ends.
    ends: Vec<usize>,
    hashes: Vec<u32>,
    /// A power of two of slots, each empty (0) or a name plus one.
    table: Vec<u32>,
}

impl Interner {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn intern(&mut self, text: &str) -> Name {
        // At most three quarters full, so that probing ends soon.
        if (self.ends.len() + 1) * 4 > self.table.len() * 3 {
            self.grow();
        }
        let hash = hash(text.as_bytes());
        let slot = match self.find(text, hash) {
            Ok(name) => return name,
            Err(slot) => slot,
        };
        self.buffer.push_str(text);
        self.ends.push(self.buffer.len());
        self.hashes.push(hash);
        self.table[slot] = self.ends.len() as u32;
        Name(self.ends.len() as u32 - 1)
    }

    /// The name of a text that is interned already.
    pub fn lookup(&self, text: &str) -> Option<Name> {
        if self.table.is_empty() {
            return None;
        }
        self.find(text, hash(text.as_bytes())).ok()
    }

    pub fn text(&self, name: Name) -> &str {
        let index = name.0 as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.buffer[start..self.ends[index]]
    }

    /// The name, or the free slot where it belongs.
    fn find(&self, text: &str, hash: u32) -> Result<Name, usize> {
        let mask = self.table.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let Some(index) = self.table[slot].checked_sub(1) else { return Err(slot) };
            if self.hashes[index as usize] == hash && self.text(Name(index)) == text {
                return Ok(Name(index));
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let size = (self.table.len() * 2).max(256);
        self.table.clear();
        self.table.resize(size, 0);
        let mask = size - 1;
        for (index, &hash) in self.hashes.iter().enumerate() {
            let mut slot = hash as usize & mask;
            while self.table[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            self.table[slot] = index as u32 + 1;
        }
    }
}

/// Words of eight bytes, multiplied and folded: names are short, and nobody gains from colliding ones.
fn hash(bytes: &[u8]) -> u32 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut state = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = u64::from_le_bytes(chunk.try_into().unwrap_or_default());
        state = (state.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    }
    let mut last = [0; 8];
    last[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    state = (state.rotate_left(5) ^ u64::from_le_bytes(last)).wrapping_mul(FACTOR);
    (state ^ (state >> 32)) as u32
}

impl std::ops::Index<Name> for Interner {
    type Output = str;
    fn index(&self, name: Name) -> &str {
        self.text(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_equal_names() {
        let mut names = Interner::new();
        let made: Vec<Name> = (0..2000).map(|number| names.intern(&number.to_string())).collect();
        for (number, &name) in made.iter().enumerate() {
            let text = number.to_string();
            assert_eq!(names.intern(&text), name);
            assert_eq!(names.lookup(&text), Some(name));
            assert_eq!(&names[name], text);
        }
        assert_eq!(names.lookup("missing"), None);
        let empty = names.intern("");
        assert_eq!(names.intern(""), empty);
        assert_eq!(&names[empty], "");
        assert_eq!(Interner::new().lookup(""), None);
    }
}
