//! Statements of one line.

use ast::{
    BinaryOp, DottedName, Expr, FromImport, Ident, ImportAlias, ImportItem, ImportNames, Stmt,
    StmtKind, TypeParam,
};
use base::Span;
use diag::syntax::ImportComma;
use lexer::{Augmented, StringId, Token};

use super::Builder;

impl Builder<'_> {
    /// Where it is comes later, from the rule around: see [`Builder::stmt`] and [`Builder::block`].
    pub fn kind(&mut self, kind: StmtKind) -> Box<Stmt> {
        Box::new(Stmt { span: Span::default(), kind })
    }

    pub fn stmt(&mut self, l: u32, mut stmt: Box<Stmt>, r: u32) -> Box<Stmt> {
        stmt.span = Span::new(l, r);
        stmt
    }

    pub fn raise(&mut self, exc: Option<Expr>, cause: Option<Expr>) -> Box<Stmt> {
        self.kind(StmtKind::Raise { exc, cause, value: None, traceback: None })
    }

    pub fn old_raise(&mut self, exc: Expr, value: Expr, traceback: Option<Expr>) -> Box<Stmt> {
        let (value, traceback) = (Some(Box::new(value)), traceback.map(Box::new));
        self.kind(StmtKind::Raise { exc: Some(exc), cause: None, value, traceback })
    }

    pub fn type_alias(
        &mut self,
        name: Ident,
        type_params: Vec<Box<TypeParam>>,
        value: Expr,
    ) -> Box<Stmt> {
        self.kind(StmtKind::TypeAlias { name, type_params: super::unbox(type_params), value })
    }

    pub fn print(
        &mut self,
        file: Option<Expr>,
        values: Option<Vec<Expr>>,
        comma: Option<Token>,
    ) -> Box<Stmt> {
        let values = values.unwrap_or_default();
        self.kind(StmtKind::Print { file, values, newline: comma.is_none() })
    }

    pub fn exec(&mut self, code: Expr, globals: Option<Expr>, locals: Option<Expr>) -> Box<Stmt> {
        self.kind(StmtKind::Exec { code, globals, locals })
    }

    pub fn include(&mut self, l: u32, path: StringId, r: u32) -> Box<Stmt> {
        let path_span = Span::new(l, r);
        let path = self.plain_text(path_span, path);
        self.kind(StmtKind::Include { path, path_span })
    }

    /// `a = b = c`: all but the last are targets.
    pub fn assign(&mut self, first: Expr, mut rest: Vec<Expr>) -> Box<Stmt> {
        let kind = match rest.pop() {
            Some(value) => StmtKind::Assign { targets: super::cons(first, rest), value },
            None => StmtKind::Expr(first),
        };
        self.kind(kind)
    }

    pub fn augmented(&mut self, target: Expr, op: Augmented, value: Expr) -> Box<Stmt> {
        let op = match op {
            Augmented::Add => BinaryOp::Add,
            Augmented::Sub => BinaryOp::Sub,
            Augmented::Mul => BinaryOp::Mul,
            Augmented::MatMul => BinaryOp::MatMul,
            Augmented::Div => BinaryOp::Div,
            Augmented::FloorDiv => BinaryOp::FloorDiv,
            Augmented::Mod => BinaryOp::Mod,
            Augmented::Pow => BinaryOp::Pow,
            Augmented::LeftShift => BinaryOp::LeftShift,
            Augmented::RightShift => BinaryOp::RightShift,
            Augmented::BitAnd => BinaryOp::BitAnd,
            Augmented::BitOr => BinaryOp::BitOr,
            Augmented::BitXor => BinaryOp::BitXor,
        };
        self.kind(StmtKind::AugAssign { target, op, value })
    }

    /// A name is simple unless it stands in parentheses, which its span does not cover.
    pub fn annotated(
        &mut self,
        l: u32,
        target: Expr,
        annotation: Expr,
        value: Option<Expr>,
    ) -> Box<Stmt> {
        let simple = matches!(target.kind, ast::ExprKind::Name(_)) && target.span.lo == l;
        self.kind(StmtKind::AnnAssign { target, annotation, value, simple })
    }

    // ---- imports

    pub fn dotted(&mut self, l: u32, parts: Vec<Ident>, r: u32) -> DottedName {
        DottedName { span: Span::new(l, r), parts }
    }

    pub fn import_alias(
        &mut self,
        l: u32,
        module: DottedName,
        alias: Option<Ident>,
        r: u32,
    ) -> ImportAlias {
        ImportAlias { span: Span::new(l, r), module, alias }
    }

    pub fn import_item(&mut self, l: u32, name: Ident, alias: Option<Ident>, r: u32) -> ImportItem {
        ImportItem { span: Span::new(l, r), name, alias }
    }

    pub fn import_star(&mut self, l: u32, r: u32) -> ImportNames {
        ImportNames::Star(Span::new(l, r))
    }

    pub fn import_comma(&mut self, names: Vec<ImportItem>, l: u32, r: u32) -> ImportNames {
        self.push(ImportComma { at: Span::new(l, r) });
        ImportNames::List(names)
    }

    pub fn import_from(
        &mut self,
        level: Option<u32>,
        module: Option<DottedName>,
        cimport: bool,
        names: ImportNames,
    ) -> Box<Stmt> {
        self.kind(StmtKind::FromImport(FromImport {
            cimport,
            level: level.unwrap_or(0),
            module,
            names,
        }))
    }
}
