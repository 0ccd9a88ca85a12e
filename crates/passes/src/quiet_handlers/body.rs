//! Whether the body of an `except` clause runs nothing that could see the exception.

use crate::Context;
use crate::edit::*;
use base::IdVec;
use mir::*;
use types::Ty;

/// A quiet body: one block, without what is tested before.
pub struct Quiet {
    pub stmts: Vec<Stmt>,
    pub term: Term,
    /// What has to hold for the body to be quiet.
    pub guards: Vec<CExpr>,
}

/// Operations that cannot fail but for want of memory, and run nothing.
const HARMLESS: &[&str] = &[
    "list.pack",
    "list.append",
    "list.new",
    "dict.new",
    "set.new",
    "tuple.pack",
    "int.add",
    "int.sub",
    "int.mul",
    "float.add",
    "float.sub",
    "float.mul",
    "float.neg",
];

/// Operations on any object that are harmless where it is an int.
const HARMLESS_ON_INT: &[&str] = &[
    "obj.iadd_const",
    "obj.isub_const",
    "obj.add_const",
    "obj.sub_const",
    "obj.mul_const",
    "obj.and_const",
    "obj.or_const",
    "obj.xor_const",
];

impl Quiet {
    pub fn find(
        f: &Function,
        cx: &Context<'_>,
        block: BlockId,
        handling: RegionId,
    ) -> Option<Quiet> {
        let body = &f.blocks[block];
        if body.region != handling {
            return None;
        }
        let leaves = match &body.term {
            Term::Goto(to) => outside(f, *to, handling),
            Term::Return(_) => true,
            _ => false,
        };
        if !leaves {
            return None;
        }
        if keeps_exception(f, body) {
            return None;
        }
        let mut reader =
            Reader { f, cx, guards: Vec::new(), known: IdVec::from_elem(false, f.locals.len()) };
        body.stmts.iter().try_for_each(|stmt| reader.stmt(stmt))?;
        let guards = reader.guards;
        Some(Quiet { stmts: body.stmts.clone(), term: body.term.clone(), guards })
    }
}

/// Whether the body uses the exception, or what was handled before it: there is none on the quiet way.
fn keeps_exception(f: &Function, body: &Block) -> bool {
    let mut handled = IdVec::from_elem(false, f.locals.len());
    for stmt in f.blocks.iter().flat_map(|block| &block.stmts) {
        if let StmtKind::Op { dst: Some(dst), op, .. } = &stmt.kind {
            handled[*dst] |= matches!(op.name, "exc.fetch" | "exc.enter");
        }
    }
    let mut found = false;
    body.stmts.iter().for_each(|stmt| stmt.for_each_use(&mut |id| found |= handled[id]));
    body.term.for_each_use(&mut |id| found |= handled[id]);
    found
}

fn outside(f: &Function, block: BlockId, region: RegionId) -> bool {
    !f.regions_around(f.blocks[block].region).any(|around| around == region)
}

struct Reader<'a, 'c> {
    f: &'a Function,
    cx: &'a Context<'c>,
    guards: Vec<CExpr>,
    /// Locals of which the body or a guard says that they hold an int.
    known: IdVec<LocalId, bool>,
}

impl Reader<'_, '_> {
    fn stmt(&mut self, stmt: &Stmt) -> Option<()> {
        match &stmt.kind {
            StmtKind::Op { dst, op, args } => {
                if HARMLESS_ON_INT.contains(&op.name) {
                    self.int(args[0].as_local()?);
                } else if !HARMLESS.contains(&op.name) {
                    return None;
                }
                let dst = (*dst)?;
                self.stores(dst);
                self.known[dst] = HARMLESS_ON_INT.contains(&op.name);
                Some(())
            }
            StmtKind::Assign { place, value } => {
                let dst = place.as_local()?;
                let known = value.as_local().is_some_and(|id| self.known[id]);
                self.stores(dst);
                self.known[dst] = known;
                Some(())
            }
            // The guard of its use tests this, too.
            StmtKind::CheckBound(id, _) => {
                self.int(*id);
                Some(())
            }
            StmtKind::Call { .. }
            | StmtKind::Unbind(_)
            | StmtKind::Traceback
            | StmtKind::IncRef(_)
            | StmtKind::XIncRef(_)
            | StmtKind::DecRef(_)
            | StmtKind::XDecRef(_)
            | StmtKind::Clear(_) => None,
        }
    }

    /// The local has to hold an int, now.
    fn int(&mut self, id: LocalId) {
        if std::mem::replace(&mut self.known[id], true) || self.f.locals[id].ty == Ty::PYINT {
            return;
        }
        let test = pure("is.exact_int", self.object(id), Ty::BINT);
        self.guards.push(self.bound(id, test));
    }

    /// What the local held so far is released: that must run nothing.
    fn stores(&mut self, id: LocalId) {
        let local = &self.f.locals[id];
        let harmless = [Ty::PYINT, Ty::PYFLOAT, Ty::STR, Ty::BYTES, Ty::PYBOOL];
        let owns = self.cx.types.is_counted(local.ty) && local.kind != LocalKind::Temp;
        if !owns || self.known[id] || harmless.contains(&local.ty) {
            return;
        }
        let null = CExprKind::IsNull(Box::new(use_of(self.f, id)));
        let quietly = pure("obj.dies_quietly", self.object(id), Ty::BINT);
        let null = CExpr::new(null, Ty::BINT);
        self.guards.push(CExpr::binary(BinOp::Or, null, quietly, Ty::BINT));
    }

    fn object(&self, id: LocalId) -> CExpr {
        use_of(self.f, id).cast(Ty::OBJECT)
    }

    /// The test, and before it that the local is bound.
    fn bound(&self, id: LocalId, test: CExpr) -> CExpr {
        if !self.f.locals[id].maybe_unbound {
            return test;
        }
        let null = CExpr::new(CExprKind::IsNull(Box::new(use_of(self.f, id))), Ty::BINT);
        let bound = CExpr::new(CExprKind::Unary(UnOp::Not, Box::new(null)), Ty::BINT);
        CExpr::binary(BinOp::And, bound, test, Ty::BINT)
    }
}

/// A call of a pure row with one argument.
pub fn pure(name: &str, arg: CExpr, ty: Ty) -> CExpr {
    CExpr::new(CExprKind::Op(builtins::Op::named(name), vec![arg]), ty)
}
