//! Which part of the record a question is about.

use jiff::Timestamp;

use crate::BatchNumber;

/// A cut through the record along two of its clocks. The default holds everything.
///
/// *Reported* asks what was public: a document counts from the moment at which it was public for certain. *Recorded*
/// asks what the record held: the claims of the batches up to a number. A bare date means the end of that day in the
/// race's zone; whoever reads the date resolves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cut {
    /// Only what was public by then.
    pub reported: Option<Timestamp>,
    /// Only what was held when this batch was the last.
    pub recorded: Option<BatchNumber>,
}

impl Cut {
    /// What was public by a moment.
    pub const fn as_of(reported: Timestamp) -> Self {
        Self {
            reported: Some(reported),
            recorded: None,
        }
    }

    /// What the record held at a batch.
    pub const fn as_recorded(batch: BatchNumber) -> Self {
        Self {
            reported: None,
            recorded: Some(batch),
        }
    }

    /// The last second inside, as SQLite compares it.
    pub(crate) fn last_second(self) -> i64 {
        self.reported.map_or(i64::MAX, Timestamp::as_second)
    }

    /// The last batch inside, as SQLite compares it.
    pub(crate) fn last_batch(self) -> i64 {
        self.recorded
            .map_or(i64::MAX, |batch| i64::try_from(batch.0).unwrap_or(i64::MAX))
    }
}
