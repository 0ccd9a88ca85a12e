//! The headers of what a module declares `public` or `api`, which stand beside what is made of it.

use std::path::{Path, PathBuf};

use crate::pipeline::Module;

/// Writes those that the module has. A file that is the same already keeps its time.
pub(super) fn write(
    module: &Module,
    folder: &Path,
    stem: &str,
) -> Result<(), (PathBuf, std::io::Error)> {
    for (suffix, text) in [("", &module.headers.public), ("_api", &module.headers.api)] {
        let Some(text) = text else { continue };
        let path = folder.join(format!("{stem}{suffix}.h"));
        runtime::write_changed(&path, text).map_err(|error| (path, error))?;
    }
    Ok(())
}

/// The folder of a file.
pub(super) fn folder_of(file: &Path) -> &Path {
    file.parent().unwrap_or_else(|| Path::new(""))
}
