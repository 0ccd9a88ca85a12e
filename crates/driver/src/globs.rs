//! Patterns for files: `*`, `?`, `[abc]`, `**` for any number of folders, `{a,b}` for alternatives.

use std::path::{Path, PathBuf};

/// The files that a pattern means, sorted. A folder means its `.py` and `.pyx` files, at any depth.
pub fn expand(pattern: &str) -> Vec<PathBuf> {
    if Path::new(pattern).is_file() {
        return vec![PathBuf::from(pattern)];
    }
    let pattern = if Path::new(pattern).is_dir() {
        format!("{}/**/*.{{py,pyx}}", pattern.trim_end_matches('/'))
    } else {
        pattern.to_string()
    };
    let mut found = Vec::new();
    for alternative in alternatives(&pattern) {
        let (root, parts) = split(&alternative);
        walk(&root, &parts, &mut found);
    }
    found.sort();
    found.dedup();
    found
}

/// Whether a path is what the pattern describes.
pub fn matches(pattern: &str, path: &Path) -> bool {
    let path = path.to_string_lossy();
    let names: Vec<&str> = path.split('/').filter(|name| *name != ".").collect();
    alternatives(pattern).iter().any(|alternative| {
        let parts: Vec<&str> = alternative.split('/').filter(|part| *part != ".").collect();
        names_match(&parts, &names)
    })
}

fn names_match(parts: &[&str], names: &[&str]) -> bool {
    match parts.split_first() {
        None => names.is_empty(),
        Some((&"**", rest)) => {
            (0..=names.len()).any(|skipped| names_match(rest, &names[skipped..]))
        }
        Some((part, rest)) => names
            .split_first()
            .is_some_and(|(name, left)| name_matches(part, name) && names_match(rest, left)),
    }
}

/// Every way to take one of each `{a,b}`.
fn alternatives(pattern: &str) -> Vec<String> {
    let Some(open) = pattern.find('{') else { return vec![pattern.to_string()] };
    let Some(close) = pattern[open..].find('}').map(|at| open + at) else {
        return vec![pattern.to_string()];
    };
    let tails = alternatives(&pattern[close + 1..]);
    pattern[open + 1..close]
        .split(',')
        .flat_map(|choice| {
            tails.iter().map(move |tail| format!("{}{}{}", &pattern[..open], choice.trim(), tail))
        })
        .collect()
}

/// The folder before the first pattern, and the parts from there on.
fn split(pattern: &str) -> (PathBuf, Vec<String>) {
    let absolute = pattern.starts_with('/');
    let parts: Vec<&str> = pattern.split('/').filter(|part| !part.is_empty()).collect();
    let plain = parts.iter().take_while(|part| !part.contains(['*', '?', '['])).count();
    let plain = plain.min(parts.len().saturating_sub(1));
    let mut root = PathBuf::from(if absolute { "/" } else { "" });
    root.extend(&parts[..plain]);
    (root, parts[plain..].iter().map(|part| part.to_string()).collect())
}

fn walk(folder: &Path, parts: &[String], found: &mut Vec<PathBuf>) {
    let Some((part, rest)) = parts.split_first() else { return };
    if part == "**" {
        walk(folder, rest, found);
    }
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    for entry in std::fs::read_dir(here).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = folder.join(&name);
        if part == "**" {
            if path.is_dir() && !name.starts_with('.') {
                walk(&path, parts, found);
            }
        } else if !name_matches(part, &name) {
        } else if rest.is_empty() {
            found.extend(path.is_file().then_some(path));
        } else if path.is_dir() {
            walk(&path, rest, found);
        }
    }
}

/// `*`, `?` and `[...]` within one name.
fn name_matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), name.chars().collect());
    chars_match(&pattern, &name)
}

fn chars_match(pattern: &[char], name: &[char]) -> bool {
    match pattern.split_first() {
        None => name.is_empty(),
        Some(('*', rest)) => (0..=name.len()).any(|skipped| chars_match(rest, &name[skipped..])),
        Some(('[', rest)) => match rest.iter().position(|&c| c == ']') {
            Some(end) if end > 0 => {
                let fits = |c: char| in_set(&rest[..end], c);
                name.split_first()
                    .is_some_and(|(&c, left)| fits(c) && chars_match(&rest[end + 1..], left))
            }
            _ => name.first() == Some(&'[') && chars_match(rest, &name[1..]),
        },
        Some((&wanted, rest)) => name
            .split_first()
            .is_some_and(|(&c, left)| (wanted == '?' || wanted == c) && chars_match(rest, left)),
    }
}

fn in_set(set: &[char], c: char) -> bool {
    let (negated, set) = match set.split_first() {
        Some(('!' | '^', rest)) => (true, rest),
        _ => (false, set),
    };
    let mut inside = false;
    let mut index = 0;
    while index < set.len() {
        if set.get(index + 1) == Some(&'-') && index + 2 < set.len() {
            inside |= set[index] <= c && c <= set[index + 2];
            index += 3;
        } else {
            inside |= set[index] == c;
            index += 1;
        }
    }
    inside != negated
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_match_patterns() {
        for (pattern, path, expected) in [
            ("*.pyx", "a.pyx", true),
            ("*.pyx", "p/a.pyx", false),
            ("**/*.pyx", "p/q/a.pyx", true),
            ("**/*.pyx", "a.pyx", true),
            ("p/**/[a-c]?.{py,pyx}", "p/x/b1.py", true),
            ("p/**/[!a-c]?.{py,pyx}", "p/x/b1.py", false),
            ("./a.pyx", "a.pyx", true),
        ] {
            assert_eq!(matches(pattern, Path::new(path)), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn files_are_found() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["a.pyx", "b.py", "sub/c.pyx", "sub/d.txt"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
            std::fs::write(path, "").expect("written");
        }
        let names = |pattern: &str| -> Vec<String> {
            let all = expand(&folder.path().join(pattern).to_string_lossy());
            all.iter()
                .filter_map(|path| path.strip_prefix(folder.path()).ok())
                .map(|path| path.display().to_string())
                .collect()
        };
        assert_eq!(names("*.pyx"), ["a.pyx"]);
        assert_eq!(names(""), ["a.pyx", "b.py", "sub/c.pyx"]);
        assert_eq!(names("**/*.pyx"), ["a.pyx", "sub/c.pyx"]);
        assert_eq!(names("sub/{c,d}.*"), ["sub/c.pyx", "sub/d.txt"]);
    }
}
