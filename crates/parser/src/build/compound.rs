//! Statements with suites, and what is skipped after an error.

use ast::{
    Branch, ClassDef, Decorator, Expr, ExprKind, ForHeader, FunctionDef, Handler, Ident, MatchCase,
    Params, Pattern, PatternKind, Stmt, StmtKind, TemplateParam, TypeParam, TypeParamKind,
    WithItem,
};
use base::Span;
use diag::syntax::{NotDecorable, TryAlone};
use lexer::Token;

use super::{ArgItem, Builder, Recovery, Tree};

/// Where a suite ends, or `otherwise` where there is none.
fn suite_end(body: &[Stmt], otherwise: u32) -> u32 {
    body.last().map_or(otherwise, |stmt| stmt.span.hi)
}

impl Builder<'_> {
    // ---- after an error

    pub fn unfinished(&mut self, lines: Vec<Stmt>, error: Recovery) -> Tree {
        self.report(error.error);
        Tree::Module(lines)
    }

    pub fn skipped(&mut self, lines: Vec<Stmt>, l: u32, error: Recovery, r: u32) -> Vec<Stmt> {
        self.report(error.error);
        super::push(lines, Stmt { span: Span::new(l.min(r), r), kind: StmtKind::Invalid })
    }

    pub fn cut_block(&mut self, lines: Vec<Stmt>, error: Recovery) -> Vec<Stmt> {
        self.report(error.error);
        lines
    }

    pub fn skipped_case(&mut self, l: u32, error: Recovery, r: u32) -> Box<MatchCase> {
        self.report(error.error);
        let span = Span::new(l.min(r), r);
        let body = vec![Stmt { span, kind: StmtKind::Invalid }];
        let pattern = Pattern { span, kind: PatternKind::Wildcard };
        Box::new(MatchCase { span, pattern, guard: None, body })
    }

    // ---- statements

    /// A statement ends with its last suite, not with the blank lines behind it.
    pub fn block(&mut self, l: u32, mut stmt: Box<Stmt>) -> Box<Stmt> {
        stmt.span = Span::new(l, block_end(&stmt.kind, l));
        stmt
    }

    pub fn decorator(&mut self, l: u32, expr: Expr, r: u32) -> Decorator {
        Decorator { span: Span::new(l, r), expr }
    }

    pub fn decorate(&mut self, l: u32, list: Vec<Decorator>, mut stmt: Box<Stmt>) -> Box<Stmt> {
        let span = stmt.span;
        stmt.span.lo = l;
        match &mut stmt.kind {
            StmtKind::FunctionDef(def) => def.decorators = list,
            StmtKind::ClassDef(def) => def.decorators = list,
            StmtKind::CVar(def) => def.decorators = list,
            StmtKind::CFunc(def) => def.decorators = list,
            StmtKind::CClass(def) => def.decorators = list,
            StmtKind::CStruct(def) => def.decorators = list,
            StmtKind::CEnum(def) => def.decorators = list,
            StmtKind::CppClass(def) => def.decorators = list,
            StmtKind::CTypedef(def) => def.decorators = list,
            StmtKind::Fused(def) => def.decorators = list,
            _ => {
                let decorator = list.first().map_or(span, |first| first.span);
                self.push(NotDecorable { at: decorator });
            }
        }
        stmt
    }

    pub fn branches(&mut self, l: u32, test: Expr, body: Vec<Stmt>) -> Vec<Branch> {
        self.branch(Vec::new(), l, test, body)
    }

    pub fn branch(
        &mut self,
        list: Vec<Branch>,
        l: u32,
        test: Expr,
        body: Vec<Stmt>,
    ) -> Vec<Branch> {
        let span = Span::new(l, suite_end(&body, test.span.hi));
        super::push(list, Branch { span, test, body })
    }

    pub fn if_(&mut self, branches: Vec<Branch>, orelse: Option<Vec<Stmt>>) -> Box<Stmt> {
        self.kind(StmtKind::If { branches, orelse: orelse.unwrap_or_default() })
    }

    pub fn compile_if(&mut self, branches: Vec<Branch>, orelse: Option<Vec<Stmt>>) -> Box<Stmt> {
        self.kind(StmtKind::CompileTimeIf { branches, orelse: orelse.unwrap_or_default() })
    }

    pub fn while_(&mut self, test: Expr, body: Vec<Stmt>, orelse: Option<Vec<Stmt>>) -> Box<Stmt> {
        self.kind(StmtKind::While { test, body, orelse: orelse.unwrap_or_default() })
    }

    pub fn for_(
        &mut self,
        is_async: Option<Token>,
        target: Expr,
        iter: Expr,
        body: Vec<Stmt>,
        orelse: Option<Vec<Stmt>>,
    ) -> Box<Stmt> {
        let header = ForHeader::In { target, iter };
        self.kind(StmtKind::For {
            is_async: is_async.is_some(),
            header,
            body,
            orelse: orelse.unwrap_or_default(),
        })
    }

    pub fn for_from_loop(
        &mut self,
        header: Box<ForHeader>,
        body: Vec<Stmt>,
        orelse: Option<Vec<Stmt>>,
    ) -> Box<Stmt> {
        self.kind(StmtKind::For {
            is_async: false,
            header: *header,
            body,
            orelse: orelse.unwrap_or_default(),
        })
    }

    pub fn try_alone(&mut self, l: u32, r: u32, body: Vec<Stmt>) -> Box<Stmt> {
        self.push(TryAlone { at: Span::new(l, r) });
        self.kind(StmtKind::Try {
            body,
            handlers: Vec::new(),
            orelse: Vec::new(),
            finally: Vec::new(),
        })
    }

    pub fn try_(
        &mut self,
        body: Vec<Stmt>,
        handlers: Vec<Box<Handler>>,
        orelse: Option<Vec<Stmt>>,
        finally: Option<Vec<Stmt>>,
    ) -> Box<Stmt> {
        let (orelse, finally) = (orelse.unwrap_or_default(), finally.unwrap_or_default());
        self.kind(StmtKind::Try { body, handlers: super::unbox(handlers), orelse, finally })
    }

    /// Without handlers, what stands under `else` simply follows.
    pub fn try_else(
        &mut self,
        mut body: Vec<Stmt>,
        orelse: Vec<Stmt>,
        finally: Option<Vec<Stmt>>,
    ) -> Box<Stmt> {
        body.extend(orelse);
        match finally {
            Some(finally) => self.try_finally(body, finally),
            None => {
                let at = Span::new(suite_end(&body, 0), suite_end(&body, 0));
                let nothing = Stmt { kind: StmtKind::Pass, span: at };
                self.try_finally(body, vec![nothing])
            }
        }
    }

    pub fn try_finally(&mut self, body: Vec<Stmt>, finally: Vec<Stmt>) -> Box<Stmt> {
        self.kind(StmtKind::Try { body, handlers: Vec::new(), orelse: Vec::new(), finally })
    }

    /// `except E, target` at language level 2 is the old form of `except E as target`.
    pub fn handler(
        &mut self,
        l: u32,
        star: Option<Token>,
        types: Option<Expr>,
        target: Option<Expr>,
        body: Vec<Stmt>,
    ) -> Box<Handler> {
        let header_end = target.as_ref().or(types.as_ref()).map_or(l, |expr| expr.span.hi);
        let span = Span::new(l, suite_end(&body, header_end));
        let is_star = star.is_some();
        let (types, target) = match types {
            Some(Expr { span, kind: ExprKind::Tuple(mut items) })
                if self.language_level == 2
                    && !is_star
                    && target.is_none()
                    && items.len() == 2
                    && items.first().is_some_and(|first| first.span.lo == span.lo) =>
            {
                let target = items.pop();
                (items.pop(), target)
            }
            types => (types, target),
        };
        Box::new(Handler { span, is_star, types, target, body })
    }

    pub fn with_item(&mut self, context: Expr, target: Option<Expr>) -> WithItem {
        WithItem { context, target }
    }

    pub fn with(
        &mut self,
        is_async: Option<Token>,
        items: Vec<WithItem>,
        body: Vec<Stmt>,
    ) -> Box<Stmt> {
        self.kind(StmtKind::With { is_async: is_async.is_some(), items, body })
    }

    pub fn with_template(&mut self, params: Vec<TemplateParam>, body: Vec<Stmt>) -> Box<Stmt> {
        self.kind(StmtKind::WithTemplate { params, body })
    }

    pub fn match_(&mut self, subject: Expr, cases: Vec<Box<MatchCase>>) -> Box<Stmt> {
        self.kind(StmtKind::Match { subject, cases: super::unbox(cases) })
    }

    pub fn case(
        &mut self,
        l: u32,
        pattern: Pattern,
        guard: Option<Expr>,
        body: Vec<Stmt>,
    ) -> Box<MatchCase> {
        let span = Span::new(l, suite_end(&body, pattern.span.hi));
        Box::new(MatchCase { span, pattern, guard, body })
    }

    // ---- functions and classes

    #[allow(clippy::too_many_arguments)]
    pub fn function(
        &mut self,
        is_async: Option<Token>,
        name: Ident,
        type_params: Vec<Box<TypeParam>>,
        params: Params,
        returns: Option<Expr>,
        body: Vec<Stmt>,
    ) -> Box<Stmt> {
        let is_async = is_async.is_some();
        let type_params = super::unbox(type_params);
        let def = FunctionDef {
            decorators: Vec::new(),
            is_async,
            name,
            type_params,
            params,
            returns,
            body,
        };
        self.kind(StmtKind::FunctionDef(Box::new(def)))
    }

    pub fn class(
        &mut self,
        name: Ident,
        type_params: Vec<Box<TypeParam>>,
        args: Option<Vec<ArgItem>>,
        body: Vec<Stmt>,
    ) -> Box<Stmt> {
        let args = self.base_args(args.unwrap_or_default());
        let type_params = super::unbox(type_params);
        let def = ClassDef { decorators: Vec::new(), name, type_params, args, body };
        self.kind(StmtKind::ClassDef(Box::new(def)))
    }

    pub fn type_param(
        &mut self,
        l: u32,
        kind: TypeParamKind,
        name: Ident,
        bound: Option<Expr>,
        default: Option<Expr>,
        r: u32,
    ) -> Box<TypeParam> {
        Box::new(TypeParam { span: Span::new(l, r), kind, name, bound, default })
    }
}

