//! What can go wrong between C text and an extension module. The driver turns it into diagnostics.

use std::fmt;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ToolchainError {
    NoPython {
        wanted: String,
    },
    PythonFailed {
        python: String,
        why: String,
    },
    OldPython {
        python: String,
        version: String,
    },
    NoHeaders {
        python: String,
        folder: String,
    },
    NoCompiler {
        wanted: String,
    },
    /// The compiler could not be started or was killed.
    CompilerFailed {
        command: String,
        why: String,
    },
    /// The support code does not compile with these flags.
    LibraryRefused {
        file: String,
        output: String,
    },
    /// The module's own C was refused.
    Refused {
        complaints: Vec<Complaint>,
        output: String,
    },
    /// The objects do not link.
    LinkFailed {
        why: String,
        output: String,
    },
    UnknownFeature {
        feature: String,
    },
    /// A file or folder of the cache, or the output.
    Files {
        what: String,
        why: String,
    },
}

impl ToolchainError {
    pub(crate) fn files(what: impl fmt::Display) -> impl FnOnce(std::io::Error) -> ToolchainError {
        move |error| ToolchainError::Files { what: what.to_string(), why: error.to_string() }
    }
}

/// One error message of the C compiler.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Complaint {
    pub place: ComplaintPlace,
    pub message: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ComplaintPlace {
    /// A line, from 1, of the C text that was handed in.
    Module { line: u32 },
    /// A header or source that is not ours.
    Other { file: String, line: u32 },
}

/// Reads `file:line:col: error: message` lines as gcc and clang write them. `own` is the name of the module's
/// file and how many lines come before the handed in text.
pub(crate) fn complaints(output: &str, own: (&str, u32)) -> Vec<Complaint> {
    output.lines().filter_map(|line| complaint(line, own)).collect()
}

fn complaint(line: &str, (own, before): (&str, u32)) -> Option<Complaint> {
    let (place, message) =
        line.split_once(": fatal error: ").or_else(|| line.split_once(": error: "))?;
    // FILE:LINE:COL, or FILE:LINE from compilers without columns.
    let (rest, last) = place.rsplit_once(':')?;
    let (file, line) = match rest.rsplit_once(':') {
        Some((file, number)) if number.parse::<u32>().is_ok() => (file, number),
        _ => (rest, last),
    };
    let line = line.parse::<u32>().ok()?;
    let place = if file.ends_with(own) && !own.is_empty() && line > before {
        ComplaintPlace::Module { line: line - before }
    } else {
        ComplaintPlace::Other { file: file.to_string(), line }
    };
    Some(Complaint { place, message: message.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compiler_messages_are_placed() {
        let output = "\
In file included from /c/w1/m.c:3:
/c/w1/m.c:12:5: error: unknown type name 'foo'
/usr/include/x.h:7:1: error: expected ';'
/c/w1/m.c:13:2: warning: unused
m.c:3:10: fatal error: nope.h: No such file or directory
";
        let found = complaints(output, ("m.c", 2));
        let places: Vec<_> = found.iter().map(|complaint| complaint.place.clone()).collect();
        assert_eq!(places[0], ComplaintPlace::Module { line: 10 });
        assert_eq!(places[1], ComplaintPlace::Other { file: "/usr/include/x.h".into(), line: 7 });
        assert_eq!(places[2], ComplaintPlace::Module { line: 1 });
        assert_eq!(found[0].message, "unknown type name 'foo'");
        assert_eq!(found.len(), 3);
    }
}
