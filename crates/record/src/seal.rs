//! The seal on the claims that one document makes about one race: a later hand on any of their numbers breaks it.

use claim::Place;
use sha2::{Digest, Sha256};

use crate::store::claims::part_code;

/// What a seal is taken over, for one claim. The quote is not part of it: the document's own hash covers its words, and a
/// redaction must not look like damage.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sealed<'a> {
    /// The claim's number within the race.
    pub(crate) seq: u64,
    /// The JSON of its statement.
    pub(crate) statement: &'a str,
    /// The code of its certainty.
    pub(crate) certainty: i64,
    /// The JSON of its provenance.
    pub(crate) provenance: &'a str,
    /// When it was public, in seconds since 1970.
    pub(crate) reported: (i64, i64),
    /// The batch that brought it.
    pub(crate) tx: u64,
    /// Where its quote stands.
    pub(crate) place: Place,
}

/// A seal in the making.
#[derive(Debug, Clone)]
pub(crate) struct Seal(Sha256);

impl Seal {
    /// A seal on claims of a document.
    pub(crate) fn new(document: i64) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(b"hustings claims 1\n");
        hasher.update(document.to_le_bytes());
        Self(hasher)
    }

    /// Takes in the next claim.
    pub(crate) fn add(&mut self, claim: Sealed<'_>) {
        let numbers = [
            claim.seq,
            claim.certainty.cast_unsigned(),
            claim.reported.0.cast_unsigned(),
            claim.reported.1.cast_unsigned(),
            claim.tx,
            part_code(claim.place.part).cast_unsigned(),
            claim.place.span.start as u64,
            claim.place.span.end as u64,
            // The lengths keep the two texts apart.
            claim.statement.len() as u64,
            claim.provenance.len() as u64,
        ];
        for number in numbers {
            self.0.update(number.to_le_bytes());
        }
        self.0.update(claim.statement);
        self.0.update(claim.provenance);
    }

    /// The first eight bytes of the hash: enough to tell a change that nobody meant to hide.
    pub(crate) fn end(self) -> i64 {
        let mut first = [0; 8];
        for (to, from) in first.iter_mut().zip(self.0.finalize()) {
            *to = from;
        }
        i64::from_be_bytes(first)
    }
}
