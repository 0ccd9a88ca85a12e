//! The pages of diagnostics say the truth: the first example of a page is reported under its code, the example
//! behind "Right:" is not.
//!
//! A block's info line may say `py` or `pxd` (what kind of file it is), `level2`, `lenient`, or `untested` where the
//! mistake is not one of the text alone.

use std::path::{Path, PathBuf};

use driver::{Goal, Input, Options};
use pyxide_testkit::tally::{Tally, in_parallel};
use pyxide_testkit::{files_below, root};

#[test]
fn examples_of_diagnostics() {
    let pages: Vec<PathBuf> = files_below(&root().join("docs/errors"), &["md"]);
    in_parallel(&pages, |page| check(page)).conclude("examples of diagnostics");
}

fn check(page: &Path) -> Tally {
    let mut tally = Tally::default();
    let code = page.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(page).unwrap_or_default();
    for (index, block) in blocks(&text).iter().enumerate() {
        if block.info.contains(&"untested".to_string()) {
            continue;
        }
        let found = codes(block);
        let reported = found.iter().any(|(found, _)| *found == code);
        match index {
            0 if reported => tally.pass(),
            0 => tally.fail(&code, &format!("the example gives {found:?}\n{}", block.text)),
            _ if reported => {
                tally.fail(&code, &format!("the right example has it, too\n{}", block.text))
            }
            _ => tally.pass(),
        }
    }
    tally
}

struct Block {
    info: Vec<String>,
    text: String,
}

/// The `cython` blocks of a page.
fn blocks(page: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```cython") else { continue };
        let text = lines
            .by_ref()
            .take_while(|line| !line.starts_with("```"))
            .map(|line| format!("{line}\n"));
        let info = info.split_whitespace().map(str::to_string).collect();
        found.push(Block { info, text: text.collect() });
    }
    found
}

/// Codes and messages of everything that is reported for a block.
fn codes(block: &Block) -> Vec<(String, String)> {
    let has = |word: &str| block.info.iter().any(|info| info == word);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let extension = if has("py") { "py" } else { "pyx" };
    let source = folder.path().join(format!("example.{extension}"));
    let mut text = block.text.clone();
    if has("pxd") {
        std::fs::write(folder.path().join("example.pxd"), &text).expect("written");
        text.clear();
    }
    std::fs::write(&source, text).expect("written");
    let mut options = Options { lenient: has("lenient"), ..Options::default() };
    options.policy.extra = true;
    if has("level2") {
        options.directives.push(("language_level".into(), "2".into()));
    }
    let report = driver::compile(&Input::new(source), &options, &Goal::C);
    report.diagnostics.into_iter().map(|item| (item.code.to_string(), item.message)).collect()
}
