//! What a source depends on, found without compiling it: definition files, include files, headers beside it, and the
//! settings that these ask of a build.
//!
//! Files are parsed and not searched as text, so a `cimport` in a string or in a dead branch of the grammar is none.
//! A file that does not parse has the dependencies that were seen up to there: the compilation tells what is wrong.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use ast::walk::{Visitor, walk_module, walk_stmt};
use ast::{ExternHeader, ImportNames, Stmt, StmtKind};
use base::{Interner, Name, SourceMap};
use diag::Sink;

use crate::frontend;
use crate::loader::{definition_names, first_file, root_folder};
use crate::options::{Input, Options};
use crate::session;

/// A source and all that its module is made from.
#[derive(Debug, PartialEq, Eq)]
pub struct Dependencies {
    pub source: PathBuf,
    pub module: String,
    /// Definition files, include files and headers, through all levels; sorted, without the source itself.
    pub files: BTreeSet<PathBuf>,
    /// `# distutils:` comments of the source: key and value as written.
    pub settings: Vec<(String, String)>,
    /// Those of the definition files that it cimports.
    pub inherited: Vec<(String, String)>,
}

/// What one file mentions, by the names in it.
#[derive(Clone, Default)]
struct Mentions {
    /// Leading dots, and the dotted name.
    cimports: Vec<(u32, String)>,
    includes: Vec<String>,
    headers: Vec<String>,
    settings: Vec<(String, String)>,
}

/// Reads each file once, however many sources mention it.
pub struct Scanner<'a> {
    options: &'a Options,
    seen: HashMap<PathBuf, Mentions>,
}

impl<'a> Scanner<'a> {
    pub fn new(options: &'a Options) -> Self {
        Scanner { options, seen: HashMap::new() }
    }

    pub fn dependencies(&mut self, input: &Input) -> Dependencies {
        let mut found = Dependencies {
            source: input.path.clone(),
            module: input.module_name(),
            files: BTreeSet::new(),
            settings: self.mentions(&input.path).settings.clone(),
            inherited: Vec::new(),
        };
        let mut visited = HashSet::from([input.path.clone()]);
        let mut pending = vec![(input.path.clone(), found.module.clone())];
        let own = input.path.with_extension("pxd");
        if own.is_file() && own != input.path {
            pending.push((own, found.module.clone()));
        }
        while let Some((file, module)) = pending.pop() {
            if visited.insert(file.clone()) {
                found.files.insert(file.clone());
                if file.extension().is_some_and(|extension| extension == "pxd") {
                    found.inherited.extend(self.mentions(&file).settings.clone());
                }
            }
            for next in self.mentioned_files(&file, &module) {
                if !visited.contains(&next.0) && !pending.contains(&next) {
                    pending.push(next);
                }
            }
        }
        found
    }

    /// The files that a file mentions, each with the module that names in it are relative to.
    fn mentioned_files(&mut self, file: &Path, module: &str) -> Vec<(PathBuf, String)> {
        if !is_source(file) {
            return Vec::new();
        }
        let mentions = self.mentions(file).clone();
        let mut found = Vec::new();
        let folder = file.parent().unwrap_or(Path::new("")).to_path_buf();
        let mut beside = vec![folder];
        beside.extend(self.options.include_dirs.iter().cloned());
        let texts = mentions.includes.iter().chain(&mentions.headers);
        found.extend(
            texts
                .filter_map(|name| first_file(&beside, std::slice::from_ref(name)))
                .map(|path| (path, module.to_string())),
        );
        for (level, name) in &mentions.cimports {
            for candidate in absolute_names(file, module, *level, name) {
                if let Some(path) = self.definition(file, &candidate) {
                    found.push((path, candidate));
                    break;
                }
            }
        }
        found
    }

    fn definition(&self, from: &Path, module: &str) -> Option<PathBuf> {
        let mut roots = vec![shortest(root_folder(from))];
        roots.extend(self.options.include_dirs.iter().cloned());
        roots.push(PathBuf::new());
        first_file(&roots, &definition_names(module))
    }

    fn mentions(&mut self, file: &Path) -> &Mentions {
        if !self.seen.contains_key(file) {
            let found = read(file, self.options).unwrap_or_default();
            self.seen.insert(file.to_path_buf(), found);
        }
        &self.seen[file]
    }
}

/// A path below the current folder is relative to it, as the user named the source.
fn shortest(path: PathBuf) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).map(Path::to_path_buf).unwrap_or(path)
}

fn is_source(file: &Path) -> bool {
    let extension = file.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("pyx" | "pxd" | "pxi" | "py"))
}

/// The modules that a name may mean: an absolute one also one of the same package, as before Python 3.
fn absolute_names(file: &Path, module: &str, level: u32, name: &str) -> Vec<String> {
    let is_init = file.file_stem().is_some_and(|stem| stem == "__init__");
    let parts: Vec<&str> = module.split('.').collect();
    let join = |package: &[&str]| {
        let all: Vec<&str> =
            package.iter().copied().chain([name]).filter(|part| !part.is_empty()).collect();
        all.join(".")
    };
    let package = if is_init { parts.len() } else { parts.len().saturating_sub(1) };
    match level {
        0 if package > 0 => vec![name.to_string(), join(&parts[..package])],
        0 => vec![name.to_string()],
        _ => vec![join(&parts[..package.saturating_sub(level as usize - 1)])],
    }
}

