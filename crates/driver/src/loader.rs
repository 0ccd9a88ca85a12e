//! Finds, reads and parses the files that a module pulls in: definition files, include files.

use std::path::{Path, PathBuf};

use base::FileId;
use sema::{Loaded, Loader, ModuleInfo, Parts, PxdRequest};

use crate::frontend;
use crate::implied;
use crate::incremental::Trace;
use crate::options::Options;
use crate::session;

/// How shipped files are called in messages.
const SHIPPED: &str = "<pyxide>";

pub struct Files<'a> {
    options: &'a Options,
    /// The module search path of the target Python; asked for when nothing else has a file.
    python_path: Option<Vec<PathBuf>>,
    trace: &'a mut Trace,
}

impl<'a> Files<'a> {
    pub fn new(options: &'a Options, trace: &'a mut Trace) -> Self {
        Files { options, python_path: None, trace }
    }

    fn python_path(&mut self) -> Vec<PathBuf> {
        let options = self.options;
        let path = self
            .python_path
            .get_or_insert_with(|| runtime::python_path(options.python.as_deref()))
            .clone();
        self.trace.python_path = Some(path.clone());
        path
    }

    /// The folders that absolute module names start from, without those of Python.
    fn roots(&mut self, importer: &ModuleInfo) -> Vec<PathBuf> {
        let mut roots = vec![self.trace.root_folder(&importer.path)];
        roots.extend(self.options.include_dirs.iter().cloned());
        roots
    }

    fn load(&mut self, path: &Path, parts: Parts) -> Option<Loaded> {
        let bytes = session::read_source(path).ok()?;
        self.trace.read(path, &bytes);
        let file = session::add_decoded(parts.sources, path, &bytes, parts.sink);
        Some(self.parse(file, path, parts))
    }

    fn load_shipped(&self, name: &str, parts: Parts) -> Option<Loaded> {
        let text = runtime::pxd(name)?;
        let path = Path::new(SHIPPED).join(name);
        let file = parts.sources.add(&path, text.to_string());
        Some(self.parse(file, &path, parts))
    }

    fn parse(&self, file: FileId, path: &Path, parts: Parts) -> Loaded {
        let options = lexer::Options {
            kind: frontend::file_kind(path),
            language_level: if parts.level == sema::LanguageLevel::Level2 { 2 } else { 3 },
            cplus: self.options.cplus,
        };
        let tree = frontend::parse(file, options, parts.sources, parts.names, parts.sink);
        let is_package =
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("__init__."));
        Loaded { tree, path: path.to_path_buf(), is_package }
    }
}

impl Files<'_> {
    /// What the source of a module declares that has no definition file.
    fn implied(&mut self, request: PxdRequest<'_>, parts: Parts) -> Option<Loaded> {
        if !self.options.cimport_from_pyx {
            return None;
        }
        let path = request.module.replace('.', "/");
        let names = [format!("{path}.pyx"), format!("{path}/__init__.pyx")];
        let roots = self.roots(request.importer);
        let file = self.trace.first_file(&roots, &names)?;
        let bytes = session::read_source(&file).ok()?;
        self.trace.read(&file, &bytes);
        let id = session::add_decoded(parts.sources, &file, &bytes, parts.sink);
        let Parts { names, sources, sink, level } = parts;
        let loaded = self.parse(id, &file, Parts { names, sources, sink, level });
        Some(Loaded { tree: implied::definitions(loaded.tree), ..loaded })
    }
}

impl Loader for Files<'_> {
    fn pxd(&mut self, request: PxdRequest<'_>, parts: Parts<'_>) -> Option<Loaded> {
        let candidates = definition_names(request.module);
        if request.own {
            let beside = request.importer.path.with_extension("pxd");
            let folder = beside.parent().unwrap_or(Path::new("")).to_path_buf();
            let name = beside.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if let Some(path) = self.trace.first_file(&[folder], &[name]) {
                return self.load(&path, parts);
            }
        }
        let roots = self.roots(request.importer);
        if let Some(path) = self.trace.first_file(&roots, &candidates) {
            return self.load(&path, parts);
        }
        if request.own {
            return None;
        }
        if let Some(name) = candidates.iter().find(|name| runtime::pxd(name).is_some()) {
            return self.load_shipped(name, parts);
        }
        // Another package of the same name is not the one that the importer is in.
        if same_package(request.module, &request.importer.name) {
            return self.implied(request, parts);
        }
        let folders = self.python_path();
        if let Some(path) = self.trace.first_file(&folders, &candidates) {
            return self.load(&path, parts);
        }
        self.implied(request, parts)
    }

    fn include(&mut self, name: &str, from: &Path, parts: Parts<'_>) -> Option<Loaded> {
        let beside = from.parent().unwrap_or(Path::new("")).to_path_buf();
        let mut folders = vec![beside];
        folders.extend(self.options.include_dirs.iter().cloned());
        if let Some(path) = self.trace.first_file(&folders, &[name.to_string()]) {
            return self.load(&path, parts);
        }
        self.load_shipped(name, parts)
    }

    fn is_package(&mut self, name: &str, importer: &ModuleInfo) -> bool {
        let folder = name.replace('.', "/");
        let shipped = format!("{folder}/");
        if runtime::pxd_names().any(|known| known.starts_with(&shipped)) {
            return true;
        }
        let roots = self.roots(importer);
        if self.trace.has_folder(&roots, &folder) {
            return true;
        }
        let roots = self.python_path();
        self.trace.has_folder(&roots, &folder)
    }
}

