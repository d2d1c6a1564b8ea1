//! Words of a file as small numbers: a field that was seen before costs one look-up and no allocation.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// The seed is fixed: the same input takes the same way everywhere.
const STATE: FixedState = FixedState::with_seed(0x5eed);

/// Byte strings, numbered in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct Words {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    table: HashTable<u32>,
}

impl Words {
    /// The number of a string, and whether it is new.
    pub(crate) fn number(&mut self, word: &[u8]) -> (u32, bool) {
        let hash = STATE.hash_one(word);
        let Self { bytes, ends, table } = self;
        let of = |number: u32| word_of(bytes, ends, number);
        if let Some(&number) = table.find(hash, |&number| of(number) == word) {
            return (number, false);
        }
        // A table of 2³² different words does not fit into memory long before this saturates.
        let number = u32::try_from(ends.len()).unwrap_or(u32::MAX);
        bytes.extend_from_slice(word);
        ends.push(bytes.len());
        table.insert_unique(hash, number, |&number| {
            STATE.hash_one(word_of(bytes, ends, number))
        });
        (number, true)
    }
}

fn word_of<'a>(bytes: &'a [u8], ends: &[usize], number: u32) -> &'a [u8] {
    let at = number as usize;
    let start = if at == 0 { 0 } else { ends[at - 1] };
    &bytes[start..ends[at]]
}

/// Pairs of numbers → one number, with the last answer at hand: neighbouring rows are about the same unit or contest.
#[derive(Debug)]
pub(crate) struct Pairs {
    last: (u64, u32),
    table: hashbrown::HashMap<u64, u32, FixedState>,
}

impl Default for Pairs {
    fn default() -> Self {
        Self {
            last: (u64::MAX, u32::MAX),
            table: hashbrown::HashMap::with_hasher(STATE),
        }
    }
}

impl Pairs {
    /// The number of a pair; a new one gets what `make` says.
    pub(crate) fn number(&mut self, one: u32, other: u32, make: impl FnOnce() -> u32) -> u32 {
        let key = u64::from(one) << 32 | u64::from(other);
        if self.last.0 == key {
            return self.last.1;
        }
        let number = *self.table.entry(key).or_insert_with(make);
        self.last = (key, number);
        number
    }

    /// How many pairs there are.
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.table.len()).unwrap_or(u32::MAX)
    }
}

/// The last field of a column with its number: most fields equal the one above them.
#[derive(Debug, Default)]
pub(crate) struct Column {
    last: Vec<u8>,
    number: Option<u32>,
    words: Words,
}

impl Column {
    /// The number of a field.
    pub(crate) fn number(&mut self, field: &[u8]) -> u32 {
        if let Some(number) = self.number
            && self.last == field
        {
            return number;
        }
        let number = self.words.number(field).0;
        self.last.clear();
        self.last.extend_from_slice(field);
        self.number = Some(number);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_numbers() {
        let mut column = Column::default();
        for (field, number) in [
            ("Autauga", 0),
            ("Autauga", 0),
            ("", 1),
            ("Baldwin", 2),
            ("Autauga", 0),
        ] {
            assert_eq!(column.number(field.as_bytes()), number);
        }
        let mut pairs = Pairs::default();
        assert_eq!(pairs.number(1, 2, || 7), 7);
        assert_eq!(pairs.number(2, 1, || 8), 8);
        assert_eq!(pairs.number(1, 2, || 9), 7);
        assert_eq!(pairs.len(), 2);
    }
}
