//! A folder of finished work, found again by what went into it.
//!
//! Safe under concurrent processes: an entry appears by renaming a complete file or folder into place, and
//! long work that several processes would do at once is behind a file lock. Bounded: the entries that were
//! not used for longest go first.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};

/// How much the built modules may take, unless `PYXIDE_CACHE_SIZE` (in MiB) says otherwise.
const DEFAULT_LIMIT: u64 = 1 << 30;
/// How often the folder is looked through for what is too much.
const PRUNE_INTERVAL: Duration = Duration::from_secs(600);

pub struct Cache {
    root: PathBuf,
    limit: u64,
}

/// Collects all that goes into a piece of work; equal content gives an equal key.
#[derive(Clone, Default)]
pub struct Key(Sha256);

impl Key {
    pub fn new(kind: &str) -> Self {
        Key::default().with(env!("CARGO_PKG_VERSION")).with(kind)
    }

    /// The length goes in as well, so that neighbours cannot run into each other.
    pub fn with(mut self, part: impl AsRef<[u8]>) -> Self {
        let part = part.as_ref();
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
        self
    }

    pub fn with_all<T: AsRef<[u8]>>(self, parts: &[T]) -> Self {
        let count = self.with((parts.len() as u64).to_le_bytes());
        parts.iter().fold(count, |key, part| key.with(part))
    }

    /// Identity of a file by place, size and time of change.
    pub fn with_stat(self, path: &Path) -> Self {
        let key = self.with(path.as_os_str().as_encoded_bytes());
        match fs::metadata(path) {
            Ok(meta) => {
                let changed = meta
                    .modified()
                    .ok()
                    .and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
                key.with(meta.len().to_le_bytes())
                    .with(changed.unwrap_or_default().as_nanos().to_le_bytes())
            }
            Err(_) => key.with("absent"),
        }
    }

