//! Comparisons: chains, identity, containment, and the types in which C values are compared.

use ast::{CmpOp, Comparison, ExprKind as Ast};
use base::Span;
use builtins::{Key, Op};
use tir::{CBinary, Const, Expr, ExprKind};
use types::{Builtin, Ty, Type, common_c_type};

use super::Checker;
use super::arith::small_int;

/// The operator in messages, and the name of its rows; identity has none.
fn spelling(op: CmpOp) -> (&'static str, &'static str) {
    match op {
        CmpOp::Eq => ("==", "eq"),
        CmpOp::NotEq => ("!=", "ne"),
        CmpOp::Lt => ("<", "lt"),
        CmpOp::LtE => ("<=", "le"),
        CmpOp::Gt => (">", "gt"),
        CmpOp::GtE => (">=", "ge"),
        CmpOp::Is => ("is", "eq"),
        CmpOp::IsNot => ("is not", "ne"),
        CmpOp::In => ("in", "contains"),
        CmpOp::NotIn => ("not in", "contains"),
    }
}

fn c_operator(op: CmpOp) -> Option<CBinary> {
    Some(match op {
        CmpOp::Eq | CmpOp::Is => CBinary::Eq,
        CmpOp::NotEq | CmpOp::IsNot => CBinary::Ne,
        CmpOp::Lt => CBinary::Lt,
        CmpOp::LtE => CBinary::Le,
        CmpOp::Gt => CBinary::Gt,
        CmpOp::GtE => CBinary::Ge,
        CmpOp::In | CmpOp::NotIn => return None,
    })
}

impl Checker<'_, '_> {
    /// A comparison as a value: what the operands' methods return, unless both are C values.
    pub fn compare(&mut self, first: &ast::Expr, rest: &[Comparison], span: Span) -> Expr {
        if let Some(known) = self.type_comparison(first, rest, span) {
            return known;
        }
        if let Some(found) = self.memory_in(first, rest, span) {
            return found;
        }
        if let Some(flat) = self.flat_in(first, rest, span) {
            return flat;
        }
        let left = self.expr(first);
        self.compare_from(left, rest, false, span)
    }

    /// A comparison as a condition.
    pub fn compare_cond(&mut self, first: &ast::Expr, rest: &[Comparison], span: Span) -> Expr {
        if let Some(known) = self.type_comparison(first, rest, span) {
            return known;
        }
        if let Some(found) = self.memory_in(first, rest, span) {
            return found;
        }
        if let Some(flat) = self.flat_in(first, rest, span) {
            return flat;
        }
        let left = self.expr(first);
        let result = self.compare_from(left, rest, true, span);
        self.truth(result)
    }

    fn compare_from(&mut self, left: Expr, rest: &[Comparison], cond: bool, span: Span) -> Expr {
        match rest {
            [] => left,
            [last] => {
                let right = self.expr(&last.operand);
                self.compare_pair(last.op, left, right, cond, span)
            }
            [next, rest @ ..] => self.with_temp(left, |me, left| {
                let right = me.expr(&next.operand);
                me.with_temp(right, |me, right| {
                    let pair = me.compare_pair(next.op, left, right.clone(), cond, span);
                    let before = me.flow.bound.clone();
                    let rest = me.compare_from(right, rest, cond, span);
                    me.flow.bound = before;
                    me.both(pair, rest, span)
                })
            }),
        }
    }

    /// The second comparison of a chain, if the first one holds; else the first one's result.
    fn both(&mut self, first: Expr, second: Expr, span: Span) -> Expr {
        if first.ty == Ty::ERROR || second.ty == Ty::ERROR {
            return self.error_expr(span);
        }
        if !self.types().is_object(first.ty) && !self.types().is_object(second.ty) {
            return self.binary(CBinary::And, first, second, Ty::BINT, span);
        }
        let first = self.to_object(first).cast(Ty::OBJECT);
        let second = self.to_object(second).cast(Ty::OBJECT);
        self.with_temp(first, |me, first| {
            let holds = me.truth(first.clone());
            me.if_expr(holds, second, first, span)
        })
    }

