//! Guesses which locals hold ints and which floats.
//!
//! Known kinds come from constants, C numbers and operations on exact types; they flow through arithmetic and copies. What may be
//! anything (a parameter, the result of a call) is guessed by what is done with it: added to an int, given to `range`. A
//! guess is tested where the value comes in, so a wrong one costs a side exit.

use super::callees::{Callee, direct};
use super::loops::Loops;
use super::shape::{Arith, Shape, shape};
use crate::unbox::{Rep, const_word, local_of};
use base::IdVec;
use builtins::Ret;
use mir::{
    CExpr, CExprKind, Const, ConstId, Function, LocalId, LocalKind, ObjectRoot, Stmt, StmtKind,
};
use std::collections::HashMap;
use types::{Ty, TypeTable};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// No value yet.
    Nothing,
    /// Nothing is known; worth a test.
    Any,
    Int,
    Float,
    /// Something else, or ints and floats in turn.
    Other,
}

impl Kind {
    fn join(self, other: Kind) -> Kind {
        match (self, other) {
            (Kind::Nothing, kind) | (kind, Kind::Nothing) => kind,
            (Kind::Any, kind) | (kind, Kind::Any) => kind,
            (a, b) if a == b => a,
            _ => Kind::Other,
        }
    }

    pub fn of(rep: Rep) -> Kind {
        match rep {
            Rep::Word => Kind::Int,
            Rep::Double => Kind::Float,
        }
    }

    fn rep(self) -> Option<Rep> {
        match self {
            Kind::Int => Some(Rep::Word),
            Kind::Float => Some(Rep::Double),
            Kind::Nothing | Kind::Any | Kind::Other => None,
        }
    }
}

const ROUNDS: usize = 12;

pub(super) struct Kinds<'a> {
    pub f: &'a Function,
    pub types: &'a TypeTable,
    pub consts: &'a IdVec<ConstId, Const>,
    pub loops: &'a Loops,
    pub calls: &'a HashMap<LocalId, Callee>,
    pub kinds: IdVec<LocalId, Kind>,
    pub guessed: IdVec<LocalId, Option<Kind>>,
    /// Stays an object whatever it holds.
    pub fixed: IdVec<LocalId, bool>,
}

pub(super) fn guess(
    f: &Function,
    types: &TypeTable,
    consts: &IdVec<ConstId, Const>,
    loops: &Loops,
    calls: &HashMap<LocalId, Callee>,
) -> IdVec<LocalId, Option<Rep>> {
    let count = f.locals.len();
    let mut kinds = Kinds {
        f,
        types,
        consts,
        loops,
        calls,
        kinds: IdVec::from_elem(Kind::Nothing, count),
        guessed: IdVec::from_elem(None, count),
        fixed: fixed(f, types, loops),
    };
    kinds.solve();
    for _ in 0..ROUNDS {
        if !kinds.guess() {
            break;
        }
        kinds.solve();
    }
    let rep = |id: LocalId| kinds.kinds[id].rep().filter(|_| !kinds.fixed[id]);
    f.locals.ids().map(rep).collect()
}

/// Locals that a fast copy does not hold in C: those with an address or an unbound state, those that may be NULL, and
/// temporaries whose several values come from operations.
fn fixed(f: &Function, types: &TypeTable, loops: &Loops) -> IdVec<LocalId, bool> {
    let mut fixed: IdVec<LocalId, bool> = f
        .locals
        .iter()
        .map(|local| local.kind == LocalKind::Memory || !types.is_object(local.ty))
        .collect();
    let mut definitions = IdVec::from_elem(0u32, f.locals.len());
    let mut computed = IdVec::from_elem(false, f.locals.len());
    let look = |expr: &CExpr, fixed: &mut IdVec<LocalId, bool>| {
        expr.walk(&mut |part| {
            let id = match &part.kind {
                CExprKind::IsNull(inner) | CExprKind::AddrOf(inner) => local_of(inner),
                _ => None,
            };
            if let Some(id) = id.filter(|&id| !loops.is_item(id)) {
                fixed[id] = true;
            }
        });
    };
    for block in f.blocks.iter() {
        for stmt in &block.stmts {
            stmt.for_each_read(&mut |expr| look(expr, &mut fixed));
            if let Some(id) = stmt.defines() {
                definitions[id] += 1;
                computed[id] |= !matches!(stmt.kind, StmtKind::Assign { .. });
            }
            match &stmt.kind {
                StmtKind::Unbind(id) | StmtKind::CheckBound(id, _) => fixed[*id] = true,
                StmtKind::Op { dst: Some(id), op, .. }
                    if matches!(op.ret, Ret::NewOrNull(_)) && !loops.is_item(*id) =>
                {
                    fixed[*id] = true;
                }
                StmtKind::Assign { place, value } => {
                    if let (Some(id), CExprKind::Null) = (place.as_local(), &value.kind) {
                        fixed[id] = true;
                    }
                }
                _ => {}
            }
        }
        block.term.for_each_read(&mut |expr| look(expr, &mut fixed));
    }
    for (id, local) in f.locals.iter_enumerated() {
        let several = definitions[id] > 1 && computed[id];
        fixed[id] |= local.kind == LocalKind::Temp && several;
    }
    fixed
}

