//! Prints: the shingles that stand for a text.

use super::words::Words;
use super::{SHINGLE, WINDOW};

/// The multiplier of the rolling hash: any large odd number; this one is the fractional part of the golden ratio.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of every run of [`SHINGLE`] words, in the order of the text. Equal words, equal hashes; so it is the same
/// on every machine and in every version.
pub(super) fn shingles(words: &Words) -> Vec<u64> {
    let Some(count) = (words.len() + 1)
        .checked_sub(SHINGLE)
        .filter(|count| *count > 0)
    else {
        return Vec::new();
    };
    let hashes: Vec<u64> = (0..words.len()).map(|at| hash(words.word(at))).collect();
    let leaving = (1..SHINGLE).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut rolling = 0_u64;
    let mut found = Vec::with_capacity(count);
    for (at, &word) in hashes.iter().enumerate() {
        if at >= SHINGLE {
            rolling = rolling.wrapping_sub(hashes[at - SHINGLE].wrapping_mul(leaving));
        }
        rolling = rolling.wrapping_mul(BASE).wrapping_add(word);
        if at + 1 >= SHINGLE {
            found.push(mixed(rolling));
        }
    }
    found
}

/// The prints of a text: in every window of [`WINDOW`] shingles the smallest, the last of equal ones. A text with fewer
/// shingles than a window has the smallest of them.
pub(super) fn winnow(shingles: &[u64]) -> Vec<u64> {
    let mut prints = Vec::new();
    let mut kept = None;
    let windows = shingles.len().saturating_sub(WINDOW - 1).max(1);
    for from in 0..windows {
        let until = (from + WINDOW).min(shingles.len());
        let least = (from..until).min_by_key(|&at| (shingles[at], std::cmp::Reverse(at)));
        if least.is_some() && least != kept {
            kept = least;
            prints.extend(least.map(|at| shingles[at]));
        }
    }
    prints.sort_unstable();
    prints.dedup();
    prints
}

/// FNV-1a, spread over all bits.
fn hash(word: &str) -> u64 {
    mixed(word.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    }))
}

/// The finish of `SplitMix64` (Steele, Lea, Flood 2014): every bit of the input moves every bit of the output.
const fn mixed(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}
