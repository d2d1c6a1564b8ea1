//! What training learned of single words: classes of words that stand in like places, parts of speech, and how often
//! the word credits somebody.

use super::hash;

/// What the lexicon says of a word; all zero where it does not know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Entry {
    /// The word's class among many.
    pub fine: u8,
    /// The word's class among few.
    pub coarse: u8,
    /// Its one or two usual parts of speech, as a number.
    pub speech: u8,
    /// How often it is a cue, from 0 (never) to 6 (nearly always).
    pub cue: u8,
}

impl Entry {
    /// Whether the word, where it stands, is likely to credit somebody.
    pub fn is_cue(self) -> bool {
        self.cue >= 4
    }
}

/// The bytes of one place: a fingerprint and an entry.
pub const PLACE: usize = 8;

/// A table of words by hash, with open addressing.
#[derive(Debug, Clone, Copy)]
pub struct Lexicon<'a> {
    places: &'a [u8],
}

impl<'a> Lexicon<'a> {
    /// A lexicon over the bytes of a model; bytes beyond whole places are not used.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { places: bytes }
    }

    /// What is known of the word with this hash (of its lower case).
    #[inline]
    pub fn entry(&self, lower: u64) -> Entry {
        let size = self.places.len() / PLACE;
        let spread = hash::mix(lower, 1);
        let print = fingerprint(spread);
        let mut at = hash::place(spread, size);
        for _ in 0..size.min(64) {
            let Some(&[a, b, c, d, fine, coarse, speech, cue]) = self
                .places
                .get(at * PLACE..)
                .and_then(<[u8]>::first_chunk::<PLACE>)
            else {
                return Entry::default();
            };
            let found = u32::from_le_bytes([a, b, c, d]);
            if found == print {
                return Entry {
                    fine,
                    coarse,
                    speech,
                    cue,
                };
            }
            if found == 0 {
                break;
            }
            at = if at + 1 == size { 0 } else { at + 1 };
        }
        Entry::default()
    }

    /// The bytes of a lexicon of these words (hash of the lower case, entry); those that come late may find no place,
    /// and their number is told.
    #[cfg(any(test, feature = "train"))]
    pub fn build(words: &[(u64, Entry)], size: usize) -> (Vec<u8>, usize) {
        let mut bytes = vec![0; size * PLACE];
        let mut lost = 0;
        'words: for &(lower, entry) in words {
            let spread = hash::mix(lower, 1);
            let print = fingerprint(spread).to_le_bytes();
            let mut at = hash::place(spread, size);
            for _ in 0..size.min(64) {
                let place = &mut bytes[at * PLACE..(at + 1) * PLACE];
                if place[..4] == [0; 4] {
                    place[..4].copy_from_slice(&print);
                    place[4..].copy_from_slice(&[
                        entry.fine,
                        entry.coarse,
                        entry.speech,
                        entry.cue,
                    ]);
                    continue 'words;
                }
                at = if at + 1 == size { 0 } else { at + 1 };
            }
            lost += 1;
        }
        (bytes, lost)
    }
}

/// Never 0, which marks an empty place.
#[inline]
fn fingerprint(spread: u64) -> u32 {
    ((spread & 0xffff_ffff) as u32) | 1
}

#[cfg(test)]
mod tests {
    use super::super::token;
    use super::*;

    #[test]
    fn words_are_found_again() {
        let words: Vec<(u64, Entry)> = (1..=90)
            .map(|n| {
                let entry = Entry {
                    fine: n,
                    ..Entry::default()
                };
                (token::lower(&format!("word{n}")), entry)
            })
            .collect();
        let (bytes, lost) = Lexicon::build(&words, 128);
        assert_eq!(lost, 0);
        let lexicon = Lexicon::new(&bytes);
        for (word, entry) in words {
            assert_eq!(lexicon.entry(word), entry);
        }
        assert_eq!(lexicon.entry(token::lower("other")), Entry::default());
        assert_eq!(Lexicon::new(&[]).entry(1), Entry::default());
    }
}
