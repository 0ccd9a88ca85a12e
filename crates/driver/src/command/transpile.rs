//! `pyxide transpile`: one self-contained C file.

use std::path::{Path, PathBuf};

use diag::files;

use super::{Status, headers, show};
use crate::incremental::compile;
use crate::options::{Input, Options};
use crate::pipeline::{Module, Report};
use crate::session::io_reason;

/// Without an output, `NAME.c` or `NAME.cpp` beside the source.
pub fn transpile(input: &Input, output: Option<&Path>, options: &Options) -> Status {
    let mut report = compile(input, options);
    if let Some(module) = report.module.take() {
        let path = output.map_or_else(|| beside(input, &module), Path::to_path_buf);
        let begin = std::time::Instant::now();
        let text = runtime::self_contained(&module.c_text, &module.features);
        let written = runtime::write_text(&path, &text);
        report.timings.add("write", begin.elapsed());
        if let Err(error) = written {
            cannot_write(&mut report, &path, &error);
        }
        let written = headers::write(&module, headers::folder_of(&path), &input.stem());
        if let Err((path, error)) = written {
            cannot_write(&mut report, &path, &error);
        }
    }
    show(&report, options);
    Status::rejected_if(report.is_rejected())
}

fn beside(input: &Input, module: &Module) -> PathBuf {
    let extension = if module.language == runtime::Language::Cplus { "cpp" } else { "c" };
    input.path.with_extension(extension)
}

pub(super) fn cannot_write(report: &mut Report, path: &Path, error: &std::io::Error) {
    let at = super::build::start(report);
    let why = io_reason(error);
    report
        .diagnostics
        .push(files::CannotWrite { at, path: path.display().to_string(), why }.into());
}
