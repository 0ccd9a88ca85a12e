//! Statements.

use base::Span;
use types::ClassId;

use crate::{Expr, GlobalId, LocalId};

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
