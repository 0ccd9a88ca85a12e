//! Holds a function to the rules of its phase. What it says is for the authors of passes: it is always our bug.

use crate::cfg::Cfg;
use crate::dataflow::{Analysis, Assigned, solve};
use crate::*;
use base::Id;
use builtins::{Fails, Op};
use std::fmt;
use types::TypeTable;

#[derive(Debug)]
pub struct VerifyError {
    pub message: String,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

pub fn verify(function: &Function, types: &TypeTable) -> Result<(), Vec<VerifyError>> {
    let mut verifier = Verifier { function, types, at: String::new(), errors: Vec::new() };
    verifier.shape();
    // What follows indexes by the ids of the function.
    if verifier.errors.is_empty() {
        verifier.blocks();
        verifier.assigned();
    }
    if verifier.errors.is_empty() { Ok(()) } else { Err(verifier.errors) }
}

/// The local that is returned.
fn returns(term: &Term) -> Option<LocalId> {
    match term {
        Term::Return(Some(value)) => value.as_local(),
        _ => None,
    }
}

struct Verifier<'a> {
    function: &'a Function,
    types: &'a TypeTable,
    /// The block and statement that is looked at.
    at: String,
    errors: Vec<VerifyError>,
}

impl Verifier<'_> {
    fn error(&mut self, message: impl fmt::Display) {
        let place = format!("{} {}", self.function.cname, self.at);
        self.errors.push(VerifyError { message: format!("{}: {message}", place.trim_end()) });
    }

    /// Every id names something.
    fn shape(&mut self) {
        let function = self.function;
        if function.blocks.is_empty() || function.regions.is_empty() {
            return self.error("no blocks or no root region");
        }
        for (id, region) in function.regions.iter_enumerated() {
            self.at = id.to_string();
            let parent_ok = match region.parent {
                None => id == Function::ROOT,
                Some(parent) => parent.index() < function.regions.len() && parent != id,
            };
            if !parent_ok {
                self.error("its parent is no region around it");
            }
            match region.kind {
                RegionKind::Try { handler: block } | RegionKind::Finally { entry: block } => {
                    self.block_id(block)
                }
                RegionKind::Handler { saved } => self.local_id(saved),
                RegionKind::FinallyBody { of } if of.index() >= function.regions.len() => {
                    self.error("body of no region")
                }
                RegionKind::FinallyBody { .. }
                | RegionKind::Root
                | RegionKind::NoGil
                | RegionKind::Gil => {}
            }
        }
        for (id, block) in function.blocks.iter_enumerated() {
            self.at = id.to_string();
            if block.region.index() >= function.regions.len() {
                self.error("in no region");
            }
            block.term.successors().into_iter().for_each(|to| self.block_id(to));
            let mut locals = Vec::new();
            for stmt in &block.stmts {
                stmt.for_each_use(&mut |id| locals.push(id));
                locals.extend(stmt.defines());
            }
            block.term.for_each_use(&mut |id| locals.push(id));
            locals.into_iter().for_each(|id| self.local_id(id));
        }
    }

    fn block_id(&mut self, id: BlockId) {
        if id.index() >= self.function.blocks.len() {
            self.error(format_args!("there is no {id}"));
        }
    }

    fn local_id(&mut self, id: LocalId) {
        if id.index() >= self.function.locals.len() {
            self.error(format_args!("there is no local {id}"));
        }
    }

    fn blocks(&mut self) {
        for (id, block) in self.function.blocks.iter_enumerated() {
            for (index, stmt) in block.stmts.iter().enumerate() {
                self.at = format!("{id} statement {index}");
                self.stmt(stmt);
                let last = index + 1 == block.stmts.len();
                self.failure(stmt, last, &block.term, block.region);
            }
            self.at = format!("{id} end");
            self.term(&block.term);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        let phase = self.function.phase;
        match &stmt.kind {
            StmtKind::Op { dst, op, args } => self.op(*dst, *op, args),
            StmtKind::Call { dst, fails, args, .. } => {
                let by_value = matches!(
                    fails,
                    Fails::Null
                        | Fails::NullOccurred
                        | Fails::Neg1
                        | Fails::Negative
                        | Fails::Maybe(_)
                        | Fails::Equals(_)
                        | Fails::EqualsOccurred(_)
                );
                if by_value && dst.is_none() {
                    self.error("a call whose result tells of failure has no result");
                }
                args.iter().for_each(|arg| self.object_arg(arg));
            }
            StmtKind::Assign { place, value } => {
                if self.types.is_counted(place.ty) != self.types.is_counted(value.ty) {
                    self.error("an object meets a C value in an assignment");
                }
            }
            StmtKind::Unbind(id) | StmtKind::CheckBound(id, _) => {
                if phase == Phase::Low && matches!(stmt.kind, StmtKind::Unbind(_)) {
                    self.error(format_args!("unbind of {id} after `refcounts`"));
                }
            }
            StmtKind::Traceback => {}
            StmtKind::IncRef(_)
            | StmtKind::XIncRef(_)
            | StmtKind::DecRef(_)
            | StmtKind::XDecRef(_)
            | StmtKind::Clear(_) => {
                if phase < Phase::Low {
                    self.error("a count before `refcounts`");
                }
            }
        }
    }

    fn op(&mut self, dst: Option<LocalId>, op: Op, args: &[CExpr]) {
        let fixed = op.args.len() - usize::from(op.rest);
        if args.len() < fixed || (args.len() > fixed && !op.rest) {
            return self.error(format_args!("`{op}` takes {fixed} arguments, not {}", args.len()));
        }
        for (index, arg) in args.iter().enumerate() {
            let param = op.args[index.min(op.args.len() - 1)].ty;
            if self.types.is_counted(param) != self.types.is_counted(arg.ty) {
                self.error(format_args!("argument {index} of `{op}`: object and C value differ"));
            }
            self.object_arg(arg);
        }
        match (dst, op.c_result()) {
            (Some(_), None) => self.error(format_args!("`{op}` has no result")),
            (Some(id), Some(ty)) => {
                let local = self.function.locals[id].ty;
                if self.types.is_counted(local) != self.types.is_counted(ty) {
                    self.error(format_args!("result of `{op}`: object and C value differ"));
                }
            }
            (None, _) => {}
        }
    }

    /// Objects are passed by local, so that their counts can be told.
    fn object_arg(&mut self, arg: &CExpr) {
        if self.types.is_counted(arg.ty) && arg.object_root().is_none() {
            self.error("an object argument is no local, constant or NULL");
        }
    }

    /// From `errors` on what can fail ends its block.
    fn failure(&mut self, stmt: &Stmt, last: bool, term: &Term, region: RegionId) {
        if !stmt.can_fail() {
            return;
        }
        let implied = self.function.phase < Phase::Errors;
        if self.function.on_error == OnError::Impossible
            && implied
            && self.function.handler(region).is_none()
        {
            self.error("fails in a function that cannot fail");
        }
        // Without the GIL a suspicious result is tested first, and only then the error indicator.
        let checked = matches!(term, Term::Check { .. } | Term::If { likely: Some(false), .. });
        match self.function.phase {
            Phase::High | Phase::Exits => {}
            Phase::Errors if last && checked => {}
            // Releases stand between the operation and the check.
            Phase::Low if checked => {}
            // The caller gets the result as it is.
            Phase::Low if last && returns(term).is_some() && returns(term) == stmt.defines() => {}
            Phase::Errors | Phase::Low => self.error("failure is not checked"),
        }
    }

    fn term(&mut self, term: &Term) {
        let phase = self.function.phase;
        match term {
            Term::EndFinally if phase != Phase::High => self.error("end of a `finally` body"),
            Term::Unwind if phase > Phase::Exits => self.error("implied unwinding"),
            Term::Check { .. } if phase < Phase::Errors => self.error("check before `errors`"),
            Term::Return(value) => {
                let wanted = self.function.ret != types::Ty::VOID;
                if value.is_some() != wanted {
                    self.error("return with and without value differ");
                }
            }
            Term::Goto(_)
            | Term::If { .. }
            | Term::Switch { .. }
            | Term::Unreachable
            | Term::EndFinally
            | Term::Unwind
            | Term::Check { .. } => {}
        }
        let regions_left = |kind: &RegionKind| match kind {
            RegionKind::Handler { .. }
            | RegionKind::Finally { .. }
            | RegionKind::FinallyBody { .. } => phase == Phase::High,
            RegionKind::Try { .. } => phase <= Phase::Exits,
            RegionKind::Root | RegionKind::NoGil | RegionKind::Gil => true,
        };
        if self.at.starts_with("b0 ")
            && !self.function.regions.iter().all(|region| regions_left(&region.kind))
        {
            self.error("a region is left that this phase does not have");
        }
    }

    /// Temporaries have a value where they are used.
    fn assigned(&mut self) {
        let function = self.function;
        let cfg = Cfg::new(function);
        let facts = solve(function, &cfg, &Assigned);
        for id in cfg.reverse_postorder() {
            let mut fact = facts.entry[id].clone();
            let block = &function.blocks[id];
            for (index, stmt) in block.stmts.iter().enumerate() {
                self.at = format!("{id} statement {index}");
                // A release looks at NULL too, and so does who saves a local to the frame.
                let looks = matches!(stmt.kind, StmtKind::XDecRef(_) | StmtKind::XIncRef(_));
                if !looks && !self.saves(stmt) {
                    stmt.for_each_use(&mut |local| self.used(&fact, local));
                }
                Assigned.stmt(&mut fact, stmt);
            }
            self.at = format!("{id} end");
            block.term.for_each_use(&mut |local| self.used(&fact, local));
        }
    }

    fn saves(&self, stmt: &Stmt) -> bool {
        let to = match &stmt.kind {
            StmtKind::Assign { place, .. } => place.as_local(),
            _ => None,
        };
        to.is_some_and(|id| matches!(self.function.locals[id].kind, LocalKind::Field(_)))
    }

    fn used(&mut self, assigned: &crate::dataflow::LocalSet, id: LocalId) {
        let local = &self.function.locals[id];
        if local.kind == LocalKind::Temp && !assigned.contains(id) {
            self.error(format_args!("%{} is used but not assigned on every path", id.0));
        }
    }
}

