//! `cdivision_warnings`: a division of C integers tells at run time where C and Python would give different results.

use ast::BinaryOp;
use base::Span;
use builtins::Directive;
use tir::{CBinary, Expr, StmtKind};
use types::Ty;

use super::build::{eval, stmt};
use super::{Checker, GilState};
use crate::Setting;

impl Checker<'_, '_> {
    /// The division behind a test of the signs, where it is asked for.
    pub fn warned_division(
        &mut self,
        op: BinaryOp,
        (left, right): (&Expr, &Expr),
        ty: Ty,
        span: Span,
    ) -> Option<Expr> {
        if !self.directive(Directive::CDivisionWarnings)
            || !self.types().is_int(ty)
            || !self.types().is_signed(ty)
        {
            return None;
        }
        let mut out = Vec::new();
        let left = self.c_cast(left.clone(), ty);
        let left = self.store_temp(left, &mut out);
        let right = self.c_cast(right.clone(), ty);
        let right = self.store_temp(right, &mut out);
        let negative = |me: &Self, value: &Expr| {
            me.binary(CBinary::Lt, value.clone(), me.c_int(0, ty, span), Ty::BINT, span)
        };
        let (one, other) = (negative(self, &left), negative(self, &right));
        let cond = self.binary(CBinary::BitXor, one, other, Ty::BINT, span);
        let then = vec![self.division_warning(span)];
        out.push(stmt(StmtKind::If { cond, then, orelse: Vec::new() }, span));
        let mut silent = self.dirs.clone();
        silent.set(Directive::CDivisionWarnings, Setting::Bool(false));
        let before = std::mem::replace(&mut self.dirs, silent);
        let value = self.floor_division(op, left, right, ty, span);
        self.dirs = before;
        Some(self.seq(out, value))
    }

    /// Warns; takes the GIL for that where it is not held.
    fn division_warning(&mut self, span: Span) -> tir::Stmt {
        let sources = &self.an.cx.sources;
        let (file, line) = match sources.line_col(span.lo) {
            Some((file, at)) => (sources.file(file).path.display().to_string(), at.line),
            None => (String::new(), 0),
        };
        let gil = std::mem::replace(&mut self.gil, GilState::Held);
        let args = vec![self.c_text(&file, span), self.c_int(line.into(), Ty::INT, span)];
        let warning = eval(self.op("cdivision.warn", args, span));
        self.gil = gil;
        match gil {
            GilState::Held => warning,
            GilState::Released | GilState::Unknown => stmt(StmtKind::Gil(vec![warning]), span),
        }
    }
}
