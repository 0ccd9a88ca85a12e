//! Text as C string literals.

/// A C string literal, in pieces on lines of their own where it is long. Bytes outside printable ASCII are three octal digits, which
/// cannot run into what follows, as hexadecimal escapes do.
pub fn c_string(bytes: &[u8]) -> String {
    const PIECE: usize = 2000;
    let mut out = String::with_capacity(bytes.len() + 2);
    out.push('"');
    let mut piece = 0;
    for &byte in bytes {
        // Compilers limit the length of a literal and of a line; pieces are joined by the compiler.
        if piece >= PIECE {
            out.push_str("\"\n\"");
            piece = 0;
        }
        let before = out.len();
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            // `??=` and its kin are trigraphs for old dialects.
            b'?' => out.push_str("\\?"),
            0x20..=0x7e => out.push(byte as char),
            _ => out.push_str(&format!("\\{byte:03o}")),
        }
        piece += out.len() - before;
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::c_string;

    #[test]
    fn escapes_do_not_run_together() {
        assert_eq!(c_string(b"a\"\\\x01\x31?"), r#""a\"\\\0011\?""#);
        assert_eq!(c_string("é".as_bytes()), r#""\303\251""#);
    }
}
