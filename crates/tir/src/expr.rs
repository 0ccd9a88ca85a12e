//! Expressions, and the constants in them.

use base::{Name, Span};
use builtins::Op;
use types::{ClassId, CppCallId, FuncType, Ty};

use crate::{CBinary, CUnary, ExternId, FieldRef, FuncId, GlobalId, LocalId, SlotRef, Stmt};

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
    /// The description of a type as the items of memoryviews have it, which buffers are compared with.
    ItemType(Ty),
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

    /// `base.field` of a struct, or of a memoryview (`data`, `shape[0]`).
    Field(Box<Expr>, Name),
    /// `base->field`
    Arrow(Box<Expr>, Name),
    /// `base[index]` of a pointer or array.
    Index(Box<Expr>, Box<Expr>),
    Deref(Box<Expr>),
    /// A field of an extension type's object, which is known not to be None; a place. An object in it may be NULL only
    /// while a half-made or half-cleared instance is seen, and is read as None then.
    ObjField(Box<Expr>, FieldRef),
    /// A pointer to the method that the vtable of an object has in a slot.
    Slot(Box<Expr>, SlotRef),
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
    /// What only C++ has; in [`Module::cpp_calls`](crate::Module::cpp_calls).
    Cpp(CppCallId),
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
