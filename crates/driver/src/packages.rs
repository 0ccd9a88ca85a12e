//! Module names from where files lie.

use std::path::{Path, PathBuf};

use crate::loader::is_package_folder;

/// The dotted name of a source: its packages, outermost first, and its own. A package's `__init__` is the package.
pub fn module_name(source: &Path) -> String {
    let absolute = std::path::absolute(source).unwrap_or_else(|_| source.to_path_buf());
    let stem = absolute.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut parts = package_of(&absolute);
    if stem != "__init__" {
        parts.push(stem);
    } else if parts.is_empty() {
        // An `__init__` without a neighbour that says so makes its folder a package all the same.
        let folder = absolute.parent().and_then(Path::file_name).unwrap_or_default();
        parts.push(folder.to_string_lossy().into_owned());
    }
    parts.join(".")
}

/// The packages around a file, outermost first.
pub fn package_of(file: &Path) -> Vec<String> {
    let mut parts = Vec::new();
    let mut folder = file.parent().map(Path::to_path_buf);
    while let Some(here) = folder.filter(|here| is_package_folder(here)) {
        parts.push(here.file_name().unwrap_or_default().to_string_lossy().into_owned());
        folder = here.parent().map(Path::to_path_buf);
    }
    parts.reverse();
    parts
}

/// The folder that the name of a module starts from: what is left of the file's place without the parts of its name.
pub fn base_folder(source: &Path, module: &str) -> PathBuf {
    let is_init = source.file_stem().is_some_and(|stem| stem == "__init__");
    let depth = module.split('.').count() + usize::from(is_init);
    let absolute = std::path::absolute(source).unwrap_or_else(|_| source.to_path_buf());
    absolute.ancestors().nth(depth).map(Path::to_path_buf).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_packages() {
        let folder = std::env::temp_dir().join(format!("pyxide-packages-{}", std::process::id()));
        let inner = folder.join("outer/inner");
        std::fs::create_dir_all(&inner).expect("a temporary folder");
        for package in [&folder.join("outer"), &inner] {
            std::fs::write(package.join("__init__.py"), "").expect("written");
        }
        assert_eq!(module_name(&inner.join("a.pyx")), "outer.inner.a");
        assert_eq!(module_name(&inner.join("__init__.py")), "outer.inner");
        assert_eq!(module_name(&folder.join("b.pyx")), "b");
        assert_eq!(base_folder(&inner.join("a.pyx"), "outer.inner.a"), folder);
        assert_eq!(base_folder(&inner.join("__init__.py"), "outer.inner"), folder);
        std::fs::remove_dir_all(&folder).expect("removed");
    }
}
