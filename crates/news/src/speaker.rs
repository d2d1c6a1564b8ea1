//! Whose a quotation is: the speaker beside it, in the sentences around it, or the one who spoke before.
//!
//! Newspapers name the speaker once: beside the quotation (`"…," Graham warned`), in its middle, or in the sentence that
//! leads to it. A quotation of several sentences, and one that fills the rest of the paragraph, is theirs throughout.

use std::sync::LazyLock;

use crate::attribution::{Range, Said};
use crate::clause::SOMEONE;
use crate::frame::{ADVERBS, cues};
use crate::lexicon::{regex, words_of};
use crate::search::Regex;
use crate::sentence::Sentence;

/// The parts of a sentence that stand inside quotation marks, long enough to be somebody's words.
pub(crate) fn quoted(sentence: &Sentence<'_>, continued: bool) -> Vec<Range> {
    let text = &sentence.tagged.text;
    let mut found = Vec::new();
    let mut open = continued.then_some(0);
    for (at, _) in text.match_indices('"') {
        match open.take() {
            // The mark that repeats the opening one at the start of a paragraph.
            Some(0) if at == 0 => open = Some(0),
            Some(start) => found.push((start, at + 1)),
            None => open = Some(at),
        }
    }
    found.extend(open.map(|start| (start, text.len())));
    found.retain(|&(start, end)| {
        text.get(start..end)
            .is_some_and(|words| words.split_whitespace().count() >= 3)
    });
    found
}

/// Whether most of a sentence is quoted.
pub(crate) fn is_mostly_quoted(sentence: &Sentence<'_>, quoted: &[Range]) -> bool {
    let inside: usize = quoted.iter().map(|(start, end)| end - start).sum();
    inside * 10 >= sentence.tagged.text.len() * 7
}

struct Beside {
    after: Regex,
    inverted: Regex,
    before: Regex,
}

static BESIDE: LazyLock<Beside> = LazyLock::new(|| {
    let verbs = words_of(include_str!("../data/quote_verbs.txt"))
        .collect::<Vec<_>>()
        .join("|");
    let (cues, someone) = (cues(), &*SOMEONE);
    let verbs = format!("(?:{cues}|{verbs})");
    Beside {
        after: regex(&format!(
            r#"^"?,? ?(?P<src>{someone}(?:,? (?:of|for|with|from|who|an?|the|Ⓗ|Ⓟ's|Ⓞ's|Ⓣ)[^"]{{1,110}}?)?) {ADVERBS}(?P<cue>{verbs})\b"#
        )),
        inverted: regex(&format!(
            r#"^"?,? ?(?P<cue>{verbs}) (?P<src>{someone}(?:,? (?:of|for|with|from|who|an?|the|Ⓗ|Ⓟ's|Ⓞ's|Ⓣ) [^",]{{1,110}})?)"#
        )),
        before: regex(&format!(
            r#"(?P<src>{someone})(?:,? (?:of|for|with|from|who|an?|the|Ⓗ|Ⓣ)[^",]{{1,80}},?)? {ADVERBS}(?:would only )?(?P<cue>{verbs})\b[^"]{{0,80}}"?$"#
        )),
    }
});

/// The speaker named beside a quotation of the same sentence, with the words that name them.
pub(crate) fn beside(sentence: &Sentence<'_>, quoted: &[Range]) -> Option<Said> {
    let text = &sentence.tagged.text;
    quoted.iter().find_map(|&(start, end)| {
        let after = text.get(end..).unwrap_or_default();
        let before = text.get(..start).unwrap_or_default();
        let (c, shift) = BESIDE
            .after
            .captures(after)
            .or_else(|| BESIDE.inverted.captures(after))
            .map(|c| (c, end))
            .or_else(|| Some((BESIDE.before.captures(before)?, 0)))?;
        let range = |name: &str| c.name(name).map(|m| (m.start() + shift, m.end() + shift));
        Some(Said {
            source: range("src")?,
            cue: range("cue")?,
            content: quoted.to_vec(),
            whole: false,
            credits: Vec::new(),
        })
    })
}

/// The speaker in a sentence of its own after a quotation that ended in a question or a cry: `"…?" Christie retorted.`
pub(crate) fn alone(before: &Sentence<'_>, sentence: &Sentence<'_>) -> Option<Said> {
    let text = &sentence.tagged.text;
    let near = before.piece.part == sentence.piece.part
        && before.piece.paragraph == sentence.piece.paragraph
        && before.tagged.text.ends_with('"');
    if !near || text.contains('"') || text.len() > 240 {
        return None;
    }
    let c = BESIDE.after.captures(text)?;
    let range = |name: &str| c.name(name).map(|m| (m.start(), m.end()));
    Some(Said {
        source: range("src")?,
        cue: range("cue")?,
        content: Vec::new(),
        whole: true,
        credits: Vec::new(),
    })
}

/// For quotations without a speaker of their own: the numbers of the sentences to ask, nearest first.
///
/// Those of the same quotation or paragraph come first, those after it before those before it (a speaker is named at the
/// first pause); then the last of the paragraph before, where this paragraph is a quotation throughout.
pub(crate) fn neighbours(sentences: &[Sentence<'_>], idx: usize, continued: &[bool]) -> Vec<usize> {
    let here = &sentences[idx].piece;
    let same = |other: usize| {
        let piece = &sentences[other].piece;
        piece.part == here.part && piece.paragraph == here.paragraph
    };
    let mut found = Vec::new();
    if continued[idx] && idx > 0 {
        found.push(idx - 1);
    }
    found.extend(
        (idx + 1..sentences.len())
            .take(4)
            .take_while(|&other| same(other) && continued[other]),
    );
    found.extend((0..idx).rev().take(4).take_while(|&other| same(other)));
    found.extend(
        (idx + 1..sentences.len())
            .take(2)
            .take_while(|&other| same(other)),
    );
    let first = (0..=idx)
        .rev()
        .take_while(|&other| same(other))
        .last()
        .unwrap_or(idx);
    found.extend(first.checked_sub(1).filter(|&before| {
        let piece = &sentences[before].piece;
        piece.part == here.part && piece.paragraph + 1 >= here.paragraph.saturating_sub(1)
    }));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use claim::Report;

    fn check(text: &str, expect: Option<(&str, &str)>) {
        let report = Report {
            text: text.to_owned(),
            ..Report::default()
        };
        let (document, _) = Document::new(&report);
        let sentence = &document.sentences[0];
        let found = beside(sentence, &quoted(sentence, false));
        let words = found.map(|said| {
            (
                sentence.words(said.source.0, said.source.1),
                sentence.words(said.cue.0, said.cue.1),
            )
        });
        assert_eq!(words, expect, "{text}");
    }

    #[test]
    fn speakers_beside_their_quotations() {
        check(
            "\"We will vote in May,\" Lindsey Graham warned.",
            Some(("Lindsey Graham", "warned")),
        );
        check(
            "\"We will vote in May,\" vented one adviser.",
            Some(("one adviser", "vented")),
        );
        check(
            "Lindsey Graham continued, \"We will vote in May.\"",
            Some(("Lindsey Graham", "continued")),
        );
        check("\"We will vote in May.\"", None);
        check("The so-called \"first lane\" is full, Graham thinks.", None);
    }
}
