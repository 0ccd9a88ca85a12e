//! `encode` and `decode` with the name of a codec as a constant: no look at the name at run time.

use builtins::Op;
use tir::{Expr, ExprKind};
use types::{Builtin, Ty};

use super::Checker;

/// A codec that the interpreter itself never looks up by name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Codec {
    Utf8,
    Ascii,
    Latin1,
}

fn codec(name: &[u8]) -> Option<Codec> {
    let name = std::str::from_utf8(name).ok()?.to_ascii_lowercase().replace('_', "-");
    Some(match name.as_str() {
        "utf-8" | "utf8" => Codec::Utf8,
        "ascii" | "us-ascii" => Codec::Ascii,
        "latin-1" | "latin1" | "iso-8859-1" => Codec::Latin1,
        _ => return None,
    })
}

/// The text of a C string constant.
fn c_constant(expr: &Expr) -> Option<&[u8]> {
    match &expr.kind {
        ExprKind::CStr(text) => Some(text),
        ExprKind::Cast(inner) => c_constant(inner),
        _ => None,
    }
}

impl Checker<'_, '_> {
    /// The row of `receiver.encode(codec, "strict")` and of `decode`; the arguments after the receiver are optional.
    pub fn codec_row(&self, receiver: Ty, method: &str, args: &[Expr]) -> Option<Op> {
        let text = |index: usize| args.get(index).map(|arg| self.constant_text(arg));
        let codec = match text(0) {
            Some(name) => codec(&name?)?,
            None => Codec::Utf8,
        };
        let strict = text(1).is_none_or(|errors| errors.as_deref() == Some(b"strict"));
        if args.len() > 2 || !strict {
            return None;
        }
        let name = match (self.types().as_builtin(receiver)?, method, codec) {
            (Builtin::Str, "encode", Codec::Utf8) => "str.encode",
            (Builtin::Str, "encode", Codec::Ascii) => "str.encode_ascii",
            (Builtin::Str, "encode", Codec::Latin1) => "str.encode_latin1",
            (Builtin::Bytes, "decode", Codec::Utf8) => "bytes.decode",
            (Builtin::Bytes, "decode", Codec::Ascii) => "bytes.decode_ascii",
            (Builtin::Bytes, "decode", Codec::Latin1) => "bytes.decode_latin1",
            _ => return None,
        };
        Op::find(name)
    }

    /// So many characters (-1: up to the NUL) in an encoding, as text.
    pub fn decoded_chars(&mut self, chars: Expr, length: Expr, encoding: Expr) -> Expr {
        let span = chars.span;
        let row = match c_constant(&encoding).and_then(codec) {
            Some(Codec::Utf8) => "str.of_utf8",
            Some(Codec::Ascii) => "str.of_ascii",
            Some(Codec::Latin1) => "str.of_latin1",
            None => return self.op("conv.str_from_chars", vec![chars, length, encoding], span),
        };
        self.op(row, vec![chars, length], span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_that_the_interpreter_takes_for_the_same() {
        assert_eq!(codec(b"UTF_8"), Some(Codec::Utf8));
        assert_eq!(codec(b"ascii"), Some(Codec::Ascii));
        assert_eq!(codec(b"ISO-8859-1"), Some(Codec::Latin1));
        assert_eq!(codec(b"utf-16"), None);
        assert_eq!(codec(b"utf-8-sig"), None);
    }
}
