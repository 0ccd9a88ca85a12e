//! Structs and unions as values: `Point(1, 2)`, `Point(x=1)`, and those that are filled field by field since they have arrays.

use ast::{Arg, ArgKind, ExprKind as Ast};
use base::Span;
use tir::{Expr, ExprKind, Stmt};
use types::{FuncType, Ty, Type};

use super::Checker;
use super::calls::Formal;

impl<'a> Checker<'_, 'a> {
    /// `Point(1, 2)`, `Point(x=1, y=2)`
    pub fn struct_value(&mut self, ty: Ty, args: &[Arg], span: Span) -> Expr {
        let fields = self.types().as_struct(ty).and_then(|def| def.fields.clone());
        let Some(fields) = fields else {
            let ty = self.describe(ty);
            return self.fail(span, diag::expressions::UnknownType { at: span, ty });
        };
        if let [Arg { kind: ArgKind::Positional, value, .. }] = args {
            let operand = self.dry_run(|me| me.expr(value).ty);
            let only = fields.len() == 1;
            if operand == ty || (self.types().is_object(operand) && !only) {
                return self.expr_as(value, ty);
            }
        }
        let union = self.types().as_struct(ty).is_some_and(|def| def.union);
        let named = args.iter().all(|arg| matches!(arg.kind, ArgKind::Keyword(_)));
        if named && (union || args.len() < fields.len()) {
            return self.struct_by_names(ty, &fields, args, span);
        }
        if self.has_arrays(&fields) {
            return self.struct_with_arrays(ty, &fields, args, span);
        }
        let formals: Vec<_> = fields
            .iter()
            .map(|field| Formal { name: Some(field.name), ..Formal::unnamed(field.ty) })
            .collect();
        let signature = FuncType {
            nogil: true,
            ..FuncType::new(fields.iter().map(|field| field.ty).collect(), ty, types::Except::Never)
        };
        let name = self.describe(ty);
        let Some(mut values) = self.c_arguments(&signature, &formals, &name, args, span) else {
            return self.error_expr(span);
        };
        values.sort_by_key(|(index, _)| *index);
        let values = values.into_iter().map(|(_, value)| value).collect();
        Expr::new(ExprKind::Struct(values), ty, span)
    }
}

impl Checker<'_, '_> {
    /// Some fields by name; of a union there is only one to give.
    fn struct_by_names(
        &mut self,
        ty: Ty,
        fields: &[types::Field],
        args: &[Arg],
        span: Span,
    ) -> Expr {
        let place = self.memory_temp(ty, span);
        let mut stmts = Vec::new();
        for arg in args {
            let ArgKind::Keyword(ident) = arg.kind else { continue };
            let Some(field) = fields.iter().find(|field| field.name == ident.name) else {
                let (name, ty) = (self.text(ident.name).to_string(), self.describe(ty));
                return self
                    .fail(ident.span, diag::expressions::NoSuchField { at: ident.span, name, ty });
            };
            let value = self.expr_as(&arg.value, field.ty);
            let at = ExprKind::Field(Box::new(place.clone()), field.name);
            let at = Expr::new(at, field.ty, arg.span);
            let store = tir::StmtKind::Assign(tir::Place::Memory(at), value);
            stmts.push(super::build::stmt(store, arg.span));
        }
        self.seq(stmts, place)
    }

    pub fn has_arrays(&self, fields: &[types::Field]) -> bool {
        fields.iter().any(|field| matches!(self.types().resolved(field.ty), Type::Array(..)))
    }

    /// `Struct([1, 2], count=2)` with arrays among the fields.
    pub fn struct_with_arrays(
        &mut self,
        ty: Ty,
        fields: &[types::Field],
        args: &[Arg],
        span: Span,
    ) -> Expr {
        let positional = args.iter().any(|arg| matches!(arg.kind, ArgKind::Positional));
        if args.len() > fields.len() || (positional && args.len() < fields.len()) {
            let (name, expected) = (self.describe(ty), fields.len().to_string());
            let found = args.len();
            return self.fail(span, diag::calls::ArgumentCount { at: span, name, expected, found });
        }
        let place = self.memory_temp(ty, span);
        let mut out = Vec::new();
        for (index, arg) in args.iter().enumerate() {
            let name = match arg.kind {
                ArgKind::Positional => fields[index].name,
                ArgKind::Keyword(ident) => ident.name,
                ArgKind::Star | ArgKind::DoubleStar => {
                    let name = self.describe(ty);
                    return self.fail(arg.span, diag::calls::StarInCCall { at: arg.span, name });
                }
            };
            let Some(field) = fields.iter().find(|field| field.name == name) else {
                let (name, ty) = (self.text(name).to_string(), self.describe(ty));
                let at = arg.span;
                return self.fail(at, diag::expressions::NoSuchField { at, name, ty });
            };
            let at = ExprKind::Field(Box::new(place.clone()), field.name);
            let at = Expr::new(at, field.ty, span);
            match (self.types().resolved(field.ty), &arg.value.kind) {
                (&Type::Array(item, Some(length)), Ast::List(items) | Ast::Tuple(items))
                    if !items.iter().any(|item| matches!(item.kind, Ast::Star(_))) =>
                {
                    let (parts, span) = ((item, length), arg.value.span);
                    self.fill_from_display(at, parts, items, span, &mut out);
                }
                _ => {
                    let value = self.expr_want(&arg.value, Some(field.ty));
                    self.assign_memory(at, value, &mut out);
                }
            }
        }
        self.seq(out, place)
    }

    /// A struct that is filled field by field, as arrays among them have to be.
    pub fn struct_of(
        &mut self,
        ty: Ty,
        fields: &[types::Field],
        span: Span,
        mut value: impl FnMut(&mut Self, &types::Field, &mut Vec<Stmt>) -> Expr,
    ) -> Expr {
        let place = self.memory_temp(ty, span);
        let mut out = Vec::new();
        for field in fields {
            let value = value(self, field, &mut out);
            let at = ExprKind::Field(Box::new(place.clone()), field.name);
            let at = Expr::new(at, field.ty, span);
            self.assign_memory(at, value, &mut out);
        }
        self.seq(out, place)
    }
}
