//! The data of MIR. See the crate's documentation for what it means.

use base::{IdVec, Name, Span};
use builtins::{Fails, Op};
use std::sync::Arc;
use types::{ClassId, CppCall, CppCallId, FuncType, Ty};

use crate::{BinOp, Include, UnOp};

base::define_id! {
    pub struct FuncId("f");
    /// A C global of the module: a `cdef` variable, a default value, anything with static storage.
    pub struct GlobalId("g");
    /// A C function, variable or constant that C headers (or another module) provide.
    pub struct ExternId("x");
    /// A Python constant of the module.
    pub struct ConstId("k");
    pub struct LocalId("v");
    pub struct BlockId("b");
    pub struct RegionId("r");
}

/// Where a function stands in the pipeline.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Phase {
    High,
    /// After `exits`: only `Try`, `NoGil` and `Gil` regions are left.
    Exits,
    /// After `errors`: no implied edges; regions only tell which blocks start without the GIL.
    Errors,
    /// After `refcounts`: counts are explicit.
    Low,
}

#[derive(Clone, Debug, Default)]
pub struct Module {
    /// The full dotted name, as `__name__` will be.
    pub name: String,
    /// The path of the source as the user named it; tracebacks show it.
    pub source: String,
    pub doc: Option<ConstId>,
    /// Plain Python: messages at run time are those of the interpreter.
    pub plain: bool,
    pub traits: builtins::ModuleTraits,
    /// Comprehensions that have entries of their own in tracebacks.
    pub inlined: Vec<Inlined>,
    pub functions: IdVec<FuncId, Function>,
    pub globals: IdVec<GlobalId, Global>,
    pub externs: IdVec<ExternId, Extern>,
    /// Calls that only C++ has.
    pub cpp_calls: IdVec<CppCallId, CppCall>,
    pub consts: IdVec<ConstId, Const>,
    /// Python functions: what a function object is made from; `func.new` names them by index.
    pub pyfuncs: Vec<PyFunc>,
    /// Headers and verbatim C, in order.
    pub includes: Vec<Include>,
    /// The extension types that it defines, each base before what derives from it; `class.make` names them by index.
    pub classes: Vec<crate::Class>,
    /// Those that it uses; `class.import` names them by index.
    pub imported_classes: Vec<types::ImportedClass>,
    /// Runs the module's body; `int f(px_module *)`-like: returns 0 or -1.
    pub exec: Option<FuncId>,
    /// C functions exported to other modules through `__pyx_capi__`: name and function.
    pub exports: Vec<Export>,
    /// What it takes from other modules, the rows of one module together.
    pub imports: Vec<Import>,
}

/// A comprehension that runs in the function around it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Inlined {
    /// [`Function::span`] of the function around it; nothing for the module's body.
    pub owner: Option<Span>,
    /// As tracebacks show it.
    pub name: &'static str,
    /// Before CPython 3.12 only.
    pub early: bool,
    /// All that it consists of, and the part of that which is evaluated outside.
    pub body: Span,
    pub outside: Span,
    /// The place in the function around it.
    pub at: Span,
}

#[derive(Clone, Debug)]
pub struct Export {
    pub name: Name,
    /// The C signature that importers compare.
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
    /// The full C identifier.
    pub cname: String,
    pub ty: Ty,
    /// Visible to other C code.
    pub public: bool,
    /// A C initialiser for constant data; zero (for objects: NULL) without.
    pub init: Option<CExpr>,
}

