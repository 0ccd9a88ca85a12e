//! The typed tree: what the program means. Still structured, but nothing is implicit any more.
//!
//! - Every expression has a type; every conversion is a node ([`ExprKind::Cast`] where it is free or a C cast, an
//!   [`ExprKind::Op`] of a conversion row where it can fail, allocate or compute). Nothing after sema converts.
//! - Operators, attributes, items, builtin calls: rows of the operation table, selected by sema from the types, or C operators
//!   on C values ([`ExprKind::CBinary`]).
//! - Arguments and parts are listed in Python's order of evaluation. Lowering evaluates strictly in that order.
//! - Directives are obeyed here: their decisions are in the tree (which row, which node), later stages never ask for them.
//! - What can be said with other nodes is: `x and y`, chained comparisons, augmented assignment, comprehensions, f-strings,
//!   `assert`, decorators are [`ExprKind::Let`], [`ExprKind::If`], [`ExprKind::Seq`], operations and plain statements.
//! - Conditions (of `if`, `while`, [`ExprKind::If`]) are C truth values of type `bint` (or any C integer, float or pointer).

mod class;
mod expr;
mod function;
mod print;
mod stmt;

pub use class::*;
pub use expr::*;
pub use function::*;
pub use print::print_module;
pub use stmt::*;
pub use types::{CBinary, CUnary, Include};

use base::{IdVec, Name, Span};
use types::{CppCall, CppCallId, Ty};

base::define_id! {
    pub struct FuncId("func");
    /// A `cdef` variable of the module, and other static storage.
    pub struct GlobalId("global");
    /// What C headers or other modules provide.
    pub struct ExternId("extern");
    /// A variable, parameter or temporary of one function.
    pub struct LocalId("local");
}

#[derive(Clone, Debug, Default)]
pub struct Module {
    /// The full dotted name.
    pub name: String,
    /// The path of the source as the user named it.
    pub source: String,
    pub doc: Option<Const>,
    pub cplus: bool,
    /// Plain Python: messages at run time are those of the interpreter.
    pub plain: bool,
    pub traits: builtins::ModuleTraits,
    /// Of plain Python modules, each once.
    pub inlined: Vec<Inlined>,
    pub functions: IdVec<FuncId, Function>,
    pub globals: IdVec<GlobalId, Global>,
    pub externs: IdVec<ExternId, Extern>,
    /// Calls that only C++ has.
    pub cpp_calls: IdVec<CppCallId, CppCall>,
    pub includes: Vec<Include>,
    /// The extension types that the module defines, each base before what derives from it.
    pub classes: Vec<Class>,
    /// Methods of theirs that are function objects: messages about arguments do not count `self`.
    pub type_methods: Vec<FuncId>,
    /// Those that it uses.
    pub imported_classes: Vec<types::ImportedClass>,
    /// Runs the module's statements; a [`FuncKind::Module`].
    pub body: Option<FuncId>,
    /// What other modules can cimport at run time, with the C signature that they compare.
    pub exports: Vec<Export>,
    /// What it takes from other modules.
    pub imports: Vec<Import>,
}

/// A comprehension, or a generator expression that its consumer runs in its place: part of the function around it, with an entry
/// of its own in tracebacks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Inlined {
    /// [`Function::span`] of the function around it; nothing for the module's body.
    pub owner: Option<Span>,
    pub kind: InlinedKind,
    /// All that it consists of, and the part of that which is evaluated outside.
    pub body: Span,
    pub outside: Span,
    /// The place in the function around it.
    pub at: Span,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InlinedKind {
    List,
    Set,
    Dict,
    Generator,
}

#[derive(Clone, Debug)]
pub struct Export {
    pub name: Name,
    pub signature: String,
    pub what: Exported,
    /// C code may use it as well, through the header.
    pub api: bool,
}

/// A function or variable of another module, whose address a global of pointer type gets before the body runs.
#[derive(Clone, Debug)]
pub struct Import {
    pub module: String,
    pub name: String,
    pub signature: String,
    pub pointer: GlobalId,
    pub is_function: bool,
}

#[derive(Clone, Copy, Debug)]
pub enum Exported {
    Func(FuncId),
    Global(GlobalId),
}

#[derive(Clone, Debug)]
pub struct Global {
    pub name: Name,
    pub cname: String,
    pub ty: Ty,
    pub public: bool,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Extern {
    pub cname: String,
    pub ty: Ty,
    /// A header declares it.
    pub declared: bool,
}
