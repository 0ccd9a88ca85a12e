//! The `cython` module: its names as types, and expressions read as types (pure mode, `sizeof`, casts by call).

use ast::{Arg, ArgKind, Expr, ExprKind, TypeArg, TypeArgKind};
use base::{Name, Span};
use diag::declarations::NotATypeName;
use diag::directives::UnknownCythonName;
use types::{Builtin, Ty, Type};

use super::basic;
use super::names::hint;
use super::types::Meaning;
use crate::{Analysis, Binding, Env, ModuleId, SymbolKind};

/// Names of C types in the `cython` module that C declarations spell otherwise.
const PURE_TYPES: &[(&str, Ty)] = &[
    ("schar", Ty::SCHAR),
    ("uchar", Ty::UCHAR),
    ("sshort", Ty::SHORT),
    ("ushort", Ty::USHORT),
    ("sint", Ty::INT),
    ("uint", Ty::UINT),
    ("slong", Ty::LONG),
    ("ulong", Ty::ULONG),
    ("longlong", Ty::LONGLONG),
    ("ssize_t", Ty::SSIZE),
    ("slonglong", Ty::LONGLONG),
    ("ulonglong", Ty::ULONGLONG),
    ("longdouble", Ty::LONGDOUBLE),
    ("complex", Ty::DOUBLE_COMPLEX),
    ("floatcomplex", Ty::FLOAT_COMPLEX),
    ("doublecomplex", Ty::DOUBLE_COMPLEX),
    ("longdoublecomplex", Ty::LONGDOUBLE_COMPLEX),
];

impl<'a> Analysis<'a> {
    /// The path in the `cython` module that a name or attribute leads to: empty for the module itself.
    pub fn cython_path(&mut self, expr: &Expr, env: Env<'_, 'a>) -> Option<Name> {
        match &expr.kind {
            ExprKind::Name(name) => {
                if let Some(function) = env.function
                    && let Some(binding) = function.names.get(name)
                {
                    return match binding {
                        Binding::Cython(path) => Some(*path),
                        Binding::Global => self.module_cython(*name, env.module),
                        Binding::Local(_) | Binding::Nonlocal => None,
                    };
                }
                self.module_cython(*name, env.module)
            }
            ExprKind::Attribute(base, member) => {
                let path = self.cython_path(base, env)?;
                Some(self.cython_member(path, member.name))
            }
            _ => None,
        }
    }

    /// The same as text.
    pub fn cython_text(&mut self, expr: &Expr, env: Env<'_, 'a>) -> Option<String> {
        self.cython_path(expr, env).map(|path| self.cx.names[path].to_string())
    }

    fn module_cython(&self, name: Name, module: ModuleId) -> Option<Name> {
        match self.symbol(module, name)?.kind {
            SymbolKind::Cython(path) => Some(path),
            _ => None,
        }
    }

    pub(crate) fn cython_member(&mut self, path: Name, member: Name) -> Name {
        if self.cx.names[path].is_empty() {
            return member;
        }
        let text = format!("{}.{}", &self.cx.names[path], &self.cx.names[member]);
        self.cx.names.intern(&text)
    }

    /// The cimported module that a dotted name leads to.
    pub fn module_of_expr(&self, expr: &Expr, env: Env<'_, 'a>) -> Option<ModuleId> {
        match &expr.kind {
            ExprKind::Name(name) => {
                if env.function.is_some_and(|function| function.local(*name).is_some()) {
                    return None;
                }
                match self.symbol(env.module, *name)?.kind {
                    SymbolKind::Module(id) => Some(id),
                    _ => None,
                }
            }
            ExprKind::Attribute(base, member) => {
                let outer = self.module_of_expr(base, env)?;
                match self.symbol(outer, member.name).map(|symbol| &symbol.kind) {
                    Some(SymbolKind::Module(id)) => Some(*id),
                    Some(_) => None,
                    None => self.decls.modules[outer].submodules.get(&member.name).copied(),
                }
            }
            _ => None,
        }
    }

    /// The type that a name of the `cython` module is; complains if it is none.
    pub(crate) fn cython_type(&mut self, path: Name, at: Span) -> Ty {
        let text = self.cx.names[path].to_string();
        match self.cython_type_quietly(path) {
            Some(ty) => ty,
            None => {
                let known = PURE_TYPES.iter().chain(basic::C_TYPE_NAMES).map(|(name, _)| *name);
                let hint = hint(&text, known);
                self.report(UnknownCythonName { at, name: format!("cython.{text}"), hint });
                Ty::ERROR
            }
        }
    }

    /// Whether a type is one of locks, of which there are no copies.
    pub(crate) fn is_lock(&self, ty: Ty) -> bool {
        let def = self.cx.types.as_struct(ty);
        def.is_some_and(|def| {
            let name = self.cx.names[def.name].strip_prefix("cython.");
            name.is_some_and(|name| lock_type(name).is_some())
        })
    }

    pub(crate) fn cython_type_quietly(&mut self, path: Name) -> Option<Ty> {
        let text = self.cx.names[path].to_string();
        self.pure_type(&text)
    }