    pub fn compare_pair(
        &mut self,
        op: CmpOp,
        left: Expr,
        right: Expr,
        cond: bool,
        span: Span,
    ) -> Expr {
        if left.ty == Ty::ERROR || right.ty == Ty::ERROR {
            return self.error_expr(span);
        }
        match op {
            CmpOp::In | CmpOp::NotIn => self.containment(op, left, right, span),
            CmpOp::Is | CmpOp::IsNot => self.identity(op, left, right, span),
            CmpOp::Eq | CmpOp::NotEq | CmpOp::Lt | CmpOp::LtE | CmpOp::Gt | CmpOp::GtE => {
                if let Some(found) = self.compare_view(op, &left, &right, span) {
                    return found;
                }
                if let Some(value) = self.cpp_compare(op, &left, &right, span) {
                    return value;
                }
                let (left, right) = self.as_characters(left, right);
                if self.compares_in_c(&left, &right) && !self.compares_otherwise(&left, &right) {
                    return self.c_compare(op, left, right, span);
                }
                self.object_compare(op, left, right, cond, span)
            }
        }
    }

    /// A string literal of one character beside a character is one.
    fn as_characters(&mut self, left: Expr, right: Expr) -> (Expr, Expr) {
        let character =
            |me: &Self, ty: Ty| !me.plain && matches!(me.types().resolved(ty), Type::Int(_));
        let literal = |expr: &Expr| {
            matches!(expr.kind, ExprKind::Const(Const::Str(_) | Const::Name(_) | Const::Bytes(_)))
        };
        let fits = |me: &Self, text: &Expr, ty: Ty| match &text.kind {
            ExprKind::Const(Const::Bytes(bytes)) => {
                let wide = matches!(me.types().resolve(ty), Ty::UCS4 | Ty::PY_UNICODE);
                bytes.len() == 1 && !wide && (me.is_char(ty) || bytes[0] < 128)
            }
            _ => match me.constant_char(text) {
                Some(code) => {
                    let wide = matches!(me.types().resolve(ty), Ty::UCS4 | Ty::PY_UNICODE);
                    wide || code < 128
                }
                None => false,
            },
        };
        if character(self, left.ty) && literal(&right) && fits(self, &right, left.ty) {
            let right = self.coerce(right, left.ty);
            return (left, right);
        }
        if character(self, right.ty) && literal(&left) && fits(self, &left, right.ty) {
            let left = self.coerce(left, right.ty);
            return (left, right);
        }
        (left, right)
    }

    /// Plain Python only: C would not compare as Python does. Complex numbers have no order, and an int that is no double is
    /// not equal to the double next to it.
    fn compares_otherwise(&self, left: &Expr, right: &Expr) -> bool {
        let types = self.types();
        let large = |a: &Expr, b: &Expr| {
            let small = matches!(a.kind, ExprKind::CInt(value) if value.abs() < 1 << 53);
            types.is_int(a.ty) && types.is_float(b.ty) && !small
        };
        let complex = types.is_complex(left.ty) || types.is_complex(right.ty);
        self.plain && (complex || large(left, right) || large(right, left))
    }

    fn compares_in_c(&self, left: &Expr, right: &Expr) -> bool {
        let types = self.types();
        let c = |expr: &Expr| !types.is_object(expr.ty);
        let tuple = |expr: &Expr| matches!(types.resolved(expr.ty), Type::CTuple(_));
        let chars = |expr: &Expr| types.pointee(expr.ty).is_some_and(|to| self.is_char(to));
        let text = |expr: &Expr| matches!(types.resolve(expr.ty), Ty::UCS4 | Ty::PY_UNICODE);
        // Characters of text and chars of bytes are numbers to each other.
        c(left)
            && c(right)
            && !tuple(left)
            && !tuple(right)
            && !(chars(left) && text(right))
            && !(text(left) && chars(right))
    }

