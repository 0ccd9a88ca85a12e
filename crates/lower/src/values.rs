//! Small values and the emission of single steps.

use crate::function::Lowerer;
use crate::order::Event;
use base::{Name, Span};
use builtins::{Effects, Fails, Op};
use mir::{BinOp, CExpr, CExprKind, Callee, Const, LocalKind, StmtKind, Term};
use types::{ExceptValue, Ty, Type, TypeTable};

/// The zero of a C type; `void` has none.
pub(crate) fn zero(types: &TypeTable, ty: Ty) -> Option<CExpr> {
    let kind = match types.resolved(ty) {
        Type::Void => return None,
        Type::Float(_) | Type::Complex(_) | Type::IntComplex(_) => CExprKind::Float(0),
        Type::Ptr(_) | Type::Array(..) | Type::Func(_) | Type::Object(_) | Type::Opaque(_) => {
            CExprKind::Null
        }
        Type::MemView(_) => CExprKind::Null,
        Type::Struct(_) | Type::CTuple(_) => CExprKind::Struct(Vec::new()),
        Type::Error
        | Type::Bint
        | Type::Int(_)
        | Type::Enum(_)
        | Type::Typedef(_)
        | Type::Const(_)
        | Type::Volatile(_)
        | Type::Ref(_)
        | Type::Fused(_) => CExprKind::Int(0),
    };
    Some(CExpr::new(kind, ty))
}

/// The value of an exception contract, in the type that the function returns.
pub(crate) fn except_value(value: ExceptValue, ty: Ty) -> CExpr {
    let kind = match value {
        ExceptValue::Int(value) => CExprKind::Int(value),
        ExceptValue::Float(bits) => CExprKind::Float(bits),
        ExceptValue::Null => CExprKind::Null,
        ExceptValue::Named(name) => CExprKind::Verbatim(name),
    };
    CExpr::new(kind, ty)
}

pub(crate) fn ssize(value: usize) -> CExpr {
    CExpr::int(value as i128, Ty::SSIZE)
}

pub(crate) fn no_object() -> CExpr {
    CExpr::null(Ty::OBJECT)
}

pub(crate) fn is_null(value: CExpr) -> CExpr {
    CExpr::new(CExprKind::IsNull(Box::new(value)), Ty::BINT)
}

pub(crate) fn address_of(value: CExpr, ty: Ty) -> CExpr {
    CExpr::new(CExprKind::AddrOf(Box::new(value)), ty)
}

pub(crate) fn compare(op: BinOp, left: CExpr, right: CExpr) -> CExpr {
    CExpr::binary(op, left, right, Ty::BINT)
}

impl Lowerer<'_, '_> {
    pub fn constant(&mut self, value: Const, ty: Ty) -> CExpr {
        let id = self.cx.consts.add(value);
        CExpr::new(CExprKind::Const(id), ty)
    }

    pub fn none(&mut self) -> CExpr {
        self.constant(Const::None, Ty::NONE)
    }

    pub fn name(&mut self, name: Name) -> CExpr {
        let id = self.cx.consts.name(name);
        CExpr::new(CExprKind::Const(id), Ty::STR)
    }

    pub fn temp(&mut self, ty: Ty) -> CExpr {
        let ty = self.cx.types.unqualified(ty);
        let id = self.b.temp(ty);
        CExpr::local(id, ty)
    }

    pub fn assign(&mut self, place: CExpr, value: CExpr) {
        if !self.open {
            return;
        }
        match place_root(&place) {
            Some(local) if self.local_kind(local) != LocalKind::Memory => {
                if !self.is_own_temp(local) {
                    self.log.push(Event::Local(local));
                }
            }
            _ => self.log.push(Event::Memory),
        }
        self.b.assign(place, value);
    }

    /// Emits an operation of the table. Its value is a temporary.
    pub fn op_at(&mut self, span: Span, op: Op, args: Vec<CExpr>) -> Option<CExpr> {
        let dst = op.value().map(|ty| self.temp(ty));
        self.op_to(span, dst.as_ref().and_then(CExpr::as_local), op, args);
        dst
    }