fn read(file: &Path, options: &Options) -> Option<Mentions> {
    let bytes = session::read_source(file).ok()?;
    let (mut sources, mut names, mut sink) = (SourceMap::new(), Interner::new(), Sink::new());
    let id = session::add_decoded(&mut sources, file, &bytes, &mut sink);
    let options = lexer::Options {
        kind: frontend::file_kind(file),
        language_level: options.language_level(),
        cplus: options.cplus,
    };
    let tree = frontend::parse(id, options, &sources, &mut names, &mut sink);
    let mut collector = Collector { names: &names, found: Mentions::default() };
    walk_module(&mut collector, &tree);
    let comments = tree.header.iter().filter(|comment| crate::settings::is_setting(comment));
    collector.found.settings =
        comments.map(|comment| (comment.key.clone(), comment.value.clone())).collect();
    Some(collector.found)
}

/// Sources of pure mode write cimports as imports from here.
const PURE_CIMPORTS: &str = "cython.cimports.";

struct Collector<'a> {
    names: &'a Interner,
    found: Mentions,
}

impl Collector<'_> {
    fn dotted(&self, name: &ast::DottedName) -> String {
        let parts: Vec<&str> = name.parts.iter().map(|part| self.text(part.name)).collect();
        parts.join(".")
    }

    fn text(&self, name: Name) -> &str {
        self.names.text(name)
    }

    fn mention_names(&mut self, import: &ast::FromImport) {
        let module = import.module.as_ref().map(|module| self.dotted(module)).unwrap_or_default();
        let pure = format!("{module}.");
        let module = match (import.cimport, pure.strip_prefix(PURE_CIMPORTS)) {
            (true, _) => module,
            (false, Some(rest)) => rest.trim_end_matches('.').to_string(),
            (false, None) => return,
        };
        if !module.is_empty() {
            self.found.cimports.push((import.level, module.clone()));
        }
        if let ImportNames::List(items) = &import.names {
            for item in items {
                let name = self.text(item.name.name);
                let full =
                    if module.is_empty() { name.to_string() } else { format!("{module}.{name}") };
                self.found.cimports.push((import.level, full));
            }
        }
    }
}

impl Visitor for Collector<'_> {
    fn visit_stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Cimport(aliases) => {
                for alias in aliases {
                    let module = self.dotted(&alias.module);
                    self.found.cimports.push((0, module));
                }
            }
            StmtKind::Import(aliases) => {
                for alias in aliases {
                    let module = self.dotted(&alias.module);
                    if let Some(rest) = module.strip_prefix(PURE_CIMPORTS) {
                        self.found.cimports.push((0, rest.to_string()));
                    }
                }
            }
            StmtKind::FromImport(import) => self.mention_names(import),
            StmtKind::Include { path, .. } => {
                self.found.includes.extend(path.as_str().map(str::to_string));
            }
            StmtKind::CExtern(block) => {
                if let ExternHeader::File(header) = &block.header {
                    let text = self.text(header.text);
                    let local = !text.starts_with('<');
                    self.found.headers.extend(local.then(|| text.to_string()));
                }
            }
            _ => {}
        }
        walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, _: &ast::Expr) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, name: &str, text: &str) {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        std::fs::write(path, text).expect("written");
    }

    #[test]
    fn definitions_includes_and_headers_are_followed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let folder = folder.path();
        write(folder, "pkg/__init__.py", "");
        write(
            folder,
            "pkg/a.pyx",
            "# distutils: libraries = m\nfrom .b cimport f\ninclude 'c.pxi'\n",
        );
        write(
            folder,
            "pkg/b.pxd",
            "# distutils: libraries = z\ncdef extern from 'd.h':\n    int f()\n",
        );
        write(folder, "pkg/c.pxi", "text = 'cimport e'\n");
        write(folder, "pkg/d.h", "");
        write(folder, "pkg/e.pxd", "");
        let options = Options::default();
        let found =
            Scanner::new(&options).dependencies(&Input::in_package(folder.join("pkg/a.pyx")));
        let names: Vec<String> = found
            .files
            .iter()
            .map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
            .collect();
        assert_eq!(names, ["b.pxd", "c.pxi", "d.h"]);
        assert_eq!(found.module, "pkg.a");
        assert_eq!(found.settings, [("libraries".to_string(), "m".to_string())]);
        assert_eq!(found.inherited, [("libraries".to_string(), "z".to_string())]);
    }

    #[test]
    fn pure_mode_cimports_count() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let folder = folder.path();
        write(folder, "m.py", "from cython.cimports.lib import f\nimport os\n");
        write(folder, "lib.pxd", "cdef int f()\n");
        write(folder, "os.pxd", "");
        let options = Options::default();
        let found = Scanner::new(&options).dependencies(&Input::new(folder.join("m.py")));
        assert_eq!(found.files, BTreeSet::from([folder.join("lib.pxd")]));
    }
}
