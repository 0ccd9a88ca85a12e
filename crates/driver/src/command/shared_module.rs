//! `cython generate-shared`: the module that build files name for code that modules share. Ours share theirs without one,
//! so it is empty.

use std::path::Path;

use super::Status;
use crate::options::{Input, Options};
use crate::pipeline::{Goal, compile};

pub fn shared_module(output: &Path, name: Option<String>) -> Status {
    let written = empty_module(output, name).and_then(|text| runtime::write_text(output, &text));
    match written {
        Ok(()) => Status::Ok,
        Err(error) => {
            eprintln!("cython: '{}' cannot be written: {error}", output.display());
            Status::Rejected
        }
    }
}

fn empty_module(output: &Path, name: Option<String>) -> std::io::Result<String> {
    let stem = output.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let source = std::env::temp_dir().join(format!("pyxide-{}-{stem}.pyx", std::process::id()));
    runtime::write_text(&source, "")?;
    let input = Input::named(&source, name.unwrap_or(stem));
    let module = compile(&input, &Options::default(), &Goal::C).module;
    std::fs::remove_file(&source)?;
    let module = module.ok_or_else(|| std::io::Error::other("an empty module does not compile"))?;
    let text = runtime::self_contained(&module.c_text, &module.features);
    Ok(format!("{}{text}", super::cython::MARKER))
}
