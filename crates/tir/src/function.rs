//! Functions, their parameters and variables.

use base::{IdVec, Name, Span};
use types::{Except, Ty};

use crate::{Const, Expr, LocalId, Stmt};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FuncKind {
    /// The module's statements.
    Module,
    Def,
    Cdef,
    /// Both; the Python side is the [`Wrapper`].
    Cpdef,
    /// A special method of an extension type; see [`Special`].
    Special,
}

#[derive(Clone, Debug)]
pub struct Function {
    pub name: Name,
    /// As `__qualname__` and tracebacks (the last part) show it.
    pub qualname: String,
    /// A C identifier, unique in the module.
    pub cname: String,
    pub kind: FuncKind,
    pub inline: bool,
    /// Exceptions that pass through it get a traceback entry; not in what the compiler puts around a function.
    pub traced: bool,
    /// Visible to other C code under its own name.
    pub public: bool,
    /// Takes any arguments after its parameters, and drops them.
    pub varargs: bool,
    /// In the order of the C parameters: of a `def` posonly and positional, keyword-only, `*args`, `**kwargs`.
    pub params: Vec<Param>,
    pub locals: IdVec<LocalId, Local>,
    pub ret: Ty,
    pub except: Except,
    /// Runs without the GIL.
    pub nogil: bool,
    /// Takes the GIL when entered.
    pub with_gil: bool,
    pub body: Vec<Stmt>,
    /// The variables of enclosing functions that it uses.
    pub closure: Option<Closure>,
    /// Calling it makes a generator, coroutine or asynchronous generator, which runs the body.
    pub suspends: Option<Suspends>,
    /// Its own variables that inner functions use; sorted by text.
    pub cellvars: Vec<Name>,
    /// How Python calls it; `def` and `cpdef`.
    pub wrapper: Option<Wrapper>,
    pub doc: Option<Const>,
    pub options: FunctionOptions,
    pub span: Span,
    pub first_line: u32,
}

/// What directives say about a function that neither its body nor its signature shows.
#[derive(Clone, Default, Debug)]
pub struct FunctionOptions {
    /// Stands before the name in C: a calling convention.
    pub call: String,
    /// A condition of the preprocessor under which the C function exists; empty: always.
    pub guard: String,
    /// An exception that it cannot raise is reported without its traceback.
    pub brief: bool,
    /// Its only argument is not accepted by keyword.
    pub no_keywords: bool,
    /// A class method in the method table of its type.
    pub of_class: bool,
    /// Profilers and tracers hear of its calls.
    pub events: bool,
}

/// A function that can be suspended: by operations on the object that runs it.
#[derive(Clone, Debug)]
pub struct Suspends {
    pub kind: SuspendKind,
    /// Holds that object in the body.
    pub generator: LocalId,
    /// The parameter with the tuple of cells, where there is no function object that has them.
    pub closure: Option<LocalId>,
    /// The names of these.
    pub free: Vec<Name>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SuspendKind {
    Generator,
    Coroutine,
    /// A coroutine that can be iterated over, too.
    IterableCoroutine,
    AsyncGenerator,
}

/// What a function with free variables gets from its caller.
#[derive(Clone, Debug)]
pub struct Closure {
    /// Holds the function object that was called: the first C parameter, before `params`. The body takes the cells out of it.
    pub object: LocalId,
    /// Sorted by text; a cell of the function object's closure for each.
    pub free: Vec<Name>,
}

#[derive(Clone, Debug)]
pub struct Param {
    pub local: LocalId,
    pub name: Name,
    pub kind: ParamKind,
    /// A call from Python may leave it out.
    pub has_default: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParamKind {
    PositionalOnly,
    Positional,
    KeywordOnly,
    Star,
    StarStar,
}

/// The conversions between Python's call and the C function: arguments from objects, the result to one.
#[derive(Clone, Debug)]
pub struct Wrapper {
    /// Locals of the wrapper: the raw arguments (objects), the C result, temporaries of conversions.
    pub locals: IdVec<LocalId, Local>,
    /// The raw argument of each parameter.
    pub raw: Vec<LocalId>,
    /// What is passed for each parameter, over `raw`; evaluated in order.
    pub args: Vec<Expr>,
    /// Where the C function's result is, if it is not void.
    pub result: Option<LocalId>,
    /// The Python result, over `result`.
    pub value: Expr,
}

#[derive(Clone, Debug)]
pub struct Local {
    pub name: Option<Name>,
    pub ty: Ty,
    pub kind: LocalKind,
    /// An object that may be unbound where it is read: reads are checked.
    pub maybe_unbound: bool,
    /// `&x` is taken.
    pub address_taken: bool,
    pub span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LocalKind {
    Param,
    Variable,
    /// Made by sema: assigned before it is read on every path, never seen by the user.
    Temp,
}

impl Function {
    /// A function without parameters and body so far, with a C signature that says no more than this.
    pub fn new(
        name: Name,
        qualname: String,
        cname: String,
        (kind, ret, except): (FuncKind, Ty, Except),
        span: Span,
    ) -> Self {
        Function {
            name,
            qualname,
            cname,
            kind,
            inline: false,
            traced: true,
            public: false,
            varargs: false,
            params: Vec::new(),
            locals: IdVec::new(),
            ret,
            except,
            nogil: false,
            with_gil: false,
            body: Vec::new(),
            closure: None,
            suspends: None,
            cellvars: Vec::new(),
            wrapper: None,
            doc: None,
            options: FunctionOptions::default(),
            span,
            first_line: 1,
        }
    }
}
