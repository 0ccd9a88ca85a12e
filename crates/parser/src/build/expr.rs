//! Expressions.

use ast::{
    Arg, ArgKind, BinaryOp, BoolOp, CmpOp, CompClause, Comparison, ComprehensionKind, DictItem,
    Expr, ExprKind, FloatLit, ForFrom, ForHeader, Ident, IntLit, IntSuffix, Params, Relation,
    Slice, UnaryOp,
};
use base::{Name, Span};
use diag::syntax::{GeneratorNotAlone, StarNotHere};
use lexer::Token;

use super::Builder;

/// An argument, and whether it is a generator expression without parentheses.
pub struct ArgItem {
    arg: Arg,
    bare_generator: bool,
}

/// An operand with the operator in front of it.
pub struct Operand<Op> {
    op: Op,
    l: u32,
    value: Expr,
    r: u32,
}

/// How tight an operator binds.
fn precedence(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::BitOr => 0,
        BinaryOp::BitXor => 1,
        BinaryOp::BitAnd => 2,
        BinaryOp::LeftShift | BinaryOp::RightShift => 3,
        BinaryOp::Add | BinaryOp::Sub => 4,
        BinaryOp::Mul | BinaryOp::MatMul | BinaryOp::Div | BinaryOp::FloorDiv | BinaryOp::Mod => 5,
        BinaryOp::Pow => 6,
    }
}

