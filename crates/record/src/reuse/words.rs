//! A text as words for comparison, each with its place.

use claim::Span;
use claim::outlet::fold;

/// The words of a text without case, accents and punctuation, and where each stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// All folded words, one after the other.
    folded: String,
    words: Vec<Word>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Word {
    /// Where the folded word ends in `folded`, in bytes; it begins where the one before it ends.
    until: usize,
    /// Where it stands in the text, in code points.
    start: usize,
    end: usize,
}

impl Words {
    /// Cuts a text. A word is a run of letters and digits; an apostrophe inside one is passed over, so that `don’t`,
    /// `don't` and `dont` are one word. The comma inside a number parts it, alike in both texts.
    pub fn of(text: &str) -> Self {
        let mut words = Self::default();
        let (mut from, mut start) = (None, 0);
        let mut at = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((byte, c)) = chars.next() {
            let inside = from.is_some()
                && is_apostrophe(c)
                && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
            let belongs = c.is_alphanumeric() || is_mark(c) && from.is_some() || inside;
            match (belongs, from) {
                (true, None) => (from, start) = (Some(byte), at),
                (false, Some(first)) => {
                    words.push(&text[first..byte], start, at);
                    from = None;
                }
                _ => {}
            }
            at += 1;
        }
        if let Some(first) = from {
            words.push(&text[first..], start, at);
        }
        words
    }

    /// How many words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// A word, folded; empty beyond the last.
    pub fn word(&self, at: usize) -> &str {
        let Some(word) = self.words.get(at) else {
            return "";
        };
        let from = at
            .checked_sub(1)
            .map_or(0, |before| self.words[before].until);
        &self.folded[from..word.until]
    }

    /// The words of a stretch, with single spaces between: what two texts have in common, written out.
    pub fn stretch(&self, from: usize, count: usize) -> String {
        (from..from + count)
            .map(|at| self.word(at))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Where a stretch of words stands in the text, in code points.
    pub fn span(&self, from: usize, count: usize) -> Span {
        let at = |index: usize| self.words.get(index);
        let start = at(from).map_or(0, |word| word.start);
        let last = (from + count).checked_sub(1).and_then(at);
        Span::new(start, last.map_or(start, |word| word.end))
    }

    fn push(&mut self, word: &str, start: usize, end: usize) {
        if word.is_ascii() {
            self.folded.extend(
                word.chars()
                    .filter(|c| !is_apostrophe(*c))
                    .map(|c| c.to_ascii_lowercase()),
            );
        } else {
            let plain: String = word.chars().filter(|c| !is_apostrophe(*c)).collect();
            // A letter that folds into several words (a ligature, a fraction) stays one here.
            self.folded
                .extend(fold(&plain).chars().filter(|c| *c != ' '));
        }
        self.words.push(Word {
            until: self.folded.len(),
            start,
            end,
        });
    }
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}')
}

/// Whether it is a combining accent, which belongs to the letter before it.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}