/// Where a statement with suites ends: with the last of them.
fn block_end(kind: &StmtKind, l: u32) -> u32 {
    let branches_end = |branches: &[Branch], orelse: &[Stmt]| {
        suite_end(orelse, branches.last().map_or(l, |branch| branch.span.hi))
    };
    match kind {
        StmtKind::If { branches, orelse } | StmtKind::CompileTimeIf { branches, orelse } => {
            branches_end(branches, orelse)
        }
        StmtKind::While { body, orelse, .. } | StmtKind::For { body, orelse, .. } => {
            suite_end(orelse, suite_end(body, l))
        }
        StmtKind::Try { body, handlers, orelse, finally } => {
            let handlers_end =
                handlers.last().map_or(suite_end(body, l), |handler| handler.span.hi);
            suite_end(finally, suite_end(orelse, handlers_end))
        }
        StmtKind::With { body, .. }
        | StmtKind::WithTemplate { body, .. }
        | StmtKind::Property { body, .. } => suite_end(body, l),
        StmtKind::Match { subject, cases } => {
            cases.last().map_or(subject.span.hi, |case| case.span.hi)
        }
        StmtKind::FunctionDef(def) => suite_end(&def.body, def.name.span.hi),
        StmtKind::ClassDef(def) => suite_end(&def.body, def.name.span.hi),
        StmtKind::CFunc(def) => suite_end(&def.body, def.declarator.span.hi),
        StmtKind::CClass(def) => {
            suite_end(def.body.as_deref().unwrap_or_default(), def.name.span.hi)
        }
        StmtKind::CStruct(def) => {
            suite_end(def.body.as_deref().unwrap_or_default(), def.name.span.hi)
        }
        StmtKind::CppClass(def) => {
            suite_end(def.body.as_deref().unwrap_or_default(), def.name.span.hi)
        }
        StmtKind::CEnum(def) => {
            let items = def.items.as_deref().unwrap_or_default();
            items.last().map_or(def.name.map_or(l, |name| name.span.hi), |item| item.span.hi)
        }
        StmtKind::Fused(def) => {
            def.members.last().map_or(def.name.span.hi, |member| member.span.hi)
        }
        StmtKind::CExtern(block) => suite_end(&block.body, l),
        StmtKind::CdefBlock(block) => suite_end(&block.body, l),
        _ => l,
    }
}
