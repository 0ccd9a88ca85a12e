//! From C text to an extension module, with as little work as possible: a module whose text, flags,
//! compiler, Python and user headers are those of an earlier build is taken from the cache.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::amalgamate::with_includes;
use crate::cache::{Cache, Key};
use crate::error::{ToolchainError, complaints};
use crate::flags::{Commands, Environment, Language, Options, shared_with_library};
use crate::library;
use crate::probe::{self, Python};
use crate::run::call;
use crate::support::closure;

/// Everything that is the same for all modules of one invocation.
pub struct Toolchain {
    pub python: Python,
    pub cache: Cache,
    environment: Environment,
    options: Options,
    jobs: usize,
}

/// One module to be built.
pub struct Unit<'a> {
    /// The module's name without its packages.
    pub name: &'a str,
    pub c_text: &'a str,
    pub features: &'a [String],
    pub language: Language,
    /// What the source itself asks for, on top of the command line's options.
    pub options: &'a Options,
    /// C files and objects of the user that belong to the module.
    pub sources: &'a [PathBuf],
}

/// A finished module in the cache.
#[derive(Debug)]
pub struct Artifact {
    pub path: PathBuf,
    pub from_cache: bool,
    pub c_compile: Duration,
}

/// All that the building of a unit depends on, worked out before anything is done.
struct Plan {
    commands: Commands,
    /// Of the compilation, beside [`Commands::base`].
    flags: Vec<String>,
    link: Vec<String>,
    text: String,
    /// How many lines of the text stand before the unit's own.
    lines_before: u32,
    key: String,
}

impl Toolchain {
    pub fn find(
        python: Option<&Path>,
        options: Options,
        jobs: usize,
    ) -> Result<Self, ToolchainError> {
        let cache = Cache::open().map_err(ToolchainError::files("the cache folder"))?;
        let interpreter = probe::find(python)?;
        let python = probe::probe(&interpreter, &cache)?;
        if !python.includes.iter().any(|folder| folder.join("Python.h").is_file()) {
            let folder = python
                .includes
                .first()
                .map(|folder| folder.display().to_string())
                .unwrap_or_default();
            return Err(ToolchainError::NoHeaders {
                python: interpreter.display().to_string(),
                folder,
            });
        }
        let environment = Environment::read().or_zig(&python);
        Ok(Toolchain { python, cache, environment, options, jobs })
    }

    /// The module's file name.
    pub fn file_name(&self, module: &str) -> String {
        format!("{module}{}", self.python.ext_suffix)
    }

    pub fn build(&self, unit: &Unit) -> Result<Artifact, ToolchainError> {
        if let Some(feature) = closure(unit.features).unknown.first() {
            return Err(ToolchainError::UnknownFeature { feature: feature.clone() });
        }
        let plan = self.plan(unit);
        if let Some(path) = self.cached(&plan.key) {
            return Ok(Artifact { path, from_cache: true, c_compile: Duration::ZERO });
        }
        let begin = Instant::now();
        let path = self.compile(unit, &plan)?;
        self.cache.prune_now_and_then();
        Ok(Artifact { path, from_cache: false, c_compile: begin.elapsed() })
    }

    fn commands(&self, language: Language) -> Commands {
        let mut commands = Commands::new(&self.python, &self.environment, &self.options, language);
        let shared = self.options.cflags.iter().filter(|flag| shared_with_library(flag));
        commands.base.extend(shared.cloned());
        commands
    }

    /// Flags of the compilation that are not in [`Commands::base`].
    fn module_flags(&self, unit: &Unit) -> Vec<String> {
        let mut flags = Vec::new();
        for options in [&self.options, unit.options] {
            flags.extend(
                options
                    .include_dirs
                    .iter()
                    .map(|folder| format!("-I{}", absolute(folder).display())),
            );
        }
        flags.extend(self.python.includes.iter().map(|folder| format!("-I{}", folder.display())));
        for options in [&self.options, unit.options] {
            flags.extend(options.defines.iter().map(|define| format!("-D{define}")));
            flags.extend(options.cflags.iter().filter(|flag| !shared_with_library(flag)).cloned());
        }
        flags
    }

    fn link_flags(&self, unit: &Unit) -> Vec<String> {
        let mut flags = Vec::new();
        for options in [&self.options, unit.options] {
            flags.extend(
                options
                    .library_dirs
                    .iter()
                    .map(|folder| format!("-L{}", absolute(folder).display())),
            );
        }
        for options in [&self.options, unit.options] {
            flags.extend(options.libraries.iter().map(|library| format!("-l{library}")));
            flags.extend(options.ldflags.iter().cloned());
        }
        flags
    }

    fn plan(&self, unit: &Unit) -> Plan {
        let commands = self.commands(unit.language);
        let flags = self.module_flags(unit);
        let link = self.link_flags(unit);
        let text = with_includes(unit.c_text, unit.features);
        let mut key = Key::new("module")
            .with(library::support_key())
            .with(&self.python.identity)
            .with_all(&commands.compiler)
            .with_all(&commands.base)
            .with_all(&commands.linker)
            .with_all(&flags)
            .with_all(&link)
            .with_stat(&commands.compiler_file().unwrap_or_default())
            .with(unit.name)
            .with(&text);
        for source in unit.sources {
            key = key
                .with(source.as_os_str().as_encoded_bytes())
                .with(std::fs::read(source).unwrap_or_default());
        }
        let lines_before = text[..text.len() - unit.c_text.len()].matches('\n').count() as u32;
        Plan { commands, flags, link, text, lines_before, key: key.text() }
    }

