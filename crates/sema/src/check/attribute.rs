//! Attributes: of structs and pointers to them, of cimported modules and enums, of complex numbers, of objects.

use ast::Ident;
use base::Span;
use tir::{Expr, ExprKind};
use types::{Ty, Type};

use super::{Checker, GilState};
use crate::SymbolKind;

impl Checker<'_, '_> {
    pub fn attribute(&mut self, base: &ast::Expr, name: Ident, span: Span) -> Expr {
        if let Some(method) = self.unbound_method(base, name, span) {
            return method;
        }
        if let Some(found) = self.static_attribute(base, name, span) {
            return found;
        }
        let base = self.holder(base, name);
        self.attribute_of(base, name, span)
    }

    /// The object of an attribute. In a chain of C attributes no reference to it is taken, so it needs no GIL.
    pub fn holder(&mut self, base: &ast::Expr, name: Ident) -> Expr {
        let held = self.gil;
        let chain = held != GilState::Held && self.is_field_chain(base, name);
        if chain {
            self.gil = GilState::Held;
        }
        let value = self.expr(base);
        self.gil = held;
        value
    }

    fn is_field_chain(&mut self, base: &ast::Expr, name: Ident) -> bool {
        let ast::ExprKind::Attribute(inner, own) = &base.kind else { return false };
        let ty = self.dry_run(|me| me.expr(base).ty);
        let plain = matches!(inner.kind, ast::ExprKind::Name(_));
        if !self.is_field(ty, name) || !(plain || self.is_field_chain(inner, *own)) {
            return false;
        }
        let ty = self.dry_run(|me| me.expr(inner).ty);
        self.is_field(ty, *own)
    }

    /// What is known without a value of the base: members of cimported modules, of the `cython` module, of enums.
    pub fn static_attribute(&mut self, base: &ast::Expr, name: Ident, span: Span) -> Option<Expr> {
        if !matches!(base.kind, ast::ExprKind::Name(_) | ast::ExprKind::Attribute(..)) {
            return None;
        }
        if let Some(path) = self.cython_path(base) {
            let path = if path.is_empty() {
                self.text(name.name).to_string()
            } else {
                format!("{path}.{}", self.text(name.name))
            };
            let path = self.intern(&path);
            return Some(self.cython_value(path, span));
        }
        if let Some(module) = self.with_env(|an, env| an.module_of_expr(base, env)) {
            if let Some(symbol) = self.module_member(module, name.name) {
                return Some(self.read_symbol(symbol, span));
            }
            // What the definition file lacks, the imported module may have.
            let mut root = base;
            while let ast::ExprKind::Attribute(outer, _) = &root.kind {
                root = outer;
            }
            if let ast::ExprKind::Name(root) = root.kind
                && self.is_imported_too(root)
            {
                return None;
            }
            let module = self.an.decls.modules[module].name.clone();
            let name = self.text(name.name).to_string();
            return Some(self.fail(span, diag::calls::NotInModule { at: span, name, module }));
        }
        self.enum_member(base, name, span)
    }

    /// `Color.RED`, `module.Color.RED`
    fn enum_member(&mut self, base: &ast::Expr, name: Ident, span: Span) -> Option<Expr> {
        let symbol = match &base.kind {
            ast::ExprKind::Name(base) => match self.find(*base) {
                super::names::Found::Symbol(symbol) => symbol,
                _ => return None,
            },
            ast::ExprKind::Attribute(module, member) => {
                let module = self.with_env(|an, env| an.module_of_expr(module, env))?;
                self.module_member(module, member.name)?
            }
            _ => return None,
        };
        let SymbolKind::Type(ty) = self.an.decls.symbols[symbol].kind else { return None };
        let Type::Enum(id) = *self.types().resolved(ty) else { return None };
        let item = self.types().enums[id].items.iter().find(|item| item.name == name.name)?.clone();
        Some(match item.value {
            Some(value) => self.c_int(value, ty, span),
            None => {
                let id = self.an.extern_id(item.cname, ty, true);
                Expr::new(ExprKind::Extern(id), ty, span)
            }
        })
    }

    pub fn attribute_of(&mut self, base: Expr, name: Ident, span: Span) -> Expr {
        if base.ty == Ty::ERROR {
            return base;
        }
        if self.types().is_object(base.ty) {
            return self.object_attribute(base, name, span);
        }
        if let Some(field) = self.field(&base, name, span) {
            return field;
        }
        if let Some(part) = self.view_attribute(&base, name, span) {
            return part;
        }
        if let Some(part) = self.types().complex_part(base.ty)
            && let Some(key) = super::rows::attr(self.text(name.name))
        {
            let base = self.c_cast(base.clone(), Ty::DOUBLE_COMPLEX);
            if let Some(row) = self.select(key, std::slice::from_ref(&base)) {
                let value = self.call_row(row, vec![base], span);
                return self.c_cast(value, part);
            }
        }
        if (matches!(self.types().resolved(base.ty), Type::Struct(_))
            || self.types().is_pointer(base.ty))
            && !crate::convert::can_box(self.types(), base.ty)
        {
            let (name, ty) = (self.text(name.name).to_string(), self.describe(base.ty));
            return self.fail(span, diag::expressions::NoSuchField { at: span, name, ty });
        }
        let base = self.to_object(base);
        if base.ty == Ty::ERROR { base } else { self.object_attribute(base, name, span) }
    }

    /// A field of a struct, or of the struct that a pointer points to.
    fn field(&mut self, base: &Expr, name: Ident, span: Span) -> Option<Expr> {
        if let Some(field) = self.cpp_field(base, name, span) {
            return Some(field);
        }
        let through = self.types().pointee(base.ty);
        let holder = through.unwrap_or(base.ty);
        if self.is_cpp(holder) {
            return None;
        }
        let constant = matches!(self.types()[holder], Type::Const(_));
        let def = self.types().as_struct(holder)?;
        let Some(fields) = &def.fields else {
            let ty = self.describe(holder);
            return Some(self.fail(span, diag::expressions::UnknownType { at: span, ty }));
        };
        let field = fields.iter().find(|field| field.name == name.name)?;
        let mut ty = field.ty;
        if constant && !matches!(self.types().resolved(ty), Type::Array(..)) {
            ty = self.types_mut().constant(ty);
        }
        let kind = match through {
            Some(_) => ExprKind::Arrow(Box::new(base.clone()), name.name),
            None => ExprKind::Field(Box::new(base.clone()), name.name),
        };
        Some(Expr::new(kind, ty, span))
    }

    pub fn object_attribute(&mut self, base: Expr, name: Ident, span: Span) -> Expr {
        if let Some(value) = self.ext_attribute(&base, name, span) {
            return value;
        }
        let text = self.text(name.name).to_string();
        if let Some(key) = super::rows::attr(&text)
            && let Some(row) = self.select(key, std::slice::from_ref(&base))
        {
            return self.call_row(row, vec![base], span);
        }
        self.note_unprotected(span);
        let name = self.name_const(name.name, name.span);
        self.op("obj.getattr", vec![base, name], span)
    }
}
