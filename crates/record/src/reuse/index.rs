//! Which texts may have words in common: those that share a print.
//!
//! Every two texts that share one are named, so that what is found does not depend on the order in which they came, and
//! a cut through the record sees what it would see if it were all there is. The exception is a print that more than
//! [`HOLDERS`] texts hold: a story that is printed everywhere, or the furniture of a site. A further text is compared with
//! the first of these only, so that the thousandth copy costs no more than the hundredth; it is connected with the
//! others all the same, through the first.

use std::collections::BTreeSet;

use super::prints::{shingles, winnow};
use super::words::Words;

/// With how many holders of one print a further text is compared: those that were public first.
pub const HOLDERS: usize = 24;

/// A text's place in the order of publication: when it was public for certain, when it can have been at the earliest,
/// and its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Public for certain from this second on.
    pub last: i64,
    /// Public at this second at the earliest.
    pub first: i64,
    /// The number of the document version.
    pub document: i64,
}

/// The prints of texts, added in the order of their numbers.
#[derive(Debug, Clone, Default)]
pub struct Index {
    places: Vec<Place>,
    /// A print, and the text by its place in `places`.
    prints: Vec<(u64, u32)>,
}

impl Index {
    /// Adds a text.
    pub fn add(&mut self, place: Place, words: &Words) {
        let Ok(text) = u32::try_from(self.places.len()) else {
            return;
        };
        self.places.push(place);
        let prints = winnow(&shingles(words));
        self.prints
            .extend(prints.into_iter().map(|print| (print, text)));
    }

    /// The pairs of texts to compare, the one with the smaller number first, of which the other has a number above one:
    /// of those up to it every pair was named before.
    pub fn pairs(mut self, above: i64) -> BTreeSet<(i64, i64)> {
        self.prints.sort_unstable();
        let mut pairs = BTreeSet::new();
        for holders in self.prints.chunk_by(|a, b| a.0 == b.0) {
            let mut first: Vec<Place> = Vec::new();
            for &(_, text) in holders {
                let Some(&place) = self.places.get(text as usize) else {
                    continue;
                };
                if place.document > above {
                    pairs.extend(first.iter().map(|held| (held.document, place.document)));
                }
                let at = first.partition_point(|held| *held < place);
                first.insert(at, place);
                first.truncate(HOLDERS);
            }
        }
        pairs
    }
}
