//! What lives as long as the compilation of one module: its files, names, findings and options.

use std::path::Path;

use base::{FileId, Interner, SourceMap, Span};
use diag::{Diagnostic, Sink, files};

use crate::incremental::Trace;
use crate::options::{Input, Options};
use crate::timings::Timings;

pub struct Session<'a> {
    pub options: &'a Options,
    pub sources: SourceMap,
    pub names: Interner,
    pub sink: Sink,
    pub timings: Timings,
    /// The file that the user named.
    pub main: FileId,
    pub trace: Trace,
}

/// Positions are 32 bits wide, and a session has more than one file.
const LARGEST_SOURCE: u64 = 1 << 30;

impl<'a> Session<'a> {
    /// Opens the input. A file that cannot be read is an empty one with an error at its start.
    pub fn open(input: &Input, options: &'a Options) -> Self {
        let mut sources = SourceMap::new();
        let (mut sink, mut trace) = (Sink::new(), Trace::default());
        let main = match read_source(&input.path) {
            Ok(bytes) => {
                trace.read(&input.path, &bytes);
                add_decoded(&mut sources, &input.path, &bytes, &mut sink)
            }
            Err(problem) => {
                let main = sources.add(&input.path, String::new());
                let at = sources.file(main).span();
                let path = input.path.display().to_string();
                sink.push(problem.diagnostic(at, path));
                main
            }
        };
        Session {
            options,
            sources,
            names: Interner::new(),
            sink,
            timings: Timings::default(),
            main,
            trace,
        }
    }

    /// The start of the main file, for what has no better place.
    pub fn start(&self) -> Span {
        let lo = self.sources.file(self.main).base;
        Span::new(lo, lo)
    }
}

pub enum ReadProblem {
    TooBig,
    Io(std::io::Error),
}

impl ReadProblem {
    pub fn diagnostic(self, at: Span, path: String) -> Diagnostic {
        match self {
            ReadProblem::TooBig => files::FileTooBig { at, path }.into(),
            ReadProblem::Io(error) => files::CannotRead { at, path, why: io_reason(&error) }.into(),
        }
    }
}

pub fn read_source(path: &Path) -> Result<Vec<u8>, ReadProblem> {
    let meta = std::fs::metadata(path).map_err(ReadProblem::Io)?;
    if meta.len() > LARGEST_SOURCE {
        return Err(ReadProblem::TooBig);
    }
    std::fs::read(path).map_err(ReadProblem::Io)
}

/// The reason of an error in words, without the system's number for it.
pub fn io_reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".into(),
        std::io::ErrorKind::PermissionDenied => "permission denied".into(),
        std::io::ErrorKind::IsADirectory => "it is a folder".into(),
        _ => error.to_string(),
    }
}

/// Decodes a file and adds it to the source map; what cannot be decoded is reported at its place.
pub fn add_decoded(sources: &mut SourceMap, path: &Path, bytes: &[u8], sink: &mut Sink) -> FileId {
    let mut decoded = lexer::decode(bytes);
    let file = sources.add(path, std::mem::take(&mut decoded.text));
    decoded.report(sources.file(file).base, sink);
    file
}
