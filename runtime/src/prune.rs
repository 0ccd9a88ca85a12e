//! Leaves out of support code what a module does not use.
//!
//! The text is cut into top-level items: declarations, definitions, `#define`s. An item is kept when one of
//! the names that it introduces is mentioned by a kept item or by the module. Conditional lines are kept and
//! dropped with their contents. All is decided by names alone, so an item may be kept without need, but
//! never dropped wrongly: what introduces no name of ours is always kept.

use std::collections::{HashMap, HashSet};

/// The support text reduced to what `roots` mention, directly or not.
pub fn prune(support: &str, roots: &[&str]) -> String {
    let items = split(support);
    let mut live = Liveness::new(&items);
    for root in roots {
        live.mention_all(root);
    }
    for (index, item) in items.iter().enumerate() {
        if item.kind == Kind::Code && item.names.is_empty() {
            live.keep(index);
        }
    }
    live.run();
    assemble(&items, &live.kept)
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Code,
    /// `#if` and its kin.
    Open,
    /// `#elif`, `#else`.
    Middle,
    /// `#endif`
    Close,
}

#[derive(Debug)]
struct Item<'a> {
    kind: Kind,
    text: &'a str,
    /// Our names that this item introduces.
    names: Vec<&'a str>,
}

struct Liveness<'a> {
    items: &'a [Item<'a>],
    by_name: HashMap<&'a str, Vec<usize>>,
    mentioned: HashSet<&'a str>,
    kept: Vec<bool>,
    work: Vec<usize>,
}

impl<'a> Liveness<'a> {
    fn new(items: &'a [Item<'a>]) -> Self {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, item) in items.iter().enumerate() {
            for name in &item.names {
                by_name.entry(name).or_default().push(index);
            }
        }
        let kept = vec![false; items.len()];
        Liveness { items, by_name, mentioned: HashSet::new(), kept, work: Vec::new() }
    }

    fn keep(&mut self, index: usize) {
        if !self.kept[index] {
            self.kept[index] = true;
            self.work.push(index);
        }
    }

    fn mention_all(&mut self, text: &str) {
        for word in words(text).filter(|word| is_ours(word)) {
            if let Some((&name, _)) = self.by_name.get_key_value(word)
                && self.mentioned.insert(name)
            {
                for index in self.by_name[name].clone() {
                    self.keep(index);
                }
            }
        }
        if text.contains("##") {
            self.mention_pasted(text);
        }
    }

    /// `px_get_##type` may become any name that starts with `px_get_`.
    fn mention_pasted(&mut self, text: &str) {
        for (at, _) in text.match_indices("##") {
            let before = text[..at].trim_end();
            let start = before.rfind(|c: char| !is_word(c)).map_or(0, |end| end + 1);
            let prefix = &before[start..];
            if !is_ours(prefix) {
                continue;
            }
            let names: Vec<&str> =
                self.by_name.keys().copied().filter(|name| name.starts_with(prefix)).collect();
            for name in names {
                self.mention_all(name);
            }
        }
    }

    fn run(&mut self) {
        let items = self.items;
        while let Some(index) = self.work.pop() {
            self.mention_all(items[index].text);
        }
        // What the conditions around kept items mention has to be there too.
        let needed = conditions_with_contents(items, &self.kept);
        let before = self.mentioned.len();
        for (index, item) in items.iter().enumerate() {
            if item.kind != Kind::Code && needed[index] {
                self.mention_all(item.text);
            }
        }
        if self.mentioned.len() > before {
            self.run();
        }
    }
}

/// Which conditional lines have kept code between them and their `#endif`.
fn conditions_with_contents(items: &[Item], kept: &[bool]) -> Vec<bool> {
    let mut needed = vec![false; items.len()];
    let mut open: Vec<(Vec<usize>, bool)> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match item.kind {
            Kind::Code => {
                if kept[index] {
                    open.iter_mut().for_each(|(_, used)| *used = true);
                }
            }
            Kind::Open => open.push((vec![index], false)),
            Kind::Middle => {
                if let Some((lines, _)) = open.last_mut() {
                    lines.push(index);
                }
            }
            Kind::Close => {
                if let Some((lines, used)) = open.pop() {
                    lines.into_iter().chain([index]).for_each(|line| needed[line] = used);
                }
            }
        }
    }
    needed
}

fn assemble(items: &[Item], kept: &[bool]) -> String {
    let needed = conditions_with_contents(items, kept);
    let mut out = String::new();
    for (index, item) in items.iter().enumerate() {
        let wanted = if item.kind == Kind::Code { kept[index] } else { needed[index] };
        if wanted {
            out.push_str(item.text);
            out.push('\n');
        }
    }
    out
}

/// Cuts stripped text into items.
fn split(text: &str) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return items;
        }
        let end = if rest.starts_with('#') {
            directive_end(rest)
        } else if let Some(open) = linkage_block(rest) {
            open
        } else {
            declaration_end(rest)
        };
        let item = rest[..end].trim_end();
        items.push(Item { kind: kind(item), text: item, names: introduced(item) });
        rest = &rest[end..];
    }
}

/// `extern "C" {` and the brace that closes it are items of their own.
fn linkage_block(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix("extern \"C\"")
        && rest.trim_start().starts_with('{')
    {
        return text.find('{').map(|at| at + 1);
    }
    text.starts_with('}').then_some(1)
}

fn directive_end(text: &str) -> usize {
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        end += line.len();
        if !line.trim_end().ends_with('\\') {
            break;
        }
    }
    end
}

