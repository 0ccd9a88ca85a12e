//! Interned text: identifiers and string contents become [`Name`]s, which are `Copy` and compare in O(1).

use std::collections::HashMap;

crate::define_id! {
    /// A text in an [`Interner`].
    pub struct Name("n");
}

/// Owns every text that a [`Name`] stands for. One per session; lives as long as the session.
#[derive(Default)]
pub struct Interner {
    texts: Vec<Box<str>>,
    by_text: HashMap<Box<str>, Name>,
}

impl Interner {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn intern(&mut self, text: &str) -> Name {
        if let Some(&name) = self.by_text.get(text) {
            return name;
        }
        let name = Name(self.texts.len() as u32);
        self.texts.push(text.into());
        self.by_text.insert(text.into(), name);
        name
    }

    /// The name of a text that is interned already.
    pub fn lookup(&self, text: &str) -> Option<Name> {
        self.by_text.get(text).copied()
    }

    pub fn text(&self, name: Name) -> &str {
        &self.texts[name.0 as usize]
    }
}

impl std::ops::Index<Name> for Interner {
    type Output = str;
    fn index(&self, name: Name) -> &str {
        self.text(name)
    }
}
