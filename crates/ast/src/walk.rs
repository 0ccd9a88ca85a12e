//! The one place that knows which node holds which.
//!
//! A [`Visitor`] overrides what it wants to see and calls the `walk_*` function of the same name to go on below. Order is the
//! order of the text, as far as the shape of the tree keeps it.

use crate::{
    Arg, Branch, CBase, CClassDef, CEnum, CFuncDef, CStruct, CType, CVarDecl, ClassDef, CompClause,
    CppClass, CppHandler, Declarator, DeclaratorKind, Decorator, DictItem, ExceptionClause,
    ExceptionKind, Expr, ExprKind, FPart, FString, ForHeader, FuncTail, FunctionDef, Handler,
    MatchCase, Module, Param, ParamDecl, ParamDefault, Params, Pattern, PatternKind, Stmt,
    StmtKind, TypeArg, TypeArgKind, TypeName, TypeParam, WithItem,
};

pub trait Visitor: Sized {
    fn visit_stmt(&mut self, stmt: &Stmt) {
        walk_stmt(self, stmt);
    }
    fn visit_expr(&mut self, expr: &Expr) {
        walk_expr(self, expr);
    }
    fn visit_pattern(&mut self, pattern: &Pattern) {
        walk_pattern(self, pattern);
    }
    fn visit_type(&mut self, ty: &CType) {
        walk_type(self, ty);
    }
    fn visit_declarator(&mut self, declarator: &Declarator) {
        walk_declarator(self, declarator);
    }
    fn visit_params(&mut self, params: &Params) {
        walk_params(self, params);
    }
    fn visit_comp_clause(&mut self, clause: &CompClause) {
        walk_comp_clause(self, clause);
    }
}

pub fn walk_module<V: Visitor>(v: &mut V, module: &Module) {
    suite(v, &module.body);
}

fn suite<V: Visitor>(v: &mut V, body: &[Stmt]) {
    for stmt in body {
        v.visit_stmt(stmt);
    }
}

fn exprs<'a, V: Visitor>(v: &mut V, items: impl IntoIterator<Item = &'a Expr>) {
    for item in items {
        v.visit_expr(item);
    }
}

pub fn walk_stmt<V: Visitor>(v: &mut V, stmt: &Stmt) {
    match &stmt.kind {
        StmtKind::Pass
        | StmtKind::Break
        | StmtKind::Continue
        | StmtKind::Global(_)
        | StmtKind::Nonlocal(_)
        | StmtKind::Import(_)
        | StmtKind::Cimport(_)
        | StmtKind::FromImport(_)
        | StmtKind::Include { .. }
        | StmtKind::Invalid => {}
        StmtKind::Expr(expr) => v.visit_expr(expr),
        StmtKind::Assign { targets, value } => exprs(v, targets.iter().chain([value])),
        StmtKind::AugAssign { target, op: _, value } => exprs(v, [target, value]),
        StmtKind::AnnAssign { target, annotation, value, simple: _ } => {
            exprs(v, [target, annotation].into_iter().chain(value));
        }
        StmtKind::Return(value) => exprs(v, value),
        StmtKind::Raise { exc, cause, value, traceback } => {
            exprs(v, exc.iter().chain(cause).chain(value.as_deref()).chain(traceback.as_deref()));
        }
        StmtKind::Assert { test, message } => exprs(v, [test].into_iter().chain(message)),
        StmtKind::Del(targets) => exprs(v, targets),
        StmtKind::TypeAlias { name: _, type_params, value } => {
            walk_type_params(v, type_params);
            v.visit_expr(value);
        }
        StmtKind::Print { file, values, newline: _ } => exprs(v, file.iter().chain(values)),
        StmtKind::Exec { code, globals, locals } => {
            exprs(v, [code].into_iter().chain(globals).chain(locals))
        }
        StmtKind::CompileTimeDef { name: _, value } => v.visit_expr(value),
        StmtKind::If { .. }
        | StmtKind::While { .. }
        | StmtKind::For { .. }
        | StmtKind::Try { .. }
        | StmtKind::With { .. }
        | StmtKind::Match { .. }
        | StmtKind::FunctionDef(_)
        | StmtKind::ClassDef(_)
        | StmtKind::WithTemplate { .. }
        | StmtKind::Property { .. }
        | StmtKind::CompileTimeIf { .. } => walk_compound(v, stmt),
        StmtKind::CVar(_)
        | StmtKind::CFunc(_)
        | StmtKind::CClass(_)
        | StmtKind::CStruct(_)
        | StmtKind::CEnum(_)
        | StmtKind::CppClass(_)
        | StmtKind::CTypedef(_)
        | StmtKind::Fused(_)
        | StmtKind::CExtern(_)
        | StmtKind::CdefBlock(_) => walk_declaration(v, stmt),
    }
}

