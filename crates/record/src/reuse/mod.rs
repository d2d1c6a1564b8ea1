//! Text reuse: which words of one report stand in another.
//!
//! Wire copy is often printed without a word about the wire. It is found by *winnowing* (Schleimer, Wilkerson, Aiken,
//! "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003): of all runs of [`SHINGLE`] words the ones
//! with the smallest hash in every [`WINDOW`] are kept as the text's *prints*, and texts that share a print are compared
//! word by word (`compare`). No common run of [`GUARANTEED`] words is missed, none shorter than [`SHINGLE`] is found,
//! and every span that comes out stands in both texts, word for word.
//!
//! How much of one text stands in another is a *containment*, asked both ways; never the Jaccard similarity of the two
//! documents: the AP's story inside an article of three times its length is contained wholly, with a Jaccard of 0.27.
//!
//! Paraphrase is not looked for. What was reworded says nothing about who copied whom.

mod compare;
mod credit;
mod index;
mod prints;
mod words;

#[cfg(test)]
mod tests;

pub use compare::{Comparison, Containment, Shared, compare};
pub use credit::{is_agency, stated_credit};
pub use index::{HOLDERS, Index, Place};
pub use words::Words;

/// How many words make a shingle: the shortest run that counts as shared. Eight words that two writers chose
/// independently are rare in news; six ("announced his candidacy for the Senate") are not.
pub const SHINGLE: usize = 8;

/// Of how many neighbouring shingles one is kept at least.
pub const WINDOW: usize = 4;

/// The length from which on no common run is missed: window plus shingle less one, the paper's guarantee threshold.
pub const GUARANTEED: usize = WINDOW + SHINGLE - 1;

/// From which containment on a report counts as printing another: half of the shingles of either one.
///
/// The rule (one text contained in an earlier one) is the trade's; the figure is ours. Papers cut wire stories from the
/// end and add a local paragraph, which leaves more than half; a statement that two reporters both quote seldom makes
/// half of either story.
pub const WIRE: Containment = Containment { shared: 1, of: 2 };
