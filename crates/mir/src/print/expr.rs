//! Expressions. A type stands behind an expression (`x:long`) where its parts do not tell it.

use super::{Printer, quoted};
use crate::*;
use types::{Ty, Type, TypeTable};

impl Printer<'_> {
    pub(super) fn expr(&self, expr: &CExpr) -> String {
        let text = self.untyped(expr);
        let known = usual_type(expr, &self.function.locals, self.types);
        if known == Some(expr.ty) { text } else { format!("{text}:{}", self.ty(expr.ty)) }
    }

    fn untyped(&self, expr: &CExpr) -> String {
        match &expr.kind {
            CExprKind::Local(id) => self.locals[*id].clone(),
            CExprKind::Global(id) => id.to_string(),
            CExprKind::Extern(id) => id.to_string(),
            CExprKind::Func(id) => id.to_string(),
            CExprKind::Const(id) => id.to_string(),
            CExprKind::Int(value) => value.to_string(),
            CExprKind::Float(bits) => {
                let value = f64::from_bits(*bits);
                if value.is_finite() { format!("{value:?}") } else { format!("float({bits})") }
            }
            CExprKind::CStr(bytes) => quoted(bytes),
            CExprKind::Null => "null".into(),
            CExprKind::Module => "module".into(),
            CExprKind::Cache => "cache".into(),
            CExprKind::ClassObject(class) => format!("class({})", class.0),
            CExprKind::ObjField(x, class, field) => {
                format!(
                    "objfield({}, {}, {})",
                    self.expr(x),
                    class.0,
                    quoted(self.names[*field].as_bytes())
                )
            }
            CExprKind::Slot(x, class, slot) => {
                format!(
                    "slot({}, {}, {})",
                    self.expr(x),
                    class.0,
                    quoted(self.names[*slot].as_bytes())
                )
            }
            CExprKind::FrameType => "frame_type".into(),
            CExprKind::Unary(op, x) => {
                let word = match op {
                    UnOp::Neg => "neg",
                    UnOp::Not => "not",
                    UnOp::Invert => "inv",
                };
                format!("{word}({})", self.expr(x))
            }
            CExprKind::Binary(op, x, y) => {
                format!("({} {} {})", self.expr(x), binary_text(*op), self.expr(y))
            }
            CExprKind::Cast(x) => format!("({} as {})", self.expr(x), self.ty(expr.ty)),
            CExprKind::Cond(c, x, y) => {
                format!("cond({}, {}, {})", self.expr(c), self.expr(x), self.expr(y))
            }
            CExprKind::Field(x, name) => format!("{}.{}", self.expr(x), &self.names[*name]),
            CExprKind::Arrow(x, name) => format!("{}->{}", self.expr(x), &self.names[*name]),
            CExprKind::Index(x, y) => format!("{}[{}]", self.expr(x), self.expr(y)),
            CExprKind::Deref(x) => format!("deref({})", self.expr(x)),
            CExprKind::AddrOf(x) => format!("addr({})", self.expr(x)),
            CExprKind::SizeOf(ty) => format!("sizeof({})", self.ty(*ty)),
            CExprKind::ItemType(ty) => format!("itemtype({})", self.ty(*ty)),
            CExprKind::Op(op, items) => format!("{op}({})", self.exprs(items)),
            CExprKind::Struct(items) => format!("{{{}}}", self.exprs(items)),
            CExprKind::IsNull(x) => format!("isnull({})", self.expr(x)),
            CExprKind::Verbatim(name) => {
                format!("verbatim({})", quoted(self.names[*name].as_bytes()))
            }
        }
    }

    /// What the ids of the module stand for in these expressions.
    pub(super) fn remarks(&self, read: &[&CExpr]) -> String {
        let Some(module) = self.module else { return String::new() };
        let mut remarks: Vec<String> = Vec::new();
        for expr in read {
            expr.walk(&mut |part| {
                let text = match &part.kind {
                    CExprKind::Const(id) => self.const_text(module, *id),
                    CExprKind::Extern(id) => module.externs.get(*id).map(|x| x.cname.clone()),
                    CExprKind::Func(id) => module.functions.get(*id).map(|f| f.cname.clone()),
                    _ => None,
                };
                remarks.extend(text.filter(|text| !remarks.contains(text)));
            });
        }
        remarks.join(", ")
    }

    fn const_text(&self, module: &Module, id: ConstId) -> Option<String> {
        let text = super::module::const_text(module.consts.get(id)?, self.names);
        Some(format!("{id} = {text}"))
    }
}

