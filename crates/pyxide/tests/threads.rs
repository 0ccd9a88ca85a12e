//! What other threads may change is not borrowed in modules that run without the GIL.

use std::process::Command;

const SOURCE: &str = "
cdef class Node:
    cdef int value

def total(list nodes):
    cdef Node node
    cdef int n = 0
    for node in nodes:
        n += node.value
    return n
";

fn mir(compatible: bool) -> String {
    let name = format!("pyxide-threads-{}-{compatible}.pyx", std::process::id());
    let source = std::env::temp_dir().join(name);
    let directive = if compatible { "True" } else { "False" };
    let text = format!("# cython: freethreading_compatible={directive}\n{SOURCE}");
    std::fs::write(&source, text).expect("written");
    let mut dump = Command::new(env!("CARGO_BIN_EXE_pyxide"));
    let output = dump.args(["dump", "mir"]).arg(&source).output().expect("pyxide starts");
    std::fs::remove_file(&source).expect("removed");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn items_of_lists() {
    assert!(mir(false).contains("list.peek"), "the GIL keeps the list as it is");
    assert!(mir(true).contains("list.next"));
    assert!(!mir(true).contains("list.peek"), "another thread may take the node away");
}
