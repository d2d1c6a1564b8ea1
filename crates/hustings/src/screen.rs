//! Text for a terminal: 80 columns, readable without colour.
//!
//! Styles only repeat what the words say; `anstream` drops them for a pipe, under `NO_COLOR` and under
//! `CLICOLOR=0`.

use std::io::{self, Write};

use anstyle::Style;
use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_width::UnicodeWidthStr;

/// The width that all text is laid out for.
pub(crate) const WIDTH: usize = 80;

const HEADING: Style = Style::new().bold();
const ASIDE: Style = Style::new().dimmed();

/// Standard output with its styles as the terminal wants them. What is written is lost unless [`Screen::finish`] is
/// called.
pub(crate) struct Screen {
    text: String,
}

impl Screen {
    pub(crate) fn new() -> Self {
        Self {
            text: String::new(),
        }
    }

    /// Writes everything to standard output.
    pub(crate) fn finish(self) -> io::Result<()> {
        let mut out = anstream::stdout().lock();
        out.write_all(self.text.as_bytes())?;
        out.flush()
    }

    /// A heading with an empty line above it, except at the top.
    pub(crate) fn heading(&mut self, heading: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.wrapped(HEADING, 0, heading);
    }

    /// A line or more of running text.
    pub(crate) fn line(&mut self, indent: usize, text: &str) {
        self.wrapped(Style::new(), indent, text);
    }

    /// A remark of less weight.
    pub(crate) fn aside(&mut self, indent: usize, text: &str) {
        self.wrapped(ASIDE, indent, text);
    }

    /// Cells side by side: each but the last has its width, and the last wraps under itself.
    pub(crate) fn row(&mut self, indent: usize, cells: &[(usize, &str)], last: &str) {
        let mut head = " ".repeat(indent);
        let mut used = indent;
        for (width, cell) in cells {
            used += width;
            head.push_str(cell);
            // A cell that is too wide pushes its neighbour by one space rather than being cut.
            head.push_str(&" ".repeat(used.saturating_sub(head.width()).max(1)));
        }
        let head = harmless(&head);
        // Nothing to wrap: an empty text would come out as a line without its cells.
        if last.is_empty() {
            self.styled(Style::new(), head.trim_end());
            return;
        }
        let rest = " ".repeat(used);
        let options = layout(&head, &rest);
        for line in textwrap::wrap(&harmless(last), options) {
            self.styled(Style::new(), line.trim_end());
        }
    }

    fn wrapped(&mut self, style: Style, indent: usize, text: &str) {
        let first = " ".repeat(indent);
        let rest = " ".repeat(indent + 2);
        let options = layout(&first, &rest);
        for line in textwrap::wrap(&harmless(text), options) {
            self.styled(style, line.trim_end());
        }
    }

    fn styled(&mut self, style: Style, line: &str) {
        // The indent stays outside the style: underlines and backgrounds then hug the words.
        let words = line.trim_start();
        let indent = &line[..line.len() - words.len()];
        if style == Style::new() {
            self.text.push_str(line);
        } else {
            self.text
                .push_str(&format!("{indent}{style}{words}{style:#}"));
        }
        self.text.push('\n');
    }
}

/// Lines break at spaces only: a date or a section of the code stays whole.
fn layout<'a>(first: &'a str, rest: &'a str) -> Options<'a> {
    Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
}

/// Writes one JSON object and a line end.
pub(crate) fn json(out: &mut impl Write, value: &impl serde::Serialize) -> anyhow::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// Control characters of foreign texts would move the cursor: they are shown as �.
fn harmless(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_cell_wraps_under_itself() {
        let mut screen = Screen::new();
        screen.row(
            2,
            &[(6, "one"), (8, "three")],
            "a text that is too long for the line and so goes on in a second one, under its own start",
        );
        insta::assert_snapshot!(screen.text, @r"
          one   three   a text that is too long for the line and so goes on in a second
                        one, under its own start
        ");
    }

    #[test]
    fn no_escape_sequence_of_a_document_reaches_the_terminal() {
        assert_eq!(harmless("\u{1b}[2Jred"), "\u{fffd}[2Jred");
    }
}
