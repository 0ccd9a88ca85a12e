//! Runs the files of `tests/mir/<pass>/*.mir`: a function, `----`, the function after the pass.
//!
//! The passes to run are that of the folder, or those of a first line `; passes: exits errors`. With `PYXIDE_BLESS=1` in the
//! environment the second part is written anew.

use base::{IdVec, Interner};
use mir::{Const, ConstId};
use pyxide_passes::{Context, Options, PIPELINE};
use std::path::{Path, PathBuf};
use types::TypeTable;

const SEPARATOR: &str = "----\n";

#[test]
fn every_file_has_its_result() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/mir");
    let mut failures = Vec::new();
    for file in files(&root) {
        let text = std::fs::read_to_string(&file).expect("a test file can be read");
        let (input, expected) = text.split_once(SEPARATOR).unwrap_or((&text, ""));
        let found = match transformed(&file, input) {
            Ok(found) => found,
            Err(message) => {
                failures.push(format!("{}: {message}", file.display()));
                continue;
            }
        };
        if found == expected {
            continue;
        }
        if std::env::var_os("PYXIDE_BLESS").is_some() {
            std::fs::write(&file, format!("{input}{SEPARATOR}{found}")).expect("written");
        } else {
            failures.push(format!("{}\n{found}", file.display()));
        }
    }
    assert!(failures.is_empty(), "{} files differ\n{}", failures.len(), failures.join("\n"));
}

fn files(root: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in std::fs::read_dir(root).expect("tests/mir is there").flatten() {
        for file in std::fs::read_dir(folder.path()).into_iter().flatten().flatten() {
            if file.path().extension().is_some_and(|ext| ext == "mir") {
                files.push(file.path());
            }
        }
    }
    files.sort();
    files
}

fn transformed(file: &Path, input: &str) -> Result<String, String> {
    let folder = file.parent().and_then(Path::file_name).and_then(|name| name.to_str());
    let listed = input.lines().next().and_then(|line| line.strip_prefix("; passes: "));
    let names: Vec<&str> =
        listed.map_or(folder.into_iter().collect(), |line| line.split(' ').collect());
    let mut types = TypeTable::new();
    let mut interner = Interner::new();
    let mut function =
        mir::read_function(input, &mut types, &mut interner).map_err(|error| error.to_string())?;
    let mut consts = constants(input, &mut interner);
    let mut made = Vec::new();
    check(&function, &types, "as written")?;
    for name in names {
        let pass = PIPELINE.iter().find(|pass| pass.name == name);
        let pass = pass.ok_or_else(|| format!("no pass `{name}`"))?;
        if pass.phase != function.phase {
            return Err(format!("`{name}` does not take phase {:?}", function.phase));
        }
        let options = Options::default();
        let mut cx = Context {
            module: "m",
            callees: &Default::default(),
            made: &mut made,
            types: &mut types,
            names: &interner,
            consts: &mut consts,
            options: &options,
        };
        (pass.run)(&mut function, &mut cx);
        function.phase = pass.leaves;
        let text = mir::print_function(&function, &types, &interner);
        check(&function, &types, name).map_err(|message| format!("{message}\n{text}"))?;
    }
    let mut whole = String::new();
    for function in std::iter::once(&function).chain(&made) {
        check(function, &types, "made")?;
        let text = mir::print_function(function, &types, &interner);
        let again = mir::read_function(&text, &mut types, &mut interner)
            .map_err(|error| format!("does not read back: {error}\n{text}"))?;
        let again = mir::print_function(&again, &types, &interner);
        if again != text {
            return Err(format!("read back otherwise:\n{text}{again}"));
        }
        whole += &text;
    }
    Ok(whole)
}

/// `; const 1 2.5 name` lists the constants `k0`, `k1`, ...: numbers and interned names.
fn constants(input: &str, interner: &mut Interner) -> IdVec<ConstId, Const> {
    let lines = input.lines().filter_map(|line| line.strip_prefix("; const "));
    lines
        .flat_map(|line| line.split(' '))
        .map(|number| match number.parse::<f64>() {
            Ok(value) if number.contains('.') => Const::Float(value.to_bits()),
            Err(_) => Const::Name(interner.intern(number)),
            _ => Const::Int(number.into()),
        })
        .collect()
}

fn check(function: &mir::Function, types: &TypeTable, when: &str) -> Result<(), String> {
    mir::verify(function, types).map_err(|errors| {
        let errors: Vec<_> = errors.iter().map(ToString::to_string).collect();
        format!("{when}: {}", errors.join("; "))
    })
}
