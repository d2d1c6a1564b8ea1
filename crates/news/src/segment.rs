//! Paragraphs and sentences, in bytes of their part with the code points counted along.
//!
//! One pass over the text, so that fifty megabytes without a single full stop cost no more than reading them once.
//! What is too long to be a sentence is left out and said so.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use claim::{Part, Span};

use crate::lexicon::words_of;

/// The longest sentence that is read, in bytes. Longer ones are lists, tables or damage, and no rule here reads them well.
pub(crate) const LONGEST_SENTENCE: usize = 3_000;

/// The most sentences of one report that are read.
pub(crate) const MOST_SENTENCES: usize = 6_000;

static ABBREVIATIONS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| words_of(include_str!("../data/abbreviations.txt")).collect());

/// A piece of a part: its text, where it starts in bytes and in code points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece<'a> {
    pub(crate) part: Part,
    pub(crate) text: &'a str,
    /// Where it starts in the part, in bytes.
    pub(crate) at: usize,
    /// Where it starts in the part, in code points.
    pub(crate) char_at: usize,
    /// The number of the paragraph that it belongs to.
    pub(crate) paragraph: usize,
}

impl<'a> Piece<'a> {
    /// The span of a byte range of this piece, in code points of the part.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        let before = self.text.get(..start).unwrap_or_default().chars().count();
        let inside = self
            .text
            .get(start..end)
            .unwrap_or_default()
            .chars()
            .count();
        Span::new(self.char_at + before, self.char_at + before + inside)
    }

    /// A smaller piece of this one, without the white space around it.
    pub(crate) fn trimmed(&self, start: usize, end: usize) -> Piece<'a> {
        let raw = self.text.get(start..end).unwrap_or_default();
        let text = raw.trim();
        let lead = raw.len() - raw.trim_start().len();
        let skipped = &self.text[..start + lead];
        Piece {
            text,
            at: self.at + start + lead,
            char_at: self.char_at + skipped.chars().count(),
            ..*self
        }
    }
}

/// The lines of a part that hold anything, as pieces. In news texts each line is a paragraph.
pub(crate) fn lines(part: Part, text: &str) -> impl Iterator<Item = Piece<'_>> {
    let (mut at, mut char_at, mut paragraph) = (0, 0, 0);
    text.split_inclusive('\n').filter_map(move |line| {
        let whole = Piece {
            part,
            text: line,
            at,
            char_at,
            paragraph,
        };
        at += line.len();
        char_at += line.chars().count();
        let piece = whole.trimmed(0, line.len());
        if piece.text.is_empty() {
            return None;
        }
        paragraph += 1;
        Some(piece)
    })
}

/// The sentences of a paragraph.
pub(crate) fn sentences<'a>(paragraph: &Piece<'a>) -> Vec<Piece<'a>> {
    let text = paragraph.text;
    let mut pieces = Vec::new();
    let (mut start, mut start_chars) = (0, 0);
    let mut push = |end: usize, start: &mut usize, start_chars: &mut usize| {
        let whole = Piece {
            text: &text[*start..end],
            at: paragraph.at + *start,
            char_at: paragraph.char_at + *start_chars,
            ..*paragraph
        };
        *start_chars += whole.text.chars().count();
        *start = end;
        let piece = whole.trimmed(0, whole.text.len());
        if !piece.text.is_empty() {
            pieces.push(piece);
        }
    };
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let mut end = at + c.len_utf8();
        // The marks that close what the sentence opened belong to it.
        while let Some(&(_, next)) = chars.peek() {
            if !matches!(
                next,
                '.' | '!' | '?' | '"' | '”' | '’' | '\'' | ')' | ']' | '»'
            ) {
                break;
            }
            end += next.len_utf8();
            chars.next();
        }
        if ends_sentence(text, start, at, c, end) {
            push(end, &mut start, &mut start_chars);
        }
    }
    push(text.len(), &mut start, &mut start_chars);
    pieces
}

