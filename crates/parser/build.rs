//! Puts the parts of the grammar together and generates the parser from them.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let grammar = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../grammar");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed={}", grammar.display());

    let mut parts: Vec<PathBuf> = fs::read_dir(&grammar)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>, std::io::Error>>()?
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "lalrpop"))
        .collect();
    parts.sort();

    let mut text = String::new();
    for part in &parts {
        println!("cargo::rerun-if-changed={}", part.display());
        let name = part.file_name().unwrap_or_default().to_string_lossy();
        // The generator reports lines of the whole: the banner leads back to the part.
        text.push_str(&format!("// ======== {name}\n{}", fs::read_to_string(part)?));
    }
    let whole = out.join("grammar.lalrpop");
    fs::write(&whole, text)?;
    lalrpop::Configuration::new()
        .set_out_dir(&out)
        .emit_rerun_directives(false)
        .emit_comments(false)
        .process_file(&whole)
}
