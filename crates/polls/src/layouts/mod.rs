//! The layouts of tables that are known, one file each, recognised by their header.

mod note;
mod outcomes;
mod primaries;
mod races;
mod ratings;

use claim::Complaint;

use crate::collection::Draft;
use crate::table::{self, Table};

/// The layouts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// A row an answer, contests by id: `race,state,office,party,stage,election_date,pollster,…,candidate,share`.
    Primaries,
    /// Results of the same contests: `race,candidate,vote_share,advanced,won`.
    Outcomes,
    /// The contests themselves: `race,state,office,party,stage,election_date,majority_threshold`.
    Races,
    /// `raw_polls.csv` of `FiveThirtyEight`'s pollster ratings: a row a question with the two leading candidates and how it ended.
    /// <https://github.com/fivethirtyeight/data/tree/master/pollster-ratings>
    Ratings,
}

impl Layout {
    /// All of them; the more special before what it resembles.
    pub const ALL: [Self; 4] = [Self::Ratings, Self::Primaries, Self::Outcomes, Self::Races];

    /// Its name, for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Primaries => "polls by contest",
            Self::Outcomes => "results by contest",
            Self::Races => "contests",
            Self::Ratings => "FiveThirtyEight's pollster ratings",
        }
    }

    /// The columns without which it is another layout.
    pub(crate) const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Primaries => primaries::COLUMNS,
            Self::Outcomes => outcomes::COLUMNS,
            Self::Races => races::COLUMNS,
            Self::Ratings => ratings::COLUMNS,
        }
    }

    pub(crate) fn read(self, table: &Table, draft: &mut Draft) -> Vec<Complaint> {
        match self {
            Self::Primaries => primaries::read(table, draft),
            Self::Outcomes => outcomes::read(table, draft),
            Self::Races => races::read(table, draft),
            Self::Ratings => ratings::read(table, draft),
        }
    }
}

/// How many bytes are enough to recognise a table.
pub const HEAD: usize = 16 << 10;

/// Which layout begins with these bytes, if one does.
pub fn recognise(head: &[u8]) -> Option<Layout> {
    let line = head.split(|byte| *byte == b'\n').next()?;
    // A header has at least a letter and ends somewhere: what has none is not worth a table.
    if line.len() >= HEAD {
        return None;
    }
    let (table, _) = Table::read("", line);
    of_columns(table.columns())
}

pub(crate) fn of_columns(columns: &[String]) -> Option<Layout> {
    Layout::ALL.into_iter().find(|layout| {
        layout.columns().iter().all(|wanted| {
            columns
                .iter()
                .any(|column| *column == table::column(wanted))
        })
    })
}
