//! The compiler and its flags: the target Python's build configuration, changed by the usual environment
//! variables as setuptools does it, and by the options of the command line.

use std::path::PathBuf;

use crate::probe::{Python, on_path};
use crate::words;

/// What the command line says about the C compilation and link.
#[derive(Clone, Default, Debug)]
pub struct Options {
    /// `0` to `3`, `s`: replaces the level of Python's own flags.
    pub opt_level: Option<char>,
    /// `NAME` or `NAME=VALUE`.
    pub defines: Vec<String>,
    pub include_dirs: Vec<PathBuf>,
    pub library_dirs: Vec<PathBuf>,
    pub libraries: Vec<String>,
    pub cflags: Vec<String>,
    pub ldflags: Vec<String>,
}

/// The environment variables that count, read once.
#[derive(Clone, Default, Debug)]
pub struct Environment {
    pub cc: Option<String>,
    pub cxx: Option<String>,
    pub cflags: Vec<String>,
    pub cxxflags: Vec<String>,
    pub cppflags: Vec<String>,
    pub ldflags: Vec<String>,
    pub ldshared: Option<String>,
    pub ar: Option<String>,
}

impl Environment {
    pub fn read() -> Self {
        let text = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
        let list = |name: &str| text(name).map(|value| words::split(&value)).unwrap_or_default();
        Environment {
            cc: text("CC"),
            cxx: text("CXX"),
            cflags: list("CFLAGS"),
            cxxflags: list("CXXFLAGS"),
            cppflags: list("CPPFLAGS"),
            ldflags: list("LDFLAGS"),
            ldshared: text("LDSHARED"),
            ar: text("AR"),
        }
    }
}

