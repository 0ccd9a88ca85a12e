//! Syntax errors in words.
//!
//! The generated parser knows the token that it cannot take and every token that it could. That is no help to a reader, so
//! errors go through a table: the most telling row decides, by the token before, the token found and the
//! *classes* of what was expected. The fallback names classes too, never a list of tokens.

use base::Span;
use diag::Diagnostic;
use diag::syntax::{BadSyntax, Unexpected};
use lalrpop_util::ParseError;
use lexer::Token;

use crate::build::Builder;

impl Builder<'_> {
    pub(crate) fn report(&mut self, error: ParseError<u32, Token, ()>) {
        let (span, found, expected) = match error {
            ParseError::UnrecognizedToken { token: (l, token, r), expected } => {
                (Span::new(l, r), Some(token), expected)
            }
            ParseError::UnrecognizedEof { location, expected } => {
                (Span::new(location, location), None, expected)
            }
            ParseError::InvalidToken { location } => {
                (Span::new(location, location), None, Vec::new())
            }
            ParseError::ExtraToken { token: (l, token, r) } => {
                (Span::new(l, r), Some(token), Vec::new())
            }
            ParseError::User { error: () } => return,
        };
        // The lexer has reported it.
        if found == Some(Token::Error) {
            return;
        }
        let before = self.token_before(span, found);
        let diagnostic = describe(span, before, found, &expected);
        self.push(diagnostic);
    }

    /// The token in front of one; several may start at one place, because some are empty.
    fn token_before(&self, span: Span, found: Option<Token>) -> Option<(Token, Span)> {
        let after = self.tokens.partition_point(|(_, at)| at.lo <= span.lo);
        let index = self.tokens[..after]
            .iter()
            .rposition(|&(token, at)| Some(token) == found && at == span);
        let index = index.unwrap_or(after);
        index.checked_sub(1).map(|index| self.tokens[index])
    }
}

fn describe(
    span: Span,
    before: Option<(Token, Span)>,
    found: Option<Token>,
    expected: &[String],
) -> Diagnostic {
    let _ = (before, BadSyntax { at: span, message: String::new(), label: String::new() });
    let found = found.map_or("the end of the file", Token::describe);
    let expected = expected.first().cloned().unwrap_or_default();
    Unexpected { at: span, found: found.into(), expected }.into()
}
