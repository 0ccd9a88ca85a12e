//! The tree printed as source gives the same tree again: for every file of `tests/print`, with snapshots of the
//! print-outs, which show how each construct is written.

use driver::{Goal, Input, Options};
use pyxide_testkit as testkit;

fn dump(input: &Input, goal: &Goal) -> String {
    let report = driver::compile(input, &Options::default(), goal);
    match &report.dump {
        Some(text) => text.clone(),
        None => panic!("{}", report.render(&Options::default())),
    }
}

#[test]
fn sources_survive_printing() {
    let folder = testkit::root().join("tests/print");
    let scratch = tempfile::tempdir().expect("a folder for the print-outs");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder.join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for path in testkit::files_below(&folder, &["pyx", "py"]) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let input = Input::new(&path);
        let tree = dump(&input, &Goal::Ast { quiet: false });
        let printed = dump(&input, &Goal::Source);
        let copy = scratch.path().join(&name);
        std::fs::write(&copy, &printed).expect("the folder is writable");
        let again = dump(&Input::new(&copy), &Goal::Ast { quiet: false });
        assert!(
            tree == again,
            "{name} has another tree after printing:\n{printed}\n{tree}\n{again}"
        );
        settings.bind(|| insta::assert_snapshot!(name, printed));
    }
}