const BINARY: &[(BinOp, &str)] = &[
    (BinOp::Add, "+"),
    (BinOp::Sub, "-"),
    (BinOp::Mul, "*"),
    (BinOp::Div, "/"),
    (BinOp::Rem, "%"),
    (BinOp::Shl, "<<"),
    (BinOp::Shr, ">>"),
    (BinOp::BitAnd, "&"),
    (BinOp::BitOr, "|"),
    (BinOp::BitXor, "^"),
    (BinOp::Eq, "=="),
    (BinOp::Ne, "!="),
    (BinOp::Lt, "<"),
    (BinOp::Le, "<="),
    (BinOp::Gt, ">"),
    (BinOp::Ge, ">="),
    (BinOp::And, "&&"),
    (BinOp::Or, "||"),
];

fn binary_text(op: BinOp) -> &'static str {
    BINARY.iter().find(|(known, _)| *known == op).map_or("?", |(_, text)| text)
}

pub(crate) fn binary_op(text: &str) -> Option<BinOp> {
    BINARY.iter().find(|(_, known)| *known == text).map(|(op, _)| *op)
}

/// The type that an expression has if none is written.
pub(crate) fn usual_type(
    expr: &CExpr,
    locals: &base::IdVec<LocalId, Local>,
    types: &TypeTable,
) -> Option<Ty> {
    match &expr.kind {
        CExprKind::Local(id) => Some(locals[*id].ty),
        CExprKind::Const(_) | CExprKind::Null => Some(Ty::OBJECT),
        CExprKind::Int(_) => Some(Ty::INT),
        CExprKind::Float(_) => Some(Ty::DOUBLE),
        CExprKind::CStr(_) => Some(Ty::CONST_CHAR_PTR),
        CExprKind::Module => Some(Ty::MODULE),
        CExprKind::Cache => Some(Ty::CACHE),
        CExprKind::ClassObject(_) => Some(Ty::TYPE),
        CExprKind::FrameType => Some(Ty::FRAME_TYPE),
        CExprKind::Unary(UnOp::Not, _) | CExprKind::IsNull(_) => Some(Ty::BINT),
        CExprKind::Unary(_, x) => Some(x.ty),
        CExprKind::Binary(op, x, _) => Some(match op {
            BinOp::Eq
            | BinOp::Ne
            | BinOp::Lt
            | BinOp::Le
            | BinOp::Gt
            | BinOp::Ge
            | BinOp::And
            | BinOp::Or => Ty::BINT,
            _ => x.ty,
        }),
        // The type is part of the text.
        CExprKind::Cast(_) => Some(expr.ty),
        CExprKind::Cond(_, x, _) => Some(x.ty),
        CExprKind::Index(x, _) | CExprKind::Deref(x) => types.pointee(x.ty),
        CExprKind::AddrOf(x) => (types[expr.ty] == Type::Ptr(x.ty)).then_some(expr.ty),
        CExprKind::SizeOf(_) => Some(Ty::SIZE),
        CExprKind::ItemType(_) => Some(Ty::ITEM),
        CExprKind::Op(op, _) => op.value(),
        CExprKind::Global(_)
        | CExprKind::Extern(_)
        | CExprKind::Func(_)
        | CExprKind::Field(..)
        | CExprKind::Arrow(..)
        | CExprKind::ObjField(..)
        | CExprKind::Slot(..)
        | CExprKind::Struct(_)
        | CExprKind::Verbatim(_) => None,
    }
}
