//! `pyxide explain`: the page of a diagnostic.

use super::{Status, print};

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Prints the page of a code such as `PX0123`; `px123` will do.
pub fn explain(code: &str) -> Status {
    let Some(entry) = entry(code) else {
        eprintln!("pyxide: there is no diagnostic `{code}`");
        return Status::Rejected;
    };
    match PAGES.iter().find(|(name, _)| *name == entry.code) {
        Some((_, page)) => print(page),
        None => print(&format!("# {}\n\n{}\n", entry.code, entry.template)),
    }
    Status::Ok
}

fn entry(code: &str) -> Option<&'static diag::Entry> {
    let digits = code.trim_start_matches(['P', 'p', 'X', 'x']).parse::<u32>().ok()?;
    let wanted = format!("PX{digits:04}");
    diag::CATALOGUE.iter().copied().flatten().find(|entry| entry.code == wanted)
}

#[cfg(test)]
mod tests {
    use super::entry;

    #[test]
    fn codes_may_be_written_shortly() {
        for code in ["PX0100", "px100", "100"] {
            assert_eq!(entry(code).map(|entry| entry.code), Some("PX0100"));
        }
        assert!(entry("PX9999").is_none() && entry("hello").is_none());
    }
}
