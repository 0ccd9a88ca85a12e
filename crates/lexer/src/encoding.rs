//! From the bytes of a file to text: byte order mark, coding comment (PEP 263), and what cannot be decoded.

use base::Span;
use diag::{Sink, lexical};

/// How a source file is encoded; plain string literals stand for bytes in this encoding.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SourceEncoding {
    #[default]
    Utf8,
    /// ISO 8859-1, which the web's standard encodings replace by another.
    Latin1,
    Ascii,
    Other(&'static encoding_rs::Encoding),
}

/// A file's text. Where it could not be decoded, the text has replacement characters, so that the file can be
/// shown with its error.
pub struct Decoded {
    pub text: String,
    pub encoding: SourceEncoding,
    problem: Option<Problem>,
}

enum Problem {
    UnknownEncoding { at: std::ops::Range<usize>, name: String },
    Undecodable { at: std::ops::Range<usize>, encoding: String, byte: u8 },
}

impl Decoded {
    pub fn is_valid(&self) -> bool {
        self.problem.is_none()
    }

    /// Reports what was wrong, for a file that begins at `base` of the source map.
    pub fn report(&self, base: u32, sink: &mut Sink) {
        let span =
            |at: &std::ops::Range<usize>| Span::new(base + at.start as u32, base + at.end as u32);
        match &self.problem {
            None => {}
            Some(Problem::UnknownEncoding { at, name }) => {
                sink.push(lexical::UnknownEncoding { at: span(at), name: name.clone() });
            }
            Some(Problem::Undecodable { at, encoding, byte }) => sink.push(lexical::Undecodable {
                at: span(at),
                encoding: encoding.clone(),
                byte: format!("0x{byte:02x}"),
            }),
        }
    }
}

const BOM: &[u8] = b"\xef\xbb\xbf";

/// Decodes a source file.
pub fn decode(bytes: &[u8]) -> Decoded {
    let (bytes, marked) = match bytes.strip_prefix(BOM) {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    let Some((name, at)) = coding_comment(bytes) else {
        return decode_as(bytes, SourceEncoding::Utf8, "utf-8");
    };
    match by_name(&name) {
        // A file with a mark is UTF-8, whatever else it says.
        Some(_) if marked => decode_as(bytes, SourceEncoding::Utf8, "utf-8"),
        Some(encoding) => decode_as(bytes, encoding, &name),
        None => {
            let mut decoded = decode_as(bytes, SourceEncoding::Utf8, "utf-8");
            decoded.problem = Some(Problem::UnknownEncoding { at, name });
            decoded
        }
    }
}

/// The encoding that a text came from, by its own comment.
pub(crate) fn of_text(text: &str) -> SourceEncoding {
    coding_comment(text.as_bytes()).and_then(|(name, _)| by_name(&name)).unwrap_or_default()
}

/// The encoding that a comment in the first two lines names, and where. The second line counts only if the first
/// is blank or a comment.
fn coding_comment(bytes: &[u8]) -> Option<(String, std::ops::Range<usize>)> {
    let mut start = 0;
    for _ in 0..2 {
        let rest = &bytes[start..];
        let length = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let line = &rest[..length];
        let text = line.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\x0c'));
        match text {
            None => {}
            Some(at) if line[at] == b'#' => {
                if let Some(found) = coding_in(line) {
                    return Some((found.0, start + found.1.start..start + found.1.end));
                }
            }
            Some(_) => return None,
        }
        start += length + 1;
        if bytes.get(start - 1..=start) == Some(b"\r\n") {
            start += 1;
        }
        if start > bytes.len() {
            return None;
        }
    }
    None
}

/// Finds `coding[:=][ \t]*name` in a comment line.
fn coding_in(line: &[u8]) -> Option<(String, std::ops::Range<usize>)> {
    for at in memchr::memmem::find_iter(line, b"coding") {
        let mut start = at + b"coding".len();
        // A directive, which says something else.
        if line[..at].ends_with(b"c_string_en") {
            continue;
        }
        if !matches!(line.get(start), Some(b':' | b'=')) {
            continue;
        }
        start += 1;
        start += line[start..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let is_name =
            |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let length = line[start..].iter().take_while(|byte| is_name(byte)).count();
        if length > 0 {
            let name = String::from_utf8_lossy(&line[start..start + length]).into_owned();
            return Some((name, start..start + length));
        }
    }
    None
}

/// The codecs of Python under their usual names.
fn by_name(name: &str) -> Option<SourceEncoding> {
    let normal = name.to_ascii_lowercase().replace('_', "-");
    let bare: String = normal.chars().filter(|c| *c != '-').collect();
    Some(match bare.as_str() {
        "utf8" | "utf8sig" | "u8" | "utf" | "cp65001" => SourceEncoding::Utf8,
        "ascii" | "usascii" | "646" => SourceEncoding::Ascii,
        "latin1" | "latin" | "l1" | "iso88591" | "iso885911987" | "8859" | "cp819" => {
            SourceEncoding::Latin1
        }
        _ => {
            let label = match bare.strip_prefix("cp") {
                Some(page) if page.starts_with("125") => format!("windows-{page}"),
                Some("932") => "shift_jis".into(),
                Some("936") => "gbk".into(),
                Some("949") => "euc-kr".into(),
                Some("950") => "big5".into(),
                Some("866") => "ibm866".into(),
                _ => match bare.strip_prefix("iso8859").or_else(|| bare.strip_prefix("8859")) {
                    Some(part) => format!("iso-8859-{part}"),
                    None => normal.clone(),
                },
            };
            let found = encoding_rs::Encoding::for_label(label.as_bytes())
                .or_else(|| encoding_rs::Encoding::for_label(bare.as_bytes()))?;
            // Source files are never UTF-16: their coding comment could not be read.
            if found.output_encoding() != found {
                return None;
            }
            SourceEncoding::Other(found)
        }
    })
}

fn decode_as(bytes: &[u8], encoding: SourceEncoding, name: &str) -> Decoded {
    let (text, wrong) = match encoding {
        SourceEncoding::Utf8 => decode_utf8(bytes),
        SourceEncoding::Latin1 => (bytes.iter().map(|&byte| byte as char).collect(), None),
        SourceEncoding::Ascii => {
            let wrong =
                bytes.iter().position(|byte| !byte.is_ascii()).map(|at| (at..at + 3, bytes[at]));
            (
                bytes
                    .iter()
                    .map(|&byte| if byte.is_ascii() { byte as char } else { '\u{fffd}' })
                    .collect(),
                wrong,
            )
        }
        SourceEncoding::Other(codec) => decode_other(bytes, codec),
    };
    let problem =
        wrong.map(|(at, byte)| Problem::Undecodable { at, encoding: name.to_string(), byte });
    Decoded { text, encoding, problem }
}

/// The text, and the place of the first replacement character with the byte behind it.
type Attempt = (String, Option<(std::ops::Range<usize>, u8)>);

fn decode_utf8(bytes: &[u8]) -> Attempt {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_string(), None),
        Err(error) => {
            let at = error.valid_up_to();
            (String::from_utf8_lossy(bytes).into_owned(), Some((at..at + 3, bytes[at])))
        }
    }
}