    /// `int`, `p_int`, `p_const_char`, `py_float`.
    fn pure_type(&mut self, text: &str) -> Option<Ty> {
        if let Some(fused) = self.builtin_fused(text) {
            return Some(self.specialised(fused));
        }
        if let Some((_, ty)) = PURE_TYPES.iter().find(|(name, _)| *name == text) {
            return Some(*ty);
        }
        if let Some(cname) = lock_type(text) {
            return Some(self.opaque_type(&format!("cython.{text}"), cname));
        }
        if text == "object" || text == "float" || text == "int" {
            return basic::c_type_name(text);
        }
        if let Some(ty) = basic::c_type_name(text) {
            return Some(ty);
        }
        let exact = |an: &mut Self, builtin| Some(an.cx.types.builtin(builtin, true, true));
        match text {
            "view.array" => return Some(self.view_array_type()),
            "ssize_t" => return Some(self.opaque_typedef("ssize_t", Ty::SSIZE)),
            "Py_tss_t" => return Some(self.opaque_struct("Py_tss_t")),
            "py_int" => return exact(self, Builtin::Int),
            "py_float" => return exact(self, Builtin::Float),
            "py_complex" => return exact(self, Builtin::Complex),
            "py_bool" => return exact(self, Builtin::Bool),
            "unicode" => return exact(self, Builtin::Str),
            _ => {}
        }
        // Python's own types, for those who write `cython.` before every type.
        if let Some(ty) = self.builtin_type(text) {
            return Some(ty);
        }
        let (prefix, rest) = text.split_once('_')?;
        match prefix {
            "const" => {
                let inner = self.pure_type(rest)?;
                Some(self.cx.types.constant(inner))
            }
            "volatile" => {
                let inner = self.pure_type(rest)?;
                Some(self.cx.types.intern(Type::Volatile(inner)))
            }
            "restrict" => self.pure_type(rest),
            _ if !prefix.is_empty() && prefix.bytes().all(|byte| byte == b'p') => {
                let mut ty = self.pure_type(rest)?;
                if self.cx.types.is_object(ty) {
                    return None;
                }
                for _ in 0..prefix.len() {
                    ty = self.cx.types.ptr(ty);
                }
                Some(ty)
            }
            _ => None,
        }
    }

    /// `cython.pointer[T]`, `cython.const[T]`, `cython.int[10]`, `cython.double[:, ::1]`.
    pub(crate) fn cython_subscript(
        &mut self,
        path: Name,
        args: &[TypeArg],
        at: Span,
        env: Env<'_, 'a>,
    ) -> Ty {
        let text = self.cx.names[path].to_string();
        if is_constructor(&text) {
            let [TypeArg { kind: TypeArgKind::Item(item), .. }] = args else { return Ty::ERROR };
            return match self.type_of_expr(item, env) {
                Some(ty) => self.constructed(&text, ty, at),
                None => self.not_a_type(item),
            };
        }
        let base = self.cython_type(path, at);
        self.subscripted(base, args, ast::Qualifiers::default(), at, env)
    }

    fn constructed(&mut self, constructor: &str, ty: Ty, at: Span) -> Ty {
        match constructor {
            "pointer" => self.pointer_to(ty, at),
            "const" => {
                let qualifiers = ast::Qualifiers { is_const: true, ..Default::default() };
                self.qualified(ty, qualifiers, at)
            }
            "volatile" => {
                let qualifiers = ast::Qualifiers { is_volatile: true, ..Default::default() };
                self.qualified(ty, qualifiers, at)
            }
            // `restrict` and `typedef` are names for the type itself.
            _ => ty,
        }
    }

    pub(crate) fn not_a_type(&mut self, expr: &Expr) -> Ty {
        let name = self.cx.sources.snippet(expr.span).to_string();
        self.report(NotATypeName { at: expr.span, name, hint: String::new() });
        Ty::ERROR
    }

    /// The type that an expression denotes where C types are meant; nothing if it denotes none.
    pub fn type_of_expr(&mut self, expr: &Expr, env: Env<'_, 'a>) -> Option<Ty> {
        let ty = self.written_type(expr, env)?;
        Some(self.specialised(ty))
    }

    fn written_type(&mut self, expr: &Expr, env: Env<'_, 'a>) -> Option<Ty> {
        if let Some(path) = self.cython_path(expr, env) {
            let text = self.cx.names[path].to_string();
            return self.pure_type(&text);
        }
        match &expr.kind {
            ExprKind::Type(name) => Some(self.resolve_type_name(name, env)),
            ExprKind::Name(name) => {
                if env.function.is_some_and(|function| function.names.contains_key(name)) {
                    return None;
                }
                self.quiet_name(ast::Ident { name: *name, span: expr.span }, env)
            }
            ExprKind::Attribute(base, member) => {
                let Some(module) = self.module_of_expr(base, env) else {
                    let class = self.written_type(base, env)?;
                    return self.cpp_member_type(class, member.name);
                };
                match self.symbol(module, member.name)?.kind {
                    SymbolKind::Type(ty) => Some(ty),
                    SymbolKind::Unsupported(what) => Some(self.refuse(what, expr.span, env)),
                    _ => None,
                }
            }
            ExprKind::Subscript(base, index) => self.subscripted_expr(base, index, expr.span, env),
            ExprKind::Call(callee, args) => self.constructed_expr(callee, args, expr.span, env),
            ExprKind::Str(text) => {
                let text = text.value.as_str()?.to_string();
                self.type_of_text(&text, env)
            }
            _ => None,
        }
    }

