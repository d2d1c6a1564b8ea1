//! A sentence with its mentions, and its *tagged* form, in which the rules are written.
//!
//! The tagged form is the sentence in lower case, with straight quotation marks, and with one sign for each mention:
//! `Former Attorney General Jeff Sessions is expected to announce his candidacy Thursday` becomes
//! `former Ⓣ Ⓟ is expected to announce Ⓗ candidacy Ⓓ`. A rule over it is short, and tells at once which words it
//! takes for a person, an office or a date. Every place in it leads back to the sentence.

use claim::Span;

use crate::mention::{Case, Mention, What};
use crate::segment::Piece;

/// The signs of the tagged form.
pub(crate) const PERSON: char = 'Ⓟ';
pub(crate) const POSSESSIVE: char = 'Ⓗ';
pub(crate) const ORGANIZATION: char = 'Ⓞ';
pub(crate) const OUTLET: char = 'Ⓤ';
pub(crate) const OFFICE: char = 'Ⓣ';
pub(crate) const STATE: char = 'Ⓖ';
pub(crate) const PARTY: char = 'Ⓨ';
pub(crate) const DATE: char = 'Ⓓ';
pub(crate) const MONEY: char = 'Ⓜ';
pub(crate) const PERCENT: char = 'Ⓝ';
pub(crate) const COUNT: char = 'Ⓒ';

/// All signs; a text that holds one of them itself has it replaced.
const SIGNS: [char; 11] = [
    PERSON,
    POSSESSIVE,
    ORGANIZATION,
    OUTLET,
    OFFICE,
    STATE,
    PARTY,
    DATE,
    MONEY,
    PERCENT,
    COUNT,
];

const fn sign(what: &What) -> Option<char> {
    Some(match what {
        What::Aside => return None,
        What::Pronoun(_, Case::Possessive, _) => POSSESSIVE,
        What::Person(_) | What::Pronoun(..) => PERSON,
        What::Outlet(_) => OUTLET,
        What::Organization(_) => ORGANIZATION,
        What::Office(_) => OFFICE,
        What::State(_) => STATE,
        What::Party(_) => PARTY,
        What::Date(_) => DATE,
        What::Money(_) => MONEY,
        What::Percent(_) => PERCENT,
        What::Count(_) => COUNT,
    })
}

/// The tagged form with the way back.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tagged {
    pub(crate) text: String,
    /// For each character: where it starts here, and the byte range of the sentence that it stands for.
    places: Vec<(usize, usize, usize)>,
}

impl Tagged {
    fn new(text: &str, mentions: &[Mention]) -> Self {
        let mut tagged = Self::default();
        let mut next = mentions.iter().peekable();
        let mut inside = 0;
        for (at, c) in text.char_indices() {
            if at < inside {
                continue;
            }
            if let Some(mention) = next.next_if(|m| m.start == at) {
                if let Some(sign) = sign(&mention.what) {
                    tagged.push(sign, at, mention.end);
                }
                inside = mention.end;
                continue;
            }
            let end = at + c.len_utf8();
            match c {
                '’' | '‘' => tagged.push('\'', at, end),
                '“' | '”' => tagged.push('"', at, end),
                '–' => tagged.push('-', at, end),
                '\u{a0}' | '\t' => tagged.push(' ', at, end),
                // A point inside a sentence belongs to an abbreviation; only the last one ends anything.
                '.' if text[end..].contains(char::is_alphanumeric) => tagged.push('·', at, end),
                c if SIGNS.contains(&c) => tagged.push('\u{fffd}', at, end),
                c => {
                    // A letter whose small form is several characters stays one place.
                    let mut small = c.to_lowercase();
                    match (small.next(), small.next()) {
                        (Some(one), None) => tagged.push(one, at, end),
                        _ => tagged.push(c, at, end),
                    }
                }
            }
        }
        tagged
    }

    fn push(&mut self, c: char, start: usize, end: usize) {
        self.places.push((self.text.len(), start, end));
        self.text.push(c);
    }

    /// The byte range of the tagged form that stands for a byte range of the sentence, with the whole of every mention.
    pub(crate) fn range(&self, start: usize, end: usize) -> (usize, usize) {
        let at = |idx: usize| self.places.get(idx).map_or(self.text.len(), |p| p.0);
        let from = self.places.partition_point(|p| p.2 <= start);
        let to = self.places.partition_point(|p| p.1 < end);
        (at(from), at(to.max(from)))
    }

