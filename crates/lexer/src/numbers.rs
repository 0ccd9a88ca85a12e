//! Numbers, scanned by hand: a regular expression would accept or stop at the wrong place what has to be reported
//! as one malformed number.

/// What a number turned out to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum NumberKind {
    Int,
    /// With a suffix that makes it a C literal.
    CInt,
    Float,
    Imaginary,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Malformed {
    /// `1__0`, `1_`, `0x_`, `12abc`
    Decimal,
    Base(&'static str),
    /// `09` or, at level 3, `07`
    LeadingZero,
    /// `1u` in a Python file
    Suffix,
}

pub(crate) struct Number {
    pub length: usize,
    pub kind: NumberKind,
    /// In lower case, without underscores, in modern notation; suffixes as documented at the tokens.
    pub text: String,
    pub malformed: Option<Malformed>,
}

#[derive(Clone, Copy)]
pub(crate) struct NumberRules {
    pub level_2: bool,
    pub python: bool,
}

/// Scans the number at the start of `source`, which begins with a digit, or with a point and a digit.
pub(crate) fn scan(source: &[u8], rules: NumberRules) -> Number {
    let mut scanner = Scanner { source, at: 0, text: String::new(), malformed: None };
    let kind = scanner.number(rules);
    scanner.check_end();
    Number { length: scanner.at, kind, text: scanner.text, malformed: scanner.malformed }
}

type IsDigit = fn(&u8) -> bool;

struct Scanner<'a> {
    source: &'a [u8],
    at: usize,
    text: String,
    malformed: Option<Malformed>,
}

impl Scanner<'_> {
    fn peek(&self, ahead: usize) -> u8 {
        self.source.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn wrong(&mut self, malformed: Malformed) {
        self.malformed.get_or_insert(malformed);
    }

    /// Digits with single underscores between them (and before the first, if `inner`).
    fn digits(&mut self, is_digit: IsDigit, inner: bool, what: Malformed) {
        let mut after_digit = inner;
        loop {
            let byte = self.peek(0);
            if is_digit(&byte) {
                self.text.push(byte.to_ascii_lowercase() as char);
                after_digit = true;
            } else if byte == b'_' {
                if !after_digit {
                    self.wrong(what);
                }
                after_digit = false;
            } else {
                break;
            }
            self.at += 1;
        }
        if !after_digit {
            self.wrong(what);
        }
    }

    fn number(&mut self, rules: NumberRules) -> NumberKind {
        if self.peek(0) == b'0' {
            let based: Option<(IsDigit, &str, &'static str)> = match self.peek(1) {
                b'x' | b'X' => Some((u8::is_ascii_hexdigit, "0x", "hexadecimal")),
                b'o' | b'O' => Some((is_octal, "0o", "octal")),
                b'b' | b'B' => Some((is_binary, "0b", "binary")),
                _ => None,
            };
            if let Some((is_digit, prefix, name)) = based {
                return self.based(is_digit, prefix, name, rules);
            }
        }
        self.decimal(rules)
    }

    fn based(
        &mut self,
        is_digit: IsDigit,
        prefix: &str,
        name: &'static str,
        rules: NumberRules,
    ) -> NumberKind {
        self.at += 2;
        self.text.push_str(prefix);
        self.digits(is_digit, true, Malformed::Base(name));
        if self.text.len() == prefix.len() || self.peek(0).is_ascii_digit() {
            self.wrong(Malformed::Base(name));
            self.text.push('0');
            while self.peek(0).is_ascii_digit() {
                self.at += 1;
            }
        }
        self.suffix(rules)
    }

    fn decimal(&mut self, rules: NumberRules) -> NumberKind {
        let mut float = false;
        if self.peek(0) != b'.' {
            self.digits(u8::is_ascii_digit, false, Malformed::Decimal);
        }
        let integer_digits = self.text.len();
        if self.peek(0) == b'.' {
            float = true;
            self.at += 1;
            self.text.push('.');
            if self.peek(0).is_ascii_digit() {
                self.digits(u8::is_ascii_digit, false, Malformed::Decimal);
            }
        }
        if matches!(self.peek(0), b'e' | b'E') {
            let sign = usize::from(matches!(self.peek(1), b'+' | b'-'));
            if self.peek(1 + sign).is_ascii_digit() {
                float = true;
                self.text.push('e');
                if sign == 1 {
                    self.text.push(self.peek(1) as char);
                }
                self.at += 1 + sign;
                self.digits(u8::is_ascii_digit, false, Malformed::Decimal);
            }
        }
        if matches!(self.peek(0), b'j' | b'J') {
            self.at += 1;
            self.text.push('j');
            return NumberKind::Imaginary;
        }
        if float {
            return NumberKind::Float;
        }
        self.leading_zeros(integer_digits, rules);
        self.suffix(rules)
    }

    /// `0777` is octal at language level 2 and an error afterwards; `000` is always fine.
    fn leading_zeros(&mut self, digits: usize, rules: NumberRules) {
        if digits < 2 || !self.text.starts_with('0') || self.text.bytes().all(|byte| byte == b'0') {
            return;
        }
        if rules.level_2 && self.text.bytes().all(|byte| is_octal(&byte)) {
            let value = self.text.trim_start_matches('0');
            self.text = format!("0o{value}");
        } else {
            self.wrong(Malformed::LeadingZero);
            self.text = self.text.trim_start_matches('0').to_string();
        }
    }

    fn suffix(&mut self, rules: NumberRules) -> NumberKind {
        let start = self.at;
        let (mut unsigned, mut longs) = (false, 0);
        while self.at - start < 3 {
            match self.peek(0) {
                b'u' | b'U' if !unsigned => unsigned = true,
                b'l' | b'L' if longs < 2 => longs += 1,
                _ => break,
            }
            self.at += 1;
        }
        // `L` between two `l`s, such as `lul`, is no suffix; `check_end` reports what is left over.
        if longs == 2 && unsigned && matches!(self.source[start + 1], b'u' | b'U') {
            self.at = start + 1;
            (unsigned, longs) = (false, 1);
        }
        if self.at == start || (rules.level_2 && longs == 1 && !unsigned) {
            return NumberKind::Int;
        }
        if rules.python {
            self.wrong(Malformed::Suffix);
            return NumberKind::Int;
        }
        self.text.push_str(if unsigned { "u" } else { "" });
        self.text.push_str(["", "l", "ll"][longs]);
        NumberKind::CInt
    }

    /// A number may touch a keyword (`1if x else y`), but no other word.
    fn check_end(&mut self) {
        let rest = &self.source[self.at..];
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80;
        let length = rest.iter().take_while(|byte| is_word(byte)).count();
        if length == 0 {
            return;
        }
        const KEYWORDS: [&str; 8] = ["and", "else", "for", "if", "in", "is", "not", "or"];
        let word = &rest[..length];
        // `1or 2`: the keyword may be followed by more text only if that begins a new token, so compare whole words.
        if KEYWORDS.iter().any(|keyword| word == keyword.as_bytes()) {
            return;
        }
        self.wrong(Malformed::Decimal);
        self.at += length;
    }
}

