//! A Markdown page of language tests.
//!
//! Every fenced `pyx` or `py` block is a module called `example`. A `pxd` or `pxi` block with `file=NAME` in its
//! info line is a file beside the modules that follow under the same heading. A `python` block runs with the module
//! before it; a `text` block holds the messages for it as people see them.

/// One module with all that is said about it.
#[derive(Debug, Default)]
pub struct Example {
    /// The headings above, joined.
    pub title: String,
    /// The line of the page on which the block's first line stands, from 1.
    pub line: usize,
    /// `pyx` or `py`.
    pub extension: String,
    /// Words after the language: `cplus`, `lenient`, `name=value` directives.
    pub options: Vec<String>,
    pub source: String,
    /// Name and text of files beside the module.
    pub files: Vec<(String, String)>,
    pub python: Option<String>,
    /// The expected messages and the lines of the page, from 0, on which they stand.
    pub messages: Option<(String, std::ops::Range<usize>)>,
}

struct Block {
    info: Vec<String>,
    /// The line of the first content line, from 0.
    start: usize,
    text: String,
}

pub fn parse(page: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut headings: Vec<String> = Vec::new();
    let mut files = Vec::new();
    let lines: Vec<&str> = page.lines().collect();
    let mut index = 0;
    while index < lines.len() {
        let line = lines[index];
        if let Some(title) = line.strip_prefix('#') {
            let level = title.len() - title.trim_start_matches('#').len();
            headings.truncate(level);
            headings.push(title.trim_start_matches('#').trim().to_string());
            files.clear();
        }
        if let Some(info) = line.strip_prefix("```") {
            let block = block(&lines, index, info);
            index = block.start + block.text.lines().count();
            add(block, &headings, &mut files, &mut examples);
        }
        index += 1;
    }
    examples
}

fn block(lines: &[&str], fence: usize, info: &str) -> Block {
    let end = (fence + 1..lines.len())
        .find(|&line| lines[line].starts_with("```"))
        .unwrap_or(lines.len());
    let text = lines[fence + 1..end].iter().map(|line| format!("{line}\n")).collect();
    Block { info: info.split_whitespace().map(str::to_string).collect(), start: fence + 1, text }
}

fn add(
    block: Block,
    headings: &[String],
    files: &mut Vec<(String, String)>,
    examples: &mut Vec<Example>,
) {
    let Some((language, options)) = block.info.split_first() else { return };
    match language.as_str() {
        "pyx" | "py" => examples.push(Example {
            title: headings.join(" / "),
            line: block.start + 1,
            extension: language.clone(),
            options: options.to_vec(),
            source: block.text,
            files: files.clone(),
            ..Example::default()
        }),
        "pxd" | "pxi" | "h" => {
            let name = options.iter().find_map(|word| word.strip_prefix("file="));
            let name = name.map_or_else(|| format!("example.{language}"), str::to_string);
            files.push((name, block.text));
        }
        "python" => {
            if let Some(example) = examples.last_mut() {
                example.python = Some(block.text);
            }
        }
        "text" => {
            if let Some(example) = examples.last_mut() {
                let end = block.start + block.text.lines().count();
                example.messages = Some((block.text, block.start..end));
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn blocks_belong_to_the_module_before_them() {
        let page = "# A\n```pxd file=h.pxd\ncdef int x\n```\n## B\nwords\n```pyx cplus\nx = 1\n```\n```python\nassert x\n```\n";
        let examples = parse(page);
        assert_eq!(examples.len(), 1);
        assert_eq!(examples[0].title, "A / B");
        assert_eq!(examples[0].line, 8);
        assert_eq!(examples[0].options, ["cplus"]);
        assert_eq!(examples[0].python.as_deref(), Some("assert x\n"));
        assert!(examples[0].files.is_empty(), "a new heading starts afresh");
    }
}
