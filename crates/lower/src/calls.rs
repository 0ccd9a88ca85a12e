//! Calls of C functions and of Python objects.

use crate::error_values::{direct_failure, own_failure};
use crate::function::Lowerer;
use crate::module::{extern_id, func_id};
use crate::order::Pending;
use crate::values::no_object;
use base::{Name, Span};
use builtins::Fails;
use mir::{CExpr, Const};
use tir::{Expr, ExprKind, Item, Keyword};
use types::{Except, ExceptValue, FuncType, Ty, TypeTable};

/// How a caller sees that a function with this contract raised.
pub(crate) fn failure(types: &TypeTable, ret: Ty, except: &Except) -> Fails {
    match except {
        Except::Cpp(_) => Fails::Throws,
        _ if types.is_counted(ret) => Fails::Null,
        Except::Never => Fails::Never,
        Except::Null | Except::Value(ExceptValue::Null) => Fails::Null,
        Except::Maybe(ExceptValue::Null) => Fails::NullOccurred,
        Except::Value(value) => Fails::Equals(*value),
        Except::Maybe(value) => Fails::EqualsOccurred(*value),
        Except::Check => Fails::Occurred,
    }
}

impl Lowerer<'_, '_> {
    pub fn c_call(
        &mut self,
        expr: &Expr,
        callee: &tir::Callee,
        signature: &FuncType,
        args: &[Expr],
    ) -> CExpr {
        let mut pending = Pending::default();
        if let tir::Callee::Pointer(pointer) = callee {
            self.operand(&mut pending, pointer);
        }
        let by_place: Vec<bool> = args
            .iter()
            .enumerate()
            .map(|(index, arg)| {
                let param = signature.params.get(index);
                param.is_some_and(|&param| self.is_passed_by_place(arg, param))
            })
            .collect();
        for (arg, &by_place) in args.iter().zip(&by_place) {
            match by_place {
                true => self.operand(&mut pending, &address_of(arg)),
                false => self.operand(&mut pending, arg),
            }
        }
        let mut values = self.settle(pending);
        let first = values.len() - args.len();
        for (index, arg) in args.iter().enumerate().filter(|(index, _)| by_place[*index]) {
            values[first + index] = target_of(values[first + index].clone(), arg.ty);
        }
        let slot = match callee {
            tir::Callee::Virtual(slot) => Some(*slot),
            tir::Callee::Func(_)
            | tir::Callee::Extern(_)
            | tir::Callee::Pointer(_)
            | tir::Callee::Cpp(_)
            | tir::Callee::OfClass(..) => None,
        };
        let by_name = match callee {
            tir::Callee::Func(id) => Some(*id),
            _ => None,
        };
        let in_vtable = matches!(callee, tir::Callee::Virtual(_) | tir::Callee::OfClass(..));
        let callee = match callee {
            tir::Callee::Func(id) => mir::Callee::Func(func_id(*id)),
            tir::Callee::Extern(id) => mir::Callee::Extern(extern_id(*id)),
            tir::Callee::Pointer(_) => mir::Callee::Pointer(values.remove(0)),
            tir::Callee::Cpp(id) => mir::Callee::Cpp(*id),
            tir::Callee::Virtual(slot) => self.virtual_callee(*slot, values.first()),
            tir::Callee::OfClass(class, slot) => {
                let object = CExpr::new(mir::CExprKind::ClassObject(*class), types::Ty::TYPE);
                self.virtual_callee(*slot, Some(&object))
            }
        };
        // What other modules call `cpdef` has one parameter more: not to look for an override.
        let other = matches!(callee, mir::Callee::Extern(_) | mir::Callee::Pointer(_));
        if signature.skip_dispatch && other {
            values.push(CExpr::int(0, Ty::INT));
        }
        // A reference is a pointer: the tree goes on with its target.
        let ret = match self.cx.types[signature.ret] {
            types::Type::Ref(_) => expr.ty,
            _ => self.cx.types.unqualified(signature.ret),
        };
        let dst = (self.cx.types.resolve(ret) != Ty::VOID).then(|| self.temp(ret));
        self.b.at(expr.span);
        let to = dst.as_ref().and_then(CExpr::as_local);
        let fails = match by_name {
            Some(id) => direct_failure(self.cx, id),
            None if in_vtable => own_failure(self.cx.types, ret, &signature.except),
            None => failure(self.cx.types, ret, &signature.except),
        };
        match slot {
            Some(slot) => self.virtual_call(to, slot, callee, values, fails),
            None => self.call(to, callee, values, fails),
        }
        self.result(expr, dst)
    }

    /// Whether a reference is bound to the place that an argument is, and not to its value.
    fn is_passed_by_place(&self, arg: &Expr, param: Ty) -> bool {
        let types::Type::Ref(inner) = self.cx.types[param] else { return false };
        let constant = matches!(self.cx.types[inner], types::Type::Const(_));
        let is_object = self.cx.types.as_struct(inner).is_some();
        let place = matches!(
            arg.kind,
            ExprKind::Local(_)
                | ExprKind::Global(_)
                | ExprKind::Extern(_)
                | ExprKind::Deref(_)
                | ExprKind::Index(..)
                | ExprKind::Field(..)
                | ExprKind::Arrow(..)
                | ExprKind::ObjField(..)
        );
        place && (is_object || !constant)
    }

