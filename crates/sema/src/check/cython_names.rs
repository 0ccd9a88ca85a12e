//! Names of Python's builtins, and of the `cython` module where a value is wanted.

use base::{Name, Span};
use tir::Expr;
use types::Builtin;

use super::Checker;
use crate::Env;

/// Builtins of all supported versions that are no types with static knowledge and no exceptions.
const BUILTIN_NAMES: &[&str] = &[
    "Ellipsis",
    "False",
    "None",
    "NotImplemented",
    "True",
    "__build_class__",
    "__debug__",
    "__import__",
    "abs",
    "aiter",
    "all",
    "anext",
    "any",
    "ascii",
    "bin",
    "bool",
    "breakpoint",
    "bytearray",
    "bytes",
    "callable",
    "chr",
    "classmethod",
    "compile",
    "complex",
    "copyright",
    "credits",
    "delattr",
    "dict",
    "dir",
    "divmod",
    "enumerate",
    "eval",
    "exec",
    "exit",
    "filter",
    "float",
    "format",
    "frozendict",
    "frozenset",
    "getattr",
    "globals",
    "hasattr",
    "hash",
    "help",
    "hex",
    "id",
    "input",
    "int",
    "isinstance",
    "issubclass",
    "iter",
    "len",
    "license",
    "list",
    "locals",
    "map",
    "max",
    "memoryview",
    "min",
    "next",
    "object",
    "oct",
    "open",
    "ord",
    "pow",
    "print",
    "property",
    "quit",
    "range",
    "repr",
    "reversed",
    "round",
    "set",
    "setattr",
    "slice",
    "sorted",
    "staticmethod",
    "str",
    "sum",
    "super",
    "tuple",
    "type",
    "vars",
    "zip",
    // Names of old that still mean something.
    "unicode",
    "basestring",
    "xrange",
    "unichr",
    "intern",
    "reload",
];

pub(crate) fn is_builtin_name(name: &str, level2: bool) -> bool {
    BUILTIN_NAMES.contains(&name)
        // Of one platform.
        || name == "WindowsError"
        || builtins::is_exception(name)
        || (level2 && matches!(name, "long" | "raw_input" | "reduce" | "cmp" | "file" | "buffer"))
}

/// What a name of old is called now.
pub(crate) fn modern_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "unicode" | "basestring" => "str",
        "xrange" => "range",
        "unichr" => "chr",
        "raw_input" => "input",
        "long" => "int",
        // The Pythons that are built for have no such type; a plain dict stands in for it, as in the reference compiler.
        "frozendict" => "dict",
        _ => return None,
    })
}

/// The builtin types whose objects the compiler knows.
pub(crate) fn builtin_type(name: &str) -> Option<Builtin> {
    Builtin::named(modern_name(name).unwrap_or(name)).filter(|&it| it != Builtin::NoneType)
}

impl<'a> Checker<'_, 'a> {
    /// The names that are seen from here, for what declaring resolves.
    pub fn with_env<R>(
        &mut self,
        run: impl FnOnce(&mut crate::Analysis<'a>, Env<'_, 'a>) -> R,
    ) -> R {
        let scope = self.scope.clone();
        let env = Env { function: Some(&scope), ..Env::module(self.module) };
        run(self.an, env)
    }

    /// The path in the `cython` module that an expression leads to.
    pub fn cython_path(&mut self, expr: &ast::Expr) -> Option<String> {
        if !matches!(expr.kind, ast::ExprKind::Name(_) | ast::ExprKind::Attribute(..)) {
            return None;
        }
        if let ast::ExprKind::Name(name) = expr.kind
            && self.inner.iter().any(|scope| scope.contains_key(&name))
        {
            return None;
        }
        self.with_env(|an, env| an.cython_text(expr, env))
    }

    /// Something of the `cython` module as a value.
    pub fn cython_value(&mut self, path: Name, span: Span) -> Expr {
        let text = self.text(path).to_string();
        match text.as_str() {
            "compiled" => self.bint(true, span),
            "view.array" => self.op("view.array_type", Vec::new(), span),
            "NULL" => Expr::new(tir::ExprKind::Null, types::Ty::VOID_PTR, span),
            _ if builtin_type(&text).is_some()
                && !matches!(text.as_str(), "int" | "float" | "bool" | "complex") =>
            {
                let row = format!("type.{text}");
                self.op(&row, vec![], span)
            }
            "dataclasses.InitVar" | "dataclasses.KW_ONLY" => {
                let name = text.trim_start_matches("dataclasses.").to_string();
                self.library_member("dataclasses", &name, span)
            }
            _ if self.is_cython_name(path) => {
                self.unsupported(span, format!("`cython.{text}` as a value"))
            }
            _ => {
                let (name, hint) = (format!("cython.{text}"), String::new());
                self.fail(span, diag::directives::UnknownCythonName { at: span, name, hint })
            }
        }
    }

    /// Whether the `cython` module has the name.
    pub fn is_cython_name(&mut self, path: Name) -> bool {
        const MODULES: [&str; 5] = ["view", "operator", "parallel", "dataclasses", "cimports"];
        const FUNCTIONS: [&str; 22] = [
            "inline",
            "compile",
            "array",
            "fused_type",
            "cpow",
            "typeof",
            "sizeof",
            "address",
            "cast",
            "declare",
            "cdiv",
            "cmod",
            "struct",
            "union",
            "typedef",
            "pointer",
            "const",
            "volatile",
            "restrict",
            "NULL",
            "likely",
            "unlikely",
        ];
        let text = self.text(path).to_string();
        let first = text.split('.').next().unwrap_or_default();
        first.is_empty()
            || MODULES.contains(&first)
            || FUNCTIONS.contains(&first)
            || builtins::Directive::by_name(first).is_some()
            || self.an.cython_type_quietly(path).is_some()
    }

    /// A member of a module of Python's library.
    pub fn library_member(&mut self, module: &str, member: &str, span: Span) -> Expr {
        let (module, member) = (self.intern(module), self.intern(member));
        let (name, none) = (self.name_const(module, span), self.null_object(span));
        let level = self.c_int(0, types::Ty::INT, span);
        let state = self.module_expr(span);
        let module = self.op("import.name", vec![state, name, none, level], span);
        let member = self.name_const(member, span);
        self.op("obj.getattr", vec![module, member], span)
    }
}
