//! Removes comments, blank lines and indentation from C text; what a compiler sees stays the same.

/// Strings and character constants are left alone; a comment between two words leaves a space.
pub fn strip(text: &str) -> String {
    let without_comments = strip_comments(text);
    let mut out = String::with_capacity(without_comments.len());
    for line in without_comments.lines() {
        let line = line.trim();
        if !line.is_empty() {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

fn strip_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['/', '"', '\'']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = if let Some(comment) = rest.strip_prefix("/*") {
            out.push(' ');
            comment.find("*/").map_or(rest.len(), |end| end + 4)
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with('/') {
            out.push('/');
            1
        } else {
            let end = literal_end(rest);
            out.push_str(&rest[..end]);
            end
        };
        rest = &rest[taken..];
    }
    out.push_str(rest);
    out
}

/// Where the string or character constant at the start of the text ends.
fn literal_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut index = 1;
    while index < bytes.len() {
        match bytes[index] {
            b'\\' => index += 1,
            b'\n' => return index,
            byte if byte == bytes[0] => return index + 1,
            _ => {}
        }
        index += 1;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn comments_and_layout_go_and_literals_stay() {
        let text = "int a; /* one\n two */ int b; // three\n\n   char *s = \"/* no */ \\\" //\"; char c = '\"';\n";
        assert_eq!(
            strip(text),
            "int a;   int b;\nchar *s = \"/* no */ \\\" //\"; char c = '\"';\n"
        );
    }

    #[test]
    fn a_comment_separates_words() {
        assert_eq!(strip("int/**/x = 4 / 2;\n"), "int x = 4 / 2;\n");
    }
}
