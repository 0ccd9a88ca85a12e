//! Expressions of the text form.

use super::lex::Token;
use super::{Read, Reader};
use crate::print::{binary_op, is_reserved, usual_type};
use crate::*;
use types::Ty;

impl Reader<'_> {
    pub(super) fn expr(&mut self) -> Read<CExpr> {
        let mut expr = self.primary()?;
        self.typed(&mut expr)?;
        loop {
            let kind = if self.tokens.eat(".") {
                let name = self.tokens.ident()?;
                let part = match self.types.as_view(expr.ty).is_some() && self.tokens.eat("[") {
                    true => format!("{name}[{}]", self.tokens.int()?),
                    false => name,
                };
                if part.ends_with(|last: char| last.is_ascii_digit()) && part.contains('[') {
                    self.tokens.symbol("]")?;
                }
                let part = if part.contains('[') { part + "]" } else { part };
                CExprKind::Field(Box::new(expr), self.names.intern(&part))
            } else if self.tokens.eat("->") {
                let name = self.tokens.ident()?;
                CExprKind::Arrow(Box::new(expr), self.names.intern(&name))
            } else if self.tokens.eat("[") {
                let index = self.expr()?;
                self.tokens.symbol("]")?;
                CExprKind::Index(Box::new(expr), Box::new(index))
            } else {
                return Ok(expr);
            };
            expr = CExpr::new(kind, Ty::ERROR);
            self.typed(&mut expr)?;
        }
    }

    /// Gives the expression the type that is written behind it, or its usual one.
    fn typed(&mut self, expr: &mut CExpr) -> Read<()> {
        if self.tokens.peek_symbol(0, ":") {
            self.tokens.next()?;
            expr.ty = self.ty()?;
        } else if expr.ty == Ty::ERROR {
            expr.ty = match &expr.kind {
                CExprKind::AddrOf(x) => self.types.ptr(x.ty),
                _ => usual_type(expr, &self.locals, self.types).ok_or("a type is missing")?,
            };
        }
        Ok(())
    }

    pub(super) fn exprs_until(&mut self, close: &str) -> Read<Vec<CExpr>> {
        let mut items = Vec::new();
        while !self.tokens.eat(close) {
            if !items.is_empty() {
                self.tokens.symbol(",")?;
            }
            items.push(self.expr()?);
        }
        Ok(items)
    }

    fn primary(&mut self) -> Read<CExpr> {
        let kind = match self.tokens.rest().first().cloned() {
            Some(Token::Symbol("(")) => return self.parenthesised(),
            Some(Token::Symbol("{")) => {
                self.tokens.next()?;
                CExprKind::Struct(self.exprs_until("}")?)
            }
            Some(Token::Symbol("-")) => {
                self.tokens.next()?;
                match self.tokens.next()? {
                    Token::Int(value) => CExprKind::Int(-value),
                    Token::Float(value) => CExprKind::Float((-value).to_bits()),
                    _ => return Err("expected a number".into()),
                }
            }
            Some(Token::Int(value)) => {
                self.tokens.next()?;
                CExprKind::Int(value)
            }
            Some(Token::Float(value)) => {
                self.tokens.next()?;
                CExprKind::Float(value.to_bits())
            }
            Some(Token::Str(bytes)) => {
                self.tokens.next()?;
                CExprKind::CStr(bytes)
            }
            Some(Token::Temp(_)) => CExprKind::Local(self.local()?),
            Some(Token::Ident(word)) => self.worded(&word)?,
            _ => return Err(self.tokens.expected("an expression")),
        };
        Ok(CExpr::new(kind, Ty::ERROR))
    }

    /// `(a + b)` or `(a as type)`.
    fn parenthesised(&mut self) -> Read<CExpr> {
        self.tokens.symbol("(")?;
        let left = self.expr()?;
        let expr = if self.tokens.eat("as") {
            let ty = self.ty()?;
            CExpr::new(CExprKind::Cast(Box::new(left)), ty)
        } else {
            let op = match self.tokens.next()? {
                Token::Symbol(symbol) => binary_op(symbol),
                _ => None,
            };
            let op = op.ok_or("expected an operator")?;
            let right = self.expr()?;
            CExpr::new(CExprKind::Binary(op, Box::new(left), Box::new(right)), Ty::ERROR)
        };
        self.tokens.symbol(")")?;
        Ok(expr)
    }

    fn worded(&mut self, word: &str) -> Read<CExprKind> {
        let op_call = self.op_call_follows();
        if !is_reserved(word) && !op_call {
            return Ok(CExprKind::Local(self.local()?));
        }
        if op_call {
            let op = self.op_name()?;
            self.tokens.symbol("(")?;
            return Ok(CExprKind::Op(op, self.exprs_until(")")?));
        }
        self.tokens.next()?;
        let boxed = |reader: &mut Self| -> Read<Box<CExpr>> { Ok(Box::new(reader.argument()?)) };
        let number = |word: &str| word[1..].parse::<u32>().map_err(|_| "a bad id".to_string());
        Ok(match word {
            "null" => CExprKind::Null,
            "module" => CExprKind::Module,
            "cache" => CExprKind::Cache,
            "frame_type" => CExprKind::FrameType,
            "neg" => CExprKind::Unary(UnOp::Neg, boxed(self)?),
            "not" => CExprKind::Unary(UnOp::Not, boxed(self)?),
            "inv" => CExprKind::Unary(UnOp::Invert, boxed(self)?),
            "deref" => CExprKind::Deref(boxed(self)?),
            "addr" => CExprKind::AddrOf(boxed(self)?),
            "isnull" => CExprKind::IsNull(boxed(self)?),
            "cond" => {
                self.tokens.symbol("(")?;
                let items = self.exprs_until(")")?;
                let [c, x, y] = <[CExpr; 3]>::try_from(items).map_err(|_| "cond takes three")?;
                CExprKind::Cond(Box::new(c), Box::new(x), Box::new(y))
            }
            "class" => {
                self.tokens.symbol("(")?;
                let class = types::ClassId(self.tokens.int()? as u32);
                self.tokens.symbol(")")?;
                CExprKind::ClassObject(class)
            }
            "objfield" | "slot" => {
                self.tokens.symbol("(")?;
                let object = Box::new(self.expr()?);
                self.tokens.symbol(",")?;
                let class = types::ClassId(self.tokens.int()? as u32);
                self.tokens.symbol(",")?;
                let name = self.tokens.string()?;
                let name = self.names.intern(&String::from_utf8_lossy(&name));
                self.tokens.symbol(")")?;
                match word {
                    "slot" => CExprKind::Slot(object, class, name),
                    _ => CExprKind::ObjField(object, class, name),
                }
            }
            "sizeof" => {
                self.tokens.symbol("(")?;
                let ty = self.ty()?;
                self.tokens.symbol(")")?;
                CExprKind::SizeOf(ty)
            }
            "itemtype" => {
                self.tokens.symbol("(")?;
                let ty = self.ty()?;
                self.tokens.symbol(")")?;
                CExprKind::ItemType(ty)
            }
            "verbatim" => {
                self.tokens.symbol("(")?;
                let text = self.tokens.string()?;
                self.tokens.symbol(")")?;
                CExprKind::Verbatim(self.names.intern(&String::from_utf8_lossy(&text)))
            }
            "float" => {
                self.tokens.symbol("(")?;
                let bits = self.tokens.int()? as u64;
                self.tokens.symbol(")")?;
                CExprKind::Float(bits)
            }
            _ if word.starts_with('k') => CExprKind::Const(ConstId(number(word)?)),
            _ if word.starts_with('g') => CExprKind::Global(GlobalId(number(word)?)),
            _ if word.starts_with('x') => CExprKind::Extern(ExternId(number(word)?)),
            _ if word.starts_with('f') => CExprKind::Func(FuncId(number(word)?)),
            other => return Err(format!("`{other}` is no expression")),
        })
    }

    fn argument(&mut self) -> Read<CExpr> {
        self.tokens.symbol("(")?;
        let expr = self.expr()?;
        self.tokens.symbol(")")?;
        Ok(expr)
    }

    /// `name.name(` or `name(` of an operation.
    fn op_call_follows(&self) -> bool {
        let mut at = 1;
        while self.tokens.peek_symbol(at, ".") {
            at += 2;
        }
        at > 1 && self.tokens.peek_symbol(at, "(")
    }
}
