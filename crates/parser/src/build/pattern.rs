//! Patterns of `match` statements.

use ast::{DottedName, Expr, Ident, KeywordPattern, Pattern, PatternKind};
use base::Span;
use diag::syntax::{BadSyntax, PatternOrder, RestNotLast};

use super::Builder;

/// An argument of a class pattern.
pub enum PatternArg {
    Positional(Pattern),
    Keyword(KeywordPattern),
}

/// An item of a mapping pattern.
pub enum PatternItem {
    Pair(Expr, Pattern),
    Rest(Ident),
}

impl Builder<'_> {
    pub fn pattern(&mut self, l: u32, kind: PatternKind, r: u32) -> Pattern {
        Pattern { span: Span::new(l, r), kind }
    }

    pub fn value_pattern(&mut self, value: Expr) -> PatternKind {
        PatternKind::Value(Box::new(value))
    }

    pub fn star_pattern(&mut self, name: Ident) -> PatternKind {
        PatternKind::Star((name.name != self.wildcard).then_some(name))
    }

    pub fn as_pattern(&mut self, l: u32, pattern: Pattern, name: Ident, r: u32) -> Pattern {
        if name.name == self.wildcard {
            self.push(diag::syntax::WildcardTarget { at: name.span });
        }
        self.pattern(l, PatternKind::As(Box::new(pattern), name), r)
    }

    pub fn or_pattern(&mut self, l: u32, first: Pattern, rest: Vec<Pattern>, r: u32) -> Pattern {
        self.pattern(l, PatternKind::Or(super::cons(first, rest)), r)
    }

    /// A plain name catches, a dotted one is compared.
    pub fn name_pattern(&mut self, name: DottedName) -> PatternKind {
        match name.parts[..] {
            [ident] if ident.name == self.wildcard => PatternKind::Wildcard,
            [ident] => PatternKind::Capture(ident),
            _ => PatternKind::Value(Box::new(self.dotted_value(name))),
        }
    }

    pub fn sequence_pattern(&mut self, items: Option<Vec<Pattern>>) -> PatternKind {
        PatternKind::Sequence(items.unwrap_or_default())
    }

    /// `(*rest)`
    pub fn lone_star_pattern(&mut self, item: Pattern) -> PatternKind {
        let message = "a sequence of one pattern needs a comma".into();
        self.push(BadSyntax { at: item.span, message, label: "`,` is missing behind this".into() });
        PatternKind::Sequence(vec![item])
    }

    pub fn class_pattern(
        &mut self,
        class: DottedName,
        args: Option<Vec<PatternArg>>,
    ) -> PatternKind {
        let class = Box::new(self.dotted_value(class));
        let (mut positional, mut keywords) = (Vec::new(), Vec::new());
        for arg in args.unwrap_or_default() {
            match arg {
                PatternArg::Positional(pattern) => {
                    if !keywords.is_empty() {
                        self.push(PatternOrder { at: pattern.span });
                    }
                    positional.push(pattern);
                }
                PatternArg::Keyword(keyword) => keywords.push(keyword),
            }
        }
        PatternKind::Class { class, positional, keywords }
    }

    pub fn keyword_pattern(&mut self, l: u32, name: Ident, pattern: Pattern, r: u32) -> PatternArg {
        PatternArg::Keyword(KeywordPattern { span: Span::new(l, r), name, pattern })
    }

    pub fn mapping_pattern(&mut self, list: Option<Vec<PatternItem>>) -> PatternKind {
        let mut items = Vec::new();
        let mut rest: Option<Ident> = None;
        for item in list.unwrap_or_default() {
            if let Some(early) = rest {
                self.push(RestNotLast { at: early.span });
            }
            match item {
                PatternItem::Pair(key, pattern) => items.push((key, pattern)),
                PatternItem::Rest(name) => {
                    if name.name == self.wildcard {
                        let message = "`**_` has no use in a pattern".into();
                        let label = "more items are never in the way".into();
                        self.push(BadSyntax { at: name.span, message, label });
                    }
                    rest = Some(name);
                }
            }
        }
        PatternKind::Mapping { items, rest }
    }
}
