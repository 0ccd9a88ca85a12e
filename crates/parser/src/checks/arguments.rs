//! Parameters, arguments and type parameters: order and repetition.

use std::collections::HashMap;

use ast::{
    Arg, ArgKind, Declarator, DeclaratorKind, Expr, ExprKind, Ident, Noneness, Param, ParamDecl,
    ParamKind, Params, Qualifiers, TypeParam,
};
use base::{Name, Span};
use diag::syntax::{
    ArgumentOrder, BadSyntax, DuplicateMarker, DuplicateParameter, DuplicateTail, NonePlace,
    NotInPython, ParameterOrder, RepeatedKeyword, ReturnArrow, TypeParameters,
};

use super::Checker;

impl Checker<'_> {
    // ---- parameters

    /// Of `def` and `lambda`.
    pub(super) fn check_python_params(&mut self, params: &Params) {
        let mut seen = HashMap::new();
        for param in &params.items {
            match param.ident() {
                Some(ident) => self.unique_param(&mut seen, ident),
                None => self.push(ParameterOrder {
                    at: param.span,
                    rule: "a parameter needs a name".into(),
                }),
            }
            if self.python && matches!(param.decl, ParamDecl::Typed { .. }) {
                self.push(NotInPython { at: param.span, what: "a parameter with a C type".into() });
            }
        }
        if let Some(at) = params.variadic {
            self.push(ParameterOrder {
                at,
                rule: "`...` is for the parameters of C functions".into(),
            });
        }
        self.check_param_order(params);
    }

    fn unique_param(&mut self, seen: &mut HashMap<Name, Span>, ident: Ident) {
        self.check_debug(ident);
        if let Some(&first) = seen.get(&ident.name) {
            let name = self.text(ident.name);
            self.push(DuplicateParameter { at: ident.span, first, name });
        } else {
            seen.insert(ident.name, ident.span);
        }
    }

    /// Of a C function.
    fn check_c_params(&mut self, params: &Params) {
        let mut seen = HashMap::new();
        for param in &params.items {
            if let ParamDecl::Typed { declarator, .. } = &param.decl
                && let Some(name) = declarator.name()
            {
                self.unique_param(&mut seen, name.ident);
            }
            if param.noneness != Noneness::Unsaid {
                self.push(NonePlace { at: param.span });
            }
            if param.kind != ParamKind::Normal {
                let rule = "a C function takes no `*args` and `**kwargs`".into();
                self.push(ParameterOrder { at: param.span, rule });
            }
        }
        if let Some((_, at)) = params.bare_star {
            self.push(ParameterOrder {
                at,
                rule: "a C function has no parameters by keyword only".into(),
            });
        }
        self.check_param_order(params);
    }

    fn check_param_order(&mut self, params: &Params) {
        let keyword_only = params.keyword_only_from();
        let mut default: Option<&Param> = None;
        let mut star: Option<Span> = params.bare_star.map(|(_, span)| span);
        let mut double: Option<Span> = None;
        for (index, param) in params.items.iter().enumerate() {
            if let Some(first) = double {
                if param.kind == ParamKind::DoubleStar {
                    self.push(DuplicateMarker { at: param.span, first, marker: "**".into() });
                } else {
                    let rule = "nothing can follow the parameter with `**`".into();
                    self.push(ParameterOrder { at: param.span, rule });
                }
                return;
            }
            match param.kind {
                ParamKind::Normal if index < keyword_only => {
                    if param.default.is_some() {
                        default = Some(param);
                    } else if default.is_some() {
                        let rule =
                            "a parameter without a default follows one with a default".into();
                        self.push(ParameterOrder { at: param.span, rule });
                    }
                }
                ParamKind::Normal => {}
                ParamKind::Star | ParamKind::DoubleStar => {
                    if param.default.is_some() {
                        let rule = "a starred parameter cannot have a default".into();
                        self.push(ParameterOrder { at: param.span, rule });
                    }
                    if param.kind == ParamKind::DoubleStar {
                        double = Some(param.span);
                    } else if let Some(first) = star.replace(param.span) {
                        self.push(DuplicateMarker { at: param.span, first, marker: "*".into() });
                    }
                }
            }
        }
        self.check_after_star(params);
    }

    fn check_after_star(&mut self, params: &Params) {
        if let Some((count, at)) = params.bare_star {
            let next = params.items.get(count);
            if next.is_none_or(|param| param.kind != ParamKind::Normal) {
                self.push(ParameterOrder {
                    at,
                    rule: "a parameter has to follow the bare `*`".into(),
                });
            }
        }
    }

    /// The parts of a declarator that the grammar takes for the sake of the message.
    pub(super) fn check_declarator(&mut self, declarator: &Declarator) {
        match &declarator.kind {
            DeclaratorKind::Function { params, tail, .. } => {
                self.check_c_params(params);
                if let Some(returns) = &tail.returns {
                    self.push(ReturnArrow { at: returns.span });
                }
            }
            DeclaratorKind::Pointer(qualifiers, _) => {
                self.check_qualifiers(declarator.span, *qualifiers)
            }
            DeclaratorKind::Name(_)
            | DeclaratorKind::Reference { .. }
            | DeclaratorKind::Brackets(..)
            | DeclaratorKind::CallingConvention(..) => {}
        }
    }

    pub(super) fn check_qualifiers(&mut self, at: Span, qualifiers: Qualifiers) {
        if qualifiers.duplicate {
            let words = [
                (qualifiers.is_const, "const"),
                (qualifiers.is_volatile, "volatile"),
                (qualifiers.is_restrict, "restrict"),
            ];
            let said: Vec<&str> =
                words.iter().filter(|(said, _)| *said).map(|(_, word)| *word).collect();
            self.push(DuplicateTail { at, first: at, clause: said.join(" ") });
        }
    }

    // ---- the old `exec`

    /// The tuple stands for all arguments, so there are two or three of them, and no others.
    pub(super) fn check_exec(&mut self, code: &Expr, globals: Option<&Expr>) {
        let ExprKind::Tuple(items) = &code.kind else { return };
        if !(2..=3).contains(&items.len()) {
            let message =
                format!("`exec` takes two or three arguments in parentheses, not {}", items.len());
            self.push(BadSyntax { at: code.span, message, label: "these".into() });
        }
        if let Some(globals) = globals {
            let message = "`exec` takes its arguments either in parentheses or behind `in`".into();
            self.push(BadSyntax { at: globals.span, message, label: "given twice".into() });
        }
    }

    // ---- arguments

    /// Arguments of `locals` declare types of variables: the last one of a name counts.
    pub(super) fn is_locals(&self, func: &Expr) -> bool {
        match &func.kind {
            ExprKind::Name(name) => self.text(*name) == "locals",
            ExprKind::Attribute(_, member) => self.text(member.name) == "locals",
            _ => false,
        }
    }

    pub(super) fn check_args(&mut self, args: &[Arg], may_repeat: bool) {
        let mut keyword: Option<Span> = None;
        let mut unpacked: Option<Span> = None;
        let mut seen: HashMap<Name, Span> = HashMap::new();
        for arg in args {
            match arg.kind {
                ArgKind::Positional => {
                    if let Some(first) = unpacked.or(keyword) {
                        let rule = "a positional argument follows one by keyword".into();
                        self.push(ArgumentOrder { at: arg.span, first, rule });
                    }
                }
                ArgKind::Star => {
                    if let Some(first) = unpacked {
                        let rule = "an argument with `*` follows one with `**`".into();
                        self.push(ArgumentOrder { at: arg.span, first, rule });
                    }
                }
                ArgKind::DoubleStar => unpacked = unpacked.or(Some(arg.span)),
                ArgKind::Keyword(ident) => {
                    self.check_debug(ident);
                    keyword = keyword.or(Some(arg.span));
                    if let Some(&first) = seen.get(&ident.name).filter(|_| !may_repeat) {
                        let name = self.text(ident.name);
                        self.push(RepeatedKeyword { at: ident.span, first, name });
                    } else {
                        seen.insert(ident.name, ident.span);
                    }
                }
            }
        }
    }

    // ---- type parameters

    pub(super) fn check_type_params(&mut self, params: &[TypeParam]) {
        let mut default = false;
        let mut seen: Vec<Name> = Vec::new();
        for param in params {
            if seen.contains(&param.name.name) {
                let problem =
                    format!("two type parameters are called `{}`", self.text(param.name.name));
                self.push(TypeParameters { at: param.name.span, problem });
            }
            seen.push(param.name.name);
            if param.default.is_none() && default {
                let problem =
                    "a type parameter without a default follows one with a default".into();
                self.push(TypeParameters { at: param.span, problem });
            }
            default |= param.default.is_some();
            self.in_type_scope("a type parameter", |checker| {
                checker.exprs(&param.bound);
                checker.starrable(&param.default);
            });
        }
    }
}