impl Builder<'_> {
    pub fn expr(&mut self, l: u32, kind: ExprKind, r: u32) -> Expr {
        Expr { span: Span::new(l, r), kind }
    }

    // ---- operators

    pub fn unary(&mut self, l: u32, op: UnaryOp, operand: Expr, r: u32) -> Expr {
        self.expr(l, ExprKind::Unary(op, Box::new(operand)), r)
    }

    pub fn binary(&mut self, l: u32, left: Expr, op: BinaryOp, right: Expr, r: u32) -> Expr {
        self.expr(l, ExprKind::Binary(op, Box::new(left), Box::new(right)), r)
    }

    pub fn name(&mut self, l: u32, name: Name, r: u32) -> Expr {
        self.expr(l, ExprKind::Name(name), r)
    }

    pub fn operand<Op>(&mut self, op: Op, l: u32, value: Expr, r: u32) -> Operand<Op> {
        Operand { op, l, value, r }
    }

    /// Nests a row of operands by the precedence of the operators between them; all of them associate to the left.
    pub fn operated(&mut self, l: u32, first: Expr, rest: Vec<Operand<BinaryOp>>) -> Expr {
        // The row so far: each operator binds tighter than the one before it.
        let mut left = (l, first);
        let mut waiting: Vec<(u32, Expr, BinaryOp)> = Vec::new();
        let mut end = l;
        for Operand { op, l, value, r } in rest {
            while let Some((start, operand, before)) = waiting.pop() {
                if precedence(before) < precedence(op) {
                    waiting.push((start, operand, before));
                    break;
                }
                left = (start, self.binary(start, operand, before, left.1, end));
            }
            waiting.push((left.0, left.1, op));
            left = (l, value);
            end = r;
        }
        while let Some((start, operand, before)) = waiting.pop() {
            left = (start, self.binary(start, operand, before, left.1, end));
        }
        left.1
    }

    /// `or` of `and`s; chains of one operator are one node.
    pub fn joined_by(&mut self, l: u32, first: Expr, rest: Vec<Operand<BoolOp>>) -> Expr {
        let (mut any, mut all) = (Vec::new(), vec![first]);
        let (mut start, mut end) = (l, l);
        for Operand { op, l, value, r } in rest {
            if op == BoolOp::Or {
                any.push(self.flat(start, BoolOp::And, std::mem::take(&mut all), end));
                start = l;
            }
            all.push(value);
            end = r;
        }
        any.push(self.flat(start, BoolOp::And, all, end));
        self.flat(l, BoolOp::Or, any, end)
    }

    /// One operand stands for itself. The first may be a chain of the same operator, in parentheses, and goes on.
    fn flat(&mut self, l: u32, op: BoolOp, mut operands: Vec<Expr>, r: u32) -> Expr {
        if operands.len() == 1 {
            return operands.remove(0);
        }
        if let Some(Expr { kind: ExprKind::BoolOp(same, inner), .. }) = operands.first_mut()
            && *same == op
        {
            let mut longer = std::mem::take(inner);
            longer.extend(operands.drain(1..));
            operands = longer;
        }
        self.expr(l, ExprKind::BoolOp(op, operands), r)
    }

    pub fn compared(&mut self, l: u32, op: CmpOp, r: u32, operand: Expr) -> Comparison {
        Comparison { op, span: Span::new(l, r), operand }
    }

    pub fn compare(&mut self, l: u32, left: Expr, rest: Vec<Comparison>, r: u32) -> Expr {
        self.expr(l, ExprKind::Compare(Box::new(left), rest), r)
    }

    pub fn conditional(&mut self, l: u32, body: Expr, test: Expr, orelse: Expr, r: u32) -> Expr {
        let (test, body, orelse) = (Box::new(test), Box::new(body), Box::new(orelse));
        self.expr(l, ExprKind::Conditional { test, body, orelse }, r)
    }

    pub fn lambda(&mut self, l: u32, params: Params, body: Expr, r: u32) -> Expr {
        self.expr(l, ExprKind::Lambda { params: Box::new(params), body: Box::new(body) }, r)
    }

    pub fn walrus(&mut self, l: u32, name: Ident, value: Expr, r: u32) -> Expr {
        self.expr(l, ExprKind::Walrus(name, Box::new(value)), r)
    }

    pub fn await_(&mut self, l: u32, operand: Expr, r: u32) -> Expr {
        self.expr(l, ExprKind::Await(Box::new(operand)), r)
    }

    pub fn yield_(&mut self, value: Option<Expr>) -> ExprKind {
        ExprKind::Yield(value.map(Box::new))
    }

    pub fn yield_from(&mut self, value: Expr) -> ExprKind {
        ExprKind::YieldFrom(Box::new(value))
    }

    pub fn star(&mut self, l: u32, operand: Expr, r: u32) -> Expr {
        self.expr(l, ExprKind::Star(Box::new(operand)), r)
    }

    pub fn address_of(&mut self, l: u32, operand: Expr, r: u32) -> Expr {
        self.expr(l, ExprKind::AddressOf(Box::new(operand)), r)
    }

    pub fn cast(
        &mut self,
        l: u32,
        ty: ast::TypeName,
        checked: Option<Token>,
        operand: Expr,
        r: u32,
    ) -> Expr {
        let kind = ExprKind::Cast {
            ty: Box::new(ty),
            checked: checked.is_some(),
            operand: Box::new(operand),
        };
        self.expr(l, kind, r)
    }

    // ---- trailers

    pub fn attribute(&mut self, l: u32, value: Expr, name: Ident, r: u32) -> Expr {
        self.expr(l, ExprKind::Attribute(Box::new(value), name), r)
    }

    pub fn subscript(&mut self, l: u32, value: Expr, index: Expr, r: u32) -> Expr {
        self.expr(l, ExprKind::Subscript(Box::new(value), Box::new(index)), r)
    }

    pub fn slice(
        &mut self,
        l: u32,
        start: Option<Expr>,
        stop: Option<Expr>,
        step: Option<Expr>,
        r: u32,
    ) -> Expr {
        self.expr(l, ExprKind::Slice(Box::new(Slice { start, stop, step })), r)
    }

    pub fn call(&mut self, l: u32, callee: Expr, args: Vec<ArgItem>, r: u32) -> Expr {
        let args = self.args(args);
        self.expr(l, ExprKind::Call(Box::new(callee), args), r)
    }

    pub fn arg(&mut self, l: u32, kind: ArgKind, value: Expr, r: u32) -> ArgItem {
        ArgItem { arg: Arg { span: Span::new(l, r), kind, value }, bare_generator: false }
    }

    pub fn generator_arg(
        &mut self,
        l: u32,
        element: Expr,
        clauses: Vec<Box<CompClause>>,
        r: u32,
    ) -> ArgItem {
        let kind = self.comprehension(ComprehensionKind::Generator, element, clauses);
        let value = self.expr(l, kind, r);
        ArgItem {
            arg: Arg { span: value.span, kind: ArgKind::Positional, value },
            bare_generator: true,
        }
    }

    pub(super) fn args(&mut self, items: Vec<ArgItem>) -> Vec<Arg> {
        if items.len() > 1 {
            for item in items.iter().filter(|item| item.bare_generator) {
                self.push(GeneratorNotAlone { at: item.arg.span });
            }
        }
        items.into_iter().map(|item| item.arg).collect()
    }

    /// The bases of a class, among which a generator expression is never alone.
    pub(super) fn base_args(&mut self, items: Vec<ArgItem>) -> Vec<Arg> {
        if let [ArgItem { arg, bare_generator: true }] = &items[..] {
            let at = arg.span;
            self.push(GeneratorNotAlone { at });
        }
        self.args(items)
    }

    pub fn new_(&mut self, ty: Box<ast::CType>, args: Vec<ArgItem>) -> ExprKind {
        ExprKind::New { ty, args: self.args(args) }
    }

    // ---- displays

    pub fn tuple(&mut self, l: u32, items: Vec<Expr>, r: u32) -> Expr {
        self.expr(l, ExprKind::Tuple(items), r)
    }

    /// Parentheses that only group leave no trace.
    pub fn paren(&mut self, inner: Expr) -> Expr {
        if let ExprKind::Star(_) = inner.kind {
            self.push(StarNotHere { at: inner.span });
        }
        inner
    }

    pub fn comprehension(
        &mut self,
        kind: ComprehensionKind,
        element: Expr,
        clauses: Vec<Box<CompClause>>,
    ) -> ExprKind {
        ExprKind::Comprehension { kind, element: Box::new(element), clauses: super::unbox(clauses) }
    }

    pub fn dict_comprehension(
        &mut self,
        item: DictItem,
        clauses: Vec<Box<CompClause>>,
    ) -> ExprKind {
        ExprKind::DictComprehension { item: Box::new(item), clauses: super::unbox(clauses) }
    }

    pub fn repr(&mut self, l: u32, mut items: Vec<Expr>, r: u32) -> ExprKind {
        let value = if items.len() == 1 { items.remove(0) } else { self.tuple(l, items, r) };
        ExprKind::Repr(Box::new(value))
    }

    // ---- loops

    pub fn for_in(&mut self, target: Expr, iter: Expr) -> Box<ForHeader> {
        Box::new(ForHeader::In { target, iter })
    }

    #[allow(clippy::too_many_arguments)]
    pub fn for_from(
        &mut self,
        target: Option<Expr>,
        lower: Expr,
        lower_relation: Relation,
        middle: Expr,
        upper_relation: Relation,
        upper: Expr,
        step: Option<Expr>,
    ) -> Box<ForHeader> {
        let target = target.unwrap_or_else(|| middle.clone());
        let from = ForFrom { target, lower, lower_relation, middle, upper_relation, upper, step };
        Box::new(ForHeader::From(Box::new(from)))
    }

    pub fn comp_clause(
        &mut self,
        l: u32,
        is_async: Option<Token>,
        header: Box<ForHeader>,
        conditions: Vec<Expr>,
        r: u32,
    ) -> Box<CompClause> {
        let is_async = is_async.is_some();
        Box::new(CompClause { span: Span::new(l, r), is_async, header: *header, conditions })
    }

    // ---- numbers

    pub fn int(&mut self, text: Name) -> ExprKind {
        self.int_with_suffix(text, IntSuffix::default())
    }

    pub fn c_int(&mut self, text: Name) -> ExprKind {
        let spelling = &self.names[text];
        let body = spelling.trim_end_matches(['u', 'l']);
        let suffix = &spelling[body.len()..];
        let suffix =
            IntSuffix { unsigned: suffix.contains('u'), longs: suffix.matches('l').count() as u8 };
        let body = body.to_owned();
        let text = self.names.intern(&body);
        self.int_with_suffix(text, suffix)
    }

    fn int_with_suffix(&mut self, text: Name, suffix: IntSuffix) -> ExprKind {
        let spelling = &self.names[text];
        let (radix, digits) = match spelling.get(..2) {
            Some("0x") => (16, &spelling[2..]),
            Some("0o") => (8, &spelling[2..]),
            Some("0b") => (2, &spelling[2..]),
            _ => (10, spelling),
        };
        let significant = digits.trim_start_matches('0');
        let significant = if significant.is_empty() { "0" } else { significant };
        if significant.len() == spelling.len() {
            return ExprKind::Int(IntLit { digits: text, radix, suffix });
        }
        let digits = significant.to_owned();
        ExprKind::Int(IntLit { digits: self.names.intern(&digits), radix, suffix })
    }

    pub fn float(&mut self, text: Name) -> ExprKind {
        ExprKind::Float(self.float_lit(text))
    }

    pub fn imaginary(&mut self, text: Name) -> ExprKind {
        let spelling = self.names[text].trim_end_matches(['j', 'J']).to_owned();
        let text = self.names.intern(&spelling);
        ExprKind::Imaginary(self.float_lit(text))
    }

    fn float_lit(&mut self, text: Name) -> FloatLit {
        // Rust takes every form that Python has, `1.`, `.5` and `1e400` included.
        let value = self.names[text].parse().unwrap_or(f64::INFINITY);
        FloatLit { text, value }
    }
}