    fn c_compare(&mut self, op: CmpOp, left: Expr, right: Expr, span: Span) -> Expr {
        let types = self.types();
        let Some(c_op) = c_operator(op) else { return self.error_expr(span) };
        let equality = matches!(c_op, CBinary::Eq | CBinary::Ne);
        if types.is_pointer(left.ty) || types.is_pointer(right.ty) {
            return self.pointer_compare(op, c_op, left, right, span);
        }
        let common = common_c_type(types, left.ty, right.ty);
        match common {
            Some(ty) if equality || !types.is_complex(ty) => {
                if let (ExprKind::CInt(a), ExprKind::CInt(b)) = (&left.kind, &right.kind)
                    && left.ty == Ty::LONG
                    && right.ty == Ty::LONG
                {
                    let holds = match c_op {
                        CBinary::Eq => a == b,
                        CBinary::Ne => a != b,
                        CBinary::Lt => a < b,
                        CBinary::Le => a <= b,
                        CBinary::Gt => a > b,
                        _ => a >= b,
                    };
                    return self.bint(holds, span);
                }
                let (left, right) = (self.c_cast(left, ty), self.c_cast(right, ty));
                self.binary(c_op, left, right, Ty::BINT, span)
            }
            _ => self.bad_comparison(op, &left, &right, span),
        }
    }

    fn bad_comparison(&mut self, op: CmpOp, left: &Expr, right: &Expr, span: Span) -> Expr {
        let (left, right) = (self.describe(left.ty), self.describe(right.ty));
        let operator = spelling(op).0.into();
        self.fail(span, diag::expressions::BadOperands { at: span, operator, left, right })
    }

    fn pointer_compare(
        &mut self,
        op: CmpOp,
        c_op: CBinary,
        left: Expr,
        right: Expr,
        span: Span,
    ) -> Expr {
        let null = |expr: &Expr| matches!(expr.kind, ExprKind::Null);
        let (left, right) = match (null(&left), null(&right)) {
            (false, true) => {
                let ty = left.ty;
                (left, Expr::new(ExprKind::Null, ty, span))
            }
            (true, false) => {
                let ty = right.ty;
                (Expr::new(ExprKind::Null, ty, span), right)
            }
            _ => (left, right),
        };
        let pointers = self.types().is_pointer(left.ty) && self.types().is_pointer(right.ty);
        let to = |ty: Ty| self.types().pointee(ty).map(|to| self.types().resolve(to));
        let related = match (to(left.ty), to(right.ty)) {
            (Some(a), Some(b)) => a == b || a == Ty::VOID || b == Ty::VOID,
            _ => true,
        };
        if !pointers || !related {
            return self.bad_comparison(op, &left, &right, span);
        }
        let (left, right) = match left.ty == right.ty {
            true => (left, right),
            false => (left.cast(Ty::VOID_PTR), right.cast(Ty::VOID_PTR)),
        };
        self.binary(c_op, left, right, Ty::BINT, span)
    }

    fn identity(&mut self, op: CmpOp, left: Expr, right: Expr, span: Span) -> Expr {
        if let Some(found) = self.compare_view(op, &left, &right, span) {
            return found;
        }
        if self.is_cpp(left.ty) || self.is_cpp(right.ty) {
            let (left, right) = (self.describe(left.ty), self.describe(right.ty));
            let operator = "is".into();
            return self
                .fail(span, diag::expressions::BadOperands { at: span, operator, left, right });
        }
        let types = self.types();
        let (a, b) = (types.is_object(left.ty), types.is_object(right.ty));
        let c_op = c_operator(op).unwrap_or(CBinary::Eq);
        if !a && !b {
            let truths = matches!(
                (types.resolve(left.ty), types.resolve(right.ty)),
                (Ty::BINT, ty) | (ty, Ty::BINT) if ty != Ty::BINT
            );
            if !truths {
                return self.c_compare(op, left, right, span);
            }
        }
        let array = |expr: &Expr| matches!(types.resolved(expr.ty), Type::Array(..));
        let constant = |expr: &Expr| matches!(expr.kind, ExprKind::Const(Const::None));
        if (array(&left) && constant(&right)) || (constant(&left) && array(&right)) {
            return self.bint(c_op == CBinary::Ne, span);
        }
        if a != b && (types.is_pointer(left.ty) || types.is_pointer(right.ty)) {
            let (left, right) = (self.describe(left.ty), self.describe(right.ty));
            let operator = if c_op == CBinary::Eq { "is" } else { "is not" }.into();
            return self
                .fail(span, diag::expressions::BadOperands { at: span, operator, left, right });
        }
        // No C number is None.
        let none = |expr: &Expr| matches!(expr.kind, ExprKind::Const(Const::None));
        if (a != b) && (none(&left) || none(&right)) {
            let value = if none(&left) { right } else { left };
            let result = self.bint(c_op == CBinary::Ne, span);
            return self.seq(vec![super::build::eval(value)], result);
        }
        let (left, right) = (self.to_object(left), self.to_object(right));
        let (left, right) = (left.cast(Ty::OBJECT), right.cast(Ty::OBJECT));
        self.binary(c_op, left, right, Ty::BINT, span)
    }

