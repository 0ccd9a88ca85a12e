//! Embeds the C support files and the shipped declarations, the former also without comments and blank
//! lines, for self-contained output.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "src/strip.rs"]
mod strip;

fn main() {
    println!("cargo::rerun-if-changed=c");
    println!("cargo::rerun-if-changed=pxd");
    println!("cargo::rerun-if-changed=src/strip.rs");
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets it"));
    let mut table = String::from("pub(crate) static C_FILES: &[SupportFile] = &[\n");
    for (name, path) in files(&root.join("c"), &["h", "c"]) {
        let text = fs::read_to_string(&path).expect("support files are readable");
        let stripped = out.join(name.replace('/', "-"));
        fs::write(&stripped, strip::strip(&text)).expect("OUT_DIR is writable");
        let _ = writeln!(
            table,
            "    SupportFile {{ name: {name:?}, text: include_str!({path:?}), stripped: include_str!({stripped:?}) }},"
        );
    }
    table.push_str("];\n\npub(crate) static PXD_FILES: &[(&str, &str)] = &[\n");
    for (name, path) in files(&root.join("pxd"), &["pxd", "pxi"]) {
        let _ = writeln!(table, "    ({name:?}, include_str!({path:?})),");
    }
    table.push_str("];\n");
    fs::write(out.join("embedded.rs"), table).expect("OUT_DIR is writable");
}

/// All files below a folder with one of these extensions, by their path in it, sorted.
fn files(root: &Path, extensions: &[&str]) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|ext| extensions.iter().any(|known| ext == *known))
            {
                let name = path.strip_prefix(root).expect("it is below the root");
                found.push((name.to_string_lossy().replace('\\', "/"), path.clone()));
            }
        }
    }
    found.sort();
    found
}
