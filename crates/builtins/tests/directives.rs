//! The reference page of directives says what the table says. `PYXIDE_BLESS=1` writes the page's table anew.

use std::path::Path;

use pyxide_builtins::{DIRECTIVES, DirectiveDefault, DirectiveRow, Scopes, ValueKind};

const BEGIN: &str = "<!-- table: begin -->\n";
const END: &str = "<!-- table: end -->\n";

#[test]
fn the_page_has_all_directives() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/directives.md");
    let page = std::fs::read_to_string(&path).expect("docs/directives.md is there");
    let (head, rest) = page.split_once(BEGIN).expect("the table begins");
    let (table, tail) = rest.split_once(END).expect("the table ends");
    let expected = expected_table();
    if table == expected {
        return;
    }
    if std::env::var_os("PYXIDE_BLESS").is_some() {
        let page = format!("{head}{BEGIN}{expected}{END}{tail}");
        return std::fs::write(&path, page).expect("docs/directives.md can be written");
    }
    for (found, wanted) in table.lines().zip(expected.lines()) {
        assert_eq!(found, wanted, "docs/directives.md and the table of directives differ");
    }
    panic!("docs/directives.md has more or fewer directives than the table");
}

fn expected_table() -> String {
    let mut text =
        String::from("| Directive | Value | Default | Where | Effect |\n|---|---|---|---|---|\n");
    for row in DIRECTIVES.iter().filter(|row| row.kind != ValueKind::Group) {
        text.push_str(&format!(
            "| `{}` | {} | {} | {} | {} |\n",
            row.name,
            value(row.kind),
            default(row),
            scopes(row),
            row.doc
        ));
    }
    text
}

fn value(kind: ValueKind) -> String {
    match kind {
        ValueKind::Bool => "True or False".into(),
        ValueKind::BoolOrNone => "True, False or None".into(),
        ValueKind::Int => "a number".into(),
        ValueKind::Str => "a text".into(),
        ValueKind::StrOrNone => "a text or None".into(),
        ValueKind::Codec => "an encoding".into(),
        ValueKind::Choice(words) => {
            let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
            words.join(", ")
        }
        ValueKind::List => "texts".into(),
        ValueKind::Flag | ValueKind::Group => "none".into(),
        ValueKind::Type => "a type".into(),
        ValueKind::Types => "types by name".into(),
        ValueKind::Special => "of its own form".into(),
    }
}

fn default(row: &DirectiveRow) -> String {
    match row.default {
        DirectiveDefault::Unset => "–".into(),
        DirectiveDefault::Bool(true) => "True".into(),
        DirectiveDefault::Bool(false) => "False".into(),
        DirectiveDefault::Str("") => "empty".into(),
        DirectiveDefault::Str(text) => format!("`{text}`"),
        DirectiveDefault::EmptyList => "none".into(),
    }
}

fn scopes(row: &DirectiveRow) -> String {
    if row.scopes.contains(Scopes::ANYWHERE) {
        return "anywhere".into();
    }
    let all = [
        (Scopes::MODULE, "module"),
        (Scopes::FUNCTION, "function"),
        (Scopes::CLASS, "class"),
        (Scopes::CCLASS, "extension type"),
        (Scopes::WITH, "`with`"),
    ];
    let found: Vec<_> =
        all.iter().filter(|(scope, _)| row.scopes.contains(*scope)).map(|it| it.1).collect();
    found.join(", ")
}
