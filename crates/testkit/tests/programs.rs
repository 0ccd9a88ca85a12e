//! Whole programs: `tests/e2e` and `examples`.

use pyxide_testkit::program::{check_dir, check_self_contained};
use pyxide_testkit::root;

#[test]
fn end_to_end() {
    check_dir(&root().join("tests/e2e")).conclude("programs");
}

#[test]
fn examples() {
    check_dir(&root().join("examples")).conclude("examples");
}

#[test]
fn self_contained_examples() {
    check_self_contained(&root().join("examples")).conclude("self-contained examples");
}
