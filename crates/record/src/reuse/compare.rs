//! Two texts, word by word: every run of words that they share.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use claim::Span;
use serde::{Deserialize, Serialize};

use super::prints::shingles;
use super::words::Words;
use super::{SHINGLE, WIRE};

/// A phrase that a text repeats is looked for at so many of its places. News repeats no eight words so often; a text
/// made to be slow does.
const PLACES: usize = 16;

/// A run of words that stands in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shared {
    /// How many words.
    pub words: usize,
    /// Where it stands in the first text, in code points.
    pub first: Span,
    /// Where it stands in the second.
    pub second: Span,
}

/// How much of one text stands in another: so many of its distinct shingles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Containment {
    /// Shingles that stand in the other text too.
    pub shared: usize,
    /// All its shingles.
    pub of: usize,
}

impl Containment {
    /// As a share from 0 to 1; 0 for a text too short to have a shingle.
    #[expect(
        clippy::cast_precision_loss,
        reason = "texts have far fewer than 2^52 words"
    )]
    pub fn share(self) -> f64 {
        if self.of == 0 {
            return 0.0;
        }
        self.shared as f64 / self.of as f64
    }

    /// Whether it is at least another, without rounding. Nothing is at least nothing.
    pub fn reaches(self, least: Self) -> bool {
        self.of > 0 && self.shared * least.of >= least.shared * self.of
    }
}

/// What two texts have in common.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Comparison {
    /// The runs of at least [`SHINGLE`] words, in the order of the second text. None lies inside another.
    pub shared: Vec<Shared>,
    /// How much of the first text stands in the second.
    pub of_first: Containment,
    /// How much of the second text stands in the first.
    pub of_second: Containment,
}

impl Comparison {
    /// Whether one of the two prints the other: half of either stands in the other ([`WIRE`]).
    pub fn is_wire(&self) -> bool {
        self.of_first.reaches(WIRE) || self.of_second.reaches(WIRE)
    }

    /// The shared run in which a span of the second text lies as a whole.
    pub fn around_second(&self, span: Span) -> Option<Shared> {
        self.longest(|run| holds(run.second, span))
    }

    /// The shared run in which a span of the first text lies as a whole.
    pub fn around_first(&self, span: Span) -> Option<Shared> {
        self.longest(|run| holds(run.first, span))
    }

    fn longest(&self, wanted: impl Fn(&Shared) -> bool) -> Option<Shared> {
        let runs = self.shared.iter().filter(|run| wanted(run));
        runs.max_by_key(|run| (run.words, std::cmp::Reverse((run.first, run.second))))
            .copied()
    }
}

/// Whether a run holds a span; punctuation at the ends of the span belongs to no word and does not matter, so one code
/// point more at each end is let pass.
fn holds(run: Span, span: Span) -> bool {
    run.start <= span.start + 1 && span.end <= run.end + 1
}

/// Compares two texts. Every word of the second that lies in a common run of at least [`SHINGLE`] words lies in one of
/// the shared runs, and each of these is as long as it can be.
pub fn compare(first: &Words, second: &Words) -> Comparison {
    let (of_first, of_second) = (shingles(first), shingles(second));
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, &shingle) in of_first.iter().enumerate() {
        let held = places.entry(shingle).or_default();
        if held.len() < PLACES {
            held.push(at);
        }
    }
    let distinct = |shingles: &[u64]| shingles.iter().copied().collect::<BTreeSet<u64>>();
    let (set_of_first, set_of_second) = (distinct(&of_first), distinct(&of_second));
    let common = set_of_first.intersection(&set_of_second).count();
    Comparison {
        shared: runs(first, second, &of_second, &places),
        of_first: Containment {
            shared: common,
            of: set_of_first.len(),
        },
        of_second: Containment {
            shared: common,
            of: set_of_second.len(),
        },
    }
}

fn runs(
    first: &Words,
    second: &Words,
    shingles: &[u64],
    places: &HashMap<u64, Vec<usize>>,
) -> Vec<Shared> {
    let mut found = Vec::new();
    let mut covered = 0;
    // Where the run along each diagonal (the distance between the two places) ends, so that it is walked once.
    let mut ends: BTreeMap<isize, usize> = BTreeMap::new();
    for (at, shingle) in shingles.iter().enumerate() {
        let mut longest: Option<(usize, usize)> = None;
        for &place in places.get(shingle).into_iter().flatten() {
            let diagonal = at.cast_signed() - place.cast_signed();
            let end = match ends.get(&diagonal) {
                Some(&end) if end > at => end,
                _ => at + common(first, place, second, at),
            };
            ends.insert(diagonal, end);
            if end >= at + SHINGLE && longest.is_none_or(|(best, _)| end > best) {
                longest = Some((end, place));
            }
        }
        if let Some((end, place)) = longest.filter(|(end, _)| *end > covered) {
            covered = end;
            found.push(Shared {
                words: end - at,
                first: first.span(place, end - at),
                second: second.span(at, end - at),
            });
        }
    }
    found
}

/// How many words from two places on are the same: the words themselves are compared, not their hashes.
fn common(first: &Words, from: usize, second: &Words, at: usize) -> usize {
    let most = (first.len() - from).min(second.len() - at);
    (0..most)
        .find(|&step| first.word(from + step) != second.word(at + step))
        .unwrap_or(most)
}