/// Statements with suites; others are passed over.
fn walk_compound<V: Visitor>(v: &mut V, stmt: &Stmt) {
    match &stmt.kind {
        StmtKind::If { branches, orelse } | StmtKind::CompileTimeIf { branches, orelse } => {
            for Branch { test, body, span: _ } in branches {
                v.visit_expr(test);
                suite(v, body);
            }
            suite(v, orelse);
        }
        StmtKind::While { test, body, orelse } => {
            v.visit_expr(test);
            suite(v, body);
            suite(v, orelse);
        }
        StmtKind::For { is_async: _, header, body, orelse } => {
            walk_for_header(v, header);
            suite(v, body);
            suite(v, orelse);
        }
        StmtKind::Try { body, handlers, orelse, finally } => {
            suite(v, body);
            for Handler { types, target, body, span: _, is_star: _ } in handlers {
                exprs(v, types.iter().chain(target));
                suite(v, body);
            }
            suite(v, orelse);
            suite(v, finally);
        }
        StmtKind::With { is_async: _, items, body } => {
            for WithItem { context, target } in items {
                exprs(v, [context].into_iter().chain(target));
            }
            suite(v, body);
        }
        StmtKind::Match { subject, cases } => {
            v.visit_expr(subject);
            for MatchCase { pattern, guard, body, span: _ } in cases {
                v.visit_pattern(pattern);
                exprs(v, guard);
                suite(v, body);
            }
        }
        StmtKind::FunctionDef(def) => walk_function(v, def),
        StmtKind::ClassDef(def) => walk_class(v, def),
        StmtKind::WithTemplate { params: _, body } | StmtKind::Property { name: _, body } => {
            suite(v, body)
        }
        _ => {}
    }
}

pub fn walk_function<V: Visitor>(v: &mut V, def: &FunctionDef) {
    let FunctionDef { decorators, is_async: _, name: _, type_params, params, returns, body } = def;
    walk_decorators(v, decorators);
    walk_type_params(v, type_params);
    v.visit_params(params);
    exprs(v, returns);
    suite(v, body);
}

pub fn walk_class<V: Visitor>(v: &mut V, def: &ClassDef) {
    let ClassDef { decorators, name: _, type_params, args, body } = def;
    walk_decorators(v, decorators);
    walk_type_params(v, type_params);
    walk_args(v, args);
    suite(v, body);
}

fn walk_decorators<V: Visitor>(v: &mut V, decorators: &[Decorator]) {
    exprs(v, decorators.iter().map(|decorator| &decorator.expr));
}

fn walk_type_params<V: Visitor>(v: &mut V, params: &[TypeParam]) {
    for param in params {
        exprs(v, param.bound.iter().chain(&param.default));
    }
}

fn walk_args<V: Visitor>(v: &mut V, args: &[Arg]) {
    exprs(v, args.iter().map(|arg| &arg.value));
}

/// Statements of C declarations; others are passed over.
fn walk_declaration<V: Visitor>(v: &mut V, stmt: &Stmt) {
    match &stmt.kind {
        StmtKind::CVar(decl) => walk_variables(v, decl),
        StmtKind::CFunc(def) => walk_c_function(v, def),
        StmtKind::CClass(def) => {
            let CClassDef {
                decorators,
                keyword: _,
                modifiers: _,
                name: _,
                alias: _,
                args,
                options: _,
                body,
            } = &**def;
            walk_decorators(v, decorators);
            walk_args(v, args);
            suite(v, body.as_deref().unwrap_or_default());
        }
        StmtKind::CStruct(def) => {
            let CStruct { decorators, body, .. } = &**def;
            walk_decorators(v, decorators);
            suite(v, body.as_deref().unwrap_or_default());
        }
        StmtKind::CEnum(def) => {
            let CEnum { decorators, underlying, items, .. } = &**def;
            walk_decorators(v, decorators);
            types(v, underlying);
            exprs(v, items.iter().flatten().filter_map(|item| item.value.as_ref()));
        }
        StmtKind::CppClass(def) => {
            let CppClass { decorators, bases, body, .. } = &**def;
            walk_decorators(v, decorators);
            types(v, bases);
            suite(v, body.as_deref().unwrap_or_default());
        }
        StmtKind::CTypedef(def) => {
            walk_decorators(v, &def.decorators);
            v.visit_type(&def.ty);
            v.visit_declarator(&def.declarator);
        }
        StmtKind::Fused(def) => {
            walk_decorators(v, &def.decorators);
            for member in &def.members {
                walk_type_name(v, member);
            }
        }
        StmtKind::CExtern(block) => {
            walk_exception(v, &block.exception);
            suite(v, &block.body);
        }
        StmtKind::CdefBlock(block) => {
            walk_exception(v, &block.exception);
            suite(v, &block.body);
        }
        _ => {}
    }
}

