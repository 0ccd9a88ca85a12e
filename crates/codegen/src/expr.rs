//! Expressions as C text, with as few brackets as C's precedence allows.

use crate::function::Printer;
use crate::strings::c_string;
use ::types::{Int, Ty, Type};
use builtins::Op;
use mir::{BinOp, CExpr, CExprKind, UnOp};

/// C's levels of precedence, as far as they are used; a higher one binds tighter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Any,
    Conditional,
    Or,
    And,
    BitOr,
    BitXor,
    BitAnd,
    Equality,
    Relation,
    Shift,
    Sum,
    Product,
    Unary,
    Postfix,
}

fn level_of(op: BinOp) -> (Level, Level, &'static str) {
    // The level of the result, that of the right operand, the spelling.
    match op {
        BinOp::Mul => (Level::Product, Level::Unary, "*"),
        BinOp::Div => (Level::Product, Level::Unary, "/"),
        BinOp::Rem => (Level::Product, Level::Unary, "%"),
        BinOp::Add => (Level::Sum, Level::Product, "+"),
        BinOp::Sub => (Level::Sum, Level::Product, "-"),
        BinOp::Shl => (Level::Shift, Level::Sum, "<<"),
        BinOp::Shr => (Level::Shift, Level::Sum, ">>"),
        BinOp::Lt => (Level::Relation, Level::Shift, "<"),
        BinOp::Le => (Level::Relation, Level::Shift, "<="),
        BinOp::Gt => (Level::Relation, Level::Shift, ">"),
        BinOp::Ge => (Level::Relation, Level::Shift, ">="),
        BinOp::Eq => (Level::Equality, Level::Relation, "=="),
        BinOp::Ne => (Level::Equality, Level::Relation, "!="),
        BinOp::BitAnd => (Level::BitAnd, Level::Equality, "&"),
        BinOp::BitXor => (Level::BitXor, Level::BitAnd, "^"),
        BinOp::BitOr => (Level::BitOr, Level::BitXor, "|"),
        BinOp::And => (Level::And, Level::BitOr, "&&"),
        BinOp::Or => (Level::Or, Level::And, "||"),
    }
}

/// Operands of these are bracketed unless they bind much tighter, since compilers warn and people misread.
fn is_confusing(op: BinOp) -> bool {
    matches!(op, BinOp::Shl | BinOp::Shr | BinOp::BitAnd | BinOp::BitOr | BinOp::BitXor | BinOp::Or)
}

impl Printer<'_, '_> {
    pub fn expr(&mut self, expr: &CExpr) -> String {
        self.expr_at(expr, Level::Any)
    }

    /// The expression as an operand that has to bind at least as tightly as `level`.
    pub fn expr_at(&mut self, expr: &CExpr, level: Level) -> String {
        let (text, own) = self.bare(expr);
        if own < level { format!("({text})") } else { text }
    }