impl Kinds<'_> {
    fn solve(&mut self) {
        for round in 0..ROUNDS {
            let mut next = IdVec::from_elem(Kind::Nothing, self.f.locals.len());
            for &id in &self.f.params {
                next[id] = self.of_type(self.f.locals[id].ty);
            }
            for stmt in self.f.blocks.iter().flat_map(|block| &block.stmts) {
                if let Some(id) = stmt.defines() {
                    next[id] = next[id].join(self.of_stmt(stmt, self.f.locals[id].ty));
                }
            }
            for id in self.f.locals.ids() {
                if let (Kind::Any, Some(kind)) = (next[id], self.guessed[id]) {
                    next[id] = kind;
                }
                // What does not settle is no number.
                if round + 2 >= ROUNDS && next[id] != self.kinds[id] {
                    next[id] = Kind::Other;
                    self.fixed[id] = true;
                }
            }
            let done = next.iter().zip(self.kinds.iter()).all(|(a, b)| a == b);
            self.kinds = next;
            if done {
                break;
            }
        }
    }

    fn of_type(&self, ty: Ty) -> Kind {
        match ty {
            Ty::PYINT => Kind::Int,
            Ty::PYFLOAT => Kind::Float,
            Ty::OBJECT => Kind::Any,
            _ => Kind::Other,
        }
    }

    pub fn of_expr(&self, expr: &CExpr) -> Kind {
        match expr.object_root() {
            Some(ObjectRoot::Const(id)) => match self.consts.get(id) {
                Some(Const::Float(_)) => Kind::Float,
                Some(Const::Int(_)) if const_word(self.consts, id).is_some() => Kind::Int,
                _ => Kind::Other,
            },
            Some(ObjectRoot::Local(id)) if self.fixed[id] => {
                let cast = self.of_type(expr.ty);
                if cast == Kind::Other { cast } else { self.of_type(self.f.locals[id].ty) }
            }
            Some(ObjectRoot::Local(id)) => self.kinds[id],
            _ => Kind::Other,
        }
    }

    fn of_stmt(&self, stmt: &Stmt, ty: Ty) -> Kind {
        match &stmt.kind {
            StmtKind::Assign { value, .. } => self.of_expr(value),
            StmtKind::Op { dst: Some(dst), .. } if self.loops.is_item(*dst) => Kind::Int,
            StmtKind::Op { op, args, .. } => match shape(*op, args, self.types) {
                None if let Some(callee) = direct(self.calls, op.name, args) => callee.result,
                Some((Shape::Binary(op), operands)) => {
                    let found = binary(op, self.of_expr(operands[0]), self.of_expr(operands[1]));
                    // An exact type is known whatever the operands are.
                    if found == Kind::Other { self.exact(ty, found) } else { found }
                }
                Some((Shape::Unary(_), operands)) => self.of_expr(operands[0]),
                _ => self.of_type(op.value().filter(|&ty| ty != Ty::OBJECT).unwrap_or(ty)),
            },
            _ => self.of_type(ty),
        }
    }

    fn exact(&self, ty: Ty, otherwise: Kind) -> Kind {
        if ty == Ty::OBJECT { otherwise } else { self.of_type(ty) }
    }
}

fn binary(op: Arith, a: Kind, b: Kind) -> Kind {
    let integral = matches!(op, Arith::Shl | Arith::Shr | Arith::And | Arith::Or | Arith::Xor);
    match (a, b) {
        (Kind::Nothing, _) | (_, Kind::Nothing) => Kind::Nothing,
        (Kind::Other, _) | (_, Kind::Other) => Kind::Other,
        (Kind::Any, Kind::Any) => Kind::Any,
        (Kind::Float, _) | (_, Kind::Float) if integral => Kind::Other,
        (Kind::Float, _) | (_, Kind::Float) if op == Arith::Pow => Kind::Any,
        (Kind::Float, _) | (_, Kind::Float) => Kind::Float,
        _ if op == Arith::TrueDiv => Kind::Float,
        _ => Kind::Int,
    }
}
