//! Builds a function block by block, the way `lower` and passes that make functions do it.

use crate::*;
use base::{IdVec, Name, Span};
use builtins::{Fails, Op};
use types::Ty;

/// A function under construction, with a current block in a current region.
pub struct Builder {
    pub func: Function,
    block: BlockId,
    region: RegionId,
    span: Span,
}

impl Builder {
    pub fn new(cname: String, ret: Ty, on_error: OnError, span: Span) -> Self {
        let func = Function {
            cname,
            traceback_name: None,
            linkage: Linkage::Static,
            phase: Phase::High,
            ret,
            params: Vec::new(),
            varargs: false,
            locals: IdVec::new(),
            blocks: IdVec::new(),
            regions: IdVec::new(),
            on_error,
            nogil: false,
            brief: false,
            spelling: Spelling::default(),
            events: false,
            suspends: None,
            frame: None,
            span,
        };
        let mut builder = Builder { func, block: Function::ENTRY, region: Function::ROOT, span };
        builder.func.regions.push(Region { parent: None, kind: RegionKind::Root });
        builder.block = builder.new_block();
        builder
    }

    /// The location of the statements that follow.
    pub fn at(&mut self, span: Span) {
        self.span = span;
    }

    pub fn span(&self) -> Span {
        self.span
    }

    pub fn local(&mut self, name: Option<Name>, ty: Ty, kind: LocalKind) -> LocalId {
        self.func.locals.push(Local { name, ty, kind, maybe_unbound: false })
    }

    pub fn temp(&mut self, ty: Ty) -> LocalId {
        self.local(None, ty, LocalKind::Temp)
    }

    pub fn param(&mut self, name: Option<Name>, ty: Ty) -> LocalId {
        let id = self.local(name, ty, LocalKind::Param);
        self.func.params.push(id);
        id
    }

    /// A block in the current region; nothing leads to it yet.
    pub fn new_block(&mut self) -> BlockId {
        let region = self.region;
        self.func.blocks.push(Block {
            stmts: Vec::new(),
            term: Term::Unreachable,
            region,
            cold: false,
        })
    }

    pub fn current(&self) -> BlockId {
        self.block
    }

    pub fn region(&self) -> RegionId {
        self.region
    }

    /// Goes on in `block` and in its region.
    pub fn switch_to(&mut self, block: BlockId) {
        self.block = block;
        self.region = self.func.blocks[block].region;
    }

    /// Opens a region inside the current one and goes on in a new block of it.
    pub fn enter(&mut self, kind: RegionKind) -> RegionId {
        let parent = self.region;
        self.enter_in(parent, kind)
    }

    pub fn enter_in(&mut self, parent: RegionId, kind: RegionKind) -> RegionId {
        let region = self.func.regions.push(Region { parent: Some(parent), kind });
        let from = self.block;
        self.region = region;
        let block = self.new_block();
        self.func.blocks[from].term = Term::Goto(block);
        self.block = block;
        region
    }

    /// Makes blocks of `region` from here on, without an edge.
    pub fn set_region(&mut self, region: RegionId) {
        self.region = region;
    }

    pub fn push(&mut self, kind: StmtKind) {
        let span = self.span;
        self.func.blocks[self.block].stmts.push(Stmt { kind, span });
    }

    pub fn terminate(&mut self, term: Term) {
        self.func.blocks[self.block].term = term;
    }

    /// Ends the current block with a jump and goes on in its target.
    pub fn goto(&mut self, block: BlockId) {
        self.terminate(Term::Goto(block));
        self.switch_to(block);
    }

    /// Emits an operation; the result is a temporary where the row has a value.
    pub fn op(&mut self, op: Op, args: Vec<CExpr>) -> Option<CExpr> {
        let dst = op.value().map(|ty| self.temp(ty));
        self.push(StmtKind::Op { dst, op, args });
        if matches!(op.fails, Fails::Always | Fails::AlwaysNoTrace) {
            self.terminate(Term::Unreachable);
        }
        dst.map(|id| CExpr::local(id, self.func.locals[id].ty))
    }

    pub fn assign(&mut self, place: CExpr, value: CExpr) {
        self.push(StmtKind::Assign { place, value });
    }

    pub fn finish(self) -> Function {
        self.func
    }
}
