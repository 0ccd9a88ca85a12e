//! The language tests: `tests/lang/**/*.md`.

use pyxide_testkit as testkit;

#[test]
fn language() {
    let folder = testkit::root().join("tests/lang");
    testkit::lang::check_dir(&folder, testkit::blessing()).conclude("language tests");
}
