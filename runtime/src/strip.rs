//! Removes comments, blank lines, indentation and needless blanks from C text; what a compiler sees stays the same.

/// Strings and character constants are left alone; a comment between two words leaves a space.
pub fn strip(text: &str) -> String {
    let without_comments = strip_comments(text);
    let mut out = String::with_capacity(without_comments.len());
    let mut in_directive = false;
    for line in without_comments.lines() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let head = if in_directive { 0 } else { directive_head(line) };
        in_directive |= line.starts_with('#');
        out.push_str(&line[..head]);
        push_tight(&mut out, line[head..].trim_start());
        in_directive &= line.ends_with('\\');
        out.push('\n');
    }
    out
}

/// How much of a line belongs to the head of a directive, where blanks mean something: all of it, but for the body of a macro.
fn directive_head(line: &str) -> usize {
    let Some(macro_name) = line.strip_prefix("#define ") else {
        return if line.starts_with('#') { line.len() } else { 0 };
    };
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let name = macro_name.find(|c| !is_part(c)).unwrap_or(macro_name.len());
    let parameters = match macro_name[name..].starts_with('(') {
        true => macro_name[name..].find(')').map_or(macro_name.len() - name, |end| end + 1),
        false => 0,
    };
    let head = line.len() - macro_name.len() + name + parameters;
    // One blank is between the head and the body.
    line.len().min(head + 1)
}

/// Appends a line without the blanks beside punctuation. Signs that could grow together (`- -`, `& &`, `/ *`, `0xE + 1`)
/// keep theirs.
fn push_tight(out: &mut String, line: &str) {
    let mut rest = line;
    while let Some(at) = rest.find([' ', '"', '\'']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if !rest.starts_with(' ') {
            let end = literal_end(rest);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        rest = rest.trim_start_matches(' ');
        let around = (out.chars().next_back(), rest.chars().next());
        if let (Some(before), Some(after)) = around
            && needs_blank(before, after)
        {
            out.push(' ');
        }
    }
    out.push_str(rest);
}

/// Whether two characters would mean something else without the blank between them.
fn needs_blank(before: char, after: char) -> bool {
    const TIGHT: &str = "(){}[];,=?:<>|!\n";
    const SIGNS: &str = "+-*/%&^";
    if TIGHT.contains(before) || TIGHT.contains(after) {
        return false;
    }
    match (SIGNS.contains(before), SIGNS.contains(after)) {
        (false, false) | (true, true) => true,
        (true, false) => false,
        // A number may go on with a sign.
        (false, true) => "+-".contains(after) && "eEpP".contains(before),
    }
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
        assert_eq!(strip(text), "int a;int b;\nchar*s=\"/* no */ \\\" //\";char c='\"';\n");
    }

    #[test]
    fn a_comment_separates_words() {
        assert_eq!(strip("int/**/x = 4 / 2;\n"), "int x=4/2;\n");
    }

    #[test]
    fn signs_do_not_grow_together_and_directives_stay() {
        assert_eq!(strip("x = a - -b & &c;\n"), "x=a- -b& &c;\n");
        assert_eq!(strip("x = 0xE + 1 + a / *b;\n"), "x=0xE +1+a/ *b;\n");
        assert_eq!(strip("char *p = a && b;\n"), "char*p=a&&b;\n");
        let directive = "#define PX_A (1, \\\n  2)\n";
        assert_eq!(strip(directive), "#define PX_A (1,\\\n2)\n");
        assert_eq!(
            strip("#define PX_B(a, b) { a = b; } \\\n  f(a, b)\n"),
            "#define PX_B(a, b) {a=b;}\\\nf(a,b)\n"
        );
        assert_eq!(strip("#if A && (B > 1)\n"), "#if A && (B > 1)\n");
        assert_eq!(strip("#define PX_C\n#define PX_D  4\n"), "#define PX_C\n#define PX_D 4\n");
        assert_eq!(strip("return (x) ? y : z;\n"), "return(x)?y:z;\n");
    }
}