impl Environment {
    /// Where neither Python's compiler nor a usual one is installed, the `ziglang` package may serve as one.
    pub fn or_zig(mut self, python: &Python) -> Self {
        let configured = words::split(&python.cc);
        let names = configured.first().map(String::as_str).into_iter().chain(["cc"]);
        let has_compiler =
            self.cc.is_some() || names.into_iter().any(|name| on_path(name.as_ref()).is_some());
        if has_compiler || !crate::probe::has_module(&python.executable, "ziglang") {
            return self;
        }
        let zig = |tool: &str| Some(format!("'{}' -m ziglang {tool}", python.executable.display()));
        self.cc = zig("cc");
        self.cxx = self.cxx.or_else(|| zig("c++"));
        self.ar = self.ar.or_else(|| zig("ar"));
        self
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Language {
    C,
    Cplus,
}

/// Compiler, flags and link command for one language; what belongs to single modules is not in here.
#[derive(Clone, Debug)]
pub struct Commands {
    /// The compiler's program and first words.
    pub compiler: Vec<String>,
    /// Flags that change what code is made: part of every key, also that of the support library.
    pub base: Vec<String>,
    /// The program and flags that link a module.
    pub linker: Vec<String>,
    pub archiver: Vec<String>,
}

impl Commands {
    pub fn new(
        python: &Python,
        environment: &Environment,
        options: &Options,
        language: Language,
    ) -> Self {
        let compiler = compiler(python, environment, language);
        let mut base = python_flags(&python.cflags);
        if language == Language::Cplus {
            base.retain(|flag| !is_c_only(flag));
            base.extend(environment.cxxflags.iter().cloned());
        }
        base.extend(environment.cflags.iter().chain(&environment.cppflags).cloned());
        if let Some(level) = options.opt_level {
            base.retain(|flag| !is_opt_level(flag));
            base.push(format!("-O{level}"));
        }
        if !base.iter().any(|flag| flag == "-fwrapv" || flag == "-fno-strict-overflow") {
            base.push("-fwrapv".into());
        }
        base.extend(words::split(&python.ccshared));
        let mut linker = linker(python, environment, language, &compiler);
        linker.extend(environment.ldflags.iter().cloned());
        let archiver = environment.ar.clone().unwrap_or_else(|| python.ar.clone());
        let mut archiver = words::split(&archiver);
        if archiver.is_empty() {
            archiver.push("ar".into());
        }
        Commands { compiler, base, linker, archiver }
    }

    /// Whether one call can compile and link: the linker is the compiler's own driver.
    pub fn links_with_compiler(&self) -> bool {
        self.linker.first() == self.compiler.first()
    }

    /// The file of the compiler, if it can be found.
    pub fn compiler_file(&self) -> Option<PathBuf> {
        on_path(self.compiler.first()?.as_ref())
    }
}

fn compiler(python: &Python, environment: &Environment, language: Language) -> Vec<String> {
    let (from_environment, configured, usual) = match language {
        Language::C => (&environment.cc, &python.cc, "cc"),
        Language::Cplus => (&environment.cxx, &python.cxx, "c++"),
    };
    if let Some(text) = from_environment {
        return words::split(text);
    }
    let configured = words::split(configured);
    // The machine that built Python may have had another compiler.
    let found = configured.first().is_some_and(|program| on_path(program.as_ref()).is_some());
    if found || on_path(usual.as_ref()).is_none() && !configured.is_empty() {
        return configured;
    }
    vec![usual.into()]
}

/// `LDSHARED` of the environment or of Python, with the compiler's name at its start replaced.
fn linker(
    python: &Python,
    environment: &Environment,
    language: Language,
    compiler: &[String],
) -> Vec<String> {
    if let Some(text) = &environment.ldshared {
        return words::split(text);
    }
    let (shared, configured) = match language {
        Language::C => (&python.ldshared, &python.cc),
        Language::Cplus if !python.ldcxxshared.is_empty() => (&python.ldcxxshared, &python.cxx),
        Language::Cplus => (&python.ldshared, &python.cc),
    };
    let shared = words::split(shared);
    let configured = words::split(configured);
    let rest =
        shared.strip_prefix(configured.as_slice()).or_else(|| shared.get(1..)).unwrap_or_default();
    let mut linker = compiler.to_vec();
    linker.extend(rest.iter().cloned());
    if !linker.iter().any(|flag| flag == "-shared" || flag == "-bundle") {
        linker.push("-shared".into());
    }
    linker
}

/// Python's own flags without what changes neither the code nor its speed: warnings, debug information.
fn python_flags(text: &str) -> Vec<String> {
    let mut flags = words::split(text);
    flags.retain(|flag| !(is_debug_info(flag) || is_warning(flag)));
    flags
}

fn is_debug_info(flag: &str) -> bool {
    matches!(flag, "-g" | "-g0" | "-g1" | "-g2" | "-g3" | "-ggdb")
        || flag.starts_with("-fdebug-prefix-map")
}

fn is_warning(flag: &str) -> bool {
    flag.starts_with("-W")
        && !flag.starts_with("-Wl,")
        && !flag.starts_with("-Wa,")
        && !flag.starts_with("-Wp,")
}

fn is_opt_level(flag: &str) -> bool {
    flag.strip_prefix("-O").is_some_and(|level| level.len() <= 4)
}

/// Flags that a C++ compiler refuses or complains about.
fn is_c_only(flag: &str) -> bool {
    flag.starts_with("-std=c") && !flag.starts_with("-std=c++")
        || flag.starts_with("-std=gnu9")
        || flag == "-std=gnu11"
}

/// Of a user's compiler flags, those that the support library has to share: the two are linked, and
/// sanitizers, machine options and link-time optimisation only make sense for both.
pub fn shared_with_library(flag: &str) -> bool {
    flag.starts_with("-m")
        || flag.starts_with("-fsanitize")
        || flag.starts_with("-flto")
        || flag.starts_with("-O")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn python() -> Python {
        Python {
            executable: "/usr/bin/python3".into(),
            version: (3, 12, 1),
            debug: false,
            free_threaded: false,
            ext_suffix: ".so".into(),
            includes: vec![],
            cc: "sh -pthread".into(),
            cxx: "sh -cxx".into(),
            cflags: "-Wsign-compare -DNDEBUG -g -O3 -Wall -Werror=format-security".into(),
            ccshared: "-fPIC".into(),
            ldshared: "sh -pthread -shared -Wl,-z,now".into(),
            ldcxxshared: String::new(),
            ar: "ar".into(),
            platform: "linux".into(),
            path: vec![],
            identity: String::new(),
        }
    }

    #[test]
    fn python_decides_without_warnings_and_debug_information() {
        let commands =
            Commands::new(&python(), &Environment::default(), &Options::default(), Language::C);
        assert_eq!(commands.compiler, ["sh", "-pthread"]);
        assert_eq!(commands.base, ["-DNDEBUG", "-O3", "-fwrapv", "-fPIC"]);
        assert_eq!(commands.linker, ["sh", "-pthread", "-shared", "-Wl,-z,now"]);
        assert!(commands.links_with_compiler());
    }

    #[test]
    fn the_environment_is_added_and_the_option_wins() {
        let environment = Environment {
            cc: Some("ccache gcc".into()),
            cflags: vec!["-O1".into(), "-g".into()],
            ldflags: vec!["-L/x".into()],
            ..Environment::default()
        };
        let options = Options { opt_level: Some('0'), ..Options::default() };
        let commands = Commands::new(&python(), &environment, &options, Language::C);
        assert_eq!(commands.compiler, ["ccache", "gcc"]);
        assert_eq!(commands.base, ["-DNDEBUG", "-g", "-O0", "-fwrapv", "-fPIC"]);
        assert_eq!(commands.linker, ["ccache", "gcc", "-shared", "-Wl,-z,now", "-L/x"]);
        assert!(Path::new("/bin/sh").exists());
    }

    #[test]
    fn a_link_command_of_ones_own_is_left_alone() {
        let environment =
            Environment { ldshared: Some("ld -shared".into()), ..Environment::default() };
        let commands = Commands::new(&python(), &environment, &Options::default(), Language::C);
        assert_eq!(commands.linker, ["ld", "-shared"]);
        assert!(!commands.links_with_compiler());
    }
}
