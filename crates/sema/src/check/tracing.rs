//! The directives `profile` and `linetrace`: calls and lines that profilers and tracers hear of.

use ast::{ExprKind as Ast, StmtKind as S};
use base::{FileId, Span};
use builtins::Directive;
use tir::Stmt;
use types::Ty;

use super::Checker;
use super::build::eval;

impl Checker<'_, '_> {
    /// Whether calls of the function are reported.
    pub fn reports_events(&self) -> bool {
        self.directive(Directive::Profile) || self.directive(Directive::LineTrace)
    }

    /// Reports the line of a statement that does something.
    pub fn line_event(&mut self, one: &ast::Stmt, out: &mut Vec<Stmt>) {
        if self.flow.reachable() && is_step(one) {
            out.extend(self.line_of(one.span));
        }
    }

    /// Reports the line of a place.
    pub fn line_of(&mut self, at: Span) -> Option<Stmt> {
        if !self.directive(Directive::LineTrace) || self.ext_body().is_some() {
            return None;
        }
        // A line of an included file would be taken for one of the function's own file.
        if self.an.cx.sources.file_of(at.lo) != self.event_file() {
            return None;
        }
        let line = self.an.cx.sources.line(at);
        let line = self.c_int(line.into(), Ty::INT, at);
        // What a tracer raises is not the function's doing.
        let raises = self.raises;
        let event = self.op("trace.line", vec![line], at);
        self.raises = raises;
        Some(eval(event))
    }

    /// The file that the function's frame names; the module's own is the first.
    fn event_file(&self) -> Option<FileId> {
        if self.in_module_body() {
            return Some(FileId(0));
        }
        self.an.cx.sources.file_of(self.scope.span.lo)
    }
}

/// Declarations alone, docstrings and what only groups other statements are none.
fn is_step(one: &ast::Stmt) -> bool {
    match &one.kind {
        S::Expr(value) => !matches!(value.kind, Ast::Str(_)),
        S::CVar(decl) => decl.declarators.iter().any(|one| one.init.is_some()),
        S::Pass
        | S::Invalid
        | S::Global(_)
        | S::Nonlocal(_)
        | S::Cimport(_)
        | S::CdefBlock(_)
        | S::CEnum(_)
        | S::CStruct(_)
        | S::CTypedef(_)
        | S::CExtern(_)
        | S::Fused(_)
        | S::CompileTimeDef { .. }
        | S::CompileTimeIf { .. }
        | S::Include { .. }
        | S::Property { .. }
        | S::CFunc(_)
        | S::CppClass(_)
        | S::WithTemplate { .. } => false,
        S::Break
        | S::Continue
        | S::Assign { .. }
        | S::AugAssign { .. }
        | S::AnnAssign { .. }
        | S::Return(_)
        | S::Raise { .. }
        | S::Assert { .. }
        | S::Del(_)
        | S::Import(_)
        | S::FromImport(_)
        | S::TypeAlias { .. }
        | S::Print { .. }
        | S::Exec { .. }
        | S::If { .. }
        | S::While { .. }
        | S::For { .. }
        | S::Try { .. }
        | S::With { .. }
        | S::Match { .. }
        | S::FunctionDef(_)
        | S::ClassDef(_)
        | S::CClass(_) => true,
    }
}
