//! String literals: neighbours become one node.

use ast::{
    BytesLit, CName, CharLit, Escape, Expr, ExprKind, FField, FPart, FString, PlainBytes, StrLit,
};
use base::{Span, Text};
use diag::syntax::MixedStrings;
use lexer::{Interpolation, StringId, StringKind, StringLiteral};

use super::Builder;

/// One literal of several in a row.
pub enum StringPart {
    Plain { span: Span, id: StringId },
    Interpolated { span: Span, kind: Interpolation, parts: Vec<FPart> },
}

/// What may stand next to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Text,
    Bytes,
    Char,
    Template,
}

impl Builder<'_> {
    pub fn string_part(&mut self, l: u32, id: StringId, r: u32) -> StringPart {
        StringPart::Plain { span: Span::new(l, r), id }
    }

    pub fn interpolated(
        &mut self,
        l: u32,
        kind: Interpolation,
        parts: Vec<FPart>,
        r: u32,
    ) -> StringPart {
        StringPart::Interpolated { span: Span::new(l, r), kind, parts: merge(parts) }
    }

    pub fn text_part(&mut self, id: StringId) -> FPart {
        FPart::Text(self.text(id))
    }

    #[allow(clippy::too_many_arguments)]
    pub fn field(
        &mut self,
        l: u32,
        expr: Expr,
        source: Option<StringId>,
        debug: Option<StringId>,
        conversion: Option<char>,
        format: Option<Vec<FPart>>,
        r: u32,
    ) -> FPart {
        FPart::Field(FField {
            span: Span::new(l, r),
            expr: Box::new(expr),
            debug: debug.map(|id| self.text(id)),
            source: source.map(|id| self.text(id)),
            conversion,
            format: format.map(merge),
        })
    }

    fn text(&self, id: StringId) -> Text {
        Text::from_wtf8(self.literals.string(id).value.to_vec())
    }

    /// C text in quotes.
    pub fn cname(&mut self, l: u32, id: StringId, r: u32) -> CName {
        let span = Span::new(l, r);
        let literal = self.literals.string(id);
        if family(literal) != Family::Text {
            self.push(diag::syntax::NotPlainString { at: span });
        }
        let text = self.text(id);
        let text = self.names.intern(text.as_str().unwrap_or(""));
        CName { span, text }
    }

    pub(super) fn plain_text(&mut self, span: Span, id: StringId) -> Text {
        if family(self.literals.string(id)) != Family::Text {
            self.push(diag::syntax::NotPlainString { at: span });
        }
        self.text(id)
    }

    pub fn strings(&mut self, l: u32, parts: Vec<StringPart>, r: u32) -> Expr {
        let first = parts.first().map_or(Family::Text, |part| self.family_of(part));
        let same = parts.iter().position(|part| self.family_of(part) != first);
        // Characters cannot be joined at all.
        let odd = same.or((first == Family::Char && parts.len() > 1).then_some(1));
        if let Some(index) = odd {
            self.push(MixedStrings { first: parts[0].span(), at: parts[index].span() });
            return self.expr(l, ExprKind::Invalid, r);
        }
        let kind = match first {
            Family::Char => self.char(&parts[0]),
            Family::Bytes => self.bytes(&parts),
            Family::Template => ExprKind::TString(self.joined(parts)),
            Family::Text
                if parts.iter().any(|part| matches!(part, StringPart::Interpolated { .. })) =>
            {
                ExprKind::FString(self.joined(parts))
            }
            Family::Text => ExprKind::Str(Box::new(self.str(&parts))),
        };
        self.expr(l, kind, r)
    }

    fn family_of(&self, part: &StringPart) -> Family {
        match part {
            StringPart::Plain { id, .. } => family(self.literals.string(*id)),
            StringPart::Interpolated { kind: Interpolation::Format, .. } => Family::Text,
            StringPart::Interpolated { kind: Interpolation::Template, .. } => Family::Template,
        }
    }

    fn plain_literals<'p>(
        &'p self,
        parts: &'p [StringPart],
    ) -> impl Iterator<Item = &'p StringLiteral> {
        parts.iter().filter_map(|part| match part {
            StringPart::Plain { id, .. } => Some(self.literals.string(*id)),
            StringPart::Interpolated { .. } => None,
        })
    }

    fn char(&self, part: &StringPart) -> ExprKind {
        let value = match part {
            StringPart::Plain { id, .. } => self.literals.string(*id).value.first().copied(),
            StringPart::Interpolated { .. } => None,
        };
        value.map_or(ExprKind::Invalid, |value| ExprKind::Char(CharLit { value }))
    }

    fn bytes(&self, parts: &[StringPart]) -> ExprKind {
        let value =
            self.plain_literals(parts).flat_map(|literal| literal.value.iter().copied()).collect();
        ExprKind::Bytes(BytesLit { value })
    }

    pub(super) fn str(&self, parts: &[StringPart]) -> StrLit {
        let mut unicode = false;
        let mut literals = self.plain_literals(parts);
        let mut bytes = literals.next().map_or_else(Vec::new, |literal| {
            unicode = literal.kind == StringKind::Unicode;
            literal.value.to_vec()
        });
        for literal in literals {
            bytes.extend_from_slice(&literal.value);
            unicode |= literal.kind == StringKind::Unicode;
        }
        let value = Text::from_wtf8(bytes);
        StrLit { value, c_bytes: if unicode { None } else { self.c_bytes(parts) }, unicode }
    }

    fn c_bytes(&self, parts: &[StringPart]) -> Option<Box<PlainBytes>> {
        if self.plain_literals(parts).all(|literal| literal.bytes.is_none()) {
            return None;
        }
        let mut joined = PlainBytes { value: Vec::new(), escapes: Vec::new() };
        let mut before = 0;
        for literal in self.plain_literals(parts) {
            match &literal.bytes {
                Some(bytes) => {
                    joined.value.extend_from_slice(&bytes.value);
                    joined.escapes.extend(
                        bytes
                            .escapes
                            .iter()
                            .map(|e| Escape { at: before + e.at, spelling: e.spelling.clone() }),
                    );
                }
                None => joined.value.extend_from_slice(&literal.value),
            }
            before += Text::from_wtf8(literal.value.to_vec()).code_points().count() as u32;
        }
        Some(Box::new(joined))
    }

    fn joined(&self, parts: Vec<StringPart>) -> FString {
        let mut all = Vec::new();
        for part in parts {
            match part {
                StringPart::Plain { id, .. } => all.push(FPart::Text(self.text(id))),
                StringPart::Interpolated { parts, .. } => all.extend(parts),
            }
        }
        FString { parts: merge(all) }
    }
}

impl StringPart {
    fn span(&self) -> Span {
        match self {
            StringPart::Plain { span, .. } | StringPart::Interpolated { span, .. } => *span,
        }
    }
}

fn family(literal: &StringLiteral) -> Family {
    match literal.kind {
        StringKind::Plain | StringKind::Unicode => Family::Text,
        StringKind::Bytes => Family::Bytes,
        StringKind::Char => Family::Char,
    }
}

/// Joins texts in a row and leaves out empty ones.
fn merge(parts: Vec<FPart>) -> Vec<FPart> {
    let mut merged: Vec<FPart> = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            FPart::Text(text) if text.is_empty() => {}
            FPart::Text(text) => match merged.last_mut() {
                Some(FPart::Text(last)) => last.push_text(&text),
                _ => merged.push(FPart::Text(text)),
            },
            FPart::Field(_) => merged.push(part),
        }
    }
    merged
}
