//! Calls of functions that look at the frame of their caller.
//!
//! Compiled functions have no frames. What makes classes takes the name of the module from the caller's frame, what warns takes
//! file and line: calls of such functions, known by their names, go through a frame that has all that. The body of a
//! module runs in one anyway. What `exec` and `eval` compile takes the future imports of the module from there, too.

use base::Span;
use tir::{DictItem, Display, Expr, ExprKind, Item, Keyword};
use types::Ty;

use super::Checker;
use super::names::Found;

/// The last parts of the names.
const ASKING: &[&str] = &[
    "namedtuple",
    "NamedTuple",
    "TypedDict",
    "NewType",
    "TypeVar",
    "TypeVarTuple",
    "ParamSpec",
    "TypeAliasType",
    "Enum",
    "IntEnum",
    "StrEnum",
    "Flag",
    "IntFlag",
    "make_dataclass",
    "new_class",
    "warn",
    "_getframe",
    "_getframemodulename",
    "currentframe",
    "stack",
    "extract_stack",
    "format_stack",
    "print_stack",
];

/// The flag of code objects whose annotations are texts.
const CO_FUTURE_ANNOTATIONS: i128 = 0x100_0000;

impl Checker<'_, '_> {
    /// Whether the call should be made from a frame.
    pub fn asks_for_frame(&self, func: &ast::Expr, args: &[ast::Arg]) -> bool {
        let name = match &func.kind {
            ast::ExprKind::Name(name) => *name,
            ast::ExprKind::Attribute(_, name) => name.name,
            _ => return false,
        };
        let text = self.text(name);
        // `type(x)` only looks.
        let makes_type = text == "type" && args.len() != 1;
        // `eval(code)` takes the names of the place.
        let evaluates = (text == "compile" || matches!(text, "exec" | "eval") && args.len() > 1)
            && self.names_builtin(func);
        self.plain && (makes_type || evaluates || ASKING.contains(&text))
    }

    fn names_builtin(&self, func: &ast::Expr) -> bool {
        matches!(func.kind, ast::ExprKind::Name(name) if matches!(self.find(name), Found::Builtin))
    }

    /// A call of a Python object, made from a frame.
    pub fn framed(&mut self, call: Expr) -> Expr {
        let (span, ty) = (call.span, call.ty);
        let (func, args, keywords) = match call.kind {
            ExprKind::Call { func, args, keywords } => {
                let args = args.into_iter().map(|value| Item { star: false, value }).collect();
                let named = |(name, value)| Keyword::Named(name, value);
                (func, args, keywords.into_iter().map(named).collect())
            }
            ExprKind::StarCall { func, args, keywords } => (func, args, keywords),
            kind => return Expr::new(kind, ty, span),
        };
        let args = Expr::new(ExprKind::Display(Display::Tuple, args), Ty::TUPLE, span);
        let keywords = self.keyword_dict(keywords, span);
        let line = self.an.cx.sources.line(span);
        let caller = self.name_const(self.scope.name, span);
        let line = self.c_int(line.into(), Ty::INT, span);
        let annotations = super::module::has_future(self.an, "annotations");
        let flags = self.c_int(if annotations { CO_FUTURE_ANNOTATIONS } else { 0 }, Ty::INT, span);
        let args = vec![self.module_expr(span), *func, args, keywords, caller, line, flags];
        self.op("call.framed", args, span)
    }

    fn keyword_dict(&mut self, keywords: Vec<Keyword>, span: Span) -> Expr {
        if keywords.is_empty() {
            return self.null_object(span);
        }
        let items = keywords.into_iter().map(|keyword| match keyword {
            Keyword::Named(name, value) => {
                let key = Expr::new(ExprKind::Const(tir::Const::Name(name)), Ty::STR, span);
                DictItem::Pair(key, value)
            }
            Keyword::Mapping(value) => DictItem::Mapping(value),
        });
        Expr::new(ExprKind::Dict(items.collect()), Ty::DICT, span)
    }
}