    /// The module of an earlier build, if the user's headers are still what they were.
    fn cached(&self, key: &str) -> Option<PathBuf> {
        let manifest = self.cache.get("module", key, ".deps")?;
        let recorded = std::fs::read_to_string(manifest).ok()?;
        let (module, headers) = recorded.split_once('\n')?;
        let now = headers.lines().map(|header| header.to_string()).collect::<Vec<_>>();
        if module_key(key, &now) != module {
            return None;
        }
        self.cache.get("module", module, ".so")
    }

    fn compile(&self, unit: &Unit, plan: &Plan) -> Result<PathBuf, ToolchainError> {
        let failed = || ToolchainError::files("the cache folder");
        let work = self.cache.work_folder().map_err(failed())?;
        self.compile_in(work.path(), unit, plan)?;
        let headers = self.user_headers(work.path());
        let module = module_key(&plan.key, &headers);
        let built = work.path().join("module.so");
        let path = self.cache.put("module", &module, ".so", &built).map_err(failed())?;
        let manifest: String =
            [&module].into_iter().chain(&headers).map(|line| format!("{line}\n")).collect();
        self.cache.put_text("module", &plan.key, ".deps", &manifest).map_err(failed())?;
        Ok(path)
    }

    /// Leaves `module.so` and `deps`, the compiler's list of headers, in the folder.
    fn compile_in(&self, work: &Path, unit: &Unit, plan: &Plan) -> Result<(), ToolchainError> {
        let commands = self.library_commands(&plan.commands, unit);
        let library = library::library(&self.cache, &self.python, &commands, self.jobs)?;
        let include = library::headers(&self.cache)?;
        let extension = if unit.language == Language::Cplus { "cpp" } else { "c" };
        let inside = |name: &str| work.join(name).display().to_string();
        let file = inside(&format!("{}.{extension}", unit.name));
        std::fs::write(&file, &plan.text).map_err(ToolchainError::files("the cache folder"))?;

        let mut compile = plan.commands.base.clone();
        compile.push(format!("-I{}", include.display()));
        compile.extend(plan.flags.iter().cloned());
        compile.extend(["-MMD".into(), "-MF".into(), inside("deps")]);
        let objects = if plan.commands.links_with_compiler() && unit.sources.is_empty() {
            compile.push(file.clone());
            compile
        } else {
            let mut words = plan.commands.compiler.clone();
            words.extend(compile);
            words.extend(["-c".into(), file.clone(), "-o".into(), inside("module.o")]);
            refuse_unless(call(&words)?, &file, plan.lines_before)?;
            let mut objects = vec![inside("module.o")];
            objects.extend(self.user_objects(unit, plan, work)?);
            objects
        };
        let mut words = plan.commands.linker.clone();
        words.extend(objects);
        words.push(library.display().to_string());
        words.extend(plan.link.iter().cloned());
        words.extend(["-o".into(), inside("module.so")]);
        refuse_unless(call(&words)?, &file, plan.lines_before)
    }

    /// The support library is C, also for a module in C++.
    fn library_commands(&self, commands: &Commands, unit: &Unit) -> Commands {
        match unit.language {
            Language::C => commands.clone(),
            Language::Cplus => self.commands(Language::C),
        }
    }

    /// Compiles the user's C sources; objects and archives are linked as they are.
    fn user_objects(
        &self,
        unit: &Unit,
        plan: &Plan,
        work: &Path,
    ) -> Result<Vec<String>, ToolchainError> {
        let mut objects = Vec::new();
        for (index, source) in unit.sources.iter().enumerate() {
            let path = source.display().to_string();
            if matches!(
                source.extension().and_then(|extension| extension.to_str()),
                Some("o" | "a" | "so")
            ) {
                objects.push(path);
                continue;
            }
            let object = work.join(format!("user{index}.o")).display().to_string();
            let mut words = plan.commands.compiler.clone();
            words.extend(plan.commands.base.iter().chain(&plan.flags).cloned());
            words.extend(["-c".into(), path, "-o".into(), object.clone()]);
            refuse_unless(call(&words)?, "", 0)?;
            objects.push(object);
        }
        Ok(objects)
    }

    /// The headers, of the compiler's list, that are neither Python's nor ours nor the system's.
    fn user_headers(&self, work: &Path) -> Vec<String> {
        let text = std::fs::read_to_string(work.join("deps")).unwrap_or_default();
        let names = text.split_once(':').map_or("", |(_, names)| names);
        let ours = |name: &Path| {
            name.starts_with(self.cache.root())
                || self.python.includes.iter().any(|folder| name.starts_with(folder))
        };
        let mut headers: Vec<String> = crate::words::split(&names.replace("\\\n", " "));
        headers.retain(|name| !ours(Path::new(name)));
        headers.sort();
        headers
    }
}

/// The key of a module, with the contents of the headers that it was compiled with.
fn module_key(key: &str, headers: &[String]) -> String {
    let start = Key::new("with headers").with(key);
    headers
        .iter()
        .fold(start, |key, name| key.with(name).with(std::fs::read(name).unwrap_or_default()))
        .text()
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

fn refuse_unless(
    outcome: crate::run::Outcome,
    file: &str,
    lines_before: u32,
) -> Result<(), ToolchainError> {
    if outcome.ok {
        return Ok(());
    }
    let complaints = complaints(&outcome.output, (file, lines_before));
    if complaints.is_empty() {
        let why = outcome
            .output
            .lines()
            .find(|line| line.contains("error") || line.contains("undefined"));
        let why = why.unwrap_or("the linker gave no reason").trim().to_string();
        return Err(ToolchainError::LinkFailed { why, output: outcome.output });
    }
    Err(ToolchainError::Refused { complaints, output: outcome.output })
}
