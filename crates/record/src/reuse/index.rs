//! Which texts may have words in common with a new one: the prints of all texts so far, and who holds each first.
//!
//! A print that many texts hold points at one of them, the one that was public first. So what a story's thousandth copy
//! costs does not grow with the copies; and copies are found connected all the same, through the first of them. For any
//! moment T this holds among the texts public by T: a new text is compared with the first holder so far; if it is later
//! than that one, both are public when it is; and if it is earlier, it takes the place of the first holder, and
//! whatever was connected through the old one still is.

use std::collections::HashMap;

use super::prints::{shingles, winnow};
use super::words::Words;

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

/// The prints of the texts added so far.
#[derive(Debug, Clone, Default)]
pub struct Index {
    first_holder: HashMap<u64, Place>,
}

impl Index {
    /// Adds a text and names the texts to compare it with: those that were the first to hold one of its prints, by their
    /// numbers.
    pub fn add(&mut self, place: Place, words: &Words) -> Vec<i64> {
        let mut near = Vec::new();
        for print in winnow(&shingles(words)) {
            let holder = self.first_holder.entry(print).or_insert(place);
            if *holder != place {
                near.push(holder.document);
                *holder = place.min(*holder);
            }
        }
        near.sort_unstable();
        near.dedup();
        near
    }
}