    pub fn text(self) -> String {
        self.0.finalize()[..20].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Cache {
    /// `PYXIDE_CACHE_DIR`, or the user's cache folder; a temporary folder where that cannot be written.
    pub fn open() -> io::Result<Self> {
        let limit =
            std::env::var("PYXIDE_CACHE_SIZE").ok().and_then(|text| text.parse::<u64>().ok());
        let limit = limit.map_or(DEFAULT_LIMIT, |mebibytes| mebibytes << 20);
        let wanted = folder();
        if fs::create_dir_all(&wanted).is_ok() && !fs::metadata(&wanted)?.permissions().readonly() {
            return Ok(Cache { root: wanted, limit });
        }
        let user = std::env::var("USER").unwrap_or_default();
        let root = std::env::temp_dir().join(format!("pyxide-cache-{user}"));
        fs::create_dir_all(&root)?;
        Ok(Cache { root, limit })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where an entry of a kind lies, whether it exists or not.
    pub fn path(&self, kind: &str, key: &str, suffix: &str) -> PathBuf {
        self.root.join(kind).join(format!("{key}{suffix}"))
    }

    /// The entry, marked as used.
    pub fn get(&self, kind: &str, key: &str, suffix: &str) -> Option<PathBuf> {
        let path = self.path(kind, key, suffix);
        let file = File::open(&path).ok()?;
        let _ = file.set_modified(SystemTime::now());
        Some(path)
    }

    /// A folder to work in, on the same file system as the entries; it goes when dropped.
    pub fn work_folder(&self) -> io::Result<tempfile::TempDir> {
        let work = self.root.join("work");
        fs::create_dir_all(&work)?;
        tempfile::Builder::new().prefix("w").tempdir_in(work)
    }

    /// Moves a finished file into place. Another process may have put its equal there first; either serves.
    pub fn put(&self, kind: &str, key: &str, suffix: &str, finished: &Path) -> io::Result<PathBuf> {
        let path = self.path(kind, key, suffix);
        self.make_parent(&path)?;
        fs::rename(finished, &path)?;
        Ok(path)
    }

    pub fn put_text(&self, kind: &str, key: &str, suffix: &str, text: &str) -> io::Result<PathBuf> {
        let work = self.work_folder()?;
        let file = work.path().join("text");
        fs::write(&file, text)?;
        self.put(kind, key, suffix, &file)
    }

    /// Moves a finished folder into place.
    pub fn put_folder(&self, kind: &str, key: &str, finished: &Path) -> io::Result<PathBuf> {
        let path = self.path(kind, key, "");
        self.make_parent(&path)?;
        match fs::rename(finished, &path) {
            Err(_) if path.is_dir() => Ok(path),
            Err(error) => Err(error),
            Ok(()) => Ok(path),
        }
    }

    fn make_parent(&self, path: &Path) -> io::Result<()> {
        path.parent().map_or(Ok(()), fs::create_dir_all)
    }

    /// Held until dropped, against other processes and threads.
    pub fn lock(&self, kind: &str, key: &str) -> io::Result<File> {
        let path = self.path(kind, key, ".lock");
        self.make_parent(&path)?;
        let file = File::options().create(true).truncate(false).write(true).open(path)?;
        file.lock()?;
        Ok(file)
    }

    /// Removes what was not used for longest until the modules fit the limit. Cheap when called often.
    pub fn prune_now_and_then(&self) {
        let stamp = self.root.join("pruned");
        let recent = fs::metadata(&stamp)
            .and_then(|meta| meta.modified())
            .is_ok_and(|time| time.elapsed().is_ok_and(|age| age < PRUNE_INTERVAL));
        if !recent && fs::write(&stamp, "").is_ok() {
            self.prune();
        }
    }

    fn prune(&self) {
        let mut files = self.files();
        files.sort_by_key(|file| std::cmp::Reverse(file.used));
        let mut total = 0;
        for file in files {
            total += file.size;
            if total > self.limit {
                let _ = fs::remove_file(file.path);
            }
        }
        // Work folders of processes that were killed, and headers of earlier versions.
        self.remove_old_folders("work", Duration::from_secs(86_400));
        self.remove_old_folders("include", Duration::from_secs(30 * 86_400));
    }

    fn remove_old_folders(&self, kind: &str, oldest: Duration) {
        let Ok(entries) = fs::read_dir(self.root.join(kind)) else { return };
        for entry in entries.flatten() {
            let age = entry
                .metadata()
                .and_then(|meta| meta.modified())
                .ok()
                .and_then(|time| time.elapsed().ok());
            if age.is_some_and(|age| age > oldest) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }

    /// The built modules, what belongs to them and what is known about them, and the support libraries.
    pub fn files(&self) -> Vec<CachedFile> {
        ["module", "record", "stamp", "library"]
            .iter()
            .flat_map(|kind| self.files_of(kind))
            .collect()
    }

    fn files_of(&self, kind: &str) -> Vec<CachedFile> {
        let Ok(entries) = fs::read_dir(self.root.join(kind)) else { return Vec::new() };
        let mut files = Vec::new();
        for entry in entries.flatten() {
            let Ok(meta) = entry.metadata() else { continue };
            let used = meta.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            files.push(CachedFile { path: entry.path(), size: meta.len(), used });
        }
        files
    }

    /// Removes everything.
    pub fn clear(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.root)?.flatten() {
            let path = entry.path();
            if path.is_dir() { fs::remove_dir_all(path)? } else { fs::remove_file(path)? }
        }
        Ok(())
    }
}

pub struct CachedFile {
    pub path: PathBuf,
    pub size: u64,
    pub used: SystemTime,
}

fn folder() -> PathBuf {
    let set =
        |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = set("PYXIDE_CACHE_DIR") {
        return folder;
    }
    if let Some(folder) = set("XDG_CACHE_HOME") {
        return folder.join("pyxide");
    }
    set("HOME").map_or_else(std::env::temp_dir, |home| home.join(".cache")).join("pyxide")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache(limit: u64) -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().to_path_buf();
        (folder, Cache { root, limit })
    }

    #[test]
    fn keys_tell_contents_and_their_borders_apart() {
        let key = |parts: &[&str]| Key::new("t").with_all(parts).text();
        assert_eq!(key(&["a", "bc"]), key(&["a", "bc"]));
        assert_ne!(key(&["a", "bc"]), key(&["ab", "c"]));
        assert_ne!(key(&["a"]), key(&["a", ""]));
    }

    #[test]
    fn an_entry_is_found_again_until_it_is_too_much() {
        let (_folder, cache) = cache(10);
        assert!(cache.get("module", "k1", ".so").is_none());
        for key in ["k1", "k2"] {
            cache.put_text("module", key, ".so", "12345678").expect("writable");
        }
        assert!(cache.get("module", "k1", ".so").is_some());
        cache.prune();
        assert!(cache.get("module", "k1", ".so").is_some(), "used last");
        assert!(cache.get("module", "k2", ".so").is_none(), "over the limit");
    }

    #[test]
    fn locks_exclude_each_other() {
        let (_folder, cache) = cache(10);
        let held = cache.lock("lib", "x").expect("lockable");
        let other =
            File::options().write(true).open(cache.path("lib", "x", ".lock")).expect("exists");
        assert!(other.try_lock().is_err());
        drop(held);
        assert!(other.try_lock().is_ok());
    }
}
