//! What a name is, and reading it.

use base::{Name, Span};
use builtins::{Key, Row};
use tir::{Const, Expr, ExprKind, LocalId};
use types::{Ty, Type};

use super::Checker;
use super::closures::Outer;
use crate::{Binding, FuncOrigin, ModuleId, SymbolId, SymbolKind};

/// What a name stands for at a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Found {
    Local(LocalId),
    /// Of the module.
    Symbol(SymbolId),
    /// A path in the `cython` module.
    Cython(Name),
    /// A Python name of the module by declaration (`global x`), or one that only exists at run time.
    Global,
    Builtin,
    /// A variable of an enclosing function, with the type that it has there.
    Free(Ty),
    /// A name in the namespace of the class whose body this is.
    ClassName,
    /// A variable of an enclosing function, unless the namespace has the name.
    ClassFree,
    /// Such a variable that has no cell.
    FreeOfComprehension,
    /// `nonlocal` of a name that no function around binds.
    Nonlocal,
    Undeclared,
}

/// Names that every module has.
const MODULE_NAMES: &[&str] = &[
    "__name__",
    "__doc__",
    "__file__",
    "__path__",
    "__spec__",
    "__loader__",
    "__package__",
    "__builtins__",
    "__cached__",
    "__test__",
    "__pyx_capi__",
    "__dict__",
    "__annotations__",
];

impl Checker<'_, '_> {
    pub fn find(&self, name: Name) -> Found {
        if let Some(&local) = self.inner.iter().rev().find_map(|scope| scope.get(&name)) {
            return Found::Local(local);
        }
        if let Some(body) = self.class_body {
            return self.find_in_class(name, body.dynamic);
        }
        let found = self.find_in_function(name);
        match found {
            Found::Free(_) if self.sees_class => Found::ClassFree,
            Found::Builtin | Found::Global | Found::Undeclared | Found::Symbol(_)
                if self.sees_class =>
            {
                Found::ClassName
            }
            found => found,
        }
    }

    /// A name in the body of a class. Comprehensions in it see what is around the class.
    fn find_in_class(&self, name: Name, dynamic: bool) -> Found {
        let own = self.scope.names.get(&name);
        if self.comprehensions > 0 && matches!(own, Some(Binding::Local(_))) {
            return self.outer(name).unwrap_or_else(|| self.find_in_module(name));
        }
        if matches!(own, Some(Binding::Local(_))) {
            return Found::ClassName;
        }
        if self.comprehensions == 0 && own.is_none() && self.is_cpdef_method(name) {
            return Found::ClassName;
        }
        match self.find_in_function(name) {
            Found::Free(_) if own.is_none() => Found::ClassFree,
            Found::Builtin | Found::Global if dynamic && own.is_none() => Found::ClassName,
            Found::Undeclared if self.comprehensions == 0 && self.ext_body().is_none() => {
                Found::ClassName
            }
            found => found,
        }
    }

    /// A `cpdef` method of the extension type whose body this is: Python's side of it is in the type's dict.
    fn is_cpdef_method(&self, name: Name) -> bool {
        let Some(class) = self.ext_body() else { return false };
        let own = self.an.decls.classes.get(&class).and_then(|info| {
            info.methods.iter().find(|method| method.name == name).map(|method| method.func)
        });
        own.is_some_and(|func| self.an.decls.cfuncs[func].cpdef)
    }

    fn find_in_function(&self, name: Name) -> Found {
        // A private name is first looked for as it is at run time.
        let own = self.mangled(name);
        if own != name && !self.scope.names.contains_key(&name) {
            let known = self.scope.names.contains_key(&own)
                || self.closure.visible.contains_key(&own)
                || self.an.lookup(self.module, own).is_some();
            if known {
                return self.find_in_function(own);
            }
        }
        match self.scope.names.get(&name) {
            Some(Binding::Local(local)) => return Found::Local(*local),
            Some(Binding::Cython(path)) => return Found::Cython(*path),
            Some(Binding::Nonlocal) => return self.outer(name).unwrap_or(Found::Nonlocal),
            Some(Binding::Global) => {
                return match self.an.lookup(self.module, name) {
                    Some(symbol) => self.found_symbol(symbol),
                    None => Found::Global,
                };
            }
            None => {
                if let Some(found) = self.outer(name) {
                    return found;
                }
            }
        }
        self.find_in_module(name)
    }

