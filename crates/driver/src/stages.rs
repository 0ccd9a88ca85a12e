//! The stages in their order, each measured and named for crash reports.

use std::path::Path;

use base::Span;
use lexer::{FileKind, Tokens};
use runtime::Language;
use types::TypeTable;

use crate::frontend;
use crate::incremental::Trace;
use crate::loader::Files;
use crate::options::Input;
use crate::pipeline::{Goal, Module, PassRange, Products};
use crate::session::Session;
use crate::settings::Settings;

/// Runs the stages up to the goal. Each one is left out when an earlier one found the program wrong.
pub fn run(session: &mut Session, input: &Input, goal: &Goal, products: &mut Products) {
    if session.sink.has_errors() {
        return;
    }
    let mut options = lexer::Options {
        kind: frontend::file_kind(&input.path),
        language_level: session.options.language_level(),
        cplus: session.options.cplus,
    };
    let tokens = lex(session, &mut options);
    if *goal == Goal::Tokens {
        products.dump = Some(print_tokens(session, &tokens));
        return;
    }
    let readable = !session.sink.has_errors();
    let tree = parse(session, tokens, options);
    match goal {
        Goal::Ast { quiet: true } => return,
        Goal::Ast { quiet: false } => {
            products.dump = Some(ast::dump(&tree, &session.names));
            return;
        }
        Goal::Source => {
            products.dump = Some(ast::source(&tree, &session.names));
            return;
        }
        Goal::Tokens
        | Goal::Check
        | Goal::Types
        | Goal::Tir
        | Goal::Mir(_)
        | Goal::Lines
        | Goal::C => {}
    }
    if !readable || !tree.whole {
        return;
    }
    session.sink.settle();
    let mut types = TypeTable::new();
    let Some(typed) = analyse(session, input, &tree, options.cplus, &mut types) else { return };
    match goal {
        Goal::Check => return,
        Goal::Types => {
            products.dump = Some(print_types(session, &typed, &types));
            return;
        }
        Goal::Tir => {
            products.dump = Some(tir::print_module(&typed, &types, &session.names));
            return;
        }
        Goal::Tokens | Goal::Ast { .. } | Goal::Source | Goal::Mir(_) | Goal::Lines | Goal::C => {}
    }
    let Session { names, timings, .. } = session;
    let mut module = timings.measure("lower", || lower::lower(&typed, &mut types, names));
    if *goal == Goal::Lines {
        products.dump = Some(print_lines(session, &module));
        return;
    }
    let range = if let Goal::Mir(range) = goal { range.clone() } else { PassRange::default() };
    if !run_passes(session, &mut module, &mut types, &range) {
        return;
    }
    if let Goal::Mir(_) = goal {
        products.dump = Some(mir::print_module(&module, &types, &session.names));
        return;
    }
    let settings = Settings::read(&tree.header, &input.path);
    products.module = Some(generate(session, input, &module, &types, options.cplus, settings));
    products.dump = products.module.as_ref().map(|module| module.c_text.clone());
}

fn lex(session: &mut Session, options: &mut lexer::Options) -> Tokens {
    let Session { sources, names, sink, timings, main, .. } = session;
    timings.measure("lexer", || frontend::tokens(*main, options, sources, names, sink))
}

fn parse(session: &mut Session, tokens: Tokens, options: lexer::Options) -> ast::Module {
    let Session { sources, names, sink, timings, main, .. } = session;
    let span = sources.file(*main).span();
    timings.measure("parser", || parser::parse_tokens(tokens, span, options, names, sink))
}

/// `LINE:COLUMN KIND text`; the numbers of interned names would say nothing.
fn print_tokens(session: &Session, tokens: &Tokens) -> String {
    let mut out = String::new();
    for (token, span) in &tokens.tokens {
        let (line, column) =
            session.sources.line_col(span.lo).map_or((0, 0), |(_, at)| (at.line, at.column));
        let debug = format!("{token:?}");
        let kind = debug.split('(').next().unwrap_or(&debug);
        let text = session.sources.snippet(*span).escape_debug();
        out.push_str(format!("{line}:{column} {kind} {text}").trim_end());
        out.push('\n');
    }
    out
}

/// `LINE NAME: TYPE` for each variable that the program names, in the order of places.
fn print_types(session: &Session, module: &tir::Module, types: &TypeTable) -> String {
    let locals = module.functions.iter().flat_map(|function| function.locals.iter());
    let mut rows = Vec::new();
    for local in locals.filter(|local| local.kind != tir::LocalKind::Temp) {
        let Some(name) = local.name else { continue };
        let row = format!(
            "{} {}: {}\n",
            session.sources.line(local.span),
            session.names.text(name),
            types.describe(local.ty, &session.names)
        );
        rows.push((local.span, row));
    }
    rows.sort();
    rows.dedup();
    rows.into_iter().map(|(_, row)| row).collect()
}

/// `LINE FILE` for each report of a line.
fn print_lines(session: &Session, module: &mir::Module) -> String {
    let blocks = module.functions.iter().flat_map(|function| function.blocks.iter());
    let reports = blocks.flat_map(|block| block.stmts.iter()).filter(
        |stmt| matches!(&stmt.kind, mir::StmtKind::Op { op, .. } if op.name == "trace.line"),
    );
    let rows = reports.filter_map(|stmt| {
        let (file, at) = session.sources.line_col(stmt.span.lo)?;
        Some(format!("{} {}\n", at.line, session.sources.file(file).path.display()))
    });
    rows.collect()
}

