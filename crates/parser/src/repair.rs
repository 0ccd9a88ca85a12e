//! Makes a token list that the grammar can recover in.
//!
//! Blocks are balanced: a colon at the end of a line has a block, and only there is one. So an error can be skipped
//! to the end of its line and over the block behind it. And depth is bounded: what would make a tree deeper
//! than [`ast::MAX_DEPTH`] is cut out here, where counting is cheap, so that no later stage has to fear for its stack.

use std::iter::Peekable;

use base::Span;
use diag::Sink;
use diag::syntax::{ExpectedBlock, TooDeep, UnexpectedIndent};
use lexer::Token;

/// CPython's limit. No program comes near it; generated ones that do would not load as Python either.
const MAX_BLOCKS: usize = 100;

pub fn repair(tokens: &mut Vec<(Token, Span)>, sink: &mut Sink) {
    balance(tokens, sink);
    bound_depth(tokens, sink);
}

// ---- blocks

/// What the closing `Dedent` of an `Indent` has to do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Real,
    /// Its `Indent` was taken out.
    Removed,
}

fn balance(tokens: &mut Vec<(Token, Span)>, sink: &mut Sink) {
    if is_balanced(tokens) {
        return;
    }
    let output = Vec::with_capacity(tokens.len() + 16);
    let mut balancer =
        Balancer { output, blocks: Vec::new(), deep: false, line_has_error: false, sink };
    let mut input = tokens.drain(..).peekable();
    while let Some((token, span)) = input.next() {
        match token {
            Token::Newline => balancer.newline(span, input.peek().copied()),
            Token::Indent => balancer.indent(span, &mut input),
            Token::Dedent => balancer.dedent(span),
            _ => {
                balancer.line_has_error |= token == Token::Error;
                balancer.output.push((token, span));
            }
        }
    }
    drop(input);
    *tokens = balancer.output;
}

struct Balancer<'a> {
    output: Vec<(Token, Span)>,
    blocks: Vec<Block>,
    /// The depth of blocks has been reported.
    deep: bool,
    line_has_error: bool,
    sink: &'a mut Sink,
}

impl Balancer<'_> {
    fn newline(&mut self, span: Span, next: Option<(Token, Span)>) {
        let colon = self.output.last().filter(|(last, _)| *last == Token::Colon).map(|(_, at)| *at);
        self.output.push((Token::Newline, span));
        if let (Some(colon), false) = (colon, matches!(next, Some((Token::Indent, _)))) {
            // An error in the line says enough.
            if !self.line_has_error {
                let at = next.map_or(span, |(_, at)| at);
                self.sink.push(ExpectedBlock { at, colon });
            }
            self.filler(Span::new(span.hi, span.hi));
        }
        self.line_has_error = false;
    }

    fn indent(&mut self, span: Span, input: &mut Peekable<impl Iterator<Item = (Token, Span)>>) {
        let after_colon = matches!(self.output[..], [.., (Token::Colon, _), (Token::Newline, _)]);
        if !after_colon && !lacks_colon(&self.output) {
            let at = input.peek().map_or(span, |(_, at)| *at);
            self.sink.push(UnexpectedIndent { at });
            self.blocks.push(Block::Removed);
        } else if after_colon && self.blocks.len() >= MAX_BLOCKS {
            if !self.deep {
                self.sink.push(TooDeep { at: span, what: "these blocks are".into() });
                self.deep = true;
            }
            self.filler(span);
            skip_block(input);
        } else {
            // Where the colon is missing, the parser reports it and skips the block.
            self.blocks.push(Block::Real);
            self.output.push((Token::Indent, span));
        }
    }

    fn dedent(&mut self, span: Span) {
        if self.blocks.pop() == Some(Block::Real) {
            self.output.push((Token::Dedent, span));
        }
    }

    /// A block that does nothing.
    fn filler(&mut self, at: Span) {
        let tokens = [Token::Indent, Token::Pass, Token::Newline, Token::Dedent];
        self.output.extend(tokens.map(|token| (token, at)));
    }
}

/// Takes what belongs to a block whose `Indent` has been taken.
fn skip_block(input: &mut impl Iterator<Item = (Token, Span)>) {
    let mut inner = 1_usize;
    while inner > 0 {
        match input.next() {
            Some((Token::Indent, _)) => inner += 1,
            Some((Token::Dedent, _)) => inner -= 1,
            Some(_) => {}
            None => break,
        }
    }
}

