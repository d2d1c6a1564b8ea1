//! Words of a text as the model sees them: runs of letters and digits, and single marks.
//!
//! The training code cuts in the same way (`training/reader/corpus.py`): what was learned holds only for the same words.

/// A word: where it stands, and what an uncased vocabulary does not see of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// The first byte and one past the last.
    pub(crate) bytes: (usize, usize),
    /// The first code point and one past the last.
    pub(crate) chars: (usize, usize),
    /// The number of its paragraph.
    pub(crate) paragraph: usize,
    /// Whether it stands in double quotation marks (which belong to it).
    pub(crate) quoted: bool,
}

impl Word {
    /// The word itself.
    pub(crate) fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.bytes.0..self.bytes.1).unwrap_or_default()
    }
}

fn is_letter(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// Tracks whether a place stands in quotation marks; a paragraph starts outside of them.
#[derive(Default)]
struct Marks {
    inside: bool,
}

impl Marks {
    fn pass(&mut self, c: char) -> bool {
        match c {
            '“' | '„' | '«' => {
                self.inside = true;
                true
            }
            '”' | '‟' | '»' => std::mem::replace(&mut self.inside, false),
            '"' => {
                self.inside = !self.inside;
                true
            }
            _ => self.inside,
        }
    }
}

/// The words of a text.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut marks = Marks::default();
    let mut paragraph = 0;
    let mut broken = false;
    let mut chars = text.char_indices().enumerate().peekable();
    while let Some((at, (byte, c))) = chars.next() {
        if c.is_whitespace() {
            broken |= c == '\n';
            continue;
        }
        if broken {
            paragraph += 1;
            marks.inside = false;
            broken = false;
        }
        let (mut end, mut past) = (at + 1, byte + c.len_utf8());
        if is_letter(c) {
            while let Some((at, (byte, c))) = chars.next_if(|(_, (_, c))| is_letter(*c)) {
                end = at + 1;
                past = byte + c.len_utf8();
            }
        }
        found.push(Word {
            bytes: (byte, past),
            chars: (at, end),
            paragraph,
            quoted: marks.pass(c),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_paragraph_and_their_marks() {
        let text = "“No,” said Ann.\n\nShe’d “run";
        let found: Vec<_> = words(text)
            .iter()
            .map(|w| (w.of(text), w.paragraph, w.quoted))
            .collect();
        assert_eq!(
            found,
            [
                ("“", 0, true),
                ("No", 0, true),
                (",", 0, true),
                ("”", 0, true),
                ("said", 0, false),
                ("Ann", 0, false),
                (".", 0, false),
                ("She", 1, false),
                ("’", 1, false),
                ("d", 1, false),
                ("“", 1, true),
                ("run", 1, true),
            ]
        );
    }

    #[test]
    fn places_are_counted_in_code_points() {
        let found = words("é ü!");
        assert_eq!(found[1].chars, (2, 3));
        assert_eq!(found[1].bytes, (3, 5));
    }
}
