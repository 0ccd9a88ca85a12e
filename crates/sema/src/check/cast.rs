//! Casts, addresses, sizes.

use ast::{ExprKind as Ast, TypeName};
use base::Span;
use builtins::Directive;
use tir::{Expr, ExprKind};
use types::{Class, Ty, Type};

use super::Checker;

use crate::{Setting, convert};

/// Operations whose result is in most cases kept alive by their first argument.
const KEPT_BY_FIRST: [&str; 10] = [
    "dict.getitem",
    "list.getitem",
    "list.item",
    "obj.getattr",
    "obj.getitem",
    "obj.getitem_index",
    "obj.getitem_index_nocheck",
    "obj.getitem_size",
    "tuple.getitem",
    "tuple.item",
];

impl Checker<'_, '_> {
    pub fn cast_expr(
        &mut self,
        ty: &TypeName,
        checked: bool,
        operand: &ast::Expr,
        span: Span,
    ) -> Expr {
        if let Some(array) = self.array_cast(ty, operand, span) {
            return array;
        }
        let to = self.with_env(|an, env| {
            let to = an.resolve_type_name(ty, env);
            an.not_fused(to, span)
        });
        let operand = match &operand.kind {
            // A cast asks for C's result: `<long>-x` wraps where a bare `-x` is checked.
            Ast::Unary(ast::UnaryOp::Neg, inner) if self.is_c_int(to) => {
                let value = self.expr(inner);
                let before = self.dirs.clone();
                self.dirs.set(Directive::OverflowCheck, Setting::Bool(false));
                let negated = self.unary_arith(ast::UnaryOp::Neg, value, operand.span);
                self.dirs = before;
                negated
            }
            _ => self.expr_want(operand, Some(to)),
        };
        self.cast_to(operand, to, checked, span)
    }

    /// `<T>x` and `cython.cast(T, x)`.
    pub fn cast_to(&mut self, operand: Expr, to: Ty, checked: bool, span: Span) -> Expr {
        if operand.ty == Ty::ERROR || to == Ty::ERROR {
            return self.error_expr(span);
        }
        if let Type::Array(item, _) = *self.types().resolved(to)
            && self.types().pointee(operand.ty).is_some()
        {
            // Memory that is used as an array.
            let pointer = self.types_mut().ptr(item);
            return self.cast_to(operand, pointer, checked, span);
        }
        if self.is_cpp(operand.ty) || self.is_cpp(to) {
            return match self.types().resolve(to) == Ty::BINT {
                true => self.truth(operand),
                false => self.coerce(operand, to),
            };
        }
        let types = self.types();
        if types.as_view(operand.ty).is_some() || types.as_view(to).is_some() {
            return self.coerce(operand, to);
        }
        match (types.is_object(operand.ty), types.is_object(to)) {
            (true, true) => self.cast_object(operand, to, checked, span),
            (false, true) => self.cast_to_object(operand, to, span),
            (true, false) => self.cast_from_object(operand, to, span),
            (false, false) => self.cast_c(operand, to, span),
        }
    }

    fn cast_object(&mut self, operand: Expr, to: Ty, checked: bool, span: Span) -> Expr {
        let Some(wanted) = self.types().as_object(to).cloned() else { return operand };
        self.warn_cast(operand.ty, to, span);
        match wanted.class {
            Class::Any => operand.cast(to),
            Class::Builtin(types::Builtin::Bool) => {
                let truth = self.truth(operand);
                self.to_object(truth)
            }
            // What is declared of items is not checked when they are stored, so only the object itself tells.
            Class::Builtin(_) if checked => {
                let bare = self.an.cx.types.with_none(to, false);
                self.coerce(operand.cast(Ty::OBJECT), bare)
            }
            // Not checked: what the program says is believed, but None may be there.
            Class::Builtin(_) => {
                let ty = self.an.cx.types.with_none(to, true);
                operand.cast(ty)
            }
            Class::Ext(_) if checked => {
                let bare = self.an.cx.types.with_none(to, false);
                self.coerce(operand, bare)
            }
            // As above; also of a class that is not related.
            Class::Ext(_) => operand.cast(to),
        }
    }

