//! Parameters of every kind of function.

use ast::{
    CBase, CType, Declarator, DeclaratorKind, Expr, Ident, Noneness, Param, ParamDecl,
    ParamDefault, ParamKind, Params,
};
use base::Span;
use diag::syntax::{DuplicateMarker, MarkerPlace};

use super::Builder;

/// One item between the commas.
pub enum ParamItem {
    Param(Param),
    Slash(Span),
    BareStar(Span),
    Variadic(Span),
}

impl Builder<'_> {
    /// A name alone stays undecided.
    pub fn param(
        &mut self,
        l: u32,
        ty: Box<CType>,
        declarator: Option<Box<Declarator>>,
        noneness: Option<Noneness>,
        r: u32,
    ) -> Box<ParamItem> {
        let decl = match (*ty, declarator) {
            (CType { base: CBase::Name(ident), qualifiers, .. }, None)
                if qualifiers == Default::default() =>
            {
                ParamDecl::Undecided(ident)
            }
            (ty, declarator) => {
                let end = ty.span.hi;
                let nameless =
                    || Declarator { span: Span::new(end, end), kind: DeclaratorKind::Name(None) };
                ParamDecl::Typed {
                    ty,
                    declarator: declarator.map_or_else(nameless, |declarator| *declarator),
                }
            }
        };
        Box::new(ParamItem::Param(Param {
            span: Span::new(l, r),
            kind: ParamKind::Normal,
            decl,
            noneness: noneness.unwrap_or(Noneness::Unsaid),
            annotation: None,
            default: None,
        }))
    }

    pub fn param_annotation(
        &mut self,
        l: u32,
        item: Box<ParamItem>,
        annotation: Expr,
        r: u32,
    ) -> Box<ParamItem> {
        with_param(l, item, r, |param| param.annotation = Some(annotation))
    }

    pub fn param_default(
        &mut self,
        l: u32,
        item: Box<ParamItem>,
        default: Expr,
        r: u32,
    ) -> Box<ParamItem> {
        with_param(l, item, r, |param| param.default = Some(ParamDefault::Value(default)))
    }

    pub fn param_elsewhere(
        &mut self,
        l: u32,
        item: Box<ParamItem>,
        at: u32,
        r: u32,
    ) -> Box<ParamItem> {
        with_param(l, item, r, |param| {
            param.default = Some(ParamDefault::Elsewhere(Span::new(at, r)))
        })
    }

    pub fn star_param(
        &mut self,
        l: u32,
        name: Ident,
        annotation: Option<Expr>,
        r: u32,
    ) -> Box<ParamItem> {
        starred(l, ParamKind::Star, name, annotation, r)
    }

    pub fn double_star_param(
        &mut self,
        l: u32,
        name: Ident,
        annotation: Option<Expr>,
        r: u32,
    ) -> Box<ParamItem> {
        starred(l, ParamKind::DoubleStar, name, annotation, r)
    }

    pub fn bare_star(&mut self, l: u32, r: u32) -> Box<ParamItem> {
        Box::new(ParamItem::BareStar(Span::new(l, r)))
    }

    pub fn slash(&mut self, l: u32, r: u32) -> Box<ParamItem> {
        Box::new(ParamItem::Slash(Span::new(l, r)))
    }

    pub fn variadic(&mut self, l: u32, r: u32) -> Box<ParamItem> {
        Box::new(ParamItem::Variadic(Span::new(l, r)))
    }

    /// Sorts the marks out; their order is checked here, because the tree cannot hold a wrong one.
    pub fn params(&mut self, l: u32, items: Option<Vec<Box<ParamItem>>>, r: u32) -> Params {
        let mut params = Params { span: Span::new(l.min(r), r), ..Params::default() };
        for item in items.unwrap_or_default() {
            if let Some(end) = params.variadic {
                self.push(MarkerPlace {
                    at: end,
                    marker: "...".into(),
                    rule: "has to be the last".into(),
                });
                params.variadic = None;
            }
            match *item {
                ParamItem::Param(param) => params.items.push(param),
                ParamItem::Slash(at) => self.add_slash(&mut params, at),
                ParamItem::BareStar(at) => self.add_bare_star(&mut params, at),
                ParamItem::Variadic(at) => params.variadic = Some(at),
            }
        }
        params
    }

    fn add_slash(&mut self, params: &mut Params, at: Span) {
        let star = params.items.iter().any(|item| item.kind != ParamKind::Normal);
        if let Some((_, first)) = params.slash {
            self.push(DuplicateMarker { at, first, marker: "/".into() });
        } else if params.bare_star.is_some() || star {
            self.push(MarkerPlace {
                at,
                marker: "/".into(),
                rule: "has to be in front of `*`".into(),
            });
        } else if params.items.is_empty() {
            self.push(MarkerPlace {
                at,
                marker: "/".into(),
                rule: "needs a parameter in front of it".into(),
            });
        } else {
            params.slash = Some((params.items.len(), at));
        }
    }

    fn add_bare_star(&mut self, params: &mut Params, at: Span) {
        let star =
            params.items.iter().find(|item| item.kind != ParamKind::Normal).map(|item| item.span);
        if let Some(first) = params.bare_star.map(|(_, span)| span).or(star) {
            self.push(DuplicateMarker { at, first, marker: "*".into() });
        } else {
            params.bare_star = Some((params.items.len(), at));
        }
    }
}

fn with_param(
    l: u32,
    mut item: Box<ParamItem>,
    r: u32,
    change: impl FnOnce(&mut Param),
) -> Box<ParamItem> {
    if let ParamItem::Param(param) = &mut *item {
        param.span = Span::new(l, r);
        change(param);
    }
    item
}

fn starred(
    l: u32,
    kind: ParamKind,
    name: Ident,
    annotation: Option<Expr>,
    r: u32,
) -> Box<ParamItem> {
    Box::new(ParamItem::Param(Param {
        span: Span::new(l, r),
        kind,
        decl: ParamDecl::Undecided(name),
        noneness: Noneness::Unsaid,
        annotation,
        default: None,
    }))
}
