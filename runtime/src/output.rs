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

/// Leaves a file with this text alone, so that it stays as old as it is. Whether it was written.
pub fn write_changed(path: &Path, text: &str) -> io::Result<bool> {
    if !is_device(path) && std::fs::read(path).is_ok_and(|now| now == text.as_bytes()) {
        return Ok(false);
    }
    write_text(path, text).map(|()| true)
}

/// Leaves an equal file alone. Whether it was copied.
pub fn copy_changed(from: &Path, to: &Path) -> io::Result<bool> {
    let length = |path: &Path| std::fs::metadata(path).ok().map(|meta| meta.len());
    if length(from) == length(to) && std::fs::read(from)? == std::fs::read(to).unwrap_or_default() {
        return Ok(false);
    }
    copy_file(from, to).map(|()| true)
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

/// Devices and what links lead to (`/dev/null`, `/dev/stdout`) are written to, not replaced.
fn is_device(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|meta| !meta.is_file() && !meta.is_dir())
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

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn files_are_replaced_and_links_are_followed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("deep/file.c");
        write_text(&file, "one").expect("written");
        let link = folder.path().join("link.c");
        std::os::unix::fs::symlink(&file, &link).expect("linked");
        write_text(&link, "two").expect("written");
        assert_eq!(std::fs::read_to_string(&file).expect("readable"), "two");
        assert!(std::fs::symlink_metadata(&link).expect("there").is_symlink());
        let copied = folder.path().join("copy.c");
        copy_file(&link, &copied).expect("copied");
        assert_eq!(std::fs::read_to_string(&copied).expect("readable"), "two");
        let left = std::fs::read_dir(folder.path()).expect("listed").count();
        assert_eq!(left, 3, "no temporary file stays behind");
    }
}