/// Whether a module belongs to the outermost package that another one is in.
fn same_package(module: &str, importer: &str) -> bool {
    let first = |name: &str| name.split_once('.').map(|(first, _)| first.to_string());
    first(importer).is_some_and(|package| first(module) == Some(package))
}

/// Where the definition file of a module may lie below a root.
pub fn definition_names(module: &str) -> [String; 3] {
    let path = module.replace('.', "/");
    [format!("{path}.pxd"), format!("{path}/__init__.pxd"), format!("{module}.pxd")]
}

pub fn first_file(folders: &[PathBuf], names: &[String]) -> Option<PathBuf> {
    folders
        .iter()
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find_map(|path| versioned(&path).or_else(|| path.is_file().then_some(path)))
}

/// The language that is compiled, as definition files name it.
const LANGUAGE: &[u32] = &[3, 3];

/// The variant of a definition file for the newest language that is not beyond ours: `m.cython-3_1.pxd` beside `m.pxd`.
fn versioned(path: &Path) -> Option<PathBuf> {
    let stem = path.file_stem()?.to_str()?;
    if path.extension()? != "pxd" {
        return None;
    }
    let prefix = format!("{stem}.cython-");
    let entries = std::fs::read_dir(path.parent()?).ok()?;
    let tagged = entries.flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let version = version_of(name.strip_prefix(&prefix)?.strip_suffix(".pxd")?)?;
        (version.as_slice() <= LANGUAGE).then(|| (version, entry.path()))
    });
    tagged.max().map(|(_, path)| path)
}

/// `3_1` is 3.1, and `30` is 3.0. Without a border between its parts a version is a number of two digits, and a larger one later than all.
fn version_of(tag: &str) -> Option<Vec<u32>> {
    if tag.contains('_') {
        return tag.split('_').map(|part| part.parse().ok()).collect();
    }
    let number: u32 = tag.parse().ok()?;
    Some(if number < 100 { vec![number / 10, number % 10] } else { vec![number] })
}

/// The folder that holds the outermost package around a source.
pub fn root_folder(source: &Path) -> PathBuf {
    let mut folder = source.parent().unwrap_or(Path::new("")).to_path_buf();
    while is_package_folder(&folder) {
        let Some(parent) = parent_of(&folder) else { break };
        folder = parent;
    }
    folder
}

/// The parent, also of a relative path that has no more names.
fn parent_of(folder: &Path) -> Option<PathBuf> {
    match folder.parent() {
        Some(parent) if folder.file_name().is_some() => Some(parent.to_path_buf()),
        // `absolute` refuses the empty path, which is the current folder.
        _ => {
            let absolute = std::env::current_dir().ok()?.join(folder);
            std::path::absolute(absolute).ok()?.parent().map(Path::to_path_buf)
        }
    }
}

pub fn is_package_folder(folder: &Path) -> bool {
    ["__init__.py", "__init__.pyx", "__init__.pxd"].iter().any(|name| folder.join(name).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_not_looked_for_elsewhere() {
        assert!(same_package("pkg.bb", "pkg.aa") && same_package("pkg.bb", "pkg.sub.ac"));
        assert!(!same_package("other.bb", "pkg.aa") && !same_package("aa.bb", "aa"));
    }

    #[test]
    fn a_root_lies_above_all_packages() {
        let folder = std::env::temp_dir().join(format!("pyxide-loader-{}", std::process::id()));
        let inner = folder.join("outer/inner");
        std::fs::create_dir_all(&inner).expect("a temporary folder");
        for package in [&folder.join("outer"), &inner] {
            std::fs::write(package.join("__init__.py"), "").expect("written");
        }
        assert_eq!(root_folder(&inner.join("a.pyx")), folder);
        assert_eq!(root_folder(&folder.join("b.pyx")), folder);
        let here = std::env::current_dir().expect("there is one");
        assert_eq!(parent_of(Path::new("")).as_deref(), here.parent());
        std::fs::remove_dir_all(&folder).expect("removed");
    }

    #[test]
    fn the_newest_variant_that_we_know_is_taken() {
        let folder = std::env::temp_dir().join(format!("pyxide-variants-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let tags = ["-2", "-30", "-3_1", "-99", "-300000"].map(|tag| format!("m.cython{tag}.pxd"));
        for name in tags.iter().map(String::as_str).chain(["m.pxd", "n.pxd"]) {
            std::fs::write(folder.join(name), "").expect("written");
        }
        let found = |name: &str| first_file(std::slice::from_ref(&folder), &[name.to_string()]);
        assert_eq!(found("m.pxd"), Some(folder.join("m.cython-3_1.pxd")));
        assert_eq!(found("n.pxd"), Some(folder.join("n.pxd")));
        assert_eq!(found("o.pxd"), None);
        std::fs::remove_dir_all(&folder).expect("removed");
    }

    #[test]
    fn a_definition_is_a_file_or_a_package() {
        assert_eq!(definition_names("a.b"), ["a/b.pxd", "a/b/__init__.pxd", "a.b.pxd"]);
    }
}