/// What an object argument is, seen through casts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ObjectRoot {
    Local(LocalId),
    Const(ConstId),
    /// A type object of the module, which holds it.
    Class(types::ClassId),
    Null,
}

impl CExpr {
    /// Likewise, of what may hold a reference: a pointer that is taken for an object holds none.
    pub fn reference_root(&self, types: &types::TypeTable) -> Option<ObjectRoot> {
        match &self.kind {
            CExprKind::Cast(inner) if !types.is_counted(inner.ty) => match inner.object_root() {
                Some(ObjectRoot::Null) => Some(ObjectRoot::Null),
                _ => None,
            },
            CExprKind::Cast(inner) => inner.reference_root(types),
            _ => self.object_root(),
        }
    }

    /// The local, constant or NULL behind casts; absent for anything else.
    pub fn object_root(&self) -> Option<ObjectRoot> {
        match &self.kind {
            CExprKind::Local(id) => Some(ObjectRoot::Local(*id)),
            CExprKind::Const(id) => Some(ObjectRoot::Const(*id)),
            CExprKind::ClassObject(id) => Some(ObjectRoot::Class(*id)),
            CExprKind::Null => Some(ObjectRoot::Null),
            CExprKind::Cast(inner) => inner.object_root(),
            _ => None,
        }
    }
}