    fn find_in_module(&self, name: Name) -> Found {
        if let Some(symbol) = self.an.lookup(self.module, name) {
            return self.found_symbol(symbol);
        }
        let text = self.text(name);
        if MODULE_NAMES.contains(&text) {
            return Found::Global;
        }
        if super::cython_names::is_builtin_name(text, self.level2) {
            return Found::Builtin;
        }
        Found::Undeclared
    }

    /// A name of the functions around this one.
    fn outer(&self, name: Name) -> Option<Found> {
        Some(match self.closure.visible.get(&name)? {
            Outer::Cell(ty) => Found::Free(*ty),
            Outer::Comprehension => Found::FreeOfComprehension,
        })
    }

    fn found_symbol(&self, symbol: SymbolId) -> Found {
        match self.an.decls.symbols[symbol].kind {
            SymbolKind::Cython(path) => Found::Cython(path),
            _ => Found::Symbol(symbol),
        }
    }

    /// Whether a name is the builtin of that name, bound nowhere.
    pub fn is_builtin(&self, expr: &ast::Expr, wanted: &str) -> bool {
        match expr.kind {
            ast::ExprKind::Name(name) => {
                self.text(name) == wanted && self.find(name) == Found::Builtin
            }
            _ => false,
        }
    }

    pub fn name_expr(&mut self, name: Name, span: Span) -> Expr {
        match self.find(name) {
            Found::Local(local) => self.read_local(local, span),
            Found::Symbol(symbol) => self.read_symbol(symbol, span),
            Found::Global => self.global_value(name, span),
            Found::Builtin => self.builtin_constant(name, span),
            Found::Cython(path) => self.cython_value(path, span),
            Found::Free(ty) => self.read_free(name, ty, span),
            Found::ClassName => self.read_class_name(name, span),
            Found::ClassFree => self.read_class_free(name, span),
            Found::FreeOfComprehension => self.no_cell(span),
            Found::Nonlocal => self.unbound_nonlocal(name, span),
            Found::Undeclared => match self.class_around() {
                Some(class) if self.text(name) == "__class__" => self.class_object(class, span),
                _ => self.undeclared(name, span),
            },
        }
    }

    /// A name that nothing in the module declares. In Python that is a matter of the moment when the line runs.
    fn undeclared(&mut self, name: Name, span: Span) -> Expr {
        if self.an.decls.modules[self.module].star_import {
            return self.global_value(name, span);
        }
        let text = self.text(name).to_string();
        if self.an.cx.options.lenient || self.an.decls.info.kind == crate::FileKind::Py {
            self.report(diag::flow::UndeclaredSoFar { at: span, name: text });
            return self.global_value(name, span);
        }
        self.fail(span, diag::calls::UndeclaredName { at: span, name: text })
    }

    /// Reads a variable; whether it may be unbound is noted.
    pub fn read_local(&mut self, local: LocalId, span: Span) -> Expr {
        let ty = self.locals[local].ty;
        if let (Some(cell), Some(name)) = (self.cell_of(local), self.locals[local].name) {
            let row = match self.reads_outer(local) {
                true => "cell.load_outer",
                false => "cell.load",
            };
            return self.read_cell(cell, name, row, ty, span);
        }
        if self.dry && (ty == Ty::OBJECT || ty == Ty::TUPLE) {
            let ty = self.narrowed.get(&span).copied().unwrap_or(ty);
            return Expr::new(ExprKind::Local(local), ty, span);
        }
        if !self.dry && !self.flow.is_bound(local) {
            self.suspicious = true;
        }
        if !self.flow.is_bound(local)
            && let Some(reads) = &mut self.unbound_reads
        {
            reads.insert(local);
        }
        if !self.dry && !self.flow.is_bound(local) && self.types().is_counted(ty) {
            self.locals[local].maybe_unbound = true;
            self.flow.bind(local);
            if self.reads_outer(local) {
                return Expr::new(ExprKind::Outer(local), ty, span);
            }
        }
        Expr::new(ExprKind::Local(local), ty, span)
    }