fn walk_variables<V: Visitor>(v: &mut V, decl: &CVarDecl) {
    let CVarDecl { decorators, keyword: _, modifiers: _, ty, declarators } = decl;
    walk_decorators(v, decorators);
    types(v, ty);
    for item in declarators {
        v.visit_declarator(&item.declarator);
        exprs(v, &item.init);
    }
}

fn walk_c_function<V: Visitor>(v: &mut V, def: &CFuncDef) {
    let CFuncDef { decorators, keyword: _, modifiers: _, ty, declarator, body } = def;
    walk_decorators(v, decorators);
    types(v, ty);
    v.visit_declarator(declarator);
    suite(v, body);
}

fn types<'a, V: Visitor>(v: &mut V, items: impl IntoIterator<Item = &'a CType>) {
    for item in items {
        v.visit_type(item);
    }
}

pub fn walk_expr<V: Visitor>(v: &mut V, expr: &Expr) {
    match &expr.kind {
        ExprKind::Name(_)
        | ExprKind::None
        | ExprKind::Bool(_)
        | ExprKind::Ellipsis
        | ExprKind::Null
        | ExprKind::Int(_)
        | ExprKind::Float(_)
        | ExprKind::Imaginary(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes(_)
        | ExprKind::Char(_)
        | ExprKind::Invalid => {}
        ExprKind::FString(string) | ExprKind::TString(string) => walk_fstring(v, string),
        ExprKind::Unary(_, operand)
        | ExprKind::Walrus(_, operand)
        | ExprKind::Await(operand)
        | ExprKind::YieldFrom(operand)
        | ExprKind::Star(operand)
        | ExprKind::Attribute(operand, _)
        | ExprKind::AddressOf(operand)
        | ExprKind::SizeOf(operand)
        | ExprKind::Repr(operand) => v.visit_expr(operand),
        ExprKind::Yield(value) => exprs(v, value.as_deref()),
        ExprKind::Binary(_, left, right) | ExprKind::Subscript(left, right) => {
            exprs(v, [&**left, &**right])
        }
        ExprKind::BoolOp(_, items)
        | ExprKind::Tuple(items)
        | ExprKind::List(items)
        | ExprKind::Set(items) => {
            exprs(v, items);
        }
        ExprKind::Compare(first, rest) => {
            v.visit_expr(first);
            exprs(v, rest.iter().map(|comparison| &comparison.operand));
        }
        ExprKind::Conditional { test, body, orelse } => exprs(v, [&**body, &**test, &**orelse]),
        ExprKind::Lambda { params, body } => {
            v.visit_params(params);
            v.visit_expr(body);
        }
        ExprKind::Dict(items) => {
            for item in items {
                walk_dict_item(v, item);
            }
        }
        ExprKind::Comprehension { kind: _, element, clauses } => {
            v.visit_expr(element);
            comp_clauses(v, clauses);
        }
        ExprKind::DictComprehension { item, clauses } => {
            walk_dict_item(v, item);
            comp_clauses(v, clauses);
        }
        ExprKind::Slice(slice) => {
            exprs(v, slice.start.iter().chain(&slice.stop).chain(&slice.step))
        }
        ExprKind::Call(callee, args) => {
            v.visit_expr(callee);
            walk_args(v, args);
        }
        ExprKind::Cast { ty, checked: _, operand } => {
            walk_type_name(v, ty);
            v.visit_expr(operand);
        }
        ExprKind::New { ty, args } => {
            v.visit_type(ty);
            walk_args(v, args);
        }
        ExprKind::Type(ty) => walk_type_name(v, ty),
    }
}

fn walk_dict_item<V: Visitor>(v: &mut V, item: &DictItem) {
    match item {
        DictItem::Pair(key, value) => exprs(v, [key, value]),
        DictItem::Unpack(mapping) => v.visit_expr(mapping),
    }
}

fn comp_clauses<V: Visitor>(v: &mut V, clauses: &[CompClause]) {
    for clause in clauses {
        v.visit_comp_clause(clause);
    }
}

pub fn walk_comp_clause<V: Visitor>(v: &mut V, clause: &CompClause) {
    walk_for_header(v, &clause.header);
    exprs(v, &clause.conditions);
}

pub fn walk_for_header<V: Visitor>(v: &mut V, header: &ForHeader) {
    match header {
        ForHeader::In { target, iter } => exprs(v, [target, iter]),
        ForHeader::From(from) => {
            exprs(
                v,
                [&from.target, &from.lower, &from.middle, &from.upper]
                    .into_iter()
                    .chain(&from.step),
            );
        }
    }
}

fn walk_fstring<V: Visitor>(v: &mut V, string: &FString) {
    walk_fparts(v, &string.parts);
}

fn walk_fparts<V: Visitor>(v: &mut V, parts: &[FPart]) {
    for part in parts {
        match part {
            FPart::Text(_) => {}
            FPart::Field(field) => {
                v.visit_expr(&field.expr);
                walk_fparts(v, field.format.as_deref().unwrap_or_default());
            }
        }
    }
}

pub fn walk_pattern<V: Visitor>(v: &mut V, pattern: &Pattern) {
    match &pattern.kind {
        PatternKind::Singleton(_)
        | PatternKind::Wildcard
        | PatternKind::Capture(_)
        | PatternKind::Star(_) => {}
        PatternKind::Value(value) => v.visit_expr(value),
        PatternKind::As(inner, _) => v.visit_pattern(inner),
        PatternKind::Or(items) | PatternKind::Sequence(items) => patterns(v, items),
        PatternKind::Mapping { items, rest: _ } => {
            for (key, pattern) in items {
                v.visit_expr(key);
                v.visit_pattern(pattern);
            }
        }
        PatternKind::Class { class, positional, keywords } => {
            v.visit_expr(class);
            patterns(v, positional);
            patterns(v, keywords.iter().map(|keyword| &keyword.pattern));
        }
    }
}

fn patterns<'a, V: Visitor>(v: &mut V, items: impl IntoIterator<Item = &'a Pattern>) {
    for item in items {
        v.visit_pattern(item);
    }
}

