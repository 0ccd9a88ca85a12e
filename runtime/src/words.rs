//! Splits and joins command lines as a POSIX shell does, for `CC`, `CFLAGS` and Python's build configuration.

/// Words of a command line; quotes and backslashes as in a shell. An unclosed quote ends with the text.
pub fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\'' => word.get_or_insert_default().extend(chars.by_ref().take_while(|&c| c != '\'')),
            '"' => double_quoted(&mut chars, word.get_or_insert_default()),
            '\\' => word.get_or_insert_default().extend(chars.next()),
            c if c.is_whitespace() => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

fn double_quoted(chars: &mut std::str::Chars, word: &mut String) {
    while let Some(c) = chars.next() {
        match c {
            '"' => return,
            '\\' => match chars.next() {
                Some(c @ ('"' | '\\' | '$' | '`')) => word.push(c),
                Some(c) => word.extend(['\\', c]),
                None => return,
            },
            c => word.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn words_are_those_of_a_shell() {
        assert_eq!(split("gcc -pthread  -DX='a b'"), ["gcc", "-pthread", "-DX=a b"]);
        assert_eq!(split(r#"-DS="\"q\"" a\ b "" "#), ["-DS=\"q\"", "a b", ""]);
        assert_eq!(split("  "), Vec::<String>::new());
    }
}
