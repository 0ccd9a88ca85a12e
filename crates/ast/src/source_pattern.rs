//! Patterns of `match` as source text.

use crate::source::{Level, Printer};
use crate::{MatchCase, Pattern, PatternKind, Singleton};

impl Printer<'_> {
    pub(crate) fn case(&mut self, case: &MatchCase) {
        self.out.push_str("case ");
        self.pattern(&case.pattern);
        if let Some(guard) = &case.guard {
            self.out.push_str(" if ");
            self.expr(guard, Level::Walrus);
        }
        self.suite(&case.body);
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Value(value) => self.expr(value, Level::Add),
            PatternKind::Singleton(Singleton::None) => self.out.push_str("None"),
            PatternKind::Singleton(Singleton::True) => self.out.push_str("True"),
            PatternKind::Singleton(Singleton::False) => self.out.push_str("False"),
            PatternKind::Singleton(Singleton::Null) => self.out.push_str("NULL"),
            PatternKind::Wildcard => self.out.push('_'),
            PatternKind::Capture(name) => self.name(name.name),
            PatternKind::As(inner, name) => {
                self.grouped_pattern(inner, false);
                self.out.push_str(" as ");
                self.name(name.name);
            }
            PatternKind::Or(alternatives) => {
                for (index, alternative) in alternatives.iter().enumerate() {
                    self.out.push_str(if index > 0 { " | " } else { "" });
                    self.grouped_pattern(alternative, true);
                }
            }
            PatternKind::Sequence(items) => {
                self.out.push('[');
                self.patterns(items);
                self.out.push(']');
            }
            PatternKind::Star(name) => {
                self.out.push('*');
                match name {
                    Some(name) => self.name(name.name),
                    None => self.out.push('_'),
                }
            }
            PatternKind::Mapping { .. } | PatternKind::Class { .. } => {
                self.nested_pattern(&pattern.kind);
            }
        }
    }

    fn nested_pattern(&mut self, kind: &PatternKind) {
        match kind {
            PatternKind::Mapping { items, rest } => {
                self.out.push('{');
                for (index, (key, value)) in items.iter().enumerate() {
                    self.comma(index);
                    self.expr(key, Level::Add);
                    self.out.push_str(": ");
                    self.pattern(value);
                }
                if let Some(rest) = rest {
                    self.comma(items.len());
                    self.out.push_str("**");
                    self.name(rest.name);
                }
                self.out.push('}');
            }
            PatternKind::Class { class, positional, keywords } => {
                self.expr(class, Level::Primary);
                self.out.push('(');
                self.patterns(positional);
                for (index, keyword) in keywords.iter().enumerate() {
                    self.comma(positional.len() + index);
                    self.name(keyword.name.name);
                    self.out.push('=');
                    self.pattern(&keyword.pattern);
                }
                self.out.push(')');
            }
            _ => {}
        }
    }

    fn patterns(&mut self, patterns: &[Pattern]) {
        for (index, pattern) in patterns.iter().enumerate() {
            self.comma(index);
            self.pattern(pattern);
        }
    }

    fn grouped_pattern(&mut self, pattern: &Pattern, in_alternatives: bool) {
        let group = match pattern.kind {
            PatternKind::As(..) => true,
            PatternKind::Or(_) => in_alternatives,
            _ => false,
        };
        self.out.push_str(if group { "(" } else { "" });
        self.pattern(pattern);
        self.out.push_str(if group { ")" } else { "" });
    }
}