pub fn walk_params<V: Visitor>(v: &mut V, params: &Params) {
    for Param { span: _, kind: _, decl, noneness: _, annotation, default } in &params.items {
        match decl {
            ParamDecl::Undecided(_) => {}
            ParamDecl::Typed { ty, declarator } => {
                v.visit_type(ty);
                v.visit_declarator(declarator);
            }
        }
        exprs(v, annotation);
        match default {
            Some(ParamDefault::Value(value)) => v.visit_expr(value),
            Some(ParamDefault::Elsewhere(_)) | None => {}
        }
    }
}

pub fn walk_type<V: Visitor>(v: &mut V, ty: &CType) {
    walk_base(v, &ty.base);
}

fn walk_base<V: Visitor>(v: &mut V, base: &CBase) {
    match base {
        CBase::Basic(_) | CBase::Name(_) => {}
        CBase::Member(outer, _) => walk_base(v, outer),
        CBase::Subscript(inner, args) => {
            walk_base(v, inner);
            walk_type_args(v, args);
        }
        CBase::Tuple(items) => {
            for item in items {
                walk_type_name(v, item);
            }
        }
        CBase::Group(name) => walk_type_name(v, name),
    }
}

pub fn walk_type_name<V: Visitor>(v: &mut V, name: &TypeName) {
    v.visit_type(&name.ty);
    v.visit_declarator(&name.declarator);
}

fn walk_type_args<V: Visitor>(v: &mut V, args: &[TypeArg]) {
    for arg in args {
        match &arg.kind {
            TypeArgKind::Item(value) | TypeArgKind::Keyword(_, value) => v.visit_expr(value),
            TypeArgKind::Optional(_) => {}
        }
    }
}

pub fn walk_declarator<V: Visitor>(v: &mut V, declarator: &Declarator) {
    match &declarator.kind {
        DeclaratorKind::Name(_) => {}
        DeclaratorKind::Pointer(_, inner)
        | DeclaratorKind::Reference { rvalue: _, inner }
        | DeclaratorKind::CallingConvention(_, inner) => v.visit_declarator(inner),
        DeclaratorKind::Brackets(inner, args) => {
            v.visit_declarator(inner);
            walk_type_args(v, args);
        }
        DeclaratorKind::Function { inner, params, tail } => {
            v.visit_declarator(inner);
            v.visit_params(params);
            let FuncTail { exception, returns, .. } = &**tail;
            walk_exception(v, exception);
            exprs(v, returns.as_deref());
        }
    }
}

fn walk_exception<V: Visitor>(v: &mut V, clause: &Option<ExceptionClause>) {
    let Some(clause) = clause else { return };
    match &clause.kind {
        ExceptionKind::Never
        | ExceptionKind::Check
        | ExceptionKind::Cpp(None | Some(CppHandler::Star)) => {}
        ExceptionKind::Value(value)
        | ExceptionKind::Maybe(value)
        | ExceptionKind::Cpp(Some(CppHandler::Name(value))) => {
            v.visit_expr(value);
        }
    }
}
