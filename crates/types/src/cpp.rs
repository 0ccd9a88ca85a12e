//! What C++ adds: instances of class templates, and the callees that are no plain function.

use base::{Interner, Name};

use crate::{FuncType, Ty, TypeTable};

base::define_id! {
    /// A C++ class or class template, as declared; sema knows its members.
    pub struct CppClassId("cppclass");
    /// A call, in the table of the module that makes it.
    pub struct CppCallId("p");
}

/// A C++ class as the type of values: the class and what stands for its template parameters, those of the classes around it
/// first. A class without parameters has one instance.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct CppInstance {
    pub class: CppClassId,
    pub args: Vec<Ty>,
}

/// A call that only C++ has. Where there is an object, it is the first argument, and its parameter is a reference.
#[derive(Clone, PartialEq, Debug)]
pub struct CppCall {
    pub callee: CppCallee,
    pub signature: Box<FuncType>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum CppCallee {
    /// `object.name(args)`, with the template arguments that the text gives.
    Method(Name, Vec<Ty>),
    /// `Class::name(args)`
    Static(Ty, Name, Vec<Ty>),
    /// `name<types>(args)`
    Function(Name, Vec<Ty>),
    /// `Class(args)`
    Construct(Ty),
    /// `new Class(args)`
    New(Ty),
    /// `delete pointer`
    Delete,
    Operator(CppOperator),
}

impl CppCallee {
    /// For people: `.push_back`, `new vector[int]`, `operator+`.
    pub fn describe(&self, types: &TypeTable, names: &Interner) -> String {
        match self {
            CppCallee::Method(name, _) => format!(".{}", &names[*name]),
            CppCallee::Static(ty, name, _) => {
                format!("{}::{}", types.describe(*ty, names), &names[*name])
            }
            CppCallee::Function(name, _) => names[*name].into(),
            CppCallee::Construct(ty) => types.describe(*ty, names),
            CppCallee::New(ty) => format!("new {}", types.describe(*ty, names)),
            CppCallee::Delete => "delete".into(),
            CppCallee::Operator(op) => format!("operator{}", op.text()),
        }
    }
}

impl CppOperator {
    pub fn text(self) -> &'static str {
        match self {
            CppOperator::Prefix(text) | CppOperator::Postfix(text) | CppOperator::Binary(text) => {
                text
            }
            CppOperator::Index => "[]",
            CppOperator::Call => "()",
            CppOperator::Truth => " bool",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CppOperator {
    /// `-x`, `*x`, `++x`, `!x`
    Prefix(&'static str),
    /// `x++`
    Postfix(&'static str),
    /// `x + y`, `x = y`, `x, y`
    Binary(&'static str),
    /// `x[y]`
    Index,
    /// `x(y, z)`
    Call,
    /// `(bool)x`
    Truth,
}