fn decode_other(bytes: &[u8], codec: &'static encoding_rs::Encoding) -> Attempt {
    let mut decoder = codec.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2 + 16);
    let mut read = 0;
    let mut wrong = None;
    loop {
        let (result, consumed) =
            decoder.decode_to_string_without_replacement(&bytes[read..], &mut text, true);
        read += consumed;
        match result {
            encoding_rs::DecoderResult::InputEmpty => return (text, wrong),
            encoding_rs::DecoderResult::OutputFull => text.reserve(bytes.len() - read + 1024),
            encoding_rs::DecoderResult::Malformed(length, after) => {
                let byte = bytes[read
                    .saturating_sub(usize::from(length) + usize::from(after))
                    .min(bytes.len() - 1)];
                wrong.get_or_insert((text.len()..text.len() + 3, byte));
                text.reserve(3);
                text.push('\u{fffd}');
            }
        }
    }
}

impl SourceEncoding {
    /// A piece of source text as the bytes that it was in the file.
    pub(crate) fn encode(self, text: &str, into: &mut Vec<u8>) {
        match self {
            SourceEncoding::Utf8 | SourceEncoding::Ascii => into.extend_from_slice(text.as_bytes()),
            SourceEncoding::Latin1 => into.extend(text.chars().map(|c| c as u32 as u8)),
            SourceEncoding::Other(codec) => into.extend_from_slice(&codec.encode(text).0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coding_comments_count_in_the_first_two_lines_only() {
        assert_eq!(
            decode(b"# -*- coding: latin-1 -*-\n'\xe9'").text,
            "# -*- coding: latin-1 -*-\n'\u{e9}'"
        );
        assert_eq!(decode(b"\n# coding=cp1251\n'\xe9'").text, "\n# coding=cp1251\n'\u{439}'");
        assert!(!decode(b"x = 1\n# coding: latin-1\n'\xe9'").is_valid());
        assert!(!decode(b"\n\n# coding: latin-1\n'\xe9'").is_valid());
        assert_eq!(decode(b"\xef\xbb\xbfx").text, "x");
    }

    #[test]
    fn wrong_bytes_and_names_are_located() {
        let Some(Problem::Undecodable { at, byte, .. }) = decode(b"x = '\xff'\n").problem else {
            panic!("accepted")
        };
        assert_eq!((at, byte), (5..8, 0xff));
        let Some(Problem::UnknownEncoding { at, name }) = decode(b"# coding: klingon\n").problem
        else {
            panic!("accepted")
        };
        assert_eq!((at, name.as_str()), (10..17, "klingon"));
    }
}
