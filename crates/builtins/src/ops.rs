//! The form of the operation table.
//!
//! A row is written as a chain of `const fn`s, most common case shortest:
//!
//! ```text
//! row("list.append", "px_list_append", &[LIST, OBJECT], INT, "list").neg1().method("append"),
//! row("list.getitem", "px_list_getitem", &[LIST, SSIZE], OBJECT, "list").null().runs_nothing(),
//! row("list.len", "px_list_len", &[LIST], SSIZE, "list").pure(),
//! ```
//! Without a word about it an operation never fails, needs the GIL, may run arbitrary Python code, returns a *new*
//! reference where it returns an object, and borrows its arguments.

use std::collections::HashMap;
use std::sync::OnceLock;
use types::{ExceptValue, Ty};

/// How failure shows in the result of an operation. An exception is set whenever it shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fails {
    Never,
    /// NULL.
    Null,
    /// NULL and `PyErr_Occurred()`; NULL alone is a result (`Ret::NewOrNull`: an iterator's end, an absent key).
    NullOccurred,
    /// Exactly -1.
    Neg1,
    /// Any negative number.
    Negative,
    /// This value and `PyErr_Occurred()`; for floats the value is -1.0.
    Maybe(i64),
    /// Exactly this value (`except v` of a C function), converted to the type of the result before it is compared; every
    /// NaN equals NaN here.
    Equals(ExceptValue),
    /// Such a value, and `PyErr_Occurred()` (`except? v`).
    EqualsOccurred(ExceptValue),
    /// Only `PyErr_Occurred()` tells; needs no result.
    Occurred,
    /// Every call fails (`raise`); control does not go on.
    Always,
    /// As `Always`, for an exception that already has the traceback entry of this frame (re-raise, unwinding).
    AlwaysNoTrace,
    /// Throws a C++ exception; the wrapper of the call turns it into a Python one.
    Throws,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ret {
    Void,
    /// A value that owns nothing: every C value.
    Value(Ty),
    /// A new reference.
    New(Ty),
    /// A new reference or NULL, which is no failure by itself; tested with `CExprKind::IsNull`.
    NewOrNull(Ty),
    /// A reference (or pointer) that lives as long as argument `n`.
    Borrow(usize, Ty),
    /// A reference that lives as long as the interpreter (types, singletons).
    Immortal(Ty),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arg {
    pub ty: Ty,
    /// The operation takes over the caller's reference, also when it fails.
    pub steals: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gil {
    Needs,
    /// Needs it only to set an exception, and takes it itself then.
    ToFail,
    Free,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Effects {
    /// Depends on its arguments only and changes nothing: may be folded into expressions, repeated and removed.
    Pure,
    /// Reads or changes memory, but runs no Python code and releases nothing that could.
    Local,
    /// May run any Python code.
    Any,
}

/// What a row implements, where Python code can ask for it by name.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Key {
    /// Asked for by row name only.
    Internal,
    /// `len(x)`: the builtin function of this name.
    Func(&'static str),
    /// `x.append(y)`: a method; the receiver is argument 0.
    Method(&'static str),
    /// `x.real`: an attribute; the receiver is argument 0.
    Attr(&'static str),
    /// An operator or protocol by the name of the special method, `add`, `iadd`, `and`, `getitem`, ...; see `rows`.
    Operator(&'static str),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Row {
    pub name: &'static str,
    pub c: &'static str,
    pub args: &'static [Arg],
    /// The last argument is a list of objects, passed in C as pointer and count. The array has a free slot before its
    /// first item, as vectorcall wants it.
    pub rest: bool,
    pub ret: Ret,
    pub fails: Fails,
    pub effects: Effects,
    pub gil: Gil,
    pub key: Key,
    /// The runtime's file pair (`px/<feature>.h`) that has it.
    pub feature: &'static str,
    /// First CPython with it, as 0x030C for 3.12; 0 where all have it. Selection skips rows that the target range lacks.
    pub since: u16,
    /// The C result is a status or is not wanted: the operation has no value in the program.
    pub drop: bool,
}

impl Row {
    /// Where the C function returns something, its type; a status included.
    pub fn c_result(&self) -> Option<Ty> {
        match self.ret {
            Ret::Void => None,
            Ret::Value(ty)
            | Ret::New(ty)
            | Ret::NewOrNull(ty)
            | Ret::Borrow(_, ty)
            | Ret::Immortal(ty) => Some(ty),
        }
    }

    /// The type of the operation's value in the program.
    pub fn value(&self) -> Option<Ty> {
        if self.drop { None } else { self.c_result() }
    }

    pub fn can_fail(&self) -> bool {
        self.fails != Fails::Never
    }
}

/// Borrowed arguments by their types.
macro_rules! args {
    ($($ty:expr),* $(,)?) => { &[$($crate::ops::arg($ty)),*] };
}
pub(crate) use args;

pub(crate) const fn arg(ty: Ty) -> Arg {
    Arg { ty, steals: false }
}

/// An argument whose reference the operation takes over.
pub(crate) const fn own(ty: Ty) -> Arg {
    Arg { ty, steals: true }
}

const fn is_object(ty: Ty) -> bool {
    // The known object types are one run of the table.
    ty.0 == Ty::OBJECT.0 || (ty.0 >= Ty::NONE.0 && ty.0 <= Ty::MEMORYVIEW.0)
}

pub(crate) const fn row(
    name: &'static str,
    c: &'static str,
    args: &'static [Arg],
    ret: Ty,
    feature: &'static str,
) -> Row {
    let ret = if ret.0 == Ty::VOID.0 {
        Ret::Void
    } else if is_object(ret) || ret.0 == Ty::MEMVIEW.0 {
        Ret::New(ret)
    } else {
        Ret::Value(ret)
    };
    Row {
        name,
        c,
        args,
        rest: false,
        ret,
        fails: Fails::Never,
        effects: Effects::Any,
        gil: Gil::Needs,
        key: Key::Internal,
        feature,
        since: 0,
        drop: false,
    }
}

impl Row {
    pub(crate) const fn fails(mut self, fails: Fails) -> Row {
        self.fails = fails;
        self
    }
    pub(crate) const fn null(self) -> Row {
        self.fails(Fails::Null)
    }
    /// Fails with -1, which may also be a value if `maybe` follows instead.
    /// NULL alone is a result; NULL with an exception set is a failure if `can_fail`.
    pub(crate) const fn or_null(mut self, can_fail: bool) -> Row {
        if let Ret::New(ty) = self.ret {
            self.ret = Ret::NewOrNull(ty);
        }
        if can_fail { self.fails(Fails::NullOccurred) } else { self }
    }
    pub(crate) const fn neg1(self) -> Row {
        self.fails(Fails::Neg1)
    }
    pub(crate) const fn maybe(self, value: i64) -> Row {
        self.fails(Fails::Maybe(value))
    }
    /// The int result is a status (0 or -1), no value.
    pub(crate) const fn status(mut self) -> Row {
        self.drop = true;
        self.fails(Fails::Neg1)
    }
    pub(crate) const fn pure(mut self) -> Row {
        self.effects = Effects::Pure;
        self
    }
    /// Runs no Python code.
    pub(crate) const fn local(mut self) -> Row {
        self.effects = Effects::Local;
        self
    }
    pub(crate) const fn nogil(mut self) -> Row {
        self.gil = Gil::Free;
        self
    }
    pub(crate) const fn gil_to_fail(mut self) -> Row {
        self.gil = Gil::ToFail;
        self
    }
    pub(crate) const fn borrow(mut self, from: usize) -> Row {
        if let Ret::New(ty) | Ret::Value(ty) = self.ret {
            self.ret = Ret::Borrow(from, ty);
        }
        self
    }
    pub(crate) const fn immortal(mut self) -> Row {
        if let Ret::New(ty) = self.ret {
            self.ret = Ret::Immortal(ty);
        }
        self
    }
    pub(crate) const fn rest(mut self) -> Row {
        self.rest = true;
        self
    }
    pub(crate) const fn func(mut self, name: &'static str) -> Row {
        self.key = Key::Func(name);
        self
    }
    pub(crate) const fn method(mut self, name: &'static str) -> Row {
        self.key = Key::Method(name);
        self
    }
    pub(crate) const fn attr(mut self, name: &'static str) -> Row {
        self.key = Key::Attr(name);
        self
    }
    pub(crate) const fn operator(mut self, name: &'static str) -> Row {
        self.key = Key::Operator(name);
        self
    }
    #[allow(dead_code, reason = "the oldest supported Python has all of today's rows")]
    pub(crate) const fn since(mut self, version: u16) -> Row {
        self.since = version;
        self
    }
}

/// An operation: an index of the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Op(u16);

impl Op {
    /// The operation of this row name. The name is the compiler's own: asking for one that no row has is a bug, and a test
    /// looks up every name that the sources mention.
    pub fn named(name: &str) -> Op {
        Op::find(name).unwrap_or_else(|| panic!("no operation `{name}` in the table"))
    }

    pub fn find(name: &str) -> Option<Op> {
        table().by_name.get(name).copied()
    }

    pub fn row(self) -> &'static Row {
        table().rows[self.0 as usize]
    }

    pub fn all() -> impl Iterator<Item = Op> {
        (0..table().rows.len() as u16).map(Op)
    }

    pub(crate) fn with_key(key: Key) -> &'static [Op] {
        table().by_key.get(&key).map_or(&[], Vec::as_slice)
    }
}

impl std::ops::Deref for Op {
    type Target = Row;
    fn deref(&self) -> &Row {
        self.row()
    }
}

impl std::fmt::Debug for Op {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.row().name)
    }
}

impl std::fmt::Display for Op {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.row().name)
    }
}

/// The rows with their indices by name and key; made once, constant from then on.
struct Table {
    rows: Vec<&'static Row>,
    by_name: HashMap<&'static str, Op>,
    by_key: HashMap<Key, Vec<Op>>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows: Vec<_> = crate::rows::all_rows().collect();
        let mut by_name = HashMap::new();
        let mut by_key: HashMap<Key, Vec<Op>> = HashMap::new();
        for (index, row) in rows.iter().enumerate() {
            by_name.insert(row.name, Op(index as u16));
            if row.key != Key::Internal {
                by_key.entry(row.key).or_default().push(Op(index as u16));
            }
        }
        Table { rows, by_name, by_key }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_names_are_unique_and_arguments_exist() {
        let mut seen = HashMap::new();
        for row in crate::rows::all_rows() {
            assert!(seen.insert(row.name, row.c).is_none(), "two rows `{}`", row.name);
            if let Ret::Borrow(from, _) = row.ret {
                assert!(from < row.args.len(), "`{}` borrows from no argument", row.name);
            }
            assert!(
                !row.rest || row.args.last().is_some_and(|arg| is_object(arg.ty)),
                "{}",
                row.name
            );
        }
    }
}