    /// Whether the place is in a comprehension of plain Python, and the variable is one of the function around that.
    fn reads_outer(&self, local: LocalId) -> bool {
        let own = || self.inner.iter().any(|scope| scope.values().any(|&inner| inner == local));
        self.plain && self.comprehensions > 0 && !own()
    }

    pub fn unbound_nonlocal(&mut self, name: Name, span: Span) -> Expr {
        let name = self.text(name).to_string();
        self.fail(span, diag::declarations::NonlocalUnbound { at: span, name })
    }

    pub fn no_cell(&mut self, span: Span) -> Expr {
        self.unsupported(span, "variables of comprehensions that inner functions use")
    }

    pub fn global_value(&mut self, name: Name, span: Span) -> Expr {
        let args = vec![self.module_expr(span), self.name_const(name, span), self.cache_expr(span)];
        self.op("global.get", args, span)
    }

    /// A builtin that nothing in the module shadows.
    pub fn builtin_value(&mut self, name: Name, span: Span) -> Expr {
        let args = vec![self.module_expr(span), self.name_const(name, span), self.cache_expr(span)];
        self.op("builtin.get", args, span)
    }

    /// As that, in plain Python: somebody may have replaced it, or given the module a name of its own.
    fn builtin_now(&mut self, name: Name, span: Span) -> Expr {
        let args = vec![self.module_expr(span), self.name_const(name, span), self.cache_expr(span)];
        self.op("builtin.now", args, span)
    }

    fn builtin_constant(&mut self, name: Name, span: Span) -> Expr {
        let text = self.text(name).to_string();
        let constant = match text.as_str() {
            "NotImplemented" => Some(Const::NotImplemented),
            "Ellipsis" => Some(Const::Ellipsis),
            "__debug__" => {
                return self.op("debug.enabled", vec![], span);
            }
            _ => None,
        };
        if let Some(constant) = constant {
            return Expr::new(ExprKind::Const(constant), Ty::OBJECT, span);
        }
        if let Some(builtin) = super::cython_names::builtin_type(&text) {
            let row = format!("type.{}", builtin.name(self.an.cx.names));
            return self.op(&row, vec![], span);
        }
        if text == "object" {
            return self.op("type.object", vec![], span);
        }
        if text == "intern" {
            return self.library_member("sys", "intern", span);
        }
        let name = match super::cython_names::modern_name(&text) {
            Some(modern) => self.intern(modern),
            None => name,
        };
        // Classes, for calls and tests of exceptions.
        if builtins::is_exception(&text) {
            return self.builtin_value(name, span).cast(Ty::TYPE);
        }
        match self.plain {
            true => self.builtin_now(name, span),
            false => self.builtin_value(name, span),
        }
    }

    pub fn read_symbol(&mut self, id: SymbolId, span: Span) -> Expr {
        let symbol = self.an.decls.symbols[id].clone();
        match symbol.kind {
            SymbolKind::PyGlobal => self.global_value(symbol.name, span),
            SymbolKind::CGlobal(global) => Expr::new(ExprKind::Global(global), symbol.ty, span),
            SymbolKind::ImportedGlobal => self.imported_variable(id, span),
            SymbolKind::ExternVar { cname, declared } => {
                let id = self.an.extern_id(cname, symbol.ty, declared);
                Expr::new(ExprKind::Extern(id), symbol.ty, span)
            }
            SymbolKind::CFunc(func) => self.function_value(func, span),
            SymbolKind::EnumItem { cname, value } => match value {
                Some(value) => self.c_int(value, symbol.ty, span),
                None => {
                    let id = self.an.extern_id(cname, symbol.ty, true);
                    Expr::new(ExprKind::Extern(id), symbol.ty, span)
                }
            },
            SymbolKind::Const(value) => self.const_value(&value, span),
            SymbolKind::Type(ty) => self.type_value(symbol.name, ty, span),
            SymbolKind::Module(_) if self.is_imported_too(symbol.name) => {
                self.global_value(symbol.name, span)
            }
            SymbolKind::Module(_) => self.not_a_value(symbol.name, "a cimported module", span),
            SymbolKind::Cython(path) => self.cython_value(path, span),
            SymbolKind::Unsupported(what) => self.unsupported(span, what),
        }
    }

