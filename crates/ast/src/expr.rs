//! Expressions.

use base::{Name, Span};

use crate::{BytesLit, CType, CharLit, FString, FloatLit, Ident, IntLit, Params, StrLit, TypeName};

#[derive(Clone, Debug)]
pub struct Expr {
    pub span: Span,
    pub kind: ExprKind,
}

#[derive(Clone, Debug)]
pub enum ExprKind {
    Name(Name),
    None,
    Bool(bool),
    Ellipsis,
    /// `NULL`; an ordinary name in `.py` sources.
    Null,
    Int(IntLit),
    Float(FloatLit),
    Imaginary(FloatLit),
    Str(Box<StrLit>),
    Bytes(BytesLit),
    Char(CharLit),
    FString(FString),
    TString(FString),

    Unary(UnaryOp, Box<Expr>),
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    /// At least two operands of one operator.
    BoolOp(BoolOp, Vec<Expr>),
    /// `first op operand op operand ...`, at least one.
    Compare(Box<Expr>, Vec<Comparison>),
    Conditional {
        test: Box<Expr>,
        body: Box<Expr>,
        orelse: Box<Expr>,
    },
    /// Parameters of a lambda are all [`ParamDecl::Undecided`](crate::ParamDecl::Undecided).
    Lambda {
        params: Box<Params>,
        body: Box<Expr>,
    },
    /// `target := value`
    Walrus(Ident, Box<Expr>),
    Await(Box<Expr>),
    Yield(Option<Box<Expr>>),
    YieldFrom(Box<Expr>),
    /// `*x` in displays, targets, subscripts and returned tuples. Call arguments have [`ArgKind::Star`].
    Star(Box<Expr>),

    Tuple(Vec<Expr>),
    List(Vec<Expr>),
    Set(Vec<Expr>),
    Dict(Vec<DictItem>),
    /// The element is a [`ExprKind::Star`] for `[*x for x in xs]`.
    Comprehension {
        kind: ComprehensionKind,
        element: Box<Expr>,
        clauses: Vec<CompClause>,
    },
    DictComprehension {
        item: Box<DictItem>,
        clauses: Vec<CompClause>,
    },

    Attribute(Box<Expr>, Ident),
    /// More than one item, or one with a comma after it, is an [`ExprKind::Tuple`].
    Subscript(Box<Expr>, Box<Expr>),
    /// In subscripts only.
    Slice(Box<Slice>),
    Call(Box<Expr>, Vec<Arg>),

    /// `&x`
    AddressOf(Box<Expr>),
    /// `<T>x`, and `<T?>x` where it is checked.
    Cast {
        ty: Box<TypeName>,
        checked: bool,
        operand: Box<Expr>,
    },
    /// A type operand that does not look like an expression is a [`ExprKind::Type`].
    SizeOf(Box<Expr>),
    /// `new T(...)`
    New {
        ty: Box<CType>,
        args: Vec<Arg>,
    },
    /// Text that can only be a type, as an item of a subscript, a call argument or the operand of `sizeof`.
    Type(Box<TypeName>),
    /// `` `x` ``, at language level 2.
    Repr(Box<Expr>),
    Invalid,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum UnaryOp {
    Not,
    Neg,
    Pos,
    Invert,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    MatMul,
    Div,
    FloorDiv,
    Mod,
    Pow,
    LeftShift,
    RightShift,
    BitAnd,
    BitOr,
    BitXor,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BoolOp {
    And,
    Or,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CmpOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}

#[derive(Clone, Debug)]
pub struct Comparison {
    pub op: CmpOp,
    /// Of the operator.
    pub span: Span,
    pub operand: Expr,
}

#[derive(Clone, Debug)]
pub enum DictItem {
    Pair(Expr, Expr),
    /// `**mapping`
    Unpack(Expr),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ComprehensionKind {
    List,
    Set,
    Generator,
}

/// `for target in iter if condition if condition`
#[derive(Clone, Debug)]
pub struct CompClause {
    pub span: Span,
    pub is_async: bool,
    pub header: ForHeader,
    pub conditions: Vec<Expr>,
}

/// What a loop runs over.
#[derive(Clone, Debug)]
pub enum ForHeader {
    In { target: Expr, iter: Expr },
    From(Box<ForFrom>),
}

/// `for target from lower <= target < upper by step`
#[derive(Clone, Debug)]
pub struct ForFrom {
    /// As written first; the short form `for a <= i < b` has only the middle one, which is then here too.
    pub target: Expr,
    pub lower: Expr,
    pub lower_relation: Relation,
    /// The name between the relations, which has to be the target again.
    pub middle: Expr,
    pub upper_relation: Relation,
    pub upper: Expr,
    pub step: Option<Expr>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Relation {
    Lt,
    LtE,
    Gt,
    GtE,
}

#[derive(Clone, Debug)]
pub struct Slice {
    pub start: Option<Expr>,
    pub stop: Option<Expr>,
    /// `x[a:b:]` and `x[a:b]` are the same.
    pub step: Option<Expr>,
}

#[derive(Clone, Debug)]
pub struct Arg {
    pub span: Span,
    pub kind: ArgKind,
    pub value: Expr,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArgKind {
    Positional,
    Keyword(Ident),
    Star,
    DoubleStar,
}
