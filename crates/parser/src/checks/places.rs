//! Where declarations may stand.

use ast::walk::{self, Visitor};
use ast::{DeclKeyword, Expr, ExprKind, Stmt, StmtKind};
use diag::syntax::DeclarationPlace;

use super::{Checker, Scope};

impl Checker<'_> {
    /// Reports a statement that its surroundings do not allow.
    pub(super) fn check_place(&mut self, stmt: &Stmt) {
        let scope = self.around.scope;
        if scope == Scope::Struct && !fits_struct(stmt) {
            let place = "in a struct or union".into();
            self.push(DeclarationPlace { at: stmt.span, what: what(stmt).into(), place });
            return;
        }
        let Some(levels) = levels(stmt) else { return };
        let place = match scope {
            _ if self.around.nested => "in another statement",
            Scope::Module | Scope::CppClass | Scope::Struct => return,
            Scope::CClass if levels.c_class => return,
            Scope::Function { .. } | Scope::CFunction if levels.function => return,
            Scope::CClass => "in an extension type",
            Scope::Class => "in a Python class",
            Scope::Function { .. } | Scope::CFunction => "in a function",
            Scope::Lambda => "in a lambda",
        };
        self.push(DeclarationPlace { at: stmt.span, what: what(stmt).into(), place: place.into() });
    }

    /// C declarations and what they hold.
    pub(super) fn declaration(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::CFunc(def) => {
                self.exprs(def.decorators.iter().map(|decorator| &decorator.expr));
                if let Some(ty) = &def.ty {
                    self.visit_type(ty);
                }
                self.visit_declarator(&def.declarator);
                self.in_scope(Scope::CFunction, |checker| checker.suite(&def.body));
            }
            StmtKind::CClass(def) => {
                self.exprs(def.decorators.iter().map(|decorator| &decorator.expr));
                self.check_args(&def.args);
                self.exprs(def.args.iter().map(|arg| &arg.value));
                self.in_scope(Scope::CClass, |checker| {
                    checker.suite(def.body.as_deref().unwrap_or_default())
                });
            }
            StmtKind::CppClass(def) => {
                self.in_scope(Scope::CppClass, |checker| {
                    checker.suite(def.body.as_deref().unwrap_or_default())
                });
            }
            StmtKind::CStruct(def) => {
                self.in_scope(Scope::Struct, |checker| {
                    checker.suite(def.body.as_deref().unwrap_or_default())
                });
            }
            _ => walk::walk_stmt(self, stmt),
        }
    }
}

/// Where, beside the level of the module.
struct Levels {
    c_class: bool,
    function: bool,
}

fn levels(stmt: &Stmt) -> Option<Levels> {
    let (c_class, function) = match &stmt.kind {
        StmtKind::CVar(def) if def.keyword == DeclKeyword::Cpdef => (true, false),
        StmtKind::CVar(_) | StmtKind::CdefBlock(_) => (true, true),
        StmtKind::CFunc(_) => (true, false),
        StmtKind::CClass(_)
        | StmtKind::CStruct(_)
        | StmtKind::CEnum(_)
        | StmtKind::CppClass(_)
        | StmtKind::CTypedef(_)
        | StmtKind::Fused(_)
        | StmtKind::CExtern(_)
        | StmtKind::Include { .. } => (false, false),
        StmtKind::Property { .. } => (true, false),
        _ => return None,
    };
    Some(Levels { c_class, function })
}

fn fits_struct(stmt: &Stmt) -> bool {
    match &stmt.kind {
        StmtKind::CVar(_) | StmtKind::Pass | StmtKind::Invalid => true,
        StmtKind::Expr(Expr { kind: ExprKind::Str(_), .. }) => true,
        // Dropped or kept before anybody looks at the members.
        StmtKind::CompileTimeIf { .. }
        | StmtKind::CompileTimeDef { .. }
        | StmtKind::Include { .. } => true,
        // In extern blocks of C++.
        StmtKind::CStruct(_)
        | StmtKind::CEnum(_)
        | StmtKind::CppClass(_)
        | StmtKind::CTypedef(_) => true,
        _ => false,
    }
}

fn what(stmt: &Stmt) -> &'static str {
    match &stmt.kind {
        StmtKind::CVar(_) => "a `cdef` statement",
        StmtKind::CdefBlock(_) => "a `cdef` block",
        StmtKind::CFunc(_) => "a C function",
        StmtKind::CClass(_) => "an extension type",
        StmtKind::CStruct(_) => "a struct or union",
        StmtKind::CEnum(_) => "an enum",
        StmtKind::CppClass(_) => "a C++ class",
        StmtKind::CTypedef(_) => "`ctypedef`",
        StmtKind::Fused(_) => "a fused type",
        StmtKind::CExtern(_) => "an `extern` block",
        StmtKind::Include { .. } => "`include`",
        StmtKind::Property { .. } => "a property block",
        StmtKind::FunctionDef(_) => "a Python function",
        StmtKind::ClassDef(_) => "a Python class",
        _ => "this statement",
    }
}
