//! How a text is laid out: paragraphs, sentences, and what stands between quotation marks.

use super::token;
use super::token::{Shape, Token};
use std::sync::LazyLock;

/// Where a token stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// The sentence, by number in the text.
    pub sentence: u32,
    /// The quotation the token belongs to (its marks included), by number in the text, or [`NONE`].
    pub quotation: u32,
}

/// No quotation.
pub const NONE: u32 = u32::MAX;

/// A range of tokens.
pub type Range = (usize, usize);

/// A quotation: its tokens with the marks, inside one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// The opening mark, or the paragraph's first token.
    pub start: usize,
    /// After the closing mark, or the paragraph's end.
    pub end: usize,
    /// Whether a mark closes it.
    pub closed: bool,
}

/// The layout of a text.
#[derive(Debug, Default)]
pub struct Layout {
    /// The paragraphs: every line end begins one.
    pub paragraphs: Vec<Range>,
    /// The sentences.
    pub sentences: Vec<Range>,
    /// The quotations.
    pub quotations: Vec<Quotation>,
    /// Where each token stands.
    pub places: Vec<Place>,
}

/// Words before a point that does not end a sentence.
static ABBREVIATIONS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut hashes: Vec<u64> = include_str!("../../data/abbreviations.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .filter_map(|word| word.strip_suffix('.'))
        .filter(|word| !word.contains('.'))
        .map(token::lower)
        .collect();
    hashes.sort_unstable();
    hashes
});

impl Layout {
    /// Lays out tokens; straight quotation marks learn here which way they look.
    pub fn of(tokens: &mut [Token]) -> Self {
        let mut layout = Self::default();
        let mut start = 0;
        for at in 1..=tokens.len() {
            if at == tokens.len() || tokens[at].lines > 0 {
                layout.paragraph(tokens, (start, at));
                start = at;
            }
        }
        layout
    }

    fn paragraph(&mut self, tokens: &mut [Token], (start, end): Range) {
        self.paragraphs.push((start, end));
        self.places.resize(
            end,
            Place {
                sentence: 0,
                quotation: NONE,
            },
        );
        self.quote(tokens, (start, end));
        let mut first = start;
        for at in start + 1..=end {
            if at == end || begins_sentence(tokens, start, at) {
                let number = u32::try_from(self.sentences.len()).unwrap_or(NONE);
                for place in &mut self.places[first..at] {
                    place.sentence = number;
                }
                self.sentences.push((first, at));
                first = at;
            }
        }
    }

    /// Pairs the quotation marks of a paragraph.
    fn quote(&mut self, tokens: &mut [Token], (start, end): Range) {
        double(&mut tokens[start..end]);
        let mut open: Option<usize> = None;
        let mut next = start;
        while next < end {
            let at = next;
            // Two apostrophes that stand for a mark are one mark.
            let is_pair = is_pair(&tokens[at..end]);
            next = at + if is_pair { 2 } else { 1 };
            let is_mark = matches!(tokens[at].shape, Shape::Open | Shape::Close);
            if !is_mark {
                continue;
            }
            // A straight mark is read as closing until here; where nothing is open, it opens.
            if open.is_none() && next < end && !tokens[next].spaced {
                for token in &mut tokens[at..next] {
                    token.shape = Shape::Open;
                }
            }
            match (tokens[at].shape, open) {
                (Shape::Open, None) => open = Some(at),
                (Shape::Close, Some(from)) => {
                    self.quotation(from, next, true);
                    open = None;
                }
                _ => {}
            }
        }
        if let Some(from) = open {
            self.quotation(from, end, false);
        }
    }

    fn quotation(&mut self, start: usize, end: usize, closed: bool) {
        let number = u32::try_from(self.quotations.len()).unwrap_or(NONE);
        for place in &mut self.places[start..end] {
            place.quotation = number;
        }
        self.quotations.push(Quotation { start, end, closed });
    }

    /// The quotation of a token.
    pub fn quotation_at(&self, at: usize) -> Option<Quotation> {
        let number = usize::try_from(self.places.get(at)?.quotation).ok()?;
        self.quotations.get(number).copied()
    }
}