    /// The byte range of the sentence that a byte range of the tagged form stands for.
    pub(crate) fn source(&self, start: usize, end: usize) -> (usize, usize) {
        let first = self.places.partition_point(|p| p.0 < start);
        let after = self.places.partition_point(|p| p.0 < end);
        let from = self.places.get(first).map_or(0, |p| p.1);
        let to = after
            .checked_sub(1)
            .and_then(|idx| self.places.get(idx))
            .map_or(from, |p| p.2);
        (from, to.max(from))
    }
}

/// A sentence that is read.
#[derive(Debug, Clone)]
pub(crate) struct Sentence<'a> {
    pub(crate) piece: Piece<'a>,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) tagged: Tagged,
    /// The outlet block that it stands in, by number.
    pub(crate) block: Option<usize>,
}

impl<'a> Sentence<'a> {
    pub(crate) fn new(piece: Piece<'a>, mentions: Vec<Mention>, block: Option<usize>) -> Self {
        let tagged = Tagged::new(piece.text, &mentions);
        Self {
            piece,
            mentions,
            tagged,
            block,
        }
    }

    /// The mentions inside a byte range of the tagged form.
    pub(crate) fn mentions_in(
        &self,
        start: usize,
        end: usize,
    ) -> impl DoubleEndedIterator<Item = &Mention> {
        let (from, to) = self.tagged.source(start, end);
        self.mentions
            .iter()
            .filter(move |m| from <= m.start && m.end <= to && start < end)
    }

    /// The words of a byte range of the tagged form, as they stand in the text.
    pub(crate) fn words(&self, start: usize, end: usize) -> &'a str {
        let (from, to) = self.tagged.source(start, end);
        self.piece.text.get(from..to).unwrap_or_default()
    }

    /// The same, with the quotation marks around it: what somebody said begins with its opening mark.
    pub(crate) fn span_with_marks(&self, start: usize, end: usize) -> Span {
        let (mut from, mut to) = self.tagged.source(start, end);
        let text = self.piece.text;
        let trimmed = text
            .get(from..to)
            .unwrap_or_default()
            .trim_matches([' ', ',']);
        if let Some(at) = text.get(from..to).and_then(|raw| raw.find(trimmed)) {
            (from, to) = (from + at, from + at + trimmed.len());
        }
        // The closing mark, with the comma that newspapers set inside it, stands before the credit.
        for marks in [",”", ",\"", "?”", "?\"", "!”", "!\"", "”", "\""] {
            if text.get(to..).is_some_and(|rest| rest.starts_with(marks))
                && text
                    .get(from..to)
                    .is_some_and(|words| words.contains(['“', '"']))
            {
                to += marks.len();
                break;
            }
        }
        self.piece.span(from, to)
    }

    /// The place of a byte range of the tagged form, in code points of the part, without marks and spaces around.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        let (from, to) = self.tagged.source(start, end);
        let (from, to) = tidy(self.piece.text, from, to);
        self.piece.span(from, to)
    }
}

/// A byte range without white space, commas and lone quotation marks around it.
pub(crate) fn tidy(text: &str, start: usize, end: usize) -> (usize, usize) {
    let raw = text.get(start..end).unwrap_or_default();
    let loose =
        |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '"' | '“' | '”' | '—' | '-');
    let left = raw.trim_start_matches(loose);
    let kept = left.trim_end_matches(loose);
    if kept.is_empty() {
        return (start, end);
    }
    let from = start + raw.len() - left.len();
    (from, from + kept.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::fixed;
    use claim::Part;

    #[test]
    fn the_tagged_form_leads_back() {
        let text = "“The Senate’s $2.5 million,” Sen. X said of Alabama.";
        let piece = Piece {
            part: Part::Text,
            text,
            at: 0,
            char_at: 0,
            paragraph: 0,
        };
        let sentence = Sentence::new(piece, fixed(text, None), None);
        assert_eq!(sentence.tagged.text, "\"the senate's Ⓜ,\" Ⓣ x said of Ⓖ.");
        let at = sentence.tagged.text.find(MONEY).unwrap();
        assert_eq!(sentence.words(at, at + MONEY.len_utf8()), "$2.5 million");
        let span = text.find("$2").map(|at| (at, at + 3)).unwrap();
        assert_eq!(
            sentence.tagged.range(span.0, span.1),
            (at, at + MONEY.len_utf8())
        );
        assert_eq!(
            sentence.span(at, at + MONEY.len_utf8()).of(text),
            Some("$2.5 million")
        );
    }
}
