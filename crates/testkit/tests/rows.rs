//! The table of operations cannot lie: one C unit calls every row with arguments of the stated types, and is
//! compiled with warnings as errors.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::process::Command;

use base::Interner;
use builtins::Row;
use pyxide_testkit::{python, root};
use types::{Ty, TypeTable};

#[test]
fn every_row_is_a_c_function_of_its_types() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let unit = folder.path().join("rows.c");
    std::fs::write(&unit, unit_text()).expect("written");
    let script = "import sysconfig; print(sysconfig.get_path('include'))";
    let include = python::run(script, folder.path(), &[]).expect("the interpreter starts").stdout;
    let include = String::from_utf8_lossy(&include).trim().to_string();
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".into());
    let output = Command::new(compiler)
        .args(["-std=c11", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-fmax-errors=0"])
        .arg(format!("-I{}", root().join("runtime/c").display()))
        .arg(format!("-I{include}"))
        .arg(&unit)
        .output()
        .expect("the C compiler starts");
    let said = String::from_utf8_lossy(&output.stderr);
    let errors: Vec<&str> = said.lines().filter(|line| line.contains("error:")).collect();
    let missing: BTreeSet<&str> = errors
        .iter()
        .filter(|line| line.contains("implicit declaration"))
        .map(|line| place(line))
        .collect();
    let wrong: Vec<&&str> = errors.iter().filter(|line| !missing.contains(place(line))).collect();
    println!("{} rows have no C function yet", missing.len());
    assert!(wrong.is_empty(), "{} errors\n{wrong:#?}", wrong.len());
}

/// File and line of a compiler's message.
fn place(message: &str) -> &str {
    let mut colons = message.match_indices(':').skip(1);
    colons.next().map_or(message, |(at, _)| &message[..at])
}

/// Every feature that a row names, and a function for each row.
fn unit_text() -> String {
    let types = TypeTable::new();
    let names = Interner::new();
    let rows: Vec<&Row> = builtins::all_rows().collect();
    let mut text = String::from("#define PY_SSIZE_T_CLEAN\n#include <Python.h>\n");
    let exists = |feature: &&str| root().join(format!("runtime/c/px/{feature}.h")).is_file();
    for feature in rows.iter().map(|row| row.feature).filter(exists).collect::<BTreeSet<_>>() {
        let _ = writeln!(text, "#include \"px/{feature}.h\"");
    }
    for (index, row) in rows.iter().enumerate() {
        text.push_str(&caller(index, row, &types, &names));
    }
    text
}

fn caller(index: usize, row: &Row, types: &TypeTable, names: &Interner) -> String {
    let fixed = row.args.len() - usize::from(row.rest);
    let declare = |ty: Ty, name: &str| types.c_decl(ty, name, names);
    let mut params: Vec<String> = row.args[..fixed]
        .iter()
        .enumerate()
        .map(|(index, arg)| declare(arg.ty, &format!("a{index}")))
        .collect();
    let mut args: Vec<String> = (0..fixed).map(|index| format!("a{index}")).collect();
    if row.rest {
        params.extend(["PyObject **rest".into(), "Py_ssize_t count".into()]);
        args.extend(["rest".into(), "count".into()]);
    }
    let params = if params.is_empty() { "void".to_string() } else { params.join(", ") };
    let call = format!("{}({})", row.c, args.join(", "));
    // The result has to fit its type without a cast, in both directions.
    let body = match row.c_result() {
        None => format!("{call};"),
        Some(ty) => format!("{} = {call}; (void)r;", declare(ty, "r")),
    };
    let name = row.name;
    format!("/* {name} */ void row_{index}({params});\nvoid row_{index}({params}) {{ {body} }}\n")
}