/// Two apostrophes without a space between them are a quotation mark (`''no,''`).
fn double(tokens: &mut [Token]) {
    let mut at = 0;
    while at + 1 < tokens.len() {
        let pair = &mut tokens[at..at + 2];
        let is_double = pair.iter().all(|t| t.shape == Shape::Apostrophe) && !pair[1].spaced;
        if is_double {
            for token in pair {
                token.shape = Shape::Close;
                token.lower = *DOUBLE;
            }
        }
        at += if is_double { 2 } else { 1 };
    }
}

/// The hash of each half of such a mark: it is not the hash of a whole mark.
static DOUBLE: LazyLock<u64> = LazyLock::new(|| token::lower("''"));

/// Whether tokens begin with the two halves of a mark.
fn is_pair(tokens: &[Token]) -> bool {
    matches!(tokens, [a, b, ..] if a.lower == *DOUBLE && b.lower == *DOUBLE && !b.spaced)
}

/// Whether a sentence begins at `at`, inside a paragraph that begins at `start`.
fn begins_sentence(tokens: &[Token], start: usize, at: usize) -> bool {
    let this = &tokens[at];
    if !this.spaced
        || !(this.shape.is_capital()
            || matches!(
                this.shape,
                Shape::Open | Shape::Digits | Shape::Bracket | Shape::Mixed
            ))
    {
        return false;
    }
    // The closing marks belong to the sentence that they close.
    let mut end = at;
    while end > start
        && matches!(
            tokens[end - 1].shape,
            Shape::Close | Shape::Apostrophe | Shape::Bracket
        )
    {
        end -= 1;
    }
    let Some(stop) = end.checked_sub(1).filter(|&stop| stop >= start) else {
        return false;
    };
    match tokens[stop].shape {
        Shape::Call => true,
        Shape::Stop => {
            end != at || stop == start || {
                let before = &tokens[stop - 1];
                before.shape != Shape::Letter && ABBREVIATIONS.binary_search(&before.lower).is_err()
            }
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Lexicon;
    use super::*;

    fn lay(text: &str) -> (Vec<Token>, Layout) {
        let mut tokens = token::tokens(text, &Lexicon::new(&[]));
        let layout = Layout::of(&mut tokens);
        (tokens, layout)
    }

    fn sentences(text: &str, expect: &[&str]) {
        let (tokens, layout) = lay(text);
        let found: Vec<&str> = layout
            .sentences
            .iter()
            .map(|&(start, end)| &text[tokens[start].start..tokens[end - 1].end])
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn sentences_end_at_points_that_are_not_of_abbreviations() {
        sentences(
            "Sen. A. B. Smith will run. “Yes!” He filed in Ala. on Friday.\nNobody else did",
            &[
                "Sen. A. B. Smith will run.",
                "“Yes!”",
                "He filed in Ala. on Friday.",
                "Nobody else did",
            ],
        );
        sentences("", &[]);
    }

    #[test]
    fn quotations_lie_inside_paragraphs() {
        let (tokens, layout) =
            lay("He said \"no\" and \"yes.\"\n“It goes on\n“and ends,” he said.");
        let found: Vec<_> = layout.quotations.iter().map(|q| q.closed).collect();
        assert_eq!(found, [true, true, false, true]);
        assert_eq!(layout.paragraphs.len(), 3);
        assert_eq!(layout.places.len(), tokens.len());
        assert!(layout.quotation_at(0).is_none());
        assert!(layout.quotation_at(3).is_some());
        assert!(layout.quotation_at(tokens.len()).is_none());
    }

    #[test]
    fn two_apostrophes_are_a_quotation_mark() {
        let (tokens, layout) = lay("''No,'' the clerk's office said. ''Not yet.''");
        assert_eq!(layout.quotations.len(), 2);
        let Quotation { start, end, closed } = layout.quotations[0];
        assert_eq!((start, end, closed), (0, 6, true));
        assert_eq!(tokens[1].shape, Shape::Open);
        assert_eq!(tokens[5].shape, Shape::Close);
    }
}
