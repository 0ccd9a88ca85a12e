//! `for` over objects. What is exactly a list or tuple is read by position (appending to the list meanwhile is seen), a
//! dict and its views by its entries, anything else by the iterator protocol.

use crate::function::Lowerer;
use crate::values::{address_of, compare, is_null};
use base::Span;
use builtins::Op;
use mir::{BinOp, CExpr};
use tir::{Expr, ExprKind, Stmt, StmtKind};
use types::{Builtin, Class, Ty};

/// What a loop over a dict yields.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DictPart {
    Keys,
    Values,
    Items,
}

/// The parts of the statement.
#[derive(Clone, Copy)]
struct ForLoop<'a> {
    item: tir::LocalId,
    body: &'a [Stmt],
    orelse: &'a [Stmt],
    /// The place of the steps from item to item.
    steps: Span,
}

impl Lowerer<'_, '_> {
    pub fn for_iter(&mut self, iter: &Expr, item: tir::LocalId, body: &[Stmt], orelse: &[Stmt]) {
        let parts = ForLoop { item, body, orelse, steps: self.place_of_steps(iter) };
        if let Some((dict, part)) = self.dict_view(iter) {
            return self.for_dict(dict, part, parts);
        }
        let source = self.object(iter);
        let class = self.exact_class(source.ty);
        self.b.at(iter.span);
        match class {
            Some(Builtin::List) => self.for_sequence(source, "list.next", parts),
            Some(Builtin::Tuple) => self.for_sequence(source, "tuple.next", parts),
            _ => {
                let given = match &iter.kind {
                    ExprKind::Op(op, _) => *op == Op::named("iter.given"),
                    _ => false,
                };
                let iterator = if given { source } else { self.value("iter.new", vec![source]) };
                self.for_next("iter.next", vec![iterator], parts);
            }
        }
    }

    /// Where an exception of the iterator comes from: from the iterable, but in a comprehension, whose first one is evaluated
    /// outside, from the comprehension itself.
    fn place_of_steps(&self, iter: &Expr) -> Span {
        let outside = self.cx.tir.inlined.iter().any(|one| one.outside == iter.span);
        if outside { self.b.span() } else { iter.span }
    }

    fn exact_class(&self, ty: Ty) -> Option<Builtin> {
        let object = self.cx.types.as_object(ty)?;
        match object.class {
            Class::Builtin(builtin) if object.exact => Some(builtin),
            Class::Builtin(_) | Class::Any | Class::Ext(_) => None,
        }
    }

    fn for_sequence(&mut self, source: CExpr, next: &'static str, parts: ForLoop<'_>) {
        let source = self.hold_source(source);
        self.none_is_refused(&source, |this, source| {
            this.op("iter.new", vec![source]);
        });
        let position = self.position();
        self.for_next(next, vec![source, position], parts);
    }

    /// The loop keeps what it iterates over, whatever becomes of the variable.
    fn hold_source(&mut self, source: CExpr) -> CExpr {
        let held = self.temp(source.ty);
        self.assign(held.clone(), source);
        held
    }

    /// The address of a position that starts at 0.
    fn position(&mut self) -> CExpr {
        let at = self.memory_local(Ty::SSIZE);
        self.assign(at.clone(), CExpr::int(0, Ty::SSIZE));
        address_of(at, Ty::SSIZE_PTR)
    }

    /// The loop around an operation that returns the next item, or NULL at the end.
    fn for_next(&mut self, next: &'static str, args: Vec<CExpr>, parts: ForLoop<'_>) {
        let span = parts.steps;
        let at = self.loop_blocks();
        self.goto(at.next);
        self.go_on_in(at.next);
        // A temporary: the item lives no longer than the target that the body gives it to.
        let item = self.local(parts.item);
        self.op_to(span, item.as_local(), Op::named(next), args);
        self.split(is_null(item), at.done, at.body);
        self.go_on_in(at.body);
        self.loop_body(at, parts.body);
        self.loop_else(at, parts.orelse);
    }

