//! One source through all stages. A stage runs when the ones before it found nothing that rejects the program.

use std::ops::Range;
use std::path::PathBuf;

use base::{SourceMap, Span};
use diag::Diagnostic;

use crate::guard;
use crate::incremental::{Change, Trace};
use crate::options::{Input, Options};
use crate::session::Session;
use crate::timings::Timings;

/// How far a source is compiled, and whether that stage is printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Goal {
    Tokens,
    /// The tree without positions; quietly, only whether it parses.
    Ast {
        quiet: bool,
    },
    /// The tree as source again.
    Source,
    /// All that can reject the program.
    Check,
    /// The type of every variable of a function.
    Types,
    Tir,
    Mir(PassRange),
    /// Which lines tracers can hear of.
    Lines,
    C,
}

/// Which passes run before MIR is printed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PassRange {
    /// Stop after this pass; none at all with an empty name.
    pub after: Option<String>,
    pub without: Vec<String>,
}

/// C text and what has to be known to build it.
#[derive(Clone, Debug)]
pub struct Module {
    pub name: String,
    pub c_text: String,
    pub features: Vec<String>,
    pub language: runtime::Language,
    /// What the source's `# distutils:` comments ask for.
    pub c: runtime::Options,
    pub sources: Vec<PathBuf>,
    /// Lines of the C text, from 1, with the source that they were made from; sorted.
    pub lines: Vec<(u32, Span)>,
    /// Lines with C text of the user: headers, verbatim blocks.
    pub user_lines: Vec<Range<u32>>,
    /// For other C code.
    pub headers: codegen::Headers,
}

/// What became of one source.
pub struct Report {
    pub sources: SourceMap,
    /// Sorted, with the policy applied.
    pub diagnostics: Vec<Diagnostic>,
    pub module: Option<Module>,
    /// The print-out of the goal's stage.
    pub dump: Option<String>,
    pub timings: Timings,
    /// What the result depends on.
    pub trace: Trace,
    /// Messages of an earlier run, whose result this is.
    pub replayed: String,
    pub reused: bool,
    /// Why an earlier result did not serve.
    pub change: Option<Change>,
}

impl Report {
    pub fn is_rejected(&self) -> bool {
        self.diagnostics.iter().any(|item| item.severity == diag::Severity::Error)
    }

    pub fn render(&self, options: &Options) -> String {
        let found =
            diag::render::render(&self.sources, &self.diagnostics, options.format, options.color);
        format!("{}{found}", self.replayed)
    }
}

/// Compiles one source as far as the goal says. Mistakes of the compiler are diagnostics, too.
pub fn compile(input: &Input, options: &Options, goal: &Goal) -> Report {
    guard::with_large_stack(|| {
        guard::enter_stage("reading");
        let mut session = Session::open(input, options);
        let mut products = Products::default();
        let done = guard::catch(|| crate::stages::run(&mut session, input, goal, &mut products));
        if let Err(crash) = done {
            let at = session.start();
            session.sink.push(diag::internal::Internal {
                at,
                stage: crash.stage.into(),
                what: crash.what,
            });
        }
        finish(session, products)
    })
}

/// What the stages leave behind.
#[derive(Default)]
pub struct Products {
    pub module: Option<Module>,
    pub dump: Option<String>,
}

fn finish(mut session: Session, products: Products) -> Report {
    let found = session.sink.take();
    let mut diagnostics = session.options.policy.apply(&session.sources, found);
    if session.options.fast_fail {
        let first = diagnostics.iter().position(|item| item.severity == diag::Severity::Error);
        diagnostics.truncate(first.map_or(usize::MAX, |index| index + 1));
    }
    let mut report = Report {
        sources: session.sources,
        diagnostics,
        module: products.module,
        dump: products.dump,
        timings: session.timings,
        trace: session.trace,
        replayed: String::new(),
        reused: false,
        change: None,
    };
    if report.is_rejected() {
        report.module = None;
    }
    report
}
