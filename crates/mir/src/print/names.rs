//! Words of the text form: tokens of locals, failure kinds, quoted strings.

use crate::{Function, LocalId, LocalKind, Phase, SuspendKind};
use base::{IdVec, Interner};
use builtins::Fails;
use std::collections::HashSet;
use std::fmt::Write;
use types::ExceptValue;

/// What each local is called: its name where that is unique and cannot be taken for something else, `%7` for
/// temporaries, `name~7` for the rest.
pub(super) fn local_tokens(function: &Function, names: &Interner) -> IdVec<LocalId, String> {
    let mut seen = HashSet::new();
    let token = |(id, local): (LocalId, &crate::Local)| {
        let Some(name) = local.name.filter(|_| local.kind != LocalKind::Temp) else {
            return format!("%{}", id.0);
        };
        let text = &names[name];
        if !is_word(text) {
            return format!("%{}", id.0);
        }
        if is_reserved(text) || !seen.insert(name) {
            return format!("{text}~{}", id.0);
        }
        text.to_owned()
    };
    function.locals.iter_enumerated().map(token).collect()
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// Words of an expression that are not locals.
pub(crate) fn is_reserved(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "null",
        "module",
        "cache",
        "frame_type",
        "neg",
        "not",
        "inv",
        "cond",
        "sizeof",
        "isnull",
        "verbatim",
        "float",
        "deref",
        "addr",
        "call",
        "as",
        "class",
        "objfield",
        "slot",
    ];
    let is_id = text.len() > 1
        && text.starts_with(['k', 'g', 'x', 'f'])
        && text[1..].bytes().all(|c| c.is_ascii_digit());
    is_id || WORDS.contains(&text)
}

pub(crate) fn quoted(bytes: &[u8]) -> String {
    let mut text = String::from("\"");
    for &byte in bytes {
        match byte {
            b'"' | b'\\' => {
                text.push('\\');
                text.push(byte as char);
            }
            b' '..=b'~' => text.push(byte as char),
            _ => {
                let _ = write!(text, "\\x{byte:02x}");
            }
        }
    }
    text + "\""
}

/// The value that tells of an exception, in types and failure kinds.
pub(super) fn except_value_text(value: ExceptValue, names: &Interner) -> String {
    match value {
        ExceptValue::Int(value) => value.to_string(),
        ExceptValue::Float(bits) => format!("bits {bits}"),
        ExceptValue::Null => "null".into(),
        ExceptValue::Named(name) => quoted(names[name].as_bytes()),
    }
}

pub(super) fn fails_text(fails: Fails, names: &Interner) -> String {
    match fails {
        Fails::Never => "never".into(),
        Fails::Null => "null".into(),
        Fails::NullOccurred => "null_occurred".into(),
        Fails::Neg1 => "neg1".into(),
        Fails::Negative => "negative".into(),
        Fails::Maybe(value) => format!("maybe({value})"),
        Fails::Occurred => "occurred".into(),
        Fails::Always => "always".into(),
        Fails::AlwaysNoTrace => "always_no_trace".into(),
        Fails::Equals(value) => format!("equals({})", except_value_text(value, names)),
        Fails::EqualsOccurred(value) => {
            format!("equals_occurred({})", except_value_text(value, names))
        }
        Fails::Throws => "throws".into(),
    }
}

pub(super) fn phase_text(phase: Phase) -> &'static str {
    match phase {
        Phase::High => "high",
        Phase::Exits => "exits",
        Phase::Errors => "errors",
        Phase::Low => "low",
    }
}

pub(crate) const SUSPENDS: &[(SuspendKind, &str)] = &[
    (SuspendKind::Generator, "generator"),
    (SuspendKind::Coroutine, "coroutine"),
    (SuspendKind::IterableCoroutine, "iterable_coroutine"),
    (SuspendKind::AsyncGenerator, "async_generator"),
];

pub(super) fn suspend_text(kind: SuspendKind) -> &'static str {
    SUSPENDS.iter().find(|(known, _)| *known == kind).map_or("?", |(_, text)| text)
}
