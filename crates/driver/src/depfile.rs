//! Dependency files, as make and Ninja read them.

use std::path::{Path, PathBuf};

/// `target: prerequisites`, one to a line, all relative to the current folder where they are below it or beside it.
pub fn text(target: &Path, prerequisites: &[PathBuf]) -> String {
    let mut out = format!("{}:", escaped(target));
    for file in prerequisites {
        out.push_str(" \\\n  ");
        out.push_str(&escaped(file));
    }
    out.push('\n');
    out
}

/// Where the dependency file of an output lies.
pub fn beside(output: &Path) -> PathBuf {
    let mut name = output.as_os_str().to_os_string();
    name.push(".dep");
    PathBuf::from(name)
}

fn escaped(path: &Path) -> String {
    relative(path).display().to_string().replace(' ', "\\ ")
}

/// The way from the current folder; an absolute path stays one where the two have nothing in common.
fn relative(path: &Path) -> PathBuf {
    let Ok(here) = std::env::current_dir() else { return path.to_path_buf() };
    let Ok(absolute) = std::path::absolute(path) else { return path.to_path_buf() };
    let (absolute, here) = (normal(&absolute), normal(&here));
    let common = absolute.components().zip(here.components()).take_while(|(a, b)| a == b).count();
    if common <= 1 {
        return absolute;
    }
    let up = here.components().count() - common;
    let ways = std::iter::repeat_n(PathBuf::from(".."), up);
    ways.chain(absolute.components().skip(common).map(|part| PathBuf::from(part.as_os_str())))
        .collect()
}

/// Without `.` and with `..` resolved by the text alone.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => {
                out.pop();
            }
            std::path::Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_that_of_make() {
        let found = text(Path::new("out/m.c"), &["a b/m.pyx".into(), "./x/../m.pxd".into()]);
        assert_eq!(found, "out/m.c: \\\n  a\\ b/m.pyx \\\n  m.pxd\n");
        assert_eq!(beside(Path::new("out/m.c")), Path::new("out/m.c.dep"));
    }
}
