//! Files appear complete or not at all.

use std::io::{self, Write};
use std::path::Path;

/// Writes a text beside its place and renames it.
pub fn write_text(path: &Path, text: &str) -> io::Result<()> {
    if is_device(path) {
        return std::fs::write(path, text);
    }
    let mut file = temporary(path)?;
    file.write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}

/// Copies a file in the same way; a process that has the old one open or mapped keeps it.
pub fn copy_file(from: &Path, to: &Path) -> io::Result<()> {
    let mut source = std::fs::File::open(from)?;
    let mut file = temporary(to)?;
    std::io::copy(&mut source, &mut file)?;
    let mode = source.metadata()?.permissions();
    file.as_file().set_permissions(mode)?;
    file.persist(to)?;
    Ok(())
}

/// `/dev/null` and `/dev/stdout` are written to, not replaced.
fn is_device(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|meta| !meta.is_file() && !meta.is_dir())
}

fn temporary(beside: &Path) -> io::Result<tempfile::NamedTempFile> {
    let folder =
        beside.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".pyxide-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the user's umask leaves of it, as for any new file.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