fn analyse(
    session: &mut Session,
    input: &Input,
    tree: &ast::Module,
    cplus: bool,
    types: &mut TypeTable,
) -> Option<tir::Module> {
    let given = session.options;
    let options = sema::Options {
        directives: given.directives.clone(),
        language_level: level(given.language_level()),
        cplus,
        lenient: given.lenient,
        docstrings: given.docstrings,
        embed_positions: given.embed_positions,
        exports_all: given.cimport_from_pyx,
        compile_time: compile_time(&given.compile_time),
        ..sema::Options::default()
    };
    let info = sema::ModuleInfo {
        name: input.module_name(),
        path: input.path.clone(),
        kind: module_kind(&input.path),
        is_package: input.stem() == "__init__",
    };
    let trees = sema::Trees::new();
    let Session { sources, names, sink, timings, trace, .. } = session;
    let mut loader = Files::new(given, trace);
    timings.measure("sema", || {
        let context = sema::Context {
            names,
            types,
            sink,
            sources,
            options: &options,
            loader: &mut loader,
            trees: &trees,
        };
        sema::analyse(context, tree, info)
    })
}

/// The words of constants mean these, digits are numbers, all else is text.
fn compile_time(given: &[(String, String)]) -> Vec<(String, sema::ConstValue)> {
    let value = |text: &str| match text {
        "True" => sema::ConstValue::Bool(true),
        "False" => sema::ConstValue::Bool(false),
        "None" => sema::ConstValue::None,
        _ => match (text.parse(), text.parse()) {
            (Ok(number), _) => sema::ConstValue::Int(number),
            (_, Ok(number)) => sema::ConstValue::Float(number),
            _ => sema::ConstValue::Str(base::Text::from(text)),
        },
    };
    let host = crate::host::uname().into_iter().map(|(name, text)| {
        let text = sema::ConstValue::Str(base::Text::from(text.as_str()));
        (name, text)
    });
    // What is given goes before what is found.
    host.chain(given.iter().map(|(name, text)| (name.clone(), value(text)))).collect()
}

fn level(number: u8) -> sema::LanguageLevel {
    if number == 2 { sema::LanguageLevel::Level2 } else { sema::LanguageLevel::Level3 }
}

fn module_kind(path: &Path) -> sema::FileKind {
    match frontend::file_kind(path) {
        FileKind::Implementation => sema::FileKind::Pyx,
        FileKind::Definition => sema::FileKind::Pxd,
        FileKind::Include => sema::FileKind::Pxi,
        FileKind::Python => sema::FileKind::Py,
    }
}

/// Whether the module is fit for the next stage.
fn run_passes(
    session: &mut Session,
    module: &mut mir::Module,
    types: &mut TypeTable,
    range: &PassRange,
) -> bool {
    // `--after ''` asks for MIR as lowering left it.
    if range.after.as_deref() == Some("") {
        return true;
    }
    let mut options = passes::Options::default();
    options.after.clone_from(&range.after);
    options.without.clone_from(&range.without);
    // Otherwise the interpreter takes the GIL for as long as the module is there.
    options.free_threaded = module.traits.free_threading;
    let Session { names, timings, .. } = &mut *session;
    let done = timings.measure("passes", || passes::run(module, types, names, &options));
    let Err(error) = done else { return true };
    let at = session.start();
    let what = error.to_string();
    session.sink.push(diag::internal::Internal { at, stage: "the passes".into(), what });
    false
}

fn generate(
    session: &mut Session,
    input: &Input,
    module: &mir::Module,
    types: &TypeTable,
    cplus: bool,
    settings: Settings,
) -> Module {
    let Session { sources, names, timings, trace, .. } = session;
    let style = codegen::Style { cplus, line_directives: session.options.line_directives };
    let generated = codegen::Input { module, types, names, sources, style };
    let unit = timings.measure("codegen", || codegen::emit(&generated));
    let lines: Vec<(u32, Span)> = unit.lines;
    Module {
        name: input.module_name(),
        c_text: unit.text,
        features: unit.features.iter().map(|feature| feature.to_string()).collect(),
        language: if cplus { Language::Cplus } else { Language::C },
        c: c_options(&settings, &input.path, !unit.user_lines.is_empty(), trace),
        sources: settings.sources,
        lines,
        user_lines: unit.user_lines,
        headers: unit.headers,
    }
}

/// What the source asks for, and the folders in which its quoted headers are looked for first.
fn c_options(
    settings: &Settings,
    source: &Path,
    has_user_c: bool,
    trace: &mut Trace,
) -> runtime::Options {
    let beside = std::path::absolute(source.parent().unwrap_or(Path::new(""))).unwrap_or_default();
    let above = trace.root_folder(&std::path::absolute(source).unwrap_or_default());
    let mut quoted = vec![beside, above];
    quoted.dedup();
    // Without headers of the user, the same text is the same module wherever the source lies.
    if !has_user_c {
        quoted.clear();
    }
    let quoted =
        quoted.iter().flat_map(|folder| ["-iquote".to_string(), folder.display().to_string()]);
    runtime::Options {
        opt_level: None,
        defines: settings.defines.clone(),
        include_dirs: settings.include_dirs.clone(),
        library_dirs: settings.library_dirs.clone(),
        libraries: settings.libraries.clone(),
        cflags: quoted.chain(settings.cflags.iter().cloned()).collect(),
        ldflags: settings.ldflags.clone(),
    }
}