#[derive(Clone, Debug)]
pub struct Extern {
    pub cname: String,
    pub ty: Ty,
    /// Declared by a header, so the generated C does not declare it.
    pub declared: bool,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Const {
    None,
    True,
    False,
    Ellipsis,
    NotImplemented,
    /// Decimal digits, or very many hexadecimal ones behind `0x`, with an optional minus sign.
    Int(String),
    /// By its bits.
    Float(u64),
    Complex(u64, u64),
    /// WTF-8 text: lone surrogates are encoded as three bytes.
    Str(Vec<u8>),
    /// An interned string: an identifier or an attribute name.
    Name(Name),
    Bytes(Vec<u8>),
    Tuple(Vec<ConstId>),
    FrozenSet(Vec<ConstId>),
}

/// What the runtime needs to make a function object.
#[derive(Clone, Debug)]
pub struct PyFunc {
    pub name: Name,
    pub qualname: String,
    pub doc: Option<ConstId>,
    /// `PyObject *entry(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames)`; what has no function
    /// object (a generator expression) has none.
    pub entry: Option<FuncId>,
    pub params: PyParams,
    /// Names of all local variables, parameters first, in the order of `co_varnames`.
    pub varnames: Vec<Name>,
    pub freevars: Vec<Name>,
    pub cellvars: Vec<Name>,
    /// `CO_*` flags that the parameters do not tell (generator, coroutine, ...).
    pub flags: u32,
    /// A method of an extension type.
    pub of_type: bool,
    /// Its only argument is not accepted by keyword.
    pub no_keywords: bool,
    pub first_line: u32,
    pub span: Span,
}

#[derive(Clone, Debug, Default)]
pub struct PyParams {
    pub posonly: Vec<Name>,
    pub positional: Vec<Name>,
    pub kwonly: Vec<Name>,
    pub star: Option<Name>,
    pub star_star: Option<Name>,
    /// How many of the positional ones (both kinds) have a default.
    pub defaults: usize,
    /// Which keyword-only ones have a default.
    pub kw_defaults: Vec<bool>,
}

#[derive(Clone, Debug)]
pub struct Function {
    /// The C identifier.
    pub cname: String,
    /// The name that tracebacks show; a function without one adds no traceback entries (wrappers).
    pub traceback_name: Option<String>,
    pub linkage: Linkage,
    pub phase: Phase,
    pub ret: Ty,
    pub params: Vec<LocalId>,
    /// C callers may pass more than the parameters.
    pub varargs: bool,
    pub locals: IdVec<LocalId, Local>,
    pub blocks: IdVec<BlockId, Block>,
    pub regions: IdVec<RegionId, Region>,
    /// What it returns to its caller when it raised.
    pub on_error: OnError,
    /// Entered without the GIL.
    pub nogil: bool,
    /// An exception that cannot be raised is reported without its traceback.
    pub brief: bool,
    /// How C has to declare it.
    pub spelling: Spelling,
    /// Profilers and tracers hear of its calls.
    pub events: bool,
    /// Until `suspend`: what is suspended in the middle.
    pub suspends: Option<Suspends>,
    /// After `suspend`: the frame that it works on.
    pub frame: Option<FrameUse>,
    pub span: Span,
}

/// What the text says about a function for the C compiler alone.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Spelling {
    /// Stands before the name: a calling convention.
    pub call: String,
    /// A condition of the preprocessor under which the function exists; empty: always.
    pub guard: String,
}

