//! Expressions as text.

use types::Ty;

use super::Printer;
use crate::{
    CBinary, CUnary, Callee, DictItem, Display, Expr, ExprKind, Item, Keyword, MakeFunction,
};

impl<'m> Printer<'m> {
    pub(super) fn expr(&mut self, expr: &'m Expr) -> String {
        match &expr.kind {
            ExprKind::Const(constant) => self.constant(constant),
            ExprKind::CInt(value) if expr.ty == Ty::BINT || expr.ty == Ty::LONG => {
                value.to_string()
            }
            ExprKind::CInt(value) => format!("{value}:{}", self.ty(expr.ty)),
            ExprKind::CFloat(bits) => format!("{:?}", f64::from_bits(*bits)),
            ExprKind::CStr(bytes) => format!("c\"{}\"", bytes.escape_ascii()),
            ExprKind::Null => "NULL".into(),
            ExprKind::SizeOf(ty) => format!("sizeof({})", self.ty(*ty)),
            ExprKind::ItemType(ty) => format!("itemtype({})", self.ty(*ty)),
            ExprKind::Local(local) | ExprKind::Outer(local) => self.local(*local),
            ExprKind::Global(global) => {
                let name = self.module.globals.get(*global).map(|global| global.name);
                name.map_or_else(|| global.to_string(), |name| self.name(name).to_string())
            }
            ExprKind::Extern(id) => self.extern_name(*id),
            ExprKind::Func(id) => format!("&{}", self.func_name(*id)),
            ExprKind::Module => "module".into(),
            ExprKind::Cache => "cache".into(),
            ExprKind::ClassObject(class) => format!("class {}", self.class_name(*class)),
            ExprKind::Method(class, slot) => {
                format!("&{}.{}", self.class_name(*class), self.name(slot.slot))
            }
            ExprKind::Cast(inner) => format!("<{}>{}", self.ty(expr.ty), self.expr(inner)),
            ExprKind::Op(op, args) => format!("{op}({})", self.list(args)),
            ExprKind::CUnary(op, operand) => format!("{}{}", sign(*op), self.expr(operand)),
            ExprKind::CBinary(op, left, right) => {
                let (left, right) = (self.expr(left), self.expr(right));
                format!("({left} {} {right})", symbol(*op))
            }
            ExprKind::CCall { callee, args, .. } => {
                format!("call {}({})", self.callee(callee), self.list(args))
            }
            ExprKind::Call { func, args, keywords } => {
                let func = self.expr(func);
                format!("pycall {func}({})", self.arguments(args, keywords))
            }
            ExprKind::MethodCall { receiver, name, args, keywords } => {
                let receiver = self.expr(receiver);
                let name = self.name(*name);
                format!("pycall {receiver}.{name}({})", self.arguments(args, keywords))
            }
            ExprKind::StarCall { func, args, keywords } => self.star_call(func, args, keywords),
            ExprKind::Display(kind, items) => {
                let items = self.items(items);
                match kind {
                    Display::List => format!("[{items}]"),
                    Display::Tuple => format!("tuple({items})"),
                    Display::Set => format!("{{{items}}}"),
                }
            }
            ExprKind::Dict(items) => self.dict(items),
            ExprKind::Struct(fields) => {
                format!("{}{{{}}}", self.ty(expr.ty), self.list(fields))
            }
            ExprKind::Field(base, name) => format!("{}.{}", self.expr(base), self.name(*name)),
            ExprKind::Arrow(base, name) => format!("{}->{}", self.expr(base), self.name(*name)),
            ExprKind::Index(base, index) => format!("{}[{}]", self.expr(base), self.expr(index)),
            ExprKind::Deref(inner) => format!("*{}", self.expr(inner)),
            ExprKind::ObjField(base, field) => {
                format!("{}->{}", self.expr(base), self.name(field.field))
            }
            ExprKind::Slot(base, slot) => {
                format!("{}->vtab.{}", self.expr(base), self.name(slot.slot))
            }
            ExprKind::AddrOf(inner) => format!("&{}", self.expr(inner)),
            ExprKind::Let(local, value, body) => {
                let (local, value) = (self.local(*local), self.expr(value));
                format!("(let {local} = {value} in {})", self.expr(body))
            }
            ExprKind::If(cond, then, other) => {
                let (cond, then) = (self.expr(cond), self.expr(then));
                format!("({then} if {cond} else {})", self.expr(other))
            }
            ExprKind::Seq(stmts, value) => {
                let stmts = self.inline_block(stmts);
                format!("({{{stmts}}} {})", self.expr(value))
            }
            ExprKind::MakeFunction(made) => self.made(made),
        }
    }

