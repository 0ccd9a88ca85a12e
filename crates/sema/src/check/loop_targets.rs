//! The types of loop targets: what they have, and what the iterable gives.

use ast::{Arg, ExprKind as Ast, Ident};
use base::Name;
use tir::Expr;
use types::{Builtin, Ty};

use super::Checker;
use super::names::Found;

impl<'k, 'a> Checker<'k, 'a> {
    /// The declared or found type of a target that is a variable; nothing for others and Python globals.
    pub fn target_type(&mut self, target: &ast::Expr) -> Option<Ty> {
        let ty = match &target.kind {
            Ast::Name(name) => match self.find(*name) {
                Found::Local(local) => self.locals[local].ty,
                Found::Symbol(symbol) => match self.an.decls.symbols[symbol].kind {
                    crate::SymbolKind::CGlobal(_) => self.an.decls.symbols[symbol].ty,
                    _ => return None,
                },
                _ => return None,
            },
            Ast::Attribute(..) | Ast::Subscript(..) => {
                let ty = self.dry_run(|me| me.expr(target).ty);
                if self.types().is_object(ty) {
                    return None;
                }
                ty
            }
            _ => return None,
        };
        (ty != Ty::ERROR).then_some(ty)
    }

    /// What the names of a loop's target get, as far as it is known: for finding the types of variables.
    pub fn loop_targets(&mut self, target: &ast::Expr, iter: &ast::Expr) -> Vec<(Name, Ty)> {
        if self.enumerate_call(iter).is_some()
            && let Ast::Tuple(targets) | Ast::List(targets) = &target.kind
            && let [index, item] = targets.as_slice()
        {
            let mut found = Vec::new();
            if let Ast::Name(name) = index.kind {
                found.push((name, if self.plain { Ty::PYINT } else { Ty::SSIZE }));
            }
            // Items go through an object on their way.
            found.extend(names_as(item, Ty::OBJECT));
            return found;
        }
        if let Some(found) = self.dict_targets(target, iter) {
            return found;
        }
        match target.kind {
            Ast::Name(name) => {
                let ty = self.item_type(iter);
                vec![(name, ty)]
            }
            _ => names_as(target, Ty::OBJECT),
        }
    }

    /// A loop over `x.iteritems()` and the like, which dicts had in Python 2: they take the modern method, other objects their own.
    pub fn old_dict_loop(&mut self, iter: &ast::Expr) -> Option<Expr> {
        let Ast::Call(func, args) = &iter.kind else { return None };
        let Ast::Attribute(base, method) = &func.kind else { return None };
        let modern = match self.text(method.name) {
            "iteritems" => "items",
            "iterkeys" => "keys",
            "itervalues" => "values",
            _ => return None,
        };
        let ty = self.dry_run(|me| me.expr(base).ty);
        if self.plain || !args.is_empty() || ty != Ty::OBJECT {
            return None;
        }
        let (span, modern) = (iter.span, self.intern(modern));
        let value = self.expr(base);
        Some(self.with_temp(value, |me, value| {
            let call = |me: &mut Self, name: Name| {
                me.object_method(value.clone(), Ident { name, span: method.span }, &[], span)
            };
            let (new, old) = (call(me, modern), call(me, method.name));
            let exact = me.op("dict.is_exact", vec![value.clone()], span);
            me.if_expr(exact, new, old, span)
        }))
    }

    /// What iterating gives; `Ty::ERROR` while that is not known yet.
    pub fn item_type(&mut self, iter: &ast::Expr) -> Ty {
        if let Some(args) = self.range_call(iter) {
            return self.range_type(args);
        }
        if let Ast::Call(func, args) = &iter.kind
            && self.is_builtin(func, "reversed")
            && let [arg] = args.as_slice()
            && let Some(args) = self.range_call(&arg.value)
        {
            return self.range_type(args);
        }
        if let Ast::Subscript(base, index) = &iter.kind
            && matches!(index.kind, Ast::Slice(_))
        {
            let base = self.dry_run(|me| me.expr(base).ty);
            if let Some(item) = self.types().pointee(base) {
                return self.types().unqualified(item);
            }
        }
        if let Some(item) = self.literal_item_type(iter) {
            return item;
        }
        let ty = self.dry_run(|me| me.expr(iter).ty);
        if ty == Ty::ERROR {
            return ty;
        }
        if let Some(item) = self.view_item_type(ty) {
            return item;
        }
        if self.is_cpp(ty) {
            return self.cpp_item_type(iter);
        }
        if let Some(item) = self.types().pointee(ty) {
            return self.types().unqualified(item);
        }
        let exact = self.types().as_object(ty).is_some_and(|object| object.exact);
        match self.types().as_builtin(ty) {
            Some(Builtin::Str) if exact && !self.plain => Ty::UCS4,
            Some(Builtin::Bytes) if exact && !self.plain => Ty::UCHAR,
            _ => {
                let item = self.object_item_type(ty);
                if item == Ty::PYINT { item } else { self.an.cx.types.with_none(item, true) }
            }
        }
    }

    pub fn range_type(&mut self, args: &[Arg]) -> Ty {
        let mut ty = Ty::ERROR;
        for arg in args.iter().take(2) {
            let bound = self.dry_run(|me| me.expr(&arg.value).ty);
            if bound == Ty::ERROR {
                return Ty::ERROR;
            }
            if !self.is_c_int(bound) {
                return Ty::PYINT;
            }
            ty = self.spanning(ty, bound);
        }
        if let [_, _, step] = args {
            let step = self.dry_run(|me| me.expr(&step.value).ty);
            if !self.is_c_int(step) {
                return Ty::PYINT;
            }
            ty = self.spanning(ty, step);
        }
        if self.plain { Ty::PYINT } else { ty }
    }

    /// What iterating over an object gives.
    pub fn object_item_type(&self, ty: Ty) -> Ty {
        crate::items::item_type(self.types(), ty)
    }
}

pub(super) fn names_as(target: &ast::Expr, ty: Ty) -> Vec<(Name, Ty)> {
    let mut names = Vec::new();
    super::flow::target_names(target, &mut names);
    names.into_iter().map(|name| (name, ty)).collect()
}
