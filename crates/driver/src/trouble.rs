//! What the toolchain reports, as diagnostics with a place in the source.

use base::Span;
use diag::{Diagnostic, internal, toolchain};
use runtime::{Complaint, ComplaintPlace, ToolchainError};

use crate::pipeline::Module;

/// One toolchain error may be several findings. `at` is the start of the module's source.
pub fn diagnostics(error: ToolchainError, at: Span, module: Option<&Module>) -> Vec<Diagnostic> {
    let one = |diagnostic: Diagnostic| vec![diagnostic];
    match error {
        ToolchainError::NoPython { wanted } => one(toolchain::NoInterpreter { at, wanted }.into()),
        ToolchainError::PythonFailed { python, why } => {
            one(toolchain::InterpreterFailed { at, python, why }.into())
        }
        ToolchainError::OldPython { python, version } => {
            one(toolchain::InterpreterTooOld { at, python, version }.into())
        }
        ToolchainError::NoHeaders { python, folder } => {
            one(toolchain::NoPythonHeaders { at, python, folder }.into())
        }
        ToolchainError::NoCompiler { wanted } => one(toolchain::NoCompiler { at, wanted }.into()),
        ToolchainError::CompilerFailed { command, why } => {
            one(toolchain::CompilerFailed { at, command, why }.into())
        }
        ToolchainError::LinkFailed { why, output } => {
            one(Diagnostic::from(toolchain::LinkFailed { at, why }).with_note(output))
        }
        ToolchainError::LibraryRefused { file, output } => {
            let message = first_error(&output);
            one(Diagnostic::from(internal::OwnLibraryRefused { at, file, message })
                .with_note(output))
        }
        ToolchainError::UnknownFeature { feature } => {
            let what = format!("the runtime has no feature `{feature}`");
            one(internal::Internal { at, stage: "the operation table".into(), what }.into())
        }
        ToolchainError::Files { what, why } => one(toolchain::FileTrouble { at, what, why }.into()),
        ToolchainError::Refused { complaints, output } => {
            let mut found: Vec<Diagnostic> =
                complaints.iter().take(5).map(|complaint| refused(complaint, at, module)).collect();
            if let Some(first) = found.first_mut() {
                first.notes.push(output);
            }
            found
        }
    }
}

fn refused(complaint: &Complaint, start: Span, module: Option<&Module>) -> Diagnostic {
    let (at, message) = match &complaint.place {
        ComplaintPlace::Module { line } => {
            (source_place(*line, start, module), complaint.message.clone())
        }
        ComplaintPlace::Other { file, line } => {
            (start, format!("{file}:{line}: {}", complaint.message))
        }
    };
    // Where the user's C takes part, it is more likely to be wrong than the text around it.
    if module.is_none_or(|module| !module.user_lines.is_empty()) {
        toolchain::UserCRefused { at, message }.into()
    } else {
        internal::OwnCRefused { at, message }.into()
    }
}

/// The part of the source that a line of the C text was made from.
fn source_place(c_line: u32, start: Span, module: Option<&Module>) -> Span {
    let Some(module) = module else { return start };
    let index = module.lines.partition_point(|(line, _)| *line <= c_line);
    index.checked_sub(1).and_then(|index| module.lines.get(index)).map_or(start, |(_, span)| *span)
}

fn first_error(output: &str) -> String {
    let line = output.lines().find(|line| line.contains("error")).unwrap_or("no reason was given");
    line.rsplit("error: ").next().unwrap_or(line).to_string()
}