    fn bare(&mut self, expr: &CExpr) -> (String, Level) {
        match &expr.kind {
            CExprKind::Local(id) => (self.locals[*id].to_string(), Level::Postfix),
            CExprKind::Global(id) => {
                (self.unit.module().globals[*id].cname.clone(), Level::Postfix)
            }
            CExprKind::Extern(id) => {
                (self.unit.module().externs[*id].cname.clone(), Level::Postfix)
            }
            CExprKind::Func(id) => (self.unit.func_ref(*id), Level::Postfix),
            CExprKind::Const(id) => (self.unit.const_ref(*id), Level::Postfix),
            CExprKind::Int(value) => self.int(*value, expr.ty),
            CExprKind::Float(bits) => self.float(f64::from_bits(*bits), expr.ty),
            CExprKind::CStr(bytes) => (c_string(bytes), Level::Postfix),
            CExprKind::Null if self.unit.types().as_view(expr.ty).is_some() => {
                (format!("{}()", self.unit.operation("view.unset")), Level::Postfix)
            }
            CExprKind::Null => ("NULL".into(), Level::Postfix),
            CExprKind::Module => ("&px_state".into(), Level::Unary),
            CExprKind::Cache => (self.unit.new_cache(), Level::Unary),
            CExprKind::ClassObject(class) => {
                (format!("(PyObject *){}", self.unit.class_object(*class)), Level::Unary)
            }
            CExprKind::ObjField(object, class, field) => {
                self.object_field(object, *class, self.unit.name(*field), expr.ty)
            }
            CExprKind::Slot(object, class, slot) => {
                (self.virtual_slot(object, *class, self.unit.name(*slot)), Level::Postfix)
            }
            CExprKind::FrameType => (self.frame_type(), Level::Unary),
            CExprKind::Unary(op, operand) => {
                let sign = match op {
                    UnOp::Neg => '-',
                    UnOp::Not => '!',
                    UnOp::Invert => '~',
                };
                let operand = self.expr_at(operand, Level::Unary);
                // `--x` would be another operator.
                let gap = if sign == '-' && operand.starts_with('-') { " " } else { "" };
                (format!("{sign}{gap}{operand}"), Level::Unary)
            }
            CExprKind::Binary(op, left, right) => self.binary(*op, left, right),
            CExprKind::Cast(inner) => self.cast(inner, expr.ty),
            CExprKind::Cond(test, then, other) => {
                let test = self.expr_at(test, Level::Or);
                let then = self.expr_at(then, Level::Or);
                let other = self.expr_at(other, Level::Conditional);
                (format!("{test} ? {then} : {other}"), Level::Conditional)
            }
            CExprKind::Field(base, field) => {
                let base = self.expr_at(base, Level::Postfix);
                (format!("{base}.{}", self.unit.name(*field)), Level::Postfix)
            }
            CExprKind::Arrow(base, field) => {
                let base = self.expr_at(base, Level::Postfix);
                (format!("{base}->{}", self.unit.name(*field)), Level::Postfix)
            }
            CExprKind::Index(base, index) => {
                let base = self.expr_at(base, Level::Postfix);
                (format!("{base}[{}]", self.expr(index)), Level::Postfix)
            }
            CExprKind::Deref(inner) => {
                (format!("*{}", self.expr_at(inner, Level::Unary)), Level::Unary)
            }
            CExprKind::AddrOf(place) => {
                (format!("&{}", self.expr_at(place, Level::Unary)), Level::Unary)
            }
            CExprKind::ItemType(ty) => (self.unit.item_type(*ty), Level::Unary),
            CExprKind::SizeOf(ty) => (format!("sizeof({})", self.unit.c_type(*ty)), Level::Postfix),
            CExprKind::Op(op, args) => (self.op_call(*op, args), Level::Postfix),
            CExprKind::Struct(fields) => {
                let mut fields: Vec<_> = fields.iter().map(|field| self.expr(field)).collect();
                // C before C23 wants a value; it is right for a first member that is a struct itself, too.
                if fields.is_empty() && !self.unit.style().cplus {
                    fields.push("0".into());
                }
                (
                    format!("({}){{{}}}", self.unit.c_type(expr.ty), fields.join(", ")),
                    Level::Postfix,
                )
            }
            CExprKind::IsNull(inner) if self.unit.types().as_view(inner.ty).is_some() => {
                (format!("!{}.memview", self.expr_at(inner, Level::Postfix)), Level::Unary)
            }
            CExprKind::IsNull(inner) => {
                (format!("!{}", self.expr_at(inner, Level::Unary)), Level::Unary)
            }
            CExprKind::Verbatim(name) => (self.unit.name(*name).to_string(), Level::Postfix),
        }
    }

    fn binary(&mut self, op: BinOp, left: &CExpr, right: &CExpr) -> (String, Level) {
        let (level, right_level, sign) = level_of(op);
        let confusing = is_confusing(op);
        let same =
            |side: &CExpr| matches!(&side.kind, CExprKind::Binary(inner, ..) if *inner == op);
        let left_level = if confusing && !same(left) { Level::Unary } else { level };
        let right_level = if confusing { Level::Unary } else { right_level };
        let mut left_text = self.expr_at(left, left_level);
        // A shift has the type of its left side, and a literal may be narrower than its type.
        if op == BinOp::Shl && matches!(left.kind, CExprKind::Int(_)) {
            left_text = format!("({}){left_text}", self.unit.c_type(left.ty));
        }
        let right_text = self.expr_at(right, right_level);
        (format!("{left_text} {sign} {right_text}"), level)
    }

