//! What the parser could have taken, as classes.

/// The words that the grammar has for the tokens that would have fitted.
pub(super) struct Expected<'a> {
    words: &'a [String],
}

/// Classes in the order in which a reader is told of them: the grammar's word, and ours.
const CLASSES: &[(&str, &str)] = &[
    ("Indent", "an indented block"),
    ("\":\"", "`:`"),
    ("string", "a string"),
    ("\"in\"", "`in`"),
    ("\"else\"", "`else`"),
    ("\"case\"", "`case`"),
    ("\"import\"", "`import`"),
    ("\"(\"", "`(`"),
    ("call_paren", "`(`"),
    ("\")\"", "`)`"),
    ("\"]\"", "`]`"),
    ("\"}\"", "`}`"),
    ("cast_close", "`>`"),
    ("field_close", "`}`"),
    ("\"=\"", "`=`"),
    ("\",\"", "`,`"),
    ("Newline", "the end of the line"),
];

impl<'a> Expected<'a> {
    pub(super) fn new(words: &'a [String]) -> Self {
        Expected { words }
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }

    /// An expression may begin here.
    pub(super) fn expression(&self) -> bool {
        self.has("\"lambda\"") || (self.has("name") && self.has("\"await\""))
    }

    /// A name is needed, and nothing else will do.
    pub(super) fn name_only(&self) -> bool {
        self.has("name") && !self.expression()
    }

    /// A statement may begin here.
    pub(super) fn statement(&self) -> bool {
        self.has("\"pass\"") && self.has("\"while\"")
    }

    pub(super) fn in_words(&self) -> String {
        let mut classes: Vec<&str> = Vec::new();
        if self.statement() {
            classes.push("a statement");
        } else if self.expression() {
            classes.push("an expression");
        } else if self.has("name") {
            classes.push("a name");
        }
        for (word, class) in CLASSES {
            if classes.len() < 3 && self.has(word) && !classes.contains(class) {
                // After a statement or an expression has begun, what may end it says little.
                if classes.is_empty() || !matches!(*class, "`(`" | "`,`" | "`=`") {
                    classes.push(class);
                }
            }
        }
        match &classes[..] {
            [] => "something else".into(),
            [one] => (*one).into(),
            [one, two] => format!("{one} or {two}"),
            [one, two, three, ..] => format!("{one}, {two} or {three}"),
        }
    }
}
