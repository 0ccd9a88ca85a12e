//! What sema is given: the session's tables, the options, and a way to ask for other source files.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use base::{Interner, SourceMap};
use diag::Sink;
use types::TypeTable;

use crate::ConstValue;

/// The session as sema sees it. Lives for the analysis of one module; the tables outlive it.
pub struct Context<'a> {
    pub names: &'a mut Interner,
    pub types: &'a mut TypeTable,
    pub sink: &'a mut Sink,
    pub sources: &'a mut SourceMap,
    pub options: &'a Options,
    pub loader: &'a mut dyn Loader,
    /// Owns the trees of the files that are loaded on the way.
    pub trees: &'a Trees,
}

/// The settings of the user that hold for a whole run.
#[derive(Clone, Debug)]
pub struct Options {
    /// `-X name=value`, in order, with dots in names as written.
    pub directives: Vec<(String, String)>,
    /// The language level where no directive says one.
    pub language_level: LanguageLevel,
    /// C++ instead of C.
    pub cplus: bool,
    /// Names that nothing declares are looked up at run time, and reads of unbound variables fail there.
    pub lenient: bool,
    /// The oldest CPython that the code has to run on, as 0x030B for 3.11.
    pub oldest_python: u16,
    /// `-E NAME=VALUE`: names of compile-time conditions.
    pub compile_time: Vec<(String, ConstValue)>,
    /// Functions, classes and modules keep their docstrings.
    pub docstrings: bool,
    /// Docstrings of functions begin with where they are defined.
    pub embed_positions: bool,
    /// Every C function of a module without a definition file may be cimported.
    pub exports_all: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            directives: Vec::new(),
            language_level: LanguageLevel::Level3,
            cplus: false,
            lenient: false,
            oldest_python: 0x030B,
            compile_time: Vec::new(),
            docstrings: true,
            embed_positions: false,
            exports_all: false,
        }
    }
}

/// Which Python a source is written in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum LanguageLevel {
    Level2,
    Level3,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileKind {
    /// `.pyx`
    Pyx,
    /// `.py`: Python's syntax, typed by annotations and the `cython` module.
    Py,
    /// `.pxd`
    Pxd,
    /// `.pxi`
    Pxi,
}

/// The module that is compiled.
#[derive(Clone, Debug)]
pub struct ModuleInfo {
    /// The full dotted name.
    pub name: String,
    pub path: PathBuf,
    pub kind: FileKind,
    /// The source is a package's `__init__`.
    pub is_package: bool,
}

/// The tables that reading and parsing a file fills.
pub struct Parts<'p> {
    pub names: &'p mut Interner,
    pub sources: &'p mut SourceMap,
    pub sink: &'p mut Sink,
    pub level: LanguageLevel,
}

/// Which definition file is wanted.
#[derive(Clone, Copy, Debug)]
pub struct PxdRequest<'p> {
    /// The full dotted name of the module.
    pub module: &'p str,
    /// The name of the module that is compiled, and its file: its root package is searched first.
    pub importer: &'p ModuleInfo,
    /// The definition file of the compiled module itself: only looked for beside it and on the include path.
    pub own: bool,
}

/// A file that was found and parsed; what is wrong with its syntax is in the sink.
#[derive(Clone, Debug)]
pub struct Loaded {
    pub tree: ast::Module,
    pub path: PathBuf,
    /// The file is a package's `__init__`.
    pub is_package: bool,
}

/// Finds, reads and parses other source files. Implemented where files are allowed.
pub trait Loader {
    /// The definition file of a module, searched as the language says (beside the importer's root package, the include
    /// path, `sys.path`, the shipped declarations). Nothing if there is none; that is no error here.
    fn pxd(&mut self, request: PxdRequest<'_>, parts: Parts<'_>) -> Option<Loaded>;

    /// A file that `include` names, searched beside the including file, then on the include path.
    fn include(&mut self, name: &str, from: &Path, parts: Parts<'_>) -> Option<Loaded>;

    /// Whether a folder that could be this package exists. Its definition file is optional.
    fn is_package(&mut self, name: &str, importer: &ModuleInfo) -> bool;
}

/// An append-only store: what is in it stays where it is, so that symbols can refer to trees of files that are loaded later.
#[derive(Default)]
pub struct Trees {
    first: OnceCell<Box<TreeNode>>,
}

struct TreeNode {
    tree: ast::Module,
    rest: Trees,
}

impl Trees {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn add(&self, tree: ast::Module) -> &ast::Module {
        let mut last = self;
        while let Some(node) = last.first.get() {
            last = &node.rest;
        }
        &last.first.get_or_init(|| Box::new(TreeNode { tree, rest: Trees::new() })).tree
    }
}
