//! Where the spans of a trained reader stand in the sentences: code points of the text become ranges of tagged forms.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use claim::{Part, Span};

use crate::Attribution;
use crate::document::Document;
use crate::lexicon::words_of;
use crate::said::Range;
use crate::sentence::Sentence;

/// A range of one sentence's tagged form.
pub(crate) type Placed = (usize, Range);

/// An attribution in the sentences of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marked {
    pub(crate) source: Option<Placed>,
    pub(crate) cue: Option<Placed>,
    pub(crate) content: Vec<Placed>,
}

/// The ranges that a span of the text fills, sentence by sentence. What lies between sentences fills none.
fn placed(sentences: &[Sentence<'_>], span: Span) -> Vec<Placed> {
    let body = sentences.partition_point(|s| s.piece.part == Part::Title);
    let after = |s: &Sentence<'_>| s.piece.part == Part::Title || s.piece.char_at <= span.start;
    let first = sentences.partition_point(after).saturating_sub(1).max(body);
    sentences
        .iter()
        .enumerate()
        .skip(first)
        .take_while(|(_, s)| s.piece.char_at < span.end)
        .filter_map(|(idx, s)| {
            let from = span.start.saturating_sub(s.piece.char_at);
            let to = span.end - s.piece.char_at;
            let range = s
                .tagged
                .range(byte(s.piece.text, from), byte(s.piece.text, to));
            (range.0 < range.1).then_some((idx, range))
        })
        .collect()
}

/// The byte at which a code point starts, or the end of the text.
fn byte(text: &str, chars: usize) -> usize {
    text.char_indices()
        .nth(chars)
        .map_or(text.len(), |(at, _)| at)
}

/// All attributions in the sentences, in their order, by the sentence in which each is read.
pub(crate) fn marked(
    document: &Document<'_>,
    attributions: &[Attribution],
) -> BTreeMap<usize, Vec<Marked>> {
    let first = |spans: &[Span]| {
        let span = spans.first()?;
        placed(&document.sentences, *span).into_iter().next()
    };
    let mut found: BTreeMap<usize, Vec<Marked>> = BTreeMap::new();
    for a in attributions {
        let marked = Marked {
            source: first(&a.source),
            cue: first(&a.cue),
            content: a
                .content
                .iter()
                .flat_map(|span| placed(&document.sentences, *span))
                .collect(),
        };
        if let Some(home) = marked.home() {
            found.entry(home).or_default().push(marked);
        }
    }
    found
}

/// Verbs of speech: those that credit whatever follows, and those that need "that" or quotation marks.
static SPEECH: LazyLock<(HashSet<&str>, HashSet<&str>)> = LazyLock::new(|| {
    let cues = include_str!("../data/speech_cues.txt");
    let bare = words_of(cues).filter(|word| !word.ends_with('*'));
    let marked = words_of(cues).filter_map(|word| word.strip_suffix('*'));
    let beside = words_of(include_str!("../data/quote_verbs.txt"));
    (
        bare.chain(["according", "saying", "adding", "telling"])
            .collect(),
        marked.chain(beside).collect(),
    )
});

impl Marked {
    /// Whether its cue is speech. What people want, plan or do is told by the reporter, who answers for it.
    pub(crate) fn is_speech(&self, document: &Document<'_>) -> bool {
        let Some((at, cue)) = self.cue else {
            return false;
        };
        let text = &document.sentences[at].tagged.text;
        let words = text.get(cue.0..cue.1).unwrap_or_default();
        let (bare, marked) = &*SPEECH;
        let has = |set: &HashSet<&str>| words.split([' ', ',']).any(|word| set.contains(word));
        let that = || {
            let after = text.get(cue.1..).unwrap_or_default();
            words.ends_with(" that") || after.trim_start().starts_with("that ")
        };
        let quoted = || {
            self.content.iter().any(|&(at, range)| {
                let text = &document.sentences[at].tagged.text;
                text.get(range.0..range.1)
                    .is_some_and(|words| words.contains('"'))
            })
        };
        has(bare) || has(marked) && (that() || quoted())
    }

    /// The sentence in which it is read: that of its cue, else of its source, else of what is said.
    pub(crate) fn home(&self) -> Option<usize> {
        let place = self.cue.as_ref().or(self.source.as_ref());
        place.or(self.content.first()).map(|place| place.0)
    }
}