/// The end of a declaration: a `;` outside of everything, or the `}` of a function's body.
fn declaration_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut braces, mut parens, mut index) = (0usize, 0usize, 0);
    let mut last_before_brace = 0u8;
    let mut last = 0u8;
    while index < bytes.len() {
        let byte = bytes[index];
        match byte {
            b'"' | b'\'' => index = literal_end(bytes, index),
            b'(' => parens += 1,
            b')' => parens = parens.saturating_sub(1),
            b'{' => {
                if braces == 0 {
                    last_before_brace = last;
                }
                braces += 1;
            }
            b'}' => {
                braces = braces.saturating_sub(1);
                // A body follows its parameter list; `extern "C" {` is closed by a line of its own.
                if braces == 0 && parens == 0 && last_before_brace == b')' {
                    return index + 1;
                }
            }
            b';' if braces == 0 && parens == 0 => return index + 1,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            last = byte;
        }
        index += 1;
    }
    text.len()
}

fn literal_end(bytes: &[u8], start: usize) -> usize {
    let mut index = start + 1;
    while index < bytes.len() && bytes[index] != bytes[start] {
        index += if bytes[index] == b'\\' { 2 } else { 1 };
    }
    index.min(bytes.len() - 1)
}

fn kind(item: &str) -> Kind {
    let Some(directive) = item.strip_prefix('#') else { return Kind::Code };
    let word = words(directive).next().unwrap_or("");
    match word {
        "if" | "ifdef" | "ifndef" => Kind::Open,
        "elif" | "else" => Kind::Middle,
        "endif" => Kind::Close,
        _ => Kind::Code,
    }
}

/// Our names that an item introduces; for anything but functions and macros, all that it mentions.
fn introduced(item: &str) -> Vec<&str> {
    if let Some(directive) = item.strip_prefix('#') {
        let mut parts = words(directive);
        let name = if parts.next() == Some("define") { parts.next() } else { None };
        return name.filter(|name| is_ours(name)).into_iter().collect();
    }
    let head = &item[..item.find(['{', '=']).unwrap_or(item.len())];
    let is_type = head.starts_with("typedef") || (!head.contains('(') && item.contains('{'));
    if !is_type && let Some(name) = function_name(head) {
        return vec![name];
    }
    words(item).filter(|word| is_ours(word)).collect()
}

/// Our name before the first parenthesis, as in `static int px_f(void)`.
fn function_name(head: &str) -> Option<&str> {
    let open = head.find('(')?;
    let before = head[..open].trim_end();
    let start = before.rfind(|c: char| !is_word(c)).map_or(0, |end| end + 1);
    Some(&before[start..]).filter(|name| is_ours(name) && name.starts_with("px"))
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn is_ours(word: &str) -> bool {
    let word = word.trim_start_matches('_');
    word.starts_with("px_") || word.starts_with("PX_") || word.starts_with("Px")
}

pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_word(c)).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::prune;

    const SUPPORT: &str = "\
#include <math.h>
#define PX_LIKELY(x) __builtin_expect(!!(x), 1)
#define PX_UNUSED_MACRO 1
typedef struct { int a; } px_pair;
enum { PX_ONE, PX_TWO };
static int px_leaf(int x) { return PX_LIKELY(x); }
static int px_branch(px_pair p) {
if (p.a) { return px_leaf(\"}\"[0]); }
return 0;
}
#if PX_ABI > 3
static int px_alone(void) { return PX_ONE; }
#else
static int px_alone(void) { return 1; }
#endif
static px_pair px_table[] = { {1}, {2} };
";

    #[test]
    fn what_is_mentioned_is_kept_with_what_it_needs() {
        let text = prune(SUPPORT, &["x = px_branch(y);"]);
        for wanted in ["math.h", "PX_LIKELY", "} px_pair;", "int px_leaf", "int px_branch"] {
            assert!(text.contains(wanted), "{wanted} in {text}");
        }
        for unwanted in ["PX_UNUSED_MACRO", "px_alone", "#if", "PX_ONE"] {
            assert!(!text.contains(unwanted), "{unwanted} in {text}");
        }
    }

    #[test]
    fn conditions_stay_around_what_they_hold() {
        let text = prune(SUPPORT, &["px_alone()"]);
        assert!(
            text.contains("#if PX_ABI > 3\nstatic int px_alone(void) { return PX_ONE; }\n#else"),
            "{text}"
        );
        assert!(text.contains("enum { PX_ONE, PX_TWO };"), "{text}");
    }

    #[test]
    fn pasted_names_keep_all_that_they_may_become() {
        let support =
            "#define PX_GET(t) px_get_##t()\nint px_get_int(void);\nint px_set_int(void);\n";
        let text = prune(support, &["PX_GET(int)"]);
        assert!(text.contains("px_get_int(void)") && !text.contains("px_set_int"), "{text}");
    }

    #[test]
    fn linkage_blocks_are_looked_into() {
        let support = "#ifdef __cplusplus\nextern \"C\" {\n#endif\nint px_a(void);\nint px_b(void);\n#ifdef __cplusplus\n}\n#endif\n";
        let text = prune(support, &["px_a()"]);
        assert!(text.contains("px_a") && !text.contains("px_b"), "{text}");
        assert_eq!(text.matches("__cplusplus").count(), 2, "{text}");
    }

    #[test]
    fn nothing_mentioned_leaves_what_is_not_ours() {
        assert_eq!(prune(SUPPORT, &[""]), "#include <math.h>\n");
    }
}
