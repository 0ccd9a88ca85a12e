//! Building nodes of the typed tree. Operations are built here only, so that here it is asked whether the GIL is held.

use base::{Name, Span};
use builtins::{Fails, Gil, Key, Op};
use tir::{CBinary, CUnary, Const, Expr, ExprKind, LocalId, Place, Stmt, StmtKind};
use types::Ty;

use super::{Checker, GilState};

impl Checker<'_, '_> {
    pub fn error_expr(&self, span: Span) -> Expr {
        Expr::new(ExprKind::Const(Const::None), Ty::ERROR, span)
    }

    pub fn none(&self, span: Span) -> Expr {
        Expr::new(ExprKind::Const(Const::None), Ty::NONE, span)
    }

    /// An object argument that is left out.
    pub fn null_object(&self, span: Span) -> Expr {
        Expr::new(ExprKind::Null, Ty::OBJECT, span)
    }

    pub fn bint(&self, value: bool, span: Span) -> Expr {
        Expr::new(ExprKind::CInt(value.into()), Ty::BINT, span)
    }

    pub fn c_int(&self, value: i128, ty: Ty, span: Span) -> Expr {
        Expr::new(ExprKind::CInt(value), ty, span)
    }

    pub fn const_int(&self, value: i128, span: Span) -> Expr {
        Expr::new(ExprKind::Const(Const::Int(value.to_string())), Ty::PYINT, span)
    }

    /// A name as an interned string.
    pub fn name_const(&self, name: Name, span: Span) -> Expr {
        Expr::new(ExprKind::Const(Const::Name(self.mangled(name))), Ty::STR, span)
    }

    pub fn str_const(&self, text: &str, span: Span) -> Expr {
        Expr::new(ExprKind::Const(Const::Str(text.as_bytes().to_vec())), Ty::STR, span)
    }

    /// Text for an operation that takes a C string.
    pub fn c_text(&self, text: &str, span: Span) -> Expr {
        Expr::new(ExprKind::CStr(text.as_bytes().to_vec()), Ty::CONST_CHAR_PTR, span)
    }

    pub fn module_expr(&self, span: Span) -> Expr {
        Expr::new(ExprKind::Module, Ty::MODULE, span)
    }

    pub fn cache_expr(&self, span: Span) -> Expr {
        Expr::new(ExprKind::Cache, Ty::CACHE, span)
    }

    /// A temporary or variable, without asking whether it is bound.
    pub fn local(&self, local: LocalId, span: Span) -> Expr {
        Expr::new(ExprKind::Local(local), self.locals[local].ty, span)
    }

    pub fn binary(&self, op: CBinary, left: Expr, right: Expr, ty: Ty, span: Span) -> Expr {
        Expr::new(ExprKind::CBinary(op, Box::new(left), Box::new(right)), ty, span)
    }

    pub fn unary(&self, op: CUnary, operand: Expr, ty: Ty, span: Span) -> Expr {
        Expr::new(ExprKind::CUnary(op, Box::new(operand)), ty, span)
    }

    pub fn if_expr(&self, cond: Expr, then: Expr, other: Expr, span: Span) -> Expr {
        let ty = then.ty;
        Expr::new(ExprKind::If(Box::new(cond), Box::new(then), Box::new(other)), ty, span)
    }

    pub fn not(&self, cond: Expr, span: Span) -> Expr {
        if let ExprKind::CInt(value) = cond.kind {
            return self.bint(value == 0, span);
        }
        self.unary(CUnary::Not, cond, Ty::BINT, span)
    }

    pub fn let_expr(&self, local: LocalId, value: Expr, body: Expr) -> Expr {
        let (ty, span) = (body.ty, body.span);
        Expr::new(ExprKind::Let(local, Box::new(value), Box::new(body)), ty, span)
    }

    pub fn seq(&self, stmts: Vec<Stmt>, value: Expr) -> Expr {
        if stmts.is_empty() {
            return value;
        }
        let (ty, span) = (value.ty, value.span);
        Expr::new(ExprKind::Seq(stmts, Box::new(value)), ty, span)
    }

    /// Evaluates `value` once and uses it in `body`; constants and plain reads of temporaries are used as they are.
    pub fn with_temp(&mut self, value: Expr, body: impl FnOnce(&mut Self, Expr) -> Expr) -> Expr {
        if self.is_repeatable(&value) {
            return body(self, value);
        }
        let temp = self.temp(value.ty, value.span);
        let read = self.local(temp, value.span);
        let body = body(self, read);
        self.let_expr(temp, value, body)
    }