/// Whether the mark at `at` ends a sentence that began at `start`; `end` is after all closing marks.
fn ends_sentence(text: &str, start: usize, at: usize, mark: char, end: usize) -> bool {
    let rest = &text[end..];
    if !rest.starts_with(char::is_whitespace) {
        // A missing space between two sentences happens only after a closing quotation mark.
        return rest.is_empty()
            || (text[..end].ends_with('”') && rest.starts_with(char::is_uppercase));
    }
    let next = rest.trim_start();
    let opener = next
        .trim_start_matches(['"', '“', '‘', '\'', '(', '[', '«'])
        .chars()
        .next();
    let starts_new =
        opener.is_none_or(|c| c.is_uppercase() || c.is_numeric() || !c.is_alphanumeric());
    if !starts_new {
        return false;
    }
    if mark != '.' || end > at + 1 {
        return true;
    }
    let word_start = text[start..at]
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '—' | ',' | '-' | '–'))
        .map_or(start, |idx| {
            let found = start + idx;
            found + text[found..].chars().next().map_or(1, char::len_utf8)
        });
    let word = &text[word_start..=at];
    let bare = word.trim_end_matches('.');
    if bare.chars().count() == 1 && bare.chars().all(char::is_uppercase) {
        return false;
    }
    // "George H.W. Bush": initials run together, other than those of places and bodies.
    let initials = bare.contains('.')
        && bare
            .split('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    if initials && !ABBREVIATIONS.contains(word) {
        return false;
    }
    if !ABBREVIATIONS.contains(word) {
        return true;
    }
    let follower = next
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    if matches!(word, "a.m." | "p.m.") {
        // "At 5 p.m. Sessions spoke" is two sentences, "at 5 p.m. Friday" and "5 p.m. Central" are not.
        return !GOES_ON.contains(&follower);
    }
    // "in Washington, D.C. The": these end a sentence where a word follows that usually starts one.
    matches!(word, "U.S." | "D.C." | "Jr." | "Inc." | "Co.") && STARTERS.contains(&follower)
}

/// Words that go on with a time of day.
const GOES_ON: [&str; 20] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Central",
    "Eastern",
    "Mountain",
    "Pacific",
    "CST",
    "CDT",
    "EST",
    "EDT",
    "ET",
    "CT",
    "PT",
    "GMT",
    "MT",
];

/// Words that, capitalised after "U.S." or "D.C.", start a sentence.
const STARTERS: [&str; 28] = [
    "The", "He", "She", "It", "They", "In", "On", "But", "And", "A", "An", "This", "That", "His",
    "Her", "Its", "Their", "With", "At", "After", "When", "If", "For", "There", "These", "Those",
    "Both", "Each",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<&str> = lines(Part::Text, text)
            .flat_map(|line| sentences(&line))
            .map(|piece| piece.text)
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn points_that_end_nothing() {
        check(
            "U.S. Rep. Bradley Byrne met Sen. Deb Fischer. He left at 5 p.m. The U.S. Senate voted.",
            &[
                "U.S. Rep. Bradley Byrne met Sen. Deb Fischer.",
                "He left at 5 p.m.",
                "The U.S. Senate voted.",
            ],
        );
        check(
            "The deadline is Nov. 8. It is 5 p.m. on Friday. George W. Bush came. George H.W. Bush left.",
            &[
                "The deadline is Nov. 8.",
                "It is 5 p.m. on Friday.",
                "George W. Bush came.",
                "George H.W. Bush left.",
            ],
        );
        check(
            "He has $2.5 million. Fine.",
            &["He has $2.5 million.", "Fine."],
        );
    }

    #[test]
    fn closing_marks_belong_to_the_sentence() {
        check(
            "“I am running.” He smiled. \"Really?\" she asked.",
            &["“I am running.”", "He smiled.", "\"Really?\" she asked."],
        );
    }

    #[test]
    fn each_line_is_a_paragraph_and_places_are_code_points() {
        let text = "Sessions’s plan.\n\n“Two.” Three.";
        let found: Vec<(usize, usize, &str)> = lines(Part::Text, text)
            .flat_map(|line| sentences(&line))
            .map(|p| (p.paragraph, p.char_at, p.text))
            .collect();
        assert_eq!(
            found,
            [
                (0, 0, "Sessions’s plan."),
                (1, 18, "“Two.”"),
                (1, 25, "Three.")
            ]
        );
    }
}
