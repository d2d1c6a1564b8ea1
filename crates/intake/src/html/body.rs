//! The main text of a page, in paragraphs.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use dom_smoothie::Readability;

/// Parts of a page that are never the article.
static NOT_THE_ARTICLE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("../../data/not_the_article.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("# "))
        .collect()
});

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 41] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tr",
    "ul",
];

/// Elements whose text is not shown or is no part of what the page says.
const SILENT: [&str; 16] = [
    "script", "style", "noscript", "template", "head", "title", "nav", "form", "button", "select",
    "textarea", "svg", "math", "iframe", "object", "canvas",
];

/// The parsed page without the parts that are never the article.
pub(super) fn parsed(html: &str) -> Option<Readability> {
    let reader = super::parse(html)?;
    for selector in NOT_THE_ARTICLE.iter() {
        if let Some(parts) = reader.doc.try_select(selector) {
            parts.remove();
        }
    }
    Some(reader)
}

/// Whether an element lies deeper than could be seen while the page was parsed: repairs of misnested formatting move
/// elements down, so this limit is twice the other.
pub(super) fn is_deeper_than(reader: &Readability, depth: usize) -> bool {
    // Parents come before their children, so the depth of each is known from its parent's.
    let most = depth * 2;
    let mut depths = BTreeMap::new();
    reader.doc.root().descendants_it().any(|node| {
        let above = node
            .parent()
            .and_then(|parent| depths.get(&parent.id).copied())
            .unwrap_or(0_usize);
        if node.is_element() {
            depths.insert(node.id, above + 1);
        }
        above + 1 > most
    })
}

/// The main text, if one stands out.
pub(super) fn main_text(reader: &mut Readability) -> Option<String> {
    reader.parse().ok()?;
    let text = text_below(reader, "#readability-page-1");
    (!text.is_empty()).then_some(text)
}

/// All text of the page that is shown.
pub(super) fn all_text(reader: &Readability) -> String {
    text_below(reader, "body")
}

/// Where a text stands, as far as its paragraph is concerned.
#[derive(Clone, Copy)]
struct Inside<Id> {
    /// The nearest element that begins and ends a paragraph.
    block: Id,
    /// Nothing in here is shown.
    silent: bool,
    /// Line ends count.
    keeps_lines: bool,
}

/// The text of the first element that matches, its paragraphs kept apart by blank lines.
fn text_below(reader: &Readability, selector: &str) -> String {
    let mut paragraphs = Paragraphs::default();
    let Some(found) = reader.doc.try_select(selector) else {
        return String::new();
    };
    let Some(root) = found.nodes().first() else {
        return String::new();
    };
    let top = Inside {
        block: root.id,
        silent: false,
        keeps_lines: false,
    };
    // Parents come before their children, so that each element learns where it stands from its parent and nothing has to
    // climb the tree.
    let mut insides = BTreeMap::from([(root.id, top)]);
    let mut block = root.id;
    for node in root.descendants_it() {
        let above = node
            .parent()
            .and_then(|parent| insides.get(&parent.id).copied());
        let mut inside = above.unwrap_or(top);
        if node.is_element() {
            let name = node.node_name().unwrap_or_default();
            inside.silent |= SILENT.contains(&&*name);
            match &*name {
                "br" => paragraphs.line(),
                "td" | "th" => paragraphs.cell(),
                name if BLOCKS.contains(&name) => {
                    paragraphs.end();
                    inside.block = node.id;
                    inside.keeps_lines = name == "pre";
                }
                _ => {}
            }
            insides.insert(node.id, inside);
            continue;
        }
        if !node.is_text() || inside.silent {
            continue;
        }
        if inside.block != block {
            paragraphs.end();
            block = inside.block;
        }
        let text = node.text();
        if inside.keeps_lines {
            paragraphs.lines(&text);
        } else {
            paragraphs.words(&text);
        }
    }
    paragraphs.end();
    paragraphs.text
}

/// A text that is put together from pieces; white space is what a browser would show.
#[derive(Default)]
struct Paragraphs {
    text: String,
    paragraph: String,
    /// White space was seen after the last word.
    space: bool,
}

impl Paragraphs {
    /// Words of the current paragraph; runs of white space count as one space. A no-break space is a sign of its own.
    fn words(&mut self, text: &str) {
        for c in text.chars() {
            if matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{C}') {
                self.space = true;
                continue;
            }
            let begins = self.paragraph.is_empty() || self.paragraph.ends_with(['\n', '\t']);
            if self.space && !begins {
                self.paragraph.push(' ');
            }
            self.space = false;
            self.paragraph.push(c);
        }
    }

    /// Text whose line ends count.
    fn lines(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.line();
            }
            self.words(line);
        }
    }

    /// A line end within a paragraph.
    fn line(&mut self) {
        self.space = false;
        if !self.paragraph.is_empty() {
            self.paragraph.push('\n');
        }
    }

    /// The next cell of a row of a table.
    fn cell(&mut self) {
        self.space = false;
        if !self.paragraph.is_empty() {
            self.paragraph.push('\t');
        }
    }

    fn end(&mut self) {
        self.space = false;
        let paragraph = self.paragraph.trim();
        if !paragraph.is_empty() {
            if !self.text.is_empty() {
                self.text.push_str("\n\n");
            }
            self.text.push_str(paragraph);
        }
        self.paragraph.clear();
    }
}
