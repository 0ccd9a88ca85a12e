//! The Python classes of `cpdef enum`: made where the module starts, and what values of such a type become.

use base::Span;
use tir::{Display, Expr, ExprKind, Item, Stmt};
use types::{EnumId, Ty};

use super::Checker;
use super::build::eval;

impl Checker<'_, '_> {
    /// Makes the classes of the module's own enums.
    pub fn enum_classes(&mut self) -> Vec<Stmt> {
        let mut out = Vec::new();
        for (id, doc) in self.an.decls.python_enums.clone() {
            let def = self.types().enums[id].clone();
            let Some(name) = def.name else { continue };
            let span = def.span;
            let ty = self.types_mut().intern(types::Type::Enum(id));
            let mut items = Vec::new();
            for item in &def.items {
                let value = match item.value {
                    Some(value) => self.const_int(value, span),
                    None => {
                        let found = self.an.extern_id(item.cname, ty, true);
                        let value = Expr::new(ExprKind::Extern(found), ty, span);
                        let value = self.c_cast(value, Ty::LONG);
                        self.to_object(value)
                    }
                };
                items.push(self.name_const(item.name, span));
                items.push(value);
            }
            let items = items.into_iter().map(|value| Item { star: false, value }).collect();
            let members = Expr::new(ExprKind::Display(Display::Tuple, items), Ty::TUPLE, span);
            let doc = match doc {
                Some(doc) => Expr::new(ExprKind::Const(doc), Ty::STR, span),
                None => self.null_object(span),
            };
            let args = vec![self.module_expr(span), self.name_const(name, span), members, doc];
            let class = self.op("enum.class", args, span);
            let args = vec![self.module_expr(span), self.name_const(name, span), class];
            out.push(eval(self.op("global.set", args, span)));
        }
        out
    }

    /// The class of an enum that has one.
    pub fn enum_class(&mut self, id: EnumId, span: Span) -> Option<Expr> {
        let def = &self.types().enums[id];
        let name = def.name.filter(|_| def.python)?;
        match self.an.decls.enum_modules.get(&id) {
            Some(&module) if module != self.an.decls.main => {
                let from = self.an.decls.modules[module].name.clone();
                let from = self.intern(&from);
                let args = vec![self.name_const(from, span), self.name_const(name, span)];
                Some(self.op("enum.import", args, span))
            }
            _ => Some(self.global_value(name, span)),
        }
    }

    /// A value of such an enum as its member.
    pub fn boxed_member(&mut self, value: Expr, id: EnumId) -> Option<Expr> {
        let span = value.span;
        let class = self.enum_class(id, span)?;
        let value = self.c_cast(value, Ty::LONG);
        let value = self.to_object(value);
        Some(self.op("enum.member", vec![class, value], span))
    }
}
