//! Taking values apart: `a, b = ...`, with stars and nesting.

use ast::ExprKind as Ast;
use base::Span;
use tir::{Expr, ExprKind, Stmt, StmtKind};
use types::{Ty, Type};

use super::Checker;
use super::build::stmt;

impl Checker<'_, '_> {
    /// `a, b = x, y`: all values first, then the targets from left to right. Whether that form applies.
    pub fn parallel_unpack(
        &mut self,
        target: &ast::Expr,
        value: &ast::Expr,
        out: &mut Vec<Stmt>,
    ) -> bool {
        let (Ast::Tuple(targets) | Ast::List(targets)) = &target.kind else { return false };
        let (Ast::Tuple(values) | Ast::List(values)) = &value.kind else { return false };
        let starred =
            |items: &[ast::Expr]| items.iter().any(|item| matches!(item.kind, Ast::Star(_)));
        if starred(values) || targets.is_empty() {
            return false;
        }
        if starred(targets) {
            return self.check_starred_length(targets, values, value.span);
        }
        if targets.len() != values.len() && self.plain {
            return false;
        }
        if self.check_lengths(target, value) {
            return true;
        }
        let values: Vec<_> = targets
            .iter()
            .zip(values)
            .map(|(target, value)| {
                let want = self.target_type(target).or(Some(Ty::OBJECT));
                let nested = matches!(target.kind, Ast::Tuple(_) | Ast::List(_));
                if nested {
                    self.check_lengths(target, value);
                }
                let value = self.expr_want(value, if nested { None } else { want });
                let value = match want {
                    // The conversion can fail: it happens when the target is assigned.
                    Some(ty) if self.types().is_object(ty) => self.to_object(value),
                    _ => value,
                };
                self.store_temp(value, out)
            })
            .collect();
        for (target, value) in targets.iter().zip(values) {
            self.assign_target(target, value, out);
        }
        true
    }

    /// Reports a display that cannot fit its targets; in plain Python the line raises.
    fn check_lengths(&mut self, target: &ast::Expr, value: &ast::Expr) -> bool {
        let (Ast::Tuple(targets) | Ast::List(targets)) = &target.kind else { return false };
        let (Ast::Tuple(values) | Ast::List(values)) = &value.kind else { return false };
        let starred = targets.iter().chain(values).any(|item| matches!(item.kind, Ast::Star(_)));
        if self.plain || starred || targets.len() == values.len() {
            return false;
        }
        let what = if values.len() > targets.len() { "too many" } else { "need more" };
        self.report(diag::expressions::UnpackLength {
            at: value.span,
            expected: targets.len(),
            found: values.len(),
            what: what.into(),
        });
        true
    }

    /// Reports a display that is too short for the targets beside the star.
    fn check_starred_length(
        &mut self,
        targets: &[ast::Expr],
        values: &[ast::Expr],
        at: Span,
    ) -> bool {
        let (expected, found) = (targets.len() - 1, values.len());
        if self.plain || found >= expected {
            return false;
        }
        let what = "need more".into();
        self.report(diag::expressions::UnpackLength { at, expected, found, what });
        true
    }

    pub fn unpack_target(
        &mut self,
        targets: &[ast::Expr],
        value: Expr,
        span: Span,
        out: &mut Vec<Stmt>,
    ) {
        if value.ty == Ty::ERROR {
            for target in targets {
                let value = self.error_expr(span);
                self.assign_target(star_inner(target), value, out);
            }
            return;
        }
        let mut stars = targets.iter().enumerate().filter(|(_, t)| matches!(t.kind, Ast::Star(_)));
        let star = stars.next().map(|(index, _)| index);
        if let Some((_, second)) = stars.next() {
            self.report(diag::expressions::SeveralStars { at: second.span });
            return;
        }
        if star.is_none() && self.unpack_c(targets, &value, out) {
            return;
        }
        if let Some(star) = star {
            self.check_star_type(star_inner(&targets[star]));
        }
        let value = self.to_object(value);
        let (stmts, value) = self.not_none(value, "check.none_unpack");
        out.extend(stmts);
        self.needs_gil("unpacking Python object", span);
        let parts: Vec<Ty> = (0..targets.len())
            .map(|index| self.part_type(value.ty, index, targets.len()))
            .collect();
        let temps: Vec<_> = targets
            .iter()
            .enumerate()
            .map(|(index, target)| {
                let ty = if Some(index) == star { Ty::LIST } else { Ty::OBJECT };
                self.temp(ty, target.span)
            })
            .collect();
        out.push(stmt(StmtKind::Unpack { value, targets: temps.clone(), star }, span));
        for (index, (target, temp)) in targets.iter().zip(temps).enumerate() {
            let read = self.local(temp, target.span);
            let read = match star {
                None => self.declared_item(read, parts[index]),
                Some(_) => read,
            };
            self.assign_target(star_inner(target), read, out);
        }
    }

    /// The type of one of so many parts of an object that is taken apart: those of a tuple have types of their own.
    pub fn part_type(&self, ty: Ty, index: usize, count: usize) -> Ty {
        let items = self.types().as_object(ty).map_or(0, |object| object.items.len());
        match self.types().as_builtin(ty) {
            Some(types::Builtin::Tuple) if items == count => {
                crate::items::tuple_item(self.types(), ty, index)
            }
            _ => self.object_item_type(ty),
        }
    }

    /// What a starred target gets is a list.
    fn check_star_type(&mut self, target: &ast::Expr) {
        let Some(ty) = self.target_type(target) else { return };
        if ty != Ty::ERROR && !self.types().is_object(ty) {
            let (at, ty) = (target.span, self.describe(ty));
            self.report(diag::expressions::StarTargetType { at, ty });
        }
    }

    /// ctuples and C arrays come apart without objects.
    fn unpack_c(&mut self, targets: &[ast::Expr], value: &Expr, out: &mut Vec<Stmt>) -> bool {
        let span = value.span;
        let parts: Vec<Expr> = match self.types().resolved(value.ty).clone() {
            Type::CTuple(items) => {
                let value = self.store_temp(value.clone(), out);
                items
                    .iter()
                    .enumerate()
                    .map(|(index, &ty)| {
                        let name = self.ctuple_field(index);
                        Expr::new(ExprKind::Field(Box::new(value.clone()), name), ty, span)
                    })
                    .collect()
            }
            Type::Array(item, Some(length)) if !self.is_char(item) => {
                let pointer = self.types_mut().ptr(item);
                let base = self.store_temp(value.clone().cast(pointer), out);
                (0..length)
                    .map(|index| {
                        let index = self.c_int(index.into(), Ty::SSIZE, span);
                        let read = ExprKind::Index(Box::new(base.clone()), Box::new(index));
                        Expr::new(read, item, span)
                    })
                    .collect()
            }
            _ => return false,
        };
        if parts.len() != targets.len() {
            let what = if parts.len() > targets.len() { "too many" } else { "need more" };
            self.report(diag::expressions::UnpackLength {
                at: span,
                expected: targets.len(),
                found: parts.len(),
                what: what.into(),
            });
            return true;
        }
        let parts: Vec<_> = parts.into_iter().map(|part| self.store_temp(part, out)).collect();
        for (target, part) in targets.iter().zip(parts) {
            self.assign_target(target, part, out);
        }
        true
    }
}

fn star_inner(target: &ast::Expr) -> &ast::Expr {
    match &target.kind {
        Ast::Star(inner) => inner,
        _ => target,
    }
}