    pub fn object_call(
        &mut self,
        expr: &Expr,
        func: &Expr,
        args: &[Expr],
        keywords: &[(Name, Expr)],
    ) -> CExpr {
        let parts = [func].into_iter().chain(args).chain(keywords.iter().map(|(_, value)| value));
        if let Some(made) = self.construct(expr, func, args, keywords) {
            return made;
        }
        let mut values = self.operands(parts);
        let op = self.with_names("call.args", "call.kw", &mut values, keywords);
        self.b.at(expr.span);
        let value = self.op(op, values);
        self.result(expr, value)
    }

    /// Inserts the tuple of keyword names behind the first argument, where there are keywords.
    pub fn with_names(
        &mut self,
        plain: &'static str,
        named: &'static str,
        values: &mut Vec<CExpr>,
        keywords: &[(Name, Expr)],
    ) -> &'static str {
        if keywords.is_empty() {
            return plain;
        }
        let names = keywords.iter().map(|&(name, _)| self.cx.consts.name(name)).collect();
        let names = self.constant(Const::Tuple(names), Ty::TUPLE);
        values.insert(1, names);
        named
    }

    /// `f(*a, b, **k, c=1)`: a tuple and a dict are built in order.
    pub fn star_call(
        &mut self,
        expr: &Expr,
        func: &Expr,
        args: &[Item],
        keywords: &[Keyword],
    ) -> CExpr {
        let func = self.object(func);
        let func = self.spill(func);
        let args = self.star_args(expr.span, &func, args);
        let kwargs = self.star_keywords(expr.span, &func, keywords);
        self.b.at(expr.span);
        let value = self.op("call.ex", vec![func, args, kwargs]);
        self.result(expr, value)
    }

    fn star_args(&mut self, span: Span, func: &CExpr, args: &[Item]) -> CExpr {
        if let [Item { star: true, value }] = args {
            let value = self.object(value);
            self.b.at(span);
            return self.value("call.star", vec![value, func.clone()]);
        }
        let plain = args.iter().take_while(|item| !item.star).count();
        let values = self.operands(args[..plain].iter().map(|item| &item.value));
        self.b.at(span);
        if plain == args.len() {
            return match values.is_empty() {
                true => self.constant(Const::Tuple(Vec::new()), Ty::TUPLE),
                false => self.value("tuple.pack", values),
            };
        }
        let list = self.value("list.pack", values);
        for item in &args[plain..] {
            let value = self.object(&item.value);
            self.b.at(span);
            if item.star {
                self.op("call.extend", vec![list.clone(), value, func.clone()]);
            } else {
                self.op("list.append", vec![list.clone(), value]);
            }
        }
        self.value("tuple.of_list", vec![list])
    }

    /// Named arguments side by side are evaluated before the first of them is added, as duplicates show only then.
    fn star_keywords(&mut self, span: Span, func: &CExpr, keywords: &[Keyword]) -> CExpr {
        match keywords {
            [] => return no_object(),
            [Keyword::Mapping(mapping)] => {
                let mapping = self.object(mapping);
                self.b.at(span);
                return self.value("call.star_star", vec![mapping, func.clone()]);
            }
            _ => {}
        }
        let dict = self.value("dict.new", Vec::new());
        let mut rest = keywords;
        while let Some(first) = rest.first() {
            if let Keyword::Mapping(mapping) = first {
                let mapping = self.object(mapping);
                self.b.at(span);
                self.op("call.merge", vec![dict.clone(), mapping, func.clone()]);
                rest = &rest[1..];
                continue;
            }
            let named: Vec<_> = rest
                .iter()
                .map_while(|keyword| match keyword {
                    Keyword::Named(name, value) => Some((*name, value)),
                    Keyword::Mapping(_) => None,
                })
                .collect();
            rest = &rest[named.len()..];
            let values = self.operands(named.iter().map(|&(_, value)| value));
            self.b.at(span);
            for (&(name, _), value) in named.iter().zip(values) {
                let name = self.name(name);
                self.op("call.add_kw", vec![dict.clone(), name, value, func.clone()]);
            }
        }
        dict
    }

    /// Evaluating it runs no Python code and fails at most for lack of memory.
    pub fn is_quiet(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Const(_) => true,
            ExprKind::Op(op, args) => {
                let boxes = args.iter().all(|arg| !self.cx.types.is_counted(arg.ty));
                boxes
                    && op.effects != builtins::Effects::Any
                    && args.iter().all(|arg| self.is_quiet(arg))
            }
            ExprKind::Cast(inner) => self.is_quiet(inner),
            _ => self.is_pure(expr),
        }
    }
}

fn address_of(place: &Expr) -> Expr {
    match &place.kind {
        ExprKind::Deref(pointer) => (**pointer).clone(),
        _ => Expr::new(ExprKind::AddrOf(Box::new(place.clone())), Ty::VOID_PTR, place.span),
    }
}

fn target_of(pointer: CExpr, ty: Ty) -> CExpr {
    match pointer.kind {
        mir::CExprKind::AddrOf(place) => *place,
        _ => CExpr::new(mir::CExprKind::Deref(Box::new(pointer)), ty),
    }
}
