//! Snapshots of what each stage makes of the files in `tests/stages`, with the source inside.

use driver::{Goal, Input, Options, PassRange};
use pyxide_testkit as testkit;

#[test]
fn stages() {
    let folder = testkit::root().join("tests/stages");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder.join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for path in testkit::files_below(&folder, &["pyx", "py"]) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // C text names its source, which has to be the same on every machine.
        let input = Input::new(format!("../../tests/stages/{name}"));
        let source = std::fs::read_to_string(&path).expect("a test file is readable");
        settings.set_description(source);
        for (stage, goal) in goals() {
            let report = driver::compile(&input, &Options::default(), &goal);
            let text = report.dump.clone().unwrap_or_else(|| report.render(&Options::default()));
            let name =
                format!("{}@{stage}", path.file_name().unwrap_or_default().to_string_lossy());
            settings.bind(|| insta::assert_snapshot!(name, text));
        }
    }
}

fn goals() -> [(&'static str, Goal); 7] {
    [
        ("tokens", Goal::Tokens),
        ("ast", Goal::Ast { quiet: false }),
        ("source", Goal::Source),
        ("tir", Goal::Tir),
        ("mir-high", Goal::Mir(PassRange { after: Some(String::new()), without: vec![] })),
        ("mir", Goal::Mir(PassRange::default())),
        ("c", Goal::C),
    ]
}
