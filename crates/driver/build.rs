//! Embeds the pages of `docs/errors` for `pyxide explain`.

use std::fmt::Write;
use std::path::PathBuf;

fn main() {
    let manifest = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let folder = manifest.join("../../docs/errors");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut pages = Vec::new();
    for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else { continue };
        if stem.starts_with("PX") && path.extension().is_some_and(|extension| extension == "md") {
            pages.push((stem.to_string(), path.canonicalize().expect("it was just listed")));
        }
    }
    pages.sort();
    let mut table =
        String::from("/// Every page by its code.\nstatic PAGES: &[(&str, &str)] = &[\n");
    for (code, path) in pages {
        let _ = writeln!(table, "    ({code:?}, include_str!({path:?})),");
    }
    table.push_str("];\n");
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets it"));
    std::fs::write(out.join("pages.rs"), table).expect("OUT_DIR is writable");
}
