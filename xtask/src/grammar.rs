//! `cargo xtask grammar`: runs the parser generator, optimised and with a time limit, and shows what is
//! ambiguous. A grammar with conflicts can keep the generator busy for minutes; cargo alone would just hang.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::shell::{Result, cargo};

/// The first time the generator itself is built as well, which takes longer than its work.
const LIMIT: Duration = Duration::from_secs(300);
/// How many conflicts are shown; the later ones mostly follow from the first.
const SHOWN: usize = 5;

pub fn run(arguments: &[String]) -> Result {
    if !arguments.is_empty() {
        return Err("`grammar` takes no arguments".into());
    }
    let begin = Instant::now();
    let output = with_limit(cargo().args(["check", "--release", "--package", "pyxide-parser"]))?;
    let conflicts = conflicts(&output.text);
    if output.ok && conflicts.is_empty() {
        println!("the grammar is LR(1), generated in {:.1} s", begin.elapsed().as_secs_f64());
        return Ok(());
    }
    if conflicts.is_empty() {
        println!("{}", output.text);
    }
    for conflict in conflicts.iter().take(SHOWN) {
        println!("{conflict}\n");
    }
    let state = if output.in_time { "" } else { ", and more when time was up" };
    Err(format!("{} conflicts{state}", conflicts.len()))
}

struct Output {
    ok: bool,
    in_time: bool,
    text: String,
}

fn with_limit(command: &mut Command) -> Result<Output> {
    let failed = |error: std::io::Error| error.to_string();
    let log = crate::shell::root().join("target/grammar.log");
    let file = std::fs::File::create(&log).map_err(failed)?;
    let other = file.try_clone().map_err(failed)?;
    let mut child =
        command.stdin(Stdio::null()).stdout(file).stderr(other).spawn().map_err(failed)?;
    let begin = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().map_err(failed)? {
            break Some(status);
        }
        if begin.elapsed() > LIMIT {
            let _ = child.kill();
            let _ = child.wait();
            break None;
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    let text = std::fs::read(&log)
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .map_err(failed)?;
    Ok(Output {
        ok: status.is_some_and(|status| status.success()),
        in_time: status.is_some(),
        text,
    })
}

/// The blocks of the generator's output that tell of an ambiguity.
fn conflicts(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let line = line.trim_start_matches("cargo:warning=");
        let starts = line.contains("ambiguity detected") || line.contains("Local ambiguity");
        if starts {
            found.push(String::new());
        }
        open = starts || (open && !line.starts_with("error:"));
        if open && let Some(block) = found.last_mut() {
            block.push_str(line);
            block.push('\n');
        }
    }
    found
}
