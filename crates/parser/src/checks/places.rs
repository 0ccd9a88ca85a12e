//! Where declarations may stand.

use ast::walk::{self, Visitor};
use ast::{CVarDecl, DeclKeyword, DeclaratorKind, Expr, ExprKind, ModifierKind, Stmt, StmtKind};
use diag::declarations::CpdefBlock;
use diag::syntax::{BadSyntax, DeclarationPlace};

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
        let python = matches!(stmt.kind, StmtKind::FunctionDef(_) | StmtKind::ClassDef(_));
        if python && self.around.is_extern && scope == Scope::Module {
            let place = "in an `extern` block".into();
            self.push(DeclarationPlace { at: stmt.span, what: what(stmt).into(), place });
        }
        if scope == Scope::CClass && matches!(stmt.kind, StmtKind::ClassDef(_)) {
            let place = "in an extension type".into();
            self.push(DeclarationPlace { at: stmt.span, what: what(stmt).into(), place });
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
        self.check_emptiness(stmt);
        let keyword = match &stmt.kind {
            StmtKind::CdefBlock(block) => block.keyword,
            StmtKind::CStruct(def) => def.keyword,
            StmtKind::CClass(def) => def.keyword,
            _ => DeclKeyword::Implied,
        };
        if keyword == DeclKeyword::Cpdef {
            self.push(CpdefBlock { at: stmt.span, what: what(stmt).into() });
        }
        match &stmt.kind {
            StmtKind::CExtern(_) => {
                let outer = std::mem::replace(&mut self.around.is_extern, true);
                walk::walk_stmt(self, stmt);
                self.around.is_extern = outer;
            }
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
                self.check_args(&def.args, false);
                self.exprs(def.args.iter().map(|arg| &arg.value));
                self.in_scope(Scope::CClass, |checker| {
                    checker.suite(def.body.as_deref().unwrap_or_default())
                });
            }
            StmtKind::CppClass(def) => self.members(Scope::CppClass, def.body.as_deref()),
            StmtKind::CStruct(def) => self.members(Scope::Struct, def.body.as_deref()),
            _ => walk::walk_stmt(self, stmt),
        }
    }
}

impl Checker<'_> {
    fn members(&mut self, scope: Scope, body: Option<&[Stmt]>) {
        let is_extern = self.around.is_extern;
        self.in_scope(scope, |checker| {
            checker.around.is_extern = is_extern;
            checker.suite(body.unwrap_or_default());
        });
    }

    /// C knows no empty types, except those that it has itself; and a type alone declares nothing.
    fn check_emptiness(&mut self, stmt: &Stmt) {
        let pass = |stmt: &Stmt| matches!(stmt.kind, StmtKind::Pass);
        let (what, modifiers) = match &stmt.kind {
            StmtKind::CStruct(def)
                if def.body.as_ref().is_some_and(|body| body.iter().all(pass)) =>
            {
                ("a struct or union needs members", &def.modifiers)
            }
            StmtKind::CEnum(def) if def.items.as_ref().is_some_and(|items| items.is_empty()) => {
                ("an enum needs items", &def.modifiers)
            }
            StmtKind::CVar(def) if def.ty.is_none() => return self.check_lone_type(def),
            _ => return,
        };
        if !self.around.is_extern && !modifiers.has(ModifierKind::Extern) {
            self.push(BadSyntax { at: stmt.span, message: what.into(), label: "is empty".into() });
        }
    }

    fn check_lone_type(&mut self, def: &CVarDecl) {
        let Some(first) = def.declarators.first() else { return };
        if let (DeclaratorKind::Name(Some(name)), None) = (&first.declarator.kind, &first.init)
            && BASIC_TYPES.contains(&&self.names[name.ident.name])
        {
            let message = "a declaration needs a name".into();
            self.push(BadSyntax { at: first.span, message, label: "only a type".into() });
        }
    }
}

/// Words that mean a type wherever a declaration begins with them.
const BASIC_TYPES: &[&str] = &[
    "void",
    "char",
    "short",
    "int",
    "long",
    "float",
    "double",
    "bint",
    "signed",
    "unsigned",
    "Py_UNICODE",
    "Py_UCS4",
    "Py_hash_t",
    "Py_ssize_t",
    "Py_tss_t",
    "ssize_t",
    "size_t",
    "ptrdiff_t",
];

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
        StmtKind::CdefBlock(_) => "a block of declarations",
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