    fn quiet_name(&mut self, ident: ast::Ident, env: Env<'_, 'a>) -> Option<Ty> {
        if let Some(ty) = self.cpp_scoped(ident.name) {
            return Some(ty);
        }
        let text = self.cx.names[ident.name].to_string();
        if let Some(ty) = basic::c_type_name(&text) {
            return Some(ty);
        }
        match self.symbol(env.module, ident.name).map(|symbol| symbol.kind.clone()) {
            Some(SymbolKind::Type(ty)) => return Some(ty),
            Some(SymbolKind::Unsupported(what)) => return Some(self.refuse(what, ident.span, env)),
            Some(_) => return None,
            None => {}
        }
        if text == "ssize_t" || text == "Py_tss_t" {
            return match self.name_meaning(ident, env) {
                Meaning::Type(ty) => Some(ty),
                _ => None,
            };
        }
        basic::late_c_type_name(&text).or_else(|| self.builtin_type(&text))
    }

    fn subscripted_expr(
        &mut self,
        base: &Expr,
        index: &Expr,
        at: Span,
        env: Env<'_, 'a>,
    ) -> Option<Ty> {
        let items: Vec<TypeArg> = match &index.kind {
            ExprKind::Tuple(items) => items.iter().map(type_arg).collect(),
            _ => vec![type_arg(index)],
        };
        if let Some(path) = self.cython_path(base, env) {
            let text = self.cx.names[path].to_string();
            if is_constructor(&text) {
                return Some(self.cython_subscript(path, &items, at, env));
            }
        }
        let base = self.type_of_expr(base, env)?;
        Some(self.subscripted(base, &items, ast::Qualifiers::default(), at, env))
    }

    fn constructed_expr(
        &mut self,
        callee: &Expr,
        args: &[Arg],
        at: Span,
        env: Env<'_, 'a>,
    ) -> Option<Ty> {
        let text = self.cython_text(callee, env)?;
        match (&*text, args) {
            ("struct" | "union", _) => {
                let union = text == "union";
                Some(self.pure_struct(union, args, at, env))
            }
            (_, [Arg { kind: ArgKind::Positional, value, .. }])
                if is_constructor(&text) || text == "typedef" =>
            {
                let ty = self.type_of_expr(value, env)?;
                Some(self.constructed(&text, ty, at))
            }
            _ => None,
        }
    }

    /// `unsigned int`, `double *` in a string.
    fn type_of_text(&mut self, text: &str, env: Env<'_, 'a>) -> Option<Ty> {
        let text = text.trim();
        if let Some(inner) = text.strip_suffix('*') {
            let ty = self.type_of_text(inner, env)?;
            return (!self.cx.types.is_object(ty)).then(|| self.cx.types.ptr(ty));
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        if let ["const", rest @ ..] = words.as_slice() {
            let inner = self.type_of_text(&rest.join(" "), env)?;
            return Some(self.cx.types.constant(inner));
        }
        if let [word] = words.as_slice() {
            let name = self.cx.names.lookup(word)?;
            return self.quiet_name(ast::Ident { name, span: Span::default() }, env);
        }
        basic_words(&words)
    }
}

fn type_arg(expr: &Expr) -> TypeArg {
    TypeArg { span: expr.span, kind: TypeArgKind::Item(expr.clone()) }
}

fn is_constructor(text: &str) -> bool {
    matches!(text, "pointer" | "const" | "volatile" | "restrict")
}

/// The C type of a lock by its name in the `cython` module.
fn lock_type(text: &str) -> Option<&'static str> {
    builtins::LOCK_TYPES.iter().find(|(name, _)| *name == text).map(|(_, cname)| *cname)
}

/// `unsigned long long` as words of a string.
fn basic_words(words: &[&str]) -> Option<Ty> {
    let mut sign = ast::Sign::Unmarked;
    let mut longs = 0;
    let mut short = false;
    let mut word = ast::BasicWord::Int;
    let mut is_complex = false;
    for text in words {
        match *text {
            "unsigned" => sign = ast::Sign::Unsigned,
            "signed" => sign = ast::Sign::Signed,
            "long" => longs += 1,
            "short" => short = true,
            "int" => {}
            "char" => word = ast::BasicWord::Char,
            "float" => word = ast::BasicWord::Float,
            "double" => word = ast::BasicWord::Double,
            "complex" => is_complex = true,
            _ => return None,
        }
    }
    let length = match (short, longs) {
        (true, 0) => ast::Length::Short,
        (false, 0) => ast::Length::Normal,
        (false, 1) => ast::Length::Long,
        (false, 2) => ast::Length::LongLong,
        _ => return None,
    };
    basic::basic_type(ast::BasicType { sign, length, word, is_complex })
}