    fn cast_to_object(&mut self, operand: Expr, to: Ty, span: Span) -> Expr {
        let pointee = self.types().pointee(operand.ty);
        if pointee.is_some_and(|ty| self.may_be_object(ty)) {
            // The address of an object, as the object.
            return operand.cast(to);
        }
        let pointer = self.types().is_pointer(operand.ty);
        if pointer && !convert::can_box(self.types(), operand.ty) {
            let (from, to) = (self.describe(operand.ty), self.describe(to));
            return self.fail(span, diag::expressions::BadCast { at: span, from, to });
        }
        if self.types().resolve(to) == Ty::PYBOOL
            || self.types().as_builtin(to) == Some(types::Builtin::Bool)
        {
            let truth = self.truth(operand);
            return self.to_object(truth);
        }
        if self.types().as_builtin(to) == Some(types::Builtin::Bytes) {
            if self.is_char(operand.ty) {
                return self.char_to_bytes(operand);
            }
            let text =
                matches!(self.types().resolve(operand.ty), Ty::UCS4 | Ty::PY_UNICODE | Ty::BINT);
            if self.types().is_int(operand.ty) && !text {
                // One byte, which the number has to fit.
                let number = self.c_cast(operand, Ty::LONGLONG);
                return self.op("conv.byte_of_int", vec![number], span);
            }
        }
        let chars = pointee.is_some_and(|ty| self.is_char(ty));
        let object = match (chars, self.types().as_builtin(to)) {
            (true, Some(types::Builtin::ByteArray)) => {
                let chars = operand.cast(Ty::CONST_CHAR_PTR);
                let minus = self.c_int(-1, Ty::SSIZE, span);
                self.op("conv.bytearray_from_chars", vec![chars, minus], span)
            }
            (true, Some(types::Builtin::Bytes)) => {
                self.op("conv.from_chars", vec![operand.cast(Ty::CONST_CHAR_PTR)], span)
            }
            _ => self.to_object(operand),
        };
        self.cast_object(object, to, true, span)
    }

    fn cast_from_object(&mut self, operand: Expr, to: Ty, span: Span) -> Expr {
        let pointee = self.types().pointee(to);
        if pointee.is_some_and(|ty| self.may_be_object(ty)) {
            if !self.has_owner(&operand) {
                return self.fail(span, diag::expressions::UnsafeDerivative { at: span });
            }
            return operand.cast(to);
        }
        // `<char>"a"`, `<int>b"a"`: the literal's only character.
        if let Some(code) = self.constant_char(&operand)
            && self.types().is_int(to)
            && !matches!(self.types().resolve(to), Ty::BINT)
        {
            return self.c_int(code.into(), Ty::UCS4, span).cast(to);
        }
        if let ExprKind::Const(tir::Const::Bytes(bytes)) = &operand.kind
            && let [byte] = bytes.as_slice()
            && self.types().is_int(to)
            && !matches!(self.types().resolve(to), Ty::BINT)
        {
            let value = self.c_int((*byte).into(), Ty::UCHAR, span).cast(Ty::CHAR);
            return value.cast(to);
        }
        if let Type::Ptr(_) = self.types().resolved(to)
            && !pointee.is_some_and(|ty| self.is_char(ty))
        {
            let (from, to) = (self.describe(operand.ty), self.describe(to));
            return self.fail(span, diag::expressions::BadCast { at: span, from, to });
        }
        let value = self.coerce(operand, to);
        // An explicit cast of an enum or typedef stays one.
        value.cast(to)
    }

    fn cast_c(&mut self, operand: Expr, to: Ty, span: Span) -> Expr {
        let (from, wanted) =
            (self.types().resolved(operand.ty).clone(), self.types().resolved(to).clone());
        let scalar = |me: &Self, ty: Ty| me.types().is_int(ty) || me.types().is_pointer(ty);
        let fine = match (&from, &wanted) {
            (Type::Void, Type::Void) => true,
            (Type::Void, _) | (_, Type::Array(..)) => false,
            (_, Type::Void) => true,
            (Type::Struct(a), Type::Struct(b)) => a == b,
            (Type::CTuple(a), Type::CTuple(b)) => a == b,
            _ if self.types().is_arithmetic(operand.ty) && self.types().is_arithmetic(to) => true,
            _ => scalar(self, operand.ty) && scalar(self, to),
        };
        if !fine {
            let (from, to) = (self.describe(operand.ty), self.describe(to));
            return self.fail(span, diag::expressions::BadCast { at: span, from, to });
        }
        let mut operand = operand;
        if matches!(wanted, Type::Bint) {
            operand = self.truth(operand);
        }
        if let ExprKind::Null = operand.kind {
            return Expr::new(ExprKind::Null, to, span);
        }
        let complex = (self.types().is_complex(operand.ty), self.types().is_complex(to));
        if complex == (true, false) {
            let real = ast::Ident { name: self.intern("real"), span };
            operand = self.attribute_of(operand, real, span);
        }
        let mut cast = self.c_cast(operand, to);
        cast.span = span;
        cast
    }

