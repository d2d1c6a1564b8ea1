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
    /// The runs of at least [`SHINGLE`] words, in the order of the second text. No two texts have other runs than the same
    /// two the other way round.
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
        self.longest(|run| run.second, |run| run.first, span)
    }

    /// The shared run in which a span of the first text lies as a whole.
    pub fn around_first(&self, span: Span) -> Option<Shared> {
        self.longest(|run| run.first, |run| run.second, span)
    }

    /// The longest run around a span; of equal ones the first in the text of the span.
    fn longest(
        &self,
        here: impl Fn(&Shared) -> Span,
        there: impl Fn(&Shared) -> Span,
        span: Span,
    ) -> Option<Shared> {
        let runs = self.shared.iter().filter(|run| holds(here(run), span));
        runs.max_by_key(|run| (run.words, std::cmp::Reverse((here(run), there(run)))))
            .copied()
    }
}

/// Whether a run holds a span; punctuation at the ends of the span belongs to no word and does not matter, so one code
/// point more at each end is let pass.
fn holds(run: Span, span: Span) -> bool {
    run.start <= span.start + 1 && span.end <= run.end + 1
}

/// Compares two texts. Every word of either that lies in a common run of at least [`SHINGLE`] words lies in one of the
/// shared runs, and each of these is as long as it can be from where it starts.
///
/// The runs are looked for from both sides: what one text says twice and the other once is found at both its places,
/// whichever of the two is called the first.
pub fn compare(first: &Words, second: &Words) -> Comparison {
    let (of_first, of_second) = (shingles(first), shingles(second));
    let distinct = |shingles: &[u64]| shingles.iter().copied().collect::<BTreeSet<u64>>();
    let (set_of_first, set_of_second) = (distinct(&of_first), distinct(&of_second));
    let common = set_of_first.intersection(&set_of_second).count();
    let mut found = runs(first, second, &of_second, &places(&of_first));
    found.extend(
        runs(second, first, &of_first, &places(&of_second))
            .into_iter()
            .map(Run::turned),
    );
    Comparison {
        shared: widest(found)
            .into_iter()
            .map(|run| Shared {
                words: run.words,
                first: first.span(run.first, run.words),
                second: second.span(run.second, run.words),
            })
            .collect(),
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

/// So many words from these places on: of the first text and of the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    second: usize,
    first: usize,
    words: usize,
}

impl Run {
    const fn turned(self) -> Self {
        Self {
            second: self.first,
            first: self.second,
            words: self.words,
        }
    }

    /// The distance between the two places: runs that differ in it cannot be parts of one another word for word.
    const fn diagonal(self) -> isize {
        self.second.cast_signed() - self.first.cast_signed()
    }
}

/// The runs without those that are a part of another, in the order of the second text.
fn widest(mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_unstable_by_key(|run| {
        let longest_first = std::cmp::Reverse(run.words);
        (run.diagonal(), run.second, longest_first)
    });
    let mut before: Option<Run> = None;
    runs.retain(|run| {
        let part = before.is_some_and(|wide| {
            wide.diagonal() == run.diagonal() && run.second + run.words <= wide.second + wide.words
        });
        if !part {
            before = Some(*run);
        }
        !part
    });
    runs.sort_unstable();
    runs
}

/// Where each shingle stands, at most [`PLACES`] of them.
fn places(shingles: &[u64]) -> HashMap<u64, Vec<usize>> {
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, &shingle) in shingles.iter().enumerate() {
        let held = places.entry(shingle).or_default();
        if held.len() < PLACES {
            held.push(at);
        }
    }
    places
}

fn runs(
    first: &Words,
    second: &Words,
    shingles: &[u64],
    places: &HashMap<u64, Vec<usize>>,
) -> Vec<Run> {
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
            found.push(Run {
                second: at,
                first: place,
                words: end - at,
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
