//! Passages that belong to somebody as a whole: what follows `Politico reported:`, and the text of a post on a social
//! network, which ends in its author (`— Vernon Jones (@RepVernonJones) April 23, 2020`).

use std::sync::LazyLock;

use crate::attribution::{Range, Said};
use crate::clause::SOMEONE;
use crate::document::Document;
use crate::frame::cues;
use crate::lexicon::{regex, words_of};
use crate::search::Regex;

/// A passage: the sentences it fills, and where its author is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Passage {
    /// The sentence that names the author, and the ranges of author and cue in it.
    pub(crate) named: usize,
    pub(crate) source: Range,
    pub(crate) cue: Range,
    /// The sentences of the passage: first, and one after the last.
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl Passage {
    /// Whether it opens with a quotation mark.
    pub(crate) fn is_quoted(&self, document: &Document<'_>) -> bool {
        document.sentences[self.from].tagged.text.starts_with('"')
    }

    /// What a sentence of the passage holds of it: all, or for the one that names the author of a post what stands before.
    pub(crate) fn said(&self, document: &Document<'_>, idx: usize, credits: &[usize]) -> Said {
        let here = idx == self.named;
        let end = if here {
            self.source.0
        } else {
            document.sentences[idx].tagged.text.len()
        };
        Said {
            source: if here { self.source } else { (0, 0) },
            cue: if here { self.cue } else { (0, 0) },
            content: vec![(0, end)],
            whole: true,
            credits: credits.to_vec(),
        }
    }
}

static POSTED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:—|--|- )\s?(?P<src>[^()—]{1,60}?),? ?\(@\w{2,20}\)"));

static INTRODUCED: LazyLock<Regex> = LazyLock::new(|| {
    let verbs = words_of(include_str!("../data/quote_verbs.txt"))
        .collect::<Vec<_>>()
        .join("|");
    let (cues, someone) = (cues(), &*SOMEONE);
    regex(&format!(
        r#"(?:(?:^|[,;—] |\b(?:and|as|while|but|via) )(?P<src>(?:both )?{someone}(?: and {someone})?)(?:,? (?:of|for|with|from|who|an?|the|Ⓗ) [^":]{{1,80}},?)? (?:also |then |later |has |[a-z]+ly )?(?P<cue>{cues}|{verbs})\b[^":]{{0,180}}|(?P<cue2>\bvia|from|according to) (?P<src2>(?:the )?Ⓤ)\)?):$"#
    ))
});

/// The passages of a report, in order.
pub(crate) fn passages(document: &Document<'_>) -> Vec<Passage> {
    let sentences = &document.sentences;
    let mut found = Vec::new();
    for (idx, sentence) in sentences.iter().enumerate() {
        let text = &sentence.tagged.text;
        let piece = &sentence.piece;
        let same_paragraph = |other: usize| {
            sentences[other].piece.part == piece.part
                && sentences[other].piece.paragraph == piece.paragraph
        };
        if text.contains("(@")
            && let Some(c) = POSTED.captures(text)
            && let Some(src) = c.name("src")
        {
            let from = (0..=idx)
                .rev()
                .take(12)
                .take_while(|&o| same_paragraph(o))
                .last();
            found.push(Passage {
                named: idx,
                source: (src.start(), src.end()),
                cue: (0, 0),
                from: from.unwrap_or(idx),
                to: idx + 1,
            });
        }
        if text.ends_with(':')
            && let Some(c) = INTRODUCED.captures(text)
            && let Some(src) = c.name("src").or_else(|| c.name("src2"))
            && let Some(cue) = c.name("cue").or_else(|| c.name("cue2"))
            && let Some(first) = sentences.get(idx + 1)
            && first.piece.part == piece.part
        {
            // One paragraph; where it opens with a mark that stays open, the following ones are read as quotations.
            let to = (idx + 1..sentences.len())
                .take(12)
                .take_while(|&o| sentences[o].piece.paragraph == first.piece.paragraph)
                .last();
            found.push(Passage {
                named: idx,
                source: (src.start(), src.end()),
                cue: (cue.start(), cue.end()),
                from: idx + 1,
                to: to.unwrap_or(idx + 1) + 1,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use claim::Report;

    fn check(text: &str, expect: &[(&str, usize, usize)]) {
        let report = Report {
            text: text.to_owned(),
            ..Report::default()
        };
        let (document, _) = Document::new(&report);
        let found: Vec<(&str, usize, usize)> = passages(&document)
            .iter()
            .map(|p| {
                let (start, end) = p.source;
                (document.sentences[p.named].words(start, end), p.from, p.to)
            })
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn passages_and_their_authors() {
        check(
            "As The Wall Street Journal notes:\nThe field is open. Nobody leads.\nThe vote is in May.",
            &[("The Wall Street Journal", 1, 3)],
        );
        check(
            "It was close (via The Hill):\nThe field is open.",
            &[("The Hill", 1, 2)],
        );
        check(
            "He is in. The vote is in May. — Mitt Romney (@MittRomney) February 16, 2018",
            &[("Mitt Romney", 0, 3)],
        );
        check("There are three questions:\nWho runs?", &[]);
    }
}