    fn object_compare(
        &mut self,
        op: CmpOp,
        left: Expr,
        right: Expr,
        cond: bool,
        span: Span,
    ) -> Expr {
        let (left, right) = (self.to_object(left), self.to_object(right));
        if left.ty == Ty::ERROR || right.ty == Ty::ERROR {
            return self.error_expr(span);
        }
        let name = spelling(op).1;
        let args = [left, right];
        let exact = self.select(Key::Operator(name), &args);
        let [left, right] = args;
        if let Some(row) = exact.filter(|row| !row.name.starts_with("obj.")) {
            return self.call_row(row, vec![left, right], span);
        }
        if !cond {
            return match exact {
                Some(row) => self.call_row(row, vec![left, right], span),
                None => self.op(&format!("obj.{name}"), vec![left, right], span),
            };
        }
        let unknown = self.types().as_builtin(left.ty).is_none();
        if let (Some(value), true) = (small_int(&right), unknown)
            && let Some(row) = Op::find(&format!("obj.{name}_const_truth"))
        {
            let value = self.c_int(value, Ty::LONG, span);
            return self.call_row(row, vec![left, right, value], span);
        }
        self.op(&format!("obj.{name}_truth"), vec![left, right], span)
    }

    fn containment(&mut self, op: CmpOp, item: Expr, container: Expr, span: Span) -> Expr {
        if !self.types().is_object(container.ty) {
            let boxable = crate::convert::can_box(self.types(), container.ty);
            let array =
                matches!(self.types().resolved(container.ty), Type::Array(..) | Type::Ptr(_));
            if !boxable
                || (array && self.types().pointee(container.ty).is_some_and(|to| !self.is_char(to)))
            {
                return self.unsupported(span, "chains of comparisons with C arrays");
            }
        }
        let container = self.to_object(container);
        // The item is evaluated first.
        let result = self.with_temp(item, |me, item| {
            let check = match me.types().as_builtin(container.ty) {
                Some(Builtin::Dict | Builtin::Set | Builtin::FrozenSet) => "check.none_iter",
                _ => "check.none_contains",
            };
            let (before, container) = me.not_none(container, check);
            let mut args = [container, item];
            let mut row = me.select(Key::Operator("contains"), &args);
            if row.is_none() {
                args[1] = me.to_object(args[1].clone());
                row = me.select(Key::Operator("contains"), &args);
            }
            let args = args.into();
            let found = match row {
                Some(row) => me.call_row(row, args, span),
                None => me.op("obj.contains", args, span),
            };
            me.seq(before, found)
        });
        if op == CmpOp::NotIn && result.ty != Ty::ERROR { self.not(result, span) } else { result }
    }

    /// `c in b'abc'` with a C character: comparisons, which need no GIL.
    fn character_in(
        &mut self,
        first: &ast::Expr,
        op: CmpOp,
        operand: &ast::Expr,
        span: Span,
    ) -> Option<Expr> {
        if self.plain {
            return None;
        }
        let text = self.character_codes(operand)?;
        let ty = self.dry_run(|me| me.expr(first).ty);
        let fits = match text {
            Characters::Bytes(_) => self.is_char(ty),
            Characters::Text(_) => matches!(self.types().resolve(ty), Ty::UCS4 | Ty::PY_UNICODE),
        };
        if !fits {
            return None;
        }
        let wide = match text {
            Characters::Bytes(_) => Ty::UCHAR,
            Characters::Text(_) => Ty::UCS4,
        };
        let (Characters::Bytes(codes) | Characters::Text(codes)) = text;
        let left = self.expr(first).cast(wide);
        let found = self.with_temp(left, |me, left| {
            codes.iter().fold(me.bint(false, span), |before, &code| {
                let code = me.c_int(i128::from(code), wide, span);
                let same = me.binary(CBinary::Eq, left.clone(), code, Ty::BINT, span);
                match before.kind {
                    ExprKind::CInt(0) => same,
                    _ => me.binary(CBinary::Or, before, same, Ty::BINT, span),
                }
            })
        });
        Some(if op == CmpOp::NotIn { self.not(found, span) } else { found })
    }

