//! Sema: what the program means. `ast` in, the typed tree out, and everything that is wrong with the program.
//!
//! Two steps. [`declare`] builds the module graph over `.pyx`, `.pxd` and `.pxi`: the symbols, C types and signatures of
//! every module, the scopes of functions, and the directives in force. `check` gives every expression a type and makes
//! every conversion explicit.
//!
//! Sema is pure: files come parsed through a [`Loader`], what is wrong goes to the sink. What both steps share is an
//! [`Analysis`]: the [`Context`] of the session, and the [`Declarations`] found so far.

mod check;
mod class_info;
mod context;
mod convert;
mod cpp_library;
pub mod declare;
mod directives;
mod function;
mod infer;
mod infer_names;
mod items;
mod spanning;
mod symbols;
mod unbound;

pub use class_info::{Attribute, CProperty, ClassInfo, ClassSource, Method};
pub use context::{
    Context, FileKind, LanguageLevel, Loaded, Loader, ModuleInfo, Options, Parts, PxdRequest, Trees,
};
pub use directives::{Directives, Setting};
pub use function::{
    Binding, FunctionKind, FunctionScope, FunctionSource, LocalDecl, ParamDecl, ParamForm,
};
pub use symbols::{
    Analysis, CDefault, CFunc, CFuncId, CParam, ConstValue, Declarations, Env, FuncOrigin,
    ModuleDecl, ModuleId, Symbol, SymbolId, SymbolKind, Visibility,
};

/// Analyses one module. Nothing is returned if the program has errors; they are in the sink.
pub fn analyse<'a>(
    cx: Context<'a>,
    module: &'a ast::Module,
    info: ModuleInfo,
) -> Option<tir::Module> {
    let mut analysis = declare::declare_module(cx, module, info);
    if !lacks_declarations(analysis.cx.sink) {
        check::check_module(&mut analysis);
    }
    if analysis.cx.sink.has_errors() {
        return None;
    }
    Some(analysis.decls.tir)
}

/// Whether definition files are missing that whole functions build on, so that checking them would only repeat it.
fn lacks_declarations(sink: &diag::Sink) -> bool {
    sink.items().iter().any(|item| {
        item.severity == diag::Severity::Error && (item.code == "PX0620" || item.code == "PX0624")
    })
}