/// A function that can be suspended. Its first parameter is the generator object, which keeps what belongs to it.
#[derive(Clone, PartialEq, Debug)]
pub struct Suspends {
    pub kind: SuspendKind,
    /// The parameter that holds the function object that was called.
    pub function: Option<LocalId>,
    /// The parameter that holds the tuple of cells, where there is no function object.
    pub closure: Option<LocalId>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SuspendKind {
    Generator,
    Coroutine,
    /// A coroutine that can be iterated over, too.
    IterableCoroutine,
    AsyncGenerator,
}

/// Where a function that can be suspended keeps what lives on meanwhile.
#[derive(Clone, PartialEq, Debug)]
pub struct Frame {
    /// What its C names end with.
    pub cname: String,
    pub kind: SuspendKind,
    /// `LocalKind::Field(n)` is field `n - 1`; `LocalKind::Field(0)` is the number of the state.
    pub fields: Vec<Field>,
    /// By state: where the function is suspended.
    pub places: Vec<Span>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Field {
    /// The variable that it holds, or whose cell.
    pub name: Option<Name>,
    pub ty: Ty,
    /// It owns an object, or is NULL.
    pub slot: bool,
}

/// What a function has to do with a frame.
#[derive(Clone, PartialEq, Debug)]
pub struct FrameUse {
    pub frame: Arc<Frame>,
    /// The generator object, whose frame it is.
    pub object: LocalId,
    /// It resumes the frame; otherwise it makes it.
    pub resumes: bool,
}

impl Function {
    pub const ENTRY: BlockId = BlockId(0);
    pub const ROOT: RegionId = RegionId(0);
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Linkage {
    Static,
    Inline,
    /// Visible to other C code under its own name.
    Public,
}

/// How a function tells its caller that an exception is set.
#[derive(Clone, PartialEq, Debug)]
pub enum OnError {
    /// Returns this (NULL, -1, ...).
    Return(CExpr),
    /// Returns nothing that tells; the caller asks `PyErr_Occurred()`.
    ReturnVoid,
    /// `noexcept`: reports the exception as unraisable, then returns this, or nothing.
    Unraisable(Option<CExpr>),
    /// Cannot fail; the verifier holds it to that.
    Impossible,
}

#[derive(Clone, Debug)]
pub struct Local {
    /// As in the source; temporaries have none.
    pub name: Option<Name>,
    pub ty: Ty,
    pub kind: LocalKind,
    /// A named object local that may be read while unbound: reads are guarded by a check that lowering emitted.
    pub maybe_unbound: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LocalKind {
    /// Objects are borrowed from the caller.
    Param,
    Named,
    /// Assigned once on every path.
    Temp,
    /// Its address is taken: never unboxed, renamed or moved.
    Memory,
    /// A field of the frame of a function that can be suspended; made by `suspend`.
    Field(u32),
}

#[derive(Clone, Debug)]
pub struct Block {
    pub stmts: Vec<Stmt>,
    pub term: Term,
    pub region: RegionId,
    /// Rarely reached: error paths, side exits.
    pub cold: bool,
}

#[derive(Clone, Debug)]
pub struct Region {
    pub parent: Option<RegionId>,
    pub kind: RegionKind,
}

#[derive(Clone, PartialEq, Debug)]
pub enum RegionKind {
    Root,
    Try {
        handler: BlockId,
    },
    Handler {
        /// What was being handled before (an object local, may be NULL).
        saved: LocalId,
    },
    Finally {
        entry: BlockId,
    },
    FinallyBody {
        of: RegionId,
    },
    NoGil,
    Gil,
}

#[derive(Clone, Debug)]
pub struct Stmt {
    pub kind: StmtKind,
    pub span: Span,
}

/// Who reads a local that may be unbound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReadBy {
    /// The function itself.
    Own,
    /// A comprehension in it, which is a function of its own before CPython 3.12.
    Comprehension,
}

#[derive(Clone, Debug)]
pub enum StmtKind {
    /// An operation of the table. Arguments that are objects are locals, constants or NULL; C arguments any expression.
    Op {
        dst: Option<LocalId>,
        op: Op,
        args: Vec<CExpr>,
    },
    /// A call of a C function of the program.
    Call {
        dst: Option<LocalId>,
        callee: Callee,
        args: Vec<CExpr>,
        fails: Fails,
    },
    /// A C store, or a copy of a reference. The place is an lvalue expression.
    Assign {
        place: CExpr,
        value: CExpr,
    },
    /// `del x`, and the end of a scope: the local is unbound from here on.
    Unbind(LocalId),
    /// Fails if the object local is unbound: with UnboundLocalError, or as the reader's Python has it.
    CheckBound(LocalId, ReadBy),
    /// Adds the traceback entry of this frame to the exception in flight; the line is that of the failing statement. Made
    /// by `errors`, and before that for a handler which looks at exceptions before they have their entry.
    Traceback,
    // -- after `refcounts`
    IncRef(CExpr),
    /// As `IncRef`, of what may be NULL.
    XIncRef(CExpr),
    /// The local is owned here.
    DecRef(LocalId),
    /// The local is owned or NULL here; it is unset afterwards.
    XDecRef(LocalId),
    /// `local = NULL` without a release.
    Clear(LocalId),
}

#[derive(Clone, PartialEq, Debug)]
pub enum Callee {
    Func(FuncId),
    Extern(ExternId),
    /// A function pointer.
    Pointer(CExpr),
    /// What only C++ has; in [`Module::cpp_calls`].
    Cpp(CppCallId),
}

#[derive(Clone, Debug)]
pub enum Term {
    Goto(BlockId),
    If {
        cond: CExpr,
        then: BlockId,
        other: BlockId,
        likely: Option<bool>,
    },
    /// Values are distinct.
    Switch {
        value: CExpr,
        cases: Vec<(i128, BlockId)>,
        default: BlockId,
    },
    Return(Option<CExpr>),
    /// Control does not get here: after what always fails.
    Unreachable,
    /// The end of a `finally` body (high phase).
    EndFinally,
    /// An exception is in flight: goes to the region's handler, without a traceback entry (high phase, `Exits`).
    Unwind,
    /// After `errors`: the last statement of the block failed or not. `value` is the local with its result.
    Check {
        value: Option<LocalId>,
        fails: Fails,
        fail: BlockId,
        next: BlockId,
        span: Span,
    },
}

/// A pure C expression with its type.
#[derive(Clone, PartialEq, Debug)]
pub struct CExpr {
    pub kind: CExprKind,
    pub ty: Ty,
}

#[derive(Clone, PartialEq, Debug)]
pub enum CExprKind {
    Local(LocalId),
    Global(GlobalId),
    /// A C variable or constant of a header.
    Extern(ExternId),
    /// A function as a value (its address).
    Func(FuncId),
    /// A Python constant; borrowed.
    Const(ConstId),
    Int(i128),
    /// By its bits.
    Float(u64),
    /// `char *` data, without the terminating NUL.
    CStr(Vec<u8>),
    Null,
    /// The module state, `px_module *`.
    Module,
    /// A new inline cache of this site.
    Cache,
    /// The type object of an extension type, borrowed from the module state.
    ClassObject(ClassId),
    /// The description of the frame that the function makes, `const px_frame_type *`.
    FrameType,
    Unary(UnOp, Box<CExpr>),
    Binary(BinOp, Box<CExpr>, Box<CExpr>),
    Cast(Box<CExpr>),
    /// `c ? a : b`
    Cond(Box<CExpr>, Box<CExpr>, Box<CExpr>),
    /// `base.field`; of a memoryview the field may be an item of one (`shape[0]`).
    Field(Box<CExpr>, Name),
    /// `base->field`
    Arrow(Box<CExpr>, Name),
    /// `base[index]` of a pointer or array.
    Index(Box<CExpr>, Box<CExpr>),
    Deref(Box<CExpr>),
    AddrOf(Box<CExpr>),
    /// A field of an extension type's object: `((struct S *)object)->field` with the struct of the class that declares it.
    ObjField(Box<CExpr>, ClassId, Name),
    /// A function pointer out of the vtable of an object, or of a class that is imported (`ClassObject`); the class is the one
    /// that has the slot among its own.
    Slot(Box<CExpr>, ClassId, Name),
    SizeOf(Ty),
    /// The description of an item type of memoryviews, `const px_item *`.
    ItemType(Ty),
    /// A row that is `Pure`.
    Op(Op, Vec<CExpr>),
    /// A struct, union or ctuple value by its fields in order; those not given are zero.
    Struct(Vec<CExpr>),
    /// `x == NULL`, of an object or pointer.
    IsNull(Box<CExpr>),
    /// `(a, b, ...)`-free C text of the user: an extern macro used as a constant.
    Verbatim(Name),
}

impl CExpr {
    pub fn new(kind: CExprKind, ty: Ty) -> Self {
        CExpr { kind, ty }
    }

    pub fn local(id: LocalId, ty: Ty) -> Self {
        CExpr::new(CExprKind::Local(id), ty)
    }

    pub fn int(value: i128, ty: Ty) -> Self {
        CExpr::new(CExprKind::Int(value), ty)
    }

    pub fn null(ty: Ty) -> Self {
        CExpr::new(CExprKind::Null, ty)
    }

    pub fn as_local(&self) -> Option<LocalId> {
        match self.kind {
            CExprKind::Local(id) => Some(id),
            _ => None,
        }
    }

    pub fn binary(op: BinOp, left: CExpr, right: CExpr, ty: Ty) -> Self {
        CExpr::new(CExprKind::Binary(op, Box::new(left), Box::new(right)), ty)
    }

    pub fn cast(self, ty: Ty) -> Self {
        if self.ty == ty { self } else { CExpr::new(CExprKind::Cast(Box::new(self)), ty) }
    }
}

/// Signature of a callee, where a caller must spell it.
pub type Signature = FuncType;
