//! Definitions inside `if`, `try` and `with` statements. They can be C functions and extension types like those that stand
//! directly in a module or class, and the `with` statements around them say what they are and which directives are in force.

use ast::{ExprKind, Stmt, StmtKind, UnaryOp, WithItem};
use base::Span;
use builtins::Directive;

use super::settings::{Decorated, WithMeaning};
use super::{Place, collect::Items, inner_suites};
use crate::{Analysis, Directives, Env};

/// What the `with` statements around a definition say.
#[derive(Clone, Debug)]
pub struct Block {
    directives: Directives,
    cfunc: Option<Span>,
    ccall: Option<Span>,
    cclass: Option<Span>,
}

/// The number of a [`Block`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BlockId(usize);

impl<'a> Analysis<'a> {
    /// Adds the definitions in the suites of a statement of the module.
    pub(crate) fn collect_suites(
        &mut self,
        stmt: &'a Stmt,
        place: Place<'a>,
        items: &mut Items<'a>,
    ) {
        if place.pxd {
            return;
        }
        let (suites, place) = self.open_suites(stmt, place);
        for inner in suites.into_iter().flatten() {
            match &inner.kind {
                StmtKind::ClassDef(def) => {
                    self.forward_pure_class(def, place);
                    items.push((inner, place));
                }
                StmtKind::FunctionDef(_)
                | StmtKind::Assign { .. }
                | StmtKind::AnnAssign { .. }
                | StmtKind::Expr(_) => {
                    items.push((inner, place));
                }
                _ => self.collect_suites(inner, place, items),
            }
        }
    }

    /// The suites of a statement that may run, and where definitions in them stand.
    pub(crate) fn open_suites(
        &mut self,
        stmt: &'a Stmt,
        place: Place<'a>,
    ) -> (Vec<&'a [Stmt]>, Place<'a>) {
        match &stmt.kind {
            StmtKind::If { branches, orelse } => {
                let mut suites = Vec::new();
                for branch in branches {
                    match self.known_truth(&branch.test, place.env()) {
                        Some(false) => continue,
                        Some(true) => {
                            suites.push(&branch.body[..]);
                            return (suites, place);
                        }
                        None => suites.push(&branch.body[..]),
                    }
                }
                suites.push(orelse);
                (suites, place)
            }
            StmtKind::With { items, body, .. } => (vec![body], self.open_block(items, place)),
            _ => (inner_suites(stmt), place),
        }
    }

    /// The truth of a condition that is known while compiling.
    fn known_truth(&mut self, test: &'a ast::Expr, env: Env<'_, 'a>) -> Option<bool> {
        match &test.kind {
            ExprKind::Bool(value) => Some(*value),
            ExprKind::Unary(UnaryOp::Not, inner) => Some(!self.known_truth(inner, env)?),
            ExprKind::Name(_) | ExprKind::Attribute(..) => {
                (self.cython_text(test, env)? == "compiled").then_some(true)
            }
            _ => None,
        }
    }

    fn open_block(&mut self, items: &'a [WithItem], mut place: Place<'a>) -> Place<'a> {
        let mut block = match place.block {
            Some(BlockId(outer)) => self.decls.blocks[outer].clone(),
            None => Block {
                directives: self.directives_around(place),
                cfunc: None,
                ccall: None,
                cclass: None,
            },
        };
        for item in items {
            let at = item.context.span;
            match self.with_meaning(&item.context, place.env(), &block.directives) {
                WithMeaning::Directives(directives) => block.directives = directives,
                WithMeaning::Definitions(Directive::Cfunc) => block.cfunc = Some(at),
                WithMeaning::Definitions(Directive::Ccall) => block.ccall = Some(at),
                WithMeaning::Definitions(Directive::Cclass) => block.cclass = Some(at),
                WithMeaning::Definitions(_)
                | WithMeaning::Manager
                | WithMeaning::NoGil(_)
                | WithMeaning::Gil(_)
                | WithMeaning::CriticalSection(_)
                | WithMeaning::Parallel(_) => {}
            }
        }
        place.block = Some(BlockId(self.decls.blocks.len()));
        self.decls.blocks.push(block);
        place
    }

    /// The directives in force where a definition stands.
    pub(crate) fn directives_around(&self, place: Place<'a>) -> Directives {
        match (place.block, place.class) {
            (Some(BlockId(block)), _) => self.decls.blocks[block].directives.clone(),
            (None, Some(class)) => self.class_directives_of(class, place),
            (None, None) => self.decls.modules[place.module].directives.clone(),
        }
    }

    /// Whether a block around makes classes extension types.
    pub(crate) fn in_cclass_block(&self, place: Place<'a>) -> bool {
        place.block.is_some_and(|BlockId(block)| self.decls.blocks[block].cclass.is_some())
    }

    /// Adds what the blocks around a `def` say to what its decorators say.
    pub(crate) fn add_block(&self, decorated: &mut Decorated<'a>, place: Place<'a>) {
        let Some(BlockId(block)) = place.block else { return };
        let block = &self.decls.blocks[block];
        decorated.cfunc = decorated.cfunc.or(block.cfunc);
        decorated.ccall = decorated.ccall.or(block.ccall);
    }
}