    /// A dict, or `.items()` and the like of one.
    fn dict_view<'e>(&self, iter: &'e Expr) -> Option<(&'e Expr, DictPart)> {
        let is_dict = |expr: &Expr| self.exact_class(expr.ty) == Some(Builtin::Dict);
        match &iter.kind {
            _ if is_dict(iter) => Some((iter, DictPart::Keys)),
            ExprKind::Cast(inner) => self.dict_view(inner),
            ExprKind::MethodCall { receiver, name, args, keywords }
                if args.is_empty() && keywords.is_empty() && is_dict(receiver) =>
            {
                let part = match &self.cx.names[*name] {
                    "keys" => DictPart::Keys,
                    "values" => DictPart::Values,
                    "items" => DictPart::Items,
                    _ => return None,
                };
                Some((receiver, part))
            }
            _ => None,
        }
    }

    fn for_dict(&mut self, dict: &Expr, part: DictPart, parts: ForLoop<'_>) {
        let source = self.object(dict);
        self.b.at(dict.span);
        let source = self.hold_source(source);
        self.refuse_no_dict(&source, part);
        let position = self.position();
        let length = self.value("dict.len", vec![source.clone()]);
        let left = self.memory_local(Ty::SSIZE);
        self.assign(left.clone(), length.clone());
        let left = address_of(left, Ty::SSIZE_PTR);
        let args = vec![source.clone(), position.clone(), length, left];
        if part == DictPart::Keys {
            return self.for_next("dict.next", args, parts);
        }
        let span = parts.steps;
        let at = self.loop_blocks();
        self.goto(at.next);
        self.go_on_in(at.next);
        let before = self.temp(Ty::SSIZE);
        if let mir::CExprKind::AddrOf(place) = position.kind {
            self.assign(before.clone(), *place);
        }
        let key = self.temp(Ty::OBJECT);
        self.op_to(span, key.as_local(), Op::named("dict.next"), args);
        self.split(is_null(key.clone()), at.done, at.body);
        self.go_on_in(at.body);
        let value = self.value("dict.value_at", vec![source, before]);
        let item = self.local(parts.item);
        let body = match part {
            DictPart::Items => self.take_pair(key, value, item, parts),
            DictPart::Keys | DictPart::Values => {
                self.assign(item, value);
                parts.body
            }
        };
        self.loop_body(at, body);
        self.loop_else(at, parts.orelse);
    }

    /// Gives key and value to the two targets, or a pair of them to the item where the body does not take it apart first.
    /// The rest of the body.
    fn take_pair<'a>(
        &mut self,
        key: CExpr,
        value: CExpr,
        item: CExpr,
        parts: ForLoop<'a>,
    ) -> &'a [Stmt] {
        if let Some((first, rest)) = parts.body.split_first()
            && let StmtKind::Unpack {
                value: Expr { kind: ExprKind::Local(from), .. },
                targets,
                star: None,
            } = &first.kind
            && let (&[left, right], true) = (targets.as_slice(), *from == parts.item)
        {
            for (target, value) in [(left, key), (right, value)] {
                let place = self.local(target);
                let value = self.convert(value, place.ty);
                self.assign(place, value);
            }
            return rest;
        }
        let pair = self.value("tuple.pack", vec![key, value]);
        self.assign(item, pair);
        parts.body
    }

    /// What may be None by its declaration raises there what Python raises.
    fn none_is_refused(&mut self, value: &CExpr, refuse: impl FnOnce(&mut Self, CExpr)) {
        if !self.cx.types.as_object(value.ty).is_some_and(|object| object.none) {
            return;
        }
        let (absent, present) = (self.new_block(), self.new_block());
        let none = self.none();
        let is_none = compare(BinOp::Eq, value.clone(), none);
        self.split_likely(is_none, absent, present, false);
        self.go_on_in(absent);
        refuse(self, value.clone());
        self.goto(present);
        self.go_on_in(present);
    }

    fn refuse_no_dict(&mut self, source: &CExpr, part: DictPart) {
        let method = match part {
            DictPart::Keys => None,
            DictPart::Values => self.cx.names.lookup("values"),
            DictPart::Items => self.cx.names.lookup("items"),
        };
        self.none_is_refused(source, |this, source| {
            match method {
                None => this.op("iter.new", vec![source]),
                Some(name) => {
                    let name = this.name(name);
                    this.op("obj.getattr", vec![source, name])
                }
            };
        });
    }
}
