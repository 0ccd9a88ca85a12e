//! The C of single functions, from MIR as text.

use base::{Interner, SourceMap};
use mir::Module;
use pyxide_codegen::{Input, Style, emit};
use types::TypeTable;

fn c_of(function: &str) -> String {
    let mut types = TypeTable::new();
    let mut names = Interner::new();
    let mut sources = SourceMap::new();
    sources.add("m.pyx", "def f():\n    pass\n".into());
    let function = mir::read_function(function, &mut types, &mut names)
        .unwrap_or_else(|error| panic!("{error}"));
    let mut module = Module { name: "m".into(), source: "m.pyx".into(), ..Module::default() };
    module.functions.push(function);
    let input = Input {
        module: &module,
        types: &types,
        names: &names,
        sources: &sources,
        style: Style::default(),
    };
    let text = emit(&input).text;
    // From the function on; what stands around it is the same for all.
    let start = text.find("/* m.pyx").unwrap_or(0);
    let end = text.find("\nPyMODINIT_FUNC").unwrap_or(text.len());
    text[start..end].to_string()
}

#[test]
fn loops_and_nested_expressions() {
    insta::assert_snapshot!(c_of(
        "func sum(n, x) -> double {
  phase low
  on_error impossible
  param n: int
  param x: double
  named i: int
  named total: double
b0 r0:
  total := 0.0
  i := 0
  goto b1
b1 r0:
  if (i < n) then b2 else b3
b2 r0:
  total := ((total + x) * x)
  i := (i + 1)
  goto b1
b3 r0:
  return total
}"
    ));
}

#[test]
fn failing_operations_share_one_exit() {
    insta::assert_snapshot!(c_of(
        "func get(xs, i) -> object {
  phase low
  traceback \"get\"
  on_error return null
  param xs: list
  param i: ssize
  temp %2: object
  temp %3: object
b0 r0:
  %2 = list.getitem xs, i  @0..3
  check null %2 fail b3 next b1  @0..3
b1 r0:
  %3 = obj.add %2, %2  @9..13
  decref %2
  check null %3 fail b3 next b2  @9..13
b2 r0:
  return %3
b3 r0 cold:
  traceback
  return null
}"
    ));
}
