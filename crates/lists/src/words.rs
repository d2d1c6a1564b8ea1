//! Where the words of an entry stand, and claims on them.

use std::ops::Range;

use claim::{Certainty, Chain, Claim, Occurrence, Origin, Part, Place, Span, Statement, Terms};

/// The words of an entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words<'a> {
    pub(crate) text: &'a str,
}

impl<'a> Words<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { text }
    }

    /// The first place from a byte on where a value stands that is not part of a longer word.
    pub(crate) fn value(self, from: usize, value: &str) -> Option<Range<usize>> {
        if value.is_empty() {
            return None;
        }
        let rest = self.text.get(from..)?;
        rest.match_indices(value)
            .map(|(at, found)| from + at..from + at + found.len())
            .find(|range| {
                let before = self.text[..range.start].chars().next_back();
                let after = self.text[range.end..].chars().next();
                !before.is_some_and(char::is_alphanumeric)
                    && !after.is_some_and(char::is_alphanumeric)
            })
    }

    /// The place of `key: value` from a byte on: from the key to the end of its value.
    pub(crate) fn field(self, from: usize, key: &str, value: &str) -> Option<Range<usize>> {
        let mut from = from;
        loop {
            let key = self.value(from, key)?;
            let is_key = self.text[key.end..]
                .trim_start_matches('"')
                .starts_with(':');
            if is_key && let Some(value) = self.value(key.end, value) {
                return Some(self.with_quotes(key.start..value.end));
            }
            from = key.end;
        }
    }

    /// With the quotation marks of the format: `"bioguide": "S001141"`.
    fn with_quotes(self, range: Range<usize>) -> Range<usize> {
        let before = self.text[..range.start].ends_with('"');
        let after = self.text[range.end..].starts_with(['"', '\'']);
        range.start - usize::from(before)..range.end + usize::from(after)
    }

    /// A claim on these words of the entry.
    pub(crate) fn claim(
        self,
        at: Range<usize>,
        statement: Statement,
        origin: &Origin,
    ) -> Occurrence {
        let points = |to: usize| self.text[..to].chars().count();
        Occurrence {
            place: Place {
                part: Part::Text,
                span: Span::new(points(at.start), points(at.end)),
            },
            claim: Claim {
                statement,
                quote: self.text[at].to_owned(),
                certainty: Certainty::Asserted,
                origin: origin.clone(),
                via: Chain::default(),
            },
            terms: Terms::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_a_word_of_its_own() {
        let words = Words::new("id: 44341\n  votesmart: 443\n  \"govtrack\": 443");
        let quote = |range: Option<Range<usize>>| range.map(|range| &words.text[range]);
        assert_eq!(
            quote(words.field(0, "votesmart", "443")),
            Some("votesmart: 443")
        );
        assert_eq!(
            quote(words.field(0, "govtrack", "443")),
            Some("\"govtrack\": 443")
        );
        assert_eq!(words.field(0, "cspan", "443"), None);
        assert_eq!(words.value(0, "434"), None);
    }
}