    fn callee(&mut self, callee: &'m Callee) -> String {
        match callee {
            Callee::Func(id) => self.func_name(*id),
            Callee::Extern(id) => self.extern_name(*id),
            Callee::Pointer(pointer) => format!("(*{})", self.expr(pointer)),
            Callee::Cpp(id) => match self.module.cpp_calls.get(*id) {
                Some(call) => call.callee.describe(self.types, self.names),
                None => id.to_string(),
            },
            Callee::Virtual(slot) => {
                let class = self.class_name(slot.class);
                format!("virtual {class}.{}", self.name(slot.slot))
            }
            Callee::OfClass(class, slot) => {
                format!("{}.{}", self.class_name(*class), self.name(slot.slot))
            }
        }
    }

    fn dict(&mut self, items: &'m [DictItem]) -> String {
        let items: Vec<_> = items
            .iter()
            .map(|item| match item {
                DictItem::Pair(key, value) => format!("{}: {}", self.expr(key), self.expr(value)),
                DictItem::Mapping(mapping) => format!("**{}", self.expr(mapping)),
            })
            .collect();
        format!("{{{}}}", items.join(", "))
    }

    fn extern_name(&self, id: crate::ExternId) -> String {
        let item = self.module.externs.get(id);
        item.map_or_else(|| id.to_string(), |item| item.cname.clone())
    }

    fn func_name(&self, id: crate::FuncId) -> String {
        let function = self.module.functions.get(id);
        function.map_or_else(|| id.to_string(), |function| function.qualname.clone())
    }

    pub(super) fn class_name(&self, class: types::ClassId) -> &'m str {
        self.name(self.types.classes[class].name)
    }

    fn list(&mut self, items: &'m [Expr]) -> String {
        let items: Vec<_> = items.iter().map(|item| self.expr(item)).collect();
        items.join(", ")
    }

    fn items(&mut self, items: &'m [Item]) -> String {
        let items: Vec<_> = items
            .iter()
            .map(|item| {
                let star = if item.star { "*" } else { "" };
                format!("{star}{}", self.expr(&item.value))
            })
            .collect();
        items.join(", ")
    }

    fn arguments(&mut self, args: &'m [Expr], keywords: &'m [(base::Name, Expr)]) -> String {
        let mut parts: Vec<_> = args.iter().map(|arg| self.expr(arg)).collect();
        for (name, value) in keywords {
            parts.push(format!("{}={}", self.name(*name), self.expr(value)));
        }
        parts.join(", ")
    }

    fn star_call(&mut self, func: &'m Expr, args: &'m [Item], keywords: &'m [Keyword]) -> String {
        let func = self.expr(func);
        let mut parts = vec![self.items(args)];
        parts.retain(|part| !part.is_empty());
        for keyword in keywords {
            parts.push(match keyword {
                Keyword::Named(name, value) => {
                    format!("{}={}", self.name(*name), self.expr(value))
                }
                Keyword::Mapping(mapping) => format!("**{}", self.expr(mapping)),
            });
        }
        format!("pycall {func}({})", parts.join(", "))
    }

    fn made(&mut self, made: &'m MakeFunction) -> String {
        let mut parts = vec![self.list(&made.defaults)];
        for (name, value) in &made.kw_defaults {
            parts.push(format!("{}={}", self.name(*name), self.expr(value)));
        }
        for (name, value) in &made.annotations {
            parts.push(format!("{}: {}", self.name(*name), self.expr(value)));
        }
        parts.retain(|part| !part.is_empty());
        format!("function {}({})", self.func_name(made.func), parts.join(", "))
    }
}

fn symbol(op: CBinary) -> &'static str {
    match op {
        CBinary::Add => "+",
        CBinary::Sub => "-",
        CBinary::Mul => "*",
        CBinary::Div => "/",
        CBinary::Rem => "%",
        CBinary::Shl => "<<",
        CBinary::Shr => ">>",
        CBinary::BitAnd => "&",
        CBinary::BitOr => "|",
        CBinary::BitXor => "^",
        CBinary::Eq => "==",
        CBinary::Ne => "!=",
        CBinary::Lt => "<",
        CBinary::Le => "<=",
        CBinary::Gt => ">",
        CBinary::Ge => ">=",
        CBinary::And => "&&",
        CBinary::Or => "||",
    }
}

fn sign(op: CUnary) -> &'static str {
    match op {
        CUnary::Neg => "-",
        CUnary::Not => "!",
        CUnary::Invert => "~",
    }
}