    /// Whether evaluating an expression twice or later is the same as once: constants, and temporaries.
    pub fn is_repeatable(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Const(_)
            | ExprKind::CInt(_)
            | ExprKind::CFloat(_)
            | ExprKind::CStr(_)
            | ExprKind::Null
            | ExprKind::SizeOf(_)
            | ExprKind::ItemType(_)
            | ExprKind::Func(_)
            | ExprKind::Module => true,
            ExprKind::Local(local) => self.locals[*local].kind == tir::LocalKind::Temp,
            ExprKind::Cast(inner) => self.is_repeatable(inner),
            _ => false,
        }
    }

    /// Gives a value to a temporary of its own; the read of it.
    pub fn store_temp(&mut self, value: Expr, out: &mut Vec<Stmt>) -> Expr {
        if self.is_repeatable(&value) {
            return value;
        }
        let (ty, span) = (value.ty, value.span);
        let temp = self.temp(ty, span);
        out.push(assign(temp, value));
        self.local(temp, span)
    }

    /// The operation of a row name, on arguments that are converted to what it takes.
    pub fn op(&mut self, name: &str, args: Vec<Expr>, span: Span) -> Expr {
        match Op::find(name) {
            Some(op) => self.call_row(op, args, span),
            None => self.unsupported(span, format!("the operation `{name}`")),
        }
    }

    /// The best operation for a key; nothing if no row takes such arguments.
    pub fn select(&self, key: Key, args: &[Expr]) -> Option<Op> {
        let types: Vec<_> = args.iter().map(|arg| arg.ty).collect();
        builtins::select(self.types(), key, &types, self.an.cx.options.oldest_python)
    }

    pub fn call_row(&mut self, op: Op, args: Vec<Expr>, span: Span) -> Expr {
        let op = if self.plain { as_python(op) } else { op };
        if args.iter().any(|arg| arg.ty == Ty::ERROR) {
            return self.error_expr(span);
        }
        let row = op.row();
        // What tracers raise is no business of the text.
        self.raises |= !self.dry && row.fails != Fails::Never && row.feature != "trace";
        if row.gil == Gil::Needs && self.gil != GilState::Held && row.feature != "raise_gil" {
            let what = super::names::gil_phrase(row);
            return self.fail(span, diag::calls::NeedsGil { at: span, what });
        }
        let last = row.args.len().saturating_sub(1);
        let args: Vec<_> = args
            .into_iter()
            .enumerate()
            .map(|(index, arg)| match row.args.get(index.min(last)) {
                Some(param) => self.fit(arg, param.ty),
                None => arg,
            })
            .collect();
        let ty = row.value().unwrap_or(Ty::VOID);
        Expr::new(ExprKind::Op(op, args), ty, span)
    }

    /// An argument as a row takes it: objects as they are, C values cast or boxed.
    fn fit(&mut self, arg: Expr, param: Ty) -> Expr {
        let types = self.types();
        if arg.ty == param || matches!(arg.kind, ExprKind::Null) {
            return arg;
        }
        match (types.is_object(arg.ty), types.is_object(param)) {
            (true, true) => arg.cast(param),
            (false, true) => self.to_object(arg),
            (false, false) => self.c_cast(arg, param),
            (true, false) => self.coerce(arg, param),
        }
    }

    /// A C cast, folded where the value is known.
    pub fn c_cast(&mut self, expr: Expr, ty: Ty) -> Expr {
        if expr.ty == ty || expr.ty == Ty::ERROR {
            return expr;
        }
        match expr.kind {
            ExprKind::CInt(value) => {
                if self.types().is_float(ty) {
                    let bits = (value as f64).to_bits();
                    return Expr::new(ExprKind::CFloat(bits), ty, expr.span);
                }
                if let Some(value) = crate::convert::fit_int(self.types(), value, ty) {
                    return Expr::new(ExprKind::CInt(value), ty, expr.span);
                }
                expr.cast(ty)
            }
            ExprKind::CFloat(bits) if self.types().resolve(ty) == Ty::DOUBLE => {
                Expr::new(ExprKind::CFloat(bits), ty, expr.span)
            }
            _ => expr.cast(ty),
        }
    }

    /// The value that a statement-like operation has in an expression: None.
    pub fn then_none(&mut self, expr: Expr) -> Expr {
        let span = expr.span;
        let none = self.none(span);
        self.seq(vec![eval(expr)], none)
    }
}

/// A statement for the effects of an expression.
pub(crate) fn eval(expr: Expr) -> Stmt {
    let span = expr.span;
    Stmt { kind: StmtKind::Expr(expr), span }
}

pub(crate) fn assign(local: LocalId, value: Expr) -> Stmt {
    let span = value.span;
    Stmt { kind: StmtKind::Assign(Place::Local(local), value), span }
}

pub(crate) fn stmt(kind: StmtKind, span: Span) -> Stmt {
    Stmt { kind, span }
}

/// The operation as plain Python has it, with the interpreter's own messages, where there is such a row.
fn as_python(op: Op) -> Op {
    Op::find(&format!("{}_python", op.row().name)).unwrap_or(op)
}
