//! Tokens of one line of the text form.

use super::Read;

#[derive(Clone, PartialEq, Debug)]
pub(super) enum Token {
    /// A word; a local's token may hold `~` and digits behind its name.
    Ident(String),
    /// `%3`
    Temp(u32),
    Int(i128),
    Float(f64),
    Str(Vec<u8>),
    Symbol(&'static str),
}

#[derive(Default)]
pub(super) struct Tokens {
    items: Vec<Token>,
    at: usize,
}

const SYMBOLS: &[&str] = &[
    ":=", "->", "..", "==", "!=", "<=", ">=", "<<", ">>", "&&", "||", "=", "(", ")", "{", "}", "[",
    "]", ",", ":", "@", "+", "-", "*", "/", "%", "&", "|", "^", "<", ">", ".",
];

impl Tokens {
    pub(super) fn of_line(line: &str) -> Read<Tokens> {
        let mut items = Vec::new();
        let mut rest = line.trim_start();
        while !rest.is_empty() && !rest.starts_with(';') {
            let (token, used) = token(rest)?;
            items.push(token);
            rest = rest[used..].trim_start();
        }
        Ok(Tokens { items, at: 0 })
    }

    pub(super) fn rest(&self) -> &[Token] {
        &self.items[self.at..]
    }

    pub(super) fn at_end(&self) -> bool {
        self.at == self.items.len()
    }

    pub(super) fn next(&mut self) -> Read<Token> {
        let token = self.items.get(self.at).cloned().ok_or("the line ends too early")?;
        self.at += 1;
        Ok(token)
    }

    pub(super) fn peek_ident(&self) -> Option<&str> {
        match self.rest().first() {
            Some(Token::Ident(word)) => Some(word),
            _ => None,
        }
    }

    pub(super) fn peek_symbol(&self, ahead: usize, symbol: &str) -> bool {
        matches!(self.rest().get(ahead), Some(Token::Symbol(found)) if *found == symbol)
    }

    pub(super) fn peek_is_id(&self, ahead: usize, prefix: char) -> bool {
        matches!(self.rest().get(ahead), Some(Token::Ident(word)) if number(word, prefix).is_some())
    }

    /// Takes a word or symbol if it is next.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let found = match self.rest().first() {
            Some(Token::Ident(word)) => word == text,
            Some(Token::Symbol(symbol)) => *symbol == text,
            _ => false,
        };
        self.at += usize::from(found);
        found
    }

    pub(super) fn symbol(&mut self, symbol: &str) -> Read<()> {
        if self.eat(symbol) { Ok(()) } else { Err(self.expected(symbol)) }
    }

    pub(super) fn word(&mut self, word: &str) -> Read<()> {
        self.symbol(word)
    }

    pub(super) fn expected(&self, what: &str) -> String {
        format!("expected `{what}`, found {:?}", self.rest().first())
    }

    pub(super) fn ident(&mut self) -> Read<String> {
        match self.rest().first().cloned() {
            Some(Token::Ident(word)) => {
                self.at += 1;
                Ok(word)
            }
            _ => Err(self.expected("a word")),
        }
    }

    /// The token of a local: a word or `%3`.
    pub(super) fn local(&mut self) -> Read<String> {
        match self.rest().first().cloned() {
            Some(Token::Ident(word)) => {
                self.at += 1;
                Ok(word)
            }
            Some(Token::Temp(number)) => {
                self.at += 1;
                Ok(format!("%{number}"))
            }
            _ => Err(self.expected("a local")),
        }
    }

    pub(super) fn int(&mut self) -> Read<i128> {
        let negative = self.eat("-");
        match self.next()? {
            Token::Int(value) => Ok(if negative { -value } else { value }),
            _ => Err("expected a number".into()),
        }
    }

    pub(super) fn string(&mut self) -> Read<Vec<u8>> {
        match self.rest().first().cloned() {
            Some(Token::Str(bytes)) => {
                self.at += 1;
                Ok(bytes)
            }
            _ => Err(self.expected("a string")),
        }
    }

    /// The number of an id like `b3` if it is next.
    pub(super) fn id_number(&self, prefix: char) -> Option<u32> {
        number(self.peek_ident()?, prefix)
    }

    pub(super) fn id(&mut self, prefix: char) -> Read<u32> {
        let number = self.id_number(prefix).ok_or_else(|| self.expected(&format!("{prefix}N")))?;
        self.at += 1;
        Ok(number)
    }
}

fn number(word: &str, prefix: char) -> Option<u32> {
    let digits = word.strip_prefix(prefix)?;
    if digits.bytes().all(|c| c.is_ascii_digit()) { digits.parse().ok() } else { None }
}

/// The first token and its length.
fn token(text: &str) -> Read<(Token, usize)> {
    let first = text.chars().next().unwrap_or(' ');
    if first.is_alphabetic() || first == '_' {
        let end = |c: char| !(c.is_alphanumeric() || c == '_' || c == '~');
        let used = text.find(end).unwrap_or(text.len());
        return Ok((Token::Ident(text[..used].into()), used));
    }
    if first == '%' && text[1..].starts_with(|c: char| c.is_ascii_digit()) {
        let digits = text[1..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - 1);
        let number = text[1..=digits].parse().map_err(|_| "a number too large".to_string())?;
        return Ok((Token::Temp(number), digits + 1));
    }
    if first.is_ascii_digit() {
        return numeral(text);
    }
    if first == '"' {
        return string(text);
    }
    match SYMBOLS.iter().find(|symbol| text.starts_with(**symbol)) {
        Some(symbol) => Ok((Token::Symbol(symbol), symbol.len())),
        None => Err(format!("unexpected `{first}`")),
    }
}

fn numeral(text: &str) -> Read<(Token, usize)> {
    let bytes = text.as_bytes();
    let mut used = 0;
    let mut float = false;
    while let Some(&byte) = bytes.get(used) {
        let takes = match byte {
            b'0'..=b'9' => true,
            // `1..2` is a range and no float.
            b'.' if !float && bytes.get(used + 1) != Some(&b'.') => true,
            b'e' => true,
            b'-' => bytes[used - 1] == b'e',
            _ => false,
        };
        if !takes {
            break;
        }
        float |= matches!(byte, b'.' | b'e');
        used += 1;
    }
    let digits = &text[..used];
    let bad = || format!("bad number `{digits}`");
    let token = if float {
        Token::Float(digits.parse().map_err(|_| bad())?)
    } else {
        Token::Int(digits.parse().map_err(|_| bad())?)
    };
    Ok((token, used))
}

fn string(text: &str) -> Read<(Token, usize)> {
    let bytes = text.as_bytes();
    let mut value = Vec::new();
    let mut at = 1;
    loop {
        match bytes.get(at) {
            None => return Err("a string is not closed".into()),
            Some(b'"') => return Ok((Token::Str(value), at + 1)),
            Some(b'\\') if bytes.get(at + 1) == Some(&b'x') => {
                let digits = text.get(at + 2..at + 4).unwrap_or("");
                value.push(u8::from_str_radix(digits, 16).map_err(|_| "a bad escape")?);
                at += 4;
            }
            Some(b'\\') => {
                value.extend(bytes.get(at + 1));
                at += 2;
            }
            Some(&byte) => {
                value.push(byte);
                at += 1;
            }
        }
    }
}
