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
mod function;
mod print;

pub use class::*;
pub use print::print_module;

use base::{IdVec, Name, Span};
use builtins::Op;
use types::{ClassId, Except, FuncType, Ty};

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
    /// Of plain Python modules, each once.
    pub inlined: Vec<Inlined>,
    pub functions: IdVec<FuncId, Function>,
    pub globals: IdVec<GlobalId, Global>,
    pub externs: IdVec<ExternId, Extern>,
    pub includes: Vec<Include>,
    /// The extension types that the module defines, each base before what derives from it.
    pub classes: Vec<Class>,
    /// Methods of theirs that are function objects: messages about arguments do not count `self`.
    pub type_methods: Vec<FuncId>,
    /// Those that it uses.
    pub imported_classes: Vec<ImportedClass>,
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
pub enum Include {
    /// With its quotes or angle brackets.
    Header(String),
    Verbatim(String),
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

#[derive(Clone, Debug)]
pub struct Stmt {
    pub kind: StmtKind,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum StmtKind {
    /// The value is not wanted.
    Expr(Expr),
    /// The value is evaluated first, then what computes the place.
    Assign(Place, Expr),
    /// `del x` of a local; UnboundLocalError (NameError) if it is unbound.
    Unbind(LocalId),
    /// The local becomes unbound, whether or not it was bound.
    Forget(LocalId),
    /// Takes an iterable apart into as many temporaries; the one at `star` gets a list of the rest.
    Unpack {
        value: Expr,
        targets: Vec<LocalId>,
        star: Option<usize>,
    },
    Return(Option<Expr>),
    Break,
    Continue,
    If {
        cond: Expr,
        then: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    While {
        cond: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    /// A C loop over numbers. The bounds are evaluated once, in order. See [`ForRange`].
    ForRange(Box<ForRange>),
    /// Iterates over an object. `item` is a temporary that holds each item; the body begins with giving it to the target.
    /// `iter` is the iterable; its type chooses the form of the loop (exact list, tuple, dict, ...).
    ForIter {
        iter: Expr,
        item: LocalId,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    Try {
        body: Vec<Stmt>,
        handlers: Vec<Handler>,
        orelse: Vec<Stmt>,
        finally: Vec<Stmt>,
    },
    /// `item` holds what `__enter__` returned; the body begins with giving it to the target, if there is one. `enter` calls
    /// `__enter__` where that is a C method; `manager` is a variable then.
    With {
        manager: Expr,
        enter: Option<Expr>,
        item: Option<LocalId>,
        body: Vec<Stmt>,
    },
    /// `with nogil:`
    NoGil(Vec<Stmt>),
    /// `with gil:`
    Gil(Vec<Stmt>),
    /// Makes the type object of a class of this module, and puts it into the module's dict. The tuple of bases is given
    /// where some are Python classes. The module's body begins with those that depend on nothing that it executes.
    MakeClass(ClassId, Option<Expr>),
    /// Finds the type object of another module's class, and tests its size.
    ImportClass(ClassId),
    /// The function object ([`ExprKind::MakeFunction`]) of an `__init__`, `__cinit__` or `__call__` of an extension type, with its
    /// defaults: no dict holds it, the slots find it. Needed where there are defaults.
    HoldMethod(Expr),
}

#[derive(Clone, Debug)]
pub struct ForRange {
    /// A temporary of the loop's C type that counts; assigning to the target in the body does not change it. Of a
    /// `for ... from` with a C variable it is that variable itself.
    pub counter: LocalId,
    pub start: Expr,
    pub stop: Expr,
    /// All three have the counter's type (or convert to it in C).
    pub step: Expr,
    pub stop_rule: StopRule,
    /// Begins with giving the counter to the target.
    pub body: Vec<Stmt>,
    pub orelse: Vec<Stmt>,
    /// What comes between the body and each step: in a `for ... from` the counter takes what the target holds by then.
    pub again: Vec<Stmt>,
    /// After a `for ... from` the target holds the first value that failed the test: statements that give the
    /// counter to it once more.
    pub after: Vec<Stmt>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StopRule {
    /// `range`: the sign of the step tells; a step of zero raises ValueError ("range() arg 3 must not be zero").
    Range,
    /// While `counter < stop` (`<=`, `>`, `>=`): `for ... from`, where the step is added or subtracted accordingly.
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

#[derive(Clone, Debug)]
pub struct Handler {
    /// A class or tuple of classes (an object); absent for a bare `except`.
    pub class: Option<Expr>,
    /// Holds the exception, where the body needs it. The body unbinds the user's name itself (by `Try` with `finally`).
    pub exception: Option<LocalId>,
    pub body: Vec<Stmt>,
    pub span: Span,
}

/// What can be assigned to. Python attributes, items and globals are not places: storing there is an operation.
#[derive(Clone, Debug)]
pub enum Place {
    Local(LocalId),
    Global(GlobalId),
    /// C memory: an lvalue expression ([`ExprKind::Field`], [`ExprKind::Arrow`], [`ExprKind::Index`],
    /// [`ExprKind::Deref`], [`ExprKind::Extern`], [`ExprKind::ObjField`]). An object's old value is released after the store.
    Memory(Expr),
}

#[derive(Clone, Debug)]
pub struct Expr {
    pub kind: ExprKind,
    pub ty: Ty,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum ExprKind {
    /// A Python constant.
    Const(Const),
    /// C constants.
    CInt(i128),
    /// By its bits.
    CFloat(u64),
    /// A `char *` to constant data.
    CStr(Vec<u8>),
    Null,
    SizeOf(Ty),
    Local(LocalId),
    /// The same, read inside of a comprehension; it matters where the variable may be unbound.
    Outer(LocalId),
    Global(GlobalId),
    Extern(ExternId),
    /// A C function of this module, as a value.
    Func(FuncId),
    /// The module state, as an argument of operations that take it.
    Module,
    /// An inline cache, likewise.
    Cache,
    /// The type object of an extension type. Borrowed from the module.
    ClassObject(ClassId),
    /// What the vtable of a class of another module has in a slot: a pointer to a C function.
    Method(ClassId, SlotRef),

    /// A conversion that is free or a C cast: between C types, to a less specific object type, or to a more specific one
    /// that is known to hold.
    Cast(Box<Expr>),
    /// An operation of the table.
    Op(Op, Vec<Expr>),
    CUnary(CUnary, Box<Expr>),
    /// Operands have the types in which C is to compute. `And` and `Or` evaluate the right side only where needed.
    CBinary(CBinary, Box<Expr>, Box<Expr>),
    /// A call of a C function, with all its arguments.
    CCall {
        callee: Callee,
        signature: Box<FuncType>,
        args: Vec<Expr>,
    },
    /// A call of a Python object.
    Call {
        func: Box<Expr>,
        args: Vec<Expr>,
        keywords: Vec<(Name, Expr)>,
    },
    /// `receiver.name(args)`, without a bound method where possible.
    MethodCall {
        receiver: Box<Expr>,
        name: Name,
        args: Vec<Expr>,
        keywords: Vec<(Name, Expr)>,
    },
    /// A call with `*` or `**`.
    StarCall {
        func: Box<Expr>,
        args: Vec<Item>,
        keywords: Vec<Keyword>,
    },

    /// `[...]`, `(...)`, `{...}`
    Display(Display, Vec<Item>),
    Dict(Vec<DictItem>),
    /// A struct, union or ctuple by its fields in order.
    Struct(Vec<Expr>),

    /// `base.field` of a struct.
    Field(Box<Expr>, Name),
    /// `base->field`
    Arrow(Box<Expr>, Name),
    /// `base[index]` of a pointer or array.
    Index(Box<Expr>, Box<Expr>),
    Deref(Box<Expr>),
    /// A field of an extension type's object, which is known not to be None; a place. An object in it may be NULL only
    /// while a half-made or half-cleared instance is seen, and is read as None then.
    ObjField(Box<Expr>, FieldRef),
    /// `&place`
    AddrOf(Box<Expr>),

    /// Evaluates the value into a temporary, then the body.
    Let(LocalId, Box<Expr>, Box<Expr>),
    /// `then if cond else other`; both have the type of the whole.
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// Runs statements, then evaluates the value.
    Seq(Vec<Stmt>, Box<Expr>),

    /// A function object of a `def`.
    MakeFunction(Box<MakeFunction>),
}

#[derive(Clone, Debug)]
pub struct MakeFunction {
    pub func: FuncId,
    /// Defaults of the last positional parameters, in order.
    pub defaults: Vec<Expr>,
    pub kw_defaults: Vec<(Name, Expr)>,
    pub annotations: Vec<(Name, Expr)>,
    /// The cells of its free variables, in the order of [`Closure::free`].
    pub closure: Vec<Expr>,
}

#[derive(Clone, Debug)]
pub enum Callee {
    Func(FuncId),
    Extern(ExternId),
    Pointer(Box<Expr>),
    /// By the vtable of the first argument.
    Virtual(SlotRef),
    /// By the vtable of a class of another module: that very class's method.
    OfClass(ClassId, SlotRef),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Display {
    List,
    Tuple,
    Set,
}

#[derive(Clone, Debug)]
pub struct Item {
    /// `*value`
    pub star: bool,
    pub value: Expr,
}

#[derive(Clone, Debug)]
pub enum Keyword {
    Named(Name, Expr),
    /// `**mapping`
    Mapping(Expr),
}

#[derive(Clone, Debug)]
pub enum DictItem {
    Pair(Expr, Expr),
    Mapping(Expr),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CUnary {
    Neg,
    /// `!x`, a `bint`.
    Not,
    Invert,
}

/// C's own operators; Python's division and the like are operations.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CBinary {
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    Shl,
    Shr,
    BitAnd,
    BitOr,
    BitXor,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    And,
    Or,
}

/// A Python constant.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Const {
    None,
    True,
    False,
    Ellipsis,
    NotImplemented,
    /// Decimal digits, or very many hexadecimal ones behind `0x`; perhaps with a minus sign.
    Int(String),
    Float(u64),
    Complex(u64, u64),
    /// WTF-8: lone surrogates are three bytes.
    Str(Vec<u8>),
    /// An identifier, interned.
    Name(Name),
    Bytes(Vec<u8>),
    Tuple(Vec<Const>),
    FrozenSet(Vec<Const>),
}

impl Expr {
    pub fn new(kind: ExprKind, ty: Ty, span: Span) -> Self {
        Expr { kind, ty, span }
    }

    pub fn cast(self, ty: Ty) -> Self {
        if self.ty == ty {
            return self;
        }
        let span = self.span;
        Expr { kind: ExprKind::Cast(Box::new(self)), ty, span }
    }
}