    /// Whether a cimported module's name is that of an imported one too.
    pub fn is_imported_too(&self, name: Name) -> bool {
        self.an.decls.modules[self.module].imported_too.contains(&name)
    }

    pub fn not_a_value(&mut self, name: Name, what: &str, span: Span) -> Expr {
        let name = self.text(name).to_string();
        self.fail(span, diag::calls::NotAValue { at: span, name, what: what.into() })
    }

    /// A type where a value is wanted: classes are objects, C types are nothing at run time.
    pub fn type_value(&mut self, name: Name, ty: Ty, span: Span) -> Expr {
        match self.types().as_builtin(ty) {
            Some(types::Builtin::Exception(name)) => self.builtin_value(name, span).cast(Ty::TYPE),
            Some(builtin) => {
                let row = format!("type.{}", builtin.name(self.an.cx.names));
                self.op(&row, vec![], span)
            }
            None => match self.types().resolved(ty) {
                Type::Object(_) => match self.types().as_class(ty) {
                    Some(class) => self.class_object(class, span),
                    None => self.op("type.object", vec![], span),
                },
                Type::Enum(id) => {
                    let id = *id;
                    match self.enum_class(id, span) {
                        Some(class) => class,
                        None => self.not_a_value(name, "a C type", span),
                    }
                }
                _ => self.not_a_value(name, "a C type", span),
            },
        }
    }

    /// A C function as a value.
    pub fn function_value(&mut self, id: crate::CFuncId, span: Span) -> Expr {
        let func = &self.an.decls.cfuncs[id];
        let (origin, cname, ty) = (func.origin, func.cname, func.ty);
        if let Some(what) = func.unsupported {
            return self.unsupported(span, what);
        }
        match origin {
            FuncOrigin::Module(func) => Expr::new(ExprKind::Func(func), ty, span),
            FuncOrigin::Extern { declared } => {
                let id = self.an.extern_id(cname, ty, declared);
                Expr::new(ExprKind::Extern(id), ty, span)
            }
            FuncOrigin::Imported => self.imported_value(id, span),
            FuncOrigin::Template => self.template_value(id, span),
            FuncOrigin::PxdInline => match self.an.inline_copy(id) {
                Some(copy) => Expr::new(ExprKind::Func(copy), ty, span),
                None => self.error_expr(span),
            },
        }
    }

    /// The symbol of a name in a cimported module, submodules included.
    pub fn module_member(&self, module: ModuleId, name: Name) -> Option<SymbolId> {
        self.an.lookup(module, name)
    }
}

/// What an operation does, for the message that it needs the GIL.
pub(crate) fn gil_phrase(row: &Row) -> String {
    let topic = row.name.split('.').next().unwrap_or("");
    let text = match (topic, row.key) {
        (_, Key::Operator("getitem" | "getslice")) => "indexing Python object",
        (_, Key::Operator("setitem" | "setslice")) => "assigning to Python item",
        (_, Key::Operator("delitem" | "delslice" | "delattr")) => "deleting Python object",
        (_, Key::Operator("getattr")) => "accessing Python attribute",
        (_, Key::Operator("setattr")) => "assigning to Python attribute",
        (_, Key::Operator("truth")) => "truth-testing Python object",
        (_, Key::Operator(_)) => "operation on Python objects",
        ("global" | "builtin", _) => "accessing Python global or builtin",
        ("import", _) => "Python import",
        ("conv", _) if row.name.starts_with("conv.from") => "converting to Python object",
        ("conv", _) => "coercion from Python",
        ("check", _) => "Python type test",
        ("format", _) => "string formatting",
        ("iter", _) => "iterating over Python object",
        ("gen" | "await", _) => "suspension",
        ("exc", _) => "handling Python exceptions",
        ("list" | "dict" | "set" | "tuple", Key::Internal) => "constructing Python containers",
        (_, Key::Func(name)) => return format!("calling Python builtin `{name}`"),
        (_, Key::Method(name)) => return format!("calling Python method `{name}`"),
        _ => "Python operation",
    };
    text.into()
}
