//! One place that knows what a statement or expression contains.

use crate::{CExpr, CExprKind, Callee, Stmt, StmtKind, Term};

/// Calls `$f` on the direct parts, shared or mutable as `$kind` is.
macro_rules! direct_parts {
    ($kind:expr, $f:expr, $items:ident) => {
        match $kind {
            CExprKind::Local(_)
            | CExprKind::Global(_)
            | CExprKind::Extern(_)
            | CExprKind::Func(_)
            | CExprKind::Const(_)
            | CExprKind::Int(_)
            | CExprKind::Float(_)
            | CExprKind::CStr(_)
            | CExprKind::Null
            | CExprKind::Module
            | CExprKind::Cache
            | CExprKind::ClassObject(_)
            | CExprKind::FrameType
            | CExprKind::SizeOf(_)
            | CExprKind::ItemType(_)
            | CExprKind::Verbatim(_) => {}
            CExprKind::Unary(_, x)
            | CExprKind::Cast(x)
            | CExprKind::Field(x, _)
            | CExprKind::Arrow(x, _)
            | CExprKind::ObjField(x, ..)
            | CExprKind::Slot(x, ..)
            | CExprKind::Deref(x)
            | CExprKind::AddrOf(x)
            | CExprKind::IsNull(x) => $f(x),
            CExprKind::Binary(_, x, y) | CExprKind::Index(x, y) => {
                $f(x);
                $f(y);
            }
            CExprKind::Cond(x, y, z) => {
                $f(x);
                $f(y);
                $f(z);
            }
            CExprKind::Op(_, items) | CExprKind::Struct(items) => items.$items().for_each($f),
        }
    };
}

impl CExpr {
    /// Calls `f` on the direct parts.
    pub fn for_each_child<'a>(&'a self, f: &mut dyn FnMut(&'a CExpr)) {
        direct_parts!(&self.kind, f, iter);
    }

    pub fn for_each_child_mut(&mut self, f: &mut dyn FnMut(&mut CExpr)) {
        direct_parts!(&mut self.kind, f, iter_mut);
    }

    /// Calls `f` on this and all parts, outside in.
    pub fn walk<'a>(&'a self, f: &mut dyn FnMut(&'a CExpr)) {
        f(self);
        self.for_each_child(&mut |child| child.walk(f));
    }

    pub fn walk_mut(&mut self, f: &mut dyn FnMut(&mut CExpr)) {
        self.for_each_child_mut(&mut |child| child.walk_mut(f));
        f(self);
    }
}

impl Stmt {
    /// The expressions that the statement reads, in the order of evaluation. The place of an assignment counts only
    /// as far as computing it reads something: a plain local target is not read.
    pub fn for_each_read<'a>(&'a self, f: &mut dyn FnMut(&'a CExpr)) {
        match &self.kind {
            StmtKind::Op { args, .. } => args.iter().for_each(f),
            StmtKind::Call { callee, args, .. } => {
                if let Callee::Pointer(pointer) = callee {
                    f(pointer);
                }
                args.iter().for_each(f);
            }
            StmtKind::Assign { place, value } => {
                if place.as_local().is_none() {
                    place.for_each_child(f);
                }
                f(value);
            }
            StmtKind::IncRef(value) | StmtKind::XIncRef(value) => f(value),
            StmtKind::Unbind(_)
            | StmtKind::CheckBound(_, _)
            | StmtKind::Traceback
            | StmtKind::DecRef(_)
            | StmtKind::XDecRef(_)
            | StmtKind::Clear(_) => {}
        }
    }

    /// Every expression of the statement, places included, for rewriting.
    pub fn for_each_expr_mut(&mut self, f: &mut dyn FnMut(&mut CExpr)) {
        match &mut self.kind {
            StmtKind::Op { args, .. } => args.iter_mut().for_each(f),
            StmtKind::Call { callee, args, .. } => {
                if let Callee::Pointer(pointer) = callee {
                    f(pointer);
                }
                args.iter_mut().for_each(f);
            }
            StmtKind::Assign { place, value } => {
                f(place);
                f(value);
            }
            StmtKind::IncRef(value) | StmtKind::XIncRef(value) => f(value),
            StmtKind::Unbind(_)
            | StmtKind::CheckBound(_, _)
            | StmtKind::Traceback
            | StmtKind::DecRef(_)
            | StmtKind::XDecRef(_)
            | StmtKind::Clear(_) => {}
        }
    }
}

/// Calls `$f` on the values that the terminator reads.
macro_rules! direct_values {
    ($term:expr, $f:expr) => {
        match $term {
            Term::If { cond, .. } => $f(cond),
            Term::Switch { value, .. } => $f(value),
            Term::Return(Some(value)) => $f(value),
            Term::Return(None)
            | Term::Goto(_)
            | Term::Unreachable
            | Term::EndFinally
            | Term::Unwind
            | Term::Check { .. } => {}
        }
    };
}

impl Term {
    pub fn for_each_read<'a>(&'a self, f: &mut dyn FnMut(&'a CExpr)) {
        direct_values!(self, f);
    }

    pub fn for_each_expr_mut(&mut self, f: &mut dyn FnMut(&mut CExpr)) {
        direct_values!(self, f);
    }

    /// The explicit successors.
    pub fn successors(&self) -> Vec<crate::BlockId> {
        match self {
            Term::Goto(to) => vec![*to],
            Term::If { then, other, .. } => vec![*then, *other],
            Term::Switch { cases, default, .. } => {
                cases.iter().map(|&(_, to)| to).chain([*default]).collect()
            }
            Term::Check { fail, next, .. } => vec![*next, *fail],
            Term::Return(_) | Term::Unreachable | Term::EndFinally | Term::Unwind => Vec::new(),
        }
    }

    pub fn for_each_successor_mut(&mut self, f: &mut dyn FnMut(&mut crate::BlockId)) {
        match self {
            Term::Goto(to) => f(to),
            Term::If { then, other, .. } => {
                f(then);
                f(other);
            }
            Term::Switch { cases, default, .. } => {
                cases.iter_mut().for_each(|(_, to)| f(to));
                f(default);
            }
            Term::Check { fail, next, .. } => {
                f(next);
                f(fail);
            }
            Term::Return(_) | Term::Unreachable | Term::EndFinally | Term::Unwind => {}
        }
    }
}
