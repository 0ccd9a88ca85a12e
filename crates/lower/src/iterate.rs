//! `for` over objects. What is exactly a list or tuple is read by position (appending to the list meanwhile is seen), a
//! dict by its entries, anything else by the iterator protocol.

use crate::function::Lowerer;
use crate::values::{address_of, compare, is_null};
use mir::{BinOp, CExpr, LocalKind};
use tir::Stmt;
use types::{Builtin, Class, Ty};

/// A loop over a sequence that keeps a position.
#[derive(Clone, Copy)]
struct Positional {
    next: &'static str,
    /// The length at the start is an argument: it must not change.
    length: Option<&'static str>,
}

const LIST: Positional = Positional { next: "list.next", length: None };
const TUPLE: Positional = Positional { next: "tuple.next", length: None };
const DICT: Positional = Positional { next: "dict.next", length: Some("dict.len") };

impl Lowerer<'_, '_> {
    pub fn for_iter(
        &mut self,
        iter: &tir::Expr,
        item: tir::LocalId,
        body: &[Stmt],
        orelse: &[Stmt],
    ) {
        let span = iter.span;
        let source = self.object(iter);
        let form = self.positional(source.ty);
        self.b.at(span);
        // The loop keeps what it iterates over, whatever becomes of the variable.
        let source = match form {
            Some(_) => {
                let held = self.temp(source.ty);
                self.assign(held.clone(), source);
                self.none_is_not_iterable(&held);
                held
            }
            None => self.value("iter.new", vec![source]),
        };
        let (next, mut args) = (form.map_or("iter.next", |form| form.next), vec![source.clone()]);
        if let Some(form) = form {
            let at = self.b.local(None, Ty::SSIZE, LocalKind::Memory);
            let at = CExpr::local(at, Ty::SSIZE);
            self.assign(at.clone(), CExpr::int(0, Ty::SSIZE));
            args.push(address_of(at, Ty::SSIZE_PTR));
            if let Some(length) = form.length {
                args.push(self.value(length, vec![source]));
            }
        }
        let at = self.loop_blocks();
        self.goto(at.next);
        self.go_on_in(at.next);
        self.b.at(span);
        // A temporary: the item lives no longer than the target that the body gives it to.
        let item = self.local(item);
        self.op_to(span, item.as_local(), builtins::Op::named(next), args);
        self.split(is_null(item), at.done, at.body);
        self.go_on_in(at.body);
        self.loop_body(at, body);
        self.loop_else(at, orelse);
    }

    /// The form for objects that are known to be exactly of a class.
    fn positional(&self, ty: Ty) -> Option<Positional> {
        let object = self.cx.types.as_object(ty)?;
        match object.class {
            Class::Builtin(Builtin::List) if object.exact => Some(LIST),
            Class::Builtin(Builtin::Tuple) if object.exact => Some(TUPLE),
            Class::Builtin(Builtin::Dict) if object.exact => Some(DICT),
            Class::Builtin(_) | Class::Any | Class::Ext(_) => None,
        }
    }

    /// A declared `list` may be None; iterating over that raises what it always does.
    fn none_is_not_iterable(&mut self, value: &CExpr) {
        if !self.cx.types.as_object(value.ty).is_some_and(|object| object.none) {
            return;
        }
        let (absent, present) = (self.new_block(), self.new_block());
        let none = self.none();
        let is_none = compare(BinOp::Eq, value.clone(), none);
        self.split_likely(is_none, absent, present, false);
        self.go_on_in(absent);
        self.op("iter.new", vec![value.clone()]);
        self.goto(present);
        self.go_on_in(present);
    }
}
