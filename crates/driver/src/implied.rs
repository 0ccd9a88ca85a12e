//! The definition file that a source amounts to, for modules that have none: what `cimport` may name, without what runs.
//!
//! Asked for by an option alone, as it is in the reference: any change of the source may then change its users. What decorators make
//! C functions and extension types of is not among it.

use ast::{
    CFuncDef, CVarDecl, Declarator, DeclaratorKind, InitDeclarator, ModifierKind, Modifiers,
    ParamDefault, Stmt, StmtKind,
};

/// The declarations of a source, as its definition file would have them.
pub fn definitions(source: ast::Module) -> ast::Module {
    let body = declarations(source.body);
    ast::Module { body, ..source }
}

fn declarations(body: Vec<Stmt>) -> Vec<Stmt> {
    body.into_iter().filter_map(declaration).collect()
}

fn declaration(stmt: Stmt) -> Option<Stmt> {
    let kind = match stmt.kind {
        StmtKind::CVar(decl) => StmtKind::CVar(Box::new(without_values(*decl))),
        StmtKind::CFunc(def) => StmtKind::CVar(Box::new(declared(*def))),
        StmtKind::CClass(mut def) => {
            def.body = def.body.map(declarations);
            StmtKind::CClass(def)
        }
        StmtKind::CdefBlock(mut block) => {
            block.body = declarations(block.body);
            StmtKind::CdefBlock(block)
        }
        StmtKind::CompileTimeIf { mut branches, orelse } => {
            for branch in &mut branches {
                branch.body = declarations(std::mem::take(&mut branch.body));
            }
            StmtKind::CompileTimeIf { branches, orelse: declarations(orelse) }
        }
        StmtKind::AnnAssign { target, annotation, simple, value: _ } => {
            StmtKind::AnnAssign { target, annotation, simple, value: None }
        }
        StmtKind::FromImport(import) if import.cimport => StmtKind::FromImport(import),
        kept @ (StmtKind::Cimport(_)
        | StmtKind::CStruct(_)
        | StmtKind::CEnum(_)
        | StmtKind::CppClass(_)
        | StmtKind::CTypedef(_)
        | StmtKind::Fused(_)
        | StmtKind::CExtern(_)
        | StmtKind::CompileTimeDef { .. }) => kept,
        StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue
        | StmtKind::Expr(_)
        | StmtKind::Assign { .. }
        | StmtKind::AugAssign { .. }
        | StmtKind::Return(_)
        | StmtKind::Raise { .. }
        | StmtKind::Assert { .. }
        | StmtKind::Del(_)
        | StmtKind::Global(_)
        | StmtKind::Nonlocal(_)
        | StmtKind::FromImport(_)
        | StmtKind::Import(_)
        | StmtKind::TypeAlias { .. }
        | StmtKind::Print { .. }
        | StmtKind::Exec { .. }
        | StmtKind::If { .. }
        | StmtKind::While { .. }
        | StmtKind::For { .. }
        | StmtKind::Try { .. }
        | StmtKind::With { .. }
        | StmtKind::Match { .. }
        | StmtKind::FunctionDef(_)
        | StmtKind::ClassDef(_)
        | StmtKind::WithTemplate { .. }
        | StmtKind::Property { .. }
        | StmtKind::Include { .. }
        | StmtKind::Invalid => return None,
    };
    Some(Stmt { kind, ..stmt })
}

fn without_values(decl: CVarDecl) -> CVarDecl {
    let declarators = decl.declarators.into_iter();
    let declarators = declarators.map(|item| InitDeclarator { init: None, ..item }).collect();
    CVarDecl { declarators, ..decl }
}

/// A function that is declared here and defined in its module.
fn declared(def: CFuncDef) -> CVarDecl {
    let mut declarator = def.declarator;
    hide_defaults(&mut declarator);
    let span = declarator.span;
    let items = def.modifiers.items.into_iter();
    let items = items.filter(|item| item.kind != ModifierKind::Inline).collect();
    CVarDecl {
        decorators: def.decorators,
        keyword: def.keyword,
        modifiers: Modifiers { items },
        ty: def.ty,
        declarators: vec![InitDeclarator { span, declarator, init: None }],
    }
}

/// Definition files say that there are defaults, not which.
fn hide_defaults(declarator: &mut Declarator) {
    match &mut declarator.kind {
        DeclaratorKind::Name(_) => {}
        DeclaratorKind::Pointer(_, inner)
        | DeclaratorKind::Reference { inner, .. }
        | DeclaratorKind::Brackets(inner, _)
        | DeclaratorKind::CallingConvention(_, inner) => hide_defaults(inner),
        DeclaratorKind::Function { inner, params, .. } => {
            for param in &mut params.items {
                if param.default.is_some() {
                    param.default = Some(ParamDefault::Elsewhere(param.span));
                }
            }
            hide_defaults(inner);
        }
    }
}
