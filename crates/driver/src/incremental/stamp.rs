//! Which compilation a C file beside its source is the result of.
//!
//! A stamp in the cache says, for the place of a C file, by which record it was made and what its contents were. So a C file whose
//! source was only touched is current, and one that was made with other options is not, whatever the times of the files say.

use std::path::Path;

use runtime::{Cache, Key};

use super::record::Record;
use super::trace::{Change, digest};
use crate::options::{Input, Options};

const KIND: &str = "stamp";

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Nothing is known about the file, or somebody else wrote it.
    Unknown,
    Current,
    /// Compiling again may give other text, because it ...
    Stale(String),
}

/// Of one invocation.
pub struct Stamps {
    cache: Option<Cache>,
}

impl Stamps {
    pub fn open() -> Stamps {
        Stamps { cache: Cache::open().ok() }
    }

    pub fn freshness(&self, input: &Input, options: &Options, output: &Path) -> Freshness {
        self.look(input, options, output).unwrap_or(Freshness::Unknown)
    }

    fn look(&self, input: &Input, options: &Options, output: &Path) -> Option<Freshness> {
        let cache = self.cache.as_ref()?;
        let stamp = std::fs::read_to_string(cache.get(KIND, &place(output), "")?).ok()?;
        let (made_by, contents) = stamp.split_once('\n')?;
        if digest(&std::fs::read(output).ok()?) != contents {
            return None;
        }
        let key = super::key(input, options);
        if made_by != key {
            return Some(Freshness::Stale("was made with other options".into()));
        }
        let record = Record::load(cache, &key)?;
        let change = record.trace.change(|| runtime::python_path(options.python.as_deref()));
        Some(match change {
            None => Freshness::Current,
            Some(Change::File(path)) if path == input.path => Freshness::Stale("changed".into()),
            Some(Change::File(path)) => Freshness::Stale(format!("depends on {}", path.display())),
            Some(other) => Freshness::Stale(format!("depends on files: {other}")),
        })
    }

    /// The file was just written. A stamp that cannot be kept is no error.
    pub fn made(&self, input: &Input, options: &Options, output: &Path) {
        let (Some(cache), Ok(contents)) = (&self.cache, std::fs::read(output)) else { return };
        let stamp = format!("{}\n{}", super::key(input, options), digest(&contents));
        let _ = cache.put_text(KIND, &place(output), "", &stamp);
    }
}

fn place(output: &Path) -> String {
    let absolute = std::path::absolute(output).unwrap_or_else(|_| output.to_path_buf());
    Key::new("stamp").with(absolute.as_os_str().as_encoded_bytes()).text()
}
