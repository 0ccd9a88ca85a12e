//! Syntax errors in words.
//!
//! The generated parser knows the token that it cannot take and every token that it could. That is no help to a reader, so
//! errors go through a table (`rows`): the first row that fits the tokens around the error and the *classes* of what was
//! expected gives the words. The fallback names classes too, never a list of tokens.

mod expected;
mod rows;
#[cfg(test)]
mod tests;

use base::Span;
use diag::Diagnostic;
use diag::syntax::{BadSyntax, Unexpected};
use lalrpop_util::ParseError;
use lexer::{FileKind, Token};

use crate::build::Builder;
use expected::Expected;

/// A syntax error with its surroundings.
struct Case<'a> {
    /// The first token of the line, empty ones aside.
    first: Option<Token>,
    /// The token in front of that before the error.
    earlier: Option<Token>,
    before: Option<Token>,
    /// The text of the token before, if it is a name.
    before_text: &'a str,
    /// Nothing: the end of the file.
    found: Option<Token>,
    /// The innermost bracket that is open.
    bracket: Option<Token>,
    expected: Expected<'a>,
    python: bool,
}

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
        let diagnostic = self.describe(span, found, &expected);
        self.push(diagnostic);
    }

    fn describe(&self, span: Span, found: Option<Token>, expected: &[String]) -> Diagnostic {
        let index = self.index_of(span, found);
        let line = self.line_before(index);
        let before = line.last().copied();
        let case = Case {
            first: line.first().copied().or(found),
            earlier: line.len().checked_sub(2).map(|index| line[index]),
            before,
            before_text: match before {
                Some(Token::Name(name)) => &self.names[name],
                _ => "",
            },
            found,
            bracket: innermost_bracket(&line),
            expected: Expected::new(expected),
            python: self.kind == FileKind::Python,
        };
        match rows::ROWS.iter().find(|row| (row.fits)(&case)) {
            Some(row) => {
                #[cfg(test)]
                tests::decided(row.name);
                let fill = |text: &str| fill(text, &case);
                let label = fill(row.label);
                let diagnostic: Diagnostic =
                    BadSyntax { at: span, message: fill(row.message), label }.into();
                if row.help.is_empty() { diagnostic } else { diagnostic.with_note(fill(row.help)) }
            }
            None => {
                let found = found.map_or("the end of the file", Token::describe).into();
                Unexpected { at: span, found, expected: case.expected.in_words() }.into()
            }
        }
    }

    /// The place of a token in the list; several may start at one place, because some are empty.
    fn index_of(&self, span: Span, found: Option<Token>) -> usize {
        let after = self.tokens.partition_point(|(_, at)| at.lo <= span.lo);
        let index = self.tokens[..after]
            .iter()
            .rposition(|&(token, at)| Some(token) == found && at == span);
        index.unwrap_or(after)
    }

    /// The tokens of the line in front of one, without empty ones.
    fn line_before(&self, index: usize) -> Vec<Token> {
        let tokens = &self.tokens[..index];
        let layout =
            |token: &Token| matches!(token, Token::Newline | Token::Indent | Token::Dedent);
        let start =
            tokens.iter().rposition(|(token, _)| layout(token)).map_or(0, |index| index + 1);
        tokens[start..]
            .iter()
            .filter(|(_, span)| !span.is_empty())
            .map(|(token, _)| *token)
            .collect()
    }
}

fn fill(text: &str, case: &Case<'_>) -> String {
    text.replace("{found}", case.found.map_or("the end of the file", Token::describe))
        .replace("{before}", case.before.map_or("this", Token::describe))
        .replace("{first}", case.first.map_or("this", Token::describe))
        .replace("{text}", case.before_text)
        .replace("{expected}", &case.expected.in_words())
}

fn innermost_bracket(line: &[Token]) -> Option<Token> {
    let mut closed = 0_usize;
    for &token in line.iter().rev() {
        if token.closes_bracket() {
            closed += 1;
        } else if token.opens_bracket() {
            if closed == 0 {
                return Some(token);
            }
            closed -= 1;
        }
    }
    None
}

/// A token that begins a statement or clause with a block.
pub(crate) fn begins_block(token: Token) -> bool {
    matches!(
        token,
        Token::If
            | Token::Elif
            | Token::Else
            | Token::While
            | Token::For
            | Token::Try
            | Token::Except
            | Token::Finally
            | Token::With
            | Token::Def
            | Token::Class
            | Token::Match
            | Token::Case
            | Token::Async
            | Token::CompileIf
            | Token::CompileElif
            | Token::CompileElse
            | Token::Property
    )
}
