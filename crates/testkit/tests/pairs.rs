//! Modules that cimport each other: `tests/modules`.

use pyxide_testkit::pairs::check_pairs;
use pyxide_testkit::root;

#[test]
fn modules_understand_each_other() {
    check_pairs(&root().join("tests/modules")).conclude("mixtures of modules");
}
