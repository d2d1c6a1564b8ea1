//! What is odd in the rows of a grid, each sort with its places.

use claim::Complaint;

use crate::notes::{Met, counted};

/// What was met that is worth a complaint.
#[derive(Debug, Default)]
pub(super) struct Odd {
    pub(super) ragged: Met,
    pub(super) left_out: Met,
    pub(super) grouped: Met,
    pub(super) decimals: Met,
    pub(super) suppressed: Met,
    pub(super) unreadable: Met,
    pub(super) blank: Met,
    pub(super) no_utf8: Met,
    pub(super) nameless: Met,
    pub(super) shifted: Met,
    pub(super) swapped: Met,
    pub(super) headers: Met,
}

impl Odd {
    /// Complains of what was met in a table of so many columns.
    pub(super) fn complain(&self, width: usize, into: &mut Vec<Complaint>) {
        let odd = self;
        odd.ragged.complain(
            into,
            format!(
                "{} another number of fields than the header's {width}",
                has(odd.ragged.count)
            ),
            "the fields that are there, from the left",
        );
        odd.left_out.complain(
            into,
            format!(
                "{} out the district, so that what follows stands one column too far left",
                leave(odd.left_out.count)
            ),
            "each field in its own column",
        );
        odd.headers.complain(
            into,
            "a header stands among the rows: the file was put together from several",
            "it as a contest of no votes",
        );
        odd.no_utf8.complain(
            into,
            "the text is no UTF-8: names are read as Windows-1252",
            "the names as read",
        );
        odd.grouped.complain(
            into,
            format!(
                "{} written with commas (\"1,281\"): a plain reader stops or drops them",
                counted(odd.grouped.count, "count is", "counts are")
            ),
            "the whole numbers",
        );
        odd.decimals.complain(
            into,
            format!(
                "{} written with decimals (\"10.0\")",
                counted(odd.decimals.count, "count is", "counts are")
            ),
            "the whole numbers",
        );
        odd.suppressed.complain(
            into,
            format!(
                "{} withheld (\"*\"): every sum over them is too small",
                counted(odd.suppressed.count, "count is", "counts are")
            ),
            "them as withheld, in no sum",
        );
        odd.unreadable.complain(
            into,
            format!(
                "{} no number of votes",
                counted(odd.unreadable.count, "field is", "fields are")
            ),
            "the row, in no sum",
        );
        odd.blank.complain(
            into,
            format!(
                "{} blank: not known, which is not none",
                counted(odd.blank.count, "count is", "counts are")
            ),
            "the row, in no sum",
        );
        odd.shifted.complain(
            into,
            "a name with a comma takes two columns: its second part stands under the candidate, its first under the party, \
             and the party in a column without a name",
            "the whole name, and the party behind the votes",
        );
        odd.swapped.complain(
            into,
            "party and candidate have changed places, for each name that begins here",
            "the name as the candidate, the word as the party",
        );
        odd.nameless.complain(
            into,
            "a column without a name holds something",
            "the other columns",
        );
    }
}

const fn has(count: u64) -> &'static str {
    if count == 1 {
        "the row has"
    } else {
        "the rows have"
    }
}

const fn leave(count: u64) -> &'static str {
    if count == 1 {
        "the row leaves"
    } else {
        "the rows leave"
    }
}
