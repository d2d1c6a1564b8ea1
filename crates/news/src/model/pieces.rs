//! Word pieces: BERT's greedy longest match over a vocabulary without capitals and accents.
//!
//! As in Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers" (2019); `training/reader/pieces.py` does the same.

use std::collections::HashMap;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Words of more letters than this are unknown; no word that anybody wrote is that long.
const LONGEST: usize = 100;

/// The vocabulary, with the pieces that have a part of their own.
pub(crate) struct Pieces {
    words: HashMap<&'static str, u32>,
    rests: HashMap<&'static str, u32>,
    /// Opens a window.
    pub(crate) open: u32,
    /// Closes a window.
    pub(crate) close: u32,
    /// Stands between paragraphs.
    pub(crate) between: u32,
    unknown: u32,
}

impl Pieces {
    /// Reads a vocabulary: one piece a line, in the order of their numbers. `None` where a special piece is missing.
    pub(crate) fn new(vocabulary: &'static str) -> Option<Self> {
        let mut words = HashMap::with_capacity(32_768);
        let mut rests = HashMap::with_capacity(8_192);
        for (number, piece) in (0u32..).zip(vocabulary.lines()) {
            match piece.strip_prefix("##") {
                Some(rest) => rests.insert(rest, number),
                None => words.insert(piece, number),
            };
        }
        Some(Self {
            open: *words.get("[CLS]")?,
            close: *words.get("[SEP]")?,
            between: *words.get("[unused1]")?,
            unknown: *words.get("[UNK]")?,
            words,
            rests,
        })
    }

    /// Appends the pieces of a word.
    pub(crate) fn split(&self, word: &str, out: &mut Vec<u32>) {
        let plain: String = if word.is_ascii() {
            word.to_ascii_lowercase()
        } else {
            word.to_lowercase()
                .nfd()
                .filter(|c| !is_combining_mark(*c))
                .collect()
        };
        if let Some(whole) = self.words.get(plain.as_str()) {
            out.push(*whole);
            return;
        }
        let before = out.len();
        if plain.is_empty() || plain.chars().count() > LONGEST || !self.parts(&plain, out) {
            out.truncate(before);
            out.push(self.unknown);
        }
    }

    fn parts(&self, mut rest: &str, out: &mut Vec<u32>) -> bool {
        let mut vocabulary = &self.words;
        while !rest.is_empty() {
            let ends = rest
                .char_indices()
                .map(|(at, c)| at + c.len_utf8())
                .rev()
                .find_map(|end| Some((end, *vocabulary.get(&rest[..end])?)));
            let Some((end, number)) = ends else {
                return false;
            };
            out.push(number);
            rest = &rest[end..];
            vocabulary = &self.rests;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TINY: &str = "[PAD]\n[unused1]\n[UNK]\n[CLS]\n[SEP]\nsen\n##ate\n##ator\nrun\n##s";

    fn of(word: &str) -> Vec<u32> {
        let mut out = Vec::new();
        Pieces::new(TINY).unwrap().split(word, &mut out);
        out
    }

    #[test]
    fn the_longest_piece_comes_first() {
        assert_eq!(of("Senator"), [5, 7]);
        assert_eq!(of("runs"), [8, 9]);
        assert_eq!(of("rún"), [8]);
    }

    #[test]
    fn what_has_no_pieces_is_unknown() {
        assert_eq!(of("senx"), [2]);
        assert_eq!(of(&"a".repeat(500)), [2]);
    }

    #[test]
    fn a_vocabulary_without_its_special_pieces_is_none() {
        assert!(Pieces::new("run\n##s").is_none());
    }
}
