//! Runs the language tests of Markdown pages.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use driver::{Goal, Input, Options, Report};

use crate::page::{self, Example};
use crate::tally::Tally;
use crate::{expect, python};

/// Checks every page below a folder. With `bless`, the message blocks are written anew.
pub fn check_dir(folder: &Path, bless: bool) -> Tally {
    let pages = crate::files_below(folder, &["md"]);
    crate::tally::in_parallel(&pages, |path| check_page(path, bless))
}

fn check_page(path: &PathBuf, bless: bool) -> Tally {
    let mut tally = Tally::default();
    let Ok(text) = std::fs::read_to_string(path) else {
        tally.fail(&path.display().to_string(), "cannot be read");
        return tally;
    };
    let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
    // From the end, so that rewriting one block leaves the lines before it where they are.
    for example in page::parse(&text).iter().rev() {
        let name = format!("{}:{} {}", path.display(), example.line, example.title);
        match check_example(example) {
            Err(why) => tally.fail(&name, &why),
            Ok(report) => {
                let messages = render(&report);
                let wrong = example.messages.as_ref().filter(|(wanted, _)| *wanted != messages);
                match wrong {
                    Some((_, place)) if bless => {
                        lines.splice(place.clone(), messages.lines().map(str::to_string));
                        tally.pass();
                    }
                    Some(_) => tally.fail(&name, &format!("the messages are\n{messages}")),
                    None => tally.pass(),
                }
            }
        }
    }
    let blessed = lines.join("\n") + "\n";
    if bless && blessed != text && std::fs::write(path, blessed).is_err() {
        tally.fail(&path.display().to_string(), "cannot be written");
    }
    tally
}

fn render(report: &Report) -> String {
    let text = diag::render::render(
        &report.sources,
        &report.diagnostics,
        diag::render::Format::Human,
        false,
    );
    // Trailing blanks are lost in editors.
    text.lines().fold(String::new(), |mut out, line| {
        let _ = writeln!(out, "{}", line.trim_end());
        out
    })
}

fn check_example(example: &Example) -> Result<Report, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let name = format!("example.{}", example.extension);
    let own = (name.clone(), example.source.clone());
    for (name, text) in example.files.iter().chain([&own]) {
        std::fs::write(folder.path().join(name), text).map_err(|error| error.to_string())?;
    }
    let options = options(example, folder.path())?;
    let source = folder.path().join(&name);
    let expected = expect::parse(&example.source);
    let mut report = driver::compile(&Input::new(&source), &options, &Goal::C);
    let mut differences = expect::differences(&expected, &report);
    if !expected.types.is_empty() {
        let types = driver::compile(&Input::new(&source), &options, &Goal::Types);
        differences.extend(expect::type_differences(&expected, &types.dump.unwrap_or_default()));
    }
    if !differences.is_empty() {
        return Err(differences.join("\n"));
    }
    if let Some(script) = &example.python {
        run(script, &source, folder.path(), &options)?;
    }
    rename_main(&mut report);
    Ok(report)
}

/// Messages do not show the temporary folder.
fn rename_main(report: &mut Report) {
    let mut renamed = base::SourceMap::new();
    for (_, file) in report.sources.files() {
        let name = file.path.file_name().map(PathBuf::from).unwrap_or_default();
        renamed.add(name, file.text.clone());
    }
    report.sources = renamed;
}

fn options(example: &Example, folder: &Path) -> Result<Options, String> {
    let mut options = python::options();
    options.policy.extra = true;
    options.include_dirs.push(folder.to_path_buf());
    for word in &example.options {
        match word.split_once('=') {
            Some((name, value)) => options.directives.push((name.into(), value.into())),
            None if word == "cplus" => options.cplus = true,
            None if word == "lenient" => options.lenient = true,
            None => return Err(format!("unknown option `{word}`")),
        }
    }
    Ok(options)
}

fn run(script: &str, source: &Path, folder: &Path, options: &Options) -> Result<(), String> {
    let built = folder.join("built");
    let (report, _) =
        driver::command::build_one(&Input::new(source), Some(&built), python::toolchain(), options);
    if report.is_rejected() {
        return Err(report.render(options));
    }
    let script = format!("import example\nfrom example import *\n{script}");
    let output = python::run(&script, &built, &[]).map_err(|error| error.to_string())?;
    if output.status.success() { Ok(()) } else { Err(python::complaint(&output)) }
}