    /// The different characters of a short literal.
    fn character_codes(&mut self, operand: &ast::Expr) -> Option<Characters> {
        const MOST: usize = 64;
        if !matches!(operand.kind, Ast::Str(_) | Ast::Bytes(_)) {
            return None;
        }
        let value = self.dry_run(|me| me.expr(operand));
        let mut codes: Vec<u32> = match &value.kind {
            ExprKind::Const(Const::Bytes(bytes)) => bytes.iter().map(|&byte| byte.into()).collect(),
            _ => {
                let text = self.constant_text(&value)?;
                String::from_utf8(text).ok()?.chars().map(u32::from).collect()
            }
        };
        codes.sort_unstable();
        codes.dedup();
        if codes.len() > MOST {
            return None;
        }
        Some(match value.kind {
            ExprKind::Const(Const::Bytes(_)) => Characters::Bytes(codes),
            _ => Characters::Text(codes),
        })
    }

    /// `x in (a, b, c)` with a C value and simple items: comparisons.
    fn flat_in(&mut self, first: &ast::Expr, rest: &[Comparison], span: Span) -> Option<Expr> {
        let [Comparison { op: op @ (CmpOp::In | CmpOp::NotIn), operand, .. }] = rest else {
            return None;
        };
        if let Some(found) = self.character_in(first, *op, operand, span) {
            return Some(found);
        }
        let (Ast::Tuple(items) | Ast::List(items) | Ast::Set(items)) = &operand.kind else {
            return None;
        };
        if items.is_empty() || items.iter().any(|item| matches!(item.kind, Ast::Star(_))) {
            return None;
        }
        let types = self.dry_run(|me| {
            let left = me.expr(first);
            let c_value = me.types().is_arithmetic(left.ty) && !me.plain;
            c_value.then(|| {
                items.iter().all(|item| {
                    let right = me.expr(item);
                    let simple = is_simple(item) || is_c_constant(&right);
                    let (_, right) = me.as_characters(left.clone(), right);
                    simple && me.types().is_arithmetic(right.ty) && me.compares_in_c(&left, &right)
                })
            })
        });
        if types != Some(true) {
            return None;
        }
        let left = self.expr(first);
        let found = self.with_temp(left, |me, left| {
            let mut found: Option<Expr> = None;
            for item in items {
                let right = me.expr(item);
                let same = me.compare_pair(CmpOp::Eq, left.clone(), right, true, span);
                found = Some(match found {
                    Some(before) => me.binary(CBinary::Or, before, same, Ty::BINT, span),
                    None => same,
                });
            }
            found.unwrap_or_else(|| me.bint(false, span))
        });
        Some(if *op == CmpOp::NotIn { self.not(found, span) } else { found })
    }
}

/// What a character is looked for in.
enum Characters {
    Bytes(Vec<u32>),
    Text(Vec<u32>),
}

/// What headers and enums call by name.
fn is_c_constant(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Cast(inner) => is_c_constant(inner),
        kind => matches!(kind, ExprKind::CInt(_) | ExprKind::Extern(_)),
    }
}

/// Evaluating it early, late or not at all makes no difference.
fn is_simple(expr: &ast::Expr) -> bool {
    match &expr.kind {
        Ast::Int(_) | Ast::Float(_) | Ast::Str(_) | Ast::Bytes(_) | Ast::Char(_) => true,
        Ast::Unary(ast::UnaryOp::Neg, operand) => is_simple(operand),
        Ast::Name(_) => true,
        _ => false,
    }
}