/// Whether the line that ends the list begins a block but for the colon.
fn lacks_colon(tokens: &[(Token, Span)]) -> bool {
    let line = match tokens {
        [line @ .., (Token::Newline, _)] => line,
        _ => return false,
    };
    let layout = |token: Token| matches!(token, Token::Newline | Token::Indent | Token::Dedent);
    let start = line.iter().rposition(|&(token, _)| layout(token)).map_or(0, |index| index + 1);
    let line = &line[start..];
    let begins = line.first().is_some_and(|&(token, _)| crate::messages::begins_block(token));
    begins && line.iter().all(|&(token, _)| token != Token::Colon)
}

fn is_balanced(tokens: &[(Token, Span)]) -> bool {
    let mut depth = 0_usize;
    let mut after_colon = false;
    let mut previous = Token::Newline;
    for (index, &(token, _)) in tokens.iter().enumerate() {
        match token {
            Token::Newline => {
                after_colon = previous == Token::Colon;
                let indented = matches!(tokens.get(index + 1), Some((Token::Indent, _)));
                if after_colon != indented {
                    return false;
                }
            }
            Token::Indent => {
                if !after_colon {
                    return false;
                }
                depth += 1;
                if depth > MAX_BLOCKS {
                    return false;
                }
            }
            Token::Dedent => depth = depth.saturating_sub(1),
            _ => {}
        }
        previous = token;
    }
    true
}

// ---- depth

/// How deep the tree of what stands in one pair of brackets may be, estimated from its tokens: never too low.
#[derive(Clone, Copy, Default)]
struct Frame {
    /// Since the last comma: forms that nest to the right over `and`, `or` and comparisons.
    outer: usize,
    /// Since the last of those operators, which make flat lists: every other operator.
    inner: usize,
}

fn bound_depth(tokens: &mut Vec<(Token, Span)>, sink: &mut Sink) {
    // The depth of anything is less than the number of tokens of its line.
    let mut length = 0;
    let long = tokens.iter().any(|(token, _)| {
        length = if *token == Token::Newline { 0 } else { length + 1 };
        length > ast::MAX_DEPTH / 2
    });
    if !long {
        return;
    }
    let mut frames = vec![Frame::default()];
    let mut total = 0;
    let mut skipping = false;
    tokens.retain_mut(|(token, span)| {
        if *token == Token::Newline {
            frames.clear();
            frames.push(Frame::default());
            total = 0;
            skipping = false;
            return true;
        }
        if skipping {
            return false;
        }
        count(*token, &mut frames, &mut total);
        if total > ast::MAX_DEPTH {
            sink.push(TooDeep { at: *span, what: "this expression is".into() });
            *token = Token::Error;
            skipping = true;
        }
        true
    });
}

fn count(token: Token, frames: &mut Vec<Frame>, total: &mut usize) {
    if token.opens_bracket() {
        frames.push(Frame::default());
        *total += 1;
        return;
    }
    if token.closes_bracket() {
        return close(frames, total);
    }
    let Some(frame) = frames.last_mut() else { return };
    match effect(token) {
        Effect::None => {}
        Effect::Item => {
            *total -= frame.outer + frame.inner;
            *frame = Frame::default();
        }
        Effect::Flat => {
            *total -= frame.inner;
            frame.inner = 0;
        }
        Effect::Outer => {
            frame.outer += 1;
            *total += 1;
        }
        Effect::Inner => {
            frame.inner += 1;
            *total += 1;
        }
    }
}

/// What a token does to the depth of what stands around it.
enum Effect {
    None,
    /// Begins another item.
    Item,
    /// Begins another operand of a flat list.
    Flat,
    Outer,
    Inner,
}

fn effect(token: Token) -> Effect {
    match token {
        Token::Comma | Token::Semicolon => Effect::Item,
        Token::And
        | Token::Or
        | Token::Less
        | Token::Greater
        | Token::LessEqual
        | Token::GreaterEqual => Effect::Flat,
        Token::EqualEqual | Token::NotEqual | Token::In | Token::Is => Effect::Flat,
        Token::If
        | Token::Else
        | Token::Lambda
        | Token::Yield
        | Token::For
        | Token::ColonEqual
        | Token::Not => Effect::Outer,
        // Neighbours make one node.
        Token::Str(_) | Token::Text(_) | Token::Name(_) | Token::Int(_) | Token::Float(_) => {
            Effect::None
        }
        Token::Newline | Token::Indent | Token::Dedent => Effect::None,
        _ => Effect::Inner,
    }
}

fn close(frames: &mut Vec<Frame>, total: &mut usize) {
    if frames.len() < 2 {
        return;
    }
    if let Some(frame) = frames.pop() {
        *total -= frame.outer + frame.inner + 1;
    }
    // A call or subscript wraps what stands in front of it.
    if let Some(frame) = frames.last_mut() {
        frame.inner += 1;
        *total += 1;
    }
}
