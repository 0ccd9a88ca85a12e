//! What the tests of the workspace share: language tests in Markdown, whole programs, the repository's own rules.

pub mod expect;
pub mod lang;
pub mod page;
pub mod pairs;
pub mod program;
pub mod python;
pub mod tally;

use std::path::{Path, PathBuf};

/// The checkout.
pub fn root() -> PathBuf {
    let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    manifest.ancestors().nth(2).map(Path::to_path_buf).unwrap_or(manifest)
}

/// Whether expectations are renewed instead of checked.
pub fn blessing() -> bool {
    std::env::var_os("PYXIDE_BLESS").is_some()
}

/// All files below a folder with one of these extensions, sorted.
pub fn files_below(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for path in
            std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path())
        {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() && name != "target" && !name.starts_with('.') {
                folders.push(path);
            } else if path.is_file()
                && extensions.iter().any(|known| name.ends_with(&format!(".{known}")))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