fn is_octal(byte: &u8) -> bool {
    (b'0'..=b'7').contains(byte)
}

fn is_binary(byte: &u8) -> bool {
    matches!(byte, b'0' | b'1')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, level_2: bool) -> (NumberKind, String, usize, Option<Malformed>) {
        let number = scan(source.as_bytes(), NumberRules { level_2, python: false });
        (number.kind, number.text, number.length, number.malformed)
    }

    #[test]
    fn kinds_and_canonical_texts() {
        for (source, kind, text) in [
            ("1_000", NumberKind::Int, "1000"),
            ("0XFF_ff", NumberKind::Int, "0xffff"),
            ("0b_10", NumberKind::Int, "0b10"),
            ("000", NumberKind::Int, "000"),
            ("1.", NumberKind::Float, "1."),
            (".5E-3", NumberKind::Float, ".5e-3"),
            ("1_0e1_0", NumberKind::Float, "10e10"),
            ("09.5", NumberKind::Float, "09.5"),
            ("1J", NumberKind::Imaginary, "1j"),
            ("12UlL", NumberKind::CInt, "12ull"),
            ("12lu", NumberKind::CInt, "12ul"),
            ("12L", NumberKind::CInt, "12l"),
        ] {
            assert_eq!(
                check(source, false),
                (kind, text.to_string(), source.len(), None),
                "{source}"
            );
        }
        assert_eq!(check("0777", true), (NumberKind::Int, "0o777".into(), 4, None));
        assert_eq!(check("12L", true), (NumberKind::Int, "12".into(), 3, None));
    }

    #[test]
    fn keywords_may_touch_and_dots_end() {
        assert_eq!(check("1if", false).2, 1);
        assert_eq!(check("1..real", false).2, 2);
        assert_eq!(check("0x1for", false), (NumberKind::Int, "0x1f".into(), 4, None));
    }

    #[test]
    fn malformed_numbers_are_one_token() {
        for (source, malformed) in [
            ("1__0", Malformed::Decimal),
            ("1_", Malformed::Decimal),
            ("12abc", Malformed::Decimal),
            ("0x", Malformed::Base("hexadecimal")),
            ("0b12", Malformed::Base("binary")),
            ("0o8", Malformed::Base("octal")),
            ("0777", Malformed::LeadingZero),
            ("1lul", Malformed::Decimal),
        ] {
            let (_, _, length, found) = check(source, false);
            assert_eq!((length, found), (source.len(), Some(malformed)), "{source}");
        }
    }
}