    fn cast(&mut self, inner: &CExpr, ty: Ty) -> (String, Level) {
        let to = self.unit.c_type(ty);
        if to == self.unit.c_type(inner.ty) {
            return self.bare(inner);
        }
        (format!("({to}){}", self.expr_at(inner, Level::Unary)), Level::Unary)
    }

    pub fn int(&mut self, value: i128, ty: Ty) -> (String, Level) {
        let kind = self.unit.types().int_kind(ty);
        let suffix = match kind {
            Some(Int::UInt) => "U",
            Some(Int::Long) => "L",
            Some(Int::ULong) => "UL",
            Some(Int::LongLong) => "LL",
            Some(Int::ULongLong) => "ULL",
            // What the sizes below leave to the context: the other operand decides.
            _ if i32::try_from(value).is_ok() => "",
            _ if value > i128::from(i64::MAX) => "ULL",
            _ => "LL",
        };
        // The most negative number of a type has no literal: its absolute value does not fit.
        if value == i128::from(i64::MIN) || value == i128::from(i32::MIN) {
            return (format!("({}{suffix} - 1)", value + 1), Level::Postfix);
        }
        let level = if value < 0 { Level::Unary } else { Level::Postfix };
        (format!("{value}{suffix}"), level)
    }

    pub fn float(&mut self, value: f64, ty: Ty) -> (String, Level) {
        if value.is_nan() {
            return ("Py_NAN".into(), Level::Postfix);
        }
        if value.is_infinite() {
            let sign = if value < 0.0 { "-" } else { "" };
            return (format!("{sign}Py_HUGE_VAL"), Level::Unary);
        }
        let text = format!("{value:?}");
        let level = if value.is_sign_negative() { Level::Unary } else { Level::Postfix };
        match self.unit.types().resolved(ty) {
            Type::Float(::types::Float::Float) => (format!("{text}f"), level),
            _ => (text, level),
        }
    }

    /// A call of an operation, in the spelling of its row.
    pub fn op_call(&mut self, op: Op, args: &[CExpr]) -> String {
        self.unit.feature(op.feature);
        let fixed = op.args.len() - usize::from(op.rest);
        let mut parts: Vec<String> = Vec::with_capacity(args.len() + 1);
        for (arg, row) in args.iter().zip(op.args).take(fixed) {
            parts.push(self.arg(arg, row.ty));
        }
        if op.rest {
            let rest = &args[fixed.min(args.len())..];
            if rest.is_empty() {
                parts.push("NULL".into());
            } else {
                let items: Vec<_> = rest.iter().map(|item| self.arg(item, Ty::OBJECT)).collect();
                let items = items.join(", ");
                // C++ has no array literals whose address can be taken.
                parts.push(if self.unit.style().cplus {
                    format!("px_array<{}>{{{{NULL, {items}}}}}.items + 1", rest.len() + 1)
                } else {
                    format!("(PyObject *[]){{NULL, {items}}} + 1")
                });
            }
            parts.push(rest.len().to_string());
        }
        format!("{}({})", op.c, parts.join(", "))
    }

    /// An argument where C declares a parameter of type `ty`: extension types are passed as plain objects.
    fn arg(&mut self, arg: &CExpr, ty: Ty) -> String {
        let types = self.unit.types();
        let needs_cast = types.is_object(ty)
            && types.is_object(arg.ty)
            && !matches!(arg.kind, CExprKind::Null)
            && self.unit.c_type(ty) != self.unit.c_type(arg.ty);
        if needs_cast {
            return format!("(PyObject *){}", self.expr_at(arg, Level::Unary));
        }
        self.expr_at(arg, Level::Conditional)
    }
}
