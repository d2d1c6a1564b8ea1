//! Which groups of three characters a text holds: a few bit tests tell that a word is not in it.
//!
//! Upper and lower case are alike here. A text may seem to hold a word that it lacks, but never the other way round.

/// The sets are this many bits long, two to the power of [`BITS`].
const BITS: u32 = 12;

/// The groups of three characters of a text, and its single characters.
#[derive(Debug)]
pub(crate) struct Grams {
    threes: Box<[u64; 1 << (BITS - 6)]>,
    ones: u128,
}

const fn key(three: u32) -> u16 {
    // The multiplier spreads neighbouring values over the whole range.
    let spread = three.wrapping_mul(0x9E37_79B1) >> (32 - BITS);
    (spread & 0xffff) as u16
}

const fn one(byte: u8) -> u128 {
    1 << (byte.to_ascii_lowercase() & 0x7f)
}

/// The keys of the groups of three of a text in one-byte form.
fn keys(bytes: &[u8]) -> impl Iterator<Item = u16> {
    let mut three = 0;
    bytes.iter().enumerate().filter_map(move |(at, byte)| {
        three = three >> 8 | u32::from(byte.to_ascii_lowercase()) << 16;
        (at >= 2).then(|| key(three))
    })
}

impl Grams {
    /// The groups of a text in one-byte form.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut threes = Box::new([0; 1 << (BITS - 6)]);
        for key in keys(bytes) {
            threes[usize::from(key >> 6)] |= 1 << (key & 63);
        }
        Self {
            threes,
            ones: bytes.iter().fold(0, |all, byte| all | one(*byte)),
        }
    }

    fn holds(&self, key: u16) -> bool {
        self.threes[usize::from(key >> 6)] >> (key & 63) & 1 == 1
    }
}

/// A word by its groups of three; a shorter one by its characters.
#[derive(Debug)]
struct Word {
    threes: Box<[u16]>,
    ones: u128,
}

/// What a text must hold to hold a pattern: of each list, one word.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    lists: Vec<Vec<Word>>,
}

impl Wanted {
    /// The lists of words, in one-byte form.
    pub(crate) fn new(lists: &[Vec<Vec<u8>>]) -> Self {
        let word = |bytes: &Vec<u8>| Word {
            threes: keys(bytes).collect(),
            ones: bytes.iter().fold(0, |all, byte| all | one(*byte)),
        };
        Self {
            lists: lists
                .iter()
                .map(|list| list.iter().map(word).collect())
                .collect(),
        }
    }

    /// Whether nothing is wanted, so that any text may do.
    pub(crate) const fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// Whether a text may hold all that is wanted.
    pub(crate) fn may_be_in(&self, grams: &Grams) -> bool {
        let holds = |word: &Word| {
            if word.threes.is_empty() {
                grams.ones & word.ones == word.ones
            } else {
                word.threes.iter().all(|key| grams.holds(*key))
            }
        };
        self.lists.iter().all(|list| list.iter().any(holds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_of_a_text() {
        let grams = Grams::of(b"The Senate race, P said");
        let may = |lists: &[Vec<Vec<u8>>]| Wanted::new(lists).may_be_in(&grams);
        let word = |text: &str| text.as_bytes().to_vec();
        assert!(may(&[
            vec![word("senate")],
            vec![word("lost"), word("said")]
        ]));
        assert!(!may(&[
            vec![word("senate")],
            vec![word("lost"), word("won")]
        ]));
        assert!(may(&[vec![word("P")]]));
        assert!(!may(&[vec![word("Y")]]));
        assert!(may(&[]));
    }

    proptest! {
        #[test]
        fn no_word_of_a_text_is_missed(text in "[a-zA-Z ,_]{0,60}", at in 0_usize..50, len in 1_usize..12) {
            let bytes = text.as_bytes();
            let word = bytes.get(at..(at + len).min(bytes.len())).unwrap_or_default().to_vec();
            prop_assert!(Wanted::new(&[vec![word]]).may_be_in(&Grams::of(bytes)));
        }
    }
}