    /// Whether something else keeps an object alive: variables, constants and items of containers do.
    pub fn has_owner(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Local(_) | ExprKind::Global(_) | ExprKind::Const(_) | ExprKind::Null => true,
            ExprKind::Extern(_)
            | ExprKind::ClassObject(_)
            | ExprKind::Field(..)
            | ExprKind::Arrow(..)
            | ExprKind::ObjField(..)
            | ExprKind::Index(..) => true,
            ExprKind::Deref(_) => true,
            ExprKind::Cast(inner) => !self.types().is_object(inner.ty) || self.has_owner(inner),
            ExprKind::Op(op, args) => match op.ret {
                builtins::Ret::Immortal(_) => true,
                builtins::Ret::Borrow(from, _) => {
                    args.get(from).is_some_and(|arg| self.has_owner(arg))
                }
                _ if KEPT_BY_FIRST.contains(&op.name) => {
                    args.first().is_some_and(|arg| self.keeps_items(arg) && self.has_owner(arg))
                }
                _ => op.name == "global.get",
            },
            ExprKind::Let(_, _, body) | ExprKind::Seq(_, body) => self.has_owner(body),
            _ => false,
        }
    }

    /// Strings make their items when they are asked for them.
    fn keeps_items(&self, container: &Expr) -> bool {
        use types::Builtin::{ByteArray, Bytes, Str};
        !matches!(self.types().as_builtin(container.ty), Some(ByteArray | Bytes | Str))
    }

    /// Whether the address of a value of this type may be that of an object: the layouts of objects are structs.
    fn may_be_object(&self, ty: Ty) -> bool {
        let types = self.types();
        types.resolve(ty) == Ty::VOID
            || types.is_object(ty)
            || types.as_struct(ty).is_some_and(|def| !def.union)
            || matches!(types[types.unqualified(ty)], Type::Typedef(id)
                if self.text(types.typedefs[id].cname) == "PyObject")
    }

    pub fn address_of(&mut self, operand: &ast::Expr, span: Span) -> Expr {
        let place = self.expr(operand);
        if let ExprKind::Seq(stmts, place) = place.kind {
            // An item of a memoryview, behind the tests of its indices.
            let address = self.address_of_place(*place, span);
            return self.seq(stmts, address);
        }
        self.address_of_place(place, span)
    }

    pub fn address_of_place(&mut self, place: Expr, span: Span) -> Expr {
        if place.ty == Ty::ERROR {
            return place;
        }
        if matches!(self.types().resolved(place.ty), Type::Func(_)) {
            let ty = self.types_mut().ptr(place.ty);
            return Expr::new(ExprKind::AddrOf(Box::new(place)), ty, span);
        }
        let addressable = match &place.kind {
            ExprKind::Local(local) => {
                let local = *local;
                self.locals[local].address_taken = true;
                true
            }
            ExprKind::Global(_)
            | ExprKind::Extern(_)
            | ExprKind::Field(..)
            | ExprKind::Arrow(..)
            | ExprKind::ObjField(..)
            | ExprKind::Index(..)
            | ExprKind::Deref(_) => true,
            _ => false,
        };
        if !addressable || self.types().is_object(place.ty) {
            let why = match self.types().is_object(place.ty) {
                true => format!("a Python object ({})", self.describe(place.ty)),
                false => "something that is no variable".into(),
            };
            return self.fail(span, diag::expressions::NoAddress { at: span, why });
        }
        self.mark_address(&place);
        let ty = self.types_mut().ptr(place.ty);
        Expr::new(ExprKind::AddrOf(Box::new(place)), ty, span)
    }

    /// A part of a local variable whose address is taken makes the variable memory.
    fn mark_address(&mut self, place: &Expr) {
        match &place.kind {
            ExprKind::Local(local) => self.locals[*local].address_taken = true,
            ExprKind::Field(base, _) => self.mark_address(base),
            ExprKind::Index(base, _)
                if matches!(self.types().resolved(base.ty), Type::Array(..)) =>
            {
                self.mark_address(base);
            }
            _ => {}
        }
    }

    pub fn size_of(&mut self, operand: &ast::Expr, span: Span) -> Expr {
        let shadowed = match operand.kind {
            Ast::Name(name) => matches!(self.find(name), super::names::Found::Local(_)),
            _ => false,
        };
        let named = match shadowed {
            true => None,
            false => self.with_env(|an, env| an.type_of_expr(operand, env)),
        };
        let ty = match named {
            Some(ty) => ty,
            None => {
                let value = self.dry_run(|me| me.expr(operand));
                if value.ty == Ty::ERROR {
                    return self.expr(operand);
                }
                value.ty
            }
        };
        let ty = self.an.not_fused(ty, span);
        if ty == Ty::ERROR {
            return self.error_expr(span);
        }
        if self.types().as_struct(ty).is_some_and(|def| def.fields.is_none() && !def.is_extern) {
            let ty = self.describe(ty);
            return self.fail(span, diag::expressions::UnknownType { at: span, ty });
        }
        Expr::new(ExprKind::SizeOf(ty), Ty::SIZE, span)
    }
}