    /// As `op_at`, with a place for the value.
    pub fn op_to(&mut self, span: Span, dst: Option<mir::LocalId>, op: Op, args: Vec<CExpr>) {
        if !self.open {
            return;
        }
        self.b.at(span);
        self.b.push(StmtKind::Op { dst, op, args });
        if op.effects != Effects::Pure {
            self.log.push(Event::Memory);
        }
        self.changes(dst);
        if matches!(op.fails, Fails::Always | Fails::AlwaysNoTrace) {
            self.end(Term::Unreachable);
        }
    }

    /// An operation by name, at the current place of the source.
    pub fn op(&mut self, name: &'static str, args: Vec<CExpr>) -> Option<CExpr> {
        self.op_at(self.b.span(), Op::named(name), args)
    }

    /// As `op`, for one that has a value.
    pub fn value(&mut self, name: &'static str, args: Vec<CExpr>) -> CExpr {
        self.op(name, args).unwrap_or_else(no_object)
    }

    pub fn call(
        &mut self,
        dst: Option<mir::LocalId>,
        callee: Callee,
        args: Vec<CExpr>,
        fails: Fails,
    ) {
        if !self.open {
            return;
        }
        self.b.push(StmtKind::Call { dst, callee, args, fails });
        self.log.push(Event::Memory);
        self.changes(dst);
    }

    fn changes(&mut self, dst: Option<mir::LocalId>) {
        if let Some(local) = dst.filter(|&local| !self.is_own_temp(local)) {
            self.log.push(Event::Local(local));
        }
    }

    /// Emits a statement that changes nothing that expressions read.
    pub fn push(&mut self, kind: StmtKind) {
        if self.open {
            self.b.push(kind);
        }
    }

    /// The value as it is now, in a temporary unless it cannot change.
    pub fn spill(&mut self, value: CExpr) -> CExpr {
        if self.is_stable(&value) {
            return value;
        }
        let temp = self.temp(value.ty);
        self.assign(temp.clone(), value);
        temp
    }

    /// The form in which objects are arguments: a local, a constant or NULL.
    pub fn as_operand(&mut self, value: CExpr) -> CExpr {
        let simple = matches!(
            value.kind,
            CExprKind::Local(_) | CExprKind::Const(_) | CExprKind::ClassObject(_) | CExprKind::Null
        );
        if simple || !self.cx.types.is_counted(value.ty) {
            return value;
        }
        let temp = self.temp(value.ty);
        self.assign(temp.clone(), value);
        temp
    }

    /// The same value under another type; between objects the type is only what is known.
    pub fn convert(&mut self, value: CExpr, ty: Ty) -> CExpr {
        if value.ty == ty || ty == Ty::VOID {
            return value;
        }
        if self.cx.types.is_counted(value.ty) && self.cx.types.is_counted(ty) {
            let value = self.as_operand(value);
            return CExpr::new(value.kind, ty);
        }
        match value.kind {
            // A constant is written in the type where it is used.
            CExprKind::Int(number) if self.fits_int(number, ty) => CExpr::int(number, ty),
            _ => value.cast(ty),
        }
    }

    fn fits_int(&self, number: i128, ty: Ty) -> bool {
        match self.cx.types.get(ty) {
            Type::Bint => number == 0 || number == 1,
            Type::Int(kind) => {
                let bits = kind.bits() - u32::from(kind.signed());
                let low = if kind.signed() { -(1i128 << bits) } else { 0 };
                (low..1i128 << bits).contains(&number)
            }
            _ => false,
        }
    }
}

/// The local that an lvalue is a part of; absent where it is other memory.
fn place_root(place: &CExpr) -> Option<mir::LocalId> {
    match &place.kind {
        CExprKind::Local(id) => Some(*id),
        CExprKind::Field(base, _) => place_root(base),
        _ => None,
    }
}
