//! The classes of C++'s library whose values are Python objects of some kind.

/// What a class of the library is in Python.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Text,
    List,
    Set,
    Dict,
    Pair,
    Complex,
}

/// The classes that convert by themselves, by their C++ names.
const KINDS: &[(&str, Kind)] = &[
    ("std::string", Kind::Text),
    ("std::string_view", Kind::Text),
    ("std::vector", Kind::List),
    ("std::list", Kind::List),
    ("std::set", Kind::Set),
    ("std::unordered_set", Kind::Set),
    ("std::map", Kind::Dict),
    ("std::unordered_map", Kind::Dict),
    ("std::pair", Kind::Pair),
    ("std::complex", Kind::Complex),
];

pub(crate) fn kind(cname: &str) -> Option<Kind> {
    KINDS.iter().find(|(name, _)| *name == cname).map(|(_, kind)| *kind)
}
