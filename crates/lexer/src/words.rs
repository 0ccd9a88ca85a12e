//! The words that are keywords everywhere, and those that are keywords in some places.

use base::{Interner, Name};

use crate::token::{Modifier, Token};
use crate::{FileKind, Options};

/// What a name could also be, where `context` finds it in the right place.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Word {
    /// Just a name.
    #[default]
    Plain,
    Async,
    Await,
    By,
    Case,
    CompileDef,
    CompileIf,
    CompileElif,
    CompileElse,
    Const,
    Convention,
    Cppclass,
    /// `&&` and `||`, which are no words.
    DoubleAmper,
    DoublePipe,
    Enum,
    /// `!`, which is no word.
    Exclamation,
    Exec,
    Fused,
    Gil,
    Include,
    Match,
    Modifier(Modifier),
    Namespace,
    New,
    Noexcept,
    Nogil,
    Operator,
    Packed,
    /// No words either, but marks of an opening parenthesis: of `def`, and of C++ bases and the like.
    ParametersParen,
    TypesParen,
    Print,
    Property,
    Restrict,
    Sizeof,
    Struct,
    Template,
    Type,
    Union,
    Volatile,
    /// A word of a C type: see [`TypeWord`].
    InType(TypeWord),
}

/// The parts of a C type of several words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TypeWord {
    Signed,
    Unsigned,
    Short,
    Long,
    Char,
    Int,
    Float,
    Double,
    /// `void`, `bint`: take no other word, but can stand where a base type stands.
    Other,
    Complex,
}

#[derive(Clone, Copy)]
enum Entry {
    Keyword(Token),
    Soft(Word),
}

/// From an interned name to what it means. Made once for each file: names of words are interned early in a
/// session, so the table is short.
pub(crate) struct Words {
    entries: Vec<Option<Entry>>,
}

const PYTHON_KEYWORDS: &[(&str, Token)] = &[
    ("False", Token::False),
    ("None", Token::None),
    ("True", Token::True),
    ("and", Token::And),
    ("as", Token::As),
    ("assert", Token::Assert),
    ("break", Token::Break),
    ("class", Token::Class),
    ("continue", Token::Continue),
    ("def", Token::Def),
    ("del", Token::Del),
    ("elif", Token::Elif),
    ("else", Token::Else),
    ("except", Token::Except),
    ("finally", Token::Finally),
    ("for", Token::For),
    ("from", Token::From),
    ("global", Token::Global),
    ("if", Token::If),
    ("import", Token::Import),
    ("in", Token::In),
    ("is", Token::Is),
    ("lambda", Token::Lambda),
    ("nonlocal", Token::Nonlocal),
    ("not", Token::Not),
    ("or", Token::Or),
    ("pass", Token::Pass),
    ("raise", Token::Raise),
    ("return", Token::Return),
    ("try", Token::Try),
    ("while", Token::While),
    ("with", Token::With),
    ("yield", Token::Yield),
];

const CYTHON_KEYWORDS: &[(&str, Token)] = &[
    ("cdef", Token::Cdef),
    ("cimport", Token::Cimport),
    ("cpdef", Token::Cpdef),
    ("ctypedef", Token::Ctypedef),
    ("NULL", Token::Null),
];

const PYTHON_WORDS: &[(&str, Word)] = &[
    ("async", Word::Async),
    ("await", Word::Await),
    ("case", Word::Case),
    ("match", Word::Match),
    ("type", Word::Type),
];

const LEVEL_2_WORDS: &[(&str, Word)] = &[("exec", Word::Exec), ("print", Word::Print)];

const CYTHON_WORDS: &[(&str, Word)] = &[
    ("DEF", Word::CompileDef),
    ("ELIF", Word::CompileElif),
    ("ELSE", Word::CompileElse),
    ("IF", Word::CompileIf),
    ("__cdecl", Word::Convention),
    ("__fastcall", Word::Convention),
    ("__stdcall", Word::Convention),
    ("api", Word::Modifier(Modifier::Api)),
    ("bint", Word::InType(TypeWord::Other)),
    ("by", Word::By),
    ("char", Word::InType(TypeWord::Char)),
    ("complex", Word::InType(TypeWord::Complex)),
    ("const", Word::Const),
    ("cppclass", Word::Cppclass),
    ("double", Word::InType(TypeWord::Double)),
    ("enum", Word::Enum),
    ("extern", Word::Modifier(Modifier::Extern)),
    ("float", Word::InType(TypeWord::Float)),
    ("fused", Word::Fused),
    ("gil", Word::Gil),
    ("include", Word::Include),
    ("inline", Word::Modifier(Modifier::Inline)),
    ("int", Word::InType(TypeWord::Int)),
    ("long", Word::InType(TypeWord::Long)),
    ("namespace", Word::Namespace),
    ("new", Word::New),
    ("noexcept", Word::Noexcept),
    ("nogil", Word::Nogil),
    ("operator", Word::Operator),
    ("packed", Word::Packed),
    ("private", Word::Modifier(Modifier::Private)),
    ("property", Word::Property),
    ("public", Word::Modifier(Modifier::Public)),
    ("readonly", Word::Modifier(Modifier::Readonly)),
    ("restrict", Word::Restrict),
    ("short", Word::InType(TypeWord::Short)),
    ("signed", Word::InType(TypeWord::Signed)),
    ("sizeof", Word::Sizeof),
    ("struct", Word::Struct),
    ("template", Word::Template),
    ("union", Word::Union),
    ("unsigned", Word::InType(TypeWord::Unsigned)),
    ("void", Word::InType(TypeWord::Other)),
    ("volatile", Word::Volatile),
];

impl Words {
    pub fn new(options: Options, names: &mut Interner) -> Self {
        let mut words = Words { entries: Vec::with_capacity(128) };
        for &(text, token) in PYTHON_KEYWORDS {
            words.set(names.intern(text), Entry::Keyword(token));
        }
        for &(text, word) in PYTHON_WORDS {
            words.set(names.intern(text), Entry::Soft(word));
        }
        if options.language_level < 3 {
            for &(text, word) in LEVEL_2_WORDS {
                words.set(names.intern(text), Entry::Soft(word));
            }
        }
        if options.kind != FileKind::Python {
            for &(text, token) in CYTHON_KEYWORDS {
                words.set(names.intern(text), Entry::Keyword(token));
            }
            for &(text, word) in CYTHON_WORDS {
                words.set(names.intern(text), Entry::Soft(word));
            }
        }
        words
    }

    fn set(&mut self, name: Name, entry: Entry) {
        let index = name.0 as usize;
        if self.entries.len() <= index {
            self.entries.resize(index + 1, None);
        }
        self.entries[index] = Some(entry);
    }

    /// The token for a word, and what else the word could be.
    pub fn classify(&self, name: Name) -> (Token, Word) {
        match self.entries.get(name.0 as usize) {
            Some(Some(Entry::Keyword(token))) => (*token, Word::Plain),
            Some(Some(Entry::Soft(word))) => (Token::Name(name), *word),
            _ => (Token::Name(name), Word::Plain),
        }
    }
}

/// The text of a keyword that may be the name of something else behind a `.` (`Enum.None`, `module.cdef`).
pub(crate) fn keyword_as_name(token: Token) -> Option<&'static str> {
    let text = match token {
        Token::True => "True",
        Token::False => "False",
        Token::None => "None",
        Token::Null => "NULL",
        Token::As => "as",
        Token::Cdef => "cdef",
        Token::Cpdef => "cpdef",
        Token::Ctypedef => "ctypedef",
        _ => return None,
    };
    Some(text)
}
